"""Texts that scrapers make of pages: bars that count cells and nothing else, blanks kept or lost, cells run together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

import gouji

from . import pages
from .flat import flat_2, flat_3, flat_4, text, texts
from .judge import doubted, misread, reading, wrong
from .truth import NEW, OLD, Truth

BOTH = pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])
Rows = Iterable[list[pages.Cell]]
Writer = Callable[[list[list[str]], int], list[str]]


def sparse(truth: Truth, *, totals: bool) -> Truth:
    """Few requests; all other cells of 表三 blank, or all but the totals, which say 0."""
    cells = {key: ("0" if totals and key[2] == "total" else "") if key[0] == "t3" else value for key, value in truth.cells.items()}
    for row, column, value in (
        *(("new", column, value) for column, value in (("person", "12"), ("biz", "3"), ("total", "15"))),
        *(("open", column, value) for column, value in (("person", "12"), ("biz", "2"), ("total", "14"))),
        *(("unable_nohold", column, value) for column, value in (("biz", "1"), ("total", "1"))),
        *(("done", column, value) for column, value in (("person", "12"), ("biz", "3"), ("total", "15"))),
    ):
        assert ("t3", row, column) in cells
        cells["t3", row, column] = value
    return truth.but(cells=cells)


def written(truth: Truth, writer: Writer) -> str:
    """The report as text, its three tables by this writer, which is told how many columns a table has."""
    tables = []
    for rows in (pages.rows_2(truth), pages.rows_3(truth), pages.rows_4(truth)):
        plain = texts(rows)
        tables.append(writer(plain, max(map(len, plain))))
    return text(truth, *tables)


def padded(rows: list[list[str]], width: int) -> list[str]:
    """Each row filled up to the table's width with bars behind its last cell."""
    return ["| " + " | ".join(row) + " |" + (" " + "|" * (width - len(row)) if len(row) < width else "") for row in rows]


def closed_up(rows: list[list[str]], width: int) -> list[str]:
    """The same without its blank cells: what stands behind one moves up."""
    return padded([[cell for cell in row if cell] for row in rows], width)


@BOTH
@pytest.mark.parametrize("totals", [True, False], ids=["totals", "blank"])
def test_fillers_of_merged_cells_behind_the_values(truth: Truth, totals: bool) -> None:
    """Rows that begin with blanks are read as the rows that begin with a number show."""
    some = sparse(truth, totals=totals)
    assert wrong(written(some, padded), "a.txt", some, warnings=("N01", "N02")) == []


@BOTH
@pytest.mark.parametrize("totals", [True, False], ids=["totals", "blank"])
def test_values_that_moved_up_over_lost_blanks_are_not_placed(truth: Truth, totals: bool) -> None:
    some = sparse(truth, totals=totals)
    report = reading(written(some, closed_up), "a.txt")
    lost = {row for _, row, _ in some.cells if len({bool(v) for k, v in some.cells.items() if k[:2] == ("t3", row)}) == 2}
    assert {m.id for m in report.tables["t3"].misfits} >= lost
    assert not any(cell.value for cell in report.tables["t3"].cells.values())


def ended(rows: list[list[str]], width: int) -> list[str]:
    """A cell a line with a bar behind it; the fillers of a row's end in a line of their own."""
    out: list[str] = []
    for row in rows:
        out += [f"{cell} |" if cell else "|" for cell in row]
        out += ["|" * (width - len(row))] if len(row) < width else []
    return out


def between(rows: list[list[str]], width: int) -> list[str]:
    """A cell a line, a bar in the next."""
    out: list[str] = []
    for row in rows:
        for cell in row:
            out += [cell, "|"] if cell else ["|"]
        out += ["|" * (width - len(row))] if len(row) > width else []
    return out


def opened(rows: list[list[str]], width: int) -> list[str]:
    """A row begins with a bar in a line of its own."""
    out: list[str] = []
    for row in rows:
        out += ["|", *(f"{cell} |" if cell else "|" for cell in row[:-1])]
        out.append(f"{row[-1]} | " + "|" * (width - len(row)) if len(row) < width else f"{row[-1]} |")
    return out


def before(rows: list[list[str]], width: int) -> list[str]:
    """The first cell bare, each other behind a bar, a bar at the row's end."""
    out: list[str] = []
    for row in rows:
        out += [row[0], *(f"| {cell}".strip() for cell in row[1:]), "| " + "|" * (width - len(row)) if len(row) < width else "|"]
    return out


def broken_at_blanks(rows: list[list[str]], width: int) -> list[str]:
    """A row in one line, broken where a cell is blank."""
    return "\n".join("".join(f"{cell} | " if cell else "\n| " for cell in row) + "|" * (width - len(row)) for row in rows).split("\n")


@BOTH
@pytest.mark.parametrize("totals", [True, False], ids=["totals", "blank"])
@pytest.mark.parametrize("writer", [ended, between, before, broken_at_blanks], ids=lambda writer: writer.__name__)
def test_bars_divide_the_cells_and_lines_do_not_divide_the_rows(truth: Truth, writer: Writer, totals: bool) -> None:
    some = sparse(truth, totals=totals)
    assert wrong(written(some, writer), "a.txt", some, warnings=("N01", "N02")) == []


@BOTH
@pytest.mark.parametrize("writer", [ended, between, opened, before, broken_at_blanks], ids=lambda writer: writer.__name__)
def test_the_same_with_every_cell_filled(truth: Truth, writer: Writer) -> None:
    assert wrong(written(truth, writer), "a.txt", truth) == []


@BOTH
@pytest.mark.parametrize("writer", [padded, ended, between, before], ids=lambda writer: writer.__name__)
def test_a_cell_lost_before_the_row_was_filled_up(truth: Truth, writer: Writer) -> None:
    """The page lacked a cell: its row is left unread, or read with doubt, and no other cell holds another's number."""
    three = texts(pages.rows_3(truth))
    values = [(r, c) for r, row in enumerate(three) for c, cell in enumerate(row) if cell.isdecimal()]
    for r, c in values[::11]:
        rows = [[cell for n, cell in enumerate(row) if (m, n) != (r, c)] for m, row in enumerate(three)]
        report = reading(text(truth, flat_2(truth), writer(rows, 10), flat_4(truth)), "a.txt")
        table = report.tables["t3"]
        assert [cell.key for cell in table.cells.values() if cell.raw != truth.cells[cell.key] and not cell.doubt] == []
        assert len(table.misfits) + len({cell.row for cell in table.cells.values() if cell.doubt}) == 1


@BOTH
def test_a_blank_total_at_the_end_of_a_row_is_a_blank_cell(truth: Truth) -> None:
    three = texts(pages.rows_3(truth))
    three[-1][-1] = ""
    report = reading(text(truth, flat_2(truth), padded(three, 10), flat_4(truth)), "a.txt")
    cell = report.tables["t3"].cells["carry_out", "total"]
    assert (cell.kind, bool(cell.doubt)) == ("blank", True)
    assert not report.tables["t3"].misfits


def with_empty_lines(rows: list[list[str]], width: int) -> list[str]:
    """A cell a line with an empty line behind it; of a blank cell only an empty line is left."""
    return [line for row in rows for cell in row for line in ([cell, ""] if cell else [""])]


@BOTH
def test_blank_cells_that_left_only_empty_lines_are_placed_with_doubt(truth: Truth) -> None:
    some = sparse(truth, totals=True)
    report = reading(written(some, with_empty_lines), "a.txt")
    rows_with_blanks = {row for (table, row, _), value in some.cells.items() if table == "t3" and not value}
    assert misread(report, some) == []
    assert doubted(report) == {key for key in some.cells if key[0] == "t3" and key[1] in rows_with_blanks}


def run_together(rows: list[list[str]], width: int) -> list[str]:
    return ["".join(row) for row in rows]


def test_cells_run_together_in_a_report_of_zeros() -> None:
    """Seven zeros in a row of seven cells can be read in one way only."""
    zeros = NEW.but(cells=dict.fromkeys(NEW.cells, "0"))
    assert wrong(written(zeros, run_together), "a.txt", zeros) == []


@BOTH
def test_numbers_run_together_are_doubted_or_left_unread(truth: Truth) -> None:
    report = reading(written(truth, run_together), "a.txt")
    assert set(report.tables) == {"t2", "t3", "t4"}
    for table in report.tables.values():
        for cell in table.cells.values():
            assert cell.raw == truth.cells[cell.key] and (cell.doubt or len(report.edition.table(table.id).row(cell.row).columns) == 1)
    result = gouji.check(report)
    assert {finding.rule for finding in result.findings if finding.level != "info"} == {"F03"}
    assert {(finding.level, finding.doubt) for finding in result.findings if finding.rule == "F03"} == {("warning", "reading")}


def spaced(rows: list[list[str]], width: int) -> list[str]:
    return [" ".join(cell for cell in row if cell) for row in rows]


def two_tabs(rows: list[list[str]], width: int) -> list[str]:
    return ["\t\t".join(row) for row in rows]


@BOTH
def test_a_merged_label_before_the_label_of_its_first_row(truth: Truth) -> None:
    """三、本年度办理结果 （一）予以公开 and its numbers in one line."""
    assert wrong(written(truth, spaced), "a.txt", truth) == []


@BOTH
def test_two_tabs_between_cells(truth: Truth) -> None:
    some = sparse(truth, totals=True)
    assert wrong(written(some, two_tabs), "a.txt", some, warnings=("N01", "N02")) == []


def test_a_blank_row_named_like_a_column_is_a_row() -> None:
    """3.其他 without numbers begins no new header."""
    some = sparse(NEW, totals=False)
    rows = two_tabs([[c if isinstance(c, str) else c[0] for c in row] for row in pages.rows_3(some)], 0)
    report = reading(text(some, [], [row.rstrip() for row in rows], []), "a.txt")
    assert {"misc_other", "done"} <= set(report.tables["t3"].rows)
    assert report.cell("t3", "done", "total").value == 15  # type: ignore[union-attr]


@BOTH
def test_each_table_in_one_line(truth: Truth) -> None:
    assert wrong(written(truth, lambda rows, _: [" ".join(cell for row in rows for cell in row if cell)]), "a.txt", truth) == []


@BOTH
def test_the_whole_page_in_one_line(truth: Truth) -> None:
    assert wrong(" ".join(written(truth, opened).replace("|", " ").split()), "a.txt", truth) == []


@BOTH
def test_headings_inside_a_body_of_one_line(truth: Truth) -> None:
    """Introduction, headings and words of the sections came down as one paragraph around the tables."""
    two, three, four = (padded(texts(rows), 15) for rows in (pages.rows_2(truth), pages.rows_3(truth), pages.rows_4(truth)))
    said = {number: " ".join(truth.prose[f"s{number}"]) for number in (1, 5, 6)}
    lines = [truth.title, f"发布时间：{truth.published}", " ".join([*truth.intro, truth.heading(1), said[1], truth.heading(2)])]
    lines += [*two, truth.heading(3), *three, truth.heading(4), *four]
    lines += [f"{truth.heading(5)} {said[5]}\u3000{truth.heading(6)} {said[6]}"]
    assert wrong("\n".join(lines), "a.txt", truth) == []


@pytest.mark.parametrize(("begin", "between", "end"), [("本报告由", " ", "组成。"), ("包括 ", "； ", "。")])
def test_a_list_of_the_sections_in_one_line_is_no_heading(begin: str, between: str, end: str) -> None:
    line = NEW.intro[0] + begin + between.join(NEW.heading(n) for n in range(1, 7)) + end
    top = [NEW.title, f"发布时间：{NEW.published}", line, NEW.intro[1]]
    assert wrong(text(NEW, flat_2(NEW), flat_3(NEW), flat_4(NEW), top=top), "a.txt", NEW) == []


@BOTH
@pytest.mark.parametrize("nothing", ["O", "0家", "约0", "持平"])
@pytest.mark.parametrize("writer", [padded, ended], ids=lambda writer: writer.__name__)
def test_words_where_a_number_should_stand_keep_their_cell(truth: Truth, nothing: str, writer: Writer) -> None:
    """An O for a 0 is told as what it is; the row it stands in is read all the same."""
    some = truth.writing(t2_a20_6__coercion_dec=nothing, t3_open_sci=nothing, t4_review_keep=nothing)
    report = reading(written(some, writer), "a.txt")
    assert misread(report, some) == []
    words = {cell.key for table in report.tables.values() for cell in table.cells.values() if cell.kind != "number"}
    assert words == {key for key, raw in some.cells.items() if raw == nothing}
