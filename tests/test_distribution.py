"""What people install: the wheel, built here, holds everything and runs from an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytest.importorskip("hatchling", reason="the wheel is built with hatchling")


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    inherited = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env={**inherited, **environment}, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


def packaged(names: list[str]) -> set[str]:
    return {name for name in names if name.split("/")[0] in ("gouji", "gouji_plugins", "gouji_rulesets")}


def test_the_wheel_holds_every_file_of_the_three_packages(wheel: Path) -> None:
    sources = {
        path.relative_to(ROOT / root).as_posix()
        for root in ("core", "plugins", "rulesets")
        for path in (ROOT / root).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    with zipfile.ZipFile(wheel) as archive:
        assert packaged(archive.namelist()) == sources


def test_the_source_archive_can_be_tested(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"README.md", "LICENSE", "constraints.txt", "tests/conftest.py", "examples/expected.yaml", "docs/guide.zh.md"} <= names


def checked(place: Path, cache: Path) -> dict:
    """What the installed program says on the examples; only `place` and the libraries can be imported."""
    code = (
        "import sys, json, gouji, gouji_plugins, gouji_rulesets\n"
        "assert all(m.__file__.startswith(sys.path[0]) for m in (gouji, gouji_plugins, gouji_rulesets)), gouji.__file__\n"
        "from gouji.cli.main import main\n"
        "sys.exit(main(['check', 'linjiang', '--format', 'json', '--fail-level', 'never']))\n"
    )
    sources = [str(ROOT / root) for root in ("core", "plugins", "rulesets")]
    start = f"import sys; sys.path = [{str(place)!r}] + [p for p in sys.path if p not in {sources!r}]; exec({code!r})"
    return json.loads(run(sys.executable, "-I", "-c", start, cwd=ROOT / "examples", GOUJI_CACHE_DIR=str(cache)))


def test_check_runs_from_an_unpacked_and_from_a_zipped_wheel(wheel: Path, tmp_path) -> None:
    target = tmp_path / "target"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    unpacked = checked(target, tmp_path / "cache")
    assert unpacked["summary"]["reports"] == 18
    assert unpacked["summary"]["error"] >= 5
    assert {one["id"] for one in unpacked["rulesets"]} == {"national-common", "national-2019", "national-2021"}
    assert checked(wheel, tmp_path / "other cache") == unpacked


def test_the_program_is_installed_under_its_name(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt"))
        assert "gouji = gouji.__main__:program" in archive.read(name).decode()
