"""A table too wide for its page, cut between two columns: the rest of its columns stand below, with its labels or without."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gouji.recognise.apart import APART, is_loose
from gouji.recognise.blanks import fit
from gouji.recognise.pieces import Segment
from gouji.recognise.tokens import Token


def halves_joined(segments: Sequence[Segment], official: Sequence[str]) -> list[Segment]:
    """The rows of a table, with the values that stand below under its further columns; `official` are all of them in order."""
    whole: list[Segment] = []
    rows: list[Segment] = []
    named: list[str] = []
    for _, group in groupby(segments, lambda segment: id(segment.header)):
        part = list(group)
        more = part[0].header.named
        goes_on = more and [*named, *more] == official[: len(named) + len(more)]
        joined = _joined(rows, len(named), part, len(more)) if goes_on else []
        for row, values in joined:
            row.values = values
        if joined:
            named += more
        else:
            rows, named = part, more
            whole += part
    return whole


def _joined(rows: Sequence[Segment], columns: int, rest: Sequence[Segment], more: int) -> list[tuple[Segment, list[Token]]]:
    """Each row with the values of both halves, where the halves have the same rows, or the other half as many without labels."""
    rows, rest = [row for row in rows if row.values], [row for row in rest if row.values]
    if len(rows) != len(rest):
        return []
    joined: list[tuple[Segment, list[Token]]] = []
    for row, half in zip(rows, rest, strict=True):
        values, further = fit(row.values, columns), fit(half.values, more)
        same = row.match is not None and half.match is not None and row.match.id == half.match.id
        if values is None or further is None or not (same or is_loose(half)):
            return []
        joined.append((row, values + (further if same else [token._replace(note=APART) for token in further])))
    return joined
