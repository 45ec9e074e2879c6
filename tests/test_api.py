import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import gouji
from gouji.data import editions
from gouji.sample import balanced
from gouji.testing.layouts import lay_out


@pytest.fixture
def page(tmp_path):
    content, suffix = lay_out(balanced(editions()["gov-2021"]), "html-official")
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    return path


def test_what_is_exported_is_exactly_what_can_be_had():
    assert sorted(gouji.__all__) == list(dir(gouji)) == sorted(set(gouji.__all__))
    for name in gouji.__all__:
        assert getattr(gouji, name) is not None
    with pytest.raises(AttributeError):
        _ = gouji.no_such_name


def test_the_version_is_the_packages():
    pyproject = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert gouji.__version__ == pyproject["project"]["version"]


def test_load_and_check(page):
    report = gouji.load(page)
    assert (report.unit, report.year) == ("临江县水利局", 2023)
    result = gouji.check(report)
    assert result.worst() is None and len(result.checks) > 20
    cell = report.cell("t3", "new", "total")
    assert gouji.check(report.with_cells(cell._replace(raw="9", value=9))).worst() == "error"


def test_one_name_need_not_be_put_into_a_list(page, tmp_path):
    report = gouji.load(page, rulesets="hubei", plugins="gouji_plugins.national")
    assert gouji.check(report, rulesets="hubei").checks == gouji.check(report, rulesets=["hubei"]).checks
    assert [checked.path for checked in gouji.check_all(tmp_path)] == [str(page)]


def test_what_is_shown_of_a_report_is_one_line(page):
    assert repr(gouji.load(page)) == f"<Report {page}: 临江县水利局 2023 gov-2021>"
    assert repr(editions()["gov-2021"]) == "<Edition gov-2021>"


def test_check_with_last_years_report(page):
    report = gouji.load(page)
    alone = gouji.check(report)
    beside = gouji.check(report, previous=balanced(editions()["gov-2021"], year=2022))
    assert "没有上年年报" in {one.why for one in alone.not_assessed}
    assert "没有上年年报" not in {one.why for one in beside.not_assessed}


def test_check_with_a_ruleset_of_ones_own_that_changes(page, tmp_path):
    report = gouji.load(page)
    mine = tmp_path / "mine.yaml"
    for level in ("warning", "info"):
        mine.write_text(
            f"format: 1\nid: mine\ntitle: 自己的\nversion: '1'\nextends: [national-2021]\nrules:\n  - id: B1\n    level: {level}\n",
            encoding="utf-8",
        )
        cell = report.cell("t4", "review", "total")
        result = gouji.check(report.with_cells(cell._replace(raw="9", value=9)), rulesets=[str(mine)])
        assert {finding.level for finding in result.findings if finding.rule == "B1"} == {level}


def test_what_goes_wrong_has_a_name(tmp_path, page):
    with pytest.raises(gouji.UnreadableError):
        gouji.load(tmp_path / "gone.html")
    with pytest.raises(gouji.UsageError):
        gouji.load(page, edition="gov-1999")
    with pytest.raises(gouji.UsageError, match=r"gouji\.load"):
        gouji.check(str(page))
    (tmp_path / "other.txt").write_text("今天天气很好。", encoding="utf-8")
    with pytest.raises(gouji.NotAReportError):
        gouji.load(tmp_path / "other.txt")


def test_importing_gouji_loads_nothing():
    code = "import sys; before = set(sys.modules); import gouji; print(sorted(set(sys.modules) - before))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "['__future__', 'gouji']"


def test_check_all_holds_reports_against_each_other_and_against_a_roster(tmp_path):
    folder = tmp_path / "年报"
    folder.mkdir()
    for year, carried in ((2022, "2"), (2023, "0")):
        report = balanced(editions()["gov-2021"], year=year)
        cells = [report.cell("t3", row, column) for row in ("new", "carry_out") for column in ("person", "total")]
        report = report.with_cells(*(cell._replace(raw=carried, value=int(carried)) for cell in cells))
        content, suffix = lay_out(report, "html-official")
        (folder / f"{year}{suffix}").write_bytes(content)
    (folder / "空.txt").touch()
    roster = tmp_path / "名册.txt"
    roster.write_text("临江县水利局\n临江县民政局\n", encoding="utf-8")
    run = gouji.check_all([folder], roster=roster)
    assert [Path(checked.path).stem for checked in run if checked.result is not None] == ["2022", "2023"]
    assert [Path(checked.path).stem for checked in run.unread] == ["空"]
    told = {joint.finding.rule: [Path(path).stem for path in joint.paths] for joint in run.corpus}
    assert told["F1"] == ["2023", "2022"] and "P02" in told
    with pytest.raises(gouji.UsageError):
        gouji.check_all([folder], rulesets=["no-such-ruleset"])
