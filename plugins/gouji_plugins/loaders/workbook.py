"""Worksheets to blocks: values by python-calamine, cut into tables and prose.

A cell's text is its value as a person sees it, rounded where it is shown so; where the display hides
the value (a zero shown as "-"), the value counts. Either way a note says so.
"""

from __future__ import annotations

import datetime
import io
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from gouji.document import Block, Document, Grid, GridCell, Paragraph, Place, Source
from gouji.errors import UnreadableError
from gouji.lean import TYPE_CHECKING, Any, NamedTuple
from gouji_plugins.loaders.mixed import Part, Row, beginning, filled, paragraphs, split
from gouji_plugins.loaders.package import OLE_MAGIC, PROTECTED, core_properties, open_package
from gouji_plugins.loaders.sheet_aside import Cells, columns_used, take_aside, without_counts
from gouji_plugins.loaders.sheet_marks import Marks, Position, sheet_marks
from gouji_plugins.loaders.sheet_size import ENDLESS

if TYPE_CHECKING:
    from gouji_plugins.loaders.ods import Merge

MAX_POSITIONS = 1_000_000
"""Positions of a sheet, rows × columns up to the last filled cell, beyond which it is not read."""

MAX_SHEETS = 500
"""Worksheets of a workbook; each of more may well be the same one again."""

MOST_COVERED = 30
"""Values that a merged cell may cover, and so hide; a program leaves one in it, and a range over more was not merged by anyone."""

MAX_BESIDE = 50
"""Tables that stand beside each other; what stands to the right of so many is not told apart from the last."""

MAX_BLANK_ROWS = 3
"""Ruled rows below the last filled one that still belong to the table: the empty form."""

_STRINGS_PART = "xl/sharedStrings.xml"
_STRINGS = re.compile(rb"""\buniqueCount\s*=\s*["']0*(\d{1,20})""")
"""How many texts the cells of a workbook share, as it states."""
_STRING_END = re.compile(rb"</(?:\w+:)?si\b")

MOST_TEXT = 1 << 30
"""Bytes of shared texts that the cells of a workbook may come to; calamine makes a copy for each cell."""

_NUMBERED = re.compile("[一二三四五六]、")

DECIMALS = 6
"""Places behind the point that a number can have: a fen in 万元. What is finer is left by computing."""

UNCACHED = "公式没有缓存的计算结果，请在 Excel 中打开并保存后再检查"
DAMAGED = "工作簿已损坏或不是 Excel 文件，请用 Excel 或 WPS 打开并另存为 .xlsx 后再检查。"


class _Told(NamedTuple):
    """What python-calamine does not tell of a file; `merges` and `marks` by the names of its sheets.

    `unknown` are the marks of a sheet that calamine calls otherwise.
    """

    meta: Mapping[str, str] = {}
    images: int = 0
    merges: Mapping[str, list[Merge]] = {}
    marks: Mapping[str, Marks] = {}
    unknown: Marks = Marks()


def read_workbook(source: Source) -> Document:
    """Reads every worksheet, hidden ones only where the others hold no table.

    Raises UnreadableError when damaged, protected or absurdly large.
    """
    import python_calamine

    told = _told(source.data)
    blocks: list[Block] = []
    notes: list[str] = []
    furniture: list[str] = []
    partial = False
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data)) as workbook:
            sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ is python_calamine.SheetTypeEnum.WorkSheet]
            if len(sheets) > MAX_SHEETS:
                raise UnreadableError(f"工作簿里有 {len(sheets)} 张工作表，不像一份年报；请只保留年报的工作表后再检查。")
            headings = _headings([sheet.name for sheet in sheets])
            hidden = {sheet.name for sheet in sheets if sheet.visible is not python_calamine.SheetVisibleEnum.Visible}
            for name in sorted((sheet.name for sheet in sheets), key=hidden.__contains__):
                if name in hidden and any(isinstance(block, Grid) for block in blocks):
                    # Drafts and last year's figures; they must not stand in for what the reader sees.
                    notes.append(f"工作表“{name}”是隐藏的，没有读取。")
                    continue
                marks = told.marks.get(name, told.unknown)
                read = workbook.get_sheet_by_name(name) if marks.size <= MAX_POSITIONS else None
                if read is None or read.height * read.width > MAX_POSITIONS:
                    notes.append(f"工作表“{name}”的范围大得反常，没有读取；请删去多余的行和列。")
                    partial = True
                    continue
                values = read.to_python()
                if values and read.start is not None:
                    merges = told.merges.get(name) or read.merged_cell_ranges or []
                    sheet = _Sheet(name, *without_counts(values, read.start), merges, marks)
                    of_sheet = list(sheet.blocks(furniture))
                    if sheet.overlaid:
                        notes.append(f"工作表“{name}”有合并单元格盖住了大片有内容的单元格，没有按合并读取。")
                    if name in headings and not any(_says(block, name) for block in of_sheet):
                        blocks.append(Paragraph(name, Place(sheet=name), 1))
                    blocks.extend(of_sheet)
                if values or marks.uncached:
                    notes.extend(_notes(name, name in hidden, values, read.start, marks))
    except BaseException as error:
        # A damaged file makes calamine panic; its PanicException derives from BaseException and is exported nowhere.
        if isinstance(error, (python_calamine.CalamineError, OSError)) or type(error).__name__ == "PanicException":
            raise UnreadableError(DAMAGED) from error
        raise
    return Document(tuple(blocks), "xlsx", told.meta, tuple(furniture), images=told.images, notes=tuple(notes), partial=partial)


def _told(data: bytes) -> _Told:
    """Looks into a file before calamine does. Raises UnreadableError for what calamine must not be given."""
    if data.startswith(OLE_MAGIC):
        from gouji_plugins.loaders.biff import stream_positions, xls_stream
        from gouji_plugins.loaders.biff_marks import xls_marks

        stream = xls_stream(data)
        _refuse_endless(stream_positions(stream))
        return _Told(marks=xls_marks(stream))
    if not data.startswith(b"PK"):
        return _Told()
    package = open_package(data)
    told = _Told(core_properties(package), sum(name.startswith(("xl/media/", "pictures/")) for name in package.names))
    if "content.xml" in package:
        from gouji_plugins.loaders.ods import ods_sheets

        if b"encryption-data" in package.data("META-INF/manifest.xml"):
            raise UnreadableError(PROTECTED)
        sheets = ods_sheets(package)
        for sheet in sheets.values():  # calamine unfolds every sheet of an .ods when it opens it
            _refuse_endless(sheet.size)
        return told._replace(
            merges={name: sheet.merges for name, sheet in sheets.items()}, marks={name: sheet.marks for name, sheet in sheets.items()}
        )
    if "xl/workbook.bin" in package:
        from gouji_plugins.loaders.biff import xlsb_positions

        _refuse_endless(xlsb_positions(package))
        return told
    strings = package.data(_STRINGS_PART)
    stated = _STRINGS.search(strings)
    if stated and int(stated[1]) > MAX_POSITIONS:  # calamine makes room for them
        raise UnreadableError(DAMAGED)
    marked = sorted(sheet_marks(package), key=lambda sheet: sheet[1].size)
    if max(map(len, _STRING_END.split(strings))) * sum(marks.most_texts for _, marks in marked) > MOST_TEXT:
        raise UnreadableError("工作簿里各格的文字合起来多得反常，没有读取；请把年报的内容复制到新的工作簿后再检查。")
    # Of sheets with one name calamine may read either.
    return told._replace(marks=dict(marked), unknown=Marks(size=ENDLESS))


def _headings(names: Sequence[str]) -> set[str]:
    """The names of worksheets that are headings of sections in full; none where any of those with numbers is shortened."""
    numbered = {name for name in names if _NUMBERED.match(name)}
    return numbered if all(name.endswith(("情况", "事项")) for name in numbered) else set()


def _says(block: Block, heading: str) -> bool:
    """Whether a paragraph begins with the number of a heading, or a table holds the rest of it."""
    if isinstance(block, Grid):
        return any(heading[2:] in cell.text for row in block.rows for cell in row)
    return block.text.lstrip().startswith(heading[:2])


def _refuse_endless(positions: int) -> None:
    if positions == ENDLESS:
        raise UnreadableError(DAMAGED)
    if positions > MAX_POSITIONS:
        raise UnreadableError("工作簿里有工作表的范围大得反常，没有读取；请删去多余的行和列后再检查。")


def _notes(name: str, hidden: bool, values: list[list[Any]], start: Position | None, marks: Marks) -> Iterator[str]:
    if hidden:
        yield f"工作表“{name}”是隐藏的，已一并读取。"
    if marks.hidden_rows:
        yield f"工作表“{name}”有隐藏的行，已一并读取。"
    hidden_columns = marks.hidden_columns
    if hidden_columns and start and any(value != "" for line in values for at, value in enumerate(line, start[1]) if at in hidden_columns):
        yield f"工作表“{name}”有隐藏的列，没有读取。"
    if any(look.struck for look in marks.looks.values()):
        yield f"工作表“{name}”有加删除线的单元格，没有读取。"
    if any(text.struck for text in marks.texts.values()):
        yield f"工作表“{name}”有单元格的部分文字加删除线，没有读取。"
    if marks.no_zeros:
        yield f"工作表“{name}”设置了不显示零值，看似空白的单元格可能存有 0，已按 0 读取。"
    if marks.uncached:
        yield f"工作表“{name}”有 {len(marks.uncached)} 个{UNCACHED}。"


class _Sheet:
    """A worksheet while it is cut up: `_rows` holds the filled and the merged cells of each row by column; `overlaid`
    says that a merged range was left out because it covers too much.

    Rows count from where the filled part begins, and so do columns, without the hidden ones, which
    would shift every number of a row. Blank cells are made only where a table needs them: most of a
    sheet is none.
    """

    def __init__(self, name: str, values: list[list[Any]], start: Position, merges: Sequence[Merge], marks: Marks) -> None:
        self._name, self._marks = name, marks
        self._marked = marks.no_zeros or bool(marks.looks or marks.texts or marks.uncached or marks.errors)
        self._top, left = start
        bare = [*marks.uncached, *marks.errors]
        width = max(*map(len, values), *(column + 1 - left for _, column in bare), 0)
        self._columns = [column for column in range(left, left + width) if column not in marks.hidden_columns]
        shown = values
        if len(self._columns) < width:
            shown = [[value for column, value in enumerate(line, left) if column not in marks.hidden_columns] for line in values]
        height = max(len(values), *(row + 1 - self._top for row, _ in bare), 0)
        height = max(height, min(max(marks.ruled, default=-1) + 1 - self._top, height + MAX_BLANK_ROWS))
        self._letters = [column_letters(column) for column in self._columns]
        self._numbers = [str(self._top + row + 1) for row in range(height)]
        self._rows: list[Cells] = [{} for _ in range(height)]
        self.overlaid = False
        for rows, columns, from_column in _areas(merges, self._top, self._columns, height):
            if columns.start in self._rows[rows.start]:
                continue
            if len(rows) * len(columns) > MOST_COVERED and _filled(shown, rows, columns) > MOST_COVERED:
                self.overlaid = True
            else:
                line = values[rows.start] if rows.start < len(values) else []
                value = line[from_column - left] if 0 <= from_column - left < len(line) else ""
                self._merge(rows, columns, value)
        for r, (line, row) in enumerate(zip(shown, self._rows, strict=False)):
            for c, value in enumerate(line):
                if value != "" and c not in row:
                    row[c] = self._cell(r, c, value)
        for at_row, column in bare:
            r, c = at_row - self._top, bisect_left(self._columns, column)
            if r >= 0 and c < len(self._columns):
                self._rows[r].setdefault(c, self._cell(r, c, ""))

    def _merge(self, rows: range, columns: range, value: Any) -> None:
        """Lets one cell cover what no other one covers of a merged range."""
        cell = self._cell(rows.start, columns.start, value, len(rows), len(columns))
        for row in self._rows[rows.start : rows.stop]:
            for column in columns:
                row.setdefault(column, cell)

    def _cell(self, r: int, c: int, value: Any, rows: int = 1, columns: int = 1) -> GridCell:
        text, note = value if isinstance(value, str) else value_text(value), ""
        if self._marked:
            text, note = _marked(text, value, self._marks, (self._top + r, self._columns[c]))
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        place = _new(Place, (None, None, self._name, self._letters[c] + self._numbers[r], None, None, None, None))
        return _new(GridCell, (text, place, rows, columns, note))

    def blocks(self, furniture: list[str]) -> Iterator[Block]:
        """The tables and the prose. What somebody wrote beside a table goes to `furniture`, and so
        does a mere number beside words."""
        return self._blocks(self._rows, 0, furniture, MAX_BESIDE)

    def _blocks(self, rows: list[Cells], first: int, furniture: list[str], most: int) -> Iterator[Block]:
        """What stands in these rows, of which the first has this number."""
        contents = [filled(sorted(row.items())) for row in rows]
        remarks, tables = take_aside(rows, contents) if most else ({}, [])
        for part in split(contents, _framed(contents, self._marks.ruled, self._top + first)):
            while tables and tables[0].stop <= part.start:
                table = tables.pop(0)
                yield from self._blocks(table.rows, first + table.start, furniture, most - 1)
            if part.table:
                yield self._grid(rows, first, part)
            for index in range(part.start, part.stop):
                aside = remarks.get(index, [])
                if not part.table:
                    said = [*beginning(contents, index), *aside]
                    words = [cell for cell in said if any(map(str.isalpha, cell.text))] or said
                    aside = [cell for cell in said if cell not in words]
                    for cell in words:
                        yield from paragraphs(cell.text, cell.place)
                furniture.extend(cell.text for cell in aside)
        for table in tables:
            yield from self._blocks(table.rows, first + table.start, furniture, most - 1)

    def _grid(self, rows: Sequence[Cells], first: int, part: Part) -> Grid:
        """A table with all its cells, in the columns it really uses."""
        used = columns_used(rows[part.start : part.stop])
        columns = range(min(used), max(used) + 1)
        lines = []
        for r in range(part.start, part.stop):
            row = rows[r]
            lines.append(tuple([row.get(c) or self._cell(first + r, c, "") for c in columns]))
        return Grid(tuple(lines), Place(sheet=self._name, cell=self._letters[columns.start] + self._numbers[first + part.start]))


_new = tuple.__new__
"""Makes a named tuple of all its fields in half the time; there are hundreds of cells."""


def _areas(merges: Sequence[Merge], top: int, columns: Sequence[int], height: int) -> Iterator[tuple[range, range, int]]:
    """The rows and columns of the merged ranges, and the column of the sheet in which the value is stored."""
    budget = MAX_POSITIONS
    for (row, column), (last_row, last_column) in merges:
        rows = range(max(row - top, 0), min(last_row - top + 1, height))
        shown = range(bisect_left(columns, column), bisect_right(columns, last_column))
        if rows and shown:
            budget -= len(rows) * len(shown)
            if budget < 0:  # ranges that overlap without end occur in no honest file
                return
            yield rows, shown, column


def _filled(values: Sequence[Sequence[Any]], rows: range, columns: range) -> int:
    """How many values stand in a part of a sheet."""
    return sum(value != "" for line in values[rows.start : rows.stop] for value in line[columns.start : columns.stop])


def _framed(rows: Sequence[Row], ruled: set[int], top: int) -> list[bool | None]:
    """Which rows are ruled; None for all when the sheet's tables are not consistently ruled."""
    framed: list[bool | None] = [top + index in ruled for index in range(len(rows))]
    tabular = [ruled for row, ruled in zip(rows, framed, strict=True) if len(row) > 2]
    if not tabular or sum(map(bool, tabular)) < 0.8 * len(tabular):
        return [None] * len(rows)
    return framed


def _marked(text: str, value: Any, marks: Marks, at: Position) -> tuple[str, str]:
    """The text and the note of a cell, where the display or a formula says more than the value."""
    if at in marks.uncached:
        return "", UNCACHED
    if at in marks.errors:
        return marks.errors[at], "公式的计算结果是错误值"
    if at in marks.texts:  # the looks of its parts count more than the cell's
        return marks.texts[at].seen, ""
    look = marks.looks.get(at)
    if look is not None and look.struck:
        return "", ""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return text, ""
    if value == 0:
        shown = "" if marks.no_zeros else look.zero if look else None
        if shown is not None:
            return text, f"单元格显示为“{shown}”，存的是 0" if shown else "单元格显示为空白，存的是 0"
    elif look is not None and look.other:
        return text, f"单元格{look.other}，存的是 {text}"
    elif look is not None and look.whole and "." in text:
        whole = math.floor(abs(value) + 0.5)
        shown = str(whole if value > 0 else -whole)
        return shown, f"单元格显示为“{shown}”，存的是 {text}"
    return text, ""


def value_text(value: Any) -> str:
    """A cell value as a person sees it: 3.0 is "3", a date 2024-01-05, no float noise."""
    if isinstance(value, float):
        value = round(value, DECIMALS)
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return _decimal(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M:%S")
    return str(value)


def _decimal(value: float) -> str:
    """At most 15 digits, as spreadsheets show them, and never an exponent where digits serve."""
    text = f"{value:.15g}"
    if "e" in text and abs(value) < 1e20:
        text = f"{value:.20f}".rstrip("0").rstrip(".")
    return text


def column_letters(column: int) -> str:
    """A column counted from 0 in letters: 0 is "A", 26 "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
