"""Comparing Chinese text: what counts as the same wording, whatever the keyboard or the scan.

Normalised text is for comparing only. What is quoted to the user is always the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from gouji import characters

REMEMBERED = 4096
"""Texts of which each form is remembered: those of a report come again and again while it is read and judged."""

_UNIFY = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x1680, 0x3000, 0xFEFF, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x20, 0xA0]),
    **dict.fromkeys(range(0x2000, 0x2010)),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2061, 0x206A)]),
    **dict.fromkeys(map(ord, "〔【［〖「『{["), "("),
    **dict.fromkeys(map(ord, "〕】］〗」』}]"), ")"),
    **dict.fromkeys(map(ord, "“”‘’„‟″＂＇'\"`´"), '"'),
    **dict.fromkeys(map(ord, "—–−‐‑‒―─"), "-"),
    **dict.fromkeys(map(ord, "·•・‧"), "·"),
    ord("／"): "/",
    ord("．"): ".",
    ord("。"): "。",
}
# The forms as wide as a character, which NFKC makes the usual ones: without them there is nothing left for it to do in most texts.
_UNIFY |= {wide: _UNIFY.get(wide - 0xFEE0, chr(wide - 0xFEE0)) for wide in range(0xFF01, 0xFF5F) if wide not in _UNIFY}

_NOT_WORD = re.compile(r"[^0-9A-Za-z\u3400-\u9fff\U00020000-\U0003ffff%+]+")
_ORDINAL_MARKED = re.compile(
    r"^(?:\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:\)[、.,:;·]?|[、.,:;·])|第[一二三四五六七八九十\d]{1,3}部分[、.,:;·]?)"
)


@lru_cache(REMEMBERED)
def fold(text: str) -> str:
    """The text in standard simplified characters, as long as it was; what machine-made traditional
    pages call 資訊 is 信息 again."""
    return characters.fold(text.replace("資訊", "信息") if "資" in text else text)


@lru_cache(REMEMBERED)
def squeeze(text: str) -> str:
    """The text in NFKC form, without white space, zero-width and control characters, and with
    brackets, quotation marks and dashes of every kind made the same."""
    # Nothing of what is dropped or made the same is a letter, a digit or a character, which most texts consist of.
    if text.isalnum() and unicodedata.is_normalized("NFKC", text):
        return text
    unified = text.translate(_UNIFY)
    normal = unicodedata.normalize("NFKC", unified)
    return unified if normal == unified else normal.translate(_UNIFY)


@lru_cache(REMEMBERED)
def bare(text: str) -> str:
    """Only the letters, digits and characters of a text, variants folded: the key for labels."""
    squeezed = squeeze(text)
    if squeezed.isascii() and squeezed.isalnum():
        return squeezed
    return _NOT_WORD.sub("", fold(squeezed))


@lru_cache(REMEMBERED)
def without_ordinal(text: str) -> str:
    """Squeezed text without a leading ordinal that is marked as one: （一）, 1., 三、."""
    return _ORDINAL_MARKED.sub("", fold(squeeze(text)), count=1)


def cut_after(text: str, length: int) -> int:
    """The offset in `text` just behind the first `length` characters of `squeeze(text)`."""
    if length <= 0:
        return 0
    # Without white space and unprintable characters nothing is dropped, and most text is as long as before.
    if " " not in text and text.isprintable() and len(squeeze(text)) == len(text):
        return min(length, len(text))
    seen = 0
    for offset, character in enumerate(text):
        seen += len(squeeze(character))
        if seen >= length:
            return offset + 1
    return len(text)


_DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def ordinal_number(text: str) -> int | None:
    """The number of an ordinal such as 十二 or 12 (1…99), or None."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if ten:
        if (tens and tens not in _DIGITS) or (units and units not in _DIGITS):
            return None
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)
    return _DIGITS.get(text)
