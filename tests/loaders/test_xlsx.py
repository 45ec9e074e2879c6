"""The spreadsheet loader: values as a person sees them, and sheets that mix prose and tables."""

from __future__ import annotations

import datetime
import io
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import nullcontext

import openpyxl
import pytest
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from gouji.document import Document, Grid, Paragraph, Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders import workbook as reading
from gouji_plugins.loaders import xlsx
from gouji_plugins.loaders.sheet_marks import zero_display
from gouji_plugins.loaders.workbook import UNCACHED

BOX = Border(*[Side(style="thin")] * 4)


def workbook(fill: Callable[[Worksheet], None], name: str = "年报") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    fill(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """The same package with one part's text changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                text, count = re.subn(pattern.encode(), replacement.encode(), text)
                assert count
            new.writestr(name, text)
    return buffer.getvalue()


def load(fill: Callable[[Worksheet], None]) -> Document:
    return xlsx.load(Source("年报.xlsx", workbook(fill)))


def shape(document: Document) -> list[object]:
    """Paragraphs as their text, grids as lists of rows of text."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows] for block in document.blocks
    ]


def grid(document: Document) -> Grid:
    [found] = [block for block in document.blocks if isinstance(block, Grid)]
    return found


def put(sheet: Worksheet, top: int, rows: list[list[object]], *, boxed: bool = False) -> None:
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            cell = sheet.cell(top + r, c + 1)
            cell.value = value  # type: ignore[assignment]
            if boxed:
                cell.border = BOX


def test_values_are_written_as_a_person_sees_them() -> None:
    def fill(sheet: Worksheet) -> None:
        put(
            sheet, 1, [[3.0, 7730.28, 0.1 + 0.2, -5], [datetime.date(2024, 1, 5), True, 1e-7, 123456789012.5], ["007", " 甲\n乙 ", 1e15, 0]]
        )
        put(sheet, 4, [[datetime.datetime(2024, 1, 5, 8, 30), 0.5, "x", "y"]])

    [block] = shape(load(fill))
    assert block == [
        ["3", "7730.28", "0.3", "-5"],
        ["2024-01-05", "TRUE", "0.0000001", "123456789012.5"],
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


def test_an_error_value_is_not_blank() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["总计", "#REF!", 3]])
        sheet["B1"].data_type = "e"

    cell = grid(load(fill)).rows[0][1]
    assert cell.text == "#REF!"
    assert "错误值" in cell.note


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0;-0;;@", ""),
        ('0;-0;"-";@', "-"),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        ("0.00", None),
        ("#,##0", None),
        ("#", ""),
        ("", None),
    ],
)
def test_a_zero_that_is_displayed_as_something_else_counts_as_zero(code: str, shown: str | None) -> None:
    assert zero_display(code) == shown

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["数", 0, 5]])
        if code:
            sheet["B1"].number_format = sheet["C1"].number_format = code

    zero, five = grid(load(fill)).rows[0][1:]
    assert zero.text == "0"
    assert bool(zero.note) == (shown is not None)
    assert (five.text, five.note) == ("5", "")


def test_a_fraction_displayed_as_an_integer_is_said() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["数", 3.4, 4]])
        sheet["B1"].number_format = sheet["C1"].number_format = "#,##0"

    assert [cell.note for cell in grid(load(fill)).rows[0]] == ["", "单元格只显示整数，存的是 3.4", ""]


def test_a_number_format_without_end_costs_no_memory() -> None:
    code = "0" * 1_000_000
    tracemalloc.start()
    zero_display(code)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * len(code)


def test_more_sheets_than_any_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_SHEETS", 1)
    with pytest.raises(UnreadableError, match="工作簿里有 2 张工作表，不像一份年报"):
        load(lambda sheet: sheet.parent.create_sheet("又一张"))


def test_a_hidden_sheet_is_read_where_no_other_holds_a_table() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["说明"]])
        other = sheet.parent.create_sheet("底稿")
        other.sheet_state = "hidden"
        put(other, 1, [["丙", 3], ["丁", 4]])

    document = load(fill)
    assert shape(document) == ["说明", [["丙", "3"], ["丁", "4"]]]
    assert document.notes == ("工作表“底稿”是隐藏的，已一并读取。",)


def test_hidden_rows_and_zeros_are_read_and_named_and_hidden_sheets_named() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["甲", 1], ["乙", 0]])
        sheet.row_dimensions[2].hidden = True
        sheet.sheet_view.showZeros = False
        other = sheet.parent.create_sheet("底稿")
        other.sheet_state = "hidden"
        put(other, 1, [["丙", 3]])

    document = load(fill)
    assert shape(document) == [[["甲", "1"], ["乙", "0"]]]
    assert document.notes == (
        "工作表“年报”有隐藏的行，已一并读取。",
        "工作表“年报”设置了不显示零值，看似空白的单元格可能存有 0，已按 0 读取。",
        "工作表“底稿”是隐藏的，没有读取。",
    )


def test_cells_struck_through_are_left_out_and_named() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["新收", 1, 2], ["新收", 3, 4], ["办结", 5, 6]])
        for row, struck in ((1, True), (3, False)):
            for cell in sheet[row]:
                cell.font = Font(strike=struck)

    document = load(fill)
    assert shape(document) == [[["新收", "3", "4"], ["办结", "5", "6"]]]
    assert document.notes == ("工作表“年报”有加删除线的单元格，没有读取。",)


def test_a_part_of_a_cell_struck_through_is_left_out_and_named() -> None:
    data = workbook(lambda sheet: put(sheet, 1, [["新收", "old"], ["办结", "5"]]))
    data = changed(data, "xl/worksheets/sheet1.xml", ' t="inlineStr"><is><t>old</t></is>', ' t="s"><v>0</v>')
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        runs = '<r><rPr><strike/></rPr><t>1</t></r><r><rPr><strike val="0"/></rPr><t>2</t></r><r><t>3</t></r>'
        archive.writestr(
            "xl/sharedStrings.xml", f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>{runs}</si></sst>'
        )
    document = xlsx.load(Source("年报.xlsx", buffer.getvalue()))
    assert shape(document) == [[["新收", "23"], ["办结", "5"]]]
    assert document.notes == ("工作表“年报”有单元格的部分文字加删除线，没有读取。",)


@pytest.mark.parametrize("how", ["hidden", "narrow"])
def test_hidden_columns_shift_no_number(how: str) -> None:
    """Last year's figures between the columns of this year's table, and a merged label that begins hidden."""

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["项目", "上年", "自然人", "上年", "总计", "备用"], ["新收", 7, 1, 8, 2, "=1+1"], ["办结", 6, 3, 9, 4, None]])
        put(sheet, 4, [["小计", "甲乙", None, None, 5]])
        sheet.merge_cells("B4:D4")
        for letter in "BDF":
            sheet.column_dimensions[letter].hidden = how == "hidden"
            sheet.column_dimensions[letter].width = 12 if how == "hidden" else 0.0001

    data = workbook(fill)
    if how == "narrow":
        data = changed(data, "xl/worksheets/sheet1.xml", 'width="0.0001"', 'width="0"')
    document = xlsx.load(Source("a.xlsx", data))
    assert shape(document) == [[["项目", "自然人", "总计"], ["新收", "1", "2"], ["办结", "3", "4"], ["小计", "甲乙", "5"]]]
    assert [cell.place.cell for cell in grid(document).rows[1]] == ["A2", "C2", "E2"]
    assert grid(document).rows[3][1].colspan == 1
    assert document.notes[0] == "工作表“年报”有隐藏的列，没有读取。"


def test_blank_hidden_columns_beside_the_table_are_not_worth_a_note() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["甲", 1], ["乙", 2]])
        sheet.column_dimensions.group("D", "XFD", hidden=True)

    assert load(fill).notes == ()


@pytest.mark.parametrize(
    ("code", "note"),
    [
        (";;;", "单元格不显示数值，存的是 1500"),
        ('"件"', "单元格不显示数值，存的是 1500"),
        ("#,##0.0,", "单元格按千位缩小显示，存的是 1500"),
        ("0%", "单元格按百分数显示，存的是 1500"),
        ('0"%"', ""),
        ('0"件"', ""),
        ("General", ""),
        ("#,##0.00", ""),
        ('yyyy"年"', ""),
    ],
)
def test_a_number_that_its_format_keeps_from_the_eye_is_said(code: str, note: str) -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["数", 1500, 2]])
        sheet["B1"].number_format = code

    assert grid(load(fill)).rows[0][1].note == note


def test_a_stray_cell_at_the_end_of_the_sheet_does_not_exhaust_the_machine() -> None:
    document = load(lambda sheet: (put(sheet, 1, [["甲", 1]]), sheet.cell(1048576, 16384).__setattr__("value", 1))[0])
    assert document.blocks == ()
    assert "大得反常" in document.notes[0]
    assert document.partial


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


def test_a_stray_cell_is_found_however_its_reference_is_written() -> None:
    data = workbook(lambda sheet: (put(sheet, 1, [["甲", 1]]), sheet.cell(1048576, 16384).__setattr__("value", 1))[0])
    data = changed(data, "xl/worksheets/sheet1.xml", 'r="(XFD)?1048576"', r"r='\g<1>1048576'")
    assert "大得反常" in xlsx.load(Source("a.xlsx", data)).notes[0]


def test_cells_without_a_reference_are_counted_too() -> None:
    data = workbook(lambda sheet: put(sheet, 1, [["甲", 1], [2, 3]]))
    data = changed(data, "xl/worksheets/sheet1.xml", r'<c r="\w+"', "<c")
    data = changed(data, "xl/worksheets/sheet1.xml", '<row r="2"', '<row r="1000000"')
    assert "大得反常" in xlsx.load(Source("a.xlsx", data)).notes[0]


def test_a_stray_cell_is_found_whatever_its_sheet_is_called() -> None:
    data = workbook(lambda sheet: (put(sheet, 1, [["甲", 1]]), sheet.cell(1048576, 16384).__setattr__("value", 1))[0])
    data = changed(data, "xl/workbook.xml", 'name="年报"', 'name="年\n报"')
    assert "大得反常" in xlsx.load(Source("a.xlsx", data)).notes[0]


def test_more_shared_texts_than_there_can_be_are_refused() -> None:
    buffer = io.BytesIO(workbook(lambda sheet: put(sheet, 1, [["甲", 1]])))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", '<sst uniqueCount="4294967295"><si><t>甲</t></si></sst>')
    with pytest.raises(UnreadableError, match="损坏"):
        xlsx.load(Source("a.xlsx", buffer.getvalue()))


def test_a_long_text_that_many_cells_share_is_refused() -> None:
    rows = '<row><c t="s"><v>0</v></c></row>' * 4000
    data = changed(workbook(lambda sheet: put(sheet, 1, [["甲", 1]])), "xl/worksheets/sheet1.xml", "<row.*</row>", rows)
    for length, refused in ((30_000, False), (3_000_000, True)):
        buffer = io.BytesIO(data)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>甲</t></si><si><t>{'长' * (length // 3)}</t></si></sst>")
        with pytest.raises(UnreadableError, match="多得反常") if refused else nullcontext():
            xlsx.load(Source("a.xlsx", buffer.getvalue()))


def test_a_column_of_formulas_without_results_at_the_edge_is_not_lost() -> None:
    rows: list[list[object]] = [["项", "甲", "乙", None], ["新收", 1, 2, "=B2+C2"], ["上年", 3, 4, "=B3+C3"], ["合计", "=B2", "=C2", "=D2"]]
    document = load(lambda sheet: put(sheet, 1, rows))
    assert [[cell.note for cell in row][1:] for row in grid(document).rows[1:]] == [["", "", UNCACHED]] * 2 + [[UNCACHED] * 3]


def test_a_sheet_of_nothing_but_formulas_without_results_is_named() -> None:
    assert "1 个公式没有缓存" in load(lambda sheet: put(sheet, 1, [["=1+2"]])).notes[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rubbish", "损坏"),
        (workbook(lambda sheet: None)[:500], "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为"),
        (b"", "另存为"),
    ],
)
def test_broken_files_are_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        xlsx.load(Source("坏.xlsx", data))


def test_sniffing_goes_by_content() -> None:
    assert xlsx.sniff(Source("a.doc", workbook(lambda sheet: None))) > 90
    assert xlsx.sniff(Source("a.xlsx", b"<html>")) == 0
    assert xlsx.sniff(Source("a.xlsx", b"PK\x03\x04")) == 0


def test_an_empty_workbook_is_an_empty_document() -> None:
    assert xlsx.load(Source("a.xlsx", workbook(lambda sheet: None))).blocks == ()
