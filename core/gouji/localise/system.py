"""The equations in force for a report, as one linear system over its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gouji.edition import Edition
from gouji.formula import Formula
from gouji.lean import NamedTuple
from gouji.report import Key, Number, Report
from gouji.rule import Rule

Solution = tuple[tuple[Key, Number], ...]
"""Cells with their new values, in the order of the form."""


class Equation(NamedTuple):
    """terms · cells + constant, which must be zero (`equal`) or else not negative."""

    rule: str
    terms: tuple[tuple[Key, Number], ...]
    constant: Number
    equal: bool


class Domain(NamedTuple):
    """What a cell may hold: whole numbers only, negative ones or not."""

    whole: bool
    signed: bool

    def holds(self, number: Number) -> bool:
        """Whether such a number may stand there."""
        return (number >= 0 or self.signed) and (not self.whole or number == int(number))


class System(NamedTuple):
    """All linear equations of an edition's rules, and in which each cell stands: by its key, number
    and coefficient of each. Equations of one layer share no cell: a change of one cell mends at most
    one of them. Equations of two parts share none even through others."""

    equations: tuple[Equation, ...]
    by_cell: Mapping[Key, tuple[tuple[int, Number], ...]]
    domains: Mapping[Key, Domain]
    layers: tuple[int, ...]
    parts: tuple[int, ...]

    def equalities(self, key: Key, known: frozenset[int]) -> tuple[tuple[int, Number], ...]:
        """The equations (not the inequalities) among these that hold this cell, each with its coefficient there."""
        return tuple(pair for pair in self.by_cell.get(key, ()) if pair[0] in known and self.equations[pair[0]].equal)


_known: dict[tuple[str, tuple[Formula, ...]], System] = {}
_MOST_KNOWN = 32


def system_of(rules: Iterable[Rule], edition: Edition) -> System:
    """The system of these rules in this edition, made once for each set of rules."""
    formulas = {rule.formula: rule.id for rule in rules if isinstance(rule.formula, Formula)}
    found = _known.get((edition.id, tuple(formulas)))
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        found = _known[edition.id, tuple(formulas)] = _made(formulas, edition)
    return found


def _made(rules: Mapping[Formula, str], edition: Edition) -> System:
    domains = {
        (table.id, row.id, column.id): Domain(column.type != "money", column.type == "signed")
        for table in edition.tables
        for row in table.rows
        for column in row.columns
    }
    equations: list[Equation] = []
    for formula, rule in rules.items():
        for instance in formula.instances(edition):
            terms, constant = instance.terms, instance.constant
            if not instance.linear or not terms:
                continue
            if instance.relation in "≤<":
                terms, constant = tuple((key, -coefficient) for key, coefficient in terms), -constant
            # Of whole numbers, one that is greater is greater by one at least.
            whole = all(domains[key].whole and int(factor) == factor for key, factor in terms) and int(constant) == constant
            strict = instance.relation in "<>" and whole
            equations.append(Equation(rule, terms, constant - strict, instance.relation == "="))
    by_cell: dict[Key, list[tuple[int, Number]]] = {}
    for number, equation in enumerate(equations):
        for key, coefficient in equation.terms:
            by_cell.setdefault(key, []).append((number, coefficient))
    cells = {key: tuple(pairs) for key, pairs in by_cell.items()}
    return System(tuple(equations), cells, domains, _layers(equations), _parts(equations, cells))


def _layers(equations: Iterable[Equation]) -> tuple[int, ...]:
    """The layer of each equation: the first in which it meets no other."""
    taken: list[set[Key]] = []
    found: list[int] = []
    for equation in equations:
        cells = {key for key, _ in equation.terms}
        layer = next((number for number, others in enumerate(taken) if others.isdisjoint(cells)), len(taken))
        if layer == len(taken):
            taken.append(set())
        taken[layer] |= cells
        found.append(layer)
    return tuple(found)


def _parts(equations: Sequence[Equation], by_cell: Mapping[Key, Sequence[tuple[int, Number]]]) -> tuple[int, ...]:
    """The part of each equation: the number of the first equation in it."""
    part: dict[int, int] = {}
    for first in range(len(equations)):
        waiting = [first]
        while waiting:
            number = waiting.pop()
            if number not in part:
                part[number] = first
                waiting += [other for key, _ in equations[number].terms for other, _ in by_cell[key]]
    return tuple(part[number] for number in range(len(equations)))


def values_of(report: Report) -> dict[Key, Number]:
    """Every cell of the report that holds a number."""
    return {cell.key: cell.value for table in report.tables.values() for cell in table.cells.values() if cell.value is not None}


def residuals(system: System, values: Mapping[Key, Number]) -> tuple[dict[int, Number], frozenset[int]]:
    """(amount by which each broken equality is off, equations that can be computed at all)."""
    broken: dict[int, Number] = {}
    known: list[int] = []
    for number, equation in enumerate(system.equations):
        total: Number = equation.constant
        try:
            for key, coefficient in equation.terms:
                total += coefficient * values[key]
        except KeyError:
            continue
        known.append(number)
        if equation.equal and total:
            broken[number] = total
    return broken, frozenset(known)


def computed_by(equation: Equation, key: Key) -> bool:
    """Whether the equation says how to compute this cell: it stands alone with its sign against
    several others, as a total does."""
    sign = next((coefficient for k, coefficient in equation.terms if k == key), None)
    return sign is not None and len(equation.terms) > 2 and all((c > 0) != (sign > 0) for k, c in equation.terms if k != key)
