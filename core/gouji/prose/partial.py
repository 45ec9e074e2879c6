"""What makes numbers those of a part only, though the words right before them are all known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.about import CAME
from gouji.prose.clause import part_begins
from gouji.prose.context import CHANGED, NOT_REQUESTS, OTHER_BODY, OTHER_TIME, UNKNOWN
from gouji.prose.measures import APPLICANT, DISPUTE, RESULT, Measure
from gouji.prose.mention import Mention, counts
from gouji.prose.quantity import CASES, PEOPLE
from gouji.prose.tokens import NUMBER, OWN, REST, TIME, Token

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_OF_WHICH = ["中", "的"]
"""What ends the words before a number that is only a part of what they name: 收到申请中的30件."""
_NAMES_PART = re.compile(
    r"(?:其中|同时|另外|此外|并|且|[一二三四五六七八九]是)*"
    r"(?!.*(?:主要|集中在|过程中$))(?:(?:在(?!.*(?:[下上]|同时)$)|针对|围绕|关于|对于|面向)|(?:对|涉及).*(?:的|申请|件|信息|事项|情形|问题)$|.*(?:领域|方面|类|期间|任期内|中|(?<![目当日底末])前)$)"
)
"""Begins or ends of a clause that says of what the next ones speak; 在党的领导下 does not, nor 主要涉及征地等方面."""
_BODIES = ("个", "家", "部门")
"""Units of bodies, where they are subjects."""
_SUCH_BODIES = re.compile("的(?:单位|部门|机关|乡镇|街道)(?:共|有|为|达)*$")
"""What the words before a number end with that counts only some bodies: 申请量超过10件的单位有5个."""
_OWN_NAMES = (say.NOUN, say.DISPUTE, say.DOCUMENT, say.DECISION, TIME)
"""What says by itself of what a number is, whatever it is a part of."""
_PARTS_OF_BOTH = {("done", id) for id in (*CAME, "carry_in")}
"""What a number behind 其中 is not all of: 答复34件，其中上年结转2件、当年新收32件."""
_SOME_OF_THEM = ("carry_in", "carry_out", "accepted_done")
"""Requests that do not have all the results there are."""
_WITHIN = ("中", "当中", "里", "申请中", "案件中")
"""What follows a number some of which are told of next."""
_DECIDED = (say.RESULT, say.ACT)
"""What tells itself of a result, beside the others: 被予以公开的5件，无法提供的2件."""
_DONE_TO = ("done", "handled", "carried")
"""What is done to that which was told last: 协查函51件，回复15件."""
_SINGLED_OUT = (REST, say.FOREIGN, say.PART, say.EACH)
_REASON = re.compile("第十[四五六]条")
"""The articles that give reasons for not disclosing; each is the reason of a part."""
_LEFT_OVER = (*say.REMAINING, "尚有", "另", "另有", "另外", "还有")


def names_part(clause: Sequence[Token]) -> bool:
    """Whether a clause without a number names, in words not known, of what the next ones speak: 在征地领域, 针对移民安置."""
    if not clause or clause[-1].role == say.FLOW:
        return False  # 在法定期限内逐件审查答复
    return any(t.role in (REST, say.FOREIGN) for t in clause) and _NAMES_PART.match("".join(t.text for t in clause)) is not None


def counts_bodies(tokens: Sequence[Token], index: int, clause: Sequence[Token]) -> bool:
    """Whether a number says how many bodies did what follows: 12个村均设公开栏，收到村民申请16件. `clause` are the words before it."""
    after = tokens[index + 1 : index + 2]
    if tokens[index].quantity.unit not in _BODIES:
        return False
    if any(t.role in (REST, say.SCOPE) for t in after):
        return all(t.role in (say.FILL, say.LIST, TIME) for t in clause)
    return _SUCH_BODIES.search("".join(t.text for t in clause)) is not None


def by_neighbours(tokens: Sequence[Token], index: int, left: Sequence[Token]) -> str:
    """Why the words `left` before a number, or those right behind it, keep it from being all there was this year; "" when they do not."""
    after = tokens[index + 1 : index + 3]
    if after and after[0].which == "to":
        return OTHER_TIME  # 予以公开由45件变为48件
    if [t.text for t in after] == ["的", "单位"]:
        return UNKNOWN  # 申请超过10件的单位
    if left and left[0].text == "的" and any(t.role == NUMBER and t.end == left[0].start for t in tokens[:index]):
        return UNKNOWN  # 维持2件、纠正3件的复议案件共5件
    return UNKNOWN if any(t.role == say.SHARE for t in left) and _has_part(tokens, index) else ""


def hindrance_of(sentence: Sentence, left: Sequence[Token], roles: set[str], counted: Sequence[Token]) -> str:
    """Why a number must not be compared, whatever it counts; "" when nothing stands against it."""
    if say.CHANGE in roles:
        return CHANGED
    if not sentence.own_body:
        return OTHER_BODY
    if not sentence.when.own:
        return OTHER_TIME
    if say.FOREIGN in roles:
        return NOT_REQUESTS
    if sentence.business.part or say.PART in roles or say.NOT in roles or not counted:
        return UNKNOWN
    if _by_some(sentence, left) or any(t.role == say.FILL and _REASON.search(t.text) for t in left):
        return UNKNOWN  # 依据第十五条不予公开4件
    if sentence.context.scope.government and _beside_parts(sentence, left):
        return OTHER_BODY
    if REST not in roles:
        return ""
    at = left.index(counted[0])
    # 征地方面收到, 当场答复: words that are not known may single out a part. Those before 全年 do not.
    dated = max((n for n, t in enumerate(left[:at]) if t.role == TIME), default=-1)
    strange = [t for t in left[dated + 1 :] if t.role == REST]
    return UNKNOWN if any(not sentence.context.scope.named(t.text) for t in strange) else ""


def _by_some(sentence: Sentence, left: Sequence[Token]) -> bool:
    """Whether a few of those who did it are named before: 刘某等3人提起复议7件."""
    some = sentence.here[-1] if sentence.here else None
    if some is None or some.quantity.kind != PEOPLE or some.end != left[0].start:
        return False
    return any(t.role == say.OPEN for t in some.words[-1:])


def _beside_parts(sentence: Sentence, left: Sequence[Token]) -> bool:
    """Whether a government itself is told of beside the bodies that it covers: 县政府废止4件，部门废止8件."""
    own = any(t.role in (REST, say.SCOPE) and sentence.context.scope.named(t.text) for t in left)
    return own and any(t.which == "parts" and t.start > left[-1].end for t in sentence.tokens)


def _has_part(tokens: Sequence[Token], index: int) -> bool:
    """Whether the next number is told as a part of this one: 自然人占35件申请中的30件."""
    after = next((n for n, t in enumerate(tokens) if n > index and t.role == NUMBER), 0)
    return [t.text for t in tokens[max(after - 2, 0) : after]] == _OF_WHICH


def explained_in_part(sentence: Sentence, left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether a number is only a part of what the words behind it name: 1件12月28日收到, 另有1件已收到. All that is not carried
    over was finished: 3件结转下年，其余34件已答复."""
    if any(t.role in _SINGLED_OUT or (t.role == TIME and t.which != OWN) for t in right) or _names_more(sentence.tokens, right[-1]):
        return True
    before = sentence.here[-1].measure if sentence.here else None
    rest = any(t.text in _LEFT_OVER for t in left) and all(t.role == say.FLOW for t in right if t.role in say.COUNTED)
    return rest and (before is None or before.id != "carry_out")


def _names_more(tokens: Sequence[Token], last: Token) -> bool:
    """Whether words of the same sort follow behind a 、: 其余17件作部分公开、不予公开等处理."""
    after = [t for t in tokens if t.start >= last.end][:2]
    return len(after) == 2 and after[0].text == "、" and after[1].role == last.role


def of_another_whole(sentence: Sentence, measure: Measure, index: int, roles: set[str]) -> str:
    """Why a number is not all that its words, of these roles, name, for what it is a part of; "" when it may be."""
    whole = _whole(sentence, index, measure.sort == RESULT or measure.id in _DONE_TO)
    if whole is None and measure.sort == RESULT:
        whole = spoken_of(sentence, sentence.tokens[index].start)
        if whole is not None and (whole.measure is not None or any(t.role in (say.FLOW, say.ACT) for t in whole.words)):
            return (
                UNKNOWN if whole.measure is None or whole.measure.id in (*_SOME_OF_THEM, measure.id) else ""
            )  # 新收并办结的57件中，予以公开20件
    if whole is None and measure.id in _DONE_TO:
        whole = next((m for m in reversed(sentence.here) if m.quantity.kind == CASES), None)
        if whole is not None and whole.why not in (UNKNOWN, NOT_REQUESTS):
            return ""
    if whole is None:
        return ""
    of = whole.measure or (whole.last_year if sentence.when.looks_back else None)
    if of is not None:
        same = of.id == measure.id and not sentence.when.looks_back  # 行政强制9件，其中行政强制措施3件
        asked = of.id in CAME and measure.id.startswith("rej_") and say.RESULT not in roles  # 收到申请35件，其中重复申请4件
        return UNKNOWN if same or asked or (of.id, measure.id) in _PARTS_OF_BOTH else ""
    if measure.sort == DISPUTE and whole.why == NOT_REQUESTS and say.NOUN not in roles:
        return NOT_REQUESTS  # 各类申请148件，其中政府信息公开申请118件、行政复议申请30件
    named = measure.sort != APPLICANT and not roles.isdisjoint(_OWN_NAMES)  # 其中自然人申请30件: of whatever there were 35 of
    return whole.why if _is_strange(whole) and not named else ""  # 留言办理45件，其中办结40件


def _whole(sentence: Sentence, index: int, done: bool) -> Mention | None:
    """The number of the sentence that one behind 其中, or in brackets, is a part of; `done` tells that it says what was done."""
    quantity = sentence.tokens[index].quantity
    if say.LIST not in sentence.roles:
        return sentence.around.head
    begin = part_begins(sentence.tokens, sentence.tokens[index].start)
    mark = next((t for t in reversed(sentence.tokens[:index]) if t.role == say.LIST and t.start >= begin), None)
    if mark is None:
        return sentence.around.head
    parts = [m for m in sentence.here if m.start >= mark.start]
    if parts and done and _is_strange(parts[0]) and parts[0].quantity.value >= quantity.value and all(map(counts, parts[1:])):
        return parts[0]  # 其中涉及征地的20件，办结19件
    return next((m for m in reversed(sentence.here) if m.end <= mark.start and m.quantity.kind == quantity.kind), sentence.around.head)


def spoken_of(sentence: Sentence, at: int) -> Mention | None:
    """The number that the words before a place go on to tell of: 涉及征地的21件，予以公开6件; 维持的12件案件中，复议5件."""
    begin = part_begins(sentence.tokens, at)
    text = sentence.context.line.text
    for mention in reversed(sentence.here):
        end = mention.start_of_number + len(mention.quantity.text)
        named = text.endswith("的", 0, mention.start_of_number) and all(t.role not in _DECIDED for t in mention.words)
        within = text.startswith(_WITHIN, end) or text.endswith(_WITHIN, end, mention.end)  # 12件上年结转申请中
        if mention.start >= begin and (within or (named and text.startswith(",", end))):
            return mention
    return None


def _is_strange(whole: Mention) -> bool:
    """Whether it is known that a number is not that of a table, or the words of what it counts are not known."""
    if whole.why == UNKNOWN:
        return any(t.role in (REST, say.PART, say.CHANNEL) for t in whole.words)
    return whole.why in (NOT_REQUESTS, OTHER_TIME, OTHER_BODY)
