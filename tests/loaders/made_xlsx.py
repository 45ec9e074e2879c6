"""Workbooks made by filling a sheet, and what the loader makes of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from gouji.document import Document, Grid, Paragraph, Source
from gouji_plugins.loaders import xlsx

BOX = Border(*[Side(style="thin")] * 4)


def workbook(fill: Callable[[Worksheet], None], name: str = "年报") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    fill(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """The same package with one part's text changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                text, count = re.subn(pattern.encode(), replacement.encode(), text)
                assert count
            new.writestr(name, text)
    return buffer.getvalue()


def load(fill: Callable[[Worksheet], None]) -> Document:
    return xlsx.load(Source("年报.xlsx", workbook(fill)))


def shape(document: Document) -> list[object]:
    """Paragraphs as their text, grids as lists of rows of text."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows] for block in document.blocks
    ]


def grid(document: Document) -> Grid:
    [found] = [block for block in document.blocks if isinstance(block, Grid)]
    return found


def put(sheet: Worksheet, top: int, rows: list[list[object]], *, boxed: bool = False) -> None:
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            cell = sheet.cell(top + r, c + 1)
            cell.value = value  # type: ignore[assignment]
            if boxed:
                cell.border = BOX
