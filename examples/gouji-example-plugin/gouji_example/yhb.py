"""Reads `.yhb`, what the reporting platform of 云河市 (made up) exports: JSON with the report's lines and tables in order."""

import json

from gouji.document import Document, Grid, GridCell, Paragraph, Place, Source
from gouji.errors import UnreadableError

ID = "yhb"


def sniff(source: Source) -> int:
    """How sure it is that these bytes are such an export."""
    return 90 if source.suffix == ".yhb" and source.data.lstrip().startswith(b"[") else 0


def load(source: Source) -> Document:
    """The document. A text is a paragraph; a list of rows is a table."""
    try:
        blocks = [_block(number, block) for number, block in enumerate(json.loads(source.data), 1)]
    except (ValueError, TypeError):
        raise UnreadableError("这不是完整的 .yhb 文件，请从报送平台重新导出") from None
    return Document(tuple(blocks), ID)


def _block(number: int, block: str | list[list[str]]) -> Paragraph | Grid:
    if isinstance(block, str):
        return Paragraph(block, Place(paragraph=number))
    rows = [
        tuple(GridCell(text, Place(table=number, row=row, column=column)) for column, text in enumerate(cells, 1))
        for row, cells in enumerate(block, 1)
    ]
    return Grid(tuple(rows), Place(table=number))
