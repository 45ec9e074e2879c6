from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.document import GUESSED, Place
from gouji.report import INFERRED, NUMBER, SIMILAR, Cell, Fact, Label, Misfit, Report
from gouji_plugins.rules import examples


def test_nine_of_fifteen_values(judge, old_report: Report) -> None:
    cells = tuple(("0", Place(line=588 + 2 * n)) for n in range(9))
    table = replace(old_report.tables["t4"], cells={}, misfits=(Misfit("t4", cells, 15, cells[0][1]),))
    report = replace(old_report, tables={**old_report.tables, "t4": table})
    (finding,) = judge("F03", report)
    assert (finding.expected, finding.actual, finding.delta) == ("15", "9", "-6")
    assert finding.quote == "0" and finding.place.line == 588
    assert len(finding.cells) == 15 and {cell.value for cell in finding.cells} == {None}
    assert judge("F02", report) == [] and judge("N01", report) == []


def test_a_column_missing_everywhere_is_told_once(judge, report: Report) -> None:
    table = report.tables["t3"]
    cells = {key: cell for key, cell in table.cells.items() if key[1] != "sci"}
    (finding,) = judge("F03", replace(report, tables={**report.tables, "t3": replace(table, cells=cells)}))
    assert "科研机构" in finding.message and len(finding.cells) == 25 and finding.delta == "-25"


def test_of_a_column_without_cells_the_header_is_not_told_as_well(judge, report: Report) -> None:
    headless = examples.headers_lost("t3", "main.sci")(report)
    table = headless.tables["t3"]
    cells = {key: cell for key, cell in table.cells.items() if key[1] != "sci"}
    assert len(judge("F07", headless)) == 1
    assert judge("F07", replace(headless, tables={**headless.tables, "t3": replace(table, cells=cells)})) == []


def test_rows_with_the_same_shortage_are_told_once(judge, report: Report) -> None:
    table = report.tables["t3"]
    rows = ("open", "partial", "done")
    cells = {key: cell for key, cell in table.cells.items() if key[0] not in rows}
    misfits = tuple(Misfit(row, (("0", Place()),) * 2, 7, Place()) for row in rows)
    (finding,) = judge("F03", replace(report, tables={**report.tables, "t3": replace(table, cells=cells, misfits=misfits)}))
    assert "等3行" in finding.message and len(finding.cells) == 21


@pytest.mark.parametrize(("label", "level"), [("", "warning"), ("备注", "error")])
def test_values_in_a_row_without_a_name_may_be_those_that_another_lacks(judge, report: Report, label: str, level: str) -> None:
    change = examples.both(examples.unplaced("t3", ["0"] * 3, 7, "open"), examples.added_row("t3", label, "0", "0", "0", "0"))
    assert [finding.level for finding in judge("F03", change(report))] == [level]


def test_missing_rows_are_told_once_for_a_table(judge, report: Report) -> None:
    without = examples.without_rows("t3", "deny_query", "rej_mass")(report)
    (finding,) = judge("F02", without)
    assert judge("F03", without) == []
    assert finding.level == "error" and len(finding.cells) == 14 and "共2行" in finding.message


def test_a_row_that_could_not_be_recognised_is_no_certain_absence(judge, report: Report) -> None:
    changed = examples.both(examples.without_rows("t2", "a20_1.rule"), examples.added_row("t2", "瑰章", "0", "0", "0"))(report)
    assert [(finding.level, finding.doubt) for finding in judge("F02", changed)] == [("warning", "reading")]


@pytest.mark.parametrize(("other", "doubt"), [("4.无正当理由大量反复申请", "reading"), ("2.重复申请", "source")])
def test_rows_whose_labels_stand_in_one_other_row_are_no_certain_absence(judge, report: Report, other: str, doubt: str) -> None:
    gone = examples.without_rows("t3", "deny_query", "rej_mass")
    changed = examples.both(gone, examples.added_row("t3", f"8.属于行政查询事项{other}", "0"))(report)
    assert [finding.doubt for finding in judge("F02", changed)] == [doubt]


def with_unread(report: Report, section: str, *cells: str) -> Report:
    return replace(report, sections={**report.sections, section: replace(report.sections[section], unread=cells)})


@pytest.mark.parametrize("section", ["s3", "s6"])
def test_a_row_whose_label_stands_unread_is_no_certain_absence(judge, report: Report, section: str) -> None:
    gone = examples.without_rows("t3", "deny_query")(report)
    assert [finding.doubt for finding in judge("F02", with_unread(gone, section, "8.属于行政查询事项", "0"))] == ["reading"]


@pytest.mark.parametrize(("cells", "doubt"), [(("社会公益 组织", "总计", "0", "0"), "reading"), (("窗口", "总计", "0", "0"), "source")])
def test_rows_of_a_table_whose_last_columns_stand_unread_lack_no_cells_for_certain(
    judge, report: Report, cells: tuple[str, ...], doubt: str
) -> None:
    cut = examples.unplaced("t3", ["0"] * 3, 7, "open")(report)
    assert [finding.doubt for finding in judge("F03", with_unread(cut, "s6", *cells))] == [doubt]


def test_of_a_table_without_any_value_read_no_row_is_certainly_missing(judge, report: Report) -> None:
    changed = examples.without_rows("t3", "done")(report)
    unread = replace(changed, tables={**changed.tables, "t3": replace(changed.tables["t3"], cells={})})
    assert [finding.doubt for finding in (*judge("F02", changed), *judge("F02", unread))] == ["source", "reading"]


def test_the_undivided_row_of_the_old_form(judge, report: Report) -> None:
    """（六）其他处理 as one row, where the form of 2021 has three."""
    changed = examples.without_rows("t3", "misc_nosupp", "misc_nopay", "misc_other")(report)
    table = changed.tables["t3"]
    cells = {**table.cells, ("H_misc", "total"): Cell("t3", "H_misc", "total", "0", NUMBER, 0)}
    (finding,) = judge("F02", replace(changed, tables={**changed.tables, "t3": replace(table, cells=cells)}))
    assert "只填了一行" in finding.message and finding.quote == "（六）其他处理"


def test_the_old_form_used_for_a_new_year(judge, old_report: Report) -> None:
    evidence = ("对外公开总数量（gov-2019）", "政府集中采购（gov-2019）")
    report = replace(old_report, edition_evidence=evidence).with_facts(year=Fact(2023, "period"))
    (finding,) = judge("F05", report)
    assert finding.level == "error" and "国办公开办函〔2021〕30号" in finding.message and "对外公开总数量" in finding.message
    assert finding.quote == "对外公开总数量"


def test_labels_of_two_forms_mixed(judge, report: Report) -> None:
    evidence = ("现行有效件数（gov-2021）", "政府集中采购（gov-2019）", "采购总金额（gov-2019）")
    assert [finding.level for finding in judge("F05", replace(report, edition_evidence=evidence))] == ["warning"]
    assert judge("F05", replace(report, edition_evidence=evidence[:2])) == []


def test_a_form_that_was_ordered_is_not_held_against_the_report(judge, hindered, old_report: Report) -> None:
    report = replace(examples.of_another_year()(old_report), edition_evidence=("由 --edition 指定",))
    assert judge("F05", report) == [] and hindered("F05", report)


def test_without_a_year_the_edition_is_not_judged(judge, hindered, report: Report) -> None:
    assert judge("F05", report.with_facts(year=None)) == [] and hindered("F05", report.with_facts(year=None))


def test_a_year_that_no_form_is_known_for_is_not_judged(judge, report: Report) -> None:
    assert judge("F05", report.with_facts(year=Fact(2012, "period"))) == []


def test_a_label_known_by_its_place_only(judge, report: Report) -> None:
    (finding,) = judge("F06", examples.labelled("t3", "open", "（一）矛以公开", INFERRED)(report))
    assert finding.expected == "（一）予以公开" and finding.doubt == "reading"


@pytest.mark.parametrize("raw", ["行政许可（指本单位办理的事项）", "行政许可（含依法未公开的）"])
def test_a_note_in_a_label_is_told_as_a_note(judge, report: Report, raw: str) -> None:
    changed = examples.labelled("t2", "a20_5.permit", raw, SIMILAR)(report)
    assert judge("F06", changed) == [] and len(judge("F09", changed)) == 1


def test_row_names_lost(judge, report: Report) -> None:
    (finding,) = judge("F07", examples.labelled("t3", "deny_law", "", INFERRED)(report))
    assert "行名" in finding.message and judge("F06", examples.labelled("t3", "deny_law", "", INFERRED)(report)) == []


def test_half_of_a_column_label(judge, old_report: Report) -> None:
    table = old_report.tables["t2"]
    columns = {**table.columns, "a20_1.made": Label("a20_1.made", "本年新", INFERRED)}
    halved = replace(old_report, tables={**old_report.tables, "t2": replace(table, columns=columns)})
    (finding,) = judge("F07", halved)
    assert "本年新制作数量" in finding.message and judge("F06", halved) == []


def test_one_label_not_seen_in_running_text_proves_nothing(judge, report: Report) -> None:
    changed = replace(examples.headers_lost("t3", "main.person")(report), format="text")
    assert judge("F07", changed) == [] and judge("F07", replace(changed, format="html"))


def test_a_row_twice(judge, report: Report) -> None:
    (finding,) = judge("F08", examples.added_row("t3", "（一）予以公开", *"1000001")(report))
    assert "重复出现" in finding.message


def test_a_row_moved_by_one_column(judge, report: Report) -> None:
    values = {("new", "person"): "3", ("new", "biz"): "1", ("new", "other"): "4", ("new", "total"): ""}
    moved = examples.cells("t3", values)(report)
    assert len(judge("F04", moved)) == 1 and judge("N01", moved) == []
    plain = examples.cells("t3", {("new", "other"): "4", ("new", "total"): ""})(report)
    assert judge("F04", plain) == [] and len(judge("N01", plain)) == 1


def test_rows_moved_by_one_column_are_told_once_with_those_of_zeros(judge, report: Report) -> None:
    values = {(row, "other"): number for row, number in (("new", "4"), ("done", "4"), ("open", "4"))}
    values |= {(row, "person"): "4" for row, _ in values}
    blank = {(row.id, "total"): "" for row in report.edition.table("t3").rows if row.data}
    moved = examples.cells("t3", values | blank)(report)
    (finding,) = judge("F04", moved)
    assert f"等{len(blank)}行的合计（4）" in finding.message and judge("N01", moved) == []
    assert {cell.column for cell in finding.cells} == {"other", "total"}


@pytest.mark.parametrize(
    ("rows", "biz", "found"), [(("new", "done"), "1", {"F04"}), (("new", "open", "done"), "0", {"N01"}), (("new",), "1", {"N01"})]
)
def test_a_table_moved_by_one_column_that_lost_its_first(judge, report: Report, rows: tuple[str, ...], biz: str, found: set[str]) -> None:
    values = {(row.id, "total"): "" for row in report.edition.table("t3").rows if row.data}
    values |= {(row, column): number for row in rows for column, number in (("person", biz), ("other", "9"))}
    moved = examples.cells("t3", values)(report)
    assert {rule for rule in ("F04", "N01") if judge(rule, moved)} == found


def test_rows_of_zeros_without_a_total_have_not_moved(judge, report: Report) -> None:
    blank = examples.cells("t3", {("partial", "total"): "", ("open", "total"): ""})(report)
    assert judge("F04", blank) == [] and judge("N01", blank) != []


def test_several_rows_with_too_many_numbers_are_told_once(judge, report: Report) -> None:
    one, other = (examples.unplaced("t3", ["0"] * 8, 7, row)(report).tables["t3"] for row in ("open", "partial"))
    both = replace(other, cells=one.cells, misfits=(*one.misfits, *other.misfits))
    (finding,) = judge("F04", replace(report, tables={**report.tables, "t3": both}))
    assert "另有1行也多出了数" in finding.message


@pytest.mark.parametrize(
    ("text", "level", "doubt"),
    [("行政规范性文件13458", "warning", "reading"), ("13\t4\t58", "warning", "reading"), ("13458", "error", "source")],
)
def test_digits_of_several_cells_in_one_are_a_doubt_of_reading(judge, report: Report, text: str, level: str, doubt: str) -> None:
    (finding,) = judge("F03", examples.unplaced("t2", [text], 3, "a20_1.norm")(report))
    assert (finding.level, finding.doubt) == (level, doubt) and "13458" in finding.message


def test_a_table_without_any_number_is_a_doubt_of_reading(judge, report: Report) -> None:
    table = report.tables["t3"]
    rows = [row.id for row in report.edition.table("t3").rows if row.data]
    misfits = tuple(Misfit(row, (), 7, Place()) for row in rows)
    (finding,) = judge("F03", replace(report, tables={**report.tables, "t3": replace(table, cells={}, misfits=misfits)}))
    assert (finding.level, finding.doubt) == ("warning", "reading") and "对照原件" in finding.message


def test_one_value_in_every_row_may_be_the_total_of_each(judge, report: Report) -> None:
    table = report.tables["t3"]
    misfits = tuple(Misfit(row.id, (("5", Place()),), 7, Place()) for row in report.edition.table("t3").rows if row.data)
    (finding,) = judge("F03", replace(report, tables={**report.tables, "t3": replace(table, cells={}, misfits=misfits)}))
    assert (finding.level, finding.doubt) == ("warning", "reading") and "像是只填了总计" in finding.message


@pytest.mark.parametrize(
    ("found", "levels"),
    [([0], ["warning"]), ([6, 2], ["error"] * 2), ([6, 2, 4], ["warning"] * 3), ([2, 0], ["warning"] * 2), ([6, 8], ["warning"])],
)
def test_rows_left_blank_or_with_ever_other_numbers_too_few_or_one_beside_too_many_may_have_lost_their_blanks(
    judge, report: Report, found: list[int], levels: list[str]
) -> None:
    table = report.tables["t3"]
    rows = [row.id for row in report.edition.table("t3").rows if row.data][: len(found)]
    cells = {key: cell for key, cell in table.cells.items() if key[0] not in rows}
    misfits = tuple(Misfit(row, (("0", Place()),) * count, 7, Place()) for row, count in zip(rows, found, strict=True))
    findings = judge("F03", replace(report, tables={**report.tables, "t3": replace(table, cells=cells, misfits=misfits)}))
    assert [finding.level for finding in findings] == levels
    assert all((finding.doubt == "reading") == (finding.level == "warning") for finding in findings)


@pytest.mark.parametrize(("third", "level"), [(0, "error"), (6, "warning"), (9, "warning")])
def test_rows_too_short_or_too_long_in_all_tables_count_together(judge, report: Report, third: int, level: str) -> None:
    uneven = examples.unplaced("t4", ["0"] * 12, 15)(examples.unplaced("t2", ["0"], 3, "a20_1.rule")(report))
    findings = judge("F03", examples.unplaced("t3", ["0"] * third, 7, "open")(uneven) if third else uneven)
    assert {finding.level for finding in findings} == {level}


def test_a_table_of_which_only_the_head_was_found_is_a_doubt_of_reading(judge, report: Report) -> None:
    only = examples.unplaced("t3", [], 175)(report)
    (finding,) = judge("F03", only)
    assert (finding.level, finding.doubt) == ("warning", "reading") and "只认出了表头" in finding.message
    assert judge("F01", only) == [] and judge("F02", only) == []


def test_a_row_whose_label_stands_among_the_words_was_not_read_as_one(judge, report: Report) -> None:
    gone = examples.without_rows("t2", "a20_8.fee")
    (finding,) = judge("F02", examples.both(gone, examples.written("s2", "行政事业性收费;585.47"))(report))
    assert (finding.level, finding.doubt) == ("warning", "reading")
    (finding,) = judge("F02", examples.both(gone, examples.written("s2", "全年没有收费。"))(report))
    assert (finding.level, finding.doubt) == ("error", "source")


def test_a_row_whose_label_stands_behind_the_values_of_another_was_not_read_as_one(judge, report: Report) -> None:
    gone = examples.without_rows("t2", "a20_6.penalty")
    beside = examples.unplaced("t2", ["0", "0", "0", "行政处罚", "5"], 3, "a20_1.rule")
    (finding,) = judge("F02", examples.both(gone, beside)(report))
    assert (finding.level, finding.doubt) == ("warning", "reading")
    (finding,) = judge("F02", examples.both(gone, examples.unplaced("t2", ["0", "0", "0", "5"], 3, "a20_1.rule"))(report))
    assert (finding.level, finding.doubt) == ("error", "source")


def test_a_table_told_in_words_is_a_doubt_of_reading(judge, report: Report) -> None:
    rows = report.edition.table("t3").rows
    words = [f"{row.label}：" + "，".join(f"{column.label}0件" for column in row.columns) for row in rows]
    told = examples.both(examples.without_table("t3"), examples.written("s3", *words))(report)
    (finding,) = judge("F01", told)
    assert (finding.level, finding.doubt) == ("warning", "reading") and "没有排成" in finding.message
    (finding,) = judge("F01", examples.without_table("t3")(report))
    assert (finding.level, finding.doubt) == ("error", "source")


def test_a_table_may_stand_in_the_part_that_was_not_read(judge, report: Report) -> None:
    (finding,) = judge("F01", replace(examples.without_table("t3")(report), partial=True))
    assert (finding.level, finding.doubt) == ("warning", "reading")


def test_a_file_of_tables_alone_may_be_one_of_several(judge, report: Report) -> None:
    tables = replace(report, headings=(), sections={}, intro=(), tail=())
    (finding,) = judge("F01", examples.without_table("t4")(tables))
    assert (finding.level, finding.doubt) == ("warning", "reading")


@pytest.mark.parametrize("rule", ["F02", "F03"])
def test_what_is_missing_where_no_lines_divide_the_cells_is_a_doubt_of_reading(judge, report: Report, rule: str) -> None:
    changed = (examples.without_rows("t3", "deny_query") if rule == "F02" else examples.unplaced("t3", ["0"] * 6, 7, "open"))(report)
    assert judge(rule, changed)[0].level == "error"
    guessed = changed.with_cells(
        changed.tables["t2"].cells["a20_1.rule", changed.edition.table("t2").blocks[0].columns[0].id]._replace(doubt=GUESSED)
    )
    assert [(finding.level, finding.doubt) for finding in judge(rule, guessed)] == [("warning", "reading")]


def test_a_total_that_was_not_calculated_has_not_moved(judge, report: Report) -> None:
    values = {("new", "person"): "3", ("new", "biz"): "1", ("new", "other"): "4", ("new", "total"): ""}
    moved = examples.cells("t3", values)(report)
    assert judge("F04", moved)
    total = moved.tables["t3"].cells["new", "total"]
    assert judge("F04", moved.with_cells(total._replace(note="公式没有缓存的计算结果"))) == []


def test_rows_of_the_form_that_should_have_been_used_are_no_rows_added(judge, old_report: Report) -> None:
    extra = examples.both(examples.without_rows("t3", "misc"), examples.added_row("t3", "3.其他", *"0000000"))(old_report)
    assert len(judge("F02", extra)) == 1 and len(judge("F08", extra)) == 1
    later = examples.of_another_year()(extra)
    assert judge("F05", later) and judge("F02", later) == [] and judge("F08", later) == []


def test_rows_of_another_form_are_told_once_where_two_are_mixed(judge, old_report: Report) -> None:
    extra = examples.added_row("t3", "3.其他", *"0000000")(old_report)
    mixed = replace(extra, edition_evidence=("现行有效件数（gov-2021）", "本年制发件数（gov-2021）"))
    assert len(judge("F05", mixed)) == 1 and judge("F08", mixed) == []
    assert judge("F08", examples.added_row("t3", "五、网络申请", *"0000000")(mixed))


def test_rows_that_both_forms_have_are_missed_in_a_wrong_form_as_well(judge, old_report: Report) -> None:
    gone = examples.both(examples.without_rows("t3", "deny_query", "misc"), examples.of_another_year())
    (finding,) = judge("F02", gone(old_report))
    assert "属于行政查询事项" in finding.message and "其他处理" not in finding.message


def test_a_blank_total_beside_a_part_in_its_place_is_no_move(judge, report: Report) -> None:
    numbers = {("new", "person"): "1", ("new", "other"): "1", ("new", "total"): "2", ("open", "person"): "1", ("open", "other"): "1"}
    totals = {("open", "total"): "", ("done", "person"): "1", ("done", "other"): "1", ("done", "total"): "2"}
    assert judge("F04", examples.cells("t3", {**numbers, **totals})(report)) == []
    assert judge("F04", examples.cells("t3", {**numbers, **totals, ("done", "other"): "0", ("done", "total"): "1"})(report))
    blank = {(row.id, "total"): "" for row in report.edition.table("t3").rows if row.data}
    assert judge("F04", examples.cells("t3", {**numbers, **totals, **blank, ("carry_in", "person"): ""})(report))


def test_a_row_without_a_name_is_told_with_its_values(judge, report: Report) -> None:
    (finding,) = judge("F08", examples.added_row("t3", " ", *"1000001")(report))
    assert finding.message == "表三有一行没有名称（1、0、0、0、0、0、1）；请核对。"
