"""`gouji rules lint`: each kind of doubt is found, and sound rules are left alone."""

import json

import pytest

from gouji.authoring import linear, repeats
from gouji.cli.main import main

HEAD = """
format: 1
id: ours
title: 我们的规则
version: "1"
{extends}
sources: [某市通知]
rules:
"""


def formula(id, text, good, bad, **more):
    keys = {
        "id": id,
        "title": id,
        "assert": text,
        "level": "error",
        "basis": "某市通知第三条",
        "each": "表三 自然人 列",
        "why": "试",
        **more,
    }
    lines = [f"  - {{{', '.join(f'{key}: {json.dumps(value, ensure_ascii=False)}' for key, value in keys.items() if value)},"]
    return f"{lines[0]}\n     passes: {good}, fails: {bad}}}\n"


TWICE = formula("X01", "新收 = 2 × 办理总计", "{新收: 2, 办理总计: 1}", "{新收: 1, says: 差}")
ONCE = formula("X02", "新收 = 办理总计", "{新收: 2, 办理总计: 2}", "{新收: 1, says: 差}")
MORE = formula("X03", "新收 = 办理总计 + 1", "{新收: 1}", "{新收: 3, says: 差}")
LESS = formula("X04", "办理总计 > 新收 + 2", "{办理总计: 3}", "{新收: 3, says: 应当}")
GENTLE = formula("X05", "结转下年 ≤ 新收 + 2", "{新收: 1}", "{结转下年: 3, says: 应当}")


@pytest.fixture
def lint(tmp_path, capsys):
    def run(*rules, extends="", status=None):
        path = tmp_path / "ours.yaml"
        path.write_text(HEAD.format(extends=extends) + "".join(rules), "utf-8")
        found = main(["rules", "lint", str(path), "--format", "json"])
        printed = capsys.readouterr()
        assert found == status if status is not None else found in (0, 1), printed.err
        return [(one["kind"], one["weight"], one["rules"], one["text"]) for one in json.loads(printed.out)["remarks"]]

    return run


def test_sound_rules_are_left_alone(lint):
    assert lint(GENTLE, status=0) == []
    assert lint(GENTLE, extends="extends: [national-2019, national-2021]", status=0) == []


def test_a_table_by_the_wrong_name_is_found_unless_a_rule_names_it(lint):
    rows = "tables:\n  发布期限:\n    - {due: 次年-01-20, source: 某市通知}\n"
    late = (
        "  - {id: X09, title: 试, date: 发布日期, not_later: 发布期限, level: info, basis: 某市通知第三条,\n"
        "     passes: {发布日期: 次年-01-10}, fails: {发布日期: 次年-02-10, says: 迟}}\n"
    )
    assert texts(lint(GENTLE, extends="extends: [national-2021]\n" + rows)) == ["没有规则写明用到数据表“发布期限”，是不是“公布期限”？"]
    assert lint(late, extends="extends: [national-2021]\n" + rows) == []


@pytest.mark.parametrize(("region", "weight"), [("region: 江苏省宿迁市\n", "wrong"), ("", "doubt")])
def test_a_place_may_not_switch_a_national_duty_off(lint, region, weight):
    off = "  - {id: A1, off: true, because: 不用}\n"
    found = lint(GENTLE, off, extends=f"extends: [national-2021]\n{region}")
    assert [(kind, heavy) for kind, heavy, *_ in found if kind == "weakened"] == [("weakened", weight)]


def test_a_comparison_written_the_other_way_round_is_the_same(lint):
    turned = formula("X06", "新收 + 2 ≥ 结转下年", "{新收: 1}", "{结转下年: 3, says: 应当}")
    assert ["X05", "X06"] in [rules for kind, _, rules, _ in lint(GENTLE, turned) if kind == "repeat"]


@pytest.mark.parametrize(
    ("region", "full"), [("宿迁", "江苏省宿迁市"), ("上海", "上海市"), ("江苏省宿迁市", ""), ("临江市", ""), ("河", "")]
)
def test_a_region_is_written_in_full(lint, region, full):
    said = texts(lint(GENTLE, extends=f"extends: [national-2021]\nregion: {region}"))
    assert said == ([f"region 请写全名“{full}”：只写“{region}”，单位在别处时不会提醒"] if full else [])


def texts(remarks):
    return [text for *_, text in remarks]


def test_the_national_rules_are_left_alone(capsys):
    assert main(["rules", "lint"]) == 0
    assert "错 0，疑 0，未定 0" in capsys.readouterr().out.replace("没有可疑的地方", "错 0，疑 0，未定 0")


def test_rules_that_no_report_can_satisfy_together_are_named_and_no_others(lint):
    ((kind, weight, rules, text),) = lint(MORE, LESS, GENTLE, status=1)
    assert (kind, weight, sorted(rules)) == ("conflict", "wrong", ["X03", "X04"])
    assert "互相矛盾" in text


def test_a_contradiction_with_inherited_rules(lint):
    rule = formula("X06", "新收 + 上年结转 = 办理总计 + 结转下年 + 1", "{新收: 1}", "{新收: 0, says: 差}")
    found = lint(rule, extends="extends: [national-2021]", status=1)
    assert ("conflict", "wrong", ["X06", "A1"]) in [one[:3] for one in found]


def test_rules_that_hold_together_only_for_nothing(lint):
    found = lint(TWICE, ONCE, status=1)
    assert {kind for kind, *_ in found} == {"conflict"}
    assert all("只有所用的格全是 0 才成立" in text for *_, text in found)


def test_rules_for_different_reports_do_not_contradict(lint):
    early = formula("X03", "新收 = 办理总计 + 1", "{新收: 1}", "{新收: 3, says: 差}", years="2021-2022")
    late = formula("X04", "办理总计 > 新收 + 2", "{办理总计: 3}", "{新收: 3, says: 应当}", years="2023-")
    assert lint(early, late, status=0) == []
    towns = formula("X04", "办理总计 > 新收 + 2", "{办理总计: 3}", "{新收: 3, says: 应当}", levels=["town"])
    departments = formula("X03", "新收 = 办理总计 + 1", "{新收: 1}", "{新收: 3, says: 差}", levels=["dept"])
    assert lint(towns, departments, status=0) == []


def test_what_cannot_be_decided_is_said(lint):
    odd = formula("X07", "新收 = 98765", "{结转下年: 1, 新收: 98765}", "{结转下年: 1, says: 应当}", when="结转下年 ≥ 0")
    ((kind, weight, rules, text),) = lint(odd, status=0)
    assert (kind, weight, rules) == ("conflict", "undecided", ["X07"])
    assert "不能判定" in text


def test_questions_too_large_are_said_to_be_undecided(lint, monkeypatch):
    monkeypatch.setattr(linear, "MOST_STEPS", 0)
    never = formula("X08", "新收 > 3", "{新收: 6}", "{新收: 6, says: 应当}", when="新收 > 5")
    follows = formula("X11", "予以公开 ≤ 办理总计", "{予以公开: 1, 办理总计: 1}", "{予以公开: 1, says: 应当}")
    stricter = formula("X12", "予以公开 = 办理总计 + 1", "{予以公开: 1}", "{says: 差}")
    found = [(kind, weight, text) for kind, weight, _, text in lint(never, follows, stricter) if kind != "cases"]
    assert {(kind, weight) for kind, weight, _ in found} == {("conflict", "undecided")}
    assert any("公式太多，没能判定在" in text for _, _, text in found)


PYTHON = """
from gouji.hooks import hookimpl
from gouji.rule import Case, rule

same = {"title": "试", "level": "info", "defect": "S09", "basis": "试验用", "why": "试"}

@rule("Z01", passes=[Case({})], fails=[Case({}, "x")], editions=("gov-2019",), years=(2023, None), **same)
def never(subject):
    return ()

@rule("Z02", passes=[Case({})], fails=[Case({}, "x")], parameters={"forbid": "满意"}, **same)
def broken(subject):
    raise LookupError("坏了")

@hookimpl
def gouji_rules():
    return [never, broken]
"""


def test_rules_in_python_that_never_speak_or_always_fail(tmp_path, capsys):
    path = tmp_path / "mine.py"
    path.write_text(PYTHON, "utf-8")
    assert main(["rules", "lint", "--plugin", str(path)]) == 1
    out = capsys.readouterr().out
    assert "规则 Z01 永远不会报：它的格式版本和年度没有交集" in out
    assert "规则 Z01 它的例子在哪个格式版本里都不能运行：请核对 edition 和 years" in out
    assert "规则 Z02 " in out and "运行时出错：LookupError: 坏了" in out
    assert "矛盾" not in out


def test_a_rule_that_can_never_fire(lint):
    rule = formula("X08", "新收 > 3", "{新收: 6}", "{新收: 6, says: 应当}", when="新收 > 5")
    found = lint(rule, status=1)
    assert ("never", "wrong", ["X08"]) in [one[:3] for one in found]
    assert any(kind == "cases" and "却通过了" in text for kind, _, _, text in found)


def test_a_rule_that_only_negative_numbers_break(lint):
    found = lint(formula("X09", "新收 ≥ 0", "{新收: 1}", "{新收: -1, says: 应当}"), status=0)
    assert [one[:3] for one in found] == [("never", "doubt", ["X09"])]


@pytest.mark.parametrize("text", ["办理总计 + 结转下年 = 新收 + 上年结转", "新收 = 办理总计 + 结转下年 - 上年结转"])
def test_an_inherited_rule_written_again(lint, text):
    rule = formula("X10", text, "{新收: 1, 结转下年: 1}", "{新收: 1, says: 差}")
    ((kind, weight, rules, said),) = lint(rule, extends="extends: [national-2021]", status=0)
    assert (kind, weight, rules) == ("repeat", "doubt", ["X10", "A1"])
    assert "收件与办件平衡" in said


def test_a_rule_that_follows_from_others(lint):
    rule = formula("X11", "予以公开 ≤ 办理总计", "{予以公开: 1, 办理总计: 1}", "{予以公开: 1, says: 应当}")
    ((kind, _, rules, said),) = lint(rule, extends="extends: [national-2021]", status=0)
    assert (kind, rules) == ("implied", ["X11", "A2"])
    assert "由 A2 就能推得" in said


@pytest.mark.parametrize(
    ("own", "other", "follows"),
    [
        ({}, {}, True),
        ({"levels": ["town"]}, {}, True),
        ({}, {"levels": ["town"]}, False),
        ({}, {"years": "2022-"}, False),
        ({}, {"years": "-2023"}, False),
        ({}, {"level": "info"}, False),
        ({"level": "info"}, {}, False),
    ],
)
def test_a_rule_follows_only_from_what_is_always_held_against_the_same_reports(lint, own, other, follows):
    rule = formula("X11", "予以公开 ≤ 办理总计", "{予以公开: 1, 办理总计: 1}", "{予以公开: 1, says: 应当}", **own)
    stricter = formula("X12", "予以公开 = 办理总计", "{予以公开: 1, 办理总计: 1}", "{予以公开: 1, says: 差}", **other)
    kinds = [kind for kind, _, rules, _ in lint(rule, stricter) if rules == ["X11", "X12"]]
    assert kinds == (["implied"] if follows else [])


def _gives_up(*_):
    raise linear.GaveUpError


@pytest.mark.parametrize(("name", "value"), [("MOST_INSTANCES", 0), ("possible", _gives_up)])
def test_what_is_too_large_to_be_found_out_is_not_said_to_follow(lint, monkeypatch, name, value):
    rule = formula("X11", "予以公开 ≤ 办理总计", "{予以公开: 1, 办理总计: 1}", "{予以公开: 1, says: 应当}")
    monkeypatch.setattr(repeats, name, value)
    assert lint(rule, extends="extends: [national-2021]", status=0) == []


DATE = """
  - {id: %s, title: 试, date: 发布日期, %s, level: warning, basis: 某市通知, why: 试,
     passes: {发布日期: %s}, fails: {发布日期: %s, says: 日}}
"""
REQUIRE = """
  - {id: X14, title: 试, require: 群众满意|百姓满意, in: 一, level: warning, basis: 某市通知,
     passes: {一: 百姓满意。}, fails: {一: 无。, says: 没有写到}}
"""
FORBID = """
  - {id: X15, title: 试, forbid: 满意, level: warning, basis: 某市通知, passes: {一: 好。}, fails: {一: 群众满意。, says: 满意}}
"""


def test_days_that_exclude_each_other(lint):
    late = DATE % ("X12", "not_earlier: 次年-03-01", "次年-03-05", "次年-02-05")
    soon = DATE % ("X13", "not_later: 次年-01-31", "次年-01-05", "次年-02-05")
    assert [one[:3] for one in lint(late, soon, status=1)] == [("conflict", "wrong", ["X12", "X13"])]
    later = DATE % ("X13", "not_later: 次年-03-31", "次年-01-05", "次年-04-05")
    assert lint(late, later, status=0) == []


def test_words_required_and_forbidden(lint):
    ((kind, weight, rules, _),) = lint(REQUIRE, FORBID, status=1)
    assert (kind, weight, rules) == ("conflict", "wrong", ["X14", "X15"])
    assert lint(REQUIRE, FORBID.replace("forbid: 满意", "forbid: 群众满意"), status=0) == []
    assert lint(REQUIRE, extends="extends: [national-2021]", status=0) == []


@pytest.mark.parametrize("wanted", ["{满意: 群众满意, 考核: 考核}", "{满意: [群众满意, 百姓满意], 考核: [考核]}"])
@pytest.mark.parametrize("part", ["引言", "五"])
def test_words_required_by_name_and_forbidden(lint, wanted, part):
    require = REQUIRE.replace("群众满意|百姓满意, in: 一", f"{wanted}, in: {part}").replace("{一: ", f"{{{part}: ")
    require = require.replace("百姓满意。", "群众满意，纳入考核。")
    ((kind, weight, rules, text),) = lint(require, FORBID, status=1)
    assert (kind, weight, rules) == ("conflict", "wrong", ["X14", "X15"])
    assert "X14 要求写“群众满意”，X15 不许写" in text


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda text: text.replace("某市通知第三条", "待补"), "basis"),
        (lambda text: text.replace("某市通知第三条", "无"), "basis"),
        (lambda _: REQUIRE.replace("level: warning", "level: error").replace("why: 试,", ""), "why"),
        (lambda text: text.replace('"level"', '"defect": "G1", "level"').replace("level:", "defect: G1, level:"), "defect"),
    ],
)
def test_gaps(lint, change, kind):
    found = lint(change(GENTLE), extends="extends: [national-2021]", status=0)
    assert [one[0] for one in found] == [kind]


def test_a_pack_without_sources_and_version(tmp_path, capsys):
    path = tmp_path / "ours.yaml"
    path.write_text(HEAD.format(extends="").replace('version: "1"\n', "").replace("sources: [某市通知]\n", "") + GENTLE, "utf-8")
    assert main(["rules", "lint", str(path)]) == 0
    out = capsys.readouterr().out
    assert "没有写 sources" in out
    assert "没有写 version" in out
    assert "ours：1 条规则，错 0，疑 2，未定 0" in out
