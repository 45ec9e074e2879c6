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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress

from gouji.lean import TYPE_CHECKING, Any, NamedTuple
from gouji_plugins.loaders.pdf_bulk import Bulk
from gouji_plugins.loaders.pdf_drawing import SLACK, Box, Drawing, Rule, Turn, address, is_faint

if TYPE_CHECKING:
    from gouji_plugins.loaders.pdf_layers import Layers

MAX_CHARS = 20_000
"""Characters read of one page; an A4 page of 小五 type holds under 5,000."""

MAX_NOTES = 500
"""Form fields and notes of one page; where there are more, none is read. The three tables have some two hundred cells."""

LARGEST = 72
"""No type is as high, in points, but for titles."""

_UNDEFINED = 0xFFFD
_STAR = ord("★")


class Char(NamedTuple):
    """One character.

    `left`, `top`, `right`, `bottom` enclose its em box (as wide as it advances), which tells lines
    and gaps; `x`, `y` is the middle of its ink, which tells the table cell it stands in. `turned`
    counts quarter turns anticlockwise from the way the page is read.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float
    turned: int = 0

    @property
    def height(self) -> float:
        """The height of the em box in points."""
        return self.bottom - self.top


class Page(NamedTuple):
    """One page. `number` counts from 1; `level` and `upright` are its ruling lines.

    `slanted` is text at an angle to the rest (a watermark, a seal) and the star of a seal, `images`
    counts pictures larger than a logo, `undefined` characters that cannot be told, `invisible`
    whether the text lies unseen under a scan. `faint` are the middles of the characters in a light colour, as
    watermarks are. `beyond` is what stands to the left or right of the page. `cut` says that a limit was reached.
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
    faint: frozenset[tuple[float, float]] = frozenset()
    beyond: Sequence[Char] = ()
    cut: bool = False


def read_page(pdfium: Any, document: Any, index: int, layers: Layers | None = None) -> Page | None:
    """Reads page `index` (from 0) of an open document, which may have layers, or None when pdfium cannot."""
    page = _loaded(pdfium, document, index)
    if not page:
        return None
    if layers:
        layers.take_off(page)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        total = max(pdfium.FPDFText_CountChars(text), 0) if text else 0  # -1 is an error
        asked = Bulk(text, min(total, MAX_CHARS))
        codes, angles = asked.values(pdfium.FPDFText_GetUnicode), asked.numbers(pdfium.FPDFText_GetCharAngle)
        direction = _direction(codes, angles)
        turn = _turn(pdfium, page, direction)
        turned = {angle: (_quarter(angle) - direction) % 4 for angle in set(angles)}
        drawn = Drawing(pdfium, turn)
        drawn.read(page)
        chars, beyond, slanted, undefined = _chars(pdfium, text, asked, drawn, codes, angles, turned)
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
            invisible=drawn.unseen,
            faint=_faint(pdfium, text, asked, turn) if drawn.faint else frozenset(),
            beyond=beyond,
            cut=total > MAX_CHARS or drawn.cut,
        )
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _loaded(pdfium: Any, document: Any, index: int) -> Any:
    """A page with what is filled into its forms, or noted on it for everybody to see, made part of its text."""
    page = pdfium.FPDF_LoadPage(document, index)
    if page and 0 < pdfium.FPDFPage_GetAnnotCount(page) <= MAX_NOTES:
        flattened = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        if flattened == pdfium.FLATTEN_SUCCESS:
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, index)
    return page


def _faint(pdfium: Any, text: Any, asked: Bulk, turn: Turn) -> frozenset[tuple[float, float]]:
    """The middles of the ink of the characters in a light colour."""
    boxes = asked.boxes(pdfium.FPDFText_GetCharBox, turn)
    colour = [ctypes.c_uint() for _ in range(4)]
    return frozenset(
        ((left + right) / 2, (top + bottom) / 2)
        for index, (left, top, right, bottom) in enumerate(boxes)
        if pdfium.FPDFText_GetFillColor(text, index, *colour) and is_faint(*colour)
    )


def _turn(pdfium: Any, page: Any, direction: int) -> Turn:
    bounds = pdfium.FS_RECTF()
    known = pdfium.FPDF_GetPageBoundingBox(page, bounds)
    left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
    if not known or not math.isfinite(left + bottom + right + top):
        left, bottom, right, top = 0, 0, 595, 842
    width, height = right - left, top - bottom
    match direction:
        case 1:  # runs up the page
            return Turn(0, 1, 1, 0, -bottom, -left, height, width)
        case 2:  # upside down
            return Turn(-1, 0, 0, 1, right, -bottom, width, height)
        case 3:  # runs down the page
            return Turn(0, -1, -1, 0, top, right, height, width)
        case _:
            return Turn(1, 0, 0, -1, -left, top, width, height)


def _direction(codes: Sequence[int], angles: Sequence[float]) -> int:
    """Which way most of the text runs, in quarter turns anticlockwise."""
    votes: Counter[int] = Counter()
    for angle, number in Counter(compress(angles, map((32).__lt__, codes))).items():
        votes[_quarter(angle)] += number
    return votes.most_common(1)[0][0] if votes else 0


def _quarter(angle: float) -> int:
    """The quarter turns anticlockwise of an angle as pdfium tells it, clockwise."""
    return round(-angle / (math.pi / 2)) % 4


def _chars(
    pdfium: Any, text: Any, asked: Bulk, drawn: Drawing, codes: Sequence[int], angles: Sequence[float], turned: Mapping[float, int]
) -> tuple[list[Char], list[Char], str, int]:
    """The characters of a page, those beside it, its slanted text, the number of undefined ones.

    `turned` gives for each angle the quarter turns from the way the page is read.
    """
    turn = drawn.turn
    inks, ems = asked.boxes(pdfium.FPDFText_GetCharBox, turn), asked.loose_boxes(pdfium.FPDFText_GetLooseCharBox, turn)
    if drawn.moved:
        inks, ems = _moved(pdfium, text, drawn, inks, ems)
    unmapped = asked.values(pdfium.FPDFText_HasUnicodeMapError)
    chars: list[Char] = []
    beyond: list[Char] = []
    slanted: list[str] = []
    undefined = 0
    high = 0
    right_edge, lower_edge = turn.width, turn.height
    for index, (code, wrong, angle, ink, em) in enumerate(zip(codes, unmapped, angles, inks, ems, strict=True)):
        if not (32 < code < 0x7F or 0x2000 <= code < 0xD800):  # nearly every character is none of these
            if code in (10, 13) or (code == 32 and pdfium.FPDFText_IsGenerated(text, index)):
                continue
            if 0xD800 <= code < 0xDC00:  # UTF-16 halves where wchar_t has 16 bits
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            if code in (2, 0xFFFE):  # pdfium's mark for a hyphen at the end of a line
                code = 45
            if _is_private(code):
                undefined += 1
                wrong = False
            else:
                wrong = wrong or not _is_character(code)
        high = 0
        if wrong:  # pdfium gives the font's own number for the glyph: never a character to be trusted
            undefined += 1
            code = _UNDEFINED
        character = chr(code)
        if code == _STAR or (angle and abs(math.remainder(angle, math.pi / 2)) > 0.1):
            slanted.append(character)
            continue
        left, top, right, bottom = em
        ink_left, ink_top, ink_right, ink_bottom = ink
        width, height = ink_right - ink_left, ink_bottom - ink_top
        if bottom <= top or right <= left:
            left, top, right, bottom = ink
        elif width == height == 0:
            ink_left, ink_top, ink_right, ink_bottom = em
        elif bottom - top > LARGEST and bottom - top > 4 * height and right - left > 4 * width and bottom - top > 4 * width:
            left, top, right, bottom = ink  # vertical writing: pdfium gives a box twenty times too large
        x, y = (ink_left + ink_right) / 2, (ink_top + ink_bottom) / 2
        if drawn.cropped and (item := pdfium.FPDFText_GetTextObject(text, index)) and (shown := drawn.cropped.get(address(item))):
            first, last, where = shown
            if ink_left < first or last < ink_right:  # cut off, but of the cell where the rest is seen
                x = where
        if 0 <= y <= lower_edge:  # what stands above or below is on another page, or nobody sees it
            (chars if 0 <= x <= right_edge else beyond).append(_new(Char, (character, left, top, right, bottom, x, y, turned[angle])))
    return chars, beyond, "".join(slanted), undefined


def _moved(pdfium: Any, text: Any, drawn: Drawing, inks: Iterable[Box], ems: Iterable[Box]) -> tuple[Iterator[Box], Iterator[Box]]:
    """The boxes, with those of characters in drawings that pdfium tells as if the drawing were not moved: it does so where a
    mark says what is drawn, as browsers have it at many a common character."""
    boxes = [*zip(inks, ems, strict=True)]
    ink, em = [ctypes.c_double() for _ in range(4)], pdfium.FS_RECTF()
    for index, (box, _) in enumerate(boxes):
        item = pdfium.FPDFText_GetTextObject(text, index)
        outer = drawn.moved.get(address(item)) if item else None
        if outer and _beyond(box, drawn.bounds(item, outer)) > max(SLACK, _beyond(box, drawn.bounds(item, None))):
            pdfium.FPDFText_GetCharBox(text, index, *(ink[at] for at in (0, 2, 1, 3)))
            pdfium.FPDFText_GetLooseCharBox(text, index, em)
            left, bottom, right, top = (side.value for side in ink)
            boxes[index] = drawn.box((left, bottom, right, top), outer), drawn.box((em.left, em.bottom, em.right, em.top), outer)
    return (pair[0] for pair in boxes), (pair[1] for pair in boxes)


def _beyond(box: Box, bounds: Box) -> float:
    """How far a box juts out of bounds, in points."""
    return max(bounds[0] - box[0], bounds[1] - box[1], box[2] - bounds[2], box[3] - bounds[3])


_new = tuple.__new__
"""Makes a named tuple of all its fields in half the time; there are thousands of characters."""


def _is_private(code: int) -> bool:
    """Whether a code is for private use: its shape is known to the font only."""
    return 0xE000 <= code < 0xF900 or 0xF0000 <= code < 0x110000


def _is_character(code: int) -> bool:
    """Whether a code stands for a character: no control, no half of a pair, no replacement sign."""
    return code == 9 or 32 <= code < 0x7F or (0xA0 <= code < 0x110000 and not 0xD800 <= code < 0xE000 and code != _UNDEFINED)
