"""One fault that shows in several reports held against each other is told once; elsewhere it is no more than a hint."""

from dataclasses import replace

import pytest

from gouji.data import editions
from gouji.in_force import Options
from gouji.run import run
from gouji.sample import balanced

from .reports import put, report, with_text, with_value


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


def test_last_year_s_number_that_its_own_sums_refute_is_a_hint(folder):
    before = with_value(with_value(report(2021), "new", "person", 6), "open", "person", 6)
    before = with_value(with_value(before, "done", "person", 6), "open", "total", 6)
    put("before", with_value(with_value(before, "done", "total", 6), "new", "total", 9))
    put("bureau", with_text(report(), "本年度新收政府信息公开申请0件，上年6件。"))
    running = run(["."], Options(select=("A1", "A2", "A3", "E19-last")))
    assert [len(one.result.findings) for one in running] == [1, 0]
    assert [(joint.finding.rule, joint.finding.level) for joint in running.corpus] == [("E19-last", "info")]


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


@pytest.mark.parametrize("jobs", [1, 2])
def test_versions_that_disagree_are_told_where_two_years_before_are_there(folder, jobs):
    for year in (2020, 2021, 2022):
        put(str(year), report(year))
    put("again", with_value(report(2022), "carry_in", "person", 2))
    joints = run(["."], Options(jobs=jobs, select=("F1", "P04")))
    assert len(list(joints)) == 4 and not joints.failures
    (joint,) = joints.corpus
    assert {one.rule for one in joint.finding.equations} == {"F1", "P04"}


def test_what_cannot_be_put_together_is_told_all_the_same(folder, monkeypatch):
    def broken(*_):
        raise KeyError("表五")

    monkeypatch.setattr("gouji.run.same_fault.told_once", broken)
    put("2021", with_value(report(2021), "carry_out", "person", 2))
    put("2022", with_value(report(2022), "carry_in", "person", 1))
    running = run(["."], Options(select=("F1",)))
    assert len(list(running)) == 2
    (joint,) = running.corpus
    assert joint.finding.level == "warning"
    (failure,) = running.failures
    assert (failure.rule, failure.path) == ("归并同一差错", "2022.html") and "表五" in failure.error


@pytest.mark.parametrize(("below", "ends"), [(9, "不少于此数（见临江县水利局2023年年报），请先核对。"), (3, "相差 5")])
def test_what_one_below_had_pending_wrongly_is_told_beside_the_same_of_the_sum(folder, below, ends):
    county, bureau = "临江县人民政府", "临江县水利局"
    for unit, year, told in (
        (county, 2022, {"keep": 2, "pending": 11, "total": 13}),
        (county, 2023, {"keep": 6, "total": 6}),
        (bureau, 2022, {"pending": below, "total": below}),
        (bureau, 2023, {"keep": 2, "total": 2}),
    ):
        one = balanced(editions()["gov-2021"], year=year, unit=unit, level="gov.county" if unit == county else "dept")
        put(f"{unit}{year}", with_cells(one, "t4", {("review", column): value for column, value in told.items()}))
    running = run(["."], Options(select=("F5",)))
    list(running)
    told = {joint.unit: joint.finding for joint in running.corpus}
    assert told[county].level == told[bureau].level == "info"
    assert told[bureau].message.endswith(f"相差 {below - 2}") and told[county].message.endswith(ends)
