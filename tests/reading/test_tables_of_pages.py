"""Tables as sites really print them: merged, split, padded, turned and mended by hand."""

from __future__ import annotations

import pytest

import gouji
from gouji.values import parse

from . import pages
from .judge import doubted, misread, reading, wrong
from .pages import with_2, with_3
from .truth import NEW, OLD, Truth

BOTH = pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])


@BOTH
def test_words_of_the_head_broken_by_br(truth: Truth) -> None:
    heads = ("商业<br/>企业", "科研<br />机构", "社会公益<br>组织", "法律服务<br>机构", "其他")
    rows = [*pages.head_3(truth, heads), *([*r.labels, *r.values] for r in pages.body_3(truth))]
    assert wrong(with_3(truth, rows), "a.html", truth) == []


@BOTH
def test_words_of_the_head_broken_over_two_rows(truth: Truth) -> None:
    """商业 in one row of the head, 企业 in the next."""
    head: list[list[pages.Cell]] = [
        [("", 3, 4), ("申请人情况", 7)],
        [("自然人", 1, 3), ("法人或其他组织", 5), ("总计", 1, 3)],
        ["商业", "科研", "社会公益", "法律服务", ("其他", 1, 2)],
        ["企业", "机构", "组织", "机构"],
    ]
    assert wrong(with_3(truth, [*head, *([*r.labels, *r.values] for r in pages.body_3(truth))]), "a.html", truth, warnings=("F05",)) == []


@BOTH
def test_three_rows_of_head_without_any_merging(truth: Truth) -> None:
    """Every cell written out, blank where the form merges."""
    head: list[list[pages.Cell]] = [
        ["（本列数据的勾稽关系为：第一项加第二项之和，", "", "", "申请人情况", "", "", "", "", "", ""],
        ["等于第三项加第四项之和）", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", "", "", *pages.HEADS, ""],
    ]
    rows: list[list[pages.Cell]] = []
    for r in pages.body_3(truth):
        texts = [c if isinstance(c, str) else c[0] for c in r.labels]
        rows.append([*(["", "", *texts] if r.row.level == 2 and len(texts) == 1 else [*texts, "", ""])[:3], *r.values])
    assert wrong(with_3(truth, [*head, *rows]), "a.html", truth, warnings=("F05",)) == []


@BOTH
def test_heading_rows_of_their_own(truth: Truth) -> None:
    """三、本年度办理结果 and （三）不予公开 each in a row of blanks."""
    rows: list[list[pages.Cell]] = [["项目", "自然人", *pages.HEADS, "总计"]]
    for row in truth.t3.rows:
        rows.append([row.label, *(truth.row("t3", row) if row.data else [""] * 7)])
    assert wrong(with_3(truth, rows), "a.html", truth, warnings=("F05",)) == []


@BOTH
def test_heading_rows_merged_over_the_whole_width(truth: Truth) -> None:
    rows: list[list[pages.Cell]] = [["", "自然人", *pages.HEADS, "总计"]]
    for row in truth.t3.rows:
        rows.append([row.label, *truth.row("t3", row)] if row.data else [(row.label, 8)])
    assert wrong(with_3(truth, rows), "a.html", truth, warnings=("F05",)) == []


@BOTH
def test_heading_rows_with_dashes(truth: Truth) -> None:
    rows: list[list[pages.Cell]] = [["", "自然人", *pages.HEADS, "总计"]]
    for row in truth.t3.rows:
        rows.append([row.label, *(truth.row("t3", row) if row.data else ["—"] * 7)])
    page = with_3(truth, rows)
    read = reading(page, "a.html")
    assert all(read.cell(*key) and read.cell(*key).raw == raw for key, raw in truth.cells.items())  # type: ignore[union-attr]


@BOTH
def test_leading_column_of_numbers(truth: Truth) -> None:
    """序号 1, 2, 3… before every row must not be read as a value."""
    rows: list[list[pages.Cell]] = [["序号", "项目", "自然人", *pages.HEADS, "总计"]]
    for n, row in enumerate(truth.t3.rows, 1):
        rows.append([str(n), row.label, *(truth.row("t3", row) if row.data else [""] * 7)])
    assert wrong(with_3(truth, rows), "a.html", truth, warnings=("F05",)) == []


@BOTH
def test_leading_column_of_numbers_in_table_2(truth: Truth) -> None:
    rows: list[list[pages.Cell]] = []
    for block in truth.t2.blocks:
        rows.append([("序号"), (block.caption, 4)])
        rows.append(["", block.stub, *(c.label for c in block.columns), *[""] * (3 - len(block.columns))])
        for n, row in enumerate(block.rows, 1):
            rows.append([str(n), row.label, *truth.row("t2", row), *[""] * (3 - len(block.columns))])
    assert wrong(with_2(truth, rows), "a.html", truth) == []


@BOTH
def test_sixteen_columns(truth: Truth) -> None:
    """Every column of values is two grid columns; the label cells share the other two or three unevenly."""
    head: list[list[pages.Cell]] = [
        [(truth.t3.corner, 3, 3), ("申请人情况", 13)],
        [("自然人", 2, 2), ("法人或其他组织", 9), ("总计", 2, 2)],
        [("商业企业", 2), ("科研机构", 2), ("社会公益组织", 2), ("法律服务机构", 2), "其他"],
    ]
    rows = [[*r.labels, *((v, 1 if n == 5 else 2) for n, v in enumerate(r.values))] for r in pages.body_3(truth)]
    assert wrong(with_3(truth, [*head, *rows]), "a.html", truth) == []


@BOTH
def test_spans_that_differ_from_row_to_row(truth: Truth) -> None:
    """Head and rows of values divide the same grid differently (1+1+2+1 against 1+2+1+1), as pasted tables do."""
    head: list[list[pages.Cell]] = [
        [(truth.t3.corner, 3, 3), ("申请人情况", 9)],
        [("自然人", 2, 2), ("法人或其他组织", 6), ("总计", 1, 2)],
        ["商业企业", ("科研机构", 2), "社会公益组织", "法律服务机构", "其他"],
    ]
    shapes = ([1, 2, 1, 1, 1, 2, 1], [2, 1, 1, 2, 1, 1, 1], [1, 1, 2, 1, 2, 1, 1])
    rows = [[*r.labels, *zip(r.values, shapes[n % 3], strict=True)] for n, r in enumerate(pages.body_3(truth))]
    assert wrong(with_3(truth, [*head, *rows]), "a.html", truth) == []


@BOTH
def test_head_of_table_2_divided_otherwise_than_its_rows(truth: Truth) -> None:
    rows: list[list[pages.Cell]] = []
    for block in truth.t2.blocks:
        rows.append([(block.caption, 5)])
        heads = {3: (1, 2, 1), 2: (1, 3), 1: (4,)}[len(block.columns)]
        values = {3: (2, 1, 1), 2: (3, 1), 1: (4,)}[len(block.columns)]
        rows.append([block.stub, *((c.label, s) for c, s in zip(block.columns, heads, strict=True))])
        rows.extend([row.label, *zip(truth.row("t2", row), values, strict=True)] for row in block.rows)
    assert wrong(with_2(truth, rows), "a.html", truth) == []


@BOTH
def test_empty_spacer_columns(truth: Truth) -> None:
    """A narrow empty column behind the labels and one behind every column of values."""

    def spaced(cells: list[str]) -> list[pages.Cell]:
        out: list[pages.Cell] = [""]
        for cell in cells:
            out += [cell, "&nbsp;"]
        return out

    rows: list[list[pages.Cell]] = [["", *spaced(["自然人", *pages.HEADS, "总计"])]]
    rows += [[row.label, *spaced(truth.row("t3", row) if row.data else [""] * 7)] for row in truth.t3.rows]
    assert wrong(with_3(truth, rows), "a.html", truth, warnings=("F05",)) == []


@BOTH
def test_empty_spacer_rows(truth: Truth) -> None:
    rows: list[list[pages.Cell]] = []
    for row in pages.rows_3(truth):
        rows.append(row)
    body = pages.body_3(truth)
    rows = [*pages.head_3(truth)]
    for r in body:
        rows.append([*r.labels, *r.values])
        if not r.row.parent:
            rows.append([("&nbsp;", 10)])
    assert wrong(with_3(truth, rows), "a.html", truth) == []


@BOTH
def test_unit_note_as_the_first_row(truth: Truth) -> None:
    rows: list[list[pages.Cell]] = [[("单位：件", 10)], *pages.rows_3(truth)]
    assert wrong(with_3(truth, rows), "a.html", truth) == []


@BOTH
def test_title_of_the_table_as_its_first_row(truth: Truth) -> None:
    three: list[list[pages.Cell]] = [[("收到和处理政府信息公开申请情况统计表", 10)], *pages.rows_3(truth)]
    assert wrong(with_3(truth, three), "a.html", truth) == []


@BOTH
def test_captions_of_tables(truth: Truth) -> None:
    rows = "".join(pages.tr(row) for row in pages.rows_3(truth))
    t3 = f"<table><caption>表2　收到和处理政府信息公开申请情况（单位：件）</caption>{rows}</table>"
    t4 = f"<table><caption>表3</caption>{''.join(pages.tr(r) for r in pages.rows_4(truth))}</table>"
    assert wrong(pages.page(truth, pages.report(truth, t3=t3, t4=t4)), "a.html", truth, prose=False) == []


@BOTH
def test_th_and_td_mixed_in_thead_and_several_bodies(truth: Truth) -> None:
    rows = pages.rows_3(truth)
    head, body = "".join(pages.tr(r, tag="th") for r in rows[:3]), "".join(pages.tr(r) for r in rows[3:])
    t3 = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
    assert wrong(pages.page(truth, pages.report(truth, t3=t3)), "a.html", truth) == []


def _blank_row_truth(truth: Truth, *ids: str) -> Truth:
    cells = {k: ("" if k[0] == "t3" and k[1] in ids else v) for k, v in truth.cells.items()}
    return truth.but(cells=cells)


def test_blank_and_slash_and_dash_cells() -> None:
    """Rows of blanks, of slashes, of dashes among rows of numbers: each read as what it is."""
    kinds = {"deny_secret": "", "deny_law": "/", "deny_third": "—", "rej_mass": "无", "rej_repeat": "&nbsp;"}
    cells = {k: (kinds[k[1]].replace("&nbsp;", "") if k[1] in kinds else v) for k, v in NEW.cells.items()}
    truth = NEW.but(cells=cells)
    rows = [[*r.labels, *(kinds.get(r.row.id, v) for v in r.values)] for r in pages.body_3(truth)]
    found = wrong(
        with_3(truth, [*pages.head_3(truth), *rows]), "a.html", truth, warnings=("F05", "F06", "F07", "B01"), errors=("A2", "A3", "A4")
    )
    assert [x for x in found if not x.startswith(("error", "warning"))] == []


def test_blanks_merged_into_one_cell() -> None:
    """The seven blanks of a row are one merged cell."""
    ids = ("deny_secret", "rej_mass")
    truth = _blank_row_truth(NEW, *ids)
    rows = [[*r.labels, ("", 7)] if r.row.id in ids else [*r.labels, *r.values] for r in pages.body_3(truth)]
    found = wrong(with_3(truth, [*pages.head_3(truth), *rows]), "a.html", truth)
    assert [x for x in found if not x.startswith(("error", "warning"))] == []


def test_only_the_total_is_filled() -> None:
    """Columns of applicants blank, 总计 0, in every row."""
    cells = {k: (("" if k[2] != "total" else "0") if k[0] == "t3" else v) for k, v in NEW.cells.items()}
    truth = NEW.but(cells=cells)
    found = wrong(pages.page(truth, pages.report(truth)), "a.html", truth)
    assert [x for x in found if not x.startswith(("error", "warning"))] == []


@BOTH
def test_numbers_as_people_write_them(truth: Truth) -> None:
    """Units, thousands, remarks in brackets, full-width digits, leading blanks."""
    kinds = ("{}件", "　{}", "{}（其中修订1件）", "&nbsp;{}&nbsp;", "{}.0", "+{}", "<u>{}</u>")
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    rows = []
    for r in pages.body_3(truth):
        values = [k.format(v) for k, v in zip(kinds, r.values, strict=True)]
        values[2] = values[2].translate(wide)
        if len(r.values[0]) > 3:
            values[0] = f"{int(r.values[0]):,}"
        rows.append([*r.labels, *values])
    page = with_3(truth, [*pages.head_3(truth), *rows])
    read = reading(page, "a.html")
    for key, raw in truth.cells.items():
        if key[0] == "t3":
            assert read.cell(*key).value == parse(raw)[1], (key, read.cell(*key))  # type: ignore[union-attr]


@BOTH
def test_an_extra_row_of_the_province(truth: Truth) -> None:
    rows: list[list[pages.Cell]] = [*pages.head_3(truth)]
    for r in pages.body_3(truth):
        labels = [
            (c[0], c[1], c[2] + 1) if isinstance(c, tuple) and len(c) == 3 and c[0].startswith(("三、", "（三）")) else c for c in r.labels
        ]
        rows.append([*labels, *r.values])
        if r.row.id == "deny_query":
            rows.append(["9.属于公共企事业单位信息", *["70"] * 7])
    found = wrong(
        with_3(truth, rows), "a.html", truth, oddities=("9.属于公共企事业单位信息",), errors=("F04", "F05"), warnings=("F04", "F05", "F03")
    )
    assert found == []


@BOTH
def test_a_row_that_is_missing(truth: Truth) -> None:
    """2.重复申请 is not there; its cells are absent and no other row moves."""
    lacking = truth.but(drop=[k for k in truth.cells if k[1] == "rej_repeat"])
    rows: list[list[pages.Cell]] = [*pages.head_3(truth)]
    for r in pages.body_3(truth):
        labels = [
            (c[0], c[1], c[2] - 1) if isinstance(c, tuple) and len(c) == 3 and c[0].startswith(("三、", "（五）")) else c for c in r.labels
        ]
        if r.row.id != "rej_repeat":
            rows.append([*labels, *r.values])
    found = wrong(with_3(truth, rows), "a.html", lacking)
    assert [x for x in found if not x.startswith(("error", "warning"))] == []


@BOTH
def test_a_column_that_is_missing(truth: Truth) -> None:
    lacking = truth.but(drop=[k for k in truth.cells if k[0] == "t3" and k[2] == "law"])
    heads = [h for h in pages.HEADS if h != "法律服务机构"]
    rows = [[*r.labels, *r.values[:4], *r.values[5:]] for r in pages.body_3(truth)]
    head = [[(truth.t3.corner, 3, 3), ("申请人情况", 6)], [("自然人", 1, 2), ("法人或其他组织", 4), ("总计", 1, 2)], heads]
    found = wrong(with_3(truth, [*head, *rows]), "a.html", lacking)
    assert [x for x in found if not x.startswith(("error", "warning"))] == []


@BOTH
def test_columns_in_another_order(truth: Truth) -> None:
    """总计 comes first."""
    rows: list[list[pages.Cell]] = [["", "总计", "自然人", *pages.HEADS]]
    rows += [[row.label, *([truth.row("t3", row)[6], *truth.row("t3", row)[:6]] if row.data else [""] * 7)] for row in truth.t3.rows]
    found = wrong(with_3(truth, rows), "a.html", truth)
    assert [x for x in found if not x.startswith(("error", "warning"))] == []


@BOTH
def test_a_cell_is_lost_from_the_head(truth: Truth) -> None:
    """法人或其他组织 is gone, so that 总计 stands above 商业企业: the sums of the rows tell the order, with a doubt."""
    head = pages.head_3(truth)
    del head[1][1]
    rows = [[*r.labels, *r.values] for r in pages.body_3(truth)]
    report = reading(with_3(truth, [*head, *rows]), "a.html")
    assert misread(report, truth) == []
    assert doubted(report) == {key for key in truth.cells if key[0] == "t3"}


def test_the_second_line_of_the_head_is_lost() -> None:
    """2019: 本年新制作数量 and 本年新公开数量 both say only 本年新."""
    rows = pages.rows_2(OLD)
    out = [
        ["信息内容", "本年新", "本年新", "对外公开总数量"] if any(isinstance(c, tuple) and c[0] == "本年新制作数量" for c in row) else row
        for row in rows
    ]
    found = wrong(with_2(OLD, out), "a.html", OLD)
    assert [x for x in found if not x.startswith(("error", "warning"))] == []


@BOTH
def test_rows_of_table_2_with_their_ordinals_and_remarks(truth: Truth) -> None:
    rows = list(pages.rows_2(truth))
    marks = {
        "规章": "1.规章",
        "行政规范性文件": "2、行政规范性文件（含政府和部门文件）",
        "行政许可": "行政许可（件）",
        "行政处罚": "行 政 处 罚",
        "行政强制": "行政强制：",
    }
    out = [[marks.get(row[0], row[0]) if isinstance(row[0], str) else row[0], *row[1:]] for row in rows]
    assert wrong(with_2(truth, out), "a.html", truth, warnings=("F03", "F05")) == []


@BOTH
def test_each_cell_a_div(truth: Truth) -> None:
    """No table at all: rows and cells are divs."""

    def divs(rows: list[list[pages.Cell]]) -> str:
        return "".join(
            "<div class='r'>" + "".join(f"<div class='c'>{c if isinstance(c, str) else c[0]}</div>" for c in row) + "</div>" for row in rows
        )

    body = pages.report(truth, t2=divs(list(pages.rows_2(truth))), t3=divs(pages.rows_3(truth)), t4=divs(pages.rows_4(truth)))
    assert wrong(pages.page(truth, body), "a.html", truth) == []


def test_pipe_tables_inside_pre() -> None:
    """A page that shows Markdown tables as they are typed."""

    def pipes(rows: list[list[pages.Cell]]) -> str:
        return "<pre>" + "\n".join("| " + " | ".join(c if isinstance(c, str) else c[0] for c in row) + " |" for row in rows) + "</pre>"

    three: list[list[pages.Cell]] = [["", "自然人", *pages.HEADS, "总计"]]
    three += [[row.label, *(NEW.row("t3", row) if row.data else [""] * 7)] for row in NEW.t3.rows]
    body = pages.report(NEW, t2=pipes(list(pages.rows_2(NEW))), t3=pipes(three), t4=pipes(pages.rows_4(NEW)))
    assert wrong(pages.page(NEW, body), "a.html", NEW, warnings=("F05",)) == []


def test_missing_cells_at_the_end_of_rows() -> None:
    """A row of five values may lack any two of the seven: they are kept and not placed."""
    truth = NEW.but(drop=[key for key in NEW.cells if key[1] == "rej_mass"])
    rows = [[*r.labels, *(r.values[:5] if r.row.id == "rej_mass" else r.values)] for r in pages.body_3(NEW)]
    found = wrong(with_3(truth, [*pages.head_3(truth), *rows]), "a.html", truth, oddities=("t3.rej_mass",))
    assert [x for x in found if not x.startswith(("error", "warning"))] == []


@BOTH
def test_table_3_on_its_side(truth: Truth) -> None:
    rows = [row for row in truth.t3.rows if row.data]
    columns = ["自然人", *pages.HEADS, "总计"]
    lying: list[list[pages.Cell]] = [["申请人情况", *(row.label for row in rows)]]
    lying += [[name, *(truth.row("t3", row)[at] for row in rows)] for at, name in enumerate(columns)]
    assert wrong(with_3(truth, lying), "a.html", truth) == []


@BOTH
def test_values_chosen_from_lists(truth: Truth) -> None:
    def chosen(value: str) -> str:
        return f"<select><option>0</option><option selected>{value}</option></select>"

    rows = [[*row.labels, *map(chosen, row.values)] for row in pages.body_3(truth)]
    assert wrong(with_3(truth, [*pages.head_3(truth), *rows]), "a.html", truth) == []


@BOTH
def test_characters_that_are_not_seen(truth: Truth) -> None:
    rows = [[*row.labels, *(f"\u202d{value[:1]}\u00ad{value[1:]}\u202c\u2062" for value in row.values)] for row in pages.body_3(truth)]
    report = reading(with_3(truth, [*pages.head_3(truth), *rows]), "a.html")
    assert {key: str(report.cell(*key).value) for key in truth.cells if key[0] == "t3"} == {  # type: ignore[union-attr]
        key: raw for key, raw in truth.cells.items() if key[0] == "t3"
    }


@BOTH
def test_columns_left_out_are_absent_and_the_others_right(truth: Truth) -> None:
    kept = {"person": "自然人", "biz": "商业企业", "other": "其他", "total": "总计"}
    rows = [["项目", *kept.values()]]
    rows += [[row.label, *([truth.cells["t3", row.id, column] for column in kept] if row.data else [""] * 4)] for row in truth.t3.rows]
    report = reading(with_3(truth, rows), "a.html")
    for (table, row, column), raw in truth.cells.items():
        cell = report.cell(table, row, column)
        assert (cell is None) if table == "t3" and column not in kept else (cell is not None and cell.raw == raw)


def test_a_table_in_a_shape_of_its_own_is_not_said_to_be_missing() -> None:
    heads = [f"{row.label}{column.label}" for block in NEW.t2.blocks for row in block.rows for column in block.columns]
    values = [value for row in NEW.t2.rows for value in NEW.row("t2", row)]
    report = reading(with_2(NEW, [[*heads], [*values]]), "a.html")
    (finding,) = [finding for finding in gouji.check(report).findings if finding.defect == "F01"]
    assert (finding.level, finding.doubt) == ("warning", "reading")
