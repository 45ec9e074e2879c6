"""Watermarks and line numbers in a PDF: told apart from the text they are printed over or beside."""

from __future__ import annotations

import pytest

from gouji.document import OVERPRINTED
from gouji_plugins.loaders.pdf_document import STRUCK

from .drawn_pdf import COLUMNS, HEADER, HEIGHT, Canvas, body, cells, grids, line, load, made, numbered, say, table, texts

GRID = HEADER + numbered(1, 20)


def stamped(canvas: Canvas, *, grey: float = 0.8, alpha: float = 1) -> None:
    """The same digits all over a page, in the colour given."""
    canvas.saveState()
    canvas.setFillGray(grey, alpha=alpha)
    for y in range(60, 800, 40):
        for x in (265, 345, 425):
            say(canvas, x + 20, y, "202401", 9)
    canvas.restoreState()


@pytest.mark.parametrize(("grey", "alpha"), [(0.8, 1), (0, 0.2)], ids=["light", "transparent"])
def test_digits_of_a_watermark_are_not_those_of_the_cells_behind_it(grey: float, alpha: float) -> None:
    def first(canvas: Canvas) -> None:
        stamped(canvas, grey=grey, alpha=alpha)
        body(canvas)

    def second(canvas: Canvas) -> None:
        table(canvas, 100, GRID, COLUMNS)
        stamped(canvas, grey=grey, alpha=alpha)

    document = load(made(first, second))
    assert [cells(grid) for grid in grids(document)] == [GRID]
    assert "202401" * 3 in document.furniture[0]


def test_dark_digits_at_the_same_spots_are_left_where_they_stand() -> None:
    def page(canvas: Canvas) -> None:
        table(canvas, 100, GRID, COLUMNS)
        stamped(canvas, grey=0)

    assert "202401" in str(cells(grids(load(made(page, page)))[0]))


def test_light_text_that_stands_elsewhere_on_each_page_is_text() -> None:
    def page(canvas: Canvas, top: float) -> None:
        canvas.setFillGray(0.6)
        table(canvas, top, GRID, COLUMNS)

    document = load(made(lambda canvas: page(canvas, 100), lambda canvas: page(canvas, 131)))
    assert [row for grid in grids(document) for row in cells(grid)] == [*GRID, *GRID[1:]]


def counted(canvas: Canvas, step: int = 1) -> None:
    """Line numbers in the left margin, beside the lines or between them."""
    for number in range(1, 46):
        say(canvas, 24 if number * step > 9 else 29, 60 + number * 16, str(number * step), 8)


@pytest.mark.parametrize("step", [1, 5])
def test_line_numbers_in_the_margin_are_none_of_the_text(step: int) -> None:
    def first(canvas: Canvas) -> None:
        body(canvas)
        say(canvas, 40, 220, "2023年1月1日起施行。")
        counted(canvas, step)

    def second(canvas: Canvas) -> None:
        table(canvas, 100, GRID, COLUMNS)
        counted(canvas, step)

    plain, document = load(made(body)), load(made(first, second))
    assert texts(document) == [*texts(plain), "2023年1月1日起施行。"]
    assert [cells(grid) for grid in grids(document)] == [GRID]


def test_the_few_line_numbers_of_a_last_page_are_known_by_those_before() -> None:
    def first(canvas: Canvas) -> None:
        body(canvas)
        counted(canvas)

    def last(canvas: Canvas) -> None:
        for number in (1, 2):
            say(canvas, 29, 80 + number * 16, str(number), 8)
        say(canvas, 60, 96, "没有其他需要报告的事项。")

    assert texts(load(made(first, last)))[-1] == "没有其他需要报告的事项。"


def test_numbers_that_count_nothing_stay() -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas)
        for number, figure in enumerate((12, 3, 40, 7, 9)):
            say(canvas, 29, 300 + number * 20, str(figure))

    assert texts(load(made(draw)))[-5:] == ["12", "3", "40", "7", "9"]


@pytest.mark.parametrize(
    ("y", "x0", "x1", "read"),
    [(109, 200, 212, "5"), (109, 190, 260, "125"), (115, 200, 212, "125"), (109, 200, 202, "125")],
    ids=["struck out", "goes on", "underlined", "a dot"],
)
def test_text_that_a_line_strikes_out_is_left_out_and_named(y: float, x0: float, x1: float, read: str) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 60, GRID[:2], COLUMNS)
        say(canvas, 200, 113, "12")
        say(canvas, 212, 113, "5")
        line(canvas, x0, y, x1, y)

    document = load(made(draw))
    assert texts(document)[-1] == read
    assert document.notes == (() if read == "125" else (STRUCK,))


def test_huge_digits_over_a_table_are_none_of_its_cells() -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 60, "大字", 60)
        table(canvas, 100, GRID, COLUMNS)
        say(canvas, COLUMNS[1], 250, "2023", 70)

    document = load(made(draw))
    assert cells(grids(document)[0]) == GRID
    assert document.furniture == ("2023",)
    assert "大字" in texts(document)


def test_huge_type_on_its_side_is_none_of_the_lines_that_it_lies_over() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(6):
            say(canvas, 60, 100 + number * 20, "政府信息公开年度报告的一行正文。")
        canvas.saveState()
        canvas.translate(120, HEIGHT - 90)
        canvas.rotate(-90)
        say(canvas, 0, HEIGHT, "2023", 90)
        canvas.restoreState()

    document = load(made(draw))
    assert set(texts(document)) == {"政府信息公开年度报告的一行正文。"}
    assert document.furniture == ("2023",)


def test_of_digits_printed_over_each_other_the_later_ones_hold_with_a_doubt() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 100, GRID, COLUMNS)
        say(canvas, COLUMNS[1] + 3, 134, "78")

    found = grids(load(made(draw)))[0].rows
    assert (found[1][1].text, found[1][1].note) == ("78", OVERPRINTED)
    assert (found[2][1].text, found[2][1].note) == (GRID[2][1], "")


@pytest.mark.parametrize("grey", [1, 0.8], ids=["white", "light"])
def test_light_digits_beside_dark_ones_are_not_read_and_that_is_a_doubt(grey: float) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 100, GRID, COLUMNS)
        canvas.setFillGray(grey)
        say(canvas, COLUMNS[1] + 15, 134, "78")

    found = grids(load(made(draw)))[0].rows
    assert (found[1][1].text, found[1][1].note) == (GRID[1][1], OVERPRINTED)


def test_cells_all_in_a_light_colour_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        table(canvas, 100, GRID, COLUMNS)

    grid = grids(load(made(draw)))[0]
    assert cells(grid) == GRID
    assert not any(cell.note for row in grid.rows for cell in row)


def test_the_same_digits_drawn_twice_are_bold_type() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 100, GRID, COLUMNS)
        table(canvas, 100, GRID, [x + 0.3 for x in COLUMNS])

    grid = grids(load(made(draw)))[0]
    assert cells(grid) == GRID
    assert not any(cell.note for row in grid.rows for cell in row)
