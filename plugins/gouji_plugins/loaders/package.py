"""Office packages: the zip of XML parts that .docx, .xlsx and .odt files are, opened with distrust."""

from __future__ import annotations

import io
import re
import zlib

from gouji.errors import UnreadableError
from gouji.lean import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import zipfile
    from xml.etree.ElementTree import Element

MAX_TOTAL = 200 * 1024 * 1024
MAX_PART = 64 * 1024 * 1024
MAX_PARTS = 20_000
MAX_RATIO = 1000
"""An honest report unpacks to a few MB; beyond these sizes (bytes), number of parts or compression
ratio (for parts over 1 MB) a package is refused before it is unpacked."""

_ABSURD = "文件解压后大得反常，疑似恶意文件，没有读取。"
PROTECTED = "文件设有打开密码，无法读取；请取消密码后再检查。"

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
_LISTED = b"PK\x01\x02"

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


def _damage() -> tuple[type[Exception], ...]:
    """What zipfile raises on a damaged archive; imported late, for most inputs are no archives."""
    import zipfile

    return zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError


class Relationship(NamedTuple):
    """A link from one part to another: the last word of its type ("header"), the part's name, its id."""

    kind: str
    target: str
    id: str


class Package:
    """The parts of one office file, by name without regard to case, slashes forward."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        # Of two parts with one name that without a slash before it counts, as to all other readers.
        members = sorted(archive.infolist(), key=lambda info: not info.filename.startswith("/"))
        self._parts = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in members}
        self._links: dict[str, list[Relationship]] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    @property
    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._parts)

    def data(self, name: str) -> bytes:
        """A part's bytes, b"" when there is no such part. Raises UnreadableError on damage."""
        info = self._parts.get(name.lower())
        if info is None:
            return b""
        try:
            return self._archive.read(info)
        except RuntimeError as error:  # zipfile's way of saying that a member is encrypted
            raise UnreadableError(PROTECTED) from error
        except _damage() as error:
            raise UnreadableError(f"文件已损坏（{info.filename} 无法解压），请重新导出或另存后再检查。") from error

    def xml(self, name: str) -> Element | None:
        """A part's root element, None when there is no such part. Raises UnreadableError."""
        data = self.data(name)
        return parse_xml(data, name) if data else None

    def relationships(self, part: str) -> list[Relationship]:
        """The links of a part ("" for the package itself) to other parts, in the file's order."""
        if part in self._links:
            return self._links[part]
        folder, _, name = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        links: list[Relationship] = []
        for link in root.iter() if root is not None else ():  # calamine finds them at any depth, external ones too
            if not (target := link.get("Target", "").replace("\\", "/")):
                continue
            target = target.lstrip("/") if target.startswith("/") else _join(folder, target)
            links.append(Relationship(link.get("Type", "").rpartition("/")[2], target, link.get("Id", "")))
        self._links[part] = links
        return links

    def target(self, part: str, kind: str, usual: str) -> str:
        """Where the first link of a kind leads from a part, or where it usually does."""
        return next((link.target for link in self.relationships(part) if link.kind == kind), usual)


def _join(folder: str, target: str) -> str:
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def open_package(data: bytes) -> Package:
    """Opens a package; nothing is unpacked yet.

    Raises UnreadableError for a damaged zip and for one that would unpack to an absurd size.
    """
    import zipfile

    if data.count(_LISTED) > MAX_PARTS:  # opening it would read the whole list
        raise UnreadableError(_ABSURD)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _damage() as error:
        raise UnreadableError("文件不完整或已损坏（压缩结构无法打开），请重新下载或另存后再检查。") from error
    sizes = [(member.file_size, member.compress_size) for member in archive.infolist()]
    steep = any(size > MAX_PART or (size > 1 << 20 and size > MAX_RATIO * max(packed, 1)) for size, packed in sizes)
    if steep or sum(size for size, _ in sizes) > MAX_TOTAL:
        raise UnreadableError(_ABSURD)
    return Package(archive)


def core_properties(package: Package) -> dict[str, str]:
    """Title, creator and the times of creation and change that an office file records of itself."""
    try:
        root = package.xml(package.target("", "core-properties", "docProps/core.xml"))
    except UnreadableError:  # the text counts, not a damaged file card
        return {}
    found: dict[str, str] = {}
    for element in root if root is not None else ():
        key = element.tag.rpartition("}")[2]
        if key in ("title", "creator", "created", "modified") and element.text and element.text.strip():
            found[key] = element.text.strip()
    return found


def part_names(data: bytes) -> set[str]:
    """The names of a zip's members in lower case, empty when it is no readable zip."""
    if not data.startswith(ZIP_MAGIC) or data.count(_LISTED) > MAX_PARTS:
        return set()
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name.replace("\\", "/").lower() for name in archive.namelist()}
    except _damage():
        return set()


def parse_xml(data: bytes, name: str) -> Element:
    """Parses one part, strict OOXML names turned into the transitional ones.

    A document type declaration never occurs in an office file and is the door for entity bombs:
    it is refused. Raises UnreadableError.
    """
    from xml.etree import ElementTree

    if data[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        little = data[:2] in (b"\xff\xfe", b"<\0")
        text = data.decode("utf-16-le" if little else "utf-16-be", "replace").lstrip("\ufeff")
        data = re.sub(r"^<\?xml[^>]*\?>", "", text).encode()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableError(f"文件内部（{name}）含有不允许的实体声明，疑似恶意文件，没有读取。")
    if b"purl.oclc.org/ooxml" in data:
        data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableError(f"文件已损坏（{name} 不是完整的 XML），请用 Word、Excel 或 WPS 打开并另存后再检查。") from error


def ole_streams(data: bytes) -> set[str]:
    """The names at the root of an OLE container, empty when it is none or cannot be opened."""
    if not data.startswith(OLE_MAGIC):
        return set()
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return {str(entry.name) for entry in ole.root.kids}
    except Exception:  # olefile raises whatever the damage brings up
        return set()


def ole_stream(data: bytes, *names: str) -> bytes:
    """The first of these streams that an OLE container has; empty when it has none or cannot be read."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return next((bytes(ole.openstream(name).read()) for name in names if ole.exists(name)), b"")
    except Exception:  # olefile raises whatever the damage brings up
        return b""
