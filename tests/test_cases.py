"""The case runner, and the cases of the national rulesets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gouji.cases import arranged, changed, fitting_year, run, run_all
from gouji.data import editions
from gouji.engine import check
from gouji.finding import Finding
from gouji.formula import Formula
from gouji.formula.plain import plain_formula
from gouji.plugins import load_plugins
from gouji.rule import Case, Rule
from gouji.ruleset import Ruleset, load
from gouji.sample import balanced

NEW, OLD = editions()["gov-2021"], editions()["gov-2019"]


@pytest.fixture(scope="module")
def national() -> Ruleset:
    return load(["national-2019", "national-2021"], load_plugins(packages=False))


def rule(text: str, passes: list[Case], fails: list[Case], each: str = "表三 列", **more: object) -> Rule:
    formula = Formula(plain_formula(text, [OLD, NEW], each=each))
    return Rule("X1", "试验", "error", "G01", "某条", formula.judge, passes=tuple(passes), fails=tuple(fails), formula=formula, **more)


def test_a_case_is_set_on_the_first_repetition():
    good, bad = Case({"新收": 3, "办理总计": 3}), Case({"新收": 3}, "自然人列")
    assert [outcome.wrong for outcome in run(rule("新收 = 办理总计", [good], [bad]), NEW)] == ["", ""]


@pytest.mark.parametrize(
    ("passes", "case", "words"),
    [
        (True, Case({"新收": 3}), "应当通过，却报出"),
        (True, Case({"新收": ""}), "应当通过，却没有核对"),
        (False, Case({"新收": 0}, "差"), "却通过了"),
        (False, Case({"新收": "/"}, "差"), "却没有核对"),
        (False, Case({"新收": 3}, "差 4"), "应有“差 4”"),
    ],
)
def test_a_case_that_comes_out_otherwise_says_how(passes: bool, case: Case, words: str):
    (outcome,) = run(rule("新收 = 办理总计", [case] if passes else [], [] if passes else [case]), NEW)
    assert not outcome.good and words in outcome.wrong


def test_a_case_that_cannot_be_understood_is_told():
    (outcome,) = run(rule("新收 = 办理总计", [Case({"新手": 3})], []), NEW)
    assert outcome.wrong == "例子写得不对：表三没有叫“新手”的行，是不是“新收”？"


def test_a_rule_that_gives_something_else_fails_its_cases():
    broken = replace(rule("新收 = 办理总计", [Case({"新收": 0})], []), check=lambda subject: ["有问题"])
    (outcome,) = run(broken, NEW)
    assert outcome.wrong == "运行时出错：TypeError: 产出了 str，应为 Finding、NotAssessed 或 Check"


def test_an_endless_rule_is_stopped_and_named(monkeypatch: pytest.MonkeyPatch):
    def endless(subject: object):
        while True:
            pass

    monkeypatch.setattr("gouji.cases.RULE_SECONDS", 0.05)
    (outcome,) = run(replace(rule("新收 = 办理总计", [Case({"新收": 0})], []), check=endless), NEW)
    assert outcome.wrong == "运行超过 0.05 秒，已停下"


def test_a_case_outside_the_scope_of_its_rule_proves_nothing():
    towns = rule("新收 = 办理总计", [Case({"新收": 0}), Case({"级别": "dept"})], [], levels=("town",))
    assert [outcome.wrong for outcome in run(towns, NEW)] == ["", "这个例子描述的年报不在规则的适用范围内"]


def test_words_of_a_case():
    given = {
        "标题": "某题",
        "单位": "某局",
        "级别": "town",
        "年度": 2022,
        "发布日期": "次年2月8日",
        "引言": "第一段\n第二段",
        "六": ["甲", "乙"],
        "五标题": "五、问题",
        "新收.总计": "22（其中修订16件）",
        "行政复议.总计": "/",
    }
    report = changed(balanced(NEW), given)
    assert (report.value("title"), report.unit, report.level, report.year) == ("某题", "某局", "town", 2022)
    assert report.value("published") == date(2023, 2, 8)
    assert [line.text for line in report.intro] == ["第一段", "第二段"]
    assert report.sections["s6"].text == "甲\n乙"
    assert (report.sections["s5"].heading.number, report.headings[4].title) == ("五", "问题")
    cell = report.cell("t3", "new", "total")
    assert cell is not None and (cell.value, cell.note) == (22, "其中修订16件")
    cell = report.cell("t4", "review", "total")
    assert cell is not None and cell.kind == "placeholder"


def test_last_year_and_units_below():
    case = Case({"上年结转": 3, "上年": {"结转下年": 3}, "下级": [{"新收.总计": 1}, {"新收.总计": 2}]})
    previous, below, *_ = arranged(rule("上年结转 = 上年.结转下年", [case], []), NEW, 2021, case).beside
    assert previous is not None
    assert (previous.edition.id, previous.year) == ("gov-2019", 2020)
    values = [report.cell("t3", "new", "total") for report in below]
    assert [cell.value for cell in values if cell] == [1, 2]


def test_a_rule_without_a_fitting_year_has_no_outcomes():
    limited = rule("新收 = 办理总计", [Case({})], [], years=(2022, None))
    assert fitting_year(limited, OLD) is None and run(limited, OLD) == []
    assert fitting_year(limited, NEW) == 2023


def test_every_case_of_the_national_rulesets_comes_out(national: Ruleset):
    outcomes = run_all(national.rules, [OLD, NEW], national.tables)
    assert [(outcome.rule, outcome.edition, outcome.wrong) for outcome in outcomes if not outcome.good] == []
    assert {outcome.rule for outcome in outcomes} == {found.id for found in national.rules}


@pytest.mark.parametrize("edition", [OLD, NEW], ids=lambda edition: edition.id)
@pytest.mark.parametrize("level", ["dept", "gov.county", "town"])
def test_no_national_formula_speaks_on_a_balanced_report(national: Ruleset, edition: object, level: str):
    report = balanced(edition, level=level)  # type: ignore[arg-type]
    previous = balanced(edition, year=(report.year or 0) - 1, level=level)  # type: ignore[arg-type]
    result = check(report, national, previous=previous if previous.edition.covers(previous.year or 0) else None)
    formulas = {found.id for found in national.rules if found.formula is not None}
    assert [found.message for found in result.findings if found.rule in formulas] == []
    assert not [one for one in result.not_assessed if one.rule in formulas and "没有" not in one.why]


def test_the_catalogue_is_complete(national: Ruleset):
    registry = load_plugins(packages=False)
    own = {id for id, found in registry.rules.items() if found.place.startswith("gouji_plugins.rules.")}
    assert own <= {found.id for found in national.rules}
    assert len({found.id for found in national.rules}) == len(national.rules)
    for found in national.rules:
        assert found.title and found.basis and found.passes and found.fails and all(case.says for case in found.fails), found.id


@pytest.mark.parametrize(("edition", "equations"), [(OLD, 7 + 7 + 23 + 3), (NEW, 7 + 7 + 25 + 3)], ids=lambda value: str(value))
def test_the_number_of_certain_equations(national: Ruleset, edition: object, equations: int):
    core = [found for found in national.rules if found.id in ("A1", "A2", "A3", "B1", "B2", "B3")]
    instances = [one for found in core for one in found.formula.instances(edition)]
    assert len(instances) == equations
    assert all(one.linear and one.relation == "=" for one in instances)


def test_changing_any_one_number_of_table_four_breaks_exactly_its_equation(national: Ruleset):
    report = balanced(NEW)
    keys = NEW.table("t4").keys()
    for row, column in keys:
        cell = report.cell("t4", row, column)
        assert cell is not None
        spoilt = report.with_cells(cell._replace(raw="1", value=1))
        broken = [found for found in check(spoilt, national).findings if found.rule in ("B1", "B2", "B3") and isinstance(found, Finding)]
        assert [found.rule for found in broken] == [{"review": "B1", "suit_direct": "B2", "suit_after": "B3"}[row]]


def test_dated_tables_name_their_source(national: Ruleset):
    assert {"公布期限", "格式文号", "过时依据", "信息处理费"} <= set(national.tables)
    for rows in national.tables.values():
        assert all(row["source"] and row["certainty"] in ("确", "记", "疑") for row in rows)


def test_no_machine_path_is_remembered(national: Ruleset):
    assert all(not Path(found.place.rpartition(":")[0]).is_absolute() for found in national.rules)
