"""What is printed over or beside the text of a page and would stand among its numbers: watermarks, line numbers, lines
that strike text out, and characters over others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from math import ceil, floor

from gouji_plugins.loaders.pdf_drawing import Rule
from gouji_plugins.loaders.pdf_lattice import MAX_RULES
from gouji_plugins.loaders.pdf_page import Char, Page
from gouji_plugins.loaders.pdf_text import LEFT, Line, segments

MANY = 5
"""So many numbers in the margin of one page, growing by the same from each to the next, count its lines."""
APART = 0.4
"""A gap of this many ems parts such a number from the text of its line."""

LEVEL = 0.2
"""A line that strikes a character out strays at most this share of its height from the middle of its ink."""
STRAY = range(-2, 3)
"""How many whole points that may be, in type of the sizes of reports."""
FLUSH = 0.4
"""It ends at most this share of the height before or behind the text that it strikes out; a ruling line goes on."""
SHORT = 3.0
"""A line shorter than this many points is a dot."""
WITHIN = 0.1
"""A character whose middle lies this share of another's width and more inside that is printed over it."""
HUGE = 3
"""A character this many times as high as most of its page is printed over a table, not in it."""


def oversized(chars: Sequence[Char]) -> set[Char]:
    """The characters of a page that are far larger than most of it."""
    heights = sorted([bottom - top for _, _, top, _, bottom, _, _, _ in chars])
    most = HUGE * heights[len(heights) // 2] if heights else 0.0
    return {char for char in chars if char.height > most} if heights and heights[-1] > most else set()


def without_struck(page: Page) -> Page:
    """The page without the characters that a line strikes out, and without such lines."""
    rules = [rule for rule in page.level if rule.end - rule.start >= SHORT]
    if len(rules) > MAX_RULES:  # hatching, no lines of text or tables
        return page
    near = {round(rule.at) + stray for rule in rules for stray in STRAY}
    crossed: dict[int, list[Char]] = {}
    for char in page.chars:
        if (y := round(char.y)) in near:
            crossed.setdefault(y, []).append(char)
    struck: set[Char] = set()
    strokes: set[Rule] = set()
    for rule in rules if crossed else ():
        beside = (char for stray in STRAY for char in crossed.get(round(rule.at) + stray, ()))
        under = [char for char in beside if rule.start <= char.x <= rule.end and abs(rule.at - char.y) <= LEVEL * char.height]
        if under:
            slack = FLUSH * max(char.height for char in under)
            left, right = min(char.left for char in under), max(char.right for char in under)
            if abs(left - rule.start) <= slack and abs(right - rule.end) <= slack:
                struck.update(under)
                strokes.add(rule)
    if not struck:
        return page
    return page._replace(
        chars=[char for char in page.chars if char not in struck], level=[rule for rule in page.level if rule not in strokes]
    )


def legible(chars: Sequence[Char], faint: Set[tuple[float, float]]) -> Sequence[Char]:
    """The characters of one cell, in the order they are drawn, without digits in a light colour beside dark ones, and
    without those that another one is printed over. The same character twice is bold type.

    `faint` are the middles of the characters of the page in a light colour.
    """
    light = [char for char in chars if (char.x, char.y) in faint] if faint else []
    if _has_digits(light):
        dark = [char for char in chars if char not in light]
        chars = dark if _has_digits(dark) else chars
    pairs = pairwise(sorted(chars, key=LEFT))
    over = [pair for pair in pairs if pair[0].text != pair[1].text and _lies_in(pair[1], pair[0])]
    below = {min(pair, key=chars.index) for pair in over}
    return [char for char in chars if char not in below] if below else chars


def _has_digits(chars: Sequence[Char]) -> bool:
    return any(char.text.isdigit() for char in chars)


def _lies_in(char: Char, other: Char) -> bool:
    inset = WITHIN * (other.right - other.left)
    return other.left + inset < char.x < other.right - inset and other.top < char.y < other.bottom


def without_watermark(pages: list[Page]) -> tuple[list[Page], str]:
    """The pages without what stands on all of them in a light colour and at the same spot; and what that says."""
    if len(pages) < 2 or not all(page.faint for page in pages):
        return pages, ""
    everywhere = set.intersection(*(set(_spots(page)) for page in pages))
    marks = [
        {char for char in page.chars if (char.x, char.y) in page.faint and (char.text, round(char.x), round(char.y)) in everywhere}
        for page in pages
    ]
    kept = [page._replace(chars=[char for char in page.chars if char not in own]) for page, own in zip(pages, marks, strict=True)]
    return kept, "".join(char.text for char in pages[0].chars if char in marks[0]).strip()


def _spots(page: Page) -> Iterator[tuple[str, int, int]]:
    """Where the light characters of a page stand, to either side of each place: what is drawn again strays a little."""
    for char in page.chars:
        if (char.x, char.y) in page.faint:
            yield from ((char.text, x, y) for x in (floor(char.x), ceil(char.x)) for y in (floor(char.y), ceil(char.y)))


def line_numbers(pages: Sequence[Sequence[Line]]) -> set[Char]:
    """The characters of the numbers with which lines are counted in the left margin of the pages."""
    margins = [list(_in_margin(lines)) for lines in pages]
    if not any(len(numbers) >= MANY and _counts(numbers) for numbers in margins):
        return set()
    return {char for numbers in margins if _counts(numbers) for number in numbers for char in number.chars}


def _in_margin(lines: Sequence[Line]) -> Iterator[Line]:
    """The numbers left of all other text of a page, from top to bottom."""
    rows = [segments(line, APART) if line.chars[0].text.isdecimal() else [line] for line in lines]
    text = min((part.left for row in rows for part in row[row[0].text.isdecimal() :]), default=0.0)
    return (row[0] for row in rows if row[0].text.isdecimal() and row[0].right < text)


def _counts(numbers: Sequence[Line]) -> bool:
    """Whether numbers grow by the same from one to the next."""
    steps = {int(after.text) - int(before.text) for before, after in pairwise(numbers)}
    return len(steps) <= 1 and all(step > 0 for step in steps)
