"""The README's picture shows what the program shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "screenshot.py"


def test_the_picture_is_not_stale() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_picture_asks_no_outside_host() -> None:
    picture = (SCRIPT.parents[1] / "docs" / "browse.svg").read_text(encoding="utf-8")
    assert "url(" not in picture and "<script" not in picture and "href" not in picture
