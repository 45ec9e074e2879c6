"""What the words around a number say that it counts."""

from __future__ import annotations

from collections.abc import Callable

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.context import DISPUTES_SECTION, NOT_REQUESTS, UNKNOWN, Typed, merged
from gouji.prose.measures import of_columns, together
from gouji.prose.mention import PART_OF_RECEIVED
from gouji.prose.quantity import CASES, ITEMS, MONEY, TIMES, Quantity
from gouji.prose.tokens import MARK, NUMBER, REST, TIME, Token

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_SORTED_OUT = frozenset(("repeal", "valid"))
_CAME = ("new", "received")
_EITHER = {"全部", "或"}
_PASSED_ON = frozenset(("转办", "转送", "转交", "移送", "移交"))
_OTHERS = ("其他", "其它")
_KEPT = ("保留", "继续保留")
_SAY_NO_MORE = frozenset((say.LIST, say.FLOW, say.NOUN))
_ALREADY = ("已", "均已", "共", "共计")
_ALL_TOLD = frozenset(
    ("共", "共计", "总计", "合计", "累计", "一共", "总共", "全部", "有", "为", "是", "件数", "总数", "数量", "总量", "数", "量")
)
_OF_THEM = frozenset(("中", "里", "当中", "内", "均", "已", "都", "全部"))
_COLUMNS = {
    "person": (("person",), "自然人"),
    "orgs": (("biz", "sci", "ngo", "law", "other"), "法人或其他组织"),
    "rest": (("sci", "ngo", "law", "other"), "其他组织"),
    "biz": (("biz",), "商业企业"),
    "sci": (("sci",), "科研机构"),
    "ngo": (("ngo",), "社会公益组织"),
    "law": (("law",), "法律服务机构"),
}
"""The columns of 表三 that words for applicants mean, and what the columns are called."""
_LOOSE = frozenset(("法人", "公民", "个人", "企业申请", "企业提出", "企业类申请", "其他组织", "其它组织", "其他组织申请", "其他组织提出"))
"""Words for applicants that not everybody uses for the same columns."""

Which = dict[str, list[str]]
"""The counted words before a number: their roles, and of each role which ones, in order."""


def counted_by(sentence: Sentence, counted: list[Token], left: list[Token], quantity: Quantity) -> Typed:
    """What a number counts, given the counted words and all words that belong to it."""
    which: dict[str, list[str]] = {}
    for token in counted:
        found = which.setdefault(token.role, [])
        if token.which not in found:
            found.append(token.which)
    if quantity.kind == MONEY:
        return _measured(sentence, "charge") if say.CHARGE in which and len(which) == 1 else Typed(None, why=UNKNOWN)
    if quantity.kind not in (CASES, ITEMS, TIMES):
        return Typed(None, why=UNKNOWN)
    loose = quantity.kind == TIMES
    for role, find in _FINDERS:
        if role in which:
            typed = find(sentence, which, left, quantity)
            return typed._replace(sure=typed.sure and not loose)
    return Typed(None, why=UNKNOWN)


def _measured(sentence: Sentence, id: str, sure: bool = True, family: str = "") -> Typed:
    measure = sentence.context.measures.get(id)
    return Typed(measure, sure, "" if measure else UNKNOWN, family)


def _of_disputes(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    if say.LOST in which or which.keys() - {say.DISPUTE, say.OUTCOME, say.FLOW} or len(which.get(say.OUTCOME, ())) > 1:
        return Typed(None, why=UNKNOWN)
    if quantity.kind == ITEMS and quantity.unit not in ("个", "项"):
        return Typed(None, why=UNKNOWN)
    if say.DISPUTE in which and any(t.text in _OTHERS for t in left):
        sentence.dispute = ""  # 其他行政复议案件15件，维持12件: neither is about disclosure
        return Typed(None, why=NOT_REQUESTS)
    if _goes_on(sentence, left) and sentence.here[-1].why and any(t.role == say.DISPUTE for t in sentence.here[-1].words):
        return Typed(None, why=sentence.here[-1].why)  # 因征地引发的行政复议12件、行政诉讼8件
    named = which.get(say.DISPUTE) or ([sentence.dispute] if sentence.dispute else [])
    flows = which.get(say.FLOW, [])
    if not named or _is_wider(sentence, left[-1].end) or not about_disclosure(sentence, suffered=not flows):
        return Typed(None, why=NOT_REQUESTS if named else UNKNOWN)
    if "done" in flows:
        return Typed(None, why=UNKNOWN)
    id = merged(named)
    if not id:
        return Typed(None, why=UNKNOWN)
    if say.OUTCOME in which:
        id = f"{id}.{which[say.OUTCOME][0]}"
    sure = (sentence.disclosure or sentence.context.line.section == DISPUTES_SECTION) and "handled" not in flows
    return _measured(sentence, id, sure, "outcome" if say.OUTCOME in which else "dispute")


def _is_wider(sentence: Sentence, at: int) -> bool:
    """Whether disclosure is spoken of only behind these words, as a part: 行政复议150件，其中政府信息公开10件."""
    divided = False
    for token in sentence.whole:
        if token.role == say.NOUN and token.which != "apply":
            return divided
        divided = divided or (token.role == say.LIST and token.start >= at)
    return False


def about_disclosure(sentence: Sentence, suffered: bool = False) -> bool:
    """Whether disputes spoken of are about 政府信息公开, not all disputes of the body.

    `suffered` tells that they are just counted, not received or dealt with by somebody.
    """
    if sentence.disclosure or sentence.context.line.section == DISPUTES_SECTION or sentence.context.topic == "dispute":
        return True
    scope = sentence.context.scope
    if sentence.context.topic != "request":
        return False
    # Governments and their offices of justice also decide on disputes of others; told behind the requests, those suffered are their own.
    told = sentence.context.head is not None
    if "司法" in scope.unit:
        return told and sentence.passive
    return not scope.government or (told and (suffered or sentence.passive))


def _of_decisions(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    named = which[say.DECISION]
    if len(named) != 1 or which.keys() - {say.DECISION, say.FLOW, say.ACT} or say.ACT in which:
        return Typed(None, why=UNKNOWN)
    if _goes_on(sentence, left) and sentence.here[-1].why == NOT_REQUESTS:
        return Typed(None, why=NOT_REQUESTS)  # 公示行政许可100件、行政处罚18件
    # 行政许可12项 may be kinds of permits, those of 处理决定数量:行政许可12项 are not.
    decided = quantity.kind != ITEMS or any(t.text == "处理决定" for t in sentence.tokens if t.start < left[-1].end)
    if "received" in which.get(say.FLOW, ()) or not decided or any(t.text in ("事项", "申请") for t in left):
        return Typed(None, why=UNKNOWN)
    return _measured(sentence, named[0])


def _goes_on(sentence: Sentence, left: list[Token]) -> bool:
    """Whether nothing but 、 stands between these words and the number before."""
    return bool(sentence.here) and sentence.context.line.text[sentence.here[-1].end : left[0].start] == "、"


def _of_documents(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    acts = which.get(say.ACT, [])
    if not acts and which.get(say.FLOW) == ["new"]:
        acts = ["made"]  # 新增规范性文件
    elif set(acts) == {"pub", "made"}:
        acts = ["made"]  # 公开本年制发的规范性文件
    named = which.get(say.DOCUMENT) or ([sentence.document] if sentence.document else [])
    if not named and (not _SORTED_OUT.isdisjoint(acts) or any(t.text == "件数" for t in left)):
        # 对规范性文件进行清理，废止2件: what was repealed is what was looked through.
        named = list({t.which for t in sentence.tokens if t.role == say.DOCUMENT and t.start < left[0].start})
    if not named and acts == ["pub"] and _beside_results(sentence, left, quantity):
        return _measured(sentence, "open", False, "result")
    if len(named) != 1 or which.keys() - {say.DOCUMENT, say.ACT, say.FLOW} or which.get(say.FLOW, ["new"]) != ["new"]:
        return Typed(None, why=UNKNOWN)
    sentence.document = named[0]
    if any(t.text in _KEPT for t in left) and sentence.here:
        return Typed(None, why=UNKNOWN)  # 清理文件30件，保留25件: of those looked through
    if len(acts) != 1 or any(t.role == say.NOUN and t.which == "request" for t in left):
        return Typed(None, why=UNKNOWN)
    return _measured(sentence, f"{named[0]}.{acts[0]}", acts[0] != "pub" or any(t.text == "新公开" for t in left))


def _beside_results(sentence: Sentence, left: list[Token], quantity: Quantity) -> bool:
    """Whether 公开5件 stands beside other results of applications, with no word that makes it something else."""
    head = sentence.context.head
    asked = sentence.context.topic == "request" and head is not None and head.quantity.kind == quantity.kind
    return asked and say.RESULT in sentence.roles and all(t.role in (say.ACT, say.LIST) for t in left)


def _of_publishing(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    strange = any(t.role == REST and not sentence.context.scope.named(t.text) for t in left)
    if len(which) != 1 or strange or any(t.role == say.LIST or t.text in ("通过", "由", "经") for t in left):
        return Typed(None, why=UNKNOWN)
    return _measured(sentence, "published")


def _of_carried(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    ways = [way for way in which[say.CARRY] if way != "open" or len(which[say.CARRY]) == 1]
    # 办结上年结转1件 need not be all that was carried over; 2件结转下年答复 is.
    others = {"received", "done"} if ways[0] == "in" else {"received"}
    if len(ways) != 1 or which.keys() - {say.CARRY, say.FLOW} or not others.isdisjoint(which.get(say.FLOW, ())):
        return Typed(None, why=UNKNOWN)
    if not about_requests(sentence, left, say.CARRY):
        return Typed(None, why=NOT_REQUESTS)
    return _measured(sentence, "carry_in" if ways[0] == "in" else "carry_out", ways[0] != "open")


def _of_results(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    if which.keys() - {say.RESULT, say.DETAIL, say.FLOW, say.ACT}:
        return Typed(None, why=UNKNOWN)
    if not about_requests(sentence, left, say.RESULT) or _sorts_documents(sentence):
        return Typed(None, why=NOT_REQUESTS)
    asked = sentence.context.head
    if quantity.kind == ITEMS and any(mention.quantity.kind == CASES for mention in (*sentence.here, *((asked,) if asked else ()))):
        return Typed(None, why=UNKNOWN)  # 申请2件涉及信息35条，公开20条
    sure = sentence.context.topic == "request" or sentence.disclosure
    details, groups = which.get(say.DETAIL, []), which.get(say.RESULT, [])
    if groups and "pub" in which.get(say.ACT, ()):
        groups = ["open", *groups]  # 公开和部分公开
    if groups == ["partial"] and {t.text for t in left} >= _EITHER:
        groups = ["open", "partial"]  # 全部或部分公开
    if groups and any(t.text.startswith("等") for t in left):
        details = []  # 因本机关不掌握等原因无法提供: one reason of several
    if len(details) == 1 and len(groups) <= 1:
        return _measured(sentence, details[0], sure, "detail")
    if details or any(flow in ("new", "received") for flow in which.get(say.FLOW, ())):
        return Typed(None, why=UNKNOWN)
    if len(groups) == 1:
        return _measured(sentence, groups[0], sure, "result")
    parts = [sentence.context.measures.get(id) for id in groups]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        return Typed(None, why=UNKNOWN)
    return Typed(together(known), sure, "", "result")


def _sorts_documents(sentence: Sentence) -> bool:
    """Whether a sentence sorts documents by who may see them: 主动公开30件，依申请公开10件，不予公开20件."""
    tokens = sentence.tokens
    return any(
        one.text == "主动" and two.text == "公开" and number.role == NUMBER
        for one, two, number in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _of_applicants(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    kinds, flows = which[say.APPLICANT], which.get(say.FLOW, [])
    if len(kinds) != 1 or len(flows) > 1 or which.keys() - {say.APPLICANT, say.FLOW}:
        return Typed(None, why=UNKNOWN, family="applicant")
    if not about_requests(sentence, left, say.APPLICANT):
        return Typed(None, why=NOT_REQUESTS)
    bases = [sentence.context.measures[flows[0]]] if flows else [head.measure for head in sentence.heads() if head.measure]
    bases = [base for base in bases or [sentence.context.measures["received"]] if base.readings and base.cells[0][0] == "t3"]
    if not bases:
        return Typed(None, why=UNKNOWN, family="applicant")
    columns, label = _COLUMNS[kinds[0]]
    sure = len({base.id for base in bases}) == 1 and not any(t.text in _LOOSE for t in left)
    return Typed(of_columns(bases, kinds[0], label, columns), sure, "", "applicant")


def _of_flows(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    flows = which[say.FLOW]
    if "received" in flows and _passes_on(sentence, left[0].start):
        return Typed(None, why=UNKNOWN)  # 收到21件，移送其他部门6件: only the rest are counted in the table
    # Of what was received, so many were answered: that is not all that was answered.
    part = any(t.role == say.LIST for t in left) and "new" not in flows and bool(sentence.here or sentence.parent)
    if part and flows == ["done"] and len(which) == 1 and all(t.role in _SAY_NO_MORE or t.text in _ALREADY for t in left):
        return _measured(sentence, "done", False, PART_OF_RECEIVED)
    this_year = any(t.text == "当年" for t in left) and flows != ["new"]
    if len(which) > 1 or part or this_year or (flows == ["received"] and _fewer_than_came(sentence, quantity)):
        return Typed(None, why=UNKNOWN)
    if not about_requests(sentence, left, say.FLOW):
        return Typed(None, why=NOT_REQUESTS)
    sure = sentence.context.topic == "request" or sentence.disclosure
    if len(flows) == 1:
        return _measured(sentence, flows[0], sure)
    if set(flows) <= {"handled", "done"}:
        return _measured(sentence, "handled", sure)
    return _measured(sentence, "accepted_done", False)


def _passes_on(sentence: Sentence, at: int) -> bool:
    """Whether, behind this place, the sentence tells how many requests were handed on to others."""
    passed = counted = False
    for token in sentence.tokens:
        if token.role == MARK and token.text != "、":
            passed = counted = False
        elif token.start > at:
            passed = passed or token.text in _PASSED_ON
            counted = counted or token.role == NUMBER
            if passed and counted:
                return True
    return False


def requests_alone(sentence: Sentence, before: list[Token], behind: list[Token]) -> bool:
    """Whether a number counts requests of which no word says what became of them: 21件申请中, 申请件数：21件."""
    nouns = [t for t in (*before, *behind[:1]) if t.role == say.NOUN]
    if not nouns or not all(t.text.endswith(("申请", "申请件")) for t in nouns):
        return False
    if sentence.context.topic != "request" and not any(t.text.endswith("公开申请") for t in nouns):
        return False
    own = all(t.role in (say.NOUN, say.SCOPE, TIME) or t.text in _ALL_TOLD for t in before)
    return own and all(t.role == say.NOUN or t.text in _OF_THEM for t in behind)


def _fewer_than_came(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the paragraph has told of more requests before: of 57 that came, 18 were accepted after talks."""
    head = sentence.context.head
    return head is not None and head.measure is not None and head.measure.id in _CAME and quantity.value < head.quantity.value


def about_requests(sentence: Sentence, left: list[Token], role: str) -> bool:
    """Whether words of this role speak of applications for information, and not of some other business."""
    if any(t.role == say.NOUN and t.which in ("request", "apply") for t in left):
        return True
    latest = ""
    for token in sentence.tokens:
        if token.start >= left[0].start:
            break
        if token.role in (say.FOREIGN, say.DISPUTE) or (token.role == say.NOUN and token.which == "request"):
            latest = token.role
    if sentence.context.topic != "request" and not sentence.disclosure and not _of_this_field(role, left):
        return False
    return latest in ("", say.NOUN)


def _of_this_field(role: str, left: list[Token]) -> bool:
    """Whether words of this role are of this field alone; receiving and answering is done to anything."""
    return role == say.RESULT or (role == say.CARRY and not any(t.which == "open" for t in left if t.role == say.CARRY))


_FINDERS: tuple[tuple[str, Callable[[Sentence, Which, list[Token], Quantity], Typed]], ...] = (
    (say.PUBLISHED, _of_publishing),
    (say.DISPUTE, _of_disputes),
    (say.OUTCOME, _of_disputes),
    (say.DECISION, _of_decisions),
    (say.DOCUMENT, _of_documents),
    (say.CARRY, _of_carried),
    (say.DETAIL, _of_results),
    (say.RESULT, _of_results),
    (say.APPLICANT, _of_applicants),
    (say.FLOW, _of_flows),
    (say.ACT, _of_documents),
)
