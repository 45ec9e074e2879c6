"""What is cut off on a page belongs to where its beginning is seen: text too long for a cell, numbers at the edge of the paper."""

from __future__ import annotations

import pytest

from gouji.document import OVERPRINTED, Document

from .drawn_pdf import HEIGHT, WIDTH, Canvas, cells, grids, load, made, say, table

XS = [60.0, 140, 220, 300]
LABEL = "逾期未按通知缴纳费用的申请"
READ = [[LABEL, "3", "4"], ["其他", "5", "6"]]


def cropped(canvas: Canvas, left: float, right: float, *pieces: str, start: float = 63) -> None:
    """Text in one go from `start` on, of which only a stretch from `left` to `right` is shown."""
    canvas.saveState()
    shape = canvas.beginPath()
    shape.rect(left, HEIGHT - 130, right - left, 60)
    canvas.clipPath(shape, stroke=0)
    at = start
    for piece in pieces:
        say(canvas, at, 114, piece)
        at += 12 * len(piece)
    canvas.restoreState()


def worksheet(left: float, right: float, *pieces: str) -> list[list[str]]:
    def draw(canvas: Canvas) -> None:
        table(canvas, 100, [["", *READ[0][1:]], READ[1]], XS)
        cropped(canvas, left, right, *pieces)

    return cells(grids(load(made(draw)))[0])


@pytest.mark.parametrize("right", [140, 143])
def test_text_too_long_for_its_cell_is_none_of_the_cells_beside_it(right: float) -> None:
    assert worksheet(60, right, LABEL) == READ


def test_text_written_in_several_pieces_goes_on_where_it_is_not_seen() -> None:
    assert worksheet(60, 140, LABEL[:3], LABEL[3:8], LABEL[8:]) == READ
    assert worksheet(60, 140, LABEL[:6], LABEL[6:]) == READ  # of the second a sign is seen


@pytest.mark.parametrize(("text", "start", "right"), [(LABEL, 101, 220), ("其余的", 115, WIDTH)], ids=["both sides", "the left"])
def test_text_cut_off_on_the_left_belongs_where_it_is_seen(text: str, start: float, right: float) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 100, [["3", "", "4"], ["5", "其他", "6"]], XS)
        cropped(canvas, 140, right, text, start=start)

    assert cells(grids(load(made(draw)))[0]) == [["3", text, "4"], ["5", "其他", "6"]]


def test_a_shape_around_the_whole_page_cuts_off_nothing() -> None:
    assert worksheet(0, WIDTH, LABEL)[0] != READ[0]


@pytest.mark.parametrize(("middle", "note"), [(122, OVERPRINTED), (130, "")], ids=["across the line", "inside"])
def test_a_number_beside_the_rest_of_what_did_not_fit_above_it_is_doubtful(middle: float, note: str) -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 100, [["项目", "结果维"], ["复议", ""]], XS[:3])
        say(canvas, 150, middle + 5, "持")
        say(canvas, 180, 134, "2")

    cell = grids(load(made(draw)))[0].rows[1][1]
    assert {"持", "2"} <= set(cell.text)
    assert cell.note == note


def wide(*last: str, edge: float = WIDTH) -> Document:
    """A table with these texts in a last column that the edge of the page cuts through; its last line stands at `edge`."""

    def draw(canvas: Canvas) -> None:
        table(canvas, 100, [["项目", "自然人", last[0]], ["一、新收", "3", last[1]]], [300, 400, 580, edge])
        say(canvas, WIDTH + 20, 300, "纸外的话")

    return load(made(draw))


@pytest.mark.parametrize("edge", [WIDTH, WIDTH + 45])
def test_a_number_is_read_whole_where_the_edge_of_the_page_cuts_through_it(edge: float) -> None:
    document = wide("总计", "155", edge=edge)
    assert cells(grids(document)[0]) == [["项目", "自然人", "总计"], ["一、新收", "3", "155"]]
    assert document.partial
    assert "第1页的表格比纸宽" in document.notes[0]


def test_what_stands_beside_the_page_is_not_read() -> None:
    document = wide("", "5")
    assert cells(grids(document)[0])[1] == ["一、新收", "3", "5"]
    assert len(document.blocks) == 1
    assert not document.partial
