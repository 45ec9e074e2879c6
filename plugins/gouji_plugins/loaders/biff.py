"""A look at .xls and .xlsb files before python-calamine reads them.

calamine makes room for every position up to the last cell of a sheet, and for the size an .xls file
states; a damaged one makes it ask for terabytes, which ends the whole process. So the records are gone
through first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

from gouji.errors import UnreadableError
from gouji.lean import TYPE_CHECKING
from gouji_plugins.loaders.package import PROTECTED, ole_stream
from gouji_plugins.loaders.sheet_size import ENDLESS

if TYPE_CHECKING:
    from gouji_plugins.loaders.package import Package

MOST_RECORDS = 2_000_000
"""Records of one sheet or .xls file that are looked at; no annual report has a hundredth of them."""

MOST_CONTINUED = 20_000
"""Records in which one goes on; calamine takes time by the square of their number, and 64 MB of texts go into 8,000."""

_SHEET, _DIMENSIONS, _PASSWORD, _SEVERAL, _MORE = 0x0809, 0x0200, 0x002F, 0x00BD, 0x003C
_CELLS = frozenset({0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E})
_ROWS, COLUMNS = 65_536, 256
"""Kinds of records in an .xls file, and what a sheet of one can have."""

_ROW_12, _CELLS_12, _CELLS_BEGIN, _CELLS_END = 0x00, range(0x02, 0x0C), 0x91, 0x92
"""Kinds of records in a sheet of an .xlsb file."""

Record = tuple[int, int, int]
"""The kind of a record, and where its content begins and ends."""


def xls_stream(data: bytes) -> bytes:
    """The stream of an .xls file that holds the sheets, b"" where nothing can be made of the file."""
    return ole_stream(data, "Workbook", "WORKBOOK", "Book", "BOOK")


def stream_positions(stream: bytes) -> int:
    """Rows × columns of the largest sheet of such a stream up to its last filled cell.

    `ENDLESS` where there is none, or it states a size that no .xls file can have. Raises UnreadableError for what is encrypted.
    """
    try:
        return max(_xls_sheets(stream)) if stream else ENDLESS
    except (struct.error, ValueError):
        return ENDLESS


def xlsb_positions(package: Package) -> int:
    """Rows × columns of the largest sheet of an .xlsb file up to its last filled cell."""
    parts = dict.fromkeys(link.target for link in package.relationships("xl/workbook.bin"))
    return max((part_positions(package.data(part)) for part in parts), default=0)


def part_positions(part: bytes) -> int:
    """The same of one part of it: 0 of what is no sheet, `ENDLESS` of what cannot be counted."""
    try:
        return _xlsb_sheet(part)
    except (struct.error, ValueError):
        return ENDLESS


def _xls_sheets(stream: bytes) -> Iterator[int]:
    """The positions of each part of an .xls file. Raises struct.error and ValueError for what no .xls file can hold."""
    rows = columns = continued = 0
    for kind, start, end in few(xls_records(stream)):
        continued = continued + 1 if kind == _MORE else 0
        if continued > MOST_CONTINUED:
            raise ValueError("no record goes on for so long")
        if kind == _PASSWORD:  # what follows is encrypted; calamine would only say that it knows no such file
            raise UnreadableError(PROTECTED)
        if kind == _SHEET:
            yield rows * columns
            rows = columns = 0
        elif kind in _CELLS or kind == _SEVERAL:
            row, column = struct.unpack_from("<HH", stream, start)
            if kind == _SEVERAL:
                (column,) = struct.unpack_from("<H", stream, end - 2)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _DIMENSIONS:
            first_row, end_row, first_column, end_column = struct.unpack_from("<IIHH" if end - start >= 12 else "<HHHH", stream, start)
            if first_row > end_row or end_row > _ROWS or first_column > end_column or end_column > COLUMNS:
                raise ValueError("no sheet of an .xls file is that large")
    yield rows * columns


def _xlsb_sheet(part: bytes) -> int:
    """The positions of a part. Raises struct.error and ValueError for what is damaged."""
    rows = columns = row = 0
    inside = False
    for kind, start, _ in few(_xlsb_records(part)):
        if kind in (_CELLS_BEGIN, _CELLS_END):  # calamine passes over some parts, and an end in them
            inside = kind == _CELLS_BEGIN
        elif inside and kind == _ROW_12:
            (row,) = struct.unpack_from("<I", part, start)
        elif inside and kind in _CELLS_12:
            (column,) = struct.unpack_from("<I", part, start)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows * columns


def few(records: Iterator[Record]) -> Iterator[Record]:
    """The records, if they are no more than can be looked at. Raises ValueError."""
    yield from islice(records, MOST_RECORDS)
    if next(records, None) is not None:
        raise ValueError("too many records")


def xls_records(stream: bytes) -> Iterator[Record]:
    """The records of an .xls file. Raises struct.error where the last is cut short."""
    start = 4
    while start <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start - 4)
        yield kind, start, start + size
        start += size + 4


def _xlsb_records(part: bytes) -> Iterator[Record]:
    start = 0
    while start < len(part) - 1:
        kind, start = _number(part, start, 2)
        size, start = _number(part, start, 4)
        yield kind, start, start + size
        start += size


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, in at most so many, and where it ends."""
    number = 0
    for place, byte in enumerate(part[at : at + most]):
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most
