"""The binary layout of Word 97–2003 files: text pieces and the properties of paragraphs and characters.

Written from Microsoft's published description of the format ([MS-DOC]); only what a reader of the
text needs. Positions in the text are "cp" (characters), positions in the stream "fc" (bytes).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator

from gouji.errors import UnreadableError
from gouji.lean import NamedTuple
from gouji_plugins.loaders.package import PROTECTED, ole_stream

MAX_CHARACTERS = 20_000_000

CHPX, PAPX, CLX, STYLES, LISTS, OVERRIDES, SHAPES, BOXES = 12, 13, 33, 1, 73, 74, 40, 56
"""Places of the tables used here in the file's table of contents."""

_OPERAND_SIZE = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_DEFINE_TABLE, _CHANGE_TABS, _HUGE = 0xD608, 0xC615, (0x6645, 0x6646, 0x646B)


class NotUnderstoodError(Exception):
    """The file is of an older version, or damaged: this reader refuses, a converter may not."""


class Piece(NamedTuple):
    """A stretch of text: characters `start` to `stop`, stored at `fc`, one or two bytes each."""

    start: int
    stop: int
    fc: int
    width: int


class Run(NamedTuple):
    """A stretch of the stream with its properties; `style` is the paragraph style's number."""

    start: int
    stop: int
    style: int
    properties: bytes


class DocFile(NamedTuple):
    """A Word 97–2003 file taken apart. `counts` are the lengths of main text, footnotes, headers,
    macros, comments, endnotes and text boxes, which follow each other in `text`."""

    text: str
    pieces: tuple[Piece, ...]
    counts: tuple[int, ...]
    paragraphs: tuple[Run, ...]
    characters: tuple[Run, ...]
    tables: dict[int, bytes]
    data: bytes

    def fc(self, cp: int) -> int:
        """Where the character at `cp` is stored, -1 when nowhere."""
        index = bisect_right(self.pieces, cp, key=lambda piece: piece.start) - 1
        piece = self.pieces[index]
        return piece.fc + (cp - piece.start) * piece.width if index >= 0 and cp < piece.stop else -1

    def cps(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """The stretches of text stored between two positions of the stream."""
        for piece in self.pieces:
            low = max(start, piece.fc)
            high = min(stop, piece.fc + (piece.stop - piece.start) * piece.width)
            if low < high:
                yield piece.start + (low - piece.fc) // piece.width, piece.start + -(-(high - piece.fc) // piece.width)


def open_doc(data: bytes) -> DocFile:
    """Takes a .doc apart.

    Raises UnreadableError for a protected file, NotUnderstoodError for what this reader cannot read.
    """
    main = ole_stream(data, "WordDocument")
    try:
        magic, version, flags = struct.unpack_from("<HH6xH", main)
        if magic != 0xA5EC or version < 0xC1:
            raise NotUnderstoodError(f"magic {magic:#x}, version {version:#x}")
        if flags & 0x0100:
            raise UnreadableError(PROTECTED)
        return _take_apart(main, ole_stream(data, "1Table" if flags & 0x0200 else "0Table"), ole_stream(data, "Data"))
    except (struct.error, IndexError, ValueError) as error:
        raise NotUnderstoodError(str(error)) from error


def _take_apart(main: bytes, table: bytes, extra: bytes) -> DocFile:
    counts = struct.unpack_from("<7I", main, 0x4C)
    if sum(counts) > MAX_CHARACTERS:
        raise NotUnderstoodError("text too long")
    tables = {}
    for index in (CHPX, PAPX, CLX, STYLES, LISTS, OVERRIDES, SHAPES, BOXES):
        at, size = struct.unpack_from("<II", main, 154 + 8 * index)
        tables[index] = table[at : at + size] if index != LISTS else table[at:] if size else b""
    pieces = tuple(_pieces(tables[CLX], len(main)))
    text = "".join(_decode(main, piece) for piece in pieces)
    if len(text) < counts[0]:
        raise NotUnderstoodError("text incomplete")
    paragraphs = sorted(_runs(main, tables[PAPX], paragraph=True))
    characters = sorted(_runs(main, tables[CHPX], paragraph=False))
    return DocFile(text, pieces, counts, tuple(paragraphs), tuple(characters), tables, extra)


def _pieces(clx: bytes, limit: int) -> Iterator[Piece]:
    at = 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise NotUnderstoodError("no piece table")
    count = (struct.unpack_from("<I", clx, at + 1)[0] - 4) // 12
    at += 5
    edges = struct.unpack_from(f"<{count + 1}I", clx, at)
    for index in range(count):
        fc = struct.unpack_from("<I", clx, at + 4 * (count + 1) + 8 * index + 2)[0]
        start, stop = edges[index], edges[index + 1]
        width = 1 if fc & 0x40000000 else 2
        fc = (fc & 0x3FFFFFFF) // (2 if width == 1 else 1)
        if not (start <= stop and fc + (stop - start) * width <= limit):
            raise NotUnderstoodError("piece beyond the stream")
        yield Piece(start, stop, fc, width)


def _decode(main: bytes, piece: Piece) -> str:
    """The characters of a piece, as many as it counts: where one takes two places, the second is a NUL."""
    stored = main[piece.fc : piece.fc + (piece.stop - piece.start) * piece.width]
    if piece.width == 2:
        text = stored.decode("utf-16-le", "replace")
        return text if len(text) * 2 == len(stored) else "".join(char if char < "\U00010000" else char + "\0" for char in text)
    high = sum(byte > 0x7F for byte in stored)
    if high * 3 > len(stored):
        try:
            return "".join(char if ord(char) < 0x80 else char + "\0" for char in stored.decode("gbk"))
        except UnicodeDecodeError:
            pass
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in stored) if high else stored.decode("ascii")


def _runs(main: bytes, bins: bytes, *, paragraph: bool) -> Iterator[Run]:
    """The property runs of all 512-byte pages that a bin table lists."""
    count = (len(bins) - 4) // 8
    for index in range(max(count, 0)):
        number = struct.unpack_from("<I", bins, 4 * (count + 1) + 4 * index)[0] & 0x3FFFFF
        page = main[number * 512 : number * 512 + 512]
        if len(page) < 512:
            raise NotUnderstoodError("property page beyond the stream")
        runs = page[511]
        edges = struct.unpack_from(f"<{runs + 1}I", page)
        for run in range(runs):
            entry = 4 * (runs + 1) + run * (13 if paragraph else 1)
            at = page[entry] * 2
            style, properties = _paragraph_entry(page, at) if paragraph else (0, page[at + 1 : at + 1 + page[at]] if at else b"")
            yield Run(edges[run], edges[run + 1], style, properties)


def _paragraph_entry(page: bytes, at: int) -> tuple[int, bytes]:
    if not at:
        return 0, b""
    size = page[at]
    start, length = (at + 1, 2 * size - 1) if size else (at + 2, 2 * page[at + 1])
    entry = page[start : start + length]
    return (struct.unpack_from("<H", entry)[0], entry[2:]) if len(entry) >= 2 else (0, b"")


def run_at(runs: tuple[Run, ...], fc: int) -> Run | None:
    """The run that covers a position of the stream."""
    index = bisect_right(runs, fc, key=lambda run: run.start) - 1
    return runs[index] if index >= 0 and fc < runs[index].stop else None


def modifiers(properties: bytes, data: bytes = b"") -> Iterator[tuple[int, bytes]]:
    """(code, operand) of each property modification, those kept in the Data stream included."""
    at = 0
    while at + 2 < len(properties):
        code = properties[at] | properties[at + 1] << 8
        at += 2
        kind = code >> 13
        if code == _DEFINE_TABLE and at + 2 <= len(properties):
            size = struct.unpack_from("<H", properties, at)[0] - 1
            at += 2
        elif kind == 6:
            size = properties[at]
            if code == _CHANGE_TABS and size == 255:
                return
            at += 1
        else:
            size = _OPERAND_SIZE[kind]
        operand = properties[at : at + size]
        at += max(size, 0)
        if code in _HUGE and len(operand) == 4:
            where = struct.unpack("<I", operand)[0]
            if where + 2 <= len(data):
                length = struct.unpack_from("<H", data, where)[0]
                yield from modifiers(data[where + 2 : where + 2 + length])
        else:
            yield code, operand
