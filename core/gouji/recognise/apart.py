"""Rows whose labels stand behind their values, in a line of their own, or all together before all numbers of the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from gouji.edition import Row
from gouji.recognise.pieces import Segment
from gouji.recognise.tokens import Token

APART = "行名和各行的数分开排列，按先后次序对应"
"""The note of a cell in one of several rows whose labels stand together before their values."""


def labels_last(segments: Sequence[Segment], rows: Mapping[str, Row]) -> None:
    """Gives each row the values before its label where the first stand before the first label and none behind the last."""
    for header, group in groupby(segments, lambda segment: segment.header):
        under = list(group)
        if not header.before or under[-1].values:
            continue
        data = [(segment, rows[segment.match.id]) for segment in under if segment.match is not None]
        data = [(segment, row) for segment, row in data if row.data]
        values = [each for each in (header.before, *(segment.values for segment in under)) if each]
        if [len(row.columns) for _, row in data] != list(map(len, values)):
            continue
        for segment in under:
            segment.values = []
        for (segment, _), each in zip(data, values, strict=True):
            segment.values = each


def brought_together(segments: Sequence[Segment], rows: Mapping[str, Row]) -> list[Segment]:
    """The segments, with values that stand without a label given to the labels before them that lack as many, in order."""
    if not any(map(is_loose, segments)):
        return list(segments)
    out: list[Segment] = []
    labels: list[Segment] = []
    loose: list[Segment] = []
    for segment in segments:
        if is_loose(segment):
            loose.append(segment)
            continue
        if loose or segment.values:
            out += _handed_out(labels, loose, rows)
            labels, loose = [], []
        out.append(segment)
        if _lacks(segment, rows) > 0:
            labels.append(segment)
    return out + _handed_out(labels, loose, rows)


def is_loose(segment: Segment) -> bool:
    """Whether these are values without a label."""
    return segment.match is None and bool(segment.values) and not segment.label.text.strip()


def _handed_out(labels: Sequence[Segment], loose: list[Segment], rows: Mapping[str, Row]) -> list[Segment]:
    """Gives the labels their values where each lacks just as many, in order; returns the values left without a label."""
    if len(loose) != len(labels) or not all(_fits(label, row, rows) for label, row in zip(labels, loose, strict=True)):
        return loose
    for label, row in zip(labels, loose, strict=True):
        label.values = _written(label) + (row.values if len(loose) == 1 else [token._replace(note=APART) for token in row.values])
        label.ragged, label.flat = row.ragged, row.flat
    return []


def _fits(label: Segment, row: Segment, rows: Mapping[str, Row]) -> bool:
    return len(row.values) == _lacks(label, rows) and (len(row.values) > 1 or not _written(label))


def _lacks(label: Segment, rows: Mapping[str, Row]) -> int:
    """How many values a row of data still lacks."""
    row = rows.get(label.match.id) if label.match is not None else None
    return len(row.columns) - len(_written(label)) if row is not None and row.data else 0


def _written(label: Segment) -> list[Token]:
    """The values of a row; none where all are blank, as before the end of a page behind which they stand."""
    return label.values if any(token.text.strip() for token in label.values) else []
