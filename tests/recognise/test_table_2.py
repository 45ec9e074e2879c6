"""Which value belongs to which cell of 表二, whose blocks have captions and columns of their own."""

from __future__ import annotations

import pytest

from .blocks import TABLE_2, whole

NONE = ["", "/", "—"]


def read_blocks(read, *blocks):
    return read(whole(s2=["二、主动公开政府信息情况", *blocks])).tables["t2"]


@pytest.fixture
def official(read):
    return {key: cell.value for key, cell in read_blocks(read, TABLE_2[0]).cells.items()}


def _beside(rows: list[list[str]]) -> list[list[str]]:
    """表二 with each caption at the left of its block."""
    out: list[list[str]] = []
    caption = ""
    for row in rows:
        if row[1:] == ["«"] * 3:
            caption = row[0]
        else:
            out.append([caption, *row])
            caption = "^"
    return out


def test_captions_beside_their_blocks_leave_each_its_header(read, official):
    table = read_blocks(read, _beside(TABLE_2[0]))
    assert {key: cell.value for key, cell in table.cells.items()} == official
    assert set(table.columns) == set(read_blocks(read, TABLE_2[0]).columns)
    assert len(table.captions) == 4


@pytest.mark.parametrize("none", NONE)
@pytest.mark.parametrize("captioned", [True, False])
def test_one_header_above_all_blocks_names_the_columns_of_each(read, official, none, captioned):
    head = ["本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年收费金额（单位：万元）"]
    columns = ["made", "repeal", "valid", "dec", "amt"]
    labels = {"a20_1.rule": "规章", "a20_1.norm": "行政规范性文件", "a20_5.permit": "行政许可"}
    labels |= {"a20_6.penalty": "行政处罚", "a20_6.coercion": "行政强制", "a20_8.fee": "行政事业性收费"}
    items = {"1": "一", "5": "五", "6": "六", "8": "八"}
    rows = [["信息内容", *head]]
    for row, label in labels.items():
        rows.append([label, *(str(official.get((row, column), none)) for column in columns)])
    if captioned:
        rows = [[caption, *row] for caption, row in zip(["条款", *(f"第二十条第（{items[id[4]]}）项" for id in labels)], rows, strict=True)]
    table = read_blocks(read, rows)
    assert {key: cell.value for key, cell in table.cells.items()} == official
    assert set(table.columns) == set(read_blocks(read, TABLE_2[0]).columns)


def test_a_header_with_slashes_between_its_words_is_one(read):
    lines = ["信息内容 / 本年制发件数 / 本年废止件数 / 现行有效件数", "规章 / 1 / 2 / 无", "行政规范性文件 / 4 / / / 6"]
    table = read_blocks(read, *lines)
    assert [cell.raw for cell in table.cells.values()] == ["1", "2", "无", "4", "/", "6"]
    assert [label.raw for label in table.columns.values()] == ["本年制发件数", "本年废止件数", "现行有效件数"]


def test_a_list_with_a_row_for_each_value_of_table_2_is_not_read_as_rows(read):
    caption = "第二十条第（一）项"
    rows = [["条款", "信息内容", "指标", "数值"], [caption, "规章", "本年制发件数", "1"], [caption, "规章", "本年废止件数", "2"]]
    table = read_blocks(read, rows)
    assert not table.cells
    assert [(misfit.id, misfit.cells) for misfit in table.misfits] == [("t2", ())]


def test_merged_cells_written_out_at_every_column_they_cover_are_one_value(read, official):
    written = [[cell if cell != "«" else row[1 if n > 1 and row[1] != "«" else 0] for n, cell in enumerate(row)] for row in TABLE_2[0]]
    cells = read_blocks(read, written).cells
    assert {key: cell.value for key, cell in cells.items()} == official


def test_different_values_below_a_name_written_out_are_not_one(read):
    written = [["信息内容", *["本年处理决定数量"] * 3], ["行政许可", "7", "7", "8"]]
    table = read_blocks(read, written)
    assert not table.cells
    assert [misfit.id for misfit in table.misfits] == ["a20_5.permit"]
