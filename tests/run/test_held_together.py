"""Reports of a run that belong together are held against each other: years, governments and units below, versions, rosters."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.cases import changed
from gouji.data import editions
from gouji.in_force import Options
from gouji.run import run
from gouji.run.shelf import MOST, MOST_VERSIONS, Shelf
from gouji.sample import balanced

from .reports import put, report, with_text, with_value

CARRY = """
format: 1
id: carry
title: 结转
version: "1"
rules:
  - id: F1
    title: 结转衔接
    each: 表三 列
    assert: 上年结转 = 上年.结转下年
    level: error
    defect: G10
    basis: 试
    passes: {上年结转: 0}
    fails: {上年结转: 1, says: 差 1}
"""


def test_consecutive_years_of_a_unit_are_linked(folder):
    Path("carry.yaml").write_text(CARRY, encoding="utf-8")
    put("2021", with_value(report(2021), "carry_out", "person", 2))
    put("2022", with_value(report(2022), "carry_in", "person", 1))
    put("other", report(2022, "临江县民政局"))
    running = run(["."], Options(rulesets=("carry.yaml",)))
    assert all(not one.result.findings for one in running if one.result)
    (joint,) = running.corpus
    assert joint.paths == ("2022.html", "2021.html")
    assert joint.finding.defect == "G10" and joint.finding.delta in ("1", "-1")
    assert running.worst() == "error"
    assert [(one.rule, one.why, one.paths) for one in running.unlinked] == [("F1", "没有上年年报", ("2021.html", "other.html"))]


def county_and_bureaus():
    county = balanced(editions()["gov-2021"], year=2022, unit="临江县人民政府", level="gov.county")
    put("county", with_value(county, "new", "total", 2))
    for number, unit in enumerate(("临江县水利局", "临江县民政局", "望海市水利局", "临江县税务局")):
        put(f"bureau{number}", with_value(report(2022, unit), "new", "total", 2))
    put("last_year", with_value(report(2021, "临江县教育局"), "new", "total", 9))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_government_is_held_against_the_units_below_it_in_the_same_year(folder, jobs):
    county_and_bureaus()
    for again in (False, True):  # the second time from the cache
        running = run(["."], Options(jobs=jobs, remember=True, select=("G1",)))
        assert running.reports == 0 and len(list(running)) == 6
        (joint,) = running.corpus
        assert joint.paths == ("county.html", "bureau0.html", "bureau1.html"), again
        assert joint.finding.message.startswith("表三·新收·总计填2，下级合计4（临江县民政局2、临江县水利局2），少2")
        assert running.unlinked == []


def test_two_reports_of_which_hardly_a_number_agrees_may_be_of_two_units_of_one_name(folder):
    one, other = report(2022), report(2022)
    for number, row in enumerate(("new", "open", "done", "carry_in", "carry_out"), 1):
        one, other = with_value(one, row, "person", number), with_value(other, row, "person", 2 * number)
    put("one", one)
    put("other", other)
    running = run(["."], Options(select=("P04",)))
    assert [one.result.findings for one in running] == [(), ()]
    (joint,) = running.corpus
    assert "也可能是同名的两个单位" in joint.finding.message and joint.finding.level == "info"


@pytest.mark.parametrize("folders", ["{area}", "{area}/{year}", "{year}/{area}"])
def test_of_two_units_of_one_name_each_is_held_against_its_own_last_year(folder, folders):
    for number, area in enumerate(("东江市", "西江市"), 1):
        for year, row in ((2021, "carry_out"), (2022, "carry_in")):
            place = Path(folders.format(area=area, year=year))
            place.mkdir(parents=True, exist_ok=True)
            put(place / f"bureau{year}", with_value(report(year), row, "person", number))
    running = run(["."], Options(select=("F1",)))
    assert len(list(running)) == 4
    assert list(running.corpus) == []


def test_of_two_governments_of_one_name_each_is_held_against_its_own_bureaus(folder):
    for number, area in enumerate(("东江市", "西江市"), 1):
        Path(area).mkdir()
        for unit in ("临江县人民政府", "临江县水利局", f"临江县第{number}局"):
            put(
                Path(area) / unit, with_value(report(unit=unit), "new", "person", number + 2 * (area == "西江市" and unit.endswith("政府")))
            )
    running = run(["."], Options(select=("G1",)))
    assert len(list(running)) == 6
    (joint,) = running.corpus
    assert joint.paths == tuple(f"东江市/{unit}.html" for unit in ("临江县人民政府", "临江县水利局", "临江县第1局"))


def test_what_the_text_says_of_last_year_is_held_against_last_year_s_report(folder):
    before = with_value(with_value(report(2021), "new", "person", 6), "new", "total", 6)
    put("before", before)
    put("bureau", with_text(report(), "本年度新收政府信息公开申请0件，比上年减少5件（上年6件）。"))
    put("later", with_text(report(2023), "本年度新收政府信息公开申请0件，上年9件。"))
    running = run(["."], Options(select=("E19", "E19-last")))
    assert [finding.rule for one in running for finding in one.result.findings] == ["E19"]
    told = [(joint.finding.rule, joint.finding.expected, joint.paths[0]) for joint in running.corpus]
    assert told == [("E19-last", "0", str(Path("later.html")))]


@pytest.mark.parametrize("jobs", [1, 2])
def test_two_reports_of_a_unit_on_one_year_must_agree(folder, jobs):
    put("a", report())
    put("b", report(), "docx-official")
    put("c", with_value(with_value(report(), "new", "total", 3), "open", "law", 1))
    put("d", with_value(report(2022, "临江县民政局"), "new", "total", 4))
    for _ in range(2):
        running = run(["."], Options(jobs=jobs, remember=True, select=("P04",)))
        assert len(list(running)) == 4
        (joint,) = running.corpus
        assert joint.paths == ("c.html", "a.html")
        assert joint.finding.message.startswith(
            "与本单位同一年度的另一份年报不一致：表三·新收·总计这份为3，另一份为0；表三·予以公开·法律服务机构"
        )
        assert "同名" not in joint.finding.message  # hardly a number to tell by
        assert running.unlinked == []


def test_copies_without_end_are_not_all_looked_at():
    with Shelf() as shelf:
        for year in (2021, 2022):
            for number in range(400):
                shelf.put(replace(report(year), path=f"in/{number}-{year}.html"), ())
        started = time.process_time()
        versions = [family.versions for family in shelf.families()]
        assert time.process_time() - started < 2  # each looking for the greatest number again at each of the others: five
    assert max(map(len, versions)) == MOST_VERSIONS - 1


def test_a_town_is_one_whether_or_not_its_title_names_the_government(folder):
    for year, unit, row in ((2021, "临江县柳塘镇人民政府", "carry_out"), (2022, "临江县柳塘镇", "new")):
        put(str(year), with_value(report(year, unit), row, "person", 3))
    running = run(["."], Options(select=("F1",)))
    list(running)
    (joint,) = running.corpus
    assert joint.paths == ("2022.html", "2021.html")


def test_more_reports_below_than_are_held_against_one_are_said_to_be_left_out(folder, monkeypatch):
    monkeypatch.setitem(MOST, "below", 1)
    county_and_bureaus()
    running = run(["."], Options(select=("G1",)))
    list(running)
    assert not running.corpus
    assert [(one.rule, one.why, one.paths) for one in running.unlinked] == [("G1", "下级年报多于1份，只按前1份计算", ("county.html",))]


@pytest.mark.parametrize("jobs", [1, 2])
def test_units_that_have_written_the_same_are_told_once(folder, jobs):
    prose = ["公开栏靠人工张贴，雨季容易脱落，各村的表样也不相同。", "群众问得最多的补贴标准，至今没有一张看得懂的图，只能打电话来问。"]
    prose += ["明年统一制作铝板公开栏，表样由党政办发到各村。", "补贴标准改画成一张图，贴在便民服务大厅门口，每季度核对更新一次。"]
    for unit in ("清溪镇", "柳河镇", "城关镇"):
        given = {"五": [line.replace("公开栏", f"{unit}公开栏") for line in prose]}
        put(unit, changed(balanced(editions()["gov-2021"], level="town", unit=f"临江县{unit}人民政府"), given))
    put("水利局", report(2022))
    for again in (False, True):  # the second time from the cache
        running = run(["."], Options(jobs=jobs, remember=True, select=("W08",)))
        list(running)
        (joint,) = running.corpus
        assert joint.paths == ("城关镇.html", "柳河镇.html", "清溪镇.html"), again
        assert "临江县城关镇人民政府第一、五部分与同年度2个单位（临江县柳河镇人民政府、临江县清溪镇人民政府）雷同" in joint.finding.message


def test_units_of_the_roster_without_a_report_are_told_once_and_a_renamed_one_is_known(folder):
    Path("roster.csv").write_text("单位,其他名称\n临江县水利局,临江县水务局\n临江县教育局,\n临江县民政局,\n", encoding="utf-8")
    put("a", report(2022))
    put("b", balanced(editions()["gov-2021"], unit="临江县水务局"))
    put("c", balanced(editions()["gov-2021"], unit="临江县民政局"))
    running = run(["a.html", "b.html", "c.html"], Options(roster="roster.csv", select=("P02", "F2")))
    list(running)
    assert [(joint.finding.rule, joint.paths) for joint in running.corpus] == [("P02", ("b.html",))]
    assert "2023年度缺1个单位的年报：临江县教育局" in running.corpus[0].finding.message
    assert [one.paths for one in running.unlinked if one.why == "没有上年年报"] == [("a.html", "c.html")]


def test_of_several_years_collected_the_last_is_held_against_the_roster(folder):
    units = ["临江县水利局", "临江县教育局", "临江县民政局"]
    Path("roster.csv").write_text("\n".join(units), encoding="utf-8")
    for unit, year in [(unit, 2022) for unit in units] + [(unit, 2023) for unit in units[1:]]:
        put(f"{unit}{year}", balanced(editions()["gov-2021"], unit=unit, year=year))
    running = run(["."], Options(roster="roster.csv", select=("P02",)))
    list(running)
    assert ["2023年度缺1个单位的年报：临江县水利局" in joint.finding.message for joint in running.corpus] == [True]


def test_a_roster_is_asked_of_one_report_too(folder):
    Path("roster.csv").write_text("临江县水利局\n临江县教育局\n", encoding="utf-8")
    put("b", report(2023))
    running = run(["b.html"], Options(roster="roster.csv", select=("P02",)))
    list(running)
    assert [joint.finding.rule for joint in running.corpus] == ["P02"]


def test_a_roster_of_which_no_unit_reports_tells_nothing(folder):
    Path("roster.csv").write_text("临江县教育局\n", encoding="utf-8")
    put("b", report(2023))
    running = run(["b.html"], Options(roster="roster.csv", select=("P02",)))
    list(running)
    assert not list(running.corpus)


def test_an_empty_form_belongs_to_no_family():
    with Shelf() as shelf:
        shelf.put(replace(report(2023), blank_form=True), ())
        assert not shelf.paths and not list(shelf.families())


def test_one_report_alone_says_itself_what_is_missing(folder):
    Path("carry.yaml").write_text(CARRY, encoding="utf-8")
    put("2022", report(2022))
    running = run(["2022.html"], Options(rulesets=("carry.yaml",)))
    (checked,) = running
    assert [one.why for one in checked.result.not_assessed] == ["没有上年年报"]
    assert running.unlinked == []
