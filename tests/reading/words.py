"""Word documents written as XML by hand, from the same rows as the pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

from . import pages
from .truth import Truth

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
BORDERS = "".join(["<w:tblBorders>", *(f'<w:{side} w:val="single" w:sz="4"/>' for side in SIDES), "</w:tblBorders>"])
Content = Callable[[str], str]


def run(text: str, properties: str = "") -> str:
    lines = escape(text).split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def para(text: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}</w:p>"


def split_runs(text: str) -> str:
    """A paragraph whose every character is a run of its own, as an edited document has it."""
    mark = '<w:proofErr w:type="spellStart"/>'
    return f"<w:p>{''.join(run(c) + mark for c in text)}</w:p>"


def table(rows: Iterable[list[pages.Cell]], content: Content = para, restate: bool = False, wrap_row: Content = str) -> str:
    """A table of Word: column spans by gridSpan, row spans by vMerge, restated where asked."""
    rows = list(rows)
    width = sum(1 if isinstance(one, str) else one[1] for one in rows[0])
    grid = f'<w:tblGrid>{f"""<w:gridCol w:w="{9000 // width}"/>""" * width}</w:tblGrid>'
    open_: dict[int, tuple[int, int, str]] = {}
    out: list[str] = []
    for row in rows:
        cells: list[str] = []
        column = 0
        waiting = list(row)
        while waiting or column in open_:
            if column in open_:
                left, span, text = open_.pop(column)
                cells.append(cell(content(text if restate else ""), span, "<w:vMerge/>"))
                if left > 1:
                    open_[column + 1000] = (left - 1, span, text)
                column += span
                continue
            begun = waiting.pop(0)
            text, span, down = (*((begun,) if isinstance(begun, str) else begun), 1, 1)[:3]
            cells.append(cell(content(text), span, '<w:vMerge w:val="restart"/>' if down > 1 else ""))
            if down > 1:
                open_[column + 1000] = (down - 1, span, text)
            column += span
        open_ = {key - 1000 if key >= 1000 else key: value for key, value in open_.items()}
        out.append(wrap_row(f"<w:tr>{''.join(cells)}</w:tr>"))
    return f"<w:tbl><w:tblPr>{BORDERS}</w:tblPr>{grid}{''.join(out)}</w:tbl>"


def cell(content: str, span: int, merge: str) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr>{wide}{merge}</w:tcPr>{content or '<w:p/>'}</w:tc>"


def body(
    truth: Truth,
    *,
    heading: Content = para,
    prose: Content = para,
    tables: tuple[str, str, str] | None = None,
    top: str | None = None,
    end: str | None = None,
) -> str:
    two, three, four = tables or (table(pages.rows_2(truth)), table(pages.rows_3(truth)), table(pages.rows_4(truth)))
    parts = [para(truth.title) if top is None else top, *map(para, truth.intro)]
    for number, made in ((1, None), (2, two), (3, three), (4, four), (5, None), (6, None)):
        parts.append(heading(truth.heading(number)))
        parts.extend(map(prose, truth.prose[f"s{number}"]) if made is None else [made])
    year, month, day = truth.published.split("-")
    parts.append(para(truth.unit) + para(f"{year}年{int(month)}月{int(day)}日") if end is None else end)
    return "".join(parts)


def docx(body: str, *, styles: str = "", numbering: str = "", footer: str = "") -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rF" Type="{kind}/footer" Target="footer1.xml"/>' if footer else ""
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{kind}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}</Relationships>',
    }
    if styles:
        parts["word/styles.xml"] = f"<w:styles {SPACES}>{styles}</w:styles>"
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {SPACES}>{numbering}</w:numbering>"
    if footer:
        parts["word/footer1.xml"] = f"<w:ftr {SPACES}>{footer}</w:ftr>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()
