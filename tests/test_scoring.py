"""Points: for each finding or once, capped, of a total; nothing for what is not certain."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gouji.data import editions
from gouji.finding import Equation, Finding, NotAssessed, Result
from gouji.rule import Rule, Score
from gouji.ruleset import Ruleset, Scoring
from gouji.run import Unlinked
from gouji.run.joints import Joint
from gouji.sample import balanced
from gouji.scoring import Mark, Scorecard

REPORT = balanced(editions()["gov-2021"])


def rule(id: str, score: Score | None, level: str = "error") -> Rule:
    return Rule(id, f"规则{id}", level, id, "试", lambda subject: (), score=score)


def finding(id: str, **more: object) -> Finding:
    return Finding(**{"rule": id, "defect": id, "level": "error", "message": "错", "key": "x", **more})


def marked(rules: list[Rule], *findings: Finding, total: str = "100", cap: str | None = None, **more: object) -> Mark:
    card = Scorecard(Ruleset(tuple(rules), {}, scoring=Scoring(Decimal(total), Decimal(cap) if cap else None)))
    card.take(Result(REPORT, findings, more.pop("not_assessed", ())))
    (mark,) = card.marks(**more)
    return mark


@pytest.mark.parametrize(
    ("score", "times", "lost"),
    [
        (Score(Decimal("0.5")), 3, "1.5"),
        (Score(Decimal("0.5"), once=True), 3, "0.5"),
        (Score(Decimal("0.5"), cap=Decimal(1)), 3, "1"),
        (Score(Decimal("0.1")), 3, "0.3"),
        (None, 3, "0"),
    ],
)
def test_points_for_each_or_once_or_capped(score, times, lost):
    mark = marked([rule("X1", score)], *[finding("X1")] * times)
    assert (mark.lost, mark.left) == (Decimal(lost), 100 - Decimal(lost))


def test_all_together_never_exceed_the_cap_or_the_total():
    rules = [rule("X1", Score(Decimal(3))), rule("X2", Score(Decimal(4)))]
    assert marked(rules, finding("X1"), finding("X2"), cap="5").lost == 5
    assert marked(rules, finding("X1"), finding("X2"), total="6").left == 0


def test_what_is_not_certain_costs_nothing_and_is_counted():
    mark = marked(
        [rule("X1", Score(Decimal(1)))], finding("X1", doubt="reading"), finding("X1", level="info"), finding("X1", level="warning")
    )
    assert [(cost.findings, cost.points, cost.pending) for cost in mark.costs] == [(1, 1, 2)]


def test_one_fault_costs_once_under_the_first_of_its_rules_that_has_points():
    broken = (Equation("X1", "G01", "甲", "1", "2", "-1"), Equation("X2", "G02", "乙", "1", "2", "-1"))
    mark = marked([rule("X1", None), rule("X2", Score(Decimal(2)))], finding("X1", equations=broken))
    assert [(cost.rule, cost.points) for cost in mark.costs] == [("X2", 2)]


def test_a_finding_on_two_reports_costs_the_one_that_is_judged():
    joint = Joint(finding("X1"), (REPORT.path, "last-year"), "f")
    assert marked([rule("X1", Score(Decimal(1)))], joints=[joint]).lost == 1


def test_a_rule_that_could_not_be_applied_leaves_the_mark_open():
    rules = [rule("X1", Score(Decimal(1))), rule("X2", Score(Decimal(1))), rule("X3", None)]
    not_assessed = (NotAssessed("X1", "没有发布日期"), NotAssessed("X3", "没有"))
    mark = marked(rules, not_assessed=not_assessed, unlinked=[Unlinked("X2", "没有上年年报", (REPORT.path,))])
    assert mark.open == (("X1", "没有发布日期"), ("X2", "没有上年年报"))


def test_an_empty_form_gets_no_mark():
    card = Scorecard(Ruleset((rule("X1", Score(Decimal(1))),), {}, scoring=Scoring(Decimal(100), None)))
    card.take(Result(replace(REPORT, blank_form=True), (finding("X1"),), ()))
    assert list(card.marks()) == []
