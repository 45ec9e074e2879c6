"""Lines of running text put together into paragraphs.

A line goes on in the next one when it reaches the right margin and the next one starts at the left
margin, in type of the same size. Indentation, a short line, a wide gap or a heading's number begin
a new paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from gouji.document import Paragraph, Place
from gouji_plugins.loaders.pdf_page import Page
from gouji_plugins.loaders.pdf_text import Line

Margins = tuple[float, float]
"""The left and the right edge of the text on a page."""

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}\s*、|[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)](?!项)")
_STOPS = "。；：！？.;:!?"
_SHORT = 2.2
"""A line that ends this many characters or more before the right margin is the last of its paragraph."""
_INDENT = 1.1
"""A line that starts this many characters or more right of the left margin begins a paragraph."""


def margins(pages: Sequence[Page], lines: Iterable[Line]) -> dict[int, Margins]:
    """The text margins of each page, by its number.

    Pages of one width share them; a page too empty to tell takes those of the others.
    """
    by_width: dict[int, list[Line]] = {}
    widths = {page.number: round(page.width) for page in pages}
    for line in lines:
        by_width.setdefault(widths[line.page], []).append(line)
    found = {width: _margins(group) for width, group in by_width.items()}
    return {page: found.get(width, (0.0, float(width))) for page, width in widths.items()}


def _margins(lines: list[Line]) -> Margins:
    right = _usual((line.right for line in lines), largest=True)
    left = _usual((line.left for line in lines), largest=False)
    return left, max(right, left + 1.0)


def _usual(edges: Iterable[float], largest: bool) -> float:
    """The outermost place where at least a tenth of the lines, and two, begin or end."""
    sign = -1 if largest else 1
    ordered = sorted(sign * edge for edge in edges)
    need = max(2, len(ordered) // 10)
    counts = Counter(round(edge / 3) for edge in ordered)
    for edge in ordered:
        bucket = round(edge / 3)
        if counts[bucket] + counts[bucket + 1] >= need:
            return sign * edge
    return sign * ordered[0]


def paragraphs(lines: Sequence[Line], edges: dict[int, Margins]) -> list[Paragraph]:
    """The paragraphs of lines that follow each other with no table between them."""
    done: list[Paragraph] = []
    text, start, previous = "", 0, None
    for line in lines:
        more = line.text
        if previous is not None and _goes_on(previous, line, text, more, edges):
            text += _between(text, more) + more
        else:
            if previous is not None:
                done.append(Paragraph(text, Place(page=start)))
            text, start = more, line.page
        previous = line
    if previous is not None:
        done.append(Paragraph(text, Place(page=start)))
    return done


def _goes_on(line: Line, following: Line, text: str, more: str, edges: dict[int, Margins]) -> bool:
    size = line.size
    if not 0.8 < following.size / max(size, 1.0) < 1.25:
        return False
    left, right = edges[following.page][0], edges[line.page][1]
    if line.right < right - _SHORT * size or following.left > left + _INDENT * size:
        return False
    if line.page == following.page and following.top - line.bottom > 2.0 * size:
        return False
    return not (_HEADING.match(more) and text.endswith(tuple(_STOPS)))


def _between(text: str, more: str) -> str:
    """A space between Latin words that a line end parted; nothing between Chinese characters or digits."""
    return " " if text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii() and more[:1].isalpha() else ""
