"""Lists of the text whose items do not add up: E8 (ways of applying) and E15 (其中)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise, takewhile

from gouji.finding import FAILED, PASSED, Finding
from gouji.prose import Listing, Mention, read
from gouji.prose.about import CAME
from gouji.prose.comparison import compare, values
from gouji.prose.context import NOT_REQUESTS, UNKNOWN
from gouji.prose.lists import THE_REST, goes_on, in_brackets, told_how_many, whole_year
from gouji.prose.mention import counts
from gouji.prose.quantity import CASES, ITEMS, PEOPLE, TIMES
from gouji.prose.tokens import TIME
from gouji.prose.vocabulary import FILL, OUTCOME, REMAINING
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules import examples
from gouji_plugins.rules.prose import BASIS, nothing_written, plain, quoted, said_of

_UNTYPED = (UNKNOWN, NOT_REQUESTS)
_PLACES = ("网站", "微信", "微博", "公众号", "新媒体", "客户端", "抖音", "平台", "公示栏", "公开栏", "报刊", "电视", "广播", "APP")
_FORMS = ("图解", "图文", "视频", "动漫", "H5")
_ALL_DISPUTES = {"review", "suits"}
_ABSURD = 10
"""How many times the whole the parts may come to before they are taken for something else."""
_ADDED = (CASES, ITEMS, TIMES, PEOPLE)
"""What is added up: no percentages, no money."""
_WITHIN_DAYS = "日内"
"""What parts are called that hold each other."""
_PERSONS = ("人", "名", "人次")
"""Units of what may belong to several parts at once: 党员120人、女干部90人."""
_NOT_COUNTED = re.compile("[不未](?:计入|包含|含|算)|除外")
"""What stands behind a part that is none."""
_OVERLAP = re.compile("同时涉及|同时属于|重复(?!申请)|交叉|兼有|(?:部分|有的|同一)[^,。;]{0,8}[多两]种")
"""What a text says of parts that overlap."""
_SLIP = Decimal("0.1")
"""The share of the whole up to which parts that fall short of it look like a slip of the pen."""
_SEVERAL_DIGITS = 100
"""From which number on one digit put right is no chance."""
_CHOICE = Decimal("0.3")
"""The share beyond which they are taken for a choice."""


def _open_items(report: Report, listing: Listing, family: str) -> list[Mention]:
    """The items of a list that only the text can vouch for; none where the list mixes sorts."""
    if _places(listing) or _outcomes_elsewhere(listing):
        return []
    head = listing.heads[0].measure
    # Websites and letters are ways of applying where applications are counted, and ways of publishing elsewhere.
    asked = (head is not None and head.readings != ()) or any("申请" in item.label for item in listing.items)
    families = ["" if item.family == "channel" and not asked else item.family for item in listing.items]
    for last in listing.items[-1:]:
        if families[-1] == "" and last.line.text.startswith(REMAINING, last.start):
            families[-1] = families[0]  # 网站30件、邮寄4件，余下3件: of one sort with the others
    if any(item.measure is not None for item in listing.items) and family == "":
        return list(listing.items) if _whole(report, listing) else []
    if family == "channel" and any(item.measure is None and own == "" for item, own in zip(listing.items, families, strict=True)):
        return []  # some of them came in ways that are not known
    items = [item for item, own in zip(listing.items, families, strict=True) if item.measure is None and own == family]
    if family == "" and (len(items) != len(listing.items) or any(item.why == "是增减数" for item in items)):
        return []
    return items if len(items) > (1 if listing.closed else 0) else []


def _are_due(carried: Mention, came: Mention) -> bool:
    """Whether two numbers are the requests carried over and, before them, those that came."""
    return carried.measured == "carry_in" and came.measured in CAME


def _places(listing: Listing) -> bool:
    """Whether the number before the list counts not the items but where they stand: 8个栏目，其中通知6条、动态9条."""
    return listing.heads[0].quantity.unit == "个" and all(item.quantity.unit not in ("个", "") for item in listing.items)


def _outcomes_elsewhere(listing: Listing) -> bool:
    """Whether some outcomes of disputes that no table holds are told, and not all: 审理各类复议案件80件，其中维持60件、纠正5件."""
    told = {which for item in listing.items for role, which in counts(item) if role == OUTCOME}
    return listing.heads[0].measure is None and bool(told) and "other" not in told


def _whole(report: Report, listing: Listing) -> bool:
    """Whether items that the tables bear out one by one, but for a last one called 其他, leave nothing out, so
    that they must add up to the number before them, which the tables bear out only in another sense (收到, with or without 结转)."""
    if _summed_up(report, listing):
        return True
    head = listing.heads[0].measure
    *_, last = items = listing.items
    rest = last.measure is None and is_rest(last)
    if rest:
        items = items[:-1]
    families = {item.family for item in items}
    if (
        head is None
        or len(listing.items) < 2
        or not listing.closed
        or not listing.certain
        or len(families) != 1
        or not families <= {"applicant", "result", "detail"}
    ):
        return False
    if "result" in families and head.id not in ("handled", "done"):
        return False
    if "detail" in families and not rest:
        return False
    if not all(item.measure is not None and compare(report, item).agrees for item in items):
        return False
    total = sum((item.quantity.value for item in listing.items), Decimal(0))
    return compare(report, listing.heads[0]).agrees is True and (rest or total in {value.value for value in values(report, head)})


def _summed_up(report: Report, listing: Listing) -> bool:
    """Whether a number that counts nothing else must be the sum of parts that the tables bear out as far as they hold them: it stands
    behind them (不予公开5件、无法提供4件，共计9件), or they are all that there is of disputes (全年共5件，其中行政复议3件、行政诉讼2件)."""
    head = listing.heads[0]
    if head.measure is not None or any(
        compare(report, item).agrees is False if item.measure else item.why not in _UNTYPED for item in listing.items
    ):
        return False
    told = {item.measure.id for item in listing.items if item.measure}
    return _stands_behind(listing) or (told == _ALL_DISPUTES and ("争议" in head.label or all(t.role in (TIME, FILL) for t in head.words)))


def is_rest(item: Mention) -> bool:
    """Whether what is counted is called 其他: it is what is left of something else."""
    return any(word in item.line.text[item.start : item.end] for word in THE_REST)


def _believed(listing: Listing, items: Sequence[Mention], family: str, total: Decimal, whole: Decimal) -> str | None:
    """How seriously to take a list that does not add up: "" as the rule says, "info", or None for not at all.

    Parts that come to far less than the whole, none of them 其他, may be a choice that forgot to say 等; far
    more, and they may overlap, as places do at which the same is published, forms of one explanation, or subjects of one application.
    What no word announces as a list is one only where it nearly adds up, or would with one digit put right.
    """
    apart = abs(total - whole)
    if _NOT_COUNTED.match(items[-1].line.text, items[-1].end):
        return None
    if total > whole and _OVERLAP.search(items[-1].line.text):
        return None
    if all(item.measure is not None or is_rest(item) for item in items):
        return ""  # the tables bear out all the others
    if sum(_WITHIN_DAYS in item.label for item in items) > 1:
        return None  # 3个工作日内答复12件、10个工作日内答复13件: the longer time holds the shorter
    if whole_year(items):
        return ""
    largest = max(item.quantity.value for item in items)
    if listing.heads[0].quantity.unit in _PERSONS and largest <= whole < total:
        return "info" if apart <= whole * _CHOICE else None
    if apart > whole * _SLIP and (
        _slipped(whole, total) or ((total > whole or _stands_behind(listing)) and _one_digit(items, total, whole))
    ):
        return ""  # one digit put right would do, where nothing can be left out
    subjects = any(token.text == "涉及" for token in items[0].words)
    overlapping = subjects or sum(any(word in item.label for word in (*_PLACES, *_FORMS)) for item in items) > 1
    if not listing.announced:
        return "" if apart <= whole * _SLIP else None
    if (_stands_behind(listing) or told_how_many(listing)) and (total < whole or not overlapping):
        return ""
    if total > whole * _ABSURD:
        return None
    if total > whole:
        if family == "channel" or largest > whole:
            return ""
        if apart > whole * _CHOICE:
            return None
        return "info" if overlapping else ""
    if is_rest(items[-1]) or apart <= whole * _SLIP or family == "channel":
        return ""
    if apart > whole * _CHOICE:
        return None
    if in_brackets(listing.heads[0], items[0]):
        return ""
    return "info" if len(items) > 2 else None


def _stands_behind(listing: Listing) -> bool:
    """Whether the sum is told behind the parts: it is of all that stands before it."""
    head, last = listing.heads[0], listing.items[-1]
    return head.line is last.line and head.start > last.start


def _one_digit(items: Sequence[Mention], total: Decimal, whole: Decimal) -> bool:
    """Whether parts would come to the whole with one digit of one of them put right."""
    return any(_slipped(item.quantity.value, item.quantity.value + whole - total) for item in items)


def _slipped(told: Decimal, meant: Decimal) -> bool:
    """Whether a number of several digits is another with a digit lost or too many, or with two side by side swapped."""
    if meant <= 0 or max(told, meant) < _SEVERAL_DIGITS:
        return False
    long, short = sorted((plain(told), plain(meant)), key=len, reverse=True)
    if len(long) == len(short):
        return any(long[:n] + long[n + 1] + long[n] + long[n + 2 :] == short for n in range(len(long) - 1))
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def _judge_lists(subject: Subject, family: str) -> Iterator[Outcome]:
    report = subject.report
    compared = False
    told: set[tuple[Decimal, ...]] = set()
    for listing in read(report).listings:
        items = _open_items(report, listing, family)
        head = listing.heads[0]
        if not items or not _can_be_added(head, items):
            continue
        wholes = [head.quantity.value for head in listing.heads]
        beside = takewhile(lambda pair: goes_on(pair[1], pair[0]) or _are_due(*pair), pairwise(listing.heads))
        _, *together = accumulate((other.quantity.value for _, other in beside), initial=wholes[0])
        wholes += together  # 建议11件、提案9件，其中…; 收到申请9件，上年结转1件，其中…
        for each in listing.heads:
            # A total that the table contradicts is told by the table; the parts may then fit the table.
            if each.measure is not None and each.measure.readings and compare(report, each).agrees is False:
                wholes += [value.value for value in values(report, each.measure)]
        sums = list(accumulate(item.quantity.value for item in items))
        beyond = accumulate((other.quantity.value for other in listing.further), initial=sums[-1])
        ends = listing.ends if len(items) == len(listing.items) else range(2, len(items))
        fitting = {*(sums[end - 1] for end in ends if end > 1), *beyond}
        whole_list = _stands_behind(listing) or not listing.closed or is_rest(items[-1])
        last = len(items) - 1 if whole_list else _end(items, sums, wholes[0])
        fits = sums[last] in wholes or any(whole in fitting or (not listing.closed and sums[-1] <= whole) for whole in wholes)
        compared = True
        yield said_of(subject, PASSED if fits else FAILED, head)
        if fits or not (listing.certain or head.line is items[0].line):
            continue
        items, sums = items[: last + 1], sums[: last + 1]
        amounts = tuple(item.quantity.value for item in items)
        level = _believed(listing, items, family, sums[-1], wholes[0])
        if level is not None and amounts not in told:
            told.add(amounts)
            yield _difference(subject, listing, items, sums[-1], wholes[0], level)
    if not compared:
        yield nothing_written(subject)


def _can_be_added(head: Mention, items: Sequence[Mention]) -> bool:
    """Whether all numbers are exact, and times and people told in one unit."""
    kind, unit = head.quantity.kind, head.quantity.unit
    if kind in (TIMES, PEOPLE) and any(item.quantity.unit != unit for item in items):
        return False
    return kind in _ADDED and all(mention.quantity.exact for mention in (head, *items))


def _end(items: Sequence[Mention], sums: Sequence[Decimal], whole: Decimal) -> int:
    """Where a list that does not add up ends, for its sentence may go on to other things, though not behind a 、: its last item
    where one digit put right would do, the furthest at which it looks like a slip of the pen, else that which comes nearest."""
    if sums[-1] > whole and _one_digit(items, sums[-1], whole):
        return len(items) - 1
    ends = [n for n in range(1, len(items)) if n == len(items) - 1 or not goes_on(items[n], items[n + 1])]
    slips = [n for n in ends if abs(sums[n] - whole) <= whole * _SLIP]
    return slips[-1] if slips else min(ends, key=lambda n: abs(sums[n] - whole))


def _difference(subject: Subject, listing: Listing, items: Sequence[Mention], total: Decimal, whole: Decimal, level: str) -> Finding:
    head, first = listing.heads[0], items[0]
    last = items[-1] if items[-1].line is first.line else first
    amounts = [plain(item.quantity.value) for item in items]
    advice = ""
    if level == "info":
        advice = "，重复计数的请说明" if total > whole else "，没有列全的请写“等”"
    what = f"所列各项之和为{plain(total)}" if len(items) > 1 else f"其中一项为{plain(total)}"
    shown = f"（{' ＋ '.join(amounts)}）" if len(items) > 1 else ""
    unit = head.quantity.unit
    return subject.finding(
        f"正文“{quoted(head)}”，{what}{unit}{shown}，{'不等于' if listing.closed else '超过'}{plain(whole)}{unit}，"
        f"差{plain(abs(total - whole))}；请核对{advice}。",
        level=level or None,
        section=first.line.section,
        quote=first.line.quote(head.start if head.line is first.line else first.start, last.end),
        place=first.line.paragraph.place,
        expected=plain(whole),
        actual=plain(total),
        delta=plain(total - whole),
        key=f"{plain(whole)}:{'+'.join(amounts)}",
    )


@rule(
    "E8",
    title="按申请方式分列之和不等于申请数",
    level="warning",
    defect="G07",
    basis=BASIS,
    why="网络、信函、当面、传真等方式的件数加起来，应等于收到申请的件数。",
    passes=[Case({"一": "5 = 3 + 2"}, build=examples.written("s1", "收到政府信息公开申请5件，其中网络申请3件、信函申请2件。"))],
    fails=[Case({"一": "5 ≠ 3 + 1"}, "差1", examples.written("s1", "收到政府信息公开申请5件，其中网络申请3件、信函申请1件。"))],
)
def ways(subject: Subject) -> Iterator[Outcome]:
    """Ways of applying whose numbers do not add up to the requests received."""
    yield from _judge_lists(subject, "channel")


@rule(
    "E15",
    title="列举之和不等于总数",
    level="warning",
    defect="G07",
    basis=BASIS,
    why="“其中A a条、B b条”把总数分完的，各项之和应等于总数；没有列全的应写“等”或“主要包括”。",
    passes=[
        Case({"一": "50 = 20 + 25 + 5"}, build=examples.written("s1", "全年发布信息50条，其中政策类20条、动态类25条、财政类5条。")),
        Case({"一": "没有列全"}, build=examples.written("s1", "全年发布信息50条，其中政策类20条、动态类25条等。")),
    ],
    fails=[Case({"一": "50 ≠ 20 + 25 + 6"}, "差1", examples.written("s1", "全年发布信息50条，其中政策类20条、动态类25条、财政类6条。"))],
)
def parts(subject: Subject) -> Iterator[Outcome]:
    """Closed lists whose items do not add up."""
    yield from _judge_lists(subject, "")
