"""argparse that speaks Chinese: headings, help and error messages, with the nearest right word."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable

from gouji.errors import UsageError
from gouji.lean import TYPE_CHECKING, Any
from gouji.likeness import nearest

if TYPE_CHECKING:
    from typing import NoReturn


_USAGE = "用法："


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose errors are UsageErrors with one Chinese sentence."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **settings)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def read(self, words: list[str]) -> tuple[argparse.Namespace, list[str]]:
        """What the words say, and the options among them that do not exist; paths may stand before, between and behind options."""
        # argparse would keep its usage meanwhile without the first seven characters, which are "usage: " in English.
        self.usage = self.format_usage().removeprefix(_USAGE)
        return self.parse_known_intermixed_args(words)

    def error(self, message: str) -> NoReturn:
        """Raises UsageError instead of printing and leaving."""
        said = translated(message, [word for action in self._actions for word in action.option_strings])
        raise UsageError(f"{said}（用法见 {self.prog} --help）")


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, **settings: Any) -> None:
        # argparse makes a formatter for every option it is told of, and asks `shutil`, which imports
        # every compression there is, how wide the screen is.
        super().__init__(prog, **({"width": _columns() - 2} | settings))

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _USAGE if prefix is None else prefix)


def _columns() -> int:
    """The width of the screen, as `shutil.get_terminal_size` finds it."""
    chosen = os.environ.get("COLUMNS", "")
    if chosen.isdigit() and int(chosen):
        return int(chosen)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


def program(version: str) -> tuple[Parser, Any]:
    """The parser of the program, and that to which its commands are added."""
    parser = Parser(
        prog="gouji",
        description="勾稽：检查政府信息公开工作年度报告。不联网，不改动任何输入文件。",
        epilog="例如 gouji check 年报文件夹。一个命令怎样用：gouji check --help。不写命令，就打开终端界面。",
    )
    parser.add_argument("-V", "--version", action="version", version=f"gouji {version}", help="显示版本")
    return parser, parser.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=Parser)


def translated(message: str, options: list[str]) -> str:
    """argparse's message in Chinese; `options` are the options that exist."""
    for pattern, say in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return say(found, options)
    return message


def _unrecognized(found: re.Match[str], options: list[str]) -> str:
    words = found[1].split(" ")
    unknown = next((word for word in words if word.startswith("-")), words[0])
    name = unknown.partition("=")[0]
    # A single letter is like nothing, but it may be what a long name begins with.
    begun = [option for option in options if option.startswith(f"-{name}")] if len(name) == 2 else []
    hint = f"，是不是“{'”“'.join(begun)}”？" if begun else nearest(name, [option for option in options if option.startswith("--")])
    return f"没有 {unknown} 这个选项{hint}"


def _choice(found: re.Match[str], options: list[str]) -> str:
    choices = re.findall(r"'([^']*)'", found[3]) or found[3].split(", ")
    return f"{found[1]} 没有 {found[2]} 这个值；可以写 {'、'.join(choices)}{nearest(found[2], choices)}"


_SENTENCES: tuple[tuple[str, Callable[[re.Match[str], list[str]], str]], ...] = (
    (r"unrecognized arguments: (.*)", _unrecognized),
    (r"argument (\S+): invalid choice: '?([^']*)'?(?:, maybe you meant .*\?)? \(choose from (.*)\)", _choice),
    (r"the following arguments are required: (.*)", lambda found, _: f"缺少{found[1].replace(', ', '、')}"),
    (r"argument (\S+): expected (?:one argument|at least one argument|\d+ arguments?)", lambda found, _: f"{found[1]} 后面要写一个值"),
    (r"argument (\S+): invalid \S+ value: '(.*)'", lambda found, _: f"{found[1]} 的值 {found[2]} 不对，应是一个整数"),
    (r"argument (\S+): ignored explicit argument '(.*)'", lambda found, _: f"{found[1]} 后面不能写值（写了 {found[2]}）"),
    (r"argument (\S+): not allowed with argument (\S+)", lambda found, _: f"{found[1]} 不能和 {found[2]} 同时用"),
)
