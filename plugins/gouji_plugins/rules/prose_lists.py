"""Lists of the text whose items do not add up: E8 (ways of applying) and E15 (其中)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gouji.finding import FAILED, PASSED
from gouji.prose import Listing, Mention, read
from gouji.prose.comparison import compare, values
from gouji.prose.quantity import CASES, ITEMS
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules import examples
from gouji_plugins.rules.prose import BASIS, nothing_written, plain, quoted, said_of

_OVERLAPPING = ("网站", "微信", "微博", "公众号", "新媒体", "客户端", "抖音", "平台", "公示栏", "公开栏", "报刊", "电视", "广播", "APP")


def _open_items(report: Report, listing: Listing, family: str) -> list[Mention]:
    """The items of a list that only the text can vouch for; none where the list mixes sorts."""
    if any(item.measure is not None for item in listing.items) and family == "":
        return list(listing.items) if _whole(report, listing) else []
    items = [item for item in listing.items if item.measure is None and item.family == family]
    if family == "" and (len(items) != len(listing.items) or any(item.why == "是增减数" for item in items)):
        return []
    return items if len(items) > 1 else []


def _whole(report: Report, listing: Listing) -> bool:
    """Whether items that the tables bear out one by one leave nothing out, so that they must add up to
    the number before them, which the tables bear out only in another sense (收到, with or without 结转)."""
    head = listing.heads[0].measure
    families = {item.family for item in listing.items}
    if (
        head is None
        or len(listing.items) < 2
        or not listing.closed
        or not listing.certain
        or len(families) != 1
        or not families <= {"applicant", "result"}
    ):
        return False
    if "result" in families and head.id not in ("handled", "done"):
        return False
    if not all(item.measure is not None and compare(report, item).agrees for item in listing.items):
        return False
    total = sum((item.quantity.value for item in listing.items), Decimal(0))
    return compare(report, listing.heads[0]).agrees is True and total in {value.value for value in values(report, head)}


def _judge_lists(subject: Subject, family: str) -> Iterator[Outcome]:
    report = subject.report
    compared = False
    told: set[tuple[Decimal, ...]] = set()
    for listing in read(report).listings:
        items = _open_items(report, listing, family)
        if (
            not items
            or listing.heads[0].quantity.kind not in (CASES, ITEMS)
            or not listing.heads[0].quantity.exact
            or not all(item.quantity.exact for item in items)
        ):
            continue
        heads = list(listing.heads)
        wholes = [head.quantity.value for head in heads]
        for head in heads:
            # A total that the table contradicts is told by the table; the parts may then fit the table.
            if head.measure is not None and head.measure.readings and compare(report, head).agrees is False:
                wholes += [value.value for value in values(report, head.measure)]
        amounts = [item.quantity.value for item in items]
        total = sum(amounts, Decimal(0))
        sums = [sum(amounts[: n + 1], Decimal(0)) for n in range(1, len(amounts))]
        fits = any(total <= whole if not listing.closed else whole in sums for whole in wholes)
        compared = True
        sure = listing.certain or heads[0].line is items[0].line
        yield said_of(subject, PASSED if fits else FAILED, heads[0])
        if fits or not sure or tuple(amounts) in told:
            continue
        told.add(tuple(amounts))
        head = heads[0]
        overlapping = total > wholes[0] and sum(any(word in item.label for word in _OVERLAPPING) for item in items) > 1
        doubt = "，同一信息在几处发布重复计数的请说明" if overlapping else ""
        shown = " ＋ ".join(map(plain, amounts))
        verb = "超过" if not listing.closed else "不等于"
        unit = head.quantity.unit
        yield subject.finding(
            f"正文“{quoted(head)}”，所列各项之和为{plain(total)}{unit}（{shown}），{verb}{plain(wholes[0])}{unit}，"
            f"差{plain(abs(total - wholes[0]))}；请核对{doubt}。",
            level="info" if overlapping else None,
            section=items[0].line.section,
            quote=items[0].line.quote(head.start, items[-1].end)
            if head.line is items[0].line
            else items[0].line.quote(items[0].start, items[-1].end),
            place=items[0].line.paragraph.place,
            expected=plain(wholes[0]),
            actual=plain(total),
            delta=plain(total - wholes[0]),
            key=f"{plain(wholes[0])}:{'+'.join(map(plain, amounts))}",
        )
    if not compared:
        yield nothing_written(subject)


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
