"""What stands in the cells of an HTML table, and whether the table holds data or a layout."""

from __future__ import annotations

import re

from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji_plugins.loaders.html_spans import CellText, span
from gouji_plugins.loaders.html_tags import BLOCKS, CELLS, HEADINGS, PECULIAR, ROWS, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_MANY = 12  # cells with text: a table of so many holds data, however long one of them is
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


class TableText(NamedTuple):
    """A table as written: row groups (head, bodies, foot) of rows of cells."""

    groups: list[list[list[CellText]]]

    @property
    def rows(self) -> list[list[CellText]]:
        """The rows of all groups."""
        return [row for group in self.groups for row in group]


def read_table(table: LexborNode, hidden: set[int]) -> TableText:
    """Head, bodies and foot of a table, in the order in which a browser shows them."""
    heads: list[list[LexborNode]] = []
    bodies: list[list[LexborNode]] = []
    feet: list[list[LexborNode]] = []
    for part in _children(table, hidden):
        name = part.tag
        if name == "thead" or name == "tbody" or name == "tfoot":
            rows = [row for row in _children(part, hidden) if row.tag == "tr"]
            (heads if name == "thead" else feet if name == "tfoot" else bodies).append(rows)
    blocks = _blocks(table, hidden)
    groups: list[list[list[CellText]]] = []
    for rows in heads + bodies + feet:
        group: list[list[CellText]] = []
        for row in rows:
            cells: list[CellText] = []
            for node in _children(row, hidden):
                if node.tag not in CELLS:
                    continue
                text = _plain(node, blocks)
                cell = read_cell(node, hidden) if text is None else CellText(text)
                attributes = node.attributes
                if "colspan" in attributes or "rowspan" in attributes:
                    rowspan = span(attributes.get("rowspan"), zero=len(rows))
                    cell = CellText(cell.text, span(attributes.get("colspan")), rowspan, *cell[3:])
                cells.append(cell)
            group.append(cells)
        groups.append(group)
    return TableText(groups)


def _children(node: LexborNode, hidden: set[int]) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        if not hidden or child.mem_id not in hidden:
            yield child
        child = child.next


_Blocks = dict[int, "LexborNode | None"]


def _blocks(table: LexborNode, hidden: set[int]) -> _Blocks | None:
    """By cell, the one block inside it; None for a cell that holds more than one, or anything peculiar.

    Most cells hold a word in at most one paragraph, however many tags it is wrapped in, and need no
    walk of their own. With a table inside a cell nothing is sure: the answer is then None.
    """
    blocks: _Blocks = {}
    cell = 0
    for node in table.traverse():
        name = node.tag
        if name in CELLS:
            cell = node.mem_id
        elif name in ROWS:
            cell = 0
        elif not cell:
            continue
        elif name == "table":
            return None
        elif name in PECULIAR or (hidden and node.mem_id in hidden):
            blocks[cell] = None
        elif name in BLOCKS:
            blocks[cell] = None if cell in blocks else node
    return blocks


def _plain(cell: LexborNode, blocks: _Blocks | None) -> str | None:
    """The text of a cell that is nothing but text, None when its content needs a walk."""
    if blocks is None:
        return None
    number = cell.mem_id
    if number not in blocks:
        return collapse(cell.text())
    block = blocks[number]
    if block is None:
        return None
    text, inner = cell.text(), block.text()
    return collapse(text) if text == inner or text.strip() == inner.strip() else None


def read_cell(cell: LexborNode, hidden: set[int]) -> CellText:
    """The content of a cell: blocks and line breaks begin a new line, everything else runs on.

    A table inside is read as text when it is a trifle, else left out and named in `nested`.
    """
    parts: list[str] = []
    links: list[LexborNode] = []
    images: list[LexborNode] = []
    nested: list[LexborNode] = []
    linked = depth = link_depth = 0
    heading = False
    node = cell
    while True:
        descend = True
        name = node.tag or ""
        if name == "-text":
            text = node.text_content or ""
            parts.append(text)
            if link_depth:
                linked += len(text.strip())
        elif name in SKIPPED or (hidden and node.mem_id in hidden):
            descend = False
        elif name == "br":
            parts.append("\0")
        elif name == "a":
            links.append(node)
            link_depth = link_depth or depth
        elif name == "img":
            images.append(node)
        elif name == "input":
            kind = (node.attributes.get("type") or "text").lower()
            parts.append((node.attributes.get("value") or "") if kind in ("text", "number", "tel") else "")
        elif name == "table" and depth and not is_trifle(node):
            nested.append(node)
            parts.append("\0")
            descend = False
        elif name in BLOCKS:
            parts.append("\0")
            heading = heading or name in HEADINGS
        child = node.first_child if descend else None
        if child is not None:
            node = child
            depth += 1
            continue
        while depth and node.next is None:
            node = node.parent  # type: ignore[assignment]
            depth -= 1
            if depth <= link_depth:
                link_depth = 0
            if node.tag in BLOCKS:
                parts.append("\0")
        if not depth:
            break
        if depth <= link_depth:
            link_depth = 0
        if name in BLOCKS:
            parts.append("\0")
        node = node.next  # type: ignore[assignment]
    lines = [line for part in "".join(parts).split("\0") if (line := collapse(part))]
    filled = [line for line in lines if not line.isspace()]
    text = "\n".join(filled or lines[:1])
    return CellText(text, 1, 1, linked, tuple(links), tuple(images), tuple(nested), heading)


def is_trifle(table: LexborNode) -> bool:
    """Whether a nested table is only a wrapper around a value: fewer than four cells."""
    cells = 0
    for node in table.traverse():
        if node.tag in CELLS:
            cells += 1
            if cells > 3:
                return False
    return True


def is_layout(rows: list[list[CellText]]) -> bool:
    """Whether a table only arranges the page: its cells hold tables, headings or long prose, or it has one column."""
    cells = [cell for row in rows for cell in row]
    if any(cell.nested for cell in cells):
        short = [sum(1 for cell in row if cell.text.strip() and len(cell.text) < 60) for row in rows]
        return sum(count > 2 for count in short) < 3
    if max(map(len, rows), default=0) < 2:
        return True
    filled = [cell for cell in cells if cell.text and not cell.text.isspace()]
    if len(filled) >= _MANY:
        return False
    if any(cell.heading for cell in filled):
        return True
    lengths = [len(cell.text) for cell in filled]
    longest = max(lengths, default=0)
    return longest > 200 and longest > 0.6 * sum(lengths)
