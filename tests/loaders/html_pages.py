"""Web pages as tests read and look at them."""

from __future__ import annotations

from gouji.document import Document, Paragraph, Source
from gouji_plugins.loaders.html import load


def read(page: str | bytes, name: str = "年报.html") -> Document:
    """A page, loaded."""
    return load(Source(name, page if isinstance(page, bytes) else page.encode()))


def shape(document: Document) -> list[object]:
    """Paragraphs as their text, grids as lists of rows of texts."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows] for block in document.blocks
    ]
