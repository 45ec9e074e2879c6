"""Tables in PDFs that go on over page breaks: they are one table, with no row lost, doubled or cut in two."""

from __future__ import annotations

from functools import partial

import pytest

from .drawn_pdf import COLUMNS, HEADER, Canvas, Draw, cells, grids, line, load, made, numbered, say, table, texts


@pytest.mark.parametrize("repeated", [False, True], ids=["plain", "header repeated"])
@pytest.mark.parametrize("cut", [1, 4, 9])
def test_a_table_over_a_page_break_is_one_table(cut: int, repeated: bool) -> None:
    def first(canvas: Canvas) -> None:
        table(canvas, 500, HEADER + numbered(1, cut), COLUMNS)
        say(canvas, 280, 820, "-1-", 9)

    def second(canvas: Canvas) -> None:
        table(canvas, 70, (HEADER if repeated else []) + numbered(cut + 1, 12), COLUMNS)
        say(canvas, 60, 500, "五、后面的正文")

    document = load(made(first, second))
    assert [cells(grid) for grid in grids(document)] == [HEADER + numbered(1, 12)]
    assert grids(document)[0].rows[cut + 1][0].place.page == 2
    assert texts(document) == ["五、后面的正文"]


def test_a_table_stands_elsewhere_on_pages_with_a_gutter_for_the_binding() -> None:
    first = partial(table, top=600, rows=HEADER + numbered(1, 3), xs=COLUMNS)
    second = partial(table, top=70, rows=HEADER + numbered(4, 5), xs=[x + 20 for x in COLUMNS])
    assert [cells(grid) for grid in grids(load(made(first, second)))] == [HEADER + numbered(1, 5)]
    other = partial(table, top=70, rows=HEADER + numbered(4, 5), xs=[80.0, 300, 380, 440, 520])
    assert len(grids(load(made(first, other)))) == 2


def test_a_table_over_three_pages_is_one_table() -> None:
    document = load(
        made(
            lambda canvas: table(canvas, 600, HEADER + numbered(1, 3), COLUMNS),
            lambda canvas: table(canvas, 70, HEADER + numbered(4, 30), COLUMNS),
            lambda canvas: table(canvas, 70, HEADER + numbered(31, 33), COLUMNS),
        )
    )
    assert [cells(grid) for grid in grids(document)] == [HEADER + numbered(1, 33)]


def test_a_letterhead_in_cells_parts_no_table_from_its_rest() -> None:
    def page(number: int, *rows: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            table(canvas, 20, [["年度报告", "2019年", "总计"]], [60.0, 300, 400, 500])
            table(canvas, 640 if number == 1 else 70, (HEADER if number == 1 else []) + numbered(*rows), COLUMNS)
            table(canvas, 800, [[f"第{number}页", "共2页"]], [60.0, 300, 500])

        return draw

    document = load(made(page(1, 1, 5), page(2, 6, 9)))
    assert [cells(grid) for grid in grids(document)] == [HEADER + numbered(1, 9)]
    assert document.furniture == ("年度报告 2019年 总计", "第1页 共2页", "第2页 共2页")


def test_rows_of_numbers_alone_at_the_top_of_two_pages_are_no_letterhead() -> None:
    rows = [["1", "2", "3", "6"], ["4", "5", "6", "15"]]
    document = load(made(*(partial(table, top=20, rows=[row], xs=COLUMNS) for row in rows)))
    assert [row for grid in grids(document) for row in cells(grid)] == rows


@pytest.mark.parametrize(
    ("size", "up", "tables"), [(6, 2, 1), (9, 0, 2), (6, -2, 2)], ids=["a note", "a paragraph", "a small number that is not raised"]
)
def test_notes_below_a_table_do_not_part_it_from_its_rest(size: float, up: float, tables: int) -> None:
    def first(canvas: Canvas) -> None:
        table(canvas, 600, HEADER + numbered(1, 3), COLUMNS)
        say(canvas, 60, 800 - up, "1", size)
        say(canvas, 66, 800, "其中三件为上年结转后继续办理的申请。", 9)

    document = load(made(first, lambda canvas: table(canvas, 70, numbered(4, 6), COLUMNS)))
    assert len(grids(document)) == tables


def test_outer_lines_missing_at_the_break_lose_no_row() -> None:
    document = load(
        made(
            lambda canvas: table(canvas, 600, HEADER + numbered(1, 5), COLUMNS, ends="top"),
            lambda canvas: table(canvas, 70, numbered(6, 9), COLUMNS, ends="bottom"),
        )
    )
    assert [cells(grid) for grid in grids(document)] == [HEADER + numbered(1, 9)]


def test_tables_with_text_between_them_stay_apart() -> None:
    def second(canvas: Canvas) -> None:
        say(canvas, 60, 70, "四、政府信息公开行政复议、行政诉讼情况")
        table(canvas, 90, HEADER + numbered(1, 2), COLUMNS)

    document = load(made(lambda canvas: table(canvas, 600, HEADER + numbered(1, 2), COLUMNS), second))
    assert len(grids(document)) == 2


@pytest.mark.parametrize("above", ["2.要求行政机关确", "2.要求、"])
def test_a_row_cut_in_two_by_the_break_is_glued(above: str) -> None:
    xs = [60.0, 160, 240, 320]
    document = load(
        made(
            lambda canvas: table(canvas, 600, [["1.甲", "1", "2"], [above, "3", "4"]], xs),
            lambda canvas: table(canvas, 70, [["认已获取的信息", "", ""], ["3.丙", "5", "6"]], xs),
        )
    )
    assert cells(grids(document)[0]) == [["1.甲", "1", "2"], [f"{above}\n认已获取的信息", "3", "4"], ["3.丙", "5", "6"]]


def test_a_row_below_the_break_whose_cells_are_two_rows_high_is_not_glued() -> None:
    xs = [60.0, 160, 240, 320]

    def second(canvas: Canvas) -> None:
        table(canvas, 70, [["3.其他", "5", "6"]], xs, height=60)
        for y in (100, 130):  # the lines of a merged label on the left, which is not drawn otherwise
            line(canvas, 40, y, 60, y)
        line(canvas, 40, 70, 40, 130)

    def first(canvas: Canvas) -> None:
        table(canvas, 600, [["", "2.逾期", "3", "4"]], [40.0, *xs])

    rows = [[cell for cell in row if cell] for row in cells(grids(load(made(first, second)))[0])]
    assert rows[:2] == [["2.逾期", "3", "4"], ["3.其他", "5", "6"]]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (["19", "4.无", "3", "4"], ["", "正当理由", "", ""], ["19", "4.无\n正当理由", "3", "4"]),
        (["", "重复", "3", ""], ["", "", "", "4"], ["", "重复", "3", "4"]),
        (["4.无", "", "3", "4"], ["正当", "", "", ""], ["4.无\n正当", "", "3", "4"]),
        (["", "重复申", "", ""], ["", "", "3", "4"], ["", "重复申", "3", "4"]),
    ],
    ids=["a number of its own", "each cell on one side", "a blank behind the label", "the numbers below"],
)
def test_a_row_that_the_break_cut_in_two_is_one(above: list[str], below: list[str], whole: list[str]) -> None:
    xs = [60.0, 100, 200, 280, 360]
    first, second = [["18", "行政处罚", "1", "2"], above], [below, ["20", "行政收费", "5", "6"]]
    document = load(made(lambda canvas: table(canvas, 600, first, xs), lambda canvas: table(canvas, 70, second, xs)))
    assert cells(grids(document)[0]) == [first[0], whole, second[1]]


@pytest.mark.parametrize(
    ("below", "whole"),
    [
        (["果维", "果纠"], [["结\n果维", "结\n果纠"], ["结\n果维", "结\n果纠"], ["1", "2"]]),
        (["果维", ""], [["结", "结"], ["果维", ""], ["1", "2"]]),
        (["1.维", "2.纠"], [["结", "结"], ["1.维", "2.纠"], ["1", "2"]]),
    ],
    ids=["cut", "blank", "numbered"],
)
def test_heads_of_columns_that_the_break_cut_in_two_are_whole(below: list[str], whole: list[list[str]]) -> None:
    xs = [60.0, 95, 130]

    def second(canvas: Canvas) -> None:
        table(canvas, 70, [below, ["1", "2"]], xs)

    assert cells(grids(load(made(lambda canvas: table(canvas, 600, [["结", "结"]], xs), second)))[0]) == whole


@pytest.mark.parametrize(
    ("over", "heads", "left"),
    [
        (((62, "人"), (242, "计")), ["自然\n人", "法人或其他组织", "总\n计"], []),
        (((62, "人"), (180, "计")), ["自然", "法人或其他组织", "总"], ["人 计"]),
    ],
    ids=["below their heads", "one elsewhere"],
)
def test_heads_merged_over_the_break_run_on_below_the_last_line(
    over: tuple[tuple[float, str], ...], heads: list[str], left: list[str]
) -> None:
    xs = [60.0, 86, 240, 257]

    def first(canvas: Canvas) -> None:
        table(canvas, 600, [["自然", "法人或其他组织", "总"]], xs)
        for x, text in over:
            say(canvas, x, 634, text)

    document = load(made(first, lambda canvas: table(canvas, 70, [["", "商业企业", ""], ["1", "2", "3"]], xs)))
    assert cells(grids(document)[0]) == [heads, ["", "商业企业", ""], ["1", "2", "3"]]
    assert texts(document) == left


@pytest.mark.parametrize("label", ["3.其他", "行政强制"])
def test_a_row_left_blank_after_the_break_is_not_glued(label: str) -> None:
    rows = [["行政处罚", "1", "2"]], [[label, "", ""], ["行政收费", "5", "6"]]
    xs = [60.0, 200, 280, 360]
    document = load(made(lambda canvas: table(canvas, 600, rows[0], xs), lambda canvas: table(canvas, 70, rows[1], xs)))
    assert cells(grids(document)[0]) == rows[0] + rows[1]


def merged_label(canvas: Canvas, top: float, label: str, rows: list[list[str]]) -> None:
    """A table whose first column is one merged cell."""
    xs, height = [60, 110, 260, 340], 24
    for number in range(len(rows) + 1):
        line(canvas, 60 if number in (0, len(rows)) else 110, top + number * height, 340, top + number * height)
    for x in xs:
        line(canvas, x, top, x, top + len(rows) * height)
    for index, part in enumerate(label.split("\n")):
        say(canvas, 63, top + 16 + 14 * index, part)
    for number, row in enumerate(rows):
        for x, text in zip((114, 264), row, strict=True):
            say(canvas, x, top + 16 + number * height, text)


@pytest.mark.parametrize(("above", "below"), [("（四）", ""), ("", "（四）")])
def test_a_merged_label_goes_on_below_the_break(above: str, below: str) -> None:
    document = load(
        made(
            lambda canvas: merged_label(canvas, 600, above, [["1.甲", "1"], ["2.乙", "2"]]),
            lambda canvas: merged_label(canvas, 70, below, [["3.丙", "3"]]),
        )
    )
    grid = grids(document)[0]
    assert [row[0].text for row in grid.rows] == ["（四）"] * 3
    assert grid.rows[0][0].rowspan == 3


@pytest.mark.parametrize("numbers", [["", "1", "2"], ["5", "", "2"], ["", "", "2"], ["（一）维持", "", ""]])
def test_a_blank_below_the_break_is_not_the_head_of_its_column(numbers: list[str]) -> None:
    xs = [60.0, 140, 220, 300]

    def head(canvas: Canvas) -> None:
        for x0, y in ((60, 600), (220, 620), (60, 640)):
            line(canvas, x0, y, 300, y)
        for x in xs:
            line(canvas, x, 600, x, 640)
        for x, y, text in ((63, 624, "维持"), (143, 624, "纠正"), (223, 614, "诉讼"), (223, 634, "总计")):
            say(canvas, x, y, text)

    document = load(made(head, lambda canvas: table(canvas, 70, [numbers], xs)))
    assert cells(grids(document)[0])[-1] == numbers


def test_the_next_label_below_the_break_starts_its_own_cell() -> None:
    document = load(
        made(
            lambda canvas: merged_label(canvas, 600, "（四）", [["1.甲", "1"], ["2.乙", "2"]]),
            lambda canvas: merged_label(canvas, 70, "（五）", [["1.丙", "3"], ["2.丁", "4"]]),
        )
    )
    assert [row[0].text for row in grids(document)[0].rows] == ["（四）", "（四）", "（五）", "（五）"]


def test_a_page_on_which_a_merged_label_has_no_line_of_its_own_is_still_of_the_table() -> None:
    def between(canvas: Canvas) -> None:
        line(canvas, 60, 70, 60, 140)  # the sides of the label's cell, touching nothing
        table(canvas, 70, [["3.丙", "3"], ["4.丁", "4"]], [110, 260, 340])

    document = load(
        made(
            lambda canvas: merged_label(canvas, 600, "（四）", [["1.甲", "1"], ["2.乙", "2"]]),
            between,
            lambda canvas: merged_label(canvas, 70, "（五）", [["1.戊", "5"]]),
        )
    )
    assert [[row[0].text, row[1].text] for row in grids(document)[0].rows] == [
        ["（四）", "1.甲"],
        ["（四）", "2.乙"],
        ["（四）", "3.丙"],
        ["（四）", "4.丁"],
        ["（五）", "1.戊"],
    ]
