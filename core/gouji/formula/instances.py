"""A formula in one edition: its instances, each over known cells.

The plain form (nested tuples of texts and numbers) is what is remembered between runs; `Instance`
is the same with names, made when somebody asks.

    instance     (where, conditions, comparisons)
    comparison   (left terms, left constant, relation, right terms, right constant, tolerance)
                 or (predicate, term)
    term         (coefficient, key, label, scope)
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from gouji.edition import Edition
from gouji.formula.names import BELOW, PREVIOUS, Each, Key, cells_of, contexts
from gouji.formula.syntax import Comparison, FormulaError, Linear, Predicate
from gouji.lean import Any, NamedTuple

MOST_INSTANCES = 2000
"""Applications of one formula to one report; more is refused."""

PlainTerm = tuple[int | str, Key, str, str]
PlainInstance = tuple[str, tuple[Any, ...], tuple[Any, ...]]


class Term(NamedTuple):
    """One cell of a sum. `scope` is "" for this report, 上年 for last year's, 下级 for those below."""

    key: Key
    coefficient: int | Decimal
    label: str = ""
    scope: str = ""


class Side(NamedTuple):
    """One side of a comparison."""

    terms: tuple[Term, ...]
    constant: int | Decimal


class Instance(NamedTuple):
    """One comparison over known cells: left relation right, within a tolerance.

    `where` is what a message calls the place (表三自然人列). `conditions` must hold for the
    comparison to be made at all.
    """

    where: str
    left: Side
    relation: str
    right: Side
    tolerance: int | Decimal
    conditions: tuple[tuple[Any, ...], ...] = ()

    @property
    def terms(self) -> tuple[tuple[Key, int | Decimal], ...]:
        """Left minus right: (cell key, coefficient) once for each cell, cells of this report only."""
        summed: dict[Key, int | Decimal] = {}
        for side, sign in ((self.left, 1), (self.right, -1)):
            for term in side.terms:
                if not term.scope:
                    summed[term.key] = summed.get(term.key, 0) + sign * term.coefficient
        return tuple((key, coefficient) for key, coefficient in summed.items() if coefficient)

    @property
    def constant(self) -> int | Decimal:
        """Left minus right: what is added to the terms; the relation compares the sum with zero."""
        return self.left.constant - self.right.constant

    @property
    def linear(self) -> bool:
        """Whether this is an unconditional exact equation or inequality over cells of one report."""
        local = all(not term.scope for term in (*self.left.terms, *self.right.terms))
        return local and self.relation != "≠" and not self.conditions and not self.tolerance


def number(plain: int | str) -> int | Decimal:
    """A number from its plain form."""
    return plain if isinstance(plain, int) else Decimal(plain)


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


def terms_of(comparison: tuple[Any, ...]) -> tuple[Any, ...]:
    """All terms of a comparison in plain form, left to right."""
    if len(comparison) == 2:
        return (comparison[1],)
    return (*comparison[0], *comparison[3])


def named(instance: PlainInstance) -> list[Instance]:
    """The comparisons of a plain instance with names; predicates are no comparisons."""
    where, conditions, comparisons = instance
    return [compared(comparison, where, conditions) for comparison in comparisons if len(comparison) == 6]


def compared(comparison: tuple[Any, ...], where: str = "", conditions: tuple[tuple[Any, ...], ...] = ()) -> Instance:
    """One comparison in plain form with names."""
    left, left_constant, relation, right, right_constant, tolerance = comparison
    return Instance(where, _named_side(left, left_constant), relation, _named_side(right, right_constant), number(tolerance), conditions)


def _named_side(terms: tuple[PlainTerm, ...], constant: int | str) -> Side:
    named = tuple(Term(key, number(coefficient), label, scope) for coefficient, key, label, scope in terms)
    return Side(named, number(constant))
