"""The pages: those printed from the program are what it says today, and what they show is true."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from gouji.cli.main import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "examples" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", ["catalogue", "cli_page", "plugins_page", "browse_page", "names_page"])
def test_printed_pages_are_not_stale(page: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(ROOT / root) for root in ("core", "plugins", "rulesets"))}
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / f"make_{page}.py"), "--check"],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_of_docs_is_in_its_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if page.name != "README.md" and f"({page.name})" not in index] == []


def test_the_readme_shows_what_is_printed(capsys, monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = next(block for block in blocks(ROOT / "README.md", "") if block.startswith("临江县"))
    main(["check", "examples/linjiang/2020/水利局2020年报.txt"])
    assert capsys.readouterr().out.startswith(shown)


def test_the_readme_shows_a_rule_in_force() -> None:
    (shown,) = (YAML(typ="safe", pure=True).load(block)[0] for block in blocks(ROOT / "README.md", "yaml"))
    shipped = YAML(typ="safe", pure=True).load((ROOT / "rulesets" / "gouji_rulesets" / "national-common.yaml").read_text("utf-8"))
    assert any(shown.items() <= rule.items() for rule in shipped["rules"] if rule["id"] == shown["id"])


def test_the_guide_shows_a_report_that_can_be_read(tmp_path) -> None:
    (shown,) = blocks(ROOT / "docs" / "guide.zh.md", "yaml")
    (tmp_path / "report.yaml").write_text(shown, "utf-8")
    assert main(["extract", str(tmp_path / "report.yaml")]) == 0


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
