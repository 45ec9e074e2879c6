"""What a place in a text should read, where one slip put right makes it read as reports do.

Looked at is only where two characters stand side by side that usually do not. The slip may be a
character lost, one typed twice, one or a whole word typed for another that sounds or looks like it,
or two the wrong way round. It is told if the threes of characters that putting it right would make
stand in several reports: that is hardly ever so by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gouji.lean import NamedTuple
from gouji.once import once
from gouji.report import Report
from gouji.rule import Subject
from gouji.ruleset.words import PHRASES
from gouji_plugins.rules.alike import meant
from gouji_plugins.rules.lexicon import phrase
from gouji_plugins.rules.losses import ALONE, ENDINGS, PARTICLES, listed_singly, often_alone
from gouji_plugins.rules.neighbours import LINE_END, Pairs, Places, pair, places_of, usual_pairs
from gouji_plugins.rules.running import running
from gouji_plugins.rules.set_phrases import noted
from gouji_plugins.rules.threes import Threes, threes
from gouji_plugins.rules.vocabulary import EVERY_WORD, as_written, common_words, is_han, is_word

LOST, TWICE, TYPED = "lost", "twice", "typed"

# The end of one name and the beginning of the next (共和国国务院, 市市场监管局, 小组组长, 主任任组长), and figures.
_MEETING = frozenset("国省市州盟县区旗镇乡街村局厅部委办院校会组处科室所站队股馆台司厂社场店任年月日一二三四五六七八九十")

# What ends longer words (审核关, 挂号信, 件数, 公开面), where a clause ends.
_LAST = ENDINGS | frozenset("关信数面")

_SHORT = PARTICLES | frozenset("年类各按据从自若因但仍虽后前内间不")
"""Words that may be said shorter: 年[度], 及 for 以及, 按[照], 不[予]."""

_EXCHANGED = (frozenset("和或及与并"), frozenset("件条份次期宗例起人名场个项篇则批家户处年卷种册本幅部套张台辆页"))
"""Each of these may stand where another one usually does: 政府或政府办, 12起."""

_MARKS = frozenset(",。;、")
"""Behind them anything may stand."""

_BEFORE, _BEHIND = 3, 3
"""So many characters stand around what is put right."""


class Repair(NamedTuple):
    """`text[start:end]` should read like one of `right`; `what` is the slip: LOST, TWICE or TYPED."""

    start: int
    end: int
    what: str
    right: tuple[str, ...]


def repairs(subject: Subject) -> list[Repair]:
    """The slips in the running text of a report, in order. What stands in phrases of its rulesets is usual, too."""
    own = [phrase(written).text for written in as_written(subject, PHRASES)]
    if not own:
        return _found(subject.report)
    text = running(subject.report).text
    pairs = usual_pairs() | {pair(*two) for words in own for two in pairwise(words)}
    return repairs_in(text, places_of(text, Pairs(pairs)), threes().widened(own))


@once()
def _found(report: Report) -> list[Repair]:
    return repairs_in(running(report).text, noted(report), threes())


def repairs_in(text: str, places: Places, known: Threes) -> list[Repair]:
    """The slips in squeezed text, in order; `places` are those of its pairs that are unusual."""
    text = text.replace("\n", LINE_END)
    within = range(_BEFORE, len(text) - _BEHIND - 1)
    odd = {at for at in places.unusual if at in within and text[at + 1] not in EVERY_WORD[text[at]]}.difference(places.twins)
    behind = {at + 1 for at in odd}
    beside, around = odd & behind, odd & {at - 2 for at in odd}  # one character, or two, between odd pairs
    several = beside | {at - 1 for at in beside} | {at + 1 for at in around}
    # The characters of odd pairs that make no word with their other neighbour, either.
    words = common_words().behind
    left = {at for at in odd if text[at] not in words[text[at - 1]] and is_han(text[at])}
    right = {at for at in behind if text[at + 1] not in words[text[at]] and is_han(text[at])}
    wanted = (
        (_twice, {at for at in places.twins if at in within}),
        (_swapped, several),
        (_swapped_beside, {at for at in odd | right | {at - 1 for at in left} if text[at] in words[text[at + 1]]} - several),
        (_typed, beside),
        (_typed_beside, left - behind | right - odd),
        (_word_typed, around),
        (_lost, left | {at - 1 for at in right}),
    )
    taken = bytearray(len(text))
    found: list[Repair] = []
    for slips, starts in wanted:
        for slip in sorted(slips(text, starts, known)):
            if not any(taken[slip.start : slip.end]):
                taken[slip.start : slip.end] = b"\1" * (slip.end - slip.start)
                found.append(slip)
    return sorted(found)


def _twice(text: str, where: set[int], known: Threes) -> Iterator[Repair]:
    """One character typed twice. Both may be right: 主动公开开展, 扎扎实实."""
    joined = common_words().joined
    for at in where:
        before, one, behind = text[at - 1], text[at], text[at + 2]
        if not is_han(one) or one in _MEETING or text[at - 2] == before or behind == text[at + 3]:
            continue
        # Each makes a word to which what stands beside it does not belong: 公开 and 开展, but not 华人 in 中华人民.
        if joined(before, one) and joined(one, behind) and not joined(text[at - 2], before) and not joined(behind, text[at + 3]):
            continue
        put_right = before + one + behind in known and before + one + one not in known and one + one + behind not in known
        # 内容容质量: one of them belongs to no word and is none.
        left_over = is_word(before, one) != is_word(one, behind) and not is_word(one, one) and not often_alone(one)
        if put_right or left_over:
            yield Repair(at, at + 2, TWICE, (one,))


def _swapped(text: str, where: set[int], known: Threes) -> Iterator[Repair]:
    """Two characters the wrong way round: of the three pairs they are in two are unusual."""
    for at in where:
        before, second, first, behind = tuple(text[at - 1 : at + 3])
        if first in EVERY_WORD[second] or first == second or not is_han(first) or not is_han(second):
            continue
        if before + first + second not in known or first + second + behind not in known:
            continue
        left, inside, right = is_word(before, first), is_word(first, second), is_word(second, behind)
        if left or inside or right:
            yield Repair(at - left, at + 2 + right, TYPED, (f"{before * left}{first}{second}{behind * right}",))


def _swapped_beside(text: str, where: set[int], known: Threes) -> Iterator[Repair]:
    """The same of two that make a word, where only one pair is unusual: no three that they are in is known as they stand."""
    for at in where:
        second, first = text[at], text[at + 1]
        before, behind = text[at - 2 : at], text[at + 2 : at + 4]
        if before[-1:] + first + second not in known or first + second + behind[0] not in known:
            continue
        written = before + second + first + behind
        if not any(written[n : n + 3] in known for n in range(len(written) - 2)):
            yield Repair(at, at + 2, TYPED, (first + second,))


def _typed(text: str, where: set[int], known: Threes) -> Iterator[Repair]:
    """One character for another that sounds or looks like it; it is unusual beside both neighbours."""
    for at in where:
        before, typed, behind = tuple(text[at - 1 : at + 2])
        if not is_han(typed) or typed in _MEETING:
            continue
        right: list[str] = []
        for each in _others(typed, known.between(before, behind)):
            made = (before not in _MARKS and text[at - 2] + before + each in known) + (each + behind + text[at + 2] in known)
            if made == 2 or (made and _tells(text, at, each)):
                right.append(each)
        if right:
            yield _replaced(text, at, right)


def _typed_beside(text: str, where: set[int], known: Threes) -> Iterator[Repair]:
    """The same where it is unusual beside one neighbour only: no three it stands in is known, and with another character each is."""
    for at in where:
        before, typed, behind = text[at - 1], text[at], text[at + 1]
        if typed in _MEETING:
            continue
        between = known.between(before, behind)
        if not between or typed in between:
            continue
        first, last = text[at - 2], text[at + 2]
        if first + before + typed in known or typed + behind + last in known:
            continue
        right = [
            each
            for each in _others(typed, between)
            if first + before + each in known and each + behind + last in known and _tells(text, at, each)
        ]
        if right:
            yield _replaced(text, at, right)


def _tells(text: str, at: int, each: str) -> bool:
    """Whether what was typed is no word, or breaks one that this character would make: the rest of that belongs to no other."""
    if not often_alone(text[at]):
        return True
    joined, before, behind = common_words().joined, text[at - 1], text[at + 1]
    if joined(before, each) and not often_alone(before) and not joined(text[at - 2], before):
        return True
    return joined(each, behind) and not often_alone(behind) and not joined(behind, text[at + 2])


def _others(typed: str, between: list[str]) -> list[str]:
    """Those of some characters that sound or look like the one typed and are not as good in its place."""
    return [each for each in between if each in meant(typed) and not any(each in words and typed in words for words in _EXCHANGED)]


def _replaced(text: str, at: int, right: list[str]) -> Repair:
    """One of these characters in place of another, with the words they make."""
    start = at - any(is_word(text[at - 1], each) for each in right)
    end = at + 1 + any(is_word(each, text[at + 1]) for each in right)
    return Repair(start, end, TYPED, tuple(f"{text[start:at]}{each}{text[at + 1 : end]}" for each in right))


def _word_typed(text: str, where: set[int], known: Threes) -> Iterator[Repair]:
    """A word of two characters for another that sounds like it: one chosen wrongly in the list of an input method."""
    for at in where:
        before, first, second, behind = tuple(text[at : at + 4])
        if not is_word(first, second) or (before in _MEETING and behind in _MEETING):  # 县交通局 is no slip for 县教育局
            continue
        firsts = meant(first).intersection(known.behind(text[at - 1], before))
        if not firsts:
            continue
        right = [
            one + two
            for one in sorted(firsts)
            for two in sorted(meant(second).intersection(known.behind(before, one)))
            if one + two + behind in known and two + behind + text[at + 4] in known and common_words().joined(one, two)
        ]
        if right:
            yield Repair(at + 1, at + 3, TYPED, tuple(right))


def _lost(text: str, where: set[int], known: Threes) -> Iterator[Repair]:
    """A character lost from a word whose rest makes no other with its other neighbour."""
    joined = common_words().joined
    for at in where:
        left, right = text[at], text[at + 1]
        between = known.between(left, right)
        if not between or left.isdigit():  # broken dates are told by W05
            continue
        before, behind = text[at - 1], text[at + 2]
        begun, ended = joined(before, left), joined(right, behind)
        if (before in _MARKS and right in _MARKS) or listed_singly(text, at + 1) or listed_singly(text, at - 1, -1):  # 县、乡、村
            continue
        begins = not begun and not _ending(left, right) and _left_over(left, text[at - 2 : at + 1], known)
        ends = not ended and not _ending(right, behind) and _left_over(right, text[at + 1 : at + 4], known)
        if not begins and not ends:
            continue
        lost = [
            each
            for each in between
            if ((begins and joined(left, each)) or (ends and joined(each, right)))
            and before + left + each in known
            and (right in _MARKS or each + right + behind in known)
        ]
        if lost:
            start, end = at - begun + (not is_han(left)), at + 1 + is_han(right) + ended
            yield Repair(start, end, LOST, tuple(f"{text[start : at + 1]}{each}{text[at + 1 : end]}" for each in lost))


def _left_over(one: str, three: str, known: Threes) -> bool:
    """Whether a character is hardly a word here: it is none elsewhere, or all that stands before it, or behind, is usual."""
    return is_han(one) and one not in ALONE and (not common_words().alone(one) or (one not in _SHORT and three in known))


def _ending(one: str, behind: str) -> bool:
    """Whether a character may well end a longer word or name here."""
    return one in _MEETING or (one in _LAST and behind in _MARKS)
