"""What a change is of that is told without this year's number: 申请量同比增长12%; 上年收到12件，今年增加6件; 收到18件。同比增长50%."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.about import on_requests
from gouji.prose.clause import behind
from gouji.prose.context import CHANGED, NOTHING
from gouji.prose.counting import counted_by
from gouji.prose.measures import REQUEST, Measure
from gouji.prose.mention import Mention, counts
from gouji.prose.quantity import ITEMS
from gouji.prose.tokens import MARK, TIME, Token

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_OF_REQUESTS = frozenset((say.FILL, say.NOUN, TIME))
_NAMING = _OF_REQUESTS | {say.FLOW, say.RESULT}
"""All that may stand in a clause that names what changed."""


def subject(sentence: Sentence, index: int, segment: Sequence[Token], before: Mention | None) -> Mention | None:
    """What the change told at this place, at the end of a segment, is of: the number `before` it, unless the words of its
    own clause name something else, or there is none; then a mention that has no number."""
    mark = max((n for n, t in enumerate(segment) if t.role == MARK and t.text != "、"), default=-1)
    own = [*segment[mark + 1 :], sentence.tokens[index]]
    clause = [t for t in own[:-1] if t.role != say.CHANGE]
    counted = [t for t in clause if t.role in say.COUNTED]
    if before is not None and {(t.role, t.which) for t in counted} <= counts(before):
        return before
    roles, after = {t.role for t in clause}, {t.role for t in behind(sentence.tokens, index)}
    quantity = sentence.tokens[index].quantity
    if all(t.role != say.CHANGE for t in own) or not roles <= _NAMING or not after <= _OF_REQUESTS:
        return None
    if not (sentence.own_body and sentence.when.own and on_requests(sentence)) or quantity.kind == ITEMS:
        return None
    return _named(sentence, clause) if counted or say.NOUN in roles else _going_on(sentence)


def _named(sentence: Sentence, words: list[Token]) -> Mention | None:
    """What these words name: 新收申请, or 申请量, which may be that of those that came or were answered."""
    counted = [t for t in words if t.role in say.COUNTED]
    measure = counted_by(sentence, counted, words, NOTHING).measure if counted else sentence.context.measures["handled"]
    return _unnumbered(sentence, measure, words)


def _going_on(sentence: Sentence) -> Mention | None:
    """What the change told last in this sentence is of, or the number of last year before it, or the numbers of the sentence before."""
    begin = sentence.tokens[0].start
    for ratio in sentence.read.ratios[-1:]:
        if ratio.line is sentence.context.line and ratio.part.start >= begin:
            return ratio.part  # 申请量比上年增加6件，增长50%
    if told := [mention for mention in sentence.here if any(t.role == say.NOUN or t.role in say.COUNTED for t in mention.words)]:
        words = [t for t in told[-1].words if t.role != say.CHANGE]
        if told[-1].why == CHANGED and {t.role for t in words} <= _NAMING:
            return _named(sentence, words)  # 新收申请较上年的12件增加6件
        return _unnumbered(sentence, told[-1].last_year, words)
    last = sentence.context.last
    if last and last[0].sort == REQUEST and all(mention.measure for mention in last):
        return _unnumbered(sentence, last[0].measure, last[0].words)
    return None


def _unnumbered(sentence: Sentence, measure: Measure | None, words: Sequence[Token]) -> Mention | None:
    """A mention of what is counted; its own words begin where they stand in this sentence, or where the sentence does."""
    start = max(t.start for t in (sentence.tokens[0], *words[:1]))
    return Mention(sentence.context.line, NOTHING, start, start, start, measure, False, words=words) if measure is not None else None
