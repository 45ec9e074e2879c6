"""What a cell says, apart from any report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.report import NUMBER, TEXT
from gouji.values import is_meant, is_value, parse


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


@pytest.mark.parametrize("raw", ["1万", "1.2万", "3亿元", "2万件"])
def test_a_number_in_ten_thousands_is_left_to_a_person(raw: str) -> None:
    assert parse(raw) == (TEXT, None, "")
    assert is_meant(raw) and not is_value(raw)
    assert parse("318.6万元")[1:] == (Decimal("318.6"), "万元")
