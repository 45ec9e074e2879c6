"""What of the statutory tables is there: F01 (whole tables), F02 (rows)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.finding import READING, SOURCE, WARNING
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import bare
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import (
    Filled,
    absent,
    addresses,
    filled,
    guessed,
    missing_tables,
    only_attached,
    only_tables,
    pictured_tables,
    row_found,
    row_label,
    told_in_words,
    unread_cells,
)
from gouji_plugins.rules.version import other_form
from gouji_plugins.rules.wording import listed, quoted

_FORM = "国办公开办函〔2021〕30号、〔2019〕60号所附表样"


@rule(
    "F01",
    title="缺少法定表格",
    level="error",
    defect="F01",
    basis="《中华人民共和国政府信息公开条例》第五十条；" + _FORM,
    why="第二、三、四部分以表格形式报告；没有发生的也要保留表格并填0。",
    passes=[Case({"表三": "全为0"}, build=examples.unchanged)],
    fails=[Case({"表三": "零申请便删表"}, "没有表三", examples.without_table("t3"))],
)
def table_missing(subject: Subject) -> Iterator[Outcome]:
    """A table that is not there although its section is."""
    report = subject.report
    if only_attached(report):
        yield subject.not_assessed("正文只有附件链接，没有年报内容")
        return
    if pictured_tables(report):
        yield subject.not_assessed("文中有图片，表格可能做成了图片，无法判断是否缺表")
        return
    for spec in missing_tables(report):
        section = report.sections.get(spec.section)
        if section is None and report.sections:
            continue  # the whole section is missing, and told so
        unread = told_in_words(report, spec)
        doubted = unread or guessed(report) or report.partial or only_tables(report)
        said = (
            f"{spec.name}（{spec.title}）的文字没有排成可以读出的表格，有关勾稽关系未能核对；请改用表格后再检查。"
            if unread
            else f"没有{spec.name}（{spec.title}）；没有发生的也要按国家格式保留表格并填0。"
        )
        yield subject.finding(
            said,
            doubt=READING if doubted else SOURCE,
            section=spec.section,
            **quoted(section.heading if section else None),
            key=spec.id,
        )


def _rows_missing(report: Report, found: Filled) -> list[str]:
    """The data rows of the form that the table lacks; where another form was to be used, those of both."""
    spec, table = found.spec, found.table
    if found.complete or any(misfit.id == spec.id for misfit in table.misfits):
        return []  # the values of the whole table could not be placed
    gone = [row.id for row in spec.rows if row.data and not row_found(table, row.id)]
    form = other_form(report) if gone else None
    return [id for id in gone if (row := form.table(spec.id).row(id)) and row.data] if form else gone


def _beside(report: Report, found: Filled, gone: Iterable[str]) -> bool:
    """Whether the labels of these rows stand among the words in or around the table, or in other rows: they could not be read."""
    section = report.sections.get(found.spec.section)
    lines = [line.text for line in (*found.table.remarks, *(section.lines if section else ()))]
    rows = [raw for misfit in found.table.misfits for raw, _ in misfit.cells]
    words = bare("".join((*lines, *unread_cells(report), *rows, *(extra.label for extra in found.table.extras))))
    return all(bare(row_label(found.spec, id)) in words for id in gone)


@rule(
    "F02",
    title="缺少行",
    level="error",
    defect="F02",
    basis=_FORM,
    why="表样的每一行都要保留，没有发生的填0；缺行使勾稽关系无法核对，也无法汇总。",
    passes=[Case({"表三": "行齐全"}, build=examples.unchanged)],
    fails=[
        Case({"表三": "没有“8.属于行政查询事项”"}, "属于行政查询事项", examples.without_rows("t3", "deny_query")),
        Case({"表二": "没有第（八）项"}, "第二十条第（八）项", examples.without_rows("t2", "a20_8.fee")),
    ],
)
def rows_missing(subject: Subject) -> Iterator[Outcome]:
    """Rows of the form that a table lacks, told once for each table."""
    for found in filled(subject.report):
        spec, table, gone = found.spec, found.table, _rows_missing(subject.report, found)
        if not gone:
            continue
        blocks = [block for block in spec.blocks if block.caption and all(row.id in gone for row in block.rows)]
        whole = {row.id for block in blocks for row in block.rows}
        names = [block.caption for block in blocks] + [row_label(spec, id) for id in gone if id not in whole]
        parents = {row.parent for row in spec.rows if row.id in gone}
        level: str | None = None
        undivided = next((id for id in parents if id and any(key[0] == id for key in table.cells)), None)
        if undivided and all(row.id in gone for row in spec.rows if row.parent == undivided):
            said = f"{spec.name}“{row_label(spec, undivided)}”只填了一行，没有分列{listed(names)}"
            level = WARNING  # the figures are there, only not divided
        else:
            said = f"{spec.name}缺少{listed(names)}" + ("整块" if blocks and len(blocks) == len(names) else f"共{len(gone)}行")
        label = table.rows.get(undivided or "")
        unread = sum(extra.axis == "row" for extra in table.extras)
        uncertain = not table.cells or unread >= len(gone) or guessed(subject.report) or _beside(subject.report, found, gone)
        yield subject.finding(
            f"{said}；请按表样补上，没有发生的填0。",
            level=level,
            section=spec.section,
            **quoted(label, table.place),
            cells=absent(spec.id, (key for key in addresses(spec) if key[0] in gone)),
            expected=f"{sum(row.data for row in spec.rows)}行",
            actual=f"{sum(row.data for row in spec.rows) - len(gone)}行",
            delta=str(-len(gone)),
            doubt=READING if uncertain else SOURCE,
        )
