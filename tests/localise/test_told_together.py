"""Numbers of the text that are wrong together are one fault; what has nothing to do with it stays another."""

from __future__ import annotations

import time

import pytest

from gouji.data import editions
from gouji.engine import check
from gouji.in_force import Options, prepare
from gouji.lean import replace
from gouji.localise.system import system_of
from gouji.localise.told_together import told_together
from gouji.sample import balanced


@pytest.fixture(scope="module")
def in_force():
    return prepare(Options(select=("E1", "E2", "E3", "E4", "E5", "E7", "E10", "E12", "A1", "A2", "A3")))


@pytest.fixture
def report():
    """Balanced: 9 new requests and 2 carried over; 10 answered, 6 of them opened and 4 in part; 1 carried on."""
    numbers = {"new": 9, "carry_in": 2, "open": 6, "partial": 4, "done": 10, "carry_out": 1}
    blank = balanced(editions()["gov-2021"])
    cells = [blank.cell("t3", row, column) for row in numbers for column in ("person", "total")]
    return blank.with_cells(*(cell._replace(raw=str(numbers[cell.row]), value=numbers[cell.row]) for cell in cells))


def told(report, text, in_force):
    section = report.sections["s1"]
    lines = (section.lines[0]._replace(text=text),)
    written = replace(report, sections={**report.sections, "s1": replace(section, lines=lines)})
    return check(written, in_force.ruleset).findings


def test_two_numbers_of_the_text_exchanged_are_one_fault(report, in_force):
    (finding,) = told(report, "全年办结政府信息公开申请10件，其中予以公开4件、部分公开6件。", in_force)
    assert "像是写反了" in finding.message
    assert [equation.delta for equation in finding.equations] == ["-2", "2"]
    assert {cell.row for cell in finding.cells} == {"open", "partial"}


def test_numbers_that_no_equation_joins_may_be_exchanged_too(report, in_force):
    text = "因政府信息公开被申请行政复议0件、被提起行政诉讼3件。"
    suits = report.with_cells(*(report.cell("t4", "review", column)._replace(raw="3", value=3) for column in ("keep", "total")))
    (finding,) = told(suits, text, in_force)
    assert "像是写反了" in finding.message and {cell.row for cell in finding.cells} >= {"review", "suit_direct"}


def test_numbers_that_balance_among_themselves_are_one_fault(report, in_force):
    text = "本年度新收政府信息公开申请7件，上年结转2件，全年办结政府信息公开申请8件，其中予以公开4件、部分公开4件，结转下年度1件。"
    (finding,) = told(report, text, in_force)
    assert finding.level == "error"
    assert {cell.row for cell in finding.cells} == {"new", "done", "open"}
    assert "这3个数按正文也能相平" in finding.message


def test_two_pairs_exchanged_are_two_faults(report, in_force):
    text = "本年度新收政府信息公开申请2件，上年结转政府信息公开申请9件。全年办结政府信息公开申请10件，其中予以公开4件、部分公开6件。"
    assert [{cell.row for cell in finding.cells} for finding in told(report, text, in_force)] == [{"new", "carry_in"}, {"open", "partial"}]


def test_numbers_that_do_not_balance_stay_apart(report, in_force):
    assert len(told(report, "全年办结政府信息公开申请10件，其中予以公开4件、部分公开7件。", in_force)) == 2


def test_part_of_what_a_sum_needs_is_not_enough(report, in_force):
    text = "本年度新收政府信息公开申请7件，全年办结政府信息公开申请8件，其中予以公开5件。"
    assert len(told(report, text, in_force)) == 3


def test_a_fault_of_another_table_stays_by_itself(report, in_force):
    text = "全年办结政府信息公开申请10件，其中予以公开4件、部分公开6件。因政府信息公开被申请行政复议1件。"
    assert sorted(len(finding.equations) for finding in told(report, text, in_force)) == [0, 2]


def test_one_sentence_that_two_cells_refute_is_one_fault(report, in_force):
    groups = [report.cell("t4", group, column) for group in ("review", "suit_direct") for column in ("keep", "total")]
    some = report.with_cells(*(cell._replace(raw="3", value=3) for cell in groups))
    (finding,) = told(some, "全年未发生因政府信息公开引起的行政复议、行政诉讼。", in_force)
    assert finding.rule == "E12"
    assert finding.message.count("未发生") == 1
    assert {cell.row for cell in finding.cells} >= {"review", "suit_direct"}


def test_a_number_no_cell_may_hold_and_the_text_that_says_another_are_one_fault(report):
    cell = report.cell("t2", "a20_8.fee", "amt")
    yuan = report.with_cells(cell._replace(raw="6315000", value=6315000))
    (finding,) = told(yuan, "全年行政事业性收费6315000元。", prepare(Options(select=("E14", "N04"))))
    assert [equation.rule for equation in finding.equations] == ["N04", "E14"]
    assert "元当成了万元" in finding.message or "不合常理" in finding.message


def test_what_the_text_says_of_a_cell_is_told_once_though_two_rules_doubt_it(report):
    cell = report.cell("t2", "a20_8.fee", "amt")
    wrong = report.with_cells(cell._replace(raw="-6315000", value=-6315000))
    findings = told(wrong, "全年行政事业性收费6315000元。", prepare(Options(select=("E14", "N04", "N06"))))
    assert sum(finding.message.count("全年行政事业性收费") for finding in findings) == 1


def test_many_numbers_take_time_by_their_number_only(report, in_force):
    (one,) = told(report, "予以公开政府信息公开申请7件。", in_force)
    many = [replace(one, quote=f"予以公开{number}件", actual=str(number), delta=str(number - 6)) for number in range(7, 8_000)]
    start = time.process_time()
    assert told_together(many, system_of((), report.edition), report, lambda rule, corrected: []) == many
    assert time.process_time() - start < 2  # each held against each: five


@pytest.fixture
def county(report):
    """A county's department: no regulations, 4 normative documents made and 1 repealed, 11 in force."""
    return holding(report, {("a20_1.norm", "made"): 4, ("a20_1.norm", "repeal"): 1, ("a20_1.norm", "valid"): 11})


def holding(report, values):
    return report.with_cells(*(report.cell("t2", *key)._replace(raw=str(value), value=value) for key, value in values.items()))


def test_a_bound_that_holds_with_the_number_of_the_text_is_told_with_it(county):
    wrong = holding(county, {("a20_1.norm", "made"): 40})
    (finding,) = told(wrong, "全年制发行政规范性文件4件。", prepare(Options(select=("E13", "C7"))))
    assert [equation.rule for equation in finding.equations] == ["E13", "C7"]
    assert "写4件" in finding.message and "应当不大于 现行有效 11" in finding.message and finding.message.endswith("请核对，改正其中一处。")
    assert [cell.column for cell in finding.cells] == ["made", "valid"]


def test_a_bound_that_the_number_of_the_text_exceeds_as_well_stays_apart(county):
    wrong = holding(county, {("a20_1.norm", "made"): 40})
    findings = told(wrong, "全年制发行政规范性文件14件。", prepare(Options(select=("E13", "C7"))))
    assert sorted(finding.rule for finding in findings) == ["C7", "E13"]


def test_what_a_cell_may_not_hold_at_all_exceeds_nothing_besides(county):
    wrong = holding(county, {("a20_1.rule", "made"): 1})
    (finding,) = told(wrong, "没有制定规章。", prepare(Options(select=("N08", "C7"))))
    assert finding.rule == "N08" and finding.message.endswith("请改为0，行政规范性文件应填在下一行。")


def test_one_number_that_exceeds_two_others_is_told_once():
    sample = balanced(editions()["gov-2019"])
    wrong = holding(sample, {("a20_1.norm", "made"): 1, ("a20_1.norm", "pub"): 10, ("a20_1.norm", "pub_total"): 6})
    (finding,) = told(wrong, "公开了规范性文件。", prepare(Options(select=("C2", "C3"))))
    assert finding.message.count("新公开 10") == 1 and finding.message.count("应当不大于") == 2
    assert finding.message.endswith("；请核对。")


def test_what_follows_from_a_wrong_total_is_told_with_it(report):
    numbers = {("review", "keep"): 3, ("review", "total"): 0, ("suit_after", "keep"): 2, ("suit_after", "total"): 2}
    wrong = report.with_cells(*(report.cell("t4", *key)._replace(raw=str(value), value=value) for key, value in numbers.items()))
    (finding,) = told(wrong, "全年有行政复议。", prepare(Options(select=("B1", "B3", "B5"))))
    assert [equation.rule for equation in finding.equations] == ["B1", "B5"]


def test_tables_mended_and_the_text_not_are_one_fault_however_many_numbers(report, in_force):
    (one,) = told(report, "予以公开政府信息公开申请7件。", in_force)
    rows = [row.id for row in report.edition.table("t3").rows if row.data and row.level == 2][:12]

    def said(row, more):
        cell = one.cells[0]._replace(row=row, column="total", value="0")
        return replace(one, quote=row, cells=(cell,), actual=str(more), delta=str(more))

    those = [*(said(row, 1) for row in rows), said("done", len(rows))]
    system = system_of((rule for rule in in_force.ruleset.rules if rule.id == "A2"), report.edition)
    (joined,) = told_together(those, system, report, lambda rule, corrected: [])
    assert "这13个数按正文也能相平" in joined.message
    assert len(told_together(those[:-1], system, report, lambda rule, corrected: [])) == 12


def test_a_number_of_the_text_far_off_its_cells_decides_where_a_correction_makes_it_right(report):
    outcomes = dict(zip(("keep", "correct", "other", "pending", "total"), (0, 47, 53, 109, 10), strict=True))
    wrong = report.with_cells(
        *(report.cell("t4", "suit_after", column)._replace(raw=str(value), value=value) for column, value in outcomes.items())
    )
    (finding,) = told(wrong, "因政府信息公开被提起行政诉讼219件。", prepare(Options(select=("B3", "E10"))))
    (correction,) = finding.corrections
    assert [change.new for change in correction] == ["47", "53", "109", "10", "219"]
