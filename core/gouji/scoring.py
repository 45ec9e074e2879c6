"""Scoring 扣分: what the findings of each report cost under the points that rulesets give their rules.

One fault costs once, however many equations it breaks. What is not certain costs nothing and is
counted apart: a finding whose reading is in doubt, and a mere hint of a rule that can do more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from gouji.finding import INFO, READING, Finding, Result
from gouji.lean import TYPE_CHECKING, Any, NamedTuple
from gouji.rule import Rule
from gouji.ruleset import Ruleset
from gouji.telling import report_name

if TYPE_CHECKING:
    from gouji.run import Unlinked
    from gouji.run.joints import Joint


class Cost(NamedTuple):
    """What one rule costs one report: the number of findings that count, the points they take, and
    the number of findings that are not certain and take none."""

    rule: str
    title: str
    findings: int
    points: Decimal
    pending: int


class Mark(NamedTuple):
    """One report's points: those lost, those left of the total (None without a total), and what cost them.

    `open` are the rules that cost points and could not be applied, with the reason: such a mark is
    not final.
    """

    path: str
    name: str
    unit: str | None
    year: int | None
    lost: Decimal
    left: Decimal | None
    costs: tuple[Cost, ...]
    open: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data, points as decimal numbers in strings."""
        return {
            "path": self.path,
            "unit": self.unit,
            "year": self.year,
            "lost": str(self.lost),
            "left": None if self.left is None else str(self.left),
            "costs": [{**cost._asdict(), "points": str(cost.points)} for cost in self.costs],
            "not_assessed": [{"rule": rule, "why": why} for rule, why in self.open],
        }


class _Head(NamedTuple):
    name: str
    unit: str | None
    year: int | None


class Scorecard:
    """Collects what a run finds and gives the marks once all reports have come."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.scoring = ruleset.scoring
        self._rules = {rule.id: rule for rule in ruleset.rules if rule.score}
        self._heads: dict[str, _Head] = {}
        self._counts: dict[str, Counter[tuple[str, bool]]] = {}
        self._open: dict[str, dict[str, str]] = {}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that cost points."""
        return tuple(self._rules.values())

    def take(self, result: Result) -> None:
        """Adds the findings of one report; an empty form is nobody's and gets no mark."""
        report = result.report
        if report.blank_form:
            return
        self._heads[report.path] = _Head(report_name(report), report.unit, report.year)
        for finding in result.findings:
            self._add(self._counts, report.path, finding)
        self._open[report.path] = {one.rule: one.why for one in result.not_assessed if one.rule in self._rules}

    def _add(self, counts: dict[str, Counter[tuple[str, bool]]], path: str, finding: Finding) -> None:
        rule = next((self._rules[id] for id in (finding.rule, *(one.rule for one in finding.equations)) if id in self._rules), None)
        if rule is not None:
            certain = finding.doubt != READING and (finding.level != INFO or rule.level == INFO)
            counts.setdefault(path, Counter())[rule.id, certain] += 1

    def marks(self, joints: Iterable[Joint] = (), unlinked: Iterable[Unlinked] = ()) -> list[Mark]:
        """One mark for each report, in the order they came.

        A finding on several reports costs the one that is judged, the first.
        """
        missing = [(path, one.rule, one.why) for one in unlinked for path in one.paths if one.rule in self._rules]
        for path, rule, why in missing:
            self._open.setdefault(path, {})[rule] = why
        shared: dict[str, Counter[tuple[str, bool]]] = {}
        for joint in joints:
            self._add(shared, joint.paths[0], joint.finding)
        none: Counter[tuple[str, bool]] = Counter()
        return [self._mark(path, head, self._counts.get(path, none) + shared.get(path, none)) for path, head in self._heads.items()]

    def _mark(self, path: str, head: _Head, counts: Counter[tuple[str, bool]]) -> Mark:
        costs = tuple(
            Cost(id, rule.title, counts[id, True], _points(rule, counts[id, True]), counts[id, False])
            for id, rule in self._rules.items()
            if counts[id, True] or counts[id, False]
        )
        total, cap = self.scoring
        lost = sum((cost.points for cost in costs), Decimal(0))
        lost = min(limit for limit in (lost, cap, total) if limit is not None)
        return Mark(path, *head, lost, None if total is None else total - lost, costs, tuple(self._open.get(path, {}).items()))

    def as_json(self, joints: Iterable[Joint] = (), unlinked: Iterable[Unlinked] = ()) -> dict[str, Any]:
        """The key "scores" of the JSON output."""
        total, cap = self.scoring
        return {
            "total": None if total is None else str(total),
            "cap": None if cap is None else str(cap),
            "reports": [mark.as_json() for mark in self.marks(joints, unlinked)],
        }


def _points(rule: Rule, findings: int) -> Decimal:
    if rule.score is None or not findings:
        return Decimal(0)
    points = rule.score.points * (1 if rule.score.once else findings)
    return points if rule.score.cap is None else min(points, rule.score.cap)
