"""The optional rulesets of single places: well made, never below the national form, each tried on a report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from gouji.cases import changed, run_all
from gouji.data import editions
from gouji.engine import check
from gouji.finding import Finding
from gouji.in_force import DEFAULT_RULESETS, InForce, Options, prepare
from gouji.plugins import Registry, load_plugins
from gouji.regions import located
from gouji.report import Extra, Fact, Report
from gouji.ruleset import Ruleset, load
from gouji.ruleset.differences import ADDED, OFF, differences
from gouji.sample import balanced
from gouji_rulesets import RULESETS

PAGE = Path(__file__).parents[2] / "docs" / "packs.zh.md"
PLACES = sorted(id for id, (path, _) in RULESETS.items() if path.startswith("provinces/"))
UNIT = {
    "anhui": "安徽省宣城市水利局", "beijing": "北京市水务局", "chongqing": "重庆市水利局", "fujian": "福建省南平市水利局",
    "gansu-wuwei": "武威市水务局", "guangdong": "广东省水利厅", "hubei": "武汉市水务局", "hunan-huaihua": "怀化市水利局",
    "hunan-yueyang": "岳阳市水利局", "jiangsu-suqian": "宿迁市水利局", "jiangsu-xishan": "无锡市锡山区水利局",
    "jilin-changchun": "长春市水务局", "shandong-qingdao": "青岛市水务管理局", "shanghai": "上海市水务局",
    "sichuan": "成都市水务局", "zhejiang": "杭州市水利局",
}  # fmt: skip


@cache
def registry() -> Registry:
    return load_plugins(packages=False)


@cache
def national() -> Ruleset:
    return load(DEFAULT_RULESETS, registry())


@cache
def in_force(place: str) -> InForce:
    return prepare(Options(rulesets=(place,)), registry())


def report(place: str, *, year: int = 2023, level: str = "dept", unit: str | None = None, **given: object) -> Report:
    edition = next(edition for edition in in_force(place).editions.values() if edition.covers(year))
    return changed(balanced(edition, year=year, level=level, unit=unit or UNIT[place]), given)


def said(place: str, judged: Report, previous: Report | None = None) -> dict[str, Finding]:
    """The findings under the place's rules that the national rules do not give, by rule."""
    usual = {finding.message for finding in check(judged, national(), previous=previous).findings}
    found = check(judged, in_force(place).ruleset, previous=previous).findings
    return {finding.rule: finding for finding in found if finding.message not in usual}


def published(on: date) -> Callable[[Report], Report]:
    return lambda judged: judged.with_facts(published=Fact(on, "page", f"发布时间：{on}"))


def test_every_place_is_listed_with_its_title():
    for place in PLACES:
        pack = in_force(place).ruleset.packs[-1]
        assert (pack.id, pack.title) == (place, RULESETS[place][1])


@pytest.mark.parametrize("place", PLACES)
def test_a_place_names_its_region_and_its_sources_with_their_certainty(place):
    pack = in_force(place).ruleset.packs[-1]
    assert located(pack.region).province, pack.region
    assert pack.version
    assert any("把握：高" in source for source in pack.sources)


@pytest.mark.parametrize("place", PLACES)
def test_the_cases_of_a_place_come_out_and_those_of_the_rules_it_changes(place):
    ruleset = in_force(place).ruleset
    touched = {one.rule for one in differences(ruleset, national(), editions())}
    rules = [rule for rule in ruleset.rules if rule.id in touched]
    outcomes = run_all(rules, editions().values(), ruleset.tables)
    assert [(outcome.rule, outcome.edition, outcome.wrong) for outcome in outcomes if not outcome.good] == []


@pytest.mark.parametrize("place", PLACES)
def test_a_place_states_differences_only_and_asks_for_no_less_than_the_nation(place):
    found = differences(in_force(place).ruleset, national(), editions())
    assert found
    assert [one for one in found if one.weakens] == []
    assert all(one.because for one in found if one.kind == OFF)
    assert {one.ruleset for one in found if one.kind == ADDED} <= {place}
    ruleset = in_force(place).ruleset
    assert all(rule.level != "error" for rule in ruleset.rules if rule.ruleset == place), "a local requirement is no national duty"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("level", ["dept", "gov.county", "town"])
def test_a_place_holds_nothing_grave_against_a_complete_report(place, level):
    unit = {"dept": UNIT[place], "gov.county": "临江县人民政府", "town": "清溪镇人民政府"}[level]
    for year in (2019, 2023, 2025):
        judged = report(place, year=year, level=level, unit=unit)
        found = said(place, judged)
        assert {rule for rule, finding in found.items() if finding.level == "error"} == set()


def test_shanghai_misses_the_second_basis():
    assert said("shanghai", report("shanghai"))["SH01"].level == "info"
    both = report("shanghai", 引言="根据《中华人民共和国政府信息公开条例》《上海市政府信息公开规定》编制本报告。")
    assert "SH01" not in said("shanghai", both)


def test_beijing_does_not_ask_for_the_span_of_time():
    short = report("beijing", 引言="依据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。").with_facts(period=None)
    assert "T05" in {finding.rule for finding in check(short, national()).findings}
    assert "T05" not in {finding.rule for finding in check(short, in_force("beijing").ruleset).findings}


def test_sichuan_asks_for_the_span_of_time_by_its_standard():
    short = report("sichuan", 引言="根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。").with_facts(period=None)
    (found,) = [finding for finding in check(short, in_force("sichuan").ruleset).findings if finding.rule == "T05"]
    assert found.level == "warning"
    assert "DB51/T 2660—2019" in found.basis


@pytest.mark.parametrize(
    ("level", "unit", "on", "wanted"),
    [
        ("dept", "怀化市教育局", date(2022, 1, 28), None),
        ("dept", "怀化市教育局", date(2022, 1, 30), ("warning", "迟2天")),
        ("dept", "怀化市鹤城区教育局", date(2022, 1, 30), None),
        ("dept", "溆浦县教育局", date(2022, 1, 30), None),
        ("dept", "怀化市教育局", date(2022, 2, 2), ("error", "2022-01-31")),
        ("gov.county", "溆浦县人民政府", date(2022, 3, 1), ("warning", "2022-02-20")),
        ("gov.county", "溆浦县人民政府", date(2022, 4, 2), ("error", "2022-03-31")),
    ],
)
def test_huaihua_asks_for_earlier_days(level, unit, on, wanted):
    judged = published(on)(report("hunan-huaihua", year=2021, level=level, unit=unit))
    found = [finding for finding in check(judged, in_force("hunan-huaihua").ruleset).findings if finding.rule == "P01"]
    if wanted is None:
        assert found == []
    else:
        assert [(finding.level, wanted[1] in finding.message) for finding in found] == [(wanted[0], True)]


def test_huaihua_only_hints_at_days_it_has_not_seen_in_writing():
    judged = published(date(2024, 1, 30))(report("hunan-huaihua", year=2023, unit="怀化市教育局"))
    assert said("hunan-huaihua", judged)["P01"].level == "info"


def test_yueyang_hints_at_the_day_of_counties():
    judged = published(date(2024, 3, 1))(report("hunan-yueyang", level="gov.county", unit="华容县人民政府"))
    assert said("hunan-yueyang", judged)["P01"].level == "info"


def test_hubei_allows_one_more_row():
    extra = report("hubei", year=2020)
    table = replace(extra.tables["t2"], extras=(Extra("row", "其他主动公开文件", ("1", "1", "1"), extra.tables["t2"].place),))
    extra = replace(extra, tables={**extra.tables, "t2": table})
    assert "F08" in {finding.rule for finding in check(extra, national()).findings}
    assert "F08" not in {finding.rule for finding in check(extra, in_force("hubei").ruleset).findings}


def test_anhui_names_what_the_introduction_lacks():
    judged = report("anhui", 引言="根据《中华人民共和国政府信息公开条例》编制本报告。统计期限为1月1日至12月31日。")
    assert "获取方式、联系方式" in said("anhui", judged)["AH01"].message


def test_chongqing_asks_for_results_where_there_were_cases():
    cases = {"行政复议.结果维持": 1, "行政复议.总计": 1, "一": "全年主动公开政府信息20条。"}
    assert "CQ01" in said("chongqing", report("chongqing", **cases))
    assert "CQ01" not in said("chongqing", report("chongqing", 一="全年主动公开政府信息20条。"))


def test_guangdong_asks_its_government_for_figures():
    judged = report("guangdong", level="gov.prov", unit="广东省人民政府", 一="全省主动公开政府信息20万条，考核、评议、追责均已公布。")
    assert "行政许可、行政处罚" in said("guangdong", judged)["GD01"].message


def test_wuwei_counts_characters_and_asks_for_figures():
    judged = report("gansu-wuwei", year=2025, 一="及时发布信息，做好政策解读。" * 100)
    found = said("gansu-wuwei", judged)
    assert "第一部分有1400字，超过1000字" in found["WW01"].message
    assert "平台发布数、解读回应数" in found["WW02"].message
    assert not {"WW03", "WW04"} & found.keys(), "departments have no gazette"
    assert said("gansu-wuwei", report("gansu-wuwei", year=2024, 一="及时发布信息。" * 200)).keys() & {"WW01", "WW02"} == set()


def test_suqian_asks_about_half_of_last_years_text():
    told = "\n".join(f"第{number}季度通报了各科室的栏目更新情况和整改结果，并对照清单逐项补发遗漏的材料。" for number in "一二三四五六")
    before, half = report("jiangsu-suqian", year=2022, 一=told, 五="无。"), told[: len(told) // 3]
    judged = report("jiangsu-suqian", 一=told, 五=half.replace("栏目", "专栏") + told.replace("清单", "目录")[: len(told) // 3])
    assert "占66%" in said("jiangsu-suqian", judged, before)["W07"].message
    fresh = report("jiangsu-suqian", 一=told.replace("栏目", "专栏"), 五=told.replace("清单", "目录"))
    assert "W07" not in said("jiangsu-suqian", fresh, before)
    little = report("jiangsu-suqian", 一="无。", 五="无。", 六="无。")
    result = check(little, in_force("jiangsu-suqian").ruleset, previous=before)
    assert [one.why for one in result.not_assessed if one.rule == "W07"] == [
        "第一、五、六部分只有0字，或上年年报没有这些部分，无法计算与上年的重复率"
    ]


@pytest.mark.parametrize(
    ("place", "numbered", "accepted"),
    [
        ("guangdong", "四", "行政复议及行政诉讼"),
        ("chongqing", "五", "存在的主要问题及整改措施"),
        ("shanghai", "五", "政府信息公开工作存在的主要问题及改进情况"),
    ],
)
def test_a_place_takes_its_own_headings(place, numbered, accepted):
    section = in_force(place).editions["gov-2021"].section(f"s{'一二三四五六'.index(numbered) + 1}")
    assert accepted in section.accept


def test_changchun_xishan_and_zhejiang_take_their_own_sub_headings():
    def topics(place: str, id: str) -> tuple[str, ...]:
        section = in_force(place).editions["gov-2021"].section("s1")
        return next(topic.accept for topic in section.subtopics if topic.id == id)

    assert "组织推动" in topics("jilin-changchun", "oversight")
    assert "收到和处理政府信息公开申请" in topics("jiangsu-xishan", "request")
    assert "制度保障方面" in topics("zhejiang", "oversight")


def test_zhejiang_only_hints_at_a_title_missing_in_the_text():
    judged = report("zhejiang").with_facts(title=None)
    assert {finding.level for finding in check(judged, in_force("zhejiang").ruleset).findings if finding.rule == "T01"} == {"info"}


@pytest.mark.parametrize(("place", "rule", "words"), [("fujian", "FJ01", "历年累计"), ("shandong-qingdao", "QD01", "部分重点信息统计说明")])
def test_tables_of_former_years_are_remarked_on(place, rule, words):
    judged = report(place, 六=f"无其他需要报告的事项。附表：{words}。")
    assert words in said(place, judged)[rule].message


def test_the_page_lists_every_place():
    assert sorted(re.findall(r"^\| `([a-z-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) == PLACES


def test_the_example_of_the_page_works(tmp_path):
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "ours.yaml").write_text(text, encoding="utf-8")
    ruleset = load([str(tmp_path / "ours.yaml")], registry())
    (rule,) = [rule for rule in ruleset.rules if rule.id == "W07"]
    assert rule.parameters["核实"] == 60
    assert rule.score is not None, "what is not changed stays"
