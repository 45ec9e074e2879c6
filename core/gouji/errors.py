"""Every way gouji can refuse, each with the culprit's name and one Chinese sentence.

GoujiError
├── UsageError            wrong command line or option value           exit 2
├── ConfigError           a ruleset, edition or pack is broken         exit 2
├── UnreadableError       one input cannot be read                     exit 3
│   └── NotAReportError   it can be read, but is no annual report      exit 3
└── PluginError           a plugin cannot be loaded or failed          exit 4
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable

from gouji.timelimit import TooLongError
from gouji.width import width


class GoujiError(Exception):
    """The root: `str()` of any of these is one Chinese sentence for the user."""


class UsageError(GoujiError):
    """The command line asks for something that does not exist."""


class Problem:
    """One thing wrong in a ruleset file, with its place and, where known, the guilty line."""

    __slots__ = ("column", "line", "path", "source", "text")

    def __init__(self, path: str, line: int, column: int, text: str, source: str = "") -> None:
        self.path, self.line, self.column, self.text, self.source = path, line, column, text, source

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.text}"

    def excerpt(self) -> str:
        """The guilty line with a caret under the place, or "". Wide characters count two columns."""
        if not self.source.strip():
            return ""
        shown = self.source.replace("\t", " ")[:200]
        before = shown[: self.column - 1]
        return f"    {shown}\n    {' ' * width(before)}^"


class ConfigError(GoujiError):
    """A configuration file is broken; `problems` lists everything wrong with it at once."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> ConfigError:
        """The refusal of ruleset files with all that is wrong in them, in the order of the files."""
        listed = tuple(sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column)))
        first = listed[0]
        which = "第一处" if len(listed) > 1 else ""
        return cls(f"规则集有 {len(listed)} 处错误，{which}在 {first.path}:{first.line}:{first.column}", listed)


class UnreadableError(GoujiError):
    """An input cannot be read; the message says what is wrong and what to do."""


class NotAReportError(UnreadableError):
    """An input was read and is no annual report; the message says why it was set aside."""


class PluginError(GoujiError):
    """A plugin could not be loaded, or failed; `plugin` names it."""

    def __init__(self, plugin: str, message: str) -> None:
        super().__init__(message)
        self.plugin = plugin


def described(error: BaseException) -> str:
    """What is told of a failed program: the kind of error and the line, `KeyError: 'unit'（rules.py 第 12 行）`, or how long it ran."""
    if isinstance(error, TooLongError):
        return str(error)
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    where = _raised_at(error)
    return f"{said}（{where}）" if where else said


_OURS = os.path.dirname(__file__) + os.sep, os.path.join(os.path.dirname(os.__file__), "importlib") + os.sep
"""Folders of code that calls a plugin, or imports it."""


def _raised_at(error: BaseException) -> str:
    """The innermost line of the plugin that gouji had called; "" where the error came of no plugin, or tells its line itself."""
    home, where = "", ""
    frame = None if isinstance(error, SyntaxError) else error.__traceback__
    while frame is not None:
        file = frame.tb_frame.f_code.co_filename
        if not home and os.path.isabs(file) and not file.startswith(_OURS):
            home = os.path.dirname(file)
        if home and file.startswith(home):
            where = f"{os.path.basename(file)} 第 {frame.tb_lineno} 行"
        frame = frame.tb_next
    return where


_USUAL = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> str:
    """What the system says of a file, in Chinese where it is one of the usual things."""
    return _USUAL.get(error.errno or 0) or error.strerror or type(error).__name__
