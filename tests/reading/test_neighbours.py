"""What stands beside the three tables: other tables, other columns, forms, notes, last year's figures."""

from __future__ import annotations

import pytest

from . import pages
from .judge import doubted, misread, reading, wrong
from .truth import NEW, OLD, Truth

BOTH = pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])


def reads_right(data: bytes | str, name: str, truth: Truth, **options: object) -> list[str]:
    """What is read wrongly, whatever the rules say of it."""
    found = wrong(data, name, truth, **options)  # type: ignore[arg-type]
    return [line for line in found if not line.startswith(("error", "warning"))]


def beside(truth: Truth, section: int, table: str) -> str:
    """The page with another table at the end of a section of words."""
    body = pages.report(truth)
    at = body.index(pages.p(truth.heading(section + 1))) if section < 6 else len(body)
    return pages.page(truth, body[:at] + table + body[at:])


@BOTH
def test_section_one_sums_up_in_a_table(truth: Truth) -> None:
    """行政许可 and 行政处罚 stand in a table of section one with other figures: table two is elsewhere."""
    other = pages.table([["类别", "数量"], ["行政许可", "11"], ["行政处罚", "12"], ["规章", "13"], ["政府网站信息", "1623"]])
    assert reads_right(beside(truth, 1, other), "a.html", truth, prose=False) == []


@BOTH
def test_section_one_compares_with_last_year(truth: Truth) -> None:
    """A small table of two years with labels of 表三."""
    other = pages.table(
        [["项目", "上年", "本年"], ["本年新收政府信息公开申请数量", "99", "100"], ["予以公开", "9", "10"], ["结转下年度继续办理", "1", "2"]]
    )
    assert reads_right(beside(truth, 1, other), "a.html", truth, prose=False) == []


@BOTH
def test_section_one_shows_last_years_table(truth: Truth) -> None:
    """The whole 表三 of the year before stands in section one: this year's is the one of section three."""
    rows = [[*r.labels, *["9"] * 7] for r in pages.body_3(truth)]
    other = pages.p("上一年度情况如下表：") + pages.table([*pages.head_3(truth), *rows])
    assert reads_right(beside(truth, 1, other), "a.html", truth, prose=False) == []


@BOTH
def test_section_five_and_six_have_tables(truth: Truth) -> None:
    """Problems and measures side by side; fees in a table with 总计."""
    five = pages.table([["序号", "问题", "措施", "其他"], ["1", "解读不够丰富", "增加图解", "无"], ["2", "力量薄弱", "开展培训", "无"]])
    assert reads_right(beside(truth, 5, five), "a.html", truth, prose=False) == []
    six = pages.table([["发出收费通知件数", "总金额（元）", "实际收取总金额（元）", "总计"], ["0", "0", "0", "0"]])
    assert reads_right(beside(truth, 6, six), "a.html", truth, prose=False) == []


@BOTH
def test_a_column_of_remarks(truth: Truth) -> None:
    """备注 stands behind 总计, mostly empty, with a number in one row."""
    head = [[*row, ("备注", 1, 3)] if n == 0 else row for n, row in enumerate(pages.head_3(truth))]
    rows = [[*r.labels, *r.values, "3" if r.row.id == "open" else ""] for r in pages.body_3(truth)]
    page = pages.page(truth, pages.report(truth, t3=pages.table([*head, *rows])))
    assert reads_right(page, "a.html", truth, oddities=("备注",)) == []


@BOTH
def test_a_column_of_last_years_totals(truth: Truth) -> None:
    """上年总计 stands behind 总计 and is full."""
    head = [[*row, ("上年总计", 1, 3)] if n == 0 else row for n, row in enumerate(pages.head_3(truth))]
    rows = [[*r.labels, *r.values, "77"] for r in pages.body_3(truth)]
    page = pages.page(truth, pages.report(truth, t3=pages.table([*head, *rows])))
    assert reads_right(page, "a.html", truth, oddities=("上年总计",)) == []


@BOTH
def test_a_spare_column_behind_blank_first_cells(truth: Truth) -> None:
    """A nameless empty column behind 总计, and rows whose first cells are blank: nothing moves to the left."""
    cells = {k: ("" if k[0] == "t3" and k[1] in ("open", "partial") and k[2] in ("person", "biz") else v) for k, v in truth.cells.items()}
    blanked = truth.but(cells=cells)
    for spare in (1, 2):
        rows = [[*r.labels, *r.values, *[""] * spare] for r in pages.body_3(blanked)]
        page = pages.page(blanked, pages.report(blanked, t3=pages.table([*pages.head_3(blanked), *rows])))
        assert reads_right(page, "a.html", blanked) == []


@BOTH
def test_who_filled_it_in(truth: Truth) -> None:
    """Rows of 填报单位 and 填报人 above and below the form, in cells of their own."""
    rows: list[list[pages.Cell]] = [[("填报单位：青岚市", 3), ("年度：2023", 4), ("单位：件", 3)], *pages.rows_3(truth)]
    rows.append([("审核人：张三", 3), ("填报人：李四", 4), ("联系电话：0000-1234567", 3)])
    page = pages.page(truth, pages.report(truth, t3=pages.table(rows)))
    found = reads_right(
        page, "a.html", truth, oddities=("审核人：张三", "填报人：李四", "联系电话：0000-1234567", "填报单位：青岚市", "年度：2023")
    )
    assert found == []


@BOTH
def test_values_in_the_fields_of_a_form(truth: Truth) -> None:
    """A system shows the numbers in read-only input fields."""

    def field(value: str) -> str:
        return f'<input type="text" readonly="readonly" value="{value}">'

    rows = [*pages.head_3(truth), *([*r.labels, *map(field, r.values)] for r in pages.body_3(truth))]
    page = pages.page(truth, pages.report(truth, t3=pages.table(rows)))
    assert reads_right(page, "a.html", truth) == []


@BOTH
def test_the_label_of_the_results_written_downwards(truth: Truth) -> None:
    """三、本年度办理结果 and the groups have a <br> behind every character."""

    def down(cell: pages.Cell) -> pages.Cell:
        return ("<br>".join(cell[0]), *cell[1:]) if isinstance(cell, tuple) and len(cell) == 3 else cell  # type: ignore[return-value]

    rows = [*pages.head_3(truth), *([*map(down, r.labels), *r.values] for r in pages.body_3(truth))]
    assert wrong(pages.page(truth, pages.report(truth, t3=pages.table(rows))), "a.html", truth) == []


@BOTH
def test_the_head_again_inside_the_table(truth: Truth) -> None:
    """Every page of the original began with the head; the page shows one table with three heads."""
    body = pages.body_3(truth)
    rows: list[list[pages.Cell]] = []
    simple: list[pages.Cell] = ["", "自然人", *pages.HEADS, "总计"]
    for n, r in enumerate(body):
        if n % 9 == 0:
            rows += [[("", 1), ("申请人情况", 7)], simple]
        rows.append([r.labels[-1] if isinstance(r.labels[-1], str) else r.labels[-1][0], *r.values])
    assert wrong(pages.page(truth, pages.report(truth, t3=pages.table(rows))), "a.html", truth, warnings=("F05",)) == []


@BOTH
@pytest.mark.parametrize(
    "caption",
    [
        "第二十条第一项",
        "第20条第（1）项",
        "《条例》第二十条第（{}）项",
        "（{}）第二十条第（{}）项",
        "第二十条第（{}）项（单位：件）",
        "第二十条 第（{}）项",
    ],
)
def test_captions_of_table_2(truth: Truth, caption: str) -> None:
    rows: list[list[pages.Cell]] = []
    for row in pages.rows_2(truth):
        first = row[0]
        if isinstance(first, tuple):
            item = first[0][6:-2]
            digit = str("一二三四五六七八九".index(item) + 1)
            text = caption.replace("第一项", f"第{item}项").replace("（1）", f"（{digit}）").replace("{}", item)
            row = [(text, first[1])]
        rows.append(row)
    page = pages.page(truth, pages.report(truth, t2=pages.table(rows)))
    assert reads_right(page, "a.html", truth) == []


@BOTH
def test_table_2_without_its_captions(truth: Truth) -> None:
    """The caption rows are gone; only the heads 信息内容 part the blocks."""
    rows = [row for row in pages.rows_2(truth) if not isinstance(row[0], tuple)]
    page = pages.page(truth, pages.report(truth, t2=pages.table(rows)))
    assert reads_right(page, "a.html", truth) == []


@BOTH
def test_amounts_with_their_units(truth: Truth) -> None:
    rows = [[(f"{c[0]}万元", c[1]) if isinstance(c, tuple) and "." in c[0] else c for c in row] for row in pages.rows_2(truth)]
    page = pages.page(truth, pages.report(truth, t2=pages.table(rows)))
    assert reads_right(page, "a.html", truth) == []


@BOTH
def test_the_tables_stand_at_the_end(truth: Truth) -> None:
    """Sections two to four say 见附表; the tables follow the signature as 附表1 to 附表3."""
    body = pages.report(truth, t2=pages.p("具体数据见附表1。"), t3=pages.p("具体数据见附表2。"), t4=pages.p("具体数据见附表3。"))
    body += pages.p("青岚市人民政府", "2024年3月12日")
    for n, rows in enumerate((pages.rows_2(truth), pages.rows_3(truth), pages.rows_4(truth)), 1):
        body += pages.p(f"附表{n}") + pages.table(rows)
    assert reads_right(pages.page(truth, body), "a.html", truth, prose=False) == []


@BOTH
def test_two_editions_mentioned(truth: Truth) -> None:
    """The introduction names the other edition's document; the tables decide."""
    other = OLD if truth is NEW else NEW
    intro = pages.p(f"根据{other.edition.doc_no}编制。", truth.intro[1])
    assert reads_right(pages.page(truth, pages.report(truth, intro=intro)), "a.html", truth) == []


def test_nothing_but_zeros_and_one_number() -> None:
    """The commonest report of all: zeros, one application; every cell is a zero that stands in its place."""
    cells = dict.fromkeys(NEW.cells, "0")
    for row in ("new", "open", "done"):
        cells["t3", row, "person"] = cells["t3", row, "total"] = "1"
    truth = NEW.but(cells=cells)
    assert reads_right(pages.page(truth, pages.report(truth)), "a.html", truth) == []


def test_rows_without_any_value_cell() -> None:
    """The row of 重复申请 ends behind its label: absent, not blank, and no neighbour moves."""
    truth = NEW.but(drop=[key for key in NEW.cells if key[1] == "rej_repeat"])
    rows = [[*r.labels, *(() if r.row.id == "rej_repeat" else r.values)] for r in pages.body_3(NEW)]
    page = pages.page(NEW, pages.report(NEW, t3=pages.table([*pages.head_3(NEW), *rows])))
    assert reads_right(page, "a.html", truth, oddities=("t3.rej_repeat",)) == []


def test_a_row_twice() -> None:
    """1.属于国家秘密 stands twice with different numbers: the second is an extra row, the first is read with a doubt."""
    rows: list[list[pages.Cell]] = [["", "自然人", *pages.HEADS, "总计"]]
    for row in NEW.t3.rows:
        rows.append([row.label, *(NEW.row("t3", row) if row.data else [""] * 7)])
        if row.id == "deny_secret":
            rows.append([row.label, *["5"] * 7])
    page = pages.page(NEW, pages.report(NEW, t3=pages.table(rows)))
    report = reading(page, "a.html")
    assert misread(report, NEW) == []
    assert doubted(report) == {key for key in NEW.cells if key[1] == "deny_secret"}
    assert [extra.label for extra in report.tables["t3"].extras] == ["1.属于国家秘密"]
