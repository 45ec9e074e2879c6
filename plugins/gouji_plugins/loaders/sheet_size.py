"""How large a worksheet is, found out before python-calamine reads it.

calamine makes room for every position up to the last filled cell. Two cells far apart make that terabytes,
which ends the whole process. So the cells are counted first, as calamine does: whatever prefix the names
have, references as they are, and cells without one behind each other.
"""

from __future__ import annotations

import re
import sys

ENDLESS = sys.maxsize
"""The size of what cannot be counted."""

_FAR = re.compile(rb'r="(?:[A-Za-z]{3}|[A-Za-z]*\d{4})')
"""A row or cell beyond row 999 or column ZZ."""

_FEW_ROWS, _FEW_CELLS = 1000, 5000
"""So many rows and cells are no harm, even where no reference says where they stand."""

_REFERENCE = re.compile(r"([A-Z]{0,6})(\d{0,12})", re.IGNORECASE)


def is_small(data: bytes) -> bool:
    """Whether a sheet in XML, with quotes and names as usual, surely is small; nearly every one is."""
    return not _FAR.search(data) and data.count(b"<row") < _FEW_ROWS and data.count(b"<c") < _FEW_CELLS


def positions(data: bytes) -> int:
    """Rows × columns up to the last filled cell of a sheet in XML, `ENDLESS` for what is none."""
    from xml.parsers.expat import ExpatError, ParserCreate

    cells = _Cells()
    parser = ParserCreate("utf-8")
    parser.StartElementHandler = cells.begin
    parser.EndElementHandler = cells.end
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError):
        return ENDLESS
    return cells.rows * cells.columns


class _Cells:
    """Follows the elements of a sheet: `rows` and `columns` up to the last cell that holds something."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0
        self._inside = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins. Raises ValueError for a reference that is none."""
        element = name.rpartition(":")[2]
        if element == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif element == "c":
            self._row, self._column = self._place(attributes.get("r", ""))
            self._inside = True
        elif self._inside:
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)

    def end(self, name: str) -> None:
        """An element ends."""
        if name.rpartition(":")[2] == "c":
            self._inside = False

    def _place(self, reference: str) -> tuple[int, int]:
        """Row and column of a cell, from 1."""
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise ValueError(reference)
        letters, digits = found[1].upper(), found[2]
        return int(digits) if digits else self._row, column_number(letters) + 1 if letters else self._column + 1


def column_number(letters: str) -> int:
    """A column's letters as a number from 0: "A" is 0, "AA" 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
