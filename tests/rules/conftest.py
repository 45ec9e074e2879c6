"""What every test of a Python rule needs: a balanced report, the dated tables, one rule applied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gouji.data import editions
from gouji.finding import Finding, NotAssessed
from gouji.report import Report
from gouji.rule import Rule, Subject
from gouji.sample import balanced
from gouji_plugins.rules import gouji_rules

RULES: dict[str, Rule] = {rule.id: rule for rule in gouji_rules()}
LEVELS = ("gov.prov", "gov.city", "gov.county", "office", "dept", "town", "street", "zone", "central")

TABLES: dict[str, Any] = {
    "公布期限": [
        {"levels": ["gov.prov", "gov.city", "gov.county"], "due": "次年-03-31", "since": 2019, "certainty": "确"},
        {"levels": ["office", "dept", "central"], "due": "次年-01-31", "since": 2019, "certainty": "确"},
        {"levels": ["town", "street", "zone"], "due": "次年-01-31", "since": 2019, "certainty": "疑"},
    ],
    "格式文号": [
        {"number": "国办公开办函〔2019〕60号", "edition": "gov-2019", "since": 2019, "until": 2020},
        {"number": "国办公开办函〔2021〕30号", "edition": "gov-2021", "since": 2021},
    ],
    "过时依据": [
        {"number": "国务院令第492号", "since": 2019, "instead": "国务院令第711号"},
        {"number": "国办公开办函〔2019〕60号", "since": 2021, "instead": "国办公开办函〔2021〕30号"},
    ],
    "信息处理费": [{"number": "国办函〔2020〕109号", "since": 2021}],
}
"""The national tables, written out so that the rules are tested apart from the rulesets."""

Judge = Callable[..., list[Finding]]


def outcomes(rule: str, report: Report, previous: Report | None = None) -> list[Any]:
    """Everything a rule yields about a report it applies to."""
    found = RULES[rule]
    if not found.applies_to(report):
        return []
    return list(found.check(Subject(found, report, found.parameters, TABLES, previous)))


@pytest.fixture
def judge() -> Judge:
    """Applies one rule to a report and gives its findings."""

    def apply(rule: str, report: Report, previous: Report | None = None) -> list[Finding]:
        return [outcome for outcome in outcomes(rule, report, previous) if isinstance(outcome, Finding)]

    return apply


@pytest.fixture
def hindered() -> Callable[..., list[NotAssessed]]:
    """Applies one rule to a report and gives what it could not assess."""

    def apply(rule: str, report: Report, previous: Report | None = None) -> list[NotAssessed]:
        return [outcome for outcome in outcomes(rule, report, previous) if isinstance(outcome, NotAssessed)]

    return apply


@pytest.fixture
def report() -> Report:
    """A balanced department's report in the edition still in force."""
    return balanced(editions()["gov-2021"])


@pytest.fixture
def old_report() -> Report:
    """A balanced department's report in the edition of 2019."""
    return balanced(editions()["gov-2019"])
