"""The application: a table of contents of screens, keys, themes and the work beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.notifications import SeverityLevel
from textual.worker import Worker, get_current_worker

from gouji.document import file_name
from gouji.errors import GoujiError, described
from gouji.finding import EVERY_RULE, Finding, Result
from gouji.report import Report
from gouji.run import Run
from gouji.run.judging import Checked
from gouji.telling import printable
from gouji.tui import settings
from gouji.tui.commands import KeyCommands
from gouji.tui.explain import Parts, finding_parts
from gouji.tui.feed import Linker, Progress, feed, keep
from gouji.tui.keeper import Keeper
from gouji.tui.keymap import EVERYWHERE, bindings
from gouji.tui.messages import Progressed
from gouji.tui.palette import THEMES, palette
from gouji.tui.screens.help import HelpScreen
from gouji.tui.screens.main import MainScreen
from gouji.tui.screens.place import PlaceScreen
from gouji.tui.screens.rules import RulesScreen
from gouji.tui.session import Session
from gouji.tui.store import Store
from gouji.tui.watching import Watcher
from gouji.tui.whatif import WhatIf
from gouji.tui.widgets.bars import KeyBar

FAULT_SECONDS = 15
"""How long a fault of rules or plugins stands in the corner: it is a long sentence with a place in a file."""


class GoujiApp(App[None]):
    """`gouji browse`: findings, reports and rules of some paths, checked while one looks at them."""

    TITLE = "勾稽"
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 3
    COMMANDS: ClassVar[set[Any]] = {KeyCommands}
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)
    CSS = """
    CommandPalette SearchIcon { display: none; }
    Toast { background: $panel; color: $foreground; }
    """

    def __init__(self, session: Session, *, store: Store | None = None, watch: bool = True) -> None:
        super().__init__()
        self.session = session
        self.settings = settings.load()
        self.store = store or Store()
        self.keeper = Keeper(self.store)
        self._linker = Linker(self.keeper)
        self.finished = store is not None
        self.status = ""
        self.rules_in_use = ""
        self.titles: dict[str, str] = {}
        self.failures: tuple[str, ...] = ()
        self._filled = store is not None
        self._watcher = Watcher(session.paths) if watch else None
        self._trials: dict[int, WhatIf] = {}
        self.result = lru_cache(maxsize=16)(lambda id: self.store.result(id, session.loaded))
        self.animation_level = "none"
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = self.settings.theme if self.settings.theme in THEMES else next(iter(THEMES))
        self.set_keymap(self.settings.keys)

    def get_default_screen(self) -> MainScreen:
        """The main screen."""
        self.main = MainScreen(self)
        return self.main

    def on_ready(self) -> None:
        """Begins to check, beside the keys."""
        if not self._filled:
            self.check_all()
        if self._watcher:
            self.run_worker(self._watch(), group="watch")

    def on_unmount(self) -> None:
        """Remembers the settings, removes the store."""
        self._remember()
        self.keeper.close()
        self.store.close()

    def _remember(self) -> None:
        findings, reports = self.main.findings.question, self.main.reports.question
        settings.save(
            replace(
                self.settings,
                theme=self.theme,
                reports_order=reports.order,
                order=findings.order,
                descending=findings.descending,
                group=findings.group,
            )
        )

    # The engine at work.

    def check_all(self) -> None:
        """Reads and checks everything that was asked for."""
        self._check(self.session.run)

    def check_anew(self) -> None:
        """The same by rulesets loaded anew, where they can be used."""
        self._check(self.session.run_anew)

    def check_paths(self, paths: list[str]) -> None:
        """Reads and checks these paths again."""
        self._check(partial(self.session.run_again, paths, self._several), relink=True)

    def _check(self, start: Callable[[], Run], *, relink: bool = False) -> None:
        self.finished = False
        self._say("正在检查…" if self.rules_in_use else "正在载入规则…")
        self.run_worker(lambda: self._feed(start, relink), thread=True, group="refeed" if relink else "feed", exclusive=not relink)

    def _feed(self, start: Callable[[], Run], relink: bool) -> None:
        worker = get_current_worker()
        try:
            run = start()
            self.rules_in_use, self.titles = self.session.summary(), self.session.titles()
            self._tell(Progress(0))

            def told(progress: Progress) -> None:
                # A file read by itself is held against the others from the store.
                if progress.over and relink:
                    self._relink(worker)
                self._tell(progress)

            feed(run, self.keeper, told, lambda: worker.is_cancelled)
        except GoujiError as error:
            self._tell(Progress(0, True, (str(error),)))
        # Whatever broke in a plugin or in us: what is on the screen stays, and the fault is told.
        except Exception as error:
            self._tell(Progress(0, True, (f"检查时程序出错：{described(error)}",)))

    def _relink(self, worker: Worker[object]) -> None:
        self._linker.link(self.session.loaded, self.session.in_force, lambda: worker.is_cancelled)

    @property
    def _several(self) -> bool:
        """Whether a report has others that it is to be held against."""
        return self.store.totals().inputs > 1

    def _tell(self, progress: Progress) -> None:
        self.post_message(Progressed(progress))

    def judge_again(self) -> None:
        """Judges everything in the store again, after rules changed."""
        self.finished = False
        self._say("正在按新规则重查…")
        judged = self.session.judge(self._several)
        self.run_worker(lambda: self._judge_again(judged), thread=True, group="feed", exclusive=True)

    def _judge_again(self, judged: Callable[[Result], Result]) -> None:
        worker = get_current_worker()
        connection = self.store.connect()
        try:
            again = (Checked(path, judged(result)) for path, result in self.store.results(self.session.loaded, connection))
            done = keep(again, self.keeper, self._tell, lambda: worker.is_cancelled)
        finally:
            connection.close()
        if not worker.is_cancelled:
            self._relink(worker)
            self.rules_in_use = self.session.summary()
            self._tell(Progress(done, True, self.failures))

    def on_progressed(self, event: Progressed) -> None:
        """More is in the store."""
        progress = event.progress
        self.finished = progress.over
        self.failures = tuple(dict.fromkeys(printable(failure) for failure in (self.session.fault, *progress.failures) if failure))
        self.result.cache_clear()
        self.main.stale()
        if progress.over:
            self._say(f"出错 {len(self.failures)} 处" if self.failures else "")
            for screen in self.screen_stack:
                if isinstance(screen, PlaceScreen | RulesScreen):
                    screen.renewed()
            self.main.renew()
            if self.failures:
                others = len(self.failures) - 1
                self.notify(self.failures[0] + (f"（另有 {others} 处出错）" if others else ""), severity="error", timeout=FAULT_SECONDS)
        else:
            self._say(f"正在检查，已完成 {progress.done} 份")

    def _say(self, status: str) -> None:
        self.status = status
        if self.is_running and self.main.is_mounted:
            self.main.say_title()
            for screen in self.screen_stack:
                for bar in screen.query(KeyBar):
                    bar.say(status)

    async def _watch(self) -> None:
        assert self._watcher is not None
        async for paths in self._watcher.changes(self.store.path_ids):
            self.check_paths(paths)

    # What screens ask for.

    def trial(self, report: int) -> WhatIf:
        """The edits tried on a report so far."""
        if report not in self._trials:
            result = self.result(report)
            assert result is not None, "only reports that were read are opened"

            def check(base: Result, edited: Report) -> Result:
                return self.session.check_edited(base, edited, self.year_before(report))

            self._trials[report] = WhatIf(result, check, self.session.beyond)
        return self._trials[report]

    def explained(self, report: int, result: Result, finding: Finding, *, full: bool = False) -> Parts:
        """A finding on a report, with its rule and the other reports it concerns."""
        rule, others = self.session.rule(finding.rule), self.store.others(report, finding.fingerprint(result.report))
        return finding_parts(result, finding, palette(self), rule=rule, others=others, full=full)

    def year_before(self, report: int) -> Report | None:
        """The same unit's report on the year before, where it was checked too."""
        found = self.store.year_before(report)
        result = self.result(found) if found else None
        return result.report if result else None

    def title_of_paths(self) -> str:
        """What was opened, in a few words."""
        names = [file_name(path.rstrip("/\\")) or path for path in self.session.paths]
        return "、".join(names[:2]) + (f" 等 {len(names)} 处" if len(names) > 2 else "")

    def copy(self, text: str) -> None:
        """Copies text through the terminal and says so."""
        self.copy_to_clipboard(text)
        self.notify("已复制")

    def notify(
        self, message: str, *, title: str = "", severity: SeverityLevel = "information", timeout: float | None = None, markup: bool = False
    ) -> None:
        """Says something in the corner, in place of what still stands there; it may come from a document, so it is no markup."""
        self.clear_notifications()
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    # What keys do everywhere.

    def action_help(self) -> None:
        """Help for where one is."""
        if isinstance(self.screen, HelpScreen):
            return
        here = frozenset(active.binding.id for active in self.screen.active_bindings.values() if active.binding.id)
        self.push_screen(HelpScreen(here, self.settings.keys))

    def action_palette(self) -> None:
        """The command palette."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="输入要做的事，可用拼音首字母…"))

    def action_theme(self) -> None:
        """The other theme."""
        names = list(THEMES)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def action_rules(self) -> None:
        """The rules."""
        if not isinstance(self.screen, RulesScreen | HelpScreen):
            row = self.main.findings.rows.current
            rule = getattr(row, "rule", "")

            def done(rule: str | None) -> None:
                if rule:
                    while not isinstance(self.screen, MainScreen):
                        self.pop_screen()
                    self.main.show_rule(rule)

            if self.rules_in_use or self._filled:
                self.push_screen(RulesScreen(self, "" if rule == EVERY_RULE else rule), done)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The rules are not offered where they are."""
        return not (action == "rules" and self.is_running and isinstance(self.screen, RulesScreen))

    async def action_quit(self) -> None:
        """Leaves."""
        self.exit()
