"""The line on top that says where one is, and the line below that says what one can do."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual.app import RenderResult
from textual.widget import Widget

from gouji.tui.keymap import BY_ID, name
from gouji.tui.palette import palette


class TitleBar(Widget):
    """Left: where one is. Right: counts or position."""

    DEFAULT_CSS = """
    TitleBar { height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left = Text()
        self.right = Text()

    def say(self, left: Text, right: Text) -> None:
        """Shows these two."""
        if left != self.left or right != self.right:
            self.left, self.right = left, right
            self.refresh()

    def render(self) -> RenderResult:
        """The right side is kept whole, the left one cut."""
        width = self.size.width
        right = Text(" ") + self.right + Text(" ")
        left = Text(" ") + self.left
        room = max(width - cell_len(right.plain), 0)
        if cell_len(left.plain) > room:
            left.truncate(room, overflow="ellipsis")
        return left + Text(" " * max(room - cell_len(left.plain), 0)) + right


class KeyBar(Widget):
    """The keys that apply here, most useful first, as many as fit; a click on one does it."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.status = ""
        self._shown: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follows the bindings of what has the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def say(self, status: str) -> None:
        """What is going on, at the right end."""
        if status != self.status:
            self.status = status
            self.refresh()

    def _keys(self) -> list[tuple[int, str, str, str]]:
        found: dict[str, tuple[int, str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            known = BY_ID.get(active.binding.id or "")
            if known and active.binding.show and active.enabled and known.id not in found:
                found[known.id] = known.rank, name(active.binding.key), known.label, active.binding.key
        return sorted(found.values(), reverse=True)

    def render(self) -> RenderResult:
        """Help and quit always; then the others by rank; then the status."""
        colors = palette(self.app)
        status = self.status
        room = self.size.width - (cell_len(status) + 2 if status else 0)
        keys = self._keys()
        widths = [cell_len(key) + 1 + cell_len(label) + 2 for _, key, label, _ in keys]
        chosen = [index for index, key in enumerate(keys) if key[0] <= 2]
        left = room - 1 - sum(widths[index] for index in chosen)
        for index, width in enumerate(widths):
            if index not in chosen and width <= left:
                left -= width
                chosen.append(index)
        text, column = Text(" "), 1
        self._shown = []
        for index in sorted(chosen):
            _, key, label, press = keys[index]
            text.append(key, colors.key)
            text.append(" " + label + "  ", Style())
            self._shown.append((column, column + widths[index] - 2, press))
            column += widths[index]
        if status:
            text.append(" " * max(self.size.width - cell_len(text.plain) - cell_len(status) - 1, 0))
            text.append(set_cell_size(status, min(cell_len(status), self.size.width)), colors.dim)
        text.truncate(self.size.width)
        return text

    def on_click(self, event: object) -> None:
        """Does what the clicked key does."""
        x = getattr(event, "x", -1)
        for start, end, key in self._shown:
            if start <= x < end:
                self.app.simulate_key(key)
