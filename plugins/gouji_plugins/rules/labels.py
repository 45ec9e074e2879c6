"""The labels of the statutory tables: F06 (misspelt), F07 (missing), F08 (rows and columns added)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.document import GUESSED
from gouji.edition import TableBlock, TableSpec
from gouji.finding import READING, SOURCE
from gouji.once import once
from gouji.report import EXACT, INFERRED, SIMILAR, TYPO, Cell, Label, Table
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import bare, squeeze, without_ordinal
from gouji_plugins.rules import examples
from gouji_plugins.rules.evidence import filled, without_note
from gouji_plugins.rules.version import other_form
from gouji_plugins.rules.wording import listed, quoted, shortened

_FORM = "国办公开办函〔2021〕30号、〔2019〕60号所附表样"


_UNSURE = (TYPO, SIMILAR, INFERRED)


@once(64)
def _official(spec: TableSpec) -> dict[str, str]:
    """The official wording of every label, by the ids a table uses."""
    wordings = {row.id: row.label for row in spec.rows}
    for block in spec.blocks:
        wordings[block.id] = block.caption
        wordings.update({f"{block.id}.{column.id}": column.label for column in block.columns})
        wordings.update({column.id: column.label for column in block.columns if column.id not in wordings})
    return wordings


def _guessed(cells: Sequence[Cell]) -> bool:
    """Whether the table has no ruling lines, so that words of one label may have been taken for another's."""
    return any(cell.doubt == GUESSED for cell in cells)


def _is_half(label: Label) -> bool:
    """Whether only the first line of a column's label is left: no misspelling, but a part that is missing."""
    return label.match != EXACT and squeeze(label.raw) in ("本年新", "本年")


def _labels(table: Table) -> list[Label]:
    return [*table.captions.values(), *table.columns.values(), *table.rows.values()]


@rule(
    "F06",
    title="行名、列名有错字",
    level="info",
    defect="F06",
    basis=_FORM,
    why="行名、列名应与表样一致；能认出来的错字也会妨碍汇总和检索。",
    passes=[Case({"表三": "与表样一致"}, build=examples.unchanged)],
    fails=[
        Case(
            {"表三": "“三类内容事务信息”"},
            "5.属于三类内部事务信息",
            examples.labelled("t3", "deny_internal", "5.属于三类内容事务信息", TYPO),
        )
    ],
)
def label_misspelt(subject: Subject) -> Iterator[Outcome]:
    """Labels recognised only as a known misspelling, by likeness or by their position."""
    for spec, table, cells, *_ in filled(subject.report):
        unsure = [label for label in _labels(table) if label.match in _UNSURE and not _is_half(label)]
        if not unsure or _guessed(cells):
            continue
        wordings = _official(spec)
        told: set[str] = set()
        for label in unsure:
            wording = wordings.get(label.id) or wordings.get(label.id.rpartition(".")[2], "")
            raw = squeeze(label.raw)
            if not raw or not wording or raw in told or without_note(raw) == squeeze(wording):
                continue
            told.add(raw)
            yield subject.finding(
                f"{spec.name}“{shortened(label.raw, 40)}”应为“{wording}”；请按表样改正。",
                section=spec.section,
                **quoted(label),
                expected=wording,
                actual=label.raw.strip(),
                doubt=READING if label.match == INFERRED else SOURCE,
                key=f"{spec.id}.{label.id}",
            )


@rule(
    "F07",
    title="表头缺失或残缺",
    level="info",
    defect="F07",
    basis=_FORM,
    why="表头、小标题和勾稽关系说明是表样的一部分；缺了读者不知道数是什么。",
    passes=[Case({"表三": "表头齐全"}, build=examples.unchanged)],
    fails=[Case({"表三": "没有“科研机构”列名"}, "科研机构", examples.headers_lost("t3", "main.sci"))],
)
def header_missing(subject: Subject) -> Iterator[Outcome]:
    """Captions, column labels, row labels or the note in the corner that a table lacks."""
    for spec, table, cells, *_ in filled(subject.report):
        if table.method == "exchange" or any(misfit.id == spec.id for misfit in table.misfits):
            continue
        gone = _headers_gone(spec, table, drawn=subject.report.format != "text")
        if gone and not _guessed(cells):
            yield subject.finding(
                f"{spec.name}没有{listed(gone)}；请按表样补全表头。",
                section=spec.section,
                place=table.place,
                doubt=READING,
                key=f"{spec.id}:{'+'.join(gone)}",
            )


def _headers_gone(spec: TableSpec, table: Table, *, drawn: bool) -> list[str]:
    """The labels of the form that the table does not show; `drawn` when its columns are real ones."""
    shown = _blocks_shown(spec, table)
    gone = [block.caption for block in shown if table.captions and block.caption and block.id not in table.captions]
    gone += _columns_gone(shown, table, spec.id == "t2", drawn and table.method != "flat")
    nameless = {id for id, label in table.rows.items() if label.match != EXACT and not label.raw.strip()}
    gone += [f"第{number}行行名" for number, row in enumerate(spec.rows, 1) if row.id in nameless] if nameless else []
    if spec.corner and table.corner is None:
        gone.append(spec.corner.strip("（）"))
    return gone


def _blocks_shown(spec: TableSpec, table: Table) -> Sequence[TableBlock]:
    """The blocks of which the table has a cell; one without a caption is the whole table."""
    if not any(block.caption for block in spec.blocks):
        return spec.blocks
    present = {row.partition(".")[0] for row, _ in table.cells}
    return [block for block in spec.blocks if not block.caption or block.id in present]


def _columns_gone(blocks: Sequence[TableBlock], table: Table, by_block: bool, drawn: bool) -> list[str]:
    """The column labels that are missing, or of which only the first half (本年新) is there."""
    halves = {id for id, label in table.columns.items() if _is_half(label)}
    # A header that could not be assigned to its block counts for all of them.
    by_block = by_block and not any(id.startswith("None.") for id in table.columns)
    found = table.columns if by_block else {id.rpartition(".")[2] for id in table.columns}
    gone: dict[str, bool] = {}
    asked = 0
    for block in blocks:
        for column in block.columns:
            id = f"{block.id}.{column.id}"
            asked += 1
            # Of a column without a single cell it is the cells that are missing, which F03 tells.
            kept = any((row.id, column.id) in table.cells for row in block.rows)
            if kept and ((id if by_block else column.id) not in found or id in halves):
                gone[column.label] = id in halves
    # In running text a label may stand where it is not seen; one or two then prove nothing.
    certain = drawn or 2 * len(gone) >= asked
    return [label for label, half in gone.items() if half or certain]


@rule(
    "F08",
    title="擅自增加行或列",
    level="info",
    defect="F08",
    basis=_FORM,
    why="国家格式以外的行、列不能汇总；本地通知要求增加的除外。",
    parameters={"允许": ()},
    passes=[Case({"表二": "与表样一致"}, build=examples.unchanged)],
    fails=[Case({"表二": "多一行"}, "公共服务事项", examples.added_row("t2", "公共服务事项", "3", "3", "12"))],
)
def added(subject: Subject) -> Iterator[Outcome]:
    """Rows and columns the form does not have, and rows that stand there twice."""
    allowed = {bare(label) for label in subject.parameters.get("允许", ())}
    for spec, table, *_ in filled(subject.report):
        if not table.extras:
            continue
        known = {bare(without_ordinal(row.label)): row.label for row in spec.rows}
        form = other_form(subject.report)
        foreign = {bare(label) for label in _official(form.table(spec.id)).values()} if form else set()
        for extra in table.extras:
            if bare(extra.label) in allowed | foreign or bare(without_ordinal(extra.label)) in allowed:
                continue
            what = "列" if extra.axis == "column" else "行"
            twice = known.get(bare(without_ordinal(extra.label))) if extra.axis == "row" else None
            values = f"（{'、'.join(squeeze(value) or '空' for value in extra.values[:8])}）" if extra.values else ""
            if twice:
                said = f"{spec.name}“{shortened(extra.label)}”行重复出现{values}；请核对保留哪一行"
            elif not squeeze(extra.label):
                said = f"{spec.name}有一{what}没有名称{values}；请核对"
            else:
                said = f"{spec.name}“{shortened(extra.label)}”{what}不在国家表样内{values}；请删去，或按本地通知说明"
            yield subject.finding(
                f"{said}。",
                section=spec.section,
                quote=extra.label.strip(),
                place=extra.place,
                key=f"{spec.id}.{extra.axis}.{squeeze(extra.label)}",
            )
