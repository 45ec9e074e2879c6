"""The search for the smallest corrections: all of them, none larger, whatever hangs on what."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest

from gouji.localise import residuals, search, smallest
from gouji.localise.search import divided
from gouji.localise.system import Domain, Equation, System

SIDE = 3
"""Rows and columns of the small table, without its totals."""


def cell(row, column):
    return ("t", f"row{row}", f"column{column}")


CELLS = [cell(row, column) for row in range(SIDE + 1) for column in range(SIDE + 1)]


def system_of(*others: Equation) -> System:
    """A table whose last row and column hold the sums, in which these equations are in force, too."""
    rows = [[cell(row, column) for column in range(SIDE + 1)] for row in range(SIDE + 1)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    sums = [Equation("sum", ((total, 1), *((part, -1) for part in parts)), 0, True) for *parts, total in (*rows, *columns)]
    equations = (*sums, *others)
    by_cell = {
        key: tuple((number, dict(one.terms)[key]) for number, one in enumerate(equations) if key in dict(one.terms)) for key in CELLS
    }
    layers = (0,) * (SIDE + 1) + (1,) * (SIDE + 1) + (2,) * len(others)
    return System(equations, by_cell, dict.fromkeys(CELLS, Domain(whole=True, signed=False)), layers, (0,) * len(equations))


def filled(parts):
    """The numbers of the table, its sums added up."""
    rows = [[*row, sum(row)] for row in parts]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    return dict(zip(CELLS, (number for row in rows for number in row), strict=True))


def found(system, values):
    broken, known = residuals(system, values)
    return {frozenset(solution) for solution in smallest(system, values, broken, known)}


def tried_one_by_one(system, values, most):
    """The smallest corrections, found by solving the equations for all sets of so few cells."""
    broken, _ = residuals(system, values)
    for size in range(1, most + 1):
        solutions = {frozenset(one) for cells in combinations(CELLS, size) for one in _solved(system, values, broken, cells)}
        if solutions:
            return solutions
    return set()


def _solved(system: System, values: Mapping, broken: Mapping[int, int], cells: tuple) -> Iterator[list]:
    numbers = {number for key in cells for number, _ in system.by_cell[key]}
    if not broken.keys() <= numbers:
        return
    terms = [dict(system.equations[number].terms) for number in numbers]
    rows = [[Fraction(one.get(key, 0)) for key in cells] + [Fraction(-broken.get(n, 0))] for n, one in zip(numbers, terms, strict=True)]
    for at in range(len(cells)):
        pivot = next((row for row in rows[at:] if row[at]), None)
        if pivot is None:
            return
        rows.remove(pivot)
        pivot = [number / pivot[at] for number in pivot]
        rows = [[a - row[at] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        rows.insert(at, pivot)
    changes = [row[-1] for row in rows[: len(cells)]]
    if not any(row[-1] for row in rows[len(cells) :]) and all(changes):
        new = [(key, values[key] + int(change)) for key, change in zip(cells, changes, strict=True)]
        if all(number >= 0 for _, number in new):
            yield new


@pytest.mark.parametrize(("seed", "faults"), [(seed, faults) for seed in range(8) for faults in (2, 3, 4)])
def test_all_smallest_corrections_are_found_and_none_other(seed, faults):
    chosen = random.Random(seed)
    values = filled([[chosen.choice((0, 0, 1, 2, 5, 12)) for _ in range(SIDE)] for _ in range(SIDE)])
    for key in chosen.sample(CELLS, faults):
        values[key] = max(0, values[key] + chosen.choice((-3, -1, 1, 2, 3, 10)))
    system = system_of()
    assert found(system, values) == tried_one_by_one(system, values, faults)


def test_corrections_that_hang_on_each_other_are_found_wherever_one_begins():
    right = filled([[60, 17, 0], [4, 0, 0], [5, 0, 2]])
    # Neither change of the first row is fixed by an equation before one of another row is made.
    wrong = {**right, cell(0, 0): 61, cell(0, 2): 7, cell(1, 0): 8, cell(2, 2): 9}
    (solution,) = found(system_of(), wrong)
    assert dict(solution) == {key: right[key] for key in wrong if wrong[key] != right[key]}


def test_a_correction_that_would_break_a_bound_is_none():
    right = filled([[5, 0, 0], [0, 3, 0], [0, 0, 1]])
    wrong = {**right, cell(0, 0): 6, cell(3, 0): 6}
    assert len(found(system_of(), wrong)) == 2
    at_least = Equation("bound", ((cell(0, 0), 1),), -6, False)
    assert len(found(system_of(at_least), wrong)) == 1


def test_a_search_that_takes_too_long_finds_nothing(monkeypatch):
    wrong = {**filled([[5, 0, 0], [0, 3, 0], [0, 0, 1]]), cell(0, 0): 6, cell(1, 2): 2}
    assert found(system_of(), wrong)
    monkeypatch.setattr(search, "MOST_STEPS", 1)
    assert found(system_of(), wrong) == set()


@pytest.mark.parametrize(
    ("amount", "coefficient", "quotient"),
    [(7, 1, 7), (7, -1, -7), (6, 2, 3), (Decimal("0.5"), 2, Decimal("0.25")), (1, 4, Decimal("0.25")), (1, 3, None)],
)
def test_quotients_are_exact_or_none(amount, coefficient, quotient):
    assert divided(amount, coefficient) == quotient
