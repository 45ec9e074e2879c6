"""What an .xls file hides, strikes through, raises or keeps from the eye by a format."""

from __future__ import annotations

import struct
import time

import pytest

from gouji_plugins.loaders.biff_marks import xls_marks
from gouji_plugins.loaders.sheet_marks import Marks
from gouji_plugins.loaders.sheet_texts import Text

PLAIN, STRUCK, RAISED = (0, 0), (8, 0), (0, 1)
FONTS = [PLAIN, STRUCK, RAISED, PLAIN, STRUCK]
"""Flags and raising of the fonts; texts refer to the last by the number 5, for none has the number 4."""


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def rich(text: str, *runs: tuple[int, int], wide: bool = False) -> bytes:
    """A shared text; `runs` are where a font begins, and its number."""
    body = text.encode("utf-16-le" if wide else "latin-1")
    return struct.pack("<HBH", len(text), 8 | wide, len(runs)) + body + b"".join(struct.pack("<HH", *run) for run in runs)


SPOKEN = struct.pack("<HBI", 2, 4, 6) + b"ab" + bytes(6)
"""A shared text that says behind it how it is spoken."""


def marks_of(*cells: bytes, texts: tuple[bytes, ...] = (), more: bytes = b"", again: int = 1, version: int = 0x0600) -> Marks:
    """The marks of the only sheet: its records, the shared texts and what of them stands in a record of its own, so many times."""
    begin = record(0x0809, struct.pack("<H", version) + bytes(14))
    fonts = b"".join(record(0x0031, struct.pack("<HHHHH", 200, flags, 0, 400, up) + bytes(6)) for flags, up in FONTS)
    formats = record(0x041E, struct.pack("<HHB", 164, 7, 0) + b'0"."000')
    styles = b"".join(record(0x00E0, struct.pack("<HH", *style) + bytes(16)) for style in ((0, 0), (1, 0), (0, 164), (0, 9)))
    shared = record(0x00FC, struct.pack("<II", len(texts), len(texts)) + b"".join(texts)) + (record(0x003C, more) * again if more else b"")
    place = len(begin + fonts + formats + styles + shared) + 4 + 8 + 4 + 4
    names = record(0x0085, struct.pack("<IHBB", place, 0, 2, 1) + "年报".encode("utf-16-le"))
    head = begin + fonts + formats + styles + names + shared + record(0x000A)
    assert len(head) == place
    found = xls_marks(head + begin + b"".join(cells) + record(0x000A))
    assert set(found) <= {"年报"}
    return found.get("年报", Marks())


def shared(row: int, column: int, text: int, style: int = 0) -> bytes:
    return record(0x00FD, struct.pack("<HHHI", row, column, style, text))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (rich("1512", (0, 1), (2, 0)), Text("12", struck=True)),
        (rich("1215", (2, 1)), Text("12", struck=True)),
        (rich("12[1]", (2, 2)), Text("12", struck=False)),
        (rich("新收①", (2, 2), wide=True), Text("新收", struck=False)),
        (rich("1215", (2, 3)), None),
        (rich("1215", (2, 5)), Text("12", struck=True)),
        (rich("1215"), None),
    ],
    ids=["struck in front", "struck behind", "mark", "mark behind words", "plain", "last font", "no runs"],
)
def test_parts_of_shared_texts_struck_through_and_marks_of_notes_are_not_read(text: bytes, read: Text | None) -> None:
    assert marks_of(shared(3, 2, 1), texts=(SPOKEN, text)).texts.get((3, 2)) == read


def test_a_shared_text_goes_on_in_the_next_record_with_characters_of_another_width() -> None:
    whole = rich("ab15新收", (2, 1), (4, 0), wide=True)
    first = struct.pack("<HBH", 6, 8, 2) + b"ab1"
    rest = b"\x01" + "5新收".encode("utf-16-le") + whole[-8:]
    assert marks_of(shared(0, 0, 0), texts=(first,), more=rest).texts == {(0, 0): Text("ab新收", struck=True)}


def test_what_a_damaged_file_says_of_its_texts_takes_no_memory_or_time() -> None:
    text = rich("12" * 5_000, *[(0, 1), (10_000, 2)] * 5_000)
    assert marks_of(shared(0, 0, 0), texts=(text,)).texts == {(0, 0): Text("", struck=True)}
    endless = struct.pack("<HBI", 0, 4, 0xFFFFFFFF)
    start = time.process_time()
    assert not marks_of(texts=(endless,), more=b"1" * 200, again=50_000).texts
    assert time.process_time() - start < 2  # each put behind all before it: half a minute


def test_errors_hidden_rows_and_columns_and_formats_are_told() -> None:
    marks = marks_of(
        record(0x007D, struct.pack("<5H", 2, 3, 2000, 0, 1)),
        record(0x007D, struct.pack("<5H", 5, 5, 0, 0, 0)),
        record(0x0208, struct.pack("<6HI", 4, 0, 9, 0, 0, 0, 0x20)),
        record(0x0205, struct.pack("<HHHBB", 1, 1, 0, 0x17, 1)),
        record(0x0205, struct.pack("<HHHBB", 1, 2, 0, 1, 0)),  # TRUE
        record(0x0006, struct.pack("<HHH8B", 2, 1, 0, 2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF)),
        record(0x0203, struct.pack("<HHHd", 3, 1, 1, 5.0)),
        record(0x00BD, struct.pack("<HHHiHiH", 4, 2, 2, 0, 3, 0, 3)),
    )
    assert (marks.hidden_columns, marks.hidden_rows) == ({2, 3, 5}, True)
    assert marks.errors == {(1, 1): "#REF!", (2, 1): "#N/A"}
    assert {at: (look.struck, look.other) for at, look in marks.looks.items()} == {
        (3, 1): (True, ""),
        (4, 2): (False, "显示时另加了小数点"),
        (4, 3): (False, "按百分数显示"),
    }


def formula(row: int, result: bytes) -> bytes:
    return record(0x0006, struct.pack("<HHH", row, 1, 0) + result)


def test_formulas_that_show_nothing_are_not_computed_where_no_other_of_the_sheet_is() -> None:
    nothing, three = bytes((3, 0, 0, 0, 0, 0, 0xFF, 0xFF)), struct.pack("<d", 3)
    assert marks_of(formula(1, nothing), formula(2, nothing)).uncached == {(1, 1), (2, 1)}
    assert marks_of(formula(1, nothing), formula(2, three), formula(3, nothing)).uncached == set()


@pytest.mark.parametrize(
    "marks",
    [marks_of(shared(0, 0, 0), texts=(rich("15", (0, 1)),), version=0x0500), marks_of(shared(0, 0, 0), texts=(rich("15", (0, 1))[:-2],))],
    ids=["old", "cut"],
)
def test_nothing_is_told_of_files_that_are_old_or_damaged(marks: Marks) -> None:
    assert marks == Marks()
