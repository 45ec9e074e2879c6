"""The command-line contract: the JSON forms other programs build on, checked on the examples."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gouji.cli.main import main

EXAMPLES = Path(__file__).parent.parent / "examples"

TEXT, COUNT = str, int
NULLABLE = (str, type(None))
YEAR = (int, type(None))

CELL = {"table": TEXT, "row": TEXT, "column": TEXT, "value": NULLABLE, "role": TEXT}
EQUATION = {"rule": TEXT, "text": TEXT, "left": TEXT, "right": TEXT, "delta": TEXT}
CHANGE = {"table": TEXT, "row": TEXT, "column": TEXT, "from": NULLABLE, "to": TEXT}
FINDING = {
    "rule": TEXT,
    "defect": TEXT,
    "severity": TEXT,
    "message": TEXT,
    "section": NULLABLE,
    "quote": TEXT,
    "cells": [CELL],
    "expected": NULLABLE,
    "actual": NULLABLE,
    "delta": NULLABLE,
    "equations": [EQUATION],
    "corrections": [[CHANGE]],
    "place": dict,
    "doubt": TEXT,
    "basis": TEXT,
    "fingerprint": TEXT,
}
FINDINGS = {
    "schema": TEXT,
    "version": TEXT,
    "rulesets": [{"id": TEXT, "version": TEXT}],
    "summary": {"reports": COUNT, "error": COUNT, "warning": COUNT, "info": COUNT},
    "reports": [
        {
            "path": TEXT,
            "unit": NULLABLE,
            "level": NULLABLE,
            "year": YEAR,
            "edition": TEXT,
            "published": NULLABLE,
            "findings": [FINDING],
            "not_assessed": [{"rule": TEXT, "why": TEXT}],
        }
    ],
    "corpus": [{**FINDING, "reports": [TEXT]}],
    "unread": [{"path": TEXT, "error": TEXT}],
    "failed_rules": [{"rule": TEXT, "path": NULLABLE, "error": TEXT}],
}
REPORT = {
    "schema": TEXT,
    "path": TEXT,
    "unit": NULLABLE,
    "level": NULLABLE,
    "year": YEAR,
    "edition": TEXT,
    "published": NULLABLE,
    "title": NULLABLE,
    "sections": dict,
    "tables": dict,
    "ignored": [TEXT],
    "notes": [TEXT],
}


def differences(data: Any, form: Any, where: str = "") -> list[str]:
    """Where data lack what the form promises. Further keys are free."""
    if isinstance(form, Mapping):
        if not isinstance(data, dict):
            return [f"{where} is no object"]
        return [said for key, part in form.items() for said in differences(data.get(key, ...), part, f"{where}.{key}")]
    if isinstance(form, list):
        if not isinstance(data, list):
            return [f"{where} is no array"]
        return [said for i, item in enumerate(data) for said in differences(item, form[0], f"{where}[{i}]")]
    return [] if isinstance(data, form) else [f"{where} is {data!r}"]


@pytest.fixture
def examples(monkeypatch) -> None:
    monkeypatch.chdir(EXAMPLES)


def printed(capsys, *arguments: str) -> tuple[int, str]:
    status = main(list(arguments))
    return status, capsys.readouterr().out


def test_findings_have_the_promised_form(examples, capsys) -> None:
    status, out = printed(capsys, "check", "linjiang", "gone.html", "--format", "json")
    data = json.loads(out)
    assert differences(data, FINDINGS) == []
    assert (status, data["schema"]) == (3, "gouji.findings/1")
    assert data["summary"]["reports"] == len(data["reports"]) == 18
    assert data["corpus"] and data["unread"] == [{"path": "gone.html", "error": "找不到这个文件或文件夹，请核对路径"}]
    findings = [finding for report in data["reports"] for finding in report["findings"]] + data["corpus"]
    for level in ("error", "warning", "info"):
        assert data["summary"][level] == sum(finding["severity"] == level for finding in findings)
    assert {finding["doubt"] for finding in findings} <= {"source", "reading"}
    assert {cell["role"] for finding in findings for cell in finding["cells"]} <= {"subject", "left", "right"}
    assert all(finding["message"] and finding["basis"] and finding["fingerprint"] for finding in findings)


def test_a_broken_sum_carries_its_whole_evidence(examples, capsys) -> None:
    _, out = printed(capsys, "check", "linjiang/2020/水利局2020年报.txt", "--format", "json", "--select", "G")
    (finding,) = json.loads(out)["reports"][0]["findings"]
    assert (finding["expected"], finding["actual"], finding["delta"]) == ("4", "5", "1")
    assert finding["corrections"] == [[{"table": "t3", "row": "open", "column": "total", "from": "5", "to": "4"}]]
    assert {equation["rule"] for equation in finding["equations"]} == {"A2", "A3"}
    addends = {(cell["row"], cell["column"]) for cell in finding["cells"] if cell["role"] != "subject"}
    assert {("open", column) for column in ("person", "biz", "sci", "ngo", "law", "other")} <= addends
    assert finding["place"]["line"] == 61


def test_the_same_input_gives_the_same_bytes(examples, capsys) -> None:
    once = printed(capsys, "check", "linjiang", "--format", "json")
    assert printed(capsys, "check", "linjiang", "--format", "json") == once
    assert printed(capsys, "check", "linjiang", "--format", "json", "--jobs", "2") == once


def test_fingerprints_survive_another_path_and_other_lines(examples, capsys, tmp_path) -> None:
    original = Path("linjiang/2020/水利局2020年报.txt").read_text("utf-8")
    (tmp_path / "moved.txt").write_text("\n\n\n" + original, "utf-8")

    def fingerprints(path: str) -> list[str]:
        _, out = printed(capsys, "check", path, "--format", "json")
        return [finding["fingerprint"] for report in json.loads(out)["reports"] for finding in report["findings"]]

    assert fingerprints("linjiang/2020/水利局2020年报.txt") == fingerprints(str(tmp_path / "moved.txt")) != []


def test_extract_has_the_promised_form_one_report_a_line(examples, capsys) -> None:
    status, out = printed(capsys, "extract", "linjiang", "--format", "json")
    reports = [json.loads(line) for line in out.splitlines()]
    assert (status, len(reports)) == (0, 18)
    for report in reports:
        assert differences(report, REPORT, report["path"]) == []
        assert report["schema"] == "gouji.report/1"
        for section in report["sections"].values():
            assert differences(section, {"heading": TEXT, "text": TEXT}) == []
        for cell in (cell for rows in report["tables"].values() for row in rows.values() for cell in row.values()):
            assert differences(cell, {"value": NULLABLE, "raw": TEXT, "kind": TEXT, "place": dict}) == []
            assert (cell["value"] is not None) == (cell["kind"] == "number")
    cells = {(report["edition"], sum(len(row) for rows in report["tables"].values() for row in rows.values())) for report in reports}
    assert cells == {("gov-2019", 198), ("gov-2021", 200)}


def test_what_extract_prints_is_checked_with_the_same_result(examples, capsys, tmp_path) -> None:
    _, lines = printed(capsys, "extract", "linjiang", "--format", "json")
    (tmp_path / "all.jsonl").write_text(lines, "utf-8")

    def told(path: str) -> list[tuple[str, str]]:
        data = json.loads(printed(capsys, "check", path, "--format", "json")[1])
        return sorted((finding["fingerprint"], finding["message"]) for report in data["reports"] for finding in report["findings"])

    assert told(str(tmp_path / "all.jsonl")) == told("linjiang")


def test_rules_are_listed_for_programs(capsys) -> None:
    status, out = printed(capsys, "rules", "A1", "--format", "json")
    data = json.loads(out)
    assert status == 0
    form = {"id": TEXT, "title": TEXT, "severity": TEXT, "defect": TEXT, "why": TEXT, "basis": TEXT, "passes": list, "fails": list}
    assert differences(data, {"schema": TEXT, "rules": [form]}) == []
    assert [rule["id"] for rule in data["rules"]] == ["A1"]
