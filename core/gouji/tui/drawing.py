"""Text on a grid of terminal cells: cut, padded and folded by display width.

Chinese characters are two cells wide. What comes from a document has passed `gouji.telling.printable`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.text import Text

from gouji.width import breaks as width_breaks

ELLIPSIS = "…"


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Exactly `width` cells: padded, or cut at the end with an ellipsis."""
    length = cell_len(text)
    if length > width:
        if width <= 0:
            return ""
        head = set_cell_size(text, width - 1)
        # A wide character that is cut through leaves its blank behind the ellipsis, not before it.
        return head[:-1] + ELLIPSIS + " " if head.endswith(" ") else head + ELLIPSIS
    return " " * (width - length) + text if right else text + " " * (width - length)


@lru_cache(maxsize=4096)
def middle(text: str, width: int) -> str:
    """Exactly `width` cells, cut in the middle: the beginning and the end tell labels apart."""
    if cell_len(text) <= width:
        return fit(text, width)
    end = _end(text, max((width - 1) // 3, 1))
    head = set_cell_size(text, max(width - 1 - cell_len(end), 0)).rstrip()
    return fit(head + ELLIPSIS + end, width)


def ending(text: str, width: int) -> str:
    """At most `width` cells of a text, cut at its beginning: the ends tell names of files apart."""
    return text if cell_len(text) <= width else ELLIPSIS + _end(text, width - 1)


def _end(text: str, width: int) -> str:
    start = len(text)
    while start and cell_len(text[start - 1 :]) <= width:
        start -= 1
    return text[start:]


def breaks(text: str, width: int, *, hang: int = 0) -> list[int]:
    """The offsets at which to fold a text to `width` cells as a terminal shows it; see `gouji.width.breaks`."""
    return width_breaks(text, width, hang=hang, wide=cell_len)


def fold(text: Text, width: int, *, hang: int = 0) -> list[Text]:
    """The lines of a text folded to `width` cells, styles kept; later lines indented by `hang`."""
    lines: list[Text] = []
    for line in text.split("\n", allow_blank=True):
        first, *rest = line.divide(breaks(line.plain, width, hang=min(hang, max(width - 2, 0))))
        lines += [first, *(Text(" " * hang) + piece for piece in rest)]
    return lines


def segments(text: Text, console: Console) -> Iterable[Segment]:
    """A line of text with all its styles; rich forgets that of the whole where no part of it has one of its own."""
    return Segment.apply_style(text.render(console), console.get_style(text.style))
