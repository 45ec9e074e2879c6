"""Slips of the pen: one number written where another was meant."""

from __future__ import annotations

from gouji.report import Number
from gouji.values import written


def slip_of_the_pen(old: Number, new: Number) -> str:
    """What happened to the digits, if `new` was meant and `old` was written: 数字颠倒; "" where nothing shows."""
    a, b = written(old), written(new)
    for sign, name in (("-", "负号"), (".", "小数点")):
        if a.replace(sign, "") == b and a != b:
            return f"多了{name}"
    if len(a) == len(b) > 1 and sorted(a) == sorted(b):
        return "数字颠倒"
    if "0" in (a, b):
        return ""
    if _is_shorter(a, b):
        return "漏了一位数字"
    return "多了一位数字" if _is_shorter(b, a) else ""


def _is_shorter(short: str, long: str) -> bool:
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
