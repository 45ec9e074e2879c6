"""What the numbers of the year before count: 上年收到12件, 收到18件（上年12件）, 2022年、2023年收到12件、18件.

They are no numbers of this year's tables; the report on the year before knows them.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.clause import clause_before, part_begins
from gouji.prose.context import CHANGED, OTHER_TIME
from gouji.prose.counting import of_those_spoken_of
from gouji.prose.measures import Measure
from gouji.prose.quantity import Quantity
from gouji.prose.tokens import LAST, TIME, Token

if TYPE_CHECKING:
    from gouji.prose.number import Number
    from gouji.prose.sentence import Sentence

_WORDLESS = (TIME, say.FILL)
_ONLY_DATES = (TIME, say.FILL, say.SCOPE, say.NOUN)
"""All that may stand in a clause that only dates the next one: 2022年，全县共收到."""
_ENDS = ("末", "底")
_STOCKS = ("valid", "carry_out")
"""The measures of what there is at the end of a year, not of what was done in it."""


def of_last_year(number: Number, clause: Sequence[Token]) -> Measure | None:
    """What a number of the year before counts, where that is certain: what it would if it were this year's, or, with no words
    of its own, the same as that beside it."""
    sentence = number.sentence
    telling = [t for t in clause if t.role != say.FILL]
    if any(t.role == say.CHANGE for t in telling):  # 收到18件，较上年的12件有所增加
        return _beside(sentence, number.quantity) if all(t.which == "same" and "年" in t.text for t in telling) else None
    if not (sentence.shared.waiting or _is_dated(sentence, clause, number.index, number.cut)):
        return None
    sentence.when.looks_back = True
    start = clause[0].start if clause else sentence.tokens[number.index].start
    typed = of_those_spoken_of(sentence, number.typed(list(clause)), start)
    sentence.when.looks_back = False
    if typed.measure is not None:
        at_end = any(t.which == LAST and t.text.endswith(_ENDS) for t in clause)
        return None if at_end and not typed.measure.id.endswith(_STOCKS) else typed.measure  # 去年底制定的2件
    number.left, number.right = -1, 0
    return _beside(sentence, number.quantity) if all(t.role == TIME for t in telling) else None


def _is_dated(sentence: Sentence, clause: Sequence[Token], index: int, cut: int) -> bool:
    """Whether it is certain that a number is of the year before: its clause says so before what it counts, or all since
    the last ; has been of that year."""
    if sentence.when.now != LAST:  # 与上年相比，办结量由28件变为35件
        became = any(t.which == "to" for t in sentence.tokens[index + 1 : index + 2])
        return became and any(t.which in ("same", LAST) for t in sentence.tokens[:index])
    dated = next((t.which == LAST for t in clause if t.which == LAST or t.role in say.COUNTED), False)
    if dated or any(t.role == say.EACH for t in clause):
        return True
    since = part_begins(sentence.tokens, sentence.tokens[index].start)
    if told := [mention for mention in sentence.here if mention.start >= since]:
        return told[0].last_year is not None
    if sentence.around.head is not None:
        return sentence.around.head.last_year is not None
    before = clause_before(sentence.tokens, cut)
    return any(t.which == LAST for t in before) and all(t.role in _ONLY_DATES for t in before)


def _beside(sentence: Sentence, quantity: Quantity) -> Measure | None:
    """What the number counts that one with no words of its own stands beside: 收到18件，上年为12件."""
    for before in reversed((*sentence.around.numbers, *sentence.here)):
        if before.why == OTHER_TIME and any(t.role not in _WORDLESS for t in before.words):
            return None
        if before.why not in (CHANGED, OTHER_TIME):
            return before.measure if before.quantity.kind == quantity.kind else None
    return None
