"""Which three characters stand in a row in several reports."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gouji_plugins.rules.vocabulary import Rows, listed


class _Divided(dict[str, tuple[str, str]]):
    """The rows of a list, the pairs of each divided into their first and their second characters, when they are asked for."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def __missing__(self, first: str) -> tuple[str, str]:
        row = self.rows[first]
        self[first] = found = row[::2], row[1::2]
        return found


class Threes:
    """Threes of characters. In the list there is a row for each first one: the two behind it, pair by pair, in order."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self._behind = rows, _Divided(rows)

    def __contains__(self, three: str) -> bool:
        row, two = self._rows[three[0]], three[1:]
        at = row.find(two)
        while at % 2 and at > 0:  # the end of one pair and the beginning of the next
            at = row.find(two, at + 1)
        return at >= 0

    def between(self, first: str, last: str) -> list[str]:
        """The characters that stand between these two."""
        seconds, thirds = self._behind[first]
        found = []
        at = thirds.find(last)
        while at >= 0:
            found.append(seconds[at])
            at = thirds.find(last, at + 1)
        return found

    def behind(self, first: str, second: str) -> str:
        """The characters that stand behind these two."""
        seconds, thirds = self._behind[first]
        at = seconds.find(second)
        return thirds[at : at + seconds.count(second)] if at >= 0 else ""

    def widened(self, words: Iterable[str]) -> Threes:
        """The same with those that stand in these words."""
        rows = Rows(self._rows.lines)
        for word in words:
            for first, second, third in zip(word, word[1:], word[2:], strict=False):
                row = rows[first]
                rows[first] = "".join(sorted({second + third, *(row[at : at + 2] for at in range(0, len(row), 2))}))
        return Threes(rows)


@lru_cache(1)
def threes() -> Threes:
    """The threes that come with gouji."""
    return Threes(Rows(listed("official-threes").splitlines()))
