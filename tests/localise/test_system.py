"""What of the formulas in force becomes the linear system that corrections are searched in."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gouji.data import editions
from gouji.formula import Formula
from gouji.formula.plain import plain_formula
from gouji.localise import system_of

EDITION = editions()["gov-2021"]
NEW, CARRIED = ("t3", "new", "total"), ("t3", "carry_in", "total")


def equations(text):
    rule = SimpleNamespace(id="X1", formula=Formula(plain_formula(text, [EDITION])))
    return [(dict(one.terms), one.constant, one.equal) for one in system_of([rule], EDITION).equations]


@pytest.mark.parametrize(
    ("relation", "terms", "constant", "equal"),
    [
        ("=", {NEW: 1, CARRIED: -1}, 0, True),
        ("≥", {NEW: 1, CARRIED: -1}, 0, False),
        ("≤", {NEW: -1, CARRIED: 1}, 0, False),
        (">", {NEW: 1, CARRIED: -1}, -1, False),
        ("<", {NEW: -1, CARRIED: 1}, -1, False),
    ],
)
def test_a_bound_is_an_inequality_and_a_strict_one_between_whole_numbers_is_off_by_one(relation, terms, constant, equal):
    assert equations(f"新收.总计 {relation} 上年结转.总计") == [(terms, constant, equal)]


@pytest.mark.parametrize(
    "text",
    ["新收.总计 > 0.5 × 上年结转.总计", "新收.总计 + 0.5 > 上年结转.总计", "行政事业性收费.本年收费金额 > 新收.总计"],
)
def test_a_strict_bound_on_parts_of_numbers_is_no_further_off_than_one_that_is_not(text):
    assert equations(text) == equations(text.replace(">", "≥")) != []
