"""表三 printed another way round: on its side, the results across; its labels behind the values, or on both sides; several rows in one,
one row in several, or one for each value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.document import Grid, GridCell
from gouji.recognise.vocabulary import Axis, Vocabulary
from gouji.text import bare
from gouji.values import is_value

_WIDE = 15
_LABELS = 8
_NARROW = 6
_MOST = 5
"""Rows over which one may be torn."""

_Row = tuple[GridCell, ...]


def upright(grid: Grid, words: Vocabulary) -> Grid:
    """A grid that has labels of 表三 as the form has it: labels first, a line for each row."""
    rows = words.rows["t3"]
    grid = _gathered(grid, rows, words.columns["t3"])
    width = len(grid.rows[0]) if grid.rows else 0
    if not width or any(len(row) != width for row in grid.rows):
        return grid
    if width >= max(_WIDE, len(grid.rows)) and any(_named(row, rows) >= _LABELS for row in grid.rows[:3]):
        return grid._replace(rows=tuple(zip(*grid.rows, strict=True)))
    grid = _rejoined(grid, rows)
    if not any(is_value(row[-1].text) for row in grid.rows):
        grid = _labels_first(grid, rows)
    if not any("\n" in cell.text for row in grid.rows for cell in row):
        return grid
    return grid._replace(rows=tuple(apart for row in grid.rows for apart in _apart(row, words)))


def _gathered(grid: Grid, rows: Axis, columns: Axis) -> Grid:
    """A list with a row for each value, which stands beside the names of its row and its column, as a table; any other grid as it is."""
    width = len(grid.rows[0]) if grid.rows else 0
    if not 2 < width <= _NARROW or len(grid.rows) < _LABELS * len(columns.ids) or any(len(row) != width for row in grid.rows):
        return grid
    *beside, values = zip(*grid.rows, strict=True)
    labels = max(beside, key=lambda cells: _named(cells, rows))
    names = max(beside, key=lambda cells: _named(cells, columns))
    if labels is names or _named(labels, rows) < _LABELS or _named(names, columns) < len(columns.ids):
        return grid
    listed = [row for row in zip(labels, names, values, strict=True) if columns.find(row[1].text) is not None]
    stub, head = ({row[side].text: row[side] for row in listed} for side in (0, 1))
    found = {(label.text, name.text): value for label, name, value in listed}
    if not len(grid.rows) - 1 <= len(found) == len(listed) == len(head) * len(stub):
        return grid
    body = ((cell, *(found[label, name] for name in head)) for label, cell in stub.items())
    return grid._replace(rows=((GridCell("", grid.place), *head.values()), *body))


def _named(cells: Iterable[GridCell], axis: Axis) -> int:
    """How many different rows or columns these cells name."""
    return len({match.id for cell in cells if (match := axis.find(cell.text))})


def _rejoined(grid: Grid, rows: Axis) -> Grid:
    """The grid with every row that goes on in the next ones as one row."""
    whole: list[_Row] = []
    taken = 0
    while taken < len(grid.rows):
        row, count = _whole(grid.rows[taken : taken + _MOST], rows)
        whole.append(row)
        taken += count
    return grid._replace(rows=tuple(whole)) if len(whole) < len(grid.rows) else grid


def _whole(torn: Sequence[_Row], rows: Axis) -> tuple[_Row, int]:
    """The row that begins in the first of these, and in how many of them it stands."""
    joined, found = torn[0], (torn[0], 1)
    for count, lower in enumerate(torn[1:], 2):
        if lower[-1].text and joined[-1].text:
            break
        both, label = _joined(joined, lower, rows)
        if both is None:
            break
        joined = both
        if label in rows.known:
            found = joined, count
    return found


def _joined(upper: _Row, lower: _Row, rows: Axis) -> tuple[_Row | None, str]:
    """Two rows as one with its bare label, where the label of the upper goes on in the lower, and only one of them has values."""
    at = max((column for column, cell in enumerate(lower) if cell.text.strip() and not is_value(cell.text)), default=0)
    begin, end = upper[at], lower[at]
    key = bare(begin.text + end.text)
    if not begin.text.strip() or not end.text.strip() or (key not in rows.known and key not in rows.prefixes) or rows.find(end.text):
        return None, ""
    if any(cell.text.strip() and cell is not end and cell is not above for cell, above in zip(lower[:at], upper[:at], strict=True)):
        return None, ""
    blank = [row for row in (upper, lower) if not any(cell.text.strip() for cell in row[at + 1 :])]
    if not blank:
        return None, ""
    label = begin._replace(text=begin.text + end.text)
    return (*(label if cell is begin else cell for cell in upper[: at + 1]), *(upper if lower in blank else lower)[at + 1 :]), key


def _labels_first(grid: Grid, rows: Axis) -> Grid:
    """The grid with the label columns at its right edge moved to the left, or left out where they say what stands there."""
    columns = list(zip(*grid.rows, strict=True))
    valued = [number for number, column in enumerate(columns) if any(is_value(cell.text) for cell in column)]
    named = [_named(column, rows) for column in columns]
    if not valued or max(named[valued[-1] + 1 :]) < _LABELS:
        return grid
    order = list(range(valued[-1] + 1))
    if max(named[: valued[0]], default=0) < _LABELS:
        order[:0] = sorted(range(valued[-1] + 1, len(columns)), key=named.__getitem__)
    return grid._replace(rows=tuple(tuple([row[number] for number in order]) for row in grid.rows))


def _apart(row: _Row, words: Vocabulary) -> Sequence[_Row]:
    """The rows in a row whose cells hold a line for each of several labels and as many numbers; else the row itself."""
    told = {id(cell): cell.text.split("\n") for cell in row}
    axes = words.rows["t3"], words.rows["t2"]
    count = max((len(lines) for lines in told.values() if len(lines) > 1 and any(all(map(axis.find, lines)) for axis in axes)), default=0)
    if not count or any(len(lines) != count and any(map(is_value, lines)) for lines in told.values()):
        return [row]
    apart = {
        id(cell): [cell._replace(text=line) for line in told[id(cell)]] if len(told[id(cell)]) == count else [cell] * count for cell in row
    }
    return list(zip(*(apart[id(cell)] for cell in row), strict=True))
