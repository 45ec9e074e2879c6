"""Data that are no report in the exchange form, as lines of text: what a crawler or an interface has kept of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from gouji.lean import Any

_DEEPEST = 20
_FEWEST = 2
_NUMBER = "\0"
_MOST_APART = 10  # the number of an article, how often it was looked at
_LONGEST = 80  # of a cell: longer words are the text below a heading


def as_text(data: Any) -> str | None:
    """The texts in these data a line each, and what are rows of a table with tabs between their cells; None where many
    numbers stand apart, which would have to be known by their names."""
    lines = list(_lines(data, 0))
    return None if lines.count(_NUMBER) > _MOST_APART else "\n".join(line for line in lines if line != _NUMBER)


def _lines(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str) and not value.strip().isdecimal():
        yield from value.splitlines()
    elif depth < _DEEPEST and isinstance(value, list | dict):
        rows = _rows(value)
        if rows:
            yield from ("\t".join(map(_cell, row)) for row in rows)
        else:
            yield from chain.from_iterable(_lines(item, depth + 1) for item in (value.values() if isinstance(value, dict) else value))
    elif value is not None:
        yield _NUMBER


def _rows(value: list[Any] | dict[str, Any]) -> Sequence[Sequence[Any]]:
    """The rows of a table: lists of cells, or cells under their names, each with its own name before it in a `dict`."""
    rows = list(value.values()) if isinstance(value, dict) else value
    labels = [[key] for key in value] if isinstance(value, dict) else [[] for _ in value]
    if len(rows) < _FEWEST or not all(isinstance(row, type(rows[0])) for row in rows):
        return []
    if isinstance(rows[0], list) and all(map(_is_cells, rows)):
        return [[*label, *row] for label, row in zip(labels, rows, strict=True)]
    if isinstance(rows[0], dict) and all(row.keys() == rows[0].keys() and _is_cells(row.values()) for row in rows):
        head = list(rows[0])
        return [[""] * len(labels[0]) + head, *([*label, *map(row.get, head)] for label, row in zip(labels, rows, strict=True))]
    return []


def _is_cells(row: Collection[Any]) -> bool:
    return len(row) >= _FEWEST and not any(isinstance(cell, list | dict) or len(str(cell)) > _LONGEST for cell in row)


def _cell(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
