"""Cells with spans are laid out as a browser lays them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.document import NO_CELL, Grid
from gouji_plugins.loaders.html_spans import MAX_POSITIONS, TextRow, lay_out, span

Written = tuple[str, int, int]


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Written:
    return text, colspan, rowspan


def laid_out(*groups: list[list[Written]]) -> tuple[Grid, bool]:
    def row(cells: list[Written]) -> TextRow:
        return TextRow(
            [text for text, *_ in cells],
            {number: (across, down) for number, (_, across, down) in enumerate(cells) if (across, down) != (1, 1)},
        )

    return lay_out([[row(cells) for cells in group] for group in groups])


def texts(*groups: list[list[Written]]) -> list[list[str]]:
    return [["!" if cell.note == NO_CELL else cell.text for cell in row] for row in laid_out(*groups)[0].rows]


@pytest.mark.parametrize(
    ("value", "zero", "read"),
    [
        (None, 1, 1),
        ("", 1, 1),
        ("3", 1, 3),
        (" 2px", 1, 2),
        ("0", 1, 1),
        ("0", 9, 9),
        ("-2", 1, 1),
        ("abc", 1, 1),
        ("2.7", 1, 2),
        ("9" * 50, 1, 999999999),
    ],
)
def test_a_span_is_read_as_browsers_read_it(value: str | None, zero: int, read: int) -> None:
    assert span(value, zero=zero) == read


def test_merged_cells_stand_at_every_position_they_cover() -> None:
    grid, cut = laid_out([[cell("角", 2, 2), cell("甲", 2)], [cell("乙"), cell("丙")]])
    assert [[one.text for one in row] for row in grid.rows] == [["角", "角", "甲", "甲"], ["角", "角", "乙", "丙"]]
    assert grid.rows[0][0] is grid.rows[1][1]
    assert (grid.rows[0][0].rowspan, grid.rows[0][0].colspan) == (2, 2)
    assert not cut


def test_a_rowspan_ends_with_its_row_group() -> None:
    assert texts([[cell("a"), cell("b", rowspan=99)]], [[cell("c"), cell("d")]]) == [["a", "b"], ["c", "d"]]


def test_a_row_with_too_few_cells_says_so() -> None:
    assert texts([[cell("a"), cell("b"), cell("c")], [cell("d")]]) == [["a", "b", "c"], ["d", "!", "!"]]


def test_a_gap_before_a_hanging_cell_is_absent() -> None:
    assert texts([[cell("a"), cell("b"), cell("c", rowspan=2)], [cell("d")]]) == [["a", "b", "c"], ["d", "!", "c"]]


@pytest.mark.parametrize("width", [1, 40, 41, 90])
def test_the_places_of_a_row_count_its_columns(width: int) -> None:
    grid, _ = laid_out([[cell("a", rowspan=2), *[cell("b")] * width], [cell("c")] * width])
    assert [[(one.place.row, one.place.column) for one in row] for row in grid.rows] == [
        [(1, column) for column in range(1, width + 2)],
        [(1, 1), *((2, column) for column in range(2, width + 2))],
    ]
    assert {one.place.table for row in grid.rows for one in row} == {1}


def test_an_absurd_colspan_ends_with_the_columns_of_the_others() -> None:
    assert texts([[cell("题", 9999)], [cell("a"), cell("b")]]) == [["题", "题"], ["a", "b"]]


def test_of_two_cells_that_claim_a_position_the_later_is_seen() -> None:
    rows = [[cell("a"), cell("b", rowspan=3), cell("c")], [cell("d", 2), cell("e")], [cell("f"), cell("g")]]
    assert texts(rows)[1][:2] == ["d", "d"]


def test_ten_million_positions_are_cut_and_told() -> None:
    rows = [[cell("x", 100, 60_000) for _ in range(100)]] + [[cell("y")] for _ in range(2000)]
    grid, cut = laid_out(rows)
    assert cut
    assert sum(map(len, grid.rows)) < 5 * MAX_POSITIONS


cells = st.builds(cell, st.sampled_from("甲乙丙0"), st.integers(1, 5), st.integers(1, 5))


@given(st.lists(st.lists(st.lists(cells, max_size=5), max_size=5), max_size=3))
def test_a_grid_is_rectangular_and_keeps_every_cell(groups: list[list[list[Written]]]) -> None:
    grid, cut = laid_out(*groups)
    assert not cut
    assert not grid.ragged
    assert len({len(row) for row in grid.rows}) <= 1
    assert len(grid.rows) == sum(map(len, groups))
    placed = {id(one): one for row in grid.rows for one in row if one.note != NO_CELL}
    assert all(grid.rows[(one.place.row or 0) - 1][(one.place.column or 0) - 1].place == one.place for one in placed.values())
    anchors = {one.place for one in placed.values()}
    assert len(anchors) == len(placed) == sum(len(row) for group in groups for row in group)
