"""Cells that run together: text of a page whose table cells were put in one line with nothing between them.

Labels are told apart by what the form calls them. Numbers can be told apart only when there are
exactly as many digits as cells; that is said, and a longer run is left unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from gouji.document import Place
from gouji.edition import Row
from gouji.recognise.tokens import Token
from gouji.recognise.vocabulary import Vocabulary
from gouji.text import bare
from gouji.values import is_value

RUN_TOGETHER = "各格的数字连在一起，按一格一位读"
"""The note of a cell whose number stood in a run of digits."""

_LABEL_AND_NUMBER = re.compile(r"(?P<label>.*[^\d\s.,+-])(?P<number>[+-]?\d[-+\d.,]*)")
_PUNCTUATION = re.compile(r"[、，。；：,;:]")
_LONGEST = 90


def divided(token: Token, words: Vocabulary) -> tuple[Token, ...] | None:
    """A row whose label and numbers run together as its cells, or 表四's row of nothing but digits; None for any other text.

    A number that cannot be divided stands with its label, as it is written.
    """
    text = token.text.strip()
    if not text or not text[-1].isdigit() or len(text) > _LONGEST:
        return None
    whole = sum(len(row.columns) for row in words.edition.table("t4").rows)
    if text.isdecimal():
        return _digits(text, token.place) if len(text) == whole else None
    found = _LABEL_AND_NUMBER.fullmatch(text)
    if found is None or words.header.fullmatch(bare(found["label"])):
        return None
    label, number = found["label"].strip(), found["number"]
    row = next(_rows(label, words), None)
    if row is None:
        return None
    head = token._replace(text=label)
    if len(row.columns) == 1:
        return head, token._replace(text=number)
    if number.isdecimal() and len(number) == len(row.columns):
        return head, *_digits(number, token.place)
    return head, token


def first_divided(tokens: tuple[Token, ...], words: Vocabulary) -> tuple[Token, ...] | None:
    """The cells of a row whose first number runs together with its label, where the row has exactly as many as the form; else None."""
    found = _LABEL_AND_NUMBER.fullmatch(tokens[0].text.strip())
    if found is None or not all(is_value(token.text) for token in tokens[1:]):
        return None
    if all(len(row.columns) != len(tokens) for row in _rows(found["label"], words)):
        return None
    return tokens[0]._replace(text=found["label"].strip()), tokens[0]._replace(text=found["number"]), *tokens[1:]


def label_last(token: Token, words: Vocabulary) -> tuple[Token, ...] | None:
    """The cells of a row whose label stands behind as many values as the form's row has; None for any other text."""
    cells = token.text.split()
    values = list(takewhile(is_value, cells))
    label = " ".join(cells[len(values) :])
    if not values or not label or all(len(row.columns) != len(values) for row in _rows(label, words)):
        return None
    return token._replace(text=label), *(token._replace(text=value) for value in values)


def _rows(label: str, words: Vocabulary) -> Iterator[Row]:
    """The rows of data that a label names, of 表三 before those of 表二."""
    return (row for table in ("t3", "t2") if (row := words.data_row(table, label)) is not None)


def _digits(number: str, place: Place) -> tuple[Token, ...]:
    note = RUN_TOGETHER if set(number) != {"0"} else ""
    return tuple(Token(digit, place, note=note) for digit in number)


def labels(text: str, words: Vocabulary) -> list[str] | None:
    """The labels of a header's line that run together, with or without gaps inside or between them; None for any other text."""
    if len(text) > _LONGEST or _PUNCTUATION.search(text):
        return None
    rest, out = bare(text), []
    while rest:
        found = words.header.match(rest)
        if found is None:
            return None
        out.append(found[0])
        rest = rest[found.end() :]
    return out
