"""Cells with rowspan and colspan laid out as a browser lays them out.

Broken spans are what a browser makes of them: "2px" is 2, colspan 0 is 1, rowspan 0 runs to the
end of its row group, and no rowspan leaves its row group. A colspan wider than any table could be
ends with the columns that the other rows have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from gouji.document import NO_CELL, Grid, GridCell, Place, row_places
from gouji.lean import NamedTuple

MAX_POSITIONS = 200_000
_WIDE = 100
_NUMBER = re.compile(r"\s*\+?(\d{1,9})")


class TextRow(NamedTuple):
    """One row as written: the texts of its cells, and colspan and rowspan of those that have any, by number from 0."""

    texts: Sequence[str]
    spans: Mapping[int, tuple[int, int]] = MappingProxyType({})


def span(value: str | None, *, zero: int = 1) -> int:
    """A span attribute as a browser reads it; `zero` is what 0 means."""
    found = _NUMBER.match(value) if value else None
    return (int(found[1]) or zero) if found else 1


def lay_out(groups: Sequence[Sequence[TextRow]], table: int = 1) -> tuple[Grid, bool]:
    """Row groups of cells as a grid, and whether spans were cut because there were too many.

    A position that no cell covers holds an empty cell with the note NO_CELL. Past 200,000 positions
    spans count as 1 and rows are no longer filled up (the grid is then ragged), so that a hostile
    page cannot fill the memory. `table` is the number of the table on its page.
    """
    layout = _Layout(table, _natural_width(groups))
    for group in groups:
        hanging: _Hanging = {}
        for left, (texts, spans) in zip(range(len(group), 0, -1), group, strict=True):
            layout.add(texts, spans, left, hanging)
    rows = layout.rows
    width = max(map(len, rows), default=0)
    ragged = width * len(rows) > 2 * MAX_POSITIONS
    if not ragged:
        for number, row in enumerate(rows, 1):
            if len(row) < width:
                row.extend([_absent(table, number, column) for column in range(len(row) + 1, width + 1)])
    return Grid(tuple(map(tuple, rows)), Place(table=table), ragged), layout.cut or ragged


class _Layout:
    """The rows of a grid as they are filled; `room` is how many positions there may still be."""

    def __init__(self, table: int, widest: int) -> None:
        self.rows: list[list[GridCell]] = []
        self.cut = False
        self._table, self._widest = table, widest
        self._room = MAX_POSITIONS

    def add(self, texts: Sequence[str], spans: Mapping[int, tuple[int, int]], left: int, hanging: _Hanging) -> None:
        """One row more; `left` is how many rows its group still has, this one included."""
        row: list[GridCell] = []
        self.rows.append(row)
        if hanging:
            _hang(row, hanging)
        # Behind the last span of a row, and of the rows above it, each cell takes one position.
        singly = len(texts) if hanging and max(hanging) >= len(row) else max(spans) + 1 if spans else 0
        for position in range(singly):
            colspan, rowspan = spans.get(position, (1, 1))
            self._put(row, texts[position], colspan, min(rowspan, left), hanging)
        if singly < len(texts):
            places = row_places(self._table, len(self.rows), len(row) + len(texts) - singly)[len(row) :]
            row += [_new(GridCell, (text, place, 1, 1, "")) for text, place in zip(texts[singly:], places, strict=True)]
            self._room -= len(texts) - singly
        if hanging and (last := max(hanging)) >= len(row):
            self._fill(row, last, hanging)

    def _put(self, row: list[GridCell], text: str, colspan: int, rowspan: int, hanging: _Hanging) -> None:
        """A cell that may cover several positions, and what hangs down behind it."""
        place = Place(None, None, None, None, None, self._table, len(self.rows), len(row) + 1)
        if colspan > _WIDE:
            colspan = max(1, self._widest - len(row))
        if colspan * rowspan > self._room:
            self.cut = self.cut or colspan * rowspan > 1
            colspan = rowspan = 1
        self._room -= colspan * rowspan
        cell = GridCell(text, place, rowspan, colspan)
        for column in range(len(row), len(row) + colspan):
            if rowspan > 1:
                hanging[column] = (cell, rowspan - 1)
            elif column in hanging:
                _one_row_less(hanging, column)  # two cells claim the position: the later one is seen
            row.append(cell)
        _hang(row, hanging)

    def _fill(self, row: list[GridCell], last: int, hanging: _Hanging) -> None:
        """The positions up to the last one that a cell of an earlier row covers."""
        self._room -= last + 1 - len(row)
        if self._room < 0:
            hanging.clear()
            self.cut = True
        while hanging and len(row) <= last:
            if len(row) not in hanging:
                row.append(_absent(self._table, len(self.rows), len(row) + 1))
            _hang(row, hanging)


_new = tuple.__new__
"""Makes a named tuple of all its fields in half the time; there are hundreds of cells."""

_Hanging = dict[int, tuple[GridCell, int]]
"""By column, the cell that hangs down into the next rows, and how many rows it still covers."""


def _hang(row: list[GridCell], hanging: _Hanging) -> None:
    """Fill the positions from the end of the row on that cells of earlier rows cover."""
    while len(row) in hanging:
        row.append(_one_row_less(hanging, len(row)))


def _one_row_less(hanging: _Hanging, column: int) -> GridCell:
    cell, left = hanging.pop(column)
    if left > 1:
        hanging[column] = (cell, left - 1)
    return cell


def _absent(table: int, row: int, column: int) -> GridCell:
    return GridCell("", Place(None, None, None, None, None, table, row, column), 1, 1, NO_CELL)


def _natural_width(groups: Sequence[Sequence[TextRow]]) -> int:
    """The widest row, cells of absurd width counted as one column."""
    return max(
        (len(texts) + sum(colspan - 1 for colspan, _ in spans.values() if colspan <= _WIDE) for group in groups for texts, spans in group),
        default=0,
    )
