"""Binary workbooks are looked through before calamine makes room for what they state."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from gouji.document import Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders import biff, xlsx
from gouji_plugins.loaders.sheet_size import ENDLESS

from .made_xlsx import shape


def record(kind: int, content: bytes = b"") -> bytes:
    """A record of an .xls file."""
    return struct.pack("<HH", kind, len(content)) + content


SHEET = record(0x0809, bytes(16))


def number(row: int, column: int) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


def test_a_sheet_is_as_large_as_its_last_cell_says() -> None:
    assert biff.stream_positions(SHEET + number(0, 0) + number(9, 3)) == 40


def test_each_sheet_counts_by_itself() -> None:
    assert biff.stream_positions(SHEET + number(999, 0) + SHEET + number(0, 99)) == 1000


def test_several_cells_in_one_record_count_to_the_last() -> None:
    assert biff.stream_positions(SHEET + record(0x00BD, struct.pack("<HH", 1, 0) + bytes(12) + struct.pack("<H", 4))) == 10


def test_a_stray_cell_is_seen_whatever_size_is_stated() -> None:
    stated = record(0x0200, struct.pack("<IIHHH", 0, 1, 0, 1, 0))
    assert biff.stream_positions(SHEET + stated + number(65_535, 65_535)) == 1 << 32


@pytest.mark.parametrize(
    "stream",
    [
        SHEET + record(0x0200, struct.pack("<IIHHH", 0, 1 << 31, 0, 1, 0)),
        SHEET + record(0x0200, struct.pack("<IIHHH", 5, 1, 0, 1, 0)),
        SHEET + record(0x0203, b"\0"),
    ],
    ids=["size", "order", "cut"],
)
def test_what_no_such_file_can_hold_is_endless(stream: bytes) -> None:
    assert biff.stream_positions(stream) == ENDLESS


def test_what_is_encrypted_is_said_to_be() -> None:
    with pytest.raises(UnreadableError, match="打开密码"):
        biff.stream_positions(SHEET + record(0x002F, b"\0\0") + record(0x0200, b"\xff" * 14))


def test_records_without_end_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(biff, "MOST_RECORDS", 10)
    assert biff.stream_positions(SHEET + number(0, 0) * 9) == 1
    assert biff.stream_positions(SHEET + number(0, 0) * 10) == ENDLESS


def test_a_record_that_goes_on_without_end_is_not_given_to_its_reader() -> None:
    more = record(0x003C, b"1") * biff.MOST_CONTINUED
    assert biff.stream_positions(SHEET + more + number(0, 0) + more) == 1
    assert biff.stream_positions(SHEET + more + record(0x003C) + number(0, 0)) == ENDLESS


def record_12(kind: int, content: bytes = b"") -> bytes:
    """A record of an .xlsb file."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(content)]) + content


def text_12(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cells_12(*places: tuple[int, int]) -> bytes:
    rows = [record_12(0, struct.pack("<I", row) + bytes(13)) + record_12(5, struct.pack("<IId", column, 0, 1.0)) for row, column in places]
    return record_12(0x81) + record_12(0x94, bytes(16)) + record_12(0x91) + b"".join(rows) + record_12(0x92) + record_12(0x82)


def test_an_xlsb_sheet_is_as_large_as_its_last_cell_says() -> None:
    assert biff.part_positions(cells_12((0, 0), (4, 2))) == 15
    assert biff.part_positions(record_12(0x92) + cells_12((0, 0)) + cells_12((4, 2))) == 15


@pytest.mark.parametrize("part", [b"", b"<?xml version='1.0'?><a/>", record_12(0, bytes(17)) + record_12(5, b"\xff" * 16)])
def test_a_part_without_cells_has_no_size(part: bytes) -> None:
    assert biff.part_positions(part) == 0


RELATED = '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'


def xlsb(sheet: bytes, links: str = "<R>{}</R>") -> bytes:
    """A workbook with one sheet."""
    book = record_12(0x83) + record_12(0x8F) + record_12(0x9C, struct.pack("<II", 0, 1) + text_12("rId1") + text_12("年报"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", f"<R>{RELATED.format('officeDocument', 'xl/workbook.bin')}</R>")
        archive.writestr("xl/_rels/workbook.bin.rels", links.format(RELATED.format("worksheet", "worksheets/sheet1.bin")))
        archive.writestr("xl/workbook.bin", book + record_12(0x90) + record_12(0x84))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return buffer.getvalue()


def test_an_xlsb_workbook_is_read() -> None:
    [block] = xlsx.load(Source("年报.xlsb", xlsb(cells_12((0, 0))))).blocks
    assert "1" in str(block)


def test_a_stray_cell_of_an_xlsb_sheet_does_not_end_the_program() -> None:
    with pytest.raises(UnreadableError, match="大得反常"):
        xlsx.load(Source("年报.xlsb", xlsb(cells_12((0, 0), (1_048_575, 16_383)))))


@pytest.mark.parametrize("links", ["<R><R>{}</R></R>", "{}"])
def test_a_stray_cell_is_found_however_the_workbook_names_its_sheet(links: str) -> None:
    with pytest.raises(UnreadableError, match="大得反常"):
        xlsx.load(Source("年报.xlsb", xlsb(cells_12((0, 0), (1_048_575, 16_383)), links)))


def test_an_xlsb_sheet_cut_short_is_damage() -> None:
    with pytest.raises(UnreadableError, match="已损坏"):
        xlsx.load(Source("年报.xlsb", xlsb(cells_12((0, 0))[:30])))


DATA = (Path(__file__).parents[1] / "data" / "struck-and-hidden.xls").read_bytes()
"""A made-up sheet with a struck cell, a hidden column and a sum, written by LibreOffice."""


def test_an_old_workbook_is_read_as_it_is_seen() -> None:
    document = xlsx.load(Source("a.xls", DATA))
    assert shape(document)[1][-1] == ["行政规范性文件", "3", "1", "12", "13"]
    assert document.notes == ("工作表“年报”有隐藏的列，没有读取。", "工作表“年报”有加删除线的单元格，没有读取。")


def test_an_old_workbook_with_a_password_is_named() -> None:
    author = record(0x005C, bytes(112))[:4]
    assert author in DATA
    with pytest.raises(UnreadableError, match="打开密码"):
        xlsx.load(Source("a.xls", DATA.replace(author, b"\x2f\0" + author[2:], 1)))
