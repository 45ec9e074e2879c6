from __future__ import annotations

from pathlib import Path

import pytest

from gouji.engine import check
from gouji.errors import ConfigError
from gouji.in_force import Options, prepare
from gouji.report import Report
from gouji.ruleset.words import LISTS, WORDS
from gouji.sample import balanced
from gouji_plugins.rules import examples

HEAD = "format: 1\nid: {id}\ntitle: 词表\nextends: [{base}]\n"


def ruleset(folder: Path, words: str, id: str = "own", base: str = "national-2021") -> str:
    file = folder / f"{id}.yaml"
    file.write_text(HEAD.format(id=id, base=base) + words, "utf-8")
    return str(file)


def told(file: str, *texts: str) -> set[tuple[str, str]]:
    own = prepare(Options(rulesets=(file,), select=("W",)))
    report: Report = balanced(own.editions["gov-2021"])
    return {(finding.rule, finding.actual or "") for finding in check(examples.added("s1", *texts)(report), own.ruleset).findings}


def test_each_list_adds_to_what_is_shipped(tmp_path: Path) -> None:
    file = ruleset(
        tmp_path,
        "words:\n  固定词: [一码 通行 平台, 一窗受理]\n  放过: [龍湾]\n  敏感词: {老赖: 被执行人}\n  错别字: {掌上品台: 掌上平台}\n"
        "  单位名: 临汪县水利局\n",
    )
    texts = (
        "推进一码行平台建设，落实一窗理。",
        "在龍湾公园设点。",
        "公布老赖名单。",
        "会同临汪县水利局办理。",
        "紧紧绕中心工作。",
        "建成掌上品台。",
    )
    assert told(file, *texts) == {("W01", "掌上品台"), ("W02", "一码行平台"), ("W02", "一窗理"), ("W15", "老赖"), ("W02", "紧紧绕")}
    assert told("national-2021", *texts) == {("W03", "龍"), ("W06", "临汪县水利局"), ("W02", "紧紧绕")}


def test_lists_of_rulesets_that_extend_each_other_are_joined(tmp_path: Path) -> None:
    ruleset(tmp_path, "words: {敏感词: [甲词语]}\n", "lower")
    file = ruleset(tmp_path, "words: {敏感词: [乙词语]}\n", "upper", "lower.yaml")
    assert told(file, "甲词语和乙词语。") == {("W15", "甲词语"), ("W15", "乙词语")}
    assert prepare(Options(rulesets=(file,))).ruleset.tables[WORDS]["敏感词"] == {"甲词语": "", "乙词语": ""}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("words: {固定辞: [一网通办]}", "没有“固定辞”这个词表"),
        ("words: {固定词: [三公]}", "太短"),
        ("words: {放过: ['']}", "空的词"),
        ("words: {错别字: [掌上品台]}", "正确的写法"),
        ("words: {敏感词: {老赖: [甲]}}", "一段文字"),
        ("words: [老赖]", "words应当是"),
        (f"words: {{放过: [{'长' * 61}]}}", "超过 60 个字"),
    ],
)
def test_what_is_wrong_with_a_list_is_told_with_its_place(tmp_path: Path, words: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        prepare(Options(rulesets=(ruleset(tmp_path, words + "\n"),)))
    (problem,) = caught.value.problems
    assert said in problem.text and problem.line == 5


def test_every_list_says_what_it_is_for() -> None:
    assert all(LISTS.values())
