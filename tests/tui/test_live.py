"""What happens while one looks: results stream in, files change, rules and documents misbehave."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gouji.edition import Edition
from gouji.finding import Finding, Result
from gouji.in_force import InForce, Options
from gouji.run.judging import Checked
from gouji.sample import balanced
from gouji.testing.layouts import lay_out
from gouji.tui.app import GoujiApp
from gouji.tui.explain import whatif_parts
from gouji.tui.feed import Progress
from gouji.tui.palette import palette
from gouji.tui.query import Query
from gouji.tui.screens.main import MainScreen
from gouji.tui.screens.place import PlaceScreen
from gouji.tui.session import Session
from gouji.tui.store import Store
from gouji.tui.views import FindingRow
from gouji.tui.watching import Watcher
from gouji.tui.widgets.page import Page

from .conftest import NARROW, WIDE, asked, fake, fill, press, screen, settle, until, with_numbers


async def test_reports_are_listed_while_others_are_still_being_checked(county: Path, in_force: InForce) -> None:
    gate = threading.Event()
    session = Session([str(county)], Options(), in_force)
    start = session.run

    class Slow:
        corpus, failures = (), ()

        def __iter__(self) -> Any:
            for number, checked in enumerate(start()):
                if number == 2:
                    gate.wait(5)
                yield checked

    session.run = lambda paths=None: Slow()  # type: ignore[assignment,method-assign,return-value]
    app = GoujiApp(session, watch=False)
    async with app.run_test(size=(140, 40)) as pilot:
        try:
            await until(pilot, lambda: "正在" in screen(app))
            assert not app.finished
            await press(pilot, "down", "tab", "question_mark", "escape")
            assert isinstance(app.screen, MainScreen)
        finally:
            gate.set()
        await until(pilot, lambda: app.finished and app.store.totals().reports == 3)


async def test_what_comes_in_is_seen_from_the_top_until_one_goes_there(store: Store, edition: Edition) -> None:
    app = GoujiApp(Session([]), store=store, watch=False)
    async with app.run_test(size=WIDE) as pilot:
        table = app.main.findings.rows
        for unit, focused, cursor in (("丁", False, 0), ("丙", False, 0), ("乙", True, 1), ("甲", True, 2)):
            if focused and not table.has_focus:
                await press(pilot, "tab")
            store.add([Checked(f"{unit}.html", fake(edition, f"临江县{unit}局", 1))])
            app.main.findings.ask(Query(order="unit", descending=True))
            await settle(pilot)
            assert table.cursor == cursor, unit


OWN = """\
format: 1
id: own
title: 本县规则
extends: [national-2021]
rules:
  - id: OWN
    title: 予以公开不多于三件
    assert: 表三.予以公开.总计 ≤ 3
    level: warning
    basis: 通知
    passes: {}
    fails: {予以公开.总计: 4, says: 不大于 3}
"""


async def test_rechecking_reads_a_changed_ruleset(browsing: Any, county: Path, tmp_path: Path, edition: Edition) -> None:
    ruleset = tmp_path / "own.yaml"
    ruleset.write_text(OWN, "utf-8")

    def levels(app: GoujiApp) -> list[str]:
        results = filter(None, map(app.result, (1, 2, 3)))
        return [finding.level for result in results for finding in result.findings if finding.rule == "OWN"]

    async def recheck() -> None:
        await press(pilot, "r")
        await until(pilot, lambda: app.finished)
        await settle(pilot)

    async with browsing(options=Options(rulesets=(str(ruleset),))) as (app, pilot):
        before = app.rules_in_use
        assert levels(app) == ["warning"] * 3
        app.session.set_level("A1", "info")
        ruleset.write_text(OWN.replace("assert:", "asert:"), "utf-8")
        data, _ = lay_out(asked(edition, "临江县审计局", 1), "html-official")
        (county / "审计局.html").write_bytes(data)
        await recheck()
        assert levels(app) == ["warning"] * 2, "what could be used stays in force, and files are read again"
        (failure,) = app.failures
        assert failure.startswith("规则集有误，仍按原来的规则检查") and f"{ruleset}:8:5: 规则 OWN 没有说明检查什么" in failure
        ruleset.write_text(OWN.replace("warning", "info"), "utf-8")
        await recheck()
        assert (levels(app), app.failures) == (["info"] * 2, ())
        app.session.set_level("OWN", "error")
        ruleset.write_text(OWN.split("rules:")[0], "utf-8")
        await recheck()
        assert levels(app) == [] and app.rules_in_use != before
        assert app.session.levels == {"A1": "info"}, "the session's changes stay, but to rules that have gone"


async def test_a_changed_file_is_checked_again_with_place_and_filters_kept(browsing: Any, county: Path, edition: Edition) -> None:
    async with browsing(watch=True) as (app, pilot):
        await press(pilot, "tab", "slash", *"slj", "enter")
        row = app.main.findings.rows.current
        assert isinstance(row, FindingRow) and "7" in row.message
        await pilot.pause(0.6)
        data, _ = lay_out(asked(edition, "临江县水利局", 5, total=9), "html-official")
        (county / "水利局.html").write_bytes(data)
        await until(pilot, lambda: "9" in getattr(app.main.findings.rows.current, "message", ""))
        assert app.main.findings.question.words == "slj" and app.main.findings.rows.current.fingerprint == row.fingerprint
        (county / "水利局.html").unlink()
        await until(pilot, lambda: app.store.totals().unread == 1)
        data, _ = lay_out(asked(edition, "临江县民政局", 5, total=9), "html-official")
        (county / "民政局.html").write_bytes(data)
        await until(pilot, lambda: any("民政局" in path for path in app.store.path_ids()))


def test_changes_are_named_as_the_user_named_them(tmp_path: Path) -> None:
    folder = tmp_path / "县"
    (folder / "乡").mkdir(parents=True)
    file = folder / "乡" / "a.html"
    file.touch()
    watcher = Watcher((str(folder),))
    assert watcher._named([str(file)], {}) == [str(file)]
    assert watcher._named([str(folder / "gone.html")], {}) == []
    assert watcher._named([str(folder / "gone.html")], {str(folder / "gone.html"): 1}) == [str(folder / "gone.html")]
    assert watcher._named([str(folder / ".x"), str(folder / "~$a.docx")], {str(folder / "~$a.docx"): 1}) == []
    archive = str(folder / "b.zip")
    assert watcher._named([archive], {archive + "!/c.html": 1}) == [archive]
    alone = Watcher((str(file),))
    assert alone._named([str(folder / "乡" / "other.html")], {}) == [] and alone._named([str(file)], {}) == [str(file)]


async def test_where_there_is_nothing_to_watch_no_change_comes(tmp_path: Path) -> None:
    assert [paths async for paths in Watcher((str(tmp_path / "没有"),)).changes(dict)] == []


async def test_five_thousand_findings_and_none_are_all_the_same_to_it(store: Store, edition: Edition) -> None:
    store.add([Checked("a.html", fake(edition, "临江县水利局", 5000)), Checked("b.html", fake(edition, "临江县审计局", 0))])
    app = GoujiApp(Session([]), store=store, watch=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "tab", "end", "pageup", "home", "pagedown", "v", "end", "v", "v", "v")
        assert app.main.findings.rows.view.findings == 5000


async def test_a_large_corpus_starts_folded_and_opens_on_demand(store: Store, edition: Edition) -> None:
    fill(store, edition, 320, 1)
    app = GoujiApp(Session([]), store=store, watch=False)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert app.main.reports.rows.total == 2
        assert "按名称，→ 展开" in screen(app)
        await press(pilot, "down", "right")
        assert app.main.reports.rows.total == 322
        await press(pilot, "down", "left", "left")
        assert app.main.reports.rows.total == 2


async def test_another_list_begins_with_the_heading_of_its_first_group(store: Store, edition: Edition) -> None:
    fill(store, edition, 20, 5)
    app = GoujiApp(Session([]), store=store, watch=False)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "v", "end", "shift+tab", "down")
        table = app.main.findings.rows
        assert (table.top, table.cursor) == (0, 1)


async def test_the_thumb_says_where_one_is_and_a_click_beside_it_goes_there(store: Store, edition: Edition) -> None:
    store.add([Checked("a.html", fake(edition, "临江县水利局", 500))])
    app = GoujiApp(Session([]), store=store, watch=False)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "tab")
        table = app.main.findings.rows

        def thumb() -> list[int]:
            return [y for y in range(table.room) if table.render_line(y + table.FIXED).text.endswith("┃")]

        assert thumb()[0] == 0
        await press(pilot, "end")
        assert thumb()[-1] == table.room - 1
        await pilot.mouse_down(table, offset=(table.breadth, table.FIXED))
        assert table.top == 0
        await pilot.mouse_up(table)
        await pilot.mouse_down(table, offset=(table.breadth, table.FIXED + table.room - 1))
        assert table.top == table.total - table.room


HOSTILE = "[red]红[/red] [@click=app.quit]x[/] \x1b]52;c;aGk=\x07\x1b[2J [/nonsense] \u202e逆 \\"


async def test_markup_and_control_characters_stay_text_everywhere(store: Store, edition: Edition) -> None:
    report = balanced(edition, unit=f"临江县{HOSTILE}局")
    finding = Finding("X1", "W01", "error", HOSTILE, section="s5", quote=HOSTILE, basis=HOSTILE, expected=HOSTILE, actual=HOSTILE)
    report = replace(report, notes=(HOSTILE,), path=HOSTILE)
    store.add([Checked(HOSTILE, Result(report, (finding,), ()))])
    app = GoujiApp(Session([HOSTILE]), store=store, watch=False)
    async with app.run_test(size=(140, 40)) as pilot:
        for keys in (
            ["down", "down"],
            ["enter"],
            ["i"],
            ["escape", "enter"],
            ["w", "w"],
            ["escape", "R"],
            ["escape", "f"],
            ["escape", "x"],
        ):
            await press(pilot, *keys)
            text = screen(app)
            assert "\x1b" not in text and "\u202e" not in text and "\x07" not in text
        await press(pilot, "escape")
        assert "[red]红[/red]" in screen(app)
        await press(pilot, "c")
        assert "[red]" in app.clipboard and "\x1b" not in app.clipboard


async def test_a_report_replaced_by_an_unreadable_one_while_it_is_open(store: Store, edition: Edition) -> None:
    fill(store, edition, 1, 3)
    app = GoujiApp(Session([]), store=store, watch=False)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, PlaceScreen)
        store.add([Checked("0.html", unread="读不出来")])
        app._tell(Progress(1, True))
        await settle(pilot)
        await press(pilot, "n", "w", "a", "escape")
        assert isinstance(app.screen, MainScreen)
        await press(pilot, "enter", "e", "i", "escape")


async def test_the_number_of_findings_stands_behind_a_name_of_any_length(store: Store, edition: Edition) -> None:
    store.add([Checked("1.html", fake(edition, f"临江县{'特别长的名称' * 8}管理处", 2))])
    app = GoujiApp(Session([]), store=store, watch=False)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "down", "down")
        assert re.fullmatch("问题 · 临江县特别长.*…管理处 2023 · 2 项", str(app.main.findings.border_title))


@pytest.mark.parametrize("name", ["gouji-dark", "gouji-light"])
async def test_both_themes_draw_every_screen(browsing: Any, name: str) -> None:
    async with browsing() as (app, pilot):
        app.theme = name
        await press(
            pilot, "tab", "enter", "a", "m", "escape", "escape", "R", "escape", "question_mark", "escape", "f", "escape", "x", "escape"
        )
        assert isinstance(app.screen, MainScreen)


def two_years(folder: Path, edition: Edition, carried: int) -> tuple[Path, Path]:
    """Two reports of one unit, 2 requests carried over by the first and `carried` by the second."""
    files = []
    folder.mkdir(exist_ok=True)
    for year, cells in ((2022, {"carry_out": 2, "new": 2}), (2023, {"carry_in": carried, "carry_out": carried})):
        numbers = {(row, column): value for row, value in cells.items() for column in ("person", "total")}
        data, suffix = lay_out(with_numbers(asked(edition, "临江县水利局", 0, year=year), numbers), "html-official")
        files.append(folder / f"{year}{suffix}")
        files[-1].write_bytes(data)
    return files[0], files[1]


CARRIED = Options(select=("A", "F1"))


async def test_a_file_checked_again_is_held_against_the_others_as_before(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    _, second = two_years(tmp_path / "两年", edition, 1)
    async with browsing(paths=[str(tmp_path / "两年")], options=CARRIED) as (app, pilot):
        before = [row.fingerprint for row in _listed(app)]
        assert len(before) == 1
        app.check_paths([str(second)])
        await until(pilot, lambda: app.finished)
        await settle(pilot)
        assert [row.fingerprint for row in _listed(app)] == before
        two_years(tmp_path / "两年", edition, 2)
        app.check_paths([str(second)])
        await until(pilot, lambda: app.finished and not app.store.totals().findings)


async def test_what_waits_for_other_reports_is_not_told_as_lacking_them(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    first, second = two_years(tmp_path / "两年", edition, 1)
    async with browsing(paths=[str(tmp_path / "两年")], options=CARRIED) as (app, pilot):
        ids = app.store.path_ids()
        before = [app.result(ids[str(path)]).not_assessed for path in (first, second)]
        assert not before[1]
        app.check_paths([str(second)])
        await until(pilot, lambda: app.finished)
        app.judge_again()
        await until(pilot, lambda: app.finished)
        assert [app.result(ids[str(path)]).not_assessed for path in (first, second)] == before
        trial = app.trial(ids[str(first)])
        trial.edit([(("t3", "open", "person"), "3")])
        assert trial.result.not_assessed == before[0]


async def test_a_report_by_itself_goes_on_to_say_what_it_lacks(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    _, second = two_years(tmp_path / "两年", edition, 1)
    async with browsing(paths=[str(second)], options=CARRIED) as (app, pilot):
        id = app.store.path_ids()[str(second)]
        lacking = [(one.rule, one.why) for one in app.result(id).not_assessed]
        assert lacking == [("F1", "没有上年年报")]
        app.check_paths([str(second)])
        await until(pilot, lambda: app.finished)
        app.judge_again()
        await until(pilot, lambda: app.finished)
        assert [(one.rule, one.why) for one in app.result(id).not_assessed] == lacking
        app.trial(id).edit([(("t3", "open", "person"), "3")])
        assert [(one.rule, one.why) for one in app.trial(id).result.not_assessed] == lacking


async def test_rules_on_several_reports_take_another_level_and_are_switched_off(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    two_years(tmp_path / "两年", edition, 1)
    async with browsing(paths=[str(tmp_path / "两年")], options=CARRIED) as (app, pilot):
        for level in ("info", "error"):
            app.session.set_level("F1", level)
            app.judge_again()
            await until(pilot, lambda: app.finished and [row.level for row in _listed(app)] == [level])  # noqa: B023
        app.session.set_level("F1", None)
        app.judge_again()
        await until(pilot, lambda: app.finished and not app.store.totals().findings)


async def test_an_edit_leaves_what_other_reports_say_and_last_year_is_asked(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    two_years(tmp_path / "两年", edition, 1)
    async with browsing(paths=[str(tmp_path / "两年")], options=CARRIED) as (app, _):
        trial = app.trial(next(row.report for row in _listed(app)))
        assert trial.edit([(("t3", "open", "person"), "3")])
        assert not trial.effect.gone and trial.effect.new and "F1" not in {finding.rule for finding in trial.effect.new}
        trial.undo()
        trial.edit([(("t3", "carry_in", column), "2") for column in ("person", "total")])
        assert [finding.rule for finding in trial.effect.gone] == ["F1"]


async def test_units_without_a_report_are_no_fault_of_the_unit_they_are_listed_under(browsing: Any, county: Path, tmp_path: Path) -> None:
    roster = tmp_path / "名册.txt"
    roster.write_text("临江县水利局\n临江县教育局\n", encoding="utf-8")
    options = Options(select=("P02", "A"), roster=str(roster))
    async with browsing(options=options) as (app, pilot):
        await press(pilot, "tab", "end")
        assert app.main.findings.rows.current.rule == "P02"
        assert "这是整个名册的问题，不是这个单位的" in screen(app)
        await press(pilot, "home")
        assert app.main.findings.rows.current.rule == "A3" and "名册" not in screen(app)


async def test_a_finding_on_several_reports_says_which(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    first, second = two_years(tmp_path / "两年", edition, 1)
    async with browsing(paths=[str(tmp_path / "两年")], options=CARRIED) as (app, pilot):
        told = f"涉及　　  临江县水利局 2022　{first}"
        await press(pilot, "tab", "home")
        assert told in app.main.why.plain
        await press(pilot, "enter")
        assert told in app.screen.side.plain
        app.check_paths([str(second)])
        await until(pilot, lambda: app.finished)
        assert told in app.screen.side.plain, "a file read again by itself is held against the others"


async def test_of_many_reports_a_few_are_named_and_all_in_full(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    units = [f"临江县{name}务局" for name in "水林农财城商"]
    folder = tmp_path / "一县"
    folder.mkdir()
    for unit in ("临江县人民政府", *units):
        data, suffix = lay_out(asked(edition, unit, 1), "html-official")
        (folder / f"{unit}{suffix}").write_bytes(data)
    async with browsing(paths=[str(folder)], options=Options(select=("G1",))) as (app, pilot):
        await press(pilot, "tab", "home")
        assert "另有 3 份年报，详情里全部列出" in app.main.why.plain
        await press(pilot, "i")
        said = app.screen.query_one(Page).plain
        assert all(f"{unit} 2023　" in said for unit in units) and "详情里" not in said


async def test_an_edit_says_what_it_does_not_try(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    for name, count in (("甲", 1), ("乙", 2)):
        data, suffix = lay_out(asked(edition, "临江县水利局", count), "html-official")
        (tmp_path / f"{name}{suffix}").write_bytes(data)
    async with browsing(paths=[str(tmp_path)], options=Options(select=("P04",))) as (app, _):
        row = next(iter(_listed(app)))
        assert row.rule == "P04"
        trial = app.trial(row.report)
        trial.edit([(("t3", "open", "person"), "3")])
        assert not trial.effect.gone
        assert "与其他年报对照出的 1 项没有重查" in "".join(text.plain for text, _ in whatif_parts(trial, palette(app)))


def _listed(app: Any) -> list[FindingRow]:
    return [row for index in range(app.main.findings.rows.total) if isinstance(row := app.main.findings.rows.row(index), FindingRow)]


async def test_the_other_report_of_a_joint_finding_is_a_key_away(browsing: Any, tmp_path: Path, edition: Edition) -> None:
    two_years(tmp_path / "两年", edition, 1)
    async with browsing(paths=[str(tmp_path / "两年")], options=CARRIED) as (app, pilot):
        await press(pilot, "tab", "home", "enter")
        here = app.screen
        assert here.base.report.year == 2023 and "O 另一份" in screen(app)
        await press(pilot, "O")
        assert app.screen.base.report.year == 2022
        assert (here.view.key[1], app.screen.view.key) == ("carry_in", ("t3", "carry_out", here.view.key[2]))
        assert "另一份" not in screen(app), "no finding is looked at there"
        await press(pilot, "escape")
        assert app.screen is here
