"""What all dialogs have in common: a box in the middle that Escape closes."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Gives an answer, or None when left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "back", "取消")]
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical { max-width: 96%; height: auto; border: round $accent; border-title-color: $accent; background: $background; }
    Dialog Input { margin: 1; border: none; background: $panel; height: 1; }
    Dialog Label { color: $dim; padding: 0 1; }
    """

    def action_back(self) -> None:
        """Leaves everything as it was."""
        self.dismiss(None)
