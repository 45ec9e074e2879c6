"""Colours: two calm themes, and the styles that lines are drawn with.

Colour means level and role, nothing else; every meaning also has a mark, so that the screen reads
without colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.color import Color
from rich.style import Style
from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="gouji-dark",
    primary="#8fb4dc",
    accent="#8fb4dc",
    foreground="#d4d8de",
    background="#15181d",
    surface="#15181d",
    panel="#1d2127",
    success="#86c08f",
    warning="#dcb35c",
    error="#ef8378",
    dark=True,
    variables={
        "level-info": "#7fb2e5",
        "role-right": "#b9a1e8",
        "dim": "#7b8490",
        "cursor": "#2b3f57",
        "cursor-weak": "#23282f",
        "subject-text": "#15181d",
        "border": "#3a414b",
        "border-blurred": "#2a2f37",
        "input-selection-background": "#2b3f57",
    },
)

LIGHT = Theme(
    name="gouji-light",
    primary="#2f5f93",
    accent="#2f5f93",
    foreground="#24282d",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#efeee9",
    success="#2e7238",
    warning="#8a5a00",
    error="#b3261e",
    dark=False,
    variables={
        "level-info": "#1f5fa8",
        "role-right": "#6b4aa8",
        "dim": "#737a83",
        "cursor": "#cfe0f2",
        "cursor-weak": "#e9e7e0",
        "subject-text": "#ffffff",
        "border": "#b9b7ae",
        "border-blurred": "#d9d7cf",
        "input-selection-background": "#cfe0f2",
    },
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


@dataclass(frozen=True, slots=True)
class Palette:
    """The styles of one theme. `levels` are those of the three levels; the others say what they are for."""

    base: Style
    text: Style
    dim: Style
    strong: Style
    heading: Style
    good: Style
    levels: dict[str, Style]
    subject: Style
    left: Style
    right: Style
    quote: Style
    cursor: Style
    cursor_weak: Style
    key: Style

    def on(self, selected: bool, focused: bool) -> Style | None:
        """The background of a line under the cursor, or None."""
        return (self.cursor if focused else self.cursor_weak) if selected else None


_made: dict[tuple[str, str], Palette] = {}


def palette(app: App[Any]) -> Palette:
    """The styles of the app's present theme."""
    variables = app.theme_variables
    key = (app.theme, variables["foreground"])
    if key not in _made:
        _made[key] = _palette(variables)
    return _made[key]


def _palette(variables: dict[str, str]) -> Palette:
    def style(name: str, *, back: str = "", bold: bool | None = None, underline: bool | None = None) -> Style:
        color = Color.parse(variables[name]) if name else None
        background = Color.parse(variables[back]) if back else None
        return Style(color=color, bgcolor=background, bold=bold, underline=underline)

    levels = {"error": style("error"), "warning": style("warning"), "info": style("level-info")}
    return Palette(
        base=style("foreground", back="background"),
        text=style("foreground"),
        dim=style("dim"),
        strong=style("foreground", bold=True),
        heading=style("accent", bold=True),
        good=style("success"),
        levels=levels,
        subject=style("subject-text", back="error", bold=True),
        left=style("level-info", underline=True),
        right=style("role-right", underline=True),
        quote=style("subject-text", back="warning"),
        cursor=style("", back="cursor"),
        cursor_weak=style("", back="cursor-weak"),
        key=style("accent", bold=True),
    )
