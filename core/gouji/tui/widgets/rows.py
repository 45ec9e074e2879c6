"""A list of any length, drawn line by line: no widget per line, nothing computed that is not seen."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.events import Blur, Click, Focus, MouseScrollDown, MouseScrollUp
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from gouji.tui.keymap import CHOOSE, MOVE, bindings
from gouji.tui.palette import Palette, palette

WHEEL = 3


class Rows(ScrollView, can_focus=True):
    """A list with a cursor. A subclass says how line `index` looks; `HEADER` lines stay on top."""

    BINDINGS = bindings(MOVE, CHOOSE)
    HEADER = 0
    DEFAULT_CSS = """
    Rows { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    cursor = reactive(0, repaint=False)

    @dataclass
    class Pointed(Message):
        """The cursor stands on another line."""

        rows: Rows
        index: int

        @property
        def control(self) -> Rows:
            """The list."""
            return self.rows

        def can_replace(self, message: Message) -> bool:
            """Only the last line pointed at matters."""
            return isinstance(message, Rows.Pointed) and message.rows is self.rows

    @dataclass
    class Chosen(Message):
        """A line was opened: Enter, right, or a second click."""

        rows: Rows
        index: int
        key: str = "enter"

        @property
        def control(self) -> Rows:
            """The list."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.count = 0
        self._width = 0

    @property
    def palette(self) -> Palette:
        """The styles of the present theme."""
        return palette(self.app)

    @property
    def visible_rows(self) -> int:
        """How many lines fit below the header."""
        return max(self.size.height - self.HEADER, 1)

    def segments(self, index: int, width: int, style: Style | None) -> list[Segment]:
        """Line `index` in exactly `width` cells, over the background `style`."""
        raise NotImplementedError

    def header(self, number: int, width: int) -> list[Segment]:
        """Header line `number`."""
        raise NotImplementedError

    def empty(self, number: int, width: int) -> list[Segment]:
        """What line `number` says while there is nothing to list."""
        return []

    def refill(self, count: int, cursor: int = 0) -> None:
        """Says that the list now has `count` lines, and where the cursor is to stand."""
        self.count = count
        size = Size(max(self.size.width, 1), count + self.HEADER)
        if size != self.virtual_size:
            self.virtual_size = size
        self.set_reactive(Rows.cursor, max(0, min(cursor, count - 1)))
        self.scroll_into_view()
        self.refresh()

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self.virtual_size = Size(max(self.size.width, 1), self.count + self.HEADER)
        self.scroll_into_view()

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        width = self.size.width
        if y < self.HEADER:
            segments = self.header(y, width)
        else:
            index = round(self.scroll_y) + y - self.HEADER
            if index < self.count:
                style = self.palette.on(index == self.cursor, self.has_focus)
                segments = self.segments(index, width, style)
            elif self.count == 0:
                segments = self.empty(y - self.HEADER, width)
            else:
                segments = []
        return Strip(segments).adjust_cell_length(width, None).apply_style(self.rich_style)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaints and tells."""
        if self.count:
            self.scroll_into_view()
            self.refresh()
            self.post_message(self.Pointed(self, new))

    def validate_cursor(self, cursor: int) -> int:
        """Keeps the cursor inside the list."""
        return max(0, min(cursor, self.count - 1))

    def scroll_into_view(self) -> None:
        """Scrolls as little as shows the cursor."""
        top, rows = round(self.scroll_y), self.visible_rows
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + rows:
            self.scroll_to(y=self.cursor - rows + 1, animate=False, immediate=True)

    def on_focus(self, event: Focus) -> None:
        """The cursor line is brighter where keys go."""
        self.refresh()

    def on_blur(self, event: Blur) -> None:
        """The cursor line is weaker where keys do not go."""
        self.refresh()

    def action_up(self) -> None:
        """One line up."""
        self.cursor -= 1

    def action_down(self) -> None:
        """One line down."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """One page up."""
        self.cursor -= self.visible_rows - 1 or 1

    def action_page_down(self) -> None:
        """One page down."""
        self.cursor += self.visible_rows - 1 or 1

    def action_top(self) -> None:
        """The first line."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """The last line."""
        self.cursor = self.count - 1

    def action_enter(self) -> None:
        """Opens the line under the cursor."""
        if self.count:
            self.post_message(self.Chosen(self, self.cursor))

    def action_left(self) -> None:
        """Folds, or goes back."""
        self.post_message(self.Chosen(self, self.cursor, "left"))

    def action_right(self) -> None:
        """Unfolds, or goes on."""
        self.post_message(self.Chosen(self, self.cursor, "right"))

    def on_click(self, event: Click) -> None:
        """A click points, a second one opens; the header has its own."""
        if event.y < self.HEADER:
            self.click_header(event.x)
            return
        index = round(self.scroll_y) + event.y - self.HEADER
        if index >= self.count:
            return
        if self.click_inside(index, event.x):
            return
        if index != self.cursor:
            self.cursor = index
        if event.chain > 1:
            self.action_enter()

    def click_header(self, x: int) -> None:
        """The header was clicked at column `x`."""

    def click_inside(self, index: int, x: int) -> bool:
        """Line `index` was clicked at column `x`: True when that meant something of its own."""
        return False

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the window, not the cursor."""
        event.stop()
        self.scroll_to(y=self.scroll_y + WHEEL, animate=False, immediate=True)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the window, not the cursor."""
        event.stop()
        self.scroll_to(y=self.scroll_y - WHEEL, animate=False, immediate=True)
