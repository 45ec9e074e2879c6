"""Which unit stands below which, told by their names: 临江县水利局 below 临江县人民政府.

A government's report sums up its area (条例第四十九条第二款), so that a run which holds the reports of its
departments and towns can be held against it. A unit stands directly below the one whose name its own
goes on from: 临江县水利局河道管理所 below 临江县水利局, and only through it below the county. What is
counted twice on the way up is thus counted once. Which province a prefecture lies in is known (`regions`);
a county whose name does not name its city may lie anywhere, unless a roster says it (`roster`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from gouji.regions import known_provinces, with_province
from gouji.text import fold, squeeze

_OF_AN_AREA = re.compile(r"(?:(?:人民)?政府|管理委员会|管委会|(?<=街道)办事处)$")
_OFFICE = re.compile(r"(?:(?:人民)?政府)?办公[室厅]$")
_NOT_SUMMED_UP = re.compile(
    r"税务|气象|烟草|消防|邮政|海关|海事|地震|调查队|金融监督|外汇|铁路|通信管理|无线电|电力|供电|法院|检察院|银行|公司|集团|医院|学校|中学|小学|大学|学院|幼儿园"
)
"""What is not the local government's own: bodies led from above (垂直管理), courts, and enterprises and institutions."""


def directly_below(units: Sequence[str], stated: Mapping[str, str] = MappingProxyType({})) -> Mapping[int, tuple[int, ...]]:
    """By the number of each unit that has any, the numbers of the units that stand directly below it.

    Of several units of one name the first counts, above as well as below. Units that no government
    sums up stand below none. `stated` says of plain names which one stands above; names count for
    nothing where it speaks.
    """
    names = [plain_name(unit) for unit in units]
    if not known_provinces().isdisjoint(names):
        names = [with_province(name) for name in names]
        stated = {with_province(name): with_province(above) for name, above in stated.items()}
    first = {name: number for number, name in reversed(list(enumerate(names)))}
    below: dict[int, list[int]] = {}
    for name, number in sorted(first.items(), key=lambda item: item[1]):
        if name in stated:
            above = first.get(stated[name])
        elif not name or _NOT_SUMMED_UP.search(name):
            continue
        else:
            above = next((first[name[:end]] for end in range(len(name) - 1, 1, -1) if name[:end] in first), None)
        if above is not None:
            below.setdefault(above, []).append(number)
    return {above: tuple(numbers) for above, numbers in below.items()}


def plain_name(unit: str) -> str:
    """A unit's name for comparing; that of a government or a 管委会 is the name of its area."""
    return _OF_AN_AREA.sub("", fold(squeeze(unit)))


def of_one_body(one: str, other: str) -> bool:
    """Whether two names are those of one body, or of a government and the office that writes for it."""
    return _OFFICE.sub("", plain_name(one)) == _OFFICE.sub("", plain_name(other))
