"""Tables of texts without grids: labels and values in lines of their own."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.recognise.flat import BELOW

from .blocks import TABLE_2, TABLE_4_HEAD, table_3_lines, whole

HEADING_3, HEADING_4 = "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"
SENTENCE = "以上为本机关全年收到和处理政府信息公开申请的情况，各项数据由业务科室报送并经分管领导审核，请予监督，如有出入以正式统计为准。"


def test_values_of_a_row_in_the_line_below_its_label(read):
    rows = [row for row in editions()["gov-2021"].table("t3").rows if row.data]
    lines = [line for number, row in enumerate(rows) for line in (row.label, " ".join(str(7 * number + n) for n in range(7)))]
    table = read(whole(s3=[HEADING_3, *lines])).tables["t3"]
    assert [cell.value for cell in table.cells.values()] == list(range(7 * len(rows)))


def test_a_number_behind_a_sentence_below_a_table_is_none_of_its_values(read):
    report = read(whole(s3=[HEADING_3, *table_3_lines()[:-1], SENTENCE, "5"]))
    assert report.cell("t3", "carry_out", "total") is None


def test_blocks_of_table_2_without_captions_begin_with_the_words_of_their_headers(read):
    lines = [cell for row in TABLE_2[0] for cell in row if cell != "«" and "第二十条" not in cell]
    table = read(whole(s2=["二、主动公开政府信息情况", *lines])).tables["t2"]
    assert {key: cell.raw for key, cell in table.cells.items()} == {key: cell.raw for key, cell in read(whole()).tables["t2"].cells.items()}


def test_the_name_of_an_outcome_that_is_misspelt_is_still_one(read):
    head = [word.replace("尚未审结", "尚末审结") for word in TABLE_4_HEAD]
    table = read(whole(s4=[HEADING_4, *head, *(str(n) for n in range(15))])).tables["t4"]
    assert [cell.value for cell in table.cells.values()] == list(range(15))
    assert {label.raw for label in table.columns.values() if label.id.endswith("pending")} == {"尚末审结"}


@pytest.mark.parametrize(("below", "doubt"), [("5", BELOW), ("4", "")])
def test_a_number_alone_below_a_row_that_lacks_its_total_may_be_that_of_the_page(read, below, doubt):
    lines = table_3_lines()
    at = lines.index("（一）予以公开")
    lines[at : at + 8] = ["（一）予以公开 1 0 3 0 0 0", below]
    cell = read(whole(s3=[HEADING_3, *lines])).cell("t3", "open", "total")
    assert (cell.raw, cell.doubt) == (below, doubt)


@pytest.mark.parametrize("grid", [False, True])
def test_pieces_of_headings_that_stand_upright_beside_the_rows_are_no_part_of_their_labels(read, grid):
    beside = {"deny_third": "（三）不予公", "deny_internal": "开", "unable_make": "本年度 ", "rej_publication": ""}
    rows = [["", *(column.label for column in editions()["gov-2021"].table("t3").blocks[0].columns)]]
    for number, row in enumerate(row for row in editions()["gov-2021"].table("t3").rows if row.data):
        rows.append([f"{beside.get(row.id, '')}　{row.label}".strip(), *(str(7 * number + n) for n in range(7))])
    at = next(n for n, row in enumerate(rows) if "无正当理由大量" in row[0])
    rows.insert(at, ["（五）不予处", *[""] * 7])
    last = next(n for n, row in enumerate(rows) if "逾期未按收费" in row[0])
    rows[last : last + 1] = [["2.申请人逾期未按收费通知要求缴纳费用、", *[""] * 7], ["理", *rows[last][1:]]]
    lines = [rows] if grid else ["\t".join(row).strip() for row in rows]
    table = read(whole(s3=[HEADING_3, *lines]), ragged=True).tables["t3"]
    assert [cell.value for cell in table.cells.values()] == list(range(175))
    assert not table.extras
    assert not [label.raw for label in table.rows.values() if label.match == "similar"]


def test_a_heading_above_a_row_of_text_is_a_row_of_its_own(read):
    rows = editions()["gov-2021"].table("t3").rows
    lines = [f"{row.label} {' '.join('1234567')}" if row.data else row.label for row in rows]
    table = read(whole(s3=[HEADING_3, *lines])).tables["t3"]
    assert {id: label.raw for id, label in table.rows.items()} == {row.id: row.label for row in rows}


def test_names_of_columns_broken_over_lines_are_put_together(read):
    head = ["信息内容", "本年", "制发件数", "本年废止", "件数", "现行有效", "件数"]
    lines = ["第二十条第（一）项", *head, "规章", "1", "2", "3", "行政规范性文件", "4", "5", "6"]
    table = read(whole(s2=["二、主动公开政府信息情况", *lines])).tables["t2"]
    assert {id: label.raw for id, label in table.columns.items()} == {
        "a20_1.made": "本年制发件数",
        "a20_1.repeal": "本年废止件数",
        "a20_1.valid": "现行有效件数",
    }
    assert [cell.value for cell in table.cells.values()] == [1, 2, 3, 4, 5, 6]
