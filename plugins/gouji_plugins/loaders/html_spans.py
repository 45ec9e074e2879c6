"""Cells with rowspan and colspan laid out as a browser lays them out.

Broken spans are what a browser makes of them: "2px" is 2, colspan 0 is 1, rowspan 0 runs to the
end of its row group, and no rowspan leaves its row group. A colspan wider than any table could be
ends with the columns that the other rows have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

MAX_POSITIONS = 500_000
_WIDE = 100
_NUMBER = re.compile(r"\s*\+?(\d{1,9})")


class Spanned(Protocol):
    """One cell as written: its text and its spans as read by `span`."""

    @property
    def text(self) -> str:
        """What stands in the cell."""

    @property
    def colspan(self) -> int:
        """How many columns it wants."""

    @property
    def rowspan(self) -> int:
        """How many rows it wants."""


class Laid(NamedTuple):
    """One cell as laid out, with its top left position (from 0) and the spans it really covers."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int


ABSENT = Laid("", -1, -1, 1, 1)
"""Stands at positions that no cell of the table covers: the row has too few cells."""


def span(value: str | None, *, zero: int = 1) -> int:
    """A span attribute as a browser reads it; `zero` is what 0 means."""
    found = _NUMBER.match(value) if value else None
    return (int(found[1]) or zero) if found else 1


def lay_out(groups: Sequence[Sequence[Sequence[Spanned]]]) -> tuple[list[list[Laid]], bool]:
    """Row groups of cells as a rectangle of positions; whether spans were cut because there were too many.

    Each position holds the cell that covers it, or ABSENT. Past half a million positions spans
    count as 1, so that a hostile page cannot fill the memory.
    """
    widest = _natural_width(groups)
    grid: list[list[Laid]] = []
    room = MAX_POSITIONS
    cut = False
    for group in groups:
        hanging: dict[int, tuple[Laid, int]] = {}  # column: the cell that hangs down, and the rows it still covers
        for index, cells in enumerate(group):
            row: list[Laid] = []
            _hang(row, hanging)
            for cell in cells:
                colspan = cell.colspan if cell.colspan <= _WIDE else max(1, widest - len(row))
                rowspan = min(cell.rowspan, len(group) - index)
                if colspan * rowspan > room:
                    cut = cut or colspan * rowspan > 1
                    colspan = rowspan = 1
                room -= colspan * rowspan
                laid = Laid(cell.text, len(grid), len(row), rowspan, colspan)
                for column in range(len(row), len(row) + colspan):
                    if rowspan > 1:
                        hanging[column] = (laid, rowspan - 1)
                    elif hanging:
                        _one_row_less(hanging, column)  # two cells claim the position: the later one is seen
                    row.append(laid)
                _hang(row, hanging)
            if hanging and (last := max(hanging)) >= len(row):
                room -= last + 1 - len(row)
                if room < 0:
                    hanging.clear()
                    cut = True
                while hanging and len(row) <= last:
                    if len(row) not in hanging:
                        row.append(ABSENT)
                    _hang(row, hanging)
            grid.append(row)
    width = max(map(len, grid), default=0)
    if width * len(grid) > 4 * MAX_POSITIONS:
        return grid, True
    for row in grid:
        row.extend([ABSENT] * (width - len(row)))
    return grid, cut


def _hang(row: list[Laid], hanging: dict[int, tuple[Laid, int]]) -> None:
    """Fill the positions from the end of the row on that cells of earlier rows cover."""
    while hanging and len(row) in hanging:
        row.append(_one_row_less(hanging, len(row)))


def _one_row_less(hanging: dict[int, tuple[Laid, int]], column: int) -> Laid:
    laid, left = hanging.pop(column, (ABSENT, 0))
    if left > 1:
        hanging[column] = (laid, left - 1)
    return laid


def _natural_width(groups: Sequence[Sequence[Sequence[Spanned]]]) -> int:
    """The widest row, cells of absurd width counted as one column."""
    return max((sum(cell.colspan if cell.colspan <= _WIDE else 1 for cell in row) for group in groups for row in group), default=0)
