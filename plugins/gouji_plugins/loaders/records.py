"""Data that are no report in the exchange form, as lines of text: what a crawler or an interface has kept of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from gouji.lean import Any

_DEEPEST = 20
_FEWEST = 2


def as_text(data: Any) -> str:
    """The texts in these data a line each, and what are rows of a table with tabs between their cells."""
    return "\n".join(_lines(data, 0))


def _lines(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.splitlines()
    elif depth < _DEEPEST and isinstance(value, list | dict):
        rows = _rows(value)
        if rows:
            yield from ("\t".join(map(_cell, row)) for row in rows)
        else:
            yield from chain.from_iterable(_lines(item, depth + 1) for item in (value.values() if isinstance(value, dict) else value))


def _rows(value: list[Any] | dict[str, Any]) -> Sequence[Sequence[Any]]:
    """The rows of a table: lists of cells, or cells under their names, each with its own name before it in a `dict`."""
    rows = list(value.values()) if isinstance(value, dict) else value
    labels = [[key] for key in value] if isinstance(value, dict) else [[] for _ in value]
    if len(rows) < _FEWEST or not all(isinstance(row, type(rows[0])) for row in rows):
        return []
    if isinstance(rows[0], list) and all(map(_is_cells, rows)):
        return [[*label, *row] for label, row in zip(labels, rows, strict=True)]
    if isinstance(rows[0], dict) and all(row.keys() == rows[0].keys() and _is_cells(row.values()) for row in rows):
        return [[""] * len(labels[0]) + list(rows[0]), *([*label, *row.values()] for label, row in zip(labels, rows, strict=True))]
    return []


def _is_cells(row: Any) -> bool:
    return len(row) >= _FEWEST and not any(isinstance(cell, list | dict) for cell in row)


def _cell(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
