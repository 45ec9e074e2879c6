"""A slip of a whole table, all rows moved by one column or all columns by one row, with noughts where they left; of rows
also only those up to a page break or behind it, of columns also only what stands behind an empty row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji.localise.broken import Broken
from gouji.localise.lines import Candidate, Line, demanded_by
from gouji.report import Key, Number

ENOUGH = 2
"""Lines that must have moved together."""

MOST_STARTS = 2
"""Rows of noughts behind which all others may have moved; of more, nobody knows which one is too much."""


def moved_tables(lines: Sequence[Line], broken: Broken) -> Iterator[Candidate]:
    """The lines of a table as they were, if they moved together; what fell off is computed from each line's own sum.

    It is plain where totals that were merely not filled in would look otherwise. `on` is to the right or down.
    """
    tables: dict[str, list[Line]] = {}
    for line in lines:
        if line.block and any(broken.values[key] for key in line.cells):
            tables.setdefault(line.block, []).append(line)
    for same in tables.values():
        across, step = same[0].across, same[0].step
        for on, way, back, lost in ((True, *("右左" if across else "下上"), -1), (False, *("左右" if across else "上下"), 0)):
            for part, name in _parts(same, broken, on):
                changed = _moved_back(part, broken, on)
                if changed and (across or broken.leaves_numbers(changed)):
                    words = f"{name}像是都{way}移了一{step}，各数应{back}移一{step}，补上{same[0].names[lost]}"
                    yield changed, words, not across or len(part) < len(same) or _is_plain(same, broken, on)
        if not across and len(same) >= ENOUGH:
            yield from _moved_down(same, broken)


def _moved_down(columns: Sequence[Line], broken: Broken) -> Iterator[Candidate]:
    """What stands behind a row of noughts, one row further up: several rows, or it is but one that stands in the wrong place."""
    names = columns[0].names
    empty = [not any(broken.values[line.cells[at]] for line in columns) for at in range(len(names))]
    starts = [at for at in range(1, len(names)) if empty[at : at + 2] == [True, False] and empty[at:-1].count(False) >= ENOUGH]
    for at in starts if len(starts) <= MOST_STARTS else ():
        changed = _moved_back(columns, broken, True, at)
        if changed and broken.leaves_numbers(changed):
            words = f"{columns[0].table}{names[at]}及以下各行像是都下移了一行，各数应上移一行，补上{names[-1]}"
            yield changed, words, True


def _parts(lines: Sequence[Line], broken: Broken, on: bool) -> Iterator[tuple[Sequence[Line], str]]:
    """All lines, of rows also the first and the last ones, each with a name: where they left noughts, and numbers moved."""
    free = [not broken.values[line.cells[0 if on else -1]] for line in lines]
    moved = [any(broken.values[key] for key in line.cells[1:-1]) for line in lines]
    count = len(lines)
    parts = [(0, count, f"{lines[0].table}各{'行' if lines[0].across else '列'}")]
    for at in range(1, count if lines[0].across else 1):
        parts += [(0, at, f"{lines[at - 1].name}及以上各行"), (at, count, f"{lines[at].name}及以下各行")]
    for start, end, name in parts:
        if end - start >= ENOUGH and all(free[start:end]) and any(moved[start:end]):
            yield lines[start:end], name


def _is_plain(rows: Sequence[Line], broken: Broken, right: bool) -> bool:
    """Whether these cannot just be rows whose totals were not filled in: numbers stand where totals do, or in several
    rows before what would be the last part."""
    old = [[broken.values[key] for key in row.cells] for row in rows]
    return any(numbers[-1] for numbers in old) if right else sum(any(numbers[:-2]) for numbers in old) >= ENOUGH


def _moved_back(lines: Sequence[Line], broken: Broken, on: bool, start: int = 0) -> dict[Key, Number] | None:
    """The cells that change when these lines, from a cell on, are moved back; None where one has no sum of its own, or nothing
    but that."""
    changed: dict[Key, Number] = {}
    for line in lines:
        cells = line.cells[start:] if on else line.cells[::-1]
        new = {cell: broken.values[cell] for cell in line.cells} | {cell: broken.values[was] for cell, was in pairwise(cells)}
        equations = [broken.system.equations[number] for number, _ in broken.system.equalities(cells[-1], broken.known)]
        own = [one for one in equations if {key for key, _ in one.terms} <= {*line.cells}]
        number = demanded_by(own[0], cells[-1], new) if own and len(equations) > 1 else None
        if number is None:
            return None
        changed.update({**new, cells[-1]: number})
    return {key: number for key, number in changed.items() if number != broken.values[key]}
