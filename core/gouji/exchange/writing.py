"""A report as plain data of the form `gouji.report/1`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from gouji.document import Paragraph
from gouji.lean import Any
from gouji.report import NUMBER, Cell, Extra, Fact, Heading, Label, Misfit, Report, Section, Table

SCHEMA = "gouji.report/1"


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
        "facts": {name: _fact(fact) for name, fact in report.facts.items()},
        "headings": [_heading(heading) for heading in headings],
        "intro": _lines(report.intro),
        "tail": _lines(report.tail),
        "table_details": {id: _details(table) for id, table in report.tables.items()},
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
        "lines": _lines(section.lines),
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


def _details(table: Table) -> dict[str, Any]:
    return {
        "place": table.place.as_json(),
        "section": table.section,
        "method": table.method,
        "rows": _labels(table.rows),
        "columns": _labels(table.columns),
        "captions": _labels(table.captions),
        "corner": _label(table.corner) if table.corner else None,
        "misfits": [_misfit(misfit) for misfit in table.misfits],
        "extras": [_extra(extra) for extra in table.extras],
        "remarks": _lines(table.remarks),
    }


def _labels(labels: Mapping[str, Label]) -> dict[str, Any]:
    return {key: _label(label) for key, label in labels.items()}


def _label(label: Label) -> dict[str, Any]:
    return {"id": label.id, "raw": label.raw, "match": label.match, "place": label.place.as_json()}


def _misfit(misfit: Misfit) -> dict[str, Any]:
    cells = [{"raw": raw, "place": place.as_json()} for raw, place in misfit.cells]
    return {"id": misfit.id, "cells": cells, "expected": misfit.expected, "place": misfit.place.as_json()}


def _extra(extra: Extra) -> dict[str, Any]:
    return {"axis": extra.axis, "label": extra.label, "values": list(extra.values), "place": extra.place.as_json()}


def _heading(heading: Heading) -> dict[str, Any]:
    return {
        "number": heading.number,
        "title": heading.title,
        "sections": list(heading.sections),
        "match": heading.match,
        "place": heading.place.as_json(),
        "raw": heading.raw,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "value": _plain(fact.value),
        "source": fact.source,
        "quote": fact.quote,
        "place": fact.place.as_json(),
        "doubt": fact.doubt,
    }


def _lines(lines: Iterable[Paragraph]) -> list[dict[str, Any]]:
    return [{"text": line.text, "place": line.place.as_json(), **({"heading": line.heading} if line.heading else {})} for line in lines]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value
