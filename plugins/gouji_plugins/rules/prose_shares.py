"""Percentages of the text: E6 (占比)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.finding import FAILED, PASSED
from gouji.prose import Prose, Ratio, read
from gouji.prose.comparison import compare, values
from gouji.prose.lists import goes_on
from gouji.prose.measures import DISPUTE, OUTCOME, Measure, measures
from gouji.prose.quantity import Quantity
from gouji.report import Cell, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules import examples
from gouji_plugins.rules.prose import BASIS, evidence, nothing_written, plain, quoting, said_of

_SLACK = 1
"""Percentage points by which a share told with 约, 近 or 成 may miss what is meant."""
_RESULTS = ("open", "partial", "deny", "unable", "reject", "misc")
"""The measures of the results that others are a share of: 占无法提供的75%."""
_ANY = ("done", "received", "handled")
"""The measures that a share of requests may be of where its words name none."""
_OWN_SHARE = re.compile("[,(]?占")
"""What follows a number that is itself a share of something, whatever of: the next one stands beside it, not below."""


def matches(told: Quantity, part: Decimal, whole: Decimal, scale: int = 100) -> bool:
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
    if result := next((id for id in _RESULTS if known[id].label in ratio.of), ""):
        ids: tuple[str, ...] = (result,)
    elif any(word in ratio.of for word in ("办结", "答复", "办理", "处理", "回复")):
        ids = ("done", "handled")
    elif any(word in ratio.of for word in ("申请", "收到", "受理", "新收")):
        ids = ("received", "handled")
    else:
        ids = ()
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
        named = [known[id] for id in ids or _ANY]
        if part.sort == "applicant" and (whole := ratio.part.head) is not None and whole.measure is not None:
            named.append(whole.measure)
        return {**told, **_in_cells(report, named)}
    if part is None and ratio.asked:
        found = _in_cells(report, [known[id] for id in ids or _ANY])
        return {**found, **told, **found}  # the tables first, and with their cells
    if ratio.part.sort in (DISPUTE, OUTCOME):
        return {**told, **_in_cells(report, [known[id] for id in ("review", "suits", "disputes", *ids)])}
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


def together(ratio: Ratio) -> Iterator[Decimal]:
    """What the part comes to with the results told right before it, or all in a row with it: 予以公开60件、部分公开20件，占62.5%."""
    part, total = ratio.part, ratio.part.quantity.value
    last = part
    for head in sorted((head for head in ratio.heads if head.start < part.start), key=lambda head: -head.start):
        if not (part.family == head.family == "result" or goes_on(head, last)):
            return
        last = head
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
    listed, exhaustive = _listed(prose), _exhaustive(prose)
    for ratio in prose.ratios:
        if ratio.change or not ratio.quantity.value:
            continue
        if ratio.part.sort == OUTCOME and any(head.sort == DISPUTE and compare(report, head).agrees is False for head in ratio.heads):
            continue  # these may be disputes that the body decides on
        known = _wholes(report, ratio)
        divided = listed.get(id(ratio.part), []) if ratio.base is None else []
        wholes = [whole for whole in dict.fromkeys((*divided, *known, exhaustive.get(id(ratio.part)))) if whole]
        if not wholes:
            continue
        tables = values(report, ratio.part.measure) if ratio.part.measure else []
        parts = [*([ratio.part.quantity.value] if ratio.told else []), *(value.value for value in tables)]
        if ratio.told and ratio.base is None and all(whole < parts[0] for whole in wholes):
            continue  # 予以公开20件、部分公开3件，两项共23件，占67.6%: what it is of is not told
        right = any(matches(ratio.quantity, part, whole) for part in (*parts, *together(ratio)) for whole in wholes)
        compared = True
        yield said_of(subject, PASSED if right else FAILED, ratio)
        if right or not ratio.part.quantity.exact:
            continue
        digits = max(1, -int(ratio.quantity.value.as_tuple().exponent))
        amount = parts[0]
        likely = [whole for whole in wholes if whole >= amount] or wholes
        cells = [cell for value in tables[:1] for cell in value.cells] + [cell for whole in likely[:2] for cell in known.get(whole, ())]
        shown = "，或".join(f"{plain(amount)}÷{plain(whole)}＝{amount * 100 / whole:.{digits}f}%" for whole in likely[:2])
        yield subject.finding(
            f"正文“{ratio.quote}”的占比不对：{shown}；请重新计算，或写明占的是什么。",
            **quoting(ratio),
            cells=evidence(dict.fromkeys(cells)),
            expected=f"{amount * 100 / likely[0]:.{digits}f}%",
            actual=f"{plain(ratio.quantity.value)}%",
            key=f"{ratio.part.label}:{ratio.quantity.value}",
        )
    if not compared:
        yield nothing_written(subject)
