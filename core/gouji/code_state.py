"""When code and data were last changed: what was made with them before is not taken over."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from gouji.digest import blake2b

MOST = 5_000
"""Files looked at in one package; of a larger one the first ones have to do."""

OWN = MappingProxyType(
    {"gouji": frozenset({"authoring", "cli", "testing", "tui"}), "gouji_plugins": frozenset(), "gouji_rulesets": frozenset()}
)
"""The packages of gouji, by name, and the folders in them that no result depends on."""

_ENDINGS = (".py", ".yaml", ".yml", ".json", ".txt", ".bin", ".dat", ".so", ".pyd")


@lru_cache(1)
def own_code() -> str:
    """The state of everything of gouji's own that results depend on, code and data, as one digest."""
    digest = blake2b(digest_size=20)
    for package, skipped in OWN.items():
        __import__(package)
        digest.update("\n".join(changes(package, skipped)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def changes(target: str, skipped: frozenset[str] = frozenset()) -> list[str]:
    """Every file behind a package, a module or the path of a Python file, with its size and time of change.

    Of a module in a package the whole package counts, for it may use any part of it; of one by itself
    and of a file the modules beside it do, for the same reason, and the files that it names. `skipped` are
    folders directly below the package that do not matter. A package in a zip file is told by the
    zip file.
    """
    if target.endswith(".py"):
        return _with_those_beside(target)
    module = sys.modules.get(target.partition(":")[0].partition(".")[0])
    file = getattr(module, "__file__", None)
    if file is None:
        return [target]
    if not hasattr(module, "__path__"):
        return _with_those_beside(file)
    folder = os.path.dirname(file)
    if os.path.isdir(folder):
        return sorted(islice(_below(folder, skipped), MOST))
    while folder != os.path.dirname(folder) and not os.path.isfile(folder):
        folder = os.path.dirname(folder)
    return [_state(folder)]


def _with_those_beside(file: str) -> list[str]:
    folder, name = os.path.split(file)
    try:
        names = {name, *_quoted(file), *(one for one in os.listdir(folder or ".") if one.endswith(".py"))}
    except OSError:  # in a zip file
        names = {name}
    return [_state(os.path.join(folder, one)) for one in sorted(names)[:MOST]]


def _quoted(file: str) -> Iterator[str]:
    """The files beside or below a Python file that it names, such as a list that it reads."""
    with open(file, encoding="utf-8", errors="replace") as source:
        parts = source.read().replace('"', "'").split("'")
    folder = os.path.dirname(file)
    return (one for one in parts if "." in one and "\n" not in one and os.path.isfile(os.path.join(folder, one)))


def _below(folder: str, skipped: frozenset[str]) -> Iterator[str]:
    stack = [folder]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name not in skipped and entry.name != "__pycache__":
                        stack.append(entry.path)
                elif entry.name.endswith(_ENDINGS):
                    yield _told(entry.path, entry.stat())
        skipped = frozenset()


def _state(path: str) -> str:
    try:
        return _told(path, os.stat(path))
    except OSError:
        return path


def _told(path: str, status: os.stat_result) -> str:
    return f"{path}\0{status.st_size}\0{status.st_mtime_ns}"
