"""What a reader of a page does not see is not read: by attribute, by style, by the page's style sheet."""

from __future__ import annotations

import time

import pytest

from gouji.document import Document, Grid, Source
from gouji_plugins.loaders.html import load


def read(page: str) -> Document:
    return load(Source("年报.html", page.encode()))


def values(cells: str, head: str = "") -> list[str]:
    """The texts of the last column of a table whose second row has these cells."""
    document = read(f"<html><head>{head}</head><body><table><tr><td>规章</td><td>1</td></tr><tr>{cells}</tr></table></body></html>")
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    return [cell.text for cell in grid.rows[1]]


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : NONE !important",
        "visibility:hidden",
        "font-size:0",
        "font-size: 0px; line-height: 0",
        "opacity:0.0",
        "color:transparent",
        "color: rgba(0, 0, 0, 0)",
        "color:#FFF",
        "color:white;background:#fff",
        "color:#ffe;background-color:#ffe;opacity: 0",
        "position:absolute;left:-9999px",
        "display:block;text-indent:-9999px",
        "position:absolute;clip:rect(0, 0, 0, 0)",
        "position:absolute;clip-path:inset(50%)",
        "display:block;max-height:0;overflow:hidden",
        "display:inline-block;width:0;height:0;overflow:hidden",
        "transform:scale(0)",
    ],
)
def test_words_in_a_style_that_cannot_be_seen_are_not_read(style: str) -> None:
    assert values(f'<td>许可</td><td><span style="{style}">9</span>12</td>') == ["许可", "12"]
    assert values(f"<td>许可</td><td>12<SPAN STYLE='{style}'>9</SPAN></td>") == ["许可", "12"]


@pytest.mark.parametrize(
    "style",
    [
        "display:inline",
        "font-size:0.8em",
        "font-size:10px",
        "opacity:.5",
        "color:#ff0000",
        "background-color:#fff",
        "color:#fff;background:#036",
        "text-indent:-18pt",
        "margin-left:-48px",
        "line-height:0",
        "height:0",
        "overflow:hidden",
        "visibility:visible",
    ],
)
def test_words_in_any_other_style_are_read(style: str) -> None:
    assert values(f'<td>许可</td><td><span style="{style}">9</span>12</td>') == ["许可", "912"]


def test_white_words_are_read_where_nothing_else_is_or_the_ground_is_dark() -> None:
    white = '<span style="color:#fff">9</span>'
    assert values(f"<td>许可</td><td>{white}</td>") == ["许可", "9"]
    assert values(f"<td>许可</td><td bgcolor='#003366'>{white}<b>12</b></td>") == ["许可", "912"]
    assert values(f'<td>许可</td><td style="background:#036">{white}<b>12</b></td>') == ["许可", "912"]
    assert values(f'<td>许可</td><td class="dark">{white}<b>12</b></td>') == ["许可", "912"]


def test_words_in_white_by_an_attribute_are_not_read() -> None:
    assert values("<td>许可</td><td>12<font color=#FFFFFF>9</font></td>") == ["许可", "12"]
    assert values("<td>许可</td><td>12<font color=#FF0000>9</font></td>") == ["许可", "129"]


def test_words_that_a_class_calls_hidden_are_not_read_beside_others() -> None:
    assert values('<td>许可</td><td><span class="hide">9</span>12</td>') == ["许可", "12"]
    assert values('<td>许可</td><td class="hidden"><span class="num hide">9</span></td>') == ["许可", "9"]


def test_what_is_seen_again_inside_of_what_is_not_is_read() -> None:
    assert values('<td>许可</td><td style="font-size:0"><span style="font-size:14px">12</span></td>') == ["许可", "12"]
    assert values('<td>许可</td><td><p style="font-size:0"><b><span style="font-size:14px">12</span></b></p></td>') == ["许可", "12"]
    assert values('<td>许可</td><td><p style="visibility:hidden"><i style="visibility:visible">12</i></p></td>') == ["许可", "12"]


@pytest.mark.parametrize(
    ("sheet", "read"),
    [
        (".x{display:none}", "12"),
        ("/* } */ td .x , .y { FONT-SIZE : 0 }", "12"),
        ("@charset 'utf-8'; .x{position:absolute;left:-10000px}", "12"),
        (".x{display:none} .x.on{display:none} span{color:red}", "12"),
        (".x{display:none} .x{display:inline}", "912"),
        ("@media print{.y{color:red} .x{display:none}}", "912"),
        (".x:hover{display:none} *{color:red}", "912"),
        (".x{display:block", "912"),
        ("}}{.x{{", "912"),
    ],
)
def test_the_rules_of_the_style_sheet_are_kept_to(sheet: str, read: str) -> None:
    assert values('<td>许可</td><td><span class="x">9</span>12</td>', f"<style>{sheet}</style>") == ["许可", read]


def test_the_style_of_an_element_stands_above_the_sheet() -> None:
    cells = '<td>许可</td><td><span class="x" style="display:inline">9</span>12</td>'
    assert values(cells, "<style>.x{display:none}</style>") == ["许可", "912"]


def test_cells_keep_their_places_unless_they_take_none() -> None:
    assert values('<td>许可</td><td style="visibility:hidden">9</td><td>12</td>') == ["许可", "9", "12"]
    assert values('<td>许可</td><td style="display:none">9</td><td>12</td>') == ["许可", "12"]
    assert values('<td>许可</td><td>12</td></tr><tr style="visibility:collapse"><td>处罚</td><td>9</td>') == ["许可", "12"]


def test_a_cell_with_nothing_but_what_is_hidden_beside_others_elsewhere_is_blank() -> None:
    name = '<b class="x">许可</b>'
    cells = f"<td>{name}12</td><td>{name}</td><td>9</td>"
    assert values(cells, "<style>.x{display:none}@media (max-width:600px){.x{display:inline}}</style>") == ["12", "", "9"]


def test_much_that_only_waits_for_a_script_is_read() -> None:
    words = "全年主动公开信息三百条，" * 10
    sheet = "<style>.tab{display:none}</style>"
    page = f'{sheet}<div style="visibility:hidden;opacity:0"><p>{words}</p></div><div class="tab"><p>{words}</p></div>'
    assert len(read(page).blocks) == 2


def test_what_stands_alone_in_its_line_or_cell_comes_into_sight_by_a_script() -> None:
    page = '<p style="visibility:hidden">一、总体情况</p><style>.tab{display:none}</style><h3 class="tab">二、主动公开</h3><p>正文</p>'
    assert [getattr(block, "text", "") for block in read(page).blocks] == ["一、总体情况", "二、主动公开", "正文"]
    assert values('<td>许可</td><td><span style="opacity:0">12</span></td>') == ["许可", "12"]


def test_many_words_struck_through_beside_others_are_corrections() -> None:
    rows = "".join(f"<tr><td>第{n}项</td><td><s>9</s>{n}</td></tr>" for n in range(150))
    (grid,) = read(f"<table>{rows}</table>").blocks
    assert isinstance(grid, Grid)
    assert [row[1].text for row in grid.rows] == [str(n) for n in range(150)]


def test_what_is_struck_through_line_by_line_is_an_element_left_open() -> None:
    page = "".join(f"<p><s>第{n}条工作</s></p>" for n in range(150))
    assert len(read(page).blocks) == 150


def test_a_page_made_of_hidden_words_and_rules_takes_no_long_time() -> None:
    rules = "span span{font-size:0}" * 5_000 + "/*" * 50_000 + "@" * 50_000 + "{" * 50_000
    page = f"<style>{rules}</style><p>正文</p>" + '<span style="font-size:0">' * 5_000 + "规章" + "</span>" * 5_000
    start = time.process_time()
    read(page)
    assert time.process_time() - start < 10
