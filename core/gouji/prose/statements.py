"""Statements of a sentence in words: that there was none, that all was upheld."""

from __future__ import annotations

import re

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.about import CAME, CARRIED_OVER, on_requests
from gouji.prose.clause import part_begins, without_ways
from gouji.prose.context import NOTHING, PROBLEMS, merged
from gouji.prose.disputes import about_disclosure
from gouji.prose.mention import Kept, Mention
from gouji.prose.tokens import MARK, NUMBER, OWN, REST, TIME, Token

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_COMPLAINTS = ("举报", "投诉", "申诉", "信访", "案例")
_NO_MORE = ("结转", "记录", "办件")
"""Words behind 零 and 无 that say nothing of what there was none of: 依申请公开零记录."""
_OF_COURTS = ("判决", "裁定", "裁判")
"""What is done to suits, and not to disputes before the administration."""
_SOME_LOST = {"被撤销", "被确认违法"}
"""Forms of a loss: that there was none does not tell that none was corrected."""
_GOAL = "目标"
_ASKING = ("提出", "提交", "递交", "发来", "申请", "向")
"""What applicants do: who has not done so stands before it."""
_EVERYBODY = {"person", "orgs"}
"""Those who may apply, taken together."""
_MONTHS = re.compile(r"\d个月")
_IN_NOTHING = say.COUNTED - {say.APPLICANT, say.CHARGE, say.PUBLISHED} | {say.FILL, say.NOUN}
"""All that what there was none of is told with."""


def nothing(sentence: Sentence, index: int, before: list[Token]) -> None:
    """A statement that there was none: 未收到申请, 无上年结转. `before` are the words of its clause so far."""
    tail: list[Token] = []
    for token in sentence.tokens[index + 1 :]:
        if (token.role == MARK and token.text != "、") or token.text == "零":
            break
        if token.role != MARK:
            tail.append(token)
    if any(token.text in say.OTHERS for token in (*before, *tail)):
        return  # 除2件外未收到其他申请, 其他类型的申请人未提出申请
    tail = without_ways(tail)
    end = (tail or [sentence.tokens[index]])[-1].end
    carried = any(t.text == "结转" for t in tail)
    zero = sentence.tokens[index].text == "零"
    occurred = bool(tail) and all(t.role == say.FILL for t in tail)  # 行政复议、行政诉讼均未发生
    if tail and tail[0].text == "再":
        return  # 重新答复后未再提起复议: not none in all the year
    if zero and any(_GOAL in token.text for token in sentence.tokens):
        return  # 目标：复议零纠错、诉讼零败诉
    if zero or carried or occurred:
        # 依申请公开为零, 依申请公开零受理, 上年无结转: what there was none of stands before it.
        tail = [t for t in tail if t.text not in _NO_MORE]
        before = [t for t in before if t.text != "零"]  # 零复议、零诉讼
        tail = [*(t for t in before if t.role not in (TIME, say.SCOPE)), *tail]
    if not tail or any(t.role not in _IN_NOTHING and not _beside(sentence, t, tail) for t in tail):
        return
    if any(t.role in (say.FOREIGN, say.PART, say.CHANGE, say.NOT, say.CHANNEL) or t.text.endswith(("如", "若")) for t in before):
        return
    if _of_some(sentence, tail, before):
        return
    first = before[0] if before else sentence.tokens[index]
    if any(t.role == NUMBER and t.end == first.start for t in sentence.tokens[:index]) or any(_MONTHS.search(t.text) for t in before):
        return  # 12个村未收到申请, 全年有3个月未收到申请
    sentence.follow(before)
    if not sentence.own_body or not sentence.when.own or sentence.business.part:
        return
    sure = sentence.context.line.section != PROBLEMS and sum(len(t.text) for t in before if t.role == REST) <= 8
    for id, certain in _none_of(sentence, tail, before):
        if measure := sentence.context.measures.get(id):
            none = Mention(sentence.context.line, NOTHING, first.start, end, first.start, measure, sure and certain, zero=True)
            sentence.read.mentions.append(none)


def _beside(sentence: Sentence, token: Token, tail: list[Token]) -> bool:
    """Whether a word may stand in a statement of none beside what it denies: the body's own name, complaints beside disputes."""
    if token.role == say.SCOPE:
        return sentence.context.scope.covers(token.which, token.text)
    if token.role == REST:
        return sentence.context.scope.named(token.text)
    return token.text in _COMPLAINTS and any(t.role == say.DISPUTE for t in tail)


def _of_some(sentence: Sentence, tail: list[Token], before: list[Token]) -> bool:
    """Whether it is said of some applicants only that nothing came of them: 科研机构未提出申请; 自然人方面，未收到申请."""
    start = tail[0].start
    begin = max((t.end for t in sentence.tokens if t.role == NUMBER and t.end <= start), default=0)
    begin = max(begin, part_begins(sentence.tokens, start))
    if kinds := {t.which for t in sentence.tokens if t.role == say.APPLICANT and begin <= t.start < start}:
        return not kinds >= _EVERYBODY
    return tail[0].text.startswith(_ASKING) and any(t.role == REST and not sentence.context.scope.named(t.text) for t in before)


def _none_of(sentence: Sentence, tail: list[Token], before: list[Token]) -> list[tuple[str, bool]]:
    roles = {t.role for t in tail}
    disputes = list(dict.fromkeys(t.which for t in tail if t.role == say.DISPUTE))
    if not roles.isdisjoint((say.LOST, say.OUTCOME)):
        outcomes = {t.which for t in tail if t.role == say.OUTCOME} or {"correct"}
        lost = {t.text for t in tail if t.role == say.LOST}
        if outcomes != {"correct"} or (lost and lost <= _SOME_LOST) or not about_disclosure(sentence):
            return []
        named = merged(disputes) or sentence.dispute or ("suits" if "败诉" in lost else "disputes")  # 败诉 is in court
        return [(f"{named}.correct", False)]
    if disputes:
        if not (about_disclosure(sentence) or _of_all(sentence)):
            return []
        if any(t.which in ("done", "handled") for t in tail if t.role == say.FLOW):
            return []
        return [(id, sentence.disclosure) for id in disputes]
    if say.CARRY in roles:
        ways = dict.fromkeys(t.which for t in tail if t.role == say.CARRY)
        return [(CARRIED_OVER[way], way in ("in", "out")) for way in ways]
    if say.DOCUMENT in roles:
        acts = {t.which for t in tail if t.role == say.ACT}
        kinds = dict.fromkeys(t.which for t in tail if t.role == say.DOCUMENT)
        return [(f"{kind}.{act}", True) for act in acts for kind in kinds] if len(acts) == 1 else []
    if say.DECISION in roles:
        return [(t.which, True) for t in tail if t.role == say.DECISION] if not roles & {say.ACT, say.FLOW, say.NOUN} else []
    results = dict.fromkeys(t.which for t in tail if t.role == say.RESULT)
    if results and roles.isdisjoint((say.ACT, say.DETAIL, say.FLOW)) and on_requests(sentence):
        return [(id, False) for id in results]
    if not roles.isdisjoint((say.RESULT, say.ACT, say.DETAIL)):
        return []
    asked = any(t.which == "request" for t in tail)
    flows = {t.which for t in tail if t.role == say.FLOW}
    if not asked and not (any(t.which == "apply" for t in tail) and on_requests(sentence)):
        return []
    # 未收到和处理 denies both; what was not finished may well have come.
    if flows == {"handled"}:
        return [("handled", False)]
    return [("new", True)] if flows & CAME or not flows else []


def _of_all(sentence: Sentence) -> bool:
    """Whether there was none of any kind, for no word tells of which: 没有发生行政复议，也没有被提起行政诉讼."""
    strange = (t for t in sentence.whole if t.role in (REST, NUMBER, say.FOREIGN, say.DECISION, say.PART, say.DOCUMENT))
    return not sentence.business.other and not sentence.context.topic and all(sentence.context.scope.named(t.text) for t in strange)


def kept(sentence: Sentence, index: int, before: list[Token]) -> None:
    """A statement that everything was upheld: 均获维持. `before` are the words of its clause so far."""
    begin = part_begins(sentence.tokens, sentence.tokens[index].start)
    back = any(t.role == TIME and t.which != OWN for t in sentence.tokens[:index] if t.start >= begin)
    some = any(mention.measure is None for mention in sentence.here[-1:])
    if back or some or any(t.text in say.REMAINING or "审结" in t.text for t in before):
        return  # 上年未审结的2件均维持; 复议11件中，有4件系同一人提起，均维持; 尚未审结1件，其余均维持
    told = [t for t in sentence.tokens[:index] if t.role == say.DISPUTE]
    listed = max((t.start for t in sentence.tokens[:index] if t.role == say.LIST), default=0)
    begin = max(begin, listed) if told and told[-1].start > listed else begin  # 行政诉讼6件，其中直接起诉3件，均维持
    named = [t.which for t in told if t.start >= begin] or [t.which for t in told] or [sentence.dispute] * bool(sentence.dispute)
    if any(t.text in _OF_COURTS for t in before):
        named = [which for which in named if which != "review"]
    if not named or not about_disclosure(sentence):
        return
    sentence.follow(before)
    if sentence.own_body and sentence.when.own:
        start = sentence.tokens[0].start
        sentence.read.kept.append(Kept(sentence.context.line, tuple(dict.fromkeys(named)), start, sentence.tokens[index].end))
