"""Set phrases, and every way in which they can lose a character, as data to look them up by.

Which losses tell anything is settled here, when a list is read: what is left of a word must not be
another word, nor make one with its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from struct import unpack_from

from gouji.lean import Any, NamedTuple
from gouji_plugins.rules.vocabulary import CommonWords, common_words

FORM = "11"
"""The form of what `index` gives; to be changed with it."""

POSITIONS = 64
"""A loss is one number: that of the phrase times this, and the place of the character in it."""

SHORTEST = 3
"""Fewer characters left of a phrase prove nothing."""

_LONG_REST = 4
_THREE = (1 << 48) - 1


class Phrase(NamedTuple):
    """A phrase as written in a list: its text, its words, and which of them are certain (written with !)."""

    text: str
    words: tuple[str, ...]
    certain: tuple[bool, ...]


@lru_cache(4096)
def phrase(written: str) -> Phrase:
    """A phrase from its written form: words parted by spaces, ! behind those that are certain."""
    marked = written.split()
    words = tuple(word.rstrip("!！") for word in marked)
    return Phrase("".join(words), words, tuple(word.endswith(("!", "！")) for word in marked))


def index(listed: Iterable[str], proper: Iterable[str] = ()) -> dict[str, Any]:
    """Plain data to look phrases up by: the phrases, and for three characters, as a number, the losses that bring them together.

    Where a phrase lost its first or last character, what is left stands in every whole phrase too;
    there the three characters come with those that usually stand beside them, and "usual" holds all
    four of them.
    `proper` are wordings that are right although a phrase holds one when it loses a character (公开[专]栏).
    """
    common = common_words()
    phrases: list[str] = []
    inner: dict[int, tuple[int, ...]] = {}
    first: dict[str, tuple[str, tuple[int, ...]]] = {}
    last: dict[str, tuple[str, tuple[int, ...]]] = {}
    known: set[str] = set()
    listed = list(dict.fromkeys(listed))
    whole = {phrase(written).text for written in listed}
    proper = tuple(proper)
    for written in listed:
        each = phrase(written)
        place = len(phrases)
        phrases.append(written)
        for position in range(min(len(each.text), POSITIONS)):
            rest = each.text[:position] + each.text[position + 1 :]
            if len(rest) < SHORTEST or rest in known or rest in whole or not _telling(each, position, common):
                continue
            if any(rest.find(word, max(0, position - len(word)), position + len(word)) >= 0 for word in proper):
                continue
            known.add(rest)
            code = place * POSITIONS + position
            if 0 < position < len(rest):
                at = min(position - 1, len(rest) - 3)
                seam = _number(rest[at : at + 3])
                inner[seam] = (*inner.get(seam, ()), code)
            else:
                edge, three = (last, rest[-3:]) if position else (first, rest[:3])
                usual, codes = edge.get(three, ("", ()))
                beside = each.text[position]
                edge[three] = usual if beside in usual else usual + beside, (*codes, code)
    return {
        "phrases": phrases,
        "inner": inner,
        "first": {_number(three): (three, *edge) for three, edge in first.items()},
        "last": {_number(three): (three, *edge) for three, edge in last.items()},
        "usual": [
            *(_number(beside + three) for three, (usual, _) in first.items() for beside in usual),
            *(_number(three + beside) for three, (usual, _) in last.items() for beside in usual),
        ],
    }


def _number(characters: str) -> int:
    return int.from_bytes(characters.encode("utf-16-le"), "little")


def fours(text: str) -> set[int]:
    """Every four neighbouring characters of a text as one number, the first character its lowest digit.

    Reading the bytes as numbers takes a third of the time of cutting the text into pieces, and this
    is most of what a report without slips costs.
    """
    data = text.encode("utf-16-le", "surrogatepass")
    found: set[int] = set()
    for start in range(0, min(8, len(data) - 7), 2):
        found.update(unpack_from(f"<{(len(data) - start) // 8}Q", data, start))
    return found


def threes(numbers: Iterable[int]) -> set[int]:
    """The first three characters of each four."""
    return {four & _THREE for four in numbers}


def later_threes(numbers: Iterable[int]) -> set[int]:
    """The last three characters of each four."""
    return {four >> 16 for four in numbers}


def word_at(each: Phrase, position: int) -> tuple[int, int]:
    """The number of the word a character belongs to, and its place in the word."""
    for number, word in enumerate(each.words):
        if position < len(word):
            return number, position
        position -= len(word)
    raise IndexError(position)


def _telling(each: Phrase, position: int, common: CommonWords) -> bool:
    """Whether the loss of this character leaves something that cannot well be anything else."""
    number, place = word_at(each, position)
    word, text = each.words[number], each.text
    if len(word) < 2 or not "\u4e00" <= text[position] <= "\u9fff":
        return False
    if each.certain[number]:
        return True
    left = word[:place] + word[place + 1 :]
    if len(left) == 2 and common.joined(*left):
        return False
    if len(left) > 1:
        return True
    outer = position in (0, len(text) - 1)
    if common.alone(left) and (outer or len(text) - 2 < _LONG_REST):
        return False
    before = each.words[number - 1] if number else ""
    behind = each.words[number + 1] if number + 1 < len(each.words) else ""
    return not _goes_with(common, before[-1:] + left, before[:-1]) and not _goes_with(common, left + behind[:1], behind[1:])


def _goes_with(common: CommonWords, pair: str, rest: str) -> bool:
    """Whether what is left of one word makes a word with its neighbour's end, and the neighbour can do without it."""
    return len(pair) == 2 and common.joined(*pair) and (len(rest) != 1 or common.alone(rest))
