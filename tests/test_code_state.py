"""What was made with other code is not taken over: every file of a plugin counts."""

import sys
from pathlib import Path

import pytest

from gouji import code_state
from gouji.code_state import OWN, changes, own_code


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "some_plugin"
    (folder / "data").mkdir(parents=True)
    for name in ("__init__.py", "rules.py", "data/words.txt", "notes.bak"):
        (folder / name).write_text("1", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.startswith("some_plugin")]:
        del sys.modules[name]


def test_every_file_of_a_package_counts(package):
    __import__("some_plugin")
    first = changes("some_plugin.rules:plugin")
    assert len(first) == 3 and changes("some_plugin") == first
    (package / "data" / "words.txt").write_text("22", encoding="utf-8")
    second = changes("some_plugin")
    assert second != first and len(second) == 3
    assert len(changes("some_plugin", frozenset({"data"}))) == 2


def test_a_single_file(tmp_path):
    file = tmp_path / "plugin.py"
    file.write_text("1", encoding="utf-8")
    first = changes(str(file))
    file.write_text("22", encoding="utf-8")
    assert changes(str(file)) != first
    assert str(tmp_path / "gone.py") in changes(str(tmp_path / "gone.py"))
    assert changes(str(tmp_path / "gone" / "gone.py")) == [str(tmp_path / "gone" / "gone.py")]


def test_what_stands_beside_a_single_file_counts(tmp_path):
    (tmp_path / "plugin.py").write_text("import words", encoding="utf-8")
    first = changes(str(tmp_path / "plugin.py"))
    (tmp_path / "words.py").write_text("1", encoding="utf-8")
    second = changes(str(tmp_path / "plugin.py"))
    (tmp_path / "out.json").write_text("{}", encoding="utf-8")
    assert first != second == changes(str(tmp_path / "plugin.py"))


@pytest.mark.parametrize("name", ["units.csv", "data/units.csv"])
def test_what_a_single_file_names_counts(tmp_path, name):
    (tmp_path / "plugin.py").write_text(f'UNITS = open(HERE / "{name}")', encoding="utf-8")
    first = changes(str(tmp_path / "plugin.py"))
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("1", encoding="utf-8")
    second = changes(str(tmp_path / "plugin.py"))
    (tmp_path / name).write_text("22", encoding="utf-8")
    assert len({*map(tuple, (first, second, changes(str(tmp_path / "plugin.py"))))}) == 3


def test_what_is_not_imported_or_built_in():
    assert changes("no_such_module") == ["no_such_module"]
    assert changes("sys") == ["sys"]
    assert any("argparse.py" in one for one in changes("argparse"))


def test_gouji_itself():
    told = "\n".join(one for package, skipped in OWN.items() for one in changes(package, skipped)).replace("\\", "/")
    assert "engine.py" in told and "national-common.yaml" in told and "html.py" in told and "set-phrases.yaml" in told
    assert "/tui/" not in told


def test_whatever_of_its_own_changes_counts(package, monkeypatch):
    monkeypatch.setattr(code_state, "OWN", {"some_plugin": frozenset({"data"})})
    now = own_code.__wrapped__
    first = now()
    assert first == now()
    (package / "rules.py").write_text("22", encoding="utf-8")
    second = now()
    assert first != second
    (package / "data" / "words.txt").write_text("22", encoding="utf-8")
    assert now() == second
