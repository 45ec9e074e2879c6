"""Another value for a cell, to see what would follow."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label


class EditDialog(ModalScreen[str | None]):
    """Gives the new raw text of the cell, or None when left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "back", "取消")]
    DEFAULT_CSS = """
    EditDialog { align: center middle; }
    #edit { width: 66; max-width: 96%; height: auto; border: round $accent; background: $background; padding: 0 1; }
    #edit Input { margin: 1 0; border: none; background: $panel; height: 1; }
    #edit Label { color: $dim; }
    """

    def __init__(self, cell: str, raw: str | None) -> None:
        super().__init__()
        self._cell = cell
        self._raw = raw

    def compose(self) -> ComposeResult:
        """The present value, selected."""
        with Vertical(id="edit") as box:
            box.border_title = "试改（不改动文件）"
            now = "报告中没有这一格" if self._raw is None else f"现在是“{self._raw}”" if self._raw else "现在是空格"
            yield Label(f"{self._cell}　{now}", markup=False)
            yield Input(self._raw or "", compact=True, select_on_focus=True)
            yield Label("Enter 试试看   Esc 取消", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Gives the value."""
        self.dismiss(event.value.strip())

    def action_back(self) -> None:
        """Changes nothing."""
        self.dismiss(None)
