"""Spreadsheets of OpenDocument: merged cells, and what repeats without end."""

from __future__ import annotations

import io
import zipfile

import pytest

from gouji.document import Document, Grid, Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders import workbook, xlsx

from .made_xlsx import shape

ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>'
    '<style:style style:name="old"><style:text-properties style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="new"><style:text-properties style:text-line-through-type="none"/></style:style>'
    '<style:style style:name="up"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="level"><style:text-properties style:text-position="0% 100%"/></style:style>'
    '<style:style style:name="below"><style:text-properties style:text-position="sub 58%"/></style:style>'
    '<style:style style:name="down"><style:text-properties style:text-position="-33% 58%"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def ods(*sheets: str) -> Document:
    """What is read of sheets with these rows, all of one name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        archive.writestr("content.xml", ODS.format("".join(f'<table:table table:name="表三">{rows}</table:table>' for rows in sheets)))
    source = Source("年报.ods", buffer.getvalue())
    assert xlsx.sniff(source) > 90
    return xlsx.load(source)


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def test_merged_cells_of_an_ods_sheet_are_expanded() -> None:
    hidden = "<table:covered-table-cell/>"
    down = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    rows = (
        f"<table:table-row>{ods_cell('结果', down)}{ods_cell('公开')}{ods_cell('1')}</table:table-row>"
        f"<table:table-row>{hidden}{ods_cell('其他')}{ods_cell('2')}</table:table-row>"
    )
    [found] = ods(rows).blocks
    assert isinstance(found, Grid)
    assert [[cell.text for cell in row] for row in found.rows] == [["结果", "公开", "1"], ["结果", "其他", "2"]]
    assert found.rows[1][0] is found.rows[0][0]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('<text:span text:style-name="old">15</text:span>12', "12"),
        ('<text:span text:style-name="new">15</text:span>12', "1512"),
        ('12<text:span text:style-name="up">[1]</text:span>', "12"),
        ('12<text:span text:style-name="up">件</text:span>', "12件"),
        ('12<text:span text:style-name="level">3</text:span>', "123"),
        ('12<text:span text:style-name="down">3</text:span>', "123"),
        ('12<text:span text:style-name="below">3</text:span>', "123"),
    ],
    ids=["struck", "no longer struck", "mark", "word", "level", "lowered", "below"],
)
def test_parts_of_an_ods_cell_struck_through_and_marks_of_notes_are_left_out(text: str, read: str) -> None:
    rows = f"<table:table-row>{ods_cell('新收')}{ods_cell(text)}</table:table-row>"
    document = ods(rows + f"<table:table-row>{ods_cell('办结')}{ods_cell('5')}</table:table-row>")
    assert shape(document) == [[["新收", read], ["办结", "5"]]]
    assert bool(document.notes) == (read == "12" and "old" in text)


def test_struck_cells_and_hidden_columns_of_an_ods_sheet_are_left_out_and_named() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    columns += '<table:table-column/><table:table-column table:visibility="filter"/>'
    old, new = (ods_cell("9", f'table:style-name="{name}"') for name in ("old", "new"))
    row = f"<table:table-row>{ods_cell('新收')}{ods_cell('7')}{ods_cell('8')}{new}{ods_cell('6')}</table:table-row>"
    struck = f"<table:table-row>{ods_cell('办结')}{ods_cell('7')}{ods_cell('8')}{old}{ods_cell('6')}</table:table-row>"
    last = row.replace("新收", "总计")
    document = ods(columns + row + struck + last)
    assert shape(document) == [[["新收", "9"], ["办结", ""], ["总计", "9"]]]
    assert document.notes == ("工作表“表三”有隐藏的列，没有读取。", "工作表“表三”有加删除线的单元格，没有读取。")


def test_cells_that_are_alike_are_struck_through_each() -> None:
    old = ods_cell("9", 'table:style-name="old" table:number-columns-repeated="2"')
    rows = f"<table:table-row>{ods_cell('新收')}{ods_cell('7')}{ods_cell('8')}{ods_cell('15')}</table:table-row>"
    rows += f'<table:table-row table:number-rows-repeated="2">{ods_cell("办结")}{old}{ods_cell("18")}</table:table-row>'
    assert shape(ods(rows)) == [[["新收", "7", "8", "15"], ["办结", "", "", "18"], ["办结", "", "", "18"]]]


def test_a_fraction_that_is_shown_rounded_is_read_as_it_is_shown() -> None:
    def number(value: str, shown: str) -> str:
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'

    row = f"<table:table-row>{ods_cell('新收')}{number('1203.6', '1,204')}{number('3.5', '3.5')}{number('4', '4')}</table:table-row>"
    [found] = ods(row + row.replace("新收", "办结")).blocks
    assert isinstance(found, Grid)
    assert [cell.text for cell in found.rows[0]] == ["新收", "1204", "3.5", "4"]
    assert [cell.note for cell in found.rows[0]] == ["", "单元格显示为“1204”，存的是 1203.6", "", ""]


def test_rows_in_groups_are_counted_as_others() -> None:
    head, first, last = (f"<table:table-row>{ods_cell(name)}{ods_cell('7')}</table:table-row>" for name in ("新收", "办结", "总计"))
    struck = ods_cell("9", 'table:style-name="old"')
    old = f"<table:table-row>{ods_cell('结转')}{struck}</table:table-row>"
    group = f"<table:table-row-group>{first}<table:table-row-group>{old}</table:table-row-group></table:table-row-group>"
    document = ods(f"<table:table-header-rows>{head}</table:table-header-rows>{group}{last}")
    assert shape(document) == [[["新收", "7"], ["办结", "7"], ["结转", ""], ["总计", "7"]]]


@pytest.mark.parametrize(
    ("text", "times"),
    [('<text:s text:c="2000000000"/>', 1), (f'<text:s text:c="{"9" * 5000}"/>', 1), ('<text:s text:c="9000"/>', 200), ("长" * 9000, 200)],
    ids=["blanks", "a count without end", "blanks often", "a text often"],
)
def test_what_unfolds_without_end_in_the_cells_of_an_ods_sheet_is_not_read(text: str, times: int) -> None:
    cell = ods_cell(text, f'table:number-columns-repeated="{times}"')
    with pytest.raises(UnreadableError, match="大得反常"):
        ods(f"<table:table-row>{cell}</table:table-row>")


def test_ods_sheets_of_one_name_are_as_large_as_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_POSITIONS", 100)
    cell = ods_cell("x", 'table:number-columns-repeated="30"')
    half = f"<table:table-row>{cell}</table:table-row>"
    assert len(ods(half).blocks) == 1
    with pytest.raises(UnreadableError, match="大得反常"):
        ods(half, half)


@pytest.mark.parametrize("style", ["new", "old"])
def test_an_ods_sheet_repeated_without_end_is_not_read(style: str) -> None:
    cell = ods_cell("x", f'table:style-name="{style}" table:number-columns-repeated="1000"')
    with pytest.raises(UnreadableError, match="大得反常"):
        ods(f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>')


def test_an_ods_file_with_a_password_is_named() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>')
        archive.writestr("content.xml", bytes(range(256)))
    with pytest.raises(UnreadableError, match="打开密码"):
        xlsx.load(Source("年报.ods", buffer.getvalue()))
