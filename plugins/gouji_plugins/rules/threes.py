"""Which three characters stand in a row in several reports."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gouji_plugins.rules.vocabulary import Rows, lines_of, listed


class Threes:
    """Threes of characters. In the list there is a row for each first one: the two behind it, pair by pair."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __contains__(self, three: str) -> bool:
        row, two = self._rows[three[0]], three[1:]
        at = row.find(two)
        while at > 0 and at % 2:
            at = row.find(two, at + 1)
        return at >= 0

    def between(self, first: str, last: str) -> list[str]:
        """The characters that stand between these two."""
        row = self._rows[first]
        return [row[at - 1] for at in _places(row, last, 1)]

    def behind(self, first: str, second: str) -> list[str]:
        """The characters that stand behind these two."""
        row = self._rows[first]
        return [row[at + 1] for at in _places(row, second, 0)]

    def widened(self, words: Iterable[str]) -> Threes:
        """The same with those that stand in these words."""
        rows = Rows(self._rows.lines)
        for word in words:
            for at in range(len(word) - 2):
                rows[word[at]] += word[at + 1 : at + 3]
        return Threes(rows)


def _places(row: str, character: str, offset: int) -> list[int]:
    """Where a character stands in a row, so far from the beginning of a pair."""
    found = []
    at = row.find(character)
    while at >= 0:
        if at % 2 == offset:
            found.append(at)
        at = row.find(character, at + 1)
    return found


@lru_cache(1)
def threes() -> Threes:
    """The threes that come with gouji."""
    return Threes(Rows(lines_of(listed("official-threes"))))
