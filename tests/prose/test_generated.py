"""Generated reports: the text is never accused where it agrees, and a changed number is heard."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji.finding import Finding
from gouji.prose import read
from gouji.report import Report
from gouji.rule import Subject
from gouji.testing.strategies import reports
from gouji_plugins.rules import gouji_rules

RULES = [rule for rule in gouji_rules() if re.fullmatch(r"E\d+|D[12]|W12", rule.id)]
quietly = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def said(report: Report) -> list[Finding]:
    chosen = [rule for rule in RULES if rule.applies_to(report)]
    outcomes = [outcome for rule in chosen for outcome in rule.check(Subject(rule, report, rule.parameters))]
    return [outcome for outcome in outcomes if isinstance(outcome, Finding)]


@quietly
@given(reports())
def test_prose_that_agrees_with_its_tables_is_not_accused(report: Report) -> None:
    assert [finding.message for finding in said(report)] == []


@quietly
@given(reports(), st.data())
def test_a_changed_cell_is_heard_in_every_number_of_the_text_that_tells_it(report: Report, data: st.DataObject) -> None:
    told = [m for m in read(report).typed if m.measure and m.quantity.exact and len(m.measure.readings) == 1 and m.measure.sort != "charge"]
    if not told:
        return
    mention = data.draw(st.sampled_from(told))
    assert mention.measure is not None
    cell = report.cell(*mention.measure.cells[0])
    if cell is None or not isinstance(cell.value, int):
        return
    wrong = report.with_cells(cell._replace(value=cell.value + 1, raw=str(cell.value + 1)))
    findings = said(wrong)
    assert any(cell.key in {(c.table, c.row, c.column) for c in finding.cells} for finding in findings)


@quietly
@given(reports())
def test_where_a_paragraph_stands_changes_nothing_but_places(report: Report) -> None:
    moved = replace(report, intro=(), sections={id: replace(section, lines=section.lines) for id, section in report.sections.items()})
    assert [m.quantity for m in read(moved).typed] == [m.quantity for m in read(report).typed if m.line.section is not None]
