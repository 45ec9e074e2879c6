"""A page of text above a screen: a finding in full, the list of changes."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from gouji.tui.explain import Parts
from gouji.tui.keymap import PAGE, bindings
from gouji.tui.widgets.bars import KeyBar
from gouji.tui.widgets.page import Page


class DetailScreen(ModalScreen[None]):
    """One page; `text` is what copying gives when that is not the page itself."""

    BINDINGS = bindings(PAGE)
    DEFAULT_CSS = """
    DetailScreen { align: center middle; }
    #detail { width: 92%; max-width: 120; height: 88%; border: round $accent; background: $background; border-title-color: $accent; }
    """

    def __init__(self, title: str, parts: Parts, *, text: str = "") -> None:
        super().__init__()
        self._title = title
        self._parts = parts
        self._text = text

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        with Vertical(id="detail") as box:
            box.border_title = self._title
            yield Page()
            yield KeyBar()

    def on_mount(self) -> None:
        """Shows the page."""
        page = self.query_one(Page)
        page.show(self._parts)
        page.focus()

    def action_back(self) -> None:
        """Closes the page."""
        self.dismiss()

    def action_copy(self) -> None:
        """Copies the page."""
        self.app.copy_to_clipboard(self._text or self.query_one(Page).plain)
        self.app.notify("已复制")
