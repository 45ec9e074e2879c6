"""What was left standing of a template: F09 (notes on filling in), F10 (prompts)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.document import Paragraph
from gouji.edition import TableSpec
from gouji.once import once
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import without_note
from gouji_plugins.rules.running import running
from gouji_plugins.rules.wording import Passage, has, matches, passages, shortened

_PROMPTS = (
    r"(?:该|本|此)部分(?:内容)?以?表格(?:的)?形式(?:报告|填报|填写|公布)|"
    r"\((?:此处)?文字(?:描述|表述|说明|叙述)\)|\(请?(?:在)?此处?[^()]{0,12}(?:填写|描述|说明|插入)[^()]{0,12}\)|\((?:请|应|须)[^()]{0,40}填写(?![^()]*申请)[^()]{0,20}\)|"
    r"\([本此该]部分(?:应当?|请|须|需要?)(?:重点|主要|如实|详细|简要)?(?:报告|填写|写明|说明|描述|反映|列明)[^()]{0,60}\)|"
    r"(?:单击|点击|请在)(?:此处|或点击此处|这里)[^,。;]{0,6}(?:输入|添加|填写|插入)(?:文字|内容|标题|文本|正文)"
)
_PROMPTING = ("表格", "文字", "填写", "此处", "这里", "部分应", "部分请", "部分须", "部分需")
"""One of these words is in every prompt."""


@rule(
    "F10",
    title="模板提示语残留",
    level="warning",
    defect="F10",
    basis="国办公开办函〔2021〕30号所附格式：提示语说明填写方法，不是年报内容",
    why="“该部分以表格形式报告”“（文字描述）”是写给填表人的提示，定稿时应删去。",
    passes=[Case({"二": "具体数据见下表。"}), Case({"五": "结转申请较多（该部分主要是年末集中收到的申请）。"})],
    fails=[
        Case({"二": "该部分以表格形式报告。表格如下："}, "该部分以表格形式报告"),
        Case({"五": "（文字描述）"}, "（文字描述）"),
        Case({"五": "（此部分应重点报告本机关存在的主要问题。）"}, "此部分应重点报告"),
    ],
)
def prompts(subject: Subject) -> Iterator[Outcome]:
    """Sentences of the template that tell the author what to write."""
    report = subject.report
    remarks = [Passage(table.section, line, squeeze(line.text)) for table in report.tables.values() for line in table.remarks]
    plain = running(report).text
    if not remarks and not (has(plain, _PROMPTING) and re.search(_PROMPTS, plain)):
        return
    found = list(matches([*passages(report), *remarks], _PROMPTS))
    for quote in dict.fromkeys(match.found[0] for match in found):
        places = [match for match in found if match.found[0] == quote]
        times = f"（共{len(places)}处）" if len(places) > 1 else ""
        yield subject.finding(
            f"“{places[0].quote}”是模板的提示语{times}，请删去。",
            **places[0].evidence,
            key=quote,
        )


_NOTE = re.compile(r"填表|填报说明|填写说明|口径|\(?指(?:20)?\d\d年|减用负|累计数?填|本栏|本列填|注[:：]|说明[:：]|逻辑关系|含依法未公开")


@once(64)
def _official(spec: TableSpec) -> set[str]:
    """The official labels of rows and columns."""
    return {squeeze(row.label) for row in spec.rows} | {squeeze(column.label) for row in spec.rows for column in row.columns}


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
        official = _official(spec)
        labels = (*table.columns.values(), *table.rows.values(), *table.captions.values())
        left = [label for label in labels if squeeze(label.raw) not in official and without_note(label.raw) != squeeze(label.raw)]
        places = [Paragraph(label.raw, label.place) for label in left]
        places += [line for line in table.remarks if _NOTE.search(squeeze(line.text)) and not re.search(_PROMPTS, squeeze(line.text))]
        for key, line in {squeeze(line.text): line for line in reversed(places)}.items():
            yield subject.finding(
                f"{spec.name}中“{shortened(line.text.strip())}”是填表说明，请删去，使用规定的表头。",
                section=table.section,
                quote=line.text.strip(),
                place=line.place,
                key=key,
            )
