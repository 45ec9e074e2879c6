"""What the built-in plugins give is known without importing them, and is the very same thing."""

import subprocess
import sys
from pathlib import Path

import pytest

from gouji import lean
from gouji.later import LaterRule
from gouji.plugins import load_plugins


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(tmp_path))


def look(value):
    """Functions may be made anew by the hook."""
    return value.__qualname__ if callable(value) else value


def test_the_second_start_gives_the_same():
    first, second = load_plugins(packages=False), load_plugins(packages=False)
    assert first.plugins == second.plugins and not second.failures
    for kind in ("loaders", "kinds", "rules", "rulesets", "outputs"):
        ours, theirs = getattr(first, kind), getattr(second, kind)
        assert list(ours) == list(theirs)
        for one, other in zip(ours.values(), theirs.values(), strict=True):
            assert isinstance(other, type(one))
            assert [look(getattr(one, field)) for field in one.__match_args__] == [
                look(getattr(other, field)) for field in one.__match_args__
            ]
    assert {type(rule) for rule in second.rules.values()} == {LaterRule}


def test_nothing_is_fetched_before_it_is_asked_for():
    load_plugins(packages=False)
    rule = load_plugins(packages=False).rules["T01"]
    changed = lean.replace(rule, level="info")
    for one in (rule, changed):
        with pytest.raises(AttributeError):
            object.__getattribute__(one, "check")
    assert changed.level == "info" and rule.level != "info"
    assert changed.check is rule.check and changed.passes and changed.level == "info"
    assert not hasattr(rule, "checks")


def test_a_start_imports_no_rule_and_no_loader(tmp_path: Path):
    code = (
        "import sys; from gouji.plugins import load_plugins; load_plugins()\n"
        "print([m for m in sys.modules if m.startswith(('gouji_plugins.rules', 'gouji_plugins.loaders', 'gouji_plugins.outputs'))])"
    )
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {[str(Path(p).absolute()) for p in sys.path]!r}\n{code}"]
    told = [subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip() for _ in range(2)]
    assert told[0] != told[1] == "[]"
