"""From broken equations to causes: which of them one mistake breaks, and the corrections it admits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product

from gouji.edition import Edition
from gouji.lean import NamedTuple
from gouji.localise.broken import Broken
from gouji.localise.lines import Line, Slip, demanded_by, lines_of, whole_lines
from gouji.localise.search import MOST_CELLS, is_exchange, smallest
from gouji.localise.slips import exchanged_alone, moved_alone, slips
from gouji.localise.system import Solution
from gouji.report import Key, Number

FEW = range(1, 3)
"""Changes so few that no slip of a whole line is a simpler explanation."""

MORE = range(FEW.stop, MOST_CELLS + 1)

MOST_LINES = 3
"""Lines that may have slipped; of more, none is believed."""


class Cause(NamedTuple):
    """Broken equations with the alternative corrections that mend them.

    `words` says for each correction what the mistake looks like, where it is a slip of a whole line;
    it is empty where none is. `sure` is false where others as small may have been overlooked.
    """

    equations: tuple[int, ...]
    solutions: tuple[Solution, ...]
    words: tuple[str, ...] = ()
    sure: bool = True

    def only(self, numbers: Sequence[int]) -> Cause:
        """The same cause with these of its corrections, in this order."""
        words = tuple(self.words[number] for number in numbers) if self.words else ()
        return self._replace(solutions=tuple(self.solutions[number] for number in numbers), words=words)


def causes(edition: Edition, broken: Broken) -> list[Cause]:
    """The causes that could be found; equations for which there is none are left out."""
    lines = lines_of(edition)
    return [_with_a_move(cause, lines, broken) for cause in _found(lines, broken)]


def _found(lines: Sequence[Line], broken: Broken) -> list[Cause]:
    if len(broken.parts()) == 1 and not broken.blank:
        solutions = _smallest(broken, FEW)
        if solutions:
            found = list(_clusters(broken, solutions))
            if len(found) == 1:
                found = [_with_slips(found[0], lines, broken)]
            return _exchanges(found, broken.values)
    found = []
    for cause in _slips_of_lines(lines, broken):
        found.append(cause)
        broken = broken.without(cause.equations)
    for part in broken.parts():
        found += _of_part(lines, part)
    return _exchanges(found, broken.values)


def _with_slips(cause: Cause, lines: Sequence[Line], broken: Broken) -> Cause:
    """The cause with the slips of whole lines that explain the same, where its corrections are no simple exchange."""
    if len(cause.solutions[0]) == 1 or is_exchange(cause.solutions[0], broken.values):
        return cause
    plain = [slip for slip in slips(lines, broken) if slip.plain and len(slip.settled) == len(broken.amounts)]
    return _of_slips(plain, cause.solutions) if plain else cause


def _with_a_move(cause: Cause, lines: Sequence[Line], broken: Broken) -> Cause:
    """The cause with a move of the row whose sum alone is broken, or an exchange of its total, where no other equation
    crosses it: the first of its corrections if it is plain, else the second."""
    if len(cause.equations) > 1:
        return cause
    (number,) = cause.equations
    cells = {key for key, _ in broken.system.equations[number].terms}
    if any(len(broken.system.equalities(key, broken.known)) > 1 for key in cells):
        return cause
    moves = [slip for line in lines if cells == {*line.cells} for slip in (*moved_alone(line, broken), *exchanged_alone(line, broken))]
    at = 0 if any(slip.plain for slip in moves) else 1
    solutions, words = list(cause.solutions), list(cause.words or [""] * len(cause.solutions))
    solutions[at:at], words[at:at] = [slip.solution for slip in moves], [slip.words for slip in moves]
    return cause._replace(solutions=tuple(solutions), words=tuple(words))


def _smallest(broken: Broken, sizes: range) -> list[Solution]:
    return smallest(broken.system, broken.values, broken.amounts, broken.known, sizes)


def _slips_of_lines(lines: Sequence[Line], broken: Broken) -> Iterator[Cause]:
    """Whole lines gone wrong, the one that explains most first, as long as nothing smaller explains the same."""
    while len(broken.amounts) > 1:
        candidates = [slip for slip in slips(lines, broken) if _is_simplest(slip, broken)]
        most = max((len(slip.settled) for slip in candidates), default=0)
        best = [slip for slip in candidates if len(slip.settled) == most]
        if not any(slip.plain for slip in best) or any(slip.settled != best[0].settled for slip in best) or len(best) > MOST_LINES:
            return
        cause = _of_slips(best)
        yield cause
        broken = broken.without(cause.equations)


def _of_slips(same: Sequence[Slip], others: Iterable[Solution] = ()) -> Cause:
    """The cause that these slips explain alike, the plain ones first, and after them these other corrections."""
    words = {slip.solution: slip.words for slip in sorted(same, key=lambda slip: not slip.plain)}
    for solution in others:
        words.setdefault(solution, "")
    return Cause(tuple(sorted(same[0].settled)), tuple(words), tuple(words.values()))


def _is_simplest(slip: Slip, broken: Broken) -> bool:
    """Equations that share no cell need a correction each; equations that do may have a smaller one,
    but none that says why a cell is blank."""
    if len(slip.settled) < 2:
        return False
    if any(key not in broken.values for key, _ in slip.solution):
        return True
    alone = broken.only(slip.settled)
    return len(alone.parts()) > 1 or not _smallest(alone, FEW)


def _of_part(lines: Sequence[Line], broken: Broken) -> list[Cause]:
    solutions = _smallest(broken, FEW)
    if not solutions:
        whole = whole_lines(lines, broken)
        solutions = _smallest(broken, MORE)
        if whole:
            most = max(len(slip.solution) for slip in whole)
            return [_of_slips(whole, [solution for solution in solutions if len(solution) <= most])]
    if solutions:
        return list(_clusters(broken, solutions))
    return list(_evident(broken))


def _clusters(broken: Broken, solutions: Sequence[Solution]) -> Iterator[Cause]:
    """The broken equations divided so that every solution falls into pieces, each within one division."""
    joined = _Joined(broken.amounts)
    pieces = [list(_pieces(broken, solution)) for solution in solutions]
    for touched, _ in chain.from_iterable(pieces):
        mine = [number for number in touched if number in broken.amounts]
        for number in mine[1:]:
            joined.join(number, mine[0])
    for group in joined.groups():
        cut = (tuple(change for touched, piece in divided if not touched.isdisjoint(group) for change in piece) for divided in pieces)
        yield Cause(tuple(group), tuple(dict.fromkeys(cut)))


def _pieces(broken: Broken, solution: Solution) -> Iterator[tuple[set[int], Solution]]:
    """A solution's changes in groups that share no equation, broken or not, each with its equations."""
    equations = {key: {number for number, _ in broken.system.equalities(key, broken.known)} for key, _ in solution}
    joined = _Joined(number for numbers in equations.values() for number in numbers)
    for numbers in equations.values():
        first, *rest = numbers
        for number in rest:
            joined.join(number, first)
    for group in joined.groups():
        yield set(group), tuple((key, new) for key, new in solution if not equations[key].isdisjoint(group))


class _Joined:
    """Equations joined into groups."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._above = {number: number for number in numbers}

    def _root(self, number: int) -> int:
        while self._above[number] != number:
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        self._above[self._root(one)] = self._root(other)

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for number in self._above:
            found.setdefault(self._root(number), []).append(number)
        return list(found.values())


def _evident(broken: Broken) -> Iterator[Cause]:
    """With too many faults to be weighed together: cells that, changed alone, mend all equations they stand in, as long
    as no other cell would mend one of these."""
    mends: dict[Key, tuple[Number, frozenset[int]]] = {}
    for number in broken.amounts:
        equation = broken.system.equations[number]
        for key, _ in equation.terms:
            new = demanded_by(equation, key, broken.values)
            settled = None if new is None else broken.settled_by({key: new})
            if new is not None and settled and len(settled) > 1:
                mends[key] = new, settled
    claimed = Counter(chain.from_iterable(settled for _, settled in mends.values()))
    for key, (new, settled) in mends.items():
        if all(claimed[number] == 1 for number in settled):
            yield Cause(tuple(sorted(settled)), (((key, new),),), sure=False)


def _exchanges(found: list[Cause], values: Mapping[Key, Number]) -> list[Cause]:
    """Two cells of one table that each must hold what the other holds were exchanged: one mistake, not two.

    Of cells that share neither row nor column this is believed only where nothing else is wrong.
    """
    for one, other in combinations(found, 2):
        alone = len(found) == 2 and len(one.solutions) == len(other.solutions) == 1
        exchanges = tuple(
            (*a, *b)
            for a, b in product(one.solutions, other.solutions)
            if len(a) == len(b) == 1 and is_exchange((*a, *b), values) and _confusable(a[0][0], b[0][0], alone)
        )
        if exchanges:
            rest = [cause for cause in found if cause is not one and cause is not other]
            both = Cause((*one.equations, *other.equations), exchanges, sure=one.sure and other.sure)
            return _exchanges([*rest, both], values)
    return found


def _confusable(one: Key, other: Key, alone: bool) -> bool:
    return one[0] == other[0] and (alone or one[1] == other[1] or one[2] == other[2])
