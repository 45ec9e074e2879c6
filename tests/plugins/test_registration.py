"""pluggy is asked about a plugin once; a plugin that looks different is asked about again."""

import subprocess
import sys
from pathlib import Path

import pytest

from gouji.plugins import load_plugins

GIVES = "def gouji_outputs():\n    return [Output('{id}', '试', lambda run: iter(()))]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def outputs(code: str):
    Path("plugin.py").write_text(f"from gouji.hooks import Output, hookimpl\nimport pluggy\n{code}", encoding="utf-8")
    registry = load_plugins(["plugin.py"], packages=False)
    return "ours" in registry.outputs, registry.plugins[-1].error


def test_once_known_always_the_same():
    code = "@hookimpl\n" + GIVES.format(id="ours")
    assert outputs(code) == outputs(code) == (True, "")


@pytest.mark.parametrize("mark", ['pluggy.HookimplMarker("gouji")', 'pluggy.HookimplMarker("gouji")(tryfirst=True)'])
def test_pluggys_own_marker_serves_as_well(mark):
    for _ in range(2):
        assert outputs(f"@{mark}\n" + GIVES.format(id="ours")) == (True, "")


def test_a_hook_under_another_name():
    code = '@pluggy.HookimplMarker("gouji")(specname="gouji_outputs")\n' + GIVES.format(id="ours").replace("gouji_outputs", "give")
    for _ in range(2):
        assert outputs(code) == (True, "")


def test_a_plugin_that_changes_for_the_worse_is_refused():
    good = "@hookimpl\n" + GIVES.format(id="ours")
    assert outputs(good) == (True, "")
    for bad, said in (
        (GIVES.format(id="ours"), "缺少 @hookimpl"),
        (good.replace("gouji_outputs", "gouji_output"), "没有 gouji_output 这个挂钩"),
        (good.replace("()", "(one)", 1), "无法加载"),
        (f"{good}from functools import partial\ngouji_rules = partial(list)\n", "缺少 @hookimpl"),
    ):
        for _ in range(2):
            given, error = outputs(bad)
            assert not given and said in error


def test_known_plugins_need_no_pluggy():
    code = (
        "import sys; from gouji.plugins import load_plugins; r = load_plugins(); sys.exit(10 * len(r.failures) + ('pluggy' in sys.modules))"
    )
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {[str(Path(p).absolute()) for p in sys.path]!r}; {code}"]
    assert [subprocess.run(command, check=False).returncode for _ in range(2)] == [1, 0]


def test_a_module_named_twice_is_loaded_once(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "named_twice.py").write_text(
        "from gouji.hooks import Output, hookimpl\n@hookimpl\n" + GIVES.format(id="ours"), encoding="utf-8"
    )
    monkeypatch.syspath_prepend(folder)
    for _ in range(2):
        registry = load_plugins(["named_twice", "named_twice"], packages=False)
        assert "ours" in registry.outputs
        assert [plugin.error for plugin in registry.plugins[-2:]] == ["", "无法加载：ValueError: 同一个插件加载了两次"]
