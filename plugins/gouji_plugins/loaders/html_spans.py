"""Cells with rowspan and colspan laid out as a browser lays them out.

Broken spans are what a browser makes of them: "2px" is 2, colspan 0 is 1, rowspan 0 runs to the
end of its row group, and no rowspan leaves its row group. A colspan wider than any table could be
ends with the columns that the other rows have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.document import NO_CELL, Grid, GridCell, Place
from gouji.lean import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_POSITIONS = 200_000
_WIDE = 100
_NUMBER = re.compile(r"\s*\+?(\d{1,9})")


class CellText(NamedTuple):
    """One cell as written: its text and spans, how much of the text is links, and what else it holds."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    linked: int = 0
    links: tuple[LexborNode, ...] = ()
    images: tuple[LexborNode, ...] = ()
    nested: tuple[LexborNode, ...] = ()
    heading: bool = False


def span(value: str | None, *, zero: int = 1) -> int:
    """A span attribute as a browser reads it; `zero` is what 0 means."""
    found = _NUMBER.match(value) if value else None
    return (int(found[1]) or zero) if found else 1


def lay_out(groups: Sequence[Sequence[Sequence[CellText]]], table: int = 1) -> tuple[Grid, bool]:
    """Row groups of cells as a grid, and whether spans were cut because there were too many.

    A position that no cell covers holds an empty cell with the note NO_CELL. Past 200,000 positions
    spans count as 1 and rows are no longer filled up (the grid is then ragged), so that a hostile
    page cannot fill the memory. `table` is the number of the table on its page.
    """
    widest = _natural_width(groups)
    rows: list[list[GridCell]] = []
    room = MAX_POSITIONS
    cut = False
    for group in groups:
        hanging: _Hanging = {}
        for left, cells in zip(range(len(group), 0, -1), group, strict=True):
            row: list[GridCell] = []
            number = len(rows) + 1
            if hanging:
                _hang(row, hanging)
            for text, colspan, rowspan, *_ in cells:
                place = Place(None, None, None, None, None, table, number, len(row) + 1)
                if colspan == rowspan == 1 and not hanging:
                    row.append(GridCell(text, place))
                    room -= 1
                    continue
                if colspan > _WIDE:
                    colspan = max(1, widest - len(row))
                rowspan = min(rowspan, left)
                if colspan * rowspan > room:
                    cut = cut or colspan * rowspan > 1
                    colspan = rowspan = 1
                room -= colspan * rowspan
                cell = GridCell(text, place, rowspan, colspan)
                for column in range(len(row), len(row) + colspan):
                    if rowspan > 1:
                        hanging[column] = (cell, rowspan - 1)
                    elif column in hanging:
                        _one_row_less(hanging, column)  # two cells claim the position: the later one is seen
                    row.append(cell)
                _hang(row, hanging)
            if hanging and (last := max(hanging)) >= len(row):
                room -= last + 1 - len(row)
                if room < 0:
                    hanging.clear()
                    cut = True
                while hanging and len(row) <= last:
                    if len(row) not in hanging:
                        row.append(_absent(table, number, len(row) + 1))
                    _hang(row, hanging)
            rows.append(row)
    width = max(map(len, rows), default=0)
    ragged = width * len(rows) > 2 * MAX_POSITIONS
    if not ragged:
        for number, row in enumerate(rows, 1):
            row.extend([_absent(table, number, column) for column in range(len(row) + 1, width + 1)])
    return Grid(tuple(map(tuple, rows)), Place(table=table), ragged), cut or ragged


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


def _natural_width(groups: Sequence[Sequence[Sequence[CellText]]]) -> int:
    """The widest row, cells of absurd width counted as one column."""
    return max((sum(cell.colspan if cell.colspan <= _WIDE else 1 for cell in row) for group in groups for row in group), default=0)
