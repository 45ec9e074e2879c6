"""What python-calamine does not tell of an .xls file: the same marks as of an .xlsx sheet, but for ruling lines.

Written from Microsoft's published description of the format ([MS-XLS]), for files of Excel 97 and later.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from gouji.lean import NamedTuple
from gouji_plugins.loaders.biff import COLUMNS, Record, few, xls_records
from gouji_plugins.loaders.sheet_marks import BUILTIN, Look, Marks, look_of
from gouji_plugins.loaders.sheet_texts import Run, Text, text_of

_BEGIN, _END, _SHEET, _FONT, _FORMAT, _CELL_STYLE, _TEXTS, _MORE = 0x0809, 0x000A, 0x0085, 0x0031, 0x041E, 0x00E0, 0x00FC, 0x003C
_COLUMNS, _ROW, _SHARED, _SEVERAL, _ERROR, _FORMULA = 0x007D, 0x0208, 0x00FD, 0x00BD, 0x0205, 0x0006
_NUMBERS = {0x0203, 0x027E, _FORMULA, _SHARED}
_EXCEL_97 = 0x0600
_FAILED, _NOTHING = 2, 3
"""Results of a formula: an error, and nothing to be shown, which is also written where none is computed: then all of the sheet have it."""
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


class _Font(NamedTuple):
    struck: bool = False
    raised: bool = False


class _Book(NamedTuple):
    """What the sheets of a workbook share: the looks of its cells, the texts that are not read as a whole, its sheets' names."""

    looks: Sequence[Look]
    texts: Mapping[int, Text]
    names: Mapping[int, str]


def xls_marks(stream: bytes) -> dict[str, Marks]:
    """The marks of each sheet by its name; none where the file is older than Excel 97, encrypted or damaged."""
    try:
        (version,) = struct.unpack_from("<H", stream, 4)
        return dict(_sheets(stream, _book(stream))) if version == _EXCEL_97 else {}
    except (struct.error, ValueError, IndexError):
        return {}


def _book(stream: bytes) -> _Book:
    fonts: list[_Font] = []
    codes: dict[int, str] = {}
    styles: list[tuple[int, int]] = []
    names: dict[int, str] = {}
    texts: list[Record] = []
    before = _BEGIN
    for record in takewhile(lambda record: record[0] != _END, few(xls_records(stream))):
        kind, start, end = record
        if kind == _FONT:
            _, flags, _, _, raised = struct.unpack_from("<HHHHH", stream, start)
            fonts.append(_Font(bool(flags & 8), raised == 1))
            if len(fonts) == 4:  # no text refers to a font by the number 4
                fonts.append(_Font())
        elif kind == _FORMAT:
            number, count, wide = struct.unpack_from("<HHB", stream, start)
            codes[number] = _decoded(stream[start + 5 : end], count, wide & 1)
        elif kind == _CELL_STYLE:
            styles.append(struct.unpack_from("<HH", stream, start))
        elif kind == _SHEET:
            place, _, count, wide = struct.unpack_from("<IHBB", stream, start)
            names[place + 4] = _decoded(stream[start + 8 : end], count, wide & 1)
        elif kind == _TEXTS or (kind == _MORE and before == _TEXTS):
            texts.append(record)
            kind = _TEXTS
        before = kind
    looks = [
        look_of(codes.get(number) or BUILTIN.get(str(number), ""))._replace(struck=font < len(fonts) and fonts[font].struck)
        for font, number in styles
    ]
    return _Book(looks, dict(_Texts(stream, texts).partly_read(fonts)) if texts else {}, names)


def _decoded(data: bytes, count: int, wide: int) -> str:
    return data[: 2 * count].decode("utf-16-le", "replace") if wide else data[:count].decode("latin-1")


def _sheets(stream: bytes, book: _Book) -> Iterator[tuple[str, Marks]]:
    marks, computed = Marks(), False
    for kind, start, end in few(xls_records(stream)):
        if kind == _BEGIN:
            marks, computed = Marks(), False
            if start in book.names:
                yield book.names[start], marks
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<5H", stream, start)
            if flags & 1 or not width:
                marks.hidden_columns.update(range(first, min(last + 1, COLUMNS)))
        elif kind == _ROW:
            marks.hidden_rows = marks.hidden_rows or bool(stream[start + 12] & 0x20)
        elif kind == _SEVERAL:
            row, column = struct.unpack_from("<HH", stream, start)
            for index, at in enumerate(range(start + 4, end - 2, 6)):
                _look(marks, book, row, column + index, struct.unpack_from("<H", stream, at)[0])
        elif kind in _NUMBERS or kind == _ERROR:
            row, column, style = struct.unpack_from("<HHH", stream, start)
            _look(marks, book, row, column, style)
            if kind == _SHARED and (text := book.texts.get(struct.unpack_from("<I", stream, start + 6)[0])):
                marks.texts[row, column] = text
            elif kind == _ERROR and stream[start + 7]:
                marks.errors[row, column] = _ERRORS.get(stream[start + 6], "#N/A")
            elif kind == _FORMULA:
                result = stream[start + 6 : start + 14]
                no_number = result[0] if result.endswith(b"\xff\xff") else None
                if no_number == _FAILED:
                    marks.errors[row, column] = _ERRORS.get(result[2], "#N/A")
                if computed := computed or no_number != _NOTHING:
                    marks.uncached.clear()
                else:
                    marks.uncached.add((row, column))


def _look(marks: Marks, book: _Book, row: int, column: int, style: int) -> None:
    if style < len(book.looks) and book.looks[style].telling:
        marks.looks[row, column] = book.looks[style]


class _Texts:
    """Reads the shared texts, which run on through several records."""

    def __init__(self, stream: bytes, records: Sequence[Record]) -> None:
        self._stream = stream
        self._rest = [(start, end) for _, start, end in records][::-1]
        self._at, self._end = self._rest.pop()

    def partly_read(self, fonts: Sequence[_Font]) -> Iterator[tuple[int, Text]]:
        """The texts that are not read as a whole, by their numbers. Raises struct.error and IndexError for what is damaged."""
        _, number = struct.unpack("<II", self._bytes(8))
        for index in range(number):
            count, flags = struct.unpack("<HB", self._bytes(3))
            runs = int.from_bytes(self._bytes(2), "little") if flags & 8 else 0
            more = int.from_bytes(self._bytes(4), "little") if flags & 4 else 0
            text = self._characters(count, flags & 1)
            changes = sorted([(0, 0), *struct.iter_unpack("<HH", self._bytes(4 * runs))])
            self._skip(more)
            if runs:
                ends = [start for start, _ in changes[1:]] + [count]
                looks = [fonts[font] if at and font < len(fonts) else _Font() for at, (_, font) in enumerate(changes)]
                parts = [Run(text[start:end], *look) for (start, _), end, look in zip(changes, ends, looks, strict=True)]
                if found := text_of(parts):
                    yield index, found

    def _bytes(self, count: int) -> bytes:
        found = b""
        while count > self._end - self._at:
            found += self._stream[self._at : self._end]
            count -= self._end - self._at
            self._at, self._end = self._rest.pop()
        self._at += count
        return found + self._stream[self._at - count : self._at]

    def _skip(self, count: int) -> None:
        """Passes over so many bytes, which may be said to be all there are."""
        while count > self._end - self._at:
            count -= self._end - self._at
            self._at, self._end = self._rest.pop()
        self._at += count

    def _characters(self, count: int, wide: int) -> str:
        """So many characters; a record on which they run on says anew how wide they are."""
        found = ""
        while True:
            here = min(count, (self._end - self._at) // (1 + wide))
            found += _decoded(self._bytes(here * (1 + wide)), here, wide)
            count -= here
            if not count:
                return found
            self._at, self._end = self._rest.pop()
            wide = self._bytes(1)[0] & 1
