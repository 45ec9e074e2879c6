"""`--format terminal`: for people. Colour on a terminal, the same words without it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gouji.run import Run
from gouji_plugins.outputs.lines import Line
from gouji_plugins.outputs.told import told

STYLES = {
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "passed": "green",
    "title": "bold",
    "place": "bold",
    "wrong": "bold reverse red",
    "compared": "underline",
    "dim": "dim",
}
"""What each named style looks like; marks and words carry the meaning without it."""


def write(run: Run) -> Iterator[str]:
    """The run as text, a line at a time."""
    paint = _coloured() if run.display.terminal else _plain
    for line in told(run):
        yield paint(line)


def _plain(line: Line) -> str:
    return "".join(text for text, _ in line).rstrip() + "\n"


def _coloured() -> Callable[[Line], str]:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    console = Console(file=StringIO(), force_terminal=True, legacy_windows=False, highlight=False, emoji=False, markup=False)

    def paint(line: Line) -> str:
        text = Text(no_wrap=True, overflow="ignore", end="")
        for piece, style in line:
            text.append(piece, STYLES.get(style, ""))
        with console.capture() as painted:
            console.print(text, soft_wrap=True)
        return painted.get().rstrip("\n") + "\n"

    return paint
