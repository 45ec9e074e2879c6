"""Lists that divide a number: 其中 A 20件、B 15件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from gouji.lean import dataclass
from gouji.prose import vocabulary as say
from gouji.prose.clause import part_begins
from gouji.prose.context import OTHER_BODY, OTHER_TIME
from gouji.prose.measures import PUBLISHED, REQUEST
from gouji.prose.mention import Line, Mention, counts
from gouji.prose.quantity import ITEMS
from gouji.prose.tokens import LAST, MARK, NUMBER, OTHER, OWN, TIME, Token

# An item that tells of something done is no part of what was divided: 其中政策类20条，回复留言12条.
_DOING = re.compile(
    r"^(?:召开|举办|开展|组织(?=.{4})|参加|发放|印制|开设|新增|更新|推送|转载|回复|答复|办结|办理|受理|处理|收到|接待|编制|征集|承办|(?:解读|回应|培训)(?=..))"
)
_NAMING = re.compile(r"^(?:组织机构|组织架构|组织领导)|(?:类|信息|材料|情况|结果|事项|动态|指南|稿件?)$")
_COUNTED_OTHERWISE = re.compile(r"阅读|点击|访问|浏览|关注|累计|较|比")
_WITHIN = re.compile(r"(?:信息|文件|数据)中(?!心)")
_DOCUMENTS = ("件", "份")
_ELSEWHERE = ("在", "通过", "利用", "另", "同时", "此外", "并")
"""What the words of an item begin with where the list may have ended before it."""
_NO_LISTS = ("等", "如", "主要")
"""Words that leave a list open without beginning one."""
_LEFT_OUT = ("不含", "不包括", "不包含")
"""Words before numbers that are no part of the one before them."""
_BESIDES = "另"
"""In words behind a semicolon: what they tell of is no part of the whole."""
THE_REST = (*say.OTHERS, "其余")
"""What the last part of a complete list is called."""
_ITEM = re.compile(r"\(?\d{1,2}[.、)](?!\d)")
"""What a line begins with that is one of several."""
_DIVIDED_BELOW = ("其中:", "包括:", "分别为:", "分别是:", "具体为:")
"""What a line ends with whose number the next ones divide."""
_AND = ("、", "和", "及", "与")
_NUMERALS = "两三四五六七八九十"
_SO_MANY = re.compile(rf"([{_NUMERALS}])(?:(?:个|大)?(?:项|类|者|种|方面|[^\d,;:、]{{0,2}}(?:平台|渠道|途径|账号|栏目)))")
"""How many parts there are: 三类, 两个平台."""
_SUM = re.compile(
    rf"(?P<these>以上|上述|各[项类])?(?:{_SO_MANY.pattern})?类?(?P<sum>共计?|合计|总计|总数|总量|总共|一共|累计|之和|相加|全部)(?:为|是|有|达|达到|了)*"
    r"(?P<of>(?:主动)?(?:公开|发布|公布|推送)?(?:各类|政府|政务)*(?:信息)?)"
)
"""What a number is called that sums up those before it, and of what it is: 以上三类合计, 总计发布信息."""
_SUMS_OF_ALL = ("共计", "合计", "总计", "之和", "相加")
"""Those of them that nothing is left out of."""
_SUMMED = re.compile("[共计总]|之和|相加|全部")
"""What a sentence holds that tells a sum."""
_SPREAD = re.compile(r":|,涉及|信息中,|,[^\d,;:]{2,6}为:")
"""What stands right behind a number that the next ones divide."""
_SPREADS = (":", "涉及", "中", "里")
"""What may follow a number that is divided without 其中."""
_SIDE_BY_SIDE = (say.DECISION, say.DOCUMENT, say.ACT)
"""Words that name one of several things side by side: 行政许可 are no part of 行政处罚, 废止 none of 制发."""
_YEAR = ({"上半年", "下半年"}, {"一季度", "二季度", "三季度", "四季度"})
_QUARTERS = 4
_PARTIAL = (OTHER_TIME, OTHER_BODY)
_NOT_NAMED = frozenset((say.FLOW, say.FILL, say.NOUN))
"""Words that do not say by themselves of which time or body a number is."""
_NOTHING_BEFORE = (MARK, TIME, say.FILL, say.LIST)
"""All that may stand before 其中 where it divides a number of the sentence before; other words are a subject of their own."""


@dataclass(frozen=True, slots=True)
class Listing:
    """其中 A 20件、B 15件 behind a number.

    `heads` are the numbers it may divide, the likeliest first; `certain` tells that there is only
    one. `closed` is False where the list says or shows that it is not complete. `further` are the
    numbers behind the items that tell of something else, as it seems. `announced` is False where no
    word begins the list: 共20条，A 12条，B 5条，其他3条. `ends` tells after how many items it may end already.
    """

    heads: tuple[Mention, ...]
    items: tuple[Mention, ...]
    closed: bool
    certain: bool
    further: tuple[Mention, ...] = ()
    announced: bool = True
    ends: tuple[int, ...] = ()


def listings(
    tokens: Sequence[Token], roles: Set[str], here: Sequence[Mention], parent: Mention | None, last: Sequence[Mention]
) -> Iterator[Listing]:
    """The lists of one sentence, or of one pair of brackets behind the number `parent`.

    `roles` are those of its tokens, `here` the numbers found in it, `last` those of the sentence before.
    """
    if not here:
        return
    marks: list[Token] = []
    if not roles.isdisjoint((say.LIST, say.OPEN)):
        marks = [token for token in tokens if token.role == say.LIST or (token.role == say.OPEN and token.text not in _NO_LISTS)]
    if parent is None and len(here) > 2 and all(m.role == say.OPEN and m.start < here[0].end for m in marks):
        said = here[0].line.text[tokens[0].start : tokens[-1].end]
        if not marks and (not roles.isdisjoint((say.PART, say.EACH)) or _SPREAD.search(said) or any(word in said for word in THE_REST)):
            yield from _unannounced(tokens, here)
        if _SUMMED.search(said) or say.CHANNEL in roles or say.PART in roles:
            summed = list(_summed_up(here))
            yield from summed
            if summed and marks:
                return
    years = any(t.role == TIME and t.which in (LAST, OTHER) for mention in here for t in mention.words)
    left_out = any(t.text in _LEFT_OUT for t in here[0].words)
    if parent is not None and len(here) > 1 and not marks and not years and not left_out:
        yield _list(tokens, here, (parent,), True)
        return
    ways = next((mention for mention in here if mention.family == "channel"), None)
    if ways and all(mark.start < part_begins(tokens, ways.start) for mark in marks):
        yield from _of_ways(tokens, here)
    if not marks:
        yield from _of_sentence_before(here, last)
    for number, mark in enumerate(marks):
        end = marks[number + 1].start if number + 1 < len(marks) else tokens[-1].end
        before = [mention for mention in here if mention.end <= mark.start]
        end = next((t.start for n, t in enumerate(tokens) if mark.end <= t.start < end and t.text == "等" and _leaves_open(tokens, n)), end)
        inside = _without_last_year([mention for mention in here if mark.end <= mention.start_of_number < end])
        if not inside or (len(inside) == 1 and mark.role != say.LIST) or _parted(tokens, mark.end, inside[0].start_of_number):
            continue
        since = part_begins(tokens, mark.start - 1)  # not from before a ; unless the mark follows it
        heads = [mention for mention in reversed(before) if _divides(mention, inside[0]) and mention.end > since]
        if not heads and parent is not None:
            heads = [parent]
        announced = bool(heads) or all(t.role in _NOTHING_BEFORE for t in tokens if t.start < mark.start)
        if not heads:
            heads = [mention for mention in last if _divides(mention, inside[0])]
        if heads and (announced or len(heads) == 1):
            part = [token for token in tokens if mark.start <= token.start <= end]
            yield _list(part, inside, tuple(heads), len(heads) == 1, announced)


def _of_ways(tokens: Sequence[Token], here: Sequence[Mention]) -> Iterator[Listing]:
    """A list of the ways in which requests came that no word begins: 收到申请35件，网络20件、信函15件."""
    ways = [mention for mention in here if mention.family == "channel"]
    if len(ways) < 2:
        return
    asked = [mention for mention in here if mention.end <= ways[0].start_of_number and mention.sort == REQUEST]
    if asked and (say.FLOW, "done") not in counts(asked[-1]):  # 答复34件，网上送达30件、邮寄送达2件
        begin = max(asked[-1].end, part_begins(tokens, ways[0].start))
        items = [mention for mention in here if begin <= mention.start <= ways[-1].start]
        after = [mention for mention in here if mention.start > ways[-1].start][:1]
        rest = [mention for mention in after if mention.line.text.startswith(say.REMAINING, mention.start)]  # 余下3件到大厅提交
        yield Listing((asked[-1],), (*items, *rest), True, True, ends=(len(items),) if rest else ())


def _of_sentence_before(here: Sequence[Mention], last: Sequence[Mention]) -> Iterator[Listing]:
    """A list and its sum in two sentences: 收到申请35件。网络20件、信函15件; 网络20件、信函15件。以上共35件."""
    if len(here) == 1 and len(last) > 1 and "(" not in last[0].line.text[last[0].start : last[-1].end]:
        called = _sum_called(here[0], last[0].start)  # A 20件、B 15件。以上共35件
        if called and (called["these"] or _how_many(called[2]) == len(last)) and all(_divides(here[0], mention) for mention in last):
            yield Listing((here[0],), tuple(last), True, True)
    asked = [mention for mention in last if mention.sort == REQUEST]
    if len(here) < 2 or not asked:
        return
    parts = all(mention.measure is None and _divides(asked[0], mention) and not counts(mention) for mention in here)
    if parts and ((_is_rest(here[-1]) and len(asked) == len(last)) or all(mention.family == "channel" for mention in here)):
        yield Listing(tuple(reversed(asked)), tuple(here), True, True)


def in_lines(prose: Sequence[Line], mentions: Sequence[Mention]) -> Iterator[Listing]:
    """Lists whose parts stand in numbered lines of their own: 收到申请35件，其中：⏎1.网络20件⏎2.信函15件."""
    for number, head in enumerate(prose):
        if not head.text.endswith(_DIVIDED_BELOW):
            continue
        parts = list(takewhile(lambda line: _ITEM.match(line.text), prose[number + 1 :]))
        told = [[mention for mention in mentions if mention.line is line] for line in (head, *parts)]
        if len(parts) > 1 and told[0] and all(len(one) == 1 for one in told[1:]):
            items = tuple(one[0] for one in told[1:])
            if all(_divides(told[0][-1], item) and not _is_whole(item) for item in items):
                yield Listing((told[0][-1],), items, True, True)


def _without_last_year(items: Sequence[Mention]) -> list[Mention]:
    """The items without those that only say what the one before was in another year: 其中征地20件，上年为15件; none where
    all are of last year: 许可15件、处罚12件，其中许可上年18件、处罚上年9件."""
    if all(any(t.role == TIME and t.which == LAST for t in item.words) for item in items):
        return []
    return [item for n, item in enumerate(items) if n == 0 or not _looks_back(item)]


def _looks_back(item: Mention) -> bool:
    return item.why == OTHER_TIME and {TIME} <= {t.role for t in item.words} <= {TIME, say.FILL}


def _unannounced(tokens: Sequence[Token], here: Sequence[Mention]) -> Iterator[Listing]:
    """A list that no word begins, known by its last part, which is called 其他, or by parts that are all of one body or time."""
    last = next((n for n, mention in enumerate(here) if _is_rest(mention)), 0)
    text = here[0].line.text
    each = next((t for t in here[1].words if t.role == say.EACH), None) if all(map(goes_on, here[1:], here[2:])) else None
    if not last and (each or _SPREAD.match(text, here[0].end) or all(map(_is_partial, here[1:]))):
        last = len(here) - 1
    named = text[here[1].start : each.start] if each else ""
    rest = named.endswith(THE_REST) or (len(here) == _QUARTERS + 1 and named.endswith("季度"))  # 动态、公告、其他分别为20条、15条、5条
    first = 0 if rest else next((n for n, mention in enumerate(here[: max(last - 1, 0)]) if _may_be_divided(tokens, mention)), None)
    if first is None:
        return
    head, items = here[first], here[first + 1 : last + 1]
    if all(_divides(head, item) and not _is_whole(item) for item in items):
        colon = head.line.text.startswith(":", head.end) and ";" not in head.line.text[head.end : items[-1].end]
        yield Listing((head,), tuple(items), True, True, announced=colon or rest)


def _may_be_divided(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a number says that it counts all there is, or what follows says that it is spread."""
    if mention.sort == PUBLISHED:
        return True
    after = [t for t in tokens if t.start >= mention.end and t.text != "," and t.role != say.NOUN][:1]
    if any(t.text in _SPREADS for t in after):
        return True
    if _SPREAD.match(mention.line.text, mention.end):
        return True
    own = mention.measure is not None or any(token.which == OWN for token in mention.words)
    return (own and any(t.role == say.PART for t in after)) or any(token.text in say.TOTALS for token in mention.words)


def _summed_up(here: Sequence[Mention]) -> Iterator[Listing]:
    """A list behind which its sum is told: A 20件、B 11件，共计31件; 网络20件、信函11件，共收到申请31件; 一季度20件、二季度11件，共31件."""
    for n, head in enumerate(here[2:], 2):
        called = _sum_called(head, here[0].start)
        many = _how_many(called[2]) if called else 0
        parts = _parts_before(head, here[:n], many)
        certain = many == len(parts) or _is_of_all(head, parts)
        asked = head.sort == REQUEST and all(mention.family == "channel" for mention in parts)
        if not (certain or asked or (called and called["sum"] != "累计")) or not all(_divides(head, part) for part in parts):
            continue
        last_ones = (sum(part.quantity.value for part in parts[k:]) for k in range(1, len(parts) - 1))
        if many or head.quantity.value not in last_ones:
            row = all(map(goes_on, parts, parts[1:]))
            sum_of_all = called is not None and called["sum"] in _SUMS_OF_ALL and not called["of"]
            yield Listing((head,), tuple(parts), True, True, announced=certain or row or sum_of_all)


def _parts_before(head: Mention, told: Sequence[Mention], many: int) -> Sequence[Mention]:
    """The numbers told before one that may be their sum: as many as it says, or those since the last semicolon, or all."""
    if 1 < many <= len(told):
        return told[-many:]
    begin = head.line.text.rfind(";", 0, head.start)
    since = [mention for mention in told if mention.start > begin]
    return since if len(since) > 1 else told


def _is_of_all(head: Mention, parts: Sequence[Mention]) -> bool:
    """Whether a number behind others counts the same as these, in all ways, bodies or times of which each of them names one."""
    if whole_year(parts) and any(t.which == OWN for t in head.words):  # 上半年20件、下半年15件，全年35件
        return len({_named(mention) for mention in (*parts, head)} - {""}) < 2  # not 上半年培训2次，下半年检查3次，全年开会5次
    named = set().union(*map(counts, parts))
    alike = not named or counts(head) <= named  # 收到30件，结转1件，共办结24件: another number
    total = any(t.text in say.TOTALS for t in head.words) and all(t.role != say.SHARE for t in head.words)
    return alike and total and (all(mention.family == "channel" for mention in parts) or all(map(_is_partial, parts)))


def _sum_called(head: Mention, start: int) -> re.Match[str] | None:
    """How a number is called that sums up those told since a place, but for the words that these have as well; None for others."""
    done = head.line.text[start : head.start]  # 网站发布20条、公众号发布11条，共发布31条
    words = [t.text for t in head.words if t.role not in (say.NOUN, TIME)]
    return _SUM.fullmatch("".join(words)) or _SUM.fullmatch("".join(word for word in words if word in say.TOTALS or word not in done))


def parts_summed(name: str) -> int:
    """How many numbers are summed up, as what their sum is called tells: 两项合计; 0 where it does not."""
    called = _SUM.fullmatch(name)
    return _how_many(called[2]) if called else 0


def _how_many(numeral: str | None) -> int:
    return _NUMERALS.index(numeral) + 2 if numeral else 0


def _named(mention: Mention) -> str:
    """What the words of a number say that there are so many of, whenever that was."""
    return "".join(t.text for t in mention.words if t.role not in (TIME, say.PART, say.FILL, say.LIST, say.NOUN))


def told_how_many(listing: Listing) -> bool:
    """Whether the number that a list divides says how many parts there are, and so many are listed: 三个平台发布50条，其中…."""
    return any(_how_many(found[1]) == len(listing.items) for found in _SO_MANY.finditer(listing.heads[0].label))


def goes_on(item: Mention, other: Mention) -> bool:
    """Whether nothing but 、 or 和 stands between two numbers."""
    return item.line is other.line and item.line.text[item.end : other.start] in _AND


def _is_rest(mention: Mention) -> bool:
    """Whether a number counts what is left; 其他结果 and 其他处理 are kinds of their own."""
    kind = any(t.role in (say.OUTCOME, say.RESULT) for t in mention.words)
    return mention.line.text.startswith(THE_REST, mention.start) and not kind


def in_brackets(head: Mention, item: Mention) -> bool:
    """Whether a part stands first in brackets behind a number, no word before it that may leave some out: 50条(A 30条、B 19条)."""
    return head.line is item.line and item.line.text[head.end : item.start] == "("


def whole_year(items: Sequence[Mention]) -> bool:
    """Whether the parts of a list are those of a year, so that nothing is left out: 上半年20件、下半年15件."""
    parts = {t.text.removeprefix("第") for item in items for t in item.words if t.role == say.PART}
    return parts in _YEAR and len(items) == len(parts)


def _is_partial(mention: Mention) -> bool:
    """Whether a number counts what happened in a part of the year, or in a part of the body."""
    named = {token.role for token in mention.words}
    return mention.measure is None and (say.PART in named or (mention.why in _PARTIAL and not named <= _NOT_NAMED))


def _is_whole(mention: Mention) -> bool:
    """Whether a number counts something of its own, and is no part of another."""
    carried = any(t.role == say.CARRY for t in mention.words)
    return carried or mention.sort in (REQUEST, PUBLISHED)


def _list(tokens: Sequence[Token], inside: Sequence[Mention], heads: tuple[Mention, ...], certain: bool, announced: bool = True) -> Listing:
    closed = _names_all(tokens, inside[-1].end)
    items: list[Mention] = []
    ends: list[int] = []
    further: tuple[Mention, ...] = ()
    parts = in_brackets(heads[0], inside[0])
    for n, mention in enumerate(inside):
        if _is_whole(mention) or _of_another_sort(heads[0], mention) or (mention.measure is None and not parts and _tells(mention)):
            further = tuple(other for other in inside[n:] if _divides(heads[0], other))
            break
        parted = bool(items) and any(t.text == ";" and items[-1].end <= t.start < mention.start_of_number for t in tokens)
        if parted and _is_beside(heads[0], mention, mention is inside[-1]):
            break
        parted = parted and len(items) > 1
        if _divides(heads[0], mention):
            in_a_row = len(items) > 1 and all(map(goes_on, items, items[1:])) and not goes_on(items[-1], mention)
            if parted or in_a_row or mention.line.text.startswith(_ELSEWHERE, mention.start):
                ends.append(len(items))
            items.append(mention)
        elif parted:
            break
        else:
            closed = False
    closed = closed and len(items) > 1
    if not closed:
        items = _up_to_semicolon(tokens, items)
    return Listing(heads, tuple(items), closed, certain, further, announced, tuple(end for end in ends if end <= len(items)))


def _names_all(tokens: Sequence[Token], end: int) -> bool:
    """Whether no word of a list whose last number ends there says that it leaves some out."""
    for n, token in enumerate(tokens):
        if (token.role == say.OPEN or (token.role == say.CHANGE and token.start <= end)) and _leaves_open(tokens, n):
            return False
        if token.text in THE_REST and token.start >= end:  # 其余为动态
            return False
    return True


def _is_beside(head: Mention, mention: Mention, last: bool) -> bool:
    """Whether a number behind a semicolon is on the level of the whole: 直属单位另收32件; 诉讼7件 behind a list of 6."""
    if any(_BESIDES in t.text for t in mention.words) or mention.quantity.value > head.quantity.value:
        return True
    return last and mention.line.text.startswith((",其中", "(其中"), mention.end)  # …图片120条；公众号发布300条，其中


def _up_to_semicolon(tokens: Sequence[Token], items: list[Mention]) -> list[Mention]:
    """The items before a semicolon, where there are several: what stands behind it is on the level of the whole."""
    mark = next((t.start for t in tokens if t.text == ";" and len(items) > 1 and t.start > items[1].start), None)
    return items if mark is None else [item for item in items if item.start < mark]


def _parted(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether between these places another number or a percentage stands."""
    return any(start <= t.start < end and t.role == NUMBER for t in tokens)


def _divides(head: Mention, item: Mention) -> bool:
    """Whether these two are counted alike, so that one may be a part of the other; documents are pieces of information."""
    if head.quantity.kind == item.quantity.kind:
        return True
    return head.quantity.kind == ITEMS and item.quantity.unit in _DOCUMENTS


def _of_another_sort(head: Mention, item: Mention) -> bool:
    """Whether these two name different things that stand side by side: 行政处罚15件，其中A 1件；行政许可7件."""
    for role in _SIDE_BY_SIDE:
        named = {token.which for token in head.words if token.role == role}
        other = {token.which for token in item.words if token.role == role}
        if named and other and named.isdisjoint(other):
            return True
    return False


def _tells(mention: Mention) -> bool:
    """Whether the words before a number tell what was done, rather than name a part."""
    words = mention.line.text[mention.start : mention.start_of_number]
    if _COUNTED_OTHERWISE.search(mention.label) or _WITHIN.search(words):
        return True
    return _DOING.match(mention.label) is not None and not _NAMING.search(mention.label) and not _NAMING.search(words)


def _leaves_open(tokens: Sequence[Token], at: int) -> bool:
    """Whether such a word says that the list is not complete; the 等 of 规划、征地等信息5条 says nothing of the list."""
    if tokens[at].text != "等":
        return True
    behind = next((t for t in tokens[at + 1 :] if t.role == NUMBER or (t.role == MARK and t.text != "、")), None)
    return behind is None or behind.role != NUMBER
