"""What a cell says, apart from any report."""

from __future__ import annotations

import pytest

from gouji.report import NUMBER, TEXT
from gouji.values import is_value, parse


@pytest.mark.parametrize(
    ("raw", "value", "note"),
    [("3①", 3, "①"), ("12 ②", 12, "②"), ("3²", 3, "²"), ("3件①", 3, "件"), ("31", 31, "")],
)
def test_the_mark_of_a_note_is_no_digit_of_the_number(raw: str, value: int, note: str) -> None:
    assert parse(raw) == (NUMBER, value, note)


@pytest.mark.parametrize("raw", ["①", "约3①", "³"])
def test_the_mark_of_a_note_alone_is_no_number(raw: str) -> None:
    assert parse(raw) == (TEXT, None, "")
    assert not is_value(raw)
