"""Word 97–2003 documents (.doc, and .wps files of the same kind), read without Word.

What this reader does not understand (Word 95 and older, damage) is handed to LibreOffice where it
is installed.
"""

from __future__ import annotations

from gouji.document import Document, Source
from gouji.errors import UnreadableError
from gouji.hooks import Loader, hookimpl
from gouji_plugins.loaders.package import PROTECTED, ole_streams

_PROTECTED = {"EncryptedPackage", "EncryptionInfo"}

RAGGED = "有表格的列位置无法确定，按单元格的先后顺序读取。"


def sniff(source: Source) -> int:
    """95 for an OLE container with a Word document or a protected Office file in it."""
    streams = ole_streams(source.data)
    return 95 if "WordDocument" in streams or streams & _PROTECTED else 0


def load(source: Source) -> Document:
    """Reads a .doc. Raises UnreadableError when it is protected, damaged or too old to read."""
    from gouji_plugins.loaders.doc_file import NotUnderstoodError

    if ole_streams(source.data) & _PROTECTED:
        raise UnreadableError(PROTECTED)
    try:
        return read_doc(source.data)
    except (NotUnderstoodError, RecursionError):
        from gouji_plugins.loaders.libreoffice import read_converted

        return read_converted(source, "这个 .doc 文件版本太旧或已损坏，无法直接读取")


def read_doc(data: bytes) -> Document:
    """The document in the bytes of a .doc. Raises UnreadableError, NotUnderstoodError."""
    import struct

    from gouji_plugins.loaders.doc_body import read_text
    from gouji_plugins.loaders.doc_file import NotUnderstoodError, open_doc
    from gouji_plugins.loaders.doc_summary import summary
    from gouji_plugins.loaders.docx import HIDDEN, STRUCK, TRACKED, told
    from gouji_plugins.loaders.layout import compose

    try:
        found = read_text(open_doc(data))
    except (struct.error, LookupError, ValueError) as error:  # damaged tables
        raise NotUnderstoodError(str(error)) from error
    blocks = compose(found.items)
    ragged = any(getattr(block, "ragged", False) for block in blocks)
    notes = told((found.tracked, TRACKED), (found.hidden, HIDDEN), (found.struck, STRUCK), (ragged, RAGGED))
    return Document(
        blocks=blocks,
        format="doc",
        meta=summary(data),
        furniture=tuple(found.furniture),
        images=found.images,
        notes=tuple(notes),
    )


@hookimpl
def gouji_loaders() -> list[Loader]:
    """The loader of Word 97–2003 files."""
    return [Loader("doc", "Word 97–2003 文档", (".doc", ".dot"), sniff, load)]
