"""Reports as expressions: what is printed of a failing example gives the same report when pasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.vendor import pretty

import gouji
from gouji.data import editions
from gouji.report import Report
from gouji.sample import balanced
from gouji.testing.choice import plainest, seeded
from gouji.testing.drawn import drawn
from gouji.testing.faults import FAULTS
from gouji.testing.like import edition_for, expression, like
from gouji.testing.show import show
from gouji.testing.strategies import quick, reports


def same(one: Report, other: Report) -> bool:
    cells = [{cell.key: cell.raw for table in report.tables.values() for cell in table.cells.values()} for report in (one, other)]
    texts = [[line.text for line in report.prose()] for report in (one, other)]
    facts = [{name: fact.value for name, fact in report.facts.items()} for report in (one, other)]
    return cells[0] == cells[1] and texts[0] == texts[1] and facts[0] == facts[1]


@quick
@given(reports())
def test_every_drawn_report_is_an_expression(report: Report) -> None:
    written = expression(report)
    assert written is not None
    assert same(eval(written, {"like": like}), report)


@pytest.mark.parametrize("edition", editions().values(), ids=list(editions()))
def test_busy_reports_of_every_edition_are_expressions(edition: object) -> None:
    for seed in range(6):
        report = drawn(seeded(seed), edition, level=("dept", "gov.county", "town")[seed % 3], full=True).report  # type: ignore[arg-type]
        assert same(eval(expression(report) or "", {"like": like}), report)


def test_only_what_is_not_usual_is_written() -> None:
    edition = editions()["gov-2021"]
    assert expression(balanced(edition, year=2023)) == "like({}, year=2023)"
    report = like({"表三·新收·自然人": 2, "表三·新收·总计": 2, "六": "无。", "落款": []}, year=2022, level="town")
    written = """like({
    '表三·新收·自然人': 2,
    '表三·新收·总计': 2,
    '六': [
        '无。',
    ],
    '落款': [],
}, year=2022, level='town')"""
    assert expression(report) == written
    assert any("收到政府信息公开申请2件" in line.text for line in report.prose())


def test_notices_that_were_not_paid_are_told_in_section_six() -> None:
    cells = {f"表三·{row}·{column}": 2 for row in ("新收", "逾期未缴费", "办理总计") for column in ("自然人", "总计")}
    assert not gouji.check(like(cells, year=2023)).findings


@pytest.mark.parametrize("fault", ["missing-row", "merged-sections", "other-edition"])
def test_what_no_expression_can_say_is_told_in_lines(fault: str) -> None:
    report = balanced(editions()["gov-2021"])
    faulty = FAULTS[fault].apply(report, seeded(1))
    assert faulty is not None and expression(faulty.report) is None
    assert pretty.pretty(faulty.report).strip().startswith("临江县水利局 ")


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        ("missing-table", "  没有表二"),
        ("missing-values", "  t4 应有15个数，实有0、0、0、0、0、0、0、0、0"),
        ("no-year-in-title", "  标题 "),
    ],
)
def test_what_is_missing_or_named_otherwise_has_a_line(fault: str, line: str) -> None:
    faulty = FAULTS[fault].apply(balanced(editions()["gov-2021"]), plainest)
    assert faulty is not None
    assert any(told.startswith(line) for told in show(faulty.report).splitlines())


def test_a_failing_property_prints_what_can_be_pasted() -> None:
    @quick
    @given(reports(year=2023, level="dept"))
    def nothing_is_ever_received(report: Report) -> None:
        assert report.tables["t3"].cells["new", "total"].value == 0

    with pytest.raises(AssertionError) as failed:
        nothing_is_ever_received()
    told = "\n".join(failed.value.__notes__)
    assert "report=like({" in told and "'表三·新收·总计': 1," in told and told.count("\n") < 12
    assert "\n        '表三·新收·总计'" in told and "\n    }, year=2023)" in told, "indented as deep as it stands"


def test_a_year_without_an_edition_is_refused() -> None:
    with pytest.raises(ValueError, match="2015"):
        edition_for(2015)
