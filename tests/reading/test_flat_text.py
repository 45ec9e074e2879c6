"""Reports as lines of text, a cell or a label with its values a line: pasted from Word, from a page, from a PDF."""

from __future__ import annotations

import pytest

from . import pages
from .flat import BOTH, flat_2, flat_3, flat_4, simple_3, text, texts
from .judge import doubted, misread, reading, wrong
from .truth import NEW, OLD, Truth

ENCODINGS = pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])


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
