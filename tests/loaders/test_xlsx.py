"""The spreadsheet loader: values as a person sees them, and sheets that mix prose and tables."""

from __future__ import annotations

import datetime

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gouji.document import Paragraph, Source
from gouji_plugins.loaders import xlsx
from gouji_plugins.loaders.workbook import UNCACHED

from .made_xlsx import changed, grid, load, put, shape, workbook


def test_values_are_written_as_a_person_sees_them() -> None:
    def fill(sheet: Worksheet) -> None:
        put(
            sheet,
            1,
            [[3.000000001, 7730.28, 0.1 + 0.2, -5], [datetime.date(2024, 1, 5), True, 1e-6, 123456789012.5], ["007", " 甲\n乙 ", 1e15, 0]],
        )
        put(sheet, 4, [[datetime.datetime(2024, 1, 5, 8, 30), 0.5, "x", "y"]])

    [block] = shape(load(fill))
    assert block == [
        ["3", "7730.28", "0.3", "-5"],
        ["2024-01-05", "TRUE", "0.000001", "123456789012.5"],
        ["007", " 甲\n乙 ", "1000000000000000", "0"],
        ["2024-01-05 08:30:00", "0.5", "x", "y"],
    ]


def test_merged_ranges_are_one_cell_with_a_span_and_every_cell_knows_its_name() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 3, [["角", None, "申请人", None], [None, None, "自然人", "总计"], ["结果", "公开", 1, 1], [None, "其他", 2, 2]])
        for area in ("A3:B4", "C3:D3", "A5:A6"):
            sheet.merge_cells(area)

    found = grid(load(fill))
    corner = found.rows[0][0]
    assert found.place.as_json() == {"sheet": "年报", "cell": "A3"}
    assert (corner.text, corner.rowspan, corner.colspan) == ("角", 2, 2)
    assert found.rows[1][1] is corner
    assert found.rows[3][0] is found.rows[2][0]
    assert found.rows[3][3].place.as_json() == {"sheet": "年报", "cell": "D6"}


def everything(sheet: Worksheet, *, boxed: bool, number: object, merged: bool) -> None:
    """Title, prose and two tables on one sheet, without a blank row between them."""
    put(sheet, 1, [["某局年度报告"], ["一、总体情况"], ["全年工作平稳，主动公开信息若干条，没有出现差错。"], ["二、主动公开情况"]])
    put(sheet, 5, [["第二十条第（一）项", None, None], ["信息内容", "制发", "废止"], ["规章", number, number]], boxed=boxed)
    put(sheet, 8, [["第二十条第（五）项", None, None], ["信息内容", "数量", None], ["行政许可", number, None]], boxed=boxed)
    put(sheet, 11, [["三、申请情况"]])
    put(sheet, 12, [["（本列）", "（本列）", "自然人", "总计"]], boxed=boxed)
    put(
        sheet,
        13,
        [["一、本年新收", None, number, number], ["三、结果", "（一）公开", number, number], [None, "（二）部分", number, number]],
        boxed=boxed,
    )
    put(sheet, 16, [["四、结转下年", None, number, number]], boxed=boxed)
    put(sheet, 17, [["五、存在问题"], ["力量不足，将加强培训。"]])
    for area in ("A5:C5", "A8:C8", "B9:C9", "B10:C10", "A13:B13", "A14:A15", "A16:B16"):
        sheet.merge_cells(area)
    if merged:
        for row in (1, 2, 3, 4, 11, 17, 18):
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)


def test_a_merged_range_over_the_whole_sheet_hides_nothing() -> None:
    rows: list[list[object]] = [["项目", "自然人", "总计"], *([f"第{n}类", n, n] for n in range(10, 20))]
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = changed(workbook(lambda sheet: put(sheet, 1, rows)), "xl/worksheets/sheet1.xml", "</sheetData>", merged)
    document = xlsx.load(Source("a.xlsx", data))
    assert shape(document) == [[[str(value) for value in row] for row in rows]]
    assert "盖住了大片有内容的单元格" in document.notes[0]


def test_of_merged_ranges_that_begin_in_one_cell_the_first_counts() -> None:
    merged = '</sheetData><mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A1:A2"/></mergeCells>'
    data = changed(workbook(lambda sheet: put(sheet, 1, [["甲", "", 1], ["乙", 3, 2]])), "xl/worksheets/sheet1.xml", "</sheetData>", merged)
    assert shape(xlsx.load(Source("a.xlsx", data))) == [[["甲", "甲", "1"], ["乙", "3", "2"]]]


def test_a_line_may_end_in_an_old_way() -> None:
    data = changed(workbook(lambda sheet: put(sheet, 1, [["甲@乙", 1], ["丙", 2]])), "xl/worksheets/sheet1.xml", "@", "&#13;&#10;")
    assert grid(xlsx.load(Source("a.xlsx", data))).rows[0][0].text == "甲\n乙"


@pytest.mark.parametrize("boxed", [True, False], ids=["ruled", "unruled"])
@pytest.mark.parametrize("number", [1, None], ids=["filled", "blank"])
@pytest.mark.parametrize("merged", [True, False], ids=["merged", "unmerged"])
def test_one_sheet_with_title_prose_and_tables_is_cut_where_a_reader_would(boxed: bool, number: int | None, merged: bool) -> None:
    parts = shape(load(lambda sheet: everything(sheet, boxed=boxed, number=number, merged=merged)))
    kinds = [part if isinstance(part, str) else [row[0] for row in part] for part in parts]  # type: ignore[attr-defined]
    assert kinds == [
        "某局年度报告",
        "一、总体情况",
        "全年工作平稳，主动公开信息若干条，没有出现差错。",
        "二、主动公开情况",
        ["第二十条第（一）项", "信息内容", "规章", "第二十条第（五）项", "信息内容", "行政许可"],
        "三、申请情况",
        ["（本列）", "一、本年新收", "三、结果", "三、结果", "四、结转下年"],
        "五、存在问题",
        "力量不足，将加强培训。",
    ]


def test_what_somebody_wrote_beside_the_tables_is_no_column_of_them() -> None:
    def fill(sheet: Worksheet) -> None:
        put(
            sheet,
            1,
            [["一、总体情况"], ["全年公开信息12条。"], ["二、表格"], ["行", "自然人", "总计"], *[[f"第{n}行", n, n] for n in range(9)]],
        )
        sheet["H1"] = "填报日期：2024年1月8日"
        sheet["H6"], sheet["H7"], sheet["I7"] = "请核对", 17, "见底稿"

    document = load(fill)
    assert "填报日期：2024年1月8日" in [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert {len(row) for row in grid(document).rows} == {3}
    assert document.furniture == ("请核对", "17", "见底稿")


def test_a_number_that_stands_far_behind_a_sentence_does_not_make_it_a_table() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["一、总体情况"], ["全年公开信息12条。"], ["行", "甲", "乙", "丙", "总计"], ["新收", 1, 2, 3, 6]])
        sheet["D2"] = 99

    document = load(fill)
    assert shape(document) == ["一、总体情况", "全年公开信息12条。", [["行", "甲", "乙", "丙", "总计"], ["新收", "1", "2", "3", "6"]]]
    assert document.furniture == ("99",)


def test_a_number_right_behind_a_sentence_is_a_cell_of_its_row() -> None:
    rows: list[list[object]] = [["行", "甲"], ["公开数。", 5], ["新收。", 6]]
    assert shape(load(lambda sheet: put(sheet, 1, rows))) == [[["行", "甲"], ["公开数。", "5"], ["新收。", "6"]]]


def test_a_column_behind_an_empty_one_is_read_where_most_rows_have_it() -> None:
    rows: list[list[object]] = [["行", None, "自然人", None, "总计"], *[[f"第{n}行", None, n, None, n] for n in range(5)]]
    assert {len(row) for row in grid(load(lambda sheet: put(sheet, 1, rows))).rows} == {5}


def test_a_blank_ruled_row_at_the_end_belongs_to_the_form() -> None:
    found = grid(load(lambda sheet: put(sheet, 1, [["维持", "纠正", "总计"], [None, None, None]], boxed=True)))
    assert [[cell.text for cell in row] for row in found.rows] == [["维持", "纠正", "总计"], ["", "", ""]]


def test_a_formula_without_a_stored_result_is_blank_with_a_note() -> None:
    document = load(lambda sheet: put(sheet, 1, [["总计", "=1+2", 3]]))
    cell = grid(document).rows[0][1]
    assert (cell.text, cell.note) == ("", UNCACHED)
    assert "1 个公式没有缓存" in document.notes[0]


def test_a_row_of_formulas_without_results_is_still_a_row_of_the_table() -> None:
    rows: list[list[object]] = [["项", "甲", "乙"], ["新收", 1, 2], ["总计", "=B2", "=C2"]]
    assert [row[0].text for row in grid(load(lambda sheet: put(sheet, 1, rows))).rows] == ["项", "新收", "总计"]


def test_a_formula_with_a_stored_result_is_its_result() -> None:
    data = workbook(lambda sheet: put(sheet, 1, [["总计", "=1+2", 3]]))
    cached = changed(data, "xl/worksheets/sheet1.xml", r"<v></v>|<v ?/>", "<v>3</v>")
    document = xlsx.load(Source("a.xlsx", cached))
    assert [(cell.text, cell.note) for cell in grid(document).rows[0]] == [("总计", ""), ("3", ""), ("3", "")]
    assert document.notes == ()


@pytest.mark.parametrize(
    ("results", "how", "read"), [("00", "1", ["", ""]), ("03", "1", ["0", "3"]), ("00", "0", ["0", "0"])], ids=["none", "some", "done"]
)
def test_zeros_of_a_program_that_leaves_it_to_excel_to_compute_are_no_results(results: str, how: str, read: list[str]) -> None:
    data = workbook(lambda sheet: put(sheet, 1, [["新收", "=1+2", 3], ["总计", "=1+2", 3]]))
    for cell, result in zip(("B1", "B2"), results, strict=True):
        data = changed(data, "xl/worksheets/sheet1.xml", rf'(<c r="{cell}"><f>[^<]*</f>)(?:<v ?/>|<v></v>)', rf"\g<1><v>{result}</v>")
    data = changed(data, "xl/workbook.xml", 'fullCalcOnLoad="1"', f'fullCalcOnLoad="{how}"')
    document = xlsx.load(Source("a.xlsx", data))
    assert [row[1].text for row in grid(document).rows] == read
    assert len(document.notes) == read.count("") // 2


def test_an_error_value_is_not_blank() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["总计", "#REF!", 3]])
        sheet["B1"].data_type = "e"

    cell = grid(load(fill)).rows[0][1]
    assert cell.text == "#REF!"
    assert "错误值" in cell.note


def test_attributes_of_a_cell_may_stand_in_another_order() -> None:
    data = workbook(lambda sheet: put(sheet, 1, [["总计", "=1+2", 3]], boxed=True))
    data = changed(data, "xl/worksheets/sheet1.xml", r'<c r="B1" s="1">', '<c s="1" r="B1">')
    assert grid(xlsx.load(Source("a.xlsx", data))).rows[0][1].note == UNCACHED


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r'(\w+)="([^"]*)"', r"\1='\2'"),
        (r'(\w+)="([^"]*)"', r'\1 = "\2"'),
        (r" (?=[rst]=)", "\n"),
        (r"(</?)(?=[a-zA-Z])", r"\1x:"),
    ],
    ids=["quotes", "spaces", "lines", "prefix"],
)
def test_xml_may_be_written_in_other_ways(pattern: str, replacement: str) -> None:
    data = workbook(lambda sheet: put(sheet, 1, [["项", "甲", "总计"], ["新收", 0, "=B2"]], boxed=True))
    data = changed(data, "xl/worksheets/sheet1.xml", pattern, replacement)
    if "x:" in replacement:
        data = changed(data, "xl/worksheets/sheet1.xml", "xmlns=", "xmlns:x=")
    assert grid(xlsx.load(Source("a.xlsx", data))).rows[1][2].note == UNCACHED


def test_a_column_of_formulas_without_results_at_the_edge_is_not_lost() -> None:
    rows: list[list[object]] = [["项", "甲", "乙", None], ["新收", 1, 2, "=B2+C2"], ["上年", 3, 4, "=B3+C3"], ["合计", "=B2", "=C2", "=D2"]]
    document = load(lambda sheet: put(sheet, 1, rows))
    assert [[cell.note for cell in row][1:] for row in grid(document).rows[1:]] == [["", "", UNCACHED]] * 2 + [[UNCACHED] * 3]


def test_a_sheet_of_nothing_but_formulas_without_results_is_named() -> None:
    assert "1 个公式没有缓存" in load(lambda sheet: put(sheet, 1, [["=1+2"]])).notes[0]


@pytest.mark.parametrize(
    ("names", "top", "read"),
    [
        (
            ["一、总体情况", "六、其他需要报告的事项"],
            "全年工作有序",
            ["一、总体情况", "全年工作有序", "六、其他需要报告的事项", "全年工作有序"],
        ),
        (["一、总体情况", "六、其他"], "全年工作有序", ["全年工作有序"] * 2),
        (["一、总体情况", "一、工作情况"], "一、概述", ["一、概述"] * 2),
        (["说明", "附页"], "全年工作有序", ["全年工作有序"] * 2),
    ],
    ids=["in full", "shortened", "on the sheet", "others"],
)
def test_names_of_worksheets_are_headings_where_the_sheets_have_none(names: list[str], top: str, read: list[str]) -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [[top]])
        put(sheet.parent.create_sheet(names[1]), 1, [[top]])

    assert shape(xlsx.load(Source("a.xlsx", workbook(fill, names[0])))) == read


def test_a_table_may_hold_the_heading_that_names_its_worksheet() -> None:
    rows: list[list[object]] = [["二、主动公开情况", None, None], ["项", "甲", "乙"], ["新收", 1, 2]]

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, rows, boxed=True)

    document = xlsx.load(Source("a.xlsx", workbook(fill, "二、主动公开情况")))
    assert str(shape(document)).count("二、主动公开情况") == 1


def test_sniffing_goes_by_content() -> None:
    assert xlsx.sniff(Source("a.doc", workbook(lambda sheet: None))) > 90
    assert xlsx.sniff(Source("a.xlsx", b"<html>")) == 0
    assert xlsx.sniff(Source("a.xlsx", b"PK\x03\x04")) == 0


def test_an_empty_workbook_is_an_empty_document() -> None:
    assert xlsx.load(Source("a.xlsx", workbook(lambda sheet: None))).blocks == ()
