"""Tables of pages whose merged cells hold a value for several, are written out, or are not merged any more."""

from __future__ import annotations

from itertools import groupby

import pytest

import gouji

from . import pages
from .judge import reading, wrong
from .pages import with_3
from .truth import NEW, OLD, Truth

BOTH = pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])


@BOTH
def test_a_merged_label_that_ends_too_soon(truth: Truth) -> None:
    """The rows below it have all moved one column to the left."""
    rows = pages.rows_3(truth)
    for row in rows:
        if row[0][0] == "三、本年度办理结果":
            row[0] = (row[0][0], 1, 12)
    assert wrong(with_3(truth, rows), "a.html", truth) == []


def test_a_zero_merged_over_a_row_is_a_zero_in_each_cell() -> None:
    body = pages.body_3(NEW)
    rows = [[*row.labels, ("0", 7)] if row.row.id == "deny_query" else [*row.labels, *row.values] for row in body]
    rows = [[*body[at].labels, ("4", 7)] if body[at].row.id == "rej_mass" else row for at, row in enumerate(rows)]
    cells = reading(with_3(NEW, [*pages.head_3(NEW), *rows]), "a.html").tables["t3"].cells
    assert [cell.value for (row, _), cell in cells.items() if row == "deny_query"] == [0] * 7
    assert not [cell for (row, _), cell in cells.items() if row == "rej_mass" and cell.kind == "number" and not cell.doubt]


def _written_out(rows: list[list[pages.Cell]]) -> list[list[pages.Cell]]:
    """The rows with each merged cell written out at every position it covers."""
    taken: dict[tuple[int, int], pages.Cell] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            text, across, down = (*((cell,) if isinstance(cell, str) else cell), 1, 1)[:3]
            while (number, column) in taken:
                column += 1
            taken.update({(number + below, column + beside): text for below in range(down) for beside in range(across)})
    width = 1 + max(column for _, column in taken)
    return [[taken[number, column] for column in range(width)] for number in range(len(rows))]


@BOTH
def test_merged_cells_written_out(truth: Truth) -> None:
    t2, t3, t4 = (pages.table(_written_out(list(rows(truth)))) for rows in (pages.rows_2, pages.rows_3, pages.rows_4))
    assert wrong(pages.page(truth, pages.report(truth, t2=t2, t3=t3, t4=t4)), "a.html", truth) == []


@BOTH
def test_merged_cells_that_stand_once_with_nothing_merged(truth: Truth) -> None:
    rows = [[cell if isinstance(cell, str) else cell[0] for cell in row] for row in pages.rows_3(truth)]
    assert wrong(pages.page(truth, pages.report(truth, t3=pages.table(rows))), "a.html", truth) == []


@BOTH
@pytest.mark.parametrize(
    "order",
    [[3, 4, 5, 6, 7, 8, 9, 0, 1, 2], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2]],
    ids=["labels last", "the other way round", "labels on both sides"],
)
def test_labels_of_table_3_behind_its_values(truth: Truth, order: list[int]) -> None:
    rows = [[row[column] for column in order] for row in _written_out(pages.rows_3(truth))]
    assert wrong(pages.page(truth, pages.report(truth, t3=pages.table(rows))), "a.html", truth) == []


def _stacked(truth: Truth) -> list[list[pages.Cell]]:
    """表三 with the rows of each group in one row, a line for each."""
    rows = _written_out(pages.rows_3(truth))
    out: list[list[pages.Cell]] = list(rows[:3])
    for _, group in groupby(rows[3:], key=lambda row: row[1]):
        out.append(
            [
                "<br>".join(dict.fromkeys(map(str, lines)) if column < 2 else map(str, lines))
                for column, lines in enumerate(zip(*group, strict=True))
            ]
        )
    return out


@BOTH
def test_rows_of_a_group_in_one_row_of_several_lines(truth: Truth) -> None:
    rows = _stacked(truth)
    assert len(rows) < len(pages.rows_3(truth))
    assert wrong(with_3(truth, rows), "a.html", truth) == []


def test_rows_in_one_row_are_not_taken_apart_where_a_number_is_missing() -> None:
    rows = _stacked(NEW)
    (row,) = [row for row in rows if row[1] == "（四）无法提供"]
    row[9] = str(row[9]).rpartition("<br>")[0]
    report = reading(with_3(NEW, rows), "a.html")
    assert report.cell("t3", "unable_nohold", "person") is None
    (finding,) = [finding for finding in gouji.check(report).findings if finding.defect == "F02"]
    assert finding.doubt == "reading"


def test_a_head_that_names_few_columns_and_those_in_another_order_is_a_doubt() -> None:
    rows = _written_out(pages.rows_3(NEW))
    rows[2] = [text if text in ("自然人", "总计") else "" for text in reversed(rows[2][3:])]
    rows[2][:0] = rows[1][:3]
    report = reading(with_3(NEW, rows[2:]), "a.html")
    assert all(cell.doubt for cell in report.tables["t3"].cells.values())
