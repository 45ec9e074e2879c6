"""The rules screen: pages, hits, off, another level, kept for good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gouji.in_force import InForce, Options
from gouji.tui import own_rules
from gouji.tui.screens.main import MainScreen
from gouji.tui.screens.place import PlaceScreen
from gouji.tui.screens.rules import RulesScreen
from gouji.tui.session import Session

from .conftest import NARROW, notified, press, screen, settle, until


async def test_rules_are_listed_with_hits_and_their_page(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "R")
        assert isinstance(app.screen, RulesScreen)
        await until(pilot, lambda: app.screen.list.hits)
        assert app.screen.list.current.id == "A3", "it opens at the rule of the finding looked at"
        assert "2 处问题" in app.screen.page.plain and "通过示例" in app.screen.page.plain


async def test_switching_a_rule_off_removes_its_findings_and_on_brings_them_back(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        before = app.store.totals().findings
        await press(pilot, "tab", "R", "space")
        await until(pilot, lambda: app.finished)
        assert app.store.totals().findings < before or "A3" not in _hits(app)
        assert "A3" not in _hits(app) and "本次改了 1 条" in app.session.summary()
        assert "关闭" in screen(app) and "本次　" not in app.screen.page.plain, "of a rule that is off no count is told"
        await press(pilot, "space")
        await until(pilot, lambda: app.finished and app.store.totals().findings == before)


def test_rulesets_are_named_where_they_were_asked_for(in_force: InForce) -> None:
    assert Session([], in_force=in_force).summary() == f"{len(in_force.ruleset.rules)} 条规则"
    assert Session([], Options(rulesets=("hunan-huaihua",))).summary().startswith("湖南")


async def test_down_leaves_the_filter_for_the_rules_found_and_escape_clears_it(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "R", "slash", *"fee", "down")
        await until(pilot, lambda: app.screen.list.has_focus)
        assert "没有这样的规则" in screen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, RulesScreen) and app.screen.list.rules == list(app.session.rules)
        assert app.screen.page.plain


def test_a_level_set_back_is_no_change(in_force: InForce) -> None:
    session = Session([], in_force=in_force)
    rule = session.rules[0]
    for level in ("info", None):
        session.set_level(rule.id, level)
        assert session.state(rule)
        session.set_level(rule.id, rule.level)
        assert not session.state(rule) and session.in_force is session.loaded


async def test_it_says_that_everything_is_being_judged_again(browsing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async with browsing() as (app, pilot):
        monkeypatch.setattr(app, "_judge_again", lambda judged: None)
        await press(pilot, "tab", "R", "space")
        assert "正在按新规则重查…" in screen(app)


async def test_the_bar_says_what_opening_a_rule_does(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "R")
        assert "Enter 看它的问题" in screen(app)


async def test_another_level_for_this_session(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "R", "slash", *"A3", "enter", "v")
        assert "本次已改级别" in app.screen.page.plain and "▲ 核实性" in screen(app)
        # The same wrong number breaks A2 too: the finding is as grave as the gravest equation.
        await press(pilot, "escape", "slash", *"A2", "enter", "v")
        await until(pilot, lambda: app.finished and app.store.totals().error == 0)
        assert app.store.totals().warning == 2


async def test_keeping_a_rule_writes_the_user_s_own_ruleset(browsing: Any) -> None:
    async with browsing() as (_, pilot):
        await press(pilot, "tab", "R", "v", "s")
        text = own_rules.path().read_text(encoding="utf-8")
        assert "id: A3" in text and "level: warning" in text and "national-2021" in text


async def test_a_rule_that_cannot_be_kept_says_why(browsing: Any, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("在设置文件夹该在的地方的一个文件", encoding="utf-8")
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "R", "v", "s")
        assert notified(app) == [f"{own_rules.path()} 无法读写，规则没有保存"]


async def test_left_goes_back_and_a_rule_without_findings_stays(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "R", "slash", *"A1", "enter")
        await until(pilot, lambda: app.screen.list.hits)
        await press(pilot, "enter")
        assert isinstance(app.screen, RulesScreen) and notified(app) == ["A1 在这批年报里没有查出问题"]
        await press(pilot, "left")
        assert isinstance(app.screen, MainScreen)


async def test_right_shows_the_rule_s_findings_from_the_report_too(browsing: Any) -> None:
    async with browsing() as (app, pilot):
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, PlaceScreen)
        await press(pilot, "R", "slash", *"A3", "enter")
        await until(pilot, lambda: app.screen.list.hits)
        await press(pilot, "right")
        assert isinstance(app.screen, MainScreen) and app.main.findings.question.rules == {"A3"}


async def test_filter_and_enter_shows_the_rule_s_findings(browsing: Any) -> None:
    async with browsing(NARROW) as (app, pilot):
        await press(pilot, "R", "slash", *"A3", "enter")
        await until(pilot, lambda: app.screen.list.hits)
        assert [rule.id for rule in app.screen.list.rules] == ["A3"]
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        assert app.main.findings.question.rules == {"A3"} and app.main.findings.rows.has_focus
        await press(pilot, "R", "slash", *"没有", "escape", "c", "tab", "escape")
        assert isinstance(app.screen, MainScreen)


def _hits(app: Any) -> set[str]:
    return {rule for (rule,) in app.store.read.execute("SELECT DISTINCT rule FROM finding")}
