"""A formula resolved to its cells: from what was written to its instances in one edition, in plain form."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from gouji.edition import Edition
from gouji.formula.instances import BELOW, PREVIOUS, PlainInstance, PlainTerm, terms_of
from gouji.formula.names import Each, cells_of, contexts
from gouji.formula.syntax import Comparison, FormulaError, Linear, Predicate
from gouji.lean import Any
from gouji.report import Key

MOST_INSTANCES = 2000
"""Applications of one formula to one report; more is refused."""


def resolved(
    comparisons: tuple[Comparison | Predicate, ...],
    conditions: tuple[Comparison | Predicate, ...],
    each: Each | None,
    edition: Edition,
) -> list[PlainInstance]:
    """The instances of a formula in this edition, in plain form.

    Raises FormulaError; its `part` attribute tells whether the formula, `each` or `when` is meant.
    """
    try:
        found = contexts(each, edition)
    except FormulaError as error:
        raise error.of("each") from None
    if len(found) > MOST_INSTANCES:
        raise FormulaError(f"这条规则要核对 {len(found)} 处，超过 {MOST_INSTANCES} 处的上限", 0, "each")
    instances: list[PlainInstance] = []
    for context in found:
        parts: dict[str, list[Any]] = {"when": [], "formula": []}
        for part, written in (("when", conditions), ("formula", comparisons)):
            try:
                parts[part] = [_plain(comparison, context, edition) for comparison in written]
            except FormulaError as error:
                raise error.of(part) from None
        instances.append((context.where, tuple(parts["when"]), tuple(parts["formula"])))
    return instances


def _plain(comparison: Comparison | Predicate, context: Any, edition: Edition) -> tuple[Any, ...]:
    if isinstance(comparison, Predicate):
        (found,) = cells_of(comparison.name, context, edition)
        return comparison.predicate, _term(1, *found)
    left, right = (_side(side, context, edition) for side in (comparison.left, comparison.right))
    return (*left, comparison.relation, *right, _short(comparison.tolerance))


@lru_cache(4096)
def _key(table: str, row: str, column: str) -> Key:
    """The key as one shared object: what is remembered between runs is then half as long."""
    return table, row, column


@lru_cache(4096)
def _term(coefficient: int | str, key: Key, label: str, scope: str) -> PlainTerm:
    """The term as one shared object."""
    return coefficient, _key(*key), label, scope


def _side(side: Linear, context: Any, edition: Edition) -> tuple[tuple[PlainTerm, ...], int | str]:
    terms = [_term(_short(coefficient), *found) for coefficient, name in side.terms for found in cells_of(name, context, edition)]
    return tuple(terms), _short(side.constant)


@lru_cache(256)
def _short(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else str(value.normalize())


def family(instances: list[PlainInstance]) -> str:
    """What the instances need beyond the report: "", "previous" or "below"."""
    scopes = {term[3] for instance in instances for part in instance[1:] for comparison in part for term in terms_of(comparison)}
    return "below" if BELOW in scopes else "previous" if PREVIOUS in scopes else ""
