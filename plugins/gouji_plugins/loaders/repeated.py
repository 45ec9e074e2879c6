"""Tables in text whose merged cells are written out at every position they cover, as converters do.

`| 申请人情况 | 申请人情况 | 申请人情况 |` is one cell over three columns, and a number said twice
below one such cell is one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gouji.document import Grid, GridCell, Place
from gouji.values import is_value
from gouji_plugins.loaders.areas import Area, grid_rows


def is_repeated(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of one width hold words that stand three times side by side."""
    if len({len(row) for row in rows}) != 1:
        return False
    return any(a == b == c and _is_words(a) for row in rows for (a, b), (_, c) in pairwise(pairwise(row)))


def counted(rows: Sequence[Sequence[str]], places: Sequence[Place]) -> Grid:
    """The grid of rows, each at its place: with the merged cells made one again where they are written out, else ragged, for then
    the cells can only be counted."""
    if is_repeated(rows):
        return Grid(grid_rows(_areas(rows), lambda area: places[area.top]._replace(column=area.left + 1)), places[0])
    cells = (
        tuple([GridCell(text, place._replace(column=column)) for column, text in enumerate(row, 1)])
        for row, place in zip(rows, places, strict=True)
    )
    return Grid(tuple(cells), places[0], ragged=True)


def _areas(rows: Sequence[Sequence[str]]) -> list[list[Area]]:
    areas: list[list[Area]] = []
    for number, row in enumerate(rows):
        above = areas[-1] if areas else []
        line: list[Area] = []
        for column, text in enumerate(row):
            before, over = line[-1] if line else None, above[column] if above else None
            words = _is_words(text)
            if before is not None and before.text == text and (words or (over is not None and over is above[column - 1])):
                line.append(before)
                before.right = max(before.right, column + 1)
            elif over is not None and words and over.text == text and over.left == column:
                line.append(over)
                over.bottom = number + 1
            else:
                line.append(Area(text, number, number + 1, column, column + 1))
        areas.append(line)
    return areas


def _is_words(text: str) -> bool:
    """Whether a text is a label: a number may well stand in several cells beside each other."""
    return not text.isascii() and not text.isspace() and not is_value(text)
