"""Spreadsheets: .xlsx, .xlsm, .xlsb, .xls, .et and .ods."""

from __future__ import annotations

from gouji.document import Document, Source
from gouji.hooks import Loader, hookimpl
from gouji_plugins.loaders.package import ole_streams, part_names

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def sniff(source: Source) -> int:
    """95 for a zip holding a workbook or an OLE container with one."""
    names = part_names(source.data)
    if "[content_types].xml" in names and any(name.startswith("xl/") for name in names):
        return 95
    if "content.xml" in names and _ODS in source.data[:200]:
        return 95
    return 95 if ole_streams(source.data) & {"Workbook", "Book", "WORKBOOK", "BOOK"} else 0


def load(source: Source) -> Document:
    """Reads every worksheet. Raises UnreadableError when damaged, protected or absurdly large."""
    from gouji_plugins.loaders.workbook import read_workbook

    return read_workbook(source)


@hookimpl
def gouji_loaders() -> list[Loader]:
    """The spreadsheet loader."""
    return [Loader("xlsx", "Excel 工作簿", (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"), sniff, load)]
