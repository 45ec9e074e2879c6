"""A worksheet that is wider than the paper, printed: what does not fit stands on pages of its own, without the labels of its
rows, or with the first columns printed again.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji_plugins.loaders.pdf_layout import Layout
from gouji_plugins.loaders.pdf_stitch import ENUMERATOR

LEVEL = 2.0
"""Parts of one table begin or end at heights that differ by so many points at most."""

FEW = 5
"""One of so many rows may have words of what did not fit in the row above."""


def cut_off(layouts: Sequence[Layout]) -> list[int]:
    """The numbers of the pages that go on to the right of a page before: they lack the labels of rows, or have other tables below
    a line that is there already at the same height and begins as those of a report do."""
    begun = [{(line.text, round(line.top)) for line in layout.lines if ENUMERATOR.match(line.text)} for layout in layouts]
    found = []
    for at, right in enumerate(layouts):
        if right.tables:
            bare = _lacks_labels(right)
            before = [left for left, lines in zip(layouts[:at], begun, strict=False) if bare or not lines.isdisjoint(begun[at])]
            if any((bare or _differ(left, right)) and _is_as_high(left, right) for left in before):
                found.append(right.page.number)
    return found


def _differ(left: Layout, right: Layout) -> bool:
    return [table.text for table in left.tables] != [table.text for table in right.tables]


def _lacks_labels(layout: Layout) -> bool:
    """Whether hardly a number of a page has words in its row, and no line begins as those of a report do."""
    rows = [table.row(number) for table in layout.tables for number in range(table.rows)]
    numbered = [row for row in rows if any(piece.is_value for piece in row)]
    labelled = sum(any(piece.text and not piece.is_value for piece in row) for row in numbered)
    return labelled * FEW < len(numbered) and not any(ENUMERATOR.match(line.text) for line in layout.lines)


def _is_as_high(left: Layout, right: Layout) -> bool:
    """Whether each table of a page begins or ends as high as one of another page."""
    return all(
        any(abs(other.top - table.top) <= LEVEL or abs(other.bottom - table.bottom) <= LEVEL for other in left.tables)
        for table in right.tables
    )
