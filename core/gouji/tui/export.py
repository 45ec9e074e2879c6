"""What is shown, as a file: csv for Excel, json for programs, md for documents."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from gouji.escaping import for_markdown, for_spreadsheet
from gouji.finding import LEVEL_NAMES
from gouji.tui import views
from gouji.tui.views import FindingRow, GroupRow, View

PAGE = 2000
HEADINGS = ("级别", "单位", "年度", "规则", "缺陷", "位置", "问题", "文件")


def rows(connection: sqlite3.Connection, view: View) -> Iterator[FindingRow | GroupRow]:
    """Every row of a view, in its order."""
    for first in range(0, view.rows, PAGE):
        yield from views.page(connection, view, first, PAGE)


def write(connection: sqlite3.Connection, view: View, kind: str, file: Path) -> int:
    """Writes a view's findings to a new file and returns how many. Raises OSError, also when the file exists."""
    with file.open("x", encoding="utf-8-sig" if kind == "csv" else "utf-8", newline="") as out:
        count = 0
        for piece, findings in FORMATS[kind](rows(connection, view)):
            out.write(piece)
            count += findings
        return count


def _values(row: FindingRow) -> tuple[str, ...]:
    return (LEVEL_NAMES[row.level], row.unit, str(row.year or ""), row.rule, row.defect, row.place, row.message, row.path)


def _csv(found: Iterator[FindingRow | GroupRow]) -> Iterator[tuple[str, int]]:
    def line(values: tuple[str, ...]) -> str:
        out = io.StringIO()
        csv.writer(out).writerow(map(for_spreadsheet, values))
        return out.getvalue()

    yield line(HEADINGS), 0
    for row in found:
        if isinstance(row, FindingRow):
            yield line(_values(row)), 1


def _json(found: Iterator[FindingRow | GroupRow]) -> Iterator[tuple[str, int]]:
    separator = "[\n "
    for row in found:
        if isinstance(row, FindingRow):
            data = {
                "path": row.path,
                "unit": row.unit,
                "year": row.year or None,
                "rule": row.rule,
                "defect": row.defect,
                "severity": row.level,
                "section": row.section or None,
                "place": row.place,
                "message": row.message,
                "fingerprint": row.fingerprint,
            }
            yield separator + json.dumps(data, ensure_ascii=False), 1
            separator = ",\n "
    yield ("[]\n" if separator.startswith("[") else "\n]\n"), 0


def _md(found: Iterator[FindingRow | GroupRow]) -> Iterator[tuple[str, int]]:
    head = f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}\n"
    begun = False
    for row in found:
        if isinstance(row, GroupRow):
            yield f"{chr(10) if begun else ''}## {for_markdown(row.name)}（{row.size} 项）\n\n{head}", 0
            begun = True
            continue
        if not begun:
            yield head, 0
            begun = True
        yield f"| {' | '.join(for_markdown(value) for value in _values(row))} |\n", 1


FORMATS = {"csv": _csv, "json": _json, "md": _md}
"""How findings are written, by the suffix of the file."""
