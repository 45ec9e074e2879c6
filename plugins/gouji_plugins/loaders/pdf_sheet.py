"""A worksheet that is wider than the paper, printed: what does not fit stands on pages of its own, without the labels of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from gouji_plugins.loaders.pdf_layout import Layout
from gouji_plugins.loaders.pdf_stitch import ENUMERATOR

LEVEL = 2.0
"""Parts of one table begin or end at heights that differ by so many points at most."""


def cut_off(layouts: Sequence[Layout]) -> list[int]:
    """The numbers of the pages whose tables go on to the right of those of a page before."""
    return [layout.page.number for at, layout in enumerate(layouts) if _lacks_labels(layout) and _has_beginning(layout, layouts[:at])]


def _lacks_labels(layout: Layout) -> bool:
    """Whether no number of a page has words in its row, and no line begins as those of a report do."""
    rows = [table.row(number) for table in layout.tables for number in range(table.rows)]
    numbered = [row for row in rows if any(piece.is_value for piece in row)]
    labelled = any(piece.text and not piece.is_value for row in numbered for piece in row)
    return bool(numbered) and not labelled and not any(ENUMERATOR.match(line.text) for line in layout.lines)


def _has_beginning(layout: Layout, before: Sequence[Layout]) -> bool:
    """Whether each table of a page ends as high as one of a single page before, or begins so."""
    return any(
        all(
            any(abs(left.top - table.top) <= LEVEL or abs(left.bottom - table.bottom) <= LEVEL for left in page.tables)
            for table in layout.tables
        )
        for page in before
    )
