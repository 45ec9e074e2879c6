"""Documents of Word written piece by piece, and what the loader makes of them."""

from __future__ import annotations

import io
import zipfile

from gouji.document import Document, Grid, Paragraph, Source
from gouji_plugins.loaders import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pack(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def docx_bytes(body: str, *, styles: str = "", numbering: str = "", **running: str) -> bytes:
    links = "".join(f'<Relationship Id="x{name}" Type="{TYPE}/{name[:6]}" Target="{name}.xml"/>' for name in running)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{links}</Relationships>',
    }
    if styles:
        parts["word/styles.xml"] = f"<w:styles {NAMESPACES}>{styles}</w:styles>"
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"
    for name, text in running.items():
        parts[f"word/{name}.xml"] = f"<w:hdr {NAMESPACES}>{text}</w:hdr>"
    return pack(parts)


def load(body: str, **parts: str) -> Document:
    return docx.load(Source("报告.docx", docx_bytes(body, **parts)))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def cell(text: str = "", properties: str = "", inner: str | None = None) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text) if inner is None else inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def style(id: str, name: str, content: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{content}</w:style>'


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grid(document: Document) -> Grid:
    [found] = [block for block in document.blocks if isinstance(block, Grid)]
    return found


def shown(found: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]
