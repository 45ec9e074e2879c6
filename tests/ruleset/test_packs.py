"""What a ruleset of a place may say: further wordings, points, regions, earlier days, parameters; and what differs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

import gouji
from gouji.cases import changed
from gouji.data import editions
from gouji.engine import check
from gouji.in_force import DEFAULT_RULESETS, Options, prepare
from gouji.plugins import Registry
from gouji.report import Fact
from gouji.rule import Score
from gouji.ruleset import Ruleset, load
from gouji.ruleset.differences import differences
from gouji.sample import balanced
from gouji.testing.layouts import lay_out

from .conftest import A1

Loaded = Callable[..., Ruleset]
Problems = Callable[..., list[str]]
NATIONAL = "extends: [national-2019, national-2021]\n"


def told(ruleset: Ruleset, registry: Registry) -> list[tuple[str, str, str, bool]]:
    found = differences(ruleset, load(DEFAULT_RULESETS, registry), editions())
    return [(one.kind, one.rule, one.what, one.weakens) for one in found]


def test_accepted_wordings_are_read_as_the_official_ones(write: Callable[..., str], registry: Registry, tmp_path, monkeypatch):
    from gouji.run import run

    monkeypatch.chdir(tmp_path)
    head = NATIONAL + "accept:\n  五标题: [工作短板与努力方向]\n  表二.现行有效: [仍在执行的件数]\n"
    pack = write("[]", head=head)
    text = lay_out(balanced(editions()["gov-2021"]), "html-official")[0].decode()
    other = text.replace("存在的主要问题及改进情况</", "工作短板与努力方向</").replace("现行有效件数", "仍在执行的件数")
    assert other != text
    (tmp_path / "a.html").write_text(other, encoding="utf-8")
    found: dict[str, set[str]] = {}
    for name, rulesets, jobs in (("national", (), 1), ("own", (pack,), 1), ("two processes", (pack,), 2), ("national again", (), 1)):
        (checked,) = list(run(["a.html"], Options(rulesets=rulesets, jobs=jobs)))
        assert checked.result is not None
        found[name] = {finding.rule for finding in checked.result.findings}
    assert found["own"] == found["two processes"] == set()
    assert found["national"] == found["national again"]
    assert found["national"] & {"S01", "S05"}, "the heading is none of the form's"
    assert gouji.load("a.html", rulesets=[pack]).sections["s5"].heading.match == "accepted"


@pytest.mark.parametrize(("before", "now", "weakens"), [(0, 1, True), (2, 1, False), (2, 3, True)])
def test_a_larger_tolerance_asks_for_less_and_a_smaller_one_does_not(loaded: Loaded, before: int, now: int, weakens: bool):
    base, ruleset = (loaded(A1 + f"  tolerance: {tolerance}\n", id=f"of{tolerance}") for tolerance in (before, now))
    (found,) = differences(ruleset, base, editions())
    assert (found.what, found.weakens) == (f"tolerance：{before} → {now}", weakens)


def test_added_words_are_told_list_by_list(loaded: Loaded, registry: Registry):
    ruleset = loaded("[]", head=NATIONAL + "words:\n  错别字: {临汪: 临江}\n  放过: [龍湾街道, 乾县]\n")
    assert told(ruleset, registry) == [("词表", "", "错别字：临汪→临江", False), ("词表", "", "放过：龍湾街道、乾县", False)]


def test_wordings_and_scopes_are_told_by_their_official_names(loaded: Loaded, registry: Registry):
    accept = "accept:\n  表三.新收: [当年收件]\n  表二.第二十条第（一）项: [规范性文件情况]\n"
    ruleset = loaded("- id: P01\n  years: 2022-\n", head=NATIONAL + accept)
    assert [one[:3] for one in told(ruleset, registry)] == [
        ("改写", "P01", "报告年度：不限 → 2022—"),
        ("还接受", "", "表三“一、本年新收政府信息公开申请数量”行：“当年收件”"),
        ("还接受", "", "表二“第二十条第（一）项”：“规范性文件情况”"),
    ]


@pytest.mark.parametrize(
    ("accept", "words"),
    [
        ("{七标题: [甲]}", "accept 里没有“七标题”"),
        ("{表二.现行有郊: [甲]}", "是不是“表二.现行有效”"),
        ("{五标题: [其他需要报告的事项]}", "“其他需要报告的事项”在 gov-2019 里已经是别的名称"),
        ("[甲]", "accept应当是“键: 值”的写法"),
    ],
)
def test_wordings_that_mean_nothing_or_something_else_are_refused(problems: Problems, accept: str, words: str):
    assert any(words in problem for problem in problems(A1, head=f"accept: {accept}\n"))


@pytest.mark.parametrize(
    ("written", "score"),
    [
        ("0.5", Score(Decimal("0.5"))),
        ("{points: 0.5, once: true}", Score(Decimal("0.5"), once=True)),
        ("{points: 1, cap: 3}", Score(Decimal(1), cap=Decimal(3))),
    ],
)
def test_points(loaded: Loaded, written: str, score: Score):
    ruleset = loaded(A1 + f"  score: {written}\n", head="scoring: {total: 100, cap: 5}\n")
    assert ruleset.rules[0].score == score
    assert ruleset.scoring == (100, 5)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("-1", "大于 0 的分数"),
        ("0", "大于 0 的分数"),
        ("许多", "大于 0 的分数"),
        ("{once: true}", "缺少 points"),
        ("{points: 2, cap: 1}", "小于 points"),
        ("{points: 2, twice: true}", "没有“twice”这个键"),
        ("{points: 2, once: 是}", "once 应为 true"),
    ],
)
def test_points_that_make_no_sense_are_refused(problems: Problems, written: str, words: str):
    assert any(words in problem for problem in problems(A1 + f"  score: {written}\n"))


def test_a_place_may_only_bring_the_day_forward(problems: Problems, loaded: Loaded):
    late = NATIONAL + "tables:\n  公布期限:\n    - {levels: [dept], due: 次年-02-28, since: 2019, source: 制度, certainty: 确}\n"
    (problem,) = problems("[]", head=late)
    assert "期限 次年-02-28 晚于 次年-01-31" in problem and "只能提前" in problem
    loaded("[]", head=late.replace("dept", "town"))  # the law names no day for towns
    loaded("[]", head=late.replace("02-28", "01-31"), id="same")


def test_a_rule_for_some_counties_only(loaded: Loaded):
    ruleset = loaded(A1 + "  regions: [鹤城区, 溆浦县]\n")
    wrong = changed(balanced(editions()["gov-2021"]), {"新收.自然人": 1})
    outcome = {}
    for unit in ("溆浦县水利局", "中方县水利局", "水利局"):
        result = check(wrong.with_facts(unit=Fact(unit, "title", unit)), ruleset)
        outcome[unit] = (len(result.findings), [one.why for one in result.not_assessed])
    assert outcome == {"溆浦县水利局": (1, []), "中方县水利局": (0, []), "水利局": (0, ["单位名称里没有地名，不知道这条规则是否适用"])}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("{允许: 甲}", "应当是列表，每一项是一段文字"),
        ("{允许: [1, 2]}", "应当是列表，每一项是一段文字"),
        ("{准许: [甲]}", "没有“准许”这个键，是不是“允许”"),
    ],
)
def test_parameters_have_the_type_of_their_default(problems: Problems, given: str, words: str):
    assert any(words in problem for problem in problems(f"- id: F08\n  parameters: {given}\n", head=NATIONAL))


def test_a_whole_number_stays_whole(problems: Problems):
    assert any(
        "应当是整数，默认是 1000" in problem for problem in problems("- use: WW01\n  parameters: {字数上限: 999.5}\n", head=NATIONAL)
    )


def test_parameters_are_changed_one_by_one(loaded: Loaded, registry: Registry):
    ruleset = loaded("- id: N04\n  parameters: {部门: 100}\n  because: 试\n", head=NATIONAL)
    (rule,) = [rule for rule in ruleset.rules if rule.id == "N04"]
    assert rule.parameters == {**registry.rules["N04"].parameters, "部门": 100}
    assert told(ruleset, registry) == [("改写", "N04", "部门：200000 → 100", False)]


def test_what_differs_is_told_with_its_reason(loaded: Loaded, registry: Registry):
    ruleset = loaded(
        """\
        - id: T05
          level: warning
          basis: 本市通知
          because: 通知写明
        - id: T03
          off: true
          because: 本市另有题名
        - id: A2
          off: true
          because: 试
        - id: A3
          level: info
        - id: P01
          levels: [dept]
          score: 0.5
        - id: ZZ1
          title: 写明整改
          require: 整改
          in: 五
          level: info
          basis: 本市通知
          passes: {五: 已整改。}
          fails: {五: 加强培训。, says: 没有写到}
        """,
        head=NATIONAL + "accept: {五标题: [短板及整改]}\n",
    )
    assert told(ruleset, registry) == [
        ("降级", "A3", "总计等于各类申请人之和：强制性 → 提示", True),
        ("改写", "P01", "单位级别：不限 → 部门", True),
        ("扣分", "P01", "超过期限发布：每处扣 0.5 分", False),
        ("升级", "T05", "没有写明统计期限：提示 → 核实性", False),
        ("改写", "T05", "依据：本市通知", False),
        ("新增", "ZZ1", "写明整改（提示）", False),
        ("停用", "A2", "办理总计等于各项办理结果之和", True),
        ("停用", "T03", "题名不规范", False),
        ("还接受", "", "“五、存在的主要问题及改进情况”的标题：“短板及整改”", False),
    ]
    because = {one.rule: one.because for one in differences(ruleset, load(DEFAULT_RULESETS, registry), editions())}
    assert (because["T05"], because["T03"]) == ("通知写明", "本市另有题名")


def test_the_national_rules_do_not_differ_from_themselves(registry: Registry):
    assert told(load(DEFAULT_RULESETS, registry), registry) == []


def test_editions_without_further_wordings_are_the_shipped_ones():
    in_force = prepare(Options())
    assert all(in_force.editions[id] is edition for id, edition in editions().items())
