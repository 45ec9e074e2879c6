"""What a cell of a statutory table says: a number, nothing, a mark for nothing, or words."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from gouji.report import BLANK, NUMBER, PLACEHOLDER, TEXT

PLACEHOLDERS = frozenset(
    {"/", "\\", "|", "*", "无", "空", "暂无", "不适用", "没有", "N/A", "n/a", "NA", "未填", "...", "......", "······", "〇〇"}
)
_DASHES = re.compile(r"[-—–−‐‑‒―─_~～ー]+")
_SPACES = re.compile(r"[\s\u00a0\u00ad\u3000\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]+")
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d*)?")
_CHANGE = re.compile(r"(增加?|新增|减少?|核减)(\d+)(?:[件项个])?")
_UNIT = re.compile(r"(?:件|项|个|份|宗|条|次|起|人|元|万元|%)(?:\(.*\))?")
_MARKS = r"\u2460-\u2473\u24ea-\u24ff\u2776-\u277f\u00b9\u00b2\u00b3\u2070-\u2079"
_NOTE_MARK = re.compile(rf"(?<![{_MARKS}])[{_MARKS}]+\s*$")
"""①, ² and the like: marks of notes, which the usual forms of characters make digits of."""

_LONGEST = 15
"""Digits beyond which a figure is not a count of anything and is kept as words."""


@lru_cache(4096)
def parse(raw: str) -> tuple[str, int | Decimal | None, str]:
    """Reads the text of one cell as (kind, value, note).

    `note` is what stands beside the number: a unit (`件`, `万元`), a remark in brackets, the mark of
    a note (`3①`), or the word of a change (`减4` is -4 with note `减`). A number keeps its decimals exactly. Nothing is
    guessed: `约3件`, `3或4` and `1.2万`, which may be 12,000 or in 万元, are text.
    """
    mark = None if raw.isascii() else _NOTE_MARK.search(raw)
    if mark:
        kind, value, note = parse(raw[: mark.start()])
        return (NUMBER, value, note or mark[0].strip()) if kind == NUMBER else (TEXT, None, "")
    text = unicodedata.normalize("NFKC", raw)
    text = _SPACES.sub("", text)
    if not text:
        return BLANK, None, ""
    if text in PLACEHOLDERS or _DASHES.fullmatch(text):
        return PLACEHOLDER, None, ""
    text = text.replace("−", "-").replace("﹣", "-").replace("–", "-").replace("—", "-")
    found = _NUMBER.match(text)
    if found:
        rest = text[found.end() :]
        if not rest:
            return _number(found, "")
        if rest.startswith("(") and rest.endswith(")"):
            return _number(found, rest[1:-1])
        if _UNIT.fullmatch(rest):
            return _number(found, rest)
        return TEXT, None, ""
    change = _CHANGE.fullmatch(text)
    if change and len(change[2]) <= _LONGEST:
        size = int(change[2])
        return NUMBER, size if change[1] in ("增", "增加", "新增") else -size, change[1]
    if text in ("零", "〇"):
        return NUMBER, 0, "中文数字"
    return TEXT, None, ""


def _number(found: re.Match[str], note: str) -> tuple[str, int | Decimal | None, str]:
    digits = found[2].replace(",", "")
    if len(digits) > _LONGEST:
        return TEXT, None, ""
    decimals = (found[3] or "").rstrip(".")
    sign = -1 if found[1] == "-" else 1
    if decimals:
        return NUMBER, sign * Decimal(digits + decimals), note
    return NUMBER, sign * int(digits), note


@lru_cache(4096)
def is_value(raw: str) -> bool:
    """Whether a text can be the content of a data cell: a number or a mark for nothing."""
    return parse(raw)[0] in (NUMBER, PLACEHOLDER)


_MEANT = re.compile(
    r"[OoＯ○◯]{1,3}|\d[\d,.]*[万亿](?:元|件|项)?|[约近¥￥$↑↓增加减少]{1,3}[-+]?\d[\d,.]*[万亿元件项]{0,2}"
    r"|\d+/\d+|\d+[^\d、.．)）,，。]{1,2}|持平|不变|无变化"
)


@lru_cache(4096)
def is_meant(raw: str) -> bool:
    """Whether a text that is no value stands for one: an O for a 0, 约12万元, 0/0, 持平."""
    return _MEANT.fullmatch(_SPACES.sub("", raw)) is not None


def written(value: int | Decimal | None) -> str:
    """A value as messages and JSON write it: 7730.28, -3; "" for None."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
