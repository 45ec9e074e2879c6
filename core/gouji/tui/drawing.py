"""Text on a grid of terminal cells: cut, padded and folded by display width.

Chinese characters are two cells wide. What comes from a document has passed `gouji.telling.printable`.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.text import Text

ELLIPSIS = "…"
_NO_START = frozenset("，。、；：？！）〕】》”’…％%),.;:?!]}")
_NO_END = frozenset("（〔【《“‘([{")


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
    tail = max((width - 1) // 3, 1)
    end = ""
    for character in reversed(text):
        if cell_len(character + end) > tail:
            break
        end = character + end
    head = set_cell_size(text, max(width - 1 - cell_len(end), 0)).rstrip()
    return fit(head + ELLIPSIS + end, width)


def breaks(text: str, width: int) -> list[int]:
    """The offsets at which to fold a text to `width` cells.

    Words and numbers stay whole where they fit; no line begins with a closing mark or ends with an
    opening one. A blank between two lines hangs over the end of the first.
    """
    offsets: list[int] = []
    start = at = used = 0
    while at < len(text):
        wide = cell_len(text[at])
        if used + wide <= width or at == start:
            used += wide
            at += 1
            continue
        cut = at
        while cut > start + 1 and (_glued(text, cut) or text[cut] in _NO_START or text[cut - 1] in _NO_END):
            cut -= 1
        if cut == start + 1:
            cut = at
        if text[cut] == " ":
            cut += 1
        if cut < len(text):
            offsets.append(cut)
        start = at = cut
        used = 0
    return offsets


def _glued(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return before.isascii() and after.isascii() and (before.isalnum() or before in ".-_/") and (after.isalnum() or after in ".-_/")


def fold(text: Text, width: int, *, hang: int = 0) -> list[Text]:
    """The lines of a text folded to `width` cells, styles kept; later lines indented by `hang`."""
    lines: list[Text] = []
    for line in text.split("\n", allow_blank=True):
        first, rest = line, None
        offsets = breaks(line.plain, width)
        if offsets and hang:
            first, rest = line.divide(offsets[:1])
            lines.append(first)
            lines.extend(Text(" " * hang) + piece for piece in rest.divide(breaks(rest.plain, max(width - hang, 2))))
        else:
            lines.extend(line.divide(offsets) if offsets else [line])
    return lines
