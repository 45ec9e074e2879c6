"""A list in a frame, under a filter line that is there only while it is used."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic, TypeVar

from textual.widgets import Input

from gouji.tui.keymap import FILTER, bindings
from gouji.tui.widgets.frame import Frame
from gouji.tui.widgets.rows import Rows

AnyRows = TypeVar("AnyRows", bound=Rows)


class FilterLine(Input):
    """The line a filter is typed into; there only while it is used."""

    DEFAULT_CSS = """
    FilterLine, FilterLine.-textual-compact { height: 1; border: none; padding: 0 1; background: $panel; }
    """
    BINDINGS = bindings(FILTER)


class Pane(Frame, Generic[AnyRows]):
    """A list in a frame that says what it shows; the filter line is put above it when asked for."""

    HINT = ""

    def __init__(self, rows: AnyRows, *, id: str, title: str = "") -> None:
        super().__init__(rows, id=id, title=title)
        self.rows = rows

    @property
    def line(self) -> FilterLine | None:
        """The filter line, if it is there."""
        return next(iter(self.query(FilterLine)), None)

    async def action_filter(self) -> None:
        """Opens the filter line."""
        line = self.line
        if line is None:
            line = FilterLine(placeholder=self.HINT, compact=True)
            await self.mount(line, before=self.rows)
        line.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A filter line that is being typed into is not offered again."""
        return not (action in ("filter", "sort") and self.line and self.line.has_focus)

    def close_filter(self) -> bool:
        """Empties and removes the filter line; False when there was none."""
        line = self.line
        if line is None:
            return False
        self.rows.focus()
        line.remove()
        self.filter_by("")
        return True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the list."""
        event.stop()
        self.rows.focus()
        if not event.value.strip():
            self.close_filter()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every key filters."""
        event.stop()
        self.filter_by(event.value)

    @abstractmethod
    def filter_by(self, words: str) -> None:
        """Filters by these words."""

    def key_down(self) -> None:
        """Down leaves the filter line for the list."""
        if not self.rows.has_focus:
            self.rows.focus()
