"""Set phrases, and every way in which they can lose a character, as data to look them up by.

Which losses tell anything is settled here, when a list is read: what is left of a word must not be
another word, nor make one with its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gouji.lean import Any, NamedTuple
from gouji_plugins.rules.neighbours import pair, usual_pairs
from gouji_plugins.rules.vocabulary import Words, common_words, is_han

POSITIONS = 64
"""A loss is one number: that of the phrase times this, and the place of the character in it."""

SHORTEST = 3
"""Fewer characters left of a phrase prove nothing."""

_LONG_REST = 4

# What is left of a word (存在, 因为) and may well be a word of its own that ties others together.
_FUNCTION = frozenset("在为对和与以由从向将把被按等其有是不于及或的了地得着")


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


def index(listed: Iterable[str], proper: Iterable[str] = (), sequences: Iterable[str] = ()) -> dict[str, Any]:
    """Plain data to look phrases up by: the phrases, and their losses.

    A loss inside a phrase is held by three characters: the two that it brings together with the one
    "before" or "behind" them. Where a phrase lost its first or last character, what is left stands in
    every whole phrase too: "first" and "last" hold these by the three characters next to the loss.
    "seams" are the pairs that losses bring together.
    `sequences` are words that often follow each other; only losses inside them tell anything.
    `proper` are wordings that are right although a phrase holds one when it loses a character (公开[专]栏).
    """
    common, usual = common_words(), usual_pairs()
    phrases: list[str] = []
    losses: dict[str, dict[str, tuple[int, ...]]] = {"before": {}, "behind": {}, "first": {}, "last": {}}
    known: set[str] = set()
    listed = list(dict.fromkeys(listed))
    both = [*listed, *dict.fromkeys(sequences)]
    whole = {phrase(written).text for written in both}
    proper = tuple(proper)
    for place, written in enumerate(both):
        each = phrase(written)
        phrases.append(written)
        outer = 0 if place < len(listed) else 1
        for position in range(outer, min(len(each.text), POSITIONS) - outer):
            rest = each.text[:position] + each.text[position + 1 :]
            if len(rest) < SHORTEST or rest in known or rest in whole or not _telling(each, position, common):
                continue
            if any(rest.find(word, max(0, position - len(word)), position + len(word)) >= 0 for word in proper):
                continue
            known.add(rest)
            seam = rest[max(0, position - 1) : position + 1]
            # 进步 is a word of every report; only where a phrase says so it may be what is left of 进一步.
            certain = each.certain[word_at(each, position)[0]]
            if not certain and 0 < position < len(rest) and common.joined(*seam) and pair(*seam) in usual:
                continue
            kind, key = _found_by(rest, position, each.text[position])
            losses[kind][key] = (*losses[kind].get(key, ()), place * POSITIONS + position)
    seams = {*(key[1:] for key in losses["before"]), *(key[:2] for key in losses["behind"])}
    return {"phrases": phrases, **losses, "seams": sorted(seams)}


def _found_by(rest: str, position: int, lost: str) -> tuple[str, str]:
    """How a loss is found: its kind, and the characters to find it by."""
    if position == len(rest):
        return "last", rest[-SHORTEST:]
    if position > 1:
        return "before", rest[position - 2 : position + 1]
    # Of two equal characters the second may as well be the lost one: 紧[紧]围绕.
    return ("behind", rest[:SHORTEST]) if position or rest[0] == lost else ("first", rest[:SHORTEST])


def word_at(each: Phrase, position: int) -> tuple[int, int]:
    """The number of the word a character belongs to, and its place in the word."""
    number = 0
    while position >= len(each.words[number]):
        position -= len(each.words[number])
        number += 1
    return number, position


def _telling(each: Phrase, position: int, common: Words) -> bool:
    """Whether the loss of this character leaves something that cannot well be anything else."""
    number, place = word_at(each, position)
    word, text = each.words[number], each.text
    if len(word) < 2 or not is_han(text[position]):
        return False
    if each.certain[number]:
        return True
    left = word[:place] + word[place + 1 :]
    if left in _FUNCTION:
        return False
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


def _goes_with(common: Words, pair: str, rest: str) -> bool:
    """Whether what is left of one word makes a word with its neighbour's end, and the neighbour can do without it."""
    return len(pair) == 2 and common.joined(*pair) and (len(rest) != 1 or common.alone(rest))
