"""Whether a comparison holds for the numbers of its cells: every comparison made once into a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter, mul

from gouji.formula.instances import is_predicate, number, terms_of
from gouji.lean import Any
from gouji.report import Key, Number

Numbers = Mapping[Key, Any]
"""The number in every cell a report has, None where it holds no number."""

_RELATIONS: dict[str, Callable[[Number, Number], bool]] = {
    "=": lambda difference, tolerance: -tolerance <= difference <= tolerance,
    "≠": lambda difference, tolerance: not -tolerance <= difference <= tolerance,
    "≤": lambda difference, tolerance: difference <= tolerance,
    "≥": lambda difference, tolerance: difference >= -tolerance,
    "<": lambda difference, tolerance: difference < tolerance,
    ">": lambda difference, tolerance: difference > -tolerance,
}
"""How left minus right is compared with zero."""


def truth(comparison: tuple[Any, ...]) -> Callable[[Sequence[Number]], bool]:
    """Whether the comparison holds, as a function of the numbers of all its terms from left to right."""
    if is_predicate(comparison):
        whole = comparison[0] == "整数"
        return lambda values: not whole or values[0] == int(values[0])
    left, left_constant, relation, right, right_constant, allowed = comparison
    factors = [*(number(term[0]) for term in left), *(-number(term[0]) for term in right)]
    constant, tolerance, related = number(left_constant) - number(right_constant), number(allowed), _RELATIONS[relation]
    return lambda values: related(sum(map(mul, factors, values), constant), tolerance)


def values_of(comparison: tuple[Any, ...]) -> Callable[[Numbers], tuple[Number, ...]]:
    """The numbers of all terms, as a function of a report's; it raises KeyError where the report lacks a cell."""
    keys = [term[1] for term in terms_of(comparison)]
    if len(keys) == 1:
        return lambda numbers: (numbers[keys[0]],)
    return itemgetter(*keys)


def met(conditions: Sequence[tuple[Any, ...]]) -> Callable[[Numbers], bool]:
    """Whether all conditions hold, as a function of a report's numbers.

    It raises KeyError or TypeError where that depends on a cell that is absent or holds no number.
    """
    if len(conditions) != 1:
        each = [met((condition,)) for condition in conditions]
        return lambda numbers: all(holds(numbers) for holds in each)
    (condition,) = conditions
    if condition[0] == "已填":
        key = condition[1][1]
        return lambda numbers: numbers.get(key) is not None
    values, holds = values_of(condition), truth(condition)
    return lambda numbers: holds(values(numbers))
