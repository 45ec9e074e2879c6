"""Whether comparisons and conditions hold, told from the numbers alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.data import editions
from gouji.formula.instances import PlainInstance
from gouji.formula.resolving import resolved
from gouji.formula.syntax import parse
from gouji.formula.truth import met, truth, values_of

EDITION = editions()["gov-2021"]
NEW, DONE, KEPT = ("t3", "new", "total"), ("t3", "done", "total"), ("t3", "next", "total")


def instance(text: str, when: str = "") -> PlainInstance:
    (found,) = resolved(parse(text), parse(when) if when else (), None, EDITION)
    return found


def comparison(text: str) -> tuple:
    return instance(text)[2][0]


@pytest.mark.parametrize(
    ("relation", "holds"),
    [
        ("=", (False, True, False)),
        ("≠", (True, False, True)),
        ("≤", (True, True, False)),
        ("≥", (False, True, True)),
        ("<", (True, False, False)),
        (">", (False, False, True)),
    ],
)
def test_every_relation_below_at_and_above(relation, holds):
    told = truth(comparison(f"表三.新收.总计 {relation} 2 × 表三.办理总计.总计 - 3"))
    assert tuple(told((value, 5)) for value in (6, 7, 8)) == holds


@pytest.mark.parametrize(
    ("relation", "holds"),
    [
        ("=", (False, True, True, False)),
        ("≠", (True, False, False, True)),
        ("≤", (True, True, True, False)),
        ("≥", (False, True, True, True)),
        ("<", (True, True, False, False)),
        (">", (False, False, True, True)),
    ],
)
def test_a_tolerance_widens_every_relation_and_keeps_its_edges(relation, holds):
    plain = comparison(f"表三.新收.总计 {relation} 表三.办理总计.总计")
    told = truth((*plain[:5], "0.5"))
    found = tuple(told((Decimal(value), 5)) for value in ("4.4", "4.5", "5.5", "5.6"))
    assert found == holds


def test_decimals_are_compared_exactly():
    told = truth(comparison("表三.新收.总计 = 表三.办理总计.总计 + 表三.结转下年.总计"))
    assert told((Decimal("0.3"), Decimal("0.1"), Decimal("0.2")))


def test_numbers_of_one_cell_and_of_many():
    numbers = {NEW: 1, DONE: 2}
    assert values_of(comparison("表三.新收.总计 = 0"))(numbers) == (1,)
    assert values_of(comparison("表三.新收.总计 = 表三.办理总计.总计"))(numbers) == (1, 2)


@pytest.mark.parametrize(("value", "holds"), [(0, True), (3, False)])
def test_a_condition_that_compares(value, holds):
    conditions = instance("表三.新收.总计 = 0", "表三.办理总计.总计 = 0")[1]
    assert met(conditions)({DONE: value}) is holds


@pytest.mark.parametrize(("numbers", "holds"), [({DONE: 0}, True), ({DONE: None}, False), ({}, False)])
def test_a_cell_is_filled_when_it_holds_a_number(numbers, holds):
    conditions = instance("表三.新收.总计 = 0", "已填(表三.办理总计.总计)")[1]
    assert met(conditions)(numbers) is holds


def test_several_conditions_must_all_hold():
    conditions = instance("表三.新收.总计 = 0", "表三.办理总计.总计 ≥ 1 且 表三.办理总计.总计 ≤ 3")[1]
    assert len(conditions) == 2
    assert [met(conditions)({DONE: value}) for value in (0, 1, 3, 4)] == [False, True, True, False]


@pytest.mark.parametrize(("numbers", "error"), [({}, KeyError), ({DONE: None}, TypeError)])
def test_a_condition_nobody_can_tell_is_no_answer(numbers, error):
    conditions = instance("表三.新收.总计 = 0", "表三.办理总计.总计 = 0")[1]
    with pytest.raises(error):
        met(conditions)(numbers)
