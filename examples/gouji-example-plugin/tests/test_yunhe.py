"""The ruleset yunhe: its cases, the contract of all rules, and what is peculiar to YH02."""

from dataclasses import replace

from gouji_example.rules import corrected_but_not_a_problem
from hypothesis import given
from hypothesis import strategies as st

from gouji.document import Paragraph
from gouji.finding import Finding
from gouji.rule import Subject
from gouji.testing.strategies import reports


def test_the_ruleset(gouji_pack):
    gouji_pack("../gouji_example/yunhe.yaml", plugins=["gouji_example"]).check()


@given(reports(), st.sampled_from(["review", "suit_direct", "suit_after"]), st.integers(1, 99), st.booleans())
def test_what_was_corrected_is_missed_whatever_the_rest_of_the_report(report, row, number, told):
    cell = report.cell("t4", row, "correct")
    section = report.sections["s5"]
    line = Paragraph("有案件被纠正。" if told else "公开不够及时。", section.heading.place)
    report = report.with_cells(cell._replace(raw=str(number), value=number))
    report = replace(report, sections={**report.sections, "s5": replace(section, lines=(line,))})
    found = [one for one in corrected_but_not_a_problem.check(Subject(corrected_but_not_a_problem, report)) if isinstance(one, Finding)]
    assert bool(found) == (not told)
    for finding in found:
        assert ("t4", row, "correct") in [(one.table, one.row, one.column) for one in finding.cells]
