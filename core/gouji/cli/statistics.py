"""`--statistics`: which rules fire how often, and what they cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from time import perf_counter

from gouji.in_force import InForce
from gouji.lean import replace
from gouji.rule import Outcome, Rule, Subject
from gouji.run.judging import Checked


class Statistics:
    """Counts the findings and sums the time of every rule of a run in one process."""

    def __init__(self) -> None:
        self.findings: Counter[str] = Counter()
        self.reports: Counter[str] = Counter()
        self.seconds: dict[str, float] = {}

    def timed(self, in_force: InForce) -> InForce:
        """The same rules, each timed while it runs."""
        return in_force.only(tuple(self._timed(rule) for rule in in_force.ruleset.rules))

    def _timed(self, rule: Rule) -> Rule:
        def check(subject: Subject) -> Iterator[Outcome]:
            started = perf_counter()
            outcomes = list(rule.check(subject))
            self.seconds[rule.id] = self.seconds.get(rule.id, 0.0) + perf_counter() - started
            return iter(outcomes)

        return replace(rule, check=check)

    def count(self, checked: Checked) -> None:
        """Takes in one result."""
        if checked.result is not None:
            rules = [finding.rule for finding in checked.result.findings]
            self.findings.update(rules)
            self.reports.update(set(rules))

    def lines(self) -> Iterator[str]:
        """One line a rule, those with most findings first, then the slowest."""
        yield f"{'规则':<10}{'问题':>6}{'年报':>6}{'毫秒':>10}"
        for rule in sorted(self.seconds, key=lambda id: (-self.findings[id], -self.seconds[id], id)):
            yield f"{rule:<12}{self.findings[rule]:>8}{self.reports[rule]:>8}{self.seconds[rule] * 1000:>12.1f}"
        yield f"规则共用 {sum(self.seconds.values()) * 1000:.1f} 毫秒。"
