"""Text pictures of the main screens at three sizes, read before they are kept.

`GOUJI_KEEP_PICTURES=1 pytest tests/tui/test_pictures.py` writes them anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import MIDDLE, NARROW, WIDE, press, screen, until

PICTURES = Path(__file__).parent / "pictures"
WAYS = {"main": ["tab"], "place": ["tab", "enter"], "detail": ["tab", "i"], "help": ["question_mark"]}


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", WAYS)
async def test_the_screen_looks_as_it_did(browsing: Any, name: str, size: tuple[int, int]) -> None:
    async with browsing(size) as (app, pilot):
        # How many rules there are is no matter of layout.
        app.rules_in_use = "国家统一格式"
        app.main.say_title()
        await press(pilot, *WAYS[name])
        if name == "place":
            await until(pilot, lambda: "正在读原文" not in app.screen.side.plain)
        text = re.sub(r"\S*pytest-\S*", "…", screen(app)) + "\n"
    file = PICTURES / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("GOUJI_KEEP_PICTURES"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
