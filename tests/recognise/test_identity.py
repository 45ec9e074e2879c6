"""Who reports on which year, under which title."""

from __future__ import annotations

import time
from datetime import date

import pytest

from gouji.data import editions
from gouji.errors import NotAReportError
from gouji.recognise.identity import is_listed
from gouji.recognise.levels import level_of

from .blocks import whole

LONG_NAME = "临江市高新技术产业开发区管理委员会自然资源和规划建设与综合行政执法及生态环境保护和安全生产监督管理局第二分局"


@pytest.mark.parametrize(
    ("title", "unit", "year"),
    [
        (["临江县水利局2023年政府信息公开工作年度报告"], "临江县水利局", 2023),
        (["2023年临江县水利局政府信息公开工作年度报告"], "临江县水利局", 2023),
        (["临江县水利局", "2023年度政府信息公开工作年度报告"], "临江县水利局", 2023),
        (["临江县水利局关于2023年政府信息公开工作年度报告"], "临江县水利局", 2023),
        (["临江县水利局2023年政府", "信息公开工作年度报告"], "临江县水利局", 2023),
        (["首页 > 政务公开 > 年报", "临江县水利局政府信息公开工作年度报告（2023年）"], "临江县水利局", 2023),
        (["临江县2023年政府信息公开工作年度报告"], "临江县", 2023),
        (["《临江县水利局2023年政府信息公开工作年度报告》"], "临江县水利局", 2023),
        (["临江县水利局2023年政务公开工作总结"], "临江县水利局", 2023),
        (["临江县政务公开办公室2023年政府信息公开工作年度报告"], "临江县政务公开办公室", 2023),
        (["临江县水利局", "2023年", "政府信息公开工作年度报告"], "临江县水利局", 2023),
        ([f"{LONG_NAME}2023年政府信息公开工作年度报告"], LONG_NAME, 2023),
        (["临江县水利局 2 0 2 3 年 政府信息公开工作年度报告"], "临江县水利局", 2023),
        (["2021年", "临江县水利局政府信息公开工作年度报告"], "临江县水利局", 2023),
        (["临江县水利局二O二三年政府信息公开工作年度报告"], "临江县水利局", 2023),
        (["临江县水利局202年政府信息公开工作年度报告"], "临江县水利局", 2023),
        (["临江县水利局202023年政府信息公开工作年度报告"], "临江县水利局", 2023),
        (["203年度临江县水利局政府信息公开工作年度报告"], "临江县水利局", 2023),
        (["临江县水利局2023年年政府信息公开工作年度报告"], "临江县水利局", 2023),
    ],
)
def test_title_unit_and_year(read, title, unit, year):
    report = read(whole(title=title))
    assert (report.unit, report.year) == (unit, year)


@pytest.mark.parametrize(
    "title",
    [
        ["临江县水利局2023年政府信息公开工作年", "度报告"],
        ["临江县水利局2023年政府信息公开工作年度", "报告"],
        ["临江县水利局政府信息公开工作年度", "报告（2023年）"],
        ["临江县水利局政府信息公开工作年度报告", "（2023年）"],
        ["临江县水利局", "政府信息公开工作", "年度报告", "（2023年）"],
    ],
)
def test_a_title_that_ends_in_the_next_line(read, title):
    assert read(whole(title=title)).value("title") == "".join(title)


def test_unit_from_the_prose_when_the_title_has_none(read):
    report = read(
        whole(
            title=["2023年政府信息公开工作年度报告"],
            s1=["一、总体情况", "临江县水利局高度重视，2023年临江县水利局公开信息12条，接受临江县群众监督。"],
        )
    )
    assert report.unit == "临江县水利局"
    assert report.facts["unit"].source == "body"


def test_unit_from_the_title_of_the_page_when_the_text_names_none(read):
    said = {"title": "临江县水利局2023年政府信息公开工作年度报告-临江县人民政府"}
    report = read(whole(title=[], s1=["一、总体情况", "2023年公开信息12条。"]), meta=said)
    assert (report.unit, report.facts["unit"].source) == ("临江县水利局", "meta")
    assert report.facts["unit"].doubt
    assert "title" not in report.facts


def test_year_of_the_data_outvotes_a_wrong_title(read):
    report = read(whole(title=["临江县水利局2022年政府信息公开工作年度报告"]))
    assert report.year == 2023


def test_the_years_of_a_period_left_from_last_year_count_once(read):
    report = read(whole(intro=["数据统计期限：2022年1月1日—2022年12月31日。"]))
    assert report.year == 2023
    assert "2022" in report.facts["year"].doubt


def test_period_is_no_date_of_publication(read):
    report = read(whole(intro=["数据统计时间自2023年1月1日至2023年12月31日。"]))
    assert "published" not in report.facts
    assert report.value("period") == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("unit", "level"),
    [
        ("临江县水利局", "dept"),
        ("临江县人民政府", "gov.county"),
        ("临江县", "gov.county"),
        ("平江市人民政府", "gov.city"),
        ("某江省人民政府", "gov.prov"),
        ("上海市", "gov.prov"),
        ("临江县人民政府办公室", "office"),
        ("临江县城关镇人民政府", "town"),
        ("临江县青山乡", "town"),
        ("城东街道办事处", "street"),
        ("临江经济开发区管理委员会", "zone"),
        ("临江县发展和改革委员会", "dept"),
        ("平江市临江区人民政府", "gov.county"),
        ("国家统计局", "central"),
        ("国家市场监督管理总局", "central"),
        ("国家税务总局临江县税务局", "dept"),
        ("国家统计局四川调查总队", "dept"),
        ("国务院国有资产监督管理委员会", "central"),
        ("临江市国有资产监督管理委员会", "dept"),
    ],
)
def test_levels(unit, level):
    assert level_of(unit) == level


def test_a_notice_is_no_report(read):
    with pytest.raises(NotAReportError, match="不"):
        read(["关于做好2023年政府信息公开工作年度报告编制工作的通知", "各镇人民政府：", "请于1月20日前报送。"])


def test_edition_is_told_by_labels_not_by_year(read):
    blocks = whole(title=["临江县水利局2019年政府信息公开工作年度报告"], intro=["统计期限为2019年1月1日至2019年12月31日。"])
    assert read(blocks).edition.id == "gov-2021"
    assert read(blocks, edition="gov-2019").edition.id == "gov-2019"


def test_words_of_the_page_above_a_title_are_none_of_its_unit(read):
    title = "水利局2023年政府信息公开工作年度报告"
    assert read(whole(title=["临江县政务网站", title])).value("title") == title


def test_an_edition_without_tables_and_year_is_the_newest(read):
    report = read(["一、总体情况", "做了工作。", "二、主动公开政府信息情况", "有关情况另附。", "五、存在的主要问题及改进情况", "无。"])
    assert report.edition.id == max(editions())


def test_one_heading_of_the_form_does_not_make_a_report(read):
    with pytest.raises(NotAReportError, match="不像"):
        read(["一、总体情况", "做了工作。"])


def test_a_name_of_which_nothing_is_left_has_no_level():
    assert level_of("本级") is None


def test_blanks_without_end_are_no_date() -> None:
    started = time.process_time()
    assert not is_listed(" " * 50_000 + "年报")
    assert time.process_time() - started < 2  # by the square of it: five


def test_a_report_on_a_year_before_all_editions_is_not_read_by_one_of_them(read):
    old = ["临江县水利局2018年政府信息公开工作年度报告", "一、概述", "2018年公开信息12条。", "二、主动公开政府信息的情况", "公开12条。"]
    with pytest.raises(NotAReportError, match="旧格式"):
        read(old)
    assert read(old, edition="gov-2019").year == 2018
    assert read(whole(title=["临江县水利局2012年政府信息公开工作年度报告"])).edition.id == "gov-2021"
