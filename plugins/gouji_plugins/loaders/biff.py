"""A look at an .xls file before python-calamine reads it.

calamine believes the sheet dimensions a file states; a damaged one makes it ask for terabytes, which
ends the whole process. So the record is checked first.
"""

from __future__ import annotations

import io
import struct

_DIMENSIONS, _PASSWORD = 0x0200, 0x002F
_ROWS, _COLUMNS = 65_536, 256


def plausible_dimensions(data: bytes) -> bool:
    """Whether every sheet of an .xls file states a size that an .xls file can have."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            name = next((name for name in ("Workbook", "WORKBOOK", "Book", "BOOK") if ole.exists(name)), None)
            stream = ole.openstream(name).read() if name else b""
    except Exception:  # olefile raises whatever the damage brings up; such a file is not worth a try
        return False
    return bool(stream) and _chain_is_plausible(stream)


def _chain_is_plausible(stream: bytes) -> bool:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _PASSWORD:  # what follows is encrypted; calamine refuses it by itself
            return True
        if kind == _DIMENSIONS:
            layout = "<IIHH" if size >= 12 else "<HHHH"
            if at + 4 + struct.calcsize(layout) > len(stream):
                return False
            first_row, end_row, first_column, end_column = struct.unpack_from(layout, stream, at + 4)
            if first_row > end_row or end_row > _ROWS or first_column > end_column or end_column > _COLUMNS:
                return False
        at += 4 + size
    return True
