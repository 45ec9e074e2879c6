"""Which cells of a grid row are its labels, and where its values begin."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.recognise.pieces import Header
from gouji.recognise.tokens import Token
from gouji.recognise.vocabulary import Axis, Vocabulary
from gouji.values import is_value, parse

_FEWEST_SUMMED = 3
"""Values of which the last may be the sum of the others."""


def behind_label(words: Vocabulary, table: str, labels: Sequence[Token], count: int) -> int:
    """Where the values of a row begin that has words among them, such as an O for a 0: behind the
    last label of a row of data, if the form has room for all the words; else 0."""
    for position in range(len(labels), 0, -1):
        row = words.data_row(table, labels[position - 1].text)
        if row is not None:
            return position if 0 < len(labels) - position <= len(row.columns) <= count - position else 0
    return 0


def split_row(tokens: Sequence[Token], start: int, rows: Axis) -> tuple[list[Token], list[Token]]:
    """Divides a grid row into label cells and value cells.

    With a known first value column the columns decide; otherwise the values begin behind the last
    text that is followed only by values and blanks.
    """
    if start >= 0:
        cut = first_value(tokens, start)
        while cut < len(tokens) and rows.find(tokens[cut].text) is not None:
            cut += 1  # a merged cell before it ends too late and has moved the label to the right
        return list(tokens[:cut]), list(tokens[cut:])
    cut = 0
    for position, token in enumerate(tokens):
        if token.text.strip() and not is_value(token.text):
            cut = position + 1
    if cut == len(tokens):
        for position, token in enumerate(tokens):
            if is_value(token.text):
                cut = position
                break
    return list(tokens[:cut]), list(tokens[cut:])


def unfilled(header: Header, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A row without the blank that fills it up where all its cells have moved up by one: what stands before that is the sum of
    as many values as the header has columns, and the first of them would be among the labels."""
    values = tokens[-1 - len(header.by_column) : -1]
    if tokens[-1].text.strip() or len(values) < _FEWEST_SUMMED or values[0].column >= header.start or not is_value(values[0].text):
        return tokens
    *parts, total = (parse(token.text)[1] for token in values)
    return tokens[:-1] if total == sum(part or 0 for part in parts) else tokens


def start_of_values(header: Header, tokens: Sequence[Token]) -> int:
    """The column in which the values of a row begin: the header's first, or one before it where a
    merged label ends too soon and all cells behind it have moved up."""
    moved = header.start - max(header.by_column, default=-1) - 1 + tokens[-1].column + tokens[-1].span
    cut = first_value(tokens, moved)
    label = tokens[cut - 1].text.strip() if cut else ""
    if not 0 < moved < header.start or not label or is_value(label) or len(tokens) - cut != len(header.by_column):
        return header.start
    return moved if all(is_value(token.text) or not token.text.strip() for token in tokens[cut:]) else header.start


def first_value(tokens: Sequence[Token], start: int) -> int:
    """The position of the first token in the column `start` or behind it."""
    for position, token in enumerate(tokens):
        if token.column >= start:
            return position
    return len(tokens)
