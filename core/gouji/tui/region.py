"""The region 地区 a unit belongs to, as its own name says it: 临江县水利局 → 临江县."""

from __future__ import annotations

import re
from functools import lru_cache

ELSEWHERE = "其他单位"
"""Where units stand whose name begins with no region."""

_RANKS = (
    ("省", "自治区"),
    ("市", "自治州", "地区", "盟"),
    ("自治县", "县", "区", "旗", "市"),
)
_WORDS = re.compile(r"(?:城|超|门|夜|菜|股|早)市$|(?:社|景|园|库|林|矿|小|片|厂|校|灾|辖|战|牧|山)区$|红旗$")
_PART = r"[^\W县区旗]{1,10}?"
"""No rank goes on beyond a county: 临江县市场监督管理局 names no city."""


@lru_cache(maxsize=65536)
def region(unit: str | None) -> str:
    """The leading province, city and county of a unit's name; `ELSEWHERE` where there is none."""
    name = "".join((unit or "").split())
    at = 0
    for names in _RANKS:
        found = re.match(f"{_PART}(?:{'|'.join(names)})(?=[一-鿿]|$)", name[at:])
        if found and not _WORDS.search(found[0]):
            at += found.end()
    return name[:at] or ELSEWHERE


def short(unit: str) -> str:
    """The unit's name without its region: 水利局; the whole name where nothing else would be left."""
    rest = unit.removeprefix(region(unit))
    return rest if len(rest) > 1 else unit
