"""Another value for a cell, to see what would follow."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from gouji.tui.dialogs.dialog import Dialog


class EditDialog(Dialog[str]):
    """Gives the new raw text of the cell."""

    DEFAULT_CSS = """
    #edit { width: 66; }
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
