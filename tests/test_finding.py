"""A finding's name stays with it whatever its place and words, and no two findings share one."""

import pytest

from gouji.data import editions
from gouji.document import Place
from gouji.finding import ERROR, INFO, WARNING, CellEvidence, Change, Finding, Result
from gouji.lean import replace
from gouji.report import Fact
from gouji.sample import balanced

REPORT = balanced(editions()["gov-2021"])
WRONG, RIGHT = CellEvidence("t3", "new", "total", "5", "subject"), CellEvidence("t3", "open", "total", "4", "right")
ON_CELLS = Finding("A1", "G01", ERROR, "差 1", "s3", cells=(WRONG, RIGHT))
COMPARED = Finding("A1", "G01", ERROR, "差 1", "s3", cells=(RIGHT,))
BY_KEY = Finding("T01", "T01", WARNING, "没有写明", key="title")
BY_QUOTE = Finding("W01", "W01", WARNING, "错字", "s1", quote="依 法公开")


@pytest.mark.parametrize("finding", [ON_CELLS, COMPARED, BY_KEY, BY_QUOTE])
def test_the_same_finding_at_another_place_in_other_words(finding):
    moved = replace(finding, message="别的说法", level=INFO, place=Place(line=9), quote=finding.quote.replace(" ", "\n"), delta="7")
    assert moved.fingerprint(replace(REPORT, path="b.txt")) == finding.fingerprint(REPORT)
    others = replace(ON_CELLS, cells=(RIGHT, WRONG))
    assert others.fingerprint(REPORT) == ON_CELLS.fingerprint(REPORT)


def test_different_findings_have_different_names():
    findings = [
        *(ON_CELLS, COMPARED, BY_KEY, BY_QUOTE),
        replace(ON_CELLS, rule="A2"),
        replace(ON_CELLS, cells=(WRONG._replace(column="person"), RIGHT)),
        replace(COMPARED, cells=(RIGHT._replace(row="done"),)),
        replace(COMPARED, cells=(), key="第一处"),
        replace(BY_KEY, key="intro"),
        replace(BY_QUOTE, quote="依法行政"),
        replace(BY_QUOTE, section="s5"),
    ]
    reports = [REPORT, REPORT.with_facts(unit=Fact("临江县教育局", "title")), REPORT.with_facts(year=Fact(2022, "title"))]
    names = [finding.fingerprint(report) for finding in findings for report in reports]
    assert len(set(names)) == len(names)


def test_the_account_of_a_result():
    result = Result(REPORT, (BY_KEY, BY_QUOTE), ())
    assert (result.worst(), result.count(WARNING), result.count(ERROR)) == (WARNING, 2, 0)
    assert Result(REPORT, (), ()).worst() is None
    assert Result(REPORT, (BY_KEY, ON_CELLS), ()).worst() == ERROR


def test_evidence_and_changes_have_the_address_of_their_cell():
    cell = REPORT.cell("t3", "new", "total")
    assert cell is not None
    assert CellEvidence.of(cell).key == Change(*cell.key, "5", "4").key == cell.key
