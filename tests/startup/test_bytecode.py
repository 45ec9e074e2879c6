"""Modules taken from one file are the very modules that lie in their own files."""

import importlib
import os
import subprocess
import sys
import traceback
from importlib.machinery import SourceFileLoader

import pytest

from gouji.startup import bytecode

SOURCE = '"""Number {0}."""\n\nNUMBER = {0}\n\n\ndef fail():\n    raise LookupError("at line 7")\n'


@pytest.fixture
def start(tmp_path, monkeypatch):
    """Every call is a new start of a program whose own modules are those of the package `made_up`."""
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(bytecode, "OWN", ("made_up.",))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.syspath_prepend(tmp_path)
    package = tmp_path / "made_up"
    (package / "inner").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "inner" / "__init__.py").write_text("from made_up.m1 import NUMBER\n")
    for number in range(20):
        (package / f"m{number}.py").write_text(SOURCE.format(number))

    def forget():
        for name in [name for name in sys.modules if name.partition(".")[0] == "made_up"]:
            del sys.modules[name]

    def start():
        forget()
        sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, bytecode.Kept)]
        importlib.invalidate_caches()
        bytecode.use()

    yield start
    forget()


def load(name):
    module = importlib.import_module(f"made_up.{name}")
    return module, type(module.__loader__) is not SourceFileLoader


def keep(*names):
    for name in names or (*[f"m{number}" for number in range(20)], "inner"):
        load(name)
    bytecode.keep()


def test_the_same_module(start, tmp_path):
    start()
    plain, kept = load("m7")
    assert not kept
    keep()
    start()
    module, kept = load("m7")
    assert kept and module is not plain
    for fact in ("__name__", "__file__", "__package__", "__doc__", "NUMBER"):
        assert getattr(module, fact) == getattr(plain, fact)
    assert module.__spec__.cached == plain.__spec__.cached
    assert module.__spec__.submodule_search_locations is None
    with pytest.raises(LookupError) as error:
        module.fail()
    told = traceback.extract_tb(error.value.__traceback__)[-1]
    assert (told.filename, told.lineno, told.line) == (plain.__file__, 7, 'raise LookupError("at line 7")')
    inner, kept = load("inner")
    assert kept and inner.__path__ == [str(tmp_path / "made_up" / "inner")] and inner.NUMBER == 1


def test_a_changed_source_counts(start, tmp_path):
    start()
    keep()
    source = tmp_path / "made_up" / "m3.py"
    source.write_text(SOURCE.format("3 + 100"))
    (tmp_path / "made_up" / "m4.py").unlink()
    start()
    module, kept = load("m3")
    assert module.NUMBER == 103 and not kept
    assert load("m5")[1]
    with pytest.raises(ImportError):
        load("m4")


def test_later_runs_add_what_they_imported_and_a_few_modules_are_not_worth_it(start):
    start()
    keep("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7")
    start()
    keep("m0", "m8")
    start()
    assert load("m0")[1] and not load("m8")[1]
    keep(*[f"m{number}" for number in range(8, 20)])
    start()
    assert load("m0")[1] and load("m19")[1]


def test_a_module_that_has_gone_is_not_kept_on(start, tmp_path):
    start()
    keep(*[f"m{number}" for number in range(8)])
    (tmp_path / "made_up" / "m4.py").unlink()
    start()
    keep(*[f"m{number}" for number in range(8, 20)])
    start()
    assert load("m3")[1] and load("m19")[1]
    assert "made_up.m4" not in sys.meta_path[0].modules


def test_what_was_imported_before_is_nothing_new(start, tmp_path):
    start()
    for number in range(20):
        load(f"m{number}")
    bytecode.use()
    bytecode.keep()
    assert not (tmp_path / "cache").exists()


def test_constructors_are_kept_with_the_modules(start, monkeypatch):
    monkeypatch.setattr(bytecode, "constructors", made := {(1, True): compile("1", "", "eval")})
    start()
    keep()
    monkeypatch.setattr(bytecode, "constructors", found := {})
    start()
    assert found == made


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-40], lambda content: content[:9], lambda content: b"", lambda content: b"\0" * 99]
)
def test_a_damaged_file_is_no_loss(start, tmp_path, damage):
    start()
    keep()
    (entry,) = (tmp_path / "cache").iterdir()
    entry.write_bytes(damage(entry.read_bytes()))
    start()
    assert [load(f"m{number}")[0].NUMBER for number in range(20)] == list(range(20))
    assert load("inner")[0].NUMBER == 1


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows keeps other people out by other means")
@pytest.mark.parametrize("mode", [0o602, 0o620])
def test_what_others_could_have_written_is_not_run(start, tmp_path, mode):
    start()
    keep()
    (entry,) = (tmp_path / "cache").iterdir()
    assert entry.stat().st_mode & 0o777 == 0o600
    entry.chmod(mode)
    start()
    assert not load("m0")[1]


def test_where_python_writes_no_bytecode_none_is_kept(start, tmp_path, monkeypatch):
    start()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep()
    assert not (tmp_path / "cache").exists()


def test_only_the_program_uses_it():
    code = (
        "import sys, gouji.api; from gouji.startup import bytecode; sys.exit(any(isinstance(one, bytecode.Kept) for one in sys.meta_path))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
