"""Remembers what was read and checked once, so that an unchanged file is not read as YAML again.

An entry holds plain data only (numbers, texts, tuples, lists, dicts) and is found by the content of
everything it was made from, the state of gouji's own code and data and the version of Python.
The cache is never needed: where it cannot be written or read, everything works all the same.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from zlib import crc32

from gouji.code_state import own_code
from gouji.digest import blake2b
from gouji.lean import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from io import FileIO

FOLDER = "GOUJI_CACHE_DIR"
"""The environment variable that names the cache folder."""

KEPT = 12
"""How many entries of one purpose stay in the folder at most; others are removed."""

CHECKSUM = 4
"""Bytes before the content of an entry's file, which tell whether it is damaged, or another entry's."""


def folder() -> str:
    """The cache folder: `$GOUJI_CACHE_DIR` (`FOLDER`), else the user's cache folder of the platform."""
    return os.environ.get(FOLDER) or _platform_folder()


@lru_cache(1)
def _platform_folder() -> str:
    """The user's own, found out once: it is asked for with every entry."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "gouji")


def remembered(purpose: str, sources: Iterable[str | bytes], make: Callable[[], Any]) -> Any:
    """What `make` gives, from the cache where the same was made from the same sources before.

    `purpose` is a short word that names the kind of entry. `sources` are what everything depends on beside
    gouji's own code and data.
    What `make` raises is raised, and nothing is kept then. None is never kept.
    """
    return remembered_as(key(purpose, *sources), make)


def remembered_as(name: str, make: Callable[[], Any]) -> Any:
    """The same, under a name from `key`."""
    found = load(name)
    if found is None:
        found = make()
        store(name, found)
    return found


def key(purpose: str, *parts: str | bytes) -> str:
    """The name of the entry made from these parts by this gouji under this Python."""
    return stable_key(purpose, own_code(), *parts)


def stable_key(purpose: str, *parts: str | bytes) -> str:
    """The same for an entry that does not depend on gouji's code."""
    digest = blake2b(digest_size=20)
    for part in (purpose, sys.version, *parts):
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return f"{purpose}-{digest.hexdigest()}"


def load(name: str) -> Any:
    """The entry of this name, or None where there is none or it is damaged."""
    payload = _read(name)
    return marshal.loads(payload) if payload else None


def read(name: str) -> bytes | None:
    """The bytes of the entry of this name, or None where there is none or it is damaged."""
    return bytes(_read(name)) or None


def _read(name: str) -> memoryview:
    """The same without copying them; nothing where there is none, it is damaged or not to be trusted."""
    try:
        with opened(name) as file:
            content = memoryview(file.read() if trusted(os.fstat(file.fileno())) else b"")
    except OSError:
        return memoryview(b"")
    payload = content[CHECKSUM:]
    return payload if _checksum(name, payload) == content[:CHECKSUM] else memoryview(b"")


def opened(name: str) -> FileIO:
    """The file of the entry of this name, to be read; a pipe in its place is not waited for. Raises OSError."""
    return open(path(name), "rb", buffering=0, opener=_at_once)


def _at_once(place: str, flags: int) -> int:
    return os.open(place, flags | getattr(os, "O_NONBLOCK", 0))


def trusted(status: os.stat_result) -> bool:
    """Whether nobody but the user can have written a file: what is in it will be believed, and bytecode run."""
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def store(name: str, made: Any) -> None:
    """Keeps plain data under a name from `key`; a folder that cannot be written is no error."""
    write(name, marshal.dumps(made))


def write(name: str, payload: bytes, kept: int = KEPT) -> None:
    """Keeps bytes under a name; of its purpose at most `kept` entries stay in its folder, this one among them."""
    place = path(name)
    draft = f"{place}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
        with open(draft, "xb", opener=_private) as file:
            file.write(_checksum(name, payload) + payload)
        os.replace(draft, place)
        _make_room(*os.path.split(place), kept)
    except OSError:
        _drop(draft)


def _private(path: str, flags: int) -> int:
    """Opens a file that is the user's alone: what is kept must not be changed, nor its place taken, by anybody else."""
    return os.open(path, flags, 0o600)


def _drop(draft: str) -> None:
    try:
        os.unlink(draft)
    except OSError:
        return


def _checksum(name: str, payload: bytes | memoryview) -> bytes:
    return crc32(payload, crc32(name.encode())).to_bytes(CHECKSUM, "big")


def path(name: str) -> str:
    """The file of the entry of this name."""
    return os.path.join(folder(), f"{name}.marshal")


def _make_room(where: str, written: str, kept: int) -> None:
    """Removes some of the entries beside the one just written when these are too many for its purpose.

    Not the oldest: of more reports than are kept, checked in turn over and over, none would be found again.
    An eighth at once: each of many new entries would have all those of a full folder looked at.
    """
    purpose = written.rpartition("-")[0]
    names = sorted(name for name in os.listdir(where) if name.startswith(f"{purpose}-") and name != written)
    for name in names[::8] if len(names) >= kept else ():
        os.unlink(os.path.join(where, name))
