"""The streams of a .doc: pieces of text however they are stored, properties, styles, lists and the summary, damaged ones too."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from types import MappingProxyType

import olefile
import pytest

from gouji_plugins.loaders.doc_file import (
    BOXES,
    CHPX,
    CLX,
    LISTS,
    OVERRIDES,
    PAPX,
    SHAPES,
    STYLES,
    DocFile,
    NotUnderstoodError,
    Piece,
    Run,
    modifiers,
    open_doc,
)
from gouji_plugins.loaders.doc_lists import doc_lists, doc_styles
from gouji_plugins.loaders.doc_summary import summary
from gouji_plugins.loaders.numbering import Level

TEXT, PAGES = 1024, 4
"""Where text begins in the main stream, and the page of 512 bytes with properties of paragraphs."""
EIGHT_BITS = 0x40000000

Holding = Callable[[Mapping[str, bytes]], None]


@pytest.fixture
def holding(monkeypatch: pytest.MonkeyPatch) -> Holding:
    """Makes every container hold these streams."""

    class Container:
        def __init__(self, data: object) -> None: ...
        def __enter__(self) -> Container:
            return self

        def __exit__(self, *error: object) -> None: ...
        def exists(self, name: str) -> bool:
            return name in self.streams

        def openstream(self, name: str) -> Container:
            self.read = lambda: self.streams[name]
            return self

        streams: Mapping[str, bytes] = MappingProxyType({})

    def fill(streams: Mapping[str, bytes]) -> None:
        Container.streams = streams

    monkeypatch.setattr(olefile, "OleFileIO", Container)
    return fill


def streams(
    stored: bytes, characters: int, *, clx: bytes | None = None, page: int = PAGES, width: int = 1, counted: int = 0
) -> dict[str, bytes]:
    """A document of one piece of text, stored with so many bytes each, and of a page with one paragraph that says nothing."""
    piece = struct.pack("<IIHIH", 0, characters, 0, TEXT * 2 | EIGHT_BITS if width == 1 else TEXT, 0)
    clx = b"\2" + struct.pack("<I", len(piece)) + piece if clx is None else clx
    bins = struct.pack("<III", TEXT, TEXT + len(stored), page)
    parts = {CLX: clx, PAPX: bins}
    main = bytearray(TEXT) + stored.ljust(1024, b"\0") + struct.pack("<II", TEXT, TEXT + len(stored)).ljust(511, b"\0") + b"\1"
    main[:12] = struct.pack("<HH6xH", 0xA5EC, 0xC1, 0x0200)
    main[0x4C : 0x4C + 28] = struct.pack("<7I", counted or characters, *[0] * 6)
    table = b""
    for index in (CHPX, PAPX, CLX, STYLES, LISTS, OVERRIDES, SHAPES, BOXES):
        part = parts.get(index, b"")
        main[154 + 8 * index : 162 + 8 * index] = struct.pack("<II", len(table), len(part))
        table += part
    return {"WordDocument": bytes(main), "1Table": table}


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        (b"2023", "2023"),
        (b"to \x93be\x94", "to “be”"),
        ("共12件".encode("gbk"), "共\x0012件\0"),
        (b"\xe9\xff\xe9", "éÿé"),
    ],
    ids=["ascii", "western", "chinese", "neither"],
)
def test_text_of_one_byte_a_character_is_told_by_what_it_looks_like(holding: Holding, stored: bytes, read: str) -> None:
    holding(streams(stored, len(stored)))
    file = open_doc(b"")
    assert file.text == read
    assert file.paragraphs == (Run(TEXT, TEXT + len(stored), 0, b""),)


def test_properties_before_the_pieces_are_passed_over(holding: Holding) -> None:
    found = streams(b"2023", 4)
    table, at = found["1Table"], 154 + 8 * CLX
    before = b"\1" + struct.pack("<H", 2) + b"\0\0"
    start, size = struct.unpack_from("<II", found["WordDocument"], at)
    main = found["WordDocument"][:at] + struct.pack("<II", len(table), size + len(before)) + found["WordDocument"][at + 8 :]
    holding({"WordDocument": main, "1Table": table + before + table[start : start + size]})
    assert open_doc(b"").text == "2023"


@pytest.mark.parametrize(
    "damaged",
    [
        {"1Table": b""},
        streams(b"2023", 4, clx=b"\3"),
        streams(b"2023", 9_999),
        streams(b"2023", 4, counted=5),
        streams(b"2023", 4, page=99),
    ],
    ids=["no text", "no pieces", "piece beyond", "text incomplete", "page beyond"],
)
def test_what_does_not_fit_is_not_guessed_at(holding: Holding, damaged: dict[str, bytes]) -> None:
    holding(damaged)
    with pytest.raises(NotUnderstoodError):
        open_doc(b"")


def test_tab_stops_of_unknown_length_end_the_properties() -> None:
    assert list(modifiers(b"\x16\x24\x01\x15\xc6\xff\x17\x24\x01")) == [(0x2416, b"\1")]


def with_tables(**tables: bytes) -> DocFile:
    by_number = {STYLES: tables.get("styles", b""), LISTS: tables.get("lists", b""), OVERRIDES: tables.get("overrides", b"")}
    return DocFile("", (Piece(0, 0, 0, 1),), (0,) * 7, (), (), by_number, b"")


def list_level(start: int, text: str) -> bytes:
    shown = text.encode("utf-16-le")
    return struct.pack("<iBB9xB8xBBBB", start, 0, 0, 2, 0, 0, 0, 0) + struct.pack("<H", len(text)) + shown


def test_a_list_may_change_a_level_of_what_it_refers_to() -> None:
    lists = struct.pack("<h", 1) + struct.pack("<i22xBx", 7, 1) + list_level(1, "\0.")
    change = struct.pack("<iI", 0, 0x30) + list_level(4, "\0)")
    overrides = struct.pack("<I", 1) + struct.pack("<i8xB3x", 7, 1) + bytes(4) + change
    [numbered] = doc_lists(with_tables(lists=lists, overrides=overrides)).values()
    assert numbered.levels == {0: Level(start=4, format="decimal", text="%1)", follow="nothing", restart=None, legal=False)}
    assert numbered.starts == {0: 4}
    assert doc_lists(with_tables(lists=lists, overrides=overrides[:-9])) == {}


def test_styles_of_tables_say_nothing_and_those_cut_short_are_none() -> None:
    of_tables = struct.pack("<HH6x", 0, 3)
    sheet = struct.pack("<HHHH", 6, 1, 10, 0) + struct.pack("<H", len(of_tables)) + of_tables
    assert [style.heading for style in doc_styles(with_tables(styles=sheet))] == [0]
    assert doc_styles(with_tables(styles=sheet[:-8])) == []


def test_the_summary_tells_title_and_author_in_any_encoding_and_nothing_else(holding: Holding) -> None:
    title = "水利局年报".encode("gbk") + b"\0"
    author = "办公室\0".encode("utf-16-le")
    values = [
        (1, struct.pack("<IH2x", 2, 936)),
        (2, struct.pack("<II", 0x1E, len(title)) + title),
        (4, struct.pack("<II", 0x1F, 4) + author),
        (12, struct.pack("<II", 3, 5)),
    ]
    body, places = b"", []
    for id, value in values:
        places.append(struct.pack("<II", id, 8 + 8 * len(values) + len(body)))
        body += value
    section = struct.pack("<II", 0, len(values)) + b"".join(places) + body
    holding({"\x05SummaryInformation": bytes(44) + struct.pack("<I", 48) + section})
    assert summary(b"") == {"title": "水利局年报", "creator": "办公室"}
