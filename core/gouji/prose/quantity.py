"""A quantity of prose: a number with its unit, and how far what is meant may lie from what is written."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from gouji.lean import dataclass
from gouji.prose.numerals import CHINESE, parse

CASES = "件"
ITEMS = "条"
TIMES = "次"
PEOPLE = "人"
MONEY = "元"
PERCENT = "%"
TIMES_AS_MUCH = "倍"

_UNITS = {
    **dict.fromkeys(("", "件", "宗", "起", "例", "份", "封", "笔", "桩"), CASES),
    **dict.fromkeys(("条", "篇", "则", "项", "个", "部"), ITEMS),
    **dict.fromkeys(("次", "件次", "场", "期", "批", "批次", "场次", "班次"), TIMES),
    **dict.fromkeys(("人次", "人", "名", "户", "家", "页", "字", "部门"), PEOPLE),
    "元": MONEY,
    **dict.fromkeys(("%", "成"), PERCENT),
    "个百分点": "点",
    "倍": TIMES_AS_MUCH,
}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_TENTHS = "成(?![员立果就为效功熟本型品份绩不])"
_UNIT_WORDS = (
    "个百分点|人次|件次|批次|场次|班次|[件宗起例份封笔桩条篇则项部次场期批人名户家页字元%倍]|"
    f"个(?!工作|月|部分|方面|单位|栏目|平台|环节|专)|{_TENTHS}"
)
PATTERN = (
    r"(?:约|大约|近|将近|超过|超|逾|不少于|不低于|至少|不足|不到|共约)?"
    rf"(?<![\d.A-Za-z第〔])(?:(?:{_DIGITS})(?:余|多)?[十百千]?(?:余|多)?[万亿]{{0,2}}(?:余|多)?(?:{_UNIT_WORDS})(?:左右|以上)?"
    rf"|(?<![每第某这同逐{CHINESE}])[{CHINESE}]+(?:余|多|来)?[万亿]?(?:余|多)?(?:件(?!事)|宗|(?<!一)[起例份]|万元|亿元|元)"
    rf"|(?<![每第某十百])[一二两三四五六七八九]{_TENTHS}|(?<=占)(?:一半|半数))(?:左右|以上)?"
)
"""A number with its unit, for texts squeezed by `gouji.text.squeeze`; Chinese numerals only before units of cases, money and tenths."""

_PARTS = re.compile(
    rf"(?P<before>约|大约|近|将近|超过|超|逾|不少于|不低于|至少|不足|不到|共约)?(?P<number>{_DIGITS}|[{CHINESE}]+?)"
    rf"(?P<more>余|多|来)?(?P<scale>[十百千]?)(?P<more2>余|多)?(?P<scale2>[万亿]{{0,2}})(?P<more3>余|多)?(?P<unit>(?:{_UNIT_WORDS})?)(?P<after>左右|以上)?"
)
_ABOUT = ("约", "大约", "共约")
_NEARLY = ("近", "将近")
_AT_LEAST = ("不少于", "不低于", "至少")
_BEYOND = ("超过", "超", "逾")
_BELOW = ("不足", "不到")
_ALMOST = Decimal("0.9999999")
_HALF = re.compile("一半|半数")


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number in prose says.

    `value` is in single units (件, 元). What is meant lies from `low` to `high`; None is no limit.
    `unit` is the word as written, `kind` the sort of unit it is; `exact` tells that the number is
    written out to its last digit and nothing (约, 余, 万) loosens it.
    """

    value: Decimal
    low: Decimal
    high: Decimal | None
    unit: str
    kind: str
    exact: bool
    text: str

    def allows(self, value: Decimal | int) -> bool:
        """Whether this value may be meant."""
        return self.low <= value and (self.high is None or value <= self.high)


NO_QUANTITY = Quantity(Decimal(0), Decimal(0), Decimal(0), "", "", False, "")
"""What is no number has."""


@lru_cache(1024)
def quantity(text: str) -> Quantity | None:
    """Reads a text that `PATTERN` matched, or a bare number, which counts cases."""
    found = _PARTS.fullmatch(_HALF.sub("五成", text))
    if found is None:
        return None
    number = parse(found["number"] + found["scale"] + found["scale2"])
    if number is None:
        return None
    unit, before, after = found["unit"], found["before"] or "", found["after"] or ""
    value, step = number.value, number.step
    if unit == "成":
        value, step = value * 10, Decimal(10)
    more = found["more"] or found["more2"] or found["more3"]
    exact = not (before or after or more or step)
    low, high = _range(value, step, before, after, bool(more))
    return Quantity(value, low, high, unit, _UNITS.get(unit, ITEMS), exact, text)


def _range(value: Decimal, step: Decimal, before: str, after: str, more: bool) -> tuple[Decimal, Decimal | None]:
    # Both rounding and cutting off are taken for right: 2764.2万 may stand for 27641500 and for 27642999.
    low, high = (value - step / 2, value + step * _ALMOST) if step else (value, value)
    place = _place(value)
    if more:
        return value, value + max(step, place, value / 10)
    near = max(step, min(place, value * 3 / 20), value / 20, Decimal(1))
    if before in _AT_LEAST or before in _BEYOND or after == "以上":
        return value, None
    if before in _BELOW:
        return Decimal(0), high
    if before in _NEARLY:
        return value - near, high
    if before in _ABOUT or after == "左右":
        return value - near, value + near
    return low, high


def _place(value: Decimal) -> Decimal:
    """The weight of the last digit that is not zero: 10 for 350, 1 for 35."""
    if not value:
        return Decimal(1)
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
