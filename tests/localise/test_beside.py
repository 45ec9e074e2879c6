"""What else is told of the cells a correction changes is the same fault, seen from another side."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.engine import check
from gouji.finding import CellEvidence, Finding
from gouji.in_force import Options, prepare
from gouji.lean import replace
from gouji.localise.beside import witnesses
from gouji.localise.causes import Cause
from gouji.sample import balanced
from gouji.values import parse

PACK = """format: 1
id: own
title: 自己的规则
extends: [national-2021]
rules:
  - id: X1
    title: 复议总计等于直接起诉总计
    assert: 行政复议.总计 = 未经复议直接起诉.总计
    level: {level}
    defect: G04
    basis: 自己的约定
    passes: {{行政复议.总计: 0}}
    fails: {{行政复议.总计: 2, 行政复议.结果维持: 2, says: 差 2}}
"""


@pytest.fixture(scope="module")
def in_force():
    return prepare(Options())


@pytest.fixture
def report():
    return balanced(editions()["gov-2021"])


def with_raw(report, **raws):
    """A copy with cells set to what is written in them: t3__open__person="-3"."""
    cells = []
    for name, raw in raws.items():
        kind, value, note = parse(str(raw))
        cells.append(report.cell(*name.split("__"))._replace(raw=str(raw), kind=kind, value=value, note=note))
    return report.with_cells(*cells)


def findings(report, in_force):
    return check(report, in_force.ruleset).findings


def filled(report, row, *numbers):
    """A copy with one row of 表三."""
    columns = ("person", "biz", "sci", "ngo", "law", "other", "total")
    return with_raw(report, **{f"t3__{row}__{column}": number for column, number in zip(columns, numbers, strict=True)})


def test_prose_that_bears_out_a_correction_is_part_of_the_same_finding(report, in_force):
    (finding,) = findings(with_raw(report, t3__new__total=9), in_force)
    assert "G09" in {equation.defect for equation in finding.equations}
    assert "与此相符" in finding.message


def test_prose_decides_between_equally_small_corrections(report, in_force):
    wrong = with_raw(report, t4__review__total=1)
    alone = findings(wrong, prepare(Options(select=("B1",))))
    assert len(alone[0].corrections) == 5
    told = findings(wrong, in_force)
    assert [[change.new for change in changes] for changes in told[0].corrections] == [["0"]]


def test_prose_on_the_sum_of_several_cells_bears_out_a_correction_too(report, in_force):
    section = report.sections["s1"]
    lines = (*section.lines, section.lines[-1]._replace(text="政府信息公开申请中，不予公开0件。"))
    told = replace(report, sections={**report.sections, "s1": replace(section, lines=lines)})
    (finding,) = findings(with_raw(told, t3__deny_secret__total=2), in_force)
    assert {"A2", "A3", "E5"} <= {equation.rule for equation in finding.equations}


@pytest.mark.parametrize(("raw", "words"), [("-5", "（像是多了负号）"), ("1.5", "（像是多了小数点）")])
def test_a_number_no_cell_may_hold_is_told_once_with_what_it_should_be(report, raw, words):
    right = {"-5": 5, "1.5": 15}[raw]
    changes = {f"t3__{row}__{column}": right for row in ("new", "open", "done") for column in ("person", "total")}
    wrong = with_raw(report, **{**changes, "t3__open__person": raw})
    (finding,) = findings(wrong, prepare(Options(select=("A", "N"))))
    assert finding.rule == "N06"
    assert {equation.rule for equation in finding.equations} == {"A2", "A3", "N06"}
    assert f"表三·予以公开·自然人填{raw}，按勾稽关系应为{right}{words}" in finding.message


def test_a_number_no_cell_may_hold_is_the_one_to_be_corrected(report):
    wrong = with_raw(report, t4__review__keep="-2", t4__review__other=3, t4__review__total=5)
    (finding,) = findings(wrong, prepare(Options(select=("B", "N"))))
    assert [[(c.column, c.new) for c in correction] for correction in finding.corrections] == [[("keep", "2")]]


def test_a_row_moved_onto_the_column_before_the_total_is_one_finding(report):
    right = report
    for row in ("new", "open", "done"):
        right = filled(right, row, 6, 3, 0, 0, 0, 0, 9)
    wrong = filled(right, "open", 6, 3, 0, 0, 0, 9, "")
    told = findings(wrong, prepare(Options(select=("A", "F04", "N01"))))
    assert [(finding.rule, finding.level) for finding in told] == [("F04", "error")]
    assert "9填错了列" in told[0].message.replace("件", "")
    assert {"A2", "F04"} <= {equation.rule for equation in told[0].equations}
    assert {(c.column, c.old, c.new) for c in told[0].corrections[0]} == {("other", "9", "0"), ("total", "", "9")}


def test_other_empty_cells_are_still_told_of(report):
    right = report
    for row in ("new", "open", "done"):
        right = filled(right, row, 6, 3, 0, 0, 0, 0, 9)
    wrong = filled(right, "open", "", 6, 3, 0, 0, 0, 0)
    told = findings(with_raw(wrong, t3__partial__sci=""), prepare(Options(select=("A", "N01"))))
    (blank,) = [finding for finding in told if finding.rule == "N01"]
    assert [(cell.row, cell.column) for cell in blank.cells] == [("partial", "sci")]


@pytest.mark.parametrize("level", ["error", "warning"])
def test_a_cross_sum_of_a_pack_takes_part_and_decides_only_if_it_must_hold(report, tmp_path, level):
    pack = tmp_path / "own.yaml"
    pack.write_text(PACK.format(level=level), encoding="utf-8")
    in_force = prepare(Options(rulesets=(str(pack),), select=("B", "X1")))
    values = {f"t4__{row}__{column}": 4 for row in ("review", "suit_direct") for column in ("correct", "total")}
    (finding,) = findings(with_raw(report, **{**values, "t4__review__total": 7}), in_force)
    assert {equation.rule for equation in finding.equations} == {"B1", "X1"}
    assert [(change.column, change.new) for change in finding.corrections[0]] == [("total", "4")]
    assert (len(finding.corrections) == 1) == (level == "error")


def test_a_pack_that_only_asks_for_an_explanation_never_corrects_by_itself(report, tmp_path):
    pack = tmp_path / "own.yaml"
    pack.write_text(PACK.format(level="warning"), encoding="utf-8")
    in_force = prepare(Options(rulesets=(str(pack),), select=("B", "X1")))
    (finding,) = findings(with_raw(report, t4__review__keep=2, t4__review__total=2), in_force)
    assert finding.rule == "X1"
    assert len(finding.corrections) != 1


def test_a_rule_that_fails_on_the_corrected_report_leaves_the_equations_as_they_are(report, monkeypatch):
    from gouji import localise

    def raising(*_):
        raise ZeroDivisionError("除以零")

    monkeypatch.setattr(localise, "merge", raising)
    result = check(with_raw(report, t3__open__person=6), prepare(Options(select=("A",))).ruleset)
    assert [failure.rule for failure in result.failures] == ["合并同因问题"]
    assert {finding.rule for finding in result.findings} == {"A2", "A3"}


def said(report, words):
    """A copy whose second part says this, too."""
    section = report.sections["s1"]
    lines = tuple(line._replace(text=line.text.replace("未收到政府信息公开申请", words)) for line in section.lines)
    return replace(report, sections={**report.sections, "s1": replace(section, lines=lines)})


def requests(report, total):
    """Twelve requests of persons, all answered; `total` is what the row of requests received gives as their sum."""
    right = report
    for row in ("new", "open", "done"):
        right = filled(right, row, 12, 0, 0, 0, 0, 0, 12)
    return with_raw(right, t3__new__total=total)


def test_prose_that_agrees_with_the_wrong_number_is_told_with_the_correction(report, in_force):
    (finding,) = findings(said(requests(report, 21), "新收政府信息公开申请21件"), in_force)
    assert [[change.new for change in correction] for correction in finding.corrections] == [["12"]]
    assert finding.message.endswith("新收政府信息公开申请21件”与现在的数相符，请一并核对")


def test_prose_that_says_the_right_number_is_part_of_the_evidence(report, in_force):
    (finding,) = findings(said(requests(report, 21), "新收政府信息公开申请12件"), in_force)
    assert "E1" in {equation.rule for equation in finding.equations}
    assert finding.message.endswith("新收政府信息公开申请12件”与此相符")


def test_a_correction_that_prose_speaks_against_is_told_last_but_told(report, in_force):
    """Prose that agrees with a wrong total may have been copied from it."""
    wrong = with_raw(report, t4__review__keep=8, t4__review__total=5)
    section = wrong.sections["s1"]
    others = tuple(line for line in section.lines if "复议" not in line.text)
    lines = (*others, section.lines[-1]._replace(text="因政府信息公开引起行政复议5件。"))
    wrong = replace(wrong, sections={**wrong.sections, "s1": replace(section, lines=lines)})
    (finding,) = [one for one in findings(wrong, in_force) if one.equations]
    assert [(change.column, change.new) for (change,) in finding.corrections] == [("keep", "5"), ("total", "8")]
    assert finding.message.endswith("；正文“因政府信息公开引起行政复议5件”与现在的数相符，改法按可能大小排列")


def test_last_year_s_report_bears_a_correction_out_or_speaks_against_it(report, in_force):
    last = balanced(report.edition, year=report.year - 1)
    last = with_raw(last, t3__carry_out__person=3, t3__carry_out__total=3, t3__new__person=3, t3__new__total=3)
    right = report
    for row in ("carry_in", "open", "done"):
        right = filled(right, row, 3, 0, 0, 0, 0, 0, 3)
    right = said(right, "新收政府信息公开申请0件")
    wrong = with_raw(right, t3__carry_in__person=5)
    told = [f for f in check(wrong, in_force.ruleset, previous=last).findings if f.corrections]
    assert [{equation.rule for equation in finding.equations} for finding in told] == [{"A1", "A3", "F1"}]
    other = with_raw(last, t3__carry_out__person=5, t3__carry_out__total=5)
    (finding,) = [f for f in check(wrong, in_force.ruleset, previous=other).findings if f.corrections]
    assert "；但改后表三自然人列：上年结转 3，上年年报的结转下年 5，差 2，请一并核对" in finding.message


def test_prose_that_says_a_third_number_leaves_one_sum_uncertain(report, in_force):
    section = report.sections["s1"]
    lines = (section.lines[0]._replace(text="因政府信息公开被申请行政复议119件。"),)
    told = replace(report, sections={**report.sections, "s1": replace(section, lines=lines)})
    moved = with_raw(
        told,
        **{f"t4__review__{column}": raw for column, raw in zip(("correct", "other", "pending", "total"), (15, 26, 38, 40), strict=True)},
    )
    found = [finding for finding in findings(moved, in_force) if finding.rule == "B1"]
    assert [len(finding.corrections) for finding in found] != [1]
    assert "可能的原因" in found[0].message


@pytest.mark.parametrize(("keys", "left"), [(["total"], True), (["total", "person"], False), ([], False)])
def test_what_a_rule_still_finds_is_left_of_a_finding_only_if_it_names_some_of_its_cells(report, keys, left):
    def told(*columns):
        cells = tuple(CellEvidence.of(report.cell("t3", "new", column)) for column in columns)
        return Finding("X1", "G01", "warning", "试", quote="新收", cells=cells)

    cause = Cause((), (((("t3", "new", "total"), 9),),))
    found = witnesses([told("total", "biz")], cause, report, lambda id, corrected: [told(*keys)], 1)
    assert [witness.left is not None for witness in found] == [left]
