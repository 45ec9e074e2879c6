"""How alike two wordings are, and which of the known ones a text is most like.

Likeness is twice the length of the longest common subsequence over the length of both, in percent:
what rapidfuzz calls `ratio`. Its own import would take as long as recognising a whole report, where
hardly any text is like a label without being one; most are set aside here by their letters alone.
"""

from __future__ import annotations

from collections.abc import Iterable


def ratio(one: str, other: str) -> float:
    """The likeness of two texts, from 0 to 100."""
    return _percent(_common(_marks(one), len(one), other), len(one) + len(other))


class Wordings:
    """Known wordings; the first of equally like ones counts as nearest."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = [(wording, frozenset(wording)) for wording in known]
        self._letters = frozenset().union(*(letters for _, letters in self._known))

    def like(self, text: str, least: float) -> list[tuple[float, str]]:
        """(likeness, wording) of every wording at least so like the text, the nearest first."""
        length = len(text)
        # What is common is no longer than the wording, and has none but letters that both texts have.
        if not length or (200 - least) * sum(map(self._letters.__contains__, text)) < least * length:
            return []
        marks = _marks(text)
        found: list[tuple[float, str]] = []
        for wording, letters in self._known:
            both = length + len(wording)
            needed = least * both / 200 - 1e-9
            if min(length, len(wording)) < needed or sum(map(letters.__contains__, text)) < needed:
                continue
            if sum(map(marks.__contains__, wording)) < needed:
                continue
            common = _common(marks, length, wording)
            if common >= needed:
                found.append((_percent(common, both), wording))
        found.sort(key=lambda one: -one[0])
        return found

    def nearest(self, text: str, least: float) -> tuple[float, str] | None:
        """(likeness, wording) of the nearest wording, if any is at least so like the text."""
        found = self.like(text, least)
        return found[0] if found else None


def nearest(word: str, known: Iterable[str], least: float = 50) -> str:
    """，是不是“…”？ with the known word most like this one, or "" when none is so like it, in percent."""
    found = Wordings(known).nearest(word, least)
    return f"，是不是“{found[1]}”？" if found else ""


def _percent(common: int, both: int) -> float:
    return 200 * common / both if both else 100.0


def _marks(text: str) -> dict[str, int]:
    """For each letter the places where it stands, as bits."""
    marks: dict[str, int] = {}
    for place, letter in enumerate(text):
        marks[letter] = marks.get(letter, 0) | 1 << place
    return marks


def _common(marks: dict[str, int], length: int, other: str) -> int:
    """The length of the longest common subsequence, a row of its table at a time (Hyyrö 2004)."""
    every = (1 << length) - 1
    row = every
    for letter in other:
        met = row & marks.get(letter, 0)
        row = (row + met | row - met) & every
    return length - row.bit_count()
