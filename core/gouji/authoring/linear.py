"""Exact reasoning about sums: can these equations and inequalities over cells hold together?

Every cell is at least 0, except those that may be negative (本年增/减). Answers are exact: the
simplex method over fractions, with Bland's rule, which never goes in circles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from gouji.edition import Edition
from gouji.formula import Formula, Instance
from gouji.formula.instances import compared
from gouji.report import Key

MOST_STEPS = 4000
"""Pivots before an answer is given up."""


class Row(NamedTuple):
    """terms · cells + constant, which must be zero (`equal`) or else not negative. `rule` said so."""

    rule: str
    terms: tuple[tuple[Key, Fraction], ...]
    constant: Fraction
    equal: bool


class GaveUpError(Exception):
    """The question was too large to be answered."""


def _demanded(rule: str, instance: Instance) -> list[Row] | None:
    """What a comparison demands where its conditions hold; None where that cannot be said with sums of one report's cells."""
    if any(term.scope for term in (*instance.left.terms, *instance.right.terms)) or instance.relation == "≠":
        return None
    terms = tuple((key, Fraction(coefficient)) for key, coefficient in instance.terms)
    constant, tolerance = Fraction(instance.constant), Fraction(instance.tolerance)
    if instance.relation == "=" and not tolerance:
        return [Row(rule, terms, constant, True)]
    # Between whole numbers "less than" means "at least one less".
    whole = all(coefficient.denominator == 1 for _, coefficient in terms) and constant.denominator == 1
    strict = Fraction(1) if instance.relation in "<>" and whole and not tolerance else Fraction(0)
    found = []
    if instance.relation in ("=", "≥", ">"):
        found.append(Row(rule, terms, constant + tolerance - strict, False))
    if instance.relation in ("=", "≤", "<"):
        found.append(Row(rule, tuple((key, -coefficient) for key, coefficient in terms), -constant + tolerance - strict, False))
    return found


def broken(instance: Instance) -> list[list[Row]] | None:
    """The ways to break a comparison while its conditions hold, each a list of demands; None where unknown."""
    conditions: list[Row] = []
    for condition in instance.conditions:
        if len(condition) == 2:
            return None
        found = _demanded("", compared(condition))
        if found is None:
            return None
        conditions += found
    demanded = _demanded("", instance)
    if demanded is None:
        return None
    ways: list[Row] = []
    for row in demanded:
        whole = row.constant.denominator == 1 and all(c.denominator == 1 for _, c in row.terms)
        step = Fraction(1) if whole else Fraction(1, 1000)
        ways.append(Row("", tuple((key, -c) for key, c in row.terms), -row.constant - step, False))
        if row.equal:
            ways.append(Row("", row.terms, row.constant - step, False))
    return [[*conditions, way] for way in ways]


def signed_cells(edition: Edition) -> frozenset[Key]:
    """The cells that may hold a negative number."""
    return frozenset(
        (table.id, row.id, column.id) for table in edition.tables for row in table.rows for column in row.columns if column.type == "signed"
    )


def demands(formula: Formula, rule: str, edition: Edition) -> tuple[list[Row], bool]:
    """Everything a formula demands in this edition, and whether that is all it says."""
    found: list[Row] = []
    complete = True
    for instance in formula.instances(edition):
        rows = None if instance.conditions else _demanded(rule, instance)
        if rows is None:
            complete = False
        else:
            found += rows
    return found, complete


def possible(rows: Sequence[Row], signed: frozenset[Key], positive: Iterable[Key] = ()) -> bool:
    """Whether some numbers satisfy all rows; with `positive`, so that these cells add up to 1 or more.

    Raises GaveUpError.
    """
    wanted = tuple((key, Fraction(1)) for key in dict.fromkeys(positive))
    everything = [*rows, Row("", wanted, Fraction(-1), False)] if wanted else list(rows)
    if all(row.constant == 0 if row.equal else row.constant >= 0 for row in everything):
        return True  # all zero
    return _Simplex(everything, signed).feasible()


def smallest(rows: Sequence[Row], signed: frozenset[Key], keep: str, positive: Iterable[Key] = ()) -> list[str]:
    """Of rows that cannot hold together, rules that cannot either and none of which can be left out."""
    rules = list(dict.fromkeys(row.rule for row in rows))
    for rule in [rule for rule in rules if rule != keep]:
        fewer = [row for row in rows if row.rule != rule]
        if not possible(fewer, signed, positive):
            rows = fewer
            rules.remove(rule)
    return rules


class _Simplex:
    """Phase one: slack and artificial columns are added, and the artificial ones driven out."""

    def __init__(self, rows: Sequence[Row], signed: frozenset[Key]) -> None:
        columns: dict[object, int] = {}
        self.table: list[dict[int, Fraction]] = []
        self.right: list[Fraction] = []
        self.basis: list[int] = []

        def column(name: object) -> int:
            return columns.setdefault(name, len(columns))

        built: list[tuple[dict[int, Fraction], Fraction]] = []
        for position, row in enumerate(rows):
            line: dict[int, Fraction] = {}
            for key, coefficient in row.terms:
                line[column(key)] = coefficient
                if key in signed:
                    line[column(("-", key))] = -coefficient
            if not row.equal:
                line[column(("slack", position))] = Fraction(-1)
            right = -row.constant
            if right < 0:
                line, right = {index: -value for index, value in line.items()}, -right
            built.append((line, right))
        first = self.artificial = len(columns)
        for position, (line, right) in enumerate(built):
            line[first + position] = Fraction(1)
            self.table.append(line)
            self.right.append(right)
            self.basis.append(first + position)

    def feasible(self) -> bool:
        cost: dict[int, Fraction] = {}
        for line in self.table:
            for index, value in line.items():
                if index < self.artificial:
                    cost[index] = cost.get(index, Fraction(0)) + value
        total = sum(self.right, Fraction(0))
        for _ in range(MOST_STEPS):
            if total == 0:
                return True
            entering = min((index for index, value in cost.items() if value > 0), default=None)
            if entering is None:
                return False
            total -= self._pivot(self._leaving(entering), entering, cost)
        raise GaveUpError

    def _leaving(self, entering: int) -> int:
        """The row that first stops the entering column from growing: one does, for the artificial total never falls below 0."""
        growing = [at for at, line in enumerate(self.table) if line.get(entering, 0) > 0]
        return min(growing, key=lambda at: (self.right[at] / self.table[at][entering], self.basis[at]))

    def _pivot(self, position: int, entering: int, cost: dict[int, Fraction]) -> Fraction:
        """Exchanges two columns of the basis; returns by how much the artificial total shrinks."""
        pivot = self.table[position][entering]
        line = {index: value / pivot for index, value in self.table[position].items() if index < self.artificial}
        right = self.right[position] / pivot
        self.table[position], self.right[position], self.basis[position] = line, right, entering
        for other, row in enumerate(self.table):
            factor = row.get(entering)
            if other != position and factor:
                _subtract(row, line, factor)
                self.right[other] -= factor * right
        factor = cost[entering]
        _subtract(cost, line, factor)
        return factor * right


def _subtract(row: dict[int, Fraction], line: Mapping[int, Fraction], factor: Fraction) -> None:
    for index, value in line.items():
        left = row.get(index, 0) - factor * value
        if left:
            row[index] = Fraction(left)
        else:
            row.pop(index, None)
