"""Web pages: parsed as browsers do, from text decoded here.

Whatever claims to be something else and begins like a web page is one: `.doc` and `.xls` files
exported by office systems often are.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from types import MappingProxyType

from gouji.document import Block, Document, Grid, Paragraph, Place, Source
from gouji.errors import UnreadableError
from gouji.hooks import Loader, hookimpl
from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji_plugins.loaders import mht

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from gouji_plugins.loaders.html_body import Body
    from gouji_plugins.loaders.html_cells import TableText

MAX_BYTES = 64 * 1024 * 1024

_HEAD = 4096
"""Bytes at the beginning by which a page is known."""

_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml")
_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|(?><!--.{0,2000}?-->)\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|rss|feed)\b", re.DOTALL
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*<(?!html)[a-z]|<(?:rss|feed)\b)")
_XML_NAMES = {"title": "h1", "row": "tr", "cell": "td"}
_TAGS = rb"</?(html|head|body|meta|table|tr|td|div|p|span|br|font|h[1-6]|ul|li|row|cell)\b[^<>]*>"
_PAGE_TAGS = r"(?i)<(?:html|body|head|p|div|br|h[1-6]|li|pre|section|article)\b"
_OFFICE_XML = re.compile(
    rb"[^<]*(?:<[?!][^>]*>\s*)*<(?:(w:worddocument|pkg:package)|((?:ss:)?workbook\b[^>]*:office:spreadsheet)|office:document)\b"
)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-z0-9_:-]+)|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([a-z0-9_:-]+)")
_DATA = ("{", "[")  # how the answer of an interface begins
_TABLE = r"(?is)<table\b.*?</table>"
_LONGEST_TYPED = 400_000
_WIDTHS = 4  # of so many different widths, the rows of a table have lost what was merged
_TURNING = ("float", "bidi-override")  # without these in any style, and without <bdo>, digits are seen as they are written
_LAYING_OUT = ("flex", "grid", "table-row")
_COUNTERS = r"data-(?:to|count|end|stop|target|\w+-end)"
"""How the attribute begins or ends that holds what a counter runs up to."""


class _Page(NamedTuple):
    """A page taken apart: its text, the same in UTF-8, the different styles of its elements, its style sheets, and its elements."""

    text: str
    markup: bytes
    styles: str
    sheets: str
    parser: LexborHTMLParser


def sniff(source: Source) -> int:
    """Sure of what begins like a page, fairly sure of what holds many tags, whatever its name."""
    if not source.data and source.suffix in _SUFFIXES:
        return 50
    head = _head(source.data)
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    if head.startswith((b"pk\x03\x04", b"%pdf", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return 0
    if _BEGINS.match(head) or mht.is_archive(head):
        return 95
    if _OFFICE_XML.match(head):
        return 80
    tags = re.findall(_TAGS, head)
    if len(tags) > 8 and len(tags) - tags.count(b"br") > 4:  # <br> alone stands in Markdown as well
        return 80
    return 60 if source.suffix in _SUFFIXES and tags else 0


def load(source: Source) -> Document:
    """The paragraphs and tables of a page in reading order; navigation and the like in `furniture`.

    Raises UnreadableError for an empty file, one above 64 MB, one that nests absurdly, and a page
    with neither text nor pictures nor attached files.
    """
    from gouji.charset import decode
    from gouji_plugins.loaders.html_body import ATTACHMENT_BYTES

    data, declared = source.data, None
    _refuse(data)
    if mht.is_archive(_head(data)):
        data, declared, is_page = mht.content(data)
        if not is_page:
            from gouji_plugins.loaders.text import load as load_text

            return load_text(source._replace(data=data))
    if not declared and (found := _CHARSET.search(_head(data))):
        declared = (found[1] or found[2]).decode("ascii")
    text, encoding, note = decode(data, declared)
    notes = [note] if note else []
    written = text
    if "<![CDATA[" in text:  # XML's marks of plain text, which a parser of HTML takes for a comment
        text = text.replace("<![CDATA[", "").replace("]]>", "")
    if _XML.match(_head(data)):
        text = _of_xml(text)
    utf8 = text is written and encoding == "utf-8" and not note and not data.startswith(BOM_UTF8)
    page = _as_seen(_parse(text, data if utf8 else text.encode(errors="replace")))
    meta = _meta(page.parser)
    files = ATTACHMENT_BYTES.search(data) is not None or b"\0" in data[:_HEAD]
    body = _read(page, meta, files, notes)
    blocks, cut = _blocks(body)
    if cut:
        notes.append("网页表格的合并范围（rowspan、colspan）大得不合理，已按单个单元格读取，请对照原文核对。")
    if not blocks and not body.attachments and not body.images:
        raise UnreadableError("网页里没有正文文字（可能由脚本生成）；请在浏览器中打开，把正文复制到 Word 或文本文件后再检查。")
    return Document(
        tuple(blocks),
        "html",
        MappingProxyType(meta),
        tuple(body.furniture),
        tuple(dict.fromkeys(body.attachments)),
        body.images,
        tuple(notes),
    )


def _of_xml(text: str) -> str:
    """The text of a feed or other data in XML as that of a page: titles as headings, rows and cells as a table's, elements that no
    page has as blocks, articles written as text as the markup they are."""
    from html import unescape

    from gouji_plugins.loaders.html_tags import BLOCKS, SKIPPED, WORDS

    def renamed(found: re.Match[str]) -> str:
        name = found[2].lower()
        return f"<{found[1]}{_XML_NAMES.get(name, found[2] if name in BLOCKS | SKIPPED | WORDS else 'div')}"

    text = re.sub(r"<(/?)([A-Za-z][\w.-]*+)(?!:)", renamed, text)
    return unescape(text) if "&lt;/" in text else text


def _head(data: bytes) -> bytes:
    """The beginning of a page in small letters, whatever its encoding."""
    return data[:_HEAD].replace(b"\0", b"").lower()


def _refuse(data: bytes) -> None:
    """Raises UnreadableError for what is too much, nothing, or a document of an office suite in XML."""
    if len(data) > MAX_BYTES:
        raise UnreadableError("网页文件超过 64 MB，不像一份年报；请只保留年报正文后再检查。")
    if not data.strip():
        raise UnreadableError("文件是空的，没有任何内容；请确认网页是否保存完整。")
    if office := _OFFICE_XML.match(_head(data)):
        word, excel = office.groups()
        if word:
            raise UnreadableError("这是 Word 的单文件 XML，请用 Word 或 WPS 打开后另存为 .docx，再检查。")
        if excel:
            raise UnreadableError("这是 Excel 2003 XML 格式的文件，请用 Excel 或 WPS 打开后另存为 .xlsx，再检查。")
        raise UnreadableError("这是 LibreOffice 的单文件 XML，请用 LibreOffice 打开后另存为 .docx 或 .xlsx，再检查。")


def _parse(text: str, markup: bytes) -> _Page:
    """The parsed page, `markup` being its text in UTF-8."""
    from gouji_plugins.loaders.html_guard import refuse_hostile
    from gouji_plugins.loaders.html_unseen import styles_in
    from gouji_plugins.loaders.lexbor import parser

    refuse_hostile(text)
    tree = parser()(markup)
    return _Page(text, markup, styles_in(markup), "".join(sheet.text() for sheet in tree.css("style")), tree)


def _as_seen(page: _Page) -> _Page:
    """The page with its digits as they are seen."""
    held = "attr(" in page.text or ("data-" in page.text and re.search(_COUNTERS, page.text))
    if not held and not any(mark in page.styles for mark in _TURNING) and page.parser.css_first("bdo") is None:
        return page
    from gouji_plugins.loaders.html_order import as_shown

    shown = as_shown(page.text)
    return page if shown is page.text else _parse(shown, shown.encode(errors="replace"))


def _is_typed(text: str) -> bool:
    """Whether this is Markdown with tables of HTML in it: its lines end where the text's do."""
    if len(text) >= _LONGEST_TYPED:
        return False
    tag = re.search(_PAGE_TAGS, text)
    if tag is not None and "<table" not in text[: tag.start()].lower():
        return False
    return not re.search(_PAGE_TAGS, re.sub(_TABLE, "", text))


def _meta(parser: LexborHTMLParser) -> dict[str, str]:
    """The page's title and its meta tags by name, the first of each name."""
    meta: dict[str, str] = {}
    title = parser.css_first("title")
    if title is not None and (words := " ".join(title.text().split())):
        meta["title"] = words
    for node in parser.css("meta"):
        attributes = node.attributes
        name, content = attributes.get("name") or attributes.get("property"), attributes.get("content")
        if name and content and content.strip():
            meta.setdefault(name.strip(), content.strip())
    return meta


def _read(page: _Page, meta: dict[str, str], files: bool, notes: list[str]) -> Body:
    """What a page shows; what it hides, or only carries with it, where the tables are there. `notes` are added to."""
    from gouji_plugins.loaders.html_unseen import unread

    parser = page.parser
    hidden, struck = unread(parser, page.styles, page.sheets, len(page.markup))
    if struck:
        notes.append("网页中有加删除线的文字，没有读取。")
    typed = _is_typed(page.text)
    body = _body(page, meta, hidden, files, typed)
    if hidden and parser.css_first("table") is not None:
        from gouji_plugins.loaders.html_folded import folded

        opened = folded(parser, hidden) if body.tables else hidden
        if opened and (shown := _body(page, meta, hidden - opened, files, typed)).tables:
            body = shown
            notes.append("网页的表格在隐藏的内容里，隐藏的内容已一并读入。")
    if not body.tables or page.text.lstrip().startswith(_DATA):
        return _carried(page, meta, body, notes) or body
    return body


def _carried(page: _Page, meta: dict[str, str], shown: Body, notes: list[str]) -> Body | None:
    """The article that a page only carries with it, behind what the page shows about it. `meta` and `notes` are added to."""
    from gouji_plugins.loaders.html_body import Line
    from gouji_plugins.loaders.html_carried import SUBJECT, carried, dates
    from gouji_plugins.loaders.html_furniture import tells
    from gouji_plugins.loaders.html_unseen import unread

    article = carried(page.text, page.parser)
    if article is None:
        return None
    inner = _as_seen(_parse(article, article.encode(errors="replace")))
    hidden, _ = unread(inner.parser, inner.styles, inner.sheets, len(inner.markup))
    body = _body(inner, meta, hidden, shown.linked_files, typed=False)
    said = {item.text for item in body.items if isinstance(item, Line)}
    about = [item for item in shown.items if isinstance(item, Line) and item.text not in said]
    body.items[:0] = [item for item in about if tells(item.text) or (item.heading and SUBJECT in item.text)]
    for name, date in dates(page.text).items():
        meta.setdefault(name, date)
    notes.append("网页的正文写在脚本或模板里，已从中读出。")
    return body


def _body(page: _Page, meta: dict[str, str], hidden: set[int], files: bool, typed: bool) -> Body:
    from gouji_plugins.loaders.html_body import Body, Laid

    titles = "".join("".join(value.split()) for name, value in meta.items() if "title" in name.lower())
    laid = Laid()
    if any(display in page.styles or display in page.sheets for display in _LAYING_OUT):
        from gouji_plugins.loaders.html_flex import laid_out

        laid = laid_out(page.parser, page.sheets)
    body = Body(titles, hidden, files, typed, laid)
    root = page.parser.body or page.parser.root
    if root is not None:
        body.read(root)
    body.finish()
    return body


def _blocks(body: Body) -> tuple[list[Block], bool]:
    from gouji_plugins.loaders.html_body import Line
    from gouji_plugins.loaders.html_cells import without_headings
    from gouji_plugins.loaders.html_spans import lay_out

    blocks: list[Block] = []
    paragraphs = tables = 0
    cut = False
    typed: list[Paragraph] = []
    for item in body.items:
        if isinstance(item, Line):
            paragraphs += 1
            typed.append(Paragraph(item.text, Place(paragraph=paragraphs), item.heading))
        else:
            blocks.extend(_typed(typed))
            typed.clear()
            tables += 1
            item = without_headings(item)
            grid, too_many = _unmerged(item, tables) or lay_out(item.groups, tables)
            cut = cut or too_many
            blocks.append(grid)
    blocks.extend(_typed(typed))
    return blocks, cut


def _unmerged(table: TableText, number: int) -> tuple[Grid, bool] | None:
    """The grid of a table in which nothing is merged: written out at every position, or ragged where what was merged
    stands once; None for any other."""
    if any(row.spans for group in table.groups for row in group):
        return None
    from gouji_plugins.loaders.repeated import counted, is_repeated

    rows = table.rows
    if not is_repeated(rows) and len(set(map(len, rows))) < _WIDTHS:
        return None
    grid = counted(rows, [Place(table=number, row=row) for row in range(1, len(rows) + 1)])
    return grid._replace(place=Place(table=number)), False


def _typed(paragraphs: list[Paragraph]) -> list[Block]:
    """Paragraphs of which some may be rows of a table typed with pipes or drawn with lines, as in a page that shows Markdown."""
    if sum("|" in paragraph.text or "│" in paragraph.text for paragraph in paragraphs) < 2:
        return list(paragraphs)
    from gouji_plugins.loaders.rows import cut, grid

    return [
        grid(part, [paragraphs[row.line - 1].place for row in part]) if isinstance(part, list) else paragraphs[part - 1]
        for part in cut([paragraph.text for paragraph in paragraphs])
    ]


@hookimpl
def gouji_loaders() -> list[Loader]:
    """Web pages and web archives."""
    return [Loader("html", "网页（HTML、MHT）", _SUFFIXES, sniff, load)]
