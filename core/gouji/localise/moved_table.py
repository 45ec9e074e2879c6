"""A slip of a whole table: every row moved by one column, and the column left free filled with noughts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.localise.broken import Broken
from gouji.localise.lines import Candidate, Line, demanded_by
from gouji.report import Key, Number

ENOUGH_ROWS = 2
"""Rows whose last part is as much as all others together, as a total is: fewer may have come about by chance."""


def moved_tables(lines: Sequence[Line], broken: Broken) -> Iterator[Candidate]:
    """Every block of rows as it was, if all of it was moved right or left; what fell off is computed from each row's own sum.

    It is plain where totals that were merely not filled in would look otherwise.
    """
    blocks: dict[str, list[Line]] = {}
    for line in lines:
        if line.block and line.across and any(broken.values[key] for key in line.cells):
            blocks.setdefault(line.block, []).append(line)
    for rows in blocks.values():
        old = [[broken.values[key] for key in row.cells] for row in rows]
        for forward, freed in ((True, 0), (False, -1)):
            if len(rows) < ENOUGH_ROWS or any(numbers[freed] for numbers in old):
                continue
            changed = _moved_back(rows, broken, forward)
            if changed is not None:
                plain = any(numbers[-1] for numbers in old) if forward else sum(any(numbers[:-2]) for numbers in old) >= ENOUGH_ROWS
                way, back, lost = ("右", "左", -1) if forward else ("左", "右", 0)
                yield changed, f"{rows[0].table}各行像是都{way}移了一列，各数应{back}移一列，补上{rows[0].names[lost]}", plain


def _moved_back(rows: Sequence[Line], broken: Broken, forward: bool) -> dict[Key, Number] | None:
    """The cells that change when these rows are moved back; None where a row has no sum of its own, or nothing but that."""
    changed: dict[Key, Number] = {}
    for row in rows:
        kept, moved, lost = (row.cells[:-1], row.cells[1:], row.cells[-1]) if forward else (row.cells[1:], row.cells[:-1], row.cells[0])
        new = {cell: broken.values[was] for cell, was in zip(kept, moved, strict=True)}
        equations = [broken.system.equations[number] for number, _ in broken.system.equalities(lost, broken.known)]
        own = [one for one in equations if {key for key, _ in one.terms} == {*row.cells}]
        number = demanded_by(own[0], lost, new) if own and len(equations) > 1 else None
        if number is None:
            return None
        changed.update({**new, lost: number})
    return {key: number for key, number in changed.items() if number != broken.values[key]}
