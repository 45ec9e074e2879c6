"""Workbooks as reporting systems export them and as clerks type them."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest

from . import pages
from .judge import doubted, misread, reading, wrong
from .truth import NEW, OLD, Truth

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")

BOTH = pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])


def number(text: str) -> object:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def put(sheet: object, rows: Iterable[list[pages.Cell]], top: int = 1, left: int = 1, numbers: bool = True) -> int:
    """Writes rows with their merged ranges; returns the next free row."""
    taken: set[tuple[int, int]] = set()
    at = top
    for row in rows:
        column = left
        for cell in row:
            text, wide, down = (*((cell,) if isinstance(cell, str) else cell), 1, 1)[:3]
            while (at, column) in taken:
                column += 1
            if text:
                sheet.cell(at, column, number(text) if numbers else text)  # type: ignore[attr-defined]
            if wide > 1 or down > 1:
                sheet.merge_cells(start_row=at, start_column=column, end_row=at + down - 1, end_column=column + wide - 1)  # type: ignore[attr-defined]
            taken |= {(r, c) for r in range(at, at + down) for c in range(column, column + wide)}
            column += wide
        at += 1
    return at


def saved(book: object) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def sheets(truth: Truth, *, numbers: bool = True, titles: bool = True) -> object:
    """One sheet for the words, one for each table."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = "正文"
    at = put(first, [[(truth.title, 8)], [(f"发布时间：{truth.published}", 8)], *([(x, 8)] for x in truth.intro)])  # type: ignore[list-item]
    for n in (1, 5, 6):
        at = put(first, [[(truth.heading(n), 8)], *([(x, 8)] for x in truth.prose[f"s{n}"])], at)  # type: ignore[list-item]
    for n, (name, rows) in enumerate(
        (("表二", list(pages.rows_2(truth))), ("表三", pages.rows_3(truth)), ("表四", pages.rows_4(truth))), 2
    ):
        sheet = book.create_sheet(name)
        at = put(sheet, [[(truth.heading(n), 10)]]) if titles else 1
        put(sheet, rows, at, numbers=numbers)
    return book


@BOTH
def test_everything_on_one_sheet(truth: Truth) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    at = put(sheet, [[(truth.title, 15)], [(f"发布时间：{truth.published}", 15)], *([(x, 15)] for x in truth.intro)])
    for n, rows in ((1, None), (2, list(pages.rows_2(truth))), (3, pages.rows_3(truth)), (4, pages.rows_4(truth)), (5, None), (6, None)):
        at = put(sheet, [[(truth.heading(n), 15)]], at)
        at = put(sheet, [[(x, 15)] for x in truth.prose[f"s{n}"]] if rows is None else rows, at)
    assert wrong(saved(book), "a.xlsx", truth) == []


def _ordered(found: list[str]) -> list[str]:
    """Without the order of the headings: the words stand on a sheet before the tables, and no rule may mind."""
    return [x for x in found if not x.startswith("headings:")]


@BOTH
def test_one_sheet_for_each_table(truth: Truth) -> None:
    assert _ordered(wrong(saved(sheets(truth)), "a.xlsx", truth)) == []


@BOTH
def test_one_sheet_for_each_table_numbers_as_text(truth: Truth) -> None:
    assert _ordered(wrong(saved(sheets(truth, numbers=False)), "a.xlsx", truth)) == []


@BOTH
def test_sheets_without_titles(truth: Truth) -> None:
    """Only the names of the sheets say 表二, 表三, 表四."""
    found = _ordered(wrong(saved(sheets(truth, titles=False)), "a.xlsx", truth, prose=False, warnings=("S01",)))
    assert [x for x in found if not x.startswith("sections missing")] == []


@BOTH
@pytest.mark.parametrize(
    "names",
    [
        ("一、总体情况", "二、主动公开", "三、依申请", "四、复议诉讼", "五、问题改进", "六、其他"),
        ("总体情况", "主动公开政府信息情况", "收到和处理申请情况", "行政复议、行政诉讼情况", "存在问题", "其他需要报告的事项"),
    ],
)
def test_short_names_of_sheets_in_place_of_headings(truth: Truth, names: tuple[str, ...]) -> None:
    book = openpyxl.Workbook()
    put(book.active, [[(truth.title, 10)], [(f"发布时间：{truth.published}", 10)], *([(x, 10)] for x in truth.intro)])
    tables = {2: list(pages.rows_2(truth)), 3: pages.rows_3(truth), 4: pages.rows_4(truth)}
    for n, name in enumerate(names, 1):
        put(book.create_sheet(name), tables.get(n) or [[(x, 10)] for x in truth.prose[f"s{n}"]])
    assert wrong(saved(book), "a.xlsx", truth) == []


@BOTH
def test_the_name_of_the_first_sheet_heads_what_stands_below_the_title_on_it(truth: Truth) -> None:
    book = openpyxl.Workbook()
    title = [[(truth.title, 10)], [(f"发布时间：{truth.published}", 10)]]
    tables = {2: list(pages.rows_2(truth)), 3: pages.rows_3(truth), 4: pages.rows_4(truth)}
    for section in truth.edition.sections:
        n = int(section.id[1:])
        sheet = book.active if n == 1 else book.create_sheet()
        sheet.title = section.title[:31]
        put(sheet, tables.get(n) or [*(title if n == 1 else []), *([(x, 10)] for x in truth.prose[section.id])])
    assert wrong(saved(book), "a.xlsx", truth, prose=False) == []
    assert [len(section.lines) for section in reading(saved(book), "a.xlsx").sections.values()] == [6, 0, 0, 0, 2, 1]


@BOTH
def test_tables_begin_at_another_cell(truth: Truth) -> None:
    """Two empty columns and three empty rows before every table, a unit line above, a note below."""
    book = sheets(truth)
    for name, rows in (("表二", list(pages.rows_2(truth))), ("表三", pages.rows_3(truth)), ("表四", pages.rows_4(truth))):
        del book[name]  # type: ignore[attr-defined]
        sheet = book.create_sheet(name)  # type: ignore[attr-defined]
        n = "二三四".index(name[1]) + 2
        put(sheet, [[(truth.heading(n), 10)]], 1, 3)
        put(sheet, [["填报单位：青岚市人民政府", "", "", "", "", "", "单位：件"]], 3, 3)
        at = put(sheet, rows, 5, 3)
        put(sheet, [["单位负责人：", "", "填表人：", "", "填报日期："]], at + 1, 3)
    assert _ordered(wrong(saved(book), "a.xlsx", truth, prose=False, oddities=("单位负责人：",))) == []


@BOTH
def test_codes_beside_the_labels(truth: Truth) -> None:
    """久其-like: a column of 行次 and a row of column letters 甲 乙 1 2 3."""
    book = sheets(truth)
    del book["表三"]  # type: ignore[attr-defined]
    sheet = book.create_sheet("表三", 2)  # type: ignore[attr-defined]
    rows: list[list[pages.Cell]] = [
        [(truth.heading(3), 9)],
        ["项目", "行次", "自然人", *pages.HEADS, "总计"],
        ["甲", "乙", *(str(n) for n in range(1, 8))],
    ]
    for n, row in enumerate(truth.t3.rows, 1):
        rows.append([row.label, str(n), *(truth.row("t3", row) if row.data else [""] * 7)])
    put(sheet, rows)
    assert _ordered(wrong(saved(book), "a.xlsx", truth, warnings=("F05",))) == []


@BOTH
def test_fractions_of_numbers_with_formats(truth: Truth) -> None:
    """Integers stored as floats, thousands separators in the format."""
    book = sheets(truth)
    for row in book["表三"].iter_rows():  # type: ignore[attr-defined]
        for cell in row:
            if isinstance(cell.value, int):
                cell.value = float(cell.value)
                cell.number_format = "#,##0"
    assert _ordered(wrong(saved(book), "a.xlsx", truth)) == []


@BOTH
def test_a_hidden_sheet_of_last_year(truth: Truth) -> None:
    """A hidden sheet holds another 表三; what is hidden is not the report."""
    book = sheets(truth)
    other = book.create_sheet("上年", 1)  # type: ignore[attr-defined]
    other.sheet_state = "hidden"
    rows = [
        [c if isinstance(c, str) and not c.isdigit() else c if not isinstance(c, str) else "5" for c in row] for row in pages.rows_3(truth)
    ]
    put(other, rows)
    assert _ordered(wrong(saved(book), "a.xlsx", truth)) == []


@BOTH
def test_totals_that_are_formulas_never_calculated(truth: Truth) -> None:
    """A program wrote the workbook and stored no results: nothing is known of these cells, least of all that they are blank."""
    book = sheets(truth)
    for row in book["表三"].iter_rows(min_row=5, min_col=10, max_col=10):  # type: ignore[index]
        row[0].value = f"=SUM(D{row[0].row}:I{row[0].row})"
    found = _ordered(wrong(saved(book), "a.xlsx", truth))
    assert found and all(line.startswith("t3.") and ".total: blank for" in line for line in found)
    assert any("公式没有缓存" in note for note in reading(saved(book), "a.xlsx").notes)


@BOTH
def test_tables_side_by_side(truth: Truth) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    put(sheet, [[truth.title]])
    put(sheet, pages.rows_3(truth), 3)
    at = put(sheet, pages.rows_2(truth), 3, 12)
    put(sheet, pages.rows_4(truth), max(at, 40), 12)
    report = reading(saved(book), "a.xlsx")
    assert misread(report, truth) == [] and not doubted(report)


@BOTH
@pytest.mark.parametrize("order", ["234", "324", "432"])
def test_tables_of_unequal_height_side_by_side(truth: Truth, order: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    tables = {"2": list(pages.rows_2(truth)), "3": pages.rows_3(truth), "4": pages.rows_4(truth)}
    at = put(sheet, [[truth.title], *([x] for x in truth.intro)])
    for left, table in zip((1, 17, 34), order, strict=True):
        put(sheet, tables[table], at, left)
    report = reading(saved(book), "a.xlsx")
    assert misread(report, truth) == [] and not doubted(report)


def test_values_behind_an_empty_column_belong_to_the_labels_before_it() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [[row.row.label, "", "", *row.values] for row in pages.body_3(NEW)]
    put(sheet, [[NEW.title], ["", "", "", "自然人", *pages.HEADS, "总计"], *rows])
    report = reading(saved(book), "a.xlsx")
    assert all(report.cell(*key) is not None for key in NEW.cells if key[0] == "t3")


@BOTH
def test_words_merged_over_fewer_columns_than_the_widest_table(truth: Truth) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    at = put(sheet, [[(truth.title, 10)], *([(x, 10)] for x in truth.intro)])
    for n, rows in ((1, None), (2, list(pages.rows_2(truth))), (3, pages.rows_3(truth)), (4, pages.rows_4(truth)), (5, None), (6, None)):
        at = put(sheet, [[(truth.heading(n), 10)]], at)
        at = put(sheet, [[(x, 10)] for x in truth.prose[f"s{n}"]] if rows is None else rows, at)
    put(sheet, [[(truth.unit, 10)], [("2024年3月12日", 10)]], at)
    assert str(reading(saved(book), "a.xlsx").value("signed")) == "2024-03-12"


@BOTH
def test_an_empty_form_beside_the_filled_one(truth: Truth) -> None:
    book = sheets(truth)
    empty = book.create_sheet("样表", 0)  # type: ignore[attr-defined]
    at = put(empty, [[(truth.heading(3), 10)], *pages.head_3(truth)])
    put(empty, [[*row.labels, *[""] * 7] for row in pages.body_3(truth)], at)
    read = reading(saved(book), "a.xlsx")
    assert all(read.cell(*key) is not None and read.cell(*key).raw == raw for key, raw in truth.cells.items())  # type: ignore[union-attr]
    assert "工作表“样表”是没有填数的空表，没有读取。" in read.notes
