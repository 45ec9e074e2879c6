"""Which characters stand side by side in a text, and which of these pairs reports usually have.

A lost character brings two others together. Most pairs of a report stand in every report, so what
is left after passing those over is little, and only there is looked for slips.
"""

from __future__ import annotations

import sys
from collections.abc import Container, Mapping
from functools import lru_cache
from itertools import compress
from operator import not_

from gouji.cache import remembered
from gouji.data import PackagedFile
from gouji.lean import Any, NamedTuple
from gouji_plugins.rules.vocabulary import common_words

_FORM = "pairs5"
_LINE_END = "|"
_FIRST, _SECOND = (0, 16) if sys.byteorder == "little" else (16, 0)


class Bound(NamedTuple):
    """A character that never stands alone: what makes a word with it before and behind, and its words that are usual in reports."""

    before: str
    behind: str
    words: tuple[str, ...]


class Official(NamedTuple):
    """What is usual in reports: pairs, as numbers, and the characters that are bound."""

    pairs: frozenset[int]
    bound: Mapping[str, Bound]


def pair(first: str, second: str) -> int:
    """Two neighbouring characters as one number, as this machine reads it from UTF-16."""
    return ord(first) << _FIRST | ord(second) << _SECOND


def places(text: str, usual: Container[int], noisy: Container[int] = frozenset()) -> list[int]:
    """Where two characters stand side by side that are not among the usual pairs, or are a noisy one of these, in no order.

    Reading the bytes as numbers takes a third of the time of cutting the text into pieces, and this
    is most of what a report without slips costs. Characters beyond the first 65,536 would count as two.
    """
    data, number = memoryview(text.encode("utf-16", "surrogatepass"))[2:], len(text)  # the first two bytes tell the order
    if len(data) != 2 * number:
        return places("".join(character if character <= "\uffff" else "\ufffd" for character in text), usual, noisy)
    found: list[int] = []
    for first in (0, 1):
        pairs = data[2 * first :][: (number - first) // 2 * 4].cast("I").tolist()
        found += compress(range(first, number, 2), map(not_, map(usual.__contains__, pairs)))
        found += compress(range(first, number, 2), map(noisy.__contains__, pairs))
    return found


@lru_cache(1)
def official() -> Official:
    """The pairs that come with gouji."""
    content = PackagedFile("gouji_rulesets", "words/official-pairs.txt").read_bytes()
    found: Any = remembered("words", [_FORM.encode(), content], lambda: _read(content.decode()))
    pairs, bound = found
    return Official(pairs, {character: Bound(*what) for character, what in bound.items()})


def _read(content: str) -> tuple[frozenset[int], dict[str, tuple[str, str, tuple[str, ...]]]]:
    bound, *rows = [line.replace(_LINE_END, "\n") for line in content.splitlines() if not line.startswith("#")]
    two = [row[0] + second for row in rows for second in row[1:]]
    common = common_words()
    words = [each for each in two if common.joined(*each)]
    return frozenset(pair(*each) for each in two), {
        character: (*common.partners(character), tuple(word for word in words if character in word)) for character in bound
    }
