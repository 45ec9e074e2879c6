"""How `gouji rules --ruleset X` tells what differs from the national rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.data import editions
from gouji.in_force import DEFAULT_RULESETS, InForce
from gouji.ruleset import load
from gouji.ruleset.differences import Difference, differences


def from_national(in_force: InForce) -> list[Difference]:
    """What the rules in force do otherwise than the national ones; nothing where they are those."""
    return differences(in_force.ruleset, load(DEFAULT_RULESETS, in_force.registry), editions())


def told(found: Iterable[Difference]) -> Iterator[str]:
    """One line for each difference, under a heading."""
    found = list(found)
    if not found:
        return
    yield ""
    yield "与国家统一格式的差别："
    widest = max(len(one.rule) for one in found)
    for one in found:
        because = f"（{one.because}）" if one.because else ""
        rule = f"{one.rule:<{widest}}  " if widest else ""
        yield f"  {one.kind.ljust(4, '　')}  {rule}{one.what}{because}"
