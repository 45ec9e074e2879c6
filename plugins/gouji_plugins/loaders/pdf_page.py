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
from typing import Any, NamedTuple

from gouji_plugins.loaders.pdf_drawing import Drawing, Rule, Turn

MAX_CHARS = 20_000
"""Characters read of one page; an A4 page of 小五 type holds under 5,000."""

_UNDEFINED = 0xFFFD


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
    chars: list[Char] = []
    slanted: list[str] = []
    undefined = 0
    seen: dict[tuple[str, int, int], Char] = {}
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
        if _is_private(code):
            undefined += 1
        elif unmapped(text, index) or not _is_character(code):
            # pdfium gives the font's own number for the glyph: never a character to be trusted
            undefined += 1
            code = _UNDEFINED
        character = chr(code)
        if abs(math.remainder(angle_of(text, index), math.pi / 2)) > 0.1:
            slanted.append(character)
            continue
        ink_of(text, index, left, right, bottom, top)
        ink = turn.box(left.value, bottom.value, right.value, top.value)
        em_of(text, index, em)
        box = turn.box(em.left, em.bottom, em.right, em.top)
        if box[3] <= box[1] or box[2] <= box[0]:
            box = ink
        inked = ink[2] > ink[0] or ink[3] > ink[1]
        if inked and (box[3] - box[1]) > 4 * max(ink[3] - ink[1], ink[2] - ink[0]) and (box[2] - box[0]) > 4 * (ink[2] - ink[0]):
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


def _is_echo(char: Char, seen: dict[tuple[str, int, int], Char]) -> bool:
    """Whether this character was just drawn at the same spot: bold or shadow by drawing twice."""
    reach = max(0.8, 0.12 * char.height)
    column, row = int(char.x // 4), int(char.y // 4)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            other = seen.get((char.text, column + dx, row + dy))
            if (
                other is not None
                and abs(other.x - char.x) < reach
                and abs(other.y - char.y) < reach
                and abs(other.left - char.left) < reach
            ):
                return True
    seen[char.text, column, row] = char
    return False
