"""What the paragraphs and rows of a .doc say of themselves, and what is made of those that say it otherwise than Word does."""

from __future__ import annotations

import struct

import pytest

from gouji_plugins.loaders.doc_body import read_text
from gouji_plugins.loaders.doc_file import BOXES, LISTS, OVERRIDES, SHAPES, STYLES, DocFile, Piece, Run
from gouji_plugins.loaders.layout import Item, Line, RawCell, RawTable

DELETED, IN_TABLE, ROW_END = b"\x00\x08\x01", b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"


def items(*paragraphs: tuple[str, bytes], looks: tuple[tuple[int, int, bytes], ...] = ()) -> list[Item]:
    """What is read of paragraphs with their ends and properties; `looks` are those of the characters from … to …."""
    text = "".join(text for text, _ in paragraphs)
    runs, at = [], 0
    for own, properties in paragraphs:
        runs.append(Run(2 * at, 2 * (at + len(own)), 0, properties))
        at += len(own)
    characters = tuple(Run(2 * start, 2 * stop, 0, look) for start, stop, look in looks)
    tables = dict.fromkeys((LISTS, OVERRIDES, SHAPES, BOXES, STYLES), b"")
    pieces = (Piece(0, len(text), 0, 2),)
    return read_text(DocFile(text, pieces, (len(text), *[0] * 6), tuple(runs), characters, tables, b"")).items


def row(*cells: str, edges: tuple[int, ...] = (), flags: tuple[int, ...] = (), more: bytes = b"") -> list[tuple[str, bytes]]:
    """A row of a table; `edges` are where its cells begin and end, `flags` how they are merged."""
    definition = bytes([len(edges) - 1]) + struct.pack(f"<{len(edges)}h", *edges) if edges else b""
    definition += b"".join(struct.pack("<H18x", flag) for flag in flags)
    told = struct.pack("<HH", 0xD608, len(definition) + 1) + definition if edges else b""
    return [*((cell + "\x07", IN_TABLE) for cell in cells), ("\x07", ROW_END + told + more)]


def cells(table: Item) -> list[list[tuple[int, int, str]]]:
    """Column, span and text of each cell."""
    assert isinstance(table, RawTable)
    return [[(cell.column, cell.span, _text(cell)) for cell in line] for line in table.rows]


def _text(cell: RawCell) -> str:
    return "" if cell.joins_above else "".join(line.text for line in cell.content if isinstance(line, Line))


@pytest.mark.parametrize(("by", "read"), [(6, "收到1件"), (-6, "收到12件"), (2, "收到12件")], ids=["raised", "lowered", "aligned"])
def test_a_mark_of_a_note_may_be_raised_by_so_much(by: int, read: str) -> None:
    assert items(("收到12件\r", b""), looks=((3, 4, b"\x45\x48" + struct.pack("<h", by)),)) == [Line(read)]


def test_text_may_be_struck_through_and_hidden_at_once() -> None:
    assert items(("收到12件\r", b""), looks=((3, 5, b"\x37\x08\x01"), (2, 4, b"\x3c\x08\x01"))) == [Line("收到")]


def test_paragraphs_are_one_where_the_end_between_them_was_deleted() -> None:
    found = items(("前半\r", b""), ("后半\r", b""), ("末尾\r", b""), looks=((2, 3, DELETED), (8, 9, DELETED)))
    assert found == [Line("前半后半"), Line("末尾")]


def test_merged_cells_are_told_by_flags_or_by_a_property_of_the_row() -> None:
    wide = row("甲", "", "乙", edges=(0, 100, 200, 300), flags=(1, 2, 0x60))
    below = row("丙", "丁", "戊", edges=(0, 100, 200, 300), flags=(0, 0, 0), more=b"\x2b\xd6\x02\x02\x01")
    [table] = items(*wide, *below)
    assert cells(table) == [[(0, 2, "甲"), (2, 1, "乙")], [(0, 1, "丙"), (1, 1, "丁"), (2, 1, "")]]


@pytest.mark.parametrize(
    "second",
    [row("丙", "丁"), row("丙", "丁", edges=(0, 100)), row("丙", "丁", edges=(0, 100, 100)), row("丙", "丁", edges=(0, 9, 18, 27))],
    ids=["no definition", "too few edges", "no width", "too many edges"],
)
def test_cells_are_counted_where_the_definition_of_a_row_does_not_fit(second: list[tuple[str, bytes]]) -> None:
    [table] = items(*row("甲", "乙", edges=(0, 100, 300)), *second)
    assert cells(table) == [[(0, 1, "甲"), (1, 1, "乙")], [(0, 1, "丙"), (1, 1, "丁")]]
    assert isinstance(table, RawTable)
    assert table.ragged


def test_a_table_may_break_off_in_the_middle_of_a_cell() -> None:
    table, line = items(("甲\x07", IN_TABLE), ("乙\r", IN_TABLE), ("正文\r", b""))
    assert cells(table) == [[(0, 1, "甲"), (1, 1, "乙")]]
    assert line == Line("正文")


def test_paragraphs_without_properties_are_text() -> None:
    text = "甲\r"
    tables = dict.fromkeys((LISTS, OVERRIDES, SHAPES, BOXES, STYLES), b"")
    assert read_text(DocFile(text, (Piece(0, 2, 0, 2),), (2, *[0] * 6), (), (), tables, b"")).items == [Line("甲")]
