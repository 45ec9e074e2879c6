"""Rows of tables as lines of text with something between the cells: bars, pipes, Markdown, tabs."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from . import pages
from .flat import BOTH, Rows, flat_2, flat_3, flat_4, piped, simple_3, text, texts
from .judge import reading, wrong
from .truth import Truth


@BOTH
def test_a_lone_bar_between_cells(truth: Truth) -> None:
    """A2: a line of its own holds the bar between two cells."""

    def barred(cells: list[str]) -> list[str]:
        out: list[str] = []
        for cell in cells:
            out += [cell, "|"]
        return out

    assert wrong(text(truth, barred(flat_2(truth)), barred(flat_3(truth)), barred(flat_4(truth))), "a.txt", truth) == []


@BOTH
def test_a_lone_bar_with_blank_cells(truth: Truth) -> None:
    """A2 with blanks: two bars with nothing between them are a blank cell, and no value moves."""
    gone = {"deny_secret": (0, 3), "rej_mass": (1, 2, 6)}
    ids = [c.id for c in truth.t3.rows[0].columns]
    cells = dict(truth.cells)
    for row, positions in gone.items():
        for n in positions:
            cells["t3", row, ids[n]] = ""
    blanked = truth.but(cells=cells)

    def barred(rows: Rows) -> list[str]:
        out: list[str] = []
        for row in rows:
            for cell in row:
                out += ["|"] + ([cell] if cell else [])
            out += ["|"]
        return out

    data = text(truth, barred(texts(pages.rows_2(truth))), barred(simple_3(blanked)), barred(texts(pages.rows_4(truth))))
    read = reading(data, "a.txt")
    for key, raw in blanked.cells.items():
        cell = read.cell(*key)
        if key[0] == "t3" and key[1] in gone:
            assert cell is None or cell.raw.strip() == raw, key
        else:
            assert cell is not None and cell.raw.strip() == raw, key


@BOTH
@pytest.mark.parametrize("blank", ["\u00a0", "\u2002", "\u2003", "\u3000"])
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_blank_of_any_width_between_cells(truth: Truth, blank: str, name: str) -> None:
    def spaced(rows: Rows) -> list[str]:
        return [blank.join(filter(None, row)) for row in texts(rows)]

    data = text(truth, spaced(pages.rows_2(truth)), spaced(pages.rows_3(truth)), spaced(pages.rows_4(truth)))
    if name == "a.html":
        data = "".join(f"<p>{line}</p>" for line in data.splitlines())
    assert wrong(data, name, truth) == []


@BOTH
def test_a_bar_at_the_end_of_every_line(truth: Truth) -> None:
    """A3: merged cells leave further bars behind."""

    def barred(rows: Iterable[list[pages.Cell]]) -> list[str]:
        return [(c if isinstance(c, str) else c[0]) + " " + "|" * (1 if isinstance(c, str) else c[1]) for row in rows for c in row]

    data = text(
        truth,
        barred(pages.rows_2(truth)),
        [*barred(pages.head_3(truth)), *(x + " |" for x in flat_3(truth)[10:])],
        barred(pages.rows_4(truth)),
    )
    assert wrong(data, "a.txt", truth) == []


@BOTH
@pytest.mark.parametrize("style", ["| {} |", "{} |", "| {}", "|{}||||", "{}"], ids=["both", "end", "start", "many", "none"])
def test_rows_of_pipes(truth: Truth, style: str) -> None:
    three = [[r.row.label, *r.values] for r in pages.body_3(truth)]
    three = simple_3(truth)
    data = text(truth, piped(texts(pages.rows_2(truth)), style), piped(three, style), piped(texts(pages.rows_4(truth)), style))
    assert wrong(data, "a.txt", truth, warnings=("F05",)) == []


@BOTH
def test_rows_of_pipes_with_merged_labels_left_open(truth: Truth) -> None:
    """A4: the merged label cells leave their text in the first row and empty pipes in the others."""
    rows: Rows = [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "", "申请人情况"],
        ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", "", "", *pages.HEADS, ""],
    ]
    for r in pages.body_3(truth):
        found = [c if isinstance(c, str) else c[0] for c in r.labels]
        lead = 3 - len(found) if r.row.level != 0 else 0
        labels = (
            [*[""] * lead, *found]
            if r.row.level == 2
            else ([*[""] * (2 - len(found)), *found, ""] if r.row.level == 1 else [found[0], "", ""])
        )
        rows.append([*labels[:3], *r.values])
    data = text(truth, piped(texts(pages.rows_2(truth)), "| {} |"), piped(rows, "| {} |"), piped(texts(pages.rows_4(truth)), "| {} |"))
    assert wrong(data, "a.txt", truth, warnings=("F05",)) == []


@BOTH
def test_markdown(truth: Truth) -> None:
    def table(rows: Rows) -> list[str]:
        width = max(map(len, rows))
        padded = [[*row, *[""] * (width - len(row))] for row in rows]
        return ["", "| " + " | ".join(padded[0]) + " |", "|" + "---|" * width, *("| " + " | ".join(r) + " |" for r in padded[1:]), ""]

    data = text(
        truth,
        table(texts(pages.rows_2(truth))),
        table(simple_3(truth)),
        table(texts(pages.rows_4(truth))),
        mark="## {}".format,
        join="\n",
        top=[f"# {truth.title}", "", f"发布时间：{truth.published}", *truth.intro],
    )
    for encoding in ("utf-8", "gb18030"):
        assert wrong(data.encode(encoding), "a.md", truth, warnings=("F05",)) == []


@BOTH
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_markdown_with_br_in_many_cells(truth: Truth, encoding: str) -> None:
    """Many <br> do not make a text a web page."""
    three = simple_3(truth)
    three[0] = ["", "自然人", "商业<br>企业", "科研<br>机构", "社会公益<br>组织", "法律服务<br>机构", "其<br>他", "总<br/>计"]
    four = texts(pages.rows_4(truth))
    four[2] = [f"{c[:2]}<br>{c[2:]}" for c in four[2]]
    data = text(
        truth,
        piped(texts(pages.rows_2(truth)), "| {} |"),
        piped(three, "| {} |"),
        piped(four, "| {} |"),
        mark="## {}".format,
        top=[f"# {truth.title}", f"发布时间：{truth.published}"],
    )
    for name in ("a.md", "a.txt"):
        assert wrong(data.encode(encoding), name, truth, warnings=("F05",), errors=()) == []


@BOTH
def test_markdown_with_tables_of_html(truth: Truth) -> None:
    """What converters make of merged tables: HTML between lines of Markdown."""
    tables = [
        pages.table(list(rows), attributes="").replace("\n", "") for rows in (pages.rows_2(truth), pages.rows_3(truth), pages.rows_4(truth))
    ]
    data = text(
        truth,
        *([t] for t in tables),
        mark="## {}".format,
        join="\n\n",
        top=[f"# {truth.title}", f"发布时间：{truth.published}", *truth.intro],
    )
    assert wrong(data, "a.md", truth) == []


@BOTH
def test_tabs_as_copied_out_of_word(truth: Truth) -> None:
    """Merged label cells are empty fields; the text has the indents of Word."""
    rows: Rows = [[truth.t3.corner, "申请人情况"], ["", "自然人", "法人或其他组织", "总计"], ["", "", *pages.HEADS, ""]]
    for r in pages.body_3(truth):
        found = [c if isinstance(c, str) else c[0] for c in r.labels]
        lead = {0: 0, 1: 2 - len(found), 2: 3 - len(found)}[r.row.level]
        rows.append([*[""] * lead, *found, *r.values])

    def tabbed(rows: Rows) -> list[str]:
        return ["\t".join(row) for row in rows]

    data = text(truth, tabbed(texts(pages.rows_2(truth))), tabbed(rows), tabbed(texts(pages.rows_4(truth))))
    assert wrong(data, "a.txt", truth) == []


@BOTH
def test_tabs_with_rows_of_nothing_but_tabs(truth: Truth) -> None:
    """Blank rows of the table are lines of tabs."""
    out: list[str] = []
    for row in simple_3(truth):
        out += ["\t".join(row), "\t" * 7]
    two = [line for row in texts(pages.rows_2(truth)) for line in ("\t".join(row), "\t\t\t")]
    four = [line for row in texts(pages.rows_4(truth)) for line in ("\t".join(row), "\t" * 14)]
    assert wrong(text(truth, two, out, four), "a.txt", truth, warnings=("F05",)) == []
