"""What python-calamine does not tell of an .ods sheet: merged cells, and how large it is."""

from __future__ import annotations

from gouji_plugins.loaders.package import Package

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_BLANKS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}s"
_BLANKS_COUNT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}c"
_ROWS = {_TABLE + name for name in ("table-rows", "table-header-rows", "table-row-group")}

_DIGITS = 18
"""Digits of a count that are read; a longer one is beyond every limit anyhow."""

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of a merged range, from 0."""


def ods_sheets(package: Package) -> dict[str, tuple[list[Merge], int]]:
    """The merged ranges of each sheet, and its size: the positions up to its last filled cell, and the characters that its
    cells unfold to beyond those written.

    Raises UnreadableError when the content is damaged.
    """
    root = package.xml("content.xml")
    found: dict[str, tuple[list[Merge], int]] = {}
    for table in root.iter(_TABLE + "table") if root is not None else ():
        merges: list[Merge] = []
        row = last_row = last_column = unfolded = 0
        pending = list(table)[::-1]
        while pending:
            element = pending.pop()
            if element.tag in _ROWS:
                pending.extend(list(element)[::-1])
            if element.tag != _TABLE + "table-row":
                continue
            column = 0
            repeated = _count(element.get(_TABLE + "number-rows-repeated"))
            for cell in element:
                width = _count(cell.get(_TABLE + "number-columns-repeated"))
                columns = _count(cell.get(_TABLE + "number-columns-spanned"))
                rows = _count(cell.get(_TABLE + "number-rows-spanned"))
                if columns > 1 or rows > 1:
                    merges.append(((row, column), (row + rows - 1, column + columns - 1)))
                if len(cell):
                    last_row, last_column = row + repeated, max(last_column, column + width)
                    blanks = sum(_count(element.get(_BLANKS_COUNT)) for element in cell.iter(_BLANKS))
                    unfolded += repeated * width * blanks + (repeated * width - 1) * sum(map(len, cell.itertext()))
                column += width
            row += repeated
        name = table.get(_TABLE + "name", "")
        _, of_same_name = found.get(name, (merges, 0))
        found[name] = merges, of_same_name + last_row * last_column + unfolded
    return found


def _count(text: str | None) -> int:
    return max(int(text[:_DIGITS]), 1) if text and text.isdecimal() else 1
