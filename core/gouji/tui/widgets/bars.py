"""The line on top that says where one is, and the line below that says what one can do."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.app import RenderResult
from textual.events import Click
from textual.widget import Widget

from gouji.tui.keymap import BY_ID, name
from gouji.tui.palette import Palette, palette

WIDE = 110
"""From this many columns on the reports stand beside the findings, and all keys fit on one line."""


class TitleBar(Widget):
    """Left: where one is. Right: counts or position."""

    DEFAULT_CSS = """
    TitleBar { text-wrap: nowrap; height: 1; background: $panel; color: $foreground; }
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


class _Offer(NamedTuple):
    """A key that applies now: how useful it is, its name as printed on it, what it does, and the key itself."""

    rank: int
    name: str
    label: str
    key: str

    @property
    def width(self) -> int:
        """The cells it takes, those up to the next one included."""
        return cell_len(self.name) + 1 + cell_len(self.label) + 2


class KeyBar(Widget):
    """The keys that apply here, most useful first, as many as fit on one line or, when narrow, on two; a click on one does it."""

    DEFAULT_CSS = """
    KeyBar { text-wrap: nowrap; height: 1; background: $panel; color: $foreground; }
    KeyBar.-two { height: 2; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.status = ""
        self._shown: list[tuple[int, int, int, str]] = []
        self._drawn: list[_Offer] = []

    def on_mount(self) -> None:
        """Follows the bindings of what has the focus."""
        self.on_resize()
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._renew())

    def on_resize(self) -> None:
        """One line or two."""
        self.set_class(self.app.size.width < WIDE, "-two")

    def _renew(self) -> None:
        if self._keys() != self._drawn:
            self.refresh()

    def say(self, status: str) -> None:
        """What is going on, at the right end."""
        if status != self.status:
            self.status = status
            self.refresh()

    def _keys(self) -> list[_Offer]:
        found: dict[str, _Offer] = {}
        for active in self.screen.active_bindings.values():
            known = BY_ID.get(active.binding.id or "")
            key = active.binding.key
            if known and active.binding.show and active.enabled and (known.id not in found or key == known.keys.partition(",")[0]):
                found[known.id] = _Offer(known.rank, name(key), known.label, key)
        return sorted(found.values(), reverse=True)

    def render(self) -> RenderResult:
        """Help and quit always; then the others by rank; the status at the right end of the first line."""
        colors = palette(self.app)
        width, height = self.size.width, max(self.size.height, 1)
        status = set_cell_size(self.status, min(cell_len(self.status), width // 2))
        keys = self._drawn = self._keys()
        lasting = [key for key in keys if key.rank <= 2]
        lines: list[list[_Offer]] = [[] for _ in range(height)]
        room = [width - 1 - (cell_len(status) + 1 if status and not number else 0) for number in range(height)]
        room[-1] -= sum(key.width for key in lasting)
        for key in keys:
            number = next((number for number in range(height) if key.width <= room[number]), None)
            if key not in lasting and number is not None:
                room[number] -= key.width
                lines[number].append(key)
        lines[-1] += lasting
        self._shown = []
        texts = [self._line(number, line, colors) for number, line in enumerate(lines)]
        if status:
            texts[0].append(" " * max(width - texts[0].cell_len - cell_len(status) - 1, 0))
            texts[0].append(status, colors.dim)
        return Text("\n").join(texts)

    def _line(self, number: int, keys: list[_Offer], colors: Palette) -> Text:
        text, column = Text(" "), 1
        for key in keys:
            text.append(key.name, colors.key)
            text.append(f" {key.label}  ")
            self._shown.append((number, column, column + key.width - 2, key.key))
            column += key.width
        return text

    def on_click(self, event: Click) -> None:
        """Does what the clicked key does."""
        for line, start, end, key in self._shown:
            if line == event.y and start <= event.x < end:
                self.app.simulate_key(key)
