"""What the words around a number say that it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from gouji.lean import TYPE_CHECKING
from gouji.prose import vocabulary as say
from gouji.prose.about import (
    CAME,
    CARRIED_OVER,
    about_requests,
    beside_results,
    fewer_than_came,
    follows_last,
    on_requests,
    passes_on,
    sorts_documents,
)
from gouji.prose.clause import part_begins
from gouji.prose.context import NOT_REQUESTS, OTHER_BODY, OTHER_TIME, UNKNOWN, Typed, Which
from gouji.prose.disputes import of_disputes
from gouji.prose.measures import CARRIED, REQUEST, RESULT, Measure, either, of_columns, or_of_columns, together
from gouji.prose.mention import PART_OF_RECEIVED
from gouji.prose.quantity import CASES, ITEMS, MONEY, TIMES, Quantity
from gouji.prose.tokens import MARK, NUMBER, OWN, REST, TIME, Token

if TYPE_CHECKING:
    from gouji.prose.sentence import Sentence

_OF_REQUESTS = (REQUEST, CARRIED, RESULT)
"""The sorts of measures that every row of 表三 has one of."""
_SORTED_OUT = frozenset(("repeal", "valid"))
_ABSENT = "不存在"
_EACH = ("均", "各", "都")
_EITHER = {"全部", "或"}
_TOGETHER = ("和", "与", "及", "以及", "加上", "连同")
_ONLY_DOCUMENTS = (say.DOCUMENT, say.ACT, say.FILL, MARK, TIME, REST)
_REVISED = ("修改", "修订", "修正")
_LEFT_IN_FORCE = ("保留", "继续保留")
_NO_MORE = frozenset((say.LIST, say.FLOW, say.NOUN))
_CARRIED_DONE = re.compile(r"结转(?:的)?(?:申请)?\d+件(?:申请)?(?:已|均|全部)*(?:办结|答复)")
"""What tells that those carried over were finished, and how many is not told again."""
_ALREADY = ("已", "均已", "共", "共计")
"""All that 其中办结10件 may say; 其中按期办结 is a part of what was finished."""
_IN_PARTS = re.compile(r"(?:\d+件)?(?:\(|申请?中|当?中|里|,其中)[^()。;]*(?:部分公开|区分)")
"""A number that what follows divides into what was made public wholly and in part."""
_NOT_ONE_RESULT = re.compile("同时(?:涉及|属|为|是)|(?:改|变更|调整)为")
"""What tells of two results, of which one is counted: 1件同时涉及部分公开和不掌握, 拟不予公开的9件改为公开2件."""
_NOT_ENTERED = re.compile(r"[不未](?:计入|纳入)|未按[^,。;]{0,14}(?:登记|处理|办理)|\((?:含|包括)(?:重复|[^()]*(?:咨询|垃圾))")
"""What tells that requests that came are not all in the table."""
_INCLUDED = re.compile(r"(?:\d+件)?\((?:含|包括)([^\d(),、]+)")
"""What brackets behind a number say that it holds as well: 不予公开44件(含无法提供21件)."""
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
_LOOSE = ("法人", "公民", "个人")
"""Words for applicants that not everybody uses for the same columns."""


def counted_by(sentence: Sentence, counted: list[Token], left: list[Token], quantity: Quantity) -> Typed:
    """What a number counts, given the counted words and all words that belong to it."""
    which: dict[str, list[str]] = {}
    for token in counted:
        found = which.setdefault(token.role, [])
        if token.which not in found:
            found.append(token.which)
    if quantity.kind == MONEY:
        return sentence.context.typed("charge") if which.keys() == {say.CHARGE} else Typed(None, why=UNKNOWN)
    if quantity.kind not in (CASES, ITEMS, TIMES):
        return Typed(None, why=UNKNOWN)
    loose = quantity.kind == TIMES
    for role, find in _FINDERS:
        if role in which:
            typed = find(sentence, which, left, quantity)
            return typed._replace(sure=False) if loose else typed
    return Typed(None, why=UNKNOWN)


def of_those_spoken_of(sentence: Sentence, typed: Typed, at: int) -> Typed:
    """What a number counts, or as well only of it what some applicants asked for, where the words before `at` speak of them."""
    applicants = _applicants_before(sentence, typed, at) if say.APPLICANT in sentence.roles or sentence.around.words else ""
    if typed.measure is None or not applicants:
        return typed
    columns, label = _COLUMNS[applicants]
    return typed._replace(measure=or_of_columns(typed.measure, label, columns), sure=False)


def _applicants_before(sentence: Sentence, typed: Typed, at: int) -> str:
    """The applicants that are the subject of this part of a sentence (自然人：新收30件，办结29件), or, before results, those
    spoken of last (收到申请35件，其中自然人申请办结29件，予以公开16件); "" for none."""
    if typed.measure is None or typed.measure.sort not in _OF_REQUESTS:
        return ""
    words = (*sentence.around.words, *sentence.tokens)
    begin = part_begins(words, at)
    named = [t for t in words if t.role == say.APPLICANT and begin <= t.start and t.end <= at]
    apart = ("result", "detail", "applicant")
    told = [each for each in (*sentence.around.numbers, *sentence.here) if each.start >= begin and each.family not in apart]
    if not named:
        return ""
    subject = len({t.which for t in named}) == 1 and (not told or named[0].start < told[0].start)
    last = typed.measure.sort == RESULT and (not told or named[-1].start >= told[-1].end)
    right_before = [t for t in sentence.around.words if t.role != say.NOUN][-1:]  # 自然人申请(新收30件)、法人申请(新收5件)
    return named[-1].which if subject or last or named[-1:] == right_before else ""


def _of_decisions(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    named = which[say.DECISION]
    if len(named) != 1 or which.keys() - {say.DECISION, say.FLOW}:
        return Typed(None, why=UNKNOWN)
    if follows_last(sentence, left) and sentence.here[-1].why == NOT_REQUESTS:
        return Typed(None, why=NOT_REQUESTS)  # 公示行政许可100件、行政处罚18件
    if {say.DISPUTE, say.LIST} <= {
        t.role for t in sentence.tokens if part_begins(sentence.tokens, left[0].start) <= t.start < left[-1].end
    }:
        return Typed(None, why=UNKNOWN)  # 行政复议15件，其中政府信息公开类3件、行政处罚类4件
    if any("委托" in t.text for t in sentence.tokens if t.start < left[-1].end):
        return Typed(None, why=OTHER_BODY)  # 委托实施许可事项3项，实际办理行政许可41件
    if "强制执行" in sentence.context.line.text and any(t.text == "行政强制措施" for t in left):
        return Typed(None, why=UNKNOWN)  # 行政强制措施58件、行政强制执行2件: the table holds both together
    # 行政许可12项 may be kinds of permits, those of 处理决定数量:行政许可12项 are not.
    decided = quantity.kind != ITEMS or any(t.text == "处理决定" for t in sentence.tokens if t.start < left[-1].end)
    finished = which.get(say.FLOW) == ["done"]  # 办结行政许可事项550件
    if "received" in which.get(say.FLOW, ()) or not decided or any(t.text in ("事项", "申请") and not finished for t in left):
        return Typed(None, why=UNKNOWN)
    return sentence.context.typed(named[0], not finished)


def _of_documents(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    acts = which.get(say.ACT, [])
    if not acts and which.get(say.FLOW) == ["new"]:
        acts = ["made"]  # 新增规范性文件
    elif set(acts) == {"pub", "made"} and "norm.pub" not in sentence.context.measures:
        acts = ["made"]  # 公开本年制发的规范性文件, where the table does not count what was published by itself
    named = which.get(say.DOCUMENT) or ([sentence.document] if sentence.document else [])
    before = [t for t in sentence.tokens if t.start < left[0].start]
    alone = all(t.role in _ONLY_DOCUMENTS for t in before)  # 严格规范性文件管理，本年制发3件
    if not named and (alone or not _SORTED_OUT.isdisjoint(acts)):
        # 对规范性文件进行清理，废止2件: what was repealed is what was looked through.
        named = list({t.which for t in before if t.role == say.DOCUMENT})
    if not named and acts == ["pub"] and beside_results(sentence, left, quantity):
        return _of_results(sentence, {say.RESULT: ["open"]}, left, quantity)._replace(sure=False)
    if len(named) != 1:
        return Typed(None, why=UNKNOWN)
    if not sentence.when.looks_back and any(t.role == TIME and t.which != OWN for t in left):
        return Typed(None, why=OTHER_TIME)  # 上年印发、本年公开的2件
    sentence.document = named[0]
    sorted_out = any("清理" in mention.quote and mention.quantity.value >= quantity.value for mention in sentence.here)
    if (sorted_out and "valid" in acts) or (sentence.here and any(t.text in _LEFT_IN_FORCE for t in left)):
        return Typed(None, why=UNKNOWN)  # 清理文件30件，废止5件，继续有效25件: of those looked through
    if len(acts) != 1:
        return Typed(None, why=UNKNOWN)
    if acts == ["made"] and any(t.text.startswith(_REVISED) and after.role == NUMBER for t, after in pairwise(sentence.whole)):
        return Typed(None, why=UNKNOWN)  # 制定5件、修改4件: the table may count both as made
    known = sentence.context.measures
    if any(t.text in ("对外公开", "累计") for t in left) and f"{named[0]}.pub" in known:  # what was made public this year, or all there is
        return Typed(either([known[f"{named[0]}.{act}"] for act in ("pub_total", "pub")]), False)
    return sentence.context.typed(f"{named[0]}.{acts[0]}", acts[0] != "pub" or any(t.text == "新公开" for t in left))


def _of_publishing(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    strange = any(t.role == REST and not sentence.context.scope.named(t.text) for t in left)
    part = strange or any(t.role == say.LIST for t in left)
    return Typed(None, why=UNKNOWN) if part else sentence.context.typed("published")


def _of_carried(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    ways = [way for way in which[say.CARRY] if way != "open" or len(which[say.CARRY]) == 1]
    if quantity.kind == ITEMS:
        return Typed(None, why=UNKNOWN)  # 未办结事项2项
    if (
        ways in (["in"], ["either"])
        and which.keys() == {say.CARRY, say.FLOW}
        and CAME.issuperset(which[say.FLOW])
        and any(t.text in _TOGETHER for t in left)
    ):
        return sentence.context.typed("due", False)  # 新收和结转的37件
    # 办结上年结转1件 need not be all that was carried over; 2件结转下年答复 is.
    others = {"new", "received", "done"} if ways[0] == "in" else {"received"}
    if len(ways) != 1 or which.keys() - {say.CARRY, say.FLOW} or not others.isdisjoint(which.get(say.FLOW, ())):
        return Typed(None, why=UNKNOWN)
    if not about_requests(sentence, left, say.CARRY) or (ways == ["either"] and sentence.here and sentence.here[-1].measure is None):
        return Typed(None, why=NOT_REQUESTS)  # 受理仲裁申请46件，结转7件
    return sentence.context.typed(CARRIED_OVER[ways[0]], ways[0] in ("in", "out"))


def _of_results(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    if which.keys() - {say.RESULT, say.DETAIL, say.FLOW, say.ACT}:
        return Typed(None, why=UNKNOWN)
    if not about_requests(sentence, left, say.RESULT) or sorts_documents(sentence, left):
        return Typed(None, why=NOT_REQUESTS)
    if _NOT_ONE_RESULT.search(sentence.context.line.text, part_begins(sentence.tokens, left[0].start), left[-1].end):
        return Typed(None, why=UNKNOWN)
    if quantity.kind == ITEMS and not any(head.quantity.unit == quantity.unit for head in sentence.heads()):
        return Typed(None, why=UNKNOWN)  # 申请2件涉及信息35条，公开20条; 事项61项，不予公开6项
    if follows_last(sentence, left) and any(t.role == say.PART for t in sentence.here[-1].words):
        return Typed(None, why=UNKNOWN)  # 第三方同意公开1件、不同意公开4件
    if any(t.text in say.OTHERS and t.role == say.FILL for t in left) or (
        which.get(say.RESULT) == ["misc"] and any(t.text in say.REMAINING for t in left)
    ):
        return Typed(None, why=UNKNOWN)  # 其余8件为其他不予处理情形, 其余13件作其他处理
    sure = on_requests(sentence)
    details, groups = which.get(say.DETAIL, []), which.get(say.RESULT, [])
    if groups and "pub" in which.get(say.ACT, ()):
        groups = ["open", *groups]  # 公开和部分公开
    wholly_or_not = groups == ["partial"] and {t.text for t in left} >= _EITHER  # 全部或部分公开
    if wholly_or_not or (groups == ["open"] and _IN_PARTS.match(sentence.context.line.text, left[-1].end)):
        groups = ["open", "partial"]  # 公开23件(全部公开20件、部分公开3件)
    included = _INCLUDED.match(sentence.context.line.text, left[-1].end)
    if included and (what := say.WORDS.get(included[1], ("", "")))[0] == say.RESULT and what[1] not in groups:
        groups = [*groups, what[1]]
    listed = next((n for n, t in enumerate(left) if t.text.startswith("等")), len(left))
    if groups and listed < len(left):
        if len(groups) > 1 or groups == ["misc"]:
            return Typed(None, why=UNKNOWN)  # 不予公开、无法提供等20件, 撤回等其他处理6件: some kinds are not named, or all but one
        if not any(t.role == say.DETAIL for t in left[listed:]):
            if any(t.role == say.RESULT and t.which == groups[0] and t.start < left[0].start for t in sentence.tokens):
                return Typed(None, why=UNKNOWN)  # 因信访举报投诉类申请不予处理5件，因重复申请等不予处理1件
            details = []  # 因本机关不掌握等原因无法提供: one reason of several
    absent = {_ABSENT in t.text for t in sentence.tokens if t.which == "unable_nohold"}
    if len(absent) > 1 and len([t for t in left if t.which == "unable_nohold"]) == 1:
        return Typed(None, why=UNKNOWN)  # 信息不存在2件、本机关不掌握1件: the table has one row for both
    sure = sure and absent != {True}
    if len(details) == 1 and say.ACT not in which:
        return sentence.context.typed(details[0], sure, "detail")
    other = sentence.context.measures.get("misc_other")
    if groups == ["misc"] and other and any(t.which.startswith("misc_") for t in sentence.tokens if t.start < left[0].start):
        return Typed(either([sentence.context.measures["misc"], other]), sure, "", "result")  # 逾期不补正2件、其他处理5件
    if details:
        return Typed(None, why=UNKNOWN)
    if len(groups) == 1:
        return sentence.context.typed(groups[0], sure, "result")
    return Typed(together([sentence.context.measures[id] for id in groups]), sure, "", "result")


def _of_applicants(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    kinds, flows = which[say.APPLICANT], which.get(say.FLOW, [])
    if len(kinds) != 1:
        return Typed(None, why=UNKNOWN, family="applicant")
    if not about_requests(sentence, left, say.APPLICANT):
        return Typed(None, why=NOT_REQUESTS)
    bases = [base for base in _divided_by_applicants(sentence, flows, left[0].start) if base.sort in _OF_REQUESTS]
    if not bases:
        return Typed(None, why=UNKNOWN, family="applicant")
    columns, label = _COLUMNS[kinds[0]]
    named = {t.which for t in sentence.whole if t.role == say.APPLICANT}
    if kinds[0] in ("rest", "orgs") and {"rest", "orgs"} <= named:
        return Typed(None, why=UNKNOWN, family="applicant")  # 法人3件、其他组织2件: nobody knows which columns
    if kinds[0] == "rest":
        if any(other.why == UNKNOWN and other.words and other.words[-1].text != "企业" for other in sentence.here):
            return Typed(None, why=UNKNOWN, family="applicant")  # 律师事务所4件、其他组织3件: nobody knows which columns either
        # 其他组织 are those that no word before names.
        before = {t.which for t in sentence.whole if t.role == say.APPLICANT and t.start < left[0].start}
        columns = tuple(column for column in columns if column not in before)
    if kinds[0] == "biz" and named <= {"person", "biz"} and any(t.text.startswith("企业") for t in left):
        meant = [of_columns(bases, kind, _COLUMNS[kind][1], _COLUMNS[kind][0]) for kind in ("biz", "orgs")]
        return Typed(either(meant), False, "", "applicant")  # 公民申请17件、企业申请7件: perhaps all that are no persons
    if named == {"person"} and any(t.text == "公民" for t in left):  # 公民申请 may be those of everybody
        return Typed(or_of_columns(bases[0], label, columns), False, "", "applicant")
    sure = len({base.id for base in bases}) == 1 and not any(
        t.text in _LOOSE or t.which == "rest" or t.text.startswith("企业") for t in left
    )
    return Typed(of_columns(bases, kinds[0], label, columns), sure, "", "applicant")


def _divided_by_applicants(sentence: Sentence, flows: list[str], at: int) -> list[Measure]:
    """What the applicants counted behind a place may be those of, the likeliest first; `flows` is what the words say was done."""
    measures, heads = sentence.context.measures, sentence.heads()
    bases = [measures[flow] for flow in flows] or [head.measure for head in heads if head.measure]
    if not CAME.isdisjoint(flows):
        return bases
    begin = part_begins(sentence.tokens, at)
    here = bool(heads) and (heads[0].end >= begin or sentence.around.head is not None)
    if flows and here and (whole := heads[0].measure) and whole.sort == RESULT:
        bases.append(whole)  # 予以公开的20件里，答复自然人16件
    last_year = [mention.end for mention in sentence.here if mention.why == OTHER_TIME]  # what those count, these need not
    spoken = [t for t in sentence.tokens if max([heads[0].end if here else -1, *last_year]) <= t.start < at]
    bases += [measures[CARRIED_OVER[t.which]] for t in spoken if t.role == say.CARRY]
    bases += [measures[t.which] for t in spoken if t.role in (say.RESULT, say.FLOW)]
    if not flows and not here and (not bases or bases[0].id not in CAME):
        bases.append(measures["received"])  # 答复34件。申请人中，自然人30件: of those that came, as likely
    return bases


def _of_those_that_came(sentence: Sentence, left: list[Token]) -> bool:
    """Whether these words go on speaking of the requests just counted: 新收的35件申请已答复32件."""
    before = sentence.here[-1] if sentence.here else None
    return before is not None and before.measured in CAME and before.end >= left[0].start


def _names_fewer(sentence: Sentence, left: list[Token]) -> bool:
    """Whether what is told as a part of these is what they seemed to be: 各类申请148件，其中政府信息公开申请118件."""
    named = [t for t in sentence.tokens if t.role == say.LIST or t.which == "request"]
    return [t.which for t in named[1:2]] == ["request"] and named[0].start >= left[-1].end


def _of_flows(sentence: Sentence, which: Which, left: list[Token], quantity: Quantity) -> Typed:
    flows = which[say.FLOW]
    if any(t.text in say.OTHERS for t in left) or (not CAME.isdisjoint(flows) and any(t.text in say.REMAINING for t in left)):
        return Typed(None, why=UNKNOWN)  # 剩余6件为其他答复类型, 新增申请尚余11件
    if (
        any(t.text == "新增" for t in left)
        and all(t.role != say.NOUN for t in left)
        and sentence.here
        and sentence.here[-1].measure is None
    ):
        return Typed(None, why=UNKNOWN)  # 累计公开批文2.6万件，全年新增1874件: of what was told last
    if left[-1].text in say.PERSONS:
        return Typed(None, why=UNKNOWN)  # 收到村民17件、企业7件
    said = sentence.context.line.text, sentence.whole[0].start, sentence.whole[-1].end
    if "received" in flows and (passes_on(sentence, left[0].start) or _NOT_ENTERED.search(*said)):
        return Typed(None, why=UNKNOWN)  # 收到21件，移送其他部门6件: only the rest are counted in the table
    # Of what was received, so many were answered: that is not all that was answered.
    part = any(t.role == say.LIST for t in left) and flows != ["new"] and bool(sentence.here or sentence.around.head)
    if part and sentence.here and sentence.here[-1].why == OTHER_TIME:
        part = False  # 五年来收到101件，其中2023年收到35件
    part = part or _of_those_that_came(sentence, left)
    if flows == ["done"] and _CARRIED_DONE.search(sentence.context.line.text, sentence.tokens[0].start, left[0].start):
        part = True  # 上年结转2件已办结，新收35件，32件办结: of the new ones
    if part and flows == ["done"] and all(t.role in _NO_MORE or t.text in _ALREADY for t in left):
        return sentence.context.typed("done", False, PART_OF_RECEIVED)
    this_year = any(t.text == "当年" for t in left)
    if this_year and flows == ["done"] and not part and len(which) == 1:
        return sentence.context.typed("done", False, PART_OF_RECEIVED)
    if this_year and flows == ["received"]:
        flows, this_year = ["new"], False
    if (
        len(which) > 1
        or part
        or (this_year and flows != ["new"])
        or (flows == ["received"] and not sentence.when.looks_back and fewer_than_came(sentence, quantity))
    ):
        return Typed(None, why=UNKNOWN)
    if not about_requests(sentence, left, say.FLOW) or _names_fewer(sentence, left):
        return Typed(None, why=NOT_REQUESTS)
    sure = on_requests(sentence)
    if len(flows) == 1:
        return sentence.context.typed(flows[0], sure)
    if set(flows) <= {"handled", "done"}:
        return sentence.context.typed("handled", sure)
    if any(t.text in _EACH for t in left):
        return sentence.context.typed("accepted_done", False)  # 新收、办结均为35件
    # 本年新收并办结57件: those carried over were finished as well.
    return Typed(None, why=UNKNOWN) if "new" in flows else sentence.context.typed("accepted_done", False)


_FINDERS: tuple[tuple[str, Callable[[Sentence, Which, list[Token], Quantity], Typed]], ...] = (
    (say.PUBLISHED, _of_publishing),
    (say.DISPUTE, of_disputes),
    (say.OUTCOME, of_disputes),
    (say.DECISION, _of_decisions),
    (say.DOCUMENT, _of_documents),
    (say.CARRY, _of_carried),
    (say.DETAIL, _of_results),
    (say.RESULT, _of_results),
    (say.APPLICANT, _of_applicants),
    (say.FLOW, _of_flows),
    (say.ACT, _of_documents),
)
