"""Pinyin initials: `xzsp` finds 行政审批.

The table holds the 8,105 characters of the 通用规范汉字表 under the first letters of all their
readings, so that 行 is found as x and as h.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

LONGEST = 32
"""Longer words are nobody's initials; they are searched as they stand."""


@cache
def _letters() -> dict[str, str]:
    text = (files("gouji.tui") / "data" / "initials.txt").read_text(encoding="utf-8")
    return {line[0]: line[1:] for line in text.splitlines() if line[:1].isalpha()}


@cache
def initials(word: str) -> re.Pattern[str] | None:
    """A pattern that finds `word` read as pinyin initials, or None where it cannot be that."""
    if not 1 < len(word) <= LONGEST or not (word.isascii() and word.isalpha()):
        return None
    letters = _letters()
    return re.compile("".join(f"[{letter}{letter.upper()}{letters.get(letter, '')}]" for letter in word.lower()))
