"""Word documents, written part by part: merged cells, numbering, text boxes, tracked changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from gouji.testing.layouts.manuscript import HEADING, SUBHEADING, TITLE, Form, Line, Manuscript

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

Text = Callable[[str], str]


def official(written: Manuscript) -> bytes:
    """The official form in Word: gridSpan and vMerge, headings with an outline level."""
    return _package("".join(_paragraph(p) if isinstance(p, Line) else _table(p, _run) for p in written.pieces))


def numbered(written: Manuscript) -> bytes:
    """Ordinals of headings, sub-headings and rows come from automatic numbering and stand in no text."""
    drawn: list[str] = []
    lists = _Lists()
    for piece in written.pieces:
        if isinstance(piece, Form):
            drawn.append(_table(piece, _run, lists))
        else:
            drawn.append(_paragraph(piece, lists))
    return _package("".join(drawn), lists.xml())


def nested(written: Manuscript) -> bytes:
    """The whole report in one cell of a layout table."""
    inner = "".join(_paragraph(p) if isinstance(p, Line) else _table(p, _run) + "<w:p/>" for p in written.pieces)
    grid = '<w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
    return _package(f"<w:tbl><w:tblPr/>{grid}<w:tr><w:tc><w:tcPr/>{inner}<w:p/></w:tc></w:tr></w:tbl>")


def text_box(written: Manuscript) -> bytes:
    """The title in a text box, stored twice as Word does (choice and fallback)."""
    drawn: list[str] = []
    for piece in written.pieces:
        if isinstance(piece, Line) and piece.role == TITLE:
            inside = f"<w:txbxContent>{_paragraph(piece)}</w:txbxContent>"
            drawn.append(
                '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
                f"{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
                f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            )
        else:
            drawn.append(_paragraph(piece) if isinstance(piece, Line) else _table(piece, _run))
    return _package("".join(drawn))


def tracked(written: Manuscript) -> bytes:
    """Numbers and sentences revised with tracked changes: the old text is still in the file, struck out."""

    def revised(text: str) -> str:
        if not re.search(r"\d", text):
            return _run(text)
        author = 'w:id="1" w:author="审核" w:date="2024-01-10T09:00:00Z"'
        return f'<w:del {author}><w:r><w:delText xml:space="preserve">99</w:delText></w:r></w:del><w:ins {author}>{_run(text)}</w:ins>'

    return _package("".join(_paragraph(p) if isinstance(p, Line) else _table(p, revised) for p in written.pieces))


class _Lists:
    """The numbering lists of one document: every run of items is a list that starts at 1."""

    FORMATS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%1）"), ("decimal", "%1."))
    PREFIXES = (r"([一二三四五六七八九十]+)、", r"（([一二三四五六七八九十]+)）", r"(\d+)\.")
    ORDINALS = "一二三四五六七八九"

    def __init__(self) -> None:
        self.kinds: list[int] = []
        self.open: dict[int, tuple[int, int]] = {}  # kind → number of its open list, last ordinal written

    def take(self, text: str) -> tuple[str, str]:
        """The paragraph property and the text without the ordinal that the list will write.

        An ordinal that no list would write, doubled or out of order, was typed by hand.
        """
        for kind, prefix in enumerate(self.PREFIXES):
            found = re.match(prefix, text)
            if not found:
                continue
            ordinal = int(found[1]) if found[1].isdigit() else self.ORDINALS.find(found[1]) + 1
            if ordinal == 1:
                self.kinds.append(kind)
                self.open[kind] = (len(self.kinds), 0)
            number, last = self.open.get(kind, (0, 0))
            if ordinal != last + 1:
                return "", text
            self.open[kind] = (number, ordinal)
            return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>', text[found.end() :]
        return "", text

    def fork(self) -> _Lists:
        """The same document's lists inside a table: its items continue no list outside."""
        inside = _Lists()
        inside.kinds = self.kinds
        return inside

    def xml(self) -> str:
        """numbering.xml."""
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{i}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{self.FORMATS[kind][0]}"/>'
            f'<w:lvlText w:val="{self.FORMATS[kind][1]}"/></w:lvl></w:abstractNum>'
            for i, kind in enumerate(self.kinds, 1)
        )
        numbers = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(1, len(self.kinds) + 1))
        return f'<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="{WORD}">{abstract}{numbers}</w:numbering>'


def _run(text: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{lines}</w:r>" if text else ""


def _paragraph(line: Line, lists: _Lists | None = None) -> str:
    numbering, text = lists.take(line.text) if lists and line.role in (HEADING, SUBHEADING) else ("", line.text)
    level = {TITLE: '<w:jc w:val="center"/>', HEADING: '<w:outlineLvl w:val="0"/>'}.get(line.role, "")
    cut = len(text) // 2  # Word cuts a paragraph into runs wherever it was edited
    return f"<w:p><w:pPr>{numbering}{level}</w:pPr>{_run(text[:cut])}{_run(text[cut:])}</w:p>"


def _table(form: Form, text: Text, lists: _Lists | None = None) -> str:
    inside = lists.fork() if lists else None
    rows: list[str] = []
    above: dict[int, tuple[int, int]] = {}  # grid column → rows still covered from above, width
    for row in form.rows:
        cells: list[str] = []
        column = 0

        def covered(column: int, cells: list[str]) -> int:
            while column in above and above[column][0]:
                left, width = above[column]
                above[column] = (left - 1, width)
                cells.append(f"<w:tc><w:tcPr>{_span(width)}<w:vMerge/></w:tcPr><w:p/></w:tc>")
                column += width
            return column

        for box in row:
            column = covered(column, cells)
            merge = '<w:vMerge w:val="restart"/>' if box.rowspan > 1 else ""
            if box.rowspan > 1:
                above[column] = (box.rowspan - 1, box.colspan)
            numbering, words = inside.take(box.text) if inside and not box.value else ("", box.text)
            cells.append(f"<w:tc><w:tcPr>{_span(box.colspan)}{merge}</w:tcPr><w:p><w:pPr>{numbering}</w:pPr>{text(words)}</w:p></w:tc>")
            column += box.colspan
        covered(column, cells)
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = '<w:gridCol w:w="700"/>' * form.width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _span(width: int) -> str:
    return f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""


def _package(body: str, numbering: str = "") -> bytes:
    kinds = ["document", "numbering"] if numbering else ["document"]
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}{".main" if kind == "document" else ""}+xml"/>'
        for kind in kinds
    )
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{WORD}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
    }
    if numbering:
        parts["word/numbering.xml"] = numbering
        parts["word/_rels/document.xml.rels"] = (
            f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONS}/numbering" Target="numbering.xml"/></Relationships>'
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
