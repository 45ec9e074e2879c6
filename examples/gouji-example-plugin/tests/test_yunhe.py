"""The ruleset yunhe: its cases, the contract of all rules, and what is peculiar to YH02."""

from dataclasses import replace

from gouji_example.rules import corrected_but_not_a_problem
from hypothesis import given
from hypothesis import strategies as st

from gouji.document import Paragraph
from gouji.finding import Finding
from gouji.report import Report
from gouji.rule import Subject
from gouji.testing.like import like
from gouji.testing.strategies import quick, reports


def test_the_ruleset(gouji_pack):
    gouji_pack("../gouji_example/yunhe.yaml", plugins=["gouji_example"]).check()


def told(report: Report) -> list[Finding]:
    """What YH02 says of a report."""
    outcomes = corrected_but_not_a_problem.check(Subject(corrected_but_not_a_problem, report))
    return [outcome for outcome in outcomes if isinstance(outcome, Finding)]


def test_one_case_set_right_is_missed():
    report = like({"行政复议.结果纠正": 1, "行政复议.总计": 1, "五": "公开不够及时。"}, year=2023)
    assert [finding.message for finding in told(report)] == ["表四有 1 件结果纠正，第五部分“存在的主要问题”却没有提到"]


@quick
@given(reports(), st.sampled_from(["review", "suit_direct", "suit_after"]), st.integers(1, 99), st.booleans())
def test_what_was_corrected_is_missed_whatever_the_rest_of_the_report(report, row, number, mentioned):
    cell = report.cell("t4", row, "correct")
    section = report.sections["s5"]
    line = Paragraph("有案件被纠正。" if mentioned else "公开不够及时。", section.heading.place)
    report = report.with_cells(cell._replace(raw=str(number), value=number))
    report = replace(report, sections={**report.sections, "s5": replace(section, lines=(line,))})
    found = told(report)
    assert bool(found) == (not mentioned)
    for finding in found:
        assert ("t4", row, "correct") in [(one.table, one.row, one.column) for one in finding.cells]


@quick
@given(reports(), st.randoms())
def test_the_order_of_paragraphs_does_not_matter(report, random):
    section = report.sections["s5"]
    lines = random.sample(section.lines, len(section.lines))
    turned = replace(report, sections={**report.sections, "s5": replace(section, lines=tuple(lines))})
    assert told(turned) == told(report)
