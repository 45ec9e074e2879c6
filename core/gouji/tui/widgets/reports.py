"""The tree of reports: regions, units, years, with the number of findings of each level."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from gouji.document import file_name
from gouji.finding import LEVELS
from gouji.telling import printable
from gouji.tui import views
from gouji.tui.drawing import ending, fit, middle
from gouji.tui.query import Scope
from gouji.tui.region import short
from gouji.tui.store import CHECKED, UNREAD, Store
from gouji.tui.views import Tree, TreeRow
from gouji.tui.widgets.findings import LEVEL_MARKS
from gouji.tui.widgets.rows import Rows


class ReportsTree(Rows):
    """One line for everything, then regions, units and reports; the cursor's line is the scope of the findings."""

    FIXED = 1
    LASTING = 1

    def __init__(self, store: Store, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.store = store
        self.listing = Tree()
        self._read: Callable[[int], TreeRow | None] = lambda index: None
        self._counts = 1

    def show(self, tree: Tree, cursor: int) -> None:
        """Shows a tree."""
        self.listing = tree
        self._read = views.paged(lambda first, rows: views.tree_page(self.store.read, tree, first, rows))
        totals = self.store.totals()
        self._counts = max(len(str(max(totals.error, totals.warning, totals.info))), 2)
        self.refill(tree.rows + 1, cursor)

    def row(self, index: int) -> TreeRow | None:
        """The row at `index`; None for the first line, which stands for everything."""
        return self._read(index - 1) if 0 < index < self.total else None

    @property
    def current(self) -> TreeRow | None:
        """The row under the cursor; None on the line that stands for everything."""
        return self.row(self.cursor)

    @property
    def scope(self) -> Scope:
        """What the cursor's line stands for."""
        row = self.current
        words = self.listing.query.words.strip()
        if row is None:
            return Scope(words=words)
        if row.kind < 2:
            return Scope(row.region, row.unit, words=words)
        return Scope(row.region, row.unit, row.report)

    def header(self, number: int, width: int) -> list[Segment]:
        """What the three counts are of."""
        marks = [Segment(f"{LEVEL_MARKS[level]:>{self._counts + 1}}", self.palette.levels[level]) for level in LEVELS]
        return [Segment(" " * (width - 3 * (self._counts + 1) - 1)), *marks]

    def segments(self, index: int, width: int, style: Style | None) -> list[Segment]:
        """Name on the left, three counts on the right."""
        back = style or Style.null()
        row = self.row(index)
        numbers = 3 * (self._counts + 1)
        room = max(width - numbers - 1, 4)
        if row is None:
            if index:
                return [Segment(" " * width, back)]
            name = fit(f" {'筛出' if self.listing.query.words.strip() else '全部'} {self.listing.reports} 份年报", room)
            return [Segment(name, self.palette.strong + back), *self._numbers(self.listing.levels, back), Segment(" ", back)]
        if row.kind == 0:
            text, look = f" {'▾' if row.unfolded else '▸'} {row.region}", self.palette.heading
        elif row.kind == 1:
            text, look = f"   {'▾' if row.unfolded else '▸'} {short(row.unit)}", Style.null()
        elif row.kind == 2:
            year = f" {row.year}" if row.year else ""
            name = short(row.unit)
            text, look = f"     {middle(name, min(cell_len(name), max(room - 5 - len(year), 6)))}{year}", Style.null()
        else:
            # What is no report hangs under its file's own name.
            year, name = (f"{row.year or '年度不明'} ", file_name(row.path)) if row.state == CHECKED else ("", row.path)
            text, look = f"       {year}{ending(printable(name), max(room - 7 - cell_len(year), 6))}", Style.null()
        segments = [Segment(fit(text, room), look + back)]
        if row.state != CHECKED and row.kind:
            mark, mood = ("！", self.palette.levels["error"]) if row.state == UNREAD else ("—", self.palette.dim)
            segments.append(Segment(fit(mark, numbers, right=True), mood + back))
        elif row.state != CHECKED:
            segments.append(Segment(fit(str(row.n), numbers, right=True), self.palette.dim + back))
        elif not (row.error or row.warning or row.info):
            segments.append(Segment(fit("✓", numbers, right=True), self.palette.good + back))
        else:
            segments += self._numbers((row.error, row.warning, row.info), back)
        segments.append(Segment(" ", back))
        return segments

    def empty(self, number: int, width: int) -> list[Segment]:
        """When no unit fits the filter."""
        sought = self.listing.query.words.strip()
        return [Segment(fit("  没有这样的单位，按 Esc 清除筛选", width), self.palette.dim)] if sought and number == 2 else []

    def _numbers(self, counts: tuple[int, ...], back: Style) -> list[Segment]:
        return [
            Segment(f" {count or '·':>{self._counts}}", (self.palette.levels[level] if count else self.palette.dim) + back)
            for level, count in zip(LEVELS, counts, strict=True)
        ]

    def click_inside(self, index: int, x: int) -> bool:
        """A click on the triangle folds or unfolds."""
        row = self.row(index)
        if row and row.kind < 2 and x < 5:
            self.cursor = index
            self.post_message(self.Chosen(self, "toggle"))
            return True
        return False
