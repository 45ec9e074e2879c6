"""Worksheets to blocks: values by python-calamine, cut into tables and prose.

A cell's text is its value as a person sees it, and where the display hides the value (a zero shown
as "-"), the value counts and a note says so.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gouji.document import Block, Document, Grid, GridCell, Paragraph, Place, Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders.mixed import Part, beginning, split, texts
from gouji_plugins.loaders.package import OLE_MAGIC, core_properties, open_package
from gouji_plugins.loaders.sheet_marks import Marks, Position, sheet_marks

if TYPE_CHECKING:
    from gouji_plugins.loaders.ods import Merge

MAX_POSITIONS = 1_000_000
"""Positions of a sheet, rows × columns up to the last filled cell, beyond which it is not read."""

MAX_BLANK_ROWS = 3
"""Ruled rows below the last filled one that still belong to the table: the empty form."""

UNCACHED = "公式没有缓存的计算结果，请在 Excel 中打开并保存后再检查"
DAMAGED = "工作簿已损坏或不是 Excel 文件，请用 Excel 或 WPS 打开并另存为 .xlsx 后再检查。"


def read_workbook(source: Source) -> Document:
    """Reads every worksheet, hidden ones only where the others hold no table.

    Raises UnreadableError when damaged, protected or absurdly large.
    """
    import python_calamine

    notes: list[str] = []
    marks: dict[str, Marks] = {}
    merges: dict[str, list[Merge]] = {}
    skipped: set[str] = set()
    meta: Mapping[str, str] = {}
    images = 0
    if source.data.startswith(b"PK"):
        package = open_package(source.data)
        meta = core_properties(package)
        images = sum(name.startswith(("xl/media/", "pictures/")) for name in package.names)
        if "content.xml" in package:
            from gouji_plugins.loaders.ods import ods_sheets

            for name, (ranges, positions) in ods_sheets(package).items():
                merges[name] = ranges
                if positions > MAX_POSITIONS:  # calamine unfolds every sheet of an .ods when it opens it
                    raise UnreadableError(f"工作表“{name}”的范围大得反常，没有读取；请删去多余的行和列后再检查。")
        else:
            marks = dict(sheet_marks(package))
            skipped = {name for name, mark in marks.items() if (mark.last[0] + 1) * (mark.last[1] + 1) > MAX_POSITIONS}
    elif source.data.startswith(OLE_MAGIC):
        from gouji_plugins.loaders.biff import plausible_dimensions

        if not plausible_dimensions(source.data):
            raise UnreadableError(DAMAGED)
    blocks: list[Block] = []
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data)) as workbook:
            sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ is python_calamine.SheetTypeEnum.WorkSheet]
            hidden = {sheet.name for sheet in sheets if sheet.visible is not python_calamine.SheetVisibleEnum.Visible}
            for sheet in sorted(sheets, key=lambda sheet: sheet.name in hidden):
                if sheet.name in hidden and any(isinstance(block, Grid) for block in blocks):
                    # Drafts and last year's figures; they must not stand in for what the reader sees.
                    notes.append(f"工作表“{sheet.name}”是隐藏的，没有读取。")
                    continue
                read = workbook.get_sheet_by_name(sheet.name) if sheet.name not in skipped else None
                if read is None or read.height * read.width > MAX_POSITIONS:
                    notes.append(f"工作表“{sheet.name}”的范围大得反常，没有读取；请删去多余的行和列。")
                    continue
                marked = marks.get(sheet.name, Marks())
                values = read.to_python()
                if values and read.start is not None:
                    ranges = merges.get(sheet.name) or read.merged_cell_ranges or []
                    blocks.extend(_sheet(sheet.name, values, read.start, ranges, marked))
                    notes.extend(_notes(sheet.name, sheet.name in hidden, marked))
    except python_calamine.PasswordError as error:
        raise UnreadableError("文件设有打开密码，无法读取；请取消密码后再检查。") from error
    except BaseException as error:
        # A damaged file makes calamine panic; its PanicException derives from BaseException and is exported nowhere.
        if isinstance(error, python_calamine.CalamineError) or type(error).__name__ == "PanicException":
            raise UnreadableError(DAMAGED) from error
        raise
    return Document(blocks=tuple(blocks), format="xlsx", meta=meta, images=images, notes=tuple(notes))


def _notes(name: str, hidden: bool, marks: Marks) -> Iterator[str]:
    if hidden:
        yield f"工作表“{name}”是隐藏的，已一并读取。"
    if marks.hidden:
        yield f"工作表“{name}”有隐藏的行或列，已一并读取。"
    if marks.no_zeros:
        yield f"工作表“{name}”设置了不显示零值，看似空白的单元格可能存有 0，已按 0 读取。"
    if marks.uncached:
        yield f"工作表“{name}”有 {len(marks.uncached)} 个{UNCACHED}。"


def _sheet(name: str, values: list[list[Any]], start: Position, merges: Sequence[Merge], marks: Marks) -> Iterator[Block]:
    """The blocks of one worksheet, whose filled part begins at `start`."""
    top, left = start
    rows, framed = _rows(name, values, start, merges, marks)
    for part in split(rows, framed):
        if part.table:
            columns = _columns(rows, part)
            cut = tuple(row[columns] for row in rows[part.start : part.stop])
            yield Grid(cut, Place(sheet=name, cell=cell_name(top + part.start, left + columns.start)))
            continue
        for index in range(part.start, part.stop):
            for cell in beginning(rows, index):
                for text in cell.text.split("\n"):
                    if text and not text.isspace():
                        yield Paragraph(text, cell.place)


def _columns(rows: Sequence[tuple[GridCell, ...]], part: Part) -> slice:
    """The columns a table really uses."""
    used: set[int] = set()
    for row in rows[part.start : part.stop]:
        used.update(index for index, cell in enumerate(row) if (cell.text.strip() or cell.note or cell.colspan > 1))
    return slice(min(used), max(used) + 1)


def _rows(
    name: str, values: list[list[Any]], start: Position, merges: Sequence[Merge], marks: Marks
) -> tuple[list[tuple[GridCell, ...]], list[bool | None]]:
    """The cells of the filled rectangle, merged ones expanded, and which rows are ruled."""
    top, left = start
    ruled = marks.ruled
    height, width = len(values), max(map(len, values))
    deepest = max((row for row, _ in ruled), default=-1) + 1 - top
    height = max(height, min(deepest, height + MAX_BLANK_ROWS))
    covered = _covered(merges, top, left, height, width)
    letters = [column_letters(left + column) for column in range(width)]
    matrix: list[tuple[GridCell, ...]] = []
    anchors: dict[Position, GridCell] = {}
    special = marks.uncached | marks.errors.keys() | marks.looks.keys()
    for r in range(height):
        line: list[GridCell] = []
        row = values[r] if r < len(values) else ()
        number = str(top + r + 1)
        for c in range(width):
            anchor = covered.get((r, c))
            if anchor is not None and anchor[:2] != (r, c):
                line.append(anchors[anchor[:2]])
                continue
            value = row[c] if c < len(row) else ""
            text = value if isinstance(value, str) else value_text(value)
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            note = ""
            if marks.no_zeros or (special and (top + r, left + c) in special):
                text, note = _marked(text, value, marks, (top + r, left + c))
            place = Place(None, None, name, letters[c] + number)
            if anchor is None:
                line.append(GridCell(text, place, 1, 1, note))
            else:
                cell = anchors[r, c] = GridCell(text, place, anchor[2], anchor[3], note)
                line.append(cell)
        matrix.append(tuple(line))
    return matrix, _framed(matrix, ruled, top)


def _covered(merges: Sequence[Merge], top: int, left: int, height: int, width: int) -> dict[Position, tuple[int, int, int, int]]:
    """For each position of a merged range: the range's first row and column, and its spans."""
    covered: dict[Position, tuple[int, int, int, int]] = {}
    budget = MAX_POSITIONS
    for (row, column), (last_row, last_column) in merges:
        first_row, first_column = max(row - top, 0), max(column - left, 0)
        stop_row, stop_column = min(last_row - top + 1, height), min(last_column - left + 1, width)
        anchor = (first_row, first_column, stop_row - first_row, stop_column - first_column)
        if stop_row > first_row and stop_column > first_column and (first_row, first_column) not in covered:
            budget -= anchor[2] * anchor[3]
            if budget < 0:  # ranges that overlap without end occur in no honest file
                break
            for r in range(first_row, stop_row):
                for c in range(first_column, stop_column):
                    covered.setdefault((r, c), anchor)
    return covered


def _framed(rows: Sequence[tuple[GridCell, ...]], ruled: set[Position], top: int) -> list[bool | None]:
    """Which rows are ruled; None for all when the sheet's tables are not consistently ruled."""
    counts: dict[int, int] = {}
    for row, _ in ruled:
        counts[row - top] = counts.get(row - top, 0) + 1
    framed = [counts.get(index, 0) > 1 for index in range(len(rows))]
    tabular = [ruled for row, ruled in zip(rows, framed, strict=True) if len(texts(row)) > 2]
    if not tabular or sum(tabular) < 0.8 * len(tabular):
        return [None] * len(rows)
    return list(framed)


def _marked(text: str, value: Any, marks: Marks, at: Position) -> tuple[str, str]:
    """The text and the note of a cell, where the display or a formula says more than the value."""
    if at in marks.uncached:
        return "", UNCACHED
    if at in marks.errors:
        return marks.errors[at], "公式的计算结果是错误值"
    look = marks.looks.get(at)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return text, ""
    if value == 0:
        shown = "" if marks.no_zeros else look.zero if look else None
        if shown is not None:
            return text, f"单元格显示为“{shown}”，存的是 0" if shown else "单元格显示为空白，存的是 0"
    elif look is not None and look.whole and value != int(value):
        return text, f"单元格只显示整数，存的是 {text}"
    return text, ""


def value_text(value: Any) -> str:
    """A cell value as a person sees it: 3.0 is "3", a date 2024-01-05, no float noise."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return _decimal(value)
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M:%S")
    return str(value)


def _decimal(value: float) -> str:
    """At most 15 digits, as spreadsheets show them, and never an exponent where digits serve."""
    text = f"{value:.15g}"
    if "e" in text and 1e-10 < abs(value) < 1e20:
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


def cell_name(row: int, column: int) -> str:
    """A position counted from 0 as Excel writes it: (6, 1) is "B7"."""
    return f"{column_letters(column)}{row + 1}"
