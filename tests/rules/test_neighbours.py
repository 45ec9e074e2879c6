"""Which characters usually stand side by side, and where in a text others do."""

from __future__ import annotations

import pytest

from gouji_plugins.rules.neighbours import Pairs, pair, places_of, usual_pairs
from gouji_plugins.rules.threes import Threes, threes
from gouji_plugins.rules.vocabulary import Rows


@pytest.mark.parametrize("text", ["", "公", "公开", "公开信", "甲乙丙丁戊"])
def test_places_are_those_of_pairs_that_are_unusual_or_seams(text: str) -> None:
    pairs = {at: pair(text[at], text[at + 1]) for at in range(len(text) - 1)}
    every = places_of(text, Pairs(frozenset()))
    assert sorted(every.unusual) == list(pairs) and every.seams == every.twins == []
    usual, seams = frozenset({pair("公", "开"), pair("丁", "戊")}), frozenset({pair("公", "开"), pair("丙", "丁")})
    found = places_of(text, Pairs(usual - seams, seams, usual & seams))
    assert sorted(found.unusual) == [at for at, two in pairs.items() if two not in usual]
    assert sorted(found.seams) == [at for at, two in pairs.items() if two in seams]


def test_twins_are_the_same_character_twice() -> None:
    twins = frozenset({pair("工", "工")})
    assert sorted(places_of("天天开工工作的的的", Pairs(twins)).twins) == [0, 6, 7]


def test_rare_characters_do_not_shift_the_places() -> None:
    assert sorted(places_of("𠮷公开", Pairs(frozenset({pair("公", "开")}))).unusual) == [0]


def test_usual_pairs_are_those_of_official_prose() -> None:
    assert {pair(*two) for two in ("信息", "息公", "。\n")} <= usual_pairs()
    assert pair("咨", "服") not in usual_pairs()


def test_threes_are_those_of_official_prose() -> None:
    assert "信息公" in threes() and "。|一" in threes() and "咨公开" not in threes()
    assert "息" in threes().between("信", "公") and "咨" not in threes().between("信", "公")
    assert "公" in threes().behind("信", "息")


def test_what_stands_across_two_pairs_of_a_row_is_no_three() -> None:
    known = Threes(Rows(["甲乙丙丁戊丙丁".encode()]))
    assert "甲乙丙" in known and "甲丁戊" in known and "甲丙丁" in known
    assert "甲戊丙" not in known and "甲丁丁" not in known and "乙丙丁" not in known


def test_threes_can_be_widened_by_words() -> None:
    wider = threes().widened(["苍穹渠道"])
    assert "苍穹渠" in wider and "穹渠道" in wider and wider.between("苍", "渠") == ["穹"] and "信息公" in wider
    assert "苍穹渠" not in threes()
