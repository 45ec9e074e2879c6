"""Tables in PDFs: ruled ones exactly; without ruling lines as a guess that is owned up to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.document import Source
from gouji_plugins.loaders import pdf

from .drawn_pdf import COLUMNS, FONT, HEADER, HEIGHT, WIDTH, Canvas, cells, grids, line, load, made, numbered, say, table, texts

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


# ruled tables --------------------------------------------------------------------------------------


def test_a_ruled_table_gives_its_cells_with_their_places() -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 80, "表前")
        table(canvas, 100, HEADER + numbered(1, 4), COLUMNS)
        say(canvas, 60, 230, "表后")

    document = load(made(draw))
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Grid", "Paragraph"]
    grid = grids(document)[0]
    assert cells(grid) == HEADER + numbered(1, 4)
    assert str(grid.rows[2][3].place) == "第1页第1个表格第3行第4列"
    assert not grid.ragged
    assert document.notes == ()


def test_merged_cells_have_exact_spans() -> None:
    def draw(canvas: Canvas) -> None:
        xs, ys = [60, 160, 260, 360], [100, 130, 160, 190]
        for y, x0 in zip(ys, (60, 160, 60, 60), strict=True):
            line(canvas, x0, y, 360, y)
        for x, y1 in zip(xs, (190, 190, 160, 190), strict=True):
            line(canvas, x, 100, x, y1)
        say(canvas, 70, 132, "两行")
        say(canvas, 170, 120, "甲")
        say(canvas, 270, 120, "乙")
        say(canvas, 170, 150, "丙")
        say(canvas, 270, 150, "丁")
        say(canvas, 70, 180, "左")
        say(canvas, 170, 180, "两列")

    grid = grids(load(made(draw)))[0]
    assert grid.rows[0][0] is grid.rows[1][0]
    assert (grid.rows[0][0].text, grid.rows[0][0].rowspan, grid.rows[0][0].colspan) == ("两行", 2, 1)
    assert grid.rows[2][1] is grid.rows[2][2]
    assert (grid.rows[2][1].text, grid.rows[2][1].rowspan, grid.rows[2][1].colspan) == ("两列", 1, 2)
    assert grid.rows[1][2].text == "丁"


def test_blank_cells_stay_blank() -> None:
    rows = [*HEADER, ["1.第一类", "", "0", ""]]
    assert cells(grids(load(made(lambda canvas: table(canvas, 100, rows, COLUMNS))))[0]) == rows


def test_double_lines_make_no_extra_rows_or_columns() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 100, HEADER + numbered(1, 3), COLUMNS)
        for y in (98, 118, 182):
            line(canvas, 58, y, 502, y)
        for x in (58, 502):
            line(canvas, x, 98, x, 182)

    assert cells(grids(load(made(draw)))[0]) == HEADER + numbered(1, 3)


def test_dotted_lines_of_dots_are_lines() -> None:
    def draw(canvas: Canvas) -> None:
        rows = HEADER + numbered(1, 2)
        for y in (100, 120, 140, 160):
            for step in range(0, 440, 2):
                canvas.rect(60 + step, HEIGHT - y, 0.8, 0.8, stroke=0, fill=1)
        for x in COLUMNS:
            for step in range(0, 60, 2):
                canvas.rect(x, HEIGHT - 100 - step, 0.8, 0.8, stroke=0, fill=1)
        for r, row in enumerate(rows):
            for x, text in zip(COLUMNS, row, strict=False):
                say(canvas, x + 3, 114 + r * 20, text)

    assert cells(grids(load(made(draw)))[0]) == HEADER + numbered(1, 2)


def test_white_boxes_and_shading_are_no_tables() -> None:
    def draw(canvas: Canvas) -> None:
        for shade, y in ((1, 100), (1, 120), (0.9, 140)):
            canvas.setFillGray(shade)
            canvas.rect(50, HEIGHT - y - 5, 480, 20, stroke=0, fill=1)
            canvas.setFillGray(0)
            say(canvas, 60, y, "正文的一行。")
        canvas.setStrokeGray(1)
        table(canvas, 200, HEADER, COLUMNS)

    assert not any(not grid.ragged for grid in grids(load(made(draw))))


def test_a_frame_around_text_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 40, WIDTH - 80, HEIGHT - 80)
        say(canvas, 60, 100, "框里的正文。")
        table(canvas, 140, HEADER + numbered(1, 2), COLUMNS)

    document = load(made(draw))
    assert texts(document) == ["框里的正文。"]
    assert [cells(grid) for grid in grids(document)] == [HEADER + numbered(1, 2)]


@pytest.mark.parametrize(
    "drawn", ["stacked", "turned", "stacked on a page shown turned", "stacked on a page shown turned back", "stacked twice"]
)
def test_vertical_labels_become_one_line(drawn: str) -> None:
    label = "三、本年度办理结果"

    def draw(canvas: Canvas) -> None:
        if "shown" in drawn:
            canvas.setPageSize((HEIGHT, WIDTH))
            canvas.setPageRotation(270 if "back" in drawn else 90)
        xs, top = [60, 90, 260, 340], 100
        for number in range(7):
            line(canvas, 60 if number in (0, 6) else 90, top + number * 30, 340, top + number * 30)
        for x in xs:
            line(canvas, x, top, x, top + 180)
        if "stacked" in drawn:
            for index, character in enumerate(label):
                say(canvas, 68, top + 30 + index * 14, character)
                if "twice" in drawn:
                    say(canvas, 68.3, top + 30 + index * 14, character)
        else:
            canvas.saveState()
            canvas.translate(80, HEIGHT - top - 160)
            canvas.rotate(90)
            canvas.setFont(FONT, 12)
            canvas.drawString(0, 0, label)
            canvas.restoreState()
        for number in range(6):
            say(canvas, 94, top + 20 + number * 30, f"（{'一二三四五六'[number]}）某一项结果")
            say(canvas, 270, top + 20 + number * 30, str(number))

    grid = grids(load(made(draw)))[0]
    assert grid.rows[3][0].text == label
    assert grid.rows[0][0].rowspan == 6
    assert [row[2].text for row in grid.rows] == list("012345")


def test_labels_on_their_heads_are_read_from_the_bottom() -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 80, "三、收到和处理政府信息公开申请情况")
        table(canvas, 100, [["", "", "3"], ["", "", "4"]], [60.0, 90, 120, 180], height=60)
        for x, label in ((80, "科研机构"), (110, "总计")):
            for top in (160, 220):
                for index, character in enumerate(label):
                    canvas.saveState()
                    canvas.translate(x, HEIGHT - (top - 22 - index * 13))
                    canvas.rotate(180)
                    canvas.setFont(FONT, 12)
                    canvas.drawString(0, 0, character)
                    canvas.restoreState()

    [grid] = grids(load(made(draw)))
    assert cells(grid) == [["科研机构", "总计", "3"], ["科研机构", "总计", "4"]]


# no ruling lines -----------------------------------------------------------------------------------


def test_without_ruling_lines_rows_are_guessed_and_it_is_said() -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 80, "三、收到和处理政府信息公开申请情况")
        for row, label in enumerate(["一、本年新收", "二、上年结转", "四、结转下年"]):
            say(canvas, 60, 110 + row * 20, label)
            for column in range(7):
                if (row, column) != (1, 2):
                    say(canvas, 200 + column * 40, 110 + row * 20, str(row * 100 + column))
        for column in range(7):
            say(canvas, 200 + column * 40, 170, str(column))
        say(canvas, 60, 170, "合计")

    document = load(made(draw))
    assert document.notes == ("表格没有框线，按文字位置划分，读数可能有误",)
    grid = grids(document)[0]
    assert grid.ragged
    assert cells(grid)[0] == ["一、本年新收", "0", "1", "2", "3", "4", "5", "6"]
    assert cells(grid)[1] == ["二、上年结转", "100", "101", "", "103", "104", "105", "106"]
    assert texts(document) == ["三、收到和处理政府信息公开申请情况"]


def test_a_row_of_numbers_alone_is_a_table_where_no_line_is_drawn() -> None:
    """表四, whose heads stand so close together that they look like words of one line."""

    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 80, "四、行政复议、行政诉讼情况")
        say(canvas, 60, 110, "结果维持结果纠正其他结果尚未审结总计")
        for column in range(5):
            say(canvas, 70 + column * 48, 130, str(column))
        say(canvas, 60, 160, "五、存在的主要问题")

    document = load(made(draw))
    assert [cells(grid) for grid in grids(document)] == [[["0", "1", "2", "3", "4"]]]
    assert len(texts(document)) == 3


def test_numbers_between_the_two_lines_of_their_label_though_a_group_label_stands_beside_them() -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 100, "（六）其他")
        say(canvas, 60, 114, "处理")
        say(canvas, 140, 107, "2.逾期未按收费通知要求缴纳费用、行政机关不再", 10)
        say(canvas, 140, 121, "处理其政府信息公开申请", 10)
        say(canvas, 140, 141, "3.其他", 10)
        say(canvas, 60, 80, "（五）不予处理")
        for row, y in enumerate((114, 141, 161, 80)):
            for column in range(3):
                say(canvas, 400 + 40 * column, y, str(10 * row + column))
        say(canvas, 60, 161, "（七）总计")

    rows = cells(grids(load(made(draw)))[0])
    assert ["处理", "2.逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "0", "1", "2"] in rows
    assert ["3.其他", "10", "11", "12"] in rows


def rows_of(*rows: tuple[str, list[tuple[float, str]]]) -> list[list[str]]:
    """A table without lines: labels, and numbers at their places."""

    def draw(canvas: Canvas) -> None:
        for at, (label, numbers) in enumerate(rows):
            say(canvas, 90, 100 + 20 * at, label)
            for x, number in numbers:
                say(canvas, x, 100 + 20 * at, number)

    return cells(grids(load(made(draw)))[0])


FULL = [("新收", [(200.0, "1"), (240.0, "2"), (280.0, "3"), (320.0, "4")])] * 3


def test_a_vertical_label_beside_the_rows_is_none_of_them() -> None:
    def draw(canvas: Canvas) -> None:
        for at, character in enumerate("办理结果"):
            say(canvas, 60, 100 + 20 * at, character)
            say(canvas, 90, 100 + 20 * at, "予以公开")
            for column in range(3):
                say(canvas, 200 + 40 * column, 100 + 20 * at, str(column))

    assert cells(grids(load(made(draw)))[0]) == [["办理结果"], *[["予以公开", "0", "1", "2"]] * 4]


def test_a_number_close_to_its_label_is_parted_from_it() -> None:
    assert rows_of(*FULL, ("上年结转办理", [(170.0, "5"), (240.0, "6"), (280.0, "7"), (320.0, "8")]))[3] == [
        "上年结转办理",
        "5",
        "6",
        "7",
        "8",
    ]


@pytest.mark.parametrize(
    ("numbers", "read"),
    [
        ([(200.0, "5"), (320.0, "8")], ["5", "", "", "8"]),
        ([(200.0, "5"), (214.0, "6"), (320.0, "8")], ["5", "6", "8"]),
        ([(200.0, "5"), (236.0, "6666666666"), (320.0, "8")], ["5", "6666666666", "8"]),
    ],
    ids=["in columns", "two at one column", "over two columns"],
)
def test_numbers_of_a_row_with_blanks_are_put_into_columns_only_where_that_is_sure(
    numbers: list[tuple[float, str]], read: list[str]
) -> None:
    assert rows_of(*FULL, ("结转", numbers))[3] == ["结转", *read]


# a published report ----------------------------------------------------------------------


@pytest.mark.skipif(not CORPUS.exists(), reason="shared/corpus is absent")
def test_every_cell_of_a_published_report_is_read() -> None:
    document = pdf.load(Source("hongze-2023.pdf", (CORPUS / "hongze-2023.pdf").read_bytes()))
    two, three, four = (cells(grid) for grid in grids(document))
    assert [row[1:] for row in two if re.fullmatch(r"[\d.]+", row[-1])] == [
        ["0", "0", "0"],
        ["0", "5", "5"],
        ["550"],
        ["4119"],
        ["195"],
        ["7730.28"],
    ]
    values = [row[-7:] for row in three[3:]]
    assert [row[0] for row in values] == [
        "21",
        "0",
        "0",
        "4",
        "1",
        "0",
        "0",
        "0",
        "0",
        "1",
        "1",
        "0",
        "10",
        "3",
        "0",
        "1",
        "0",
        "0",
        "0",
        "0",
        "0",
        "21",
        "0",
    ]
    assert all(row == [row[0], "0", "0", "0", "0", "0", row[0]] for row in values)
    assert grids(document)[1].rows[5][0].text == "三、本年度办理结果"
    assert grids(document)[1].rows[5][0].rowspan == 20
    assert four[-1] == ["10", "1", *["0"] * 8, "5", *["0"] * 4]
    assert len(document.furniture) == 5
    assert document.notes == ()
