"""A list of any length, drawn line by line: no widget per line, nothing computed that is not seen."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.events import Blur, Focus
from textual.message import Message
from textual.reactive import reactive

from gouji.tui.keymap import CHOOSE, bindings
from gouji.tui.widgets.lined import Lined


class Rows(Lined):
    """A list with a cursor. A subclass says how line `index` looks; `FIXED` lines of header stay on top.

    Lines up to `LASTING` are there even when nothing is listed.
    """

    BINDINGS = bindings(CHOOSE)
    LASTING = 0
    cursor = reactive(0, repaint=False)

    @dataclass
    class Pointed(Message):
        """The cursor stands on another line. Goes straight to the screen: on the way up through the
        containers it would miss the frame in which the cursor is painted."""

        rows: Rows

        def can_replace(self, message: Message) -> bool:
            """Only the last line pointed at matters."""
            return isinstance(message, Rows.Pointed) and message.rows is self.rows

    @dataclass
    class Chosen(Message):
        """A line was opened: Enter, right, or a second click."""

        rows: Rows
        key: str = "enter"

    @abstractmethod
    def segments(self, index: int, width: int, style: Style | None) -> list[Segment]:
        """Line `index` in exactly `width` cells, over the background `style`."""

    def header(self, number: int, width: int) -> list[Segment]:
        """Header line `number`, of lists that have any."""
        return []

    def empty(self, number: int, width: int) -> list[Segment]:
        """What line `number` says while there is nothing to list."""
        return []

    def refill(self, count: int, cursor: int = 0) -> None:
        """Says that the list now has `count` lines, and where the cursor is to stand."""
        self.total = count
        self.set_reactive(Rows.cursor, max(0, min(cursor, count - 1)))
        self.scroll_into_view()
        self.refresh()

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self.scroll_into_view()

    def line(self, y: int, width: int) -> Iterable[Segment]:
        """The header, a line of the list, or what an empty list says."""
        if y < self.FIXED:
            return self.header(y, width)
        index = self.top + y - self.FIXED
        if index < self.total:
            return self.segments(index, width, self.palette.on(index == self.cursor, self.has_focus))
        return self.empty(y - self.FIXED, width) if self.total <= self.LASTING else []

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaints and tells."""
        if self.total:
            self.screen.post_message(self.Pointed(self))
            self.scroll_into_view()
            self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        """Keeps the cursor inside the list."""
        return max(0, min(cursor, self.total - 1))

    def scroll_into_view(self) -> None:
        """Scrolls as little as shows the cursor and the line above it, which may be the heading it stands under."""
        self.scroll_top(max(min(self.top, self.cursor - 1), self.cursor - self.room + 1))

    def on_focus(self, event: Focus) -> None:
        """The cursor line is brighter where keys go."""
        self.refresh()

    def on_blur(self, event: Blur) -> None:
        """The cursor line is weaker where keys do not go."""
        self.refresh()

    def go(self, lines: int) -> None:
        """Moves the cursor."""
        self.cursor += lines

    def action_enter(self) -> None:
        """Opens the line under the cursor, or what an empty list speaks of."""
        self.post_message(self.Chosen(self))

    def action_left(self) -> None:
        """Folds, or goes back."""
        self.post_message(self.Chosen(self, "left"))

    def action_right(self) -> None:
        """Unfolds, or goes on."""
        self.post_message(self.Chosen(self, "right"))

    def clicked(self, x: int, y: int, chain: int) -> None:
        """A click points, a second one opens; the header has its own."""
        if y < self.FIXED:
            self.click_header(x)
            return
        index = self.top + y - self.FIXED
        if index >= self.total or self.click_inside(index, x):
            return
        self.cursor = index
        if chain > 1:
            self.action_enter()

    def click_header(self, x: int) -> None:
        """The header was clicked at column `x`."""

    def click_inside(self, index: int, x: int) -> bool:
        """Line `index` was clicked at column `x`: True when that meant something of its own."""
        return False
