"""A report laid out as a form: the headings of its sections in the first column of a grid, what they head beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gouji.document import Block, Grid, GridCell, Paragraph
from gouji.recognise.headings import Titles, is_heading

Row = tuple[GridCell, ...]

_LITTLE = 20


def set_above(grid: Grid, titles: Titles) -> Sequence[Block]:
    """The grid in pieces, each heading of a section that stands beside what it heads set above that."""
    headed = [] if grid.ragged else [row for row in grid.rows if _stands_beside(row, titles)]
    if not headed or _is_contents(headed):
        return [grid]
    return [piece for heading, rows in _parts(grid.rows, titles) for piece in _above(heading, rows)]


def _is_contents(headed: Sequence[Row]) -> bool:
    """Whether but little stands in one row beside each of several headings, such as the page of its section."""
    several = len({id(row[0]) for row in headed}) == len(headed) > 2
    return several and all(len(cell.text) <= _LITTLE for row in headed for cell in row[1:])


def _parts(rows: Sequence[Row], titles: Titles) -> Iterator[tuple[GridCell | None, list[Row]]]:
    """The rows beside one heading each, and those beside none; below a heading that is not merged down its column is blank."""
    headings: list[GridCell | None] = []
    for row in rows:
        above = headings[-1] if headings else None
        goes_on = len(row) > 1 and (row[0] is above or not row[0].text.strip())
        headings.append(above if goes_on else row[0] if _stands_beside(row, titles) else None)
    for _, group in groupby(zip(headings, rows, strict=True), lambda pair: id(pair[0])):
        part = list(group)
        yield part[0][0], [row for _, row in part]


def _stands_beside(row: Row, titles: Titles) -> bool:
    """Whether a row begins with the heading of a section, in a column of its own, and goes on with something else."""
    if len(row) < 2 or row[0] is row[1] or row[0].text.lstrip()[:1] not in "一二三四五六第":
        return False
    return is_heading(row[0].text, titles) and any(cell.text.strip() for cell in row[1:])


def _above(heading: GridCell | None, rows: Sequence[Row]) -> Iterator[Block]:
    if heading is None:
        yield Grid(tuple(rows), rows[0][0].place)
        return
    yield Paragraph(heading.text.replace("\n", ""), heading.place)
    beside = Grid(tuple(row[1:] for row in rows), rows[0][1].place)
    written = [[cell for cell in beside.distinct(number) if cell.text.strip()] for number in range(len(rows))]
    if max(map(len, written)) == 1:
        yield from (Paragraph(line, cell.place) for row in written for cell in row for line in cell.text.split("\n") if line.strip())
    else:
        yield beside
