"""What stands in the cells of an HTML table, and whether the table holds data or a layout."""

from __future__ import annotations

import re
from itertools import islice
from string import ascii_uppercase

from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji_plugins.loaders.html_spans import TextRow, span
from gouji_plugins.loaders.html_tags import BLOCK, BLOCKS, CAPTION, CELL, CELLS, HEADINGS, INLINE, NESTING, PART, ROW, SKIPPED
from gouji_plugins.loaders.lexbor import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from gouji_plugins.loaders.html_tags import Kinds

_MANY = 12  # cells with text: a table of so many holds data, however long one of them is
_FEWEST_LETTERS = 3
_LINE_END = "\0"
_WHITE = " \t\n\r\f"
_RUN = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_BROKEN = re.compile(r"(?<=[^\x00-\x7f])[ \t\f]*[\n\r][ \t\n\r\f]*(?=[^\x00-\x7f])")


def collapse(text: str) -> str:
    """White space as a browser shows it; a line end of the source between two Chinese characters vanishes.

    No-break and ideographic spaces are text and stay.
    """
    text = text.strip(_WHITE)
    if text.isprintable() and "  " not in text:  # the usual case, at a tenth of the price
        return text
    return _RUN.sub(" ", _BROKEN.sub("", text)) if _RUN.search(text) else text


class RichCell(NamedTuple):
    """What a cell holds besides text: links and how much of the text is theirs, pictures, tables of data, a heading."""

    text: str
    linked: int = 0
    links: tuple[LexborNode, ...] = ()
    images: tuple[LexborNode, ...] = ()
    nested: tuple[LexborNode, ...] = ()
    heading: bool = False


class TableText(NamedTuple):
    """A table as written: row groups (head, bodies, foot) of rows of texts, the cells that hold more than text, the caption."""

    groups: list[list[TextRow]]
    rich: list[RichCell]
    caption: str

    @property
    def rows(self) -> list[Sequence[str]]:
        """The texts of the rows of all groups."""
        return [row.texts for group in self.groups for row in group]


def without_headings(table: TableText) -> TableText:
    """A table without the letters and numbers that an export of a spreadsheet writes before its columns and rows."""
    first, *others = (row for group in table.groups for row in group) if table.groups else (TextRow(()),)
    letters = [text for text in first.texts if text]
    counted = letters == [str(number) for number in range(len(letters))]  # as a data frame written out has it
    if len(letters) < _FEWEST_LETTERS or not (counted or ascii_uppercase.startswith("".join(letters))) or first.spans:
        return table
    numbers = [row.texts[0] for row in others if row.texts and any(row.texts)]
    if numbers != [str(number) for number, _ in enumerate(numbers, 0 if counted else 1)]:
        return table
    rows = [TextRow(row.texts[1:], {cell - 1: size for cell, size in row.spans.items()}) for row in others]
    return table._replace(groups=[rows])


_Row = list["LexborNode"]
_Blocks = dict[int, "LexborNode | None"]
"""By cell that holds more than words, the only block in it; None for a cell that must be walked."""


def read_table(table: LexborNode, hidden: set[int], kinds: Kinds) -> TableText:
    """Head, bodies and foot of a table, in the order in which a browser shows them."""
    parts, blocks, caption = _find_cells(table, hidden, kinds) or _find_cells_around_tables(table, hidden)
    groups: list[list[TextRow]] = []
    rich: list[RichCell] = []
    for rows in parts:
        group: list[TextRow] = []
        for row in rows:
            texts: list[str] = []
            spans: dict[int, tuple[int, int]] = {}
            for node in row:
                number, attributes = node.mem_id, node.attributes
                if "colspan" in attributes or "rowspan" in attributes:
                    spans[len(texts)] = span(attributes.get("colspan")), span(attributes.get("rowspan"), zero=len(rows))
                text = collapse(node.text()) if number not in blocks else _plain(node, blocks[number])
                if text is None:
                    cell = read_cell(node, hidden)
                    text = cell.text
                    if cell.links or cell.images or cell.nested or cell.heading:
                        rich.append(cell)
                texts.append(text)
            group.append(TextRow(texts, spans))
        groups.append(group)
    return TableText(groups, rich, collapse(caption.text()) if caption is not None else "")


def read_rows(rows: Sequence[LexborNode], hidden: set[int]) -> TableText:
    """A table of rows that are none by their tags; each element in a row is a cell."""
    texts = ([read_cell(cell, hidden).text for cell in _children(row, hidden) if cell.tag != "-text"] for row in rows)
    return TableText([[TextRow(row) for row in texts]], [], "")


_Found = tuple[list[list[_Row]], _Blocks, "LexborNode | None"]
"""The parts of a table (head, bodies, foot) with their rows of cells, what is in the cells, and the caption."""


def _find_cells(table: LexborNode, hidden: set[int], kinds: Kinds) -> _Found | None:
    """Everything in one pass; None for a table with tables in it, which would be passed through again and again.

    Most cells hold a word in at most one block, however many tags it is wrapped in, and need no
    walk of their own.
    """
    parts: dict[str, list[list[_Row]]] = {"thead": [], "tbody": [], "tfoot": []}
    blocks: _Blocks = {}
    part: list[_Row] | None = None
    row: _Row | None = None
    cell = 0
    caption: LexborNode | None = None
    nodes = table.traverse()
    next(nodes)
    for node in nodes:
        kind = kinds.get(node.tag_id)
        if kind is None:
            kind = kinds.learn(node)
        if kind == INLINE and not hidden:
            continue
        shown = node.mem_id not in hidden
        if kind == CELL:
            cell = 0
            if shown and row is not None:
                cell = node.mem_id
                row.append(node)
        elif kind == ROW:
            cell, row = 0, None
            if shown and part is not None:
                row = []
                part.append(row)
        elif kind == PART:
            cell, row, part = 0, None, None
            if shown:
                part = []
                parts[node.tag or ""].append(part)
        elif kind == NESTING:
            return None
        else:
            if kind == CAPTION and shown and caption is None:
                caption = node
            if cell and (kind != BLOCK or not shown or cell in blocks):
                blocks[cell] = None
            elif cell and not _fills(node, cell):
                blocks[cell] = node
    return parts["thead"] + parts["tbody"] + parts["tfoot"], blocks, caption


def _fills(block: LexborNode, cell: int) -> bool:
    """Whether nothing stands beside a block in its cell, so that it makes no difference."""
    parent = block.parent
    return parent is not None and parent.mem_id == cell and block.prev is None and block.next is None


def _find_cells_around_tables(table: LexborNode, hidden: set[int]) -> _Found:
    """The cells of a table that holds tables, all of them to be walked."""
    parts: dict[str, list[list[_Row]]] = {"thead": [], "tbody": [], "tfoot": []}
    blocks: _Blocks = {}
    caption: LexborNode | None = None
    for part in _children(table, hidden):
        if part.tag in parts:
            rows = [[cell for cell in _children(row, hidden) if cell.tag in CELLS] for row in _children(part, hidden) if row.tag == "tr"]
            parts[part.tag].append(rows)
            blocks.update((cell.mem_id, None) for row in rows for cell in row)
        elif part.tag == "caption" and caption is None:
            caption = part
    return parts["thead"] + parts["tbody"] + parts["tfoot"], blocks, caption


def _children(node: LexborNode, hidden: set[int]) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        if child.mem_id not in hidden:
            yield child
        child = child.next


def _plain(cell: LexborNode, block: LexborNode | None) -> str | None:
    """The text of a cell whose words all stand in its only block, else None."""
    if block is None:
        return None
    text, inner = cell.text(), block.text()
    return collapse(text) if text == inner or text.strip() == inner.strip() else None


def plain_text(node: LexborNode, hidden: set[int], kinds: Kinds) -> str | None:
    """The text of an element that holds nothing but words, however many tags they are wrapped in, else None."""
    nodes = node.traverse()
    next(nodes)
    for inner in nodes:
        kind = kinds.get(inner.tag_id)
        if kind is None:
            kind = kinds.learn(inner)
        if kind != INLINE or (hidden and inner.mem_id in hidden):
            return None
    return node.text()


class _Content:
    """What stands in one cell, filled as the cell is walked; `lines` are parted by NUL, which no page holds."""

    def __init__(self, hidden: set[int]) -> None:
        self._hidden = hidden
        self._lines: list[str] = []
        self._links: list[LexborNode] = []
        self._images: list[LexborNode] = []
        self._nested: list[LexborNode] = []
        self._linked = self._link_depth = 0
        self._heading = False

    def enter(self, node: LexborNode, depth: int) -> bool:
        """Takes what begins here; false for what need not be walked."""
        name = node.tag or ""
        if name == "-text":
            text = node.text_content or ""
            self._lines.append(text)
            if self._link_depth:
                self._linked += len(text.strip())
        elif name == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            self._lines.append(chosen.text() if chosen is not None else "")
            return False
        elif name in SKIPPED or (self._hidden and node.mem_id in self._hidden):
            return False
        elif name == "a":
            self._links.append(node)
            self._link_depth = self._link_depth or depth
        elif name == "img":
            self._images.append(node)
        elif name == "input":
            kind = (node.attributes.get("type") or "text").lower()
            self._lines.append((node.attributes.get("value") or "") if kind in ("text", "number", "tel") else "")
        elif name == "br" or name in BLOCKS:
            self._lines.append(_LINE_END)
            if name == "table" and depth and not is_trifle(node):
                self._nested.append(node)
                return False
            self._heading = self._heading or name in HEADINGS
        return True

    def leave(self, node: LexborNode, depth: int) -> None:
        """Ends what ends here."""
        if depth <= self._link_depth:
            self._link_depth = 0
        if node.tag in BLOCKS:
            self._lines.append(_LINE_END)

    def cell(self) -> RichCell:
        """The cell, once it has been walked."""
        lines = [line for part in "".join(self._lines).split(_LINE_END) if (line := collapse(part))]
        text = "\n".join([line for line in lines if not line.isspace()] or lines[:1])
        return RichCell(text, self._linked, tuple(self._links), tuple(self._images), tuple(self._nested), self._heading)


def read_cell(cell: LexborNode, hidden: set[int]) -> RichCell:
    """The content of a cell: blocks and line breaks begin a new line, everything else runs on.

    A table inside is read as text when it is a trifle, else left out and named in `nested`.
    """
    content = _Content(hidden)
    walk(cell, content.enter, content.leave)
    return content.cell()


def is_trifle(table: LexborNode) -> bool:
    """Whether a nested table is only a wrapper around a value: fewer than four cells."""
    cells = 0
    for node in table.traverse():
        if node.tag in CELLS:
            cells += 1
            if cells > 3:
                return False
    return True


def is_layout(table: TableText) -> bool:
    """Whether a table only arranges the page: its cells hold tables, headings or long prose, or it has one column."""
    rows = table.rows
    if any(cell.nested for cell in table.rich):
        short = [sum(1 for text in row if text.strip() and len(text) < 60) for row in rows]
        return sum(count > 2 for count in short) < 3
    if max(map(len, rows), default=0) < 2:
        return True
    lengths = list(islice((len(text) for row in rows for text in row if text and not text.isspace()), _MANY))
    if len(lengths) == _MANY:
        return False
    if any(cell.heading and cell.text.strip() for cell in table.rich):
        return True
    longest = max(lengths, default=0)
    return longest > 200 and longest > 0.6 * sum(lengths)
