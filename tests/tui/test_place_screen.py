"""定位 and what-if: the cell, its equation, what was checked, the source, an edit and its effect."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from gouji.document import Document, Grid, GridCell, Paragraph, Place
from gouji.edition import Edition
from gouji.finding import Finding
from gouji.in_force import Options
from gouji.testing.layouts import lay_out
from gouji.tui.dialogs.edit import EditDialog
from gouji.tui.explain import finding_parts, report_parts
from gouji.tui.fragment import SourceIndex
from gouji.tui.palette import palette
from gouji.tui.screens.detail import DetailScreen
from gouji.tui.screens.place import PlaceScreen
from gouji.tui.widgets.page import Page

from .conftest import MIDDLE, NARROW, WIDE, asked, fake, notified, press, screen, settle, until

KEY = ("t3", "open", "total")


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, (60, 15)])
async def test_enter_goes_to_the_wrong_cell_marked_with_its_addends(browsing: Any, size: tuple[int, int]) -> None:
    async with browsing(size) as (app, pilot):
        await _to_place(pilot)
        text = screen(app)
        assert app.screen.view.key == KEY
        assert "▐6▌" in text or "▐7▌" in text
        assert "[5]" in text and "（一）予以公开" in text and "总计" in text
        assert "第 1 处 / 共" in text


async def test_what_was_checked_here_lists_rules_with_their_outcome(browsing: Any) -> None:
    async with browsing(NARROW) as (app, pilot):
        await _to_place(pilot)
        await press(pilot, "w")
        assert "✗ A3" in app.screen.side.plain
        await press(pilot, "up")
        assert "✓" in app.screen.side.plain
        await press(pilot, "w")
        await until(pilot, lambda: "▸" in app.screen.side.plain)
        assert "个表格" in app.screen.side.plain


async def test_a_cell_is_seen_beside_the_year_before(browsing: Any, county: Path, edition: Edition) -> None:
    data, _ = lay_out(asked(edition, "临江县水利局", 3, year=2022), "html-official")
    (county / "水利局2022.html").write_bytes(data)
    async with browsing(NARROW) as (app, pilot):
        await press(pilot, "tab")
        while app.main.findings.rows.current.unit != "临江县水利局":
            await press(pilot, "down")
        await press(pilot, "w")
        assert "2022年度“3”" in app.screen.side.plain


async def test_the_source_beside_the_table_names_its_place(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await _to_place(pilot)
        await until(pilot, lambda: "予以公开 │" in app.screen.side.plain)
        assert "第2个表格" in app.screen.side.plain


async def test_a_format_is_called_by_its_document(browsing: Any, edition: Edition) -> None:
    result = fake(edition, "临江县水利局", 1)
    finding = replace(result.findings[0], expected="gov-2021", actual="gov-2019")
    async with browsing() as (app, _):
        said = "\n".join(part.plain for part, _ in finding_parts(result, finding, palette(app)))
        whole = "\n".join(part.plain for part, _ in report_parts(app.store.report(1), app.result(1), palette(app)))
    assert "〔2021〕30号，实为" in said and "gov-" not in said
    assert "〔2021〕30号（凭：本年制发件数；" in whole and "gov-" not in whole


async def test_edit_undo_redo_and_the_list_of_changes(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await _to_place(pilot)
        place = app.screen
        before = place.finding.message
        await press(pilot, "e")
        app.screen.query_one(Input).value = "5"
        await press(pilot, "enter")
        assert place.finding is None and "消失" in place.side.plain and "‹5›" in screen(app)
        assert "试改为“5”，原文“" in place.side.plain.replace("\n", "")
        await press(pilot, "u")
        assert place.finding.message == before and "‹" not in screen(app)
        await press(pilot, "U", "m")
        assert isinstance(app.screen, DetailScreen) and "→ 5" in app.screen.query_one(Page).plain
        await press(pilot, "c")
        assert "没有改动" in app.clipboard and "消失" in app.clipboard
        await press(pilot, "escape", "escape")
        await press(pilot, "enter")
        assert "‹5›" in screen(app), "the trial is kept while the report is"


async def test_a_value_is_tried_from_the_list_of_findings_with_one_key(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "e")
        await until(pilot, lambda: isinstance(app.screen, EditDialog))
        app.screen.query_one(Input).value = "5"
        await press(pilot, "enter")
        assert isinstance(app.screen, PlaceScreen) and "‹5›" in screen(app)


async def test_the_smallest_correction_is_one_key(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await _to_place(pilot)
        await press(pilot, "a")
        assert "消失" in app.screen.side.plain


async def test_below_the_report_the_effect_of_edits_leaves_room_for_what_was_asked(browsing: Any) -> None:
    async with browsing(NARROW) as (app, pilot):
        await press(pilot, "s", "home", "down", "down", "enter", "enter")
        place = app.screen
        await press(pilot, "w", "a")
        assert place.side.plain.startswith("试改 1 格") and place.part == "why", "what an edit leads to is shown at once"
        assert "没有问题" in screen(app).splitlines()[0]
        await press(pilot, "w")
        assert place.side.plain.startswith(f"{place.base.report.edition.cell_name(*KEY)}　试改为")


async def test_keys_that_would_do_nothing_are_not_offered(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await _to_place(pilot)
        assert "u 撤销" not in screen(app) and "a 用最小改法" in screen(app)
        await press(pilot, "a")
        assert "u 撤销" in screen(app) and "a 用最小改法" not in screen(app)


async def test_the_cursor_walks_over_cells_and_prose(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await _to_place(pilot)
        view = app.screen.view
        await press(pilot, "left", "h")
        assert view.key and view.key[:2] == ("t3", "open") and view.key != KEY
        await press(pilot, "j")
        assert view.key[1] != "open"
        await press(pilot, "G")
        assert view.key is None and view.here.text.strip()
        await press(pilot, "g", "k", "pagedown", "pageup", "tab", "j", "k", "escape")
        assert isinstance(app.screen, PlaceScreen)


async def test_clicking_a_cell_goes_to_it_despite_double_width_labels(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await _to_place(pilot)
        view = app.screen.view
        lines = screen(app).splitlines()
        y = next(number for number, line in enumerate(lines) if "（一）予以公开" in line)
        x = sum(2 if ord(character) > 0x2E80 else 1 for character in lines[y][: lines[y].index("[5]") + 1])
        await pilot.click(offset=(x, y))
        await settle(pilot)
        assert view.key == ("t3", "open", "person")


async def test_next_finding_of_this_report_and_the_ends(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await _to_place(pilot)
        count = len(app.screen.result.findings)
        await press(pilot, *"n" * (count + 2))
        assert notified(app) == ["已是最后一处"], "said again, it takes the place of what stood there"
        await press(pilot, "p", "i", "escape", "c", "C", "w", "w", "w")
        assert isinstance(app.screen, PlaceScreen)


async def test_the_next_finding_is_explained_where_what_was_checked_stood_in_its_room(browsing: Any) -> None:
    async with browsing(NARROW) as (app, pilot):
        await _to_place(pilot)
        await press(pilot, "w")
        assert app.screen.part == "checks"
        app.screen.finding = None
        await press(pilot, "n")
        assert app.screen.part == "why" and app.screen.finding == app.screen.result.findings[0]


async def test_a_report_in_order_offers_no_keys_for_findings(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "slash", *"sjj", "enter", "enter")
        assert "没有问题（查了" in screen(app) and not any(key in screen(app) for key in ("n 下一处", "v 分组", "e 试改", "x 导出"))
        await press(pilot, "enter")
        assert isinstance(app.screen, PlaceScreen)
        assert "e 试改" in screen(app) and not any(key in screen(app) for key in ("n 下一处", "i 详情", "c 复制"))


async def test_the_explanation_is_read_on_with_the_same_keys(browsing: Any) -> None:
    async with browsing((60, 15)) as (app, pilot):
        await _to_place(pilot)
        await press(pilot, "tab")
        side, at = app.screen.side, app.screen.view.at
        seen = []
        for key in ("j", "k", "pagedown", "pageup", "end", "home"):
            await press(pilot, key)
            seen.append(side.top)
        assert seen[:2] == [1, 0] and seen[2] > 1 and seen[3] == 0 and seen[4] == side.total - side.room and seen[5] == 0
        assert app.screen.view.at == at


async def test_a_quotation_is_marked_in_the_prose_and_gone_to(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await _to_place(pilot)
        view = app.screen.view
        view.mark(Finding("X", "W01", "info", "说明", section="s5", quote="以文字解读为主"))
        await settle(pilot)
        assert view.at in view._quotes and "以文字解读为主" in view.here.text
        assert "以文字解读为主" in screen(app)


async def test_a_section_that_is_not_there_is_gone_to_where_it_should_stand(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await _to_place(pilot)
        view = app.screen.view
        sections = dict(view.report.sections)
        sections.pop("s5")
        view.show(replace(view.report, sections=sections), frozenset())
        view.mark(Finding("S01", "S01", "error", "说明", section="s5", place=sections["s4"].heading.place))
        assert "报告中没有这一部分" in view.here.text


async def test_words_and_the_cell_they_were_held_against_are_a_key_apart(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    report = asked(edition, "临江县水利局", 5)
    line = report.sections["s1"].lines[0]
    wrong = replace(report.sections["s1"], lines=(line._replace(text="本年收到政府信息公开申请7件。"),))
    data, suffix = lay_out(replace(report, sections={**report.sections, "s1": wrong}), "html-official")
    (tmp_path / f"一份{suffix}").write_bytes(data)
    cell = ("t3", "new", "total")
    async with browsing(NARROW, paths=[str(tmp_path / f"一份{suffix}")], options=Options(select=("E1",))) as (app, pilot):
        await press(pilot, "enter")
        place = app.screen
        assert place.view.key is None and "o 对照" in screen(app)
        await press(pilot, "o")
        assert place.view.key == cell
        await press(pilot, "o")
        assert place.view.key is None and "7件" in place.view.here.text
        await press(pilot, "w")
        assert "按 o 到这个问题所指的格" in place.side.plain
        await press(pilot, "e")
        assert place.view.key == cell and isinstance(app.screen, EditDialog)
        await press(pilot, "escape", "escape", "w")
        assert app.screen.view.key == cell and "✗ E1" in app.screen.side.plain
    async with browsing(NARROW) as (app, pilot):
        await _to_place(pilot)
        assert "对照" not in screen(app), "a finding in cells alone has one end"


async def test_headings_stand_out_from_the_prose(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await _to_place(pilot)
        lines = [app.screen.view.render_line(y) for y in range(app.screen.view.room)]
        heading = next(line for line in lines if line.text.strip().startswith("三、收到和处理政府信息公开申请情况"))
        assert next(iter(heading)).style.color == palette(app).heading.color


async def test_a_vanished_file_is_said_and_its_report_stays(browsing: Any, county: Path) -> None:
    async with browsing() as (app, pilot):
        for file in county.iterdir():
            file.unlink()
        await _to_place(pilot)
        await until(pilot, lambda: "已不在原处" in app.screen.side.plain or "找不到" in app.screen.side.plain)
        assert app.screen.view.key == KEY
        await press(pilot, "r")
        await until(pilot, lambda: app.finished)
        assert isinstance(app.screen, PlaceScreen)


def test_source_lines_mark_the_cell_meant() -> None:
    cells = tuple(GridCell(text, Place(table=1, row=2, column=number)) for number, text in enumerate(("甲", "5", ""), 1))
    document = Document(
        (Paragraph("前", Place(paragraph=1)), Grid((cells,), Place(table=1)), Paragraph("后\x1b", Place(paragraph=2))), "html"
    )
    lines = SourceIndex(document).around(Place(table=1, row=2, column=2))
    assert [line.text for line in lines] == ["前", "甲 │ 5 │ ·", "后␛"]
    assert [line.here for line in lines] == [False, True, False]
    assert lines[1].text[lines[1].start : lines[1].end] == "5"
    assert SourceIndex(document).around(Place(line=99)) == [] == SourceIndex(document).around(Place())


def test_a_row_stands_where_its_own_cells_do_not_where_one_reaching_down_from_above_does() -> None:
    tall = GridCell("三、", Place(table=1, row=1, column=1), rowspan=2)
    first, second = (GridCell(text, Place(table=1, row=row, column=2)) for row, text in enumerate("甲乙", 1))
    lines = SourceIndex(Document((Grid(((tall, first), (tall, second)), Place(table=1)),), "html")).around(second.place)
    assert [(line.text, line.place.row) for line in lines] == [("三、 │ 甲", 1), ("三、 │ 乙", 2)]


async def test_missing_table_cannot_be_edited(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    report = asked(edition, "临江县水利局", 0)
    report = replace(report, tables={id: table for id, table in report.tables.items() if id != "t4"})
    data, suffix = lay_out(report, "html-official")
    file = tmp_path / f"水利局{suffix}"
    file.write_bytes(data)
    async with browsing(paths=[str(file)]) as (app, pilot):
        await press(pilot, "end", "enter", "G", "e")
        assert isinstance(app.screen, PlaceScreen) and notified(app) == ["把光标移到表格的一格上再试改"]


async def _to_place(pilot: Any) -> None:
    await press(pilot, "tab", "enter")
    assert isinstance(pilot.app.screen, PlaceScreen)


def test_of_many_lines_on_a_page_the_one_meant_is_found_by_its_text() -> None:
    page = Place(page=3)
    index = SourceIndex(Document(tuple(Paragraph(text, page) for text in ("甲", "乙", "丙")), "pdf"))
    assert [line.text for line in index.around(page, text="乙") if line.here] == ["乙"]
    assert [line.text for line in index.around(page, text="不在") if line.here] == ["甲"]
