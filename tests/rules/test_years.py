"""Which years a text names, and which year the data are about."""

from __future__ import annotations

from datetime import date

import pytest

from gouji.data import editions
from gouji.document import NOWHERE, Paragraph
from gouji.lean import replace
from gouji.report import Fact, Report
from gouji.sample import balanced
from gouji_plugins.rules.years import data_year, years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年工作,较2022年", [2023, 2022]),
        ("二〇二三年和二零二二年", [2023, 2022]),
        ("1998年起", [1998]),
        ("12023号,20231件,电话02023", []),
        ("2145年,1823年", []),
        ("", []),
    ],
)
def test_years_in_a_text(text: str, years: list[int]) -> None:
    assert years_in(text) == years


def a_report(title: int, period: int | None, published: int | None, prose: str = "", source: str = "title") -> Report:
    """A report by these witnesses: its title, 统计期限, the year of publication, and the prose."""
    facts = {
        "year": Fact(title, source),
        "period": period and Fact((date(period, 1, 1), date(period, 12, 31)), "period"),
        "published": published and Fact(date(published, 1, 20), "page"),
    }
    report = replace(balanced(editions()["gov-2021"]), intro=(Paragraph(prose, NOWHERE),), sections={}, tail=())
    return report.with_facts(**facts)


@pytest.mark.parametrize(
    ("report", "year"),
    [
        (a_report(2023, 2023, 2024), 2023),
        (a_report(2023, 2022, 2023), 2022),
        (a_report(2023, 2022, 2024), 2023),
        (a_report(2023, 2022, None), 2023),
        (a_report(2023, None, None, "2022年" * 9), 2023),
        (a_report(2023, 2022, None, "2022年" * 3), 2022),
        (a_report(2023, 2022, None, "2022年" * 2), 2023),
        (a_report(2023, 2022, 2024, "2022年" * 4 + "2023年" * 2), 2022),
        (a_report(2023, 2022, 2024, "2022年" * 4 + "2023年" * 3), 2023),
        (a_report(2023, 2022, 2022, "2022年" * 4), 2022),
        (a_report(2023, 2022, 2023, "2023年" * 4), 2022),
        (a_report(2023, 2022, 2023, "2022年" * 4, source="option"), 2023),
    ],
)
def test_two_witnesses_against_the_title(report: Report, year: int) -> None:
    assert data_year(report) == year
