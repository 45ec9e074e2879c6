"""A page of text above a screen: a finding in full, the list of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from gouji.tui.dialogs.dialog import Dialog
from gouji.tui.explain import Parts
from gouji.tui.keymap import PAGE, bindings
from gouji.tui.widgets.bars import KeyBar
from gouji.tui.widgets.page import Page

if TYPE_CHECKING:
    from gouji.tui.app import GoujiApp


class DetailScreen(Dialog[None]):
    """One page; `text` is what copying gives when that is not the page itself."""

    BINDINGS = bindings(PAGE)
    DEFAULT_CSS = """
    #detail { width: 92%; max-width: 120; max-height: 88%; }
    #detail Page { height: auto; max-height: 100%; }
    #detail KeyBar { dock: bottom; height: 1; }
    """

    def __init__(self, app: GoujiApp, title: str, parts: Parts, *, text: str = "") -> None:
        super().__init__()
        self.gouji = app
        self._title = title
        self._parts = parts
        self._page = Page()
        self._text = text

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        with Vertical(id="detail") as box:
            box.border_title = self._title
            self._page.show(self._parts)
            yield self._page
            yield KeyBar()

    def on_mount(self) -> None:
        """The page takes the keys."""
        self._page.focus()

    def action_copy(self) -> None:
        """Copies the page."""
        self.gouji.copy(self._text or self._page.plain)
