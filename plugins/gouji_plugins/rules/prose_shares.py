"""Percentages of the text: E6 (占比) and E19 (同比)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from gouji.finding import FAILED, PASSED
from gouji.prose import Mention, Prose, Ratio, read
from gouji.prose.comparison import values
from gouji.prose.measures import Measure, measures
from gouji.prose.quantity import CASES, ITEMS, PERCENT, TIMES_AS_MUCH, Quantity
from gouji.report import Cell, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.prose import BASIS, evidence, nothing_written, plain, said_of

_SLACK = 1
"""Percentage points by which a share told with 约, 近 or 成 may miss what is meant."""
_OWN_SHARE = re.compile("[,(]?占")
"""What follows a number that is itself a share of something, whatever of: the next one stands beside it, not below."""
_COUNTED = (CASES, ITEMS)
"""Changes told as a number, and not as a share of last year's."""


def _matches(told: Quantity, part: Decimal, whole: Decimal, scale: int = 100) -> bool:
    """Whether `told` percent (or times, where `scale` is 1) is `part` of `whole`, rounded or cut off at the digits written."""
    if not whole:
        return False
    share = part * scale / whole
    if not told.exact:
        return told.allows(share) or told.allows(share + _SLACK) or told.allows(share - _SLACK)
    unit = Decimal(1).scaleb(int(told.value.as_tuple().exponent))
    return told.value - unit / 2 <= share < told.value + unit or abs(told.value - share) <= unit / 2


def _wholes(report: Report, ratio: Ratio) -> dict[Decimal, tuple[Cell, ...]]:
    """Everything the percentage may be of: what its words name, and the numbers before it; each with the cells that say so."""
    known = measures(report.edition)
    if any(word in ratio.of for word in ("办结", "答复", "办理", "处理", "回复")):
        ids: tuple[str, ...] = ("done", "handled")
    elif any(word in ratio.of for word in ("申请", "收到", "受理", "新收")):
        ids = ("received", "handled")
    else:
        ids = ("done", "received", "handled")
    part = ratio.part.measure
    base = ratio.base
    if base is not None:
        return {base.quantity.value: (), **_in_cells(report, [base.measure] if base.measure else [])}
    told: dict[Decimal, tuple[Cell, ...]] = {
        head.quantity.value: ()
        for head in ratio.heads
        if head.quantity.kind == ratio.part.quantity.kind and not _OWN_SHARE.match(head.line.text, head.end)
    }
    if part is not None and part.readings and part.cells[0][0] == "t3":
        named = [known[id] for id in ids]
        if part.sort == "applicant" and ratio.part.head is not None and ratio.part.head.measure is not None:
            named.append(ratio.part.head.measure)
        return {**told, **_in_cells(report, named)}
    if part is None and ratio.asked:
        found = _in_cells(report, [known[id] for id in ids])
        return {**found, **told, **found}  # the tables first, and with their cells
    if part is not None and part.readings and part.cells[0][0] == "t4":
        return {**told, **_in_cells(report, [known[id] for id in ("review", "suits", "disputes")])}
    return told


def _in_cells(report: Report, named: Sequence[Measure]) -> dict[Decimal, tuple[Cell, ...]]:
    """What the tables say of these, and in which cells."""
    return {value.value: value.cells for measure in named for value in values(report, measure)}


def _listed(prose: Prose) -> dict[int, list[Decimal]]:
    """What the numbers of a list are parts of, by the id of each: the number it divides, or adds up to."""
    found: dict[int, list[Decimal]] = {}
    for listing in prose.listings:
        for item in listing.items:
            found.setdefault(id(item), []).extend(head.quantity.value for head in listing.heads)
    return found


def _exhaustive(prose: Prose) -> dict[int, Decimal]:
    """What all parts of a sentence come to whose percentages make up 100, by the id of each part."""
    sentences: dict[tuple[int, int], list[Ratio]] = {}
    for ratio in prose.ratios:
        if ratio.told and not ratio.change:
            sentences.setdefault((id(ratio.line), ratio.line.text.rfind("。", 0, ratio.start)), []).append(ratio)
    return {
        id(ratio.part): sum((one.part.quantity.value for one in ratios), Decimal(0))
        for ratios in sentences.values()
        if len(ratios) > 1 and abs(sum((one.quantity.value for one in ratios), Decimal(-100))) <= _SLACK
        for ratio in ratios
    }


def _together(ratio: Ratio) -> Iterator[Decimal]:
    """What the part comes to with the results told right before it: 予以公开60件、部分公开20件，占62.5%."""
    part, total = ratio.part, ratio.part.quantity.value
    before = [head for head in ratio.heads if head.line is part.line and head.start < part.start]
    for head in sorted(before, key=lambda head: -head.start):
        if not part.family == head.family == "result":
            return
        total += head.quantity.value
        yield total


@rule(
    "E6",
    title="占比算错",
    level="warning",
    defect="G06",
    basis=BASIS,
    why="百分比应等于所说的件数除以办理总计（或文中写明的总数），四舍五入到所写的位数。",
    passes=[Case({"一": "没有写占比"})],
    fails=[
        Case(
            {"一": "收到政府信息公开申请8件，其中自然人2件，占20%。"},
            "25.0%",
            examples.both(
                examples.cells("t3", {("new", "person"): "2", ("new", "biz"): "6", ("new", "total"): "8"}),
                examples.written("s1", "收到政府信息公开申请8件，其中自然人2件，占20%。"),
            ),
        )
    ],
)
def shares(subject: Subject) -> Iterator[Outcome]:
    """Percentages that fit none of the numbers they can be taken of."""
    report = subject.report
    prose = read(report)
    compared = False
    told: set[tuple[str, Decimal]] = set()
    listed, exhaustive = _listed(prose), _exhaustive(prose)
    for ratio in prose.ratios:
        if ratio.change or not ratio.quantity.value:
            continue
        known = _wholes(report, ratio)
        wholes = [whole for whole in dict.fromkeys((*listed.get(id(ratio.part), ()), *known, exhaustive.get(id(ratio.part)))) if whole]
        if not wholes:
            continue
        tables = values(report, ratio.part.measure) if ratio.part.measure else []
        parts = [*([ratio.part.quantity.value] if ratio.told else []), *(value.value for value in tables)]
        if not parts:
            continue
        if ratio.told and ratio.base is None and all(whole < parts[0] for whole in wholes):
            continue  # 予以公开20件、部分公开3件，两项共23件，占67.6%: what it is of is not told
        right = any(_matches(ratio.quantity, part, whole) for part in (*parts, *_together(ratio)) for whole in wholes)
        compared = True
        yield said_of(subject, PASSED if right else FAILED, ratio)
        key = ratio.quote, ratio.quantity.value
        if right or key in told or not ratio.part.quantity.exact:
            continue
        told.add(key)
        digits = max(1, -int(ratio.quantity.value.as_tuple().exponent))
        amount = parts[0]
        likely = [whole for whole in wholes if whole >= amount] or wholes
        cells = [cell for value in tables[:1] for cell in value.cells] + [cell for whole in likely[:2] for cell in known.get(whole, ())]
        shown = "，或".join(f"{plain(amount)}÷{plain(whole)}＝{amount * 100 / whole:.{digits}f}%" for whole in likely[:2])
        yield subject.finding(
            f"正文“{ratio.quote}”的占比不对：{shown}；请重新计算，或写明占的是什么。",
            section=ratio.line.section,
            quote=ratio.quote,
            place=ratio.line.paragraph.place,
            cells=evidence(dict.fromkeys(cells)),
            expected=f"{amount * 100 / likely[0]:.{digits}f}%",
            actual=f"{plain(ratio.quantity.value)}%",
            key=f"{ratio.part.label}:{ratio.quantity.value}",
        )
    if not compared:
        yield nothing_written(subject)


@rule(
    "E19",
    title="同比增减算错",
    level="warning",
    defect="G06",
    basis=BASIS,
    why="同比增减等于本年数减上年数，百分比再除以上年数；上年数取自上年年报。",
    passes=[Case({"一": "没有写同比"})],
    fails=[
        Case(
            {"一": "新收政府信息公开申请0件，同比增长50%。", "上年": {"新收.自然人": 4, "新收.总计": 4}},
            "上年",
            None,
        ),
        Case(
            {"一": "新收政府信息公开申请0件，较上年增加3件。", "上年": {"新收.自然人": 4, "新收.总计": 4}},
            "应为减少4件",
            None,
        ),
    ],
)
def changes(subject: Subject) -> Iterator[Outcome]:
    """同比 that does not follow from last year's number, as last year's report or the text itself tells it."""
    report, previous = subject.report, subject.previous
    counted = _told_in_numbers(read(report))
    said = [
        ratio for ratio in read(report).ratios if ratio.change and (_in_tables(ratio) or ratio.base is not None or id(ratio) in counted)
    ]
    if not said:
        yield nothing_written(subject)
    open_questions = [ratio for ratio in said if ratio.base is None] if previous is None else []
    if open_questions:
        yield subject.not_assessed(f"没有上年年报，不能核对“{open_questions[0].quote}”")
    for ratio in said:
        long_ago = _of_another_year(ratio, report)
        earlier = None if long_ago else previous
        before = _of(earlier, ratio)
        against = "与上年年报不符" if before else "算得不对"
        if not before and ratio.base is not None:
            before = [ratio.base.quantity.value]
        number = None if before else counted.get(id(ratio))
        if number is not None:
            before = [_before(ratio.part, number)]
        if ratio.quantity.kind not in _COUNTED:
            before = [value for value in before if value]
        if not before:
            continue
        now = [ratio.part.quantity.value, *_of(report, ratio)]
        right = any(_follows(ratio, one, last) for one in now for last in before) or any(
            _follows(ratio, one.value, last.value)
            for head in ratio.heads
            if head.measure is not None and earlier is not None
            for one in values(report, head.measure)
            for last in values(earlier, head.measure)
        )
        if number is not None:
            right = right or any(_follows(ratio, head.quantity.value, _before(head, number)) for head in ratio.heads)
        yield said_of(subject, PASSED if right else FAILED, ratio)
        if right or (ratio.quantity.kind in _COUNTED and not ratio.quantity.exact):
            continue
        one, last = now[0], before[0]
        words = _change(ratio, one, last)
        then = "原为" if long_ago else "上年"
        yield subject.finding(
            f"正文“{ratio.quote}”{against}：本年{plain(one)}，{then}{plain(last)}，应为{words}；请核对。",
            section=ratio.line.section,
            quote=ratio.quote,
            place=ratio.line.paragraph.place,
            expected=words,
            actual=ratio.quantity.text or "持平",
            key=f"{ratio.part.measure.id if ratio.part.measure else ratio.part.label}:{ratio.quantity.value}",
        )


def _told_in_numbers(prose: Prose) -> dict[int, Ratio]:
    """The change in numbers that is told right before the same one in percent, by the id of the latter: 比上年增加6件，增长50%."""
    return {
        id(two): one
        for one, two in pairwise(prose.ratios)
        if one.part is two.part
        and one.change in ("up", "down")
        and two.change in ("up", "down")
        and one.quantity.kind in _COUNTED
        and one.quantity.exact
        and two.quantity.kind == PERCENT
        and not re.search(r"\d|环比", two.of)
    }


def _before(mention: Mention, change: Ratio) -> Decimal:
    """What a number was before this change."""
    amount = change.quantity.value
    return mention.quantity.value + (amount if change.change == "down" else -amount)


def _in_tables(ratio: Ratio) -> bool:
    return ratio.part.measure is not None and ratio.part.measure.readings != ()


def _of_another_year(ratio: Ratio, report: Report) -> bool:
    """Whether the text compares with a year that is not the one before: 比2019年的15件增加6件."""
    years = re.findall(r"20\d\d", squeeze(ratio.base.quote)) if ratio.base is not None else []
    return bool(years) and report.year is not None and str(report.year - 1) not in years


def _of(report: Report | None, ratio: Ratio) -> list[Decimal]:
    """What a report's tables say of the number that changed."""
    if report is None or ratio.part.measure is None:
        return []
    return [value.value for value in values(report, ratio.part.measure)]


def _follows(ratio: Ratio, one: Decimal, last: Decimal) -> bool:
    """Whether the change told, in percent, in times or in cases, leads from the last year's number to this one."""
    grown = last - one if ratio.change == "down" else one - last
    if ratio.quantity.kind == PERCENT:
        return _matches(ratio.quantity, grown, last)
    if ratio.quantity.kind == TIMES_AS_MUCH:
        # 增长1.5倍 is often said of what grew to 1.5 times.
        return _matches(ratio.quantity, one, last, 1) or (ratio.change != "times" and _matches(ratio.quantity, grown, last, 1))
    return ratio.quantity.allows(grown)


def _change(ratio: Ratio, one: Decimal, last: Decimal) -> str:
    """The change as it should have been told."""
    if one == last:
        return "持平"
    if ratio.change == "times":
        return f"上年的{one / last:.1f}倍"
    if ratio.quantity.kind not in _COUNTED:
        change = (one - last) * 100 / last
        return f"{'增长' if change >= 0 else '下降'}{abs(change):.1f}%"
    return f"{'增加' if one >= last else '减少'}{plain(abs(one - last))}{ratio.quantity.unit}"
