"""The set phrases in force, ready to be looked for, and where in a report it is worth looking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from gouji.lean import Any, NamedTuple
from gouji.once import once
from gouji.report import Report
from gouji_plugins.rules import lexicon
from gouji_plugins.rules.neighbours import Pairs, Places, packed, pair, places_of, unpacked, usual_pairs
from gouji_plugins.rules.running import running
from gouji_plugins.rules.vocabulary import shipped

_MARKS = ',。、;"'


class Sought(NamedTuple):
    """An index of phrases, and the pairs of characters by which to find in a text where one of them may be broken."""

    phrases: Mapping[str, Any]
    pairs: Pairs


@lru_cache(1)
def set_phrases() -> Sought:
    """The phrases that come with gouji."""
    lists = ("phrases", "proper", "sequences")
    return _sought(shipped("set-phrases", lambda data: _index(*(list(map(str, data[name])) for name in lists))))


@lru_cache(4)
def own_phrases(phrases: tuple[str, ...]) -> Sought:
    """Phrases that rulesets add."""
    return _sought(_index(phrases))


def _index(*lists: Iterable[str]) -> dict[str, Any]:
    """An index with its "seams" as numbers, among them the usual pairs of what is left of a word and a mark."""
    index, usual = lexicon.index(*lists), usual_pairs()
    ends = [pair(three[-1], mark) for three in index["last"] for mark in _MARKS]
    seams = frozenset(pair(*two) for two in index["seams"]) | usual.intersection(ends)
    return {**index, "seams": seams, "usual": seams & usual, "passed": packed(usual - seams)}


def _sought(index: Mapping[str, Any]) -> Sought:
    return Sought(index, Pairs(unpacked(index["passed"]), index["seams"], index["usual"]))


@once()
def noted(report: Report) -> Places:
    """Where in the running text of a report characters stand side by side that may be what is left of a slip."""
    return places_of(running(report).text, set_phrases().pairs)
