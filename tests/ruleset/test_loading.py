"""Rulesets joined: what extends, overrides, switches off, limits and remembers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.errors import ConfigError, UsageError
from gouji.plugins import Registry
from gouji.ruleset import Ruleset, load

from .conftest import A1

Loaded = Callable[..., Ruleset]
Write = Callable[..., str]


def test_the_example_of_the_design_works_word_for_word(loaded: Loaded):
    found = loaded(
        """\
        format: 1
        id: mine
        title: 国家统一格式（2021年修订）
        edition: gov-2021
        rules:
          - id: A1
            title: 收件与办件平衡
            each: 表三 列
            assert: 新收 + 上年结转 = 办理总计 + 结转下年
            level: error
            defect: G01
            basis: 国办公开办函〔2021〕30号，表三表头
            passes: {新收: 3, 上年结转: 1, 办理总计: 2, 结转下年: 2}
            fails:  {新收: 3, 上年结转: 1, 办理总计: 2, 结转下年: 1, says: 差 1}
        """,
        whole=True,
    )
    (rule,) = found.rules
    assert (rule.id, rule.level, rule.defect, rule.editions) == ("A1", "error", "G01", ("gov-2021",))
    assert rule.place.endswith("own.yaml:6")
    assert rule.fails[0].says == "差 1"
    assert rule.formula.spoken == "对表三的每一列，应有：新收 加上 上年结转 等于 办理总计 加上 结转下年"
    assert found.sources == (("mine", ""),)


def test_a_child_changes_levels_parameters_and_switches_off(loaded: Loaded):
    found = loaded(
        """\
        - id: A1
          level: warning
        - id: A3
          tolerance: 1
        - id: C7
          off: true
          because: 本省规范性文件另有统计办法
        - id: P01
          level: info
        """,
        head="extends: [national-2021]\n",
    )
    rules = {rule.id: rule for rule in found.rules}
    assert rules["A1"].level == "warning" and rules["A1"].relevelled and rules["A1"].ruleset == "national-common"
    assert rules["A3"].parameters["tolerance"] == 1 and not rules["A3"].relevelled
    assert "C7" not in rules
    assert [(off.rule, off.because, off.ruleset) for off in found.off] == [("C7", "本省规范性文件另有统计办法", "own")]
    assert rules["P01"].level == "info" and rules["P01"].relevelled
    assert [pack.id for pack in found.packs] == ["national-common", "national-2021", "own"]


def test_limits_of_a_ruleset_are_those_of_its_rules(loaded: Loaded):
    (rule,) = loaded(A1, head="edition: gov-2021\nlevels: [town, street]\nyears: 2022-\nversion: '3'\n").rules
    assert (rule.editions, rule.levels, rule.years) == (("gov-2021",), ("town", "street"), (2022, None))
    (rule,) = loaded(A1 + "  levels: dept\n  years: 2021-2022\n", head="levels: [town]\n").rules
    assert (rule.levels, rule.years) == (("dept",), (2021, 2022))


def test_use_puts_a_python_rule_in_force(loaded: Loaded):
    (rule,) = loaded("- use: S01\n  level: info\n").rules
    assert (rule.id, rule.level, rule.ruleset, rule.relevelled) == ("S01", "info", "own", True)


def test_files_extend_files_beside_them_and_are_loaded_once(write: Write, registry: Registry):
    write(A1, id="base")
    first = write("- id: X1\n  level: info\n", id="first", head="extends: [base.yaml]\n")
    second = write("- id: X1\n  title: 另一个题目\n", id="second", head="extends: base.yaml\n")
    found = load([first, second], registry)
    assert [pack.id for pack in found.packs] == ["base", "first", "second"]
    (rule,) = found.rules
    assert (rule.level, rule.title) == ("info", "另一个题目")


def test_a_childs_table_rows_come_first(loaded: Loaded):
    found = loaded(
        "- use: P01\n",
        head="""\
        extends: [national-2021]
        tables:
          公布期限:
            - {levels: [dept], due: 次年-01-20, since: 2021, source: 某市通知, certainty: 确}
        """,
    )
    rows = found.tables["公布期限"]
    assert rows[0]["due"] == "次年-01-20" and len(rows) > 1


@pytest.mark.parametrize("here", ["", "./", "../{}/"])
def test_extending_in_a_circle_is_refused(write: Write, registry: Registry, tmp_path: Path, here: str):
    here = here.format(tmp_path.name)
    write(A1, id="one", head=f"extends: [{here}two.yaml]\n")
    path = write("- use: S01\n", id="two", head=f"extends: [{here}one.yaml]\n")
    with pytest.raises(ConfigError) as refused:
        load([path], registry)
    assert "成了一个圈" in refused.value.problems[0].text


def test_unknown_names(write: Write, registry: Registry):
    with pytest.raises(UsageError, match="是不是“national-2021”"):
        load(["national2021"], registry)
    with pytest.raises(UsageError, match="没有这个文件"):
        load(["nowhere.yaml"], registry)
    with pytest.raises(ConfigError) as refused:
        load([write(A1, head="extends: [national-2020]\n")], registry)
    assert refused.value.problems[0].line == 4
    assert "national-2020" in refused.value.problems[0].excerpt()


def test_a_change_of_a_parent_is_seen(write: Write, registry: Registry):
    write(A1, id="base")
    path = write("- use: S01\n", head="extends: [base.yaml]\n")
    assert [rule.level for rule in load([path], registry).rules] == ["error", "error"]
    write(A1.replace("error", "info"), id="base")
    assert load([path], registry).rules[0].level == "info"


def test_the_second_time_is_from_the_cache_and_the_same(registry: Registry, monkeypatch: pytest.MonkeyPatch):
    first = load(["national-2019", "national-2021"], registry)
    monkeypatch.setattr("gouji.ruleset.reading.read", None)
    second = load(["national-2019", "national-2021"], registry)
    strip = [(rule.id, rule.level, rule.years, rule.parameters, rule.passes, rule.place) for rule in second.rules]
    assert strip == [(rule.id, rule.level, rule.years, rule.parameters, rule.passes, rule.place) for rule in first.rules]


def test_a_warm_start_imports_no_yaml(tmp_path: Path):
    program = (
        "import sys; from gouji.plugins import load_plugins; from gouji.ruleset import load; from gouji.data import editions\n"
        "editions(); load(['national-2019', 'national-2021'], load_plugins(packages=False))\n"
        "print('ruamel.yaml' in sys.modules)"
    )
    said = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split() for _ in range(2)]
    assert said == [["True"], ["False"]]
