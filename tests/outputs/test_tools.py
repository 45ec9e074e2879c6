"""What other tools are told of places and of rules that could not be applied."""

import json
from xml.etree import ElementTree

import pytest

from gouji.cases import changed
from gouji.data import editions
from gouji.finding import RuleFailure
from gouji.in_force import Options
from gouji.run import run
from gouji.sample import balanced
from gouji.testing.layouts import lay_out
from gouji_plugins.outputs import gouji_outputs

WRITERS = {output.id: output.write for output in gouji_outputs()}
REPORT = balanced(editions()["gov-2021"])


@pytest.fixture
def output(tmp_path, monkeypatch):
    def make(given, layout, format, *select):
        data, suffix = lay_out(changed(REPORT, given), layout)
        (tmp_path / f"a{suffix}").write_bytes(data)
        monkeypatch.chdir(tmp_path)
        return "".join(WRITERS[format](run([f"a{suffix}"], Options(select=("A1", *select)))))

    return make


def test_markdown_takes_no_markup_from_names(tmp_path, monkeypatch):
    (tmp_path / "a&b_*c*.html").write_bytes(lay_out(REPORT, "html-official")[0])
    monkeypatch.chdir(tmp_path)
    text = "".join(WRITERS["markdown"](run(["a&b_*c*.html"], Options(select=("A1",)))))
    assert "a&amp;b\\_\\*c\\*.html" in text


def test_markdown_lists_what_could_not_be_assessed_as_one_list(output):
    text = output({"新收.自然人": ""}, "html-official", "markdown", "F1")
    before, *listed = text.split("- 无法核对：")
    assert before.endswith("没有发现问题。\n\n") and len(listed) == 2
    assert listed[0].count("\n") == 1 and listed[0].endswith("\n")


def test_markdown_names_rules_that_failed_though_everything_was_read(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(lay_out(REPORT, "html-official")[0])
    monkeypatch.chdir(tmp_path)
    running = run(["a.html"], Options(select=("A1",)))
    running.failures.append(RuleFailure("X_1", "a.html", "KeyError: 'unit'"))
    text = "".join(WRITERS["markdown"](running))
    assert "## 没有检查成\n\n- X\\_1 出错（a.html）：KeyError" in text


def test_github_and_junit_name_rules_that_failed(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(lay_out(REPORT, "html-official")[0])
    monkeypatch.chdir(tmp_path)

    def written(format):
        running = run(["a.html"], Options(select=("A1",)))
        running.failures.append(RuleFailure("X1", "a.html", "KeyError: 'unit'"))
        return "".join(WRITERS[format](running))

    assert written("github") == "::error file=a.html,title=X1 出错::KeyError: 'unit'\n"
    *_, suite = ElementTree.fromstring(written("junit"))
    assert (suite.get("name"), suite.get("errors")) == ("X1", "1")


def test_sarif_names_the_page_of_a_pdf(output):
    (result,) = json.loads(output({"新收.自然人": 3}, "pdf-ruled", "sarif"))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 1 and region["properties"]["page"] >= 1


def test_sarif_names_its_schema_and_a_line_even_of_a_page_without_lines(output):
    log = json.loads(output({"新收.自然人": 3}, "html-official", "sarif"))
    assert log["$schema"].endswith("/sarif-2.1.0.json")
    assert [one["locations"][0]["physicalLocation"]["region"] for one in log["runs"][0]["results"]] == [{"startLine": 1}]


@pytest.mark.parametrize(
    ("given", "select", "place"), [({"新收.自然人": "x"}, "N03", "表三·新收·自然人"), ({"一": "公开信息。。"}, "W04-double", "一、")]
)
def test_junit_tells_the_place_once(output, given, select, place):
    said = "".join(ElementTree.fromstring(output(given, "html-official", "junit", select)).itertext())
    assert said.count(place) == 1


def test_junit_skips_what_could_not_be_assessed_and_says_why(output):
    suites = ElementTree.fromstring(output({"新收.自然人": ""}, "html-official", "junit"))
    (skipped,) = suites.findall(".//testcase/skipped")
    assert "是空格，无法核对" in skipped.get("message")
    assert [suite.get("skipped") for suite in suites] == ["1"]
