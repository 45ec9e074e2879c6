"""Dates and years as reports write them."""

from __future__ import annotations

import re

from gouji.calendar import date
from gouji.text import fold, squeeze

_CN = {
    "〇": "0",
    "○": "0",
    "零": "0",
    "0": "0",
    "O": "0",
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
}
_DATE = re.compile(r"(?<!\d)(20\d{2})\s*[-/.年－．]\s*(\d{1,2})\s*[-/.月－．]\s*(\d{1,2})(?:\s*[日号])?(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d{2})([01]\d)([0-3]\d)(?!\d)")
_CN_DATE = re.compile(r"(二[〇○零0O][一二三四五六七八九〇○零0O]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
_LONGEST = len("二〇二二年十二月三十一日")
_YEAR = re.compile(r"20(?<!\d20)[0-4]\d(?!\d)")
_CN_YEAR = re.compile(r"二[〇○零0O][一二三四五六七八九〇○零0O]{2}")


def _number(text: str) -> int:
    tens, ten, units = text.rpartition("十")
    if ten:
        return (int(_CN.get(tens, "1")) if tens else 1) * 10 + (int(_CN.get(units, "0")) if units else 0)
    return int("".join(_CN.get(c, "0") for c in text))


def find_date(text: str, *, compact: bool = False) -> tuple[date, str] | None:
    """The first real date in a text with the words it stands in, or None.

    `compact` also takes eight digits such as 20240312, as a labelled line of a page may give them.
    """
    eight = _COMPACT.finditer(text) if compact else ()
    for found in (*_DATE.finditer(text), *_CN_DATE.finditer(text), *eight):
        if found.re is _CN_DATE:
            year, month, day = int("".join(_CN[c] for c in found[1])), _number(found[2]), _number(found[3])
        else:
            year, month, day = int(found[1]), int(found[2]), int(found[3])
        try:
            return date(year, month, day), found[0]
        except ValueError:
            continue
    return None


def is_date(text: str) -> bool:
    """Whether a text, without white space, is a real date and nothing else."""
    dated = find_date(text) if len(text) <= _LONGEST else None
    return dated is not None and dated[1] == text


def years(text: str) -> list[int]:
    """All years (2000–2049) a text names, in order, Chinese numerals included."""
    out = [(found.start(), int(found[0])) for found in _YEAR.finditer(text)]
    out += [(found.start(), int("".join(_CN[c] for c in found[0]))) for found in _CN_YEAR.finditer(text)]
    return [year for _, year in sorted(out)]


_PERIOD_WORDS = re.compile(
    r"统计(?:期限|时限|时间|周期|期间|口径|数据)|所列数据|列数据|数据(?:的)?(?:统计|期限)|报告期|(?:数据|时间)自|自\d|期限为|起至|年1月1日"
)
_PERIOD = re.compile(
    r"(20\d{2})年(\d{1,2})月(\d{1,2})日?(?:起|开始)?,?(?:至|到|—|-|~|—-|起至|止于?)+(?:(20\d{2})年|同年|当年)?(\d{1,2})月(\d{1,2})日?"
)
_BROKEN = re.compile(r"(20\d{2}[\d年月日]{1,8})(?:起|开始)?(?:至|到|-)+(20\d{2}[\d年月日]{2,8}|\d{1,2}月\d{1,2}日?)")


def find_period(text: str) -> tuple[tuple[date, date] | str, str] | None:
    """The statistical period a text states: (two dates, or the raw words when they are no dates,
    and the words as they stand squeezed). None when the text states none."""
    squeezed = fold(squeeze(text))
    if not _PERIOD_WORDS.search(squeezed):
        return None
    for found in _PERIOD.finditer(squeezed):
        first_year = int(found[1])
        last_year = int(found[4]) if found[4] else first_year
        try:
            return (date(first_year, int(found[2]), int(found[3])), date(last_year, int(found[5]), int(found[6]))), found[0]
        except ValueError:
            return found[0], found[0]
    broken = _BROKEN.search(squeezed)
    if broken:
        return broken[0], broken[0]
    return None
