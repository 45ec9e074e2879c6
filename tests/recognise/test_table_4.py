"""Which value belongs to which cell of 表四, whose columns have two heads."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.document import Paragraph
from gouji.recognise import recognise

from .blocks import TABLE_4_HEAD, document, whole

GROUPS = ["行政复议", "未经复议直接起诉", "复议后起诉"]
OUTCOMES = TABLE_4_HEAD[2:7]
CODES = [str(n) for n in range(1, 16)]
SUITS = {"行政复议": dict(zip(OUTCOMES, "10001", strict=True)), "未经复议直接起诉": dict(zip(OUTCOMES, "02002", strict=True))}
SUITS["复议后起诉"] = dict(zip(OUTCOMES, "00303", strict=True))


def read_suits(read, rows, *behind):
    return read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", rows, *behind])).tables["t4"]


def assert_suits(table):
    spec = editions()["gov-2021"].table("t4")
    assert {(row.label, column.label): table.cells[row.id, column.id].raw for row in spec.rows for column in row.columns} == {
        (group, outcome): raw for group, under in SUITS.items() for outcome, raw in under.items()
    }


def _suits(groups: list[str] = GROUPS, outcomes: list[str] = OUTCOMES) -> list[list[str]]:
    """表四 with its groups and outcomes in some order."""
    head = [cell for group in groups for cell in (group, *["«"] * 4)]
    return [head, outcomes * 3, [SUITS[group][outcome] for group in groups for outcome in outcomes]]


@pytest.mark.parametrize(("name", "value"), [("备注", "无"), ("诉讼合计", "5")])
def test_a_column_behind_those_of_table_4_is_none_of_them(read, name, value):
    rows = [[*row, cell] for row, cell in zip(_suits(), [name, "^", value], strict=True)]
    assert_suits(read_suits(read, rows))


@pytest.mark.parametrize("at", [0, 5, 15])
def test_a_value_of_table_4_under_no_name_is_one_too_many(read, at):
    groups, outcomes, values = _suits()
    table = read_suits(read, [[*groups, ""], [*outcomes, ""], [*values[:at], "7", *values[at:]]])
    assert not table.cells
    assert [(misfit.expected, len(misfit.cells)) for misfit in table.misfits] == [(15, 16)]


def test_a_year_under_no_name_beside_table_4_is_none_of_its_values(read):
    groups, outcomes, values = _suits()
    assert_suits(read_suits(read, [["", *groups], ["", *outcomes], ["2023年", *values]]))


def test_values_of_table_4_under_names_that_are_not_the_form_s_are_not_passed_over(read):
    rows = _suits()
    short = [name.replace("结果维持", "维持").replace("结果纠正", "纠正") for name in rows[1]]
    assert_suits(read_suits(read, [rows[0], short, rows[2]]))


def test_values_of_table_4_in_a_grid_of_their_own_go_by_no_columns_of_another(read):
    head = [[*["行政复议", "«", "«", "«", "«"], *["行政诉讼", *["«"] * 9]], ["未经复议直接起诉", *["«"] * 4, "复议后起诉", *["«"] * 4]]
    rows = _suits()
    assert_suits(read_suits(read, [head[0]], [head[1]], [rows[1][:10]], [rows[1][10:]], [rows[2]]))


def test_numbers_of_the_columns_of_table_4_are_none_of_its_values(read):
    rows = _suits()
    assert_suits(read_suits(read, [*rows[:2], CODES, rows[2]]))


def test_numbers_in_the_text_below_table_4_are_none_of_its_values(read):
    assert_suits(read_suits(read, _suits(), "近三年对比", "12", "15", "19"))


OTHERS = [
    [["案件类型", "上年", "本年", "总计"], ["政府信息公开", "2", "1", "3"]],
    [["结果", "维持", "纠正", "其他", "总计"], ["件数", "7", "0", "0", "7"]],
    [["类别", "自然人", "总计"], ["网络", "3", "3"], ["信函", "1", "1"]],
    [["月份", *"1234567"], ["件数", *"1234567"]],
]


@pytest.mark.parametrize("other", OTHERS)
def test_a_table_of_another_kind_is_none_of_the_form_s(read, other):
    blocks = whole()
    alone = read(blocks)
    for heading in ("三、收到", "四、政府信息", "五、存在"):
        at = next(n for n, block in enumerate(blocks) if isinstance(block, str) and block.startswith(heading))
        report = read([*blocks[:at], other, *blocks[at:]])
        for id, table in report.tables.items():
            assert [cell.raw for cell in table.cells.values()] == [cell.raw for cell in alone.tables[id].cells.values()], heading
            assert not table.misfits and not table.extras, heading


def test_a_table_of_another_kind_below_table_4_as_text_is_none_of_its_values(read):
    text = [*TABLE_4_HEAD, *"201033320811024", "受理机关", "数量", "县政府", "6", "市政府", "1"]
    table = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", *text])).tables["t4"]
    assert [cell.raw for cell in table.cells.values()] == list("201033320811024")
    assert not table.misfits


@pytest.mark.parametrize("groups", [GROUPS, [*GROUPS[1:], GROUPS[0]]], ids=["", "suits first"])
@pytest.mark.parametrize("outcomes", [OUTCOMES, [OUTCOMES[4], *OUTCOMES[:4]]], ids=["", "total first"])
def test_groups_and_outcomes_of_table_4_go_by_their_names(read, groups, outcomes):
    assert_suits(read_suits(read, _suits(groups, outcomes)))


def test_rows_of_table_4_all_stand_under_the_outcomes_above_the_first(read):
    order = [OUTCOMES[4], *OUTCOMES[:4]]
    assert_suits(read_suits(read, [["类别", *order], *([group, *(SUITS[group][outcome] for outcome in order)] for group in GROUPS)]))


def test_a_row_of_sums_below_the_groups_of_table_4_is_none_of_its_values(read):
    sums = [str(sum(int(SUITS[group][outcome]) for group in GROUPS)) for outcome in OUTCOMES]
    table = read_suits(read, [["类别", *OUTCOMES], *([group, *SUITS[group].values()] for group in GROUPS), ["合计", *sums]])
    assert_suits(table)
    assert not table.misfits
    assert [(extra.label, list(extra.values)) for extra in table.extras] == [("合计", sums)]


@pytest.mark.parametrize(("lost", "placed"), [(0, 15), (1, 0)])
def test_blank_cells_of_table_4_are_told_by_the_empty_lines_of_a_text(lost, placed):
    values = ["1", "", "0", "", "1", "", "", "2", "0", "2", "0", "0", "3", "", "3"]
    text = document(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", *TABLE_4_HEAD, *values[lost:]]))
    written = tuple(block for block in text.blocks if not isinstance(block, Paragraph) or block.text)
    table = recognise(text._replace(blocks=written), path="报告.txt", editions=editions()).tables["t4"]
    assert [cell.raw for cell in table.cells.values()] == values[:placed]
    assert all("空行" in cell.doubt for cell in table.cells.values())
    assert bool(table.misfits) is not bool(placed)


def test_groups_of_table_4_beside_each_other_in_one_row_each_have_the_values_behind_them(read):
    row = [cell for group in GROUPS for cell in (group, *SUITS[group].values())]
    assert_suits(read_suits(read, [["", *OUTCOMES] * 3, row]))


def test_values_of_table_4_in_two_rows_whose_cells_are_counted_are_one_row(read):
    groups, outcomes, values = _suits()
    blocks = whole(s2=[], s4=["四、政府信息公开行政复议、行政诉讼情况", [groups, outcomes, values[:8], values[8:]]])
    assert_suits(read(blocks, ragged=True).tables["t4"])


def test_groups_of_table_4_torn_out_of_their_order_in_flat_text_are_in_the_form_s_with_a_doubt(read):
    head = ["行政复议", "行政诉讼", "复议后起诉", *TABLE_4_HEAD[2:7], "未经复议直接起诉", *TABLE_4_HEAD[2:7] * 2]
    values = list("201033320811024")[:15]
    table = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", *head, *values])).tables["t4"]
    assert [table.cells["suit_direct", column].raw for column in ("keep", "total")] == [values[5], values[9]]
    assert all("先后与规定的不同" in cell.doubt for cell in table.cells.values())
