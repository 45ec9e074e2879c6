"""The statutory tables as rules look at them."""

from __future__ import annotations

import pytest

from gouji.report import Report
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import filled


def test_tables_in_order_have_nothing_odd(report: Report) -> None:
    found = filled(report)
    assert [one.spec.id for one in found] == ["t2", "t3", "t4"]
    assert all(one.complete and not one.odd for one in found)
    assert [cell.key[1:] for cell in found[1].cells] == list(found[1].spec.keys())


@pytest.mark.parametrize("raw", ["", "/", "3件", "-1", "2.5", "1,000", "0" * 16, "约3"])
def test_whatever_is_not_digits_alone_is_odd(report: Report, raw: str) -> None:
    _, third, _ = filled(examples.cells("t3", {("new", "person"): raw, ("done", "total"): "１２"})(report))
    assert [cell.raw for cell in third.odd] == [raw]


def test_cells_of_heading_rows_do_not_make_up_for_those_that_are_absent(report: Report) -> None:
    shorter = examples.without_rows("t3", "open")(report)
    heading = report.tables["t3"].cells["new", "person"]._replace(row="deny")
    (third,) = [one for one in filled(shorter.with_cells(heading)) if one.spec.id == "t3"]
    assert not third.complete and heading not in third.cells


def test_a_table_that_is_not_there_is_left_out(report: Report) -> None:
    assert [one.spec.id for one in filled(examples.without_table("t3")(report))] == ["t2", "t4"]
