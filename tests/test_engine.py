import re
from dataclasses import replace

import pytest

from gouji import engine
from gouji.data import editions
from gouji.document import Place
from gouji.engine import check
from gouji.finding import FAILED, NOT_ASSESSED, PASSED, READING, SOURCE, SUBJECT, CellEvidence, Check
from gouji.rule import Rule
from gouji.ruleset import Ruleset
from gouji.sample import balanced


@pytest.fixture
def report():
    return balanced(editions()["gov-2021"])


def a_rule(judge, id="X1", **more):
    return Rule(id=id, title="试", level=more.pop("level", "error"), defect="G01", basis="试", check=judge, **more)


def in_force(*rules):
    return Ruleset(rules, {})


def cell(row, column, role=SUBJECT):
    return CellEvidence("t3", row, column, "0", role)


def silent(subject):
    return ()


def raising(subject):
    yield subject.finding("已经报出的半句")
    raise ZeroDivisionError("除以零")


def test_a_rule_that_raises_is_named_and_the_rest_goes_on(report):
    def telling(subject):
        yield subject.finding("有问题")

    result = check(report, in_force(a_rule(raising, "X1"), a_rule(telling, "X2")))
    assert [(one.rule, one.path, one.error) for one in result.failures] == [
        ("X1", report.path, "ZeroDivisionError: 除以零（test_engine.py 第 39 行）")
    ]
    assert [one.rule for one in result.findings] == ["X2"], "half of what a broken rule said must not stand as a finding"


@pytest.mark.parametrize(
    ("own", "doubt", "relevelled", "level"),
    [
        (None, READING, False, "warning"),
        ("error", READING, False, "warning"),
        ("info", READING, False, "info"),
        (None, SOURCE, False, "error"),
        ("warning", READING, True, "error"),
    ],
)
def test_what_may_only_be_misread_is_no_error_unless_a_ruleset_says_so(report, own, doubt, relevelled, level):
    def telling(subject):
        yield subject.finding("有问题", level=own, doubt=doubt)

    (found,) = check(report, in_force(a_rule(telling, relevelled=relevelled))).findings
    assert (found.level, found.doubt) == (level, doubt)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda subject: ["有问题"], "str"),
        (lambda subject: [replace(subject.finding("x"), rule="别人")], "别人"),
        (lambda subject: [replace(subject.finding("x"), level="fatal")], "fatal"),
        (lambda subject: None, "应当用 yield 逐个给出问题，返回的却是 NoneType"),
        (lambda subject: subject.finding("x"), "应当用 yield 逐个给出问题，返回的却是 Finding"),
        (lambda subject: [subject.finding(5)], "message 应是一句话，不是 int"),
        (lambda subject: [subject.finding("x", cells=[subject.report.cell("t3", "new", "total")])], "cells 里有 Cell，应是 CellEvidence"),
        (lambda subject: [subject.finding("x", cells=cell("new", "total"))], "cells 里有 str，应是 CellEvidence"),
        (lambda subject: [subject.finding("x", cells=[cell("new", "total")._replace(value=0)])], "应写成文字，不是 int"),
    ],
)
def test_a_rule_that_yields_wrong_things_has_failed(report, wrong, said):
    result = check(report, in_force(a_rule(wrong)))
    assert not result.findings
    assert said in result.failures[0].error


def test_every_rule_leaves_a_check(report):
    def hindered(subject):
        yield subject.not_assessed("缺格", [("t3", "new", "person")])

    def telling(subject):
        yield subject.finding("有问题", cells=[cell("new", "total")])

    def counting(subject):
        yield Check(subject.rule.id, PASSED, (), "自己记账")

    result = check(report, in_force(a_rule(silent, "X1"), a_rule(hindered, "X2"), a_rule(telling, "X3"), a_rule(counting, "X4")))
    assert [(one.rule, one.outcome) for one in result.checks] == [("X1", PASSED), ("X2", NOT_ASSESSED), ("X3", FAILED), ("X4", PASSED)]
    assert result.checks[1].cells == (("t3", "new", "person"),)
    assert result.checks[2].cells == (("t3", "new", "total"),)
    assert result.checks[3].text == "自己记账"


def test_findings_stand_worst_first_then_as_the_form_goes(report):
    def telling(subject):
        yield subject.finding("后面的行", section="s3", cells=[cell("done", "person")])
        yield subject.finding("前面的行", section="s3", cells=[cell("new", "total")])
        yield subject.finding("提示", level="info", section="s1")
        yield subject.finding("第六部分", section="s6", place=Place(line=3))
        yield subject.finding("第一部分靠后", section="s1", place=Place(line=12))
        yield subject.finding("第一部分靠前", section="s1", place=Place(line=3))
        yield subject.finding("标题")

    messages = [one.message for one in check(report, in_force(a_rule(telling))).findings]
    assert messages == ["标题", "第一部分靠前", "第一部分靠后", "前面的行", "后面的行", "第六部分", "提示"]


def test_the_order_of_rules_changes_nothing(report):
    def telling(subject):
        yield subject.finding(f"规则 {subject.rule.id}")

    rules = [a_rule(telling, f"X{number}") for number in range(4)]
    assert check(report, in_force(*rules)).findings == check(report, in_force(*reversed(rules))).findings


@pytest.mark.parametrize(("family", "why"), [("previous", "没有上年年报"), ("below", "没有下级年报")])
def test_a_rule_on_several_reports_is_not_assessed_for_one_alone(report, family, why):
    result = check(report, in_force(a_rule(raising, family=family)))
    assert [(one.rule, one.why) for one in result.not_assessed] == [("X1", why)]
    assert [(one.rule, one.outcome) for one in result.checks] == [("X1", NOT_ASSESSED)]
    assert not result.failures


def test_rules_see_last_years_report_and_the_units_below(report):
    def looking(subject):
        yield subject.finding(f"{subject.previous.year} {len(subject.below)}")

    result = check(report, in_force(a_rule(looking)), previous=replace(report), below=[report, report])
    assert result.findings[0].message == f"{report.year} 2"


def test_a_rule_for_another_edition_says_nothing(report):
    result = check(report, in_force(a_rule(raising, editions=("gov-2019",))))
    assert result.checks == () and result.not_assessed == ()


@pytest.mark.parametrize(("fact", "limit"), [("level", {"levels": ("town",)}), ("year", {"years": (2020, None)})])
def test_not_knowing_whether_a_rule_applies_is_said(report, fact, limit):
    unknown = report.with_facts(**{fact: None})
    result = check(unknown, in_force(a_rule(raising, **limit)))
    assert [one.rule for one in result.not_assessed] == ["X1"]


def test_which_rules_speak_of_a_report_is_told_of_each_report(report):
    def telling(subject):
        yield subject.finding(subject.rule.id)

    limits = {"X1": {"levels": ("town",)}, "X2": {"regions": ("临江",)}, "X3": {"years": (2022, None)}, "X4": {"family": "previous"}}
    rules = in_force(*(a_rule(telling, id, **limit) for id, limit in limits.items()))
    town = balanced(report.edition, level="town", unit="青川县清溪镇人民政府")
    for _ in range(2):
        assert [one.rule for one in check(report, rules).findings] == ["X2", "X3"]
        assert [one.rule for one in check(town, rules).findings] == ["X1", "X3"]
        assert [one.rule for one in check(balanced(report.edition, year=2021), rules, previous=report).findings] == ["X2", "X4"]


def test_of_more_kinds_of_reports_than_are_remembered_the_same_is_told(report, monkeypatch):
    monkeypatch.setattr(engine, "KINDS_KEPT", 1)

    def telling(subject):
        yield subject.finding("有问题")

    rules = in_force(a_rule(telling, years=(2022, None)))
    years = [2021, 2022, 2023, 2021]
    assert [len(check(balanced(report.edition, year=year), rules).findings) for year in years] == [0, 1, 1, 0]


def test_who_stops_the_program_is_not_told_that_a_rule_failed(report):
    def stopped(subject):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(report, in_force(a_rule(stopped)))


def test_what_a_report_misses_may_stand_in_a_part_that_was_not_read(report):
    read = CellEvidence("t3", "new", "person", "0", SUBJECT, Place(table=2))

    def telling(subject):
        yield subject.finding("没有表三", key="1")
        yield subject.finding("缺少一行", cells=(cell("new", "person"),), quote="表三", key="2")
        yield subject.finding("合计不对", cells=(read, cell("new", "total")), key="3")
        yield subject.finding("公布晚了", quote="发布日期：2024-03-01", key="4")

    def told(one):
        return {finding.key: (finding.level, finding.doubt) for finding in check(one, in_force(a_rule(telling))).findings}

    assert set(told(report).values()) == {("error", "source")}
    lacking, seen = ("warning", "reading"), ("error", "source")
    assert told(replace(report, partial=True)) == {"1": lacking, "2": lacking, "3": seen, "4": seen}


def test_an_empty_form_is_told_once_and_not_judged(report):
    result = check(replace(report, blank_form=True), in_force(a_rule(raising, "X1"), a_rule(raising, "X2")))
    assert [(one.rule, one.level) for one in result.findings] == [("W13", "warning")]
    assert len(result.not_assessed) == 1 and "2条规则" in result.not_assessed[0].why
    assert not result.failures


def test_an_endless_rule_is_stopped_and_named_and_the_others_go_on(report, monkeypatch):
    monkeypatch.setattr(engine, "RULE_SECONDS", 0.2)

    def endless(subject):
        re.match(r"(a+)+$", "a" * 40 + "b")
        yield subject.finding("不会报出")

    def leaving(subject):
        raise SystemExit(3)
        yield

    def flooding(subject):
        while True:
            yield subject.finding("又一个")

    rules = in_force(a_rule(endless, "X1"), a_rule(leaving, "X2"), a_rule(flooding, "X3"), a_rule(silent, "X4"))
    result = check(report, rules)
    assert [failure.rule for failure in result.failures] == ["X1", "X2", "X3"]
    assert "秒，已停下" in result.failures[0].error
    assert [done.rule for done in result.checks] == ["X4"]
