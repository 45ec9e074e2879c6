"""Set phrases that lost a character: finding 信公开网络体系 for 信息公开网络体系.

For every phrase each way to lose one character is known beforehand, by two characters of what is
left. Where those two stand in a text, the phrase is compared, and what stands around it is looked
at: the rest may belong to other words (公开道路 is no 公开[渠]道).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from gouji_plugins.rules.running import PUNCTUATION
from gouji_plugins.rules.vocabulary import CommonWords, common_words

FORM = "7"
"""The form of what `index` gives; to be changed with it."""

_POSITIONS = 64
_SHORTEST = 3
_LONG_REST = 4

# Words that end before a phrase begins: behind them the rest of a broken word stands by itself.
_PARTICLES = frozenset("的了和与及或并将要应须需以来已对在是为等于而也更可能会由把让使其再又还就均都得地着上中下")


# What ends a word of its own when its other half is lost: 责任追究制[度], 公开[程]度.
_ENDINGS = frozenset("制性化率量部会法员者力式型类案费度表书区点站室")


# What may follow a verb of one character: 紧紧绕着.
_ASPECTS = frozenset("着过住")


class Phrase(NamedTuple):
    """A phrase as written in a list: its text, its words, and which of them are certain (written with !)."""

    text: str
    words: tuple[str, ...]
    certain: tuple[bool, ...]


class Broken(NamedTuple):
    """A phrase found without one of its characters at `text[start:end]`."""

    start: int
    end: int
    phrase: str


@lru_cache(4096)
def phrase(written: str) -> Phrase:
    """A phrase from its written form: words parted by spaces, ! behind those that are certain."""
    marked = written.split()
    words = tuple(word.rstrip("!！") for word in marked)
    return Phrase("".join(words), words, tuple(word.endswith(("!", "！")) for word in marked))


def index(listed: Iterable[str], proper: Iterable[str] = ()) -> dict[str, Any]:
    """Plain data to look phrases up by: the phrases, and for two characters the losses that bring them together.

    Where a phrase lost its first or last character, what is left stands in every whole phrase too;
    there the losses stand under three characters, with those that usually stand beside them.
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
        number = len(phrases)
        phrases.append(written)
        for position in range(min(len(each.text), _POSITIONS)):
            rest = each.text[:position] + each.text[position + 1 :]
            if len(rest) < _SHORTEST or rest in known or rest in whole or not _telling(each, position, common):
                continue
            if any(rest.find(word, max(0, position - len(word)), position + len(word)) >= 0 for word in proper):
                continue
            known.add(rest)
            code = number * _POSITIONS + position
            if 0 < position < len(rest):
                (pair,) = _pairs(rest[position - 1 : position + 1])
                inner[pair] = (*inner.get(pair, ()), code)
            else:
                edge, three = (last, rest[-3:]) if position else (first, rest[:3])
                usual, codes = edge.get(three, ("", ()))
                edge[three] = usual + each.text[position], (*codes, code)
    return {"phrases": phrases, "inner": inner, "first": _by_pair(first, 0), "last": _by_pair(last, 1)}


def _by_pair(edge: Mapping[str, tuple[str, tuple[int, ...]]], at: int) -> dict[int, list[tuple[int, str, str, tuple[int, ...]]]]:
    """The three characters of an edge under the two outermost, with the other two."""
    found: dict[int, list[tuple[int, str, str, tuple[int, ...]]]] = {}
    for three, (usual, codes) in edge.items():
        (outer,), (other,) = _pairs(three[at : at + 2]), _pairs(three[1 - at : 3 - at])
        found.setdefault(outer, []).append((other, three, usual, codes))
    return found


_ENCODING = f"utf-16-{sys.byteorder[0]}e"


def _pairs(text: str) -> set[int]:
    """Every two neighbouring characters of a text as one number.

    Reading the bytes as numbers takes a third of the time of cutting the text into pieces, and this
    is most of what a report without slips costs.
    """
    data = memoryview(text.encode(_ENCODING, "surrogatepass"))
    found: set[int] = set()
    for start in (0, 2):
        found.update(data[start : start + (len(data) - start) // 4 * 4].cast("I"))
    return found


def _word_at(each: Phrase, position: int) -> tuple[int, int]:
    """The number of the word a character belongs to, and its place in the word."""
    for number, word in enumerate(each.words):
        if position < len(word):
            return number, position
        position -= len(word)
    raise IndexError(position)


def _telling(each: Phrase, position: int, common: CommonWords) -> bool:
    """Whether the loss of this character leaves something that cannot well be anything else."""
    number, place = _word_at(each, position)
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


def broken(text: str, found: Mapping[str, Any]) -> Iterator[Broken]:
    """Every phrase of an index that stands in squeezed text without one of its characters, longest first at each place."""
    hits: list[Broken] = []
    for code in _suspects(text, found):
        number, position = divmod(code, _POSITIONS)
        hits += _places(text, phrase(found["phrases"][number]), position)
    taken = bytearray(len(text))
    longest: list[Broken] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"x" * (hit.end - hit.start)
            longest.append(hit)
    yield from sorted(longest)


def _suspects(text: str, found: Mapping[str, Any]) -> Iterator[int]:
    """The losses of which two characters (or three, with an unusual neighbour beside them) stand in the text."""
    pairs = _pairs(text)
    for pair in found["inner"].keys() & pairs:
        yield from found["inner"][pair]
    for edge, step in (("first", -1), ("last", 3)):
        for pair in found[edge].keys() & pairs:
            for other, three, usual, codes in found[edge][pair]:
                if other in pairs and _unusual(text, three, usual, step):
                    yield from codes


def _unusual(text: str, three: str, usual: str, step: int) -> bool:
    """Whether these characters stand somewhere without one of the usual neighbours."""
    at = text.find(three)
    while at >= 0:
        beside = at + step
        if not 0 <= beside < len(text) or text[beside] not in usual:
            return True
        at = text.find(three, at + 3)
    return False


def _places(text: str, each: Phrase, position: int) -> Iterator[Broken]:
    whole = each.text
    rest = whole[:position] + whole[position + 1 :]
    start = text.find(rest)
    while start >= 0:
        end = start + len(rest)
        if not _intact(text, start, end, whole, position) and _believable(text, start, end, each, position):
            yield Broken(start, end, whole)
        start = text.find(rest, start + 1)


def _intact(text: str, start: int, end: int, whole: str, position: int) -> bool:
    """Whether the phrase is whole after all, on one line or broken over two."""
    if text[start - 1 : end] == whole or text[start : end + 1] == whole:
        return True
    if position == 0 and text[start - 1 : start] == "\n":
        return text[start - 2 : start - 1] == whole[0]
    return position == len(whole) - 1 and text[end : end + 1] == "\n" and text[end + 1 : end + 2] == whole[-1]


def _believable(text: str, start: int, end: int, each: Phrase, position: int) -> bool:
    """Whether what stands beside it does not make another word with the rest of the broken one."""
    number, _ = _word_at(each, position)
    before = text[start - 1] if start else "\n"
    behind = text[end] if end < len(text) else "\n"
    last = position == len(each.text) - 1
    if each.certain[number]:
        if last:
            return behind in PUNCTUATION and behind != "\n"
        # 会 stands apart, but not in 社会.
        return number > 0 or (_apart(before) and not common_words().joined(text[max(0, start - 2) : start - 1], before))
    common = common_words()
    # A longer word that lost a character inside still has its ends.
    short = len(each.words[number]) == 2
    first = position == 0 or (short and number == 0)
    final = last or (short and number == len(each.words) - 1)
    if (first and common.joined(before, text[start])) or (final and common.joined(text[end - 1], behind)):
        return False
    # At the end of a line the rest may be on the next one.
    if (last and behind == "\n") or (position == 0 and before == "\n" and start):
        return False
    if final and (behind in _ASPECTS or (text[end - 1] in _ENDINGS and (last or end - start == _SHORTEST))):
        return False
    if end - start > _SHORTEST:
        return True
    # Three characters are little: what is left of the broken word must stand apart from its neighbour.
    if first and not _apart(before):
        return False
    return not final or _apart(behind) or (last and common.alone(behind) and text[end + 1 : end + 2] in PUNCTUATION)


def _apart(neighbour: str) -> bool:
    return neighbour in PUNCTUATION or neighbour in _PARTICLES
