"""What can be said of a sum some of whose cells are empty: counts are never negative."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.formula.hindrance import Hindrance
from gouji.formula.instances import is_predicate, number
from gouji.lean import Any
from gouji.report import BLANK, PLACEHOLDER


def bounded(comparison: tuple[Any, ...], missing: Sequence[Hindrance]) -> tuple[Any, ...] | None:
    """The comparison that must hold whatever the empty cells hold: 总计 ≥ what is filled in of its parts.

    None where nothing can be said: where a cell is absent, holds words, may be negative or was left
    unread, or where empty cells stand on both sides.
    """
    if is_predicate(comparison) or comparison[2] != "=" or not all(map(_is_count, missing)):
        return None
    empty = {item.key for item in missing}
    left, left_constant, _, right, right_constant, tolerance = comparison
    signs = {number(term[0]) * side > 0 for terms, side in ((left, 1), (right, -1)) for term in terms if term[1] in empty}
    if len(signs) != 1:
        return None
    kept = [tuple(term for term in terms if term[1] not in empty) for terms in (left, right)]
    return (kept[0], left_constant, "≤" if signs.pop() else "≥", kept[1], right_constant, tolerance) if any(kept) else None


def _is_count(item: Hindrance) -> bool:
    """Whether an empty cell of this report stands for a number that is not negative."""
    cell = item.cell
    if cell is None or item.scope or cell.doubt or cell.note or cell.kind not in (BLANK, PLACEHOLDER):
        return False
    row = item.report.edition.table(cell.table).row(cell.row)
    column = row.column(cell.column) if row else None
    return column is not None and column.type != "signed"
