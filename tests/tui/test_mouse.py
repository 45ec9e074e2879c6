"""What the mouse does: points, opens, sorts, folds, ticks, scrolls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.events import MouseScrollDown, MouseScrollUp

from gouji.edition import Edition
from gouji.run.judging import Checked
from gouji.tui.app import GoujiApp
from gouji.tui.dialogs.facets import FacetsDialog, FacetsList
from gouji.tui.screens.help import HelpScreen
from gouji.tui.screens.main import MainScreen
from gouji.tui.screens.place import PlaceScreen
from gouji.tui.session import Session
from gouji.tui.store import Store
from gouji.tui.widgets.lined import WHEEL

from .conftest import fake, press, put_years, screen, settle, until


async def test_it_points_sorts_opens_and_presses_keys(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        table = app.main.findings.rows
        await pilot.click(table, offset=(12, 0))
        await settle(pilot)
        assert app.main.findings.question.order == "unit" and not app.main.findings.question.descending
        await pilot.click(table, offset=(12, 0))
        await settle(pilot)
        assert app.main.findings.question.descending, "the same title again turns the order round"
        await pilot.click(table, offset=(20, 2))
        await settle(pilot)
        assert table.cursor == 1
        await pilot.click(table, offset=(20, 2), times=2)
        await settle(pilot)
        assert isinstance(app.screen, PlaceScreen)
        await press(pilot, "escape")
        line = screen(app).splitlines()[-1]
        column = sum(2 if ord(character) > 0x2E80 else 1 for character in line[: line.index("? 帮助")])
        await pilot.click("KeyBar", offset=(column, 0))
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)


async def test_a_click_on_the_triangle_folds_a_unit_and_one_beside_it_chooses_it(browsing: Any, county: Path, edition: Edition) -> None:
    put_years(county, edition, {"乙局2022": 2022, "乙局2023": 2023})
    async with browsing() as (app, pilot):
        tree = app.main.reports.rows
        unit = next(index for index in range(1, tree.total) if (row := tree.row(index)) and row.kind == 1)
        before = tree.total
        await pilot.click(tree, offset=(3, unit + tree.FIXED - tree.top))
        await settle(pilot)
        assert tree.total == before - 2 and tree.cursor == unit and tree.current.unit == "临江县乙局"
        await pilot.click(tree, offset=(3, unit + tree.FIXED - tree.top))
        await settle(pilot)
        assert tree.total == before
        await pilot.click(tree, offset=(12, unit + 1 + tree.FIXED - tree.top))
        await settle(pilot)
        assert tree.total == before and tree.current.kind == 3


async def test_a_click_ticks_a_filter(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "f")
        await until(pilot, lambda: isinstance(app.screen, FacetsDialog))
        listed = app.screen.query_one(FacetsList)
        index = next(number for number, item in enumerate(listed.items) if item.value == "error")
        await pilot.click(listed, offset=(6, index - listed.top))
        await press(pilot, "enter")
        assert isinstance(app.screen, MainScreen) and app.main.findings.question.levels == {"error"}


async def test_the_wheel_moves_the_window_and_leaves_the_cursor(store: Store, edition: Edition) -> None:
    store.add([Checked("a.html", fake(edition, "临江县水利局", 200))])
    app = GoujiApp(Session([]), store=store, watch=False)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        table = app.main.findings.rows
        for wheel, top in ((MouseScrollDown, WHEEL), (MouseScrollDown, 2 * WHEEL), (MouseScrollUp, WHEEL)):
            table.post_message(wheel(table, 5, 5, 0, 0, 0, False, False, False))
            await settle(pilot)
            assert (table.top, table.cursor) == (top, 0)
