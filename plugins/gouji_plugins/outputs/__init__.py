"""The built-in output formats, each in a module of its own that is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from gouji.hooks import Output, hookimpl
from gouji.run import Run

FORMATS = {
    "csv": "CSV，每个问题一行，可用 Excel 打开",
    "github": "GitHub Actions 注释",
    "json": "JSON（gouji.findings/1），供程序和表格宏使用",
    "junit": "JUnit XML，供构建服务器使用",
    "markdown": "Markdown 页面",
    "sarif": "SARIF 2.1.0，供代码检查平台使用",
    "terminal": "给人看的清单（默认）",
}
"""Each format's id, which is also its module's name, and its title."""


@hookimpl
def gouji_outputs() -> list[Output]:
    """The built-in formats."""
    return [Output(id, title, _writer(id)) for id, title in FORMATS.items()]


def _writer(id: str) -> Callable[[Run], Iterator[str]]:
    def write(run: Run) -> Iterator[str]:
        pieces: Iterator[str] = import_module(f"gouji_plugins.outputs.{id}").write(run)
        return pieces

    return write
