"""What is said of disputes, and whether these are about disclosure: 被申请行政复议3件，维持2件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.about import is_business
from gouji.prose.clause import behind, part_begins
from gouji.prose.context import DISPUTES_SECTION, NOT_REQUESTS, OTHER_BODY, PROBLEMS, UNKNOWN, Typed, Which, merged
from gouji.prose.measures import DISPUTE, either
from gouji.prose.partial import spoken_of
from gouji.prose.quantity import Quantity
from gouji.prose.tokens import MARK, NUMBER, REST, Token

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_DECIDED_ON = ("受理", "新受理", "新收")
"""What is done to disputes by those who decide on them."""
_MORE = (*say.OTHERS, "各类", "各种", "全部", "所有")
_APART = (say.LIST, say.NOT)
_SUED = ("suit_direct", "suit_after")
_OF_THESE = ("非", "中", "涉及")
"""Words between a number and the disclosure told of behind it that tell that not all of it is meant."""
_AGAINST = re.compile(r"\(均?以([^,。;()]{2,16})为(?:被申请人|被告)")
"""What brackets behind disputes say whom they are against."""
_GOVERNMENTS = ("政府", "政府办公室")
_AS_PARTY = ("被申请人", "作为被申请人", "被告", "作为被告")
_IN_COURT = ("法院", "判决")
"""What words for an outcome begin with that only suits have."""
_REVIEWING = "复议机关"
_JUDGES = re.compile("为[^,。;]{0,8}复议机[关构]|复议机[关构](?:共?收到|新收|受理)")
"""What tells that a body decides on disputes of others."""
_UNRELATED = re.compile(
    r"(?:与[^,。;()]{0,12}公开[^,。;()]{0,6}无关|[不未]涉及[^,。;()]{0,8}公开|[均皆都]不属于?[^,。;()]{0,8}公开|因[^,。;()]{0,6}公开[之以]外)"
)
"""What tells that disputes are not about disclosure: 均与政府信息公开无关."""
_CAUSED = re.compile(r"均(?:为|因|系|由)(?![^,。;()]*(?:信息公开|答复|维持|纠正|撤销|驳回|胜诉|复议后|直接起诉|结))")
"""What gives, behind disputes, another cause of them all: 均因征地补偿."""


def of_disputes(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    """What a number of disputes, or of outcomes of disputes, counts."""
    # 答复被申请复议: what was disputed, and not what was done.
    flows = [t.which for t, after in pairwise((*left, left[-1])) if t.role == say.FLOW and after.text[0] not in "被引"]
    if why := _set_aside(sentence, which, left):
        return Typed(None, why=why)
    decided = say.OUTCOME in which
    own = which.get(say.DISPUTE) or _named_by_outcome(sentence, left)
    named = own or ([sentence.dispute] if sentence.dispute else [])
    if say.DISPUTE not in which and any(t.text in say.TOTALS for t in left):
        # 直接起诉的5件与复议后起诉的4件之中，结果维持的合计6件
        named = list({t.which for t in sentence.tokens if t.role == say.DISPUTE and t.start < left[0].start})
    if named and (is_wider(sentence, left[-1].end) or not about_disclosure(sentence, not flows, decided)):
        return Typed(None, why=NOT_REQUESTS)
    taken_over = say.CARRY in sentence.roles and any(t.text[0] == "新" for t in left)  # 上年结转行政复议1件，新收4件
    id = merged(named)
    if not id or taken_over or ("done" in flows and not decided):
        return Typed(None, why=UNKNOWN)
    sure = sentence.disclosure or sentence.context.line.section == DISPUTES_SECTION
    if decided:
        ids = [id] if own else _told_together(sentence, id, left[-1].start)
        meant = [sentence.context.measures[f"{one}.{which[say.OUTCOME][0]}"] for one in ids]
        return Typed(either(meant), sure, "", "outcome")
    if outcome := _outcome_divided(sentence, left[-1].start):
        id = f"{id}.{outcome}"  # 维持2件(复议1件、诉讼1件)
    return sentence.context.typed(id, sure, "dispute")


def _set_aside(sentence: Sentence, which: Which, left: list[Token]) -> str:
    """Why a number of disputes is not one of those that the body's own answers led to, as its words tell; "" where nothing speaks
    against it."""
    if say.LOST in which or which.keys() - {say.DISPUTE, say.OUTCOME, say.FLOW} or len(which.get(say.OUTCOME, ())) > 1:
        return UNKNOWN
    if any(t.text == "处罚" for t in left):
        return UNKNOWN  # 因处罚引起的行政复议11件
    if "不予受理" in sentence.context.line.text and any(t.text.endswith("申请") for t in left):
        return UNKNOWN  # 复议申请6件，受理5件，不予受理1件
    on_disclosure = any(t.role == say.NOUN for t in left)
    if say.DISPUTE in which and any(t.text in _MORE for t in left) and not on_disclosure:
        sentence.dispute = ""  # 其他行政复议案件15件，维持12件: neither is about disclosure; 各类行政应诉案件71件
        return NOT_REQUESTS
    if say.DISPUTE not in which and _of_other_cases(sentence):
        return NOT_REQUESTS
    if sentence.context.scope.unit.endswith(_GOVERNMENTS) and any(t.role == REST for t in left) and any(t.text in _AS_PARTY for t in left):
        sentence.own_body = False
        return OTHER_BODY  # 县政府作为被申请人的复议: one body of all those the report covers
    against = _AGAINST.match(sentence.context.line.text, left[-1].end)
    if against is not None and not sentence.context.scope.is_own(against[1]):
        return OTHER_BODY  # 办理行政复议案件(以区县政府为被申请人)43件
    last = next((mention for mention in reversed(sentence.here) if any(t.role == say.DISPUTE for t in mention.words)), None)
    if last is not None and last.why in (UNKNOWN, NOT_REQUESTS) and not on_disclosure:
        return last.why  # 因征地引发的行政复议12件、行政诉讼8件，未审结3件
    decides = any(t.text in _DECIDED_ON or t.which == "handled" for t in left if t.role == say.FLOW)
    return NOT_REQUESTS if decides and not sentence.disclosure else ""  # 受理行政复议申请95件: nobody does that to those against himself


def _named_by_outcome(sentence: Sentence, left: list[Token]) -> list[str]:
    """The disputes that an outcome tells by who decided, or that the words behind its number name: 被复议机关纠正2件、被法院纠正1件."""
    by = next((t.text for t in left if t.role == say.OUTCOME), "")
    if named := _named_behind(sentence.tokens, left[-1].end):
        return named
    if by.startswith(_REVIEWING):
        return ["review"]
    return ["suits"] if sentence.dispute in ("", "review", "disputes") and by.startswith(_IN_COURT) else []


def _named_behind(tokens: Sequence[Token], at: int) -> list[str]:
    """The disputes that the clause behind a number at a place says it is of: 纠正1件，为直接起诉案件."""
    mark = next((n for n, t in enumerate(tokens) if t.start > at and t.role == MARK), len(tokens))
    clause = behind(tokens, mark) if mark < len(tokens) and tokens[mark].text == "," else []
    named = [t.which for t in clause if t.role == say.DISPUTE]
    return named if len(named) == 1 and all(t.role in (say.FILL, say.DISPUTE) for t in clause) else []


def _of_other_cases(sentence: Sentence) -> bool:
    """Whether the number told last, but for outcomes, is of something that is no dispute: 受理举报19件，纠正18件; 信访复核26件，维持6件;
    对其中3件申请复议，1件被纠正."""
    whole = next((mention for mention in reversed(sentence.here) if all(t.role != say.OUTCOME for t in mention.words)), None)
    if whole is None or whole.measure is not None or any("审结" in t.text for t in whole.words):
        return False
    return is_business(whole) or any(t.role == say.FOREIGN for t in whole.words) or any(t.role == say.LIST for t in whole.words[1:])


def _told_together(sentence: Sentence, last: str, at: int) -> list[str]:
    """What an outcome at a place may be of that names no disputes, the likeliest first: the `last` ones told, or all those told since an
    outcome was: 直接起诉6件，复议后起诉3件；维持5件."""
    told: set[str] = set()
    begin = part_begins(sentence.tokens, at)  # 直接起诉3件，全部维持；复议后起诉2件，维持2件
    for mentions in ([m for m in sentence.here if m.start >= begin], sentence.here, sentence.context.last):
        for mention in reversed(mentions):
            if mention.measure is None:
                continue
            if mention.sort == DISPUTE or any(t.role == say.DISPUTE for t in mention.words):
                told.add(mention.measured.partition(".")[0])  # 维持的12件中，复议5件、诉讼7件；纠正的3件中
            elif told:
                break
        if told:
            break
    both = ["suits"] if last != "review" and told >= {"suit_direct", "suit_after"} else []
    return [*both, last, *(["disputes"] if "review" in told and len(told) > 1 else [])]


def _headed(tokens: Sequence[Token], at: int) -> list[Token]:
    """The words that what is told at a place stands under: those before the colon of its part of the sentence, or a first
    clause without a number."""
    begin = part_begins(tokens, at)
    part = [t for t in tokens if begin <= t.start < at]
    ends = next((n for sign in ":," for n, t in enumerate(part) if t.text == sign), 0)
    return part[:ends] if ends and (part[ends].text == ":" or all(t.role != NUMBER for t in part[:ends])) else []


def _outcome_divided(sentence: Sentence, at: int) -> str:
    """The outcome of disputes of all kinds that brackets, or 其中 or 中 before a place, divide by kind; "" for none."""
    head = _headed(sentence.tokens, at)
    if head and all(t.role not in (say.DISPUTE, say.NOT) for t in head):  # 结果维持方面，行政复议1件; 被纠正2件：复议1件，诉讼1件
        outcomes = {t.which for t in head if t.role == say.OUTCOME}
        return outcomes.pop() if len(outcomes) == 1 else ""
    mark = max((t.start for t in sentence.tokens if t.role == say.LIST and t.start < at), default=-1)
    whole = sentence.around.head or next((told for told in reversed(sentence.here) if told.end <= mark), None) or spoken_of(sentence, at)
    words = whole.words if whole else sentence.around.words[-1:]
    return next((t.which for t in words if t.role == say.OUTCOME), "")


def is_wider(sentence: Sentence, at: int) -> bool:
    """Whether disclosure is spoken of only behind these words, and of something else:
    行政复议150件，其中政府信息公开10件; 行政复议150件，均非政府信息公开类; 行政复议150件，未因政府信息公开败诉."""
    noun = next((n for n, t in enumerate(sentence.whole) if t.which in say.DISCLOSURE), 0)
    apart = any(t.role in _APART or t.text in _OF_THESE for t in sentence.whole[:noun] if t.start >= at)
    counted = any(t.role == NUMBER for t in takewhile(lambda t: t.role != MARK, sentence.whole[noun:]))
    return apart or (counted and sentence.whole[noun].start >= at)


def about_disclosure(sentence: Sentence, suffered: bool = False, decided: bool = False) -> bool:
    """Whether disputes spoken of are about 政府信息公开, not all disputes of the body.

    `suffered` tells that they are just counted, not received or dealt with by somebody, `decided` that it is their outcomes that are.
    """
    # 我局受理的复议申请172件(我局为复议机关): it judges, and is not judged.
    said = sentence.context.line.text, sentence.whole[0].start, sentence.whole[-1].end
    if _JUDGES.search(*said) or _UNRELATED.search(*said) or (not sentence.disclosure and _CAUSED.search(*said)):
        return False
    if sentence.disclosure or sentence.context.line.section == DISPUTES_SECTION or sentence.context.topic == "dispute":
        return True
    if decided and any(mention.sort == DISPUTE for mention in sentence.context.last):
        return True  # 因信息公开被复议3件、诉讼2件。复议维持2件
    scope = sentence.context.scope
    if sentence.context.topic != "request" and not (decided and sentence.context.line.section == PROBLEMS):
        return False
    # Governments and their offices of justice also decide on disputes of others; told behind the requests, those suffered are their own.
    if "司法" in scope.unit:
        return say.DISPUTE in sentence.roles and any(t.text[0] == "被" or t.which in _SUED for t in sentence.whole)
    return not scope.government or (suffered and sentence.context.head is not None)
