"""The text of a .docx part: its paragraphs and tables as a reader of the page sees them.

Tracked changes are read as accepted, fields by their result, alternatives once; comments, notes and
the marks that refer to them, hidden text and text struck through are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import or_

from gouji.document import Paragraph, Source
from gouji.errors import UnreadableError
from gouji.lean import TYPE_CHECKING
from gouji_plugins.loaders.layout import Item, Line, RawCell, RawTable, raw_table
from gouji_plugins.loaders.note_marks import is_note_mark
from gouji_plugins.loaders.numbering import Numbering
from gouji_plugins.loaders.word_styles import MC, VAL, Print, Style, W, heading_of, number, on, print_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_SPAN = 63
"""Word's own limit of columns in a table."""

_LENGTHS = 2
"""So many lengths of rows a table may have in which a cell was deleted."""

_R, _T, _P, _TBL, _TR, _TC, _SDT = (W + name for name in ("r", "t", "p", "tbl", "tr", "tc", "sdt"))
_PPR, _RPR, _TCPR, _TRPR, _RUN_STYLE = (W + name for name in ("pPr", "rPr", "tcPr", "trPr", "rStyle"))
_INS, _DEL, _SDT_CONTENT, _BOX = (W + name for name in ("ins", "del", "sdtContent", "txbxContent"))
_CHUNK, _ID = W + "altChunk", "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ALTERNATE, _CHOICE, _FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
_ADDED = {_INS, W + "moveTo"}
_REMOVED = {_DEL, W + "moveFrom"}
_WRAPPERS = {W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent")} | _ADDED
_PICTURE = {W + "drawing", W + "pict", W + "object"}
_IMAGE = {"{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata"}
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATHS = {_MATH + "oMath", _MATH + "oMathPara"}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WRITTEN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_SIGNS = {W + name: text for name, text in _WRITTEN.items()}
_SYM, _FIELD, _RUBY = W + "sym", W + "fldChar", W + "ruby"
_DIGIT = re.compile(r"\d")
_SYMBOLS = {0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x6F: "□", 0x6E: "■", 0x6C: "●", 0xFB: "✗", 0xFD: "☒", 0x52: "☑", 0xA3: "□"}


@dataclass(slots=True)
class _Paragraph:
    """A paragraph under construction: how its style prints it, its text, which pieces of it are white, the boxes anchored before
    and behind it, open fields."""

    look: Print
    text: list[str] = field(default_factory=list)
    white: set[int] = field(default_factory=set)
    before: list[Item] = field(default_factory=list)
    after: list[Item] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)


class BodyReader:
    """Reads one part after the other of the same document, numbering going on through them.

    After reading, `images` counts pictures, `furniture` holds the lines of a table of contents,
    `tracked`, `hidden`, `struck` and `embedded` say whether changes, hidden text, text struck
    through or embedded objects were met, `unmerged` whether a file put into the document was not read.
    `chunks` are such files, by the ids of the links to them; each is read once.
    """

    def __init__(self, styles: Mapping[str, Style], default_style: str, numbering: Numbering, chunks: dict[str, Source]) -> None:
        self.styles, self.default_style, self.numbering, self.chunks = styles, default_style, numbering, chunks
        self.images = 0
        self.furniture: list[str] = []
        self.tracked = self.hidden = self.struck = self.embedded = self.unmerged = False

    def items(self, container: Element) -> list[Item]:
        """The lines and tables of a body, cell, text box or header, in reading order."""
        found: list[Item] = []
        carried = ""
        for child in _flat(container, self):
            if child.tag == _TBL:
                found.append(self._table(child))
            elif child.tag == _P:
                line, merged = self._paragraph(child, found, carried)
                carried = line if merged else ""
            elif child.tag == _SDT:
                self._contents(child)
                found.append(Line(""))
            elif child.tag == _CHUNK:
                found.extend(self._page(self.chunks.pop(child.get(_ID, ""), None)))
        if carried:
            found.append(Line(carried))
        return found

    def _contents(self, control: Element) -> None:
        """Sets aside a generated table of contents."""
        for item in self.items(control[-1]) if len(control) else ():
            if isinstance(item, Line) and item.text.strip():
                self.furniture.append(item.text.strip())

    def _page(self, source: Source | None) -> list[Item]:
        """The lines and tables of a web page that was put in as a whole."""
        from gouji_plugins.loaders import html

        try:
            document = html.load(source) if source and html.sniff(source) else None
        except UnreadableError:
            document = None
        if document is None:
            self.unmerged = True
            return []
        self.images += document.images
        self.furniture.extend(document.furniture)
        return [Line(block.text, block.heading) if isinstance(block, Paragraph) else raw_table(block) for block in document.blocks]

    def _paragraph(self, element: Element, found: list[Item], carried: str) -> tuple[str, bool]:
        """Adds a paragraph to `found`; when its mark was deleted, its text belongs to the next one."""
        properties = element.find(_PPR)
        style_id = self.default_style
        if properties is not None and (named := properties.find(W + "pStyle")) is not None:
            style_id = named.get(VAL, "")
        style = self.styles.get(style_id, _PLAIN)
        state = _Paragraph(style.print)
        self._inline(element, state)
        text = carried + "".join(self._seen(state))
        mark = properties.find(_RPR) if properties is not None else None
        merged = mark is not None and mark.find(_DEL) is not None
        found.extend(state.before)
        if merged:
            self.tracked = True
        else:
            outline = numbered = None
            if properties is not None:
                outline, numbered = properties.find(W + "outlineLvl"), properties.find(W + "numPr")
            heading = heading_of(number(outline, 9)) if outline is not None else style.heading
            if numbered is not None or style.list_id:
                text = self._number(numbered, style, style_id) + text
            if style.contents and text.strip():
                self.furniture.append(text.strip())
                text = ""
            found.append(Line(text, heading))
        found.extend(state.after)
        return text, merged

    def _seen(self, state: _Paragraph) -> Sequence[str]:
        """The text of a paragraph without white digits beside others: on one ground only some of them are seen."""
        if not any(_DIGIT.search(state.text[at]) for at in state.white):
            return state.text
        dark = [part for at, part in enumerate(state.text) if at not in state.white]
        if not any(map(_DIGIT.search, dark)):
            return state.text
        self.hidden = True
        return dark

    def _number(self, numbered: Element | None, style: Style, style_id: str) -> str:
        own_list = numbered.find(W + "numId") if numbered is not None else None
        own_level = numbered.find(W + "ilvl") if numbered is not None else None
        list_id = own_list.get(VAL, "") if own_list is not None else style.list_id
        definition = self.numbering.lists.get(list_id)
        if definition is None:
            return ""
        if own_level is not None:
            level = number(own_level)
        elif style.level is not None and own_list is None:
            level = style.level
        else:
            level = definition.level_of(style_id)
        return self.numbering.label(list_id, level)

    def _inline(self, parent: Element, state: _Paragraph) -> None:
        """Adds what a paragraph, a run or a wrapper inside a paragraph holds."""
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, state)
            elif tag == _T:
                if child.text and not any(state.fields):
                    state.text.append(_spaced(child))
            elif tag in _SIGNS:
                state.text.append(_SIGNS[tag])
            elif tag in _WRAPPERS:
                self.tracked |= tag in _ADDED
                self._inline(child, state)
            elif tag == _SDT:
                for content in child.findall(_SDT_CONTENT):
                    self._inline(content, state)
            elif tag in _REMOVED:
                self.tracked = True
            elif tag == _FIELD:
                _follow_field(state.fields, child.get(W + "fldCharType"))
            elif tag == _SYM:
                state.text.append(_symbol(child))
            elif tag in _PICTURE:
                self._picture(child, state)
            elif tag == _ALTERNATE:
                self._alternate(child, state)
            elif tag == _RUBY:
                for base in child.findall(W + "rubyBase"):
                    self._inline(base, state)
            elif tag in _MATHS:
                state.text.extend(part.text or "" for part in child.iter(_MATH + "t"))

    def _run(self, run: Element, state: _Paragraph) -> None:
        properties = run.find(_RPR)
        look = state.look if properties is None else self._print(properties, state.look)
        if look.hidden:
            self.hidden |= any(part.text for part in run.iter(_T))
        elif look.struck:
            self.struck |= any(part.text for part in run.iter(_T))
        elif not (look.raised and self._is_mark(run, state)):
            start = len(state.text)
            self._inline(run, state)
            if look.white:
                state.white.update(range(start, len(state.text)))

    def _print(self, properties: Element, inherited: Print) -> Print:
        named = properties.find(_RUN_STYLE)
        style = None if named is None else self.styles.get(named.get(VAL, ""))
        return print_of(properties, inherited if style is None else Print(*map(or_, inherited, style.print)))

    def _is_mark(self, run: Element, state: _Paragraph) -> bool:
        return is_note_mark("".join(state.text), "".join(part.text or "" for part in run.iter(_T)))

    def _alternate(self, element: Element, state: _Paragraph) -> None:
        """Reads the first alternative that holds anything: text or pictures stand in each of them."""
        for branch in (*element.findall(_CHOICE), *element.findall(_FALLBACK)):
            length = len(state.text) + len(state.before) + len(state.after) + self.images
            self._inline(branch, state)
            if len(state.text) + len(state.before) + len(state.after) + self.images > length:
                return

    def _picture(self, element: Element, state: _Paragraph) -> None:
        """Text boxes, word art and pictures of a drawing; boxes anchored before any text come first."""
        if element.tag == W + "object":
            self.embedded = True
        target = state.after if "".join(state.text).strip() else state.before
        for child in element:
            if child.tag == _BOX:
                target.extend(self.items(child))
            elif child.tag == _ALTERNATE:
                self._alternate(child, state)
            elif child.tag in _IMAGE:
                self.images += 1
            elif child.tag == _WORD_ART:
                if child.get("string"):
                    target.append(Line(child.get("string", "")))
            else:
                self._picture(child, state)

    def _table(self, element: Element) -> RawTable:
        table = RawTable()
        for row in _flat(element, self):
            if row.tag != _TR:
                continue
            properties = row.find(_TRPR)
            column = 0
            if properties is not None:
                if properties.find(_DEL) is not None:
                    self.tracked = True
                    continue
                if on(properties.find(W + "hidden")):
                    self.hidden = True
                    continue
                self.tracked |= properties.find(_INS) is not None
                column = min(max(number(properties.find(W + "gridBefore")), 0), MAX_SPAN)
            cells: list[RawCell] = []
            for cell in _flat(row, self):
                if cell.tag == _TC:
                    column = self._cell(cell, column, cells)
            if cells:
                table.rows.append(cells)
        table.ragged = _spans_lost(table.rows)
        return table

    def _cell(self, element: Element, column: int, cells: list[RawCell]) -> int:
        """Adds one cell at a column and returns the next free column."""
        properties = element.find(_TCPR)
        span, above, left = 1, False, False
        if properties is not None:
            span = min(max(number(properties.find(W + "gridSpan"), 1), 1), MAX_SPAN)
            vertical, horizontal = properties.find(W + "vMerge"), properties.find(W + "hMerge")
            above = vertical is not None and vertical.get(VAL, "continue") == "continue"
            left = horizontal is not None and horizontal.get(VAL, "continue") == "continue"
        if left and cells:
            cells[-1].span += span
        else:
            cells.append(RawCell(column, span, [] if above else self.items(element), above))
        return column + span


def _spans_lost(rows: Sequence[Sequence[RawCell]]) -> bool:
    """Whether a converter left out over how many columns cells are merged: no cell has more than one, and yet rows have few or many."""
    return len({len(row) for row in rows}) > _LENGTHS and all(cell.span == 1 for row in rows for cell in row)


_PLAIN = Style()
_TRANSPARENT = {W + "customXml", W + "smartTag", _SDT_CONTENT} | _ADDED


def _flat(parent: Element, reader: BodyReader) -> Iterator[Element]:
    """The children of a block container, content controls and change marks looked through.

    A content control holding a table of contents comes as it is.
    """
    for child in parent:
        tag = child.tag
        if tag in _TRANSPARENT:
            reader.tracked |= tag in _ADDED
            yield from _flat(child, reader)
        elif tag == _SDT:
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            if gallery is not None and gallery.get(VAL) == "Table of Contents":
                yield child
            else:
                for content in child.findall(_SDT_CONTENT):
                    yield from _flat(content, reader)
        elif tag == _ALTERNATE:
            for branch in (*child.findall(_CHOICE), *child.findall(_FALLBACK))[:1]:
                yield from _flat(branch, reader)
        else:
            yield child


def _spaced(element: Element) -> str:
    """The text of w:t: white space at its ends counts only where it is asked to be preserved."""
    text = element.text or ""
    if text[0] in " \t\r\n" or text[-1] in " \t\r\n":
        if element.get(_XML_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        text = text.replace("\r", "").replace("\n", " ")
    return text


def _follow_field(fields: list[bool], kind: str | None) -> None:
    """Keeps the stack of open fields; True while in the instruction, whose text nobody sees."""
    if kind == "begin":
        fields.append(True)
    elif fields and kind == "separate":
        fields[-1] = False
    elif fields and kind == "end":
        fields.pop()


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF or code < 0x100:
        return _SYMBOLS.get(code & 0xFF, "•")
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
