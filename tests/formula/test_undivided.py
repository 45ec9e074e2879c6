"""（六）其他处理 filled in as one row stands for its three sub-rows in a sum of all of them."""

from dataclasses import replace

import pytest

from gouji.data import editions
from gouji.engine import check
from gouji.in_force import Options, prepare
from gouji.report import NUMBER, Cell
from gouji.sample import balanced

SUB_ROWS = ("misc_nosupp", "misc_nopay", "misc_other")


@pytest.mark.parametrize(("done", "broken"), [(2, False), (3, True)])
def test_heading_row_stands_for_its_missing_sub_rows(done, broken):
    report = balanced(editions()["gov-2021"])
    table = report.tables["t3"]
    cells = {key: cell for key, cell in table.cells.items() if key[0] not in SUB_ROWS}
    for column in ("person", "total"):
        cells["H_misc", column] = Cell("t3", "H_misc", column, "2", NUMBER, 2)
    for column in ("biz", "sci", "ngo", "law", "other"):
        cells["H_misc", column] = Cell("t3", "H_misc", column, "0", NUMBER, 0)
    for row in ("new", "done"):
        for column in ("person", "total"):
            cells[row, column] = cells[row, column]._replace(value=done if row == "done" else 2, raw="2")
    report = replace(report, tables={**report.tables, "t3": replace(table, cells=cells)})
    result = check(report, prepare(Options(select=("A2",))).ruleset)
    assert bool(result.findings) is broken
    assert not result.not_assessed
