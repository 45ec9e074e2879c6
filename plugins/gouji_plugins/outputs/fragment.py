"""The piece of a table that a finding speaks of, drawn with the wrong cell marked.

【5】 is the cell at fault, [5] a cell it was compared with: the marks also tell without colour.
"""

from __future__ import annotations

from gouji.edition import Row, TableSpec
from gouji.finding import SUBJECT, Finding
from gouji.report import NUMBER, Report
from gouji.telling import cell_shown
from gouji.width import cut, pad, width
from gouji_plugins.outputs.lines import Line

MOST_ROWS = 8
"""Rows drawn before those that hold nothing but zeros are left out (and counted)."""

LONGEST_LABEL = 28
LONGEST_VALUE = 12


def fragment(report: Report, finding: Finding) -> list[Line]:
    """The rows and columns of the first table among the finding's cells; nothing without cells."""
    tables = [cell.table for cell in finding.cells if cell.role == SUBJECT] or [cell.table for cell in finding.cells]
    if not tables:
        return []
    spec = report.edition.table(tables[0])
    roles = {(cell.row, cell.column): cell.role for cell in reversed(finding.cells) if cell.table == spec.id}
    roles |= {(cell.row, cell.column): SUBJECT for cell in finding.cells if cell.table == spec.id and cell.role == SUBJECT}
    named = [row for row in spec.rows if any(row.id == key[0] for key in roles)]
    drawn: list[Line] = []
    for block in spec.blocks:
        rows = [row for row in named if row.block == block.id]
        if rows:
            drawn += _block(report, spec, rows, roles, block.caption)
    return drawn


def _block(report: Report, spec: TableSpec, rows: list[Row], roles: dict[tuple[str, str], str], caption: str) -> list[Line]:
    columns = [column for column in rows[0].columns if any((row.id, column.id) in roles for row in rows)]
    shown, left_out = _telling_rows(report, spec, rows, roles)
    body = [[_marked(report, spec, row.id, column.id, roles) for column in columns] for row in shown]
    titles = [cut(column.name, LONGEST_VALUE) for column in columns]
    widths = [max([width(title), *(width(line[position][0]) for line in body)]) for position, title in enumerate(titles)]
    names = [cut(row.name, LONGEST_LABEL) for row in shown]
    corner = cut(caption or spec.name, LONGEST_LABEL)
    label = max(width(name) for name in (corner, *names))
    lines: list[Line] = [
        [(pad(corner, label), "dim"), *(("  " + pad(title, size, right=True), "dim") for title, size in zip(titles, widths, strict=True))]
    ]
    for name, line in zip(names, body, strict=True):
        values = [("  " + pad(text, size, right=True), style) for (text, style), size in zip(line, widths, strict=True)]
        lines.append([(pad(name, label), ""), *values])
    if left_out:
        lines.append([(f"（另有 {left_out} 行为 0，没有画出）", "dim")])
    return lines


def _telling_rows(report: Report, spec: TableSpec, rows: list[Row], roles: dict[tuple[str, str], str]) -> tuple[list[Row], int]:
    """The rows to draw, and how many rows of zeros were left out."""
    if len(rows) <= MOST_ROWS:
        return rows, 0
    kept = [row for row in rows if not _only_zeros(report, spec, row, roles)]
    return kept or rows, len(rows) - len(kept) if kept else 0


def _only_zeros(report: Report, spec: TableSpec, row: Row, roles: dict[tuple[str, str], str]) -> bool:
    for (id, column), role in roles.items():
        if id == row.id:
            cell = report.cell(spec.id, id, column)
            if role == SUBJECT or cell is None or cell.kind != NUMBER or cell.value != 0:
                return False
    return True


def _marked(report: Report, spec: TableSpec, row: str, column: str, roles: dict[tuple[str, str], str]) -> tuple[str, str]:
    text = cut(cell_shown(report.cell(spec.id, row, column)), LONGEST_VALUE)
    role = roles.get((row, column))
    if role is None:
        return text, ""
    return (f"【{text}】", "wrong") if role == SUBJECT else (f"[{text}]", "compared")
