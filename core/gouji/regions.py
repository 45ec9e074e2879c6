"""Regions 地区: whether a unit's name says that it belongs to a place, or plainly to another one.

Only names are looked at. A county or a town whose name names no province and no prefecture may lie
anywhere: nothing is concluded from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache

from gouji.data import regions
from gouji.lean import NamedTuple
from gouji.text import squeeze

_PLACE = re.compile(r"省|自治区|市|州|盟|地区|县|区|旗")
_LOWER = re.compile(r"^.{1,7}?(?:自治县|自治旗|县|区|市|旗|镇|乡|街道)(?!级|直)")


class Location(NamedTuple):
    """A province and a prefecture-level place in it; either may be ""."""

    province: str
    city: str = ""

    def __str__(self) -> str:
        return self.province + (self.city if self.city != self.province else "")


def names_place(unit: str) -> bool:
    """Whether the name of a unit tells any place at all."""
    return _PLACE.search(squeeze(unit)) is not None


def within(unit: str, regions: Iterable[str]) -> bool:
    """Whether the name of a unit holds the name of one of these regions."""
    name = squeeze(unit)
    return any(region in name for region in regions)


def directly_under(unit: str, region: str) -> bool:
    """Whether a unit is the region's own (怀化市教育局), not that of a county or town in it (怀化市鹤城区教育局)."""
    _, found, rest = squeeze(unit).partition(region)
    return bool(found) and not _LOWER.match(rest)


def elsewhere(unit: str, region: str) -> Location | None:
    """Where a unit plainly is when it is outside the region; None when it is inside, or may be.

    `region` is written as a ruleset writes it: 上海市, 湖南省怀化市.
    """
    here, there = located(region), located(unit)
    if not here.province or not there.province or within(unit, [here.city or here.province]):
        return None
    if there.province != here.province:
        return there
    return there if here.city and there.city and there.city != here.city else None


def located(name: str) -> Location:
    """The province and prefecture that a name begins with, as far as it tells them."""
    name = squeeze(name)
    known = _known()
    province = next((province for province in known if name.startswith(province)), "")
    rest = name.removeprefix(province)
    if province:
        return Location(province, next((city for city in known[province] if rest.startswith(city)), ""))
    return next((Location(province, city) for province, cities in known.items() for city in cities if name.startswith(city)), Location(""))


def meant(name: str) -> str:
    """The full name of the place that a short one means: 宿迁 → 江苏省宿迁市; "" where there is none, or several."""
    places = [province for province in _known() if province.startswith(name)]
    places += [province + city for province, cities in _known().items() for city in cities if city.startswith(name)]
    return places[0] if len(places) == 1 else ""


def known_provinces() -> Set[str]:
    """The names of all provinces."""
    return _known().keys()


def with_province(name: str) -> str:
    """A name that begins with a prefecture, its province put before it: 湖南省怀化市教育局."""
    province = located(name).province
    return name if name.startswith(province) else province + name


@lru_cache(1)
def _known() -> Mapping[str, tuple[str, ...]]:
    return {province: tuple(cities) for province, cities in regions().items()}
