"""Word 97–2003 files: the same document reads the same as .doc and as .docx.

The two files of test data hold one made-up document (merged cells, numbering in prose and in cells,
a tracked change, hidden text, a field, a text box, a nested table, a header); the .doc was written
by LibreOffice from the .docx.
"""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from gouji.document import Grid, Paragraph, Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders import doc, docx, libreoffice
from gouji_plugins.loaders.doc_body import read_text
from gouji_plugins.loaders.doc_file import (
    BOXES,
    LISTS,
    OVERRIDES,
    SHAPES,
    STYLES,
    DocFile,
    NotUnderstoodError,
    Piece,
    Run,
    modifiers,
    open_doc,
)
from gouji_plugins.loaders.doc_summary import summary
from gouji_plugins.loaders.layout import Line

DATA = Path(__file__).parents[1] / "data"
OLD = (DATA / "merged-and-numbered.doc").read_bytes()
NEW = (DATA / "merged-and-numbered.docx").read_bytes()


def test_a_doc_reads_exactly_like_the_docx_it_was_made_from() -> None:
    old, new = doc.load(Source("a.doc", OLD)), docx.load(Source("a.docx", NEW))
    assert old.blocks == new.blocks
    assert (old.furniture, old.notes) == (new.furniture, new.notes)
    assert old.format == "doc"


@pytest.mark.parametrize("stream", ["EncryptedPackage", "EncryptionInfo"])
def test_a_protected_file_of_any_office_program_is_named_as_such(monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    monkeypatch.setattr(doc, "ole_streams", lambda data: {stream})
    assert doc.sniff(Source("a.docx", OLD)) == 95
    with pytest.raises(UnreadableError, match="打开密码"):
        doc.load(Source("a.docx", OLD))


def test_numbering_fields_changes_and_boxes_are_read_as_a_reader_sees_them() -> None:
    document = doc.load(Source("a.doc", OLD))
    assert [(block.text, block.heading) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("临江县水利局年度报告", 1),
        ("一、总体情况", 1),
        ("（一）主动公开", 2),
        ("（二）依申请公开", 2),
        ("新收5件𠮷明", 0),
        ("共十二件", 0),
        ("二、收到申请", 0),
        ("表后", 0),
        ("方框里的字", 0),
        ("框旁", 0),
        ("完", 0),
    ]
    assert document.notes == (docx.TRACKED, docx.HIDDEN)
    assert document.furniture == ("页眉文字",)


@pytest.mark.parametrize("code", [b"\x37\x08", b"\x53\x2a"], ids=["once", "twice"])
def test_text_struck_through_is_left_out_like_hidden_text(code: bytes) -> None:
    assert OLD.count(b"\x3c\x08\x01") == 1  # the character property that hides
    document = doc.load(Source("a.doc", OLD.replace(b"\x3c\x08\x01", code + b"\x01")))
    assert document.blocks == doc.load(Source("a.doc", OLD)).blocks
    assert document.notes == (docx.TRACKED, docx.STRUCK)


@pytest.mark.parametrize(("code", "read"), [(b"\x48\x2a\x01", "新收5件𠮷明"), (b"\x48\x2a\x02", "新收5件𠮷①明")], ids=["raised", "lowered"])
def test_a_raised_mark_of_a_note_is_left_out(code: bytes, read: str) -> None:
    data = OLD.replace(b"\x3c\x08\x01", code).replace("暗".encode("utf-16-le"), "①".encode("utf-16-le"))
    assert read in [block.text for block in doc.load(Source("a.doc", data)).blocks if isinstance(block, Paragraph)]


def _style(kind: int, parent: int, properties: bytes) -> bytes:
    """A style without a name, as the sheet of styles holds it."""
    entry = (
        struct.pack("<HHHHH", 0, parent << 4 | kind, 1, 0, 0) + struct.pack("<HH", 0, 0) + struct.pack("<H", len(properties)) + properties
    )
    return struct.pack("<H", len(entry)) + entry + bytes(len(entry) % 2)


@pytest.mark.parametrize(
    ("look", "own", "read"),
    [
        (b"\x48\x2a\x01", b"", "收到1件"),  # raised: the mark of a note
        (b"\x48\x2a\x01", b"\x48\x2a\x00", "收到12件"),
        (b"\x48\x2a\x02", b"", "收到12件"),
        (b"\x37\x08\x01", b"", "收到1件"),
        (b"\x3c\x08\x01", b"", "收到1件"),
        (b"\x3c\x08\x01", b"\x3c\x08\x00", "收到12件"),
    ],
    ids=["raised", "level again", "lowered", "struck", "hidden", "shown again"],
)
def test_a_style_of_characters_raises_strikes_and_hides_as_their_own_properties_do(look: bytes, own: bytes, read: str) -> None:
    text = "收到12件\r"
    sheet = struct.pack("<HHHH", 6, 3, 10, 0) + _style(1, 0xFFF, bytes(2)) + _style(2, 0xFFF, look) + _style(2, 1, b"")
    mark = Run(6, 8, 0, b"\x30\x4a\x02\x00" + own)
    tables = dict.fromkeys((LISTS, OVERRIDES, SHAPES, BOXES), b"") | {STYLES: sheet}
    file = DocFile(text, (Piece(0, len(text), 0, 2),), (len(text), *[0] * 6), (Run(0, 2 * len(text), 0, b""),), (mark,), tables, b"")
    assert read_text(file).items == [Line(read)]


@pytest.mark.parametrize(
    ("own", "read"),
    [(b"", ["收到12件", ""]), (b"\x3c\x08\x00", ["收到12件", "34"]), (b"\x30\x4a\x04\x00", ["收到12件", "34"])],
    ids=["hidden by its style", "shown again", "shown again by a style of characters"],
)
def test_a_style_of_paragraphs_hides_their_text_where_that_does_not_say_otherwise(own: bytes, read: list[str]) -> None:
    text = "收到12件\r34\r"
    like_it = _style(1, 1, b"\x02\x00")
    hiding = struct.pack("<HHHHH", 0, 1, 2, 0, 0) + struct.pack("<HHHH", 0, 0, 2, 1) + struct.pack("<H", 3) + b"\x3c\x08\x01"
    of_characters = _style(2, 0xFFF, b"\x3c\x08\x01") + _style(2, 3, b"\x3c\x08\x00")
    sheet = (
        struct.pack("<HHHH", 6, 5, 10, 0)
        + _style(1, 0xFFF, bytes(2))
        + struct.pack("<H", len(hiding))
        + hiding
        + b"\0"
        + like_it
        + of_characters
    )
    paragraphs = (Run(0, 12, 0, b""), Run(12, 18, 2, b""))
    tables = dict.fromkeys((LISTS, OVERRIDES, SHAPES, BOXES), b"") | {STYLES: sheet}
    runs = (Run(0, 12, 0, b""), Run(12, 18, 0, own)) if own else (Run(0, 18, 0, b""),)
    file = DocFile(text, (Piece(0, len(text), 0, 2),), (len(text), *[0] * 6), paragraphs, runs, tables, b"")
    assert [item.text for item in read_text(file).items if isinstance(item, Line)] == read


def test_merged_cells_come_from_the_row_definitions() -> None:
    found = next(block for block in doc.load(Source("a.doc", OLD)).blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["角", "角", "申请人", "申请人"],
        ["角", "角", "自然人", "总计"],
        ["结果", "B)予以公开", "", "3"],
        ["结果", "C)部分公开", "0", "上\n下"],
        ["结转", "结转", "1", ""],
    ]
    assert found.rows[1][1] is found.rows[0][0]
    assert not found.ragged


def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)


def test_damage_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    no_office(monkeypatch)
    for damaged in (OLD[:4096], OLD[:512] + b"\0" * 4096, OLD.replace(b"\xec\xa5", b"\xdc\xa5")):
        with pytest.raises(UnreadableError, match="另存为") as caught:
            doc.load(Source("a.doc", damaged))
        assert "\n" not in str(caught.value)


def main_stream(data: bytes) -> int:
    """Where the WordDocument stream begins: at its magic number."""
    return data.index(b"\xec\xa5")


def test_a_protected_file_is_told_from_a_damaged_one() -> None:
    flags = main_stream(OLD) + 10
    protected = OLD[:flags] + struct.pack("<H", struct.unpack_from("<H", OLD, flags)[0] | 0x0100) + OLD[flags + 2 :]
    with pytest.raises(UnreadableError, match="密码"):
        doc.load(Source("a.doc", protected))


def test_an_absurd_length_is_refused() -> None:
    at = main_stream(OLD) + 0x4C
    with pytest.raises(NotUnderstoodError):
        open_doc(OLD[:at] + struct.pack("<I", 0x7FFFFFFF) + OLD[at + 4 :])


def test_properties_that_lead_to_each_other_end() -> None:
    endless = struct.pack("<H", 6) + struct.pack("<HI", 0x6646, 0)
    assert list(modifiers(endless[2:], endless)) == []


def test_a_summary_is_read_and_a_broken_one_ignored() -> None:
    assert set(summary(OLD)) <= {"title", "creator", "created", "modified"}
    assert summary(b"no container") == {}


def test_sniffing_goes_by_the_streams_of_the_container() -> None:
    assert doc.sniff(Source("a.wps", OLD)) > 90
    assert doc.sniff(Source("a.doc", NEW)) == 0
    assert doc.sniff(Source("a.doc", b"<html>")) == 0
