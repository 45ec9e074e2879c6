from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.report import Report
from gouji.sample import balanced
from gouji_plugins.rules import examples


def test_blank_cells_of_a_table_are_told_once(judge, report: Report) -> None:
    changed = examples.cells("t3", {("new", "biz"): "", ("new", "sci"): "/", ("open", "law"): "—", ("done", "ngo"): "无"})(report)
    (finding,) = judge("N01", changed)
    assert finding.level == "warning" and "有4格是“/”“—”“无”和空格" in finding.message
    assert [(cell.row, cell.column, cell.value, cell.role) for cell in finding.cells] == [
        ("new", "biz", None, "subject"),
        ("new", "sci", None, "subject"),
        ("open", "law", None, "subject"),
        ("done", "ngo", None, "subject"),
    ]


def test_a_blank_table_is_told_once(judge, report: Report) -> None:
    keys = dict.fromkeys(report.tables["t2"].cells, "")
    (finding,) = judge("N01", examples.cells("t2", keys)(report))
    assert "整张表" in finding.message and len(finding.cells) == 10


def test_only_totals_are_not_told_again_as_blanks(judge, report: Report) -> None:
    """L06: every part blank, every total 0."""
    keys = {key: "" for key in report.tables["t3"].cells if key[1] != "total"}
    changed = examples.cells("t3", keys)(report)
    assert len(judge("N02", changed)) == 1 and judge("N01", changed) == []


@pytest.mark.parametrize("raw", ["0", "12", " 12 ", "１２", "1,234", "+5", "1 2"])
def test_plain_numbers(judge, report: Report, raw: str) -> None:
    assert judge("N03", examples.cells("t3", {("new", "person"): raw})(report)) == []


@pytest.mark.parametrize("raw", ["3件", "约3件", "22（其中修订16件）", "3或4", "见附件"])
def test_words_in_a_cell(judge, report: Report, raw: str) -> None:
    (finding,) = judge("N03", examples.cells("t3", {("new", "person"): raw})(report))
    assert finding.quote == raw and raw in finding.message


def test_the_same_unit_in_many_cells_is_told_once(judge, report: Report) -> None:
    changed = examples.cells("t3", dict.fromkeys(report.tables["t3"].cells, "0件"))(report)
    (finding,) = judge("N03", changed)
    assert len(finding.cells) == 175


@pytest.mark.parametrize("raw", ["251000元", "160.5964万元", "52.15"])
def test_a_purchase_amount_may_carry_its_unit(judge, old_report: Report, raw: str) -> None:
    changed = examples.cells("t2", {("a20_9.proc", "amt"): raw})(old_report)
    assert judge("N03", changed) == [] and judge("N06", changed) == []
    assert bool(judge("N05", changed)) == (raw == "52.15")


def test_the_unit_of_purchases_may_stand_beside_the_table(judge, old_report: Report) -> None:
    changed = examples.both(examples.cells("t2", {("a20_9.proc", "amt"): "52.15"}), examples.written("s2", "政府集中采购金额单位为万元。"))(
        old_report
    )
    assert judge("N05", changed) == []


@pytest.mark.parametrize(("raw", "silent"), [("-4", True), ("+5", True), ("减4", False)])
def test_changes_carry_their_sign(judge, old_report: Report, raw: str, silent: bool) -> None:
    changed = examples.cells("t2", {("a20_5.permit", "delta"): raw})(old_report)
    assert (judge("N03", changed) == []) == silent and judge("N06", changed) == []


@pytest.mark.parametrize(("raw", "found"), [("2.5", 1), ("-1", 1), ("3.0", 0)])
def test_impossible_counts(judge, report: Report, raw: str, found: int) -> None:
    assert len(judge("N06", examples.cells("t3", {("new", "person"): raw})(report))) == found


def test_an_impossible_count_that_may_be_misread_is_no_error(judge, report: Report) -> None:
    changed = examples.cells("t3", {("new", "person"): "-1"})(report)
    (finding,) = judge("N06", changed.with_cells(changed.cell("t3", "new", "person")._replace(doubt="可能读错")))
    assert (finding.level, finding.doubt) == ("warning", "reading")


def test_a_negative_amount_is_impossible_too(judge, report: Report) -> None:
    assert judge("N06", examples.cells("t2", {("a20_8.fee", "amt"): "-12.5"})(report))


def test_fees_in_yuan_are_told_once(judge, report: Report) -> None:
    changed = examples.cells("t2", {("a20_8.fee", "amt"): "125000元"})(report)
    assert len(judge("N04", changed)) == 1 and judge("N03", changed) == []


def test_fees_against_last_years(judge, report: Report) -> None:
    def fees(raw: str) -> Report:
        return examples.cells("t2", {("a20_8.fee", "amt"): raw})(report)

    assert judge("N04", fees("125000")) == [] and len(judge("N04-last", fees("125000"), fees("12.5"))) == 1
    assert judge("N04-last", fees("12499"), fees("12.5")) == [] and judge("N04-last", fees("12.5"), fees("0")) == []
    assert judge("N04", fees("1250000")) and judge("N04-last", fees("1250000"), fees("12.5")) == []


def test_a_county_may_collect_a_good_deal(judge) -> None:
    county = balanced(editions()["gov-2021"], level="gov.county")
    assert judge("N04", examples.cells("t2", {("a20_8.fee", "amt"): "98765.43"})(county)) == []


@pytest.mark.parametrize(
    ("unit", "level", "severity"),
    [
        ("临江县清溪镇人民政府", "town", "error"),
        ("临江县人民政府", "gov.county", "error"),
        ("临江县水利局", "dept", "error"),
        ("大州市南城区水利局", "dept", "error"),
        ("临江市水利局", "dept", "warning"),
        ("临江省水利厅", "dept", "warning"),
        ("某某壮族自治区水利厅", "dept", "warning"),
        ("大州市东湖新区水利局", "dept", "warning"),
        ("临江经济开发区管理委员会", "zone", "warning"),
        ("临江市人民政府", "gov.city", None),
        ("国家堤防管理局", "central", None),
    ],
)
def test_who_may_make_regulations(judge, unit: str, level: str, severity: str | None) -> None:
    report = examples.level(level, unit)(balanced(editions()["gov-2021"]))
    found = judge("N08", examples.cells("t2", {("a20_1.rule", "valid"): "6"})(report))
    assert [finding.level for finding in found] == ([severity] if severity else [])


def test_what_level_a_unit_has_is_not_certain(judge, report: Report) -> None:
    changed = examples.cells("t2", {("a20_1.rule", "valid"): "6"})(examples.level("dept", "临江县水利局")(report))
    doubted = changed.with_facts(level=changed.facts["level"]._replace(doubt="由名称推断"))
    assert [[finding.level for finding in judge("N08", one)] for one in (changed, doubted)] == [["error"], ["warning"]]


def test_the_form_of_2019_counts_what_others_made(judge, old_report: Report) -> None:
    assert judge("N08", examples.cells("t2", {("a20_1.rule", "pub_total"): "6"})(old_report)) == []
    assert [f.level for f in judge("N08", examples.cells("t2", {("a20_1.rule", "made"): "1"})(old_report))] == ["warning"]


@pytest.mark.parametrize(
    ("unit", "found"), [("临江县公安局", 1), ("临江县行政审批服务局", 1), ("临江县档案馆", 0), ("临江县公安文化中心", 0)]
)
def test_units_that_should_have_decisions(judge, report: Report, unit: str, found: int) -> None:
    assert len(judge("N07", examples.level("dept", unit)(report))) == found
    busy = examples.cells("t2", {("a20_5.permit", "dec"): "3"})(examples.level("dept", unit)(report))
    assert judge("N07", busy) == []
