"""What broke the equations: corrections as small as a whole row's are told beside it, and what is evident among too many faults."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.engine import check
from gouji.in_force import Options, prepare
from gouji.report import NUMBER
from gouji.sample import balanced

COLUMNS = ("person", "biz", "sci", "ngo", "law", "other", "total")


@pytest.fixture(scope="module")
def rules():
    """The equations alone; the prose of the sample knows nothing of the figures set here."""
    return prepare(Options(select=("A",))).ruleset


def with_cells(report, cells):
    return report.with_cells(*(report.cell("t3", *key)._replace(value=value, raw=str(value), kind=NUMBER) for key, value in cells.items()))


def of_requests(*rows):
    """A report with these rows of answers, and what came in and was done to go with them."""
    answers = {row: dict(zip(COLUMNS, numbers, strict=False)) for row, *numbers in rows}
    sums = {column: sum(of_row.get(column, 0) for of_row in answers.values()) for column in COLUMNS}
    rows = {**answers, "new": sums, "done": sums}
    cells = {(row, column): number for row, numbers in rows.items() for column, number in numbers.items()}
    totals = {(row, "total"): sum(numbers.values()) for row, numbers in rows.items()}
    return with_cells(balanced(editions()["gov-2021"]), {**cells, **totals})


def told(report, rules):
    return [finding for finding in check(report, rules).findings if finding.equations]


def corrections(finding):
    return [{(change.row, change.column): int(change.new) for change in one} for one in finding.corrections]


def test_a_row_gone_wrong_is_not_certain_where_other_corrections_are_as_small(rules):
    right = of_requests(("open", 20, 9, 5), ("partial", 11, 0, 6))
    exchanged = {("open", "biz"): 0, ("open", "other"): 9, ("partial", "person"): 6, ("partial", "sci"): 11}
    (finding,) = told(with_cells(right, exchanged), rules)
    assert "；可能的原因：表三予以公开行有4格与其他数对不上，应为自然人25、商业企业9、科研机构0、其他0，或表三·予以公开·" in finding.message
    whole, by_cell = corrections(finding)
    assert {row for row, _ in whole} == {"open"}
    assert by_cell == {key: right.cell("t3", *key).value for key in exchanged}


def test_a_row_gone_wrong_is_certain_where_all_other_corrections_are_larger(rules):
    right = of_requests(("open", 20, 9, 5), ("partial", 11, 0, 6))
    garbled = {("open", "person"): 27, ("open", "biz"): 1, ("open", "sci"): 8, ("open", "law"): 41}
    (finding,) = told(with_cells(right, garbled), rules)
    assert finding.message.startswith("表三予以公开行有4格与其他数对不上，应为自然人20、商业企业9、科研机构5、法律服务机构0：")
    assert corrections(finding) == [{key: right.cell("t3", *key).value for key in garbled}]


MANY = {
    "open": {"sci": 2, "ngo": 4},
    "partial": {"law": 2, "sci": 4},
    "deny_secret": {"person": 1, "biz": 1},
    "deny_law": {"law": 4, "other": 1},
    "deny_query": {"person": 6, "ngo": 3},
    "unable_make": {"biz": 3, "other": 2},
    "rej_repeat": {"ngo": 2},
    "rej_mass": {"person": 8},
    "misc_nosupp": {"sci": 7},
    "carry_out": {"law": 9},
}
"""Cells filled in by mistake, in so many rows and columns that no search weighs all their corrections."""


def test_among_too_many_faults_what_is_evident_is_told_as_likely(rules):
    right = of_requests(("open", 5), ("partial", 0, 3))
    findings = told(with_cells(right, {(row, column): value for row, cells in MANY.items() for column, value in cells.items()}), rules)
    assert not any(finding.corrections for finding in findings)
    (likely,) = [finding for finding in findings if "可能的原因" in finding.message]
    assert likely.message.endswith("；另有1条勾稽关系因此不平；可能的原因：表三·结转下年·法律服务机构由9改为0，请核对原始台账")
    others = [finding for finding in findings if finding is not likely]
    assert {len(finding.equations) for finding in others} == {1}
    # Nothing is lost: each row and column that does not come out is told.
    assert len(others) == len(MANY) - 1 + len(COLUMNS) - 1
