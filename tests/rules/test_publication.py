from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gouji.data import editions
from gouji.report import Fact, Report
from gouji.sample import balanced

EDITION = editions()["gov-2021"]


def published(report: Report, day: date, **fact: str) -> Report:
    return report.with_facts(published=Fact(day, "page", f"发布时间：{day}", **fact))


@pytest.mark.parametrize(
    ("level", "day", "severity"),
    [
        ("dept", date(2024, 1, 31), None),
        ("dept", date(2024, 2, 1), "error"),
        ("office", date(2024, 2, 1), "error"),
        ("central", date(2024, 3, 31), "error"),
        ("gov.county", date(2024, 3, 31), None),
        ("gov.county", date(2024, 4, 1), "error"),
        ("gov.prov", date(2024, 4, 1), "error"),
        ("town", date(2024, 1, 31), None),
        ("town", date(2024, 2, 20), "info"),
        ("street", date(2024, 4, 20), "info"),
        ("zone", date(2024, 3, 1), "info"),
    ],
)
def test_the_deadline_depends_on_the_kind_of_unit(judge, level: str, day: date, severity: str | None) -> None:
    report = published(balanced(EDITION, level=level), day)
    assert [finding.level for finding in judge("P01", report)] == ([severity] if severity else [])


def test_lateness_is_told_with_both_dates_and_the_days(judge, report: Report) -> None:
    (finding,) = judge("P01", published(report, date(2024, 2, 8)))
    assert (finding.expected, finding.actual, finding.delta) == ("2024-01-31", "2024-02-08", "8")
    assert "以页面日期计" in finding.message and finding.quote == "发布时间：2024-02-08"


def test_without_a_year_or_a_deadline_for_it_nobody_is_late(judge, hindered, report: Report) -> None:
    late = published(report, date(2024, 2, 8))
    for year, words in ((None, "没有确定报告年度"), (2017, "规则集没有给出这类单位2017年度报告的公布期限")):
        other = late.with_facts(year=report.facts["year"]._replace(value=year) if year else None)
        (reason,) = hindered("P01", other)
        assert words in reason.why
        assert judge("P01", other) == []


def test_a_town_is_asked_to_look_up_the_local_deadline(judge) -> None:
    (finding,) = judge("P01", published(balanced(EDITION, level="town"), date(2024, 2, 20)))
    assert "核实本地通知" in finding.message


@pytest.mark.parametrize("day", [date(2025, 6, 1), date(2026, 1, 1)])
def test_a_page_moved_years_later_is_no_certain_delay(judge, report: Report, day: date) -> None:
    assert judge("P01", published(report, day))[0].level == ("error" if day < date(2025, 1, 1) else "warning")


def test_a_doubtful_date_is_no_certain_delay(judge, report: Report) -> None:
    (finding,) = judge("P01", published(report, date(2024, 2, 8), doubt="只有成文日期，没有发布日期"))
    assert (finding.level, finding.doubt) == ("warning", "reading")


def test_a_doubtful_year_is_no_certain_delay(judge, report: Report) -> None:
    doubtful = report.with_facts(year=report.facts["year"]._replace(doubt="年度说法不一：2022、2023"))
    assert judge("P01", published(doubtful, date(2024, 2, 8)))[0].level == "warning"


def test_without_date_or_level_nothing_is_claimed(judge, hindered, report: Report) -> None:
    assert "没有找到发布日期" in hindered("P01", report.with_facts(published=None))[0].why
    between = published(report.with_facts(level=None), date(2024, 2, 20))
    assert judge("P01", between) == [] and "部门还是政府" in hindered("P01", between)[0].why
    beyond = published(report.with_facts(level=None), date(2024, 4, 20))
    assert [finding.level for finding in judge("P01", beyond)] == ["warning"]
    assert judge("P01", published(report.with_facts(level=None), date(2024, 1, 20))) == []


def test_a_page_with_a_link_only_is_told_once(judge, hindered, report: Report) -> None:
    cover = replace(report, headings=(), sections={}, tables={}, intro=(), tail=(), attachments=("年报.pdf",))
    assert "年报.pdf" in judge("P06", cover)[0].message
    assert judge("S01", cover) == judge("F01", cover) == judge("P07", cover) == []
    assert hindered("S01", cover) and hindered("F01", cover)


def test_pictures_instead_of_tables_are_no_missing_tables(judge, hindered, report: Report) -> None:
    pictured = replace(report, tables={}, images=3)
    (finding,) = judge("P07", pictured)
    assert "表二、表三、表四" in finding.message and finding.doubt == "reading"
    assert judge("F01", pictured) == [] and hindered("F01", pictured)


def test_pictures_beside_tables_are_welcome(judge, report: Report) -> None:
    assert judge("P07", replace(report, images=5)) == []
