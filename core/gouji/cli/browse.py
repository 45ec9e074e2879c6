"""`gouji browse [PATH…]`: opens the terminal UI, or serves it to a web browser."""

from __future__ import annotations

import gc
import os
import sys

from gouji.cli import status
from gouji.cli.choices import add_edition_option, add_roster_option, add_rule_options, options_from
from gouji.errors import UsageError
from gouji.lean import TYPE_CHECKING, Any
from gouji.run.inputs import is_pattern

if TYPE_CHECKING:
    import argparse

LOCAL = "127.0.0.1"
PORT = 8000


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    description = "打开终端界面，翻看年报和问题。不写路径就是当前文件夹。界面里按 ? 看全部按键。"
    parser = subparsers.add_parser("browse", description=description)
    parser.add_argument("paths", nargs="*", metavar="路径", help="年报文件、文件夹、zip 压缩包或通配符（默认：当前文件夹）")
    add_rule_options(parser)
    add_edition_option(parser)
    add_roster_option(parser)
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="用几个进程同时检查（默认按文件多少决定）")
    parser.add_argument(
        "--serve",
        nargs="?",
        const="",
        metavar="地址:端口",
        help=f"在网页浏览器里打开同样的界面，默认只有本机能连（{LOCAL}:{PORT}）；没有口令，换成别的地址前请想清楚谁能连",
    )


def run(chosen: argparse.Namespace) -> int:
    """Runs the command; the exit status."""
    paths = chosen.paths or ["."]
    if chosen.serve is not None:
        host, port = address(chosen.serve)
        from gouji.tui.web import serve

        serve(command(chosen, paths), host, port)
        return status.CLEAN
    missing = [path for path in paths if not os.path.exists(path) and not is_pattern(path)]
    if missing:
        raise UsageError(f"找不到 {missing[0]}，请核对路径")
    # Textual draws on the stream of errors: with that one redirected the terminal would stay empty.
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)) and "TEXTUAL_DRIVER" not in os.environ:
        raise UsageError("终端界面要在终端里打开，输入、输出和错误输出都不要转到别处；输出到文件或管道请用 gouji check")
    encoding = sys.stdout.encoding
    if encoding.replace("-", "").lower() != "utf8":
        raise UsageError(
            f"终端界面要 UTF-8 编码的终端，现在是 {encoding}；请先执行 export LC_ALL=C.UTF-8，终端软件也设成 UTF-8；或者用 gouji check"
        )
    from gouji.tui import own_rules
    from gouji.tui.app import GoujiApp
    from gouji.tui.session import Session

    options = options_from(chosen)
    session = Session(paths, own_rules.added(options))
    # A ruleset or plugin that cannot be used is told before the screen is taken over.
    session.loaded  # noqa: B018
    app = GoujiApp(session)
    # What is loaded by now stays: collecting it again and again would be felt as a stutter.
    gc.freeze()
    app.run()
    return app.return_code or status.CLEAN


def address(text: str) -> tuple[str, int]:
    """Host and port of `--serve`: nothing, a port, a host, or both. Raises UsageError."""
    host, separator, port = text.rpartition(":")
    if not separator:
        host, port = ("", text) if text.isdigit() else (text, "")
    if port and not (port.isdigit() and 0 < int(port) < 65536):
        raise UsageError(f"--serve 的端口 {port} 不对，应是 1 到 65535 之间的整数")
    return host or LOCAL, int(port or PORT)


def command(chosen: argparse.Namespace, paths: list[str]) -> list[str]:
    """The command line that opens the same terminal UI for one visitor."""
    words = [sys.executable, "-c", "import sys; from gouji.cli.main import main; sys.exit(main())", "browse"]
    for option, values in (("--ruleset", chosen.ruleset), ("--plugin", chosen.plugin)):
        for value in values:
            words += [option, value]
    for option, value in (("--edition", chosen.edition), ("--roster", chosen.roster)):
        if value:
            words += [option, value]
    return [*words, "--jobs", str(chosen.jobs), "--", *paths]
