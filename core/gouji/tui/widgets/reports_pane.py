"""The tree of reports in its frame: what it shows, in which order, what is unfolded."""

from __future__ import annotations

from dataclasses import replace

from gouji.tui import views
from gouji.tui.keeper import Keeper, SupersededError
from gouji.tui.keymap import PANE, bindings
from gouji.tui.messages import ScopeChosen
from gouji.tui.query import ALONE, REGION, REPORT_ORDERS, UNDER, UNIT, Scope, TreeQuery
from gouji.tui.widgets.pane import Pane
from gouji.tui.widgets.reports import ReportsTree
from gouji.tui.widgets.rows import Rows

PARENTS = {UNIT: REGION, ALONE: REGION, UNDER: UNIT}
"""Of what kind the line is that a line of the tree hangs from; a region hangs from the first line, which is none."""

UNFOLD_UP_TO = 300
"""With more reports than this the tree starts folded."""


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
        cursor = 0 if reset or not before.region else await self.keeper.ask(lambda reading: views.tree_position(reading, listing, before))
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
        if row and row.branch and event.key in ("toggle", "left" if row.unfolded else "right"):
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
        while (above := self.rows.row(index)) and above.kind != PARENTS.get(row.kind):
            index -= 1
        self.rows.cursor = index
