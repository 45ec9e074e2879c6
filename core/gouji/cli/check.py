"""`gouji check PATH…`: reads, checks, prints findings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from gouji.cli import status
from gouji.cli.choices import add_edition_option, add_roster_option, add_rule_options, ids_and_paths, options_from
from gouji.cli.elsewhere import Elsewhere
from gouji.cli.progress import Progress
from gouji.cli.talk import say, talking
from gouji.errors import GoujiError, PluginError, UsageError, described, reason
from gouji.finding import LEVELS
from gouji.hooks import Output
from gouji.in_force import prepare
from gouji.lean import TYPE_CHECKING, Any, replace
from gouji.likeness import nearest
from gouji.run import Display, Run
from gouji.run import run as start

if TYPE_CHECKING:
    import argparse
    from typing import TextIO

    from gouji.scoring import Scorecard

SCORED = ("terminal", "json")
"""The output formats that show points."""

MOST_JOBS = 60
"""Processes at once; Windows has no more."""

DESCRIPTION = """检查年报，列出问题。退出状态：0 没有强制性问题，1 有强制性问题（用 --fail-level 改变），2 用法或规则集有误，
3 有文件没读成，4 规则或插件出错。"""


def add_parser(subparsers: Any) -> None:
    """Declares the command and its options."""
    parser = subparsers.add_parser("check", description=DESCRIPTION)
    parser.add_argument("paths", nargs="*", metavar="路径", help="年报文件、文件夹、zip 压缩包或通配符；- 表示从标准输入读")
    parser.add_argument(
        "--format",
        default="terminal",
        metavar="格式",
        help="输出格式：terminal（默认）、csv（用 Excel 打开）、markdown、json、sarif、junit、github，或插件提供的格式",
    )
    parser.add_argument("--output", metavar="文件", help="把结果写进这个文件，不显示在屏幕上")
    add_rule_options(parser)
    add_edition_option(parser)
    add_roster_option(parser)
    parser.add_argument(
        "--select", action="append", nargs="+", default=[], metavar="编号", help="只查这些规则或缺陷（A1 G03；单个字母指一类）"
    )
    parser.add_argument("--ignore", action="append", nargs="+", default=[], metavar="编号", help="不查这些规则或缺陷")
    parser.add_argument(
        "--fail-level",
        default="error",
        choices=(*LEVELS, status.NEVER),
        metavar="级别",
        help="达到这个级别就以状态 1 退出：error（默认）、warning、info、never",
    )
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="用几个进程同时检查（默认 0：按文件多少决定）")
    parser.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="全部重新检查，不用以前的结果，也不保存这次的（默认：没有变化的文件不再检查）",
    )
    parser.add_argument("--statistics", action="store_true", help="最后在标准错误上列出每条规则报了几次、用了多少时间（此时只用一个进程）")
    parser.add_argument("--score", action="store_true", help="按规则集的扣分列出各单位的得分（格式 terminal 和 json）")
    parser.add_argument("--quiet", action="store_true", help="只列问题，以及没有读成和出错的，不说别的")
    parser.add_argument("--verbose", action="store_true", help="多说一些：读取说明、全部没检查的文件")


def run(chosen: argparse.Namespace) -> int:
    """Runs the command; the exit status."""
    select, more = ids_and_paths(chosen.select)
    ignore, still_more = ids_and_paths(chosen.ignore)
    paths = [*chosen.paths, *more, *still_more]
    if not paths:
        raise UsageError("请写出要检查的文件或文件夹，例如：gouji check 年报.html")
    if not 0 <= chosen.jobs <= MOST_JOBS:
        raise UsageError(f"--jobs 应是 1 到 {MOST_JOBS} 的整数，或 0（按文件多少决定）")
    data = sys.stdout
    with talking():
        return _checked(chosen, paths, select, ignore, data)


def _checked(chosen: argparse.Namespace, paths: Sequence[str], select: Sequence[str], ignore: Sequence[str], data: TextIO) -> int:
    terminal = chosen.output is None and data.isatty()
    display = Display(width=_columns() if terminal else None, terminal=terminal, quiet=chosen.quiet, verbose=chosen.verbose)
    # Progress would only get in the way of results that appear on the same screen.
    options = options_from(chosen, select=select, ignore=ignore)
    statistics = None
    with Progress(sys.stderr, paths, shown=not chosen.quiet and not terminal and sys.stderr.isatty()) as progress:
        if chosen.statistics:
            from gouji.cli.statistics import Statistics

            statistics = Statistics()
            running = start(
                paths,
                replace(options, jobs=1, remember=False),
                display=display,
                in_force=statistics.timed(prepare(options)),
                watch=statistics.count,
            )
        else:
            running = start(paths, options, display=display, watch=progress)
        if chosen.score:
            running.scorecard = _scorecard(running, chosen.format)
        away = Elsewhere(running.in_force.ruleset.packs)
        running.watch(away)
        pieces = _pieces(_output(running, chosen.format), running)
        if chosen.output is None:
            _write(pieces, data)
        else:
            _write_file(pieces, chosen.output, running)
    # Only the full terminal output names what was not read and what failed; an exit status is never left unexplained.
    if chosen.quiet or not (terminal and chosen.format == "terminal"):
        _narrate(running)
    if not chosen.quiet:
        say(*away.lines())
    if statistics:
        say(*statistics.lines())
    return _status(running, chosen.fail_level)


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _output(running: Run, name: str) -> Output:
    outputs = running.in_force.registry.outputs
    if name not in outputs:
        raise UsageError(f"没有 {name} 这种输出格式；可以写 {'、'.join(outputs)}{nearest(name, outputs)}")
    return outputs[name]


def _scorecard(running: Run, format: str) -> Scorecard:
    """What collects the points. Raises UsageError where no rule has any, or the format cannot show them."""
    from gouji.scoring import Scorecard

    if format not in SCORED:
        raise UsageError(f"--score 只能和 --format {'、'.join(SCORED)} 一起用，{format} 里没有得分")
    card = Scorecard(running.in_force.ruleset)
    if not card.rules:
        raise UsageError("在用的规则都没有写明扣分（score），没有得分可列；带扣分的规则集有 jiangsu-suqian，写法见 docs/rules.zh.md")
    return card


def _pieces(output: Output, running: Run) -> Iterator[str]:
    """What an output format gives. Raises PluginError where it breaks: it may be other people's code."""
    try:
        for piece in output.write(running):
            if not isinstance(piece, str):
                raise TypeError(f"write 应逐段给出文字，给出的有 {type(piece).__name__}")
            yield piece
    except (GoujiError, OSError):
        raise
    except Exception as error:
        raise PluginError(f"输出格式 {output.id}", described(error)) from error


def _write(pieces: Iterable[str], stream: TextIO) -> None:
    for piece in pieces:
        stream.write(piece)
    stream.flush()


def _write_file(pieces: Iterable[str], path: str, running: Run) -> None:
    """Writes beside the file first: an interrupted run leaves the old file, and an input stays an input."""
    target = os.path.realpath(path)
    # A device or pipe (/dev/null) is written to; a file put in its place would be its end.
    in_place = os.path.exists(target) and not os.path.isfile(target)
    draft = target if in_place else os.path.join(os.path.dirname(target), f".gouji.{os.getpid()}.part")
    try:
        try:
            with open(draft, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                _write(pieces, file)
            if in_place:
                return
            if os.path.exists(target) and running.has_read(target):
                raise UsageError(f"{path} 是这次检查要读的文件，不能用来存放结果，请换一个文件名")
            os.replace(draft, target)
        except OSError as error:
            raise UsageError(f"写不了 {path}：{reason(error)}") from error
    finally:
        if not in_place and os.path.exists(draft):
            os.unlink(draft)


def _narrate(running: Run) -> None:
    """On stderr: what is missing from the data on stdout, and why."""
    lines = [f"没有读成 {one.path}：{one.unread}" for one in running.unread]
    for failure in running.failures:
        where = f"（{failure.path}）" if failure.path else ""
        lines.append(f"{failure.rule}{where} 出错：{failure.error}")
    say(*lines)


def _status(running: Run, fail_level: str) -> int:
    statuses = [status.of_findings(running.worst(), fail_level)]
    if running.unread:
        statuses.append(status.UNREAD)
    if running.failures:
        statuses.append(status.BROKEN)
    return max(statuses)
