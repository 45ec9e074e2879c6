"""`gouji browse` on the command line and in a web browser: local by default, and no outside host asked for anything."""

from __future__ import annotations

import argparse
import io
import re
from importlib.resources import files

import pytest

from gouji.cli import browse
from gouji.cli.main import main
from gouji.errors import UsageError


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ("127.0.0.1", 8000)), ("9000", ("127.0.0.1", 9000)), ("0.0.0.0", ("0.0.0.0", 8000)), ("0.0.0.0:81", ("0.0.0.0", 81))],
)
def test_address(text: str, expected: tuple[str, int]) -> None:
    assert browse.address(text) == expected


@pytest.mark.parametrize("text", ["a:b", "1.2.3.4:0", ":70000"])
def test_wrong_ports_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        browse.address(text)


def test_the_page_asks_no_outside_host() -> None:
    page = (files("gouji.tui") / "data" / "app_index.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:https?:)?//(?!\s)", page)
    for needed in ("app_websocket_url", "textual-terminal", "js/textual.js", "css/xterm.css", "-first-byte"):
        assert needed in page


def test_every_visitor_gets_the_same_options() -> None:
    chosen = argparse.Namespace(ruleset=["a b.yaml"], plugin=[], edition="gov-2021", roster="单位.csv", jobs=0)
    words = browse.command(chosen, ["-x"])
    options = ["--ruleset", "a b.yaml", "--edition", "gov-2021", "--roster", "单位.csv", "--jobs", "0"]
    assert words[3:] == ["browse", *options, "--", "-x"]


def test_serving_starts_with_our_page(monkeypatch: pytest.MonkeyPatch) -> None:
    server = pytest.importorskip("textual_serve.server")
    started = {}

    def serve(self: object, debug: bool = False) -> None:
        started.update(vars(self))
        started["page"] = (self.templates_path / "app_index.html").read_text(encoding="utf-8")  # type: ignore[attr-defined]

    monkeypatch.setattr(server.Server, "serve", serve)
    assert main(["browse", "--serve"]) == 0
    assert (started["host"], started["port"]) == ("127.0.0.1", 8000) and "正在打开勾稽" in started["page"]


def test_without_a_terminal_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["browse", "没有这个"]) == 2
    assert main(["browse", "."]) == 2
    assert "gouji check" in capsys.readouterr().err


class Terminal:
    encoding = "gbk"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("redirected", ["stdin", "stdout", "stderr"])
def test_a_terminal_with_a_stream_redirected_is_refused(monkeypatch: pytest.MonkeyPatch, redirected: str) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}", io.StringIO() if stream == redirected else Terminal())
    with pytest.raises(UsageError, match="不要转到别处"):
        browse.run(argparse.Namespace(paths=["."], serve=None))


def test_a_terminal_that_cannot_draw_the_screen_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}", Terminal())
    with pytest.raises(UsageError, match="UTF-8 编码的终端，现在是 gbk"):
        browse.run(argparse.Namespace(paths=["."], serve=None))
