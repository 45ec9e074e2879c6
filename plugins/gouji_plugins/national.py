"""The rulesets that come with gouji."""

from __future__ import annotations

from gouji.data import PackagedFile
from gouji.hooks import RulesetFile, hookimpl
from gouji_rulesets import RULESETS


@hookimpl
def gouji_rulesets() -> list[RulesetFile]:
    """One ruleset for each file of the package `gouji_rulesets`."""
    return [RulesetFile(id, title, PackagedFile("gouji_rulesets", path)) for id, (path, title) in RULESETS.items()]
