"""Characters left over from a word that lost its other one: 等渠，for 等渠道，."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.lean import NamedTuple
from gouji_plugins.rules.losses import PARTICLES
from gouji_plugins.rules.neighbours import official, pair
from gouji_plugins.rules.vocabulary import common_words, is_han

# Beside other marks a character may well stand alone: (知)情, 第[3]条, 进-步.
_ENDS = frozenset(",。;、")


class Stray(NamedTuple):
    """A character that stands alone at `text[at]`, and the words it may be left of."""

    at: int
    words: tuple[str, ...]


def strays(text: str, unusual: Iterable[int]) -> Iterator[Stray]:
    """The characters that never stand alone and do so here, between two words or marks, in order.

    `unusual` are the places of the pairs that are so. With one of its words in the place of the
    character, what stands beside it must be usual.
    """
    usual, bound = official().pairs, official().bound
    found: dict[int, list[str]] = {}
    for place in unusual:
        left, right = text[place], text[place + 1]
        what = bound.get(left)
        if what and right not in what.behind and text[place - 1 : place] not in what.before and _prose(left, right):
            found[place] = [word for word in what.words if word[0] == left and _goes(word[1], right, usual)]
        what = bound.get(right)
        if what and left not in what.before and text[place + 2 : place + 3] not in what.behind and _prose(left, right):
            found.setdefault(place + 1, [word for word in what.words if word[1] == right and _goes(left, word[0], usual)])
    for at, fitting in sorted(found.items()):
        before, behind = text[max(0, at - 2) : at], text[at + 1 : at + 3]
        if fitting and apart(before, -1) and apart(behind, 0) and (is_han(before[-1:]) or is_han(behind[:1])):
            yield Stray(at, tuple(fitting))


def _prose(left: str, right: str) -> bool:
    return (left in _ENDS or is_han(left)) and (right in _ENDS or is_han(right))


def _goes(left: str, right: str, usual: frozenset[int]) -> bool:
    """Whether the two may stand side by side: one of them is a mark, or both usually do."""
    return left in _ENDS or right in _ENDS or pair(left, right) in usual


def apart(two: str, nearest: int) -> bool:
    """Whether the nearest of two characters needs no other: it is no Chinese one, a particle, or makes a word with the other."""
    if not two or not is_han(two[nearest]) or two[nearest] in PARTICLES:
        return True
    return len(two) == 2 and common_words().joined(*two)
