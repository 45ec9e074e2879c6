"""The program `gouji`: finds the command, runs it, and turns what went wrong into an exit status."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import MappingProxyType

from gouji import __version__
from gouji.cli import status
from gouji.cli.simple import Simple
from gouji.cli.talk import say
from gouji.errors import ConfigError, GoujiError, PluginError, UnreadableError, UsageError, reason
from gouji.lean import TYPE_CHECKING, Any
from gouji.likeness import nearest

if TYPE_CHECKING:
    from typing import NoReturn

COMMANDS = MappingProxyType(
    {
        "check": "检查年报，列出问题",
        "extract": "只列出读到的内容，不作判断",
        "rules": "列出规则，或解释一条规则",
        "rules test": "运行规则自带的例子",
        "rules lint": "查找规则里可疑的地方：永远不报、互相矛盾、重复",
        "rules try": "在一份年报上试一条公式",
        "rules audit": "在生成的年报里放进差错，看规则能不能发现",
        "new": "新建一个规则集或插件",
        "browse": "打开终端界面，翻看年报和问题",
        "plugins": "列出插件和它们提供的东西",
    }
)
"""Command → what it does; its module (see `module_of`) is imported only when it is asked for."""


def module_of(command: str) -> str:
    """The name of a command's module: `gouji.cli.rules_test` for "rules test"."""
    return f"gouji.cli.{command.replace(' ', '_')}"


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status. Without a command the terminal UI opens."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _prepare_streams()
    try:
        return _run(arguments)
    except PluginError as error:
        say(f"gouji：{error.plugin} 出错：{error}")
        return status.BROKEN
    except UnreadableError as error:
        say(f"gouji：{error}")
        return status.UNREAD
    except GoujiError as error:
        _explain(error)
        return status.USAGE
    except KeyboardInterrupt:
        print("gouji：已中断", file=sys.stderr)
        return status.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone (`| head`); Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return status.CLEAN
    except OSError as error:
        say(f"gouji：{error.filename or '结果写不出去'}：{reason(error)}")
        return status.USAGE
    except SystemExit:
        raise
    except BaseException:
        # Python would end with 1, which says that reports have faults.
        from traceback import print_exc

        print_exc()
        print("gouji：程序自身出错，与年报无关；请把以上内容连同命令发给开发者", file=sys.stderr)
        return status.BROKEN


def _run(arguments: list[str]) -> int:
    arguments = arguments or ["browse"]
    if " ".join(arguments[:2]) in COMMANDS:
        arguments = [" ".join(arguments[:2]), *arguments[2:]]
    first = arguments[0]
    if first not in COMMANDS:
        _without_command(first, arguments)
    command = import_module(module_of(first))
    simple = Simple()
    command.add_parser(simple)
    result: int = command.run(simple.read(arguments[1:]) or _chosen(command, arguments))
    return result


def _chosen(command: Any, arguments: list[str]) -> Any:
    """What argparse reads from a command line; it shows the help, and tells what is wrong."""
    from gouji.cli.parser import program

    _, subparsers = program(__version__)
    command.add_parser(subparsers)
    parser = subparsers.choices[arguments[0]]
    chosen, unknown = parser.read(arguments[1:])
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    return chosen


def _without_command(first: str, arguments: list[str]) -> NoReturn:
    """Shows the help or the version, or says what the first word should have been."""
    from gouji.cli.parser import program

    if not first.startswith("-"):
        if os.path.exists(first):
            raise UsageError(f"{first} 前面缺少命令；要检查它，请写 gouji check {first}")
        raise UsageError(f"没有 {first} 这个命令；可用的命令：{'、'.join(COMMANDS)}{nearest(first, COMMANDS)}")
    if {"-h", "--help", "-V", "--version"}.isdisjoint(arguments):
        raise UsageError(f"命令要写在最前面，例如 gouji check 年报.html；可用的命令：{'、'.join(COMMANDS)}")
    parser, subparsers = program(__version__)
    for name in COMMANDS:
        subparsers.add_parser(name, help=COMMANDS[name])
    if first in ("-V", "--version"):
        print(f"gouji {__version__}")
    else:
        parser.print_help()
    raise SystemExit(status.CLEAN)


def _explain(error: GoujiError) -> None:
    say(f"gouji：{error}")
    for problem in error.problems if isinstance(error, ConfigError) else ():
        if str(problem) != str(error):
            say(f"  {problem}")
        if problem.excerpt():
            say(*problem.excerpt().split("\n"))
    say(*[f"  {note}" for note in getattr(error, "__notes__", ())])


def _prepare_streams() -> None:
    """UTF-8 and plain line feeds into files and pipes, whatever the locale; no character may stop a run."""
    # Python has none where the caller has closed it.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
