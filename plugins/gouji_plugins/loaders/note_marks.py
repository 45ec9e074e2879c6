"""Raised marks that refer to a note: 12 with a small 3 above it is twelve, not a hundred and twenty-three."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\d*＊#※①-⑳()（）\[\]［］〔〕注]+")


def is_note_mark(before: str, raised: str) -> bool:
    """Whether raised text only refers to a note, given the text before it: behind a Latin letter it is a power (m²)."""
    last = before[-1:]
    return (last.isdigit() or last > "\u2e7f") and _MARK.fullmatch(raised.strip()) is not None
