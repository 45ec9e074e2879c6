"""Rows that stand in several rows of a grid, and several in one."""

from __future__ import annotations

import pytest

from gouji.data import editions

from .blocks import TABLE_2, whole

SPEC = editions()["gov-2021"].table("t3")
NAMES = [column.label for column in SPEC.blocks[0].columns]
BLANK = [""] * 7


def _cells(read, *rows):
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", [["", *NAMES], *map(list, rows)]])).tables["t3"]
    return {row: [table.cells[row, column.id].raw for column in SPEC.blocks[0].columns] for row, _ in table.cells}, table.extras


@pytest.mark.parametrize("beside", ["upper", "lower"])
@pytest.mark.parametrize(
    ("begin", "end"), [("（二）部分公开", "（区分处理的，只计这一情形，不计其他情形）"), ("2.其他法律行政", "法规禁止公开")]
)
def test_a_row_that_goes_on_in_the_next_is_one(read, beside, begin, end):
    values = ["3", "", "", "2", "", "0", ""]
    upper, lower = (values, BLANK) if beside == "upper" else (BLANK, values)
    rows = [["一、本年新收政府信息公开申请数量", *"1000001"], [begin, *upper], [end, *lower], ["（七）总计", *"1000001"]]
    cells, extras = _cells(read, *rows)
    assert list(cells.values()) == [list("1000001"), values, list("1000001")]
    assert not extras


@pytest.mark.parametrize("beside", range(3))
def test_a_row_that_is_torn_over_three_is_one(read, beside):
    pieces = ["（二）部分公开", "（区分处理的，只计这一情形，", "不计其他情形）"]
    torn = [[piece, *(list("1000001") if number == beside else BLANK)] for number, piece in enumerate(pieces)]
    cells, extras = _cells(read, ["（一）予以公开", *"2000002"], *torn, ["（七）总计", *"3000003"])
    assert list(cells.values()) == [list("2000002"), list("1000001"), list("3000003")]
    assert not extras


def test_a_heading_above_a_row_is_none_of_its_label(read):
    cells, _ = _cells(read, ["（三）不予公开", *BLANK], ["1.属于国家秘密", *"1000001"])
    assert cells == {"deny_secret": list("1000001")}


def test_two_rows_with_values_are_two(read):
    cells, _ = _cells(read, ["（二）部分公开", *"100000", ""], ["（区分处理的，只计这一情形，不计其他情形）", *"0000002"])
    assert cells["partial"] == [*"100000", ""]


@pytest.mark.parametrize(("upper", "lower", "further"), [("行政处罚\n行政强制", "34\n29", "«"), ("规章\n行政规范性文件", "3\n0", "3\n0")])
def test_rows_of_table_2_in_one_are_told_by_the_lines_of_its_cells(read, upper, lower, further):
    names = upper.split("\n")
    rows = [row for row in TABLE_2[0] if row[0] not in names]
    at = next(n for n, row in enumerate(TABLE_2[0]) if row[0] == names[0])
    rows.insert(at, [upper, lower, further, further])
    table = read(whole(s2=["二、主动公开政府信息情况", rows])).tables["t2"]
    found = {id: label.raw for id, label in table.rows.items()}
    for name, value in zip(names, lower.split("\n"), strict=True):
        assert {cell.raw for (row, _), cell in table.cells.items() if found[row] == name} == {value}
    assert not table.extras
