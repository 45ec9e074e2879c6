"""One font for all that a PDF names but does not hold.

For such a font pdfium looks for a likeness among the fonts of the machine: that takes longer than
reading the page, where things stand then depends on the machine, and where no Chinese font is
installed a character drawn by itself is lost. A reader needs no shapes, only where they are. So
pdfium is given a font in which every character is one of two boxes, a wide and a narrow one.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from gouji.lean import Any

_EM = 1000
_NARROW = (50, 0, 250, 700)
"""Left, bottom, right and top in thousandths of an em: no letter or digit advances by less."""
_WIDE = (100, -50, 900, 850)
_GROUPS = ((0x01, 0x2E7F, 1), (0x2E80, 0x3FFFF, 2))
"""First and last character, and their glyph. Fonts that lost their file number theirs from 1, and pdfium takes the space for them."""
_STANDARD = (b"Courier", b"Helvetica", b"Times", b"Symbol", b"ZapfDingbats")
"""Fonts that pdfium has itself; a file need not even tell how wide their letters are."""


@contextmanager
def without_system_fonts(pdfium: Any) -> Iterator[None]:
    """While this lasts pdfium uses the font of boxes; afterwards those of the machine, which other users of pdfium may need."""
    font = _boxes()
    types = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def found(info: Any, weight: int, italic: int, charset: int, pitch: int, name: Any, exact: Any) -> int | None:
        return None if name and ctypes.string_at(name).startswith(_STANDARD) else 1

    def data(info: Any, handle: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    info = pdfium.FPDF_SYSFONTINFO(version=1, MapFont=types["MapFont"](found), GetFontData=types["GetFontData"](data))
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(info))
    try:
        yield
    finally:
        pdfium.FPDF_SetSystemFontInfo(pdfium.FPDF_GetDefaultSystemFontInfo())


def _boxes() -> bytes:
    """The font as a TrueType file: an empty glyph, a narrow box, a wide one."""
    glyphs = [_glyph(_NARROW), _glyph(_WIDE)]
    characters = b"".join(struct.pack(">3I", *group) for group in _GROUPS)
    tables = {
        b"cmap": struct.pack(">4HI", 0, 1, 3, 10, 12) + struct.pack(">2H3I", 13, 0, 16 + len(characters), 0, len(_GROUPS)) + characters,
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(">4I2H2Q4h2H3h", 1 << 16, 1 << 16, 0, 0x5F0F3CF5, 0, _EM, 0, 0, *_WIDE, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">I3hH11hH", 1 << 16, 880, -120, 0, _EM, 0, 0, _EM, 1, *[0] * 7, 3),
        b"hmtx": struct.pack(">HhHhHh", _EM, 0, _EM // 2, _NARROW[0], _EM, _WIDE[0]),
        b"loca": struct.pack(">4I", 0, 0, len(glyphs[0]), len(glyphs[0] + glyphs[1])),
        b"maxp": struct.pack(">I14H", 1 << 16, 3, 4, 1, 0, 0, 1, *[0] * 8),
    }
    directory, body = b"", b""
    for name, table in tables.items():
        directory += struct.pack(">4s3I", name, 0, 12 + 16 * len(tables) + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return struct.pack(">I4H", 1 << 16, len(tables), 64, 2, 48) + directory + body


def _glyph(box: tuple[int, int, int, int]) -> bytes:
    """A rectangle: four corner points on the line, each as the way from the one before."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    return struct.pack(">5h2H4B8h", 1, *box, 3, 0, 1, 1, 1, 1, left, 0, width, 0, bottom, height, 0, -height) + bytes(2)
