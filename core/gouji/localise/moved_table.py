"""A slip of a whole table, or of its rows up to a page break or behind it: all moved by one cell, with noughts where they left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji.localise.broken import Broken
from gouji.localise.lines import Candidate, Line, demanded_by
from gouji.report import Key, Number

ENOUGH = 2
"""Lines that must have moved together; and rows whose last part is as much as all others, as a total is, for it to be one."""

_WAYS = {(True, True): ("右", "左"), (True, False): ("左", "右"), (False, True): ("下", "上"), (False, False): ("上", "下")}
"""Where lines (across or not) moved that were moved forward or not, and the way back."""


def moved_tables(lines: Sequence[Line], broken: Broken) -> Iterator[Candidate]:
    """Lines that run beside each other as they were, if all of them moved; what fell off is computed from each line's own sum.

    It is plain where totals that were merely not filled in would look otherwise.
    """
    blocks: dict[str, list[Line]] = {}
    for line in lines:
        if line.block and any(broken.values[key] for key in line.cells):
            blocks.setdefault(line.block, []).append(line)
    for block in blocks.values():
        for forward in (True, False):
            for part, name in _parts(block, broken, forward):
                changed = _moved_back(part, broken, forward)
                if changed:
                    (way, back), lost = _WAYS[part[0].across, forward], part[0].names[-1 if forward else 0]
                    words = f"{name}像是都{way}移了一{part[0].step}，各数应{back}移一{part[0].step}，补上{lost}"
                    yield changed, words, len(part) < len(block) or _is_plain(part, broken, forward)


def _parts(block: Sequence[Line], broken: Broken, forward: bool) -> Iterator[tuple[Sequence[Line], str]]:
    """All of these lines; and of rows the first ones, and the last ones; each with its name, where noughts stand where it left."""
    freed = [not broken.values[line.cells[0 if forward else -1]] for line in block]
    count = len(block)
    if all(freed) and count >= ENOUGH:
        yield block, f"{block[0].table}各{'行' if block[0].across else '列'}"
    for at in range(1, count) if block[0].across else ():
        if at >= ENOUGH and all(freed[:at]):
            yield block[:at], f"{block[at - 1].name}及以上各行"
        if count - at >= ENOUGH and all(freed[at:]):
            yield block[at:], f"{block[at].name}及以下各行"


def _is_plain(rows: Sequence[Line], broken: Broken, forward: bool) -> bool:
    old = [[broken.values[key] for key in row.cells] for row in rows]
    return any(numbers[-1] for numbers in old) if forward else sum(any(numbers[:-2]) for numbers in old) >= ENOUGH


def _moved_back(lines: Sequence[Line], broken: Broken, forward: bool) -> dict[Key, Number] | None:
    """The cells that change when these lines are moved back; None where one has no sum of its own, or nothing but that."""
    changed: dict[Key, Number] = {}
    for line in lines:
        cells = line.cells if forward else line.cells[::-1]
        new = {cell: broken.values[was] for cell, was in pairwise(cells)}
        equations = [broken.system.equations[number] for number, _ in broken.system.equalities(cells[-1], broken.known)]
        own = [one for one in equations if {key for key, _ in one.terms} <= {*cells}]
        number = demanded_by(own[0], cells[-1], new) if own and len(equations) > 1 else None
        if number is None:
            return None
        changed.update({**new, cells[-1]: number})
    return {key: number for key, number in changed.items() if number != broken.values[key]}
