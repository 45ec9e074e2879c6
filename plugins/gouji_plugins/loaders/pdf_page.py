"""What one page of a PDF holds, read with pdfium: its characters, and what `pdf_drawing` finds.

Everything is given as the reader of the text sees it: the origin at the top left, y growing
downwards, in points. The page is turned until its text runs from left to right, whatever the
page's own /Rotate entry says: a landscape table is often upright text on a turned page, or turned
text on an upright page, and only the text knows which.

pdfium's raw interface is used, for speed: the helper classes cost as much again per character.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter

from gouji.lean import Any, NamedTuple
from gouji_plugins.loaders.pdf_drawing import Drawing, Rule, Turn

MAX_CHARS = 20_000
"""Characters read of one page; an A4 page of 小五 type holds under 5,000."""

_UNDEFINED = 0xFFFD
_SQUARE = 4.0


class Char(NamedTuple):
    """One character.

    `left`, `top`, `right`, `bottom` enclose its em box (as wide as it advances), which tells lines
    and gaps; `x`, `y` is the middle of its ink, which tells the table cell it stands in.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float

    @property
    def height(self) -> float:
        """The height of the em box in points."""
        return self.bottom - self.top


class Page(NamedTuple):
    """One page. `number` counts from 1; `level` and `upright` are its ruling lines.

    `slanted` is text at an angle to the rest (a watermark), `images` counts pictures larger than a
    logo, `undefined` characters that cannot be told, `invisible` whether the text lies unseen under
    a scan. `cut` says that a limit was reached.
    """

    number: int
    width: float
    height: float
    chars: list[Char]
    level: list[Rule]
    upright: list[Rule]
    slanted: str = ""
    images: int = 0
    undefined: int = 0
    invisible: bool = False
    cut: bool = False


def read_page(pdfium: Any, document: Any, index: int) -> Page | None:
    """Reads page `index` (from 0) of an open document, or None when pdfium cannot."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    text = pdfium.FPDFText_LoadPage(page)
    try:
        turn = _turn(pdfium, page, text)
        chars, slanted, undefined, many = _chars(pdfium, text, turn) if text else ([], "", 0, False)
        drawn = Drawing(pdfium, turn)
        drawn.read(page)
        return Page(
            number=index + 1,
            width=turn.width,
            height=turn.height,
            chars=chars,
            level=drawn.level,
            upright=drawn.upright,
            slanted=slanted,
            images=drawn.images,
            undefined=undefined,
            invisible=drawn.unseen > drawn.seen,
            cut=many or drawn.cut,
        )
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _turn(pdfium: Any, page: Any, text: Any) -> Turn:
    bounds = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, bounds):
        bounds.left, bounds.bottom, bounds.right, bounds.top = 0, 0, 595, 842
    left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
    width, height = right - left, top - bottom
    match _direction(pdfium, text):
        case 1:  # runs up the page
            return Turn(0, 1, 1, 0, -bottom, -left, height, width)
        case 2:  # upside down
            return Turn(-1, 0, 0, 1, right, -bottom, width, height)
        case 3:  # runs down the page
            return Turn(0, -1, -1, 0, top, right, height, width)
        case _:
            return Turn(1, 0, 0, -1, -left, top, width, height)


def _direction(pdfium: Any, text: Any) -> int:
    """Which way most of the text runs, in quarter turns anticlockwise, from a sample."""
    if not text:
        return 0
    count = pdfium.FPDFText_CountChars(text)
    matrix = pdfium.FS_MATRIX()
    votes: Counter[int] = Counter()
    for index in range(0, count, max(1, count // 80)):
        if pdfium.FPDFText_GetMatrix(text, index, matrix) and pdfium.FPDFText_GetUnicode(text, index) > 32:
            votes[round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4] += 1
    return votes.most_common(1)[0][0] if votes else 0


def _chars(pdfium: Any, text: Any, turn: Turn) -> tuple[list[Char], str, int, bool]:
    """The characters of a page, its slanted text, the number of undefined ones, whether cut."""
    total = pdfium.FPDFText_CountChars(text)
    unicode_of, ink_of, em_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharBox, pdfium.FPDFText_GetLooseCharBox
    generated, angle_of, unmapped = pdfium.FPDFText_IsGenerated, pdfium.FPDFText_GetCharAngle, pdfium.FPDFText_HasUnicodeMapError
    em = pdfium.FS_RECTF()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    into, into_em, turned = tuple(map(ctypes.byref, (left, right, bottom, top))), ctypes.byref(em), turn.box
    chars: list[Char] = []
    slanted: list[str] = []
    undefined = 0
    seen: dict[tuple[str, float, float], Char] = {}
    high = 0
    for index in range(min(total, MAX_CHARS)):
        code = unicode_of(text, index)
        if code in (10, 13) or (code == 32 and generated(text, index)):
            continue
        if 0xD800 <= code < 0xDC00:  # UTF-16 halves where wchar_t has 16 bits
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in (2, 0xFFFE):  # pdfium's mark for a hyphen at the end of a line
            code = 45
        usual = 32 <= code < 0x7F or 0x2000 <= code < 0xD800  # asked first: it spares two calls for nearly every character
        if not usual and _is_private(code):
            undefined += 1
        elif unmapped(text, index) or not (usual or _is_character(code)):
            # pdfium gives the font's own number for the glyph: never a character to be trusted
            undefined += 1
            code = _UNDEFINED
        character = chr(code)
        angle = angle_of(text, index)
        if angle and abs(math.remainder(angle, math.pi / 2)) > 0.1:
            slanted.append(character)
            continue
        ink_of(text, index, *into)
        ink = turned(left.value, bottom.value, right.value, top.value)
        em_of(text, index, into_em)
        box = turned(em.left, em.bottom, em.right, em.top)
        if box[3] <= box[1] or box[2] <= box[0]:
            box = ink
        inked = ink[2] > ink[0] or ink[3] > ink[1]
        width, height = ink[2] - ink[0], ink[3] - ink[1]
        if inked and (box[2] - box[0]) > 4 * width and (box[3] - box[1]) > 4 * max(width, height):
            box = ink  # vertical writing: pdfium gives a box twenty times too large
        middle = ink if inked else box
        x, y = (middle[0] + middle[2]) / 2, (middle[1] + middle[3]) / 2
        char = Char(character, box[0], box[1], box[2], box[3], x, y)
        if not _is_echo(char, seen):
            chars.append(char)
    return chars, "".join(slanted), undefined, total > MAX_CHARS


def _is_private(code: int) -> bool:
    """Whether a code is for private use: its shape is known to the font only."""
    return 0xE000 <= code < 0xF900 or 0xF0000 <= code < 0x110000


def _is_character(code: int) -> bool:
    """Whether a code stands for a character: no control, no half of a pair, no replacement sign."""
    return code == 9 or 32 <= code < 0x7F or (0xA0 <= code < 0x110000 and not 0xD800 <= code < 0xE000 and code != _UNDEFINED)


def _is_echo(char: Char, seen: dict[tuple[str, float, float], Char]) -> bool:
    """Whether this character was just drawn at the same spot: bold or shadow by drawing twice."""
    text, x, y = char.text, char.x, char.y
    reach = max(0.8, 0.12 * (char.bottom - char.top))
    column, row = x // _SQUARE, y // _SQUARE
    # Only the squares within reach are looked at: mostly the one the character stands in.
    near = min(reach, _SQUARE)
    for across in {column, (x - near) // _SQUARE, (x + near) // _SQUARE}:
        for down in {row, (y - near) // _SQUARE, (y + near) // _SQUARE}:
            other = seen.get((text, across, down))
            if other is not None and abs(other.x - x) < reach and abs(other.y - y) < reach and abs(other.left - char.left) < reach:
                return True
    seen[text, column, row] = char
    return False
