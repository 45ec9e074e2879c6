"""The six sections: S01 (missing), S02 (empty), S03 (order, merged), S05 (titles)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gouji.dated import in_force
from gouji.document import NOWHERE, Paragraph, Place
from gouji.finding import READING, SOURCE, WARNING
from gouji.report import INFERRED, SIMILAR, TYPO, Heading, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import only_attached, only_tables, pictured_tables
from gouji_plugins.rules.wording import quoted, says_something, shortened

_LAW = "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号所附格式"
_NO_PROSE = "这份文件只有表格，没有文字部分，无法检查各部分是否齐全"
_ATTACHED = "正文只有附件链接，没有年报内容"


@rule(
    "S01",
    title="缺少部分",
    level="error",
    defect="S01",
    basis=_LAW,
    why="六个部分是条例第五十条和国家格式规定的内容，没有发生的也要保留标题并写明，表格填0。",
    passes=[Case({"结构": "六部分齐全"}, build=examples.unchanged)],
    fails=[
        Case({"结构": "没有第四部分"}, "四、政府信息公开行政复议、行政诉讼情况", examples.without_section("s4")),
        Case({"结构": "没有第六部分"}, "六、其他需要报告的事项", examples.without_section("s6")),
    ],
)
def missing(subject: Subject) -> Iterator[Outcome]:
    """A section without heading; with its table the missing table is told here, once."""
    report = subject.report
    if only_attached(report) or only_tables(report):
        yield subject.not_assessed(_NO_PROSE if report.tables else _ATTACHED)
        return
    shown = {spec.section for spec in pictured_tables(report)}
    gone = [spec for spec in report.edition.sections if spec.id not in report.sections and spec.id not in shown]
    if len(gone) == len(report.edition.sections):
        yield subject.finding(
            "没有找到任何一个部分的标题；年报应分六个部分，请按国家格式补上各部分的标题和内容。", doubt=READING, key="all"
        )
        return
    for spec in gone:
        table = next((table for table in report.edition.tables if table.section == spec.id), None)
        also = f"（连同{table.name}）" if table is not None else ""
        if table is not None and table.id in report.tables:
            yield subject.finding(
                f"有{table.name}，但没有找到“{spec.heading}”的标题；请补上标题。",
                section=spec.id,
                place=report.tables[table.id].place,
                doubt=READING,
                expected=spec.heading,
                key=spec.id,
            )
        elif (line := _inside(report, spec.heading)) is not None:
            yield subject.finding(
                f"“{spec.heading}”夹在别的文字中间，没有单独成行，分不清这一部分{also}的内容；请让标题单独成行。",
                section=spec.id,
                place=line.place,
                doubt=READING,
                expected=spec.heading,
                key=spec.id,
            )
        else:
            yield subject.finding(
                f"缺少“{spec.heading}”部分{also}；请补上，没有发生的也要写明。",
                section=spec.id,
                place=_before(report, spec.id),
                expected=spec.heading,
                key=spec.id,
            )


def _inside(report: Report, heading: str) -> Paragraph | None:
    """The paragraph within which a heading stands, as where columns of text run together, or the rest of another heading's line;
    a list of all sections is none."""
    others = [squeeze(spec.heading) for spec in report.edition.sections if spec.heading != heading]
    texts = ((line, squeeze(line.text)) for line in report.prose() if len(line.text) > len(heading) or line not in report.intro)
    return next((line for line, text in texts if squeeze(heading) in text and not any(other in text for other in others)), None)


def _before(report: Report, id: str) -> Place:
    """Where the heading before a missing section stands: the place to look."""
    earlier = [section.heading.place for other, section in report.sections.items() if other < id]
    return earlier[-1] if earlier else NOWHERE


@rule(
    "S02",
    title="部分没有内容",
    level="error",
    defect="S02",
    basis=_LAW,
    why="只有标题没有内容，等于没有报告这一部分；第六部分没有事项的也要写“无”。",
    passes=[
        Case({"六": "无其他需要报告的事项。"}),
        Case({"六": "无"}),
    ],
    fails=[
        Case({"六": ""}, "没有内容", examples.written("s6")),
        Case({"一": ""}, "没有内容", examples.written("s1")),
    ],
)
def empty(subject: Subject) -> Iterator[Outcome]:
    """A section of prose with a heading and nothing under it."""
    report = subject.report
    for spec in report.edition.sections:
        section = report.sections.get(spec.id)
        if spec.kind != "text" or section is None or len(section.covers) > 1 or says_something(section.text):
            continue
        last = spec.id == "s6"
        fees = in_force(subject.tables.get("信息处理费", ()), report.year or 0)
        act = f"至少应写“无”{'，并报告信息处理费收取情况' if fees else ''}" if last else "请补写内容"
        yield subject.finding(
            f"“{_shown(section.heading)}”只有标题，没有内容；{act}。",
            level=WARNING if last else None,
            section=spec.id,
            **quoted(section.heading),
            key=spec.id,
        )


@rule(
    "S03",
    title="部分顺序颠倒或合并",
    level="warning",
    defect="S03",
    basis=_LAW,
    why="国家格式规定了六个部分的顺序，各部分分别报告。",
    passes=[Case({"结构": "依次六部分"}, build=examples.unchanged)],
    fails=[
        Case({"结构": "五在四前"}, "顺序", examples.swapped("s4", "s5")),
        Case({"结构": "五六合写"}, "合并", examples.merged("s5", "s6", "存在问题及其他事项")),
    ],
)
def order(subject: Subject) -> Iterator[Outcome]:
    """Sections in another order than the form's, or two under one heading."""
    report = subject.report
    for heading in report.headings:
        if len(heading.sections) > 1:
            names = "、".join(f"“{report.edition.section(id).heading}”" for id in heading.sections)
            yield subject.finding(
                f"“{_shown(heading)}”把{names}合并在一起；请分开，各写一部分。",
                section=heading.sections[0],
                **quoted(heading),
                key="+".join(heading.sections),
            )
    order_found: list[Heading] = []
    for heading in report.headings:
        # A section announced twice is judged where it stands first.
        if len(heading.sections) == 1 and all(heading.sections != before.sections for before in order_found):
            order_found.append(heading)
    for before, heading in pairwise(order_found):
        # The sheets of a workbook lie side by side: their order says nothing.
        if heading.sections[0] < before.sections[0] and heading.place.sheet == before.place.sheet:
            yield subject.finding(
                f"“{_shown(heading)}”排在“{_shown(before)}”之后，顺序颠倒；请按国家格式的顺序排列。",
                section=heading.sections[0],
                **quoted(heading),
                key=f"{before.sections[0]}>{heading.sections[0]}",
            )


@rule(
    "S05",
    title="部分标题不规范",
    level="info",
    defect="S05",
    basis="国办公开办函〔2021〕30号、〔2019〕60号所附格式的六个标题",
    why="标题按国家格式写，便于查找和汇总；意思相同的常见写法不算问题。",
    passes=[Case({"一标题": "总体概述"}, build=examples.headed("s1", "总体概述", match="accepted"))],
    fails=[
        Case({"二标题": "主动公开政府政府情况"}, "主动公开政府信息情况", examples.headed("s2", "主动公开政府政府情况", match=SIMILAR)),
        Case({"五标题": "下步打算"}, "请补写这一部分", examples.headed("s5", "下步打算", match=INFERRED)),
        Case({"结构": "多一个部分"}, "六个部分之外", examples.foreign_heading("七", "收费及减免情况")),
    ],
)
def titles(subject: Subject) -> Iterator[Outcome]:
    """A heading that is not worded as in the form, or stands for none of the six sections."""
    report = subject.report
    for heading in report.headings:
        if len(heading.sections) == 1 and heading.match in (SIMILAR, TYPO, INFERRED):
            spec = report.edition.section(heading.sections[0])
            by_number = heading.match == INFERRED
            yield subject.finding(
                f"标题“{_shown(heading)}”与规定的“{spec.heading}”不一致；"
                + ("请按国家格式改正，写的不是这一部分内容的请补写这一部分。" if by_number else "请按国家格式改正。"),
                level=WARNING if by_number else None,
                section=spec.id,
                **quoted(heading),
                expected=spec.heading,
                actual=heading.raw.strip(),
                doubt=READING if by_number else SOURCE,
                key=spec.id,
            )
        elif not heading.sections and heading.number and len(heading.title) <= 30:
            yield subject.finding(
                f"“{_shown(heading)}”在规定的六个部分之外；请并入相应部分，或放在第六部分。",
                **quoted(heading),
                key=squeeze(heading.title),
            )


def _shown(heading: Heading) -> str:
    return shortened(heading.raw)
