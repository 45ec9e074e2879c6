"""Whether a number that the tables refute looks like a mistake, or rather like the number of something else.

Who mistypes a number, or forgets to mend it, writes one that lies near, or one with a digit wrong.
A number far off is in most texts that of another body, year or business which the words did not
betray, unless they name 政府信息公开申请 themselves; so is one near it where the text tells the same
quantity rightly in another place.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from gouji.localise.pen import slip_of_the_pen
from gouji.once import once
from gouji.prose import read
from gouji.prose.about import CAME
from gouji.prose.comparison import Comparison, compare, comparisons
from gouji.prose.context import CHANGED, OTHER_TIME
from gouji.prose.measures import CHARGE
from gouji.prose.mention import Mention
from gouji.report import Report
from gouji.values import written

_NAMED = re.compile("公开的?申请|依申请公开|申请公开")
_PARTS_WHOLES = re.compile("。|其中|[(]")
"""What stands between two numbers that are no parts side by side."""
_LEFT_OVER = ("", "carry_out", "carried")
"""What the number of those not yet finished may count, as far as its words are known."""
_MISCOUNTED = 2
"""By how much who counts once more may be off."""
_NEAR = 9
_TIMES = Decimal("1.5")
"""A number is far off that differs by more than this, and is more than so many times the other."""


def believed(report: Report, found: Comparison) -> str | None:
    """How seriously to take a number that differs from its cells: "" as its words say, "info", or None for not at all."""
    mention = found.mention
    if mention.zero or mention.measure is None or mention.measure.sort == CHARGE:  # amounts are told in 元 and 万元
        return ""
    whole = mention.head and mention.head.measure and compare(report, mention.head)
    if whole and whole.agrees is False and (level := believed(report, whole)) != "":
        return level  # 予以公开8件 of those 22件 that may be another body's
    told, held = mention.quantity.value, [value.value for value in found.values]
    if _leaves_rest(report, mention) or any(_makes_up(report, mention, one) for one in held):
        return None
    right, wrong = _elsewhere(report)
    # 予以公开3件、部分公开20件: exchanged
    if any(_slipped(told, one) or (id(mention.line), one, told) in wrong for one in held):
        return ""
    told_rightly = mention.measure.id in right
    named = _NAMED.search(mention.line.text, mention.start, mention.end)
    if named or any(_is_near(told, one) for one in held):
        return "info" if told_rightly else ""
    return None if told_rightly else "info"


def _slipped(told: Decimal, held: Decimal) -> bool:
    """Whether one number is the other miscounted, or with a digit wrong, lost, too many or in another place."""
    if abs(told - held) <= _MISCOUNTED:
        return True
    one, other = written(int(told)), written(int(held))
    if len(one) == len(other) > 1:
        return sorted(one) == sorted(other) or sum(map(str.__ne__, one, other)) == 1
    return bool(slip_of_the_pen(int(told), int(held)))


def _leaves_rest(report: Report, mention: Mention) -> bool:
    """Whether a number is of the requests that came alone, while some were carried over: 新收22件，办结20件，余下2件跨年."""
    told = [one for one in read(report).mentions if one.line is mention.line]
    at = next(n for n, one in enumerate(told) if one is mention)
    carried = report.cell("t3", "carry_in", "total")
    if mention.measured != "done" or not 0 < at < len(told) - 1 or carried is None or not carried.value:
        return False
    came, rest = told[at - 1], told[at + 1]
    left = rest.measured in _LEFT_OVER and mention.quantity.value + rest.quantity.value == came.quantity.value
    return left and came.measured in CAME


def _makes_up(report: Report, mention: Mention, held: Decimal) -> bool:
    """Whether a number makes up what the table holds with one beside it: 165件按期办结，19件延期办结."""
    for pair in pairwise(read(report).mentions):
        if any(one is mention for one in pair):
            first, last = pair
            beside = first.line is last.line and not _PARTS_WHOLES.search(first.line.text, first.end, last.start_of_number)
            alike = all(one.measure is None or one.measure.id == mention.measure.id for one in pair) if mention.measure else False
            same = all(one.why not in (CHANGED, OTHER_TIME) and one.quantity.value > _MISCOUNTED for one in pair)
            if beside and alike and same and first.quantity.value + last.quantity.value == held:
                return True
    return False


def _is_near(told: Decimal, held: Decimal) -> bool:
    less, more = sorted((told, held))
    return more - less <= _NEAR or more <= less * _TIMES


@once()
def _elsewhere(report: Report) -> tuple[set[str], set[tuple[int, Decimal, Decimal]]]:
    """The measures that the text tells rightly, and of the other numbers the line, what is told and what the tables hold."""
    right: set[str] = set()
    wrong: set[tuple[int, Decimal, Decimal]] = set()
    for found in comparisons(report):
        mention = found.mention
        if found.agrees and mention.measure is not None and not mention.zero:
            right.add(mention.measure.id)
        elif found.agrees is False:
            wrong.update((id(mention.line), mention.quantity.value, value.value) for value in found.values)
    return right, wrong
