"""PDF with ruled tables, as an office suite prints it. Needs reportlab (not part of `gouji[testing]`)."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from gouji.testing.layouts.manuscript import HEADING, TITLE, Form, Line, Manuscript

FONT = "STSong-Light"


def ruled(written: Manuscript) -> bytes:
    """A4 pages with page numbers; 表三 breaks over a page where it must."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    plain = ParagraphStyle("plain", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    styles = {
        TITLE: ParagraphStyle("title", parent=plain, fontSize=18, leading=28, alignment=1, firstLineIndent=0),
        HEADING: ParagraphStyle("heading", parent=plain, fontSize=14, leading=24),
    }
    story: list[object] = []
    for piece in written.pieces:
        if isinstance(piece, Line):
            story.append(Paragraph(escape(piece.text), styles.get(piece.role, plain)))
        else:
            story += [Spacer(1, 6), _table(piece), Spacer(1, 6)]
    out = io.BytesIO()

    def page_number(canvas: object, document: object) -> None:
        canvas.setFont(FONT, 9)  # type: ignore[attr-defined]
        canvas.drawCentredString(A4[0] / 2, 24, f"— {document.page} —")  # type: ignore[attr-defined]

    SimpleDocTemplate(out, pagesize=A4, leftMargin=48, rightMargin=48, invariant=1).build(
        story, onFirstPage=page_number, onLaterPages=page_number
    )
    return out.getvalue()


def _table(form: Form) -> object:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table, TableStyle

    small = ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=10, alignment=1, wordWrap="CJK")
    data: list[list[object]] = []
    merged: list[tuple[object, ...]] = []
    grid = form.grid()
    width = max(map(len, grid))  # a row with a value too many runs over the edge
    for r, row in enumerate(grid):
        line: list[object] = [Paragraph(escape(box.text).replace("\n", "<br/>"), small) if box else "" for box in row]
        data.append(line + [""] * (width - len(line)))
        for c, box in enumerate(row):
            if box and (box.rowspan > 1 or box.colspan > 1):
                merged.append(("SPAN", (c, r), (c + box.colspan - 1, r + box.rowspan - 1)))
    widths = {"t2": [160, 110, 110, 110], "t3": [40, 60, 130] + [38] * 7, "t4": [33] * 15}[form.table]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *merged]
    return Table(data, colWidths=widths + widths[-1:] * (width - form.width), style=TableStyle(style))
