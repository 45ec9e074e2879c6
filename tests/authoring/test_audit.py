"""`gouji rules audit`: the map has no unguarded cell that an equation could guard."""

import json
import sys

import pytest

from gouji import engine
from gouji.authoring import guards
from gouji.authoring.audit import audit, samples
from gouji.authoring.audit_map import told
from gouji.cli.main import main
from gouji.data import editions
from gouji.engine import check
from gouji.finding import INFO
from gouji.in_force import Options, prepare
from gouji.lean import replace
from gouji.sample import balanced


@pytest.fixture(scope="module")
def national():
    return prepare(Options()).ruleset


@pytest.mark.parametrize("edition", editions().values(), ids=lambda edition: edition.id)
def test_reports_of_an_audit_are_in_order(national, edition):
    drawn = samples(edition, national.rules)
    assert len(drawn) == 6
    assert [sample.report for sample in samples(edition, national.rules)] == [sample.report for sample in drawn]
    for sample in drawn:
        findings = check(sample.report, national, previous=sample.previous, below=sample.below).findings
        assert [finding for finding in findings if finding.level != INFO] == []


def test_reports_of_an_audit_are_of_the_levels_that_rules_speak_for(national):
    edition = editions()["gov-2021"]
    towns = replace(national.rules[0], levels=("town", "street"))
    assert {sample.report.level for sample in samples(edition, [towns])} == {"town", "street"}
    assert {sample.report.level for sample in samples(edition, [towns, national.rules[0]])} == {"dept", "gov.county", "town"}


@pytest.mark.slow
@pytest.mark.parametrize("edition", editions().values(), ids=lambda edition: edition.id)
def test_every_cell_an_equation_holds_is_guarded(national, edition):
    found = audit(national.rules, national.tables, edition)
    assert found.guards.missed == {}
    assert found.guards.failed == {}
    assert [id for id in found.baseline if next(rule for rule in national.rules if rule.id == id).level != INFO] == []
    counts = found.guards.counts()
    assert all(number >= 2 for row in counts["t3"].values() for number in row.values())
    assert all(number >= 1 for row in counts["t4"].values() for number in row.values())
    assert all(tally.noticed == tally.tried for tally in found.faults if tally.kind not in ("one-more", "one-less"))
    elsewhere = {"gov-2019": {"last-year-copied", "rule-without-power", "outdated-basis", "no-fees", "partial-fees"}}
    assert {tally.kind for tally in found.faults if not tally.tried} <= elsewhere.get(edition.id, set())


def test_without_the_rule_the_cells_are_open(national):
    edition = editions()["gov-2021"]
    only = [rule for rule in national.rules if rule.id == "A1"]
    found = audit(only, national.tables, edition)
    counts = found.guards.counts()
    assert counts["t3"]["new"]["person"] == 1
    assert counts["t3"]["open"]["person"] == 0
    assert found.guards.missed == {}
    lines = list(told(found, "试"))
    assert any(line.lstrip().startswith("新收") and line.endswith("A1") for line in lines)
    assert any(line.lstrip().startswith("予以公开") and "·" in line for line in lines)


PACK = """
format: 1
id: ours
title: 只管表四
edition: gov-2019
rules:
  - id: X01
    title: 总计
    each: 表四 行
    assert: 总计 = 合计(结果)
    level: error
    basis: 某通知
    passes: {总计: 1, 结果维持: 1}
    fails: {总计: 1, says: 总计}
"""


def test_json_of_a_file_without_hypothesis(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    path = tmp_path / "ours.yaml"
    path.write_text(PACK, "utf-8")
    assert main(["rules", "audit", str(path), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"edition", "faults", "cells"}
    assert found["edition"] == "gov-2019"
    assert {"kind": "one-more", "tried": found["faults"][0]["tried"], "noticed": found["faults"][0]["noticed"]} == found["faults"][0]
    assert found["cells"]["t4"]["review"] == dict.fromkeys(("keep", "correct", "other", "pending", "total"), 1)
    assert set(found["cells"]["t3"]["open"].values()) == {0}


def test_a_rule_that_speaks_up_on_valid_reports_guards_nothing(tmp_path, capsys):
    path = tmp_path / "ours.yaml"
    path.write_text(PACK.replace("合计(结果)", "合计(结果) + 1"), "utf-8")
    assert main(["rules", "audit", str(path)]) == 1
    out = capsys.readouterr().out
    assert "有公式管着却发现不了的 " in out
    assert "注意：规则 X01 在无误的年报上也会报" in out


def test_watched_tables_are_tables_like_others(national):
    report = balanced(editions()["gov-2021"])
    watched, _ = guards.Judges(national.rules, national.tables, report.edition).watched(report, national.rules[0])
    assert {id: dict(table.cells) for id, table in watched.tables.items()} == {id: table.cells for id, table in report.tables.items()}
    assert len(watched.tables["t3"].cells) == len(report.tables["t3"].cells)


def test_a_rule_that_fails_on_a_faulty_report_is_named(tmp_path, capsys):
    pack = tmp_path / "ours.yaml"
    pack.write_text(PACK, "utf-8")
    path = tmp_path / "mine.py"
    path.write_text(
        """
from gouji.hooks import hookimpl
from gouji.rule import Case, rule

@rule("Z01", title="试", level="info", defect="S09", basis="试", why="试", passes=[Case({})], fails=[Case({}, "x")])
def broken(subject):
    return [] if subject.report.tables["t3"] else []

@hookimpl
def gouji_rules():
    return [broken]
""",
        "utf-8",
    )
    assert main(["rules", "audit", str(pack), "--plugin", str(path)]) == 4
    printed = capsys.readouterr()
    assert "规则 Z01 运行时出错：KeyError: 't3'" in printed.err
    assert "公式所管的每一格" in printed.out


def test_rules_without_end_are_named_and_asked_no_more(national, monkeypatch):
    monkeypatch.setattr(guards, "RULE_SECONDS", 0.2)
    monkeypatch.setattr(engine, "MOST_OUTCOMES", 50)
    asked = []

    def endless(subject):
        asked.append(subject)
        while True:
            pass

    def flooding(subject):
        while True:
            yield subject.finding("又一个")

    good = next(rule for rule in national.rules if rule.id == "A1")
    bad = [replace(good, id=id, check=check, formula=None) for id, check in (("Z01", endless), ("Z02", flooding))]
    found = audit([good, *bad], national.tables, editions()["gov-2021"])
    assert found.guards.failed == {"Z01": "运行超过 0.2 秒，已停下", "Z02": "ValueError: 报出的结果超过 50 个"}
    assert len(asked) <= 2
    assert found.guards.counts()["t3"]["new"]["person"] == 1
