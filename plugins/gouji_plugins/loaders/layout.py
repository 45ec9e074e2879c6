"""From what a word processor's file says about paragraphs and tables to the blocks of a Document.

Shared by .docx and .doc: both give lines, and tables as rows of cells at known columns. Here
merged cells become spans, tables that only arrange the page are flattened, and everything is given
its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gouji.document import NO_CELL, Block, Grid, GridCell, Paragraph, Place
from gouji.errors import UnreadableError
from gouji_plugins.loaders.areas import Area, grid_rows
from gouji_plugins.loaders.mixed import Part, Row, beginning, filled, is_prose, paragraphs, split

MAX_POSITIONS = 500_000
"""Positions of one grid, rows × columns, beyond which a table is refused."""


@dataclass(slots=True)
class Line:
    """One paragraph of the file; `text` may hold line feeds. `heading` is 0, or 1…6."""

    text: str
    heading: int = 0


@dataclass(slots=True)
class RawCell:
    """One cell of one row at a grid column (from 0). `joins_above` marks the lower part of a merged cell."""

    column: int
    span: int
    content: list[Line | RawTable]
    joins_above: bool = False


@dataclass(slots=True)
class RawTable:
    """A table as its rows stand in the file; `ragged` when the columns are only counted, not known."""

    rows: list[list[RawCell]] = field(default_factory=list)
    ragged: bool = False


Item = Line | RawTable


def raw_table(grid: Grid) -> RawTable:
    """A table that another loader has read, as one of the document it was put into."""
    table = RawTable(ragged=grid.ragged)
    above: tuple[GridCell, ...] = ()
    for row in grid.rows:
        starts = [at for at, cell in enumerate(row) if cell.note != NO_CELL and not (at and row[at - 1] is cell)]
        joined = [at < len(above) and above[at] is row[at] for at in starts]
        table.rows.append([RawCell(at, row[at].colspan, [Line(row[at].text)], joins) for at, joins in zip(starts, joined, strict=True)])
        above = row
    return table


def compose(items: Sequence[Item]) -> tuple[Block, ...]:
    """The blocks of a document from its lines and tables, places counted from 1.

    Blank paragraphs count, as they do for a reader of the page, but are left out. Raises
    UnreadableError for a table of absurd size.
    """
    return tuple(_Composer().blocks(items))


class _Composer:
    def __init__(self) -> None:
        self.paragraphs = 0
        self.tables = 0

    def blocks(self, items: Sequence[Item]) -> Iterator[Block]:
        for item in items:
            if isinstance(item, Line):
                yield from self._paragraphs(item)
            elif _arranges(item):
                for row in item.rows:
                    for cell in row:
                        if not cell.joins_above:
                            yield from self.blocks(cell.content)
            else:
                yield from self._table(item)

    def _paragraphs(self, line: Line) -> Iterator[Paragraph]:
        self.paragraphs += 1
        return paragraphs(line.text, Place(paragraph=self.paragraphs), line.heading)

    def _table(self, table: RawTable) -> Iterator[Block]:
        self.tables += 1
        rows = _grid_rows(table, self.tables)
        place = Place(table=self.tables)
        contents = [filled(enumerate(row)) for row in rows]
        if not any(is_prose(held, len(row)) for held, row in zip(contents, rows, strict=True)):
            if any(contents):
                yield Grid(rows, place, table.ragged)
            return
        for part in split(contents, [True] * len(rows)):
            if part.table:
                yield Grid(rows[part.start : part.stop], place, table.ragged)
            else:
                yield from _prose(contents, part)


def _prose(rows: Sequence[Row], part: Part) -> Iterator[Paragraph]:
    for index in range(part.start, part.stop):
        for cell in beginning(rows, index):
            yield from paragraphs(cell.text, cell.place)


def _nested(cell: RawCell) -> Iterator[RawTable]:
    return (item for item in cell.content if isinstance(item, RawTable))


def _size(table: RawTable) -> int:
    return sum(1 + sum(_size(inner) for inner in _nested(cell)) for row in table.rows for cell in row)


def _arranges(table: RawTable) -> bool:
    """Whether a table only arranges the page.

    It does when no row has two cells, or when the tables inside it are larger than itself.
    """
    if all(len(row) < 2 for row in table.rows):
        return True
    own = sum(len(row) for row in table.rows)
    inner = sum(_size(nested) for row in table.rows for cell in row for nested in _nested(cell))
    return inner >= own


def _text(content: Sequence[Item]) -> str:
    lines: list[str] = []
    for item in content:
        if isinstance(item, Line):
            lines.append(item.text)
        else:
            lines.extend(" ".join(_text(cell.content) for cell in row) for row in item.rows)
    return "\n".join(lines)


def _grid_rows(table: RawTable, number: int) -> tuple[tuple[GridCell, ...], ...]:
    """The rows of a Grid: each merged cell one object at every position it covers.

    Positions that no cell covers hold a cell with the note NO_CELL. Rows of a ragged table keep their own lengths.
    """
    width = max((cell.column + cell.span for row in table.rows for cell in row), default=0)
    if width * len(table.rows) > MAX_POSITIONS:
        raise UnreadableError("文档中的表格大得反常，没有读取；请确认文件是年度报告。")
    lines: list[list[Area]] = []
    for number_of_row, row in enumerate(table.rows):
        line: list[Area | None] = [None] * width
        for cell in row:
            start, stop = cell.column, cell.column + cell.span
            above = lines[-1][start] if cell.joins_above and lines and start < len(lines[-1]) else None
            area = above or Area(_text(cell.content), number_of_row, 0, start, stop)
            area.bottom = number_of_row + 1
            line[start:stop] = [area] * cell.span
        end = max((cell.column + cell.span for cell in row), default=0) if table.ragged else width
        lines.append(_without_gaps(line[:end], number_of_row))
    return grid_rows(lines, lambda area: Place(table=number, row=area.top + 1, column=area.left + 1))


def _without_gaps(line: Sequence[Area | None], row: int) -> list[Area]:
    """A row with each stretch of positions that no cell covers covered by one that says so."""
    covered = [area for area in line if area]
    if len(covered) == len(line):
        return covered
    covered = []
    for column, area in enumerate(line):
        if area is None:
            gap = covered[-1] if column and line[column - 1] is None else Area("", row, row + 1, column, column, NO_CELL)
            gap.right = column + 1
            area = gap
        covered.append(area)
    return covered
