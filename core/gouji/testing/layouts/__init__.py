"""Layouts: one report as bytes in the many ways in which reports reach us.

>>> data, suffix = lay_out(report, "html-site", quirks=["half-width"])

What a layout loses is said: `keeps_blanks` is false where an empty cell cannot be told from no cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gouji.report import Report
from gouji.testing.layouts import docx, html, pdf, text, xlsx
from gouji.testing.layouts.manuscript import Manuscript, manuscript
from gouji.testing.layouts.quirks import QUIRKS, Quirk

__all__ = ["ENCODINGS", "LAYOUTS", "QUIRKS", "Layout", "Quirk", "lay_out"]


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay a report out.

    `draw` gives text, then encoded, or bytes. `keeps_blanks` says whether an empty cell comes back
    as an empty cell; `needs` names a library outside `gouji[testing]`.
    """

    id: str
    title: str
    suffix: str
    draw: Callable[[Manuscript], str | bytes]
    keeps_blanks: bool = True
    needs: str = ""


LAYOUTS: dict[str, Layout] = {
    layout.id: layout
    for layout in (
        Layout("text-cells", "一格一行纯文本", ".txt", text.cells_by_line, keeps_blanks=False),
        Layout("text-bars", "一格一行，格间夹竖线行", ".txt", text.bars_between_cells, keeps_blanks=False),
        Layout("text-trailing-pipes", "一格一行，行尾管道", ".txt", text.trailing_pipes, keeps_blanks=False),
        Layout("text-pipes", "整行管道表，合并格为连续管道", ".txt", text.pipe_rows),
        Layout("markdown", "Markdown 表格", ".md", text.markdown),
        Layout("text-tabs", "制表符分隔", ".txt", text.tabs),
        Layout("html-official", "简单网页，官方合并格", ".html", html.official),
        Layout("html-site", "约 100 KB 的门户网页", ".html", html.site),
        Layout("html-misaligned", "表头与数据跨列不一致的网页", ".html", html.misaligned),
        Layout("html-nested", "排版表格套数据表格的网页", ".htm", html.nested),
        Layout("html-unclosed", "标签不闭合的网页", ".html", html.unclosed),
        Layout("html-bodies", "多个 tbody、含隐藏行的网页", ".html", html.several_bodies),
        Layout("html-blocks", "表二每项一个小表的网页", ".html", html.one_table_for_each_block),
        Layout("docx-official", "Word 文档，官方合并格", ".docx", docx.official),
        Layout("docx-numbered", "Word 文档，序号为自动编号", ".docx", docx.numbered),
        Layout("docx-nested", "Word 文档，全文在排版表格内", ".docx", docx.nested),
        Layout("docx-text-box", "Word 文档，标题在文本框内", ".docx", docx.text_box),
        Layout("docx-tracked", "Word 文档，带修订记录", ".docx", docx.tracked),
        Layout("xlsx-one", "工作簿，全部在一张表", ".xlsx", xlsx.one_sheet, needs="openpyxl"),
        Layout("xlsx-sheets", "工作簿，每表一张工作表", ".xlsx", xlsx.several_sheets, needs="openpyxl"),
        Layout("pdf-ruled", "带表格线的 PDF", ".pdf", pdf.ruled, needs="reportlab"),
    )
}
"""Every layout by id."""

ENCODINGS: dict[str, tuple[str, str]] = {
    "utf-8": ("utf-8", "utf-8"),
    "utf-8-bom": ("utf-8-sig", "utf-8"),
    "utf-16": ("utf-16", "utf-16"),
    "gb18030": ("gb18030", "gb18030"),
    "gbk-as-gb2312": ("gbk", "gb2312"),
    "undeclared": ("utf-8", ""),
    "gbk-undeclared": ("gbk", ""),
    "declared-wrongly": ("utf-8", "gb2312"),
    "gbk-declared-utf-8": ("gbk", "utf-8"),
}
"""Ways to encode text layouts: the codec used, and what a page declares."""


def lay_out(report: Report, layout: str | Layout, *, quirks: Iterable[str | Quirk] = (), encoding: str = "utf-8") -> tuple[bytes, str]:
    """The report as the bytes of one file, and the file's suffix.

    `quirks` are applied in the order given. `encoding` is a key of `ENCODINGS` and has no meaning
    for Word, Excel and PDF. Raises KeyError for an unknown layout, quirk or encoding.
    """
    chosen = LAYOUTS[layout] if isinstance(layout, str) else layout
    written = manuscript(report)
    for quirk in quirks:
        written = (QUIRKS[quirk] if isinstance(quirk, str) else quirk).apply(written, report.edition)
    drawn = chosen.draw(written)
    if isinstance(drawn, bytes):
        return drawn, chosen.suffix
    codec, declared = ENCODINGS[encoding]
    if declared != "utf-8":
        drawn = drawn.replace('<meta charset="utf-8">', _declaration(declared), 1).replace(
            "<META charset=utf-8>", _declaration(declared), 1
        )
    if codec == "gbk":
        drawn = drawn.replace("\u00a0", " ")  # GBK has no no-break space
    return drawn.encode(codec, "xmlcharrefreplace" if chosen.id.startswith("html") else "replace"), chosen.suffix


def _declaration(charset: str) -> str:
    return f'<meta http-equiv="Content-Type" content="text/html; charset={charset}" />' if charset else ""
