"""The national identities hold in every report built to balance, and notice every single change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji.engine import check
from gouji.finding import INFO, Finding
from gouji.plugins import load_plugins
from gouji.report import Report
from gouji.rule import Subject
from gouji.ruleset import Ruleset, load
from gouji.testing.strategies import families, reports

LIGHT = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.fixture(scope="module")
def identities() -> Ruleset:
    """The national rulesets, formulas only."""
    national = load(["national-2019", "national-2021"], load_plugins(packages=False))
    return replace(national, rules=tuple(rule for rule in national.rules if rule.formula is not None))


@LIGHT
@given(report=reports())
def test_a_report_that_balances_by_construction_breaks_nothing(identities: Ruleset, report: Report):
    assert [found.message for found in check(report, identities).findings if found.level == "error"] == []


@settings(LIGHT, max_examples=4)
@given(family=families(years=(2022, 2023)))
def test_a_family_that_fits_across_years_and_units_breaks_nothing(identities: Ruleset, family):
    result = check(family.parent[1], identities, previous=family.parent[0], below=family.below(2023))
    across = {rule.id for rule in identities.rules if rule.family}
    assert [found.message for found in result.findings if found.rule in across and found.level != INFO] == []
    assert across & {one.rule for one in result.checks}


@LIGHT
@given(report=reports(), data=st.data())
def test_one_changed_cell_breaks_exactly_the_equations_that_hold_it(identities: Ruleset, report: Report, data):
    table = report.edition.table(data.draw(st.sampled_from(["t3", "t4"])))
    row, column = data.draw(st.sampled_from(list(table.keys())))
    cell = report.cell(table.id, row, column)
    assert cell is not None and cell.value is not None
    spoilt = report.with_cells(cell._replace(raw=str(cell.value + 7), value=cell.value + 7))
    certain = [rule for rule in identities.rules if rule.id in ("A1", "A2", "A3", "B1", "B2", "B3")]
    holding = {
        (rule.id, instance.where)
        for rule in certain
        for instance in rule.formula.instances(report.edition)
        if cell.key in dict(instance.terms)
    }
    outcomes = [outcome for rule in certain for outcome in rule.check(Subject(rule, spoilt))]
    broken = {(found.rule, found.key) for found in outcomes if isinstance(found, Finding)}
    assert broken == holding
