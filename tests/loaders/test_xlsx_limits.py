"""Workbooks that are broken or larger than any report: refused in a sentence, or left out and named."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from contextlib import nullcontext

import pytest

from gouji.document import Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders import workbook as reading
from gouji_plugins.loaders import xlsx
from gouji_plugins.loaders.package import open_package
from gouji_plugins.loaders.sheet_marks import Styles, read_marks, sheet_marks, zero_display
from gouji_plugins.loaders.sheet_texts import Text

from .made_xlsx import changed, load, put, workbook

NO_STYLES = Styles(open_package(workbook(lambda _: None)), "")


def test_a_number_format_without_end_costs_no_memory() -> None:
    code = "0" * 1_000_000
    tracemalloc.start()
    zero_display(code)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * len(code)


@pytest.mark.parametrize("kind", ["s", "e", "inlineStr"])
@pytest.mark.parametrize(("begins", "piece"), [("<c", ' t="{}"'), ("", '<c t="{}"><is>')], ids=["attributes", "cells"])
def test_a_sheet_full_of_beginnings_takes_no_time(kind: str, begins: str, piece: str) -> None:
    sheet = f"<!--strike-->{begins}{piece.format(kind) * 20_000}".encode()
    start = time.process_time()
    read_marks(sheet, NO_STYLES, {b"0": Text("", True)})
    assert time.process_time() - start < 2  # by the square of their number: ten


def test_more_sheets_than_any_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_SHEETS", 1)
    with pytest.raises(UnreadableError, match="工作簿里有 2 张工作表，不像一份年报"):
        load(lambda sheet: sheet.parent.create_sheet("又一张"))


def test_a_stray_cell_at_the_end_of_the_sheet_does_not_exhaust_the_machine() -> None:
    document = load(lambda sheet: (put(sheet, 1, [["甲", 1]]), sheet.cell(1048576, 16384).__setattr__("value", 1))[0])
    assert document.blocks == ()
    assert "大得反常" in document.notes[0]
    assert document.partial


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


def test_merged_ranges_without_end_cost_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_POSITIONS", 20)
    area = ((0, 0), (1, 4))
    assert len(list(reading._areas([area] * 3, 0, range(5), 2))) == 2


def test_hidden_columns_without_end_are_counted_once() -> None:
    column = '<col min="1" max="16384" width="0" hidden="1"/>'
    marks = read_marks(f"<worksheet><cols>{column * 50_000}</cols><sheetData/></worksheet>".encode(), NO_STYLES, {})
    assert marks.hidden_columns == set(range(16384))


def test_a_package_without_styles_has_no_looks_and_one_without_a_workbook_no_sheets() -> None:
    assert NO_STYLES.looks == []
    assert list(sheet_marks(open_package(changed(workbook(lambda _: None), "_rels/.rels", "xl/workbook.xml", "xl/workbook.bin")))) == []


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
