"""The main screen, driven by keys as a clerk would."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from gouji.edition import Edition
from gouji.testing.layouts import lay_out
from gouji.tui.palette import THEMES
from gouji.tui.query import Scope
from gouji.tui.screens.detail import DetailScreen
from gouji.tui.screens.main import MainScreen
from gouji.tui.screens.place import PlaceScreen
from gouji.tui.views import FindingRow, GroupRow
from gouji.tui.widgets.bars import TitleBar
from gouji.tui.widgets.page import Page
from gouji.tui.widgets.pane import FilterLine

from .conftest import MIDDLE, NARROW, WIDE, asked, press, put_years, screen, settle, until


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_it_says_where_one_is_and_what_one_can_do(browsing: Any, size: tuple[int, int]) -> None:
    async with browsing(size) as (app, _):
        lines = screen(app).splitlines()
        assert "勾稽" in lines[0] and "临江县" in lines[0] and "3 份年报" in lines[0] and "强制性 2" in lines[0]
        assert "1 份不是年报" in lines[0]
        assert "? 帮助" in lines[-1] and "q 退出" in lines[-1] and "Enter 看问题" in "".join(lines[-2:])
        tree = "\n".join(lines)
        assert "水利局 2023" in tree and "✓" in tree and "■  ▲  ○" in lines[2]


async def test_the_tree_chooses_what_the_table_shows(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        assert app.main.findings.rows.view.findings == 2
        await press(pilot, "down", "down")
        scope = app.main.reports.rows.scope
        assert scope == Scope("临江县", "临江县交通局", scope.report) and scope == app.main.findings.question.scope
        units = {row.unit for row in _findings(app)}
        assert len(units) == 1
        await press(pilot, "enter")
        assert app.main.findings.rows.has_focus
        await press(pilot, "escape")
        assert app.main.reports.rows.has_focus


async def test_a_report_in_order_says_so_with_what_was_checked(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "slash", *"sjj", "enter")
        assert "没有问题（查了" in screen(app)
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, PlaceScreen)


async def test_filtering_the_tree_by_initials_and_clearing(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "slash", *"slj")
        assert [row.unit for row in _tree(app) if row.kind >= 2] == ["临江县水利局"]
        assert "筛选隐去 3 份" in screen(app)
        await press(pilot, "escape")
        assert len([row for row in _tree(app) if row.kind >= 2]) == 4


async def test_the_first_line_of_a_filtered_tree_stands_for_what_the_filter_leaves(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "slash", *"slj", "enter", "home")
        assert "筛出 1 份年报" in screen(app) and "问题 · 筛出的年报 · 1 项" in screen(app)
        assert [row.unit for row in _findings(app)] == ["临江县水利局"]
        await press(pilot, "down")
        assert [row.unit for row in _findings(app)] == ["临江县水利局"], "its region too"
        await press(pilot, "escape")
        assert "全部 3 份年报" in screen(app) and len(_findings(app)) == 2
        await press(pilot, "slash", *"sjj", "enter", "home")
        assert "筛出的 1 份年报都没有问题" in screen(app)
        await press(pilot, "slash", *"zz", "enter", "home")
        assert "左边没有筛出年报" in screen(app)


async def test_a_filter_that_finds_no_unit_says_so(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        assert "没有这样的单位" not in screen(app)
        await press(pilot, "slash", *"zzz")
        assert "没有这样的单位，按 Esc 清除筛选" in screen(app)
        await press(pilot, "escape")
        assert "没有这样的单位" not in screen(app)


async def test_a_region_in_order_says_so(browsing: Any, county: Path) -> None:
    for name in ("水利局.html", "交通局.html"):
        (county / name).unlink()
    async with browsing() as (app, pilot):
        await press(pilot, "down")
        assert "检查了的 1 份年报都没有问题" in screen(app)
        assert "筛选" in screen(app) and "试改" not in screen(app) and "导出" not in screen(app), "no key for what is not there"


async def test_a_group_of_a_unit_leaves_its_name_out_of_the_rows(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab")
        assert "单位 " in app.main.findings.rows.render_line(0).text
        await press(pilot, "v")
        assert "单位 " not in app.main.findings.rows.render_line(0).text
        assert "年度" in app.main.findings.rows.render_line(0).text
        await press(pilot, "escape", "end", "up", "up", "tab")
        assert not any(isinstance(app.main.findings.rows.row(index), GroupRow) for index in range(app.main.findings.rows.total))
        await press(pilot, "v")
        assert app.main.findings.question.group == "rule", "what would change nothing is passed over"


async def test_filtering_findings_as_one_types_says_what_is_hidden(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "slash", *"slj")
        assert [row.unit for row in _findings(app)] == ["临江县水利局"]
        assert "筛选隐去 1 项" in screen(app)
        await press(pilot, *"zz")
        assert "筛选把 2 项都隐去了" in screen(app)
        await press(pilot, "escape")
        assert len(_findings(app)) == 2


async def test_levels_groups_orders(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "2")
        assert "筛选把 2 项都隐去了" in screen(app) and "只看核实性" in screen(app)
        await press(pilot, "0", "v")
        rows = [app.main.findings.rows.row(index) for index in range(app.main.findings.rows.total)]
        assert [type(row) for row in rows] == [GroupRow, FindingRow, GroupRow, FindingRow]
        await press(pilot, "v")
        assert "▾ A3 总计等于各类申请人之和　2 项" in screen(app), "a group of a rule says which rule"
        await press(pilot, "v", "v", "v")
        await press(pilot, "home", "enter")
        assert app.main.findings.rows.total == 3, "a group folds"
        await press(pilot, "v", "v", "v", "s")
        assert app.main.findings.question.group == "" and app.main.findings.question.order == "unit"
        first = [row.unit for row in _findings(app)]
        await press(pilot, "S")
        assert [row.unit for row in _findings(app)] == first[::-1]


async def test_ticking_filters(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "f")
        await until(pilot, lambda: not isinstance(app.screen, MainScreen))
        assert "只看哪些问题" in screen(app)
        await press(pilot, "space", "enter")
        assert app.main.findings.question.levels == {"error"}
        await press(pilot, "f")
        await until(pilot, lambda: not isinstance(app.screen, MainScreen))
        await press(pilot, "0", "enter")
        assert app.main.findings.question.natural


async def test_left_goes_to_the_line_one_hangs_from(browsing: Any, county: Path, edition: Edition) -> None:
    put_years(county, edition, {"乙局2022": 2022, "乙局2023": 2023})
    async with browsing() as (app, pilot):
        tree = app.main.reports.rows
        kinds = [row.kind for index in range(1, tree.total) if (row := tree.row(index))]
        assert 1 in kinds and 2 in kinds[kinds.index(1) :], "a unit of two years stands above units of one"
        tree.cursor = 1 + kinds.index(3)
        await press(pilot, "left")
        assert tree.current.kind == 1
        tree.cursor = 1 + kinds.index(2, kinds.index(1))
        await press(pilot, "left")
        assert tree.current.kind == 0
        await press(pilot, "left", "left")
        assert tree.cursor == 0


async def test_two_reports_of_one_unit_and_year_are_told_apart_by_their_files(browsing: Any, county: Path, edition: Edition) -> None:
    put_years(county, edition, {"乙局更正前": 2023, "乙局更正后": 2023, "乙局上年": 2022})
    async with browsing() as (app, _):
        lines = screen(app).splitlines()
        assert [" ".join(line.split()[1:3]) for line in lines if "正前" in line or "正后" in line] == [
            "2023 …更正前.html",
            "2023 …更正后.html",
        ]
        assert not any("上年" in line for line in lines)


async def test_files_of_one_name_that_are_no_reports_are_told_by_their_paths_and_not_as_in_order(browsing: Any, county: Path) -> None:
    (county / "附件").mkdir()
    (county / "附件" / "说明.txt").write_text("会议通知", encoding="utf-8")
    async with browsing() as (app, _):
        lines = [line.split("│")[1].split() for line in screen(app).splitlines() if "说明.txt" in line]
        assert lines[0] == ["▾", "说明.txt", "—"]
        assert {(line[0].rpartition("/")[0].rpartition("/")[2][-2:], line[1]) for line in lines[1:]} == {("江县", "—"), ("附件", "—")}


async def test_escape_and_left_go_back_to_the_tree_and_a_filter_left_empty_closes(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        for key in ("escape", "left"):
            await press(pilot, "tab")
            assert app.main.findings.rows.has_focus
            await press(pilot, key)
            assert app.main.reports.rows.has_focus, key
        await press(pilot, "tab", "slash", "x", "backspace", "enter")
        assert app.main.findings.rows.has_focus and not app.main.query(FilterLine)
        await press(pilot, "slash", "down")
        assert app.main.findings.rows.has_focus and app.main.query(FilterLine)


async def test_keys_of_the_findings_work_from_the_explanation(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "tab")
        assert app.main.why.has_focus
        before = app.main.findings.question.order
        await press(pilot, "s")
        assert app.main.findings.question.order != before
        await press(pilot, "slash", *"slj")
        assert {row.unit for row in _findings(app)} == {"临江县水利局"}


async def test_everything_is_read_again_on_demand(browsing: Any, county: Path, edition: Edition) -> None:
    async with browsing() as (app, pilot):
        data, _ = lay_out(asked(edition, "临江县交通局", 5), "html-official")
        (county / "交通局.html").write_bytes(data)
        assert app.store.totals().findings == 2
        await press(pilot, "r")
        await until(pilot, lambda: app.finished and app.store.totals().findings == 1)


async def test_next_and_previous(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "n")
        assert app.main.findings.rows.cursor == 1
        await press(pilot, "n", "p", "p")
        assert app.main.findings.rows.cursor == 0
        await press(pilot, "tab", "v", "home", "n")
        kinds = [type(app.main.findings.rows.row(index)) for index in range(4)]
        assert kinds == [GroupRow, FindingRow, GroupRow, FindingRow] and app.main.findings.rows.cursor == 1
        await press(pilot, "n")
        assert app.main.findings.rows.cursor == 3, "headings of groups are passed over"


async def test_why_shows_equation_correction_and_basis(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab")
        text = app.main.why.plain
        assert "等式" in text and "改法" in text and "依据" in text and "原文" in text
        await press(pilot, "i")
        assert isinstance(app.screen, DetailScreen)
        full = app.screen.query_one(Page).plain
        assert "通过示例" in full and "不过示例" in full and "所指" in full
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)


async def test_copying(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "c")
        assert "临江县" in app.clipboard and "改法" in app.clipboard
        await press(pilot, "C")
        assert app.clipboard.count("\t") == 5


async def test_exporting_what_is_shown(browsing: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "slash", *"slj", "enter", "x", "enter")
        with (tmp_path / "gouji-问题.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.reader(file))) == 2
        await press(pilot, "x")
        assert app.screen.query_one(Input).value == "gouji-问题2.csv"
        app.screen.query_one(Input).value = "a.doc"
        await press(pilot, "enter")
        assert "结尾请用 .csv、.json、.md" in screen(app)
        app.screen.query_one(Input).value = "gouji-问题.csv"
        await press(pilot, "enter")
        assert "gouji-问题.csv 已经有了，请换一个名字，例如 gouji-问题2.csv" in screen(app)
        app.screen.query_one(Input).value = str(tmp_path / "没有" / "a.md")
        await press(pilot, "enter")
        assert "不能写" in screen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)


async def test_help_lists_this_place_first_and_is_searchable(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "question_mark")
        page = app.screen.query_one(Page)
        assert page.plain.startswith("这里能用") and "筛选" in page.plain
        await press(pilot, *"dc")
        assert "导出" in page.plain and "撤销" not in page.plain
        await press(pilot, "escape")


async def test_command_palette_runs_commands_by_chinese_name(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "colon")
        await press(pilot, *"fz")
        await pilot.pause(0.6)
        await press(pilot, "enter")
        await pilot.pause(0.2)
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert app.main.findings.question.group == "unit" or app.clipboard


async def test_keys_can_be_replaced(browsing: Any, tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "tui.json").write_text('{"keys": {"copy_row": "y"}}', encoding="utf-8")
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "y")
        assert "\t" in app.clipboard


async def test_settings_are_remembered(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "s", "v", "T")
        theme = app.theme
    async with browsing() as (app, pilot):
        assert (app.main.findings.question.order, app.main.findings.question.group, app.theme) == ("unit", "unit", theme)
        assert theme == "gouji-light"


async def test_what_is_said_takes_the_colours_of_the_theme_chosen(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        for keys in (("T",), ("tab", "enter", "T"), ("R", "T")):
            await press(pilot, *keys)
            drawn = {segment.style.color.name for segment in app.screen.query_one(TitleBar).render_line(0) if segment.style.color}
            theme = THEMES[app.theme]
            other = next(one for one in THEMES.values() if one is not theme)
            assert theme.accent in drawn and not drawn & {other.accent, other.foreground}


async def test_keys_for_a_list_out_of_sight_are_not_offered(browsing: Any) -> None:
    async with browsing(NARROW) as (app, pilot):
        assert "试改" not in screen(app) and "分组" not in screen(app)
        await press(pilot, "enter")
        assert "试改" in screen(app) and "分组" in screen(app)
        await press(pilot, "slash")
        assert "到结果" in screen(app) and "/ 筛选" not in screen(app)


async def test_an_unknown_command_is_said_to_be_unknown(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "colon", *"qqq")
        await until(pilot, lambda: "这里没有这个命令" in screen(app))


async def test_narrow_screens_show_one_level_at_a_time(browsing: Any) -> None:
    async with browsing(NARROW) as (app, pilot):
        assert app.main.reports.region.width == 80 and app.main.findings.region.width == 0
        await press(pilot, "enter")
        assert app.main.findings.region.width == 80 and app.main.reports.region.width == 0
        await press(pilot, "enter")
        assert isinstance(app.screen, PlaceScreen)
        await press(pilot, "escape", "escape")
        assert app.main.reports.region.width == 80
        await pilot.resize_terminal(140, 40)
        await settle(pilot)
        assert 0 < app.main.reports.region.width < 60 < app.main.findings.region.width


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (300, 80)])
async def test_any_size_is_survived(browsing: Any, size: tuple[int, int]) -> None:
    async with browsing(size) as (app, pilot):
        await press(pilot, "down", "enter", "enter", "w", "escape", "R", "escape", "question_mark", "escape", "i", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_nothing_to_check_speaks(browsing: Any, tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    for name in ("a.txt", "b.txt"):
        (empty / name).write_text("会议通知", encoding="utf-8")
    async with browsing(paths=[str(empty)]) as (app, pilot):
        assert "没有找到可以检查的年报" in screen(app)
        await press(pilot, *"npiwecCxfvs12", "enter", "escape")


async def test_unread_files_are_listed_with_the_reason(browsing: Any, tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    for name in ("坏.docx", "也坏.docx"):
        (folder / name).write_bytes(b"PK\x03\x04")
    async with browsing(paths=[str(folder)]) as (app, pilot):
        assert "2 份未能读取，没有检查" in screen(app)
        await press(pilot, "down")
        assert app.main.findings.name_of_scope == "未能读取的文件"
        assert "没有问题" not in screen(app) and "/坏.docx" in app.main.why.plain and "/也坏.docx" in app.main.why.plain
        await press(pilot, "end")
        assert "没有检查：" in screen(app)
        await press(pilot, "enter", "enter", "e", "w")
        assert isinstance(app.screen, MainScreen)


async def test_no_findings_at_all_is_said_of_what_was_checked(browsing: Any, county: Path) -> None:
    for name in ("水利局", "交通局"):
        (county / f"{name}.html").write_bytes(b"")
    async with browsing() as (app, _):
        assert "检查了的 1 份年报都没有问题" in screen(app) and "另有 2 份未能读取，没有检查" in screen(app)


@pytest.mark.parametrize(("name", "said"), [("水利局.html", "应为5"), ("审计局.html", "没有问题（查了"), ("说明.txt", "没有检查：")])
async def test_a_lone_file_is_opened_at_once(browsing: Any, county: Path, name: str, said: str) -> None:
    async with browsing(NARROW, paths=[str(county / name)]) as (app, _):
        assert app.main.findings.rows.has_focus
        assert said in screen(app)
        assert app.main.findings.region.height == 6 < app.main.query_one("#why-pane").region.height


async def test_a_name_that_is_no_text_stops_nothing(browsing: Any, county: Path) -> None:
    odd = os.fsdecode("报告".encode("gbk") + b".html")
    try:
        (county / "水利局.html").rename(county / odd)
    except OSError:
        pytest.skip("names of files are text here")
    async with browsing() as (app, pilot):
        assert app.store.totals().reports == 3 and not app.failures
        assert any(path.endswith(odd) for path in app.store.path_ids())
        await press(pilot, "tab", "enter", "r")
        await until(pilot, lambda: app.finished)
        assert app.store.totals().reports == 3


def _tree(app: Any) -> list[Any]:
    tree = app.main.reports.rows
    return [tree.row(index) for index in range(1, tree.total)]


def _findings(app: Any) -> list[Any]:
    table = app.main.findings.rows
    return [row for index in range(table.total) if isinstance(row := table.row(index), FindingRow)]


async def test_a_heading_says_what_its_rule_is_or_what_can_be_done_with_it(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "v", "home")
        assert isinstance(app.main.findings.rows.current, GroupRow)
        assert app.main.why.plain == "Enter 收起、展开这一组，n 到下一个问题"
        await press(pilot, "v", "home")
        assert app.main.why.plain.startswith("A3  总计等于各类申请人之和")
        await press(pilot, "i")
        assert "A3  总计等于各类申请人之和" in screen(app) and "╭─ 详情 ─" in screen(app)
