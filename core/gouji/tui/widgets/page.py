"""A page of text, folded to its width and drawn line by line."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.text import Text
from textual.geometry import Size

from gouji.tui.drawing import fold, segments
from gouji.tui.widgets.lined import Lined


class Page(Lined):
    """Text to read. Lines hang under their first words by the indent each part asks for."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: list[tuple[Text, int]] = []
        self._lines: list[Text] = []

    @property
    def plain(self) -> str:
        """The whole text, unfolded."""
        return "\n".join(text.plain for text, _ in self._parts)

    def show(self, parts: list[tuple[Text, int]]) -> None:
        """Shows these parts from the top; each is a text and the indent of its folded lines."""
        self._parts = parts
        self._fold()
        self.scroll_top(0)

    def on_resize(self) -> None:
        """Folds anew."""
        self._fold()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines the text has, where the page is as high as that."""
        return len(self._folded(width))

    def _fold(self) -> None:
        self._lines = self._folded(self.size.width)
        self.total = len(self._lines)
        self.scroll_top(self.top)
        self.refresh()

    def _folded(self, width: int) -> list[Text]:
        # Beside the text there are two margins and the thumb.
        return [line for text, hang in self._parts for line in fold(text, width - 3, hang=hang)] if width > 3 else []

    def line(self, y: int, width: int) -> Iterable[Segment]:
        """One line of the text, with a margin."""
        index = self.top + y
        if index >= len(self._lines):
            return []
        return [Segment(" "), *segments(self._lines[index], self.app.console)]

    def go(self, lines: int) -> None:
        """Scrolls."""
        self.scroll_top(self.top + lines)
