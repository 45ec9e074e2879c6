"""What one page of a PDF holds, read with pdfium: characters, ruling lines and pictures.

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
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

MAX_CHARS = 60_000
"""Characters read of one page; an A4 page of 小五 type holds under 5,000."""
MAX_OBJECTS = 40_000
"""Drawing objects read of one page, and line pieces of one page."""
MAX_DEPTH = 6
"""Form objects (drawings within drawings) are followed this deep."""

RULE_THICKNESS = 3.0
"""A filled shape up to this many points thick is a ruling line; a thicker one is a background."""
STRAIGHT = 1.0
"""A line is level or upright when it strays at most this many points."""
WHITE = 248
"""A colour whose components all reach this is white: WPS paints white boxes behind its text."""

_INVISIBLE = 3  # FPDF_TEXTRENDERMODE_INVISIBLE: the text layer that OCR lays under a scan
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


class Rule(NamedTuple):
    """A ruling line: `at` is its y if it is level, its x if upright; it runs from `start` to `end`."""

    at: float
    start: float
    end: float


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


class _Turn(NamedTuple):
    """Maps page space to reading space: X = a·x + b·y + e, Y = c·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of page space as (left, top, right, bottom) of reading space."""
        x0, x1 = self.a * left + self.b * bottom + self.e, self.a * right + self.b * top + self.e
        y0, y1 = self.c * left + self.d * bottom + self.f, self.c * right + self.d * top + self.f
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def read_page(pdfium: Any, document: Any, index: int) -> Page | None:
    """Reads page `index` (from 0) of an open document, or None when pdfium cannot."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    text = pdfium.FPDFText_LoadPage(page)
    try:
        turn = _turn(pdfium, page, text)
        chars, slanted, undefined, many = _chars(pdfium, text, turn) if text else ([], "", 0, False)
        drawn = _Drawn(pdfium, turn)
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


def _turn(pdfium: Any, page: Any, text: Any) -> _Turn:
    bounds = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, bounds):
        bounds.left, bounds.bottom, bounds.right, bounds.top = 0, 0, 595, 842
    left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
    width, height = right - left, top - bottom
    match _direction(pdfium, text):
        case 1:  # runs up the page
            return _Turn(0, 1, 1, 0, -bottom, -left, height, width)
        case 2:  # upside down
            return _Turn(-1, 0, 0, 1, right, -bottom, width, height)
        case 3:  # runs down the page
            return _Turn(0, -1, -1, 0, top, right, height, width)
        case _:
            return _Turn(1, 0, 0, -1, -left, top, width, height)


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


def _chars(pdfium: Any, text: Any, turn: _Turn) -> tuple[list[Char], str, int, bool]:
    """The characters of a page, its slanted text, the number of undefined ones, whether cut."""
    total = pdfium.FPDFText_CountChars(text)
    unicode_of, ink_of, em_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharBox, pdfium.FPDFText_GetLooseCharBox
    generated, angle_of = pdfium.FPDFText_IsGenerated, pdfium.FPDFText_GetCharAngle
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
        if _is_undefined(code):
            undefined += 1
            code = code if code > 32 and not 0x7F <= code < 0xA0 and code < 0x110000 and not 0xD800 <= code < 0xE000 else _UNDEFINED
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


def _is_undefined(code: int) -> bool:
    """Whether a code says nothing: controls, private use, surrogates and the replacement sign."""
    return code < 32 and code != 9 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xF900 or code == _UNDEFINED or code >= 0xF0000


def _is_echo(char: Char, seen: dict[tuple[str, int, int], Char]) -> bool:
    """Whether this character was just drawn at the same spot: bold or shadow by drawing twice."""
    reach = max(0.8, 0.12 * char.height)
    column, row = int(char.x // 4), int(char.y // 4)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            other = seen.get((char.text, column + dx, row + dy))
            if other is not None and abs(other.x - char.x) < reach and abs(other.y - char.y) < reach and abs(other.left - char.left) < reach:
                return True
    seen[char.text, column, row] = char
    return False


class _Drawn:
    """Collects ruling lines, pictures and the visibility of text from a page's objects."""

    def __init__(self, pdfium: Any, turn: _Turn) -> None:
        self.pdfium, self.turn = pdfium, turn
        self.level: list[Rule] = []
        self.upright: list[Rule] = []
        self.images = self.seen = self.unseen = self.count = 0
        self.cut = False
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._matrix = pdfium.FS_MATRIX()
        self._ints = [ctypes.c_uint() for _ in range(4)]

    def read(self, page: Any) -> None:
        """Reads every object of the page."""
        pdfium = self.pdfium
        self._walk((pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page))), None, 0)

    def _walk(self, objects: Iterator[Any], outer: Matrix | None, depth: int) -> None:
        pdfium = self.pdfium
        for item in objects:
            self.count += 1
            if self.count > MAX_OBJECTS or len(self.level) + len(self.upright) > MAX_OBJECTS:
                self.cut = True
                return
            match pdfium.FPDFPageObj_GetType(item):
                case pdfium.FPDF_PAGEOBJ_TEXT:
                    if pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
                        self.unseen += 1
                    else:
                        self.seen += 1
                case pdfium.FPDF_PAGEOBJ_PATH:
                    self._path(item, outer)
                case pdfium.FPDF_PAGEOBJ_IMAGE:
                    self._image(item, outer)
                case pdfium.FPDF_PAGEOBJ_FORM if depth < MAX_DEPTH:
                    inner = self._matrix_of(item)
                    matrix = _product(inner, outer) if outer else inner
                    parts = range(pdfium.FPDFFormObj_CountObjects(item))
                    self._walk((pdfium.FPDFFormObj_GetObject(item, index) for index in parts), matrix, depth + 1)

    def _matrix_of(self, item: Any) -> Matrix:
        matrix = self._matrix
        if not self.pdfium.FPDFPageObj_GetMatrix(item, matrix):
            return _IDENTITY
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _bounds(self, item: Any, outer: Matrix | None) -> tuple[float, float, float, float] | None:
        left, bottom, right, top = self._floats
        if not self.pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return None
        corners = [(left.value, bottom.value), (right.value, top.value)]
        (x0, y0), (x1, y1) = [_apply(outer, x, y) for x, y in corners] if outer else corners
        return self.turn.box(x0, y0, x1, y1)

    def _image(self, item: Any, outer: Matrix | None) -> None:
        box = self._bounds(item, outer)
        if box is None:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if width > 60 and height > 60:
            self.images += 1
        elif min(width, height) <= RULE_THICKNESS and max(width, height) > 8:
            self._thin(box)

    def _thin(self, box: tuple[float, float, float, float]) -> None:
        """Takes a thin filled box as the ruling line it is drawn as."""
        left, top, right, bottom = box
        width, height = right - left, bottom - top
        if height <= RULE_THICKNESS and width > height:
            self.level.append(Rule((top + bottom) / 2, left, right))
        elif width <= RULE_THICKNESS and height > width:
            self.upright.append(Rule((left + right) / 2, top, bottom))

    def _visible(self, item: Any, colour_of: Callable[..., Any]) -> bool:
        red, green, blue, alpha = self._ints
        if not colour_of(item, red, green, blue, alpha):
            return True
        return alpha.value > 0 and min(red.value, green.value, blue.value) < WHITE

    def _path(self, item: Any, outer: Matrix | None) -> None:
        pdfium = self.pdfium
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        stroked = bool(stroke.value) and self._visible(item, pdfium.FPDFPageObj_GetStrokeColor)
        filled = not stroked and bool(fill.value) and self._visible(item, pdfium.FPDFPageObj_GetFillColor)
        if not stroked and not filled:
            return
        pieces = pdfium.FPDFPath_CountSegments(item)
        if filled and pieces <= 6:
            box = self._bounds(item, outer)
            if box is not None:
                self._thin(box)
            return
        self.count += pieces
        if self.count > MAX_OBJECTS:
            self.cut = True
            return
        matrix = self._matrix_of(item)
        for points in self._subpaths(item, pieces, _product(matrix, outer) if outer else matrix):
            if filled:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._thin((min(xs), min(ys), max(xs), max(ys)))
            else:
                self._sides(points)

    def _sides(self, points: list[tuple[float, float]]) -> None:
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            if abs(y1 - y0) <= STRAIGHT < abs(x1 - x0):
                self.level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= STRAIGHT < abs(y1 - y0):
                self.upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def _subpaths(self, item: Any, pieces: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        """The corner points of each part of a path, closed ones closed, curves left out."""
        pdfium, turn = self.pdfium, self.turn
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for index in range(pieces):
            piece = pdfium.FPDFPath_GetPathSegment(item, index)
            kind = pdfium.FPDFPathSegment_GetType(piece)
            pdfium.FPDFPathSegment_GetPoint(piece, x, y)
            px, py = _apply(matrix, x.value, y.value)
            point = (turn.a * px + turn.b * py + turn.e, turn.c * px + turn.d * py + turn.f)
            if kind == pdfium.FPDF_SEGMENT_MOVETO or kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                if len(points) > 1:
                    yield points
                points = [point]
            else:
                points.append(point)
            if pdfium.FPDFPathSegment_GetClose(piece) and len(points) > 1:
                points.append(points[0])
        if len(points) > 1:
            yield points


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer  # noqa: N806 - the usual names of matrix entries
    return a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F
