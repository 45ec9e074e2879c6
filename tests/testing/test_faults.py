"""Every fault changes the report, says which defect it is, and where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from gouji.data import editions
from gouji.report import BLANK, Report
from gouji.sample import balanced
from gouji.testing.choice import plainest, seeded
from gouji.testing.faults import FAULTS, Faulty, form, numbers
from gouji.testing.figures import Activity, Answer, Dispute, settle
from gouji.testing.layouts import lay_out
from gouji.testing.strategies import faults, reports

from .identities import broken


def filled(edition: str, level: str) -> Report:
    figures = settle(
        editions()[edition],
        answers=[Answer("open", "person", 12), Answer("deny_secret", "biz", 3), Answer("carry_out", "person", 2)],
        carried={"person": 1},
        disputes=[Dispute("review", "keep", 3)],
        activities=[Activity("a20_1.norm", 3, 1, 4)],
    )
    return figures.fill(balanced(editions()[edition], level=level))


SUMS = (
    "one-more",
    "one-less",
    "transposed-digits",
    "swapped-cells",
    "shifted-row",
    "sum-in-next-row",
    "dispute-row-moved",
    "part-too-small",
)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_finds_a_place_in_some_report(fault: str) -> None:
    done = [
        faulty
        for edition in ("gov-2019", "gov-2021")
        for level in ("dept", "gov.county", "town")
        for pick in (plainest, seeded(3))
        if (faulty := FAULTS[fault].apply(filled(edition, level), pick))
    ]
    assert done
    for faulty in done:
        assert faulty.fault == fault
        assert faulty.defects
        assert faulty.what
        assert faulty.report not in (filled("gov-2019", "dept"), filled("gov-2021", "dept"))
        lay_out(faulty.report, "html-official")  # a faulty report can be laid out too
        lay_out(faulty.report, "text-cells")


@pytest.mark.parametrize("fault", SUMS)
@pytest.mark.parametrize("seed", range(8))
def test_a_fault_in_the_sums_breaks_an_identity_that_holds_its_cells(fault: str, seed: int) -> None:
    report = filled("gov-2021", "dept")
    assert list(broken(report)) == []
    faulty = FAULTS[fault].apply(report, seeded(seed))
    assert faulty is not None
    names = list(broken(faulty.report))
    assert names
    letters = {"A1": "G01", "A2": "G02", "A3": "G03", "B": "G04"}
    assert {letters[name.split()[0]] for name in names} <= set(faulty.defects)
    changed = {
        cell.key for table in report.tables.values() for cell in table.cells.values() if faulty.report.cell(*cell.key).value != cell.value
    }
    assert changed <= faulty.cells


def test_a_seed_repeats_a_fault() -> None:
    report = filled("gov-2021", "dept")
    assert FAULTS["one-more"].apply(report, seeded(4)) == FAULTS["one-more"].apply(report, seeded(4))


def test_a_fault_that_has_no_place_is_not_forced() -> None:
    report = balanced(editions()["gov-2021"])
    assert FAULTS["transposed-digits"].apply(report, plainest) is None
    assert FAULTS["rule-without-power"].apply(report, plainest) is None


def placed(report: Report) -> set[str]:
    return {id for id, fault in FAULTS.items() if fault.apply(report, plainest)}


@pytest.mark.parametrize("edition", ["gov-2019", "gov-2021"])
def test_faults_find_no_place_in_what_is_not_there(edition: str) -> None:
    report = balanced(editions()[edition])
    of_numbers, of_form = ({fault.id for fault in module.FAULTS} for module in (numbers, form))
    cells = [cell._replace(raw="", kind=BLANK, value=None) for table in report.tables.values() for cell in table.cells.values()]
    assert placed(report.with_cells(*cells)) & of_numbers == {"blank-table"}
    found = placed(replace(report, tables={}, sections={}, headings=(), intro=report.intro[:1]))
    assert found & of_numbers == set()
    assert found & of_form == {"other-edition"}
    assert not found & {"missing-section", "empty-section", "exchanged-sections", "odd-heading", "no-fees", "no-period", "wrong-period"}
    dated = {"late", "early", "other-edition", "no-fees", "partial-fees", "wrong-period", "wrong-year-in-title"}
    assert not placed(report.with_facts(year=None)) & dated
    title = report.facts["title"]._replace(value="政府信息公开工作年度报告")
    assert "wrong-year-in-title" not in placed(report.with_facts(title=title))


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(reports().flatmap(faults))
def test_they_are_drawn_for_any_report(faulty: Faulty) -> None:
    known = {(table.id, *key) for table in faulty.report.edition.tables for key in table.keys()}  # noqa: SIM118
    assert faulty.cells <= known


@settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(reports().flatmap(lambda report: faults(report, only=["late", "blank"])))
def test_kinds_can_be_chosen(faulty: Faulty) -> None:
    assert faulty.fault in ("late", "blank")
