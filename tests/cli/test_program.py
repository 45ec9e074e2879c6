"""The program as scripts see it: exit statuses, streams, JSON shapes, words for wrong usage."""

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

import gouji
from gouji.cli.main import COMMANDS, main
from gouji.cli.parser import translated
from gouji.data import editions
from gouji.document import Place
from gouji.exchange import report_as_data
from gouji.lean import replace
from gouji.report import Misfit
from gouji.sample import balanced

PLUGIN = """
from gouji.hooks import Output, hookimpl
from gouji.rule import Case, rule

@rule("Z01", title="总会出错", level="info", defect="S09", basis="试", why="试", passes=[Case({})], fails=[Case({}, "x")])
def broken(subject):
    raise LookupError("坏了")

@hookimpl
def gouji_rules():
    return [broken]

@hookimpl
def gouji_outputs():
    return [Output("count", "只数数", lambda run: (f"{sum(1 for _ in run)}\\n" for _ in range(1)))]
"""

LOADER = """
from gouji.hooks import Loader, hookimpl

def broken(source):
    raise LookupError("坏了")

@hookimpl
def gouji_loaders():
    return [Loader("broken", "会出错的", (".html",), broken, broken)]
"""

OFF = """
format: 1
id: own
title: 本市
extends: [national-2021]
rules:
  - id: C7
    off: true
    because: 本市另有统计办法
"""


def checked(capsys, *arguments):
    status = main(["check", "--format", "json", *arguments])
    return status, json.loads(capsys.readouterr().out)


def test_exit_0_nothing_found(clean, capsys):
    status, data = checked(capsys, clean)
    assert (status, data["summary"]["error"]) == (0, 0)


def test_exit_1_only_at_or_above_the_fail_level(faulty, put):
    assert main(["check", faulty]) == 1
    assert main(["check", "--fail-level", "never", faulty]) == 0
    warning = put("late", balanced(editions()["gov-2021"]).with_facts(title=None))
    at_warning = main(["check", "--fail-level", "info", warning])
    assert at_warning == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc", "a"], "check"),
        (["--select", "A1", "a"], "命令要写在最前面"),
        (["check"], "gouji check"),
        (["check", "--formt", "json", "a"], "--format"),
        (["check", "a", "--quiet", "b", "--formt", "json"], "没有 --formt 这个选项"),
        (["check", "a", "-q"], "没有 -q 这个选项，是不是“--quiet”？"),
        (["check", "--format", "jsn", "a"], "json"),
        (["check", "--fail-level", "warn", "a"], "warning"),
        (["check", "--edition", "gov-2012", "a"], "gov-2021"),
        (["check", "--ruleset", "national-2012", "a"], "national-2021"),
        (["check", "--select", "G33", "a.html"], "G33"),
        (["check", "--jobs", "two", "a"], "整数"),
        (["check", "--jobs", "-1", "a"], "--jobs"),
        (["check", "--jobs", "61", "a"], "1 到 60"),
        (["check", "--plugin", "gone.py", "a"], "gone.py"),
        (["check", "--ruleset"], "--ruleset"),
        (["check", "--ignore", "G", "T", "P", "S", "F", "N", "W", "H", "A", "B", "C", "D", "a.html"], "没有一条规则"),
        (["rules", "A99"], "A99"),
        (["rules", "--ruleset", "off.yaml", "C7"], "规则 C7 已由规则集 own 停用：本市另有统计办法"),
        (["rules", "WW01"], "规则 WW01 由插件提供，但在用的规则集没有启用它"),
        (["extract"], "路径"),
        (["extract", "--format", "xml", "a"], "json"),
    ],
)
def test_exit_2_wrong_usage_in_one_chinese_sentence(folder, capsys, arguments, said):
    Path("off.yaml").write_text(OFF, encoding="utf-8")
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("gouji：") and err.count("\n") == 1 and said in err
    assert not any(word in err for word in ("argument", "invalid", "expected", "usage", "Traceback"))


@pytest.mark.parametrize("more", [["--format", "json"], ["--format=json"], ["--format=json", "--"]])
def test_paths_stand_before_and_behind_options(clean, faulty, more, capsys):
    assert main(["check", "--fail-level", "never", clean, *more, faulty]) == 0
    assert [report["path"] for report in json.loads(capsys.readouterr().out)["reports"]] == [clean, faulty]


def test_exit_2_a_file_without_its_command(clean, capsys):
    assert main([clean]) == 2
    assert f"gouji check {clean}" in capsys.readouterr().err


def test_exit_2_a_broken_ruleset_points_at_the_place(clean, capsys):
    Path("bad.yaml").write_text("format: 1\nid: bad\ntitle: 坏\nversion: '1'\nrulez: []\n", encoding="utf-8")
    assert main(["check", "--ruleset", "bad.yaml", clean]) == 2
    assert "bad.yaml:5:1" in capsys.readouterr().err


def test_what_stands_in_a_ruleset_or_a_plugin_is_not_obeyed_by_the_terminal(clean, capsys):
    Path("mine.yaml").write_text('format: 1\nid: mine\ntitle: 试\nrules:\n  - id: "Z\\e[31m\\u202e"\n', encoding="utf-8")
    Path("mine.py").write_text("raise ValueError('\\x1b[2J\\n')", encoding="utf-8")
    for command in (["check", "--ruleset", "mine.yaml"], ["check", "--plugin", "mine.py"], ["extract", "--plugin", "mine.py"]):
        assert main([*command, clean]) in (2, 4)
        said = capsys.readouterr().err
        assert said and not set(said) & {"\x1b", "\u202e"}


def test_exit_3_what_cannot_be_read_is_named_and_the_rest_is_checked(clean, capsys):
    Path("scan.pdf").write_bytes(b"%PDF-1.7 nothing")
    status, data = checked(capsys, "scan.pdf", "gone.html", clean)
    assert status == 3
    assert [one["path"] for one in data["unread"]] == ["scan.pdf", "gone.html"]
    assert data["summary"]["reports"] == 1


def test_exit_3_nothing_to_check_is_not_all_clear(folder):
    Path("empty").mkdir()
    assert main(["check", "empty"]) == 3


def test_exit_4_a_rule_that_fails_is_named_and_the_rest_is_checked(faulty, capsys):
    Path("plugin.py").write_text(PLUGIN, encoding="utf-8")
    status, data = checked(capsys, "--plugin", "plugin.py", faulty)
    assert status == 4
    assert data["failed_rules"] == [{"rule": "Z01", "path": faulty, "error": "LookupError: 坏了（plugin.py 第 7 行）"}]
    assert data["summary"]["error"] == 1


def test_exit_4_a_plugin_that_fails(clean, capsys):
    Path("plugin.py").write_text("1 / 0", encoding="utf-8")
    status, data = checked(capsys, "--plugin", "plugin.py", clean)
    assert status == 4 and "plugin.py" in data["failed_rules"][0]["rule"]


def test_a_plugins_output_format(clean, capsys):
    Path("plugin.py").write_text(PLUGIN, encoding="utf-8")
    main(["check", "--plugin", "plugin.py", "--format", "count", clean])
    assert capsys.readouterr().out == "1\n"


def test_json_has_the_shape_of_the_contract(faulty, capsys):
    _, data = checked(capsys, faulty)
    assert data["schema"] == "gouji.findings/1" and data["version"] == gouji.__version__
    assert {"id": "national-2021", "version": "1"} in data["rulesets"]
    assert data["summary"] == {"reports": 1, "error": 1, "warning": 0, "info": 0}
    assert {"corpus", "unread", "failed_rules"} <= data.keys()
    (report,) = data["reports"]
    assert {name: report[name] for name in ("path", "unit", "level", "year", "edition", "published")} == {
        "path": faulty,
        "unit": "临江县水利局",
        "level": "dept",
        "year": 2023,
        "edition": "gov-2021",
        "published": "2024-01-16",
    }
    (finding,) = report["findings"]
    assert (finding["defect"], finding["severity"], finding["section"]) == ("G03", "error", "s3")
    assert {"table": "t3", "row": "new", "column": "total", "value": "9", "role": "subject"}.items() <= finding["cells"][0].items()
    assert (finding["expected"], finding["actual"], finding["delta"]) == ("0", "9", "9")
    assert finding["corrections"] == [[{"table": "t3", "row": "new", "column": "total", "from": "9", "to": "0"}]]
    assert all({"rule", "text", "left", "right", "delta"} <= equation.keys() for equation in finding["equations"])
    assert finding["doubt"] == "source" and finding["basis"] and finding["fingerprint"] and finding["place"]
    assert all(one.keys() == {"rule", "why"} for one in report["not_assessed"])


def test_the_same_input_gives_the_same_bytes(faulty, clean):
    def once(*more):
        arguments = [sys.executable, "-m", "gouji", "check", "--format", "json", *more, "."]
        return subprocess.run(arguments, capture_output=True, check=False).stdout

    assert once() == once("--jobs", "2") != b""


def test_select_and_ignore_by_rule_defect_and_family(faulty, capsys):
    assert checked(capsys, "--select", "A3", faulty)[1]["summary"]["error"] == 1
    assert checked(capsys, faulty, "--select", "G03", "T01")[1]["summary"]["error"] == 1
    assert checked(capsys, "--select", "T,S", faulty)[1]["summary"]["error"] == 0
    assert checked(capsys, "--select", "T，A3", faulty)[1]["summary"]["error"] == 1
    assert checked(capsys, "--ignore", "G", "--ignore", "A", faulty)[1]["summary"]["error"] == 0


def test_standard_input_may_stand_behind_ids(faulty, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(faulty).read_bytes()), encoding="utf-8"))
    status, found = checked(capsys, "--select", "A3", "-")
    assert status == 1 and found["reports"][0]["path"] == "-"


def test_output_goes_to_a_file_and_never_over_an_input(faulty, clean, capsys):
    assert main(["check", "--format", "json", "--output", "out.json", faulty]) == 1
    assert capsys.readouterr().out == ""
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["summary"]["error"] == 1
    before = Path(clean).read_bytes()
    assert main(["check", "--output", clean, "."]) == 2
    assert Path(clean).read_bytes() == before
    assert not list(Path(".").glob(".*"))


def test_output_goes_over_nothing_else_that_was_read(clean, capsys):
    inside = Path("对吗!", "a.txt")
    inside.parent.mkdir()
    inside.write_bytes(Path(clean).read_bytes())
    Path("roster.csv").write_text("临江县水利局\n", encoding="utf-8")
    for target in (str(inside), "roster.csv"):
        before = Path(target).read_bytes()
        assert main(["check", "--roster", "roster.csv", "--output", target, "对吗!"]) == 2
        assert "要读的文件" in capsys.readouterr().err
        assert Path(target).read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")
def test_output_to_what_is_no_file_is_written_and_not_replaced(clean):
    os.mkfifo("pipe")
    reader = Thread(target=lambda: got.append(Path("pipe").read_text(encoding="utf-8")))
    got: list[str] = []
    reader.start()
    main(["check", "--format", "json", "--output", "pipe", clean])
    reader.join()
    assert json.loads(got[0])["summary"]["reports"] == 1
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


@pytest.mark.parametrize(("path", "why"), [("folder", "这是一个文件夹"), ("missing/out.json", "没有这个文件或文件夹")])
def test_output_that_cannot_be_written_is_said_in_chinese(clean, capsys, path, why):
    Path("folder").mkdir()
    assert main(["check", "--format", "json", "--output", path, clean]) == 2
    assert f"写不了 {path}：{why}" in capsys.readouterr().err


def test_a_result_may_have_as_long_a_name_as_any_file(clean):
    name = "x" * 255
    assert main(["check", "--output", name, clean]) == 0
    assert sorted(os.listdir()) == sorted([clean, name])


def test_what_plugins_print_is_no_data_of_any_command(clean, capsys):
    Path("loud.py").write_text("print('IMPORTED')" + PLUGIN.replace("raise", "print('JUDGED'); raise"), encoding="utf-8")
    for command in (["rules"], ["rules", "test"], ["rules", "lint"], ["plugins"], ["extract", clean]):
        main([*command, "--format", "json", "--plugin", "loud.py"])
        out, said = capsys.readouterr()
        assert json.loads(out)
        assert "IMPORTED" in said
        assert ("JUDGED" in said) == (command[-1] in ("test", "lint"))


def test_data_goes_to_stdout_and_talk_to_stderr(clean, capsys):
    main(["check", "--format", "json", clean, "gone.html"])
    out, err = capsys.readouterr()
    json.loads(out)
    assert "gone.html" in err
    main(["check", "--format", "json", "--quiet", clean, "gone.html"])
    assert capsys.readouterr().err.splitlines() == ["没有读成 gone.html：找不到这个文件或文件夹，请核对路径"]
    main(["check", "--format", "json", "--quiet", clean])
    assert capsys.readouterr().err == ""


def test_extract_gives_one_object_a_line_that_check_reads_again(faulty, clean, capsys):
    assert main(["extract", "--format", "json", faulty, clean]) == 0
    lines = capsys.readouterr().out.splitlines()
    first = json.loads(lines[0])
    assert len(lines) == 2
    assert (first["schema"], first["path"], first["unit"]) == ("gouji.report/1", faulty, "临江县水利局")
    cell = first["tables"]["t3"]["new"]["total"]
    assert (cell["value"], cell["raw"], cell["kind"]) == ("9", "9", "number") and cell["place"]
    Path("all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    straight, again = checked(capsys, faulty, clean)[1], checked(capsys, "all.jsonl")[1]
    assert [report["findings"] for report in straight["reports"]] == [report["findings"] for report in again["reports"]]


def test_extract_does_not_judge_and_shows_every_table(faulty, capsys):
    assert main(["extract", faulty]) == 0
    out = capsys.readouterr().out
    assert "表三" in out and "总计 9" in out and "强制性" not in out


def test_extract_shows_values_that_could_not_be_placed(folder, capsys):
    report = balanced(editions()["gov-2021"])
    misfit = Misfit("new", (("3", Place(line=1)), ("5", Place(line=2))), 7, Place(line=1))
    report = replace(report, tables={**report.tables, "t3": replace(report.tables["t3"], misfits=(misfit,))})
    Path("a.json").write_text(json.dumps(report_as_data(report)), encoding="utf-8")
    assert main(["extract", "a.json"]) == 0
    assert "new 应有 7 个值，只对得上 2 个：3、5" in capsys.readouterr().out


def test_extract_says_what_it_does_not_find(folder, capsys):
    report = balanced(editions()["gov-2021"])
    sections = {id: section for id, section in report.sections.items() if id != "s6"}
    tables = {id: table for id, table in report.tables.items() if id != "t4"}
    Path("a.json").write_text(json.dumps(report_as_data(replace(report, sections=sections, tables=tables))), encoding="utf-8")
    assert main(["extract", "a.json"]) == 0
    out = capsys.readouterr().out
    assert "\n六、其他需要报告的事项：没有找到\n" in out and "\n  表四：没有找到\n" in out
    Path("folder").mkdir()
    Path("folder/通知.txt").write_text("会议通知", encoding="utf-8")
    assert main(["extract", "folder"]) == 0
    assert capsys.readouterr().err.splitlines()[1:] == ["没有读到年报"]


def test_extract_names_a_kind_of_plugin_that_breaks_and_ends_with_4(faulty, capsys):
    Path("plugin.py").write_text(LOADER, encoding="utf-8")
    assert main(["extract", "--plugin", "plugin.py", "--format", "json", faulty]) == 4
    out, err = capsys.readouterr()
    assert json.loads(out)["unit"] == "临江县水利局" and f"（{faulty}） 出错：LookupError: 坏了" in err


def test_rules_are_listed_and_explained(folder, capsys):
    assert main(["rules"]) == 0
    assert "A1  " in capsys.readouterr().out
    assert main(["rules", "A1"]) == 0
    out = capsys.readouterr().out
    assert all(word in out for word in ("为什么", "依据", "对的例子", "错的例子", "差 1"))
    assert main(["rules", "--format", "json", "G01"]) == 0
    assert all(rule["defect"] == "G01" for rule in json.loads(capsys.readouterr().out)["rules"])


def test_every_rule_in_force_can_be_explained(folder, capsys):
    main(["rules", "--format", "json"])
    rules = json.loads(capsys.readouterr().out)["rules"]
    for rule in rules:
        assert rule["basis"] and rule["passes"] and rule["fails"], rule["id"]
        assert main(["rules", rule["id"]]) == 0


def test_plugins_are_listed_with_what_failed(folder, capsys):
    Path("plugin.py").write_text("1 / 0", encoding="utf-8")
    assert main(["plugins", "--plugin", "plugin.py", "--format", "json"]) == 4
    listed = json.loads(capsys.readouterr().out)["plugins"]
    assert "ZeroDivisionError" in listed[-1]["failed"]
    assert all(one["failed"] is None and one["version"] for one in listed[:-1])
    assert main(["plugins", "--plugin", "plugin.py"]) == 4
    assert "\n  出错：无法加载：ZeroDivisionError" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_chinese(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：") and "选项:" in out
    assert not any(word in out for word in ("usage", "options", "show this help"))


def test_version(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"gouji {gouji.__version__}\n"


def test_what_newer_pythons_guess_is_not_repeated():
    told = "argument --fail-level: invalid choice: 'warn', maybe you meant 'warning'? (choose from error, warning)"
    assert translated(told, []) == "--fail-level 没有 warn 这个值；可以写 error、warning，是不是“warning”？"
