"""Plugins that misbehave: named, set aside, and never the end of a run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gouji.cli.main import main
from gouji.data import editions
from gouji.sample import balanced
from gouji.testing.layouts import lay_out

PLUGIN = """
import json, sys, time
from gouji.hooks import hookimpl
from gouji.rule import Case, rule

{at_import}

@rule("ZZ1", title="t", level="warning", defect="W10", basis="b", why="w",
      passes=[Case({{"五": "好。"}})], fails=[Case({{"五": "坏。"}}, says="x")])
def misbehaving(subject):
    {in_rule}
    yield subject.finding("x", section="s5")

@hookimpl
def gouji_rules():
    return [misbehaving]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_bytes(lay_out(balanced(editions()["gov-2021"]), "text-cells")[0])
    return tmp_path


def plugin(at_import: str = "", in_rule: str = "pass") -> None:
    Path("plugin.py").write_text(PLUGIN.format(at_import=at_import, in_rule=in_rule), encoding="utf-8")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("raise BaseException('b')", "BaseException: b"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("sys.exit(7)", "SystemExit: 7"),
        ("raise MemoryError", "MemoryError"),
        ("json.loads('{')", "（plugin.py 第 11 行）"),
        ("return misbehaving.check.__wrapped__", "AttributeError"),
    ],
)
def test_whatever_a_rule_raises_is_named(folder, capsys, what, told):
    plugin(in_rule=what)
    status = main(["check", "--plugin", "plugin.py", "--format", "json", "good.txt"])
    data = json.loads(capsys.readouterr().out)
    assert status == 4
    assert [one["rule"] for one in data["failed_rules"]] == ["ZZ1"]
    assert told in data["failed_rules"][0]["error"]
    assert len(data["reports"]) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_plugins_print_does_not_get_between_the_data(folder, jobs):
    plugin(at_import="print('IMPORTED')", in_rule="print('JUDGED')")
    command = [sys.executable, "-m", "gouji", "check", "--plugin", "plugin.py", "--format", "json", "--jobs", jobs, "good.txt"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"})
    assert json.loads(done.stdout)["summary"]["reports"] == 1
    assert "IMPORTED" in done.stderr and "JUDGED" in done.stderr


def test_a_plugin_that_never_ends_loading_is_given_up(folder, capsys, monkeypatch):
    monkeypatch.setattr("gouji.plugins.PLUGIN_SECONDS", 0.2)
    plugin(at_import="time.sleep(60)")
    assert main(["check", "--plugin", "plugin.py", "good.txt"]) == 4
    assert "0.2 秒，已停下" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            "Loader('zz', 't', ('.txt',), lambda source: None, None)",
            "zz（good.txt） 出错：TypeError: sniff 应返回 0 到 100 的整数",
        ),
        (
            "Loader('zz', 't', ('.txt',), lambda source: 101, str)",
            "zz（good.txt） 出错：TypeError: load 应返回 Document 或 Report",
        ),
    ],
)
def test_a_loader_that_gives_something_else_is_named(folder, capsys, given, told):
    Path("plugin.py").write_text(f"from gouji.hooks import Loader, hookimpl\n@hookimpl\ndef gouji_loaders():\n    return [{given}]\n")
    assert main(["check", "--plugin", "plugin.py", "--format", "csv", "good.txt"]) == 4
    assert told in capsys.readouterr().err


def test_a_loader_that_fails_on_the_only_files_it_is_for_is_named(folder, capsys):
    given = "Loader('zz', 't', ('.zz',), lambda source: 1 // 0, None)"
    Path("plugin.py").write_text(f"from gouji.hooks import Loader, hookimpl\n@hookimpl\ndef gouji_loaders():\n    return [{given}]\n")
    Path("a.zz").write_bytes(b"\x00\x01\x02")
    assert main(["check", "--plugin", "plugin.py", "--format", "csv", "a.zz"]) == 4
    assert "读取程序 zz（a.zz） 出错：ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("write", "told"),
    [
        ("lambda run: 5", "TypeError: 'int' object is not iterable"),
        ("lambda run: [5]", "TypeError: write 应逐段给出文字，给出的有 int"),
        ("lambda run: [1 / 0]", "ZeroDivisionError: division by zero（plugin.py 第 4 行）"),
    ],
)
def test_an_output_that_breaks_is_named(folder, capsys, write, told):
    text = f"from gouji.hooks import Output, hookimpl\n@hookimpl\ndef gouji_outputs():\n    return [Output('zz', 't', {write})]\n"
    Path("plugin.py").write_text(text, encoding="utf-8")
    assert main(["check", "--plugin", "plugin.py", "--format", "zz", "good.txt"]) == 4
    assert capsys.readouterr().err == f"gouji：输出格式 zz 出错：{told}\n"


def test_a_recogniser_that_fails_costs_one_input(folder, capsys, monkeypatch):
    import gouji.recognise

    real = gouji.recognise.recognise

    def failing(document, *, path, **more):
        if path == "bad.txt":
            raise KeyError("t9")
        return real(document, path=path, **more)

    monkeypatch.setattr(gouji.recognise, "recognise", failing)
    Path("bad.txt").write_bytes(Path("good.txt").read_bytes())
    status = main(["check", "--format", "json", "bad.txt", "good.txt"])
    data = json.loads(capsys.readouterr().out)
    assert status == 4
    assert [one["path"] for one in data["unread"]] == ["bad.txt"]
    assert [one["rule"] for one in data["failed_rules"]] == ["识别程序"]
    assert data["failed_rules"][0]["error"].startswith("KeyError: 't9'")
    assert len(data["reports"]) == 1


def test_a_fault_of_our_own_is_no_finding(folder, capsys, monkeypatch):
    monkeypatch.setattr("gouji.cli.check._status", None)
    assert main(["check", "good.txt"]) == 4
    assert "程序自身出错，与年报无关" in capsys.readouterr().err


RULESET = """format: 1
id: mine
title: 试
rules:
  - {id: X1, title: 试, longest: 10, level: info, basis: 通知, passes: {一: 短。}, fails: {一: 这一段话有十几个字那么长。, says: 长}}
"""


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("Kind('longest', 't', {'longest': (int, 0, 'm')}, lambda: None)", "检查方式 longest 出错：TypeError: "),
        (
            "Kind('longest', 't', {'longest': (int, 0, 'm')}, lambda p: None, lambda p, s: 1 // 0)",
            "检查方式 longest 出错：ZeroDivisionError",
        ),
        ("Kind('longest', 't', {'longest': int}, lambda p: None)", "检查方式 longest 的 parameters 应是：名称 → （类型，默认值，说明）"),
    ],
)
def test_a_kind_of_check_that_breaks_is_named(folder, capsys, kind, told):
    Path("plugin.py").write_text(f"from gouji.hooks import Kind, hookimpl\n@hookimpl\ndef gouji_kinds():\n    return [{kind}]\n", "utf-8")
    Path("mine.yaml").write_text(RULESET, "utf-8")
    assert main(["check", "--plugin", "plugin.py", "--ruleset", "mine.yaml", "good.txt"]) in (2, 4)
    said = capsys.readouterr().err
    assert told in said and "Traceback" not in said
