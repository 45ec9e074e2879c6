"""Dates in the ways reports write them."""

from __future__ import annotations

import pytest

from gouji.recognise.dates import find_period, is_date


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("统计期限为2023年1月1日至2023年12月32日。", "2023年1月1日至2023年12月32日"),
        ("统计期限为202311日至20231231日。", "202311日至20231231日"),
        ("统计期限为一年。", None),
    ],
)
def test_a_period_whose_ends_are_no_days_is_its_words(text: str, words: str | None) -> None:
    assert find_period(text) == (None if words is None else (words, words))
