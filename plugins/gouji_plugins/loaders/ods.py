"""What python-calamine does not tell of an .ods sheet: merged cells, how large it is, what is hidden or struck through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji_plugins.loaders.package import Package
from gouji_plugins.loaders.sheet_marks import MAX_COLUMNS, Look, Marks, Position
from gouji_plugins.loaders.sheet_texts import Run, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value"
_STRIKES = (_STYLE + "text-line-through-style", _STYLE + "text-line-through-type")
_BLANKS, _BLANKS_COUNT = _TEXT + "s", _TEXT + "c"
_GROUPS = {_TABLE + name for name in ("table-rows", "table-header-rows", "table-row-group")}

_MOST_MARKED = 100_000
"""Marked cells of a sheet: a cell that is written once may stand at any number of places."""

_DIGITS = 18
"""Digits of a count that are read; a longer one is beyond every limit anyhow."""

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of a merged range, from 0."""


class OdsSheet(NamedTuple):
    """A sheet: its merged ranges, its size, which is the positions up to its last filled cell and the characters that its cells
    unfold to beyond those written, and the marks of what is not seen."""

    merges: list[Merge]
    size: int
    marks: Marks


def ods_sheets(package: Package) -> dict[str, OdsSheet]:
    """The sheets by name. Raises UnreadableError when the content is damaged."""
    root = package.xml("content.xml")
    found: dict[str, OdsSheet] = {}
    prints = _prints(root) if root is not None else {}
    for table in root.iter(_TABLE + "table") if root is not None else ():
        merges: list[Merge] = []
        marks = Marks(hidden_columns=set(_hidden_columns(table)))
        row = last_row = last_column = unfolded = 0
        for element in _rows(table):
            marks.hidden_rows = marks.hidden_rows or _is_hidden(element)
            column = 0
            repeated = _count(element.get(_TABLE + "number-rows-repeated"))
            for cell in element:
                width = _count(cell.get(_TABLE + "number-columns-repeated"))
                columns = _count(cell.get(_TABLE + "number-columns-spanned"))
                rows = _count(cell.get(_TABLE + "number-rows-spanned"))
                if columns > 1 or rows > 1:
                    merges.append(((row, column), (row + rows - 1, column + columns - 1)))
                if len(cell):
                    last_row, last_column = row + repeated, max(last_column, column + width)
                    blanks = sum(_count(element.get(_BLANKS_COUNT)) for element in cell.iter(_BLANKS))
                    unfolded += repeated * width * blanks + (repeated * width - 1) * sum(map(len, cell.itertext()))
                    if prints or "." in cell.get(_VALUE, ""):
                        alike = ((r, c) for r in range(row, row + repeated) for c in range(column, column + width))
                        _mark(cell, prints, marks, alike)
                column += width
            row += repeated
        name = table.get(_TABLE + "name", "")
        of_same_name = found[name].size if name in found else 0
        found[name] = OdsSheet(merges, of_same_name + last_row * last_column + unfolded, marks)
    return found


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, and those in groups of rows, however deep, from top to bottom."""
    pending = [table]
    while pending:
        element = pending.pop()
        if element.tag == _TABLE + "table-row":
            yield element
        elif element is table or element.tag in _GROUPS:
            pending.extend(reversed(element))


def _is_hidden(element: Element) -> bool:
    return element.get(_TABLE + "visibility", "visible") != "visible"


def _hidden_columns(table: Element) -> Iterator[int]:
    at = 0
    for column in table.iter(_TABLE + "table-column"):
        width = min(_count(column.get(_TABLE + "number-columns-repeated")), MAX_COLUMNS)
        if _is_hidden(column):
            yield from range(at, min(at + width, MAX_COLUMNS))
        at += width


def _prints(root: Element) -> dict[str, Run]:
    """The styles that strike characters through or raise them, by name, as a run of no text."""
    found: dict[str, Run] = {}
    for style in root.iter(_STYLE + "style"):
        for properties in style.iter(_STYLE + "text-properties"):
            struck = any(properties.get(name, "none") != "none" for name in _STRIKES)
            raised = not properties.get(_STYLE + "text-position", "0%").startswith(("0", "-", "sub"))
            if struck or raised:
                found[style.get(_STYLE + "name", "")] = Run("", struck, raised)
    return found


def _mark(cell: Element, prints: Mapping[str, Run], marks: Marks, alike: Iterator[Position]) -> None:
    """Marks cells that are struck through, show their number rounded, or a part of whose only paragraph is not read."""
    if len(cell) == 1 and (text := text_of(_runs(cell[0], prints))):
        marks.texts.update(dict.fromkeys(islice(alike, _MOST_MARKED - len(marks.texts)), text))
        return
    own = prints.get(cell.get(_TABLE + "style-name", ""), Run())
    shown = "".join(cell[0].itertext())
    look = Look(struck=own.struck, whole="." in cell.get(_VALUE, "") and shown.lstrip("-").replace(",", "").isdecimal())
    if look.telling:
        marks.looks.update(dict.fromkeys(islice(alike, _MOST_MARKED - len(marks.looks)), look))


def _runs(paragraph: Element, prints: Mapping[str, Run]) -> Iterator[Run]:
    yield Run(paragraph.text or "")
    for span in paragraph:
        yield prints.get(span.get(_TEXT + "style-name", ""), Run())._replace(text="".join(span.itertext()))
        yield Run(span.tail or "")


def _count(text: str | None) -> int:
    return max(int(text[:_DIGITS]), 1) if text and text.isdecimal() else 1
