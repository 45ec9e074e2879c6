"""表三 printed another way round: on its side, the results across; its labels behind the values, or on both sides; several rows in one."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.document import Block, Document, Grid, GridCell
from gouji.recognise.vocabulary import Axis
from gouji.values import is_value

_WIDE = 15
_LABELS = 8


def upright(document: Document, rows: Axis) -> Document:
    """The document with each grid that has labels of `rows`, those of 表三, as the form has it: labels first, a line for each row."""
    blocks: list[Block] = [_upright(block, rows) if isinstance(block, Grid) else block for block in document.blocks]
    return document._replace(blocks=tuple(blocks)) if blocks != list(document.blocks) else document


def _upright(grid: Grid, rows: Axis) -> Grid:
    width = len(grid.rows[0]) if grid.rows else 0
    if not width or any(len(row) != width for row in grid.rows):
        return grid
    if width >= max(_WIDE, len(grid.rows)) and any(
        len({match.id for cell in row if (match := rows.find(cell.text))}) >= _LABELS for row in grid.rows[:3]
    ):
        return grid._replace(rows=tuple(zip(*grid.rows, strict=True)))
    if not any(is_value(row[-1].text) for row in grid.rows):
        grid = _labels_first(grid, rows)
    return grid._replace(rows=tuple(apart for row in grid.rows for apart in _apart(row, rows)))


_Row = tuple[GridCell, ...]


def _apart(row: _Row, rows: Axis) -> Sequence[_Row]:
    """The rows in a row whose cells hold a line for each of several labels and as many numbers; else the row itself."""
    count = max((len(cell.text.split("\n")) for cell in row if "\n" in cell.text and _names_each_line(cell, rows)), default=0)
    if not count or any(is_value(line) and len(lines) != count for lines in (cell.text.split("\n") for cell in row) for line in lines):
        return [row]
    return [tuple([_line(cell, number, count) for cell in row]) for number in range(count)]


def _names_each_line(cell: GridCell, rows: Axis) -> bool:
    return all(rows.find(line) for line in cell.text.split("\n"))


def _line(cell: GridCell, number: int, count: int) -> GridCell:
    lines = cell.text.split("\n")
    return cell._replace(text=lines[number]) if len(lines) == count else cell


def _labels_first(grid: Grid, rows: Axis) -> Grid:
    """The grid with the label columns at its right edge moved to the left, or left out where they say what stands there."""
    width = len(grid.rows[0])
    valued = [column for column in range(width) if any(is_value(row[column].text) for row in grid.rows)]
    named = [_count(grid, column, rows) for column in range(width)]
    if not valued or max(named[valued[-1] + 1 :]) < _LABELS:
        return grid
    order = list(range(valued[-1] + 1))
    if max(named[: valued[0]], default=0) < _LABELS:
        order[:0] = sorted(range(valued[-1] + 1, width), key=named.__getitem__)
    return grid._replace(rows=tuple(tuple([row[column] for column in order]) for row in grid.rows))


def _count(grid: Grid, column: int, rows: Axis) -> int:
    """How many different rows a column names."""
    return len({match.id for row in grid.rows if (match := rows.find(row[column].text))})
