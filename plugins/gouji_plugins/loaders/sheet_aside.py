"""What stands beside a table on a worksheet: remarks, other tables, and the numbers of its rows and columns.

The first two are told by a column between that is empty, or by the headings of tables side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gouji.document import GridCell
from gouji.lean import Any, NamedTuple
from gouji_plugins.loaders.mixed import Row, filled, is_heading, is_number

Cells = dict[int, GridCell]
"""The filled and the merged cells of a row by column."""

_FEW = 3
"""What stands in fewer than one of this many rows is a remark beside a table, no column of it."""

_REMARKED = 5
"""A remark beside a table holds at most so many numbers."""

_COUNTED = 5
"""So many rows or columns that are counted are no cells of a table which happens to hold 0, 1, 2."""


class Beside(NamedTuple):
    """The rows from `start` on with nothing but a table that stood to the right of others, the last of them in the row before `stop`."""

    start: int
    stop: int
    rows: list[Cells]


def take_aside(rows: list[Cells], contents: list[Row]) -> tuple[dict[int, list[GridCell]], list[Beside]]:
    """Takes out of the rows of a sheet, and of what they hold, the remarks beside tables, by row, and the tables that stand to
    the right of others."""
    remarks: dict[int, list[GridCell]] = {}
    tables: list[Beside] = []
    for start, stop, end, begin in _cuts(rows, contents):
        part = rows[start:stop]
        behind = [{column: row[column] for column in sorted(row) if column >= begin} for row in part]
        before = [{column: cell for column, cell in row.items() if column < end} for row in part]
        if _is_table(before) and _is_table(behind):
            last = max(index for index, taken in enumerate(behind, start) if taken)
            tables.append(Beside(start, last + 1, behind))
        elif end < begin and _FEW * sum(map(bool, behind)) < len(part):
            remarks.update((index, list(taken.values())) for index, taken in enumerate(behind, start))
        else:
            continue
        rows[start:stop] = before
        contents[start:stop] = [filled(sorted(row.items())) for row in before]
    return remarks, tables


def _cuts(rows: Sequence[Cells], contents: Sequence[Row]) -> Iterator[tuple[int, int, int, int]]:
    """Where rows that hang together may be cut in two: the first row and the one after the last, the column after the last one on
    the left and the first one on the right."""
    start = 0
    for stop in (*(index for index, row in enumerate(rows) if not row), len(rows)):
        used = columns_used(rows[start:stop])
        gap = next((column for column in range(min(used), max(used)) if column not in used), None) if used else None
        if gap is not None:
            yield start, stop, gap, gap + 1
        elif used and (headed := _headed(rows, contents, start, stop)):
            yield headed
        start = stop + 1


def _headed(rows: Sequence[Cells], contents: Sequence[Row], start: int, stop: int) -> tuple[int, int, int, int] | None:
    """Where a row holds nothing but headings, the second of which begins a table of its own."""
    for index in range(start, stop):
        held = contents[index]
        if len(held) > 1 and all(is_heading(cell.text) for _, cell in held):
            column = held[1][0]
            across = (at for at in range(index, stop) if rows[at].get(column) is not None and rows[at][column] is rows[at].get(column - 1))
            return index, next(across, stop), column, column
    return None


def columns_used(rows: Sequence[Mapping[int, GridCell]]) -> set[int]:
    """The columns in which something stands, or that a merged cell covers."""
    return {column for row in rows for column, cell in row.items() if cell.text.strip() or cell.note or cell.colspan > 1}


def _is_table(rows: Sequence[Mapping[int, GridCell]]) -> bool:
    """Whether what stands on one side is a table of its own: it has more numbers than a remark, behind words or in a single row."""
    texts = ([cell.text for _, cell in sorted(row.items()) if cell.text.strip()] for row in rows)
    numbered = [[is_number(text) for text in row] for row in texts if any(map(is_number, row))]
    labelled = sum(not row[0] for row in numbered)
    return sum(map(sum, numbered)) > _REMARKED and (len(numbered) == 1 or 2 * labelled > len(numbered))


def without_counts(values: list[list[Any]], start: tuple[int, int]) -> tuple[list[list[Any]], tuple[int, int]]:
    """The values of a sheet, and where they begin, without the numbers that pandas gives to rows and columns: all are counted from 0."""
    down, across = [line[0] for line in values], values[0]
    rows, columns = (down[1:] if down[0] == "" else down), (across[1:] if across[0] == "" else across)
    left = len(rows) >= _COUNTED and rows == list(range(len(rows)))
    top = len(down) > 1 and (left or len(columns) >= _COUNTED) and columns == list(range(len(columns)))
    return [line[left:] for line in values[top:]], (start[0] + top, start[1] + left)
