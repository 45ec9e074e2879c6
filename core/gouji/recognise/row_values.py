"""Which of a row's values stand in which columns.

A row's values are placed when their number is the form's, counting from the right where blank
fillers of merged label cells stand before them; or when a real header names exactly as many
columns. One row does not tell which of its blanks are fillers: the rows of a table together do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from gouji.edition import Row, TableSpec
from gouji.lean import NamedTuple
from gouji.recognise.blanks import BY_EMPTY_LINES, Filling, begins_only, by_empty_lines, fillers_behind, filling, fit, usual_step
from gouji.recognise.columns import Columns, columns_under
from gouji.recognise.pieces import Header, Segment
from gouji.recognise.tokens import Token
from gouji.report import BLANK, PLACEHOLDER
from gouji.values import parse

_ENOUGH_ALIGNED = 3
"""Rows of as many values as the form's, all in the same columns, from which those of a longer row are told."""

_MAY_LACK = "行末或行首是空格，也可能是少了一格、各数移了位"


class Placed(NamedTuple):
    """Values with the column of each, and what is doubtful about that."""

    values: Sequence[Token]
    columns: Sequence[str]
    doubt: str = ""


class RowValues:
    """Finds the columns of the values of one row of a table after the other, each in the light of all."""

    def __init__(self, spec: TableSpec, segments: Sequence[Segment], blanks_lost: bool) -> None:
        """`blanks_lost` says that values moved up over lost blanks."""
        self._segments = segments
        self._blanks_lost = blanks_lost
        self._counts = {row.id: len(row.columns) for row in spec.rows if row.data}
        self._columns: dict[tuple[int, str], Columns] = {}

    def placed(self, row: Row, segment: Segment, following: Segment | None = None) -> Placed | None:
        """The values of a row where they belong: under a header that names as many, by their number, or by the empty lines
        before the segment `following`; None when that is not certain."""
        official, named, doubt, moved = self._columns_of(row, segment.header)
        if moved:
            return None
        if named is not None and (len(named) != len(official) or None in named):
            values = fit(segment.values, len(named))
            if values is not None:
                known = [(token, id) for token, id in zip(values, named, strict=True) if id is not None]
                return Placed([token for token, _ in known], [id for _, id in known])
        values = self._counted(segment, len(official))
        if values is None and segment.flat:
            end = following.label if following is not None and following.flat else None
            values, doubt = by_empty_lines([segment.label, *segment.values], len(official), self._step, end), BY_EMPTY_LINES
        if values is None or (self._blanks_lost and segment.ragged and begins_only(values, len(values))):
            return None
        if not doubt and (segment.ragged or segment.flat) and self._filling.hides(values):
            doubt = _MAY_LACK
        ids = [id for id in named or () if id is not None]
        return Placed(values, ids if len(ids) == len(official) else official, doubt)

    def left(self, row: Row, segment: Segment) -> list[Token]:
        """The values of a row that cannot be placed, without blanks that tell nothing of its columns."""
        values = segment.values
        filled = (segment.ragged or segment.flat) and begins_only(values, len(values))
        return [token for token in values if token.text.strip()] if filled or self._columns_of(row, segment.header).moved else values

    def _columns_of(self, row: Row, header: Header) -> Columns:
        """The columns that a row's values stand under: the same for all rows of a block."""
        key = id(header), row.block
        if key not in self._columns:
            under = [segment.values for segment in self._segments if segment.header is header]
            self._columns[key] = columns_under(header, [column.id for column in row.columns], under)
        return self._columns[key]

    def _counted(self, segment: Segment, count: int) -> list[Token] | None:
        """The `count` values of a row, the blanks before and behind them left out."""
        anchored = self._fillers_behind.get(count, False) if segment.ragged else segment.flat or segment.header.start >= 0
        return fit(_by_columns(segment, count), count, anchored=anchored) or self._aligned(segment, count)

    def _aligned(self, segment: Segment, count: int) -> list[Token] | None:
        """The values of a row with blanks around them that stand in the columns in which rows without have theirs."""
        starts = [s.values[0].column for s in self._segments if s.ragged and len(s.values) == count]
        if not segment.ragged or len(starts) < _ENOUGH_ALIGNED or len(set(starts)) > 1:
            return None
        under = [token for token in segment.values if starts[0] <= token.column < starts[0] + count]
        beside = [token for token in segment.values if token not in under and token.text.strip()]
        return under if len(under) == count and not beside else None

    @cached_property
    def _filling(self) -> Filling:
        known = [(s, s.match.id) for s in self._segments if s.match is not None and (s.ragged or s.flat)]
        return filling([(segment.values, self._counts.get(id, 0)) for segment, id in known])

    @cached_property
    def _fillers_behind(self) -> dict[int, bool]:
        """By the number of columns of ragged rows whether fillers stand behind the values."""
        rows: dict[int, list[Sequence[Token]]] = {}
        for segment in self._segments:
            if segment.ragged and segment.match is not None:
                rows.setdefault(self._counts.get(segment.match.id, 0), []).append(segment.values)
        return {count: fillers_behind(values, count) for count, values in rows.items()}

    @cached_property
    def _step(self) -> int:
        """The lines from one cell to the next where a text has a cell a line."""
        return usual_step([s.label, *s.values] for s in self._segments if s.flat)


def _is_said_of_all(text: str) -> bool:
    """Whether a merged cell says this of every cell it covers: nothing, or none; a number may belong to any of them."""
    return text.strip() == "0" or parse(text)[0] in (BLANK, PLACEHOLDER)


def _by_columns(segment: Segment, count: int) -> Sequence[Token]:
    """The values without what stands in blank columns between those of the header, or with each blank or zero that is merged over
    several of them as many times."""
    columns = segment.header.by_column
    if len(segment.values) > count and (once := _once(segment.values, columns, count)):
        return once
    if len(segment.values) > count == len(columns) and not segment.ragged:
        under = [token for token in segment.values if token.column in columns or token.text.strip()]
        return under if [token.column for token in under] == sorted(columns) else segment.values
    if segment.ragged or not columns or not [token for token in segment.values if token.span > 1 and _is_said_of_all(token.text)]:
        return segment.values
    out: list[Token] = []
    for token in segment.values:
        covered = sum(token.column <= column < token.column + token.span for column in columns)
        out.extend([token] * (max(1, covered) if _is_said_of_all(token.text) else 1))
    return out if len(out) <= len(columns) else segment.values


def _once(values: Sequence[Token], columns: Mapping[int, str], count: int) -> Sequence[Token]:
    """One value for each of `count` names of a header, where names and values are written out at every column they cover."""
    said = {(columns.get(token.column), token.text) for token in values}
    first = {name: token for token in reversed(values) if (name := columns.get(token.column))}
    names = dict.fromkeys(columns.values())
    return [first[name] for name in names] if len(said) == len(first) == len(names) == count else []
