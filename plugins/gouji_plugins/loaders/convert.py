"""Documents only LibreOffice can read: .rtf, .odt, .fodt, Word 2003's single-file XML and WPS's own .wps."""

from __future__ import annotations

from gouji.document import Document, Source
from gouji.hooks import Loader, hookimpl
from gouji_plugins.loaders.package import ZIP_MAGIC, ole_streams, open_package, part_names

_ODT = b"application/vnd.oasis.opendocument.text"
_FLAT_ODT = b'office:mimetype="%b"' % _ODT
_HEAD = 8192


def sniff(source: Source) -> int:
    """90 for RTF, OpenDocument text and Word 2003's single-file XML, 60 for an OLE container named .wps or .doc."""
    data = source.data
    head = data[:_HEAD]
    if data.lstrip()[:5] == b"{\\rtf" or _FLAT_ODT in head or (b'progid="Word.Document"' in head and b"<pkg:package" not in head):
        return 90
    if data.startswith(ZIP_MAGIC) and _ODT in data[:200] and "content.xml" in part_names(data):
        return 90
    return 60 if source.suffix in (".wps", ".doc") and ole_streams(data) else 0


def load(source: Source) -> Document:
    """Converts and reads. Raises UnreadableError where LibreOffice is absent or fails."""
    from gouji_plugins.loaders.libreoffice import read_converted

    if source.data.startswith(ZIP_MAGIC):
        open_package(source.data)
    return read_converted(source, "这种格式无法直接读取")


@hookimpl
def gouji_loaders() -> list[Loader]:
    """The loader by conversion."""
    return [Loader("office", "RTF、ODT、WPS 文档（需安装 LibreOffice）", (".rtf", ".odt", ".fodt", ".wps"), sniff, load)]
