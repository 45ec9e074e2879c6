"""Blocks of 表二 that stand beside each other in one grid, each with a first column of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gouji.document import Grid, GridCell

_FIRST_COLUMN = "信息内容"


def set_below(grid: Grid) -> Sequence[Grid]:
    """Such blocks as grids below each other, from left to right; any other grid as it is."""
    starts = {tuple(found) for row in grid.rows if (found := _starts(row))}
    if len(starts) != 1 or grid.ragged:
        return [grid]
    first, *others = starts.pop()
    edges = [0, *(start - first for start in others), len(grid.rows[0])]
    apart = [row for row in grid.rows if row[0] is not row[-1]]
    if any(row[edge - 1] is row[edge] for row in apart for edge in edges[1:-1]):
        return [grid]
    # What is merged over all of them, as a title, stands above the first.
    return [
        Grid(tuple(row[left:right] for row in (apart if left else grid.rows)), grid.rows[0][left].place) for left, right in pairwise(edges)
    ]


def _starts(row: tuple[GridCell, ...]) -> list[int]:
    """Where the first columns of several blocks stand, by their name."""
    named = [n for n, cell in enumerate(row) if _FIRST_COLUMN in cell.text and not (n and _FIRST_COLUMN in row[n - 1].text)]
    return named if len(named) > 1 else []
