"""The kinds of check that come with gouji: assert, require, forbid, date."""

from __future__ import annotations

from gouji.hooks import Kind, hookimpl
from gouji_plugins.kinds import assertion, dates, forbidden, required


@hookimpl
def gouji_kinds() -> list[Kind]:
    """The four kinds; most rules need no other."""
    return [assertion.KIND, required.KIND, forbidden.KIND, dates.KIND]
