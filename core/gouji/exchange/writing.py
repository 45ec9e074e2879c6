"""A report as plain data of the form `gouji.report/1`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from gouji.document import Paragraph, Place
from gouji.lean import Any
from gouji.report import NUMBER, Cell, Extra, Fact, Heading, Label, Misfit, Report, Section, Table

SCHEMA = "gouji.report/1"

DETAILS = ("place", "section", "method", "rows", "columns", "captions", "corner", "misfits", "extras", "remarks")
"""What is told of a table beside its cells."""


def report_as_data(report: Report) -> dict[str, Any]:
    """The report as dicts, lists, texts and numbers, in a fixed order of keys."""
    headings = list(report.headings)
    sections = {id: _section(section, headings) for id, section in report.sections.items()}
    return {
        "schema": SCHEMA,
        "path": report.path,
        "unit": report.unit,
        "level": report.level,
        "year": report.year,
        "edition": report.edition.id,
        "published": _plain(report.value("published")),
        "title": report.value("title"),
        "sections": sections,
        "tables": {id: _cells(table) for id, table in report.tables.items()},
        "ignored": list(report.ignored),
        "notes": list(report.notes),
        "format": report.format,
        "edition_evidence": list(report.edition_evidence),
        "facts": _plain(report.facts),
        "headings": _plain(headings),
        "intro": _plain(report.intro),
        "tail": _plain(report.tail),
        "table_details": {id: {name: _plain(getattr(table, name)) for name in DETAILS} for id, table in report.tables.items()},
        "attachments": list(report.attachments),
        "images": report.images,
        "blank_form": report.blank_form,
        "partial": report.partial,
    }


def _section(section: Section, headings: list[Heading]) -> dict[str, Any]:
    if section.heading not in headings:
        headings.append(section.heading)
    return {
        "heading": section.heading.raw,
        "text": section.text,
        "heading_at": headings.index(section.heading),
        "covers": list(section.covers),
        "lines": _plain(section.lines),
    }


def _cells(table: Table) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for (row, column), cell in table.cells.items():
        rows.setdefault(row, {})[column] = _cell(cell)
    return rows


def _cell(cell: Cell) -> dict[str, Any]:
    value = _number(cell.value) if cell.kind == NUMBER and cell.value is not None else None
    data: dict[str, Any] = {"value": value, "raw": cell.raw, "kind": cell.kind, "place": cell.place.as_json()}
    if cell.note:
        data["note"] = cell.note
    if cell.doubt:
        data["doubt"] = cell.doubt
    return data


def _number(value: int | Decimal) -> str:
    return str(value) if isinstance(value, int) else format(value, "f")


def _plain(value: Any) -> Any:
    """A value of a report, by the names of its fields where it has any."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Place):
        return value.as_json()
    if isinstance(value, Paragraph):
        return {"text": value.text, "place": value.place.as_json(), **({"heading": value.heading} if value.heading else {})}
    if isinstance(value, Misfit):
        value = value._asdict() | {"cells": [{"raw": raw, "place": place} for raw, place in value.cells]}
    elif isinstance(value, Fact | Heading | Label | Extra):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value
