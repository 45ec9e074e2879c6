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
from gouji.tui.query import ALONE, REGION, UNIT, Scope
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
        if row.branch:
            return Scope(row.region, row.unit, words=words)
        return Scope(row.region, row.unit, row.report)

    def header(self, number: int, width: int) -> list[Segment]:
        """What the three counts are of."""
        marks = [Segment(f"{LEVEL_MARKS[level]:>{self._counts + 1}}", self.palette.levels[level]) for level in LEVELS]
        return [Segment(" " * (width - self._width - 1)), *marks]

    def segments(self, index: int, width: int, style: Style | None) -> list[Segment]:
        """Name on the left, three counts on the right."""
        back, row = style or Style.null(), self.row(index)
        if row is None and index:
            return [Segment(" " * width, back)]
        room = max(width - self._width - 1, 4)
        if row is None:
            name = f" {'筛出' if self.listing.query.words.strip() else '全部'} {self.listing.reports} 份年报"
            look, counts = self.palette.strong, self._numbers(self.listing.levels)
        else:
            name, look = self._label(row, room), self.palette.heading if row.kind == REGION else Style.null()
            counts = self._outcome(row)
        return [Segment(fit(name, room), look + back), *((Segment(text, mood + back)) for text, mood in counts), Segment(" ", back)]

    @property
    def _width(self) -> int:
        """Cells for the three counts."""
        return len(LEVELS) * (self._counts + 1)

    def _label(self, row: TreeRow, room: int) -> str:
        """What a line stands for, indented as deep as it hangs, and cut where its year and ending still stand."""
        mark, name = "▾" if row.unfolded else "▸", short(row.unit)
        if row.kind == REGION:
            return f" {mark} {row.region}"
        if row.kind == UNIT:
            return f"   {mark} {name}"
        if row.kind == ALONE:
            year = f" {row.year}" if row.year else ""
            return f"     {middle(name, min(cell_len(name), max(room - 5 - len(year), 6)))}{year}"
        # What is no report hangs under its file's own name.
        year, file = (f"{row.year or '年度不明'} ", file_name(row.path)) if row.state == CHECKED else ("", row.path)
        return f"       {year}{ending(printable(file), max(room - 7 - cell_len(year), 6))}"

    def _outcome(self, row: TreeRow) -> list[tuple[str, Style]]:
        """What was found, or a mark where nothing was, or nothing could be."""
        if row.state != CHECKED and row.kind == REGION:
            mark, look = str(row.n), self.palette.dim
        elif row.state != CHECKED:
            mark, look = ("！", self.palette.levels["error"]) if row.state == UNREAD else ("—", self.palette.dim)
        elif row.error or row.warning or row.info:
            return self._numbers((row.error, row.warning, row.info))
        else:
            mark, look = "✓", self.palette.good
        return [(fit(mark, self._width, right=True), look)]

    def _numbers(self, counts: tuple[int, ...]) -> list[tuple[str, Style]]:
        return [
            (f" {count or '·':>{self._counts}}", self.palette.levels[level] if count else self.palette.dim)
            for level, count in zip(LEVELS, counts, strict=True)
        ]

    def empty(self, number: int, width: int) -> list[Segment]:
        """When no unit fits the filter."""
        sought = self.listing.query.words.strip()
        return [Segment(fit("  没有这样的单位，按 Esc 清除筛选", width), self.palette.dim)] if sought and number == 2 else []

    def click_inside(self, index: int, x: int) -> bool:
        """A click on the triangle folds or unfolds."""
        row = self.row(index)
        if row and row.branch and x < 5:
            self.cursor = index
            self.post_message(self.Chosen(self, "toggle"))
            return True
        return False
