"""Prose and numbers taken over from last year's report."""

from __future__ import annotations

from collections.abc import Callable

from gouji.cases import changed
from gouji.data import editions
from gouji.finding import NotAssessed
from gouji.report import Report
from gouji.sample import balanced
from gouji_plugins.rules.sameness import NEW_PROSE, OLD_PROSE

from .conftest import Judge


def a_report(year: int, text: str = "", requests: int = 0) -> Report:
    """A report with this prose in section one and so many requests, all granted."""
    report = balanced(editions()["gov-2021"], year=year, level="dept")
    if text:
        report = changed(report, {"一": text, "五": "", "六": ""})
    touched = [report.cell("t3", row, column) for row in ("new", "open", "done") for column in ("person", "total")]
    return report.with_cells(*(cell._replace(value=requests, raw=str(requests)) for cell in touched if cell is not None))


def test_nine_sentences_of_ten_with_other_figures_are_last_years(judge: Judge) -> None:
    told_now = OLD_PROSE.replace("第一季度", "2023年公开31条，第一季度")
    [finding] = judge("W07", a_report(2023, told_now), a_report(2022, told_now.replace("31", "28")))
    assert (finding.level, finding.section) == ("warning", "s1")
    assert "占100%" in finding.message


def test_four_of_five_are_a_hint_and_half_is_nothing(judge: Judge) -> None:
    before = a_report(2022, OLD_PROSE)
    assert [f.level for f in judge("W07", a_report(2023, OLD_PROSE + NEW_PROSE[:50]), before)] == ["info"]
    assert judge("W07", a_report(2023, OLD_PROSE + NEW_PROSE), before) == []


def test_little_prose_is_not_compared(judge: Judge, hindered: Callable[..., list[NotAssessed]]) -> None:
    short = "及时公开政府信息，接受群众监督。"
    assert judge("W07", a_report(2023, short), a_report(2022, short)) == []
    assert len(hindered("W07", a_report(2023, short), a_report(2022, short))) == 1


def test_the_same_table_two_years_running_unless_it_is_nearly_empty(judge: Judge) -> None:
    [finding] = judge("W07-table", a_report(2023, requests=6), a_report(2022, requests=6))
    assert "175个数" in finding.message
    assert judge("W07-table", a_report(2023, requests=6), a_report(2022, requests=7)) == []
    assert judge("W07-table", a_report(2023, requests=4), a_report(2022, requests=4)) == []
