"""Which characters stand side by side in a text, and which of these pairs reports usually have.

A lost character brings two others together. Most pairs of a report stand in every report, so what
is left after passing those over is little, and only there is looked for slips.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from gouji.cache import remembered
from gouji.data import PackagedFile
from gouji.lean import Any, NamedTuple
from gouji_plugins.rules.vocabulary import common_words

_FORM = "pairs6"
_LINE_END = "|"
_FIRST, _SECOND = (0, 16) if sys.byteorder == "little" else (16, 0)


class Bound(NamedTuple):
    """A character that never stands alone: what makes a word with it before and behind, and its words that are usual in reports."""

    before: str
    behind: str
    words: tuple[str, ...]


class Official(NamedTuple):
    """What is usual in reports: pairs, as numbers; the characters behind each; and the characters that are bound."""

    pairs: frozenset[int]
    behind: Mapping[str, str]
    bound: Mapping[str, Bound]

    def widened(self, words: Iterable[str]) -> Official:
        """The same with every pair of these words among the usual ones."""
        behind = dict(self.behind)
        for word in words:
            for first, second in pairwise(word):
                if second not in behind.get(first, ""):
                    behind[first] = behind.get(first, "") + second
        return Official(_pairs(behind), behind, self.bound)


class Places(NamedTuple):
    """Where two characters stand side by side that usually do not, and where two that a loss may have brought together, in no order."""

    unusual: list[int]
    seams: list[int]


def pair(first: str, second: str) -> int:
    """Two neighbouring characters as one number, as this machine reads it from UTF-16."""
    return ord(first) << _FIRST | ord(second) << _SECOND


def places(text: str, usual: frozenset[int], seams: frozenset[int] = frozenset()) -> Places:
    """Where pairs that are not usual, and seams, stand in a text.

    Reading the bytes as numbers takes a third of the time of cutting the text into pieces, and this
    is most of what a report without slips costs. Characters beyond the first 65,536 would count as two.
    """
    data, number = memoryview(text.encode("utf-16", "surrogatepass"))[2:], len(text)  # the first two bytes tell the order
    if len(data) != 2 * number:
        return places("".join(character if character <= "\uffff" else "\ufffd" for character in text), usual, seams)
    found, quiet = Places([], []), _quiet(usual, seams)
    for first in (0, 1):
        pairs = data[2 * first :][: (number - first) // 2 * 4].cast("I").tolist()
        noted = [half for half, two in enumerate(pairs) if two not in quiet]
        found.unusual.extend([first + 2 * half for half in noted if pairs[half] not in usual])
        found.seams.extend([first + 2 * half for half in noted if pairs[half] in seams])
    return found


@lru_cache(4)
def _quiet(usual: frozenset[int], seams: frozenset[int]) -> frozenset[int]:
    """The pairs of most texts, of which there is nothing to note."""
    return usual - seams


@lru_cache(1)
def official() -> Official:
    """The pairs that come with gouji."""
    content = PackagedFile("gouji_rulesets", "words/official-pairs.txt").read_bytes()
    found: Any = remembered("words", [_FORM.encode(), content], lambda: _read(content.decode()))
    pairs, behind, bound = found
    return Official(pairs, behind, {character: Bound(*what) for character, what in bound.items()})


def _read(content: str) -> tuple[frozenset[int], dict[str, str], dict[str, tuple[str, str, tuple[str, ...]]]]:
    bound, *rows = [line.replace(_LINE_END, "\n") for line in content.splitlines() if not line.startswith("#")]
    behind = {row[0]: row[1:] for row in rows}
    common = common_words()
    words = [first + second for first, those in behind.items() for second in those if common.joined(first, second)]
    return (
        _pairs(behind),
        behind,
        {character: (*common.partners(character), tuple(word for word in words if character in word)) for character in bound},
    )


def _pairs(behind: Mapping[str, str]) -> frozenset[int]:
    return frozenset(pair(first, second) for first, those in behind.items() for second in those)
