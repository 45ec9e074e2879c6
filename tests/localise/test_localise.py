"""One fault told once, at the cell where it is, with the smallest corrections."""

from __future__ import annotations

from itertools import product

import pytest

from gouji.data import editions
from gouji.engine import check
from gouji.in_force import Options, prepare
from gouji.localise import residuals, smallest, system_of, values_of
from gouji.report import NUMBER
from gouji.sample import balanced
from gouji.values import written


@pytest.fixture(scope="module")
def in_force():
    """The equations alone; the prose of the sample knows nothing of the figures set here."""
    return prepare(Options(select=("A", "B")))


def with_values(report, **values):
    """A copy with cells of 表三 or 表四 set: t3__open__person=3."""
    cells = []
    for name, value in values.items():
        cell = report.cell(*name.split("__"))
        cells.append(cell._replace(value=value, raw=str(value), kind=NUMBER))
    return report.with_cells(*cells)


@pytest.fixture(scope="module")
def report():
    base = balanced(editions()["gov-2021"])
    return with_values(
        base,
        **{f"t3__{row}__person": 5 for row in ("new", "open", "done")},
        **{f"t3__{row}__biz": 3 for row in ("new", "partial", "done")},
        **{f"t3__{row}__total": n for row, n in (("new", 8), ("open", 5), ("partial", 3), ("done", 8))},
        t4__review__keep=2,
        t4__review__pending=1,
        t4__review__total=3,
    )


def broken(report, in_force):
    return [f for f in check(report, in_force.ruleset).findings if f.equations]


def test_balanced_report_has_no_broken_equation(report, in_force):
    assert broken(report, in_force) == []


def test_every_single_wrong_cell_of_table_three_is_named_and_mended(report, in_force):
    spec = report.edition.table("t3")
    for (row, column), step in product(list(spec.keys()), (1, 7)):
        cell = report.cell("t3", row, column)
        wrong = report.with_cells(cell._replace(value=cell.value + step, raw=str(cell.value + step)))
        (finding,) = broken(wrong, in_force)
        assert [c[:3] for c in finding.cells if c.role == "subject"] == [cell.key]
        assert [[change.new for change in changes] for changes in finding.corrections] == [[written(cell.value)]]
        assert finding.expected == written(cell.value)
        assert len(finding.equations) >= 2


def test_wrong_total_of_table_four_lists_the_alternatives(report, in_force):
    (finding,) = broken(with_values(report, t4__review__total=4), in_force)
    assert finding.rule == "B1"
    changes = {(c.row, c.column, c.new) for (c,) in finding.corrections}
    assert ("review", "total", "3") in changes
    assert ("review", "keep", "3") in changes
    assert finding.restated.startswith("；可能的原因：")
    assert finding.message.endswith(finding.restated)


def test_the_alternative_that_looks_like_a_slip_of_the_pen_comes_first_and_says_so(report, in_force):
    right = with_values(report, t4__review__keep=12, t4__review__other=5, t4__review__total=18)
    (finding,) = broken(with_values(right, t4__review__keep=21), in_force)
    assert "可能的原因：表四·行政复议·结果维持由21改为12（像是数字颠倒），或表四·行政复议·总计由18改为27，" in finding.message
    assert not finding.restated


def test_swapped_cells_are_said_to_be_swapped(report, in_force):
    wrong = with_values(report, t3__open__person=3, t3__partial__person=2, t3__open__total=5, t3__partial__total=3)
    (finding,) = broken(wrong, in_force)
    assert finding.rule in ("A2", "A3")
    swapped = with_values(report, t3__open__person=0, t3__partial__person=5)
    (finding,) = broken(swapped, in_force)
    assert len(finding.corrections[0]) == 2
    assert "互换" in finding.message


def test_two_separate_faults_are_two_findings(report, in_force):
    wrong = with_values(report, t3__open__person=6, t3__partial__biz=1)
    findings = broken(wrong, in_force)
    assert {f.cells[0][1:3] for f in findings} == {("open", "person"), ("partial", "biz")}
    assert all(len(f.corrections) == 1 for f in findings)


def test_faults_in_different_tables_do_not_mix(report, in_force):
    findings = broken(with_values(report, t3__open__person=6, t4__review__total=9), in_force)
    assert {f.rule for f in findings} >= {"B1"}
    assert len(findings) == 2


def test_many_faults_at_once_name_the_evident_cells(report, in_force):
    rows = ["open", "partial", "deny_secret", "deny_law", "deny_query", "unable_make"]
    columns = ["person", "biz", "sci", "ngo", "law", "other"]
    changes = {f"t3__{row}__{column}": 10 + n for n, (row, column) in enumerate(zip(rows, columns, strict=True))}
    findings = broken(with_values(report, **changes), in_force)
    named = {cell[1:3] for f in findings for cell in f.cells if cell.role == "subject"}
    assert set(zip(rows, columns, strict=True)) <= named


def test_corrections_restore_every_equation(report, in_force):
    system = system_of(in_force.ruleset.rules, report.edition)
    values = values_of(with_values(report, t3__new__person=9, t3__done__law=2))
    off, known = residuals(system, values)
    for solution in smallest(system, values, off, known):
        assert residuals(system, {**values, **dict(solution)})[0] == {}


def test_blank_cell_takes_no_part(report, in_force):
    cell = report.cell("t3", "open", "person")
    blank = report.with_cells(cell._replace(value=None, raw="", kind="blank"))
    assert broken(blank, in_force) == []


def test_ignored_rules_are_not_judged_by(report):
    only = prepare(Options(select=("A3",)))
    (finding,) = broken(with_values(report, t3__open__person=6), only)
    assert {e.rule for e in finding.equations} == {"A3"}


def test_a_correction_that_one_equation_alone_speaks_for_is_told_with_reserve(report, in_force):
    (finding,) = broken(with_values(report, t4__review__keep=40, t4__review__total=3), in_force)
    assert finding.message.startswith("表四·行政复议·结果维持填40，其余各格无误的话应为2：") or len(finding.corrections) > 1
    (finding,) = broken(with_values(report, t3__open__person=6), in_force)
    assert "按勾稽关系应为5：" in finding.message


@pytest.mark.parametrize("count", [5, 7, 9])
def test_faults_in_as_many_rows_are_found_all(report, in_force, count):
    rows = [row.id for row in report.edition.table("t3").rows if row.data and row.id not in ("new", "carry_in", "done", "carry_out")]
    columns = ("person", "biz", "sci", "ngo", "law", "other")
    cells = {(row, columns[number % 6]): 20 + 2**number for number, row in enumerate(rows[:count])}
    wrong = with_values(report, **{f"t3__{row}__{column}": value for (row, column), value in cells.items()})
    changed = {(c.row, c.column) for finding in broken(wrong, in_force) for (*correction,) in finding.corrections for c in correction}
    assert changed == cells.keys()


def test_a_row_whose_name_begins_with_a_number_stands_in_quotes(report, in_force):
    (finding,) = broken(with_values(report, t3__deny_safety__person=1), in_force)
    assert finding.defect == "G02"
    (finding,) = broken(with_values(report, t3__deny_safety__total=1, t3__deny_safety__biz=2), in_force)
    assert "表三“三安全一稳定”行：总计 1，" in finding.message
