"""What prose says of 信息处理费: notices sent, their amount, and what was received."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.lean import dataclass
from gouji.prose.mention import Line, Quoted
from gouji.prose.numerals import parse

NOTICES, AMOUNT, RECEIVED = "收费通知件数", "收费通知总金额", "实际收取总金额"

_N = r"(?<!\d)(?<!\d,)(\d[\d,]*(?:\.\d+)?)"
_YUAN = rf"{_N}(万?)元"
_TOPIC = re.compile(r"信息处理费|收费通知")
_ASIDE = re.compile(r"标准|元/|每[件页]|起征|不超过|超过|上年|去年|免收|减免|全[省市县区州][^,。;]{0,6}系统|下属|20\d\d年(?:发出|收取)的")
_PATTERNS = (
    (NOTICES, re.compile(rf"收费通知书?(?:的)?(?:件数)?(?:共|共计|合计|为|是|:)*{_N}(?:件|份|次|个)")),
    (NOTICES, re.compile(rf"{_N}(?:件|份)(?:信息处理费)?收费通知")),
    (AMOUNT, re.compile(rf"(?<!收取的)(?<!收取)(?:收费通知(?:书)?(?:的)?)?(?:总金额|总额)(?:共|共计|合计|为|是|:)*{_YUAN}")),
    (AMOUNT, re.compile(rf"应[收缴][取纳]?(?:政府信息公开)?(?:信息处理费|费用)?(?:总金额|总额|金额)?(?:共|共计|合计|为|是|:)*{_YUAN}")),
    (
        RECEIVED,
        re.compile(
            rf"(?:实际|实|共)收(?:取)?(?:到|的)?(?:政府信息公开|政府信息)?(?:信息处理费|费用)?(?:的)?(?:总金额|总额|金额|费用)?(?:共|共计|合计|为|是|:)*{_YUAN}"
        ),
    ),
    (AMOUNT, re.compile(rf"通知(?:应)?收取(?:政府信息公开|政府信息)?信息处理费(?:共|共计|合计|为|是|:)*{_YUAN}")),
    (
        RECEIVED,
        re.compile(
            rf"(?<!未)(?<!通知)(?<!通知应)收取(?:的)?(?:政府信息公开|政府信息)?信息处理费(?:的)?(?:总金额|总额|金额)?(?:共|共计|合计|为|是|:)*{_YUAN}"
        ),
    ),
)
_NONE = (
    (RECEIVED, re.compile(r"(?:未|没有|无|未曾)(?:向申请人)?(?:实际)?收取(?:任何|过)?(?:政府信息公开|政府信息)?信息处理费")),
    (NOTICES, re.compile(r"(?:未|没有|无|未曾)发出(?:任何|过)?(?:信息处理费)?收费通知")),
)


@dataclass(frozen=True, slots=True)
class Fee(Quoted):
    """One figure: which of the three, how much (件 or 元), the line and where it stands."""

    which: str
    value: Decimal
    line: Line
    start: int
    end: int


def fees(line: Line) -> Iterator[Fee]:
    """Every figure on 信息处理费 in this line, in order."""
    if "收费通知" not in line.text and "信息处理费" not in line.text:
        return
    for sentence in re.finditer("[^。]+", line.text):
        if _TOPIC.search(sentence[0]) and not _ASIDE.search(sentence[0]):
            # What stands behind 其中 are the fees of one body or one request.
            found = list(_in_sentence(line, sentence[0].partition("其中")[0], sentence.start()))
            found = [fee for fee in found if not any(_within(fee, other) for other in found)]
            listed = {fee.which for fee in found for other in found if fee.which == other.which and fee.value != other.value}
            yield from (fee for fee in found if fee.which not in listed)


def _within(fee: Fee, other: Fee) -> bool:
    """Whether the words of a figure are only the end of those of another: 实际收取信息处理费总金额 is no 总金额."""
    return fee.which != other.which and other.start < fee.start < fee.end == other.end


def _in_sentence(line: Line, text: str, offset: int) -> Iterator[Fee]:
    for which, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            number = parse(found[1])
            if number is not None:
                scale = 10_000 if pattern.groups > 1 and found[2] else 1
                yield Fee(which, number.value * scale, line, offset + found.start(), offset + found.end())
    for which, pattern in _NONE:
        for found in pattern.finditer(text):
            yield Fee(which, Decimal(0), line, offset + found.start(), offset + found.end())
