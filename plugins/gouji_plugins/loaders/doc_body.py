"""The text of a Word 97–2003 file: its paragraphs and tables as a reader of the page sees them."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType

from gouji.lean import NamedTuple
from gouji_plugins.loaders.doc_file import BOXES, SHAPES, DocFile, Run, modifiers, run_at
from gouji_plugins.loaders.doc_lists import OUTLINE, DocStyle, direct_list, doc_lists, doc_styles
from gouji_plugins.loaders.layout import Item, Line, RawCell, RawTable
from gouji_plugins.loaders.note_marks import is_note_mark
from gouji_plugins.loaders.numbering import Numbering
from gouji_plugins.loaders.word_styles import RAISED, heading_of

_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_DEFINE_TABLE, _VERTICAL_MERGE = 0xD608, 0xD62B
_DELETED, _INSERTED, _VANISH, _STRIKE, _DOUBLE_STRIKE = 0x0800, 0x0801, 0x083C, 0x0837, 0x2A53
_ALIGNED, _POSITION, _STYLE = 0x2A48, 0x4845, 0x4A30
_PICTURE, _FORM_DATA, _OBJECT = 0x6A03, 0x0806, 0x080A
_END = re.compile(r"[\r\x07\x0c]")
_FIELD = re.compile(r"[\x13\x14\x15]")
_CONTROL = dict.fromkeys([*range(7), 8, *range(0x0F, 0x1E), 0x1F]) | {0x0B: "\n", 0x0E: "\n", 0x1E: "-"}
MAX_INSTRUCTION = 10_000
"""Characters of a field code; a longer one is taken for text."""
_NEAR = 40
"""Cell edges this close together (twentieths of a point) are the same column."""


class DocText(NamedTuple):
    """What `read_text` found: the body's items, running heads, pictures, and whether text was left out."""

    items: list[Item]
    furniture: list[str]
    images: int
    tracked: bool
    hidden: bool
    struck: bool


class _Edges(NamedTuple):
    """The cell edges of a row, and for each cell whether it joins the one above or to the left."""

    at: tuple[int, ...]
    above: list[bool]
    left: list[bool]


@dataclass(slots=True)
class _OpenTable:
    rows: list[tuple[list[list[Item]], _Edges | None]] = field(default_factory=list)
    cells: list[list[Item]] = field(default_factory=list)
    content: list[Item] = field(default_factory=list)


def read_text(file: DocFile) -> DocText:
    """Reads main text, text boxes (where they are anchored, else in front) and running heads."""
    styles = doc_styles(file)
    marked = _marked(file, styles)
    deleted, hidden, struck = marked[_DELETED], marked[_VANISH], marked[_STRIKE] + marked[_DOUBLE_STRIKE]
    raised = marked[_ALIGNED] + marked[_POSITION]
    marks = [(start, stop) for start, stop in raised if is_note_mark(_before(file, start), file.text[start:stop])]
    dropped = _ranges(deleted + hidden + struck + marks + list(_instructions(file.text)))
    reader = _Reader(file, styles, dropped, deleted)
    main, footnotes, heads, macros, comments, endnotes, boxes = file.counts
    start = main + footnotes
    furniture = [line.text.strip() for line in reader.items(start, start + heads) if isinstance(line, Line)]
    start += heads + macros + comments + endnotes
    anchored: dict[int, list[Item]] = {}
    for cp, low, high in _boxes(file):
        content = [item for item in reader.items(start + low, start + min(high, boxes)) if not isinstance(item, Line) or item.text.strip()]
        anchored.setdefault(cp if 0 <= cp < main else 0, []).extend(content)
    items = reader.items(0, main, anchored)
    return DocText(
        items=items,
        furniture=list(dict.fromkeys(line for line in furniture if line)),
        images=_pictures(file, main),
        tracked=bool(deleted or marked[_INSERTED]),
        hidden=bool(hidden),
        struck=bool(struck),
    )


def _before(file: DocFile, cp: int) -> str:
    """The character that is seen before a place, with what is unseen behind it left out."""
    return file.text[max(cp - 4, 0) : cp].translate(_CONTROL)[-1:]


def _marked(file: DocFile, styles: Sequence[DocStyle]) -> dict[int, list[tuple[int, int]]]:
    """The stretches of text that are deleted, inserted, hidden, struck through, raised, by the code that says so, by itself,
    in a style of characters or in that of their paragraph."""
    codes = (_DELETED, _INSERTED, _VANISH, _STRIKE, _DOUBLE_STRIKE, _ALIGNED, _POSITION)
    found: dict[int, list[tuple[int, int]]] = {code: [] for code in codes}
    inherited = {
        index: told
        for index, style in enumerate(styles)
        if (told := {code: style.characters[code] for code in codes if code in style.characters})
    }
    for run in file.characters:
        own = dict(modifiers(run.properties))
        style = int.from_bytes(own.get(_STYLE, b""), "little")
        named: Mapping[int, bytes] = styles[style].characters if style < len(styles) else {}
        for start, stop, above in _in_styles(file, run, inherited):
            for code, operand in {**above, **named, **own}.items():
                if code in found and _says(code, operand):
                    found[code].extend(file.cps(start, stop))
    return found


def _in_styles(file: DocFile, run: Run, inherited: Mapping[int, Mapping[int, bytes]]) -> Iterator[tuple[int, int, Mapping[int, bytes]]]:
    """The stretches of a run of characters with what the styles of their paragraphs say of them."""
    if not inherited:
        yield run.start, run.stop, {}
        return
    first = bisect_right(file.paragraphs, run.start, key=lambda paragraph: paragraph.start) - 1
    for paragraph in islice(file.paragraphs, max(first, 0), None):
        if paragraph.start >= run.stop:
            break
        yield max(run.start, paragraph.start), min(run.stop, paragraph.stop), inherited.get(paragraph.style, {})


def _says(code: int, operand: bytes) -> bool:
    """Whether a property is on; of a shift up or down, whether it raises."""
    if code == _POSITION:
        return int.from_bytes(operand[:2], "little", signed=True) >= RAISED
    return operand[:1] == b"\x01"


def _instructions(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that hold field codes; one that runs over a paragraph's end is none."""
    open_at: list[int | None] = []
    for mark in _FIELD.finditer(text):
        at = mark.start()
        if mark[0] == "\x13":
            open_at.append(at)
        elif open_at:
            start = open_at[-1]
            if start is not None and at - start <= MAX_INSTRUCTION and not _END.search(text, start, at):
                yield start, at
            if mark[0] == "\x14":
                open_at[-1] = None
            else:
                open_at.pop()


def _ranges(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(stop, joined[-1][1])
        else:
            joined.append((start, stop))
    return joined


def _boxes(file: DocFile) -> Iterator[tuple[int, int, int]]:
    """(anchor in the main text or -1, start, stop in the text of the boxes) of each text box."""
    shapes, boxes = file.tables[SHAPES], file.tables[BOXES]
    count = max((len(shapes) - 4) // 30, 0)
    anchors: dict[int, int] = {}
    for index in range(count):
        shape = struct.unpack_from("<i", shapes, 4 * (count + 1) + 26 * index)[0]
        anchors[shape] = struct.unpack_from("<i", shapes, 4 * index)[0]
    count = max((len(boxes) - 4) // 26, 0)
    for index in range(count):
        start, stop = struct.unpack_from("<ii", boxes, 4 * index)
        shape = struct.unpack_from("<i", boxes, 4 * (count + 1) + 22 * index + 14)[0]
        if 0 <= start < stop:
            yield anchors.get(shape, -1), start, stop


def _pictures(file: DocFile, main: int) -> int:
    """Pictures in the main text: marks with a picture's place and no form or object data behind them."""
    found = 0
    for run in file.characters:
        codes = dict(modifiers(run.properties))
        if _PICTURE in codes and not _set(codes, _FORM_DATA) and not _set(codes, _OBJECT):
            found += sum(file.text.count("\x01", start, min(stop, main)) for start, stop in file.cps(run.start, run.stop))
    return found


class _Reader:
    def __init__(self, file: DocFile, styles: Sequence[DocStyle], dropped: list[tuple[int, int]], deleted: list[tuple[int, int]]) -> None:
        self.file = file
        self.styles = styles
        self.dropped = dropped
        self.deleted = _ranges(deleted)
        self.numbering = Numbering(doc_lists(file))

    def items(self, start: int, stop: int, anchored: Mapping[int, list[Item]] = MappingProxyType({})) -> list[Item]:
        """The lines and tables of one stretch of the text, `anchored` text boxes at their places in it."""
        found: list[Item] = []
        tables: list[_OpenTable] = []
        carried = ""
        text = self.file.text
        waiting = sorted(anchored, reverse=True)
        while start < stop:
            match = _END.search(text, start, stop)
            end = match.start() if match else stop
            own = carried + self._visible(start, end)
            carried = ""
            before: list[Item] = []
            after: list[Item] = []
            while waiting and waiting[-1] <= end:
                at = waiting.pop()
                (after if self._visible(start, at).strip() else before).extend(anchored[at])
            if match and match[0] == "\r" and _within(self.deleted, end):
                carried = own
                found.extend(before + after)
            else:
                self._place(own, match[0] if match else "\r", end, (before, after), found, tables)
            start = end + 1
        if carried:
            found.append(Line(carried))
        _close(tables, 0, found)
        return found

    def _visible(self, start: int, end: int) -> str:
        pieces: list[str] = []
        first = bisect_right(self.dropped, start, key=lambda stretch: stretch[1])
        for low, high in self.dropped[first : first + end - start]:
            if low >= end:
                break
            pieces.append(self.file.text[start : max(low, start)])
            start = max(start, min(high, end))
        pieces.append(self.file.text[start:end])
        return "".join(pieces).translate(_CONTROL)

    def _properties(self, cp: int) -> tuple[dict[int, bytes], DocStyle]:
        run = run_at(self.file.paragraphs, self.file.fc(cp))
        if run is None:
            return {}, DocStyle()
        style = self.styles[run.style] if run.style < len(self.styles) else DocStyle()
        return dict(modifiers(run.properties, self.file.data)), style

    def _place(
        self, text: str, mark: str, cp: int, boxes: tuple[list[Item], list[Item]], found: list[Item], tables: list[_OpenTable]
    ) -> None:
        """Puts one paragraph, which ends at `cp`, where it belongs: the body, or the open cell of the innermost table."""
        codes, style = self._properties(cp)
        depth = 0
        if codes.get(_IN_TABLE, b"\0") != b"\0" or mark == "\x07":
            depth = max(struct.unpack("<i", codes[_DEPTH])[0] if len(codes.get(_DEPTH, b"")) == 4 else 1, 1)
        _close(tables, depth, found)
        while len(tables) < min(depth, 20):
            tables.append(_OpenTable())
        row_end = _set(codes, _ROW_END) if depth == 1 else _set(codes, _INNER_ROW_END)
        if row_end and tables:
            table = tables[-1]
            table.rows.append((table.cells, _edges(codes)))
            table.cells, table.content = [], []
            return
        list_id, level = direct_list(codes, style)
        if list_id > 0:
            text = self.numbering.label(str(list_id), level) + text
        heading = heading_of(codes[OUTLINE][0]) if codes.get(OUTLINE) else style.heading
        lines: list[Item] = [*boxes[0], Line(text, heading), *boxes[1]]
        if not tables:
            found.extend(lines)
            return
        table = tables[-1]
        table.content.extend(lines)
        if mark == "\x07" or (depth > 1 and _set(codes, _INNER_CELL)):
            table.cells.append(table.content)
            table.content = []


def _set(codes: dict[int, bytes], code: int) -> bool:
    return codes.get(code, b"\0") != b"\0"


def _within(ranges: list[tuple[int, int]], cp: int) -> bool:
    index = bisect_right(ranges, cp, key=lambda stretch: stretch[0]) - 1
    return index >= 0 and cp < ranges[index][1]


def _close(tables: list[_OpenTable], depth: int, found: list[Item]) -> None:
    """Ends the tables deeper than `depth`; each goes into the open cell around it."""
    while len(tables) > depth:
        ended = tables.pop()
        if ended.content:
            ended.cells.append(ended.content)
        if ended.cells:
            ended.rows.append((ended.cells, None))
        (tables[-1].content if tables else found).append(_table(ended))


def _edges(codes: dict[int, bytes]) -> _Edges | None:
    """The row's geometry from its definition, None when there is none that can be read."""
    definition = codes.get(_DEFINE_TABLE, b"")
    if not definition:
        return None
    count = definition[0]
    if len(definition) < 1 + 2 * (count + 1):
        return None
    at = struct.unpack_from(f"<{count + 1}h", definition, 1)
    above, left = [False] * count, [False] * count
    for index in range(count):
        place = 1 + 2 * (count + 1) + 20 * index
        if place + 2 <= len(definition):
            flags = struct.unpack_from("<H", definition, place)[0]
            above[index], left[index] = flags >> 5 & 3 == 1, bool(flags & 2)
    merge = codes.get(_VERTICAL_MERGE, b"")
    if len(merge) == 2 and merge[0] < count:
        above[merge[0]] = merge[1] == 1
    return _Edges(at, above, left)


def _table(ended: _OpenTable) -> RawTable:
    """The rows at their columns, or by counting cells where the geometry does not fit the text."""
    rows = [(cells, edges) for cells, edges in ended.rows if cells]
    columns = _columns([edge for _, edges in rows if edges for edge in edges.at])
    table = RawTable()
    for cells, edges in rows:
        if edges is None or len(edges.above) != len(cells):
            return _counted(rows)
        row: list[RawCell] = []
        for index, content in enumerate(cells):
            start, stop = columns[edges.at[index]], columns[edges.at[index + 1]]
            if stop <= start:
                return _counted(rows)
            if edges.left[index] and row:
                row[-1].span += stop - start
            else:
                row.append(RawCell(start, stop - start, [] if edges.above[index] else content, edges.above[index]))
        table.rows.append(row)
    return table


def _counted(rows: list[tuple[list[list[Item]], _Edges | None]]) -> RawTable:
    return RawTable([[RawCell(index, 1, content) for index, content in enumerate(cells)] for cells, _ in rows], ragged=True)


def _columns(edges: list[int]) -> dict[int, int]:
    """The column number of each edge, edges that nearly agree being one."""
    columns: dict[int, int] = {}
    previous, column = None, -1
    for edge in sorted(set(edges)):
        if previous is None or edge - previous > _NEAR:
            column += 1
        columns[edge] = column
        previous = edge
    return columns
