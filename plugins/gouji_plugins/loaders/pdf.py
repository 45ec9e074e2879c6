"""Loads PDF: characters and ruling lines by pdfium, tables and paragraphs by the modules beside this one.

No library reads these tables rightly: pdfplumber and camelot do not join tables over pages, lose
rows where a browser draws no line at a page break, and take the white boxes that WPS paints behind
its text for tables. Hence the own lattice. pdfium is not thread safe, so one document is read at a
time, whatever the caller does; other uses of pdfium in the same process are not held off.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Any, NamedTuple

from gouji.document import Block, Document, Paragraph, Source
from gouji.errors import UnreadableError
from gouji.hooks import Loader, hookimpl
from gouji_plugins.loaders import pdf_stitch, pdf_table, pdf_unruled
from gouji_plugins.loaders.pdf_furniture import furniture
from gouji_plugins.loaders.pdf_lattice import Lattice, lattices
from gouji_plugins.loaders.pdf_lines import margins, paragraphs
from gouji_plugins.loaders.pdf_page import Char, Page, read_page
from gouji_plugins.loaders.pdf_table import Table
from gouji_plugins.loaders.pdf_text import Line, lines_of

MAX_PAGES = 300
"""Pages read of one document; annual reports have five to thirty."""
MAX_TOTAL = 600_000
"""Characters read of one document."""
FEW = 10
"""A page with a picture and no more characters than this is a scan."""
STRAY = 8
"""So many characters below a table do not part it from its rest on the next page."""
CONTINUED = ("续表", "(续表)", "（续表）", "（续）", "(续)", "接上页", "续上表", "接上表")
"""Words above the rest of a table that only say so."""

_PASSWORD, _SECURITY = 4, 5
_META = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_lock = Lock()


@hookimpl
def gouji_loaders() -> list[Loader]:
    """The PDF loader."""
    return [Loader("pdf", "PDF（须有文字层）", (".pdf",), sniff, load)]


def sniff(source: Source) -> int:
    """Sure of the bytes that begin every PDF; a .pdf without them is taken only if nobody else wants it."""
    if source.data.startswith(b"%PDF-"):
        return 100
    if b"%PDF-" in source.data[:1024]:
        return 80
    return 5 if source.suffix == ".pdf" else 0


def load(source: Source) -> Document:
    """Reads a PDF. Raises UnreadableError for a scan, a garbled text layer, a password or a broken file."""
    with _lock:
        pages, meta, notes = _read(source.data)
    _refuse_unreadable(pages)
    notes.extend(_doubts(pages))
    layouts = [_Layout.of(page) for page in pages]
    aside = furniture(pages, [layout.lines for layout in layouts])
    furnished = [text for page in pages if (text := page.slanted.strip())]
    for index, layout in enumerate(layouts):
        furnished.extend(line.text for line in layout.lines if line in aside)
        layouts[index] = layout._replace(lines=[line for line in layout.lines if line not in aside])
    blocks, guessed = _blocks(pages, _joined(layouts, furnished))
    if guessed:
        notes.append("表格没有框线，按文字位置划分，读数可能有误")
    return Document(
        blocks=tuple(blocks),
        format="pdf",
        meta=meta,
        furniture=tuple(furnished),
        images=sum(page.images for page in pages),
        notes=tuple(notes),
    )


def _read(data: bytes) -> tuple[list[Page], dict[str, str], list[str]]:
    """The pages, what the file says about itself, and the limits that were reached."""
    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        if error == _PASSWORD:
            raise UnreadableError("PDF 设有打开密码，无法读取；请先去掉密码，再另存为一份")
        if error == _SECURITY:
            raise UnreadableError("PDF 的加密方式不受支持，无法读取；请先解除加密，再另存为一份")
        raise UnreadableError("PDF 文件已损坏或不完整，无法读取；请重新下载或重新导出")
    notes: list[str] = []
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            notes.append(f"共 {count} 页，只读了前 {MAX_PAGES} 页")
        pages: list[Page] = []
        left = MAX_TOTAL
        for index in range(min(count, MAX_PAGES)):
            page = read_page(pdfium, document, index)
            if page is None:
                notes.append(f"第{index + 1}页已损坏，未能读取")
                continue
            if page.cut:
                notes.append(f"第{page.number}页内容过多，只读了一部分")
            pages.append(page)
            left -= len(page.chars)
            if left < 0 and index + 1 < count:
                notes.append(f"文字过多，只读到第{page.number}页")
                break
        if not pages:
            raise UnreadableError("PDF 文件里没有能读取的页面；请重新下载或重新导出")
        return pages, _meta(pdfium, document), notes
    finally:
        pdfium.FPDF_CloseDocument(document)


def _meta(pdfium: Any, document: Any) -> dict[str, str]:
    import ctypes

    meta: dict[str, str] = {}
    for name in _META:
        size = pdfium.FPDF_GetMetaText(document, name.encode(), None, 0)
        if 2 < size < 20_000:
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDF_GetMetaText(document, name.encode(), buffer, size)
            text = buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
            if text:
                meta[name] = text
    return meta


def _refuse_unreadable(pages: list[Page]) -> None:
    """Raises UnreadableError when there is no text, or none that says anything."""
    inked = sum(not char.text.isspace() for page in pages for char in page.chars)
    pictures = any(page.images for page in pages)
    if inked <= FEW * len(pages) and pictures:
        raise UnreadableError("PDF 是扫描件，没有文字层，无法读取；请改用可复制文字的 PDF、Word 或网页")
    if not inked:
        raise UnreadableError("PDF 里没有可读取的文字（可能已转成图形）；请改用可复制文字的 PDF、Word 或网页")
    undefined = sum(page.undefined for page in pages)
    if undefined * 3 > inked:
        raise UnreadableError("PDF 的文字层是乱码（字体没有对应的文字编码），无法读取；请改用 Word 或网页，或重新导出 PDF")


def _doubts(pages: list[Page]) -> Iterator[str]:
    """What a reader of the document should know about its text layer."""
    undefined = sum(page.undefined for page in pages)
    if undefined:
        yield f"有 {undefined} 个字无法识别（字体没有对应的文字编码）"
    if any(page.invisible and page.images for page in pages):
        yield "文字是扫描件的识别结果，可能有误，请与原件核对"
    for page in pages:
        if page.images and sum(not char.text.isspace() for char in page.chars) <= FEW:
            yield f"第{page.number}页是图片，没有文字层，未读取"


class _Layout(NamedTuple):
    """A page divided up: its ruled tables, and the lines of text outside them."""

    page: Page
    tables: list[Table]
    lines: list[Line]

    @classmethod
    def of(cls, page: Page) -> _Layout:
        """Puts every character into the smallest table around it, or outside."""
        found = lattices(page.level, page.upright)
        inside: list[list[Char]] = [[] for _ in found]
        smallest = sorted(range(len(found)), key=lambda index: found[index].area)
        outside: list[Char] = []
        for char in page.chars:
            index = next((index for index in smallest if found[index].holds(char.x, char.y)), None)
            (outside if index is None else inside[index]).append(char)
        return cls(page, [*cls._tables(found, inside, page.number)], lines_of(outside, page.number))

    @staticmethod
    def _tables(found: list[Lattice], inside: list[list[Char]], number: int) -> Iterator[Table]:
        for lattice, chars in zip(found, inside, strict=True):
            if any(not char.text.isspace() for char in chars):
                yield pdf_table.table_of(lattice, chars, number)


def _joined(layouts: list[_Layout], furnished: list[str]) -> list[_Layout]:
    """The layouts with every table that runs over a page break moved whole to the page it starts on.

    The words 续表 above a continued table are added to `furnished`.
    """
    done: list[_Layout] = []
    unfinished: Table | None = None
    for layout in layouts:
        tables, lines = list(layout.tables), list(layout.lines)
        if unfinished is not None and tables:
            above = [line for line in lines if line.middle < tables[0].top]
            if all(line.text in CONTINUED for line in above) and pdf_stitch.may_continue(unfinished, tables[0]):
                whole = pdf_stitch.joined(unfinished, tables.pop(0))
                furnished.extend(line.text for line in above)
                lines = lines[len(above) :]
                owner = next(index for index, other in enumerate(done) if any(table is unfinished for table in other.tables))
                done[owner].tables[-1] = whole
                done.append(layout._replace(tables=tables, lines=lines))
                unfinished = (whole if _ends_page(whole, lines) else None) if not tables else _last(tables, lines)
                continue
        done.append(layout._replace(tables=tables, lines=lines))
        if tables:
            unfinished = _last(tables, lines)
        elif lines:
            unfinished = None
    return done


def _last(tables: list[Table], lines: list[Line]) -> Table | None:
    return tables[-1] if _ends_page(tables[-1], lines) else None


def _ends_page(table: Table, lines: list[Line]) -> bool:
    """Whether (almost) nothing follows a table, whose `bottom` is that of its last part, on the page."""
    return sum(len(line.text) for line in lines if line.middle > table.bottom) <= STRAY


def _blocks(pages: list[Page], layouts: list[_Layout]) -> tuple[list[Block], bool]:
    """Everything in reading order, and whether a table without ruling lines had to be guessed."""
    edges = margins(pages, [line for layout in layouts for line in layout.lines])
    blocks: list[Block] = []
    running: list[Line] = []
    count, guessed = 0, False

    def flush() -> None:
        blocks.extend(paragraphs(running, edges))
        running.clear()

    for layout in layouts:
        for item in _in_order(layout):
            if isinstance(item, Line):
                running.append(item)
                continue
            flush()
            count += 1
            guessed = guessed or not isinstance(item, Table)
            blocks.append(pdf_table.grid_of(item, count) if isinstance(item, Table) else pdf_unruled.grid_of(item, count))
    flush()
    return [block for block in blocks if not isinstance(block, Paragraph) or block.text], guessed


def _in_order(layout: _Layout) -> Iterator[Line | Table | pdf_unruled.Region]:
    """The lines and tables of a page from top to bottom."""
    tables = list(layout.tables)
    stretch: list[Line] = []
    for line in layout.lines:
        while tables and tables[0].top < line.middle:
            yield from _with_regions(stretch)
            stretch = []
            yield tables.pop(0)
        stretch.append(line)
    yield from _with_regions(stretch)
    yield from tables


def _with_regions(lines: list[Line]) -> Iterator[Line | pdf_unruled.Region]:
    at = 0
    for region in pdf_unruled.regions(lines):
        yield from lines[at : region.first]
        yield region
        at = region.last
    yield from lines[at:]
