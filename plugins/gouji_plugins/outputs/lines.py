"""Lines of styled pieces, laid out by display width: a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

Piece = tuple[str, str]
"""A text and the name of its style, "" for plain."""

Line = list[Piece]

_NO_START = frozenset("，。、；：？！）〕】》”’…％%),.;:?!]}")
_NO_END = frozenset("（〔【《“‘([{")


@lru_cache(4096)
def _wide(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """Columns the text takes up."""
    return len(text) if text.isascii() else sum(map(_wide, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled up to this many columns; a longer one stays as it is."""
    space = " " * max(columns - width(text), 0)
    return space + text if right else text + space


def cut(text: str, columns: int) -> str:
    """The text within this many columns, with … where something was cut off."""
    if width(text) <= columns:
        return text
    kept = ""
    used = 1
    for character in text:
        used += _wide(character)
        if used > columns:
            break
        kept += character
    return kept + "…"


def fold(line: Line, columns: int | None, hang: int) -> list[Line]:
    """The line in pieces of at most `columns`, later ones indented by `hang`; whole when unlimited.

    Words and numbers stay whole where they fit; no line begins with a closing mark.
    """
    text = "".join(piece for piece, _ in line)
    if columns is None or width(text) <= columns:
        return [line]
    hang = min(hang, columns // 2)
    folded: list[Line] = []
    start = 0
    for end in (*_breaks(text, columns, hang), len(text)):
        part = _slice(line, start, end)
        folded.append([(" " * hang, ""), *part] if folded else part)
        start = end
    return folded


def _breaks(text: str, columns: int, hang: int) -> list[int]:
    offsets: list[int] = []
    start = at = used = 0
    while at < len(text):
        wide = _wide(text[at])
        if used + wide <= columns or at == start:
            used += wide
            at += 1
            continue
        end = at
        while end > start + 1 and _glued(text[end - 1], text[end]):
            end -= 1
        if end <= start + 1:
            end = at
        offsets.append(end)
        start = at = end
        used = hang
    return offsets


def _glued(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END:
        return True
    return before.isascii() and after.isascii() and not before.isspace() and not after.isspace()


def _slice(line: Line, start: int, end: int) -> Line:
    part: Line = []
    at = 0
    for text, style in line:
        piece = text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            part.append((piece, style))
        at += len(text)
    return part
