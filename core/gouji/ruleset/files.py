"""A ruleset file as found."""

from __future__ import annotations

from gouji.lean import NamedTuple


class File(NamedTuple):
    """One ruleset file: its path as the user knows it, and its content."""

    path: str
    content: bytes
