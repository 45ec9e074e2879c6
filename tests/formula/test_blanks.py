"""Sums with empty cells: what is filled in may be too much already."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.finding import FAILED, NOT_ASSESSED, Check, Finding, NotAssessed
from gouji.formula import Formula
from gouji.formula.plain import plain_formula
from gouji.rule import Rule, Subject
from gouji.sample import balanced
from gouji.values import parse

NEW, OLD = editions()["gov-2021"], editions()["gov-2019"]
A3 = "总计 = 合计(申请人)"


def judged(text, each, raws, edition=NEW, relevelled=False):
    report = balanced(edition)
    cells = []
    for key, raw in raws.items():
        kind, value, note = parse(raw)
        cells.append(report.cell(*key)._replace(raw=raw, kind=kind, value=value, note=note))
    formula = Formula(plain_formula(text, [edition], each=each))
    rule = Rule("X1", "试验", "error", "G01", "某条", formula.judge, formula=formula, relevelled=relevelled)
    outcomes = list(formula.judge(Subject(rule, report.with_cells(*cells))))
    return [o for o in outcomes if isinstance(o, Finding)], [o for o in outcomes if isinstance(o, NotAssessed)], outcomes


def of_row(**raws):
    return {("t3", "open", column): raw for column, raw in raws.items()}


@pytest.mark.parametrize("raw", ["", "/", "—"])
def test_parts_that_are_more_than_their_total_already_are_told(raw):
    (finding,), hindered, outcomes = judged(A3, "表三 行", of_row(person="3", biz="2", sci=raw, total="4"))
    assert (
        finding.message
        == "表三予以公开行：总计 4，应当不小于 自然人 3 ＋ 商业企业 2（其余 3 项为 0）＝ 5，相差 1；其中有空格，填什么数都不会平"
    )
    assert (finding.level, finding.actual, finding.expected) == ("warning", "4", "≥5")
    (failed,) = [o for o in outcomes if isinstance(o, Check) and o.outcome == FAILED]
    assert failed.text == "表三予以公开行：总计 4 ≥ 自然人 3 ＋ 商业企业 2（其余 3 项为 0）"
    assert not hindered


@pytest.mark.parametrize(
    "raws",
    [
        of_row(person="3", sci="", total="4"),
        of_row(person="3", biz="2", total=""),
        of_row(person="5", biz="", total=""),
        of_row(person="3", biz="2", sci="约1件", total="4"),
    ],
)
def test_where_an_empty_cell_may_make_it_come_out_nothing_is_told(raws):
    findings, (_,), outcomes = judged(A3, "表三 行", raws)
    assert findings == []
    assert [o.outcome for o in outcomes if isinstance(o, Check)].count(NOT_ASSESSED) == 1


def test_a_cell_that_may_be_negative_bounds_nothing():
    raws = {("t2", "a20_5.permit", "prev"): "5", ("t2", "a20_5.permit", "delta"): "", ("t2", "a20_5.permit", "dec"): "3"}
    findings, (_,), _ = judged("处理决定 = 上一年项目 + 增减", "表二 第二十条第（五）项 行", raws, OLD)
    assert findings == []


def test_a_cell_read_in_doubt_or_not_at_all_bounds_nothing():
    report = balanced(NEW)
    formula = Formula(plain_formula(A3, [NEW], each="表三 行"))
    rule = Rule("X1", "试验", "error", "G01", "某条", formula.judge, formula=formula)
    for more in ({"doubt": "空格移位"}, {"note": "公式没有结果"}):
        empty = report.cell("t3", "open", "sci")._replace(raw="", kind="blank", value=None, **more)
        wrong = report.with_cells(empty, report.cell("t3", "open", "biz")._replace(raw="2", value=2))
        assert not [o for o in formula.judge(Subject(rule, wrong)) if isinstance(o, Finding)]


def test_a_level_set_by_a_ruleset_stays():
    (finding,), _, _ = judged(A3, "表三 行", of_row(person="3", biz="2", sci="", total="4"), relevelled=True)
    assert finding.level == "error"
