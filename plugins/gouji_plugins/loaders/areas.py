"""Merged cells as rectangles of rows and columns, and the rows of a grid that they cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gouji.document import GridCell, Place
from gouji.lean import dataclass


@dataclass(slots=True)
class Area:
    """A cell over rows top … bottom-1 and columns left … right-1."""

    text: str
    top: int
    bottom: int
    left: int
    right: int
    note: str = ""


def grid_rows(lines: Sequence[Sequence[Area]], place_of: Callable[[int], Place]) -> tuple[tuple[GridCell, ...], ...]:
    """The rows of a grid, given the area that covers each position, and the places of rows by number from 0."""
    cells: dict[int, GridCell] = {}
    for line in lines:
        for area in line:
            if id(area) not in cells:
                place = place_of(area.top)._replace(column=area.left + 1)
                cells[id(area)] = GridCell(area.text, place, area.bottom - area.top, area.right - area.left, area.note)
    return tuple(tuple([cells[id(area)] for area in line]) for line in lines)
