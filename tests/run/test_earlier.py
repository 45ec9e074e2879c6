"""Results of earlier runs: an unchanged input is not judged again, anything else is."""

import os
import time
from pathlib import Path

import pytest

from gouji.cli.main import main
from gouji.data import editions
from gouji.in_force import Options
from gouji.run import parallel, run, serial, shelf
from gouji.sample import balanced
from gouji.testing.layouts import lay_out

RULES = """
format: 1
id: mine
title: 试
version: "1"
rules:
  - id: X1
    title: {title}
    each: 表三 列
    assert: 上年结转 = 上年.结转下年
    level: error
    defect: G10
    basis: 试
    passes: {{上年结转: 0}}
    fails: {{上年结转: 1, says: 差 1}}
  - id: X2
    title: 试
    assert: 表三.新收.总计 = {number}
    level: error
    defect: G10
    basis: 试
    passes: {{表三.新收.总计: {number}}}
    fails: {{表三.新收.总计: 77, says: "77"}}
"""
PLUGIN = """
from gouji.hooks import hookimpl
from gouji.rule import Case, rule

@rule("Z01", title="试", level="info", defect="S09", basis="试", why="试", passes=[Case({{}})], fails=[Case({{}}, "x")])
def said(subject):
    {body}

@hookimpl
def gouji_rules():
    return [said]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "reports").mkdir()
    monkeypatch.chdir(tmp_path / "reports")
    for year in (2021, 2022):
        put(f"{year}.html", year)
    Path("notes.txt").write_text("今天天气很好，我们去公园。", encoding="utf-8")
    return tmp_path


@pytest.fixture
def judged(monkeypatch):
    """The paths that were really judged, in this process."""
    paths = []
    really = serial.judge
    monkeypatch.setattr(serial, "judge", lambda found, in_force: paths.append(found.path) or really(found, in_force))
    return paths


def put(path, year, received=0):
    report = balanced(next(edition for edition in editions().values() if edition.covers(year)), year=year)
    cell = report.cell("t3", "new", "person")
    Path(path).write_bytes(lay_out(report.with_cells(cell._replace(raw=str(received), value=received)), "html-official")[0])


def told(paths=(".",), **options):
    running = run(paths, Options(**{"remember": True} | options))
    results = [(one.path, one.set_aside, one.unread, one.result and (one.result.report, one.result.findings)) for one in running]
    return results, [*running.corpus], running.unlinked, running.applied, running.hindered, running.levels, running.failures


def test_the_second_time_nothing_is_judged_and_the_same_is_told(judged):
    once = told()
    assert sorted(judged) == ["2021.html", "2022.html", "notes.txt"]
    assert told() == once
    assert told(jobs=2) == once
    assert len(judged) == 3


def test_several_processes_keep_and_find_the_same(judged, monkeypatch):
    once = told(jobs=2)
    assert judged == []
    monkeypatch.setattr(parallel.Parallel, "_started", None)
    assert told(jobs=2) == once == told()


def test_who_has_written_the_same_is_asked_once_of_the_same_texts(monkeypatch):
    asked = []
    really = shelf.copied
    monkeypatch.setattr(shelf, "copied", lambda authors: asked.append(len(authors)) or really(authors))
    assert told() == told()
    assert asked == [2]
    told(remember=False)
    put("2023.html", 2023)
    told()
    assert asked == [2, 2, 3]


def test_one_changed_file_is_judged_again_and_so_are_its_years(judged):
    Path("rules.yaml").write_text(RULES.format(title="结转", number=0), encoding="utf-8")
    first = told(rulesets=("rules.yaml",))
    assert first[5]["error"] == 0
    del judged[:]
    put("2022.html", 2022, received=5)
    second = told(rulesets=("rules.yaml",))
    assert judged == ["2022.html"] and second != first
    assert second == told(rulesets=("rules.yaml",), remember=False)


@pytest.mark.parametrize(
    "options", [{"select": ("A",)}, {"ignore": ("A1",)}, {"edition": "gov-2021"}, {"rulesets": ("national-2021",)}, {"remember": False}]
)
def test_other_options_are_another_result(judged, options):
    told()
    del judged[:]
    told(**options)
    assert "2021.html" in judged


def test_a_changed_ruleset_and_plugin_are_noticed(judged):
    for number, words in enumerate((("结转", 0), ("结转衔接", 0), ("结转衔接", 1))):
        Path("../rules.yaml").write_text(RULES.format(title=words[0], number=words[1]), encoding="utf-8")
        told(rulesets=("../rules.yaml",))
        assert judged.count("2021.html") == number + 1
    for number, body in enumerate(("yield from ()", "yield subject.finding('变了')")):
        Path("../plugin.py").write_text(PLUGIN.format(body=body), encoding="utf-8")
        results = told(plugins=("../plugin.py",))[0]
        assert judged.count("2021.html") == 4 + number
        assert (results[0][3][1] != ()) == bool(number)


def test_what_went_wrong_is_tried_again(judged):
    Path("../plugin.py").write_text(PLUGIN.format(body="raise LookupError('坏了')"), encoding="utf-8")
    Path("broken.pdf").write_bytes(b"%PDF-1.7 broken")
    for number in (1, 2):
        assert told(plugins=("../plugin.py",))[6]
        assert judged.count("2021.html") == judged.count("broken.pdf") == number


def test_damaged_entries_are_made_again(folder, judged):
    once = told()
    for entry in (folder / "cache" / "results").rglob("*.marshal"):
        content = entry.read_bytes()
        entry.write_bytes(content[: len(content) // 2])
    assert told() == once
    assert len(judged) == 6


def test_a_name_counts_for_a_file_is_named_in_what_is_told(judged):
    told(["2021.html"])
    Path("2021.html").rename("2020.html")
    assert told(["2020.html"])[0][0][0] == "2020.html"
    assert judged == ["2021.html", "2020.html"]


def test_the_number_of_entries_is_bounded(folder, monkeypatch):
    from gouji.run import earlier

    monkeypatch.setattr(earlier, "KEPT", 2)
    monkeypatch.setattr(earlier, "_spread", lambda *parts: f"results/00/result-{time.monotonic_ns()}")
    for _ in range(3):
        told()
    assert len(os.listdir(folder / "cache" / "results" / "00")) == 2


def test_the_program_remembers_unless_told_not_to(folder, capsys):
    results = folder / "cache" / "results"
    main(["check", "--no-cache", "."])
    assert not results.exists()
    main(["check", "."])
    assert results.exists()
    before = capsys.readouterr().out
    main(["check", "."])
    assert capsys.readouterr().out in before
