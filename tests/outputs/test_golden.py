"""Each output format to the letter, on one clean report, one with faults and traps, and two broken files.

GOUJI_REWRITE_GOLDEN=1 rewrites the files under golden/; read the difference before keeping it.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gouji.data import editions
from gouji.in_force import Options
from gouji.run import Display, run
from gouji.sample import balanced
from gouji.testing.layouts import lay_out
from gouji_plugins.outputs import FORMATS, gouji_outputs

GOLDEN = Path(__file__).parent / "golden"
WRITERS = {output.id: output.write for output in gouji_outputs()}
RULES = ("A1", "A2", "A3", "B1", "T01", "S02", "P01", "F06")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Inputs with what an output must not obey: a formula, markup, commas, percent signs, controls."""
    place = tmp_path_factory.mktemp("inputs")
    clean = balanced(editions()["gov-2021"])
    (place / "clean.txt").write_bytes(lay_out(clean, "text-cells")[0])
    wrong = clean.with_cells(clean.cell("t3", "open", "person")._replace(raw="3", value=3))
    data = lay_out(wrong, "text-cells")[0].decode()
    data = data.replace("六、其他需要报告的事项\n", "六、其他需要报告的事项\n\n", 1)
    data = data.replace("1.属于国家秘密", "1.属於国家\x1b[31m秘密<b>|`[red]`", 1).replace(
        "临江县水利局2023年政府信息公开工作年度报告", "=1+1,100%:2023年政府信息公开工作年度报告", 1
    )
    (place / "faulty, 100%.txt").write_text(data, encoding="utf-8")
    (place / "empty.txt").write_bytes(b"")
    (place / "broken.docx").write_bytes(b"PK\x03\x04broken")
    return place


def output(folder, monkeypatch, format):
    monkeypatch.chdir(folder)
    running = run(["."], Options(select=RULES), display=Display())
    return "".join(WRITERS[format](running))


@pytest.mark.parametrize("format", FORMATS)
def test_golden(folder, monkeypatch, format):
    got = output(folder, monkeypatch, format)
    assert got == output(folder, monkeypatch, format)
    path = GOLDEN / f"{format}.txt"
    if os.environ.get("GOUJI_REWRITE_GOLDEN"):
        path.write_text(got, encoding="utf-8", newline="")
    assert got == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_a_terminal_would_obey(folder, monkeypatch, format):
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", output(folder, monkeypatch, format))


def test_csv_has_no_formula_and_keeps_numbers(folder, monkeypatch):
    text = output(folder, monkeypatch, "csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert {row["级别"] for row in rows} == {"强制性", "核实性", "提示", "没有读成"}
    values = [value for row in rows for value in row.values()]
    assert not any(re.match(r"[=+@-](?![\d.]+$)", value) for value in values)
    assert any(value.startswith("'=1+1") for value in values)


def test_sarif_and_junit_are_well_formed(folder, monkeypatch):
    sarif = json.loads(output(folder, monkeypatch, "sarif"))
    results = sarif["runs"][0]["results"]
    rules = sarif["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in results)
    assert all(r["locations"][0]["physicalLocation"]["region"]["startLine"] > 0 for r in results)
    assert len({r["partialFingerprints"]["gouji/1"] for r in results}) == len(results)
    assert sarif["runs"][0]["invocations"][0]["executionSuccessful"] is False
    suites = ElementTree.fromstring(output(folder, monkeypatch, "junit"))
    assert sum(int(suite.get("failures")) for suite in suites) == len(suites.findall(".//failure"))
    assert len(suites.findall(".//error")) == 2


def test_github_escapes_what_ends_a_property(folder, monkeypatch):
    lines = output(folder, monkeypatch, "github").splitlines()
    assert all(re.match(r"::(error|warning|notice) file=[^,:]*(,line=\d+)?,title=[^,:]*::", line) for line in lines)
    assert any("file=./faulty%2C 100%25.txt" in line or "file=faulty%2C 100%25.txt" in line for line in lines)
