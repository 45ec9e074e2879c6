"""The progress bar: on a terminal that shows nothing else, with counts and the time left; nowhere else."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from gouji.cli import progress
from gouji.cli.main import main
from gouji.cli.progress import Progress
from gouji.run.inputs import count


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "AFTER", 0)
    Path("reports/2023").mkdir(parents=True)
    for number in range(5):
        Path(f"reports/2023/{number}.txt").write_text("今天天气很好，我们去公园。", encoding="utf-8")
    return tmp_path


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def test_counts_without_opening(folder):
    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.writestr("a.txt", "a")
        archive.writestr("b.txt", "b")
    assert count(["reports", "all.zip", "gone.txt", "reports/2023/*.txt", "-"]) == 5 + 1 + 1 + 5 + 1


def test_it_shows_counts_and_leaves_a_clean_line():
    screen = Terminal()
    with Progress(screen, ["reports"], shown=True) as bar:
        for _ in range(7):
            bar(object())
    shown = plain(screen.getvalue())
    assert "正在检查" in shown and "剩余" in shown and "7/7" in shown
    assert screen.getvalue().rstrip("\n").endswith("\x1b[2K")


@pytest.mark.parametrize("shown", [True, False])
def test_a_short_run_shows_nothing(monkeypatch, shown):
    monkeypatch.setattr(progress, "AFTER", 60 if shown else 0)
    screen = Terminal()
    with Progress(screen, ["reports"], shown=shown) as bar:
        bar(object())
    assert screen.getvalue() == ""


@pytest.mark.parametrize(("terminal", "arguments", "shown"), [(True, [], True), (True, ["--quiet"], False), (False, [], False)])
def test_only_on_a_terminal_that_shows_nothing_else(monkeypatch, capsys, terminal, arguments, shown):
    screen = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    main(["check", "--format", "json", *arguments, "reports"])
    assert ("正在检查" in screen.getvalue()) == shown
    assert "正在检查" not in capsys.readouterr().out
