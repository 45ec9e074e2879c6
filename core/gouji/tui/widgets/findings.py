"""The table of findings: one line each, read from the store page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from gouji.finding import LEVEL_NAMES
from gouji.telling import beside_place, printable
from gouji.tui import views
from gouji.tui.drawing import fit, middle
from gouji.tui.keymap import LOCATE, bindings
from gouji.tui.query import Query
from gouji.tui.region import short
from gouji.tui.store import Store
from gouji.tui.views import FindingRow, GroupRow, View
from gouji.tui.widgets.rows import Rows

LEVEL_MARKS = {"error": "■", "warning": "▲", "info": "○"}
"""Marks that tell the levels apart without colour."""

TITLES = {"level": "级别", "unit": "单位", "year": "年度", "rule": "规则", "place": "位置", "message": "问题"}


class Column(NamedTuple):
    """One column at the width it has now."""

    id: str
    width: int


def layout(width: int, query: Query) -> list[Column]:
    """Which columns fit, and how wide; what is the same for all rows, or stands above them, is not repeated."""
    columns = [Column("level", 9)]
    if not query.scope.report:
        if query.grouping != "unit":
            columns.append(Column("unit", max(min(width // 5, 28), 12)))
        if width >= 64:
            columns.append(Column("year", 5))
    if width >= 96 and query.grouping != "rule":
        columns.append(Column("rule", 8))
    if query.grouping != "cell":
        columns.append(Column("place", max(min(width // 4, 34), 16)))
    rest = width - 1 - sum(column.width for column in columns)
    return [*columns, Column("message", max(rest, 1))]


class FindingsList(Rows):
    """Findings as the view in hand says; the cursor is on a finding or on a group's heading."""

    BINDINGS = bindings(LOCATE)
    FIXED = 1

    @dataclass
    class HeaderClicked(Message):
        """The title of a column was clicked."""

        column: str

    def __init__(self, store: Store, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.store = store
        self.view: View | None = None
        self.titles: Mapping[str, str] = {}
        self.nothing: list[str] = ["正在准备……"]
        self._read: Callable[[int], FindingRow | GroupRow | None] = lambda index: None
        self._one_region = True

    def show(self, view: View, cursor: int) -> None:
        """Shows a view."""
        self.view = view
        self._read = views.paged(lambda first, rows: views.page(self.store.read, view, first, rows))
        self._one_region = bool(view.query.scope.region) or self.store.regions() < 2
        self.refill(view.rows, cursor)

    def row(self, index: int) -> FindingRow | GroupRow | None:
        """The row at `index`; None outside the list."""
        return self._read(index) if 0 <= index < self.total else None

    @property
    def current(self) -> FindingRow | GroupRow | None:
        """The row under the cursor."""
        return self.row(self.cursor)

    @property
    def _query(self) -> Query:
        return self.view.query if self.view else Query()

    def header(self, number: int, width: int) -> list[Segment]:
        """Titles of the columns; the one sorted by has an arrow."""
        query = self._query
        segments = [Segment(" ")]
        for column in layout(width, query):
            title = TITLES[column.id] + (("↓" if query.descending else "↑") if column.id == query.order else "")
            segments.append(Segment(fit(title, column.width), self.palette.dim))
        return segments

    def segments(self, index: int, width: int, style: Style | None) -> list[Segment]:
        """A finding, or a group's heading."""
        row = self.row(index)
        colors, back = self.palette, style or Style.null()
        if row is None:
            return [Segment(" " * width, back)]
        if isinstance(row, GroupRow):
            folded = row.name in self._query.folded
            name = f"{row.name} {printable(self.titles.get(row.name, ''))}".strip() or "（未注明）"
            text = f" {'▸' if folded else '▾'} {name}　{row.size} 项"
            return [Segment(fit(text, width), colors.heading + back)]
        segments = [Segment(" ", back)]
        for column in layout(width, self._query):
            text, look = self._shown(row, column.id, column.width - 1)
            segments += [Segment(text, look + back), Segment(" ", back)]
        return segments

    def _shown(self, row: FindingRow, column: str, room: int) -> tuple[str, Style]:
        """What a finding says in a column."""
        colors = self.palette
        if column == "level":
            return fit(f"{LEVEL_MARKS[row.level]} {LEVEL_NAMES[row.level]}", room), colors.levels[row.level]
        if column == "unit":
            return middle(short(row.unit) if self._one_region else row.unit, room), Style.null()
        if column == "year":
            return fit(str(row.year or ""), room), colors.dim
        if column == "rule":
            return fit(row.rule, room), colors.dim
        if column == "place":
            # The beginning tells headings of sections apart, the end cells of a table.
            return (middle if "·" in row.place else fit)(row.place, room), Style.null()
        return fit(beside_place(row.place, row.message), room), Style.null()

    def empty(self, number: int, width: int) -> list[Segment]:
        """Why nothing is listed."""
        if 1 <= number <= len(self.nothing):
            return [Segment("  " + fit(self.nothing[number - 1], width - 2), self.palette.dim)]
        return []

    def say_nothing(self, *lines: str) -> None:
        """What an empty list says."""
        self.nothing = list(lines)
        self.refresh()

    def click_header(self, x: int) -> None:
        """Sorts by the column clicked."""
        edge = 1
        for column in layout(self.breadth, self._query):
            edge += column.width
            if x < edge:
                self.post_message(self.HeaderClicked(column.id))
                return
