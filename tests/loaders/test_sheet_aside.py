"""Tables that stand beside each other on a worksheet are read one after the other, before what stands below them."""

from __future__ import annotations

import time

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gouji.document import Grid, Source
from gouji_plugins.loaders import workbook, xlsx

from .made_xlsx import load, put, shape
from .made_xlsx import workbook as made

HEADINGS = ["二、公开", "三、申请", "四、复议"]
TABLES: list[list[list[object]]] = [
    [["项目", "制发", "废止"], ["规章", 1, 2], ["文件", 3, 4], ["许可", 5, 6]],
    [["申请", "个人", "总计"], ["新收", 11, 12], ["结转", 13, 14], ["办结", 15, 16]],
    [["案件", "维持", "纠正"], ["复议", 21, 22], ["起诉", 23, 24], ["其他", 25, 26]],
]
READ = [[[str(cell) for cell in row] for row in table] for table in TABLES]


def beside(gap: int, headings: list[str]) -> list[list[object]]:
    """The rows of a sheet with the three tables beside each other, so many columns between them."""
    space: list[object] = [None] * gap
    heads = [cell for heading in headings for cell in [heading, None, None, *space]]
    return [["年报"], heads, *([cell for table in TABLES for cell in [*table[at], *space]] for at in range(4))]


@pytest.mark.parametrize("gap", [0, 1])
def test_tables_with_a_heading_each_follow_each_other(gap: int) -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, beside(gap, HEADINGS))
        put(sheet, 7, [["五、问题"], ["还有不足。"]])

    parts = [part for pair in zip(HEADINGS, READ, strict=True) for part in pair]
    assert shape(load(fill)) == ["年报", *parts, "五、问题", "还有不足。"]


def test_the_table_on_the_left_may_be_the_shorter_one() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["二、公开", None, None, "三、申请"], *([*left, *right] for left, right in zip(TABLES[0], TABLES[1], strict=True))])
        put(sheet, 6, [[None, None, None, "其他", 17, 18], [], ["五、问题"], ["还有不足。"]])

    assert shape(load(fill)) == ["二、公开", READ[0], "三、申请", [*READ[1], ["其他", "17", "18"]], "五、问题", "还有不足。"]


def test_what_is_merged_over_all_of_them_stands_above_or_below() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, beside(0, HEADINGS))
        put(sheet, 7, [["以上数据均来自统计系统。"]])
        sheet.merge_cells("A1:I1")
        sheet.merge_cells("A7:I7")

    parts = [part for pair in zip(HEADINGS, READ, strict=True) for part in pair]
    assert shape(load(fill)) == ["年报", *parts, "以上数据均来自统计系统。"]


def test_columns_without_labels_behind_an_empty_one_are_of_the_same_table() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [[*row, None, *row[1:]] for row in TABLES[0]])

    assert shape(load(fill)) == [[[*row, "", *row[1:]] for row in READ[0]]]


def test_little_below_a_heading_is_no_remark() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["二、公开", None, None, "三、申请"], [*TABLES[0][0], "新收3件"], *TABLES[0][1:], *TABLES[1][1:]])

    document = load(fill)
    assert "新收3件" in str(shape(document))
    assert not document.furniture


def test_heads_of_columns_are_no_headings() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, beside(0, ["公开", "申请", "复议"]))

    [_, table] = shape(load(fill))
    assert isinstance(table, list)
    assert len(table[-1]) == 9


def test_no_more_tables_than_many_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_BESIDE", 1)

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, beside(0, HEADINGS))

    *_, last = shape(load(fill))
    assert isinstance(last, list)
    assert last[-1] == [*READ[1][-1], *READ[2][-1]]


def test_tables_beside_each_other_take_time_by_their_number_only() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [[*range(6), None, *range(6)], []] * 1_200)

    data = made(fill)
    started = time.process_time()
    document = xlsx.load(Source("年报.xlsx", data))
    assert time.process_time() - started < 2  # by the square of it: four
    places = [block.place.cell for block in document.blocks if isinstance(block, Grid) and block.place]
    assert places[:2] == ["A1", "H1"] and places[-2:] == ["A2399", "H2399"]


ROWS: list[list[object]] = [["一、总体情况", None, None, None, None], ["全年平稳"], ["项", "甲", "乙", "丙", "丁"], ["新收", 1, 2, 3, 4]]
TALLY: list[object] = [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "rows",
    [
        [[None, *TALLY], *([at, *row] for at, row in enumerate([*ROWS, ["结转", 5, 6, 7, 8]]))],
        [TALLY, *ROWS, ["结转", 5, 6, 7, 8]],
        [[at, *row] for at, row in enumerate([*ROWS, ["结转", 5, 6, 7, 8]])],
    ],
    ids=["both", "columns", "rows"],
)
def test_numbers_that_pandas_gives_to_rows_and_columns_are_no_cells(rows: list[list[object]]) -> None:
    assert shape(load(lambda sheet: put(sheet, 1, rows))) == [
        "一、总体情况",
        "全年平稳",
        [["项", "甲", "乙", "丙", "丁"], ["新收", "1", "2", "3", "4"], ["结转", "5", "6", "7", "8"]],
    ]


@pytest.mark.parametrize("rows", [[[0, "甲"], [1, 5], [2, 6]], [[0, 1, 2, 3, 4]], [[at, "甲", 3] for at in range(1, 8)]])
def test_numbers_of_a_small_table_and_those_counted_from_one_are_cells(rows: list[list[object]]) -> None:
    assert [len(row) for row in _table(rows)] == [len(row) for row in rows]


def _table(rows: list[list[object]]) -> list[list[str]]:
    [table] = shape(load(lambda sheet: put(sheet, 1, rows)))
    assert isinstance(table, list)
    return table


def test_a_sheet_of_nothing_but_counts_is_empty() -> None:
    assert shape(load(lambda sheet: put(sheet, 1, [[at] for at in range(9)]))) == []
