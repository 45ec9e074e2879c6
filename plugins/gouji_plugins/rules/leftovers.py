"""What was left standing of a template: F09 (notes on filling in), F10 (prompts), W13 (unfilled places)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.document import Paragraph
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import without_note
from gouji_plugins.rules.running import running
from gouji_plugins.rules.wording import Passage, matches, passages, shortened

_PROMPTS = (
    r"(?:该|本|此)部分(?:内容)?以?表格(?:的)?形式(?:报告|填报|填写|公布)|"
    r"\((?:此处)?文字(?:描述|表述|说明|叙述)\)|\(请?(?:在)?此处?[^()]{0,12}(?:填写|描述|说明|插入)[^()]{0,12}\)|\((?:请|应|须)[^()]{0,10}填写[^()]{0,20}\)|"
    r"(?:单击|点击)(?:此处|或点击此处)[^,。;]{0,6}输入文字"
)


@rule(
    "F10",
    title="模板提示语残留",
    level="warning",
    defect="F10",
    basis="国办公开办函〔2021〕30号所附格式：提示语说明填写方法，不是年报内容",
    why="“该部分以表格形式报告”“（文字描述）”是写给填表人的提示，定稿时应删去。",
    passes=[Case({"二": "具体数据见下表。"})],
    fails=[
        Case({"二": "该部分以表格形式报告。表格如下："}, "该部分以表格形式报告"),
        Case({"五": "（文字描述）"}, "（文字描述）"),
    ],
)
def prompts(subject: Subject) -> Iterator[Outcome]:
    """Sentences of the template that tell the author what to write."""
    report = subject.report
    remarks = [Passage(table.section, line, squeeze(line.text)) for table in report.tables.values() for line in table.remarks]
    if not remarks and not re.search(_PROMPTS, running(report).text):
        return
    found = list(matches([*passages(report), *remarks], _PROMPTS))
    for quote in dict.fromkeys(match.found[0] for match in found):
        places = [match for match in found if match.found[0] == quote]
        times = f"（共{len(places)}处）" if len(places) > 1 else ""
        yield subject.finding(
            f"“{places[0].quote}”是模板的提示语{times}，请删去。",
            section=places[0].passage.section,
            quote=places[0].quote,
            place=places[0].place,
            key=quote,
        )


_NOTE = re.compile(r"填表|填报说明|填写说明|口径|\(?指(?:20)?\d\d年|减用负|累计数?填|本栏|本列填|注[:：]|说明[:：]|逻辑关系|含依法未公开")


@rule(
    "F09",
    title="填表说明残留",
    level="info",
    defect="F09",
    basis="国办公开办函〔2021〕30号、〔2019〕60号所附表样：表内没有填表说明",
    why="“（指2019年事项数）”之类的口径注释是布置填报时加的，公布的年报应使用规定的表头。",
    passes=[Case({"表二": "规定的表头"}, build=examples.unchanged)],
    fails=[
        Case({"表二": "表内有填表说明"}, "填表说明", examples.remarked("t2", "填表说明：减少的用负数表示。")),
        Case({"表二": "行名带注释"}, "（指", examples.labelled("t2", "a20_5.permit", "行政许可（指本单位办理的事项）", "accepted")),
    ],
)
def notes(subject: Subject) -> Iterator[Outcome]:
    """Explanations on how to fill in, inside a table or in its labels."""
    for table in subject.report.tables.values():
        spec = subject.edition.table(table.id)
        official = {squeeze(row.label) for row in spec.rows} | {squeeze(column.label) for row in spec.rows for column in row.columns}
        labels = (*table.columns.values(), *table.rows.values(), *table.captions.values())
        left = [label for label in labels if squeeze(label.raw) not in official and without_note(label.raw) != squeeze(label.raw)]
        places = [Paragraph(label.raw, label.place) for label in left]
        places += [line for line in table.remarks if _NOTE.search(squeeze(line.text)) and not re.search(_PROMPTS, squeeze(line.text))]
        for text in dict.fromkeys(line.text.strip() for line in places):
            place = next(line.place for line in places if line.text.strip() == text)
            yield subject.finding(
                f"{spec.name}中“{shortened(text)}”是填表说明，请删去，使用规定的表头。",
                section=table.section,
                quote=text,
                place=place,
                key=squeeze(text),
            )


# Each begins with characters that are rare, so that a whole report is searched at once.
_UNFILLED = (
    (
        r"[Xx×✕╳＊*](?:(?<=[Xx])(?<![A-Za-z0-9@._/:=-].)[Xx]+(?![A-Za-z0-9@._/=-])|(?<=[×✕╳])[×✕╳]+|(?<=[＊*])[＊*]{2,})",
        "占位符号",
    ),
    (r"[(（](?:填写)?(?:单位|部门|机关|行政机关|地区|主体)(?:全称|名称)[)）]|[(（]填写[^()（）]{0,12}[)）]", "占位文字"),
    (r"[〔\[［]\s*[〕\]］]\s*\d*\s*号|[〔\[［](?:19|20)\d\d[〕\]］]\s*第?\s*号", "没有填的文号"),
    (
        r"[年_＿](?:(?<=年)(?:(?<=[\s_＿(（至到于为自从,，:：。]年)|(?<=(?:19|20)\d\d年)|(?<=^年))[\s_＿]{1,9}月[\s_＿]{0,9}日|(?<=[_＿])[_＿]{1,8}[年月日件条])",
        "没有填的日期或数字",
    ),
)


@rule(
    "W13",
    title="占位内容没有填写",
    level="warning",
    defect="W13",
    basis="公布的年报应当内容完整准确",
    why="××、“　年　月　日”、空文号是模板留给作者填写的地方，忘了填就公布，说明没有校对。",
    passes=[
        Case({"引言": "电子邮箱：xxgk@example.org，网址 http://xx.example.org。"}),
        Case({"引言": "年月日"}, build=examples.introduced("自{year}年1月1日起，至{year} 年 12 月 31 日止。")),
    ],
    fails=[
        Case({"一": "××局"}, "××", examples.added("s1", "××局高度重视政府信息公开工作。")),
        Case({"引言": "按照县政办〔  〕号要求编制。"}, "文号"),
        Case({"引言": "统计期限自    年  月  日起。"}, "日期"),
    ],
)
def unfilled(subject: Subject) -> Iterator[Outcome]:
    """Marks and gaps that a template leaves for the author."""
    report = subject.report
    told: set[tuple[str, str]] = set()
    lines = list(_all_lines(report))
    together = "\n".join(line.text for _, line in lines)
    patterns = [(pattern, what) for pattern, what in _UNFILLED if re.search(pattern, together, re.MULTILINE)]
    for section, line in lines if patterns else ():
        for pattern, what in patterns:
            found = re.search(pattern, line.text)
            if not found or _masked(line.text, found):
                continue
            quote = line.text[max(0, found.start() - 10) : found.end() + 6].strip()
            shown = found[0].strip()
            if (what, squeeze(quote)) in told:
                continue
            told.add((what, squeeze(quote)))
            yield subject.finding(
                f"“{shortened(quote)}”中的“{shortened(shown, 12)}”是{what}；请填写完整。",
                section=section,
                quote=quote,
                place=line.place,
                key=f"{section or ''}:{squeeze(quote)}",
            )


def _all_lines(report: Report) -> Iterator[tuple[str | None, Paragraph]]:
    title = report.facts.get("title")
    if title and title.source != "name":
        yield None, Paragraph(str(title.value), title.place)
    for heading in report.headings:
        yield (heading.sections[0] if heading.sections else None), Paragraph(heading.raw, heading.place)
    for passage in passages(report):
        yield passage.section, passage.line


def _masked(text: str, found: re.Match[str]) -> bool:
    """Whether the marks hide a person's name or number: 申请人李××, 138****0000."""
    before, after = text[max(0, found.start() - 6) : found.start()], text[found.end() : found.end() + 1]
    if found[0].startswith(("*", "＊")):
        return before[-1:].isdigit() or after.isdigit()
    return (
        bool(re.search(r"(?:申请人|原告|当事人|第三人|公民|村民|市民)\s*.?$|[李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗]某?$", before))
        and "×" in found[0]
    )
