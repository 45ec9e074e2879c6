"""The PDF loader: what a PDF looks like from outside. `pdf_document` reads it, and is imported only then."""

from __future__ import annotations

from gouji.document import Document, Source
from gouji.hooks import Loader, hookimpl


@hookimpl
def gouji_loaders() -> list[Loader]:
    """The PDF loader."""
    return [Loader("pdf", "PDF（须有文字层）", (".pdf",), sniff, load)]


def sniff(source: Source) -> int:
    """Sure of the bytes that begin every PDF; a .pdf without them is taken only if nobody else wants it."""
    if source.data.startswith(b"%PDF-"):
        return 100
    if b"%PDF-" in source.data[:1024]:
        return 80
    return 5 if source.suffix == ".pdf" else 0


def load(source: Source) -> Document:
    """Reads a PDF. Raises UnreadableError for a scan, a garbled text layer, a password, a broken file or a bomb."""
    from gouji_plugins.loaders.pdf_document import read_pdf
    from gouji_plugins.loaders.pdf_guard import refuse_bombs

    refuse_bombs(source.data)
    return read_pdf(source.data)
