"""What parts of the application tell each other."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from gouji.tui.feed import Progress
from gouji.tui.query import Scope


@dataclass
class Progressed(Message):
    """The engine has stored more results; only the last such word matters."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """A later word replaces an earlier one."""
        return isinstance(message, Progressed)


@dataclass
class ScopeChosen(Message):
    """Another part of the corpus is to be looked at; `enter` when the user also wants to go there."""

    scope: Scope
    enter: bool = False


@dataclass
class FindingShown(Message):
    """The findings pane shows another list."""
