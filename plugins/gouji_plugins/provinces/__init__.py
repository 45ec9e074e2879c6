"""Rules of single places that need code: what their rulesets in `provinces/` put in force with `use:`."""

from __future__ import annotations

from gouji.hooks import hookimpl
from gouji.rule import Rule


@hookimpl
def gouji_rules() -> list[Rule]:
    """The rules of every place."""
    from gouji_plugins.provinces import wuwei

    return [wuwei.overlong]
