"""The kinds of reports rules are limited to: which rules judge the same report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gouji.edition import Edition
from gouji.report import LEVELS_OF_GOVERNMENT
from gouji.rule import Rule


class Scope(NamedTuple):
    """Reports of one edition, level and year that are judged by these rules."""

    edition: Edition
    level: str
    year: int
    rules: tuple[Rule, ...]

    @property
    def name(self) -> str:
        """The scope in a sentence: gov-2021（2022年，部门）."""
        return f"{self.edition.id}（{self.year}年，{LEVELS_OF_GOVERNMENT.get(self.level, self.level)}）"


def scopes(rules: Sequence[Rule], editions: Iterable[Edition]) -> Iterator[Scope]:
    """One scope for every different set of rules that judge the same report."""
    levels = list(dict.fromkeys(["dept", *(level for rule in rules for level in rule.levels)]))
    for edition in editions:
        seen: set[tuple[str, ...]] = set()
        for year in _years(rules, edition):
            for level in levels:
                together = tuple(rule for rule in rules if _speaks(rule, edition, level, year))
                ids = tuple(rule.id for rule in together)
                if together and ids not in seen:
                    seen.add(ids)
                    yield Scope(edition, level, year, together)


def _years(rules: Sequence[Rule], edition: Edition) -> list[int]:
    """The years of an edition around which other rules come into force."""
    named = {year for rule in rules for year in rule.years if year}
    last = edition.year_to or max({edition.year_from + 2, *named})
    around = {year + step for year in named for step in (-1, 0, 1)}
    return sorted(year for year in {edition.year_from, last, *around} if edition.covers(year))


def _speaks(rule: Rule, edition: Edition, level: str, year: int) -> bool:
    first, last = rule.years
    in_years = (first is None or year >= first) and (last is None or year <= last)
    return in_years and rule.speaks_for(edition) and (not rule.levels or level in rule.levels)
