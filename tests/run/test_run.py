"""Whatever is given has one outcome, by any number of processes, and nothing takes a run down."""

import errno
import os
import threading
from dataclasses import replace
from pathlib import Path

from gouji.in_force import Options, prepare
from gouji.run import run

from .reports import outcome, put, report, with_value

DEADLY = """
import os
from gouji.hooks import Loader, hookimpl

def load(source):
    if b"die" in source.data:
        os._exit(9)
    raise KeyError("broken loader")

@hookimpl
def gouji_loaders():
    return [Loader("deadly", "试", (".boom",), lambda source: 100 if source.suffix == ".boom" else 0, load)]
"""


DEADLY_PAIR = """
import os
from gouji.hooks import hookimpl
from gouji.rule import Case, rule

@rule("Z1", title="试", level="info", defect="G10", basis="试", why="试", family="previous", passes=[Case({})], fails=[Case({}, "x")])
def of_two(subject):
    if subject.report.unit == "临江县1局":
        os._exit(9)
    yield subject.finding("比过了")

@hookimpl
def gouji_rules():
    return [of_two]
"""


def test_each_input_has_one_outcome(folder):
    put("a", report())
    Path("b.txt").write_text("今天天气很好，我们去公园。", encoding="utf-8")
    Path("c.pdf").write_bytes(b"%PDF-1.7 broken")
    Path("d.bin").write_bytes(bytes(range(256)) * 20)
    running = run(["."])
    assert [outcome(one) for one in running] == [("a.html", "result"), ("b.txt", "aside"), ("c.pdf", "unread"), ("d.bin", "aside")]
    assert running.reports == 1 and len(running.unread) == 1 and len(running.set_aside) == 2 and running.applied > 10
    assert running.ruleset is running.in_force.ruleset


def test_a_named_file_that_is_no_report_is_unread(folder):
    Path("b.txt").write_text("今天天气很好，我们去公园。", encoding="utf-8")
    Path("d.bin").write_bytes(bytes(range(256)) * 20)
    Path("e.txt").write_bytes(b"")
    assert [outcome(one)[1] for one in run(["b.txt", "d.bin", "e.txt", "gone.txt"])] == ["unread"] * 4


def test_a_loader_that_breaks_is_our_fault_and_named(folder):
    Path("plugin.py").write_text(DEADLY, encoding="utf-8")
    Path("x.boom").write_bytes(b"x")
    put("a", report())
    running = run(["x.boom", "a.html"], Options(plugins=("plugin.py",)))
    assert [outcome(one)[1] for one in running] == ["unread", "result"]
    assert [(one.rule, one.path) for one in running.failures] == [("读取程序 deadly", "x.boom")]


def test_a_full_disk_costs_only_what_concerns_several_reports(folder, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.write", full)
    put("2021", report(2021))
    put("2022", report(2022))
    running = run(["2021.html", "2022.html"])
    assert [outcome(one)[1] for one in running] == ["result", "result"]
    assert not running.corpus
    assert {(one.why, one.paths) for one in running.unlinked} == {("临时文件写不下（磁盘已满）", ("2021.html", "2022.html"))}


def test_the_number_of_processes_changes_nothing(folder):
    for number in range(20):
        put(f"{number:02}", with_value(report(2021 + number % 2, f"临江县{number % 5}局"), "new", "person", number))
    Path("z.txt").write_text("今天天气很好，我们去公园。", encoding="utf-8")
    one, two = run(["."], Options(jobs=1)), run(["."], Options(jobs=2))
    alone, together = list(one), list(two)
    assert [outcome(checked) for checked in alone] == [outcome(checked) for checked in together]
    for first, second in zip(alone, together, strict=True):
        if first.result:
            for part in ("report", "findings", "not_assessed", "failures", "applied", "hindered"):
                assert getattr(second.result, part) == getattr(first.result, part)
            assert [check.text for check in first.result.checks] == [check.text for check in second.result.checks]
    assert (one.applied, one.levels, [*one.corpus], one.unlinked) == (two.applied, two.levels, [*two.corpus], two.unlinked)


def test_a_process_that_dies_costs_one_file(folder):
    Path("plugin.py").write_text(DEADLY, encoding="utf-8")
    for number in range(3):
        put(f"{number}", report())
    Path("1x.boom").write_bytes(b"die")
    threads = threading.active_count()
    running = run(["."], Options(plugins=("plugin.py",), jobs=2))
    found = dict(map(outcome, running))
    assert threading.active_count() == threads
    assert found == {"0.html": "result", "1.html": "result", "1x.boom": "unread", "2.html": "result", "plugin.py": "aside"}
    assert [one.path for one in running.failures] == ["1x.boom"]


def test_a_process_that_dies_of_two_reports_costs_what_is_said_of_them(folder):
    Path("plugin.py").write_text(DEADLY_PAIR, encoding="utf-8")
    for number in range(3):
        for year in (2021, 2022):
            put(f"{number}-{year}", report(year, f"临江县{number}局"))
    running = run([f"{number}-{year}.html" for number in range(3) for year in (2021, 2022)], Options(plugins=("plugin.py",), jobs=2))
    assert [outcome(one)[1] for one in running] == ["result"] * 6
    said = [(joint.finding.message, joint.paths) for joint in running.corpus if joint.finding.rule == "Z1"]
    assert said == [("比过了", (f"{number}-2022.html", f"{number}-2021.html")) for number in (0, 2)]
    assert [(one.path, one.error) for one in running.failures] == [("1-2022.html", "意外退出")]


def test_levels_changed_since_loading_hold_in_every_process(folder):
    put("2021", with_value(report(2021), "carry_out", "person", 2))
    put("2022", with_value(report(2022), "new", "person", 9))
    in_force = prepare(Options())
    milder = in_force.only(tuple(replace(rule, level="info", relevelled=True) for rule in in_force.ruleset.rules))
    for jobs in (1, 2):
        running = run(["2021.html", "2022.html"], Options(jobs=jobs), in_force=milder)
        assert sum(1 for one in running if one.result) == 2
        assert running.corpus and set(running.levels) == {"info"}


def test_inputs_are_not_touched(folder):
    put("a", report())
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}
    list(run(["."]))
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()} == before
    assert sorted(os.listdir(folder)) == ["a.html"]


def test_a_broken_file_with_a_known_ending_is_unread_even_in_a_folder(tmp_path):
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "说明.bin").write_bytes(b"\x00\x01")
    checked = list(run([str(tmp_path)]))
    assert [path.endswith("坏.docx") for path in sorted(one.path for one in checked if one.unread)] == [True]
    assert [path.endswith("说明.bin") for path in sorted(one.path for one in checked if one.set_aside)] == [True]
