"""Rules in Python: form, titles, dates, structure, narrative and fees of one report.

What a formula can say stands in the rulesets. Each module here holds the rules of one theme; the
rulesets put them in force with `use:`.
"""

from __future__ import annotations

from importlib import import_module

from gouji.hooks import hookimpl
from gouji.rule import Rule

THEMES = (
    "publication",
    "page_head",
    "title",
    "introduction",
    "citation",
    "structure",
    "numbering",
    "narrative",
    "whole_area",
    "form",
    "columns",
    "version",
    "labels",
    "leftovers",
    "unfilled",
    "numbers",
    "amounts",
    "authority",
    "problems",
    "fees",
    "rollup",
    "conflicting",
    "prose",
    "prose_fees",
    "prose_growth",
    "prose_lists",
    "prose_shares",
    "prose_twice",
    "prose_years",
    "misspellings",
    "mistyped",
    "phrases",
    "repeats",
    "characters",
    "punctuation",
    "pairing",
    "broken_dates",
    "names",
    "foreign_names",
    "hollow",
    "privacy",
    "sameness",
    "copied",
)
"""The modules that hold rules; the others here help them."""


@hookimpl
def gouji_rules() -> list[Rule]:
    """Every rule of this package, in the order of the themes."""
    modules = [import_module(f"{__name__}.{theme}") for theme in THEMES]
    return [found for module in modules for found in vars(module).values() if isinstance(found, Rule)]
