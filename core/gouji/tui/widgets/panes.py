"""Panes: a list under a filter line. The two of the main screen each put a question to the store."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from dataclasses import replace
from typing import Generic, TypeVar

from textual.markup import escape
from textual.widgets import Input

from gouji.finding import LEVEL_NAMES
from gouji.tui import views
from gouji.tui.drawing import middle
from gouji.tui.keeper import Keeper, SupersededError
from gouji.tui.keymap import FILTER, PANE, bindings
from gouji.tui.messages import FindingShown, ScopeChosen
from gouji.tui.query import GROUPS, ORDERS, REPORT_ORDERS, Query, Scope, TreeQuery
from gouji.tui.views import FindingRow, GroupRow
from gouji.tui.widgets.findings import TITLES, FindingsList
from gouji.tui.widgets.frame import Frame
from gouji.tui.widgets.reports import ReportsTree
from gouji.tui.widgets.rows import Rows

AnyRows = TypeVar("AnyRows", bound=Rows)

PARENTS = {0: (), 1: (0,), 2: (0,), 3: (1,)}
"""Of what kinds the line is that a line of the tree hangs from; a region hangs from the first line, which is none."""

UNFOLD_UP_TO = 300
"""With more reports than this the tree starts folded."""

WIDEST_NAME = 36
"""Cells for a unit's name in the frame's title, so that the number of findings always stands behind it."""


class FilterLine(Input):
    """The line a filter is typed into; there only while it is used."""

    DEFAULT_CSS = """
    FilterLine, FilterLine.-textual-compact { height: 1; border: none; padding: 0 1; background: $panel; }
    """
    BINDINGS = bindings(FILTER)


class Pane(Frame, Generic[AnyRows]):
    """A list in a frame that says what it shows; the filter line is put above it when asked for."""

    HINT = ""

    def __init__(self, rows: AnyRows, *, id: str, title: str = "") -> None:
        super().__init__(rows, id=id, title=title)
        self.rows = rows

    @property
    def line(self) -> FilterLine | None:
        """The filter line, if it is there."""
        return next(iter(self.query(FilterLine)), None)

    async def action_filter(self) -> None:
        """Opens the filter line."""
        line = self.line
        if line is None:
            line = FilterLine(placeholder=self.HINT, compact=True)
            await self.mount(line, before=self.rows)
        line.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A filter line that is being typed into is not offered again."""
        return not (action in ("filter", "sort") and self.line and self.line.has_focus)

    def close_filter(self) -> bool:
        """Empties and removes the filter line; False when there was none."""
        line = self.line
        if line is None:
            return False
        self.rows.focus()
        line.remove()
        self.filter_by("")
        return True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the list."""
        event.stop()
        self.rows.focus()
        if not event.value.strip():
            self.close_filter()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every key filters."""
        event.stop()
        self.filter_by(event.value)

    @abstractmethod
    def filter_by(self, words: str) -> None:
        """Filters by these words."""

    def key_down(self) -> None:
        """Down leaves the filter line for the list."""
        if not self.rows.has_focus:
            self.rows.focus()


class ReportsPane(Pane[ReportsTree]):
    """The tree of reports. Where its cursor stands is what the findings are about."""

    BINDINGS = bindings(PANE)
    HINT = "单位、拼音首字母、年度…"

    def __init__(self, tree: ReportsTree, keeper: Keeper, *, order: str) -> None:
        super().__init__(tree, id="reports-pane", title="单位")
        self.keeper = keeper
        self.question = TreeQuery(order=order if order in REPORT_ORDERS else "name")
        self._open_decided = False

    def renew(self, *, reset: bool = False, first: bool = False) -> None:
        """Asks the store again; keeps the cursor on what it stood on unless `reset`, or goes to the `first` unit."""
        self.run_worker(self._renew(reset, first), group="tree", exclusive=True)

    def on_mount(self) -> None:
        """What the store holds already is there in the first frame."""
        self._fold_if_many()
        listing = self.keeper.tree_now(self.question)
        self.rows.show(listing, 0)
        self._title(listing.inputs)

    def _fold_if_many(self) -> None:
        if not self._open_decided and self.rows.store.totals().reports > UNFOLD_UP_TO:
            self._open_decided = True
            # A tree the user is already going about in is not folded under the cursor.
            if self.rows.scope == Scope():
                self.question = replace(self.question, open=False)

    async def _renew(self, reset: bool, first: bool) -> None:
        self._fold_if_many()
        question, before = self.question, self.rows.scope
        try:
            listing = await self.keeper.tree(question)
        except SupersededError:
            return
        old = self.rows.listing
        cursor = 0 if reset or not before.region else await self.keeper.ask(lambda connection: position(connection, listing.table, before))
        if first:
            # The first line is everything, the second the region.
            cursor = min(2, listing.rows)
        self.rows.show(listing, cursor)
        self.keeper.drop(old.table)
        self._title(listing.inputs)
        if self.rows.scope != before:
            self.post_message(ScopeChosen(self.rows.scope))

    def _title(self, shown: int) -> None:
        hidden = self.rows.store.totals().inputs - shown
        said = [REPORT_ORDERS[self.question.order]]
        if not self.question.unfolded:
            said.append("→ 展开")
        if hidden > 0:
            said.append(f"筛选隐去 {hidden} 份")
        self.border_subtitle = "，".join(said)

    def filter_by(self, words: str) -> None:
        """Filters the reports."""
        if words != self.question.words:
            self.question = replace(self.question, words=words)
            # The first unit found is what was sought.
            self.renew(reset=True, first=bool(words.strip()))

    def action_sort(self) -> None:
        """The next order."""
        orders = list(REPORT_ORDERS)
        self.question = replace(self.question, order=orders[(orders.index(self.question.order) + 1) % len(orders)])
        self.renew()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Folds, unfolds, or goes on to the findings."""
        event.stop()
        row = self.rows.current
        branch = row is not None and row.kind < 2
        if (
            row
            and branch
            and (event.key == "toggle" or (event.key == "right" and not row.unfolded) or (event.key == "left" and row.unfolded))
        ):
            self.question = replace(self.question, flipped=self.question.flipped ^ {row.key})
            self.renew()
        elif event.key == "left":
            self._to_parent()
        elif event.key != "toggle":
            self.post_message(ScopeChosen(self.rows.scope, enter=True))

    def _to_parent(self) -> None:
        row = self.rows.current
        if row is None:
            return
        index = self.rows.cursor - 1
        while (above := self.rows.row(index)) and above.kind not in PARENTS[row.kind]:
            index -= 1
        self.rows.cursor = index


def position(connection: sqlite3.Connection, table: str, scope: Scope) -> int:
    """Where a scope stands in a tree view, counted with the first line; 0 where it is gone."""
    values: tuple[str | int, ...]
    condition, values = "kind = 0 AND region = ?", (scope.region,)
    if scope.report:
        condition, values = "report = ?", (scope.report,)
    elif scope.unit:
        condition, values = "kind = 1 AND region = ? AND unit = ?", (scope.region, scope.unit)
    found = connection.execute(f"SELECT pos FROM {table} WHERE {condition}", values).fetchone()
    return int(found[0]) if found else 0


class FindingsPane(Pane[FindingsList]):
    """The table of findings with its filters, order and grouping."""

    BINDINGS = bindings(PANE)
    HINT = "任何一列里的字：规则、位置、问题、单位拼音首字母…"

    def __init__(self, table: FindingsList, keeper: Keeper, *, question: Query) -> None:
        super().__init__(table, id="findings-pane")
        self.keeper = keeper
        self.question = question
        self.name_of_scope = "全部"
        self.nothing: list[str] = []

    def on_mount(self) -> None:
        """What the store holds already is there in the first frame, unless it has to be put in order."""
        if self.question.natural:
            view = views.natural(self.rows.store.read)
            self.rows.show(view, 0)
            self._title(view.findings, 0)
        else:
            self.renew()

    def ask(self, question: Query) -> None:
        """Asks another question; the cursor goes to the first row unless the finding it is on remains."""
        self.question = question
        self.renew()

    def renew(self, *, reset: bool = False) -> None:
        """Asks the store again; keeps the cursor on its finding where that remains, or at the top where nobody went there."""
        self.run_worker(self._renew(reset), group="view", exclusive=True)

    async def _renew(self, reset: bool) -> None:
        row = self.rows.current
        seen = self.has_focus_within or self.rows.cursor > bool(self.question.grouping)
        keep = row.id if isinstance(row, FindingRow) and seen and not reset else None
        try:
            view = await self.keeper.view(self.question, keep)
        except SupersededError:
            return
        old = self.rows.view
        cursor = view.position
        if cursor is None:
            cursor = self.rows.cursor if keep is not None and old and old.query.scope == view.query.scope else 0
            if view.query.grouping and cursor == 0 and view.rows > 1 and not view.query.folded:
                cursor = 1
        self.rows.say_nothing(*self._why_nothing(view.hidden))
        self.rows.show(view, cursor)
        if old:
            self.keeper.drop(old.table)
        self._title(view.findings, view.hidden)
        self.post_message(FindingShown())

    def _why_nothing(self, hidden: int) -> list[str]:
        if hidden:
            return [f"筛选把 {hidden} 项都隐去了", "按 0 全部显示，或按 Esc 清除筛选"]
        return self.nothing or ["没有问题"]

    def _title(self, shown: int, hidden: int) -> None:
        name = middle(self.name_of_scope, WIDEST_NAME).rstrip()
        self.border_title = escape(f"问题 · {name} · {shown} 项" + (f"（筛选隐去 {hidden} 项）" if hidden else ""))
        said = [f"按{TITLES[self.question.order]}{'倒排' if self.question.descending else '排序'}"]
        if self.question.grouping:
            said.append(GROUPS[self.question.grouping] + "分组")
        said += [f"只看{LEVEL_NAMES[level]}" for level in sorted(self.question.levels)]
        for name, chosen in (
            ("类别", self.question.families),
            ("部分", self.question.sections),
            ("表", self.question.tables),
            ("规则", self.question.rules),
        ):
            if chosen:
                said.append(f"{name} {'、'.join(sorted(chosen))}" if len(chosen) < 4 else f"{name} {len(chosen)} 个")
        self.border_subtitle = escape("，".join(said))

    def filter_by(self, words: str) -> None:
        """Filters the findings."""
        if words != self.question.words:
            self.ask(replace(self.question, words=words))

    def clear(self) -> None:
        """Removes every filter."""
        self.close_filter()
        self.ask(
            Query(scope=self.question.scope, order=self.question.order, descending=self.question.descending, group=self.question.group)
        )

    def action_sort(self) -> None:
        """The next column to sort by."""
        orders = list(ORDERS)
        self.ask(replace(self.question, order=orders[(orders.index(self.question.order) + 1) % len(orders)], descending=False))

    def reverse(self) -> None:
        """The other way round."""
        self.ask(replace(self.question, descending=not self.question.descending))

    def next_group(self) -> None:
        """The next grouping."""
        asked = [replace(self.question, group=group, folded=frozenset()) for group in GROUPS]
        groups = [question for question in asked if question.grouping == question.group]
        now = [question.group for question in groups].index(self.question.grouping)
        self.ask(groups[(now + 1) % len(groups)])

    def toggle_level(self, level: str) -> None:
        """Shows only this level, or all again."""
        only = frozenset({level})
        self.ask(replace(self.question, levels=frozenset() if self.question.levels == only else only))

    def move(self, by: int) -> None:
        """To the next or previous finding, over group headings."""
        index = self.rows.cursor + by
        while isinstance(self.rows.row(index), GroupRow):
            index += by
        if 0 <= index < self.rows.total:
            self.rows.cursor = index

    def on_findings_list_header_clicked(self, event: FindingsList.HeaderClicked) -> None:
        """Sorts by the column, the other way round when it is so already."""
        event.stop()
        if event.column == self.question.order:
            self.reverse()
        else:
            self.ask(replace(self.question, order=event.column, descending=False))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Folds a group; anything else is the screen's."""
        row = self.rows.current
        if isinstance(row, GroupRow) and event.key != "left":
            event.stop()
            self.ask(replace(self.question, folded=self.question.folded ^ {row.name}))
