"""`gouji new`: folders that work at once, and nothing ever overwritten."""

import subprocess
import sys

import pytest

from gouji.authoring.skeletons import create
from gouji.cli.main import main
from gouji.errors import UsageError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pytest_in(path):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:asyncio"], cwd=path, capture_output=True, text=True
    )


def test_a_new_pack_works_at_once(folder, capsys):
    assert main(["new", "pack", "hubei-wuhan"]) == 0
    assert "接下来：gouji rules test hubei-wuhan" in capsys.readouterr().out
    assert main(["rules", "test", "hubei-wuhan"]) == 0
    assert main(["rules", "lint", "hubei-wuhan"]) == 0
    assert main(["rules", "--ruleset", "hubei-wuhan/hubei-wuhan.yaml", "HW01"]) == 0
    done = pytest_in(folder / "hubei-wuhan")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_new_plugin_works_at_once(folder, capsys, monkeypatch):
    assert main(["new", "plugin", "gouji-wuhan"]) == 0
    done = pytest_in(folder / "gouji-wuhan")
    assert done.returncode == 0, done.stdout + done.stderr
    monkeypatch.syspath_prepend(folder / "gouji-wuhan")
    assert main(["rules", "test", "gouji-wuhan/gouji_wuhan/gouji-wuhan.yaml", "--plugin", "gouji_wuhan"]) == 0
    assert main(["rules", "lint", "gouji-wuhan", "--plugin", "gouji_wuhan"]) == 0
    text = (folder / "gouji-wuhan" / "pyproject.toml").read_text("utf-8")
    assert "{" not in text.replace("{name}", "")


@pytest.mark.parametrize("kind", ["pack", "plugin"])
def test_nothing_is_overwritten(folder, capsys, kind):
    (folder / "mine").write_text("mine")
    assert main(["new", kind, "mine"]) == 2
    assert (folder / "mine").read_text() == "mine"
    assert "已经存在" in capsys.readouterr().err


def test_where_nothing_can_be_written_that_is_said(folder):
    (folder / "file").write_text("mine")
    with pytest.raises(UsageError, match="写不成"):
        create("pack", "mine", str(folder / "file"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("武汉", "例如 hubei-wuhan"),
        ("Hubei_Wuhan", "例如 hubei-wuhan"),
        ("../up", "不合规矩"),
        ("a" * 41, "不合规矩"),
        ("national-2021", "已经有叫 national-2021 的规则集"),
        ("gouji", "留给 gouji 自己用"),
    ],
)
def test_names_are_checked_before_anything_is_written(folder, capsys, name, words):
    assert main(["new", "pack", name]) == 2
    assert words in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_what_to_make_must_be_said(capsys):
    assert main(["new"]) == 2
    assert "缺少种类、名称" in capsys.readouterr().err
    assert main(["new", "pakc", "hubei"]) == 2
    assert "可以写 pack、plugin，是不是“pack”" in capsys.readouterr().err
