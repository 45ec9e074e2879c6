"""Formulas on reports: what holds, what does not, what cannot be judged, and what is said."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from gouji.cases import changed
from gouji.data import editions
from gouji.document import Place
from gouji.finding import FAILED, NOT_ASSESSED, PASSED, READING, WARNING, Check, Finding, NotAssessed
from gouji.formula import Formula, resolving
from gouji.formula.names import parse_each
from gouji.formula.plain import plain_formula
from gouji.formula.syntax import FormulaError
from gouji.report import Report
from gouji.rule import Outcome, Rule, Subject
from gouji.sample import balanced

NEW, OLD = editions()["gov-2021"], editions()["gov-2019"]
A1 = "新收 + 上年结转 = 办理总计 + 结转下年"


def judged(text: str, report: Report, *, previous: Report | None = None, below: tuple[Report, ...] = (), **more: str) -> list[Outcome]:
    formula = Formula(plain_formula(text, [report.edition], **more))
    rule = Rule("X1", "试验", "error", "G01", "某条", formula.judge, formula=formula)
    return list(formula.judge(Subject(rule, report, previous=previous, below=below)))


def findings(outcomes: list[Outcome]) -> list[Finding]:
    return [outcome for outcome in outcomes if isinstance(outcome, Finding)]


def checks(outcomes: list[Outcome]) -> list[Check]:
    return [outcome for outcome in outcomes if isinstance(outcome, Check)]


def report(given: Mapping[str, Any], each: str = "表三 列", edition: Any = NEW) -> Report:
    return changed(balanced(edition), given, parse_each(each) if each else None)


def test_a_balanced_report_passes_once_for_every_column():
    outcomes = judged(A1, balanced(NEW), each="表三 列")
    assert [check.outcome for check in checks(outcomes)] == [PASSED] * 7
    assert checks(outcomes)[0].text == "表三自然人列：新收 0 ＋ 上年结转 0 ＝ 办理总计 0 ＋ 结转下年 0"
    assert checks(outcomes)[0].cells[0] == ("t3", "new", "person")


@pytest.mark.parametrize(
    ("text", "when", "linear"),
    [
        ("新收.总计 = 办理总计.总计", "", True),
        ("新收.总计 ≤ 办理总计.总计 + 1", "", True),
        ("新收.总计 ≠ 办理总计.总计", "", False),
        ("新收.总计 = 办理总计.总计 误差 1", "", False),
        ("新收.总计 = 上年.结转下年.总计", "", False),
        ("新收.总计 = 办理总计.总计", "新收.总计 > 0", False),
    ],
)
def test_what_can_be_reasoned_about_as_a_plain_equation(text: str, when: str, linear: bool):
    (instance,) = Formula(plain_formula(text, [NEW], when=when)).instances(NEW)
    assert instance.linear is linear


def test_the_message_of_the_design():
    (found,) = findings(judged(A1, report({"新收": 3, "上年结转": 1, "办理总计": 2, "结转下年": 1}), each="表三 列"))
    assert found.message == "表三自然人列：新收 3 ＋ 上年结转 1 ＝ 4，办理总计 2 ＋ 结转下年 1 ＝ 3，差 1"
    assert (found.actual, found.expected, found.delta) == ("4", "3", "1")
    assert [cell.role for cell in found.cells] == ["left", "left", "right", "right"]
    assert found.section == "s3"
    assert found.place != Place()
    (equation,) = found.equations
    assert (equation.left, equation.right, equation.delta) == ("4", "3", "1")
    assert equation.text == f"表三自然人列：{A1}"


def test_long_sums_leave_out_zeros_and_say_so():
    given = report({"办理总计": 3, "予以公开": 2})
    (found,) = findings(judged("办理总计 = 合计(办理结果)", given, each="表三 列"))
    assert found.message == "表三自然人列：办理总计 3，予以公开 2（其余 20 项为 0）＝ 2，差 1"
    outcomes = judged("办理总计 = 合计(办理结果)", report({"办理总计": 3}), each="表三 列")
    assert findings(outcomes)[0].message == "表三自然人列：办理总计 3，21 项全为 0，合计 0，差 3"
    assert checks(outcomes)[0].text == "表三自然人列：办理总计 3 ＝ 21 项（全为 0）"


@pytest.mark.parametrize(("raw", "words"), [("", "是空格"), ("/", "填的是“/”"), ("约3件", "填的是文字")])
def test_what_is_no_number_is_never_zero(raw: str, words: str):
    given = report({"新收": raw})
    outcomes = judged(A1, given, each="表三 列")
    assert not findings(outcomes)
    (hindered,) = [outcome for outcome in outcomes if isinstance(outcome, NotAssessed)]
    assert f"表三·新收·自然人{words}" in hindered.why
    assert "其余 6 处已核对" in hindered.why
    assert hindered.cells == (("t3", "new", "person"),)
    assert [check.outcome for check in checks(outcomes)].count(NOT_ASSESSED) == 1
    assert "没有核对" in checks(outcomes)[0].text


def test_why_a_cell_is_blank_is_told_where_the_loader_knows_it():
    given = report({"新收": ""})
    noted = given.with_cells(given.cell("t3", "new", "person")._replace(note="公式没有结果"))
    (hindered,) = [outcome for outcome in judged(A1, noted, each="表三 列") if isinstance(outcome, NotAssessed)]
    assert "表三·新收·自然人是空格（公式没有结果），无法核对" in hindered.why


def test_a_blank_does_not_hide_a_fault_elsewhere():
    given = report({"新收": "", "表三.新收.总计": 5})
    assert [found.key for found in findings(judged(A1, given, each="表三 列"))] == ["表三总计列"]


def test_a_missing_table_is_told_once():
    tables = {id: table for id, table in balanced(NEW).tables.items() if id != "t3"}
    given = replace(balanced(NEW), tables=tables)
    (hindered,) = [outcome for outcome in judged(A1, given, each="表三 列") if isinstance(outcome, NotAssessed)]
    assert hindered.why == "因为没有表三，无法核对“试验”"


def test_a_cell_of_doubtful_reading_makes_the_finding_doubtful_and_no_error():
    given = report({"新收": 3})
    cell = given.cell("t3", "new", "person")
    assert cell is not None
    given = given.with_cells(cell._replace(doubt="列位置按顺序推定"))
    (found,) = findings(judged(A1, given, each="表三 列"))
    assert (found.doubt, found.level) == (READING, WARNING)


def test_decimals_are_exact():
    given = report({"政府集中采购.采购金额": "0.3"}, "", OLD)
    assert not findings(judged("政府集中采购.采购金额 = 0.1 × 3", given))
    given = report({"政府集中采购.采购金额": "0.30000000000001"}, "", OLD)
    (found,) = findings(judged("政府集中采购.采购金额 = 0.3", given))
    assert found.delta == "0.00000000000001"


@pytest.mark.parametrize(
    ("text", "value", "fails"),
    [
        ("新收.总计 = 4 误差 1", 5, False),
        ("新收.总计 = 4 误差 1", 6, True),
        ("新收.总计 ≠ 4", 4, True),
        ("新收.总计 < 4", 4, True),
        ("新收.总计 ≤ 4", 4, False),
        ("新收.总计 > 4", 4, True),
        ("新收.总计 ≥ 5", 4, True),
        ("整数(新收.总计)", "2.5", True),
        ("整数(新收.总计)", "2.0", False),
        ("-新收.总计 + 8 = 新收.总计", 4, False),
    ],
)
def test_relations(text: str, value: object, fails: bool):
    assert bool(findings(judged(text, report({"表三.新收.总计": value})))) == fails


def test_a_whole_number_is_shown_as_such():
    (check, *_) = checks(judged("整数(新收)", balanced(NEW), each="表三 列"))
    assert check.text == "表三自然人列：新收 0，应当是整数"


def test_a_constant_beside_noughts_is_shown_with_them():
    found, *_ = findings(judged("总计 = 合计(申请人) + 2", balanced(NEW), each="表三 行"))
    assert found.message == "表三新收行：总计 0，2（6 项全为 0）＝ 2，差 2"


def test_a_condition_that_does_not_hold_is_known_beside_a_blank():
    outcomes = judged("新收 = 办理总计", report({"新收": "", "上年结转": 0}), each="表三 列", when="上年结转 > 0")
    assert not findings(outcomes)
    assert [check.outcome for check in checks(outcomes)] == [PASSED]


def test_inequalities_say_what_should_be():
    given = report({"制发": 5, "现行有效": 3}, "表二 规章 行")
    (found,) = findings(judged("制发 ≤ 现行有效", given, each="表二 规章 行"))
    assert found.message == "表二规章行：制发 5，应当不大于 现行有效 3，相差 2"
    assert found.expected == "≤3"


def test_each_cell_has_its_own_finding_about_itself():
    (found,) = findings(judged("本格 ≥ 0", report({"本格": -2}, "各表 计数格"), each="各表 计数格"))
    assert found.message == "表二·规章·制发 -2，应当不小于 0"
    assert [cell.role for cell in found.cells] == ["subject"]


def test_two_comparisons_of_one_place_are_one_finding_with_both_equations():
    (found,) = findings(judged("新收 = 办理总计 且 新收 = 结转下年", report({"新收": 3}), each="表三 列"))
    assert len(found.equations) == 2
    assert "；" in found.message


def test_when_makes_the_rule_silent_and_an_unknown_condition_is_told():
    condition = {"each": "表三 列", "when": "已填(不予公开小计)"}
    text = "不予公开小计 = 合计(不予公开)"
    outcomes = judged(text, balanced(NEW), **condition)
    assert [check.text for check in checks(outcomes)] == ["试验：前提不成立，无须核对"]
    assert findings(judged(text, report({"不予公开小计": 2}), **condition))
    blank = report({"行政复议.总计": ""}, "")
    outcomes = judged("复议后起诉.总计 = 0", blank, when="行政复议.总计 = 0")
    assert any(isinstance(outcome, NotAssessed) for outcome in outcomes)


def test_last_years_report():
    last = report({"结转下年": 3}, edition=OLD)
    (found,) = findings(judged("上年结转 = 上年.结转下年", balanced(NEW), previous=last, each="表三 列"))
    assert found.message == "表三自然人列：上年结转 0，上年年报的结转下年 3，差 3"
    assert [(cell.row, cell.role) for cell in found.cells] == [("carry_in", "left")]
    (outcome,) = judged("上年结转 = 上年.结转下年", balanced(NEW), each="表三 列")
    assert isinstance(outcome, NotAssessed)


def test_last_years_edition_lacks_the_item():
    outcomes = judged("现行有效 = 上年.现行有效", balanced(NEW), previous=balanced(OLD), each="表二 规章 行")
    assert "在所用的格式里没有" in next(outcome.why for outcome in outcomes if isinstance(outcome, NotAssessed))


def test_units_below_are_summed_and_a_blank_among_them_is_told():
    below = tuple(report({"表三.新收.总计": value}) for value in (2, 3))
    assert not findings(judged("新收.总计 = 合计(下级.新收.总计)", report({"表三.新收.总计": 5}), below=below))
    (found,) = findings(judged("新收.总计 = 合计(下级.新收.总计)", report({"表三.新收.总计": 6}), below=below))
    assert "下级新收·总计合计 5" in found.message
    blank = (*below, report({"表三.新收.总计": ""}))
    assert not findings(judged("新收.总计 = 合计(下级.新收.总计)", report({"表三.新收.总计": 6}), below=blank))


def test_an_authors_message():
    given = report({"新收": 3})
    message = "{处}两边不等：{左式} 与 {右式}，左 {左} 右 {右} 差 {差}，新收是 {新收}"
    (found,) = findings(judged(A1, given, each="表三 列", message=message))
    assert found.message == "表三自然人列两边不等：新收 3 ＋ 上年结转 0 与 办理总计 0 ＋ 结转下年 0，左 3 右 0 差 3，新收是 3"


def test_an_authors_message_on_a_number_that_is_not_whole():
    (found,) = findings(judged("整数(新收)", report({"新收": "1.5"}), each="表三 列", message="{处}写作 {左}，新收 {新收} 不是整数"))
    assert found.message == "表三自然人列写作 1.5，新收 1.5 不是整数"


def test_instances_are_linear_equations_over_cells():
    formula = Formula(plain_formula("总计 = 合计(申请人)", [NEW], each="表三 行"))
    instances = formula.instances(NEW)
    assert len(instances) == 25
    first = instances[0]
    assert first.terms[0] == (("t3", "new", "total"), 1)
    assert [coefficient for _, coefficient in first.terms] == [1, -1, -1, -1, -1, -1, -1]
    assert first.linear and first.relation == "=" and first.constant == 0
    assert formula.instances(OLD) == []


def test_constants_coefficients_and_what_is_not_linear():
    (instance,) = Formula(plain_formula("新收.总计 + 1 ≥ 0.5 × 办理总计.总计", [NEW])).instances(NEW)
    assert instance.terms == ((("t3", "new", "total"), 1), (("t3", "done", "total"), Decimal("-0.5")))
    assert (instance.constant, instance.relation) == (1, "≥")
    for text, more in (("上年结转 = 上年.结转下年", {}), ("新收 ≠ 办理总计", {}), ("新收 = 办理总计", {"when": "新收 > 0"})):
        assert not any(one.linear for one in Formula(plain_formula(text, [NEW], each="表三 列", **more)).instances(NEW))


def test_checks_survive_the_way_between_processes():
    check = checks(judged(A1, balanced(NEW), each="表三 列"))[0]
    again = pickle.loads(pickle.dumps(check))
    assert again == check and again.text == check.text and again.outcome == PASSED


def test_failed_checks_are_recorded():
    assert [check.outcome for check in checks(judged(A1, report({"新收": 1}), each="表三 列"))].count(FAILED) == 1


@pytest.mark.parametrize(
    ("text", "more", "part", "words"),
    [
        ("新手 = 办理总计", {"each": "表三 列"}, "formula", "是不是“新收”"),
        ("不予公开 = 1", {"each": "表三 列"}, "formula", "合计(不予公开)"),
        ("合计(新收) = 1", {"each": "表三 列"}, "formula", "不用写 合计"),
        ("下级.新收 = 1", {"each": "表三 列"}, "formula", "合计(下级.新收)"),
        ("去年.结转下年 = 上年结转", {"each": "表三 列"}, "formula", "“去年”请写 上年"),
        ("新收 = 1", {}, "formula", "不完整"),
        ("新收.总记 = 1", {}, "formula", "是不是“新收.总计”"),
        ("本格 = 1", {"each": "表三 列"}, "formula", "本格"),
        ("处理决定 = 0", {"each": "表二 行"}, "formula", "没有叫“处理决定”的列"),
        ("制发 = 0", {"each": "表二 列"}, "each", "分块"),
        ("新收 = 0", {"each": "表三 例"}, "each", "不是“例”"),
        ("新收 = 0", {"each": "表五 列"}, "each", "没有叫“表五”的表"),
        ("新收 = 0", {"each": "表三 不予处里 行"}, "each", "是不是“不予处理”"),
        ("新收 = 0", {"each": "表三 自然仁 列"}, "each", "是不是“自然人”"),
        ("本格 = 0", {"each": "表三 金额格"}, "each", "没有任何单元格"),
        ("总计 = 0", {"each": "各表 行"}, "each", "“各表”后面只能是 格、"),
        ("新收 = 0", {"each": "表三 列", "when": "新 >"}, "when", "名称"),
        ("新收 = 新收", {"each": "表三 列"}, "formula", "两边是同样的单元格"),
        ("新收 = 0", {"each": "表三 列", "message": "{左边}"}, "message", "{左边}"),
    ],
)
def test_what_is_refused_and_in_which_part(text: str, more: dict[str, str], part: str, words: str):
    with pytest.raises(FormulaError) as refused:
        plain_formula(text, [NEW], **more)
    assert refused.value.part == part
    assert words in str(refused.value)


def test_names_that_an_edition_of_ones_own_leaves_open_are_refused():
    second, third = NEW.table("t2"), NEW.table("t3")
    twice = replace(NEW, tables=(*NEW.tables, replace(third, id="t5", name="表五")))
    with pytest.raises(FormulaError, match=r"在表三、表五里都有，请在前面写明表，例如 表三\.新收\.总计"):
        plain_formula("新收.总计 = 0", [twice])
    unlike = replace(second, row_groups={"文件和许可": ("a20_1.norm", "a20_5.permit")})
    with pytest.raises(FormulaError, match="表二“行政许可”行没有“制发”列"):
        plain_formula("合计(文件和许可.制发) = 0", [replace(NEW, tables=(unlike, *NEW.tables[1:]))])


def test_a_rule_for_too_many_places_is_refused(monkeypatch):
    monkeypatch.setattr(resolving, "MOST_INSTANCES", 6)
    with pytest.raises(FormulaError, match="要核对 7 处，超过 6 处的上限") as refused:
        plain_formula(A1, [NEW], each="表三 列")
    assert refused.value.part == "each"


def test_a_name_of_one_edition_only_is_refused_for_both():
    with pytest.raises(FormulaError, match="gov-2019"):
        plain_formula("逾期未缴费 = 0", [OLD, NEW], each="表三 列")


def test_the_cells_of_last_years_report_that_cells_are_compared_with():
    carried = Formula(plain_formula("上年结转 = 上年.结转下年", [NEW], each="表三 列"))
    assert carried.last_years({("t3", "carry_in", "total"), ("t3", "new", "person")}, NEW) == [("t3", "carry_out", "total")]
    assert Formula(plain_formula(A1, [NEW], each="表三 列")).last_years({("t3", "new", "person")}, NEW) == []


def test_names_by_id_and_by_official_label():
    by_name = plain_formula("新收.总计 = 0", [NEW])["instances"]
    assert plain_formula("t3.new.total = 0", [NEW])["instances"] == by_name
    assert plain_formula("表三.“一、本年新收政府信息公开申请数量”.总计 = 0", [NEW])["instances"] == by_name
    ids = plain_formula("t2.a20_1.norm.made = 0", [NEW])["instances"]
    assert ids == plain_formula("规范性文件.制发 = 0", [NEW])["instances"]
