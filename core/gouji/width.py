"""Texts by their width on a screen: a Chinese character takes up two columns."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


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
