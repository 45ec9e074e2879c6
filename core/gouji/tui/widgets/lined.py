"""A window on any number of lines, drawn one by one, with a thumb at the right edge.

Textual's own scrolling lays the screen out again and paints its bar frames later; here the window,
the cursor and the thumb are painted together, in the frame after the key.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable

from rich.segment import Segment
from textual.events import Click, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp
from textual.strip import Strip
from textual.widget import Widget

from gouji.tui.keymap import MOVE, bindings
from gouji.tui.palette import Palette, palette

WHEEL = 3


class Lined(Widget, can_focus=True):
    """Shows lines `top` … of `total`; `FIXED` lines above them do not scroll."""

    BINDINGS = bindings(MOVE)
    ALLOW_SELECT = False
    FIXED = 0
    DEFAULT_CSS = """
    Lined { height: 1fr; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.total = 0
        self.top = 0
        self._dragging = False

    @property
    def palette(self) -> Palette:
        """The styles of the present theme."""
        return palette(self.app)

    @property
    def room(self) -> int:
        """How many lines are seen at once."""
        return max(self.size.height - self.FIXED, 1)

    @property
    def breadth(self) -> int:
        """How many cells a line has."""
        return max(self.size.width - 1, 1)

    @abstractmethod
    def line(self, y: int, width: int) -> Iterable[Segment]:
        """What stands on line `y` of the window."""

    @abstractmethod
    def go(self, lines: int) -> None:
        """Goes on, or back, by so many lines."""

    def action_line(self, lines: int) -> None:
        """One line on or back."""
        self.go(lines)

    def action_page(self, pages: int) -> None:
        """One page on or back."""
        self.go(pages * max(self.room - 1, 1))

    def action_end(self, way: int) -> None:
        """To the end or the beginning."""
        self.go(way * self.total)

    def scroll_top(self, top: int) -> None:
        """Makes `top` the first line shown, as far as there are lines."""
        top = max(0, min(top, self.total - self.room))
        if top != self.top:
            self.top = top
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the window, and its piece of the thumb."""
        strip = Strip(self.line(y, self.breadth)).adjust_cell_length(self.breadth, None)
        return Strip([*strip, self._thumb(y - self.FIXED)]).apply_style(self.palette.base)

    def _thumb(self, y: int) -> Segment:
        room = self.room
        if y < 0 or self.total <= room:
            return Segment(" ")
        length = max(room * room // self.total, 1)
        start = (room - length) * self.top // (self.total - room)
        return Segment("┃" if start <= y < start + length else " ", self.palette.dim)

    def _drag(self, y: int) -> None:
        room = self.room
        self.scroll_top((y - self.FIXED) * max(self.total - room, 0) // max(room - 1, 1))

    def on_mouse_down(self, event: MouseDown) -> None:
        """Takes hold of the thumb."""
        if event.x >= self.breadth and self.total > self.room:
            event.stop()
            self._dragging = True
            self.capture_mouse()
            self._drag(event.y)

    def on_mouse_move(self, event: MouseMove) -> None:
        """The window follows the thumb."""
        if self._dragging:
            self._drag(event.y)

    def on_mouse_up(self, event: MouseUp) -> None:
        """Lets the thumb go."""
        if self._dragging:
            self._dragging = False
            self.capture_mouse(False)

    def on_click(self, event: Click) -> None:
        """A click on a line."""
        if event.x < self.breadth:
            self.clicked(event.x, event.y, event.chain)

    def clicked(self, x: int, y: int, chain: int) -> None:
        """Line `y` of the window was clicked at column `x`, for the `chain`-th time in a row."""

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the window, not the cursor."""
        event.stop()
        self.scroll_top(self.top + WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the window, not the cursor."""
        event.stop()
        self.scroll_top(self.top - WHEEL)
