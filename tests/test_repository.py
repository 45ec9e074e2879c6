"""The repository: nothing in it belongs to one machine, and what is pinned is plain names and versions."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BINARY = {".docx", ".xlsx", ".pdf", ".zip", ".png", ".doc", ".wps", ".xls", ".ods"}
HOME = re.compile(r"(?<![\w.])/(?:work|root|tmp|home/\w+|Users/\w+|opt/\w+)(?:/|\b)(?!\w)")
INDEX = re.compile(r"index-url|find-links|trusted-host|pythonhosted|\bpypi\.")


def committed() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_path_of_a_machine_and_no_package_host_is_committed() -> None:
    found = []
    for path in committed():
        if path.suffix in BINARY or path.name == Path(__file__).name:
            continue
        text = path.read_text("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for pattern in (HOME, INDEX) for match in pattern.finditer(text)]
    assert found == []


def test_pins_are_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)] == []
    pinned = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in lines}
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    needed = {
        re.sub(r"[-_.]+", "-", name).lower()
        for name in re.findall(r'^(?:  )?(?:testing = \[|serve = \[)?\s*"([A-Za-z0-9._-]+)>=', project, re.M)
    }
    assert needed - pinned == set()


def test_only_what_any_repository_has_stands_beside_the_sources() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in committed()}
    sources = {"pyproject.toml", "core", "plugins", "rulesets", "tests", "examples"}
    usual = {
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "constraints.txt",
        "docs",
        "scripts",
        "benchmarks",
        ".ci",
        ".gitignore",
        ".gitattributes",
    }
    assert top - usual == sources
