"""Draws small PDFs for the tests: text, lines and tables at given places, y growing downwards from the top."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pytest

from gouji.document import Document, Grid, Paragraph, Source
from gouji_plugins.loaders import pdf

pytest.importorskip("reportlab", reason="reportlab is not installed")

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas as canvases

WIDTH, HEIGHT = 595, 842
FONT, OTHER_FONT = "STSong-Light", "HeiseiMin-W3"
for name in (FONT, OTHER_FONT):
    pdfmetrics.registerFont(UnicodeCIDFont(name))

Canvas = Any
Draw = Callable[[Canvas], None]


def made(*pages: Draw, **options: Any) -> bytes:
    """A PDF with one page for each drawing function."""
    buffer = io.BytesIO()
    canvas = canvases.Canvas(buffer, pagesize=(WIDTH, HEIGHT), pageCompression=0, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def say(canvas: Canvas, x: float, y: float, text: str, size: float = 12, font: str = FONT) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - y, text)


def line(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)


def table(canvas: Canvas, top: float, rows: list[list[str]], xs: list[float], height: float = 20, ends: str = "both") -> None:
    """A ruled table; `ends` names the outer level lines drawn: both, top, bottom."""
    bottom = top + height * len(rows)
    for number in range(len(rows) + 1):
        if (number == 0 and ends == "bottom") or (number == len(rows) and ends == "top"):
            continue
        line(canvas, xs[0], top + number * height, xs[-1], top + number * height)
    for x in xs:
        line(canvas, x, top, x, bottom)
    for r, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            say(canvas, x + 3, top + r * height + 14, text)


def written(objects: Mapping[int, str], stream: Mapping[int, str] = MappingProxyType({})) -> bytes:
    """A PDF of objects by their numbers, 1 the catalogue, and of streams, whose `objects` are what their dictionaries say."""
    body = [
        f"{number} 0 obj\n<< {own} /Length {len(stream[number])} >>\nstream\n{stream[number]}\nendstream\nendobj\n"
        if number in stream
        else f"{number} 0 obj\n<< {own} >>\nendobj\n"
        for number, own in objects.items()
    ]
    return f"%PDF-1.7\n{''.join(body)}trailer << /Root 1 0 R >>\n".encode("latin-1")


def load(data: bytes) -> Document:
    return pdf.load(Source("报告.pdf", data))


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.distinct(row)] for row in range(len(grid.rows))]


COLUMNS = [60.0, 260, 340, 420, 500]
HEADER = [["项目", "自然人", "企业", "总计"]]


def numbered(first: int, last: int) -> list[list[str]]:
    return [[f"{n}.第{n}类申请", str(n), "0", str(n)] for n in range(first, last + 1)]


def body(canvas: Canvas) -> None:
    say(canvas, 150, 80, "临江县水利局2023年度报告", 18)
    say(canvas, 84, 120, "全年主动公开政府信息三百二十条，其中通过门户网站公开二百八十条，通过公众号")
    say(canvas, 60, 140, "公开三十条，通过其他渠道公开十条，群众满意度有所提高。")
    say(canvas, 84, 160, "二、下一段从缩进开始。")
    say(canvas, 60, 180, "没有缩进但上一行没有写满，也是新的一段。")
