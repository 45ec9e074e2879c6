"""Changes since last year: E19 (同比, from what the text itself tells) and E19-last (all that it says of last year, against
last year's report)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from gouji.finding import FAILED, PASSED, READING, SOURCE, Finding
from gouji.lean import NamedTuple, replace
from gouji.prose import Mention, Prose, Ratio, read
from gouji.prose.comparison import Comparison, compare, values
from gouji.prose.measures import Measure, measures
from gouji.prose.mention import counts
from gouji.prose.quantity import CASES, ITEMS, PERCENT, TIMES_AS_MUCH
from gouji.prose.tokens import LAST
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules.prose import BASIS, nothing_written, plain, quoted, quoting, said_of, unit_of, written_amount
from gouji_plugins.rules.prose_shares import matches, together

_COUNTED = (CASES, ITEMS)
"""Changes told as a number, and not as a share of last year's."""


class _Judged(NamedTuple):
    """A change held against a number of last year, and whether it leads from there to this year's."""

    ratio: Ratio
    now: Decimal
    last: Decimal
    right: bool


@rule(
    "E19",
    title="同比增减算错",
    level="warning",
    defect="G06",
    basis=BASIS,
    why="同比增减等于本年数减上年数，百分比再除以上年数；文中写了上年数，或者又写件数又写百分比的，应当算得出来。",
    passes=[Case({"一": "发布信息90条，较上年减少10条，下降10%。"})],
    fails=[
        Case({"一": "发布信息90条，较上年的100条减少20条。"}, "应为减少10条"),
        Case({"一": "发布信息90条，较上年减少10条，下降20%。"}, "应为下降10.0%"),
    ],
)
def changes(subject: Subject) -> Iterator[Outcome]:
    """同比 that does not follow from the numbers of the text itself; once for those of the same two numbers."""
    judged = _by_the_text(subject.report)
    if not judged:
        yield nothing_written(subject)
    told: set[tuple[int, int]] = set()
    for one in judged:
        yield said_of(subject, PASSED if one.right else FAILED, one.ratio)
        compared = id(one.ratio.part), id(one.ratio.base)
        if _is_wrong(one) and compared not in told:
            told.add(compared)
            base = one.ratio.base
            yield _miscounted(subject, one, "算得不对", "原为" if base and _of_another_year(base.quote, subject.report) else "上年")


@rule(
    "E19-last",
    title="正文的上年数、同比与上年年报不符",
    level="warning",
    defect="G06",
    basis=BASIS,
    why="正文所写的上年数应与上年年报一致，同比增减应由上年年报的数算得；上年年报后来更正过的请说明。",
    family="previous",
    passes=[Case({"一": "新收政府信息公开申请0件，较上年的4件减少4件。", "上年": {"新收.自然人": 4, "新收.总计": 4}})],
    fails=[
        Case({"一": "新收政府信息公开申请0件，同比增长50%。", "上年": {"新收.自然人": 4, "新收.总计": 4}}, "应为下降100.0%"),
        Case({"一": "新收政府信息公开申请0件，较上年增加3件。", "上年": {"新收.自然人": 4, "新收.总计": 4}}, "应为减少4件"),
        Case({"一": "新收政府信息公开申请0件（上年3件）。", "上年": {"新收.自然人": 4, "新收.总计": 4}}, "上年年报的新收为4件"),
    ],
)
def against_last_year(subject: Subject) -> Iterator[Outcome]:
    """Numbers of last year, and changes since, that are not those of last year's report. What is wrong by the text
    itself is left to `changes`."""
    report, previous = subject.report, subject.previous
    if previous is None:
        return
    prose = read(report)
    wrong = [one.ratio for one in _by_the_text(report) if _is_wrong(one)]
    known = {id(ratio.base) for ratio in wrong}
    compared = False
    told: set[tuple[str, Decimal]] = set()
    for mention, measure in _of_last_year(prose):
        found = compare(previous, replace(mention, measure=measures(previous.edition).get(measure.id, measure)))
        if found.agrees is None:
            continue
        compared = True
        right = found.agrees or _counts_another(mention, prose, previous)
        yield said_of(subject, PASSED if right else FAILED, mention)
        key = measure.id, mention.quantity.value
        if not right and id(mention) not in known and key not in told:
            told.add(key)
            yield _differs(subject, found)
    parts = {id(ratio.part) for ratio in wrong}
    for ratio in _ratios(report):
        one = _by_last_year(ratio, report, previous) if ratio.change and ratio.base is None else None
        if one is None:
            continue
        compared = True
        yield said_of(subject, PASSED if one.right else FAILED, ratio)
        if _is_wrong(one) and id(ratio.part) not in parts:
            parts.add(id(ratio.part))  # 比上年增加6件，增长50%: both are wrong together
            yield _miscounted(subject, one, "与上年年报不符", "上年")
    if not compared:
        yield nothing_written(subject)


def _of_last_year(prose: Prose) -> Iterator[tuple[Mention, Measure]]:
    """The numbers of last year with what each counts: by their own words, or because a change of this year's is from them."""
    for mention in prose.mentions:
        # 2022年收到28件，上年结转2件: carried into which of the two years, the words leave open.
        if mention.last_year is not None and mention.last_year.id != "carry_in":
            yield mention, mention.last_year
    for ratio in prose.ratios:
        base = ratio.base
        if base is not None and base.last_year is None and ratio.part.measure is not None and _names_last_year(base):
            yield base, ratio.part.measure


def _names_last_year(mention: Mention) -> bool:
    return "前年" not in mention.quote and any(token.which in (LAST, "same") for token in mention.words)


def _counts_another(mention: Mention, prose: Prose, previous: Report) -> bool:
    """Whether a number without words of its own is what last year's report says of another number before it:
    收到18件，其中自然人12件，上年为15件."""
    before = (one for one in prose.typed if one.line is mention.line and one.end <= mention.start) if not counts(mention) else ()
    return any(compare(previous, replace(mention, measure=one.measure)).agrees for one in before)


def _differs(subject: Subject, found: Comparison) -> Finding:
    mention, usual = found.mention, found.values[0]
    assert mention.measure is not None
    amount, told = (written_amount(value, mention) for value in (usual.value, mention.quantity.value))
    return subject.finding(
        f"正文“{quoted(mention)}”与上年年报不符：上年年报的{usual.reading.name}为{amount}{unit_of(mention)}；请核对，改正其中一处。",
        **quoting(mention),
        expected=amount,
        actual=told,
        delta=written_amount(mention.quantity.value - usual.value, mention),
        doubt=READING if found.doubtful else SOURCE,
        key=f"{mention.measure.id}={told}",
    )


def _miscounted(subject: Subject, one: _Judged, against: str, then: str) -> Finding:
    ratio, words = one.ratio, _change(one)
    return subject.finding(
        f"正文“{ratio.quote}”{against}：本年{plain(one.now)}，{then}{plain(one.last)}，应为{words}；请核对。",
        **quoting(ratio),
        expected=words,
        actual=ratio.quantity.text or "持平",
        key=f"{ratio.part.measure.id if ratio.part.measure else ratio.part.label}:{ratio.quantity.value}",
    )


def _is_wrong(one: _Judged) -> bool:
    """Whether a change is surely not what it should be: 增加近10件 may be many things."""
    return not one.right and (one.ratio.quantity.kind not in _COUNTED or one.ratio.quantity.exact)


def _by_the_text(report: Report) -> list[_Judged]:
    """The changes for which the text tells last year's number, or the change in numbers as well."""
    ratios = _ratios(report)
    counted = _told_in_numbers(ratios)
    found: list[_Judged] = []
    for ratio in ratios:
        if not ratio.change:
            continue
        # Behind the parts of a number a change is of the number: 收到35件，其中网上30件，比上年36件减少1件.
        now = [*_now(ratio, report), *(head.quantity.value for head in ratio.heads), *together(ratio)]
        if ratio.base is not None:
            pairs = [(one, ratio.base.quantity.value) for one in now]
        elif number := counted.get(id(ratio)):
            pairs = [(one, _before(one, number)) for one in now]
        else:
            continue
        if judged := _judged(ratio, pairs):
            found.append(judged)
    return found


def _by_last_year(ratio: Ratio, report: Report, previous: Report) -> _Judged | None:
    """A change held against last year's report; None where that does not hold the number."""
    measure = ratio.part.measure
    if measure is None or not measure.readings:
        return None
    pairs = [(one, last.value) for last in values(previous, measure) for one in _now(ratio, report)]
    pairs += [
        (one.value, last.value)
        for head in ratio.heads
        if head.measure is not None
        for one in values(report, head.measure)
        for last in values(previous, head.measure)
    ]
    return _judged(ratio, pairs)


def _now(ratio: Ratio, report: Report) -> list[Decimal]:
    """This year's number, as the text tells it, if it does, and as the tables do."""
    told = [ratio.part.quantity.value] if ratio.told else []
    return [*told, *(value.value for value in values(report, ratio.part.measure))] if ratio.part.measure is not None else told


def _judged(ratio: Ratio, pairs: list[tuple[Decimal, Decimal]]) -> _Judged | None:
    """A change held against pairs of this year's number and last year's, the likeliest first; None where none can be."""
    known = [(one, last) for one, last in pairs if last or ratio.quantity.kind in _COUNTED]
    return _Judged(ratio, *known[0], any(_follows(ratio, one, last) for one, last in known)) if known else None


def _ratios(report: Report) -> list[Ratio]:
    """What the text says of shares and changes; one that names last year is from no number of another, but from that of last
    year that the same paragraph tells in other sentences."""
    prose = read(report)
    told: dict[tuple[int, str], list[Mention]] = {}
    for mention in prose.mentions:
        if mention.last_year is not None and counts(mention):
            told.setdefault((id(mention.line), mention.last_year.id), []).append(mention)
    found: list[Ratio] = []
    for ratio in prose.ratios:
        base = None if _turns_to_last_year(ratio, report) else ratio.base
        if base is None and ratio.change and ratio.told and ratio.part.measure is not None:
            beside = told.get((id(ratio.line), ratio.part.measure.id), [])
            base = beside[0] if len(beside) == 1 and beside[0].quantity.exact else None
        found.append(ratio if base is ratio.base else replace(ratio, base=base))
    return found


def _turns_to_last_year(ratio: Ratio, report: Report) -> bool:
    """Whether a change names last year, and the number before it another: 是前年9件的2倍，是去年的1.5倍."""
    if ratio.base is None or not _of_another_year(ratio.base.quote, report):
        return False
    return re.search("[上去]一?年|同[期比]", ratio.of) is not None or (report.year is not None and str(report.year - 1) in ratio.of)


def _told_in_numbers(ratios: list[Ratio]) -> dict[int, Ratio]:
    """The change in numbers that is told right before the same one in percent, by the id of the latter: 比上年增加6件，增长50%."""
    return {
        id(two): one
        for one, two in pairwise(ratios)
        if one.part is two.part
        and one.quantity.kind in _COUNTED
        and one.quantity.exact
        and two.quantity.kind == PERCENT
        and not re.search(r"\d|环比", two.of)
    }


def _before(now: Decimal, change: Ratio) -> Decimal:
    """What a number was before this change."""
    amount = change.quantity.value
    return now + (amount if change.change == "down" else -amount)


def _of_another_year(words: str, report: Report) -> bool:
    """Whether words name a year that is not the one before: 比2019年的15件."""
    years = re.findall(r"20\d\d", squeeze(words))
    return "前年" in words or (bool(years) and report.year is not None and str(report.year - 1) not in years)


def _follows(ratio: Ratio, one: Decimal, last: Decimal) -> bool:
    """Whether the change told, in percent, in times or in cases, leads from the last year's number to this one."""
    grown = last - one if ratio.change == "down" else one - last
    if ratio.quantity.kind == PERCENT:
        return matches(ratio.quantity, grown, last)
    if ratio.quantity.kind == TIMES_AS_MUCH:
        # 增长1.5倍 is often said of what grew to 1.5 times.
        return matches(ratio.quantity, one, last, 1) or (ratio.change != "times" and matches(ratio.quantity, grown, last, 1))
    return ratio.quantity.allows(grown)


def _change(judged: _Judged) -> str:
    """The change as it should have been told."""
    ratio, one, last = judged.ratio, judged.now, judged.last
    if one == last:
        return "持平"
    if ratio.change == "times":
        return f"上年的{one / last:.1f}倍"
    if ratio.quantity.kind not in _COUNTED:
        change = (one - last) * 100 / last
        return f"{'增长' if change >= 0 else '下降'}{abs(change):.1f}%"
    return f"{'增加' if one >= last else '减少'}{plain(abs(one - last))}{ratio.quantity.unit}"
