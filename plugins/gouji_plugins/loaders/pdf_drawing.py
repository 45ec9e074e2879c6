"""The drawings of a PDF page: ruling lines out of paths, what pictures lie on it, and whether any text is light in colour.

A stroked path gives all its level and upright sides. A filled one counts only if it is thin: WPS
paints white boxes behind each line of text, and shading is no ruling line either. White lines are
not seen by anyone and give nothing. Dotted lines come as thousands of dots from browsers; a dot is
offered to both directions, and joining the pieces shows to which it belongs.
"""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, repeat

from gouji.lean import Any, NamedTuple

MAX_OBJECTS = 40_000
"""Drawing objects read of one page, pieces of paths included."""
MAX_DEPTH = 6
"""Form objects (drawings within drawings) are followed this deep."""

RULE_THICKNESS = 3.0
"""A filled shape up to this many points thick is a ruling line; a thicker one is a background."""
STRAIGHT = 1.0
"""A line is level or upright when it strays at most this many points."""
SLACK = 0.5
"""Points by which a character may jut out of the bounds of the text that it is part of, or of what it is seen through."""
WHITE = 248
"""A colour whose components all reach this is white."""
LIGHT, CLEAR = 0x80, 0xB0
"""A colour whose components all reach the one, or whose opacity stays below the other, is faint."""
SAMPLE = 6
"""One of so many pieces of text is asked for its colour: a watermark is made of several, or drawn first or last of all."""

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_…
_INVISIBLE = 3  # FPDF_TEXTRENDERMODE_INVISIBLE: the text layer that OCR lays under a scan

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in reading space."""
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Rule(NamedTuple):
    """A ruling line: `at` is its y if it is level, its x if upright; it runs from `start` to `end`."""

    at: float
    start: float
    end: float


class Turn(NamedTuple):
    """Maps page space to reading space: X = a·x + b·y + e, Y = c·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of page space as (left, top, right, bottom) of reading space."""
        a, b, c, d, e, f, _, _ = self
        x0, x1 = a * left + b * bottom + e, a * right + b * top + e
        y0, y1 = c * left + d * bottom + f, c * right + d * top + f
        if x0 > x1:
            x0, x1 = x1, x0
        return (x0, y0, x1, y1) if y0 <= y1 else (x0, y1, x1, y0)

    def boxes(self, lefts: Sequence[float], bottoms: Sequence[float], rights: Sequence[float], tops: Sequence[float]) -> Iterator[Box]:
        """Many boxes at once."""
        if self.b or self.c:  # a quarter turn makes upright edges level
            lefts, bottoms, rights, tops = bottoms, lefts, tops, rights
        across, down, e, f = self.a + self.b, self.c + self.d, self.e, self.f
        x0, x1 = [across * x + e for x in lefts], [across * x + e for x in rights]
        y0, y1 = [down * y + f for y in bottoms], [down * y + f for y in tops]
        left, right = (x0, x1) if across > 0 else (x1, x0)
        top, bottom = (y0, y1) if down > 0 else (y1, y0)
        return zip(left, top, right, bottom, strict=True)


class Drawing:
    """Collects from a page's objects its ruling lines, the number of its pictures, and whether its text is unseen or faint.

    After `read`, `level` and `upright` hold the lines, `images` counts pictures, `unseen` says whether
    the text lies invisible under them, `faint` whether any of it is light in colour, and `cut` whether a limit was reached.
    `moved` tells of the text in drawings within the page how these are moved, and `cropped` of text that is cut off at the side
    from where to where it may be seen, and a place where it is, both by its address.
    """

    def __init__(self, pdfium: Any, turn: Turn) -> None:
        self.pdfium, self.turn = pdfium, turn
        self.level: list[Rule] = []
        self.upright: list[Rule] = []
        self.images = self.count = 0
        self.unseen = self.faint = self.cut = False
        self.moved: dict[int, Matrix] = {}
        self.cropped: dict[int, tuple[float, float, float]] = {}
        self._texts: list[Any] = []
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._matrix = pdfium.FS_MATRIX()
        self._ints = [ctypes.c_uint() for _ in range(4)]

    def read(self, page: Any) -> None:
        """Reads every object of the page."""
        pdfium = self.pdfium
        self._walk(pdfium.FPDFPage_GetObject, page, pdfium.FPDFPage_CountObjects(page), None, 0)
        if self.images:  # text lies unseen under a scan and nowhere else
            self.unseen = 2 * sum(map(_INVISIBLE.__eq__, map(pdfium.FPDFTextObj_GetTextRenderMode, self._texts))) > len(self._texts)
        if self.upright:
            self._crop()
        colour_of, colour = pdfium.FPDFPageObj_GetFillColor, self._ints
        self.faint = any(colour_of(item, *colour) and is_faint(*colour) for item in (*self._texts[::SAMPLE], *self._texts[-1:]))

    def _walk(self, object_of: Callable[[Any, int], Any], parent: Any, number: int, outer: Matrix | None, depth: int) -> None:
        pdfium = self.pdfium
        objects = list(map(object_of, repeat(parent), range(min(number, MAX_OBJECTS + 1))))
        for item, kind in zip(objects, map(pdfium.FPDFPageObj_GetType, objects), strict=True):
            self.count += 1
            if self.count > MAX_OBJECTS or len(self.level) + len(self.upright) > MAX_OBJECTS:
                self.cut = True
                return
            if kind == _TEXT:
                self._texts.append(item)
                if outer and outer != _IDENTITY:
                    self.moved[address(item)] = outer
            elif kind == _PATH:
                self._path(item, outer)
            elif kind == _IMAGE:
                self._image(item, outer)
            elif kind == _FORM and depth < MAX_DEPTH:
                inner = self._matrix_of(item)
                matrix = _product(inner, outer) if outer else inner
                self._walk(pdfium.FPDFFormObj_GetObject, item, pdfium.FPDFFormObj_CountObjects(item), matrix, depth + 1)

    def _matrix_of(self, item: Any) -> Matrix:
        matrix = self._matrix
        self.pdfium.FPDFPageObj_GetMatrix(item, matrix)
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def bounds(self, item: Any, outer: Matrix | None) -> Box:
        """The box around an object in reading space, given how the drawing that it is part of is moved."""
        left, bottom, right, top = self._floats
        self.pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        return self.box((left.value, bottom.value, right.value, top.value), outer)

    def box(self, corners: tuple[float, float, float, float], outer: Matrix | None) -> Box:
        """The corners (left, bottom, right, top) of something in a drawing that is moved so, in reading space."""
        left, bottom, right, top = corners
        if outer:
            (left, bottom), (right, top) = _apply(outer, left, bottom), _apply(outer, right, top)
        return self.turn.box(left, bottom, right, top)

    def _crop(self) -> None:
        """Finds the text that is too long for the cell of a worksheet: all of it is there, and a shape shows what fits."""
        pdfium = self.pdfium
        shapes = [*map(pdfium.FPDFPageObj_GetClipPath, self._texts)]
        columns = sorted(rule.at for rule in self.upright)
        edge = self.turn.width - STRAIGHT
        before: tuple[float, float] | None = None  # where the text before is seen, of which this may be the rest in another font
        where = 0.0
        for item, shape, number in zip(self._texts, shapes, map(pdfium.FPDFClipPath_CountPaths, shapes), strict=True):
            if number <= 0:
                continue
            place = address(item)
            outer = self.moved.get(place)
            left, _, right, _ = self.bounds(item, outer)
            if before or bisect_left(columns, left) < bisect_left(columns, right):
                first, last = shown = self._shown(shape, number, outer)
                is_cut = max(left, STRAIGHT) < first < right or left < last < min(right, edge)
                if is_cut and shown != before:
                    where = left if first < left else (first + min(right, last)) / 2
                before = shown if is_cut or shown == before else None
                if before:
                    self.cropped[place] = first, last, where

    def _shown(self, shapes: Any, number: int, outer: Matrix | None) -> tuple[float, float]:
        """From where to where something is seen at most through all of these shapes."""
        pdfium = self.pdfium
        x, y = ctypes.c_float(), ctypes.c_float()
        left, right = -math.inf, math.inf
        for index in range(number):
            pieces = pdfium.FPDFClipPath_CountPathSegments(shapes, index)
            self.count += max(pieces, 1)
            if self.count > MAX_OBJECTS:
                self.cut = True
                break
            corners = []
            for at in range(pieces):
                pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(shapes, index, at), x, y)
                corners.append(self.box((x.value, y.value, x.value, y.value), outer)[0])
            left, right = max(left, min(corners, default=left)), min(right, max(corners, default=right))
        return left - SLACK, right + SLACK

    def _image(self, item: Any, outer: Matrix | None) -> None:
        box = self.bounds(item, outer)
        width, height = box[2] - box[0], box[3] - box[1]
        if width > 60 and height > 60:
            self.images += 1
        elif min(width, height) <= RULE_THICKNESS and max(width, height) > 8:
            self._thin(box)

    def _thin(self, box: Box) -> None:
        """Takes a thin filled box as the ruling line it is drawn as; a dot may belong to either kind."""
        left, top, right, bottom = box
        width, height = right - left, bottom - top
        dot = max(width, height) <= RULE_THICKNESS
        if height <= RULE_THICKNESS and (width > height or dot):
            self.level.append(Rule((top + bottom) / 2, left, right))
        if width <= RULE_THICKNESS and (height > width or dot):
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
            self._thin(self.bounds(item, outer))
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
        for (x0, y0), (x1, y1) in pairwise(points):
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


def address(item: Any) -> int:
    """Where pdfium keeps an object: it may tell of one and the same by different handles."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def is_faint(red: ctypes.c_uint, green: ctypes.c_uint, blue: ctypes.c_uint, alpha: ctypes.c_uint) -> bool:
    """Whether a colour, as pdfium tells it, is light or lets through what lies under it."""
    return alpha.value < CLEAR or min(red.value, green.value, blue.value) >= LIGHT


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer  # noqa: N806 - the usual names of matrix entries
    return a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F
