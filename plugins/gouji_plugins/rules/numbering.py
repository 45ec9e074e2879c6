"""The ordinals of headings and sub-headings: S04."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.report import Heading, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import fold, ordinal_number
from gouji_plugins.rules import examples
from gouji_plugins.rules.wording import Passage, passages, quoted, shortened


@rule(
    "S04",
    title="序号重复或跳号",
    level="info",
    defect="S04",
    basis="国办公开办函〔2021〕30号所附格式；公文结构层次序数的一般要求",
    why="序号重复、跳号往往是增删内容后没有重排，也可能是漏了一段。",
    passes=[
        Case({"一": "（一）至（五）依次"}, build=examples.unchanged),
        Case({"一": "不用序号"}, build=examples.written("s1", "主动公开方面。", "依申请公开方面。")),
    ],
    fails=[
        Case({"结构": "两个“三、”"}, "重复", examples.headed("s4", "政府信息公开行政复议、行政诉讼情况", number="三")),
        Case(
            {"五": "（一）之后是（三）"}, "（三）", examples.written("s5", "（一）存在的问题。公开不够及时。", "（三）改进措施。加强培训。")
        ),
        Case({"五": "两个（一）"}, "重复", examples.written("s5", "（一）存在的问题。公开不够及时。", "（一）改进措施。加强培训。")),
        Case({"五": "从（二）起"}, "（一）", examples.written("s5", "（二）存在的问题。公开不够及时。", "（三）改进措施。加强培训。")),
    ],
)
def ordinals(subject: Subject) -> Iterator[Outcome]:
    """Top-level ordinals that repeat or skip, and the same of （一）（二）（三） inside a section."""
    report = subject.report
    said = _headings_wrong(report)
    if said:
        heading, problem = said
        yield subject.finding(
            f"“{shortened(heading.raw)}”{problem}；请按一至六的顺序重排序号。",
            section=heading.sections[0] if heading.sections else None,
            **quoted(heading),
            key="headings",
        )
    for id in report.sections:
        yield from _inside(subject, id)


def _headings_wrong(report: Report) -> tuple[Heading, str] | None:
    """The first heading whose ordinal is wrong, and in which way."""
    official = {spec.id: ordinal_number(spec.number) for spec in report.edition.sections}
    numbered = [(heading, number) for heading in report.headings if (number := ordinal_number(fold(heading.number))) is not None]
    numbers = [number for _, number in numbered]
    if all(number == official[heading.sections[0]] for heading, number in numbered if heading.sections):
        repeated = [number for heading, number in numbered if not heading.sections and numbers.count(number) > 1]
        if not repeated:
            return None  # each keeps its own number: what is wrong is a missing or misplaced section, told elsewhere
    before = 0
    for heading, number in numbered:
        if number == before:
            return heading, "的序号与上一部分重复"
        if number != before + 1:
            return heading, f"的序号不连续，前面一个是第{before}部分" if before else "的序号不是从一开始"
        before = number
    return None


def _inside(subject: Subject, id: str) -> Iterator[Outcome]:
    lines = list(passages(subject.report, id))
    before = 0
    for position, (passage, number) in enumerate(_numbered(lines)):
        if number != before + 1 and (number != 1 or (before == 1 and not _leads(lines, passage))):
            wanted = f"（{'一二三四五六七八九十'[before]}）" if before < 10 else "前一个序号"
            shown = shortened(passage.line.text.strip(), 16)
            if number <= before:
                problem = "序号重复或倒退"
            elif position == 0:
                problem = f"前面没有{wanted}"
            else:
                problem = f"前面缺{wanted}"
            yield subject.finding(
                f"“{shown}”{problem}；请核对是漏写了一段还是序号有误。",
                section=id,
                quote=passage.line.text.strip()[:40],
                place=passage.place,
                key=f"{id}.{number}",
            )
            return
        before = number


def _leads(lines: Sequence[Passage], passage: Passage) -> bool:
    """Whether the words before a paragraph lead to a list that begins with it."""
    at = lines.index(passage)
    return at > 0 and lines[at - 1].text.endswith(":")


def _numbered(lines: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """The paragraphs that begin with （一） or 一), with their numbers."""
    found: list[tuple[Passage, int]] = []
    for passage in lines:
        start = re.match(r"\(?([一二三四五六七八九十ニハ]{1,3})\)", passage.text)
        number = ordinal_number(fold(start[1])) if start else None
        if number:
            found.append((passage, number))
    return found
