"""A statutory table from plain data: by ids or by the short Chinese names, cells as bare numbers or in full."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from gouji.document import NOWHERE, Place
from gouji.edition import Row, TableSpec
from gouji.errors import UnreadableError
from gouji.exchange.fields import each, label, labels, lines, mapping, number, place, text, texts
from gouji.lean import Any
from gouji.report import BLANK, EXACT, NUMBER, PLACEHOLDER, TEXT, Cell, Extra, Key, Label, Misfit, Table
from gouji.values import parse

KINDS = frozenset({NUMBER, BLANK, PLACEHOLDER, TEXT})


def table_from_data(spec: TableSpec, data: Any, details: Mapping[str, Any]) -> Table:
    """The table with the cells of `data`; without `details`, its labels count as the official ones."""
    cells: dict[tuple[str, str], Cell] = {}
    rows: dict[str, Row] = {}
    for name, columns in mapping(data or {}, f"tables.{spec.id}").items():
        row = _row(spec, name)
        rows[row.id] = row
        for column_name, item in mapping(columns or {}, f"tables.{spec.id}.{name}").items():
            column = next((one for one in row.columns if column_name in (one.id, one.name, one.label)), None)
            where = f"tables.{spec.id}.{name}.{column_name}"
            if column is None:
                raise UnreadableError(f"{where}：没有这一列；可以写的是 {'、'.join(one.id for one in row.columns)}")
            cells[row.id, column.id] = _cell((spec.id, row.id, column.id), item, where)
    if not details:
        return _official(spec, cells, rows)
    where = f"table_details.{spec.id}"
    return Table(
        spec.id,
        cells,
        place=place(details.get("place"), where),
        section=text(details["section"], where) if details.get("section") is not None else None,
        rows=labels(details.get("rows"), f"{where}.rows"),
        columns=labels(details.get("columns"), f"{where}.columns"),
        captions=labels(details.get("captions"), f"{where}.captions"),
        corner=label(details["corner"], f"{where}.corner") if details.get("corner") is not None else None,
        misfits=tuple(_misfit(item, f"{where}.misfits") for _, item in each(details, "misfits")),
        extras=tuple(_extra(item, f"{where}.extras") for _, item in each(details, "extras")),
        remarks=lines(details.get("remarks"), f"{where}.remarks"),
        method=text(details.get("method") or "exchange", where),
    )


def _row(spec: TableSpec, name: str) -> Row:
    for row in spec.rows:
        if name in (row.id, row.name, row.label):
            return row
    raise UnreadableError(f"tables.{spec.id}.{name}：{spec.name}没有这一行；可以写的是 {'、'.join(row.id for row in spec.rows)}")


def _cell(key: Key, item: Any, where: str) -> Cell:
    if not isinstance(item, Mapping):
        raw = _written(item, where)
        kind, value, note = parse(raw)
        return Cell(*key, raw, kind, value, note)
    given = item.get("value")
    raw = text(item["raw"], f"{where}.raw") if item.get("raw") is not None else _written(given, where)
    kind, value, note = parse(raw)
    if "kind" in item:
        kind = text(item["kind"], f"{where}.kind")
        if kind not in KINDS:
            raise UnreadableError(f"{where}.kind 是 {kind[:40]!r}，应为 {'、'.join(sorted(KINDS))} 之一")
        value = None
    if given is not None:
        value = _number(given, where)
        kind = NUMBER
    elif kind == NUMBER and value is None:
        raise UnreadableError(f"{where} 的 kind 是 number，却没有 value")
    note = text(item.get("note", note), f"{where}.note")
    return Cell(*key, raw, kind, value, note, place(item.get("place"), f"{where}.place"), text(item.get("doubt") or "", f"{where}.doubt"))


def _written(item: Any, where: str) -> str:
    """A bare value as the raw text of a cell; null is a blank cell."""
    if item is None:
        return ""
    if isinstance(item, (bool, list, Mapping)):
        raise UnreadableError(f"{where} 应是一个数字或一段文字")
    return str(item)


def _number(given: Any, where: str) -> int | Decimal:
    written = str(given).strip()
    try:
        value = int(written) if written.lstrip("+-").isdecimal() else Decimal(written)
        if isinstance(given, bool) or (isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > 30)):
            raise ValueError
    except (ValueError, InvalidOperation):
        raise UnreadableError(f"{where}.value 是 {written[:40]!r}，应是一个数字") from None
    return value


def _official(spec: TableSpec, cells: dict[tuple[str, str], Cell], rows: Mapping[str, Row]) -> Table:
    """A hand-written table: every row it has and every heading row stands there in official words."""
    blocks = {block.id for block in spec.blocks if any(row.id in rows for row in block.rows)}
    found = [row for row in spec.rows if row.id in rows or (not row.data and row.block in blocks)]
    present = [block for block in spec.blocks if block.id in blocks]
    return Table(
        spec.id,
        cells,
        section=spec.section,
        rows={row.id: Label(row.id, row.label, EXACT) for row in found},
        columns={
            f"{block.id}.{column.id}": Label(f"{block.id}.{column.id}", column.label, EXACT)
            for block in present
            for column in block.columns
        },
        captions={block.id: Label(block.id, block.caption, EXACT) for block in present if block.caption},
        corner=Label("corner", spec.corner, EXACT) if spec.corner else None,
        method="exchange",
    )


def _misfit(item: Any, where: str) -> Misfit:
    item = mapping(item, where)
    values: list[tuple[str, Place]] = []
    for _, cell in each(item, "cells"):
        cell = mapping(cell, f"{where}.cells")
        values.append((text(cell.get("raw") or "", where), place(cell.get("place"), where)))
    return Misfit(
        text(item.get("id") or "", where), tuple(values), number(item.get("expected") or 0, where), place(item.get("place"), where)
    )


def _extra(item: Any, where: str) -> Extra:
    item = mapping(item, where)
    return Extra(
        text(item.get("axis") or "row", where),
        text(item.get("label") or "", where),
        texts(item, "values"),
        place(item.get("place"), where) if item.get("place") else NOWHERE,
    )
