"""A document as its loader saw it: paragraphs and grids in reading order, each with its place.

Nothing here knows what a report is. A loader fills a `Document`; the recogniser reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from gouji.lean import NamedTuple


class Place(NamedTuple):
    """Where something stands in the input; only what the format can give is set.

    All numbers count from 1. `line` is a line of a text file; `page` a PDF page; `sheet` and `cell`
    a spreadsheet position ("B7"); `paragraph`, or `table` with `row` and `column`, a position in a
    format without lines (HTML, Word).
    """

    line: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def as_json(self) -> dict[str, int | str]:
        """The fields that are set, in a fixed order."""
        return {name: value for name, value in zip(self._fields, self, strict=True) if value is not None}

    def __str__(self) -> str:
        """The place in Chinese, as a clerk would look for it: 第12行, 第3页, 工作表“表三”B7."""
        parts: list[str] = []
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.sheet is not None:
            parts.append(f"工作表“{self.sheet}”")
        if self.cell is not None:
            parts.append(self.cell)
        if self.line is not None:
            parts.append(f"第{self.line}行")
        if self.table is not None:
            parts.append(f"第{self.table}个表格")
            if self.row is not None:
                parts.append(f"第{self.row}行")
            if self.column is not None:
                parts.append(f"第{self.column}列")
        elif self.paragraph is not None:
            parts.append(f"第{self.paragraph}段")
        return "".join(parts)


NOWHERE = Place()
"""The place of something the document does not have."""

_WIDEST_KEPT = 40


def row_places(table: int, row: int, width: int) -> tuple[Place, ...]:
    """The places of the positions of one row of a table, which are the same in every document."""
    return (_kept_places if width <= _WIDEST_KEPT else _places)(table, row, width)


def _places(table: int, row: int, width: int) -> tuple[Place, ...]:
    return tuple([Place(None, None, None, None, None, table, row, column) for column in range(1, width + 1)])


_kept_places = lru_cache(1024)(_places)


class Paragraph(NamedTuple):
    """One paragraph (a line, in a text file) as the reader of the document sees it.

    `text` is the text as it stands, with automatic numbering written out, and with neither
    leading nor trailing white space removed. `heading` is 1…6 where the format marks the
    paragraph as a heading (HTML h1…h6, Word outline level), else 0.
    """

    text: str
    place: Place
    heading: int = 0


class GridCell(NamedTuple):
    """One cell of a grid, merged cells being one cell with a span.

    `text` joins the lines inside the cell with a line feed. `note` says in Chinese what a reader
    of `text` could not see, such as a formula whose cached value is missing.
    """

    text: str
    place: Place
    rowspan: int = 1
    colspan: int = 1
    note: str = ""


NO_CELL = "表格的这一行缺少这个单元格"
"""The note of a position that no cell of the document covers: not blank, but absent."""


GUESSED = "表格没有框线，这个数按文字的位置归到行和列"
"""The note of a cell that a loader placed by where its text stands, with no line or mark to go by."""

OVERPRINTED = "这一格里的字有叠印或深浅不一，只读了看得清的字"
"""The note of a cell in which characters are printed over others or paler than others, and were not read."""


class Grid(NamedTuple):
    """A table of the document, merged cells expanded.

    `rows[r][c]` is the cell that covers row r and column c: a merged cell stands, as the same
    object, at every position it covers. Rows may differ in length where the format gives no
    reliable columns (pipe tables in text); `ragged` then says so, and geometry is not to be
    trusted.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    place: Place
    ragged: bool = False

    def distinct(self, row: int) -> list[GridCell]:
        """The cells of one row, each merged cell once, left to right."""
        cells: list[GridCell] = []
        for cell in self.rows[row]:
            if not cells or cells[-1] is not cell:
                cells.append(cell)
        return cells


Block = Paragraph | Grid


class Document(NamedTuple):
    """What one input holds, in reading order.

    `format` is the loader's id. `meta` holds what the file or page says about itself under its
    own names (an HTML page's title and meta tags, Word's core properties). `furniture` is text set
    aside as navigation, footer or running head. `attachments` names the files a page links to,
    `images` counts the pictures in the body: both tell an empty page from a report that hides in
    an attachment. `notes` are Chinese sentences on what was uncertain while loading; `partial` says
    that a part of the input could not be read, so that what is missing here may stand there.
    """

    blocks: tuple[Block, ...]
    format: str
    meta: Mapping[str, str] = MappingProxyType({})
    furniture: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    images: int = 0
    notes: tuple[str, ...] = ()
    partial: bool = False


def file_name(path: str) -> str:
    """The last part of a path of any system, or of that of a member of an archive."""
    return path.replace("\\", "/").rpartition("/")[2]


class Source(NamedTuple):
    """The bytes of one input and the name the user knows it by.

    `path` is what is printed: the path as typed or found, and for a member of an archive
    `archive.zip!/member`. `file` is a real file holding the same bytes, where there is one, for
    converters that need a file.
    """

    path: str
    data: bytes
    file: str | None = None

    @property
    def name(self) -> str:
        """The last part of the path: the file's own name."""
        return file_name(self.path)

    @property
    def suffix(self) -> str:
        """The name's ending in lower case with its dot (".docx"), or ""."""
        stem, dot, end = self.name.rpartition(".")
        return dot + end.lower() if stem else ""
