"""Rules that say again what others say: the same comparison, the same words, or what follows from other sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gouji.authoring.linear import GaveUpError, Row, broken, demands, possible, signed_cells, smallest
from gouji.authoring.remark import DOUBT, Remark, on
from gouji.edition import Edition
from gouji.finding import INFO
from gouji.formula import Formula
from gouji.rule import Rule

MOST_INSTANCES = 60
"""Comparisons of one formula that are examined; whether a longer one follows from others is not asked."""

WORDS = ("require", "forbid", "date")


def repeats(own: Iterable[Rule], rules: Sequence[Rule], editions: Iterable[Edition], *, agree: bool = True) -> Iterator[Remark]:
    """Remarks on own rules that repeat another rule in force, or follow from others.

    `agree` is false where the rules contradict each other: anything would follow from them.
    """
    listed = list(editions)
    for rule in own:
        twin = next((other for other in rules if other.id != rule.id and _same(rule, other, listed)), None)
        if twin is not None:
            yield on(rule, "repeat", DOUBT, f"和 {twin.id}“{twin.title}”查的是同一件事，一个错误会报两遍", (twin.id,))
        elif agree and rule.level != INFO and isinstance(rule.formula, Formula):
            yield from _implied(rule, rules, listed)


def _same(rule: Rule, other: Rule, editions: list[Edition]) -> bool:
    """Whether another rule covers all this one says, in all editions, levels and years it speaks for."""
    if not _within(rule, other):
        return False
    if isinstance(rule.formula, Formula) and isinstance(other.formula, Formula):
        scope = [edition for edition in editions if rule.speaks_for(edition)]
        pairs = [(_normal(rule.formula, edition), _normal(other.formula, edition)) for edition in scope]
        return all(mine and mine <= others for mine, others in pairs)
    kinds = [key for key in WORDS if key in rule.parameters]
    return bool(kinds) and {**rule.parameters, "message": ""} == {**other.parameters, "message": ""}


def _within(rule: Rule, other: Rule) -> bool:
    """Whether the other rule speaks for every report this one speaks for."""
    first, last = other.years
    return (
        (not other.editions or (bool(rule.editions) and set(rule.editions) <= set(other.editions)))
        and (not other.levels or (bool(rule.levels) and set(rule.levels) <= set(other.levels)))
        and (first is None or (rule.years[0] is not None and rule.years[0] >= first))
        and (last is None or (rule.years[1] is not None and rule.years[1] <= last))
    )


def _normal(formula: Formula, edition: Edition) -> frozenset[Any]:
    """Every comparison of a formula without regard to which side is written first."""
    found = set()
    for instance in formula.instances(edition):
        terms: dict[Any, Any] = {}
        for side, sign in ((instance.left, 1), (instance.right, -1)):
            for term in side.terms:
                terms[term.key, term.scope] = terms.get((term.key, term.scope), 0) + sign * term.coefficient
        constant, relation = instance.constant, instance.relation
        first = min((key for key, value in terms.items() if value), default=None)
        if first is not None and terms[first] < 0:
            terms = {key: -value for key, value in terms.items()}
            constant, relation = -constant, relation.translate(str.maketrans("<>≤≥", "><≥≤"))
        kept = frozenset((key, value) for key, value in terms.items() if value)
        found.add((kept, constant, relation, instance.tolerance, repr(instance.conditions)))
    return frozenset(found)


def _implied(rule: Rule, rules: Sequence[Rule], editions: list[Edition]) -> Iterator[Remark]:
    assert isinstance(rule.formula, Formula)
    others = [
        (other.id, other.formula)
        for other in rules
        if other.id != rule.id and other.level != INFO and isinstance(other.formula, Formula) and _within(rule, other)
    ]
    named: dict[str, None] = {}
    for edition in editions:
        if rule.speaks_for(edition):
            ids = _implying(rule.formula, others, edition)
            if ids is None:
                return
            named |= dict.fromkeys(ids)
    if named:
        yield on(rule, "implied", DOUBT, f"由 {'、'.join(named)} 就能推得，单独列出会把一个错误报两遍", tuple(named))
    else:
        yield on(rule, "never", DOUBT, "只有填了负数时才会报；负数由 N06 检查，这条可以不要")


def _implying(formula: Formula, others: Iterable[tuple[str, Formula]], edition: Edition) -> list[str] | None:
    """The rules a formula follows from; none of them, where it only says that nothing is negative.

    None where it does not follow from the others, or it could not be found out.
    """
    instances = formula.instances(edition)
    if len(instances) > MOST_INSTANCES:
        return None
    signed = signed_cells(edition)
    rows = [row for id, other in others for row in demands(other, id, edition)[0]]
    ids: list[str] = []
    for instance in instances:
        ways = broken(instance)
        if ways is None:
            return None
        for way in ways:
            try:
                if possible([*rows, *way], signed):
                    return None
                ids += smallest([*_near(rows, way), *way], signed, "")
            except GaveUpError:
                return None
    return [id for id in ids if id]


def _near(rows: list[Row], way: list[Row]) -> list[Row]:
    """The rows that hang together with these by shared cells: the others cannot matter."""
    cells = {key for row in way for key, _ in row.terms}
    near: list[Row] = []
    rest = list(rows)
    while True:
        touching = [row for row in rest if any(key in cells for key, _ in row.terms)]
        if not touching:
            return near
        near += touching
        rest = [row for row in rest if row not in touching]
        cells |= {key for row in touching for key, _ in row.terms}
