"""One note where a region's ruleset is used on units that are plainly in another region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.ruleset import Pack
from gouji.run.judging import Checked

NAMED = 3
"""How many units a note names."""


class Elsewhere:
    """Collects the units of a run that lie outside the regions of its rulesets, by ruleset; one without a region is for everywhere."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._packs = [pack for pack in packs if pack.region]
        self._found: dict[Pack, dict[str, str]] = {}

    def __call__(self, checked: Checked) -> None:
        """Looks at one report."""
        unit = checked.result.report.unit if checked.result is not None and self._packs else None
        if not unit:
            return
        from gouji.regions import elsewhere

        for pack in self._packs:
            place = elsewhere(unit, pack.region)
            if place is not None:
                self._found.setdefault(pack, {})[unit] = str(place)

    def lines(self) -> Iterator[str]:
        """One sentence for each ruleset."""
        for pack, units in self._found.items():
            named = "、".join(f"{unit}（{place}）" for unit, place in list(units.items())[:NAMED])
            more = f"等 {len(units)} 个单位" if len(units) > NAMED else ""
            yield f"注意：规则集 {pack.id} 是给{pack.region}用的，{named}{more}看来不在那里；请核对 --ruleset。"
