"""Characters typed wrongly that no list knows: one for another (政府心息), or two the wrong way round (息信公开). W01.

Nothing is looked for but what is unusual: a character that makes no word with either neighbour. It is
told where another one would be usual between the same two, makes a word with one of them, and sounds
or looks like what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from gouji.finding import INFO
from gouji.lean import NamedTuple
from gouji.rule import Case, Outcome, Subject, rule
from gouji.ruleset.words import PHRASES
from gouji_plugins.rules import doubles, misspellings
from gouji_plugins.rules.alike import alike
from gouji_plugins.rules.lexicon import phrase
from gouji_plugins.rules.neighbours import Official, official, places
from gouji_plugins.rules.running import covered, running
from gouji_plugins.rules.set_phrases import odd
from gouji_plugins.rules.vocabulary import as_written, common_words, is_han, let_pass, rare_words

_MARKS = frozenset(",。;、\n")

# The last character of the name before it, or the first of an office: 旗委、旗政府.
_AREAS = frozenset("省市州盟县区旗镇乡街村")

# Before the number of a document stands a short name of an area: 桂政办发〔2023〕1号.
_NUMBER, _NEAR = "(20", 10


class Mistyped(NamedTuple):
    """`text[start:end]` should read like one of `right`; `sure` if a word is broken whose rest cannot stand."""

    start: int
    end: int
    right: tuple[str, ...]
    sure: bool = True


def mistyped(text: str, odd: Iterable[int], own: tuple[str, ...] = ()) -> Iterator[Mistyped]:
    """The slips in squeezed text, in order. `odd` are the places of unusual pairs; those of a ruleset's `own` phrases are usual."""
    unusual = set(odd)
    behind = {at + 1 for at in unusual}
    # A wrong character is unusual on both sides, and so are two the wrong way round, or one of them.
    one, two = unusual & behind, behind.intersection([at - 1 for at in unusual])
    taken = 0
    for found in sorted([*_swapped(text, own, {*one, *(at - 1 for at in one), *two}), *_substituted(text, own, one)]):
        if found.start >= taken:
            taken = found.end
            yield found


def _swapped(text: str, own: tuple[str, ...], where: Iterable[int]) -> Iterator[Mistyped]:
    """Two characters the wrong way round, the first of them at one of these places."""
    usual, joined, last = _usual(own).behind, common_words().joined, len(text) - 2
    for at in where:
        if not 0 < at < last:
            continue
        before, second, first, behind = text[at - 1], text[at], text[at + 1], text[at + 2]
        if (
            first not in usual.get(before, "")
            or second not in usual.get(first, "")
            or behind not in usual.get(second, "")
            or first == second
        ):
            continue
        left, inside, right = joined(before, first), joined(first, second), joined(second, behind)
        if not (left or inside or right) or not is_han(first) or not is_han(second):
            continue
        if not joined(before, second) and not joined(second, first) and not joined(first, behind):
            yield Mistyped(at - left, at + 2 + right, (f"{before * left}{first}{second}{behind * right}",))


def _substituted(text: str, own: tuple[str, ...], where: Iterable[int]) -> Iterator[Mistyped]:
    """One character for another, at one of these places."""
    joined, alone = common_words().joined, common_words().alone
    for at in where:
        before, typed, behind = text[at - 1], text[at], text[at + 1]
        if not is_han(typed) or typed in _AREAS or joined(before, typed) or joined(typed, behind):
            continue
        if not _goes_on(before) or not _goes_on(behind):
            continue
        # A character that may well stand alone is wrong only if it breaks a word.
        broken_left, broken_right, may_stand = _lonely(text, at - 1, -1), _lonely(text, at + 1, 1), alone(typed)
        if may_stand and not broken_left and not broken_right:
            continue
        right: list[str] = []
        start, end, sure = at, at + 1, False
        for meant in _between(before, behind, own):
            left, after = joined(before, meant), joined(meant, behind)
            breaks = (left and broken_left) or (after and broken_right)
            if (breaks or not may_stand) and alike(meant, typed):
                start, end, sure = min(start, at - left), max(end, at + 1 + after), sure or breaks
                right.append(meant)
        if right and not _word(before, typed) and not _word(typed, behind) and _NUMBER not in text[at : at + _NEAR]:
            yield Mistyped(start, end, tuple(f"{text[start:at]}{meant}{text[at + 1 : end]}" for meant in right), sure)


def _lonely(text: str, at: int, step: int) -> bool:
    """Whether a character is left without the rest of its word: it is no word itself, and makes none with the one behind that step."""
    one, beside = text[at], text[max(0, at + step) : at + step + 1]
    two = one + beside if step > 0 else beside + one
    return is_han(one) and not common_words().alone(one) and not (len(two) == 2 and common_words().joined(*two))


def _goes_on(neighbour: str) -> bool:
    """Whether prose goes on beside a character: there may be anything beside figures and brackets."""
    return is_han(neighbour) or neighbour in _MARKS


def _word(first: str, second: str) -> bool:
    return common_words().joined(first, second) or rare_words().joined(first, second)


@lru_cache(4)
def _usual(own: tuple[str, ...]) -> Official:
    return official().widened(phrase(written).text for written in own) if own else official()


@lru_cache(4096)
def _between(before: str, behind: str, own: tuple[str, ...]) -> list[str]:
    """The characters that usually stand between these two, and make a word with one of them."""
    usual, joined = _usual(own).behind, common_words().joined
    return [each for each in usual.get(before, "") if behind in usual.get(each, "") and (joined(before, each) or joined(each, behind))]


def _found(subject: Subject) -> list[Mistyped]:
    text, own = running(subject.report).text, tuple(as_written(subject, PHRASES))
    unusual = places(text, _usual(own).pairs).unusual if own else odd(subject.report).unusual
    found = list(mistyped(text, unusual, own))
    known = covered(len(text), [*misspellings.spans(subject), *doubles.spans(subject)] if found else ())
    return [each for each in found if not any(known[each.start : each.end]) and not let_pass(subject, text, each.start, each.end)]


def spans(subject: Subject) -> list[tuple[int, int]]:
    """The places in the running text that these slips take up."""
    return [(found.start, found.end) for found in _found(subject)]


@rule(
    "W01-typed",
    title="选错字、颠倒字",
    level="warning",
    defect="W01",
    basis="公布的年报应当文字准确；前后的字都连不成词，换成音、形相近的字就通，由此得出，请人工核对",
    why="“政府心息”“正府信息”“息信公开”是选错了字或者打颠倒了，一看便知没有校对。",
    passes=[
        Case({"一": "该公开的公开，不该公开乱公开的要追究；把政务公开、村务公开、党务公开工作落实到位。"}),
        Case({"一": "新闻通稿、民声热线，旗委、旗政府和桂政办发〔2023〕1号文件，政府新闻公开发布。"}),
    ],
    fails=[
        Case({"一": "推进政府心息公开工作。"}, "应为“信息”"),
        Case({"一": "主动公开正府信息30条。"}, "应为“政府”"),
        Case({"一": "主动公开政府息信30条。"}, "应为“信息”"),
    ],
)
def typed(subject: Subject) -> Iterator[Outcome]:
    """Each wrong character, and each two that stand the wrong way round, once."""
    text = running(subject.report)
    told: set[str] = set()
    for found in _found(subject):
        wrong = text.text[found.start : found.end]
        if wrong in told:
            continue
        told.add(wrong)
        quote = text.quote(found.start, found.end)
        right = "”或“".join(found.right)
        yield subject.finding(
            f"“{text.around(found.start, found.end)}”中的“{quote}”疑有错字，似应为“{right}”；请核对改正。",
            level=None if found.sure else INFO,
            section=text.section(found.start),
            quote=quote,
            place=text.place(found.start),
            expected=" ".join(found.right),
            actual=quote,
            key=wrong,
        )
