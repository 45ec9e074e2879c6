"""Words written twice: 政府政府, 进一步进一步, 的的."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from gouji.lean import Any, NamedTuple
from gouji.once import once
from gouji.report import Report
from gouji.rule import Subject
from gouji.ruleset.words import ALLOWED
from gouji_plugins.rules.neighbours import pair, usual_pairs
from gouji_plugins.rules.repairs import TWICE, repairs
from gouji_plugins.rules.running import running
from gouji_plugins.rules.set_phrases import noted
from gouji_plugins.rules.slips import Slip
from gouji_plugins.rules.threes import threes
from gouji_plugins.rules.vocabulary import added, common_words, is_han, is_word, shipped

_LENGTHS = range(2, 7)
_SAID_AGAIN = frozenset(("公开", "透明", "落实", "满意"))
"""Words that a slogan may say twice."""


class Double(NamedTuple):
    """Words found twice in a row: `text[start:middle]` is `text[middle:end]`."""

    start: int
    middle: int
    end: int


def doubled(subject: Subject) -> list[Double]:
    """The doubled words of a report that are not meant to be, in order, the longest at each place."""
    text = running(subject.report).text
    stutters = {Double(slip.start, slip.start + 1, slip.end) for slip in repairs(subject) if slip.what == TWICE}
    allowed = [*_listed()["proper"], *added(subject, ALLOWED)]
    doubles: list[Double] = []
    for found in sorted(_found(subject.report) | stutters, key=lambda one: (one.start, one.start - one.end)):
        if (not doubles or found.start >= doubles[-1].end) and not any(_within(text, found, word) for word in allowed):
            doubles.append(found)
    return doubles


@once()
def _found(report: Report) -> set[Double]:
    """Everything that stands twice in a row, but for single characters in the middle of usual words."""
    text = running(report).text
    return {*_repeats(text), *_echoes(text), *_singles(text, noted(report).twins)}


def slips(subject: Subject) -> list[Slip]:
    """The same, each with the word that should stand there once."""
    text = running(subject.report).text
    return [Slip(found.start, found.end, (text[found.start : found.middle].rstrip(",:"),)) for found in doubled(subject)]


@lru_cache(1)
def _listed() -> Mapping[str, Any]:
    found: Mapping[str, Any] = shipped("doubled", _index)
    return found


def _index(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "proper": [str(word) for word in data["proper"]],
        "single": {character * 2: [str(word) for word in words] for character, words in data["single"].items()},
    }


def _repeats(text: str) -> Iterator[Double]:
    """Two or more characters standing twice in a row.

    The text is compared with itself, moved by the length of the word: as two large numbers, because
    that compares all characters at once. Equal characters become zeros.
    """
    width, code = 2, text.encode("utf-16", "surrogatepass")[2:]  # without what tells the order of the bytes
    if len(code) > 2 * len(text):
        width, code = 4, text.encode("utf-32", "surrogatepass")[4:]
    number = int.from_bytes(code, "little")
    for length in _LENGTHS:
        moved = (number ^ (number >> 8 * width * length)).to_bytes(len(code), "little")
        zeros = bytes(width * length)
        at = moved.find(zeros)
        while at >= 0:
            start = (at + width - 1) // width
            middle, end = start + length, start + 2 * length
            if end <= len(text) and _word(text[start:middle]) and text[start:middle] == text[middle:end]:
                if _apart(text, start, end) or _cut_out(text, start, middle, end):
                    yield Double(start, middle, end)
                start = middle - 1  # 政府政府政府 is not looked at from every character of it
            at = moved.find(zeros, width * (start + 1))


def _echoes(text: str) -> Iterator[Double]:
    """The end of a clause said again as the next one: 要求，要求，and 成员：成员：."""
    start, before = 0, ""
    for clause in text.replace(":", ",").split(","):
        if before.endswith(clause) and len(clause) in _LENGTHS and clause not in _SAID_AGAIN and _word(clause):
            yield Double(start - 1 - len(clause), start, start + len(clause))
        start, before = start + len(clause) + 1, clause


def _word(piece: str) -> bool:
    """Whether a piece is Chinese characters only, not one of them all along (天天天天), and no 一件一件."""
    return len(set(piece)) > 1 and piece[0] != "一" and all(map(is_han, piece))


def _apart(text: str, start: int, end: int) -> bool:
    """Whether neither half reaches into a longer word: 支队支队长, 天主教主教."""
    joined = common_words().joined
    before, behind = text[max(0, start - 2) : start].rjust(2), text[end : end + 2].ljust(2)
    if joined(text[end - 1], behind[0]) and not joined(*behind):
        return False
    return not joined(before[1], text[start]) or joined(*before)


def _cut_out(text: str, start: int, middle: int, end: int) -> bool:
    """Whether each half is a piece of a usual wording, cut out of its words, and nothing where they meet: 等政等政府, 总金总金额."""
    known = threes()
    once, meeting = text[start - 1 : middle] + text[end : end + 1], text[middle - 1 : middle + 1]
    usual = is_word(*meeting) or pair(*meeting) in usual_pairs()
    return not usual and all(once[at : at + 3] in known for at in range(len(once) - 2))


def _singles(text: str, twins: Iterable[int]) -> Iterator[Double]:
    """The listed characters where they stand twice; however often they stand there, once is enough."""
    listed = _listed()["single"]
    for at in twins:
        found, proper = Double(at, at + 1, at + 2), listed.get(text[at : at + 2])
        if proper is not None and text[at - 1 : at] != text[at] and not any(_within(text, found, word) for word in proper):
            yield found


def _within(text: str, found: Double, word: str) -> bool:
    """Whether the word stands over the place where the two halves meet."""
    at = text.find(word, max(0, found.middle - len(word) + 1), found.middle + len(word) - 1)
    return at >= 0 and at < found.middle < at + len(word)
