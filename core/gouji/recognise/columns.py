"""Which columns the values of a row stand under: those that a header names, where it can be believed, else the form's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.lean import NamedTuple
from gouji.recognise.blanks import fit
from gouji.recognise.pieces import Header
from gouji.recognise.tokens import Token
from gouji.report import NUMBER, TEXT
from gouji.values import parse


class Columns(NamedTuple):
    """The columns of rows under one header: the form's, and left to right those that the header names, unknown ones as
    None, where it is another guide than the form; with a doubt where its names were not followed.

    `moved` says that the values stand one column too far to the right, and that the last of each row is lost.
    """

    official: list[str]
    named: list[str | None] | None
    doubt: str = ""
    moved: bool = False


_CONTRARY = "表头只认出几列，次序又与规定的不同，按规定的列次序读"
_DISPROVED = "表头各列的次序与各行的总计不合，按规定的列次序读"

_ENOUGH_MOVED = 3
"""Rows with a total below its parts from which a table whose first column is blank is taken to have moved."""


def columns_under(header: Header, official: list[str], rows: Sequence[Sequence[Token]]) -> Columns:
    """The columns under a header; `rows` are the values that stand there."""
    named = None if _is_torn(header, rows) else _named(header, official)
    if named is None:
        return Columns(official, None, _CONTRARY if _is_contrary(header, official) else "", _is_moved(official, rows))
    if _sums_deny(named, official, rows):
        return Columns(official, None, _DISPROVED)
    return Columns(official, named)


def _is_torn(header: Header, rows: Sequence[Sequence[Token]]) -> bool:
    """Whether some names of a header stand above the labels of its rows, and the others where they belong: a merged cell ends too soon."""
    places = sorted(header.by_column)
    if header.ragged or not places or places[0] >= min((values[0].column for values in rows if values), default=0):
        return False
    steps = [place - places[0] for place in places]
    return all([token.column - values[0].column for token in values] != steps for values in rows if values)


def _named(header: Header, official: list[str]) -> list[str | None] | None:
    """The columns a grid header names; None when the header is no better guide than the form's own order."""
    if not header.by_column:
        return None
    positions = sorted({*header.by_column, *header.unknown})
    order = [header.by_column.get(position) for position in positions]
    named = [id for id in order if id is not None]
    if len(set(named)) == len(named) and set(named) > set(official):
        return [id if id in official else None for id in order]  # one header above blocks with columns of their own
    if len(set(named)) != len(named) or not set(named) <= set(official):
        return None
    if (named == official and None not in order) or _one_misnamed(order, official):
        return None
    if (len(order) - len(named) > 1 and named != official) or (len(named) < len(official) - 1 and not _left_out(order, official, header)):
        return None
    return order


def _one_misnamed(order: list[str | None], official: list[str]) -> bool:
    """Whether a header has all columns where the form has them, one under a name of its own."""
    return (
        order.count(None) == 1 and len(order) == len(official) and all(id in (None, own) for id, own in zip(order, official, strict=True))
    )


def _left_out(order: list[str | None], official: list[str], header: Header) -> bool:
    """Whether a header leaves out columns between the first and the last of the form, and so names all there are."""
    return not header.ragged and None not in order and (order[0], order[-1]) == (official[0], official[-1])


def _is_contrary(header: Header, official: list[str]) -> bool:
    """Whether the columns that a header names stand in another order than the form's."""
    places = [official.index(id) for id in header.named if id in official]
    return places != sorted(places)


def _is_moved(official: list[str], rows: Iterable[Sequence[Token]]) -> bool:
    """Whether the first column is blank in all rows, and what stands under 总计 is seldom the sum and often less."""
    if official[-1] != "total":
        return False
    equal = less = 0
    for first, *parts, total in filter(None, (fit(values, len(official)) for values in rows)):
        number, numbers = parse(total.text)[1], [parse(token.text)[1] or 0 for token in parts]
        if first.text.strip() or number is None:
            return False
        equal += 0 < number == sum(numbers)
        less += number < sum(numbers)
    return less >= _ENOUGH_MOVED and less > equal


def _sums_deny(named: list[str | None], official: list[str], rows: Iterable[Sequence[Token]]) -> bool:
    """Whether a header names the columns in another order than the form and the sums of the rows speak
    for the form's: a cell was lost from the header, and the others moved."""
    if None in named or "total" not in named:
        return False
    by_header, by_form = named.index("total"), [id for id in official if id in named].index("total")
    held = denied = 0
    for values in rows:
        read = [parse(token.text)[:2] for token in fit(values, len(named)) or ()]
        kinds, known = {kind for kind, _ in read}, [number or 0 for _, number in read]
        if not any(known) or TEXT in kinds:
            continue
        total, other = known[by_header], known[by_form]
        held += 2 * total == sum(known)
        # Where a column is missing the others need not come to the total; less than one of them it is not, unless it is blank.
        denied += sum(known) in (other, 2 * other) or (kinds == {NUMBER} and total < max(known) == other)
    return denied > held
