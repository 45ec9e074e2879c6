"""Zip archives as folders: members in order of their names, read in memory within fixed limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from gouji.document import Source
from gouji.lean import NamedTuple

MAX_MEMBERS = 20_000
MAX_MEMBER = 64 << 20
MAX_TOTAL = 2 << 30
MAX_RATIO = 200
"""Limits against archives made to exhaust the machine: members, bytes of one, bytes of all, and
how many times as many bytes as they are packed in."""

MOST_LISTED = 10 * MAX_MEMBERS
"""Members an archive may list to be opened at all: opening it reads the whole list."""

MAX_DEPTH = 1
"""How many archives may stand inside each other below the first."""

_DOCUMENT_MARKS = frozenset({"[Content_Types].xml", "mimetype", "OFD.xml"})
_DOCUMENT_SUFFIXES = frozenset({".docx", ".docm", ".xlsx", ".xlsm", ".odt", ".ods", ".ofd", ".wps", ".et", ".pptx"})
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What zipfile raises on damaged, encrypted or exotic archives."""

_LISTED = b"PK\x01\x02"
_SMALL = 4 << 20


class Broken(NamedTuple):
    """A member or archive that cannot be opened, and why."""

    path: str
    error: str


def members(source: Source) -> Iterator[Source | Broken] | None:
    """The files in this archive, or None when the bytes are a document that merely is a zip (docx, xlsx…)."""
    return _members(source, 0, _Budget(len(source.data)))


class _Budget:
    """What may still be unpacked from one archive of so many bytes, the archives inside it included."""

    __slots__ = ("bytes", "files")

    def __init__(self, size: int) -> None:
        self.files, self.bytes = MAX_MEMBERS, min(MAX_TOTAL, max(_SMALL, MAX_RATIO * size))


def _members(source: Source, depth: int, budget: _Budget) -> Iterator[Source | Broken] | None:
    if source.suffix in _DOCUMENT_SUFFIXES:
        return None
    if source.data.count(_LISTED) > MOST_LISTED:
        return iter([Broken(source.path, f"压缩包里的文件超过 {MOST_LISTED} 个，没有读")])
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except _BROKEN:
        if source.suffix == ".zip":
            return iter([Broken(source.path, "压缩包已损坏，打不开")])
        return None
    if not _DOCUMENT_MARKS.isdisjoint(archive.namelist()):
        return None
    return _inside(archive, source.path, depth, budget)


def _inside(archive: zipfile.ZipFile, path: str, depth: int, budget: _Budget) -> Iterator[Source | Broken]:
    listed = sorted(((_name(info), info) for info in archive.infolist()), key=lambda pair: (pair[0], pair[1].header_offset))
    files = [(name, info) for name, info in listed if not info.is_dir() and not _ignored(name)]
    for position, (name, info) in enumerate(files):
        if budget.files <= 0 or budget.bytes <= 0:
            yield Broken(
                path,
                f"压缩包太大（上限 {MAX_MEMBERS} 个文件、解开后 {MAX_TOTAL >> 30} GB 或压缩包的 {MAX_RATIO} 倍），"
                f"后面的 {len(files) - position} 个文件没有读",
            )
            return
        budget.files -= 1
        member = f"{path}!/{name}"
        if info.file_size > _SMALL and info.file_size > MAX_RATIO * info.compress_size:
            yield Broken(member, "压缩包里的这个文件解开后大得反常，疑似恶意文件，没有读")
            continue
        if info.flag_bits & 0x1:
            yield Broken(member, "压缩包设了密码，请先解压")
            continue
        try:
            with archive.open(info) as file:
                data = file.read(MAX_MEMBER + 1)
        except NotImplementedError:
            yield Broken(member, "压缩包里的这个文件用了少见的压缩方式，读不了；请先解压，或重新压缩成普通的 zip")
            continue
        except _BROKEN:
            yield Broken(member, "压缩包里的这个文件已损坏，打不开")
            continue
        budget.bytes -= len(data)
        if len(data) > MAX_MEMBER:
            yield Broken(member, f"压缩包里的这个文件超过 {MAX_MEMBER >> 20} MB，没有读")
            continue
        yield from _nested(Source(member, data), depth, budget)


def _nested(source: Source, depth: int, budget: _Budget) -> Iterator[Source | Broken]:
    inside = _members(source, depth + 1, budget) if source.data[:2] == b"PK" else None
    if inside is None:
        yield source
    elif depth >= MAX_DEPTH:
        yield Broken(source.path, "压缩包里又套了两层压缩包，请先解压")
    else:
        yield from inside


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; without the UTF-8 mark Chinese archivers mean UTF-8 or GBK, not cp437."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    return name


def _ignored(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts if part not in ("", ".", ".."))
