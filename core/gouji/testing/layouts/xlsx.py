"""Workbooks: everything on one sheet, or the prose and each table on sheets of their own.

Needs openpyxl, which the extra `gouji[testing]` does not bring; a clear error says so.
"""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

from gouji.testing.layouts.manuscript import TITLE, Form, Line, Manuscript

SHEETS = {"t2": "表二", "t3": "表三", "t4": "表四"}
WIDTH = 15


def one_sheet(written: Manuscript) -> bytes:
    """Title, prose and tables below one another; a line of prose is merged over the sheet's width."""
    book, sheet = _book()
    row = 1
    for piece in written.pieces:
        row = _write(sheet, piece, row)
    return _saved(book)


def several_sheets(written: Manuscript) -> bytes:
    """Prose on the first sheet, each table on its own with its name above."""
    book, sheet = _book()
    row = 1
    name = Line("")
    for piece in written.pieces:
        if isinstance(piece, Form):
            other = book.create_sheet(SHEETS[piece.table])
            _write(other, piece, _write(other, name, 1))
        else:
            name = Line(piece.text.partition("、")[2])
            row = _write(sheet, piece, row)
    return _saved(book)


def _book() -> tuple[Any, Any]:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "年报"
    return book, book.active


def _write(sheet: Any, piece: Line | Form, row: int) -> int:
    """Writes one piece from this row on and returns the row after it."""
    if isinstance(piece, Line):
        sheet.cell(row, 1, piece.text)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=WIDTH if piece.role == TITLE else 10)
        return row + 1
    for down, line in enumerate(piece.grid()):
        for right, box in enumerate(line):
            if box is None:
                continue
            at = row + down, right + 1
            if box.text:
                sheet.cell(*at, _number(box.text) if box.value else box.text)
            if box.rowspan > 1 or box.colspan > 1:
                sheet.merge_cells(start_row=at[0], start_column=at[1], end_row=at[0] + box.rowspan - 1, end_column=at[1] + box.colspan - 1)
    return row + len(piece.rows) + 1


def _number(text: str) -> int | float | str:
    """What a person typing this into a sheet would get: a number where it is one."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return text
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
