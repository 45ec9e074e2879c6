"""What happened to the digits of one number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.localise.pen import slip_of_the_pen


@pytest.mark.parametrize(
    ("written", "meant", "seems"),
    [
        (21, 12, "数字颠倒"),
        (5132, 1532, "数字颠倒"),
        (2, 25, "漏了一位数字"),
        (134, 1234, "漏了一位数字"),
        (22, 2, "多了一位数字"),
        (-6, 6, "多了负号"),
        (Decimal("2.5"), 25, "多了小数点"),
        (8, 9, ""),
        (0, 70, ""),
        (30, 0, ""),
        (12, 1234, ""),
    ],
)
def test_what_shows_in_the_digits_is_said(written, meant, seems):
    assert slip_of_the_pen(written, meant) == seems
