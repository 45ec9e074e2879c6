"""What a worksheet holds and does not show as it is: hidden, struck through, or kept from the eye by a format."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from gouji.document import Source
from gouji_plugins.loaders import xlsx
from gouji_plugins.loaders.sheet_marks import zero_display

from .made_xlsx import changed, grid, load, put, shape, workbook


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


def test_a_fraction_displayed_as_an_integer_is_read_as_that_and_said() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [["数", 3.4, 4, 5.000000001, -2.5, -0.2]])
        for cell in ("B1", "C1", "D1", "E1", "F1"):
            sheet[cell].number_format = "#,##0"

    cells = grid(load(fill)).rows[0][1:]
    assert [cell.text for cell in cells] == ["3", "4", "5", "-3", "0"]
    assert [cell.note for cell in cells] == [
        "单元格显示为“3”，存的是 3.4",
        "",
        "",
        "单元格显示为“-3”，存的是 -2.5",
        "单元格显示为“0”，存的是 -0.2",
    ]


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


RUNS = '<r><rPr><strike/></rPr><t>1</t></r><r><rPr><strike val="0"/></rPr><t>2</t></r><r><t>3</t></r>'
RAISED = '<r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>%s</t></r>'
LOWERED = '<r><t>12</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>3</t></r>'
PARTLY = "工作表“年报”有单元格的部分文字加删除线，没有读取。"


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "inline"])
@pytest.mark.parametrize(
    ("runs", "read", "notes"),
    [(RUNS, "23", (PARTLY,)), (RAISED % "3", "12", ()), (RAISED % "[1]", "12", ()), (RAISED % "件", "12件", ()), (LOWERED, "123", ())],
    ids=["struck", "mark", "mark in brackets", "word", "lowered"],
)
def test_parts_of_a_cell_struck_through_and_marks_of_notes_are_left_out(*, shared: bool, runs: str, read: str, notes: tuple[str]) -> None:
    data = workbook(lambda sheet: put(sheet, 1, [["新收", "old"], ["办结", "5"]]))
    inline = ' t="inlineStr"><is><t>old</t></is>'
    new = ' t="s"><v>0</v>' if shared else f' t="inlineStr"><is>{runs}</is>'
    buffer = io.BytesIO(changed(data, "xl/worksheets/sheet1.xml", inline, new))
    if shared:
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(
                "xl/sharedStrings.xml", f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>{runs}</si></sst>'
            )
    document = xlsx.load(Source("年报.xlsx", buffer.getvalue()))
    assert shape(document) == [[["新收", read], ["办结", "5"]]]
    assert document.notes == notes


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
        ("0\\.0000", "单元格显示时另加了小数点，存的是 1500"),
        ('0"."0', "单元格显示时另加了小数点，存的是 1500"),
        ("0!.0,", "单元格按千位缩小显示，存的是 1500"),
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
