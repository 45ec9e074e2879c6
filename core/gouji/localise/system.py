"""The equations in force for a report, as one linear system over its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from gouji.edition import Edition
from gouji.formula import Formula
from gouji.report import Report
from gouji.rule import Rule

Key = tuple[str, str, str]
Number = int | Decimal


class Equation(NamedTuple):
    """terms · cells + constant, which must be zero (`equal`) or else not negative."""

    rule: str
    terms: tuple[tuple[Key, int | Decimal], ...]
    constant: int | Decimal
    equal: bool


class Domain(NamedTuple):
    """What a cell may hold: whole numbers only, negative ones or not."""

    whole: bool
    signed: bool


class System(NamedTuple):
    """All linear equations of an edition's rules, and in which each cell stands."""

    equations: tuple[Equation, ...]
    by_cell: Mapping[Key, tuple[int, ...]]
    domains: Mapping[Key, Domain]


_known: dict[tuple[str, tuple[Formula, ...]], System] = {}
_MOST_KNOWN = 32


def system_of(rules: Iterable[Rule], edition: Edition) -> System:
    """The system of these rules in this edition, made once for each set of rules."""
    formulas = tuple(rule.formula for rule in rules if isinstance(rule.formula, Formula))
    found = _known.get((edition.id, formulas))
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        found = _known[edition.id, formulas] = _made(rules, edition)
    return found


def _made(rules: Iterable[Rule], edition: Edition) -> System:
    equations: list[Equation] = []
    for rule in rules:
        if not isinstance(rule.formula, Formula):
            continue
        for instance in rule.formula.instances(edition):
            if not instance.linear or not instance.terms:
                continue
            terms, constant = instance.terms, instance.constant
            if instance.relation == "=":
                equations.append(Equation(rule.id, terms, constant, True))
            elif instance.relation == "≥":
                equations.append(Equation(rule.id, terms, constant, False))
            elif instance.relation == "≤":
                equations.append(Equation(rule.id, tuple((key, -c) for key, c in terms), -constant, False))
    by_cell: dict[Key, list[int]] = {}
    for number, equation in enumerate(equations):
        for key, _ in equation.terms:
            by_cell.setdefault(key, []).append(number)
    domains = {
        (table.id, row.id, column.id): Domain(column.type != "money", column.type == "signed")
        for table in edition.tables
        for row in table.rows
        for column in row.columns
    }
    return System(tuple(equations), {key: tuple(numbers) for key, numbers in by_cell.items()}, domains)


def values_of(report: Report) -> dict[Key, int | Decimal]:
    """Every cell of the report that holds a number."""
    return {cell.key: cell.value for table in report.tables.values() for cell in table.cells.values() if cell.value is not None}


def residuals(system: System, values: Mapping[Key, int | Decimal]) -> tuple[dict[int, Number], frozenset[int]]:
    """(amount by which each broken equality is off, equations that can be computed at all)."""
    broken: dict[int, Number] = {}
    known: list[int] = []
    for number, equation in enumerate(system.equations):
        total: int | Decimal = equation.constant
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
