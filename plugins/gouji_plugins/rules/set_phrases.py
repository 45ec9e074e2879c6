"""The set phrases in force, ready to be looked for, and where in a report it is worth looking."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from gouji.lean import Any
from gouji.once import once
from gouji.report import Report
from gouji_plugins.rules import lexicon, losses
from gouji_plugins.rules.neighbours import Places, places, usual_pairs
from gouji_plugins.rules.running import running
from gouji_plugins.rules.vocabulary import shipped


@lru_cache(1)
def set_phrases() -> Mapping[str, Any]:
    """The index of the phrases that come with gouji."""
    found: Mapping[str, Any] = shipped(
        "set-phrases",
        lambda data: losses.noted(lexicon.index(*(list(map(str, data[name])) for name in ("phrases", "proper", "sequences")))),
        f"phrases, seams{lexicon.FORM}",
    )
    return found


@lru_cache(4)
def own_phrases(phrases: tuple[str, ...]) -> Mapping[str, Any]:
    """An index of phrases that rulesets add."""
    return losses.noted(lexicon.index(phrases))


@once()
def odd(report: Report) -> Places:
    """What is unusual in the running text of a report, and where a phrase may have lost a character."""
    return places(running(report).text, usual_pairs(), set_phrases()["seams"])
