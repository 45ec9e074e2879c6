"""Blocks of 表二 beside each other in one grid."""

from __future__ import annotations

import pytest

from .blocks import TABLE_2, whole

_ROWS = TABLE_2[0]
_BLANK = [""] * 4


def _cells(read, rows):
    table = read(whole(s2=["二、主动公开政府信息情况", rows])).tables["t2"]
    return {key: cell.value for key, cell in table.cells.items()}, set(table.captions)


def _abreast(left: list[list[str]], right: list[list[str]], before: int = 0) -> list[list[str]]:
    height = max(len(left), len(right))
    pairs = zip(left + [_BLANK] * (height - len(left)), right + [_BLANK] * (height - len(right)), strict=True)
    return [[*[""] * before, *one, *[""] * before, *other] for one, other in pairs]


@pytest.mark.parametrize("before", [0, 1])
def test_blocks_beside_each_other_are_read_one_below_the_other(read, before):
    assert _cells(read, _abreast(_ROWS[:4], _ROWS[4:], before)) == _cells(read, _ROWS)


def test_a_first_column_written_out_at_both_places_it_covers_is_one(read):
    written = [[row[0], *(["«", *row[1:]] if row[1] == "«" else row)] for row in _ROWS]
    assert _cells(read, written)[0] == _cells(read, _ROWS)[0]


def test_a_title_above_both_stands_above_the_first(read):
    rows = [["主动公开情况", *["«"] * 7], *_abreast(_ROWS[:4], _ROWS[4:])]
    assert _cells(read, rows) == _cells(read, _ROWS)


def test_where_a_cell_covers_columns_of_both_they_are_not_parted(read):
    rows = _abreast(_ROWS[:4], _ROWS[4:])
    rows[1][4] = "«"
    assert set(_cells(read, rows)[0]) < set(_cells(read, _ROWS)[0])
