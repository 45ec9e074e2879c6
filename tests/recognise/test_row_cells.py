"""Which cells of a row are labels and which are values, where merged cells end too soon or too late."""

from __future__ import annotations

import pytest

from .blocks import COLUMNS_3, NAMES_3, grid_3, whole


def test_rows_that_lack_a_merged_cell_keep_their_columns_though_some_are_blank(read):
    grid = grid_3(NAMES_3, ["3", "", "", "2", "/", "", "5"])
    grid[4] = ["（一）予以公开", "", "1", "", "2", "", "0", "3"]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid]))
    assert [report.cell("t3", "open", column.id).raw for column in COLUMNS_3] == ["", "1", "", "2", "", "0", "3"]


@pytest.mark.parametrize(("values", "moved"), [(["3", "", "1", "0", "0", "0", "4"], True), (["3", "", "1", "0", "0", "0", "5"], False)])
def test_rows_that_lack_a_merged_cell_and_are_filled_up_behind_keep_their_columns_where_the_total_is_the_sum(read, values, moved):
    grid = grid_3(NAMES_3, list("3010004"))
    grid[4] = ["（一）予以公开", *values, ""]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid]))
    raw = [report.cell("t3", "open", column.id).raw for column in COLUMNS_3]
    assert raw == (values if moved else [*values[1:], ""])


@pytest.mark.parametrize(("value", "placed"), [("0", True), ("无", True), ("/", True), ("3", False)])
def test_a_cell_merged_over_a_whole_row_says_of_each_that_there_is_none(read, value, placed):
    grid = grid_3(NAMES_3, list("3010004"))
    grid[4] = ["三、本年度办理结果", "（一）予以公开", value, *["«"] * 6]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid])).tables["t3"]
    assert [cell.raw for (row, _), cell in table.cells.items() if row == "open"] == [value] * 7 * placed


@pytest.mark.parametrize("at", [0, 6])
def test_the_name_of_a_column_that_is_merged_down_into_its_first_row_is_no_value(read, at):
    grid = grid_3(NAMES_3, list("1234567"))
    values = list("1234567")
    grid[2] = [*grid[2][:2], *values[:at], "^", *values[at:]]
    grid = [row if len(row) == 10 else [*row, ""] for row in grid]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid]))
    assert [report.cell("t3", "new", column.id).raw for column in COLUMNS_3] == values


def test_a_label_written_out_several_times_before_values_with_a_blank_is_none_of_them(read):
    rows = [
        [*["一、本年新收政府信息公开申请数量"] * 3, *"1234567"],
        ["三、本年度办理结果", *["（一）予以公开"] * 2, *"12", "", *"4567"],
        ["（七）总计"],
    ]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", rows]), ragged=True)
    assert [report.cell("t3", "open", column.id).raw for column in COLUMNS_3] == ["1", "2", "", "4", "5", "6", "7"]


def test_a_label_that_a_merged_cell_has_moved_among_the_values_is_a_label(read):
    head = ["项目", "«", "«", *NAMES_3, ""]
    rows = [["三、本年度办理结果", "（三）不予公开", "«", "^", *"1234567"] for _ in range(2)]
    rows[0][3], rows[1][3] = "1.属于国家秘密", "2.其他法律行政法规禁止公开"
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", [head, *rows]])).tables["t3"]
    assert [table.cells["deny_law", column].value for column in ("person", "total")] == [1, 7]
