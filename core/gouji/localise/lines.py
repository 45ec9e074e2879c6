"""Slips that spoil a whole row or column at once: moved by a cell, left empty, copied from its neighbour, exchanged.

Cell by cell such a slip looks like many faults. The equations that cross a line say what each of
its cells should hold; when what stands there is just that, moved by one, a person made one mistake.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from gouji.edition import Edition
from gouji.lean import NamedTuple
from gouji.localise.search import allowed, divided, parts
from gouji.localise.system import Key, Number, Solution, System, computed_by
from gouji.once import once
from gouji.values import written

SIDE_BY_SIDE = "t4"
"""The table whose rows are printed as one, so that what is moved runs from one into the next."""

ENOUGH_MOVED = 4
"""Values other than zero that must have moved to be believed where only the sums of whole rows bear witness."""

MOVED_AT_LEAST = 2
"""Of fewer, a move is not even thought of beside other explanations."""

ENOUGH_UNLIKE = 3
"""Different values other than zero that a line must share with another to be taken for a copy of it."""

MOST_CELLS_TOLD = 8
"""Cells of a line put into a sentence; the correction lists them all."""


class Line(NamedTuple):
    """Cells of the form in a row: `name` is what messages call the line, `names` its cells.

    `block` tells the lines that run beside each other, `level` is how deep a row stands in the form.
    """

    name: str
    cells: tuple[Key, ...]
    names: tuple[str, ...]
    across: bool
    block: str
    level: int = 0

    @property
    def step(self) -> str:
        """What one cell along the line is called."""
        return "列" if self.across else "行"


class Slip(NamedTuple):
    """A mistake that explains these broken equations: its correction, and what a person would call it.

    `plain` is false where so little moved that chance may have made it look so.
    """

    settled: frozenset[int]
    solution: Solution
    words: str
    plain: bool = True


Candidate = tuple[Mapping[Key, Number], str, bool]
"""The cells to change with their new values, the words for it, and whether it is plain."""


class Broken(NamedTuple):
    """What is known of the equations when a cause is looked for: by how much each broken one is off.

    `blank` are the cells that are there and hold no number.
    """

    system: System
    values: Mapping[Key, Number]
    known: frozenset[int]
    amounts: Mapping[int, Number]
    blank: frozenset[Key] = frozenset()

    def only(self, equations: Iterable[int]) -> Broken:
        """As if these were the only broken equations to be explained."""
        return self._replace(amounts={number: self.amounts[number] for number in equations})

    def without(self, equations: Collection[int]) -> Broken:
        """As if these were explained."""
        return self.only(number for number in self.amounts if number not in equations)

    def settled_by(self, changed: Mapping[Key, Number]) -> frozenset[int] | None:
        """The broken equations these new values restore; None when they leave or make one broken."""
        off: dict[int, Number] = {}
        for key, new in changed.items():
            if key not in self.values:
                if not self._holds(key, changed):
                    return None
                continue
            amount = new - self.values[key]
            for number, coefficient in self.system.equalities(key, self.known):
                off[number] = off.get(number, self.amounts.get(number, 0)) + coefficient * amount
        if any(off.values()) or not allowed(self.system, self.values, tuple(changed.items()), self.known):
            return None
        return frozenset(off).intersection(self.amounts)

    def _holds(self, key: Key, changed: Mapping[Key, Number]) -> bool:
        """Whether the equations that can be computed once this blank cell is filled hold."""
        filled = {**self.values, **changed}
        equations = [self.system.equations[number] for number, _ in self.system.by_cell.get(key, ())]
        computable = [one for one in equations if one.equal and all(k in filled for k, _ in one.terms)]
        return not any(one.constant + sum(c * filled[k] for k, c in one.terms) for one in computable)


@once(8)
def lines_of(edition: Edition) -> list[Line]:
    """Every row and column of the form with at least three cells, and 表四 as it is printed."""
    lines: list[Line] = []
    for table in edition.tables:
        for number, block in enumerate(table.blocks):
            rows = [row for row in block.rows if row.data]
            home = f"{table.id}.{number}"
            if len(block.columns) > 2:
                names = tuple(column.name for column in block.columns)
                for row in rows:
                    cells = tuple((table.id, row.id, column.id) for column in block.columns)
                    lines.append(Line(table.line(row.name, "行"), cells, names, True, f"{home} rows", row.level))
            if len(rows) > 2:
                names = tuple(row.name for row in rows)
                for column in block.columns:
                    cells = tuple((table.id, row.id, column.id) for row in rows)
                    lines.append(Line(table.line(column.name, "列"), cells, names, False, f"{home} columns"))
            if table.id == SIDE_BY_SIDE:
                cells = tuple((table.id, row.id, column.id) for row in rows for column in block.columns)
                names = tuple(f"{row.name}·{column.name}" for row in rows for column in block.columns)
                lines.append(Line(table.name, cells, names, True, ""))
    return lines


def slips(lines: Sequence[Line], broken: Broken) -> list[Slip]:
    """Every slip of a whole line that restores all the equations it touches."""
    touched = {key for number in broken.amounts for key, _ in broken.system.equations[number].terms}
    filled = [line for line in lines if all(key in broken.values for key in line.cells)]
    candidates: list[Candidate] = []
    for line in filled:
        if touched.isdisjoint(line.cells):
            continue
        if not line.block:
            candidates += _moved_along(line, broken)
            continue
        restored = _restored(line, broken)
        if restored:
            candidates += _slipped(line, restored, filled, broken)
    for line in lines:
        missing = [number for number, key in enumerate(line.cells) if key not in broken.values]
        if line.block and len(missing) == 1 and line.cells[missing[0]] in broken.blank:
            candidates += _moved_off_a_blank(line, missing[0], broken)
    return _settling(candidates, broken) + [slip for pair in _side_by_side(filled) for slip in _exchange(*pair, broken)]


def whole_lines(lines: Sequence[Line], broken: Broken) -> list[Slip]:
    """For every line that can restore all broken equations by itself: what its cells should hold."""
    candidates = []
    for line in lines:
        if line.block and all(key in broken.values for key in line.cells):
            restored = _restored(line, broken)
            if restored:
                candidates.append((restored, f"{line.name}有{len(restored)}格与其他数对不上，{should_be(line, restored)}", True))
    return [slip for slip in _settling(candidates, broken) if len(slip.settled) == len(broken.amounts)]


def should_be(line: Line, changed: Mapping[Key, Number]) -> str:
    """What the changed cells of a line should hold: 应为自然人3、商业企业0."""
    told = [f"{name}{written(changed[key])}" for key, name in zip(line.cells, line.names, strict=True) if key in changed]
    rest = f"等（共{len(told)}格）" if len(told) > MOST_CELLS_TOLD else ""
    return f"应为{'、'.join(told[:MOST_CELLS_TOLD])}{rest}"


def _settling(candidates: Iterable[Candidate], broken: Broken) -> list[Slip]:
    found: dict[Solution, Slip] = {}
    for changed, words, plain in candidates:
        settled = broken.settled_by(changed)
        if settled:
            solution = tuple(changed.items())
            found.setdefault(solution, Slip(settled, solution, words, plain))
    return list(found.values())


def _restored(line: Line, broken: Broken) -> dict[Key, Number] | None:
    """The cells that must change, with what the equations crossing the line demand; None where they disagree or are silent."""
    pairs = [broken.system.equalities(key, broken.known) for key in line.cells]
    seen: dict[int, int] = {}
    for equations in pairs:
        for number, _ in equations:
            seen[number] = seen.get(number, 0) + 1
    changed: dict[Key, Number] = {}
    for key, equations in zip(line.cells, pairs, strict=True):
        demanded = {divided(-broken.amounts.get(number, 0), coefficient) for number, coefficient in equations if seen[number] == 1}
        amount = demanded.pop() if len(demanded) == 1 else None
        if amount is None:
            return None
        if amount:
            changed[key] = broken.values[key] + amount
    return changed


def _slipped(line: Line, restored: Mapping[Key, Number], lines: Sequence[Line], broken: Broken) -> Iterator[Candidate]:
    """What may have turned that which a line should hold into what it holds."""
    if len(restored) < 2:
        return
    values = broken.values
    old = [values[key] for key in line.cells]
    new = [restored.get(key, values[key]) for key in line.cells]
    is_total = all(any(computed_by(broken.system.equations[n], key) for n, _ in broken.system.by_cell.get(key, ())) for key in restored)
    if not any(old):
        # Rows of noughts are the rule, but for totals of what is not nought.
        if is_total:
            yield restored, f"{line.name}像是漏填了（全为0），{should_be(line, restored)}", True
        return
    position = lines.index(line)
    for other in lines:
        if other is line or other.block != line.block:
            continue
        theirs = [values[key] for key in other.cells]
        telling = len({*theirs} - {0}) >= ENOUGH_UNLIKE
        if is_total and any(theirs) and theirs == [b - a for a, b in zip(old, new, strict=True)]:
            yield restored, f"{line.name}像是没有加上{other.name}，{should_be(line, restored)}", telling
        elif is_total and telling and theirs == [a - b for a, b in zip(old, new, strict=True)]:
            yield restored, f"{line.name}像是多加了{other.name}，{should_be(line, restored)}", True
        elif theirs == old and len(restored) > 2 and (is_total or abs(lines.index(other) - position) == 1):
            yield restored, f"{line.name}与{other.name}各数相同，像是抄重了，{should_be(line, restored)}", telling
    if len(restored) > 2:
        changed = [number for number, key in enumerate(line.cells) if key in restored]
        first, last = changed[0], changed[-1]
        for forward in (True, False):
            if _is_moved(old, new, first, last, forward):
                yield restored, _moved_words(line, first, last, forward) + should_be(line, restored), True


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
            changed = {key: value for key, value in zip(line.cells, new, strict=True) if value != broken.values[key]}
            changed[line.cells[lost]] = new[lost]
            missing = _missing(line.cells[lost], changed, broken)
            if missing is None:
                continue
            changed[line.cells[lost]] = missing
            changed = {key: value for key, value in changed.items() if value != broken.values[key]}
            moved = sum(1 for key, value in changed.items() if value and key != line.cells[lost])
            if moved >= MOVED_AT_LEAST:
                first = next(number for number, key in enumerate(line.cells) if key in changed)
                yield changed, _moved_words(line, first, last, forward) + should_be(line, changed), moved >= ENOUGH_MOVED


def _moved_off_a_blank(line: Line, at: int, broken: Broken) -> Iterator[Candidate]:
    """Every way in which values may have been moved by one cell, away from a cell that is now blank."""
    cells, last = line.cells, len(line.cells) - 1
    for end in (*range(at + 1, last + 1), *range(at)):
        forward = end > at
        step = 1 if forward else -1
        changed = {cells[number]: broken.values[cells[number + step]] for number in range(at, end, step)}
        lost = _missing(cells[end], changed, broken)
        if lost is not None and any(changed.values()):
            changed[cells[end]] = lost
            changed = {key: value for key, value in changed.items() if broken.values.get(key) != value}
            yield changed, _moved_words(line, min(at, end), max(at, end), forward) + should_be(line, changed), True


def _missing(key: Key, changed: Mapping[Key, Number], broken: Broken) -> Number | None:
    """What this cell must hold, the others being changed; None where no equation says so."""
    for number, coefficient in broken.system.equalities(key, broken.known):
        equation = broken.system.equations[number]
        others = equation.constant + sum(c * changed.get(k, broken.values[k]) for k, c in equation.terms if k != key)
        return divided(-others, coefficient)
    return None


def _side_by_side(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Every two rows or columns a hand may confuse: one after the other, in the form or at their level of it."""
    last: dict[tuple[str, int | None], Line] = {}
    for line in lines:
        if not line.block:
            continue
        before = [last.get((line.block, level)) for level in (None, line.level)]
        yield from ((other, line) for other in dict.fromkeys(before) if other is not None)
        last[line.block, None] = last[line.block, line.level] = line


def _exchange(one: Line, other: Line, broken: Broken) -> list[Slip]:
    """The exchange of two whole rows or columns, if it restores what is broken."""
    values = broken.values
    changed: dict[Key, Number] = {}
    for a, b in zip(one.cells, other.cells, strict=True):
        if values[a] != values[b]:
            changed[a], changed[b] = values[b], values[a]
    if len(changed) <= 2:
        return []
    found = _settling([(changed, f"{one.name}与{other.name}像是整{'行' if one.across else '列'}互换了", True)], broken)
    # Equations that have nothing to do with each other can be made to hold with any line of noughts.
    if all(any(values[key] for key in line.cells) for line in (one, other)):
        return found
    return [slip for slip in found if len(parts(broken.system, broken.only(slip.settled).amounts)) == 1]
