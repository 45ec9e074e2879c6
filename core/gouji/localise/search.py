"""Error localisation: the smallest changes of cells that restore all equations.

This is the problem of Fellegi and Holt (1976) for linear equality edits, solved exactly by
branching: some cell of every broken equation must change, and in a smallest solution each change
is fixed by an equation no other change touches, once the changes before it are made. Equations
that hold count too: a change that breaks one must be mended by another change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from gouji.localise.system import Key, Number, Solution, System, computed_by

MOST_CELLS = 4
"""Changes of more cells than this are not searched for."""

ANY_SIZE = range(1, MOST_CELLS + 1)

MOST_STEPS = 6000
"""Branches tried before the search gives up, so that it stays within tens of milliseconds."""


class _Search:
    def __init__(self, system: System, values: Mapping[Key, Number], known: frozenset[int]) -> None:
        self.system, self.values, self.known = system, values, known
        self.steps = 0
        self.found: set[Solution] = set()
        self.touching: dict[Key, tuple[tuple[int, Number], ...]] = {}
        self.degree = max(map(len, system.by_cell.values()), default=0)

    def equations_of(self, key: Key) -> tuple[tuple[int, Number], ...]:
        """(equation, coefficient) of every computable equality the cell stands in."""
        found = self.touching.get(key)
        if found is None:
            found = self.touching[key] = self.system.equalities(key, self.known)
        return found

    def run(self, residual: dict[int, Number], size: int) -> bool:
        """Finds all solutions of exactly this many cells; False when it had to give up."""
        return self._branch(residual, size, {})

    def _branch(self, residual: dict[int, Number], left: int, changes: dict[Key, Number]) -> bool:
        if not residual:
            if left == 0:
                self.found.add(tuple(sorted(changes.items())))
            return True
        if left == 0 or len(residual) > left * self.degree:
            return True
        for key in self._choices(residual, left):
            if key in changes:
                continue
            for new in self._amounts(key, residual, only=left == 1):
                self.steps += 1
                if self.steps > MOST_STEPS:
                    return False
                change = new - self.values[key]
                after = dict(residual)
                for number, coefficient in self.equations_of(key):
                    amount = after.get(number, 0) + coefficient * change
                    if amount:
                        after[number] = amount
                    else:
                        after.pop(number, None)
                if not self._branch(after, left - 1, {**changes, key: new}):
                    return False
        return True

    def _choices(self, residual: dict[int, Number], left: int) -> list[Key]:
        """The cells of the broken equation with the fewest; with one change left, those in all."""
        equations = self.system.equations
        first = min(residual, key=lambda number: len(equations[number].terms))
        keys = [key for key, _ in equations[first].terms]
        if left == 1 and len(residual) > 1:
            for number in residual:
                if number != first:
                    terms = {key for key, _ in equations[number].terms}
                    keys = [key for key in keys if key in terms]
        return keys

    def _amounts(self, key: Key, residual: dict[int, Number], *, only: bool) -> Iterator[Number]:
        """The values of the cell that would settle one of its broken equations; with `only`, all."""
        value, domain = self.values[key], self.system.domains[key]
        seen: set[Number] = set()
        for number, coefficient in self.equations_of(key):
            off = residual.get(number)
            if off is None:
                if only:
                    return
                continue
            amount = divided(-off, coefficient)
            if amount is None:
                if only:
                    return
                continue
            seen.add(amount)
        if only and len(seen) != 1:
            return
        for amount in sorted(seen):
            new = value + amount
            if (new < 0 and not domain.signed) or (domain.whole and new != int(new)):
                continue
            yield int(new) if new == int(new) else new


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
    system: System, values: Mapping[Key, Number], broken: Mapping[int, Number], known: frozenset[int], sizes: range = ANY_SIZE
) -> list[Solution]:
    """All smallest solutions for these broken equations; [] when none of these sizes was found
    within the steps allowed. Solutions that would break an inequality are left out."""
    search = _Search(system, values, known)
    for size in sizes:
        complete = search.run(dict(broken), size)
        solutions = [s for s in search.found if allowed(system, values, s, known)]
        if solutions:
            return _in_order(solutions, system, values, broken) if complete else []
        if not complete:
            return []
        search.found.clear()
    return []


def _in_order(solutions: list[Solution], system: System, values: Mapping[Key, Number], broken: Mapping[int, Number]) -> list[Solution]:
    """The likeliest first: slips of the pen, then totals, then as the form goes."""
    order = {key: number for number, key in enumerate(system.domains)}

    def rank(solution: Solution) -> tuple[int, int, list[int], Solution]:
        totals = sum(any(computed_by(system.equations[n], key) for n in broken) for key, _ in solution)
        return _oddness(solution, values), -totals, [order[key] for key, _ in solution], solution

    return sorted((tuple(sorted(s, key=lambda change: order[change[0]])) for s in solutions), key=rank)


def allowed(system: System, values: Mapping[Key, Number], solution: Solution, known: frozenset[int]) -> bool:
    """Whether every changed cell may hold its new value and no inequality that held is broken."""
    changed = dict(solution)
    for key, new in solution:
        domain = system.domains[key]
        if (new < 0 and not domain.signed) or (domain.whole and new != int(new)):
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
    if len(solution) == 2:
        (one, new_one), (two, new_two) = solution
        if values[one] == new_two and values[two] == new_one:
            return 0
    return 1 if all(_slip(values[key], new) for key, new in solution) else 2


def _slip(old: Number, new: Number) -> bool:
    a, b = str(old), str(new)
    return sorted(a) == sorted(b) or a in b or b in a


def parts(system: System, broken: Mapping[int, Number]) -> list[dict[int, Number]]:
    """The broken equations divided into groups that share no cell, directly or through others."""
    group: dict[int, int] = {}
    for start in range(len(system.equations)):
        if start in group:
            continue
        stack = [start]
        group[start] = start
        while stack:
            number = stack.pop()
            for key, _ in system.equations[number].terms:
                for other, _ in system.by_cell[key]:
                    if other not in group:
                        group[other] = start
                        stack.append(other)
    out: dict[int, dict[int, Number]] = {}
    for number, amount in broken.items():
        out.setdefault(group[number], {})[number] = amount
    return list(out.values())
