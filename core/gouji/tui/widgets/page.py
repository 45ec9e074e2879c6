"""A page of text, folded to its width and drawn line by line."""

from __future__ import annotations

from rich.text import Text
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from gouji.tui.drawing import fold
from gouji.tui.keymap import MOVE, bindings


class Page(ScrollView, can_focus=True):
    """Text to read. Lines hang under their first words by the indent each part asks for."""

    BINDINGS = bindings(MOVE)
    DEFAULT_CSS = """
    Page { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; padding: 0 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: list[tuple[Text, int]] = []
        self._lines: list[Text] = []
        self._folded_at = 0

    @property
    def plain(self) -> str:
        """The whole text, unfolded."""
        return "\n".join(text.plain for text, _ in self._parts)

    def show(self, parts: list[tuple[Text, int]]) -> None:
        """Shows these parts from the top; each is a text and the indent of its folded lines."""
        self._parts = parts
        self._folded_at = 0
        self._fold()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        """Folds anew."""
        self._fold()

    def _fold(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0 or width == self._folded_at:
            return
        self._folded_at = width
        self._lines = [line for text, hang in self._parts for line in fold(text, width, hang=hang)]
        self.virtual_size = Size(width, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        index = round(self.scroll_y) + y
        width = self.scrollable_content_region.width
        segments = list(self._lines[index].render(self.app.console)) if index < len(self._lines) else []
        return Strip(segments).adjust_cell_length(width, None).apply_style(self.rich_style)

    def _by(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_y + lines, animate=False, immediate=True)

    def action_up(self) -> None:
        """One line up."""
        self._by(-1)

    def action_down(self) -> None:
        """One line down."""
        self._by(1)

    def action_page_up(self) -> None:
        """One page up."""
        self._by(-max(self.size.height - 1, 1))

    def action_page_down(self) -> None:
        """One page down."""
        self._by(max(self.size.height - 1, 1))

    def action_top(self) -> None:
        """The beginning."""
        self._by(-len(self._lines))

    def action_bottom(self) -> None:
        """The end."""
        self._by(len(self._lines))
