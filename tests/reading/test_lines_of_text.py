"""Rows of tables as lines of text in other ways than a row a line: what mails, editors and copied columns make of them."""

from __future__ import annotations

import pytest

from . import pages
from .flat import BOTH, Rows, flat_2, flat_3, flat_4, simple_3, text, texts
from .judge import doubted, misread, reading, wrong
from .truth import NEW, Truth


def written(truth: Truth, between: str) -> str:
    """Every table a line for each row."""
    tables = (texts(pages.rows_2(truth)), simple_3(truth), texts(pages.rows_4(truth)))
    return text(truth, *([between.join(row) for row in rows] for rows in tables))


def in_full(rows: list[list[pages.Cell]]) -> Rows:
    """The rows with an empty cell for every further column of a merged one."""
    out: Rows = []
    for row in rows:
        out.append([])
        for cell in row:
            text, columns = (cell, 1) if isinstance(cell, str) else cell[:2]
            out[-1] += [text, *[""] * (columns - 1)]
    return out


@BOTH
def test_a_line_of_words_then_a_line_of_numbers(truth: Truth) -> None:
    three = [" ".join(part) for label, *values in simple_3(truth)[1:] for part in ([label], values) if any(part)]
    assert wrong(text(truth, flat_2(truth), [*flat_3(truth)[:10], *three], flat_4(truth)), "a.txt", truth) == []


@BOTH
def test_all_labels_then_all_numbers_are_placed_with_doubt(truth: Truth) -> None:
    rows = simple_3(truth)[1:]
    three = [*(row[0] for row in rows), *(" ".join(row[1:]) for row in rows if any(row[1:]))]
    report = reading(text(truth, flat_2(truth), [*flat_3(truth)[:10], *three], flat_4(truth)), "a.txt")
    assert misread(report, truth) == []
    assert doubted(report) == {key for key in truth.cells if key[0] == "t3"}


@BOTH
def test_fewer_lines_of_numbers_than_labels_are_not_placed(truth: Truth) -> None:
    rows = simple_3(truth)[1:]
    lines = [" ".join(row[1:]) for row in rows if any(row[1:])]
    report = reading(text(truth, flat_2(truth), [*flat_3(truth)[:10], *(row[0] for row in rows), *lines[1:]], flat_4(truth)), "a.txt")
    assert not report.tables["t3"].cells


@BOTH
def test_two_rows_of_table_3_in_a_line(truth: Truth) -> None:
    rows = [" ".join(filter(None, row)) for row in simple_3(truth)[1:]]
    pairs = ["  ".join(rows[at : at + 2]) for at in range(0, len(rows), 2)]
    report = reading(text(truth, flat_2(truth), [*flat_3(truth)[:10], *pairs], flat_4(truth)), "a.txt")
    assert misread(report, truth) == []


@BOTH
def test_numbers_before_their_labels(truth: Truth) -> None:
    three = [" ".join([*values, label]) for label, *values in simple_3(truth)[1:]]
    assert wrong(text(truth, flat_2(truth), [*flat_3(truth)[:10], *three], flat_4(truth)), "a.txt", truth) == []


@BOTH
def test_numbers_before_their_labels_are_not_given_to_the_row_above(truth: Truth) -> None:
    three = [" ".join([*values[1:], label]) for label, *values in simple_3(truth)[1:]]
    report = reading(text(truth, flat_2(truth), [*flat_3(truth)[:10], *three], flat_4(truth)), "a.txt")
    assert "t3" not in report.tables or not report.tables["t3"].cells


@BOTH
def test_the_first_number_run_together_with_the_label(truth: Truth) -> None:
    three = [" ".join([label + "".join(values[:1]), *values[1:]]) for label, *values in simple_3(truth)[1:]]
    assert wrong(text(truth, flat_2(truth), [*flat_3(truth)[:10], *three], flat_4(truth)), "a.txt", truth) == []


def test_a_row_short_of_a_number_is_not_filled_up_from_its_label() -> None:
    three = [" ".join([label, *values[1:]]) for label, *values in simple_3(NEW)[1:]]
    report = reading(text(NEW, flat_2(NEW), [*flat_3(NEW)[:10], *three], flat_4(NEW)), "a.txt")
    assert not report.tables["t3"].cells


@BOTH
def test_numbers_with_their_units_in_a_line(truth: Truth) -> None:
    three = [" ".join([label, *(value and f"{value}件" for value in values)]) for label, *values in simple_3(truth)[1:]]
    report = reading(text(truth, flat_2(truth), [*flat_3(truth)[:10], *three], flat_4(truth)), "a.txt")
    for key, raw in truth.cells.items():
        cell = report.cell(*key)
        assert cell is not None and cell.raw.removesuffix("件") == raw, key


@BOTH
@pytest.mark.parametrize("mark", [",", ";"])
def test_rows_of_a_text_with_commas_or_semicolons(truth: Truth, mark: str) -> None:
    tables = (in_full(list(pages.rows_2(truth))), simple_3(truth), in_full(pages.rows_4(truth)))
    data = text(truth, *([mark.join(row) for row in rows] for rows in tables))
    assert wrong(data, "a.txt", truth, warnings=("F05",)) == []


def test_lines_of_prose_with_commas_stay_prose() -> None:
    lines = ["发布信息40条,解读政策3件,回应关切2次,举办活动1场"] * 3
    data = text(NEW, flat_2(NEW), flat_3(NEW), flat_4(NEW)).replace(NEW.prose["s5"][0], "\n".join(lines))
    assert all(line in reading(data, "a.txt").sections["s5"].text for line in lines)


@BOTH
def test_every_line_quoted(truth: Truth) -> None:
    data = "\n".join("> " + line for line in written(truth, "\t").split("\n"))
    assert wrong(data, "a.txt", truth, warnings=("F05",)) == []


@BOTH
def test_every_line_numbered(truth: Truth) -> None:
    data = "\n".join(f"{number:4}\t{line}" for number, line in enumerate(written(truth, " ").split("\n"), 1))
    assert wrong(data, "a.txt", truth, warnings=("F05",)) == []


@BOTH
@pytest.mark.parametrize("number", ["{}", "- {} -", "— {} —"])
def test_numbers_of_pages_between_the_rows(truth: Truth, number: str) -> None:
    three = [" ".join(row) for row in simple_3(truth)]
    for page, at in enumerate((24, 18, 9), 2):
        three[at:at] = ["", number.format(page), ""]
    assert wrong(text(truth, flat_2(truth), three, flat_4(truth)), "a.txt", truth) == []


@BOTH
def test_blank_cells_at_the_end_of_a_row_of_tabs(truth: Truth) -> None:
    rows = [["规章", "", "", ""] if row[0] == "规章" else row for row in in_full(list(pages.rows_2(truth)))]
    data = text(truth, ["\t".join(row) for row in rows], flat_3(truth), flat_4(truth))
    cells = reading(data, "a.txt").tables["t2"].cells
    assert [cell.kind for (row, _), cell in cells.items() if row == "a20_1.rule"] == ["blank"] * 3


@BOTH
def test_a_cell_a_line_and_every_label_behind_its_numbers(truth: Truth) -> None:
    two: list[str] = []
    for block in truth.t2.blocks:
        two += [block.caption, block.stub, *(column.label for column in block.columns)]
        for row in block.rows:
            two += [*truth.row("t2", row), row.label]
    three = [cell for label, *values in simple_3(truth)[1:] for cell in (*filter(None, values), label)]
    assert wrong(text(truth, two, [*flat_3(truth)[:10], *three], flat_4(truth)), "a.txt", truth) == []


@BOTH
def test_rows_that_lost_their_blanks_are_not_put_under_the_header_of_as_many(truth: Truth) -> None:
    """The last line of the head names five columns, and a row may have five numbers left."""
    three = [" ".join([label, *values[:2], *values[4:]]) for label, *values in simple_3(truth)[1:]]
    head = ["申请人情况", "自然人 法人或其他组织 总计", " ".join(pages.HEADS)]
    report = reading(text(truth, flat_2(truth), [*head, *three], flat_4(truth)), "a.txt")
    assert not report.tables["t3"].cells


def test_two_rows_in_a_line_that_cannot_be_told_apart_are_not_placed() -> None:
    """The last number of the one and the label of the other run together."""
    three = [" ".join(filter(None, row)) for row in simple_3(NEW)[1:]]
    three[4] += three.pop(20)
    report = reading(text(NEW, flat_2(NEW), [*flat_3(NEW)[:10], *three], flat_4(NEW)), "a.txt")
    for key, raw in NEW.cells.items():
        cell = report.cell(*key)
        assert cell is None or cell.raw == raw or cell.doubt, key


@BOTH
def test_a_label_behind_its_heading_broken_over_lines(truth: Truth) -> None:
    """The heading and the label in one line, which was broken where it was full."""
    three: list[str] = []
    heading = ""
    for label, *values in simple_3(truth)[1:]:
        line = heading + label
        heading = "" if any(values) else line
        if any(values):
            cut = len(line) - 4 if len(line) > 20 else 0
            three += [*filter(None, [line[:cut]]), " ".join([line[cut:], *values])]
    report = reading(text(truth, flat_2(truth), [*flat_3(truth)[:10], *three], flat_4(truth)), "a.txt")
    assert misread(report, truth) == []


@BOTH
def test_a_row_broken_between_its_numbers(truth: Truth) -> None:
    three = [
        part for label, *values in simple_3(truth)[1:] for part in (" ".join([label, *values[:3]]), " ".join(values[3:])) if part.strip()
    ]
    assert wrong(text(truth, flat_2(truth), [*flat_3(truth)[:10], *three], flat_4(truth)), "a.txt", truth) == []
