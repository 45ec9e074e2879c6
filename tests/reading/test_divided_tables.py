"""Tables of pages that are cut in pieces, put together, or stand inside other tables."""

from __future__ import annotations

import pytest

from . import pages
from .judge import reading, wrong
from .test_tables_of_pages import BOTH, with_3
from .truth import Truth


def _pages(truth: Truth, at: int) -> tuple[list[list[pages.Cell]], list[list[pages.Cell]]]:
    """表三 cut in two behind a number of rows; merged labels begin anew on the second page."""
    body = pages.body_3(truth)
    return [*pages.head_3(truth), *_closed(body[:at])], _closed(body[at:])


def _closed(part: list[pages.Row3]) -> list[list[pages.Cell]]:
    """Rows whose merged label cells end with the part; a part that begins inside one repeats it blank."""
    out: list[list[pages.Cell]] = []
    for n, r in enumerate(part):
        cells: list[pages.Cell] = []
        if n == 0 and r.row.parent and len(r.labels) < 3:
            inside = sum(1 for x in part if x.row.parent)
            if r.row.parent != "H_result" and len(r.labels) == 1:
                mates = sum(1 for x in part if x.row.parent == r.row.parent)
                cells += [("", 1, inside), ("", 1, mates)]
            else:
                cells.append(("", 1, inside))
        for cell in r.labels:
            if isinstance(cell, tuple) and len(cell) == 3:
                cell = (cell[0], cell[1], min(cell[2], len(part) - n))
            cells.append(cell)
        out.append([*cells, *r.values])
    return out


@BOTH
@pytest.mark.parametrize("at", [3, 8, 15, 20])
def test_split_by_a_page_break(truth: Truth, at: int) -> None:
    assert wrong(with_3(truth, *_pages(truth, at)), "a.html", truth) == []


@BOTH
@pytest.mark.parametrize("at", [3, 8, 15])
def test_split_with_the_head_repeated(truth: Truth, at: int) -> None:
    first, second = _pages(truth, at)
    assert wrong(with_3(truth, first, [*pages.head_3(truth), *second], between="<p>—4—</p>"), "a.html", truth, prose=False) == []


@BOTH
def test_the_whole_page_laid_out_by_tables(truth: Truth) -> None:
    inner = pages.report(truth)
    top = "<table><tr><td>首页</td><td>政务公开</td></tr></table>"
    lines = (f"<b>{truth.title}</b>", f"发布时间：{truth.published}　来源：本站", inner)
    middle = "".join(f"<tr><td align='center'>{line}</td></tr>" for line in lines)
    page = f"<html><body><table width='1000'><tr><td>{top}</td></tr><tr><td><table>{middle}</table></td></tr></table></body></html>"
    assert wrong(page, "a.html", truth) == []


@BOTH
def test_a_table_in_every_cell_of_the_form(truth: Truth) -> None:
    """Each value stands in a table of its own inside its cell."""
    rows = [[*r.labels, *(f"<table><tr><td>{v}</td></tr></table>" for v in r.values)] for r in pages.body_3(truth)]
    assert wrong(with_3(truth, [*pages.head_3(truth), *rows]), "a.html", truth) == []


def _blocks(truth: Truth) -> list[list[list[pages.Cell]]]:
    """The rows of 表二 block by block."""
    rows = list(pages.rows_2(truth))
    starts = [n for n, row in enumerate(rows) if "二十条" in row[0][0]]
    return [rows[a:b] for a, b in zip(starts, [*starts[1:], len(rows)], strict=True)]


@BOTH
def test_every_block_of_table_2_a_table(truth: Truth) -> None:
    body = "<p>&nbsp;</p>".join(pages.table(t) for t in _blocks(truth))
    assert wrong(pages.page(truth, pages.report(truth, t2=body)), "a.html", truth) == []


@BOTH
def test_captions_of_table_2_outside_the_tables(truth: Truth) -> None:
    body = "".join(pages.p(t[0][0][0]) + pages.table(t[1:]) for t in _blocks(truth))  # type: ignore[arg-type]
    assert wrong(pages.page(truth, pages.report(truth, t2=body)), "a.html", truth) == []


@BOTH
def test_every_row_a_table_of_its_own(truth: Truth) -> None:
    rows = [pages.table([row]) for row in pages.rows_3(truth)]
    assert wrong(pages.page(truth, pages.report(truth, t3="".join(rows))), "a.html", truth) == []


@BOTH
def test_table_4_below_table_3_in_one_table(truth: Truth) -> None:
    body = pages.report(truth, t3=pages.table([*pages.rows_3(truth), *pages.rows_4(truth)]), t4="")
    assert wrong(pages.page(truth, body), "a.html", truth) == []


@BOTH
def test_short_paragraphs_in_the_rows_of_a_table(truth: Truth) -> None:
    rows: list[list[pages.Cell]] = [[("（一）主动公开。及时发布各类信息。", 15)], [("（二）监督保障。纳入年度考核。", 15)]]
    body = pages.report(truth).replace(pages.p(*truth.prose["s1"]), pages.table(rows))
    assert (
        reading(pages.page(truth, body), "a.html").sections["s1"].text
        == "（一）主动公开。及时发布各类信息。\n（二）监督保障。纳入年度考核。"
    )
