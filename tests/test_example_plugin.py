"""The example package, as a user has it: built, installed somewhere, found by its entry point."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gouji.data import editions
from gouji.sample import balanced
from gouji.testing.layouts import lay_out
from gouji.testing.layouts.manuscript import Line, manuscript

EXAMPLE = Path(__file__).parent.parent / "examples" / "gouji-example-plugin"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the package installed into it, and a report with one thing it finds."""
    folder = tmp_path_factory.mktemp("installed")
    # Hatchling leaves build folders in the source, so it gets a copy.
    source = folder / "source"
    source.mkdir()
    for path in EXAMPLE.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            target = source / path.relative_to(EXAMPLE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    subprocess.run([*command, "--no-build-isolation", "--target", str(folder / "site"), str(source)], check=True)
    report = balanced(editions()["gov-2021"])
    cells = [report.cell("t4", "review", column)._replace(raw="1", value=1) for column in ("correct", "total")]
    report = report.with_cells(*cells)
    content, suffix = lay_out(report, "html-official")
    (folder / f"年报{suffix}").write_bytes(content)
    (folder / "年报.yhb").write_text(json.dumps([exported(piece) for piece in manuscript(report).pieces]), "utf-8")
    (folder / "断了.yhb").write_text('["临江县', "utf-8")
    return folder


def exported(piece):
    """A line or a table as the platform exports it."""
    return piece.text if isinstance(piece, Line) else [[box.text if box else "" for box in row] for row in piece.grid()]


def gouji(folder, *arguments):
    """The program in a process of its own, which finds the package on its path."""
    path = os.pathsep.join(filter(None, [str(folder / "site"), *sys.path]))
    environment = {**os.environ, "PYTHONPATH": path, "GOUJI_CACHE_DIR": str(folder / "cache"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "gouji", *arguments], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def test_it_is_listed_with_version_origin_and_what_it_gives(installed):
    done = gouji(installed, "plugins")
    assert done.returncode == 0, done.stderr
    assert "gouji-example-plugin 1.0.0（安装包）：文件格式 yhb、规则 YH02、规则集 yunhe、输出格式 board" in done.stdout


def test_its_rules_are_in_force_by_its_id(installed):
    done = gouji(installed, "rules", "--ruleset", "yunhe")
    assert done.returncode == 0, done.stderr
    assert "YH01" in done.stdout
    assert "YH02" in done.stdout
    assert "停用（yunhe）：本市许可和处罚已划转" in done.stdout
    assert "读作    对表三的每一列，应有：结转下年 不大于 新收" in gouji(installed, "rules", "--ruleset", "yunhe", "YH01").stdout


def test_its_rules_pass_what_authors_run(installed):
    for command in ("test", "lint"):
        done = gouji(installed, "rules", command, "yunhe")
        assert done.returncode == 0, done.stdout + done.stderr


def test_it_finds_what_it_is_for_in_its_own_format(installed):
    done = gouji(installed, "check", "--ruleset", "yunhe", "--fail-level", "warning", "--format", "json", "年报.html")
    assert done.returncode == 1, done.stderr
    assert '"YH02"' in done.stdout
    assert "表四有 1 件结果纠正" in done.stdout
    done = gouji(installed, "check", "--ruleset", "yunhe", "--format", "board", "--quiet", "年报.html")
    assert done.stdout.startswith("临江县水利局\t2023\t强制性 ")


def test_its_file_format_is_read_like_any_other(installed):
    done = gouji(installed, "check", "--ruleset", "yunhe", "--fail-level", "warning", "--format", "json", "年报.yhb", "断了.yhb")
    (report,) = json.loads(done.stdout)["reports"]
    assert [finding["rule"] for finding in report["findings"]].count("YH02") == 1
    assert "没有读成 断了.yhb：这不是完整的 .yhb 文件" in done.stderr


def test_without_its_ruleset_nothing_changes(installed):
    assert "YH02" not in gouji(installed, "rules").stdout


def test_its_own_tests_pass():
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:asyncio"]
    done = subprocess.run(command, cwd=EXAMPLE, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
