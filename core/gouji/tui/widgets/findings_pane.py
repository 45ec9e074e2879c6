"""The table of findings in its frame: its filters, order and grouping."""

from __future__ import annotations

from dataclasses import replace

from textual.markup import escape

from gouji.finding import LEVEL_NAMES
from gouji.tui import views
from gouji.tui.drawing import middle
from gouji.tui.keeper import Keeper, SupersededError
from gouji.tui.keymap import PANE, bindings
from gouji.tui.messages import FindingShown
from gouji.tui.query import GROUPS, ORDERS, Query
from gouji.tui.views import FindingRow, GroupRow
from gouji.tui.widgets.findings import TITLES, FindingsList
from gouji.tui.widgets.pane import Pane
from gouji.tui.widgets.rows import Rows

WIDEST_NAME = 36
"""Cells for a unit's name in the frame's title, so that the number of findings always stands behind it."""


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
