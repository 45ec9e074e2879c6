"""Reports as lines of text: pasted from Word, from a page, from a PDF, or typed as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from . import pages
from .judge import doubted, misread, reading, wrong
from .truth import NEW, OLD, Truth

BOTH = pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])
ENCODINGS = pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
Rows = list[list[str]]


def texts(rows: Iterable[list[pages.Cell]]) -> Rows:
    return [[c if isinstance(c, str) else c[0] for c in row] for row in rows]


def flat_2(truth: Truth) -> list[str]:
    return [text for row in texts(pages.rows_2(truth)) for text in row]


def flat_3(truth: Truth) -> list[str]:
    out = [truth.t3.corner, "申请人情况", "自然人", "法人或其他组织", "总计", *pages.HEADS]
    for row in truth.t3.rows:
        out += [row.label, *(truth.row("t3", row) if row.data else [])]
    return out


def flat_4(truth: Truth) -> list[str]:
    return [text for row in texts(pages.rows_4(truth)) for text in row]


def simple_3(truth: Truth) -> Rows:
    """表三 with one label a row, heading rows blank."""
    rows: Rows = [["", "自然人", *pages.HEADS, "总计"]]
    return rows + [[row.label, *(truth.row("t3", row) if row.data else [""] * 7)] for row in truth.t3.rows]


def text(
    truth: Truth,
    t2: list[str],
    t3: list[str],
    t4: list[str],
    *,
    mark: Callable[[str], str] = str,
    join: str = "\n",
    top: list[str] | None = None,
) -> str:
    lines = [truth.title, f"发布时间：{truth.published}", *truth.intro] if top is None else list(top)
    for number, table in ((1, None), (2, t2), (3, t3), (4, t4), (5, None), (6, None)):
        lines.append(mark(truth.heading(number)))
        lines += truth.prose[f"s{number}"] if table is None else table
    return join.join(lines) + "\n"


@BOTH
@ENCODINGS
def test_one_cell_a_line(truth: Truth, encoding: str) -> None:
    data = text(truth, flat_2(truth), flat_3(truth), flat_4(truth), join="\n\n").encode(encoding)
    assert wrong(data, "a.txt", truth) == []


@BOTH
def test_one_cell_a_line_with_nbsp_and_crlf(truth: Truth) -> None:
    data = text(truth, flat_2(truth), flat_3(truth), flat_4(truth), join="\r\n\u00a0\u00a0\r\n\u00a0")
    assert wrong(data, "a.txt", truth) == []


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


def piped(rows: Rows, style: str) -> list[str]:
    return [style.format(" | ".join(row)) for row in rows]


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


@BOTH
def test_label_and_values_in_one_line_with_spaces(truth: Truth) -> None:
    """As copied out of a PDF."""
    three = [
        truth.t3.corner[:20],
        truth.t3.corner[20:],
        "申请人情况",
        "法人或其他组织",
        "自然人 商业 科研 社会公益 法律服务 其他 总计",
        "企业 机构 组织 机构",
    ]
    three += [" ".join(row) for row in simple_3(truth)[1:]]
    two = [" ".join(row) for row in texts(pages.rows_2(truth))]
    four = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", " ".join(pages.RESULTS * 3), " ".join(flat_4(truth)[-15:])]
    assert (
        wrong(
            text(truth, two, three, four),
            "a.txt",
            truth,
            warnings=("F05",),
            oddities=("自然人 商业 科研 社会公益 法律服务 其他 总计", "企业 机构 组织 机构"),
            prose=True,
        )
        == []
    )


@BOTH
def test_lines_broken_as_in_a_pdf(truth: Truth) -> None:
    """Long labels broken over two lines, values behind the second."""
    three = [truth.t3.corner, "申请人情况", "自然人 法人或其他组织 总计", "商业企业 科研机构 社会公益组织 法律服务机构 其他"]
    for row in simple_3(truth)[1:]:
        label, values = row[0], " ".join(row[1:]).strip()
        if len(label) > 14:
            three += [label[:12], f"{label[12:]} {values}".strip()]
        else:
            three.append(f"{label} {values}".strip())
    two = [" ".join(row) for row in texts(pages.rows_2(truth))]
    four = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", " ".join(pages.RESULTS * 3), " ".join(flat_4(truth)[-15:])]
    found = wrong(
        text(truth, two, three, four),
        "a.txt",
        truth,
        warnings=("F05",),
        oddities=("自然人 法人或其他组织 总计", "商业企业 科研机构 社会公益组织 法律服务机构 其他"),
    )
    assert found == []


def test_labels_of_eight_rows_lost() -> None:
    """L26: behind （三）不予公开 stand 56 numbers and no label; they are placed in order and doubted."""
    three: list[str] = []
    for row in OLD.t3.rows:
        lost = row.parent == "H_deny"
        three += [*([] if lost else [row.label]), *(OLD.row("t3", row) if row.data else [])]
    report = reading(text(OLD, flat_2(OLD), [*flat_3(OLD)[:10], *three], flat_4(OLD)), "a.txt")
    assert misread(report, OLD) == []
    assert doubted(report) == {key for key in OLD.cells if key[1].startswith("deny_")}


def test_two_numbers_left_of_seven() -> None:
    """L04: the blanks of a row are dropped, only 自然人 and 总计 are left: not guessed."""
    three = [*flat_3(NEW)[:10]]
    for row in NEW.t3.rows:
        three += [row.label, *((["3", "3"] if row.id == "new" else NEW.row("t3", row)) if row.data else [])]
    report = reading(text(NEW, flat_2(NEW), three, flat_4(NEW)), "a.txt")
    assert [m.id for m in report.tables["t3"].misfits] == ["new"]
    assert report.cell("t3", "new", "person") is None
    assert report.cell("t3", "carry_in", "person").raw == "1"  # type: ignore[union-attr]


def test_fifteen_columns_nine_values() -> None:
    """L01: 表四 has nine numbers for fifteen columns: not guessed."""
    report = reading(text(NEW, flat_2(NEW), flat_3(NEW), [*flat_4(NEW)[:-15], *"000000000"]), "a.txt")
    assert report.tables["t4"].cells == {}
    assert report.tables["t4"].misfits


@BOTH
def test_template_hints_and_captions_between(truth: Truth) -> None:
    """L10: hints of the form in front of every table, captions with spaces, labels in two lines."""
    two = ["该部分以表格形式报告。表格如下：", *flat_2(truth)]
    two = [x.replace("第二十条第", "第二十条  第").replace("（一）", "(一)") for x in two]
    three = [x for c in flat_3(truth) for x in ([c[:2], c[2:]] if c in pages.HEADS and c != "其他" else [c])]
    found = wrong(text(truth, ["说明：单位为件。", *two], three, flat_4(truth)), "a.txt", truth, prose=False, warnings=("F10",))
    assert found == []


@BOTH
def test_dash_in_place_of_the_numbering(truth: Truth) -> None:
    """L19: automatic numbers became dashes."""
    data = (
        text(truth, flat_2(truth), flat_3(truth), flat_4(truth))
        .replace("（一）主动公开。", "- 主动公开。")
        .replace("（二）依申请公开。", "- 依申请公开。")
    )
    assert wrong(data, "a.txt", truth, prose=False) == []


@BOTH
def test_spaces_inside_words(truth: Truth) -> None:
    """L21: blanks left inside words and dates by a PDF."""
    data = text(truth, flat_2(truth), flat_3(truth), flat_4(truth))
    for word in ("政府信息", "公开申请", "行政复议", "规范性文件", "统计期限"):
        data = data.replace(word, word[:2] + " " + word[2:])
    data = data.replace(f"{truth.year}年", f"{truth.year} 年 ")
    assert wrong(data, "a.txt", truth) == []


@BOTH
def test_numbers_glued_to_their_units(truth: Truth) -> None:
    three = [x + "件" if x.isdigit() else x for x in flat_3(truth)]
    assert wrong(text(truth, flat_2(truth), three, flat_4(truth)), "a.txt", truth, warnings=("N03",)) == []


@BOTH
def test_pinyin_and_rubbish_of_a_mirror(truth: Truth) -> None:
    """L28: rubbish at the top, pinyin in brackets behind words."""
    data = "最新网址大全 点击进入\n\n" + text(truth, flat_2(truth), flat_3(truth), flat_4(truth)).replace("下年度", "下(xià)年度")
    found = [x for x in wrong(data, "a.txt", truth, prose=False) if not x.startswith("warning")]
    assert found == []


@BOTH
def test_page_numbers_and_running_heads_between_the_rows(truth: Truth) -> None:
    three = flat_3(truth)
    three = [*three[:60], "- 4 -", *three[60:130], "— 5 —", *three[130:]]
    assert wrong(text(truth, flat_2(truth), three, flat_4(truth)), "a.txt", truth) == []


@BOTH
def test_heading_and_first_sentence_in_one_line(truth: Truth) -> None:
    data = text(truth, flat_2(truth), flat_3(truth), flat_4(truth))
    for n in (1, 5, 6):
        data = data.replace(truth.heading(n) + "\n", truth.heading(n) + "。")
    assert wrong(data, "a.txt", truth) == []


def test_no_tables_at_all() -> None:
    """L22: the tables were pictures; one goes over into five, and nothing is made up."""
    report = reading(text(NEW, [], [], []), "a.txt")
    assert report.tables == {}
    assert list(report.sections) == ["s1", "s2", "s3", "s4", "s5", "s6"]


def test_introduction_line_that_begins_like_a_heading() -> None:
    """The listing of the six sections wraps so that a line begins with 六、其他需要报告的事项."""
    intro = [
        "本报告由一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；",
        "四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；",
        "六、其他需要报告的事项等六个部分组成。",
        "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
    ]
    data = text(NEW, flat_2(NEW), flat_3(NEW), flat_4(NEW), top=[NEW.title, f"发布时间：{NEW.published}", *intro])
    assert wrong(data, "a.txt", NEW) == []
    short = [
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、",
        "六、其他需要报告的事项",
        "六个部分组成。",
    ]
    data = text(NEW, flat_2(NEW), flat_3(NEW), flat_4(NEW), top=[NEW.title, f"发布时间：{NEW.published}", *short])
    assert wrong(data, "a.txt", NEW) == []


def test_title_glued_to_the_first_sentence() -> None:
    """L18: title and introduction are one line."""
    data = text(
        NEW,
        flat_2(NEW),
        flat_3(NEW),
        flat_4(NEW),
        top=[f"发布时间：{NEW.published}", NEW.title + " " + NEW.intro[0], NEW.intro[1]],
    )
    assert wrong(data, "a.txt", NEW) == []


@pytest.mark.parametrize("channel", ["", "政府信息公开年报"])
def test_title_glued_to_the_words_of_the_page(channel: str) -> None:
    """L23: the name of the channel, the title, date and source are one line."""
    top = [f"{channel}{NEW.title}发布日期:{NEW.published}来源:{NEW.unit}办公室", *NEW.intro]
    assert wrong(text(NEW, flat_2(NEW), flat_3(NEW), flat_4(NEW), top=top), "a.txt", NEW) == []


def test_no_title_and_no_unit_but_a_signature() -> None:
    data = text(NEW, flat_2(NEW), flat_3(NEW), flat_4(NEW), top=NEW.intro) + "青岚市人民政府\n2024年3月12日\n"
    assert wrong(data, "a.txt", NEW, warnings=("T01",)) == []


@BOTH
def test_csv_of_a_whole_report(truth: Truth) -> None:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    rows: list[list[str]] = [[truth.title], [f"发布时间：{truth.published}"], *([x] for x in truth.intro)]
    for number, table in (
        (1, None),
        (2, texts(pages.rows_2(truth))),
        (3, simple_3(truth)),
        (4, texts(pages.rows_4(truth))),
        (5, None),
        (6, None),
    ):
        rows.append([truth.heading(number)])
        rows += [[x] for x in truth.prose[f"s{number}"]] if table is None else table
    width = 15
    for row in rows:
        writer.writerow([*row, *[""] * (width - len(row))])
    for encoding in ("utf-8-sig", "gb18030"):
        assert wrong(out.getvalue().encode(encoding), "a.csv", truth, warnings=("F05",)) == []
