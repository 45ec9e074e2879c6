"""From what the user typed to inputs: files, folders, patterns, zip archives, standard input.

Nothing is written, unpacked to disk or followed out of the folder. Order is fixed: as typed, and
by name within a folder or archive. What cannot be opened comes out as an input with an `error`.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator

from gouji import cache
from gouji.document import Source
from gouji.errors import UnreadableError, reason
from gouji.lean import NamedTuple
from gouji.timelimit import TooLongError, limit

MAX_FILE = 256 << 20
"""Bytes of one file or archive; a larger one is refused unread."""

TOO_LARGE = f"文件超过 {MAX_FILE >> 20} MB，没有读"

MOST_LINES = 100_000
"""Lines of a list of reports; a report in such a list is one line."""

WAITING_SECONDS = 60
"""How long a file is waited for: a named pipe or a drive on the network may never answer."""

IGNORED_FOLDERS = frozenset({"__MACOSX", "__pycache__", "node_modules"})


class Input(NamedTuple):
    """One thing to read, or the reason why it cannot be.

    `explicit` is true when the user named this very file: being no report is then an error, while
    in a folder or archive it is merely set aside.
    """

    path: str
    explicit: bool
    source: Source | None = None
    error: str = ""


class _Seen:
    """The files that came already, by whatever path."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: dict[str, str] = {}

    def first(self, path: str, *, named: bool) -> bool:
        """Whether a file comes for the first time; `named` by the user, it may be written in another way than it is called."""
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        real = os.path.realpath(path) if named or os.path.islink(path) else os.path.join(self._folders[folder], name)
        known = len(self._files)
        self._files.add(real)
        return len(self._files) > known


def find(paths: Iterable[str]) -> Iterator[Input]:
    """Every input behind these paths, each file once, opened only when its turn comes.

    A folder or archive without any file gives one input with an error: nothing compared must
    never look like nothing wrong.
    """
    seen = _Seen()
    for path in paths:
        if path == "-":
            yield from _standard_input()
        elif os.path.exists(path):
            yield from _named(path, seen)
        elif is_pattern(path):
            yield from _pattern(path, seen)
        else:
            yield Input(path, True, error="找不到这个文件或文件夹，请核对路径")


def _standard_input() -> Iterator[Input]:
    if sys.stdin is None:
        yield Input("-", True, error="标准输入是关着的，没有内容可读")
    else:
        yield from _opened(Source("-", sys.stdin.buffer.read(MAX_FILE + 1)), explicit=True)


def is_pattern(path: str) -> bool:
    """Whether a path holds a mark of a pattern such as *.html; a file may be called so all the same."""
    return any(mark in path for mark in "*?[")


def count(paths: Iterable[str]) -> int:
    """How many inputs are to be expected, without opening any; an archive counts once."""
    expected = 0
    for path in paths:
        if os.path.isdir(path):
            expected += sum(1 for _ in _walk(path))
        elif is_pattern(path) and not os.path.exists(path):
            from glob import iglob

            expected += count(iglob(path, recursive=True))
        else:
            expected += 1
    return expected


def _pattern(pattern: str, seen: _Seen) -> Iterator[Input]:
    """Patterns that no shell has expanded, as on Windows."""
    from glob import glob

    matches = sorted(glob(pattern, recursive=True))
    if not matches:
        yield Input(pattern, True, error="没有文件符合这个通配符，请核对路径")
    for path in matches:
        yield from _named(path, seen)


def _named(path: str, seen: _Seen) -> Iterator[Input]:
    """What a path that the user named leads to."""
    return _folder(path, seen) if os.path.isdir(path) else _file(path, seen, explicit=True)


def _folder(folder: str, seen: _Seen) -> Iterator[Input]:
    empty = True
    for entry in _walk(folder):
        empty = False
        if isinstance(entry, Input):
            yield entry
        else:
            yield from _file(entry, seen, explicit=False)
    if empty:
        yield Input(folder, True, error="文件夹里没有文件")


def _walk(folder: str) -> Iterator[str | Input]:
    """The files below a folder by name; hidden ones, lock files, links to folders and what gouji keeps for itself left out."""
    kept = os.path.realpath(cache.folder())
    stack = [folder]
    while stack:
        here = stack.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            yield Input(here, True, error=f"打不开这个文件夹：{reason(error)}")
            continue
        below = []
        for entry in entries:
            if entry.name.startswith((".", "~$")) or entry.name in IGNORED_FOLDERS:
                continue
            path = entry.name if here == "." else os.path.join(here, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if os.path.realpath(path) != kept:
                    below.append(path)
            elif entry.is_file(follow_symlinks=False) or os.path.isfile(path):
                yield path
            elif entry.is_symlink() and not os.path.exists(path):
                yield Input(path, True, error="这是一个快捷方式（链接），它指向的文件不存在")
        stack.extend(reversed(below))


def _file(path: str, seen: _Seen, *, explicit: bool) -> Iterator[Input]:
    if not seen.first(path, named=explicit):
        return
    try:
        data = _content(path)
    except OSError as error:
        yield Input(path, explicit, error=f"打不开这个文件：{reason(error)}")
    except UnreadableError as error:
        yield Input(path, True, error=str(error))
    else:
        yield from _opened(Source(path, data, os.path.abspath(path)), explicit=explicit)


def _content(path: str) -> bytes:
    """What a file or pipe holds. Raises OSError, and UnreadableError for what is too large, no document at all, or never comes."""
    try:
        with limit(WAITING_SECONDS):
            about = os.stat(path)
            if about.st_size > MAX_FILE:
                raise UnreadableError(TOO_LARGE)
            regular = stat.S_ISREG(about.st_mode)
            if not regular and not stat.S_ISFIFO(about.st_mode):
                raise UnreadableError("这是设备，不是文件，没有读")
            # Some files of the system, such as /proc/kmsg, are empty ones and yet let who reads them wait.
            if regular and not about.st_size:
                return b""
            with open(path, "rb", buffering=0 if regular else -1) as file:
                # Room is made for as much as is asked for, however little there is.
                return file.read() if regular else file.read(MAX_FILE + 1)
    except TooLongError:
        raise UnreadableError(f"等了 {WAITING_SECONDS} 秒没有等到内容（管道或网络盘没有回应），没有读") from None


def _opened(source: Source, *, explicit: bool) -> Iterator[Input]:
    """The input itself, or what it holds when it is an archive or a list of reports."""
    if len(source.data) > MAX_FILE:
        yield Input(source.path, True, error=TOO_LARGE)
    elif source.data[:2] == b"PK":
        from gouji.run.archive import members

        inside = members(source)
        if inside is None:
            yield Input(source.path, explicit, source)
        else:
            empty = True
            for member in inside:
                empty = False
                if isinstance(member, Source):
                    yield from _lines(member, explicit=False)
                else:
                    yield Input(member.path, True, error=member.error)
            if empty:
                yield Input(source.path, True, error="压缩包里没有文件")
    elif source.data.startswith((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")):
        yield Input(source.path, True, error="读不了 rar、7z 压缩包，请先解压，或改用 zip")
    else:
        yield from _lines(source, explicit=explicit)


def _lines(source: Source, *, explicit: bool) -> Iterator[Input]:
    """A file of `gouji extract` holds one report a line; any other file is one input."""
    listed = source.suffix == ".jsonl"
    if listed and source.data.count(b"\n") > MOST_LINES:
        yield Input(source.path, True, error=f"文件超过 {MOST_LINES} 行，没有读；请分成几个文件")
        return
    lines = source.data.split(b"\n") if listed else []
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if len(filled) < 2:
        yield Input(source.path, explicit, source)
        return
    for number, line in filled:
        path = f"{source.path}!/{number}.json"
        yield Input(path, explicit, Source(path, line))
