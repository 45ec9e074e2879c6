"""What python-calamine does not tell of an .xlsx sheet, read from its XML.

Which cells are formulas without a stored result, which hold an error value, which are ruled, how a
zero is displayed, what is hidden, and how large the sheet really is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gouji_plugins.loaders.package import Package

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Position = tuple[int, int]
"""Row and column of a cell, from 0."""

_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?:r="([A-Z]{1,3})(\d{1,7})")?(?:\ss="(\d+)")?([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)',
    re.DOTALL,
)
"""A cell with the attributes that matter where Excel, WPS and openpyxl put them; others stand in the fourth group."""
_REF = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'(?:^|\s)s="(\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>([^<]+)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_HIDDEN = re.compile(rb'<(?:\w+:)?(?:row|col)\s[^>]*hidden="(?:1|true)"')
_NO_ZEROS = re.compile(rb'showZeros="(?:0|false)"')
_SECTION = re.compile(r'((?:"[^"]*"|\\.|_.|\*.|[^;"\\])*);?')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|\?')
_WHOLE = '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'
_CENTS = '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)'
_BUILTIN = {"1": "0", "3": "#,##0", "37": "#,##0;(#,##0)", "38": "#,##0;(#,##0)", "41": _WHOLE, "42": _WHOLE, "43": _CENTS, "44": _CENTS}


class Look(NamedTuple):
    """How cells of one style look: ruled like a table cell, what a zero shows as (None: as 0), rounded to integers."""

    ruled: bool = False
    zero: str | None = None
    whole: bool = False


@dataclass(slots=True)
class Marks:
    """The marks of one sheet, by position.

    `ruled` are the cells with ruling lines around them, `looks` those whose display may hide their
    value, `last` is the last row and column that hold anything.
    """

    looks: dict[Position, Look] = field(default_factory=dict)
    uncached: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    ruled: set[Position] = field(default_factory=set)
    last: Position = (-1, -1)
    hidden: bool = False
    no_zeros: bool = False


def sheet_marks(package: Package) -> Iterator[tuple[str, Marks]]:
    """(name, marks) of each worksheet of an .xlsx package. Raises UnreadableError."""
    main = next((link.target for link in package.relationships("") if link.kind == "officeDocument"), "xl/workbook.xml")
    root = package.xml(main) if main.endswith(".xml") else None
    if root is None:
        return
    targets = {}
    folder, _, name = main.rpartition("/")
    links = package.xml(f"{folder}/_rels/{name}.rels")
    ids = [link.get("Id", "") for link in links if link.get("TargetMode") != "External"] if links is not None else []
    for id, link in zip(ids, package.relationships(main), strict=True):
        targets[id] = link.target
    looks = read_looks(package.xml(f"{folder}/styles.xml"))
    for sheet in root.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            id = next((value for key, value in sheet.attrib.items() if key.endswith("relationships}id")), "")
            yield sheet.get("name", ""), read_marks(package.data(targets.get(id, "")), looks)


def read_marks(data: bytes, looks: list[Look]) -> Marks:
    """The marks of one sheet from its XML; `looks` are those of the workbook's cell styles."""
    marks = Marks(hidden=_HIDDEN.search(data) is not None, no_zeros=_NO_ZEROS.search(data) is not None)
    last_row = last_column = -1
    ruled = {str(index).encode() for index, look in enumerate(looks) if look.ruled}
    telling = {str(index).encode(): look for index, look in enumerate(looks) if look.whole or look.zero is not None}
    columns: dict[bytes, int] = {}
    for letters, digits, style, attributes, content in _CELL.findall(data):
        if not letters:
            ref = _REF.search(attributes)
            if ref is None:
                continue
            letters, digits = ref.groups()
        if not style and b's="' in attributes:
            found = _STYLE.search(attributes)
            style = found[1] if found else b""
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = column_number(letters.decode())
        at = (int(digits) - 1, column)
        if style in ruled:
            marks.ruled.add(at)
        if style in telling:
            marks.looks[at] = telling[style]
        if not content:
            continue
        if at[0] > last_row:
            last_row = at[0]
        if column > last_column:
            last_column = column
        if b"<f" not in content and b":f" not in content and b't="e"' not in attributes:
            continue
        if b't="e"' in attributes:
            value = _VALUE.search(content)
            marks.errors[at] = value[1].decode("utf-8", "replace") if value else "#N/A"
        elif b't="str"' not in attributes and _FORMULA.search(content) and not _VALUE.search(content):
            marks.uncached.add(at)
    marks.last = (last_row, last_column)
    return marks


def column_number(letters: str) -> int:
    """A column's letters as a number from 0: "A" is 0, "AA" 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def read_looks(root: Element | None) -> list[Look]:
    """How the cell styles of styles.xml look, in the order cells refer to them."""
    if root is None:
        return []
    sections = {child.tag.rpartition("}")[2]: child for child in root}
    codes = {item.get("numFmtId", ""): item.get("formatCode", "") for item in sections.get("numFmts", ())}
    ruled = [_boxed(border) for border in sections.get("borders", ())]
    return [_look(xf.attrib, codes, ruled) for xf in sections.get("cellXfs", ())]


def _boxed(border: Element) -> bool:
    sides = {side.tag.rpartition("}")[2] for side in border if side.get("style", "none") != "none"}
    return bool(sides & {"left", "right", "start", "end"}) or {"top", "bottom"} <= sides


def _look(style: Mapping[str, str], codes: Mapping[str, str], ruled: list[bool]) -> Look:
    border, format_id = style.get("borderId", ""), style.get("numFmtId", "")
    code = codes.get(format_id) or _BUILTIN.get(format_id, "")
    return Look(border.isdecimal() and int(border) < len(ruled) and ruled[int(border)], zero_display(code), _whole(code))


def zero_display(code: str) -> str | None:
    """What a number format shows for a zero when that is no number: "" or a sign; else None.

    >>> zero_display('0;-0;"-";@'), zero_display("0;-0;;@"), zero_display("0.00")
    ('-', '', None)
    """
    sections = _sections(code)
    bare = [_LITERAL.sub("", section).strip() for section in sections]
    if len(sections) >= 3:
        if "0" in bare[2] or "#" in bare[2] or "general" in bare[2].lower():
            return None
        shown = _LITERAL.sub(lambda part: part[1] or part[2] or "", sections[2])
        return shown.strip()
    if bare and "#" in bare[0] and "0" not in bare[0]:
        return ""
    return None


def _sections(code: str) -> list[str]:
    return [part[1] for part in _SECTION.finditer(code)][:-1] if code else []


def _whole(code: str) -> bool:
    sections = _sections(code)
    bare = _LITERAL.sub("", sections[0]) if sections else ""
    return bool(bare) and set(bare) <= set("#0,() ¥￥$") and "0" in bare
