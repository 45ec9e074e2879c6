"""Prints docs/cli.zh.md, the page of commands and options, from the command line's own parsers.

    python scripts/make_cli_page.py            writes the page
    python scripts/make_cli_page.py --check    exit status 1 when it is not what the parsers say

The parsers' data are printed, not `--help`: how argparse lays out help differs from one Python to the next.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib import import_module

from pages import publish

from gouji.cli import status
from gouji.cli.main import COMMANDS, module_of
from gouji.cli.parser import Parser

HEAD = "<!-- 由 scripts/make_cli_page.py 从命令行生成，请不要直接修改。 -->\n"
STATUSES = {
    status.CLEAN: "没有达到 `--fail-level`（默认 `error`）的问题",
    status.FOUND: "有达到 `--fail-level` 的问题",
    status.USAGE: "用法有误，或者配置、规则集有误；没有检查",
    status.UNREAD: "至少一个输入没有读成；它的名字和原因写在 stderr，其余的照常检查",
    status.BROKEN: "规则或插件运行时出错；它的名字和错误写在 stderr，其余的照常检查",
}


def main() -> int:
    """Makes the page; the exit status."""
    return publish({"cli.zh.md": "\n".join([HEAD, *_page()])})


def _page() -> Iterator[str]:
    yield "# 命令和选项\n"
    yield "数据写到 stdout，说明和进度写到 stderr。任何命令都可以加 `--help`。"
    yield "不写命令，等于在当前文件夹 `gouji browse`；`gouji --version` 显示版本。\n"
    yield "| 命令 | 作用 |\n|---|---|"
    yield from (f"| [`gouji {name}`](#gouji-{name.replace(' ', '-')}) | {what} |" for name, what in COMMANDS.items())
    yield ""
    subparsers = Parser(prog="gouji").add_subparsers(parser_class=Parser)
    for name in COMMANDS:
        import_module(module_of(name)).add_parser(subparsers)
        yield from _command(f"gouji {name}", subparsers.choices[name])
    yield "## 退出状态\n"
    yield "几种情况同时有的，取最大的。\n"
    yield "| 状态 | 意思 |\n|---|---|"
    yield from (f"| {number} | {words} |" for number, words in STATUSES.items())
    yield ""


def _command(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## {name}\n"
    if parser.description:
        yield f"{parser.description}\n"
    told = [action for action in parser._actions if "-h" not in action.option_strings]
    rows = [f"| `{_cell(_written(action))}` | {_cell(action.help or '')} |" for action in told]
    if rows:
        yield "| 写法 | 作用 |\n|---|---|"
        yield from rows
        yield ""


def _written(action: argparse.Action) -> str:
    """The argument as one writes it: `--output 文件`, `路径…`, `--serve [地址:端口]`."""
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest
    value = {None: metavar, "?": f"[{metavar}]", "*": f"[{metavar}…]", "+": f"{metavar}…", 0: ""}.get(action.nargs, metavar)
    return " ".join(filter(None, (", ".join(action.option_strings), value)))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("%%", "%")


if __name__ == "__main__":
    sys.exit(main())
