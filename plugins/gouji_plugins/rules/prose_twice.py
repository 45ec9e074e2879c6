"""Statements of the text that contradict a table or each other: E11 (均获维持) and E16 (one measure told twice)."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.finding import FAILED, PASSED
from gouji.prose import Kept, Mention, read
from gouji.prose.comparison import compare, values
from gouji.prose.measures import measures
from gouji.rule import Case, Outcome, Subject, rule
from gouji.values import written
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import doubt_of
from gouji_plugins.rules.prose import BASIS, evidence, nothing_written, plain, quoted, said_of


@rule(
    "E11",
    title="称均获维持而表四另有结果",
    level="warning",
    defect="G14",
    basis=BASIS,
    why="“均获维持”要求表四的结果纠正、其他结果、尚未审结都是0；“无败诉、无纠错”要求结果纠正是0。",
    passes=[Case({"一": "没有复议诉讼"})],
    fails=[
        Case(
            {"一": "均获维持，另有未审结"},
            "尚未审结",
            examples.both(
                examples.cells("t4", {("review", "keep"): "1", ("review", "pending"): "1", ("review", "total"): "2"}),
                examples.written("s1", "因政府信息公开被申请行政复议2件，均获维持。"),
            ),
        )
    ],
)
def upheld(subject: Subject) -> Iterator[Outcome]:
    """All upheld, says the text, while the table has other outcomes."""
    report = subject.report
    known = measures(report.edition)
    prose = read(report)
    told: set[tuple[tuple[str, str, str], ...]] = set()
    said: list[tuple[Kept | Mention, tuple[str, ...], tuple[str, ...]]] = []
    for kept in prose.kept:
        said.append((kept, kept.disputes, ("correct", "other", "pending")))
    for mention in prose.typed:
        if mention.zero and mention.measure is not None and mention.measure.id.endswith(".correct"):
            said.append((mention, (mention.measure.id.partition(".")[0],), ("correct",)))
    if not said:
        yield nothing_written(subject)
    for statement, disputes, outcomes in said:
        against = [
            cell
            for dispute in disputes
            for outcome in outcomes
            for value in values(report, known[f"{dispute}.{outcome}"])
            for cell in value.cells
            if cell.value
        ]
        yield said_of(subject, FAILED if against else PASSED, statement, tuple(cell.key for cell in against))
        if not against or tuple(cell.key for cell in against) in told:
            continue
        told.add(tuple(cell.key for cell in against))
        listed = "、".join(f"{report.edition.cell_name(*cell.key)}{written(cell.value)}件" for cell in against)
        yield subject.finding(
            f"正文“{statement.quote}”，而表四另有{listed}；请核对，改正其中一处。",
            section=statement.line.section,
            quote=statement.quote,
            place=statement.line.paragraph.place,
            cells=evidence(against),
            doubt=doubt_of(against),
            key="kept",
        )


@rule(
    "E16",
    title="同一指标前后不一致",
    level="warning",
    defect="G08",
    basis=BASIS,
    why="同一个数在文中写了几次，应当一致；口径不同的请写明各是什么口径。",
    passes=[Case({"一": "前后一致"}, build=examples.written("s1", "全年主动公开政府信息20条。", "本年度主动公开政府信息20条。"))],
    fails=[Case({"一": "20 ≠ 16"}, "16", examples.written("s1", "全年主动公开政府信息20条。", "本年度主动公开政府信息16条。"))],
)
def repeated(subject: Subject) -> Iterator[Outcome]:
    """The same measure told with two numbers, where the tables cannot tell which is wrong."""
    report = subject.report
    by_measure: dict[str, list[Mention]] = {}
    for mention in read(report).typed:
        if mention.measure is not None and mention.sure:
            by_measure.setdefault(mention.measure.id, []).append(mention)
    compared = False
    for id, mentions in by_measure.items():
        if len(mentions) < 2:
            continue
        # Where a table knows, the wrong one of the two is told by the table.
        if any(compare(report, mention).agrees is not None for mention in mentions):
            continue
        compared = True
        first = mentions[0]
        other = next(
            (m for m in mentions[1:] if not (m.quantity.allows(first.quantity.value) or first.quantity.allows(m.quantity.value))), None
        )
        yield said_of(subject, FAILED if other else PASSED, first)
        if other is None:
            continue
        where = f"（{place}）" if (place := str(first.line.paragraph.place)) and first.line is not other.line else ""
        apart = plain(abs(other.quantity.value - first.quantity.value))
        yield subject.finding(
            f"正文“{quoted(other)}”与前文“{quoted(first)}”{where}不一致，差{apart}；请核对，口径不同的请写明。",
            section=other.line.section,
            quote=other.quote,
            place=other.line.paragraph.place,
            expected=plain(first.quantity.value),
            actual=plain(other.quantity.value),
            delta=plain(other.quantity.value - first.quantity.value),
            key=id,
        )
    if not compared:
        yield nothing_written(subject)
