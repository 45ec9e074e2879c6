"""表三 cut between two of its columns is one table again; what cannot be put together is not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gouji.data import editions
from gouji.errors import UnreadableError
from gouji.recognise.apart import APART

from .blocks import whole

SPEC = editions()["gov-2021"].table("t3")
COLUMNS = [column.id for column in SPEC.blocks[0].columns]
NAMES = [column.label for column in SPEC.blocks[0].columns]
ROWS = [row for row in SPEC.rows if row.data]
NUMBERS = {(row.id, column): str(r * 10 + c) for r, row in enumerate(ROWS) for c, column in enumerate(COLUMNS)}


def part(first: int, last: int, *, labels: bool = True) -> list[list[str]]:
    """The columns first … last-1 of 表三, as a grid."""
    stub = ["项目"] if labels else []
    head = [[*stub, "申请人情况", *["«"] * (last - first - 1)], [*stub, *NAMES[first:last]]]
    return head + [[*([row.label] if labels else []), *(NUMBERS[row.id, column] for column in COLUMNS[first:last])] for row in ROWS]


def read_parts(read, *parts: list[list[str]]):
    return read(whole(s3=["三、收到和处理政府信息公开申请情况", *parts])).tables["t3"]


@pytest.mark.parametrize("cuts", [[0, 3, 7], [0, 1, 4, 7]], ids=["two", "three"])
def test_parts_with_the_same_labels_are_one_table(read, cuts):
    table = read_parts(read, *(part(first, last) for first, last in pairwise(cuts)))
    assert {key: cell.raw for key, cell in table.cells.items()} == NUMBERS
    assert not any(cell.doubt for cell in table.cells.values())
    assert not table.misfits


def test_a_part_without_labels_follows_in_order_and_that_is_said(read):
    table = read_parts(read, part(0, 3), part(3, 7, labels=False))
    assert {key: cell.raw for key, cell in table.cells.items()} == NUMBERS
    assert {cell.doubt for (_, column), cell in table.cells.items() if column in COLUMNS[3:]} == {APART}


def test_a_part_printed_on_a_page_of_its_own_has_but_what_is_left_of_the_head(read):
    rest = [["", "", "", "总计"], *part(3, 7, labels=False)[1:]]
    table = read_parts(read, part(0, 3), rest)
    assert {key: cell.raw for key, cell in table.cells.items()} == NUMBERS


def test_a_part_that_lacks_a_row_gives_no_row_its_numbers(read):
    table = read_parts(read, part(0, 3), part(3, 7, labels=False)[:-1])
    assert not table.cells
    assert len(table.misfits) == len(ROWS)


def test_a_whole_table_below_another_is_another_report(read):
    other = [[*row[:1], *("7" if text.isdigit() else text for text in row[1:])] for row in part(0, 7)]
    with pytest.raises(UnreadableError, match="不止一份年报"):
        read_parts(read, part(0, 7), other)


def test_the_values_of_a_row_may_stand_behind_the_end_of_its_page(read):
    whole_table = part(0, 7)
    upper, row, lower = whole_table[:9], whole_table[9], whole_table[10:]
    table = read_parts(read, [*upper, [row[0], *[""] * 7]], [["", *row[1:]], *lower])
    assert {key: cell.raw for key, cell in table.cells.items()} == NUMBERS


def test_of_rows_left_blank_the_last_of_a_page_has_the_values_behind_its_end(read):
    whole_table = part(0, 7)
    blank = [[row[0], *[""] * 7] for row in whole_table[9:11]]
    table = read_parts(read, [*whole_table[:9], *blank], [["", *whole_table[10][1:]], *whole_table[11:]])
    assert [cell.raw for (row, _), cell in table.cells.items() if row == ROWS[7].id] == [""] * 7
    assert [cell.raw for (row, _), cell in table.cells.items() if row == ROWS[8].id] == whole_table[10][1:]
