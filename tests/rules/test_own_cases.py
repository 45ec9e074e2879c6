"""Every Python rule's own cases, and silence on every balanced report."""

from __future__ import annotations

import re

import pytest

from gouji.cases import arranged, fitting_year, run
from gouji.data import editions
from gouji.edition import Edition
from gouji.finding import LEVELS as SEVERITIES
from gouji.finding import Finding
from gouji.report import Report
from gouji.rule import Rule, Subject
from gouji.sample import balanced
from gouji_plugins.rules import gouji_rules

from .conftest import LEVELS, RULES, TABLES

EDITIONS = list(editions().values())


def findings(rule: Rule, report: Report) -> list[Finding]:
    if not rule.applies_to(report):
        return []
    return [outcome for outcome in rule.check(Subject(rule, report, rule.parameters, TABLES)) if isinstance(outcome, Finding)]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_the_cases_of_a_rule_come_out_as_it_says(rule: Rule, edition: Edition) -> None:
    assert [outcome.wrong for outcome in run(rule, edition, TABLES) if not outcome.good] == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_no_rule_speaks_on_a_balanced_report(edition: Edition, level: str) -> None:
    report = balanced(edition, level=level)
    assert [finding.message for rule in RULES.values() for finding in findings(rule, report)] == []


def test_ids_are_unique_and_every_rule_is_complete() -> None:
    rules = gouji_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.level in SEVERITIES
        assert rule.basis and rule.why and rule.title
        assert re.fullmatch(r"[PTSFNGWH]\d\d", rule.defect), rule.id
        assert all(case.says for case in rule.fails)


def test_the_catalogue_holds_every_defect_that_rules_in_python_tell() -> None:
    wanted = {"P01", "P02", "P04", "P06", "P07", "P09", "W10", "W13", "H01", "H02"}
    wanted |= {f"T{n:02}" for n in range(1, 11)} | {f"S{n:02}" for n in range(1, 11)}
    wanted |= {f"F{n:02}" for n in range(1, 11)} | {f"N{n:02}" for n in range(1, 9)}
    wanted |= {"G05", "G06", "G07", "G08", "G09", "G13", "G14", "H03"}
    wanted |= {"W01", "W02", "W03", "W04", "W05", "W06", "W07", "W08", "W09", "W11", "W12", "W14", "W15"}
    assert {rule.defect for rule in RULES.values()} == wanted


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_every_finding_quotes_the_document_and_ends_as_a_sentence(edition: Edition) -> None:
    for rule in RULES.values():
        year = fitting_year(rule, edition) if rule.speaks_for(edition) else None
        for case in rule.fails if year else ():
            report = arranged(rule, edition, year or 0, case).report
            for finding in findings(rule, report):
                assert finding.message.endswith("。") and "\n" not in finding.message
                assert finding.fingerprint(report) == finding.fingerprint(report)
                for cell in finding.cells:
                    assert (cell.row, cell.column) in set(edition.table(cell.table).keys())
