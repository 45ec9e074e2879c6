"""Walking the body of a web page: paragraphs and tables in reading order, furniture set aside.

Every visible word ends in a line, in a table or in `furniture`.
"""

from __future__ import annotations

import re
from collections import deque

from gouji.errors import UnreadableError
from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji_plugins.loaders.html_cells import RichCell, TableText, collapse, is_layout, plain_text, read_rows, read_table
from gouji_plugins.loaders.html_furniture import is_line, is_prose, labelled_lines, named, tells
from gouji_plugins.loaders.html_guard import MAX_CELLS, TOO_MANY_CELLS
from gouji_plugins.loaders.html_lists import Numbering
from gouji_plugins.loaders.html_tags import BLOCKS, CONTAINERS, EMBEDDING, HEADINGS, NAMEABLE, SKIPPED, Kinds
from gouji_plugins.loaders.lexbor import walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from selectolax.lexbor import LexborNode

MAX_LINES = 100_000

ATTACHMENT = re.compile(r"\.(?:pdf|docx?|wps|et|xlsx?|ofd|zip|rar|7z)(?=$|[?#&;])", re.IGNORECASE)
ATTACHMENT_BYTES = re.compile(
    rb"\.(?=[pdwexozr7PDWEXOZR])(?:pdf|docx?|wps|et|xlsx?|ofd|zip|rar|7z|PDF|DOCX?|WPS|ET|XLSX?|OFD|ZIP|RAR|7Z)\b"
)
"""Whether a page may link to a file at all; most pages do not, and need not be asked link by link."""
_PICTURE_LINK = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp)$", re.IGNORECASE)
_TYPED_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_ICON = re.compile(r"icon|logo|arrow|spacer|blank|btn|button|bullet|qrcode|ewm|weixin|weibo|wechat|share|/bg|dot\.", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d+)")
_SMALL = 64
_WORDED = 20  # texts in a drawing: it shows a table or a chart
_LINKED = 0.8  # the share of a link list's text that is links
_MENU = 8
_NO_MENU = "table,img,script,style,input"
_DEEP = 40


class Line(NamedTuple):
    """One line of prose."""

    text: str
    heading: int = 0


Item = Line | TableText


class Laid(NamedTuple):
    """What styles lay out as cells, by the numbers of elements in the tree: those that are a line by themselves, and the rows of those
    that are tables."""

    apart: AbstractSet[int] = frozenset()
    tables: Mapping[int, Sequence[LexborNode]] = {}


class _Box:
    """An open container: what has been read since it began, to judge it when it ends."""

    __slots__ = ("attachments", "chars", "depth", "furniture", "images", "items", "keep", "linked", "links")

    def __init__(self, depth: int, furniture: bool, items: int, attachments: int, images: int) -> None:
        self.depth, self.furniture = depth, furniture
        self.items, self.attachments, self.images = items, attachments, images
        self.chars = self.linked = self.links = 0
        self.keep = False


class Body:
    """What a page's body holds; `read` fills it.

    `title` is the page's title without white space, `hidden` the numbers of the elements that a
    browser does not show; `linked_files` is false where the page cannot link to a file; in a
    `typed` page lines end where those of its source do. `laid` is what styles lay out as cells.
    """

    def __init__(self, title: str, hidden: set[int], linked_files: bool, typed: bool, laid: Laid) -> None:
        self.title, self.hidden, self.linked_files, self.typed = title, hidden, linked_files, typed
        self._apart, self._laid_tables = laid
        self.items: list[Item] = []
        self.furniture: list[str] = []
        self.attachments: list[str] = []
        self.images = 0
        self._buffer: list[str] = []
        self._linked = self._cells = self._heading = 0
        self._link_depth = self._pre_depth = 0
        self._around_tables: set[int] = set()
        self._boxes: list[_Box] = []
        self._numbering = Numbering()
        self._kinds = Kinds()

    def read(self, root: LexborNode) -> None:
        """Walk everything under `root`."""
        self._boxes.append(_Box(-1, False, 0, 0, 0))
        self._around_tables = _around_tables(root)
        walk(root, self._enter, self._leave)
        self._end_line()

    def _enter(self, node: LexborNode, depth: int) -> bool:
        """Take what begins here; false for what need not be walked."""
        name = node.tag or ""
        if name == "-text":
            self._text(node.text_content or "")
            return False
        if self.hidden and node.mem_id in self.hidden:
            return False
        if name in BLOCKS:
            return self._block(name, node, depth)
        if self._apart and node.mem_id in self._apart:
            self._end_line()
        if name in SKIPPED:
            if name in EMBEDDING and self.linked_files:
                self._embedded(node)
            self.images += name == "svg" and len(node.css("text")) > _WORDED
            return False
        if name == "br":
            self._end_line()
        elif name == "a":
            if self._link(node):
                self._link_depth = self._link_depth or depth
        elif name == "img":
            self._image(node, in_link=bool(self._link_depth))
        return True

    def _leave(self, node: LexborNode, depth: int) -> None:
        name = node.tag or ""
        if name in BLOCKS:
            self._end_line()
            if name in HEADINGS:
                self._heading = 0
            if self._boxes[-1].depth == depth:
                self._close(name)
        elif self._apart and node.mem_id in self._apart:
            self._end_line()
        if depth <= self._link_depth:
            self._link_depth = 0
        if depth <= self._pre_depth:
            self._pre_depth = 0

    def _text(self, text: str) -> None:
        if (self._pre_depth or self.typed) and "\n" in text:
            for part in text.split("\n"):
                self._buffer.append(part)
                self._end_line()
        else:
            self._buffer.append(text)
        if self._link_depth:
            self._linked += len(text.strip())

    def _block(self, name: str, node: LexborNode, depth: int) -> bool:
        """An element that begins on a line of its own; false for one that has been taken as a whole."""
        self._end_line()
        if name == "p" and not (self._link_depth or self._pre_depth or self.typed):
            plain = plain_text(node, self.hidden, self._kinds)
            if plain is not None:
                self._buffer.append(plain)
            return plain is None
        if name == "table":
            return self._table(node)
        if self._laid_tables and (rows := self._laid_tables.get(node.mem_id)):
            self._boxes[-1].keep = True
            self.items.append(read_rows(rows, self.hidden))
            return False
        if name in CONTAINERS:
            if self._is_menu(node):
                return False
            self._open(depth, name, node)
        elif name == "li":
            self._numbering.item(node)
        elif name in HEADINGS:
            self._heading = int(name[1])
        elif name == "pre":
            self._pre_depth = self._pre_depth or depth
        return True

    def finish(self) -> None:
        """Set single lines of furniture aside; a page that would be left without anything keeps everything."""
        kept: list[Item] = []
        aside: list[str] = []
        for item in self.items:
            if isinstance(item, Line) and is_line(item.text):
                aside.append(item.text)
            else:
                kept.append(item)
        if kept:
            self.items = kept
            self.furniture += aside
        elif not self.attachments and not self.images:
            self.items = [Line(text) for text in self.furniture + aside]
            self.furniture = []

    @property
    def tables(self) -> int:
        """The number of tables with data."""
        return sum(1 for item in self.items if isinstance(item, TableText))

    def _end_line(self) -> None:
        """What has gathered since the last line end becomes a line, unless it is nothing but white space."""
        if not self._buffer:
            return
        text = collapse("".join(self._buffer))
        self._buffer.clear()
        linked, self._linked = self._linked, 0
        if not text or text.isspace():
            return
        text = self._numbering.mark(text)
        mark = _TYPED_HEADING.match(text) if self.typed else None
        if mark:
            text = text[mark.end() :]
        box = self._boxes[-1]
        box.chars += len(text)
        box.linked += linked
        self.items.append(Line(text, len(mark[1]) if mark else self._heading))
        if len(self.items) > MAX_LINES:
            raise UnreadableError(f"网页超过 {MAX_LINES} 段，不像一份年报；请只保留年报正文后再检查。")
        if not box.keep:
            box.keep = is_prose(text) or (2 * linked < len(text) and (tells(text) or self._is_title(text)))

    def _is_title(self, text: str) -> bool:
        return len(text) >= 8 and "".join(text.split()) in self.title

    def _open(self, depth: int, name: str, node: LexborNode) -> None:
        furniture = name in NAMEABLE and named(name, node.attributes)
        self._boxes.append(_Box(depth, furniture, len(self.items), len(self.attachments), self.images))
        if name == "ol" or name == "ul":
            self._numbering.open(name, node)

    def _is_menu(self, node: LexborNode) -> bool:
        """Set a container of many links and little else aside at once; the walk would find the same line by line."""
        if self.hidden or self._laid_tables or len(self._boxes) > _DEEP or node.mem_id in self._around_tables:
            return False
        links = node.css("a[href]")
        if len(links) < _MENU:
            return False
        pieces = [piece for piece in map(str.strip, node.text(separator="\n").split("\n")) if piece]
        words = "".join("".join(pieces).split())
        linked = [link.text() for link in links]
        if "。" in words or len("".join("".join(linked).split())) < _LINKED * len(words) or node.css_first(_NO_MENU) is not None:
            return False
        if self.linked_files and any(ATTACHMENT.search(link.attributes.get("href") or "") for link in links):
            return False
        beside = set(pieces).difference(map(str.strip, linked))
        if any(tells(piece) or self._is_title(piece) for piece in beside):
            return False
        self.furniture.extend(pieces)
        return True

    def _close(self, name: str) -> None:
        """Judge a container at its end: furniture goes, with its attachments and pictures."""
        box = self._boxes.pop()
        if name == "ol" or name == "ul":
            self._numbering.close()
        if not box.keep and (box.furniture or (box.links > 2 and box.linked >= _LINKED * box.chars > 0)):
            self._set_aside(box.items)
            del self.attachments[box.attachments :]
            self.images = box.images
            return
        parent = self._boxes[-1]
        parent.chars += box.chars
        parent.linked += box.linked
        parent.links += box.links
        parent.keep = parent.keep or box.keep

    def _set_aside(self, start: int) -> None:
        self.furniture.extend(item.text for item in self.items[start:] if isinstance(item, Line))
        del self.items[start:]

    def _table(self, table: LexborNode) -> bool:
        """Take a table of data as a whole; true for a layout table, to be walked like any container."""
        read = self._read(table)
        if is_layout(read):
            return True
        if read.caption:
            self.items.append(Line(read.caption))
        if read.rich and _is_menu_table(read):
            self.furniture.extend(text for row in read.rows for text in row if text)
            return False
        self._boxes[-1].keep = True
        if lines := labelled_lines(read.rows):
            self.items.extend(map(Line, lines))
        else:
            self.items.append(read)
        self._contents(read.rich)
        return False

    def _read(self, table: LexborNode) -> TableText:
        read = read_table(table, self.hidden, self._kinds)
        self._cells += sum(map(len, read.rows))
        if self._cells > MAX_CELLS:
            raise UnreadableError(TOO_MANY_CELLS)
        return read

    def _contents(self, cells: list[RichCell]) -> None:
        """Links and pictures inside the cells of a data table, and the tables of data nested in them."""
        waiting = deque(cells)
        while waiting:
            cell = waiting.popleft()
            for link in cell.links:
                self._link(link)
            for picture in cell.images:
                self._image(picture, in_link=False)
            for table in cell.nested:
                read = self._read(table)
                if read.caption:
                    self.items.append(Line(read.caption))
                self.items.append(read)
                waiting.extend(read.rich)

    def _link(self, node: LexborNode) -> bool:
        """Count a link, note an attached file; false for an anchor that leads nowhere."""
        target = node.attributes.get("href")
        if not target:
            return False
        if self.linked_files and ATTACHMENT.search(target):
            self.attachments.append(_file_name(target, collapse(node.text())))
            self._boxes[-1].keep = True
        elif not _PICTURE_LINK.search(target):
            self._boxes[-1].links += 1
        return True

    def _embedded(self, node: LexborNode) -> None:
        target = node.attributes.get("src") or node.attributes.get("data") or ""
        if ATTACHMENT.search(target):
            self.attachments.append(_file_name(target, ""))

    def _image(self, node: LexborNode, *, in_link: bool) -> None:
        """Count a picture that may be content: not small, no icon, and not the face of a link."""
        attributes = node.attributes
        sizes = [int(found[1]) for side in ("width", "height") if (found := _PIXELS.match(attributes.get(side) or ""))]
        source = attributes.get("src") or ""
        if in_link or any(size < _SMALL for size in sizes) or (not source.startswith("data:") and _ICON.search(source)):
            return
        self.images += 1


def _around_tables(root: LexborNode) -> set[int]:
    """The elements that hold a table, by their number in the tree."""
    found: set[int] = set()
    for table in root.css("table"):
        around = table.parent
        while around is not None and around.mem_id not in found:
            found.add(around.mem_id)
            around = around.parent
    return found


def _is_menu_table(table: TableText) -> bool:
    return sum(len(cell.links) for cell in table.rich) > 2 and sum(cell.linked for cell in table.rich) >= _LINKED * sum(
        len(text) for row in table.rows for text in row
    )


def _file_name(target: str, text: str) -> str:
    """How a reader knows an attached file: by the words of its link, with the file's ending."""
    from urllib.parse import unquote

    # The name may stand anywhere: /files/report.pdf?v=1, download.jsp?file=report.pdf&id=1
    name = next((piece for piece in reversed(re.split(r"[=/?&#;]", target)) if ATTACHMENT.search(piece)), target)
    if not text:
        return unquote(name)
    return text if ATTACHMENT.search(text) else f"{text}（{unquote(name)}）"
