"""A registry with the built-in kinds and rules, and a way to write ruleset files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from gouji.errors import ConfigError
from gouji.plugins import Registry, load_plugins
from gouji.ruleset import Ruleset, load

HEAD = "format: 1\nid: {id}\ntitle: 试验\n"
A1 = """\
- id: X1
  title: 收件与办件平衡
  each: 表三 列
  assert: 新收 + 上年结转 = 办理总计 + 结转下年
  level: error
  defect: G01
  basis: 表三表头
  passes: {新收: 1, 办理总计: 1}
  fails: {新收: 1, says: 差 1}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_plugins(packages=False)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Writes a ruleset file with the given rules (or the whole text), returns its path."""

    def make(rules: str, *, id: str = "own", head: str = "", whole: bool = False) -> str:
        path = tmp_path / f"{id}.yaml"
        text = (
            dedent(rules)
            if whole
            else HEAD.format(id=id) + dedent(head) + "rules:\n" + "".join(f"  {line}\n" for line in dedent(rules).splitlines())
        )
        path.write_text(text, encoding="utf-8")
        return str(path)

    return make


@pytest.fixture
def loaded(write: Callable[..., str], registry: Registry) -> Callable[..., Ruleset]:
    """Loads a ruleset written on the spot."""
    return lambda rules, **more: load([write(rules, **more)], registry)


@pytest.fixture
def problems(write: Callable[..., str], registry: Registry) -> Callable[..., list[str]]:
    """The problems of a ruleset written on the spot, as `line:column: text`."""

    def refuse(rules: str, **more: object) -> list[str]:
        path = write(rules, **more)
        with pytest.raises(ConfigError) as refused:
            load([path], registry)
        assert all(problem.path == path for problem in refused.value.problems)
        return [f"{problem.line}:{problem.column}: {problem.text}" for problem in refused.value.problems]

    return refuse
