"""The frame around a part of the screen: brighter while the keys go there."""

from __future__ import annotations

from textual.containers import Vertical
from textual.widget import Widget


class Frame(Vertical):
    """A border with a title."""

    DEFAULT_CSS = """
    Frame { border: round $border-blurred; border-title-color: $foreground; border-subtitle-color: $dim; }
    Frame:focus-within { border: round $border; border-title-color: $accent; }
    """

    def __init__(self, *inside: Widget, id: str, title: str = "") -> None:
        super().__init__(*inside, id=id)
        self.border_title = title
