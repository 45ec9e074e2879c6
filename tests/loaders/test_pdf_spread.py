"""Two pages printed on one sheet are read one after the other; what only looks like it is left as it is."""

from __future__ import annotations

import pytest

from gouji.document import Document

from .drawn_pdf import HEIGHT, WIDTH, Canvas, cells, grids, line, load, made, say, table, texts

HEAD, REST = [["项目", "自然人", "总计"], ["一、新收", "3", "8"]], [["二、结转", "4", "9"], ["三、办结", "5", "7"]]
XS = [60.0, 200, 280, 360]


def sheet(*, line_across: bool = False, right: str = "五、存在的主要问题及改进情况，还有不足之处") -> Document:
    """A table that begins at the foot of the left page and ends at the head of the right one, with a line of text below."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((HEIGHT, WIDTH))
        canvas.translate(0, WIDTH - HEIGHT)
        say(canvas, 60, 80, "三、收到和处理政府信息公开申请情况")
        table(canvas, 520, HEAD, XS)
        table(canvas, 80, REST, [x + HEIGHT / 2 for x in XS])
        say(canvas, HEIGHT / 2 + 60, 300, right)
        if line_across:
            line(canvas, 60, 60, HEIGHT - 60, 60)

    return load(made(draw))


def test_a_table_goes_on_from_the_left_page_to_the_right_one() -> None:
    document = sheet()
    assert [cells(grid) for grid in grids(document)] == [HEAD + REST]
    assert texts(document) == ["三、收到和处理政府信息公开申请情况", "五、存在的主要问题及改进情况，还有不足之处"]


@pytest.mark.parametrize(
    ("line_across", "right"), [(True, "五、存在的主要问题及改进情况"), (False, "完")], ids=["a line across", "hardly a word"]
)
def test_a_page_is_one_where_something_crosses_the_middle_or_one_half_is_empty(*, line_across: bool, right: str) -> None:
    assert HEAD + REST not in [cells(grid) for grid in grids(sheet(line_across=line_across, right=right))]
