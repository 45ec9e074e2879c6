"""Merged cells as rectangles of rows and columns, and the rows of a grid that they cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gouji.document import GridCell, Place


class Area:
    """A cell over rows top … bottom-1 and columns left … right-1."""

    __slots__ = ("bottom", "left", "note", "right", "text", "top")

    def __init__(self, text: str, top: int, bottom: int, left: int, right: int, note: str = "") -> None:
        self.text, self.note = text, note
        self.top, self.bottom, self.left, self.right = top, bottom, left, right


def grid_rows(lines: Sequence[Sequence[Area]], place_of: Callable[[Area], Place]) -> tuple[tuple[GridCell, ...], ...]:
    """The rows of a grid, given the area that covers each position, and the places of areas."""
    areas = {id(area): area for line in lines for area in line}
    cells = {
        number: GridCell(area.text, place_of(area), area.bottom - area.top, area.right - area.left, area.note)
        for number, area in areas.items()
    }
    return tuple(tuple([cells[id(area)] for area in line]) for line in lines)
