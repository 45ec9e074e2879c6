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

from gouji.lean import Any, NamedTuple
from gouji.report import Key

PREVIOUS, BELOW = "上年", "下级"
"""The scope of a cell of last year's report, and of the sum of a cell over the units below."""

PlainTerm = tuple[int | str, Key, str, str]
PlainInstance = tuple[str, tuple[Any, ...], tuple[Any, ...]]


class Term(NamedTuple):
    """One cell of a sum. `scope` is "" for this report, else PREVIOUS or BELOW."""

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


def is_predicate(comparison: tuple[Any, ...]) -> bool:
    """Whether this is 整数( ) or 已填( ) of one term, and no comparison of two sums."""
    return len(comparison) == 2


def terms_of(comparison: tuple[Any, ...]) -> tuple[Any, ...]:
    """All terms of a comparison in plain form, left to right."""
    if is_predicate(comparison):
        return (comparison[1],)
    return (*comparison[0], *comparison[3])


def named(instance: PlainInstance) -> list[Instance]:
    """The comparisons of a plain instance with names; predicates are no comparisons."""
    where, conditions, comparisons = instance
    return [compared(comparison, where, conditions) for comparison in comparisons if not is_predicate(comparison)]


def compared(comparison: tuple[Any, ...], where: str = "", conditions: tuple[tuple[Any, ...], ...] = ()) -> Instance:
    """One comparison in plain form with names."""
    left, left_constant, relation, right, right_constant, tolerance = comparison
    return Instance(where, _named_side(left, left_constant), relation, _named_side(right, right_constant), number(tolerance), conditions)


def _named_side(terms: tuple[PlainTerm, ...], constant: int | str) -> Side:
    named = tuple(Term(key, number(coefficient), label, scope) for coefficient, key, label, scope in terms)
    return Side(named, number(constant))
