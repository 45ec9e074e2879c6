"""Slips that spoil a whole row or column at once: moved by a cell, left empty, copied from its neighbour.

Cell by cell such a slip looks like many faults. The equations that cross a line say what each of
its cells should hold; when what stands there is just that, moved by one, a person made one mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gouji.localise.broken import Broken
from gouji.localise.lines import Candidate, Line, Slip, are_sums, demanded_by, restored, settling, should_be
from gouji.localise.moved_table import moved_tables
from gouji.localise.pairs import exchanged, misplaced, side_by_side, weighed
from gouji.localise.pen import slip_of_the_pen
from gouji.report import Key, Number

ENOUGH_MOVED = 4
"""Values other than zero that must have moved to be believed where only the sums of whole rows bear witness."""

MOVED_AT_LEAST = 2
"""Of fewer, a move is not even thought of beside other explanations."""

ENOUGH_UNLIKE = 3
"""Different values other than zero that a line must share with another to be taken for a copy of it."""


def slips(lines: Sequence[Line], broken: Broken) -> list[Slip]:
    """Every slip of a whole line, or of all rows of a table, that restores all the equations it touches; none that is an
    exchange of two lines and more beside it."""
    filled = [line for line in lines if all(key in broken.values for key in line.cells)]
    candidates = [*moved_tables(filled, broken)]
    for line in filled:
        if not broken.touches(line.cells):
            continue
        if not line.block:
            candidates += _moved_along(line, broken)
            continue
        should = restored(line, broken)
        if should:
            candidates += _slipped(line, should, filled, broken)
    for line in lines:
        missing = [number for number, key in enumerate(line.cells) if key not in broken.values]
        if line.block and len(missing) == 1 and line.cells[missing[0]] in broken.blank:
            candidates += _moved_off_a_blank(line, missing[0], broken)
    beside = [pair for pair in side_by_side(filled) if broken.touches(pair[0].cells + pair[1].cells)]
    for one, other in beside:
        candidates += [*misplaced(one, other, broken), *misplaced(other, one, broken)]
    confusable = dict.fromkeys((*beside, *weighed(filled, broken.system)))
    swapped = [slip for one, other in confusable for slip in exchanged(one, other, broken)]
    simpler = [frozenset(slip.solution) for slip in swapped if slip.plain]
    return [slip for slip in settling(candidates, broken) if not any(one < {*slip.solution} for one in simpler)] + swapped


def moved_alone(line: Line, broken: Broken) -> list[Slip]:
    """Moves of a whole row by one cell, where nothing but the row's own sum bears witness.

    What speaks for one is a total no larger than one of several parts, with no slip of the pen to explain
    it, or none at all behind a last part as large as a total; it is plain where that part is just the
    sum of the others.
    """
    old = [broken.values[key] for key in line.cells]
    *others, last, total = old
    together = sum(others) + last
    if old[0] == 0 and 0 < total <= max(*others, last) < together and not slip_of_the_pen(total, together):
        kept, moved, lost = line.cells[:-1], old[1:], line.cells[-1]
    elif total == 0 and 0 < sum(others) <= last:
        kept, moved, lost = line.cells[1:], old[:-1], line.cells[0]
    else:
        return []
    changed = _completed(line, dict(zip(kept, moved, strict=True)), lost, broken)
    words = _moved_words(line, 0, len(old) - 1, lost == line.cells[-1]) + should_be(line, changed)
    return settling([(changed, words, changed.get(lost, broken.values[lost]) == 0)], broken)


def exchanged_alone(line: Line, broken: Broken) -> list[Slip]:
    """A row's total written where one of its parts belongs, and that part for the total, where nothing but
    the row's own sum bears witness; plain if the total is no nought and no slip of the pen explains it."""
    *parts, last = line.cells
    total, together = broken.values[last], sum(broken.values[key] for key in parts)
    plain = total > 0 and not slip_of_the_pen(total, together)
    return settling([({key: total, last: broken.values[key]}, "", plain) for key in parts if total < broken.values[key]], broken)


def _slipped(line: Line, should: Mapping[Key, Number], lines: Sequence[Line], broken: Broken) -> Iterator[Candidate]:
    """What may have turned that which a line should hold into what it holds."""
    if len(should) < 2:
        return
    values = broken.values
    old = [values[key] for key in line.cells]
    new = [should.get(key, values[key]) for key in line.cells]
    is_total = are_sums(should, broken)
    if not any(old):
        # Rows of noughts are the rule, but for totals of what is not nought.
        if is_total:
            yield should, f"{line.name}像是漏填了（全为0），{should_be(line, should)}", True
        return
    position = lines.index(line)
    for other in lines:
        if other is line or other.block != line.block:
            continue
        theirs = [values[key] for key in other.cells]
        telling = len({*theirs} - {0}) >= ENOUGH_UNLIKE
        if is_total and any(theirs) and theirs == [b - a for a, b in zip(old, new, strict=True)]:
            yield should, f"{line.name}像是没有加上{other.name}，{should_be(line, should)}", telling
        elif is_total and telling and theirs == [a - b for a, b in zip(old, new, strict=True)]:
            yield should, f"{line.name}像是多加了{other.name}，{should_be(line, should)}", True
        elif theirs == old and len(should) > 2 and (is_total or abs(lines.index(other) - position) == 1):
            yield should, f"{line.name}与{other.name}各数相同，像是抄重了，{should_be(line, should)}", telling
    if len(should) > 2:
        changed = [number for number, key in enumerate(line.cells) if key in should]
        first, last = changed[0], changed[-1]
        for forward in (True, False):
            if _is_moved(old, new, first, last, forward):
                yield should, _moved_words(line, first, last, forward) + should_be(line, should), True


def _is_moved(old: Sequence[Number], new: Sequence[Number], first: int, last: int, forward: bool) -> bool:
    """Whether from `first` to `last` the old values are the new ones moved on by one cell (or back),
    the first cell left 0 and the last value lost."""
    if forward:
        pairs, vacated = list(zip(new[first:last], old[first + 1 : last + 1], strict=True)), old[first]
    else:
        pairs, vacated = list(zip(new[first + 1 : last + 1], old[first:last], strict=True)), old[last]
    return vacated == 0 and all(a == b for a, b in pairs) and any(a for a, _ in pairs)


def _moved_words(line: Line, first: int, last: int, forward: bool) -> str:
    way = ("右" if forward else "左") if line.across else ("下" if forward else "上")
    whole = first == 0 and last == len(line.cells) - 1
    part = "整体" if whole else f"从“{line.names[first]}”到“{line.names[last]}”"
    return f"{line.name}{part}像是{way}移了一{line.step}，"


def _moved_along(line: Line, broken: Broken) -> Iterator[Candidate]:
    """Every way in which the values of a line from some cell on may have been moved by one.

    The value that fell off the end is computed from an equation that needs it.
    """
    old = [broken.values[key] for key in line.cells]
    last = len(old) - 1
    for start in range(last):
        for forward in (True, False):
            if (old[start] if forward else old[last]) != 0:
                continue
            lost = last if forward else start
            new = [*old[:start], *old[start + 1 :], 0] if forward else [*old[:start], 0, *old[start:last]]
            changed = _completed(line, dict(zip(line.cells, new, strict=True)), line.cells[lost], broken)
            moved = sum(1 for number in range(start, last + 1) if new[number] and number != lost)
            if changed and moved >= MOVED_AT_LEAST:
                first = next(number for number, key in enumerate(line.cells) if key in changed)
                yield changed, _moved_words(line, first, last, forward) + should_be(line, changed), moved >= ENOUGH_MOVED


def _moved_off_a_blank(line: Line, at: int, broken: Broken) -> Iterator[Candidate]:
    """Every way in which values may have been moved by one cell, away from a cell that is now blank."""
    cells, last = line.cells, len(line.cells) - 1
    for end in (*range(at + 1, last + 1), *range(at)):
        forward = end > at
        step = 1 if forward else -1
        moved = {cells[number]: broken.values[cells[number + step]] for number in range(at, end, step)}
        changed = _completed(line, moved, cells[end], broken)
        if changed and any(moved.values()):
            yield changed, _moved_words(line, min(at, end), max(at, end), forward) + should_be(line, changed), True


def _completed(line: Line, moved: Mapping[Key, Number], lost: Key, broken: Broken) -> dict[Key, Number]:
    """The cells of a line that change when these hold what moved, and the lost one what its first equation then
    demands; none where no equation says so."""
    equations = [broken.system.equations[number] for number, _ in broken.system.equalities(lost, broken.known)]
    number = demanded_by(equations[0], lost, {**broken.values, **moved}) if equations else None
    if number is None:
        return {}
    new = {**moved, lost: number}
    return {key: new[key] for key in line.cells if key in new and new[key] != broken.values.get(key)}
