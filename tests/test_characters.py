from __future__ import annotations

import pytest

from gouji.characters import COMPATIBLE, JAPANESE, KANA, TRADITIONAL, VARIANT, fold, kind_of, spoken, standard_of, variants_in
from gouji.text import bare, without_ordinal


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("題", "题", TRADITIONAL),
        ("強", "强", TRADITIONAL),
        ("裏", "里", TRADITIONAL),
        ("後", "后", TRADITIONAL),
        ("増", "增", JAPANESE),
        ("戸", "户", JAPANESE),
        ("値", "值", JAPANESE),
        ("県", "县", JAPANESE),
        ("総", "总", JAPANESE),
        ("髙", "高", VARIANT),
        ("峯", "峰", TRADITIONAL),
        ("⻓", "长", COMPATIBLE),
        ("⼀", "一", COMPATIBLE),
        ("ニ", "二", KANA),
        ("ハ", "八", KANA),
    ],
)
def test_each_kind_of_character_and_its_standard_form(wrong: str, right: str, kind: str) -> None:
    assert variants_in(f"关于{wrong}的情况") == {wrong}
    assert (standard_of(wrong), kind_of(wrong)) == (right, kind)
    assert spoken(kind)


@pytest.mark.parametrize("character", "镕喆堃乾著〇㎡囧於陞昇里后云台干面历准斗谷丑余冲卜")
def test_standard_and_rare_characters_pass(character: str) -> None:
    assert not variants_in(character)
    assert standard_of(character) == character
    with pytest.raises(KeyError):
        kind_of(character)


def test_folding_keeps_the_length_and_what_is_standard() -> None:
    assert fold("關於(ニ)存在問題、進一步増強") == "关于(二)存在问题、进一步增强"
    plain = "依据条例编制本报告，乾县著作权。"
    assert fold(plain) is plain


def test_labels_are_compared_folded() -> None:
    assert bare("(ニ)存在問題") == bare("（二）存在问题")
    assert without_ordinal("(ニ)改进措施") == "改进措施"
