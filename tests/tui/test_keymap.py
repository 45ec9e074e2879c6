"""The table of keys: complete, without clashes, everything with help."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gouji.tui import keymap
from gouji.tui.screens.main import MainScreen
from gouji.tui.screens.place import PlaceScreen
from gouji.tui.screens.rules import RulesScreen


def test_ids_are_unique_and_every_key_explains_itself() -> None:
    keys = [key for table in keymap.CONTEXTS.values() for key in table]
    assert len({key.id for key in keys}) == len(keys)
    assert all(key.help and key.label and key.keys for key in keys)


@pytest.mark.parametrize(
    "tables",
    [
        (keymap.EVERYWHERE, keymap.PANE, keymap.BROWSE, keymap.MOVE, keymap.CHOOSE),
        (keymap.EVERYWHERE, keymap.PLACE),
        (keymap.EVERYWHERE, keymap.RULES),
    ],
)
def test_no_key_means_two_things_in_one_place(tables: tuple[tuple[keymap.Key, ...], ...]) -> None:
    pressed = [key.strip() for table in tables for entry in table for key in entry.keys.split(",")]
    assert len(set(pressed)) == len(pressed)


@pytest.mark.parametrize(
    ("screen", "tables"),
    [(MainScreen, (keymap.PANE, keymap.BROWSE)), (PlaceScreen, (keymap.PLACE,)), (RulesScreen, (keymap.RULES,))],
)
def test_every_key_has_its_action(screen: type, tables: tuple[tuple[keymap.Key, ...], ...]) -> None:
    missing = [key.action for table in tables for key in table if not hasattr(screen, f"action_{key.action.partition('(')[0]}")]
    assert missing == []


@pytest.mark.parametrize("module", ["gouji", "gouji.cli.main", "gouji.cli.check", "gouji.run", "gouji.cli.browse", "gouji.tui"])
def test_nothing_headless_imports_textual(module: str) -> None:
    code = f"import sys, {module}; sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
