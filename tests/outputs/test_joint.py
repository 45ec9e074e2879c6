"""What each list format says of a finding on several reports: whose it is, where it stands, and which reports it concerns."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gouji.data import editions
from gouji.in_force import Options
from gouji.run import run
from gouji.sample import balanced
from gouji.testing.layouts import lay_out
from gouji_plugins.outputs import gouji_outputs

WRITERS = {output.id: output.write for output in gouji_outputs()}
WRONG = "表三·上年结转·自然人"


@pytest.fixture
def output(tmp_path, monkeypatch):
    """A run over two years of which the later has a wrong number carried over, with a roster that has one unit more."""
    monkeypatch.chdir(tmp_path)
    for year in (2022, 2023):
        report = balanced(editions()["gov-2021"], year=year)
        cell = report.cell("t3", "carry_in", "person")
        report = report.with_cells(cell._replace(raw="3", value=3)) if year == 2023 else report
        Path(f"{year}.html").write_bytes(lay_out(report, "html-official")[0])
    Path("roster.csv").write_text("临江县水利局\n临江县教育局\n", encoding="utf-8")

    def make(format):
        return "".join(WRITERS[format](run(["2022.html", "2023.html"], Options(roster="roster.csv", select=("F1", "P02")))))

    return make


def test_a_row_of_csv_names_the_judged_report_and_where(output):
    absent, carried = csv.DictReader(io.StringIO(output("csv").removeprefix("\ufeff")))
    names = ("文件", "单位", "年度", "规则", "位置")
    assert [carried[name] for name in names] == ["2023.html", "临江县水利局", "2023", "F1", WRONG]
    assert [absent[name] for name in names[1:]] == ["", "", "P02", ""]


def test_sarif_and_github_name_the_file_and_where(output):
    absent, carried = json.loads(output("sarif"))["runs"][0]["results"]
    assert carried["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "2023.html"
    assert [name["fullyQualifiedName"] for name in absent["locations"][0]["logicalLocations"]] == ["report"]
    absent, carried = output("github").splitlines()
    assert carried.startswith("::warning file=2023.html,") and f"title=F1 {WRONG}::" in carried
    assert "title=P02::2023年度缺1个单位" in absent


def test_markdown_and_junit_list_them_behind_the_reports_with_all_files(output):
    text = output("markdown")
    assert "## 几份年报之间" in text
    assert text.count("| 2023.html、2022.html |") == 1
    *_, suite = ElementTree.fromstring(output("junit"))
    assert (suite.get("name"), suite.get("tests")) == ("几份年报之间", "2")
    assert [case.get("classname") for case in suite] == ["2023.html", "2023.html、2022.html"]
    assert "核实性：表三自然人列：上年结转 3" in suite.findtext("testcase[2]/system-out")
