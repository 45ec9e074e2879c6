"""What is left of a word is told where it can be nothing else; a text is only looked at where it is unusual."""

from __future__ import annotations

import pytest

from gouji.report import Report
from gouji_plugins.rules import examples
from gouji_plugins.rules.neighbours import official, pair, places


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("畅通网络申请等渠，接受群众监督。", "渠", "渠道"),
        ("优化流程，提高服效率。", "服", "服务"),
    ],
)
def test_a_character_left_over_from_a_word(judge, report: Report, text: str, wrong: str, right: str) -> None:
    (finding,) = judge("W02-stray", examples.added("s1", text)(report))
    assert finding.actual == wrong and right in (finding.expected or "") and finding.level == "info"
    assert finding.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "沿渠道两侧设置公告牌，干渠、斗渠、水渠的信息一并公开。",
        "服装、服饰、制服采购，西服一套，服从安排。",
        "全年公开信息30条，途经、沿途各镇同步宣传。",
        "进-步提升服务效率。",
        "临渠县、息烽县、讷河市、效益镇、沁源县、措美县。",
    ],
)
def test_characters_that_belong_to_a_word(judge, report: Report, text: str) -> None:
    assert judge("W02-stray", examples.added("s1", text)(report)) == []


def test_a_set_phrase_with_a_loss_is_not_told_again(judge, report: Report) -> None:
    changed = examples.added("s1", "切实拓宽公开渠，提高质量。")(report)
    assert [finding.expected for finding in judge("W02", changed)] == ["拓宽公开渠道"]
    assert judge("W02-stray", changed) == []


def test_a_line_may_be_broken_inside_a_word(judge, report: Report) -> None:
    assert judge("W02-stray", examples.added("s1", "畅通网络申请等渠", "道，接受群众监督。")(report)) == []


@pytest.mark.parametrize("text", ["", "公", "公开", "公开信", "甲乙丙丁戊"])
def test_places_are_those_of_pairs_that_are_unusual_or_seams(text: str) -> None:
    pairs = {at: pair(text[at], text[at + 1]) for at in range(len(text) - 1)}
    assert sorted(places(text, frozenset()).unusual) == list(pairs) and places(text, frozenset()).seams == []
    some = frozenset({pair("公", "开"), pair("丙", "丁")})
    found = places(text, some, some)
    assert sorted(found.unusual) == [at for at, two in pairs.items() if two not in some]
    assert sorted(found.seams) == [at for at, two in pairs.items() if two in some]


def test_rare_characters_do_not_shift_the_places() -> None:
    assert sorted(places("𠮷公开", frozenset({pair("公", "开")})).unusual) == [0]


def test_usual_pairs_are_those_of_official_prose() -> None:
    assert {pair(*two) for two in ("信息", "息公", "。\n")} <= official().pairs
    assert pair("咨", "服") not in official().pairs and "渠道" in official().bound["渠"].words
