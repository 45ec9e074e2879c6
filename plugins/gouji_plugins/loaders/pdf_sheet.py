"""A worksheet that is wider than the paper, printed: what does not fit stands on pages of its own, without the labels of its
rows, or with the first columns printed again.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.lean import NamedTuple
from gouji_plugins.loaders.pdf_layout import Layout
from gouji_plugins.loaders.pdf_stitch import ENUMERATOR

LEVEL = 2.0
"""Parts of one table begin or end at heights that differ by so many points at most."""

FEW = 5
"""One of so many rows may have words of what did not fit in the row above."""


def cut_off(layouts: Sequence[Layout]) -> dict[int, bool]:
    """The numbers of the pages that go on to the right of a page before with labels: they lack the labels of rows, or have the
    same with other tables; and begin no line as those of a report do, or one that is there already at the same height. With each
    page whether it has such a line: what is printed again there belongs to no table."""
    pages = [
        _Part(layout, _begun(layout), _labels(layout), [table.text for table in layout.tables], _lacks_labels(layout)) for layout in layouts
    ]
    return {
        right.layout.page.number: bool(right.begun)
        for at, right in enumerate(pages)
        if any(_goes_on(left, right) and _is_as_high(left.layout, right.layout) for left in pages[:at])
    }


class _Part(NamedTuple):
    """A page with the lines that begin as those of a report do, at their heights, the labels in the first column of its tables, and
    what stands in these."""

    layout: Layout
    begun: set[tuple[str, int]]
    labels: set[str]
    texts: list[str]
    is_bare: bool


def _goes_on(left: _Part, right: _Part) -> bool:
    repeated = not left.begun.isdisjoint(right.begun)
    if right.is_bare and not left.is_bare and (repeated or not right.begun):
        return True
    return repeated and not left.labels.isdisjoint(right.labels) and left.texts != right.texts


def _begun(layout: Layout) -> set[tuple[str, int]]:
    return {(line.text, round(line.top)) for line in layout.lines if ENUMERATOR.match(line.text)}


def _labels(layout: Layout) -> set[str]:
    firsts = (table.row(number)[0] for table in layout.tables for number in range(table.rows))
    return {piece.text for piece in firsts if piece.text and not piece.is_value}


def _lacks_labels(layout: Layout) -> bool:
    """Whether hardly a number of a page has words in its row."""
    rows = [table.row(number) for table in layout.tables for number in range(table.rows)]
    numbered = [row for row in rows if any(piece.is_value for piece in row)]
    labelled = sum(any(piece.text and not piece.is_value for piece in row) for row in numbered)
    return labelled * FEW < len(numbered)


def _is_as_high(left: Layout, right: Layout) -> bool:
    """Whether a page has tables, each of which begins or ends as high as one of another page."""
    return bool(right.tables) and all(
        any(abs(other.top - table.top) <= LEVEL or abs(other.bottom - table.bottom) <= LEVEL for other in left.tables)
        for table in right.tables
    )
