"""Which characters stand side by side in a text, and which of these pairs reports usually have.

A lost character brings two others together. Most pairs of a report stand in every report, so what
is left after passing those over is little, and only there is looked for slips.
"""

from __future__ import annotations

import sys
from functools import lru_cache

from gouji.cache import remembered
from gouji.lean import NamedTuple
from gouji_plugins.rules.vocabulary import is_han, listed

LINE_END = "|"
"""Stands for the end of a line in the lists of pairs and threes, and in the texts that are held against them."""

_FORM = "pairs10"
_FIRST, _SECOND = (0, 16) if sys.byteorder == "little" else (16, 0)


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
    found = Places([], [])
    for first in (0, 1):
        pairs = data[2 * first :][: (number - first) // 2 * 4].cast("I").tolist()
        noted = [half for half, two in enumerate(pairs) if two not in usual or two in seams]
        found.unusual.extend([first + 2 * half for half in noted if pairs[half] not in usual])
        found.seams.extend([first + 2 * half for half in noted if pairs[half] in seams])
    return found


@lru_cache(1)
def usual_pairs() -> frozenset[int]:
    """The pairs that stand in several reports."""
    content = listed("official-pairs")
    packed: bytes = remembered("words", [_FORM.encode(), content], lambda: _packed(content.decode()))
    return frozenset(memoryview(packed).cast("I"))


def _packed(content: str) -> bytes:
    """The pairs of a list as the bytes of their numbers, which are read faster than numbers; 息息 of 息息相关 is no usual one."""
    rows = [line.replace(LINE_END, "\n") for line in content.splitlines()]
    pairs = [(row[0], behind) for row in rows for behind in row[1:] if behind != row[0] or not is_han(behind)]
    return b"".join([pair(*two).to_bytes(4, sys.byteorder) for two in pairs])
