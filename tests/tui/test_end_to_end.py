"""One run in a real terminal (tmux): find the worst unit, understand, go there, try the correction, copy, quit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    server = f"gouji-{uuid.uuid4().hex[:8]}"

    def run(*words: str) -> str:
        done = subprocess.run(["tmux", "-u", "-L", server, "-f", "/dev/null", *words], capture_output=True, check=False, timeout=20)
        return done.stdout.decode("utf-8", "replace")

    yield run
    run("kill-server")


def test_a_clerk_s_way_through(tmux: Callable[..., str], county: Path, tmp_path: Path) -> None:
    def shows(*words: str) -> str:
        text = ""
        for _ in range(300):
            text = tmux("capture-pane", "-p")
            if all(word in text for word in words):
                return text
            time.sleep(0.1)
        raise AssertionError(f"{words} not in\n{text}")

    code = "import sys; from gouji.cli.main import main; sys.exit(main())"
    environment = {"GOUJI_CONFIG_DIR": str(tmp_path / "config"), "GOUJI_CACHE_DIR": os.environ["GOUJI_CACHE_DIR"], "LC_ALL": "C.UTF-8"}
    settings = [word for name, value in environment.items() for word in ("-e", f"{name}={value}")]
    command = [sys.executable, "-c", code, "browse", "--jobs", "2", county.name]
    tmux("new-session", "-d", "-x", "80", "-y", "24", "-c", str(county.parent), *settings, *command)
    shows("3 份年报", "强制性 2")
    tmux("send-keys", "s", "Home", "Down", "Down", "Enter")
    shows("改法", "Enter 定位")
    tmux("send-keys", "Enter")
    shows("定位", "▐", "表三·予以公开·总计")
    tmux("send-keys", "a")
    shows("消失", "试改 1 格")
    tmux("send-keys", "u", "c")
    shows("已复制")
    tmux("send-keys", "q")
    for _ in range(100):
        if not tmux("list-sessions"):
            break
        time.sleep(0.1)
    assert not tmux("list-sessions")
    assert sorted(file.name for file in county.iterdir()) == ["交通局.html", "审计局.html", "水利局.html", "说明.txt"]
