"""The examples: every fault planted in the made-up county is found with its cells, and nothing is accused beside them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from gouji.cli.main import main

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
EXPECTED = YAML(typ="safe", pure=True).load((EXAMPLES / "expected.yaml").read_text("utf-8"))


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    main([*arguments, "--format", "json", "--fail-level", "never", "--quiet"])
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def county(capsys, monkeypatch) -> dict:
    monkeypatch.chdir(EXAMPLES)
    return told(capsys, "check", "linjiang")


def grouped(findings: list[dict]) -> dict[tuple[str, str, str], list[dict]]:
    by_rule = defaultdict(list)
    for finding in findings:
        by_rule[finding["rule"], finding["defect"], finding["severity"]].append(finding)
    return by_rule


def suspects(findings: list[dict]) -> set[str]:
    """The cells accused: the subjects, or what stands on a side of the sign where a rule has no subject."""
    cells = [cell for finding in findings for cell in finding["cells"]]
    role = next((role for role in ("subject", "left", "right") if any(cell["role"] == role for cell in cells)), "")
    return {f"{cell['table']}.{cell['row']}.{cell['column']}" for cell in cells if cell["role"] == role}


def corrections(finding: dict) -> dict[str, str]:
    (only,) = finding["corrections"]
    return {f"{cell['table']}.{cell['row']}.{cell['column']}": cell["to"] for cell in only}


def compared(found: dict[tuple[str, str, str], list[dict]], expected: list[dict]) -> Iterator[str]:
    """What differs between the findings on one report and what was planted in it."""
    listed = {(entry["rule"], entry["defect"], entry["level"]) for entry in expected}
    yield from (f"not planted: {key}" for key in found if key not in listed)
    for entry in expected:
        findings = found.get((entry["rule"], entry["defect"], entry["level"]), [])
        if not findings:
            yield f"not found: {entry['what']}"
            continue
        if "cells" in entry and suspects(findings) != set(entry["cells"]):
            yield f"other cells: {sorted(suspects(findings))} for {entry['what']}"
        if "section" in entry and {finding["section"] for finding in findings} != {entry["section"]}:
            yield f"other section for {entry['what']}"
        if "correction" in entry and corrections(findings[0]) != entry["correction"]:
            yield f"other correction for {entry['what']}"
        if "reports" in entry and any(finding["reports"] != entry["reports"] for finding in findings):
            yield f"other reports for {entry['what']}"


def test_every_planted_fault_is_found_and_nothing_else(county) -> None:
    differences = {}
    for report in county["reports"]:
        said = list(compared(grouped(report["findings"]), EXPECTED.get(report["path"].replace(os.sep, "/"), [])))
        if said:
            differences[report["path"]] = said
    assert not differences


def test_what_only_two_reports_together_show(county) -> None:
    assert list(compared(grouped(county["corpus"]), EXPECTED["corpus"])) == []


def test_every_file_is_read_and_every_expectation_has_its_report(county) -> None:
    assert county["unread"] == county["failed_rules"] == []
    paths = {report["path"].replace(os.sep, "/") for report in county["reports"]}
    assert len(paths) == 18
    assert set(EXPECTED) - {"corpus"} <= paths


def test_reports_and_rules_among_the_other_files_of_the_folder(capsys, monkeypatch) -> None:
    """`gouji check examples` reads the same reports; what else lies there is set aside, not misread."""
    monkeypatch.chdir(ROOT)
    everything = told(capsys, "check", "examples")
    assert everything["unread"] == everything["failed_rules"] == []
    assert {report["path"] for report in everything["reports"]} >= {
        os.path.join("examples", report) for report in EXPECTED if report != "corpus"
    }


def made_in(folder, *arguments: str) -> int:
    """What the script that makes the examples returns."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(ROOT / root) for root in ("core", "plugins", "rulesets"))}
    script = ROOT / "scripts" / "make_examples.py"
    return subprocess.run([sys.executable, script, *arguments], cwd=folder, env=environment, capture_output=True).returncode


def test_an_option_that_the_script_does_not_have_is_no_folder(tmp_path) -> None:
    assert made_in(tmp_path, "--check") == 2
    assert list(tmp_path.iterdir()) == []


def test_the_files_are_what_the_script_makes(tmp_path, capsys) -> None:
    assert made_in(tmp_path, ".") == 0
    kept, made = ({p.relative_to(f): p for p in f.rglob("*") if p.is_file()} for f in (EXAMPLES / "linjiang", tmp_path))
    assert kept.keys() == made.keys()
    text = {".txt", ".md", ".html", ".htm", ".yaml"}
    assert [name for name in kept if name.suffix in text and kept[name].read_bytes() != made[name].read_bytes()] == []
    # What is compressed differs from one zlib to another.
    for name in (name for name in kept if name.suffix not in text):
        assert extracted(capsys, made[name]) == extracted(capsys, kept[name]), name


def extracted(capsys: pytest.CaptureFixture[str], path: Path) -> list[dict]:
    main(["extract", str(path), "--format", "json"])
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [{key: value for key, value in report.items() if key != "path"} for report in reports]
