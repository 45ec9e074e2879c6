"""A ruled table while it is put together: its cells as rectangles of rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gouji.document import OVERPRINTED, Grid, GridCell, Place
from gouji_plugins.loaders.pdf_lattice import Lattice, Span
from gouji_plugins.loaders.pdf_overprint import legible
from gouji_plugins.loaders.pdf_page import Char, Page
from gouji_plugins.loaders.pdf_text import cell_text

LABEL = 12
"""A cell of so many characters is a label; what is printed over it changes no number."""

ACROSS = 0.35
"""A character whose middle is less than so many ems from a ruling line is printed across it."""

_VALUE = re.compile(r"[+\-−－]?[\d０-９][\d０-９,，.．\s]*[件元万条项次%]{0,2}|[/／\\\-—–―－]+|无")


@dataclass(slots=True)
class Piece:
    """One cell: rows top … bottom-1, columns left … right-1, and what stands in it on which page."""

    top: int
    bottom: int
    left: int
    right: int
    text: str
    page: int
    upright: bool = False
    full: bool = False
    overprinted: bool = False

    @property
    def rows(self) -> int:
        """How many rows it covers."""
        return self.bottom - self.top

    @property
    def is_value(self) -> bool:
        """Whether it holds a number or a sign that stands for none."""
        return _VALUE.fullmatch(self.text.strip()) is not None

    def is_as_wide_as(self, other: Piece) -> bool:
        """Whether both cover the same columns."""
        return (self.left, self.right) == (other.left, other.right)


@dataclass(slots=True, eq=False)
class Table:
    """A table of `rows` rows, equal to none but itself; `xs` are the places of its column lines, `page` where it starts."""

    page: int
    top: float
    bottom: float
    xs: list[float]
    rows: int
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """What stands in its cells, one behind the other."""
        return " ".join(piece.text for piece in self.pieces if piece.text)

    def row(self, number: int) -> list[Piece]:
        """The cells that cover one row, left to right."""
        found = [piece for piece in self.pieces if piece.top <= number < piece.bottom]
        return sorted(found, key=lambda piece: piece.left)


def table_of(lattice: Lattice, chars: Iterable[Char], page: Page) -> Table:
    """The table that a lattice on a page and the characters inside it make."""
    held: dict[Span, list[Char]] = {span: [] for row in lattice.cells for span in row}
    for char in chars:
        held[lattice.at(char.x, char.y)].append(char)
    pieces: list[Piece] = []
    for span, inside in held.items():
        seen: Sequence[Char] = inside
        overprinted = False
        if 1 < len(inside) < LABEL:
            seen = legible(inside, page.faint)
            overprinted = len(seen) < len(inside) or _runs_over(inside, lattice.ys[span.top], lattice.ys[span.bottom])
        block = cell_text(seen, page.number, lattice.xs[span.right])
        pieces.append(Piece(*span, block.text, page.number, block.upright, block.full, overprinted))
    return Table(page.number, lattice.ys[0], lattice.ys[-1], list(lattice.xs), len(lattice.ys) - 1, pieces)


def _runs_over(chars: Sequence[Char], top: float, bottom: float) -> bool:
    """Whether words beside a number are printed across a line of the cell, being the rest of what does not fit above or below."""
    words = [char for char in chars if char.text > "\u2e7f"]
    across = any(min(char.y - top, bottom - char.y) < ACROSS * (char.right - char.left) for char in words)
    return across and any(char.text.isdigit() for char in chars)


def grid_of(table: Table, number: int) -> Grid:
    """The finished grid, table `number` of the document (from 1)."""
    columns = len(table.xs) - 1
    rows: list[list[GridCell | None]] = [[None] * columns for _ in range(table.rows)]
    for piece in table.pieces:
        place = Place(page=piece.page, table=number, row=piece.top + 1, column=piece.left + 1)
        cell = GridCell(piece.text, place, piece.rows, piece.right - piece.left, OVERPRINTED if piece.overprinted else "")
        for r in range(piece.top, piece.bottom):
            for c in range(piece.left, piece.right):
                rows[r][c] = cell
    return Grid(tuple(tuple(cell for cell in row if cell is not None) for row in rows), Place(page=table.page, table=number))
