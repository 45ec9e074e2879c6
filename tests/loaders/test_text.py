"""Lines of text as paragraphs and grids."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.document import Document, Grid, Paragraph, Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders.rows import is_separator
from gouji_plugins.loaders.text import load, sniff

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def read(text: str | bytes, name: str = "年报.txt") -> Document:
    return load(Source(name, text if isinstance(text, bytes) else text.encode()))


def shape(document: Document) -> list[object]:
    """Paragraphs as their text, grids as lists of rows of texts."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows] for block in document.blocks
    ]


def test_every_line_that_is_not_blank_is_a_paragraph_as_it_stands() -> None:
    document = read("标题\r\n\r\n\u00a0\u3000\r\n\u00a0\u00a0一、总体情况 \r\n0\r\n")
    assert shape(document) == ["标题", "\u00a0\u00a0一、总体情况 ", "0"]
    assert [block.place.line for block in document.blocks] == [1, 4, 5]


def test_rows_with_doubled_pipes_keep_their_empty_cells() -> None:
    document = read("| 申请人情况 ||| 总计 |\n| 一、本年新收 | 3 | | 3 |\n\n||||\n五、存在的问题")
    assert shape(document) == [
        [["申请人情况", "", "", "总计"], ["一、本年新收", "3", "", "3"], ["", "", ""]],
        "五、存在的问题",
    ]
    grid = document.blocks[0]
    assert isinstance(grid, Grid)
    assert grid.ragged
    assert (grid.rows[1][3].place.line, grid.rows[1][3].place.column) == (2, 4)


def test_pipes_only_at_line_ends_make_rows_too() -> None:
    assert shape(read("信息内容 |\n\n本年新 制作数量 |\n\n一、本年新收 | 3 |||||| 3 |\n")) == [
        [["信息内容"], ["本年新 制作数量"], ["一、本年新收", "3", "", "", "", "", "", "3"]]
    ]


def test_a_lone_pipe_between_cells_is_only_a_separator() -> None:
    assert shape(read("规章\n|\n0\n|\n\n2\n")) == ["规章", "0", "2"]


def test_blank_cells_of_rows_broken_over_lines_are_kept() -> None:
    text = "".join(f"{label} |\n5 |\n|\n0 |\n||\n" for label in ("规章", "规范性文件", "行政许可"))
    cells = [[["规章"], ["5"], [""], ["0"], ["规范性文件"], ["5"], [""], ["0"], ["行政许可"], ["5"], [""], ["0"]]]
    assert shape(read("表格如下：\n" + text + "以上均为全年数。\n")) == ["表格如下：", *cells, "以上均为全年数。"]


def test_a_markdown_table_loses_its_rule_and_its_escapes() -> None:
    document = read("## **二、主动公开**\n\n| 信息内容 | 本年<br>制发 |\n|:--|--:|\n| 规章\\|甲 | **0** |\n", "年报.md")
    assert shape(document) == ["二、主动公开", [["信息内容", "本年\n制发"], ["规章|甲", "0"]]]
    assert [getattr(block, "heading", None) for block in document.blocks] == [2, None]


@pytest.mark.parametrize("rule", ["├─┼─┼─┤", "---------- ------", "=====  =====", "------  --  --", "┌──────┐", "-----"])
def test_lines_that_are_only_drawn_are_no_rows(rule: str) -> None:
    assert is_separator(rule)


@pytest.mark.parametrize("line", ["││││", "— — —", "-- --", "——— ———", "a ----- b", "-"])
def test_lines_that_may_be_cells_are_no_rules(line: str) -> None:
    assert not is_separator(line)


@pytest.mark.parametrize("mark", ["{}: ", "{:>4}\t", "{}|"])
def test_numbers_before_all_lines_are_an_editor_s(mark: str) -> None:
    text = "".join(mark.format(n) + f"第{n}句话\n" for n in range(1, 15))
    assert [words.strip() for words in shape(read(text))] == [f"第{n}句话" for n in range(1, 15)]
    assert shape(read(text.replace(mark.format(7), "")))[0] != "第1句话"


def test_signs_of_a_converter_for_nothing_are_blank_cells() -> None:
    rows = "| 结果 | Unnamed: 1 | 总计 |\n|---|---|---|\n| 规章 | NaN | 2 |\n"
    assert shape(read(rows)) == [[["结果", "", "总计"], ["规章", "", "2"]]]


def test_a_bar_at_the_end_of_a_row_is_beside_a_blank_cell_where_other_rows_have_none() -> None:
    rows = "结果 | 维持 | 总计\n---|---|---\n规章 | 1 | 2\n许可 | 3 |  \n | 5 |\n处罚 | 0 | 7\n"
    assert shape(read(rows)) == [[["结果", "维持", "总计"], ["规章", "1", "2"], ["许可", "3", ""], ["", "5", ""], ["处罚", "0", "7"]]]


def test_a_dash_in_every_cell_is_a_row_and_no_rule() -> None:
    assert shape(read("| 结果维持 | 总计 |\n|---|---|\n| —— | —— |\n")) == [[["结果维持", "总计"], ["——", "——"]]]


def test_merged_cells_written_out_are_one_cell_again() -> None:
    lines = [
        "| （勾稽） | （勾稽） | 申请人情况 | 申请人情况 | 申请人情况 |",
        "| （勾稽） | （勾稽） | 自然人 | 企业 | 总计 |",
        "| 结果 | 公开 | 1 | 1 | 1 |",
        "| 结果 | 不公开 | 1 | 1 |  |",
        "| 许可 | 决定 | 决定 | 决定 | 决定 |",
        "| 许可 | 7 | 7 | 7 | 7 |",
    ]
    [grid] = read("\n".join(lines)).blocks
    assert isinstance(grid, Grid)
    assert not grid.ragged
    spans = [[(cell.text, cell.rowspan, cell.colspan) for cell in grid.distinct(row)] for row in range(6)]
    assert spans[0] == [("（勾稽）", 2, 2), ("申请人情况", 1, 3)]
    assert spans[2] == [("结果", 2, 1), ("公开", 1, 1), ("1", 1, 1), ("1", 1, 1), ("1", 1, 1)]
    assert spans[3][0] == spans[2][0]
    assert spans[4:] == [[("许可", 2, 1), ("决定", 1, 4)], [("许可", 2, 1), ("7", 1, 4)]]


def test_blanks_beside_each_other_where_merged_cells_are_written_out_are_as_many_cells() -> None:
    (grid,) = read("|办理结果|办理结果|办理结果|1|2|\n|规章|规章|规章|\u00a0|\u00a0|").blocks
    assert isinstance(grid, Grid)
    assert grid.rows[1][0] is grid.rows[1][2]
    assert grid.rows[1][3] is not grid.rows[1][4]


def test_the_numbers_a_data_frame_adds_are_left_out() -> None:
    frame = "|   | 0 | 1 |\n|--:|:--|:--|\n| 0 | 规章 | 5 |\n| 1 | 处罚 | 7 |\n"
    assert shape(read(frame)) == [[["规章", "5"], ["处罚", "7"]]]
    assert shape(read(frame.replace("| 1 | 处罚", "| 2 | 处罚"))) == [[["", "0", "1"], ["0", "规章", "5"], ["2", "处罚", "7"]]]


def test_a_box_drawn_with_lines_is_a_table() -> None:
    assert shape(read("┌──┬──┐\n│规章│ 0 │\n├──┼──┤\n│处罚│ 5 │\n└──┴──┘")) == [[["规章", "0"], ["处罚", "5"]]]


def test_cells_between_tabs_are_rows_and_an_indent_is_not() -> None:
    assert shape(read("\t自然人\t\t总计\n一、本年新收\t0\t\t0\n\t根据条例编制。\n")) == [
        [["", "自然人", "", "总计"], ["一、本年新收", "0", "", "0"]],
        "\t根据条例编制。",
    ]


def test_two_bars_between_cells_are_one_step() -> None:
    assert shape(read("|第二十条|\n|规章||0||||7|\n|规范性文件||2||1|\n")) == [
        [["第二十条"], ["规章", "0", "", "7"], ["规范性文件", "2", "1"]]
    ]


def test_a_bar_at_the_end_of_some_of_the_rows_that_have_as_many_stands_beside_a_blank() -> None:
    rows = [["第二十条", "", ""], ["规章", "0", ""], ["规范性文件", "2", "1"]]
    assert shape(read("第二十条 |  |  \n规章 | 0 | \n规范性文件 | 2 | 1\n")) == [rows]
    assert shape(read("|第二十条||\n|规章|0|\n|规范性文件|2|1\n")) == [rows]


def test_values_that_a_tab_begins_belong_to_the_label_in_the_line_before() -> None:
    text = "规章\n\t0\t\t-2\n\n规范性文件\n\t9\t 1,043\t43\n行政许可\n\t164\n\t另起一段的正文。\n12\n\t3\t4\t5\n"
    assert shape(read(text)) == [
        [["规章", "0", "", "-2"], ["规范性文件", "9", "1,043", "43"], ["行政许可", "164"]],
        "\t另起一段的正文。",
        "12",
        [["", "3", "4", "5"]],
    ]


def test_two_tabs_between_cells_are_one_step() -> None:
    assert shape(read("规章\t\t0\t\t\t\t7\n规范性文件\t\t\t\t\t\t8\n")) == [[["规章", "0", "", "7"], ["规范性文件", "", "", "8"]]]


def test_a_label_with_a_line_of_values_is_a_row_where_it_repeats() -> None:
    assert shape(read("一、本年新收  3 0 0 0 0 0 3\n2.重复申请   0  0 0 0 - / 0\n")) == [
        [["一、本年新收", "3", "0", "0", "0", "0", "0", "3"], ["2.重复申请", "0", "0", "0", "0", "-", "/", "0"]]
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "首页 | 政务公开",
        "本年公开信息 | 解读 | 回应，共三类。",
        "2021 年 1 月 1 日",
        "共收到 3 件，分别为 1 1 1",
        "全年收到申请 12 件\n全年办结 11 件",
        "本年\t度",
    ],
)
def test_prose_does_not_become_a_table(prose: str) -> None:
    assert shape(read(prose)) == prose.split("\n")


def test_csv_makes_grids_between_headings_and_prose() -> None:
    document = read(
        '某局年报,,\n二、主动公开,,\n信息内容,本年制发,本年废止\n规章,0,\n"行政\n规范",1,2\n三、收到,,\n一、新收,0,0\n（三）不予公开,,\n1.国密,0,0\n',
        "年报.csv",
    )
    assert shape(document) == [
        "某局年报",
        "二、主动公开",
        [["信息内容", "本年制发", "本年废止"], ["规章", "0", ""], ["行政\n规范", "1", "2"]],
        "三、收到",
        [["一、新收", "0", "0"], ["（三）不予公开", "", ""], ["1.国密", "0", "0"]],
    ]
    assert [block.place.line for block in document.blocks] == [1, 2, 3, 7, 8]


@pytest.mark.parametrize(("name", "mark"), [("年报.tsv", "\t"), ("年报.csv", "\t"), ("年报.csv", ","), ("年报.tsv", ",")])
def test_values_apart_by_tabs_or_commas_whatever_the_file_is_called(name: str, mark: str) -> None:
    text = "信息内容#本年制发#本年废止\n规章#0#\n规范性文件#1#2\n".replace("#", mark)
    assert shape(read(text, name)) == [[["信息内容", "本年制发", "本年废止"], ["规章", "0", ""], ["规范性文件", "1", "2"]]]


def test_what_exports_and_markdown_write_around_a_value_is_none_of_it() -> None:
    rows = [["信息内容", "本年制发", "本年废止"], ["规章", "0", "12"]]
    assert shape(read('信息内容,本年制发,本年废止\n规章,="0","=""12"""\n', "年报.csv")) == [rows]
    assert shape(read("| 信息内容 | 本年制发 | 本年废止 |\n|--|--|--|\n| 规章 | `0` | __12__ |\n", "年报.md")) == [rows]


@pytest.mark.parametrize("mark", [",", ";", "；"])
def test_rows_of_a_text_apart_by_commas_and_prose_with_them(mark: str) -> None:
    rows = [["信息内容", "制发", "废止", "有效"], ["规章", "0", "0", "0"], ["规范性文件", "1", "2", "3"]]
    prose = mark.join(["一是细化目录", "二是培训3次", "三是检查5次", "四是通报"])
    assert shape(read("\n".join([prose] * 3 + ["第二十条"] + [mark.join(row) for row in rows]))) == [prose] * 3 + ["第二十条", rows]


def test_utf_16_and_gbk_files_are_read() -> None:
    for encoding in ("utf-16", "gbk", "utf-8-sig"):
        assert shape(read("一、总体情况\n规章\n0\n".encode(encoding))) == ["一、总体情况", "规章", "0"]


def test_control_characters_are_made_harmless_and_told() -> None:
    document = read("规章甲乙丙丁戊己庚辛\x1b[31m 有二十个字以上的一行 0\n")
    assert shape(document) == ["规章甲乙丙丁戊己庚辛 [31m 有二十个字以上的一行 0"]
    assert "控制字符" in document.notes[0]


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "空的"), (b" \n\t\r\n", "空白"), (b"0\n" * 200_001, "200002 行"), (bytes(range(256)) * 20, "编码")]
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read(data)


def test_only_text_is_claimed() -> None:
    assert sniff(Source("年报.txt", "规章".encode("gbk"))) == 50
    assert 0 < sniff(Source("年报", "规章 0".encode())) < 50
    for magic in (b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"{\\rtf1"):
        assert sniff(Source("年报.txt", magic + b"0" * 100)) == 0
    assert sniff(Source("年报.txt", bytes(range(32)) * 20)) == 0


@given(st.text(st.sampled_from("规章 0|\t\n\\-1,。一、"), max_size=120))
def test_no_text_is_lost_whatever_is_taken_for_a_row(text: str) -> None:
    if not text.strip():
        return
    document = read(text)
    back = "".join(
        block.text if isinstance(block, Paragraph) else "".join(cell.text for row in block.rows for cell in row)
        for block in document.blocks
    )
    letters = [char for char in text if char in "规章01。一、,"]
    assert [char for char in back if char in "规章01。一、,"] == letters


@pytest.mark.skipif(not CORPUS.exists(), reason="shared/corpus is absent")
def test_the_seed_report_is_one_cell_a_line() -> None:
    document = load(Source("a.txt", (CORPUS / "youxian-xzspj-2020.txt").read_bytes()))
    assert not any(isinstance(block, Grid) for block in document.blocks)
    assert document.notes == ()


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## 一、总体情况", 2),
        ("== 一、总体情况 ==", 2),
        ("==一、总体情况==", 2),
        ("= 一、总体情况", 1),
        ("h2. 一、总体情况", 2),
        ("\\section*{一、总体情况}", 1),
    ],
)
def test_marks_of_a_heading_are_none_of_its_words(line: str, heading: int) -> None:
    (paragraph,) = read(line).blocks
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, paragraph.heading) == ("一、总体情况", heading)


@pytest.mark.parametrize("line", ["=SUM(A1:A3)", "h2.0版", "1+1=2"])
def test_what_only_begins_like_a_mark_of_a_heading_is_none(line: str) -> None:
    assert shape(read(line)) == [line]


def test_rows_in_the_marks_of_a_wiki_are_rows_without_its_spans() -> None:
    table = """{| class="wikitable"
! 行政复议 !! colspan="2" | 行政诉讼
|-
| rowspan="2" colspan="3" | 规章
| 1
| 2 || 3
|}"""
    assert shape(read(f"一、总体情况\n{table}\n== 二 ==")) == ["一、总体情况", [["行政复议", "行政诉讼"], ["规章", "1", "2", "3"]], "二"]
    assert shape(read("|===\n3.2+|规章 2+|1 |2\n|行政许可 |3 |4\n|===")) == [[["规章", "1", "2"], ["行政许可", "3", "4"]]]


def test_what_stands_between_two_tables_of_a_wiki_is_prose() -> None:
    assert shape(read("{|\n|规章\n|1\n|2\n|}\n全年公开12条。\n{|\n|行政许可\n|3\n|4\n|}")) == [
        [["规章", "1", "2"]],
        "全年公开12条。",
        [["行政许可", "3", "4"]],
    ]


def test_long_rules_and_what_only_begins_like_one_take_no_time() -> None:
    rules = "  ".join(["=" * 200] * 20)
    assert is_separator(f"{rules} │")
    assert not is_separator(f"{rules} =")


def test_spans_without_end_take_no_time() -> None:
    start = time.process_time()
    read(f"{{|\n| {'colspan=1 ' * 25_000}\n|}}")
    assert time.process_time() - start < 2  # by the square of their number: half a minute


def test_a_table_of_a_wiki_that_does_not_end_is_none() -> None:
    assert shape(read("{| 一览\n一、总体情况\n全年公开12条。")) == ["{| 一览", "一、总体情况", "全年公开12条。"]


def test_what_a_mail_quotes_loses_the_marks_of_a_quotation() -> None:
    assert shape(read(b"ok\n> a\n>> b\n> > c\n>\n> d")) == ["ok", "a", "b", "c", "d"]


def test_some_lines_that_begin_like_a_quotation_are_none() -> None:
    assert shape(read(b"> a\nb\nc")) == ["> a", "b", "c"]


def test_a_label_of_several_words_before_aligned_values_is_one_cell() -> None:
    rows = [
        "三、本年度办理结果          （三）不予公开     1.属于国家秘密   1   2   3",
        "           2.其他法律行政法规禁止公开   4   5   6",
    ]
    labels = ["三、本年度办理结果          （三）不予公开     1.属于国家秘密", "2.其他法律行政法规禁止公开"]
    assert shape(read("\n".join(rows).encode())) == [[[labels[0], "1", "2", "3"], [labels[1], "4", "5", "6"]]]


def test_the_marks_of_a_list_are_no_minus_signs() -> None:
    rows = "".join(f"- 第{n}项\n  - {n}\n" for n in range(10))
    for marked in (rows, rows.replace("\n", "\n\n")):
        assert shape(read(marked)) == [text for n in range(10) for text in (f"第{n}项", str(n))]
    assert shape(read("- 1 | -2 | 0\n" * 10)) == [[["1", "-2", "0"]] * 10]


def test_a_dash_before_values_of_no_list_says_that_there_is_none() -> None:
    lines = "".join(f"第{n}项\n- - 3\n- 4\n" for n in range(10))
    assert shape(read(lines))[:3] == ["第0项", "- - 3", "- 4"]
    assert shape(read("- 甲\n- 乙\n第一项\n- 4\n")) == ["- 甲", "- 乙", "第一项", "- 4"]


def test_references_to_notes_in_markdown_are_no_part_of_a_number() -> None:
    rows = "| 规章 | 总计 |\n|---|---|\n| 12[^1] | 3 |\n\n[^1]: 含上年结转。\n"
    assert shape(read(rows, "年报.md")) == [[["规章", "总计"], ["12", "3"]], "[^1]: 含上年结转。"]


RULE = "+------+----+"


def test_cells_that_run_over_several_lines_between_rules_are_one() -> None:
    lines = [
        RULE,
        "| 信息 | 本年 |",
        "| 内容 | 制发 |",
        RULE,
        "| 规章 | 3  |",
        RULE,
        "| 规范 | 4  |",
        "| 文件 |    |",
        RULE,
        "| 许可 | 5  |",
        RULE,
    ]
    rows = [["信息内容", "本年制发"], ["规章", "3"], ["规范文件", "4"], ["许可", "5"]]
    assert shape(read("\n".join(lines))) == [rows]


def test_blank_lines_between_rows_are_no_rules() -> None:
    rows = [row for name in "甲乙丙丁" for row in ([f"规章{name}", "1", "2"], ["的制定", "", ""])]
    lines = ["|".join(["", *row, ""]) for row in rows]
    pairs = ["\n".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]
    assert shape(read("\n\n".join(pairs))) == [rows]


def test_rules_between_groups_of_rows_do_not_join_them() -> None:
    lines = [line for n in range(4) for line in (RULE, f"| 规章 | {n}  |", "| 许可 | 5  |")]
    assert shape(read("\n".join(lines))) == [[row for n in range(4) for row in (["规章", str(n)], ["许可", "5"])]]


def test_blanks_that_fill_up_a_cell_make_it_no_sentence() -> None:
    rows = "".join(f" {label}{' ' * 70}| 1 |  3\n" for label in ("规章", "行政许可"))
    assert shape(read(rows)) == [[["规章", "1", "3"], ["行政许可", "1", "3"]]]


def test_the_head_of_an_export_is_what_is_known_of_the_page() -> None:
    document = read('---\ntitle: "临江县水利局年报"\ntags:\n  - 公开\n\ndate: 2024-01-19\n---\n\n一、总体情况\n', "年报.md")
    assert shape(document) == ["临江县水利局年报", "一、总体情况"]
    assert document.meta["date"] == "2024-01-19"
    assert shape(read("---\ntitle: 年报\n正文\n")) == ["---", "title: 年报", "正文"]


def test_blanks_without_end_in_the_head_of_an_export_take_no_time() -> None:
    document = read("---\ntitle: " + "\t" * 200_000 + "年报\t\n---\n\n一、总体情况\n", "年报.md")
    assert document.meta["title"] == "年报"


@pytest.mark.parametrize("between", ["临江县水利局年报\n现公布年报。", "title: 年报\n现公布年报。", "- 年报\n- 2023年"])
def test_rules_around_what_is_no_head_of_an_export_take_nothing_away(between: str) -> None:
    assert all(line in shape(read(f"---\n{between}\n---\n一、总体情况\n")) for line in between.splitlines())


def test_a_text_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji_plugins.loaders.text.MAX_BYTES", 10)
    with pytest.raises(UnreadableError, match="64 MB"):
        read("一、总体情况")


def test_a_cell_without_end_leaves_values_with_separators_as_lines() -> None:
    assert shape(read("规章,1\n" + "长" * 200_000, "年报.csv")) == ["规章,1", "长" * 200_000]
