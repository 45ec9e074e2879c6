"""Tables of web pages as grids in reading order."""

from __future__ import annotations

import pytest

from gouji.document import NO_CELL, Grid

from .html_pages import read, shape


def test_lines_inside_a_cell_are_joined_by_line_feeds() -> None:
    document = read(
        "<table><tr><td><p><span>本年新</span></p><p>制作<b>数</b>量</p><td>商业<br/>企业"
        "<td>三<br>、<br>本\n<tr><td>\n 3\n<td><p>&nbsp;</p><p>4</p><td>5</table>"
    )
    assert shape(document) == [[["本年新\n制作数量", "商业\n企业", "三\n、\n本"], ["3", "4", "5"]]]


def test_an_empty_cell_stays_an_empty_cell() -> None:
    document = read("<table><tr><td>规章<td>&nbsp;<td><td><p><br></p><td>\u200b<tr><td>a<td>1<td>2<td>3<td>4</table>")
    assert shape(document)[0][0] == ["规章", "\u00a0", "", "", "\u200b"]  # type: ignore[index]


def test_a_missing_cell_is_not_an_empty_one() -> None:
    (grid,) = read("<table><tr><td>a<td>b<td>c<tr><td>d<td></table>").blocks
    assert isinstance(grid, Grid)
    assert [cell.note for cell in grid.rows[1]] == ["", "", NO_CELL]


def test_spans_broken_or_not_are_expanded() -> None:
    (grid,) = read(
        "<table><tr><td rowspan=2>a<td colspan='2px'>b<td>c<tr><td>d<td>e<td rowspan=99>f<tr><td colspan=0>g<td colspan=9999>h</table>"
    ).blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [list("abbc"), list("adef"), list("ghhh")]
    assert grid.rows[0][0] is grid.rows[1][0]
    assert not grid.ragged


def test_head_bodies_and_foot_come_in_the_order_seen() -> None:
    document = read(
        "<table><tfoot><tr><td>脚<td>9</tfoot><tr><td>a<td rowspan=5>1<tbody><tr><td>b<td>2</tbody></table>"
        "后<table><tr><td>x<td>y<tr><td>z<td>w"
    )
    assert shape(document) == [[["a", "1"], ["b", "2"], ["脚", "9"]], "后", [["x", "y"], ["z", "w"]]]


def test_a_layout_table_is_read_in_order_and_its_data_table_stays_a_grid() -> None:
    document = read(
        "<table width=100%><tr><td><ul><li><a href=/a>导航一</a><li><a href=/b>导航二</a><li><a href=/c>导航三</a></ul></td>"
        "<td><h1>年报</h1><p>引言</p><table><tr><td>甲<td>0<tr><td>乙<td>1</table><p>后文</p></td></tr></table>"
    )
    assert shape(document) == ["年报", "引言", [["甲", "0"], ["乙", "1"]], "后文"]
    assert document.furniture == ("导航一", "导航二", "导航三")


def test_a_table_of_one_column_is_prose() -> None:
    assert shape(read("<table><tr><td><p>一、总体情况</p><p>正文</p><tr><td>二</table>")) == ["一、总体情况", "正文", "二"]


def test_a_trifle_of_a_table_inside_a_cell_is_its_text() -> None:
    assert shape(read("<table><tr><td>甲<td><table><tr><td>0</table><td>3<tr><td>乙<td>1<td>2</table>")) == [
        [["甲", "0", "3"], ["乙", "1", "2"]]
    ]


def test_a_data_table_inside_a_data_table_follows_it() -> None:
    rows = "".join(f"<tr><td>行{i}<td>1<td>2</tr>" for i in range(3))
    document = read(f"<table>{rows}<tr><td>合<td><table><tr><td>n1<td>n2<tr><td>n3<td>n4</table><td>9</table>")
    assert shape(document) == [[["行0", "1", "2"], ["行1", "1", "2"], ["行2", "1", "2"], ["合", "", "9"]], [["n1", "n2"], ["n3", "n4"]]]


def test_each_table_keeps_its_caption_and_a_hidden_one_is_not_read() -> None:
    data = "<tr><td>a<td>1<tr><td>b<td>2<tr><td>c<td>3"
    rows = "".join(f"<tr><td>行{i}<td>1<td>2</tr>" for i in range(3))
    page = f"<table><caption>外表</caption>{rows}<tr><td>合<td><table><caption>内表</caption>{data}</table><td>9</table>"
    assert [line for line in shape(read(page)) if isinstance(line, str)] == ["外表", "内表"]
    assert shape(read(f"<table><caption hidden>表</caption>{data}</table>")) == [[["a", "1"], ["b", "2"], ["c", "3"]]]


def test_hidden_rows_cells_and_words_are_left_out_of_a_table() -> None:
    rows = "<tr hidden><td>a<td>b<tr><td>甲<td hidden>乙<td>丙<tr><td>丁<span hidden>不见</span><td>戊"
    assert shape(read(f"<table>{rows}<tbody style='display:none'><tr><td>己</table>")) == [[["甲", "丙"], ["丁", "戊"]]]


def test_foot_and_head_of_a_table_stand_where_they_belong() -> None:
    page = "<table><tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>3</tbody><thead><tr><td>项<td>数</thead></table>"
    assert shape(read(page)) == [[["项", "数"], ["甲", "3"], ["合计", "3"]]]


def test_words_beside_the_only_block_of_a_cell_stand_on_a_line_of_their_own() -> None:
    cells = "<td>一<p>二</p><td><p><b>三</b></p> <td><!-- 注 --><div><p>四</p></div><td>五<br>六"
    assert shape(read(f"<table><tr>{cells}</table>")) == [[["一\n二", "三", "四", "五\n六"]]]


def test_a_table_of_metadata_becomes_lines() -> None:
    document = read(
        "<table><tr><td>索引号：<td>0001/2023<td>信息分类<td>年报<tr><td>发布机构:<td>水利局<td>发布日期：<td>2023-01-16"
        "<tr><td>名　　称：<td colspan=3>年度报告</table><p>正文</p>"
    )
    assert shape(document) == [
        "索引号：0001/2023",
        "信息分类：年报",
        "发布机构:水利局",
        "发布日期：2023-01-16",
        "名　　称：年度报告",
        "正文",
    ]
    assert shape(read("<p>正文</p><table><tr><td>发布日期：2023-01-16<td>点击：12</table>")) == ["正文", "发布日期：2023-01-16", "点击：12"]


def test_hidden_tables_are_read_where_no_other_is() -> None:
    document = read("<div style='display:none'><table><tr><td>a<td>1<tr><td>b<td>2</table></div><p>正文</p>")
    assert shape(document)[0] == [["a", "1"], ["b", "2"]]
    assert "隐藏" in document.notes[0]


def test_a_table_drawn_with_lines_is_a_grid() -> None:
    drawn = "<pre>┌──┬──┬──┐\n│规章│1│2│\n├──┼──┼──┤\n│行政许可│3│4│\n└──┴──┴──┘</pre>"
    (grid,) = read(drawn).blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["规章", "1", "2"], ["行政许可", "3", "4"]]


def test_letters_and_numbers_beside_the_cells_of_a_spreadsheet_are_no_cells() -> None:
    rows = "<tr><th>1<td colspan=2>规章<td>5<tr><th><td colspan=3><tr><th>2<td>许可<td>甲<td>7"
    assert shape(read(f"<table><tr><th><th>A<th>B<th>C{rows}</table>")) == [[["规章", "规章", "5"], [""] * 3, ["许可", "甲", "7"]]]
    counted = "<thead><tr><th><th>0<th>1<th>2<tbody><tr><th>0<td>规章<td>3<td>5<tr><th>1<td>许可<td>甲<td>7"
    assert shape(read(f"<table>{counted}</table>")) == [[["规章", "3", "5"], ["许可", "甲", "7"]]]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("<th><th>A<th>B<th>C", "<td>3<td>甲<td>5<td>6"),
        ("<th><th>A<th>B", "<td>1<td>甲<td>5"),
        ("<th><th>A<th>B<th colspan=2>C", "<td>1<td>甲<td>5<td>6<td>7"),
    ],
)
def test_letters_above_columns_that_are_not_counted_or_few_or_merged_are_labels(head: str, row: str) -> None:
    (grid,) = read(f"<table><tr>{head}<tr>{row}</table>").blocks
    assert isinstance(grid, Grid)
    assert grid.rows[0][1].text == "A" and len(grid.rows) == 2
