"""表三 laid on its side: the results across, the applicants down."""

from __future__ import annotations

from gouji.document import Block, Document, Grid
from gouji.recognise.vocabulary import Axis

_WIDE = 15
_LABELS = 8


def upright(document: Document, rows: Axis) -> Document:
    """The document with each grid that has labels of `rows`, those of 表三, side by side turned upright."""
    blocks: list[Block] = [_turned(block) if isinstance(block, Grid) and _lies(block, rows) else block for block in document.blocks]
    return document._replace(blocks=tuple(blocks)) if blocks != list(document.blocks) else document


def _lies(grid: Grid, rows: Axis) -> bool:
    width = len(grid.rows[0]) if grid.rows else 0
    if width < _WIDE or len(grid.rows) > width or any(len(row) != width for row in grid.rows):
        return False
    return any(len({match.id for cell in row if (match := rows.find(cell.text))}) >= _LABELS for row in grid.rows[:3])


def _turned(grid: Grid) -> Grid:
    return grid._replace(rows=tuple(zip(*grid.rows, strict=True)))
