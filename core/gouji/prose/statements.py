"""Statements of a sentence beside its numbers: that there was none, that all was upheld, and percentages."""

from __future__ import annotations

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.clause import without_ways
from gouji.prose.context import CHANGED, NOTHING, PROBLEMS, merged
from gouji.prose.counting import about_disclosure, about_requests, counted_by
from gouji.prose.mention import Kept, Mention, Ratio
from gouji.prose.quantity import PERCENT
from gouji.prose.tokens import MARK, OWN, REST, TIME, Token

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_COMPLAINTS = ("举报", "投诉", "申诉", "信访", "案例")
_CAME = frozenset(("new", "received"))
_ASKED = frozenset(("new", "received", "handled", "done", "carry_out", "carry_in"))
_REMAINING = ("其余", "剩余", "余下", "其他", "其它")
_IN_NOTHING = frozenset(
    (
        say.FILL,
        say.NOUN,
        say.FLOW,
        say.CARRY,
        say.DISPUTE,
        say.DOCUMENT,
        say.ACT,
        say.DECISION,
        say.LOST,
        say.OUTCOME,
        say.RESULT,
        say.DETAIL,
    )
)


def nothing(sentence: Sentence, index: int, before: list[Token]) -> None:
    """A statement that there was none: 未收到申请, 无上年结转. `before` are the words of its clause so far."""
    tail: list[Token] = []
    for token in sentence.tokens[index + 1 :]:
        if token.role == MARK and token.text != "、":
            break
        if token.role != MARK:
            tail.append(token)
    tail = without_ways(tail)
    if not tail or any(t.role not in _IN_NOTHING and not _beside(sentence, t, tail) for t in tail):
        return
    if any(t.role in (say.FOREIGN, say.PART, say.CHANGE, say.NOT, say.CHANNEL) or t.text.endswith(("如", "若")) for t in before):
        return
    sentence.follow(before)
    if not sentence.own_body or not sentence.own_time:
        return
    sure = sentence.context.line.section != PROBLEMS and sum(len(t.text) for t in before if t.role == REST) <= 8
    for id, certain in _none_of(sentence, tail, before):
        measure = sentence.context.measures.get(id)
        if measure is not None:
            first = before[0].start if before else sentence.tokens[index].start
            sentence.read.mentions.append(
                Mention(sentence.context.line, NOTHING, first, tail[-1].end, first, measure, sure and certain, zero=True)
            )


def _beside(sentence: Sentence, token: Token, tail: list[Token]) -> bool:
    """Whether a word may stand in a statement of none beside what it denies: the body's own name, complaints beside disputes."""
    if token.role == say.SCOPE:
        return sentence.context.scope.covers(token.which, token.text)
    if token.role == REST:
        return sentence.context.scope.named(token.text)
    return token.text in _COMPLAINTS and any(t.role == say.DISPUTE for t in tail)


def _none_of(sentence: Sentence, tail: list[Token], before: list[Token]) -> list[tuple[str, bool]]:
    roles = {t.role for t in tail}
    disputes = list(dict.fromkeys(t.which for t in tail if t.role == say.DISPUTE))
    if say.LOST in roles or any(t.role == say.OUTCOME for t in tail):
        outcomes = {t.which for t in tail if t.role == say.OUTCOME} or {"correct"}
        if outcomes != {"correct"} or not about_disclosure(sentence):
            return []
        return [(f"{merged(disputes) or sentence.dispute or 'disputes'}.correct", False)]
    if disputes:
        if roles & {say.DECISION, say.DOCUMENT, say.RESULT, say.CARRY} or not about_disclosure(sentence):
            return []
        if any(t.which in ("done", "handled") for t in tail if t.role == say.FLOW):
            return []
        return [(id, sentence.disclosure) for id in disputes]
    if say.CARRY in roles:
        ways = dict.fromkeys(t.which for t in tail if t.role == say.CARRY)
        about = about_requests(sentence, [*before, *tail], say.CARRY)
        return [("carry_in" if way == "in" else "carry_out", way != "open") for way in ways] if about else []
    if say.DOCUMENT in roles:
        acts = {t.which for t in tail if t.role == say.ACT}
        kinds = dict.fromkeys(t.which for t in tail if t.role == say.DOCUMENT)
        return [(f"{kind}.{act}", True) for act in acts for kind in kinds] if len(acts) == 1 else []
    if say.DECISION in roles:
        return [(t.which, True) for t in tail if t.role == say.DECISION] if not roles & {say.ACT, say.FLOW, say.NOUN} else []
    if say.RESULT in roles or say.ACT in roles or say.DETAIL in roles or say.APPLICANT in roles:
        return []
    asked = any(t.role == say.NOUN and t.which == "request" for t in tail)
    flows = {t.which for t in tail if t.role == say.FLOW}
    if not asked and not (
        any(t.role == say.NOUN and t.which == "apply" for t in tail) and (sentence.context.topic == "request" or sentence.disclosure)
    ):
        return []
    # 未收到和处理 denies both; what was not finished may well have come.
    return [("new", True)] if flows & _CAME or not flows else []


def kept(sentence: Sentence, index: int, before: list[Token]) -> None:
    """A statement that everything was upheld: 均获维持. `before` are the words of its clause so far."""
    named = [t.which for t in sentence.tokens[:index] if t.role == say.DISPUTE]
    if not named and sentence.dispute:
        named = [sentence.dispute]
    if not named or not about_disclosure(sentence):
        return
    sentence.follow(before)
    if sentence.own_body and sentence.own_time:
        start = sentence.tokens[0].start
        sentence.read.kept.append(Kept(sentence.context.line, tuple(dict.fromkeys(named)), start, sentence.tokens[index].end))


def rate(sentence: Sentence, index: int, start: int) -> bool:
    """A rate of requests finished: 办结率90%. False when it is none, or 100%, which may be of those that were due."""
    token = sentence.tokens[index]
    at = next((n for n in range(index - 1, start, -1) if sentence.tokens[n].role != say.FILL), start)
    named, quantity = sentence.tokens[at - 1], token.quantity
    if quantity is None or quantity.value == 100 or sentence.tokens[at].text != "率" or (named.role, named.which) != (say.FLOW, "done"):
        return False
    head, done = sentence.head(), sentence.context.measures["done"]
    if head is None or head.measure is None or head.measure.id not in _ASKED or not (sentence.own_body and sentence.own_time):
        return False
    line = sentence.context.line
    part = Mention(line, NOTHING, named.start, token.end, token.start, done, False)
    sentence.read.ratios.append(Ratio(line, quantity, part, "占收到", "", named.start, token.end, (head,), told=False))
    return True


def share_of_results(sentence: Sentence, index: int, start: int) -> bool:
    """A percentage of results whose number is not told: 其中予以公开占58.5%. False when it is none."""
    cut = next(
        (n for n in range(index - 1, start - 1, -1) if sentence.tokens[n].role == MARK and sentence.tokens[n].text != "、"), start - 1
    )
    clause = [t for t in sentence.tokens[cut + 1 : index] if t.role != MARK]
    at = next((n for n, t in enumerate(clause) if t.role == say.SHARE), None)
    if not at or any(t.role != say.FILL for t in clause[at + 1 :]) or not (sentence.own_body and sentence.own_time):
        return False
    named = clause[:at]
    counted = [t for t in named if t.role == say.RESULT]
    if not counted or any(t.role not in (say.RESULT, say.FILL, say.LIST, say.NOUN) for t in named):
        return False
    token = sentence.tokens[index]
    typed = counted_by(sentence, counted, named, NOTHING)
    if typed.measure is None or token.quantity is None:
        return False
    line, first = sentence.context.line, named[0].start
    part = Mention(line, NOTHING, first, token.end, token.start, typed.measure, False)
    heads = (*sentence.here, *sentence.context.last)
    sentence.read.ratios.append(Ratio(line, token.quantity, part, "占", "", first, token.end, heads, told=False))
    return True


def percentage(sentence: Sentence, index: int, start: int) -> bool:
    """A percentage of the number before it: 占54.1%, 同比增长12%. `start` is the first token behind that number.

    A change may be told in cases instead. False when it is not certain what the percentage is of.
    """
    token = sentence.tokens[index]
    assert token.quantity is not None
    segment = sentence.tokens[start:index]
    change = next((t.which for t in reversed(segment) if t.role == say.CHANGE and t.which in ("up", "down")), "")
    same = any(t.role == say.CHANGE and t.which == "same" for t in segment)
    share = any(t.role == say.SHARE for t in segment)
    # 收到17件,比上年增加5件,增长41.7%: both changes are of the 17.
    part = next((mention for mention in reversed(sentence.here) if mention.why != CHANGED), sentence.parent)
    if part is None or any(t.role in (say.FOREIGN, say.PART) for t in segment):
        return False
    direct = not segment and part is sentence.parent
    if change and same:
        if any(t.role in say.COUNTED or t.role == REST for t in segment):
            return False
        kind = change
    elif (share or direct) and token.quantity.kind == PERCENT:
        if change or same:
            return False
        kind = ""
    else:
        return False
    at = next((n for n, t in enumerate(segment) if t.role == say.SHARE), 0)
    if any(t.role in (REST, say.NOT, say.EACH, say.SCOPE) or (t.role == TIME and t.which != OWN) for t in segment[at:]):
        return False
    # Only the words that belong to the number itself may stand before 占; 其余占 is another number's.
    own = [t for t in segment[:at] if t.start >= part.end]
    marks = [n for n, t in enumerate(own) if t.role == MARK]
    if any(t.text in _REMAINING for t in own) or (marks and (marks[-1] != len(own) - 1 or len(marks) > 1 or own[-1].text == ";")):
        return False
    if kind == "" and any(t.role in say.COUNTED for t in own):
        return False
    # What is itself so many percent of something stands beside this number, not above it.
    beside = {id(ratio.part) for ratio in sentence.read.ratios}
    heads = (
        *(mention for mention in sentence.here[:-1] if id(mention) not in beside),
        *((sentence.parent,) if sentence.parent is not None and sentence.parent is not part else ()),
        *sentence.context.last,
    )
    first = segment[0].start if segment else token.start
    sentence.read.ratios.append(
        Ratio(
            sentence.context.line,
            token.quantity,
            part,
            "".join(t.text for t in segment[at:]),
            kind,
            min(part.start, first),
            token.end,
            heads,
        )
    )
    return True
