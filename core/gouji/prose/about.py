"""What a sentence is about, as far as the words around a number do not say it themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.context import PROBLEMS
from gouji.prose.mention import Mention
from gouji.prose.quantity import Quantity
from gouji.prose.tokens import MARK, NUMBER, OWN, REST, TIME, Token

if TYPE_CHECKING:
    from gouji.prose.scope import Scope
    from gouji.prose.sentence import Sentence

CAME = frozenset(("new", "received"))
"""The measures that count requests as they come in."""
CARRIED_OVER = {"in": "carry_in", "out": "carry_out", "open": "carry_out", "either": "carried"}
"""The measures of what was carried over, by the way that its words tell; a bare 结转 may be both."""
_ASKING = frozenset(("申请人", "提出", "提交", "递交", "向"))
_AMOUNTS = ("件数", "总数", "数量", "总量", "数", "量")
_LINKING = ("全部", "有", "为", "是", "针对", "对", "各类", "年度", "仅", "由", "从", "的")
_ALL_TOLD = _ASKING.union(_AMOUNTS, _LINKING, say.TOTALS, say.PERSONS)
"""All that may stand before a number of requests that counts all of them."""
_REQUESTS = ("申请", "申请件", "公开申请", "公开件", "公开办件", "申请公开政府信息")
"""What names requests, and, but for the first two, leaves no doubt of what kind."""
_WITHIN = ("中", "里", "当中", "内", "的")
_OF_THEM = frozenset(("均", "已", "都", "全部"))
"""All that may stand before and behind 21件申请, when it means all of them."""
_OF_ONESELF = ("主动", "依职权", "新")
_DOCUMENTS = re.compile(r"的?(?:有|为|共)?\d+[份个项条件]?(?:公文|文件|档案|目录)")
"""A number of documents."""
_OPEN_TO_ALL = re.compile(r"主动公开[的类率]*\d")
"""A number of documents that are open to all, beside which those are told that are not."""
_STEPS = frozenset(("补正", "延期", "撤回", "并案", "告知书"))
"""What is done to requests on their way, and is no other business."""
_CASES = "案件"
"""What nobody calls requests without saying of what they are."""
_PASSED_ON = frozenset(("转办", "转送", "转交", "移送", "移交"))
_OURS = frozenset((say.CARRY, say.RESULT, say.DETAIL, say.APPLICANT, say.CHANNEL, say.DISPUTE, say.OUTCOME, say.DOCUMENT, say.CHANGE))
"""Words that nothing but requests and disputes has; 登记 and 办理 are done to anything."""
_OTHER_BUSINESS = (say.FOREIGN, say.DISPUTE, say.DECISION)
_FOREIGN = (say.FOREIGN, say.DECISION, say.PART)
_SAYS_NOTHING = re.compile("(?:情况|结果|统计|数据|环节|方面|如下|[看问答为是有数]|成效|要求|来源|主体)$")
"""What a clause ends with that only leads to what follows."""
_SHORTCOMINGS = ("问题", "不足", "差距", "短板")
"""What the head of a list of shortcomings ends with; they are of any business."""


class Business:
    """Other business, or a part of ours, that a sentence may speak of: 加装电梯，受理35件; 在征地领域，收到12件.

    `headed` tells that all of it stands under a head of other business, `since` where what stands under such a head within it begins.
    """

    __slots__ = ("_headed", "other", "part", "since")

    def __init__(self, headed: bool) -> None:
        self.other = self._headed = headed
        self.part = False
        self.since = 0

    def clause_ends(self, clause: Sequence[Token], mark: Token, scope: Scope, names_part: bool) -> None:
        """A clause without a number ends, which names only a part or not."""
        if mark.text == ":" and heads_other(clause, scope):
            self.since = mark.end
        if mark.text == ";":
            self.part, self.other = False, self._headed
        else:
            self.part = self.part or names_part
            self.other = self.other or leads_elsewhere(clause, scope)


def on_requests(sentence: Sentence) -> bool:
    """Whether a sentence, or what stands before it, says that it is about 政府信息公开."""
    return sentence.disclosure or _inherits(sentence)


def _inherits(sentence: Sentence) -> bool:
    return sentence.context.topic == "request" and not sentence.business.other


def about_requests(sentence: Sentence, left: list[Token], role: str) -> bool:
    """Whether words of this role speak of applications for information, and not of some other business."""
    if any(t.which == "request" for t in left):
        return True
    asked = any(t.which == "apply" for t in left)
    if _left_open(sentence, left) and not (asked and any(t.role == TIME for t in left)):
        return False
    if asked:
        return True
    if any(t.text == _CASES for t in left) or _of_other_business(sentence):
        return False
    if not (on_requests(sentence) or _of_this_field(role, left)):
        return False
    before = [t for t in sentence.tokens if t.start < left[0].start]
    for token, after in zip(reversed(before), (left[0], *reversed(before)), strict=False):
        if token.which == "request":
            return True
        if token.role in _OTHER_BUSINESS and token.text not in _STEPS and (token.role != say.FOREIGN or after.text != ","):
            return False
    return True


def leads_elsewhere(clause: Sequence[Token], scope: Scope) -> bool:
    """Whether a clause without a number may name other business, in words not known of which none is ours: 加装电梯，受理35件."""
    if not clause or clause[-1].which == "done" or any(t.role in _OURS for t in clause):
        return False  # 逐件审查答复，收到35件
    strange = any(t.role in _FOREIGN or (t.role == REST and len(t.text) > 1 and not scope.named(t.text)) for t in clause)
    if not strange or any(t.role in _FOREIGN for t in clause[:-1]):
        return strange
    said = "".join(t.text for t in clause)
    only_how = said.endswith(say.HANDLING) and any(verb in said for verb in say.IMPROVING)  # 进一步规范办理流程，收到35件
    return not (only_how or _SAYS_NOTHING.search(said))


def heads_other(head: Sequence[Token], scope: Scope) -> bool:
    """Whether a head may name other business, having no word of ours."""
    words = [t for t in head if t.role != MARK]
    if words and words[-1].text.endswith(_SHORTCOMINGS):
        return False  # 收到申请35件，但仍有差距：答复不够充分，不予公开的4件中有人来电询问
    return leads_elsewhere(words, scope) and not any(t.which in say.DISCLOSURE for t in words)


def _left_open(sentence: Sentence, left: list[Token]) -> bool:
    """Whether it is not certain that a sentence which may speak of other business has come to requests before these words."""
    dated = max((n for n, t in enumerate(left) if t.role == TIME), default=0)
    if not sentence.business.other and not leads_elsewhere(left[:dated], sentence.context.scope):
        return False
    return not any(t.which in say.DISCLOSURE and sentence.business.since <= t.start < left[0].start for t in sentence.tokens)


def _of_other_business(sentence: Sentence) -> bool:
    """Whether what the sentence has told of last as received or dealt with, or first of all, is no request:
    受理仲裁案件102件，审结90件，结转下年12件; 加装电梯申请37件，准予9件，5件结转下年."""
    for mention in reversed(sentence.here):
        if mention.measure is not None:
            return False
        if is_business(mention):
            return not any(t.role == say.LIST for t in mention.words)
    words = sentence.here[0].words if sentence.here else ()
    strange = any(t.role in (REST, say.FOREIGN, say.PART) for t in words) and not any(t.role == say.ACT for t in words)
    return strange and any(t.role == say.CARRY or t.which == "apply" for t in words)


def is_business(mention: Mention) -> bool:
    """Whether a number counts what was received or dealt with, called by words that are neither requests' nor disputes': 受理举报19件."""
    roles = {t.role for t in mention.words}
    ours = not roles.isdisjoint((say.DISPUTE, say.ACT)) or any(t.which == "request" for t in mention.words)
    return not ours and say.FLOW in roles and not roles.isdisjoint((REST, say.FOREIGN))


def _of_this_field(role: str, left: list[Token]) -> bool:
    """Whether words of this role are of this field alone; receiving and answering is done to anything."""
    return role == say.RESULT or (role == say.CARRY and not any(t.which == "open" for t in left if t.role == say.CARRY))


def requests_alone(sentence: Sentence, before: list[Token], behind: list[Token]) -> bool:
    """Whether a number counts requests of which no word says what became of them: 21件申请中, 申请件数：21件."""
    # What stands before 占 is another number's: 三项合计占申请总数35件的六成.
    before = before[max((n + 1 for n, t in enumerate(before) if t.role == say.SHARE), default=0) :]
    nouns = [t for t in (*before, *behind[:1]) if t.role == say.NOUN]
    if not nouns or not all(t.text.endswith(_REQUESTS) for t in nouns):
        return False
    all_year = sentence.context.line.section == PROBLEMS and any(t.which == OWN for t in before)  # 全年35件申请中，30件由自然人提交
    if not (all_year or _inherits(sentence) or any(t.text.endswith(_REQUESTS[2:]) for t in nouns)):
        return False
    own = all(t.role in (say.NOUN, say.SCOPE, TIME) or t.text in _ALL_TOLD or t.which == "to" for t in before)
    # What is said behind 21件申请中 is said of some of them.
    within = next((n for n, t in enumerate(behind) if t.text in _WITHIN), len(behind))
    return own and all(t.role == say.NOUN or t.text in _OF_THEM or t.text.startswith("集") for t in behind[:within])


def sums_up(sentence: Sentence, left: list[Token]) -> bool:
    """Whether a number is the sum of the requests that came and of those carried over, told just before: 共计37件."""
    parts = {mention.measured for mention in sentence.here[-2:]}
    total = any(t.text in say.TOTALS for t in left) and all(t.role == say.FILL for t in left)
    return total and "carry_in" in parts and not parts.isdisjoint(CAME)


def passes_on(sentence: Sentence, at: int) -> bool:
    """Whether, behind this place, the sentence tells how many requests were handed on to others."""
    passed = False
    for token in (t for t in sentence.tokens if t.start > at):
        if token.role == MARK and token.text != "、":
            passed = False
        elif token.role == NUMBER and passed:
            return True
        passed = passed or token.text in _PASSED_ON
    return False


def sorts_documents(sentence: Sentence, left: list[Token]) -> bool:
    """Whether these words sort documents by who may see them: 主动公开的30件，依申请公开的10件，不予公开的20件; 不予公开的7份文件."""
    text = sentence.context.line.text
    begin, end = sentence.tokens[0].start, sentence.tokens[-1].end
    return _DOCUMENTS.match(text, left[-1].end) is not None or _OPEN_TO_ALL.search(text, begin, end) is not None


def beside_results(sentence: Sentence, left: list[Token], quantity: Quantity) -> bool:
    """Whether 公开5件 stands beside other results of applications, with no word that makes it something else."""
    head = sentence.context.head
    asked = sentence.context.topic == "request" and head is not None and head.quantity.kind == quantity.kind
    if _of_other_business(sentence):
        return False
    alone = all(t.role in (say.ACT, say.LIST, say.FILL) and t.text not in _OF_ONESELF for t in left)
    return asked and say.RESULT in sentence.roles and alone


def follows_last(sentence: Sentence, left: list[Token]) -> bool:
    """Whether nothing but 、 stands between these words and the number before."""
    return bool(sentence.here) and sentence.context.line.text[sentence.here[-1].end : left[0].start] == "、"


def fewer_than_came(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the paragraph has told of more requests before: of 57 that came, 18 were accepted after talks."""
    head = sentence.context.head
    return head is not None and head.measured in CAME and quantity.value < head.quantity.value
