"""Headings of sections beside what they head."""

from __future__ import annotations

import pytest

from .blocks import TABLE_2, table_3_lines, whole

_HEADING_2 = "二、主动公开政府信息情况"


def _beside(heading: str, rows: list[list[str]], *, below: str) -> list[list[str]]:
    """The rows with a heading in a column of its own, which is merged down ("^") or blank below it."""
    return [[below if number else heading, *row] for number, row in enumerate(rows)]


@pytest.mark.parametrize("below", ["^", ""])
def test_a_table_beside_its_heading(read, below):
    (table,) = TABLE_2
    blocks = [_beside(_HEADING_2, table, below=below) if block == table else block for block in whole() if block != _HEADING_2]
    report = read(blocks)
    assert list(report.sections) == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert report.tables["t2"].cells["a20_1.norm", "valid"].value == 6


def test_a_blank_row_does_not_end_what_stands_beside_a_heading(read):
    (table,) = TABLE_2
    rows = [*table[:4], [""] * len(table[0]), *table[4:]]
    report = read([_beside(_HEADING_2, rows, below="^") if block == table else block for block in whole() if block != _HEADING_2])
    assert len(report.headings) == 6
    assert report.tables["t2"].cells["a20_8.fee", "amt"].raw == "10.5"


def test_the_whole_report_as_one_form(read):
    (table,) = TABLE_2
    width = 1 + len(table[0])
    form = [
        ["一、总体\n情况", "去年公开信息12条。", *["«"] * (width - 2)],
        *_beside("二、主动公开\n政府信息情况", table, below="^"),
        ["五、存在的主要问题及改进情况", "问题是更新慢。\n今后加快更新。", *["«"] * (width - 2)],
        ["六、其他需要报告的事项", "无", *["«"] * (width - 2)],
        ["填表人：某某", *["«"] * (width - 1)],
    ]
    report = read([whole()[0], form])
    assert list(report.sections) == ["s1", "s2", "s5", "s6"]
    assert report.sections["s5"].text == "问题是更新慢。\n今后加快更新。"
    assert report.sections["s6"].text.startswith("无")
    assert report.tables["t2"].cells["a20_1.rule", "made"].value == 1


@pytest.mark.parametrize("beside", [["1"], ["……", "1"]])
def test_pages_beside_headings_are_a_list_of_contents(read, beside):
    titles = ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
    report = read(whole(intro=[[["目录", *["«"] * len(beside)], *([title, *beside] for title in titles)]]))
    assert "公开信息12条" in report.sections["s1"].text
    assert len(report.headings) == 6


def test_a_last_heading_with_few_words_beside_it(read):
    report = read(whole(s6=[[["六、其他需要报告的事项", "无。"]]]))
    assert report.sections["s6"].text == "无。"


def test_rows_with_ordinals_are_no_headings(read):
    rows = [["一、本年新收政府信息公开申请数量", *["0"] * 7], ["二、上年结转政府信息公开申请数量", *["0"] * 7]]
    head = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    lines = table_3_lines()
    report = read([block for block in whole() if block not in lines] + [[head, *rows]])
    assert len(report.headings) == 6
