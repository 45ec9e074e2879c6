"""The numbers that a browser writes before the items of an ordered list."""

from __future__ import annotations

import re

from gouji.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNMARKED = r"(?i)list-style(?:-type)?\s*:\s*[^;]*\bnone\b"
_CHINESE = r"(?i)list-style(?:-type)?\s*:\s*[^;]*\b(?:cjk-ideographic|simp-chinese|trad-chinese|cjk-decimal)"
_NUMBERED = r"\s*(?:[（(]?[0-9０-９一二三四五六七八九十]+[）)、.．:：]|第[一二三四五六七八九十]+[条章节项款、，]|[①-⑳㈠-㈩])"
_INTEGER = r"\s*(-?\d{1,6})"
_FORMATS = {"一": "chineseCounting", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class Numbering:
    """The open lists of a page and the number due before the next words."""

    def __init__(self) -> None:
        self._lists: list[tuple[str, list[int]]] = []
        self._due = ""

    def open(self, name: str, node: LexborNode) -> None:
        """A list begins; only `ol` numbers its items."""
        style, start, step = "", 1, 1
        if name == "ol":
            attributes = node.attributes
            look = attributes.get("style") or ""
            style = "一" if re.search(_CHINESE, look) else "" if re.search(_UNMARKED, look) else (attributes.get("type") or "1")
            start = _integer(attributes.get("start"), 1)
            step = -1 if "reversed" in attributes else 1
        self._lists.append((style, [start, step]))

    def close(self) -> None:
        """The innermost list ends."""
        self._lists.pop()
        self._due = ""

    def item(self, node: LexborNode) -> None:
        """An item begins."""
        if not self._lists or not self._lists[-1][0]:
            self._due = ""
            return
        style, counter = self._lists[-1]
        value = node.attributes.get("value")
        number = _integer(value, counter[0]) if value else counter[0]
        counter[0] = number + counter[1]
        self._due = _written(number, style)

    def mark(self, text: str) -> str:
        """`text` with the number that is due, unless the author has written one."""
        due, self._due = self._due, ""
        return due + text if due and not re.match(_NUMBERED, text) else text


def _integer(value: str | None, default: int) -> int:
    found = re.match(_INTEGER, value or "")
    return int(found[1]) if found else default


def _written(number: int, style: str) -> str:
    name = _FORMATS.get(style, "")
    if name and number > 0:
        from gouji_plugins.loaders.numbering import number_text

        return number_text(number, name) + ("、" if style == "一" else ". ")
    return f"{number}. "
