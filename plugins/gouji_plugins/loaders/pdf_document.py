"""Reads a PDF: characters and ruling lines by pdfium, tables and paragraphs by the modules beside this one.

No library reads these tables rightly: pdfplumber and camelot do not join tables over pages, lose
rows where a browser draws no line at a page break, and take the white boxes that WPS paints behind
its text for tables. Hence the own lattice. pdfium is not thread safe, so one document is read at a
time, whatever the caller does; other uses of pdfium in the same process are not held off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from threading import Lock

from gouji.document import Document
from gouji.errors import UnreadableError
from gouji.lean import Any
from gouji_plugins.loaders.pdf_fonts import without_system_fonts
from gouji_plugins.loaders.pdf_furniture import furniture, running_tables
from gouji_plugins.loaders.pdf_layers import Layers, has_layers
from gouji_plugins.loaders.pdf_layout import Layout, blocks_of, layout_of, whole
from gouji_plugins.loaders.pdf_overprint import line_numbers, without_struck, without_watermark
from gouji_plugins.loaders.pdf_page import Page, read_page
from gouji_plugins.loaders.pdf_sheet import cut_off
from gouji_plugins.loaders.pdf_spread import single_pages

MAX_PAGES = 300
"""Pages read of one document; annual reports have five to thirty."""
MAX_TOTAL = 300_000
"""Characters read of one document."""
FEW = 10
"""A page with a picture and no more characters than this is a scan."""

GARBLED = 50
"""Where one of so many characters cannot be told, what is missing may stand among them."""

STRUCK = "有加删除线的文字，没有读取"
LAYERS_OFF = "有不显示的图层，没有读取"

_PASSWORD, _SECURITY = 4, 5
_META = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_lock = Lock()


class _Notes:
    """What a reader of the document should know: `told`, and whether it is read only in part."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.partial = False

    def doubt(self, note: str) -> None:
        """Something may be read wrongly, or is left out because nobody sees it."""
        self.told.append(note)

    def missing(self, note: str) -> None:
        """Something could not be read."""
        self.told.append(note)
        self.partial = True


def read_pdf(data: bytes) -> Document:
    """Reads a PDF. Raises UnreadableError for a scan, a garbled text layer, a password or a broken file."""
    import pypdfium2.raw as pdfium

    notes = _Notes()
    layers = Layers(pdfium) if has_layers(data) else None
    with _lock, without_system_fonts(pdfium):
        pages, meta = _read(pdfium, data, layers, notes)
    pages, watermark = without_watermark(pages)
    _tell_doubts(pages, notes)
    if layers and layers.hidden:
        notes.doubt(LAYERS_OFF)
    layouts = _on_paper(_laid_out(pages, notes), notes)
    over = [*(layout.page.slanted.strip() for layout in layouts), *(layout.over for layout in layouts)]
    images = sum(layout.page.images for layout in layouts)
    layouts, running = _without_furniture(layouts)
    layouts, aside = whole(layouts)
    blocks, guessed = blocks_of(layouts)
    if guessed:
        notes.doubt("表格没有框线，按文字位置划分，读数可能有误")
    return Document(
        blocks=tuple(blocks),
        format="pdf",
        meta=meta,
        furniture=(*filter(None, (watermark, *over)), *running, *aside),
        images=images,
        notes=tuple(notes.told),
        partial=notes.partial,
    )


def _laid_out(pages: Sequence[Page], notes: _Notes) -> list[Layout]:
    """The pages divided up, without what is struck out and without the numbers of lines."""
    pages = [single for page in pages for single in single_pages(page)]
    valid = [without_struck(page) for page in pages]
    if valid != pages:
        notes.doubt(STRUCK)
    layouts = [layout_of(page) for page in valid]
    counted = line_numbers([layout.lines for layout in layouts])
    if not counted:
        return layouts
    return [layout_of(page._replace(chars=[char for char in page.chars if char not in counted])) for page in valid]


def _on_paper(layouts: list[Layout], notes: _Notes) -> list[Layout]:
    """The pages without those that only repeat what stands on others, and a word on what paper was too narrow for."""
    if cut := cut_off(layouts):
        notes.missing(f"{_named(cut)}是前面各页右边放不下的部分；请设置成一页宽，重新导出 PDF 后再检查")
        layouts = [layout for layout in layouts if not cut.get(layout.page.number)]
    if wide := [layout.page.number for layout in layouts if layout.wide]:
        notes.missing(f"{_named(wide)}的表格比纸宽，边上的内容可能没有读全；请设置成一页宽，重新导出 PDF 后再检查")
    return layouts


def _without_furniture(layouts: Sequence[Layout]) -> tuple[list[Layout], list[str]]:
    """The pages without their page numbers and what else runs along at their edges, and what that says."""
    pages = [layout.page for layout in layouts]
    lines = furniture(pages, [layout.lines for layout in layouts])
    tables = running_tables(pages, [layout.tables for layout in layouts])
    said = [line.text for layout in layouts for line in layout.lines if line in lines]
    kept = [
        layout._replace(
            lines=[line for line in layout.lines if line not in lines], tables=[table for table in layout.tables if table not in tables]
        )
        for layout in layouts
    ]
    return kept, [*said, *dict.fromkeys(table.text for table in tables)]


def _read(pdfium: Any, data: bytes, layers: Layers | None, notes: _Notes) -> tuple[list[Page], dict[str, str]]:
    """The pages, and what the file says about itself."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        if error == _PASSWORD:
            raise UnreadableError("PDF 设有打开密码，无法读取；请先去掉密码，再另存为一份")
        if error == _SECURITY:
            raise UnreadableError("PDF 的加密方式不受支持，无法读取；请先解除加密，再另存为一份")
        raise UnreadableError("PDF 文件已损坏或不完整，无法读取；请重新下载或重新导出")
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            notes.missing(f"共 {count} 页，只读了前 {MAX_PAGES} 页")
        pages: list[Page] = []
        broken: list[int] = []
        left = MAX_TOTAL
        for index in range(min(count, MAX_PAGES)):
            page = read_page(pdfium, document, index, layers)
            if page is None:
                broken.append(index + 1)
                continue
            pages.append(page)
            left -= len(page.chars)
            if left < 0 and index + 1 < count:
                notes.missing(f"文字过多，只读到第{page.number}页")
                break
        if not pages:
            raise UnreadableError("PDF 文件里没有能读取的页面；请重新下载或重新导出")
        if broken:
            notes.missing(f"{_named(broken)}已损坏，未能读取")
        if cut := [page.number for page in pages if page.cut]:
            notes.missing(f"{_named(cut)}内容过多，只读了一部分")
        if layers and layers.cut:
            notes.missing("图层过多，其中不显示的可能也读了进来")
        return pages, _meta(pdfium, document)
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


def _tell_doubts(pages: Sequence[Page], notes: _Notes) -> None:
    """What is to be said of the text layer. Raises UnreadableError when there is no text, or none that says anything."""
    inked = "".join("".join([char.text for page in pages for char in page.chars]).split())
    undefined = sum(page.undefined for page in pages)
    if len(inked) <= FEW * len(pages) and any(page.images for page in pages):
        raise UnreadableError("PDF 是扫描件，没有文字层，无法读取；请改用可复制文字的 PDF、Word 或网页")
    if not inked:
        raise UnreadableError("PDF 里没有可读取的文字（可能已转成图形）；请改用可复制文字的 PDF、Word 或网页")
    if undefined * 3 > len(inked) or _is_garbled(inked):
        raise UnreadableError("PDF 的文字层是乱码（字体没有对应的文字编码），无法读取；请改用 Word 或网页，或重新导出 PDF")
    if undefined:
        tell = notes.missing if GARBLED * undefined > len(inked) else notes.doubt
        tell(f"有 {undefined} 个字无法识别（字体没有对应的文字编码）")
    if any(page.invisible and page.images for page in pages):
        notes.doubt("文字是扫描件的识别结果，可能有误，请与原件核对")
    if scans := [page.number for page in pages if page.images and sum(not char.text.isspace() for char in page.chars) <= FEW]:
        notes.missing(f"{_named(scans)}是图片，没有文字层，未读取")


def _is_garbled(inked: str) -> bool:
    """Whether the fonts tell wrong characters: neither simplified nor traditional Chinese has so many rare ones."""
    chinese = "".join(re.findall("[\u3400-\u9fff]+", inked))
    common = max(len(chinese.encode(charset, "ignore")) // 2 for charset in ("gb2312", "big5"))
    return 2 * common < len(chinese)


def _named(numbers: Iterable[int]) -> str:
    """Page numbers as a clerk would write them: 第3、5页."""
    return f"第{'、'.join(map(str, numbers))}页"
