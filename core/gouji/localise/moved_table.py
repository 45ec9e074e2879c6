"""A slip of a whole table, or of its rows up to a page break or behind it: all moved by one column, with noughts where they left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji.localise.broken import Broken
from gouji.localise.lines import Candidate, Line, demanded_by
from gouji.report import Key, Number

ENOUGH = 2
"""Rows that must have moved together."""


def moved_tables(lines: Sequence[Line], broken: Broken) -> Iterator[Candidate]:
    """The rows of a table as they were, if they moved together; what fell off is computed from each row's own sum.

    It is plain where totals that were merely not filled in would look otherwise.
    """
    tables: dict[str, list[Line]] = {}
    for line in lines:
        if line.block and line.across and any(broken.values[key] for key in line.cells):
            tables.setdefault(line.block, []).append(line)
    for rows in tables.values():
        for right, way, back, lost in ((True, "右", "左", -1), (False, "左", "右", 0)):
            for part, name in _parts(rows, broken, right):
                changed = _moved_back(part, broken, right)
                if changed:
                    words = f"{name}像是都{way}移了一列，各数应{back}移一列，补上{rows[0].names[lost]}"
                    yield changed, words, len(part) < len(rows) or _is_plain(rows, broken, right)


def _parts(rows: Sequence[Line], broken: Broken, right: bool) -> Iterator[tuple[Sequence[Line], str]]:
    """All rows, the first ones, the last ones, each with a name: those with noughts where they left, and numbers that moved."""
    free = [not broken.values[row.cells[0 if right else -1]] for row in rows]
    moved = [any(broken.values[key] for key in row.cells[1:-1]) for row in rows]
    count = len(rows)
    parts = [(0, count, f"{rows[0].table}各行")]
    for at in range(1, count):
        parts += [(0, at, f"{rows[at - 1].name}及以上各行"), (at, count, f"{rows[at].name}及以下各行")]
    for start, end, name in parts:
        if end - start >= ENOUGH and all(free[start:end]) and any(moved[start:end]):
            yield rows[start:end], name


def _is_plain(rows: Sequence[Line], broken: Broken, right: bool) -> bool:
    """Whether these cannot just be rows whose totals were not filled in: numbers stand where totals do, or in several
    rows before what would be the last part."""
    old = [[broken.values[key] for key in row.cells] for row in rows]
    return any(numbers[-1] for numbers in old) if right else sum(any(numbers[:-2]) for numbers in old) >= ENOUGH


def _moved_back(rows: Sequence[Line], broken: Broken, right: bool) -> dict[Key, Number] | None:
    """The cells that change when these rows are moved back; None where one has no sum of its own, or nothing but that."""
    changed: dict[Key, Number] = {}
    for row in rows:
        cells = row.cells if right else row.cells[::-1]
        new = {cell: broken.values[was] for cell, was in pairwise(cells)}
        equations = [broken.system.equations[number] for number, _ in broken.system.equalities(cells[-1], broken.known)]
        own = [one for one in equations if {key for key, _ in one.terms} == {*cells}]
        number = demanded_by(own[0], cells[-1], new) if own and len(equations) > 1 else None
        if number is None:
            return None
        changed.update({**new, cells[-1]: number})
    return {key: number for key, number in changed.items() if number != broken.values[key]}
