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
_STOPS = tuple("。；：！？.;:!?）)")
_SHORT = 2.2
"""A line that ends this many characters or more before the right margin is the last of its paragraph, unless what the next one
begins with had no room there."""
_UNPARTED = re.compile("(?:[!-~]+|.)[，。、；：！？）》〉”’」』】]*")
"""What a line begins with that is never parted: 日）。 or www.gov.cn."""
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
    found = {width: _margins(group, width) for width, group in by_width.items()}
    return {page: found.get(width, (0.0, float(width))) for page, width in widths.items()}


def _margins(lines: list[Line], width: float) -> Margins:
    """The edges that long lines agree on; without such lines, equal margins on both sides."""
    left = _agreed([line.left for line in lines])
    left = min(line.left for line in lines) if left is None else left
    right = _agreed([-line.right for line in lines if line.right - line.left > width / 2])
    return left, width - left if right is None else -right


def _agreed(edges: list[float]) -> float | None:
    """The lowest place that at least a tenth of the edges, and two, share within 6 points."""
    need = max(2, len(edges) // 10)
    counts = Counter(round(edge / 3) for edge in edges)
    for edge in sorted(edges):
        if counts[round(edge / 3)] + counts[round(edge / 3) + 1] >= need:
            return edge
    return None


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
    if line.right < right - _room(text, more) * size or following.left > left + _INDENT * size:
        return False
    if line.page == following.page and following.top - line.bottom > 2.0 * size:
        return False
    if not _HEADING.match(more):
        return True
    return not (text.endswith(_STOPS) or (_HEADING.match(text) and text == line.text))


def _room(text: str, more: str) -> float:
    """How many characters a line may end before the right margin where another line of the paragraph follows."""
    begin = None if text.endswith(_STOPS) else _UNPARTED.match(more)
    return max(_SHORT, sum(0.5 if one.isascii() else 1.0 for one in begin[0])) if begin else _SHORT


def _between(text: str, more: str) -> str:
    """A space between Latin words that a line end parted; nothing between Chinese characters or digits."""
    return " " if text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii() and more[:1].isalpha() else ""
