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

from .reports import put, report, with_value

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


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_report_s_own_sums_correct_is_only_a_hint_where_others_are_held_against_it(folder, jobs):
    county = balanced(editions()["gov-2021"], year=2022, unit="临江县人民政府", level="gov.county")
    put("county", county)
    put("bureau", with_value(report(2022), "new", "total", 2))
    put("before", with_value(report(2021), "carry_out", "total", 3))
    options = Options(jobs=jobs, remember=True, select=("A", "F1", "G1"))
    for _ in range(2):
        running = run(["."], options)
        assert {one.path: len(one.result.findings) for one in running} == {"before.html": 1, "bureau.html": 1, "county.html": 0}
        below, carried = sorted((joint.finding for joint in running.corpus), key=lambda finding: finding.rule, reverse=True)
        assert (below.rule, below.level, carried.rule, carried.level) == ("G1", "info", "F1", "info")
        assert below.message.endswith("；但把临江县水利局2022年年报表内的错数改正后，此处即相符，见该年报的问题。")
        assert carried.message.endswith("；但把临江县水利局2021年年报表内的错数改正后，此处即相符，见该年报的问题。")
    running = run(["."], replace(options, ignore=("A3",)))  # without the sums of the rows others of their cells may be wrong as well
    assert [len(one.result.findings[0].corrections) > 1 for one in running if one.result.findings] == [True, True]
    assert {(joint.finding.level, joint.finding.message.rpartition("；")[2]) for joint in running.corpus} == {
        ("info", f"但临江县水利局{year}年年报表内的错数有一种改法，改后此处即相符，见该年报的问题。") for year in (2021, 2022)
    }


def with_text(report, text):
    section = report.sections["s1"]
    return replace(report, sections={**report.sections, "s1": replace(section, lines=(section.lines[0]._replace(text=text),))})


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("said", "levels"), [(0, {"G1": "info", "F1": "info"}), (5, {"G1": "info", "F1": "warning"})])
def test_what_a_report_s_own_text_corrects_is_only_a_hint_where_others_are_held_against_it(folder, jobs, said, levels):
    wrong = report(2022)
    for row in ("carry_in", "carry_out"):
        for column in ("person", "total"):
            wrong = with_value(wrong, row, column, 3)
    put("county", balanced(editions()["gov-2021"], year=2022, unit="临江县人民政府", level="gov.county"))
    put("bureau", with_text(wrong, f"上年结转政府信息公开申请{said}件，结转下年度{said}件。"))
    put("before", report(2021))
    for _ in range(2):
        running = run(["."], Options(jobs=jobs, remember=True, select=("A", "E2", "F1", "G1")))
        assert [finding.level for one in running for finding in one.result.findings] == ["error"]
        assert {joint.finding.rule: joint.finding.level for joint in running.corpus} == levels


def test_what_the_text_says_of_another_row_is_another_fault(folder):
    wrong = with_value(with_value(report(2022), "carry_in", "person", 3), "carry_in", "total", 3)
    put("bureau", with_text(wrong, "本年度新收政府信息公开申请4件。"))
    put("before", report(2021))
    running = run(["."], Options(select=("E1", "F1")))
    assert [finding.rule for one in running for finding in one.result.findings] == ["E1"]
    assert [(joint.finding.rule, joint.finding.level) for joint in running.corpus] == [("F1", "warning")]


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


def test_a_table_taken_over_from_last_year_stays_one_whatever_the_text_says(folder):
    for year, text in ((2021, "本年度新收政府信息公开申请6件。"), (2022, "本年度新收政府信息公开申请9件。")):
        same = report(year)
        for row in ("new", "open", "done"):
            for column in ("person", "total"):
                same = with_value(same, row, column, 6)
        put(str(year), with_text(same, text))
    running = run(["."], Options(select=("E1", "W07-table")))
    assert [finding.rule for one in running for finding in one.result.findings] == ["E1"]
    assert [(joint.finding.rule, joint.finding.level) for joint in running.corpus] == [("W07-table", "warning")]


def test_what_the_text_says_of_last_year_is_held_against_last_year_s_report(folder):
    before = with_value(with_value(report(2021), "new", "person", 6), "new", "total", 6)
    put("before", before)
    put("bureau", with_text(report(), "本年度新收政府信息公开申请0件，比上年减少5件（上年6件）。"))
    put("later", with_text(report(2023), "本年度新收政府信息公开申请0件，上年9件。"))
    running = run(["."], Options(select=("E19", "E19-last")))
    assert [finding.rule for one in running for finding in one.result.findings] == ["E19"]
    told = [(joint.finding.rule, joint.finding.expected, joint.paths[0]) for joint in running.corpus]
    assert told == [("E19-last", "0", str(Path("later.html")))]


def test_last_year_s_number_that_its_own_sums_refute_is_a_hint(folder):
    before = with_value(with_value(report(2021), "new", "person", 6), "open", "person", 6)
    before = with_value(with_value(before, "done", "person", 6), "open", "total", 6)
    put("before", with_value(with_value(before, "done", "total", 6), "new", "total", 9))
    put("bureau", with_text(report(), "本年度新收政府信息公开申请0件，上年6件。"))
    running = run(["."], Options(select=("A1", "A2", "A3", "E19-last")))
    assert [len(one.result.findings) for one in running] == [1, 0]
    assert [(joint.finding.rule, joint.finding.level) for joint in running.corpus] == [("E19-last", "info")]


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


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_holds_against_one_of_two_versions_alone_is_a_hint(folder, jobs):
    """A corrected report beside the one it takes the place of: which of them counts is told by P04."""
    for name, number in (("1 draft", 5), ("2 final", 4)):
        put(name, with_value(with_value(report(2021), "carry_out", "person", number), "new", "person", number))
    put("later", with_value(report(2022), "carry_in", "person", 4))
    county = balanced(editions()["gov-2021"], year=2021, unit="临江县人民政府", level="gov.county")
    put("county", with_value(with_value(county, "carry_out", "person", 4), "new", "person", 4))
    other = "；但按临江县水利局2021年的另一份年报（2 final.html），此处即相符，请先核对以哪一份为准。"
    for _ in range(2):
        running = run(["."], Options(jobs=jobs, remember=True, select=("F1", "G1", "P04")))
        list(running)
        told = {joint.finding.rule: joint.finding for joint in running.corpus}
        assert {rule: finding.level for rule, finding in told.items()} == {"P04": "warning", "F1": "info", "G1": "info"}
        assert told["F1"].message.endswith(other) and told["G1"].message.endswith(other)


def test_copies_without_end_are_not_all_looked_at():
    with Shelf() as shelf:
        for year in (2021, 2022):
            for number in range(400):
                shelf.put(replace(report(year), path=f"in/{number}-{year}.html"), ())
        started = time.process_time()
        versions = [family.versions for family in shelf.families()]
        assert time.process_time() - started < 2  # each looking for the greatest number again at each of the others: five
    assert max(map(len, versions)) == MOST_VERSIONS - 1


def test_what_holds_against_both_versions_is_more_than_a_hint(folder):
    for name, number in (("1 draft", 5), ("2 final", 4)):
        put(name, with_value(report(2021), "carry_out", "person", number))
    put("later", with_value(report(2022), "carry_in", "person", 3))
    running = run(["."], Options(select=("F1",)))
    list(running)
    assert [(joint.finding.level, "另一份" in joint.finding.message) for joint in running.corpus] == [("warning", False)]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("number", "level"), [(5, "info"), (4, "warning")])
def test_what_the_units_below_have_carried_over_wrongly_is_only_a_hint_where_it_is_summed_up(folder, jobs, number, level):
    units = {"临江县人民政府": number, "临江县水利局": 3, "临江县民政局": 2, "临江县教育局": 0}
    for unit, wrong in units.items():
        for year in (2022, 2023)[unit == "临江县教育局" :]:
            one = balanced(editions()["gov-2021"], year=year, unit=unit, level="gov.county" if "政府" in unit else "dept")
            put(
                f"{unit}{year}",
                with_value(with_value(one, "carry_in", "person", wrong), "carry_in", "total", wrong) if year == 2023 else one,
            )
    for _ in range(2):
        running = run(["."], Options(jobs=jobs, remember=True, select=("F1",)))
        list(running)
        told = {joint.unit: joint.finding for joint in running.corpus}
        levels = {unit: finding.level for unit, finding in told.items()}
        assert levels == {"临江县人民政府": level, "临江县水利局": "warning", "临江县民政局": "warning"}
    below = "；但下级与其另一年年报的差合计正是这么多（见临江县民政局2023年等2份年报），请先核对。"
    assert told["临江县人民政府"].message.endswith(below) == (level == "info")


@pytest.mark.parametrize(("number", "level"), [(3, "info"), (2, "warning")])
def test_what_one_below_has_carried_over_wrongly_is_only_a_hint_where_the_sum_is_right(folder, number, level):
    county, bureau = "临江县人民政府", "临江县水利局"
    for unit, year, wrong in ((county, 2022, 0), (county, 2023, 3 - number), (bureau, 2022, 0), (bureau, 2023, 3)):
        one = balanced(editions()["gov-2021"], year=year, unit=unit, level="gov.county" if unit == county else "dept")
        put(f"{unit}{year}", with_value(one, "carry_in", "person", wrong))
    running = run(["."], Options(select=("F1", "G1")))
    list(running)
    told = {(joint.unit, joint.finding.rule): joint.finding for joint in running.corpus}
    assert told[bureau, "F1"].level == "warning"
    assert told[county, "G1"].level == level


@pytest.mark.parametrize(("number", "level"), [(3, "info"), (2, "warning")])
def test_what_one_below_has_left_open_wrongly_is_only_a_hint_where_the_sum_of_that_year_is_right(folder, number, level):
    county, bureau = "临江县人民政府", "临江县水利局"
    for unit, row, year, wrong in ((county, "carry_out", 2022, 3 - number), (bureau, "carry_out", 2022, 3), (bureau, "carry_in", 2023, 0)):
        one = balanced(editions()["gov-2021"], year=year, unit=unit, level="gov.county" if unit == county else "dept")
        put(f"{unit}{year}", with_value(one, row, "person", wrong))
    running = run(["."], Options(select=("F1", "G1")))
    list(running)
    told = {(joint.unit, joint.finding.rule): joint.finding for joint in running.corpus}
    assert told[bureau, "F1"].level == "warning"
    assert told[county, "G1"].level == level


@pytest.mark.parametrize(
    ("received", "levels"), [(6, {"W07-table": "warning", "F1": "info", "G1": "info"}), (7, {"F1": "warning", "G1": "warning"})]
)
def test_what_a_table_taken_over_from_last_year_does_not_fit_is_a_hint_beside_it(folder, received, levels):
    def told(year, number):
        one = with_value(report(year), "new", "total", number)
        return with_value(one, "carry_out", "person", 2)

    put("county", balanced(editions()["gov-2021"], year=2023, unit="临江县人民政府", level="gov.county"))
    put("2022", told(2022, 6))
    put("2023", told(2023, received))
    running = run(["."], Options(select=("F1", "G1", "W07-table")))
    list(running)
    assert {joint.finding.rule: joint.finding.level for joint in running.corpus} == levels


def with_cells(one, table, cells):
    return one.with_cells(*(one.cell(table, row, column)._replace(raw=str(value), value=value) for (row, column), value in cells.items()))


@pytest.mark.parametrize("moved", [True, False])
def test_disputes_that_one_fault_has_moved_fall_short_of_the_sum_below_for_no_other_reason(folder, moved):
    county = balanced(editions()["gov-2021"], year=2022, unit="临江县人民政府", level="gov.county")
    right = {"keep": 7, "correct": 3, "other": 2, "pending": 4, "total": 16}
    wrong = dict(zip(right, (0, 7, 3, 2, 4) if moved else (7, 3, 1, 4, 16), strict=True))
    put("county", with_cells(county, "t4", {("review", column): value for column, value in wrong.items()}))
    put("bureau", with_cells(report(2022), "t4", {("review", column): value for column, value in right.items()}))
    running = run(["."], Options(select=("B1", "G5")))
    (own,) = (one.result.findings[0] for one in running if one.result.findings)
    assert (own.rule, len(own.corrections) > 1) == ("B1", True)
    assert [(joint.finding.rule, joint.finding.level) for joint in running.corpus] == [("G5", "info")]


@pytest.mark.parametrize(("valid", "levels"), [((11, 21, 11), ["warning", "info"]), ((11, 21, 12), ["warning", "warning"])])
def test_a_number_that_is_off_from_both_years_beside_it_is_one_fault(folder, valid, levels):
    for year, number in zip((2021, 2022, 2023), valid, strict=True):
        put(str(year), with_cells(report(year), "t2", {("a20_1.norm", "valid"): number}))
    running = run(["."], Options(select=("F2",)))
    list(running)
    told = sorted((joint.year, joint.finding) for joint in running.corpus)
    assert [finding.level for _, finding in told] == levels
    hint = "；但临江县水利局2022年年报与更早一年的差也正是这么多，见该年报的问题。"
    assert told[1][1].message.endswith(hint) == ("info" in levels)


@pytest.mark.parametrize(("received", "level"), [(6, "info"), (7, "warning")])
def test_tables_beside_one_taken_over_from_last_year_are_taken_over_if_they_are_the_same(folder, received, level):
    for year, number, valid in ((2022, 6, 9), (2023, received, 9)):
        one = with_value(report(year), "new", "total", number)
        put(str(year), with_cells(one, "t2", {("a20_1.norm", "made"): 1, ("a20_1.norm", "valid"): valid}))
    running = run(["."], Options(select=("F2", "W07-table")))
    list(running)
    assert [joint.finding.level for joint in running.corpus if joint.finding.rule == "F2"] == [level]


def test_a_unit_that_was_left_out_of_the_sum_is_told_once_by_its_name(folder):
    county = balanced(editions()["gov-2021"], year=2022, unit="临江县人民政府", level="gov.county")
    for unit, number in (("临江县水利局", 4), ("临江县民政局", 7), ("临江县教育局", 9)):
        one = report(2022, unit)
        for row in ("new", "open", "done"):
            one = with_value(with_value(one, row, "person", number), row, "total", number)
            county = with_value(with_value(county, row, "person", 13), row, "total", 13)
        put(unit, with_cells(one, "t4", {("review", "keep"): number, ("review", "total"): number}))
    put("county", with_cells(county, "t4", {("review", "keep"): 13, ("review", "total"): 13}))
    running = run(["."], Options(select=("G1", "G5")))
    list(running)
    told = {joint.finding.rule: joint.finding for joint in running.corpus}
    assert told["G1"].level == "warning" and told["G5"].level == "info"
    assert told["G1"].message.endswith("；各格少的都正是临江县民政局2022年年报的数，像是漏了汇总这个单位。")
    assert told["G5"].message.endswith("；但各格少的都正是临江县民政局2022年年报的数，像是漏了汇总这个单位，请先核对。")


def test_one_cell_of_a_unit_that_was_forgotten_does_not_mean_that_the_unit_was(folder):
    county = balanced(editions()["gov-2021"], year=2022, unit="临江县人民政府", level="gov.county")
    for unit, number in (("临江县水利局", 4), ("临江县民政局", 7)):
        one = with_value(with_value(report(2022, unit), "new", "person", number), "new", "total", number)
        put(unit, with_value(one, "open", "total", number))
    county = with_value(with_value(county, "new", "person", 4), "new", "total", 4)
    put("county", with_value(county, "open", "total", 11))
    running = run(["."], Options(select=("G1",)))
    list(running)
    (joint,) = running.corpus
    assert joint.finding.level == "warning" and "漏了汇总这个单位" not in joint.finding.message


def test_a_town_is_one_whether_or_not_its_title_names_the_government(folder):
    for year, unit, row in ((2021, "临江县柳塘镇人民政府", "carry_out"), (2022, "临江县柳塘镇", "new")):
        put(str(year), with_value(report(year, unit), row, "person", 3))
    running = run(["."], Options(select=("F1",)))
    list(running)
    (joint,) = running.corpus
    assert joint.paths == ("2022.html", "2021.html")


@pytest.mark.parametrize(("law", "told"), [(0, ["G1 F1"]), (1, ["F1", "G1"])])
def test_cells_that_lack_different_numbers_are_not_held_to_lack_the_same(folder, law, told):
    def report_of(unit, year, row="new", *numbers):
        one = balanced(editions()["gov-2021"], year=year, unit=unit, level="gov.county" if "政府" in unit else "dept")
        for column, number in zip(("person", "law", "total"), numbers, strict=False):
            one = with_value(one, row, column, number)
        return one

    put("county before", report_of("临江县人民政府", 2022, "carry_out", 3, law, 3 + law))
    put("county", report_of("临江县人民政府", 2023, "carry_in", 1, 0, 1))
    put("bureau", report_of("临江县水利局", 2023, "carry_in", 3, law, 3 + law))
    running = run(["."], Options(select=("F1", "G1")))
    list(running)
    rules = [
        " ".join(dict.fromkeys(equation.rule for equation in joint.finding.equations)) or joint.finding.rule for joint in running.corpus
    ]
    assert sorted(rules) == told


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


@pytest.mark.parametrize("jobs", [1, 2])
def test_versions_that_disagree_are_told_where_two_years_before_are_there(folder, jobs):
    for year in (2020, 2021, 2022):
        put(str(year), report(year))
    put("again", with_value(report(2022), "carry_in", "person", 2))
    joints = run(["."], Options(jobs=jobs, select=("F1", "P04")))
    assert len(list(joints)) == 4 and not joints.failures
    (joint,) = joints.corpus
    assert {one.rule for one in joint.finding.equations} == {"F1", "P04"}
