"""What python-calamine does not tell of an .xlsx sheet, read from its XML.

Which cells are formulas without a stored result, which hold an error value, which are ruled, how a
zero is displayed, what is hidden, and how large the sheet really is. Expressions over the bytes
find them; all are linear, for no attribute or text of XML holds a "<".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji_plugins.loaders.package import Package
from gouji_plugins.loaders.sheet_size import column_number, is_small, positions
from gouji_plugins.loaders.sheet_texts import CELL, Text, inline_texts, shared_texts, strikes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Position = tuple[int, int]
"""Row and column of a cell, from 0."""

MAX_COLUMNS = 16_384
"""Columns of a sheet, at most."""

_SMALLEST_CELL = len('<c t="s"><v>0</v></c>')
"""Bytes of a cell that shows a shared text, at least."""

_PREFIX = re.compile(rb"(</?)\w+:(?=\w)")
_UNUSUAL = re.compile(rb'=(?:(?!")|(?<=\s=))')
_ATTRIBUTE = re.compile(rb"""\s(\w+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""")
_CELL = re.compile(rb"<c(\s[^<>]*)")
_REF = re.compile(rb'\sr="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\ss="(\d+)"')
_STYLES = re.compile(rb's="(\d+)"')
_FORMULA = rb"\s*<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*"
_UNCACHED = re.compile(rb"<c(\s[^<>]*)>" + _FORMULA + rb"(?:<v[^<>]*/>|<v[^<>]*>\s*</v>)?\s*</c>")
_RESULT = re.compile(rb"<c(\s[^<>]*)>" + _FORMULA + rb"<v>([^<]*)</v>")
_ERROR = re.compile(CELL % b"e" + rb"(?:" + _FORMULA + rb")?(?:<v[^<>]*>([^<]+))?")
_SHARED = re.compile(CELL % b"s" + rb"\s*<v>(\d+)</v>")
_ROW = re.compile(rb'\sr="(\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<row\s[^<>]*hidden="(?:1|true)"')
_COLUMN = re.compile(rb"<col(\s[^<>]*)")
_NO_WIDTH = re.compile(rb'\s(?:hidden="(?:1|true)"|width="0(?:\.0*)?")')
_LIMIT = re.compile(rb'\s(min|max)="(\d{1,5})"')
_NO_ZEROS = re.compile(rb'\sshowZeros="(?:0|false)"')
_SECTION = re.compile(r'((?:"[^"]*"|\\.|_.|\*.|[^;"\\])*+);?')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|\?')
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_SHOWS = re.compile(r"[0#?@a-zA-Z]")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_DRAWN_POINT = re.compile(r"""[0#?](?:[\\!]\.|"[.]")[0#?]""")
_WHOLE = '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'
_CENTS = '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)'
BUILTIN = {"1": "0", "3": "#,##0", "9": "0%", "10": "0.00%", "37": "#,##0;(#,##0)", "38": "#,##0;(#,##0)"}
BUILTIN |= {"41": _WHOLE, "42": _WHOLE, "43": _CENTS, "44": _CENTS}


class Look(NamedTuple):
    """How cells of one style look.

    `ruled`: like cells of a table; `zero`: what a zero shows as (None: as 0); `whole`: rounded to
    integers; `other`: how another number than zero shows otherwise than it is, in words; `struck`: with
    a line through it.
    """

    ruled: bool = False
    zero: str | None = None
    whole: bool = False
    other: str = ""
    struck: bool = False

    @property
    def telling(self) -> bool:
        """Whether a cell may show something else than its value."""
        return self.whole or self.zero is not None or bool(self.other) or self.struck


@dataclass(slots=True)
class Marks:
    """The marks of one sheet, by position.

    `looks` are the cells whose display may hide their value, `ruled` the rows in which two cells and
    more have ruling lines around them. `size` is the number of positions up to the last cell that holds
    anything, 0 of a small sheet; `most_texts` is how many texts it can show at most. `hidden_columns`
    counts from 0, `hidden_rows` says whether there are any. `texts` are those of which a part is not read.
    """

    looks: dict[Position, Look] = field(default_factory=dict)
    texts: dict[Position, Text] = field(default_factory=dict)
    uncached: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    ruled: set[int] = field(default_factory=set)
    size: int = 0
    most_texts: int = 0
    hidden_rows: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    no_zeros: bool = False


def sheet_marks(package: Package) -> Iterator[tuple[str, Marks]]:
    """(name, marks) of each worksheet of an .xlsx package. Raises UnreadableError."""
    main = package.target("", "officeDocument", "xl/workbook.xml")
    root = package.xml(main) if main.endswith(".xml") else None
    if root is None:
        return
    targets = {link.id: link.target for link in package.relationships(main)}
    folder = main.rpartition("/")[0]
    styles, shared = Styles(package, folder + "/styles.xml"), shared_texts(package.data(folder + "/sharedStrings.xml"))
    told = {child.tag.rpartition("}")[2]: child for child in root}
    to_compute = "calcPr" in told and told["calcPr"].get("fullCalcOnLoad") in ("1", "true")
    for sheet in told.get("sheets", ()):
        id = next((value for key, value in sheet.attrib.items() if key.endswith("relationships}id")), "")
        yield sheet.get("name", ""), read_marks(package.data(targets.get(id, "")), styles, shared, to_compute=to_compute)


class Styles:
    """The cell styles of a workbook, read when a sheet first asks for them."""

    def __init__(self, package: Package, part: str) -> None:
        self._package, self._part = package, part

    @cached_property
    def looks(self) -> list[Look]:
        """How the styles look, in the order cells refer to them."""
        return read_looks(self._package.xml(self._part))


def read_marks(data: bytes, styles: Styles, shared: Mapping[bytes, Text], *, to_compute: bool = False) -> Marks:
    """The marks of one sheet from its XML. Each kind is looked for only when the bytes hold a reason to.

    `to_compute` says that the workbook is to be computed when it is opened: a program that cannot has written 0 for every result.
    """
    given, data = data, _plain(data)
    usual = data is given  # what is written in another way is counted, for it may be misread here
    marks = Marks(size=0 if usual and is_small(data) else positions(given), most_texts=len(given) // _SMALLEST_CELL)
    marks.hidden_rows = b"hidden=" in data and _HIDDEN_ROW.search(data) is not None
    head = data.partition(b"<sheetData")[0]
    marks.hidden_columns = _hidden_columns(head)
    marks.no_zeros = _NO_ZEROS.search(head) is not None
    if b' s="' in data:
        _read_styles(data, styles.looks, marks)
    for attributes, number in _SHARED.findall(data) if shared else ():
        if number in shared and (at := _position(attributes)):
            marks.texts[at] = shared[number]
    for attributes, text in inline_texts(data):
        if at := _position(attributes):
            marks.texts[at] = text
    if b't="e"' in data:
        for attributes, value in _ERROR.findall(data):
            if at := _position(attributes):
                marks.errors[at] = value.decode("utf-8", "replace") or "#N/A"
    if b"<f" in data:
        for attributes in _UNCACHED.findall(data):
            if b't="str"' not in attributes and b't="e"' not in attributes and (at := _position(attributes)):
                marks.uncached.add(at)
        if to_compute:
            results = [(attributes, value) for attributes, value in _RESULT.findall(data) if b't="' not in attributes]
            if all(value == b"0" for _, value in results):
                marks.uncached.update(at for attributes, _ in results if (at := _position(attributes)))
    return marks


def _plain(data: bytes) -> bytes:
    """The XML without prefixes to its names, attributes in double quotes: as nearly every program writes it anyhow."""
    if b":row" in data or b":c" in data:
        data = _PREFIX.sub(rb"\1", data)
    if _UNUSUAL.search(data):
        data = _ATTRIBUTE.sub(rb' \1="\2\3"', data)
    return data


def _hidden_columns(data: bytes) -> set[int]:
    hidden: set[int] = set()
    told = 0
    for attributes in _COLUMN.findall(data):
        if _NO_WIDTH.search(attributes):
            limits = {name: int(number) for name, number in _LIMIT.findall(attributes)}
            columns = range(limits.get(b"min", 1) - 1, min(limits.get(b"max", 0), MAX_COLUMNS))
            told += len(columns)
            if told > MAX_COLUMNS:  # ranges that overlap occur in no honest file
                break
            hidden.update(columns)
    return hidden


def _read_styles(data: bytes, looks: list[Look], marks: Marks) -> None:
    """Which rows are ruled, and which cells may show something else than their value."""
    ruled = {str(index).encode() for index, look in enumerate(looks) if look.ruled}
    telling = {str(index).encode(): look for index, look in enumerate(looks) if look.telling}
    number = 0
    for row in data.split(b"<row")[1:] if ruled or telling else ():
        own, _, cells = row.partition(b">")
        reference = _ROW.search(own)
        number = int(reference[1]) if reference else number + 1
        styles = _STYLES.findall(cells)
        if len([style for style in styles if style in ruled]) > 1:
            marks.ruled.add(number - 1)
        if not telling.keys().isdisjoint(styles):
            for attributes in _CELL.findall(cells):
                style, at = _STYLE.search(attributes), _position(attributes)
                if style and at and style[1] in telling:
                    marks.looks[at] = telling[style[1]]


def _position(attributes: bytes) -> Position | None:
    reference = _REF.search(attributes)
    return (int(reference[2]) - 1, column_number(reference[1].decode())) if reference else None


def read_looks(root: Element | None) -> list[Look]:
    """How the cell styles of styles.xml look, in the order cells refer to them."""
    if root is None:
        return []
    sections = {child.tag.rpartition("}")[2]: child for child in root}
    codes = {item.get("numFmtId", ""): item.get("formatCode", "") for item in sections.get("numFmts", ())}
    ruled = [_boxed(border) for border in sections.get("borders", ())]
    struck = {str(at) for at, font in enumerate(sections.get("fonts", ())) if any(map(strikes, font))}
    return [_look(xf.attrib, codes, ruled)._replace(struck=xf.get("fontId") in struck) for xf in sections.get("cellXfs", ())]


def _boxed(border: Element) -> bool:
    sides = {side.tag.rpartition("}")[2] for side in border if side.get("style", "none") != "none"}
    return bool(sides & {"left", "right", "start", "end"}) or {"top", "bottom"} <= sides


def _look(style: Mapping[str, str], codes: Mapping[str, str], ruled: list[bool]) -> Look:
    border, format_id = style.get("borderId", ""), style.get("numFmtId", "")
    look = look_of(codes.get(format_id) or BUILTIN.get(format_id, ""))
    return look._replace(ruled=border.isdecimal() and int(border) < len(ruled) and ruled[int(border)])


@lru_cache(64)
def look_of(code: str) -> Look:
    """How a number format shows numbers."""
    return Look(False, zero_display(code), _whole(code), _other(code))


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


def _other(code: str) -> str:
    """How a format keeps a number from the eye, in words: shows none of it, only its thousands ("0,"), a hundredfold ("0%"), or
    with a point that it has not ('0"."0')."""
    sections = _sections(code)
    if not sections:
        return ""
    first = _QUOTED.sub("", sections[0])
    if not _SHOWS.search(first):
        return "不显示数值"
    if "%" in first:
        return "按百分数显示"
    if _SCALED.search(first):
        return "按千位缩小显示"
    return "显示时另加了小数点" if _DRAWN_POINT.search(sections[0]) else ""
