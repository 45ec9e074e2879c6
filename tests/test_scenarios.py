"""Scenarios: a command as a user types it, and all that he sees.

Each file of tests/scenarios holds the input files it needs, the command, and what must come out of it; the
examples lie beside them as `linjiang`. `GOUJI_REWRITE=1 pytest tests/test_scenarios.py` writes what came out
into the files instead of comparing; read the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from gouji.cli.main import main

FOLDER = Path(__file__).parent / "scenarios"
EXAMPLES = Path(__file__).parent.parent / "examples"
REWRITE = bool(os.environ.get("GOUJI_REWRITE"))
PARTS = re.compile(r"^=== (.+)\n", re.MULTILINE)
RESULTS = ("status", "stdout", "stderr")


class Scenario(NamedTuple):
    said: str
    files: dict[str, str]
    command: str
    results: dict[str, str]


def parse(text: str) -> Scenario:
    said, *parts = PARTS.split(text)
    named = dict(zip(parts[::2], parts[1::2], strict=True))
    files = {name.removeprefix("file "): body for name, body in named.items() if name.startswith("file ")}
    return Scenario(said, files, named["command"].strip(), {name: named.get(name, "") for name in RESULTS})


def written(scenario: Scenario) -> str:
    parts = [(f"file {name}", body) for name, body in scenario.files.items()]
    parts += [("command", scenario.command + "\n"), *((name, body) for name, body in scenario.results.items() if body)]
    return scenario.said + "".join(f"=== {name}\n{body}" for name, body in parts)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_scenario(path: Path, tmp_path, monkeypatch, capsys) -> None:
    scenario = parse(path.read_text("utf-8"))
    shutil.copytree(EXAMPLES / "linjiang", tmp_path / "linjiang")
    for name, body in scenario.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(body, "utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(scenario.command)
    assert program == "gouji"
    status = main(arguments)
    seen = capsys.readouterr()
    results = {"status": f"{status}\n", "stdout": seen.out.replace(os.sep, "/"), "stderr": seen.err.replace(os.sep, "/")}
    if REWRITE:
        path.write_text(written(scenario._replace(results=results)), "utf-8", newline="\n")
    else:
        assert results == scenario.results


def test_every_exit_status_has_a_scenario() -> None:
    assert {parse(path.read_text("utf-8")).results["status"].strip() for path in FOLDER.glob("*.txt")} == set("01234")
