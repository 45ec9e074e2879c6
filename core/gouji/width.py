"""Texts by their width on a screen: a Chinese character takes up two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

_NO_START = frozenset("，。、；：？！）〕】》”’…％%),.;:?!]}")
_NO_END = frozenset("（〔【《“‘([{")


@lru_cache(4096)
def wide(character: str) -> int:
    """Columns one character takes up."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """Columns the text takes up."""
    return len(text) if text.isascii() else sum(map(wide, text))


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
        used += wide(character)
        if used > columns:
            break
        kept += character
    return kept + "…"


def breaks(text: str, columns: int, *, hang: int = 0, wide: Callable[[str], int] = wide) -> list[int]:
    """The offsets at which to fold a text to this many columns; lines after the first have `hang` fewer.

    Words and numbers stay whole where they fit; no line begins with a closing mark or ends with an
    opening one. A blank between two lines hangs over the end of the first. `wide` tells the columns
    of a character.
    """
    offsets: list[int] = []
    start = at = used = 0
    while at < len(text):
        taken = wide(text[at])
        if used + taken <= columns or at == start:
            used += taken
            at += 1
            continue
        cut = at
        while cut > start + 1 and _glued(text[cut - 1], text[cut]):
            cut -= 1
        if cut == start + 1:
            cut = at
        if text[cut] == " ":
            cut += 1
        if cut < len(text):
            offsets.append(cut)
        start = at = cut
        used = hang
    return offsets


def _glued(before: str, after: str) -> bool:
    """Whether no line may end between these two characters."""
    if after in _NO_START or before in _NO_END:
        return True
    return before.isascii() and after.isascii() and not before.isspace() and not after.isspace()
