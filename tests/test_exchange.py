import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from gouji.data import editions
from gouji.document import Place, Source
from gouji.engine import check
from gouji.errors import NotAReportError, UnreadableError
from gouji.exchange import report_as_data, report_from_data
from gouji.in_force import Options, prepare
from gouji.report import BLANK, NUMBER, PLACEHOLDER, Cell, Extra
from gouji.sample import balanced
from gouji.testing.strategies import faults, reports
from gouji_plugins.loaders.exchange import load, sniff

MINIMAL = """
unit: 临江县水利局
level: dept
year: 2023
published: 2024-01-16
sections:
  s1: 主动公开做了很多。
  s6: {heading: 六、其他需要报告的事项, text: 无}
tables:
  表三:
    新收: {自然人: 3, 商业企业: 0, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0, 总计: 3}
    carry_in: {person: , total: /}
  t2:
    a20_8.fee: {收费金额: 12.5}
"""


def written(report, suffix=".json"):
    return Source(f"a{suffix}", json.dumps(report_as_data(report), ensure_ascii=False).encode())


def read(text, name="a.yaml"):
    return load(Source(name, text.encode()))


@pytest.fixture(scope="module")
def rules():
    return prepare(Options()).ruleset


@given(reports().flatmap(faults))
@settings(max_examples=30, deadline=None)
def test_written_and_read_again_a_report_is_the_same(faulty):
    report = faulty.report
    assert load(written(report)) == replace(report, path="a.json")


def test_sections_under_one_heading_share_their_prose_again():
    report = balanced(editions()["gov-2021"])
    both = replace(report.sections["s5"], covers=("s5", "s6"))
    sections = {**report.sections, "s5": both, "s6": replace(both, id="s6")}
    report = replace(report, sections=sections, headings=report.headings[:-1])
    again = load(written(report))
    assert again.sections["s5"].lines is again.sections["s6"].lines
    assert again.prose() == report.prose()


@given(reports().flatmap(faults))
@settings(max_examples=15, deadline=None)
def test_written_and_read_again_it_gives_the_same_findings(faulty):
    rules = prepare(Options()).ruleset
    first, second = check(faulty.report, rules), check(load(written(faulty.report)), rules)
    assert first.findings == second.findings
    assert [one.fingerprint(first.report) for one in first.findings] == [one.fingerprint(second.report) for one in second.findings]


@pytest.mark.parametrize("edition", editions())
def test_the_json_is_also_valid_yaml(edition):
    report = balanced(editions()[edition])
    assert load(written(report, ".yaml")) == replace(report, path="a.yaml")


def test_a_hand_written_report_needs_only_the_plain_keys():
    report = read(MINIMAL)
    assert (report.unit, report.level, report.year, report.edition.id) == ("临江县水利局", "dept", 2023, "gov-2021")
    assert report.value("published").isoformat() == "2024-01-16"
    assert report.cell("t3", "new", "person") == Cell("t3", "new", "person", "3", NUMBER, 3)
    assert report.cell("t3", "carry_in", "person").kind == BLANK
    assert report.cell("t3", "carry_in", "total").kind == PLACEHOLDER
    assert str(report.cell("t2", "a20_8.fee", "amt").value) == "12.5"
    assert report.cell("t3", "done", "total") is None
    assert report.sections["s1"].heading.raw == "一、总体情况"
    assert report.sections["s1"].text == "主动公开做了很多。"


def test_hand_written_numbers_are_judged(rules):
    wrong = MINIMAL.replace("总计: 3", "总计: 4")
    assert "A3" in {equation.rule for finding in check(read(wrong), rules).findings for equation in finding.equations}
    assert not any(finding.equations for finding in check(read(MINIMAL), rules).findings)


def test_a_changed_plain_key_wins_over_what_was_kept_beside_it():
    data = report_as_data(balanced(editions()["gov-2021"]))
    data["unit"] = "临江县民政局"
    data["sections"]["s6"]["text"] = "无"
    data["tables"]["t3"]["new"]["person"]["value"] = 7
    report = read(json.dumps(data), "a.json")
    assert (report.facts["unit"].value, report.facts["unit"].source) == ("临江县民政局", "exchange")
    assert report.sections["s6"].text == "无"
    assert report.cell("t3", "new", "person").value == 7


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("year: 2023", "year: 二〇二三"), "year"),
        (("year: 2023", "year: 1999"), "1999"),
        (("year: 2023\n", ""), "year"),
        (("unit:", f"title: {'年' * 501}\nunit:"), "title 有 501 个字"),
        (("year: 2023", "edition: gov-2021\nyear: 99999"), "year 是 99999，应是四位数的年份"),
        (("year: 2023", "edition: [gov-2021]\nyear: 2023"), "edition 应是一段文字"),
        (("自然人: 3", "自然人: {value: 3, kind: [number]}"), "kind 应是一段文字"),
        (("level: dept", "level: [dept]"), "level 应是一段文字"),
        (("level: dept", "level: depp"), "gov.prov"),
        (("published: 2024-01-16", "published: 一月"), "published"),
        (("表三:", "表九:"), "表九"),
        (("新收:", "旧收:"), "旧收"),
        (("自然人:", "天然人:"), "天然人"),
        (("自然人: 3", "自然人: [3]"), "数字"),
        (("  s1:", "  s9:"), "s9"),
        (("tables:", "tables: 3\nother:"), "tables"),
        (("unit:", "schema: gouji.report/9\nunit:"), "gouji.report/9"),
        (("unit:", "unit: ["), "第2行|第3行"),
    ],
)
def test_a_wrong_key_is_named(change, said):
    with pytest.raises(UnreadableError, match=said) as caught:
        read(MINIMAL.replace(*change))
    assert "\n" not in str(caught.value)


CELL = '{"year": 2023, "tables": {"t3": {"new": {"person": {"value": VALUE}}}}}'


@pytest.mark.parametrize("value", ['"3"', "3", "3.0", "-2"])
def test_values_of_json_cells(value):
    text = CELL.replace("VALUE", value)
    assert str(read(text, "a.json").cell("t3", "new", "person").value) == value.strip('"')


@pytest.mark.parametrize("value", ['"many"', "true", '"1e999999"', '"NaN"', "[]"])
def test_values_that_are_no_numbers(value):
    text = CELL.replace("VALUE", value)
    with pytest.raises(UnreadableError, match="数字"):
        read(text, "a.json")


@pytest.mark.parametrize(
    "text", ["{", "[" * 100_000, '{"tables": {}, "year": ' + "9" * 6000 + "}", '{"year": 2023, "sections": {"s1": {"lines": 3}}}', "{}"]
)
def test_hostile_json_is_refused_with_a_sentence(text):
    with pytest.raises(UnreadableError):
        read(text, "a.json")


@pytest.mark.parametrize("others", [1, 200_000])
def test_json_that_says_a_thing_twice_is_refused(others):
    keys = "".join(f'"k{number}": 0, ' for number in range(others))  # each counted by itself, so many would take an hour
    with pytest.raises(UnreadableError, match="“year”在同一处写了两次"):
        read(f'{{{keys}"year": 2023, "tables": {{}}, "year": 2022}}', "a.json")


@pytest.mark.parametrize("place", ['{"line": "3"}', '{"line": true}', '{"sheet": 3}', '{"row_": 3}', "3"])
def test_a_place_that_is_none_is_refused(place):
    cell = f'{{"value": 3, "place": {place}}}'
    with pytest.raises(UnreadableError, match="的位置"):
        read(f'{{"year": 2023, "tables": {{"t3": {{"new": {{"person": {cell}}}}}}}}}', "a.json")


def test_findings_and_other_json_are_no_reports():
    with pytest.raises(NotAReportError, match="检查结果"):
        read('{"schema": "gouji.findings/1", "reports": []}', "a.json")
    with pytest.raises(NotAReportError):
        read('{"name": "something", "version": "1"}', "package.json")
    with pytest.raises(NotAReportError, match="gouji extract"):
        read('{"title": "某局2023年政府信息公开工作年度报告", "tables": [{"name": "表三", "rows": []}]}', "records.json")


def test_sniffing():
    assert sniff(written(balanced(editions()["gov-2021"]))) == 100
    assert sniff(Source("a.yaml", MINIMAL.encode())) == 90
    assert sniff(Source("a.html", b"<html>")) == 0
    assert sniff(Source("a.txt", b"unit: x\nyear: 2023")) == 0


@pytest.mark.parametrize(("more", "level"), [({}, "dept"), ({"level": None}, None), ({"level": "office"}, "office")])
def test_the_level_of_hand_written_data_follows_from_the_unit_unless_it_is_said(more, level):
    data = {"unit": "临江县水利局", "year": 2023, **more}
    assert report_from_data(data, path="a.yaml", editions=editions()).level == level


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("images: 三", "images 应是一个整数"),
        ("blank_form: 3", "blank_form 应为 true 或 false"),
        ("notes: 一句话", "notes 应是一个列表"),
        ("edition: gov-2012", "edition 里的 'gov-2012' 不存在"),
        ("tables: {t3: {new: {person: {raw: '3', kind: word}}}}", "kind 是 'word'"),
        ("tables: {t3: {new: {person: {raw: 三件, kind: number}}}}", "kind 是 number，却没有 value"),
    ],
)
def test_a_wrong_value_is_told_by_the_name_of_its_key(line, words):
    with pytest.raises(UnreadableError, match=words):
        read(f"year: 2023\nsections: {{}}\n{line}\n")


def test_prose_is_a_text_of_several_lines_and_a_heading_needs_no_ordinal():
    report = read("year: 2023\nintro: |\n  一句。\n  两句。\nsections:\n  s6: {heading: 其他需要报告的事项, text: 无}\n")
    assert [line.text for line in report.intro] == ["一句。", "两句。"]
    assert (report.sections["s6"].heading.number, report.sections["s6"].heading.match) == ("", "exact")


def test_a_period_that_is_no_two_days_is_its_words():
    assert read("year: 2023\nperiod: 2023年全年\nsections: {}\n").value("period") == "2023年全年"


def test_what_was_doubted_and_what_the_form_does_not_have_is_written_and_read_again():
    report = balanced(editions()["gov-2021"])
    cell = report.cell("t3", "new", "person")._replace(doubt="看不清")
    extra = Extra("row", "网络申请", ("1", "2"), Place(line=7))
    table = report.with_cells(cell).tables["t3"]
    report = replace(report, tables={**report.tables, "t3": replace(table, extras=(extra,))})
    again = load(written(report))
    assert again.cell("t3", "new", "person").doubt == "看不清"
    assert again.tables["t3"].extras == (extra,)
