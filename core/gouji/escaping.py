"""Words of a document in formats that would obey some of them: a spreadsheet's formulas, Markdown's marks."""

from __future__ import annotations

import re

from gouji.telling import printable

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_MARKS = re.compile(r"([\\`*_{}\[\]<>|#~])")


def for_spreadsheet(text: str) -> str:
    """The text as a spreadsheet will show it: what would begin a formula gets an apostrophe before
    it, numbers stay numbers."""
    shown = printable(text)
    if shown[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠") and not _NUMBER.fullmatch(shown):
        return "'" + shown
    return shown


def for_markdown(text: str) -> str:
    """The text with nothing in it that Markdown or HTML would obey."""
    return _MARKS.sub(r"\\\1", printable(text)).replace("&", "&amp;")
