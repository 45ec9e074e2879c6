"""Slips between two rows or columns that run side by side: exchanged, one filled into the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from gouji.localise.broken import Broken
from gouji.localise.lines import Candidate, Line, Slip, are_sums, restored, settling, should_be
from gouji.localise.system import System
from gouji.report import Key, Number

MOST_WEIGHED = 4
"""Rows of an equation that is short."""


def side_by_side(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Every two rows or columns a hand may confuse: one after the other, in the form or at their level of it."""
    last: dict[tuple[str, int | None], Line] = {}
    for line in lines:
        if not line.block:
            continue
        before = [last.get((line.block, level)) for level in (None, line.level)]
        yield from ((other, line) for other in dict.fromkeys(before) if other is not None)
        last[line.block, None] = last[line.block, line.level] = line


def weighed(lines: Sequence[Line], system: System) -> Iterator[tuple[Line, Line]]:
    """Every two rows that a short equation holds against each other: what came in and what was done with it."""
    row_of = {key: line for line in lines if line.block and line.across for key in line.cells}
    for equation in system.equations:
        rows = [row_of[key] for key, _ in equation.terms if key in row_of]
        if len(rows) == len({row.cells for row in rows}) <= MOST_WEIGHED:
            yield from combinations(rows, 2)


def exchanged(one: Line, other: Line, broken: Broken) -> list[Slip]:
    """The exchange of two whole rows or columns, if it restores what is broken."""
    values = broken.values
    changed: dict[Key, Number] = {}
    for a, b in zip(one.cells, other.cells, strict=True):
        if values[a] != values[b]:
            changed[a], changed[b] = values[b], values[a]
    if len(changed) <= 2:
        return []
    words = f"{one.name}与{other.name}像是整{'行' if one.across else '列'}互换了"
    found = settling([(changed, words, broken.leaves_numbers(changed))], broken)
    # Equations that have nothing to do with each other can be made to hold with any line of noughts.
    if all(any(values[key] for key in line.cells) for line in (one, other)):
        return found
    return [slip for slip in found if len(broken.only(slip.settled).parts()) == 1]


def misplaced(one: Line, other: Line, broken: Broken) -> Iterator[Candidate]:
    """The numbers of a row left at nought, if they stand in the row beside it, or a sum's were added to what belongs there.

    Only an equation that holds one of the two rows and not the other can tell.
    """
    values = broken.values
    stood = [values[key] for key in other.cells]
    if any(values[key] for key in one.cells) or not any(stood):
        return
    for first, second in ((one, other), (other, one)):
        changed = restored(first, broken.apart_from(second.cells))
        rest = restored(second, broken.after(changed)) if changed else None
        if not changed or rest is None:
            continue
        changed = {**changed, **rest}
        mine, theirs = ([changed.get(key, values[key]) for key in line.cells] for line in (one, other))
        if stood == mine and any(theirs):
            yield changed, f"{one.name}的数像是填到了{other.name}，{other.name}{should_be(other, changed)}", True
        elif (
            are_sums(changed.keys() & {*one.cells}, broken) and any(theirs) and stood == [a + b for a, b in zip(mine, theirs, strict=True)]
        ):
            yield changed, f"{one.name}的数像是并进了{other.name}，{one.name}{should_be(one, changed)}", True
        return
