"""Rules of each kind, written on the spot and applied to a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from gouji.data import editions
from gouji.finding import Finding, NotAssessed
from gouji.report import Report
from gouji.rule import Rule, Subject
from gouji.ruleset.setting import ParameterError, Setting
from gouji_plugins.kinds import gouji_kinds

EDITIONS = tuple(editions().values())
TABLES: Mapping[str, Any] = {
    "公布期限": [
        {"levels": ["gov.county"], "due": "次年-03-31", "since": 2019, "source": "甲", "certainty": "确"},
        {"levels": ["dept"], "due": "次年-01-31", "since": 2019, "source": "乙", "certainty": "确"},
        {"levels": ["town"], "due": "次年-01-31", "since": 2019, "source": "丙", "certainty": "疑"},
    ],
    "没有期限": [{"number": "某文", "source": "丁"}],
}

Make = Callable[..., Rule]


@pytest.fixture
def make() -> Make:
    """A rule of a kind: its key, then its parameters."""

    def rule(key: str, *, level: str = "error", **parameters: Any) -> Rule:
        kind = next(kind for kind in gouji_kinds() if kind.key == key)
        unknown = set(parameters) - {"main", "in_"} - set(kind.parameters)
        assert not unknown
        given = {name: default for name, (_, default, _) in kind.parameters.items()} | parameters
        given[key] = given.pop("main")
        if "in_" in given:
            given["in"] = given.pop("in_")
        assert kind.prepare is not None
        compiled = kind.compile(kind.prepare(given, Setting(EDITIONS, TABLES)))
        return Rule("X1", "试验", level, "X1", "某条", getattr(compiled, "check", compiled))

    return rule


@pytest.fixture
def refused(make: Make) -> Callable[..., ParameterError]:
    """The refusal of a rule that makes no sense."""

    def refuse(key: str, **parameters: Any) -> ParameterError:
        with pytest.raises(ParameterError) as error:
            make(key, **parameters)
        return error.value

    return refuse


def outcomes(rule: Rule, report: Report) -> tuple[list[Finding], list[NotAssessed]]:
    """(findings, what could not be assessed)."""
    found = list(rule.check(Subject(rule, report, tables=TABLES)))
    return [one for one in found if isinstance(one, Finding)], [one for one in found if isinstance(one, NotAssessed)]
