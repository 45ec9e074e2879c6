"""Which characters stand side by side in a text, and which of these pairs reports usually have.

A lost character brings two others together. Most pairs of a report stand in every report, so what
is left after passing those over is little, and only there is looked for slips.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import lru_cache

from gouji.lean import NamedTuple
from gouji_plugins.rules.vocabulary import is_han, listed

LINE_END = "|"
"""Stands for the end of a line in the lists of pairs and threes, and in the texts that are held against them."""

_TWIN = 0x10001
"""What makes a pair of the same characters, times the character."""

_FIRST, _SECOND = (0, 16) if sys.byteorder == "little" else (16, 0)


class Pairs(NamedTuple):
    """Which pairs are noted in a text: all but those `passed` over. `seams` are noted, even the `usual` ones of them."""

    passed: frozenset[int]
    seams: frozenset[int] = frozenset()
    usual: frozenset[int] = frozenset()


class Places(NamedTuple):
    """Where two characters stand side by side that usually do not, where these are the same one (`twins`), and where
    two stand that a loss may have brought together; in no order."""

    unusual: list[int]
    twins: list[int]
    seams: list[int]


def pair(first: str, second: str) -> int:
    """Two neighbouring characters as one number, as this machine reads it from UTF-16."""
    return ord(first) << _FIRST | ord(second) << _SECOND


def places_of(text: str, pairs: Pairs) -> Places:
    """Where pairs that are not usual, and seams, stand in a text.

    Reading the bytes as numbers takes a third of the time of cutting the text into pieces, and this
    is most of what a report without slips costs. Characters beyond the first 65,536 would count as two.
    """
    data, number = memoryview(text.encode("utf-16", "surrogatepass"))[2:], len(text)  # the first two bytes tell the order
    if len(data) != 2 * number:
        return places_of("".join(character if character <= "\uffff" else "\ufffd" for character in text), pairs)
    passed, seams, usual = pairs
    found = Places([], [], [])
    for first in (0, 1):
        numbers = data[2 * first :][: (number - first) // 2 * 4].cast("I").tolist()
        noted = [half for half, two in enumerate(numbers) if two not in passed]
        unusual = [half for half in noted if numbers[half] not in usual]
        found.unusual.extend([first + 2 * half for half in unusual])
        found.twins.extend([first + 2 * half for half in unusual if numbers[half] % _TWIN == 0])
        found.seams.extend([first + 2 * half for half in noted if numbers[half] in seams])
    return found


@lru_cache(1)
def usual_pairs() -> frozenset[int]:
    """The pairs that stand in several reports; 息息 of 息息相关 is none of them."""
    rows = [line.replace(LINE_END, "\n") for line in listed("official-pairs").decode().splitlines()]
    return frozenset([pair(row[0], behind) for row in rows for behind in row[1:] if behind != row[0] or not is_han(behind)])


def packed(pairs: Iterable[int]) -> bytes:
    """Pairs as the bytes of their numbers, which are read faster than numbers."""
    return b"".join([two.to_bytes(4, sys.byteorder) for two in pairs])


def unpacked(data: bytes) -> frozenset[int]:
    """The pairs again."""
    return frozenset(memoryview(data).cast("I"))
