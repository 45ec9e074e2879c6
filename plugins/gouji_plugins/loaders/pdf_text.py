"""Characters to lines, and lines to text.

Chinese type is set solid, so a gap says little: justified lines spread their characters, and
digits set in another font stand apart. A space is written where the file has a space character
that takes room, or where the gap is too wide to come from spacing alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter

from gouji.lean import NamedTuple
from gouji_plugins.loaders.pdf_page import Char

SAME_LINE = 0.4
"""Characters whose middles differ by less than this share of their size stand on one line."""
KERNED = 0.1
"""A space character narrower than this many ems only moves the next character."""
WORD_GAP, DIGIT_GAP, CJK_GAP = 0.2, 0.5, 1.5
"""Gaps, in ems, that part Latin words, figures, and anything beside a Chinese character."""
CELL_GAP = 1.2
"""A gap of this many ems may part two columns."""
SMALL, RAISED = 0.8, 0.15
"""What is this much narrower and lower than the digit before it, and raised by this share of its height, is another number's mark."""
FULL = 2.6
"""A line that ends less than this many ems before the edge of its cell may go on: a pair of signs that must stay together did not fit."""

LEFT = itemgetter(1)
"""The left edge of a character, to sort by."""
_FIGURES = frozenset("0123456789.,+-")


class Line(NamedTuple):
    """One line of text on page `page`, its characters from left to right, `size` the size of its type in points.

    `text` is without space at its ends.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    chars: tuple[Char, ...]
    size: float
    text: str

    @property
    def middle(self) -> float:
        """The y of the middle of the line."""
        return (self.top + self.bottom) / 2

    def with_more(self, lines: Sequence[Line]) -> Line:
        """This line and others that go on where it ends, beside or below it."""
        together = (self, *lines)
        chars = tuple(char for line in together for char in line.chars)
        right, bottom = max(line.right for line in together), max(line.bottom for line in together)
        return self._replace(right=right, bottom=bottom, chars=chars, text=_text(chars, self.size))


def em(chars: Sequence[Char]) -> float:
    """The size of type in points: the width of its Chinese characters, else guessed from digits or the height.

    The height of the em box alone will not do: fonts differ by half in what they add above and below.
    """
    sizes = [right - left for text, left, _, right, _, _, _, _ in chars if text > "\u2e7f"]
    if not sizes:
        sizes = [(right - left) / 0.55 for text, left, _, right, _, _, _, _ in chars if text.isdigit()]
    if not sizes:
        sizes = [char.height * 0.85 for char in chars]
    sizes.sort()
    return max(sizes[len(sizes) // 2], 1.0)


def lines_of(chars: Iterable[Char], page: int) -> list[Line]:
    """The lines of some characters, from top to bottom; lines of white space only are left out."""
    rows: list[list[Char]] = []
    mean = size = 0.0
    for middle, char in sorted([((char[2] + char[4]) / 2, char) for char in chars]):
        text, left, top, right, bottom, _, _, _ = char
        own = right - left if text > "\u2e7f" else 0.8 * (bottom - top)
        if rows and middle - mean < SAME_LINE * max(size, own):
            row = rows[-1]
            row.append(char)
            mean += (middle - mean) / len(row)
            size = max(size, own)
        else:
            rows.append([char])
            mean, size = middle, own
    return [line for row in rows if (line := _line(row, page)) is not None]


def _line(row: list[Char], page: int) -> Line | None:
    row = _once(sorted(row, key=LEFT))
    inked = [char for char in row if not char.text.isspace()]
    if not inked:
        return None
    _, lefts, tops, rights, bottoms, _, _, _ = zip(*inked, strict=True)
    size = em(row)
    return Line(page, min(lefts), min(tops), max(rights), max(bottoms), tuple(row), size, _text(row, size))


def _once(row: list[Char]) -> list[Char]:
    """Characters in order, without those drawn again at the same spot: bold type or a shadow by drawing twice."""
    return row[:1] + [char for before, char in pairwise(row) if char.text != before.text or not _is_echo(char, before)]


def _is_echo(char: Char, before: Char) -> bool:
    reach = max(0.8, 0.12 * char.height)
    return abs(char.left - before.left) < reach and abs(char.x - before.x) < reach and abs(char.y - before.y) < reach


def _text(chars: Iterable[Char], size: float) -> str:
    """The text of one line of characters given from left to right, without raised marks of notes: digits, and all behind digits."""
    parts: list[str] = []
    before = space = ""
    end = width = height = floor = 0.0
    for text, left, top, right, bottom, _, _, _ in chars:
        if text.isspace():
            space = space or text
            continue
        if before:
            small = right - left < SMALL * width and bottom - top < SMALL * height
            if small and bottom < floor - RAISED * height and (text.isdigit() or before.isdigit()):
                end = right
                continue
            gap = (left - end) / size
            if space:
                if gap >= KERNED:
                    parts.append(space)
            elif gap >= WORD_GAP and gap >= _gap_between(before, text):
                parts.append(" ")
        parts.append(text)
        before, end, space = text, right, ""
        width, height, floor = (right - left, bottom - top, bottom) if text.isdigit() else (0.0, 0.0, 0.0)
    return "".join(parts)


def _gap_between(before: str, after: str) -> float:
    if before > "\u2e7f" or after > "\u2e7f":
        return CJK_GAP
    return DIGIT_GAP if before in _FIGURES and after in _FIGURES else WORD_GAP


def segments(line: Line, gap: float = CELL_GAP) -> list[Line]:
    """The line cut where gaps are `gap` ems wide or more, as in a table without ruling lines."""
    parts: list[list[Char]] = []
    previous: Char | None = None
    least = gap * line.size
    for char in line.chars:
        if char.text.isspace():
            continue
        if previous is None or char.left - previous.right >= least:
            parts.append([])
        parts[-1].append(char)
        previous = char
    return [part for row in parts if (part := _line(row, line.page)) is not None]


class Block(NamedTuple):
    """The text of one table cell.

    `upright` says that it is written from top to bottom; `full` that its last line reaches the
    right edge of the cell, so that it may go on elsewhere.
    """

    text: str
    upright: bool = False
    full: bool = False


def cell_text(chars: Sequence[Char], page: int, right: float) -> Block:
    """The text of a cell whose right edge is at `right`, lines joined with a line feed.

    Vertical writing (the cell 三、本年度办理结果) is read down its columns into one line.
    """
    inked = [char for char in chars if not char.text.isspace()]
    if not inked:
        return Block("")
    if len(chars) == 1:  # nearly every number of these tables
        return Block(chars[0].text, full=chars[0].right >= right - FULL * em(chars))
    run = _run(inked) if len(inked) > 2 else 0
    if run:
        return Block("".join(char.text for char in _columns(inked, run)), upright=True)
    lines = lines_of(chars, page)
    full = lines[-1].right >= right - FULL * lines[-1].size
    if len(lines) > 1 and all(sum(not char.text.isspace() for char in line.chars) == 1 for line in lines):
        return Block("".join(line.text for line in (lines[::-1] if _runs_up(inked) else lines)), upright=True, full=full)
    return Block("\n".join(line.text for line in lines), full=full)


def _run(chars: list[Char]) -> int:
    """1 when the characters, in the order they are told, run down, -1 up, 0 across."""
    along = across = 0
    size = max(em(chars), 4.0)
    for before, after in pairwise(chars):
        dx, dy = abs(after.x - before.x), abs(after.y - before.y)
        if dx > 0.5 * size and dy < 0.5 * size:
            across += 1
        elif dx < 0.6 * size and dy > 0.5 * size:
            along += 1
    if along < 2 or along <= across:
        return 0
    # The order does not tell up from down: pdfium sorts the characters of pages with a /Rotate entry.
    return -1 if _runs_up(chars) else 1


def _runs_up(chars: Sequence[Char]) -> bool:
    """Whether vertical writing is read from the bottom: its characters lie on their backs or stand on their heads."""
    return sum(char.turned in (1, 2) for char in chars) * 2 > len(chars)


def _columns(chars: list[Char], run: int) -> list[Char]:
    """Characters of vertical writing in reading order: columns from the right when it runs down."""
    size = em(chars)
    columns: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.x):
        if columns and char.x - columns[-1][0].x < 0.7 * size:
            columns[-1].append(char)
        else:
            columns.append([char])
    if run > 0:
        columns.reverse()
    return [char for column in columns for char in _once(sorted(column, key=lambda char: run * char.y))]
