"""Which value belongs to which cell."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.errors import UnreadableError
from gouji.recognise.vocabulary import vocabulary

from .blocks import COLUMNS_3, NAMES_3, TABLE_2, TABLE_4_HEAD, grid_3, table_3_lines, whole


def _distinct():
    spec = editions()["gov-2021"].table("t3")
    keys = [(row.id, column.id) for row in spec.rows if row.data for column in row.columns]
    return {key: str(number) for number, key in enumerate(keys, 100)}


def test_every_cell_of_the_three_tables(read):
    values = _distinct()
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", *table_3_lines(lambda r, c: values[r, c])]))
    assert {key: cell.raw for key, cell in report.tables["t3"].cells.items()} == values
    assert [cell.value for cell in report.tables["t4"].cells.values()] == list(range(15))
    assert report.cell("t2", "a20_8.fee", "amt").raw == "10.5"
    assert len(report.tables["t2"].cells) == 10


@pytest.mark.parametrize("shape", ["lines", "grid", "ragged grid"])
def test_rows_of_another_edition_do_not_take_the_place_of_those_behind_them(read, shape):
    values = _distinct()
    lines = table_3_lines(lambda r, c: values[r, c])
    if shape != "lines":
        rows = editions()["gov-2021"].table("t3").rows
        lines = [[["", *NAMES_3], *([row.label, *(values[row.id, c.id] for c in row.columns)] for row in rows if row.data)]]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", *lines]), edition="gov-2019", ragged=shape == "ragged grid").tables["t3"]
    assert {key: cell.raw for key, cell in table.cells.items()} == {
        key: raw for key, raw in values.items() if not key[0].startswith("misc")
    }
    assert [extra.label for extra in table.extras][-1] == "3.其他"


def test_nine_values_for_fifteen_columns_are_not_guessed(read):
    report = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", *TABLE_4_HEAD, *"000000000"]))
    table = report.tables["t4"]
    assert not table.cells
    assert [len(misfit.cells) for misfit in table.misfits] == [9]


def test_a_head_without_a_column_whose_total_is_less_than_a_part_is_not_followed(read):
    head = ["", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "总计", "其他"]
    rows = [[row.label, "1", "2", "0", "0", "0", "9"] for row in editions()["gov-2021"].table("t3").rows if row.data]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", [head, *rows]])).tables["t3"]
    assert not table.cells and len(table.misfits) == 25


def test_a_blank_at_the_end_of_table_four_is_none_of_its_values(read):
    outcomes, blanks = TABLE_4_HEAD[2:7], [""] * 4
    rows = [["行政复议", *blanks, "行政诉讼", *[""] * 9], [*outcomes, "未经复议直接起诉", *blanks, "复议后起诉", *blanks]]
    rows += [["", *blanks, *outcomes * 2], [*"12345678901234", ""]]
    table = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", rows]), ragged=True).tables["t4"]
    assert [(len(misfit.cells), misfit.expected) for misfit in table.misfits] == [(14, 15)]


def test_of_a_table_whose_rows_cannot_be_told_it_is_said_that_it_is_there(read):
    head, rows = table_3_lines()[:10], ["一、本年新收政府信息公开申请数量＝3，1，0，0，0，0，4"]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", *head, *rows])).tables["t3"]
    assert not table.cells
    assert [(misfit.id, misfit.cells, misfit.expected) for misfit in table.misfits] == [("t3", (), 175)]
    assert "t3" not in read(whole(s3=["三、收到和处理政府信息公开申请情况", "本年没有收到申请。"])).tables


def test_a_grid_of_rows_without_cells_is_passed_over(read):
    assert len(read(whole(s1=["一、总体情况", [[], []], "（一）主动公开。2023年公开信息12条。"])).tables["t3"].cells) == 175


def test_values_under_groups_of_which_one_was_not_recognised_are_doubted(read):
    outcomes = ["结果 其他 尚未 总计 结果 其他 尚未 总计", "维持 结果 审结 维持 结果 审结"]
    head = ["行政复议", "结果", "维持", "行政诉讼", "其他 尚未 总计 未经复议直接起诉", "复议后起诉", *outcomes]
    table = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", *head, *"0123600011"])).tables["t4"]
    assert len(table.cells) == 10
    assert all(cell.doubt for cell in table.cells.values())


@pytest.mark.parametrize(
    "label",
    [
        "三、本年度办理结果 / （六）其他处理 / 3.其他",
        "其他处理-其他",
        "本年度办理结果 > 其他处理 > 其他",
    ],
)
def test_a_row_is_named_by_the_way_to_it(label):
    assert vocabulary(editions()["gov-2021"]).rows["t3"].find(label).id == "misc_other"


@pytest.mark.parametrize("mark", ["2/3", "第2页", "— 2 —"])
def test_the_number_of_a_page_between_cells_is_no_value(read, mark):
    lines = ["0"] * 14
    report = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", *TABLE_4_HEAD, *lines, mark, "7"]))
    assert report.cell("t4", "suit_after", "total").value == 7
    assert mark in report.ignored


def test_row_with_a_value_too_few_is_a_misfit(read):
    lines = table_3_lines()
    lines.remove("0")
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", *lines]))
    assert [m.id for m in report.tables["t3"].misfits] == ["new"]
    assert ("new", "person") not in report.tables["t3"].cells


@pytest.mark.parametrize(("lacking", "doubted"), [((1, 3), True), ((1, 0), False)])
def test_where_rows_have_values_too_few_and_too_many_no_row_is_certain(read, lacking, doubted):
    lines = table_3_lines()
    for label, count in zip(("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"), lacking, strict=True):
        at = lines.index(label) + 1
        del lines[at : at + count]
    at = lines.index("（一）予以公开") + 1
    lines[at:at] = ["0"] * 4
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", *lines]))
    assert bool(report.cell("t3", "partial", "person").doubt) is doubted
    assert not report.cell("t2", "a20_1.norm", "made").doubt


def test_row_names_lost_but_values_complete(read):
    lines = [line for line in table_3_lines() if not line.startswith(tuple(f"{n}.属于" for n in range(9)))]
    lines = [line for line in lines if line not in ("2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益")]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", *lines]))
    assert report.tables["t3"].rows["deny_secret"].match == "inferred"
    assert report.cell("t3", "deny_query", "total").doubt
    assert len(report.tables["t3"].cells) == 175


def test_labels_broken_over_lines(read):
    lines = []
    for line in table_3_lines():
        lines.extend([line[:2], line[2:]] if line in ("商业企业", "社会公益组织") else [line])
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", *lines]))
    assert len(report.tables["t3"].cells) == 175
    assert set(report.tables["t3"].columns) >= {"main.biz", "main.ngo"}


def test_the_lower_half_of_a_row_two_rows_high_is_no_row(read):
    table = [*TABLE_2[0][:4], ["^"] * 4, *TABLE_2[0][4:]]
    report = read(whole(s2=["二、主动公开政府信息情况", table]))
    assert report.tables["t2"].extras == ()
    assert len(report.tables["t2"].cells) == 10


def test_a_second_copy_of_a_table_is_no_row_too_many(read):
    again = [row if row[0] != "行政处罚" else ["行政处罚", "80", "«", "«"] for row in TABLE_2[0]]
    same, other = (read(whole(s2=["二、主动公开政府信息情况", TABLE_2[0], copy])) for copy in (TABLE_2[0], again))
    assert same.tables["t2"].extras == ()
    assert any("出现两次" in note for note in same.notes)
    assert len(other.tables["t2"].extras) == 6
    assert other.cell("t2", "a20_6.penalty", "dec").value == 8
    assert {key for key, cell in other.tables["t2"].cells.items() if cell.doubt} == {("a20_6.penalty", "dec")}


@pytest.mark.parametrize("blank", ["", "\u3000\u200b"])
def test_a_blank_row_of_table_4_under_the_names_of_its_columns(read, blank):
    head = ["类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows = [head, ["行政复议", *[blank] * 5], ["未经复议直接起诉", *"10001"], ["复议后起诉", *[blank] * 5]]
    table = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", rows])).tables["t4"]
    assert table.misfits == ()
    assert [cell.kind for cell in table.cells.values()] == ["blank"] * 5 + ["number"] * 5 + ["blank"] * 5


def test_a_table_goes_on_in_a_grid_with_fewer_columns_of_labels(read):
    first = [["信息内容", "«", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "«", "1", "2", "3"]]
    report = read(whole(s2=["二、主动公开政府信息情况", first, [["行政规范性文件", "4", "5", "6"]]]))
    assert [report.cell("t2", "a20_1.norm", column).value for column in ("made", "repeal", "valid")] == [4, 5, 6]


def test_letters_of_the_columns_are_no_part_of_their_names(read):
    rows = grid_3(NAMES_3, list("1000001"))
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", [*rows[:2], ["栏次", "«", *"ABCDEFG"], *rows[2:]]])).tables["t3"]
    assert {label.match for label in table.columns.values()} == {"exact"}


def test_numbers_without_end_are_no_letters_of_columns(read):
    rows = grid_3(NAMES_3, list("1000001"))
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", [*rows[:2], ["9" * 5_000] * 9, *rows[2:]]]))
    assert report.cell("t3", "new", "total").value == 1


@pytest.mark.parametrize(("word", "named"), [("总计", True), ("合计", True), ("小计", False)])
def test_the_last_column_under_another_name_is_still_the_last(read, word, named):
    head = [["申请人情况", *["«"] * 7], ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", word]]
    rows = [["一、本年新收政府信息公开申请数量", *"1000001"], ["二、上年结转政府信息公开申请数量", *"0200002"]]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", head + rows])).tables["t3"]
    assert [table.cells[row, "total"].value for row in ("new", "carry_in")] == [1, 2]
    assert ("main.total" in table.columns) == named


def test_misspelt_row_is_placed_and_said(read):
    lines = [line.replace("三类内部事务", "三类内容事务") for line in table_3_lines()]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", *lines]))
    assert report.tables["t3"].rows["deny_internal"].match == "typo"


def test_extra_row_is_kept(read):
    table = [list(row) for row in TABLE_2[0]]
    table.insert(4, ["其他主动公开文件", "1", "1", "1"])
    report = read(whole(s2=["二、主动公开政府信息情况", table]))
    assert [extra.label for extra in report.tables["t2"].extras] == ["其他主动公开文件"]
    assert len(report.tables["t2"].cells) == 10


def test_columns_in_another_order_go_by_their_names(read):
    columns = ["总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid_3(columns, list("7123456"))]))
    assert report.cell("t3", "new", "total").value == 7
    assert report.cell("t3", "new", "person").value == 1


def test_the_name_of_its_column_before_a_value_is_none_of_it(read):
    row = ["自然人：3", "商业企业0", "科研机构\n0", "其他：1", "：0", "其他：0", "总计：3"]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid_3(NAMES_3, row)]))
    cells = [report.cell("t3", "new", column) for column in ("person", "biz", "sci", "ngo", "law", "other", "total")]
    assert [cell.raw for cell in cells] == ["3", "0", "0", "其他：1", "：0", "0", "3"]


@pytest.mark.parametrize("row", [["3", "0", "0", "2", "0", "0", "5"], ["", "3", "", "2", "", "", "5"]])
def test_a_head_whose_merged_cells_are_one_cell_each_gives_no_columns(read, row):
    grid = [["（勾稽关系）", "申请人情况"], ["自然人", "法人或其他组织", "总计"], NAMES_3[1:6]]
    grid += [["一、本年新收政府信息公开申请数量", *row], ["三、本年度办理结果", "（一）予以公开", *row], ["（七）总计", *row]]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid]))
    for id in ("new", "open", "done"):
        assert [report.cell("t3", id, column.id).raw for column in COLUMNS_3] == row


def test_names_before_blank_cells_are_none_of_them(read):
    row = [f"{name}：{value}" for name, value in zip(NAMES_3, ["3", "", "", "2", "/", "", "5"], strict=True)]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid_3(NAMES_3, row)]))
    assert [cell.raw for cell in report.tables["t3"].cells.values()][:7] == ["3", "", "", "2", "/", "", "5"]


def test_names_in_an_order_of_their_own_before_the_values_place_them_where_no_header_does(read):
    row = [f"{name}：{value}" for name, value in zip([*NAMES_3[1:], NAMES_3[0]], ["", "0", "", "2", "0", "5", "3"], strict=True)]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid_3(NAMES_3, row)[2:]]))
    assert [report.cell("t3", "done", column.id).raw for column in COLUMNS_3] == ["3", "", "0", "", "2", "0", "5"]


@pytest.mark.parametrize(("between", "values"), [("", ["3", "", "", "2", "/", "", "5"]), ("1", None)])
def test_columns_between_those_of_the_form_leave_blank_cells_in_their_places(read, between, values):
    columns = [cell for name in NAMES_3 for cell in (name, "")][:-1]
    row = [cell for value in ["3", "", "", "2", "/", "", "5"] for cell in (value, between)][:-1]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid_3(columns, row)]))
    assert [cell.raw for column in COLUMNS_3 if (cell := report.cell("t3", "new", column.id))] == (values or [])


def test_names_before_the_values_of_table_4_are_none_of_them(read):
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows = [["行政复议", *["«"] * 4, "未经复议直接起诉", *["«"] * 4, "复议后起诉", *["«"] * 4], names * 3]
    rows.append([f"{name}：{2 * n}" for n, name in enumerate(names * 3)])
    report = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", rows]))
    assert [cell.value for cell in report.tables["t4"].cells.values()] == list(range(0, 30, 2))


def test_missing_column_leaves_its_cells_absent(read):
    columns = ["自然人", "商业企业", "科研机构", "社会公益组织", "其他", "总计"]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid_3(columns, list("123456"))]))
    assert report.cell("t3", "new", "law") is None
    assert report.cell("t3", "new", "total").value == 6


def test_blank_cells_stay_blank(read):
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid_3(NAMES_3, ["3", "", "", "/", "", "", "3"])]))
    assert [report.cell("t3", "new", c).kind for c in ("person", "biz", "ngo", "total")] == ["number", "blank", "placeholder", "number"]


def test_suits_as_three_rows(read):
    rows = [["类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]]
    rows += [[name, *(str(n + 10 * k) for n in range(1, 6))] for k, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉"))]
    report = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", rows]))
    assert report.cell("t4", "suit_after", "total").value == 25
    assert len(report.tables["t4"].cells) == 15


def test_undivided_other_handling_keeps_its_values(read):
    lines = table_3_lines()
    start = lines.index("（六）其他处理") + 1
    end = lines.index("（七）总计")
    lines[start:end] = ["2", "0", "0", "0", "0", "0", "2"]
    report = read(whole(s3=["三、收到和处理政府信息公开申请情况", *lines]))
    assert report.cell("t3", "H_misc", "person").value == 2
    assert "misc_other" not in report.tables["t3"].rows


def test_a_table_moved_to_the_right_whose_totals_are_lost_lacks_a_value_in_each_row(read):
    head = ["", "", *NAMES_3]
    rows = [[row.label, "", "", *"901203"] for row in editions()["gov-2021"].table("t3").rows if row.data]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", [head, *rows]])).tables["t3"]
    assert not table.cells
    assert {tuple(raw for raw, _ in misfit.cells) for misfit in table.misfits} == {tuple("901203")}


def test_columns_behind_those_of_the_form_take_none_of_their_values(read):
    columns = [*NAMES_3, "网络", "信函"]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid_3(columns, list("100000201"))])).tables["t3"]
    assert [table.cells["new", column].value for column in ("person", "other", "total")] == [1, 0, 2]
    assert [extra.label for extra in table.extras] == ["网络", "信函"]


def test_rows_in_a_grid_each_keep_their_first_value_under_a_header_that_lacks_it(read):
    head = ["", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""]
    rows = [[row.label, *"7123456"] for row in editions()["gov-2021"].table("t3").rows if row.data]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", [head], *([row] for row in rows)])).tables["t3"]
    assert [table.cells["done", column].value for column in ("person", "biz", "total")] == [7, 1, 6]


def test_table_2_with_its_rows_side_by_side_gives_none_the_name_of_another(read):
    rows = [["规章", "行政规范性文件", "行政许可"], ["本年制发件数", "本年制发件数", "本年处理决定数量"], ["1", "2", "3"]]
    table = read(whole(s2=["二、主动公开政府信息情况", rows])).tables["t2"]
    assert not table.cells


def test_names_of_columns_in_two_languages_are_those_of_the_form(read):
    columns = ["自然人\nIndividuals", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他 Other", "总计"]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", grid_3(columns, list("1000001"))])).tables["t3"]
    assert {table.columns[f"main.{column}"].match for column in ("person", "other")} == {"accepted"}


def _listed() -> tuple[dict[tuple[str, str], str], list[list[str]]]:
    """Distinct values of 表三, and a list with a row for each: every second row of the form names the columns backwards."""
    values, spec = _distinct(), editions()["gov-2021"].table("t3")
    rows = [["办理情况", "申请人", "件数"]]
    for number, row in enumerate(row for row in spec.rows if row.data):
        rows += [[row.label, column.label, values[row.id, column.id]] for column in row.columns[:: -1 if number % 2 else 1]]
    return values, rows


@pytest.mark.parametrize("order", [[0, 1, 2], [1, 0, 2]], ids=["rows first", "columns first"])
def test_a_list_with_a_row_for_each_value_is_a_table(read, order):
    values, rows = _listed()
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", [[row[n] for n in order] for row in rows]])).tables["t3"]
    assert {key: cell.raw for key, cell in table.cells.items()} == values


def test_a_list_that_lacks_a_value_is_not_put_together(read):
    with pytest.raises(UnreadableError):
        read(whole(s3=["三、收到和处理政府信息公开申请情况", _listed()[1][:-1]]))


def test_a_column_of_units_is_none_of_values(read):
    rows = [
        ["信息内容", "计量单位", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "件", *"123"],
        ["行政规范性文件", "件", *"456"],
    ]
    report = read(whole(s2=["二、主动公开政府信息情况", rows]))
    assert [report.cell("t2", "a20_1.norm", column).value for column in ("made", "repeal", "valid")] == [4, 5, 6]


@pytest.mark.parametrize(("whole_rows", "placed"), [(3, True), (2, False)])
def test_blanks_around_the_values_of_a_ragged_row_are_told_by_the_columns_of_the_others(read, whole_rows, placed):
    labels = ["1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”"][:whole_rows]
    rows = [["", "", "", *NAMES_3], ["一、本年新收政府信息公开申请数量", "", "", *"345678", ""]]
    rows += [["", "", label, *"1000002"] for label in labels]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", rows]), ragged=True).tables["t3"]
    assert [cell.raw for (row, _), cell in table.cells.items() if row == "new"] == ([*"345678", ""] if placed else [])


def test_a_value_outside_the_columns_of_the_other_ragged_rows_is_not_passed_over(read):
    labels = ["1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”"]
    rows = [["", "", "", *NAMES_3], ["一、本年新收政府信息公开申请数量", "3", "", *"45", "", "", *"789"]]
    rows += [["", "", label, *"1000002"] for label in labels]
    table = read(whole(s3=["三、收到和处理政府信息公开申请情况", rows]), ragged=True).tables["t3"]
    assert [misfit.id for misfit in table.misfits] == ["new"]
