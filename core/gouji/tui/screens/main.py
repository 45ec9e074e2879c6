"""The main screen: which unit, which problem, why. Three panes when wide, one after the other when narrow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from gouji.finding import LEVEL_NAMES, LEVELS, Result
from gouji.telling import printable
from gouji.tui import nothing, views
from gouji.tui.dialogs.export import ExportDialog
from gouji.tui.dialogs.facets import FacetsDialog
from gouji.tui.explain import Parts, report_parts, rule_parts, unchecked_parts
from gouji.tui.keymap import BROWSE, PANE, bindings
from gouji.tui.messages import FindingShown, ScopeChosen
from gouji.tui.palette import palette
from gouji.tui.query import Query, Scope
from gouji.tui.screens.detail import DetailScreen
from gouji.tui.screens.place import PlaceScreen
from gouji.tui.store import STATE_REGIONS
from gouji.tui.views import FindingRow, GroupRow
from gouji.tui.widgets.bars import WIDE, KeyBar, TitleBar
from gouji.tui.widgets.findings import FindingsList
from gouji.tui.widgets.findings_pane import FindingsPane
from gouji.tui.widgets.frame import Frame
from gouji.tui.widgets.page import Page
from gouji.tui.widgets.pane import FilterLine
from gouji.tui.widgets.reports import ReportsTree
from gouji.tui.widgets.reports_pane import ReportsPane
from gouji.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from gouji.tui.app import GoujiApp

RENEW_SECONDS = 0.3
ABOUT_FINDINGS = frozenset({"next", "edit", "copy_row", "export", "group", "reverse"})
"""What is done with findings."""

ABOUT_ONE = frozenset({"detail", "what", "copy"})
"""What is done with a finding or a report."""

LONE_FRAME = 4
"""Lines around the findings of a lone report: frame, header, and one for the filter."""

MOST_UNCHECKED = 200
"""So many files that were not checked are told at once why; the others say it one by one in the tree."""


class MainScreen(Screen[None]):
    """Reports, findings, and why."""

    BINDINGS = bindings(PANE, BROWSE)
    DEFAULT_CSS = """
    #body { height: 1fr; }
    #reports-pane { width: 25%; min-width: 38; max-width: 54; }
    #right { width: 1fr; }
    #findings-pane { height: 3fr; }
    #why-pane { height: 2fr; }
    MainScreen.-narrow #reports-pane { width: 1fr; max-width: 100%; }
    MainScreen.-narrow.-at-reports #right { display: none; }
    MainScreen.-narrow.-at-findings #reports-pane { display: none; }
    """

    def __init__(self, app: GoujiApp) -> None:
        super().__init__(classes="-at-reports")
        self.gouji = app
        settings = app.settings
        self.reports = ReportsPane(ReportsTree(app.store, id="reports"), app.keeper, order=settings.reports_order)
        question = Query(order=settings.order, descending=settings.descending, group=settings.group)
        self.findings = FindingsPane(FindingsList(app.store, id="findings"), app.keeper, question=question)
        self.why = Page(id="why")
        self.title_bar = TitleBar(id="title")
        self._stale = False
        self._shown: tuple[int, str] | None = None

    def compose(self) -> ComposeResult:
        """Title, panes, keys."""
        yield self.title_bar
        with Horizontal(id="body"):
            yield self.reports
            with Vertical(id="right"):
                yield self.findings
                yield Frame(self.why, id="why-pane", title="为什么")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Begins at the reports."""
        self.on_resize()
        self.reports.rows.focus()
        self.set_interval(RENEW_SECONDS, self._renew_if_stale)
        self._name_scope()
        self.findings.rows.say_nothing(*self.findings.nothing)
        self.say_title()
        self.say_why()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())

    def _recolour(self) -> None:
        """What was said in the colours of another theme is said again."""
        self.say_title()
        self.say_why()

    def on_resize(self) -> None:
        """Wide or narrow."""
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.refresh_bindings()

    @property
    def narrow(self) -> bool:
        """Whether only one level is shown at a time."""
        return self.has_class("-narrow")

    def at(self, pane: ReportsPane | FindingsPane) -> None:
        """Goes to a pane."""
        self.set_class(pane is self.reports, "-at-reports")
        self.set_class(pane is self.findings, "-at-findings")
        self.refresh_bindings()
        pane.rows.focus()

    # What the store holds has changed.

    def stale(self) -> None:
        """Says that the store has changed; shown soon."""
        self._stale = True

    def _renew_if_stale(self) -> None:
        if self._stale and self.is_current:
            self.renew()

    def renew(self) -> None:
        """Shows what the store holds now, place and filters kept."""
        self._stale = False
        self._shown = None
        totals = self.gouji.store.totals()
        lone = self.gouji.finished and totals.inputs == 1
        # The few findings of a lone report leave the room to what explains them.
        self.findings.styles.max_height = max(totals.findings, 2) + LONE_FRAME if lone else None
        into = lone and self.findings.question.scope == Scope()
        self.reports.renew(first=into)
        if into:
            self.at(self.findings)
        self._name_scope()
        self.findings.rows.titles = self.gouji.titles
        self.findings.renew()
        self.say_title()

    def say_title(self) -> None:
        """The title line: what is looked at, with which rules, how much was found."""
        colors = palette(self.app)
        totals = self.gouji.store.totals()
        left = Text("勾稽", colors.heading)
        left.append("  " + printable(self.gouji.title_of_paths()), colors.strong)
        left.append(f"  {totals.reports} 份年报", colors.text)
        if totals.unread:
            left.append(f"  {totals.unread} 份未能读取", colors.levels["error"])
        if totals.aside:
            left.append(f"  {totals.aside} 份不是年报", colors.dim)
        if self.app.size.width >= WIDE:
            left.append(f"  {self.gouji.rules_in_use}", colors.dim)
        right = Text()
        for level, count in zip(LEVELS, totals[3:6], strict=True):
            right.append(f"{LEVEL_NAMES[level]} {count}  ", colors.levels[level] if count else colors.dim)
        right.rstrip()
        self.title_bar.say(left, right)

    # What the user looks at.

    def on_scope_chosen(self, event: ScopeChosen) -> None:
        """The findings of another part of the corpus."""
        if event.scope != self.findings.question.scope:
            self.findings.question = replace(self.findings.question, scope=event.scope, folded=frozenset())
            self._name_scope()
            self.findings.renew(reset=True)
        if event.enter:
            self.at(self.findings)

    def _name_scope(self) -> None:
        scope = self.findings.question.scope
        self.findings.name_of_scope = self._scope_words(scope)
        self.findings.nothing = self._why_nothing(scope)

    def _scope_words(self, scope: Scope) -> str:
        if scope.report:
            row = self.gouji.store.report(scope.report)
            return f"{row.unit} {row.year or ''}".strip() if row else "（已不在）"
        return scope.unit or scope.region or ("筛出的年报" if scope.words else "全部")

    def _why_nothing(self, scope: Scope) -> list[str]:
        """What is said where a part of the corpus has no findings."""
        if scope.report:
            row = self.gouji.store.report(scope.report)
            return nothing.on_report(row, self.gouji.result(row.id) if row and not row.why else None)
        if scope.region in STATE_REGIONS.values():
            return ["这些文件没有检查，原因见下"]
        if not self.gouji.finished:
            return ["正在检查……"]
        tree = self.reports.rows
        if tree.current:
            return [f"检查了的 {tree.current.n} 份年报都没有问题"]
        if scope.words:
            found = tree.listing.reports
            return [f"筛出的 {found} 份年报都没有问题" if found else "左边没有筛出年报"]
        return nothing.at_all(self.gouji.store.totals(), failed=bool(self.gouji.failures))

    def on_rows_pointed(self, event: Rows.Pointed) -> None:
        """The findings follow the reports' cursor, the explanation follows the findings'."""
        if event.rows is self.reports.rows:
            self.on_scope_chosen(ScopeChosen(self.reports.rows.scope))
        else:
            self.say_why()

    def on_finding_shown(self, event: FindingShown) -> None:
        """The list has changed."""
        self.say_why()
        self.refresh_bindings()

    def say_why(self) -> None:
        """Why, of the finding under the cursor."""
        row = self.findings.rows.current
        key = (row.id, self.app.theme) if isinstance(row, FindingRow) else None
        if key and key == self._shown:
            return
        self._shown = key
        self.why.show(self._why())

    def _why(self) -> Parts:
        colors = palette(self.app)
        if told := self._told():
            return told
        if isinstance(heading := self.findings.rows.current, GroupRow):
            rule = self.gouji.session.rule(heading.name)
            return rule_parts(rule, colors) if rule else [(Text("Enter 收起、展开这一组，n 到下一个问题", colors.dim), 2)]
        scope = self.findings.question.scope
        if scope.report and (row := self.gouji.store.report(scope.report)):
            return report_parts(row, self.gouji.result(row.id), colors)
        if scope.region in STATE_REGIONS.values():
            return unchecked_parts(self.gouji.store.unchecked(scope.region, MOST_UNCHECKED), colors)
        return [(Text(failure, colors.levels["error"]), 2) for failure in self.gouji.failures]

    def _told(self, *, full: bool = False) -> Parts:
        """The finding under the cursor explained, if there is one."""
        if (found := self._current()) is None:
            return []
        row, result = found
        return self.gouji.explained(row.report, result, result.findings[row.number], full=full)

    def _current(self) -> tuple[FindingRow, Result] | None:
        """The row under the cursor with its report's result, where that still has the finding."""
        row = self.findings.rows.current
        if not isinstance(row, FindingRow):
            return None
        result = self.gouji.result(row.report)
        return (row, result) if result and row.number < len(result.findings) else None

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """From a finding to its place, or back to the reports."""
        if event.key == "left":
            self.at(self.reports)
        elif event.key == "enter":
            self._to_place()

    def _to_place(self, *, part: str = "", edit: bool = False) -> None:
        if found := self._current():
            row, _ = found
            self.app.push_screen(PlaceScreen(self.gouji, row.report, row.number, part=part, edit=edit))
        elif (scope := self.findings.question.scope).report and self.gouji.result(scope.report):
            self.app.push_screen(PlaceScreen(self.gouji, scope.report, None, part=part))
        else:
            self.app.notify("先选一个问题，或在左边选一份年报")

    # What keys do.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for a list that is not on the screen, or for what is not listed, are not offered."""
        if action in ("filter", "sort") and isinstance(self.focused, FilterLine):
            return False
        listed = self.findings.rows.total
        if (action in ABOUT_FINDINGS and not listed) or (action in ABOUT_ONE and not (listed or self.findings.question.scope.report)):
            return False
        unseen = self.narrow and self.has_class("-at-reports")
        return not (unseen and action in ("group", "reverse", "what", "edit", "copy", "copy_row"))

    def action_next(self, by: int) -> None:
        """To the next finding."""
        self.findings.move(by)
        if self.narrow and not self.findings.has_focus_within:
            self.at(self.findings)

    def action_pane(self, by: int) -> None:
        """To the next pane."""
        stops = [self.reports.rows, self.findings.rows, self.why]
        at = next((index for index, stop in enumerate(stops) if stop.has_focus), 0)
        target = stops[(at + by) % len(stops)]
        if self.narrow:
            self.at(self.reports if target is self.reports.rows else self.findings)
        target.focus()

    def action_back(self) -> None:
        """Clears the filter, or goes one level back."""
        focused = self.reports if self.reports.has_focus_within else self.findings
        if focused.close_filter():
            return
        if focused is self.findings:
            self.at(self.reports)

    async def action_filter(self) -> None:
        """The panes have filters of their own; from elsewhere it is the findings' one."""
        self.at(self.findings)
        await self.findings.action_filter()

    def action_sort(self) -> None:
        """The panes have orders of their own; from elsewhere it is the findings' one."""
        self.findings.action_sort()

    def action_facets(self) -> None:
        """The filters by level, family, section, table and rule."""
        self.run_worker(self._choose_facets(), group="facets", exclusive=True)

    async def _choose_facets(self) -> None:
        question = self.findings.question
        found = await self.gouji.keeper.ask(lambda connection: views.facets(connection, question))
        chosen = await self.app.push_screen_wait(FacetsDialog(found, question, self.gouji.session.titles()))
        if chosen is not None:
            self.findings.ask(chosen)
            self.at(self.findings)

    def action_group(self) -> None:
        """The next grouping."""
        self.findings.next_group()

    def action_reverse(self) -> None:
        """The other way round."""
        self.findings.reverse()

    def action_level(self, level: str) -> None:
        """Only this level, or all."""
        self.findings.toggle_level(level)

    def action_clear(self) -> None:
        """Everything again."""
        self.findings.clear()

    def action_detail(self) -> None:
        """The finding in full, or the report."""
        if told := self._told(full=True):
            self.app.push_screen(DetailScreen(self.gouji, "问题详情", told))
        elif parts := self._why():
            self.app.push_screen(DetailScreen(self.gouji, "详情", parts))

    def action_what(self) -> None:
        """What was checked at the place."""
        self._to_place(part="checks")

    def action_edit(self) -> None:
        """Try another value at the place."""
        self._to_place(edit=True)

    def action_copy(self) -> None:
        """Copies the finding, or the report's page."""
        text = "\n".join(part.plain for part, _ in self._why())
        row = self.findings.rows.current
        if isinstance(row, FindingRow):
            text = f"{row.unit} {row.year or ''}　{printable(row.path)}\n{text}"
        self.gouji.copy(text)

    def action_copy_row(self) -> None:
        """Copies the row."""
        row = self.findings.rows.current
        if isinstance(row, FindingRow):
            cells = (LEVEL_NAMES[row.level], row.unit, str(row.year or ""), row.rule, row.place, row.message)
            self.gouji.copy("\t".join(cells))

    def action_export(self) -> None:
        """Saves what is shown."""
        view = self.findings.rows.view
        if view and view.findings:
            self.app.push_screen(ExportDialog(self.gouji.store, view))
        else:
            self.app.notify("现在没有显示问题，没有可导出的")

    def action_recheck(self) -> None:
        """Reads rulesets and files again and checks everything."""
        self.gouji.check_anew()

    def show_rule(self, rule: str) -> None:
        """Only this rule's findings, everywhere."""
        self.reports.close_filter()
        self.reports.rows.cursor = 0
        self.findings.ask(Query(scope=Scope(), rules=frozenset({rule}), order=self.findings.question.order))
        self._name_scope()
        self.at(self.findings)
