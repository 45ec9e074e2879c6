"""Documents only LibreOffice can read: .rtf, .odt, .fodt, .uot, Word 2003's single-file XML and WPS's own .wps."""

from __future__ import annotations

from gouji.document import Document, Source
from gouji.hooks import Loader, hookimpl
from gouji_plugins.loaders.package import ZIP_MAGIC, ole_streams, open_package, part_names

_ODT = b"application/vnd.oasis.opendocument.text"
_FLAT = (b'office:mimetype="%b"' % _ODT, b'uof:mimetype="vnd.uof.text"')
_HEAD = 8192


def sniff(source: Source) -> int:
    """90 for RTF, OpenDocument and UOF text and Word 2003's single-file XML, 60 for an OLE container named .wps or .doc."""
    data = source.data
    head = data[:_HEAD]
    flat = any(mark in head for mark in _FLAT) or (b'progid="Word.Document"' in head and b"<pkg:package" not in head)
    if flat or data.lstrip()[:5] == b"{\\rtf":
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
    return [
        Loader("office", "RTF、ODT、标文通、WPS 文档（需安装 LibreOffice）", (".rtf", ".odt", ".fodt", ".uof", ".uot", ".wps"), sniff, load)
    ]
