"""Everything wrong with a ruleset file, all at once, each with its place and the nearest right word."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.errors import ConfigError, Problem
from gouji.marked import LONGEST_FILE, read_yaml
from gouji.plugins import Registry
from gouji.ruleset import load

from .conftest import A1

Problems = Callable[..., list[str]]


def test_all_problems_are_told_at_once(problems: Problems):
    found = problems(
        """\
        - id: X1
          titel: 题目错了
          each: 表三 列
          assert: 新收 = 办理总记
          level: eror
          passes: {新手: 1}
          fails: {新收: 1}
        - id: X2
          asert: 新收.总计 = 1
          title: 没有种类
        - use: S77
        """
    )
    assert [problem.split("：")[0].split("“")[0] for problem in found] == sorted(
        [problem.split("：")[0].split("“")[0] for problem in found], key=lambda text: tuple(map(int, text.split(":")[:2]))
    )
    told = "\n".join(found)
    for words in (
        "没有“titel”这个键，是不是“title”？",
        "缺少 title",
        "8:18: 规则 X1：表三没有叫“办理总记”的行，是不是“办理总计”",
        "级别“eror”不存在",
        "缺少 basis",
        "没有叫“新手”的行，是不是“新收”",
        "缺少 says",
        "没有说明检查什么",
        "是不是“assert”",
        "没有 Python 规则 S77",
    ):
        assert words in told, words


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("  passes: {新收: 1, 办理总计: 1}\n", "", "5:5", "缺少 passes"),
        ("{新收: 1, says: 差 1}", "[]", "13:12", "是空的"),
        ("basis: 表三表头", "basis:", "11:5", "basis 是空的"),
        ("basis: 表三表头", "why: 无", "5:5", "缺少 basis"),
        ("basis: 表三表头", "basis: ''", "11:13", "basis 是空的"),
        ("basis: 表三表头", "basis: [甲]", "11:12", "一段文字"),
        ("id: X1", "id: 规则一", "5:9", "不合规矩"),
        ("level: error", "level: error\n  years: 2020年", "10:12", "years 应写作"),
        ("level: error", "level: error\n  years: 2023-2021", "10:12", "颠倒"),
        ("level: error", "level: error\n  years: 2015-2018", "10:5", "没有交集"),
        ("level: error", "level: error\n  edition: gov-2021\n  years: -2020", "11:5", "没有交集"),
        ("level: error", "level: error\n  edition: gov2021", "10:14", "是不是“gov-2021”"),
        ("level: error", "level: error\n  levels: [twon]", "10:13", "是不是“town”"),
        ("level: error", "level: error\n  tolerance: 一", "10:16", "应当是数"),
        ("level: error", "level: error\n  tolerance: -1", "10:16", "不能是负数"),
        ("level: error", "level: error\n  when: 新收 >", "10:15", "名称或一个数"),
        ("level: error", "level: error\n  require: 某", "10:5", "只能有一种"),
        ("{新收: 1, 办理总计: 1}", "{新收: 1, says: 差}", "12:21", "不能写 says"),
        ("{新收: 1, 办理总计: 1}", "{上年: {结砖下年: 1}}", "12:19", "是不是“结转下年”"),
        ("结转下年\n", "结转下年 = 3\n", "8:", "一个比较只能有一个"),
    ],
)
def test_one_thing_wrong(problems: Problems, old: str, new: str, place: str, words: str):
    assert A1.count(old) == 1 or old == "结转下年\n"
    found = problems(A1.replace(old, new, 1))
    assert any(problem.startswith(place) and words in problem for problem in found), found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format: 2\nid: a\ntitle: b\n", "format 2"),
        ("id: a\ntitle: b\n", "缺少 format"),
        ("format: 1\ntitle: b\n", "缺少 id"),
        ("format: 1\nid: a\ntitle: b\nrule: []\n", "是不是“rules”"),
        ("format: 1\nid: a\ntitle: b\nrules: {a: 1}\n", "列表"),
        ("format: 1\nid: a\ntitle: b\nrules: [1]\n", "键: 值"),
        ("- 1\n", "键: 值"),
        ("", "键: 值"),
        ("format: 1\nid: a\nid: b\n", "写了两次"),
        ("a: &x [1]\nb: *x\n", "锚点"),
        ("a: !!python/object:os.system []\n", "类型标记"),
        ("a: [1\n", "YAML"),
        ("a:\n\t- b\n", "制表符"),
        ("a: 1\n---\nb: 2\n", "一份"),
        ("format: 1\nid: a\ntitle: b\ntables: {期限: [{due: 次年-13-01, source: 某}]}\n", "历法"),
        ("format: 1\nid: a\ntitle: b\ntables: {期限: [{due: 一月底, source: 某}]}\n", "不是日期"),
        ("format: 1\nid: a\ntitle: b\ntables: {期限: [{due: 次年-01-31}]}\n", "缺少 source"),
        ("format: 1\nid: a\ntitle: b\ntables: {期限: [{source: 某, certainty: 真}]}\n", "certainty"),
        ("format: 1\nid: a\ntitle: b\ntables: {期限: [{source: 某, since: 二〇二一}]}\n", "四位年份"),
        ("format: 1\nid: a\ntitle: b\ntables: {期限: 次年-01-31}\n", "表“期限”应当是一列行"),
        ("format: 1\nid: a\ntitle: b\ntables: {公布期限: [次年-01-31]}\n", "表“公布期限”的一行应当是“键: 值”的写法"),
        ("format: 1\nid: a\ntitle: b\nsources: [{书: 某}]\n", "sources 应当是一段文字或文字的列表"),
        ("format: 1\nid: a\ntitle: b\nextends: [[甲]]\n", "extends 应当是一段文字或文字的列表"),
        ("format: 1\nid: national-2021\ntitle: b\nextends: [national-2021]\n", "有两个规则集都叫“national-2021”"),
    ],
)
def test_files_that_are_no_rulesets(problems: Problems, text: str, words: str):
    assert any(words in problem for problem in problems(text, whole=True))


def test_overrides(problems: Problems):
    head = "extends: [national-2021]\n"
    assert "写明理由" in problems("- id: A1\n  off: true\n", head=head)[0]
    assert "是不是“A5-misc”" in problems("- id: A5-mics\n  level: info\n", head=head)[0]
    assert "use: S01" in problems("- id: S01\n  level: info\n")[0]
    assert "写了两次" in problems("- id: A1\n  level: info\n- id: A1\n  level: info\n", head=head)[0]
    assert "off 应为 true 或 false" in problems("- id: A1\n  off: 是\n", head=head)[0]
    assert "fails应当是“键: 值”的写法" in problems(A1.replace("{新收: 1, says: 差 1}", "[差 1]"))[0]
    assert "不能同时写" in problems("- use: S01\n  id: S02\n")[0]
    assert "没有“assert”" in problems("- id: S01\n  assert: 新收.总计 = 1\n", head=head)[0]
    assert "没有“tresh”" in problems("- use: S01\n  parameters: {tresh: 1}\n")[0]


def test_an_excerpt_has_a_caret_under_the_word():
    problem = Problem("a.yaml", 3, 13, "错了", "    assert: 新收 = 新手")
    assert problem.excerpt().splitlines()[1] == " " * 4 + " " * 12 + "^"
    wide = Problem("a.yaml", 3, 18, "错了", "    assert: 新收 = 新手")
    assert wide.excerpt().splitlines()[1] == " " * 4 + " " * 19 + "^"
    assert Problem("a.yaml", 1, 2, "错了", "\tid: X1").excerpt() == "     id: X1\n     ^"
    assert Problem("a.yaml", 9, 1, "缺少 id", " ").excerpt() == ""


@pytest.mark.parametrize(
    "content",
    [
        b"a: " + b"[" * 300_000,
        b"- " * 400_000,
        b"? " * 400_000,
        b"a: {" * 100_000,
        b"a: [" + b"1, " * 300_000 + b"]",
        b"x" * (LONGEST_FILE + 1),
        "format: 1".encode("utf-16"),
        b"a: \xff\xfe",
        b"a: \x00",
    ],
)
def test_hostile_files_are_refused_quickly(content: bytes):
    begin = time.process_time()
    with pytest.raises(ConfigError):
        read_yaml(content, "evil.yaml")
    assert time.process_time() - begin < 2


def test_gbk_is_told_as_such(tmp_path: Path, registry: Registry):
    path = tmp_path / "gbk.yaml"
    path.write_bytes("format: 1\nid: a\ntitle: 国标编码\n".encode("gbk"))
    with pytest.raises(ConfigError) as refused:
        load([str(path)], registry)
    assert "UTF-8" in refused.value.problems[0].text and refused.value.problems[0].line == 3


def test_scalars_follow_yaml_1_2():
    found = read_yaml(b"a: 012\nb: no\nc: 2024-01-31\nd: 1.50\ne: ~\nf: '3'\ng: true\nh: 12:30\n", "x.yaml").plain()
    assert found == {"a": 12, "b": "no", "c": "2024-01-31", "d": 1.5, "e": None, "f": "3", "g": True, "h": "12:30"}
