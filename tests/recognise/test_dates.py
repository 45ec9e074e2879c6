"""Dates in the ways reports write them."""

from __future__ import annotations

import pytest

from gouji.recognise.dates import is_date


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("2023年1月15日", True),
        ("2023-01-15", True),
        ("二〇二三年十二月三十一日", True),
        ("2023年2月30日", False),
        ("2023年1月15日止", False),
        ("2023年", False),
        ("新收", False),
    ],
)
def test_a_date_alone_is_told_from_one_among_words(text: str, alone: bool) -> None:
    assert is_date(text) is alone
