"""Numbers as Chinese prose writes them: 1,234 · 1.2万 · 一亿二千万 · 廿三 · 三百五 · 二〇二三."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from gouji.lean import dataclass

_DIGITS = {
    character: value
    for value, characters in enumerate(("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for character in characters
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_LARGE = {"万": 10_000, "亿": 100_000_000}

CHINESE = "".join((*_DIGITS, *_SMALL, *_LARGE))
"""Every character a Chinese numeral is made of."""

_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the step it was rounded to: 1.2万 is 12000 to the nearest 1000, 35 is exact (step 0)."""

    value: Decimal
    step: Decimal


@lru_cache(1024)
def parse(text: str) -> Number | None:
    """Reads digits or a Chinese numeral, either with 万 or 亿 behind it; None for anything else.

    A number in 万 or 亿 is a rounded one, unless it is written out to the last digit (一万二千三百四十五).
    """
    text = text.replace(",", "")
    if not text or len(text) > _LONGEST:
        return None
    if not text[0].isdigit() or not text[0].isascii():
        return _chinese(text)
    digits = text.rstrip("十百千万亿")
    scale = 1
    for character in text[len(digits) :]:
        scale *= _SMALL.get(character) or _LARGE[character]
    whole, dot, decimals = digits.partition(".")
    if not whole.isdigit() or (dot and not decimals.isdigit()):
        return None
    value = Decimal(digits) * scale
    step = Decimal(scale).scaleb(-len(decimals)) if scale > 1 else Decimal(0)
    return Number(value, step)


def _chinese(text: str) -> Number | None:
    if all(character in _DIGITS for character in text):
        value = int("".join(str(_DIGITS[character]) for character in text))
        return Number(Decimal(value), Decimal(0))
    total = section = digit = 0
    last = 1  # the unit of the place read last: 三百五 is 350
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
            if digit == 0:
                last = 1
        elif character in ("廿", "卅"):
            section += _SMALL[character]
            digit, last = 0, 1
        elif character in _SMALL:
            unit = _SMALL[character]
            section += (digit or 1) * unit
            digit, last = 0, unit
        elif character in _LARGE:
            unit = _LARGE[character]
            section += digit
            total = (total + section) * unit if total and unit > 10_000 else total + section * unit
            section = digit = 0
            last = unit
        else:
            return None
    section += digit * (last // 10 if last >= 100 else 1)
    total += section
    rounded = text[-1] in _LARGE
    return Number(Decimal(total), Decimal(_LARGE[text[-1]]) if rounded else Decimal(0))
