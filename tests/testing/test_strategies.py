"""Drawn reports are valid: their identities hold and their prose agrees with their cells."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import gouji
from gouji.data import editions
from gouji.report import Report
from gouji.sample import balanced
from gouji.testing.figures import Answer, Dispute, settle
from gouji.testing.prose import percentage
from gouji.testing.strategies import Family, families, faults, prose, reports

from .identities import broken

quick = settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@quick
@given(reports())
def test_every_identity_holds(report: Report) -> None:
    assert list(broken(report)) == []


@quick
@given(reports())
def test_every_cell_is_a_number_that_reads_as_it_is_written(report: Report) -> None:
    for table in report.tables.values():
        assert list(table.cells) == list(report.edition.table(table.id).keys())
        for cell in table.cells.values():
            assert cell.kind == "number"
            assert str(cell.value) == cell.raw


def told(report: Report, pattern: str) -> list[int]:
    return [int(found) for line in report.prose() for found in re.findall(pattern, line.text)]


@quick
@given(reports())
def test_numbers_told_in_prose_equal_their_cells(report: Report) -> None:
    def total(table: str, row: str) -> int:
        return report.tables[table].cells[row, "total"].value

    for row, pattern in (
        ("new", r"(?:收到|新收)(?:公民、法人和其他组织提出的)?政府信息公开申请(\d+)件"),
        ("carry_in", r"上年(?:度)?结转(?:政府信息公开申请)?(\d+)件"),
        ("carry_out", r"结转下年度继续办理(\d+)件"),
        ("done", r"(?:办结|答复)(\d+)件"),
    ):
        assert set(told(report, pattern)) <= {total("t3", row)}
    nothing_received = any("未收到" in line.text or "没有收到" in line.text for line in report.prose())
    assert nothing_received == (total("t3", "new") == 0)
    assert set(told(report, r"行政复议(\d+)件")) <= {total("t4", "review")}
    assert set(told(report, r"行政诉讼(\d+)件")) <= {total("t4", "suit_direct") + total("t4", "suit_after")}
    if report.edition.id == "gov-2021":
        unpaid = total("t3", "misc_nopay")
        assert not unpaid or told(report, r"收费通知(?:的件数为)?(\d+)件")[0] >= unpaid
        assert any("信息处理费" in line.text for line in report.prose())


@quick
@given(reports())
def test_the_facts_are_found_in_the_text(report: Report) -> None:
    period = report.facts["period"]
    assert period.quote.startswith(f"{report.year}年1月1日")
    assert any(period.quote in line.text and line.place == period.place for line in report.intro)
    assert [line.place.paragraph for line in report.prose()] == sorted({line.place.paragraph for line in report.prose()})
    signed = report.facts.get("signed")
    assert (signed is None) == (not report.tail)
    assert all(f"{year}年" not in line.text for line in report.sections["s1"].lines for year in range(2000, 2030) if year != report.year)


def test_they_shrink_to_one_request_in_plain_words() -> None:
    smallest = find(
        reports(),
        lambda report: report.tables["t3"].cells["new", "total"].value > 0,
        settings=settings(database=None, max_examples=100, suppress_health_check=list(HealthCheck)),
    )
    assert smallest.unit == "临江县水利局"
    assert sum(bool(cell.value) for table in smallest.tables.values() for cell in table.cells.values()) <= 6
    usual = balanced(smallest.edition, year=smallest.year)
    assert smallest.intro == usual.intro
    assert smallest.sections["s6"] == usual.sections["s6"]


def test_they_shrink_to_the_least_number_that_will_do() -> None:
    smallest = find(
        reports(year=2023),
        lambda report: report.tables["t3"].cells["new", "total"].value >= 11,
        settings=settings(database=None, derandomize=True, max_examples=200, suppress_health_check=list(HealthCheck)),
    )
    assert {cell.value for cell in smallest.tables["t3"].cells.values()} == {0, 11}


@settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(families(years=(2021, 2022, 2023)))
def test_families_fit_over_years_and_units(family: Family) -> None:
    for years in family.units():
        for before, now in pairwise(years):
            for column in ("person", "biz", "sci", "ngo", "law", "other", "total"):
                assert now.cell("t3", "carry_in", column).value == before.cell("t3", "carry_out", column).value
            for row in ("a20_1.rule", "a20_1.norm"):
                made, repealed, valid = (now.cell("t2", row, column).value for column in ("made", "repeal", "valid"))
                assert valid == before.cell("t2", row, "valid").value + made - repealed
        for report in years:
            assert list(broken(report)) == []
    for i, year in enumerate(family.years):
        for table in family.parent[i].tables.values():
            for cell in table.cells.values():
                assert cell.value == sum(child.cell(*cell.key).value for child in family.below(year))


@settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(families(years=(2019, 2020, 2021)))
def test_families_may_cross_the_editions(family: Family) -> None:
    for first, second, third in family.units():
        assert (first.edition.id, second.edition.id, third.edition.id) == ("gov-2019", "gov-2019", "gov-2021")
        assert third.cell("t3", "carry_in", "total").value == second.cell("t3", "carry_out", "total").value
        for row in ("a20_5.permit", "a20_6.penalty", "a20_8.fee"):
            prev, delta = (first.cell("t2", row, column).value for column in ("prev", "delta"))
            assert second.cell("t2", row, "prev").value == prev + delta


def test_one_report_has_many_wordings() -> None:
    report = balanced(editions()["gov-2021"])
    seen: set[str] = set()

    @settings(max_examples=30, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    @given(prose(report))
    def collect(written: Report) -> None:
        assert written.tables == report.tables
        seen.add("\n".join(line.text for line in written.prose()))

    collect()
    assert len(seen) > 25


@settings(quick, max_examples=60)
@given(reports().flatmap(prose))
def test_whatever_the_wording_there_is_no_finding(report: Report) -> None:
    assert not gouji.check(report).findings


@pytest.mark.parametrize(
    ("part", "whole", "digits", "said"), [(258, 805, 1, "32.0%"), (1, 8, 1, "12.5%"), (1, 3, 0, "33%"), (1, 16, 2, "6.25%")]
)
def test_percentages_are_rounded_half_up(part: int, whole: int, digits: int, said: str) -> None:
    assert percentage(part, whole, digits) == said


def test_drawing_a_report_takes_milliseconds() -> None:
    drawn = 0

    @settings(max_examples=40, deadline=None, database=None, phases=[Phase.generate])
    @given(reports())
    def draw(report: Report) -> None:
        nonlocal drawn
        drawn += 1

    start = time.process_time()
    draw()
    assert (time.process_time() - start) / drawn < 0.1  # measured: about 5 ms


@pytest.mark.parametrize(
    ("strategy", "words"),
    [
        (reports(level="镇"), "没有 '镇' 这一级，有的是 dept、"),
        (reports(year=2015), "没有适用于2015年的格式版本"),
        (reports(year=2023).flatmap(lambda report: faults(report, only=["onemore"])), "没有 'onemore' 这种差错，是不是“one-more”？"),
        (reports(year=2020).flatmap(lambda report: faults(report, only=["rule-without-power"])), "容不下所列的任何一种差错"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(strategy: st.SearchStrategy[object], words: str) -> None:
    @settings(quick, max_examples=1, database=None)
    @given(strategy)
    def draw(_: object) -> None: ...

    with pytest.raises(ValueError, match=words):
        draw()


def test_a_second_year_is_never_just_the_first_again() -> None:
    for edition in editions().values():
        entries = {"answers": [Answer("open", "person", 3)], "disputes": [Dispute("review", "keep", 2)], "year": edition.year_from + 1}
        first = settle(edition, **entries)
        second = settle(edition, **entries, previous=first)
        report = second.fill(balanced(edition, year=edition.year_from + 1))
        assert report.cell("t2", "a20_5.permit", "dec").value == 1
        assert list(broken(report)) == []


def test_a_second_year_of_nothing_may_be_the_first_again() -> None:
    edition = editions()["gov-2021"]
    nothing = settle(edition)
    assert settle(edition, previous=nothing).values == nothing.values == {}
