"""The report as lines: official labels, aligned columns, cells and quotations found where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from gouji.data import editions
from gouji.document import Paragraph, Place
from gouji.edition import Edition
from gouji.report import Extra, Misfit, Report
from gouji.sample import balanced
from gouji.tui.sheet import COLUMNS, HEADING, ROW, Sheet

from .conftest import asked


@pytest.mark.parametrize("name", sorted(editions()))
@pytest.mark.parametrize("width", [40, 58, 77, 86, 120, 200])
def test_every_cell_of_the_form_is_drawn_once_in_width_and_on_its_column(name: str, width: int) -> None:
    edition = editions()[name]
    sheet = Sheet(balanced(edition), width)
    wanted = {(table.id, *key) for table in edition.tables for key in table.keys()}  # noqa: SIM118
    assert set(sheet.cells) == wanted
    assert max(cell_len(line.text) for line in sheet.lines) <= width
    for key, (number, index) in sheet.cells.items():
        spot = sheet.lines[number].spots[index]
        assert (spot.key, sheet.lines[number].text[spot.start : spot.end]) == (key, "0")
        assert sheet.lines[number].text[spot.start - 1] == " " == sheet.lines[number].text[spot.end]
    for table in edition.tables:
        for block in table.blocks:
            rows = {row.id for row in block.rows}
            ends: dict[str, set[int]] = {}
            for (t, row, column), (number, index) in sheet.cells.items():
                if t == table.id and row in rows:
                    line = sheet.lines[number]
                    ends.setdefault(column, set()).add(cell_len(line.text[: line.spots[index].end]))
            assert all(len(found) == 1 for found in ends.values())


def test_labels_are_official_and_cut_in_the_middle_only_where_needed(edition: Edition) -> None:
    text = "\n".join(line.text for line in Sheet(balanced(edition), 220).lines)
    for row in edition.table("t3").rows:
        assert row.label in text
    assert "…" in "\n".join(line.text for line in Sheet(balanced(edition), 60).lines)


def test_the_head_of_a_table_is_known_for_each_of_its_rows(edition: Edition) -> None:
    sheet = Sheet(balanced(edition), 77)
    rows = [number for number, line in enumerate(sheet.lines) if line.kind == ROW]
    assert all(sheet.lines[head].kind == COLUMNS for number in rows for head in sheet.heads[number])
    assert not any(number in sheet.heads for number, line in enumerate(sheet.lines) if line.kind == HEADING)


def test_numbers_are_never_cut(edition: Edition) -> None:
    report = asked(edition, "临江县水利局", 1)
    cell = report.cell("t3", "new", "total")
    assert cell
    sheet = Sheet(report.with_cells(cell._replace(raw="123456789", value=123456789)), 60)
    number, index = sheet.cells["t3", "new", "total"]
    spot = sheet.lines[number].spots[index]
    assert sheet.lines[number].text[spot.start : spot.end] == "123456789"


def test_blank_missing_and_annotated_cells_show_what_they_are(edition: Edition) -> None:
    report = balanced(edition)
    blank, noted = report.cell("t3", "new", "person"), report.cell("t3", "new", "total")
    assert blank and noted
    report = report.with_cells(
        blank._replace(raw=" ", kind="blank", value=None), noted._replace(raw="3（其中1件）", value=3, note="其中1件")
    )
    table = report.tables["t3"]
    cells = {key: cell for key, cell in table.cells.items() if key != ("new", "other")}
    report = replace(report, tables={**report.tables, "t3": replace(table, cells=cells)})
    shown = {key: _text(Sheet(report, 100), key) for key in (("t3", "new", "person"), ("t3", "new", "other"), ("t3", "new", "total"))}
    assert list(shown.values()) == ["空", "缺", "3（其中1件）"]


def _text(sheet: Sheet, key: tuple[str, str, str]) -> str:
    number, index = sheet.cells[key]
    spot = sheet.lines[number].spots[index]
    return sheet.lines[number].text[spot.start : spot.end]


def test_missing_tables_and_sections_and_misfits_are_said(edition: Edition) -> None:
    report = balanced(edition)
    misfit = Misfit("new", (("1", Place()), ("2", Place())), 7, Place(line=9))
    tables = {"t3": replace(report.tables["t3"], misfits=(misfit,))}
    sections = {id: section for id, section in report.sections.items() if id != "s6"}
    text = "\n".join(line.text for line in Sheet(replace(report, tables=tables, sections=sections), 90).lines)
    assert "报告中没有表二" in text and "报告中没有这一部分" in text
    assert "这一行有 2 个值，应有 7 个，无法对号：1 2" in text


def test_what_stands_in_a_table_beside_its_form_is_shown_below_it(edition: Edition) -> None:
    report = balanced(edition)
    whole = Misfit("t4", (("1", Place()), ("", Place())), 15, Place(line=9))
    extras = (Extra("row", "合计", ("3", "4"), Place(line=4)), Extra("column", "其他", ("5",), Place(line=5)))
    tables = {
        **report.tables,
        "t3": replace(report.tables["t3"], extras=extras, remarks=(Paragraph("单位：件", Place(line=6)),)),
        "t4": replace(report.tables["t4"], misfits=(whole,)),
    }
    sheet = Sheet(replace(report, tables=tables), 90)
    told = {line.text.strip(): line.place.line for line in sheet.lines}
    assert told["表外行“合计”：3 4"] == 4 and told["表外列“其他”：5"] == 5 and told["表内文字：单位：件"] == 6
    assert told["全表有 2 个值，应有 15 个，无法对号：1 空"] == 9


def test_a_table_full_of_words_is_cut_to_the_room_there_is(edition: Edition) -> None:
    report = balanced(edition)
    words = [cell._replace(raw="详见附件说明" * 5, kind="text", value=None) for cell in report.tables["t3"].cells.values()]
    sheet = Sheet(report.with_cells(*words), 100)
    assert max(cell_len(line.text) for line in sheet.lines if line.kind == ROW) <= 100


def test_what_two_parts_share_is_drawn_once_and_blank_paragraphs_not_at_all(edition: Edition) -> None:
    report = balanced(edition)
    shared = (Paragraph("两部分合写的一段", Place(line=7)), Paragraph("　 ", Place(line=8)))
    sections = {id: replace(section, lines=shared) if id in ("s5", "s6") else section for id, section in report.sections.items()}
    lines = Sheet(replace(report, sections=sections), 90).lines
    assert [line.text.strip() for line in lines if "两部分合写" in line.text or "正文见上" in line.text] == [
        "两部分合写的一段",
        "（与上一部分合写，正文见上）",
    ]
    assert Place(line=8) not in [line.place for line in lines]


def test_a_quotation_is_found_over_line_ends_and_in_the_right_section(edition: Edition) -> None:
    report = _with_prose(balanced(edition), "s5", "甲乙丙丁" * 30 + "受理申请 7 件" + "戊己庚辛" * 30)
    sheet = Sheet(report, 40)
    marks = sheet.quote("丁受理申请7 件戊", section="s5")
    assert "".join(sheet.lines[mark.line].text[mark.start : mark.end] for mark in marks).replace(" ", "") == "丁受理申请7件戊"
    assert sheet.quote("无此一句", section="s5") == [] == sheet.quote("  ")


def _with_prose(report: Report, section: str, text: str) -> Report:
    changed = replace(report.sections[section], lines=(Paragraph(text, Place(line=77)),))
    return replace(report, sections={**report.sections, section: changed})


def test_control_characters_of_a_document_are_shown_not_sent(edition: Edition) -> None:
    report = _with_prose(balanced(edition), "s5", "前\x1b[31m后[red]x[/red]")
    text = "\n".join(line.text for line in Sheet(report, 80).lines)
    assert "\x1b" not in text and "[red]x[/red]" in text
    assert Sheet(report, 80).at_place(Place(line=77)) is not None
