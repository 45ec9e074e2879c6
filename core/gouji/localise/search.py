"""Error localisation: the smallest changes of cells that restore all equations.

This is the problem of Fellegi and Holt (1976) for linear equality edits, solved exactly by
branching: some cell of every broken equation must change, and in a smallest solution each change
is fixed by an equation no other change meets, once the changes before it are made. So a broken
equation is met by one change, which it fixes, or by several, and then another one is that equation.
Equations that hold count too: a change that breaks one must be mended by another change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from gouji.localise.pen import slip_of_the_pen
from gouji.localise.system import Solution, System, computed_by
from gouji.report import Key, Number

MOST_CELLS = 12
"""Changes of more cells than this are not searched for."""

MOST_SPARE = 3
"""Nor changes of so many cells more than the fewest that so many broken equations need: what is
found of these is one guess among hundreds."""

MOST_STEPS = 6000
"""Branches tried before the search gives up, so that it stays within a tenth of a second."""


class _Search:
    def __init__(self, system: System, values: Mapping[Key, Number], known: frozenset[int]) -> None:
        self.system, self.values, self.known = system, values, known
        self.steps = 0
        self.found: set[Solution] = set()
        self.touching: dict[Key, tuple[tuple[int, Number], ...]] = {}

    def equations_of(self, key: Key) -> tuple[tuple[int, Number], ...]:
        """(equation, coefficient) of every computable equality the cell stands in."""
        found = self.touching.get(key)
        if found is None:
            found = self.touching[key] = self.system.equalities(key, self.known)
        return found

    def run(self, residual: dict[int, Number], size: int) -> bool:
        """Finds all solutions of exactly this many cells; False when it had to give up."""
        return self._branch(residual, size, {}, frozenset())

    def _branch(self, residual: dict[int, Number], left: int, changes: dict[Key, Number], several: frozenset[int]) -> bool:
        """Adds so many changes, of which at least two meet each of the broken equations in `several`."""
        if not residual:
            if left == 0:
                self.found.add(tuple(sorted(changes.items())))
            return True
        layers, equations = self.system.layers, self.system.equations
        needed = Counter(layers[number] for number in (*residual, *several))
        if max(needed.values()) > left:
            return True
        once = [number for number in residual if number not in several]
        if not once:
            return True
        # Where a layer needs as many changes as are left, each must meet one of its broken equations.
        full = {layer for layer, count in needed.items() if count == left}
        first = min(once, key=lambda number: (-needed[layers[number]], len(equations[number].terms)))
        for key, coefficient in equations[first].terms:
            change = divided(-residual[first], coefficient)
            if change is None or key in changes or not self._fits(key, change, residual, several, full):
                continue
            self.steps += 1
            if self.steps > MOST_STEPS:
                return False
            after = dict(residual)
            for number, factor in self.equations_of(key):
                amount = after.get(number, 0) + factor * change
                if amount:
                    after[number] = amount
                else:
                    after.pop(number, None)
            others = several.difference(number for number, _ in self.equations_of(key))
            if not self._branch(after, left - 1, {**changes, key: self.values[key] + change}, others):
                return False
        return self._branch(residual, left, changes, several | {first})

    def needed(self, residual: Mapping[int, Number]) -> int:
        """The fewest changes that can restore so many equations."""
        return max(Counter(map(self.system.layers.__getitem__, residual)).values(), default=0)

    def _fits(self, key: Key, change: Number, residual: Mapping[int, Number], several: Collection[int], full: Collection[int]) -> bool:
        """Whether the cell may change by so much, and so meets a broken equation in each of these layers, and mends it
        where no other change will."""
        if not self.system.domains[key].holds(self.values[key] + change):
            return False
        met = [(number, factor) for number, factor in self.equations_of(key) if number in residual and self.system.layers[number] in full]
        return len(met) == len(full) and all(number in several or residual[number] == -factor * change for number, factor in met)


def divided(amount: Number, coefficient: Number) -> Number | None:
    """The exact quotient, or None where decimals cannot write it."""
    if coefficient == 1:
        return amount
    if coefficient == -1:
        return -amount
    exact = Fraction(amount) / Fraction(coefficient)
    if exact.denominator == 1:
        return int(exact)
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return quotient if Fraction(quotient) == exact else None


def smallest(
    system: System,
    values: Mapping[Key, Number],
    broken: Mapping[int, Number],
    known: frozenset[int],
    sizes: range = range(1, MOST_CELLS + 1),
) -> list[Solution]:
    """All smallest solutions for these broken equations; [] when none of these sizes was found
    within the steps allowed. Solutions that would break an inequality are left out."""
    search = _Search(system, values, known)
    needed = search.needed(broken)
    for size in sizes:
        if not needed <= size <= needed + MOST_SPARE:
            continue
        if not search.run(dict(broken), size):
            return []
        solutions = [s for s in search.found if allowed(system, values, s, known)]
        if solutions:
            return _in_order(solutions, system, values, broken)
        search.found.clear()
    return []


def _in_order(solutions: list[Solution], system: System, values: Mapping[Key, Number], broken: Mapping[int, Number]) -> list[Solution]:
    """The likeliest first: slips of the pen, then totals, then as the form goes."""
    order = {key: number for number, key in enumerate(system.domains)}
    changed = {key for solution in solutions for key, _ in solution}
    totals = {key for key in changed if any(computed_by(system.equations[number], key) for number in broken)}

    def rank(solution: Solution) -> tuple[int, int, list[int], Solution]:
        return _oddness(solution, values), -sum(key in totals for key, _ in solution), [order[key] for key, _ in solution], solution

    return sorted((tuple(sorted(s, key=lambda change: order[change[0]])) for s in solutions), key=rank)


def allowed(system: System, values: Mapping[Key, Number], solution: Solution, known: frozenset[int]) -> bool:
    """Whether every changed cell may hold its new value and no inequality that held is broken."""
    changed = dict(solution)
    if not all(system.domains[key].holds(new) for key, new in solution):
        return False
    for number in {n for key in changed for n, _ in system.by_cell.get(key, ()) if n in known and not system.equations[n].equal}:
        equation = system.equations[number]
        before = equation.constant + sum(c * values[key] for key, c in equation.terms)
        after = equation.constant + sum(c * changed.get(key, values[key]) for key, c in equation.terms)
        if after < 0 <= before:
            return False
    return True


def _oddness(solution: Solution, values: Mapping[Key, Number]) -> int:
    """How little a solution looks like a slip of the pen: a swap, turned digits or a lost digit
    come first."""
    if is_exchange(solution, values):
        return 0
    return 1 if all(slip_of_the_pen(values[key], new) for key, new in solution) else 2


def is_exchange(solution: Solution, values: Mapping[Key, Number]) -> bool:
    """Whether two cells are to hold what the other holds."""
    if len(solution) != 2:
        return False
    (one, new_one), (other, new_other) = solution
    return values.get(one) == new_other and values.get(other) == new_one
