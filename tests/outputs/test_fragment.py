"""The part of a table that is drawn beside a finding."""

from __future__ import annotations

from gouji.data import editions
from gouji.finding import Equation, Finding
from gouji.sample import balanced
from gouji_plugins.outputs.fragment import fragment


def test_an_equation_of_no_cells_has_no_part_of_a_table_to_show() -> None:
    finding = Finding("X1", "G01", "error", "错", "试", equations=(Equation("X1", "G01", "甲", "1", "2", "-1"),))
    assert fragment(balanced(editions()["gov-2021"]), finding) == []
