"""Faults of form: tables, rows, cells, labels and the edition."""

from __future__ import annotations

from dataclasses import replace

from gouji.data import editions
from gouji.document import Paragraph
from gouji.report import SIMILAR, TYPO, Extra, Label, Misfit, Report, Table
from gouji.sample import balanced
from gouji.testing.choice import Pick
from gouji.testing.faults.fault import Damage, Fault


def _with_table(report: Report, table: Table) -> Report:
    return replace(report, tables={**report.tables, table.id: table})


def _without_row(table: Table, row: str) -> Table:
    return replace(
        table,
        rows={id: label for id, label in table.rows.items() if id != row},
        cells={address: cell for address, cell in table.cells.items() if address[0] != row},
    )


def _missing_table(report: Report, pick: Pick) -> Damage | None:
    if not report.tables:
        return None
    id = pick(list(report.tables))
    gone = report.tables[id]
    tables = {other: table for other, table in report.tables.items() if other != id}
    changed = replace(report, tables=tables)
    section = report.sections[gone.section or ""]
    told = Paragraph("本年度无此项情况。", section.heading.place)
    changed = replace(changed, sections={**changed.sections, section.id: replace(section, lines=(told,))})
    return changed, ("F01",), [], f"删去{report.edition.table(id).name}"


def _missing_row(report: Report, pick: Pick) -> Damage | None:
    choices = [
        (table, row.id)
        for id in ("t3", "t2")
        if (table := report.tables.get(id))
        for row in report.edition.table(id).rows
        if row.data and row.id in table.rows and not any(cell.value for address, cell in table.cells.items() if address[0] == row.id)
    ]
    if not choices:
        return None
    table, row_id = pick(choices)
    gone = [(table.id, row_id, address[1]) for address in table.cells if address[0] == row_id]
    return _with_table(report, _without_row(table, row_id)), ("F02",), gone, f"删去“{table.rows[row_id].raw}”行"


def _missing_values(report: Report, pick: Pick) -> Damage | None:
    """A row of 表三, or the row of 表四, with fewer values than columns, so that none can be placed."""
    id = pick([id for id in ("t4", "t3") if id in report.tables] or [""])
    if not id:
        return None
    table, spec = report.tables[id], report.edition.table(id)
    if id == "t4":
        addresses = list(table.cells)
        where, kept = id, pick((9, 14, 1))
    else:
        row = pick([row for row in table.rows if (row, "person") in table.cells])
        addresses = [address for address in table.cells if address[0] == row]
        where, kept = row, pick((6, 2, 3))
    values = tuple((table.cells[address].raw, table.cells[address].place) for address in addresses[:kept])
    misfit = Misfit(where, values, len(addresses), table.cells[addresses[0]].place)
    cells = {address: cell for address, cell in table.cells.items() if address not in addresses}
    changed = _with_table(report, replace(table, cells=cells, misfits=(*table.misfits, misfit)))
    return changed, ("F03",), [(id, *address) for address in addresses], f"{spec.name}应有{len(addresses)}个数，只有{kept}个"


def _too_many_values(report: Report, pick: Pick) -> Damage | None:
    table = report.tables.get("t3")
    if table is None:
        return None
    row = pick([row for row in table.rows if (row, "person") in table.cells])
    cells = {address: cell for address, cell in table.cells.items() if address[0] == row}
    values = (*((cell.raw, cell.place) for cell in cells.values()), ("0", table.place))
    misfit = Misfit(row, values, len(cells), table.rows[row].place)
    rest = {address: cell for address, cell in table.cells.items() if address not in cells}
    changed = _with_table(report, replace(table, cells=rest, misfits=(*table.misfits, misfit)))
    return changed, ("F04",), [("t3", *address) for address in cells], f"“{table.rows[row].raw}”行多一个数"


def _misspelt_row(report: Report, pick: Pick) -> Damage | None:
    table = report.tables.get("t3")
    spec = report.edition.table("t3")
    choices = [(row.id, typo) for row in spec.rows for typo in row.typos if table and row.id in table.rows]
    if table is None or not choices:
        return None
    row, typo = pick(choices)
    label = Label(row, typo, TYPO, table.rows[row].place)
    return _with_table(report, replace(table, rows={**table.rows, row: label})), ("F06",), [], f"行名写成“{typo}”"


def _no_corner(report: Report, pick: Pick) -> Damage | None:
    table = report.tables.get("t3")
    if table is None or table.corner is None:
        return None
    return _with_table(report, replace(table, corner=None)), ("F07",), [], "表三缺“勾稽关系”说明"


def _extra_row(report: Report, pick: Pick) -> Damage | None:
    table = report.tables.get("t2")
    if table is None:
        return None
    label = pick(("其他主动公开文件", "公共服务事项"))
    extra = Extra("row", label, ("0",), table.place)
    return _with_table(report, replace(table, extras=(*table.extras, extra))), ("F08",), [], f"表二增加“{label}”行"


def _explanation_in_head(report: Report, pick: Pick) -> Damage | None:
    """A filling-in note of the form left standing in a column's head."""
    table = report.tables.get("t2")
    if table is None or not table.columns:
        return None
    id = pick([id for id in table.columns if id.endswith((".prev", ".dec"))] or list(table.columns))
    old = table.columns[id]
    raw = f"{old.raw}（指{(report.year or 0) - 1}年数）"
    columns = {**table.columns, id: Label(id, raw, SIMILAR, old.place)}
    return _with_table(report, replace(table, columns=columns)), ("F09",), [], f"表头写成“{raw}”"


def _prompt_left(report: Report, pick: Pick) -> Damage | None:
    sections = [id for id in ("s2", "s3", "s4") if id in report.sections]
    if not sections:
        return None
    section = report.sections[pick(sections)]
    prompt = Paragraph("该部分以表格形式报告。表格如下：", section.heading.place)
    changed = replace(report, sections={**report.sections, section.id: replace(section, lines=(prompt, *section.lines))})
    return changed, ("F10",), [], f"“{section.heading.title}”部分留有模板提示语"


def _other_edition(report: Report, pick: Pick) -> Damage | None:
    """The whole report set into the other edition's form, as if last year's file had been used again."""
    other = next((edition for edition in editions().values() if edition.id != report.edition.id), None)
    if other is None or report.year is None or other.covers(report.year):
        return None
    base = balanced(other, year=report.year, level=report.level or "dept", unit=report.unit)
    kept = {id: table for id, table in report.tables.items() if id == "t4"}
    changed = replace(report, edition=other, edition_evidence=base.edition_evidence, tables={**base.tables, **kept})
    return changed, ("F05",), [], f"{report.year}年度报告用了{other.name}的表样"


FAULTS: tuple[Fault, ...] = (
    Fault("missing-table", "缺一张表", _missing_table),
    Fault("missing-row", "缺一行", _missing_row),
    Fault("missing-values", "一行的数不足", _missing_values),
    Fault("too-many-values", "一行的数过多", _too_many_values),
    Fault("other-edition", "用错表样版本", _other_edition),
    Fault("misspelt-row", "行标签错字", _misspelt_row),
    Fault("no-corner", "表三缺勾稽关系说明", _no_corner),
    Fault("extra-row", "擅自增行", _extra_row),
    Fault("note-in-head", "填表说明留在表头", _explanation_in_head),
    Fault("prompt-left", "模板提示语残留", _prompt_left),
)
