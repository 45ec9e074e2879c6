"""Set phrases in which one character is another: W01 (政府心息公开)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from gouji.lean import Any, NamedTuple
from gouji.rule import Case, Outcome, Subject, rule
from gouji.ruleset.words import PHRASES
from gouji_plugins.rules import misspellings
from gouji_plugins.rules.lexicon import POSITIONS, phrase
from gouji_plugins.rules.neighbours import official, pair, places
from gouji_plugins.rules.running import covered, running
from gouji_plugins.rules.set_phrases import odd, own_phrases, set_phrases
from gouji_plugins.rules.vocabulary import as_written, common_words, let_pass

_AROUND = ((2, 2), (1, 3), (3, 1))
"""How many characters of a phrase must stand before and behind a wrong one."""


class Substitute(NamedTuple):
    """`text[start:end]` is the phrase, or a part of one, but for the character at `text[at]`."""

    start: int
    end: int
    at: int
    phrase: str


def substitutes(text: str, index: Mapping[str, Any], where: Iterable[int]) -> Iterator[Substitute]:
    """Every phrase of an index that stands in squeezed text with one character changed, in order.

    `where` are the places of unusual pairs. The character makes an unusual pair with either
    neighbour and a word with neither, and what is around it belongs to the phrase.
    """
    around, usual = index["around"], official().pairs
    unusual = set(where)
    taken = 0
    for wrong in sorted(unusual.intersection([at + 1 for at in unusual])):
        codes = around.get(text[wrong - 1] + text[wrong + 1], ())
        if not codes or wrong < taken or not "\u4e00" <= text[wrong] <= "\u9fff":
            continue
        for before, behind in _AROUND:
            hits = [hit for code in codes if (hit := _matched(text, wrong, index, code, before, behind))]
            if hits and not _fits(text, wrong, usual):
                longest = max(hits, key=lambda hit: hit.end - hit.start)
                taken = longest.end
                yield longest
                break


def _matched(text: str, wrong: int, index: Mapping[str, Any], code: int, before: int, behind: int) -> Substitute | None:
    """As much of the phrase as stands around this place; None where so many characters before and behind
    are not those of the phrase, or the character is the right one."""
    whole, position = phrase(index["phrases"][code // POSITIONS]), code % POSITIONS
    each, words = whole.text, [0, *accumulate(map(len, whole.words))]
    left, right = each[max(0, position - before) : position], each[position + 1 : position + 1 + behind]
    # 公开[尽]公开 may hold anything.
    if len(left) < before or len(right) < behind or left == right or text[wrong] == each[position]:
        return None
    if not text.startswith(right, wrong + 1) or not text.endswith(left, 0, wrong):
        return None
    first, last = position, position + 1
    while first and text[wrong - position + first - 1] == each[first - 1]:
        first -= 1
    while last < len(each) and text[wrong - position + last : wrong - position + last + 1] == each[last]:
        last += 1
    # Words of which only a part is there do not belong to it.
    first = next((word for word in words if first <= word <= position), first)
    last = next((word for word in reversed(words) if position < word <= last), last)
    return Substitute(wrong - position + first, wrong - position + last, wrong, each[first:last])


def _fits(text: str, at: int, usual: frozenset[int]) -> bool:
    """Whether the character goes with a neighbour after all."""
    joined = common_words().joined
    before, behind = text[at - 1], text[at + 1]
    return pair(before, text[at]) in usual or pair(text[at], behind) in usual or joined(before, text[at]) or joined(text[at], behind)


def spans(subject: Subject) -> list[tuple[int, int]]:
    """The places in the running text that phrases with a wrong character take up."""
    return [(found.start, found.end) for found in _found(subject)]


def _found(subject: Subject) -> list[Substitute]:
    text, own = running(subject.report).text, as_written(subject, PHRASES)
    found = list(substitutes(text, set_phrases(), odd(subject.report)))
    if own:
        found += substitutes(text, own_phrases(tuple(own)), places(text, official().pairs))
    known = covered(len(text), misspellings.spans(subject) if found else ())
    return [each for each in found if not any(known[each.start : each.end]) and not let_pass(subject, text, each.start, each.end)]


@rule(
    "W01-phrase",
    title="固定词错一字",
    level="warning",
    defect="W01",
    basis="公布的年报应当文字准确；按固定词比对得出，请人工核对",
    why="“政府心息公开”“行政复仪案件”是选错了字；写法固定的词组里错一个字，一看便知没有校对。",
    passes=[
        Case({"一": "该公开的公开，不该公开乱公开的要追究；把政务公开、村务公开、党务公开工作落实到位。"}),
        Case({"一": "政府新闻公开发布，行政机关信息公开，行政处罚、行政强制案件，规范性文件、政策性文件制定。"}),
    ],
    fails=[
        Case({"一": "推进政府心息公开工作。"}, "应为“政府信息公开工作”"),
        Case({"一": "主动公开正府信息30条。"}, "应为“主动公开政府信息”"),
    ],
)
def substituted(subject: Subject) -> Iterator[Outcome]:
    """Each set phrase with one wrong character, once."""
    text = running(subject.report)
    told: set[str] = set()
    for found in _found(subject):
        quote = text.quote(found.start, found.end)
        if text.text[found.start : found.end] in told:
            continue
        told.add(text.text[found.start : found.end])
        yield subject.finding(
            f"“{text.around(found.start, found.end)}”中“{quote}”疑有错字“{text.text[found.at]}”，应为“{found.phrase}”；请核对改正。",
            section=text.section(found.start),
            quote=quote,
            place=text.place(found.start),
            expected=found.phrase,
            actual=quote,
            key=text.text[found.start : found.end],
        )
