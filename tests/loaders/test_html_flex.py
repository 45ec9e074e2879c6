"""What a style lays out as cells is read as cells."""

import pytest

from .html_pages import read, shape

ROW = "<div class=r> <div>{}</div> <div>{}</div></div>"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<div style='display: flex'><span>规章</span><span>2</span><span>40</span></div>", ["规章", "2", "40"]),
        ("<style>.r,b{color:red}.r{display:grid}</style><div class=r><a>规章</a> <i>2</i></div>", ["规章", "2"]),
        ("<div style='display:flex'><span>发布日期：</span><span>2022-01-20</span></div>", ["发布日期：2022-01-20"]),
        ("<div style='display:flex'><span>规章：</span><span>2</span><span>40</span></div>", ["规章：", "2", "40"]),
        ("<style>tr{display:table-row}</style><table><tr><td rowspan=2>规章<td>2<tr><td>3</table>", [[["规章", "2"], ["规章", "3"]]]),
        ("<p style>规章</p><div style='display:flex'><a>许可</a><i>3</i></div>", ["规章", "许可", "3"]),
        ("<div style='display:inline-flex'>收到<b>2</b>件，<b>1</b>件<b>已</b>办结</div>", ["收到2件，1件已办结"]),
        (
            f"<style>.r{{display:table-row}}</style><div>{ROW.format('规章', '')}{ROW.format('许可', 3)}</div>",
            [[["规章", ""], ["许可", "3"]]],
        ),
        (
            f"<style>.r{{display:table-row}}</style><div>注{ROW.format('规章', '')}{ROW.format('许可', 3)}</div>",
            ["注", "规章", "许可", "3"],
        ),
        ("<p>flex</p><div style='float:left'><span>规章</span><span>2</span></div>", ["flex", "规章2"]),
    ],
    ids=[
        "by itself",
        "by a sheet",
        "a label",
        "several boxes",
        "rows of a table",
        "a style of nothing",
        "words between",
        "rows",
        "rows and more",
        "another style",
    ],
)
def test_boxes_side_by_side_are_lines_of_their_own(page: str, shown: list[str]) -> None:
    assert shape(read(page)) == shown
