"""What the built-in plugins give, known without importing them.

Importing sixty modules to find out that they give what they gave at the last start takes longer
than judging a report. What can be said of a loader, an output or a rule is remembered as long as
gouji's code stays as it is; the functions behind it are fetched, all those of a module together,
when the first of them is called. Kinds of check and rulesets are few and are always loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from importlib import import_module

from gouji import cache
from gouji.later import LaterLoader, LaterOutput, LaterRule, later
from gouji.lean import Any
from gouji.rule import Rule

Given = list[tuple[str, Any]]
"""What a plugin gives: (hook, thing)."""

_RULES = "gouji_rules"

_fetched: dict[tuple[str, str], dict[str, Any]] = {}


def _fetch(module: str, hook: str, id: str) -> Any:
    if (module, hook) not in _fetched:
        found = import_module(module)
        things = filter(_is_rule, vars(found).values()) if hook == _RULES else getattr(found, hook)()
        _fetched[module, hook] = {thing.id: thing for thing in things}
    return _fetched[module, hook][id]


def _is_rule(thing: object) -> bool:
    return isinstance(thing, Rule)


_CLASSES: dict[str, tuple[type[Any], frozenset[str]]] = {
    _RULES: (LaterRule, frozenset({"check", "passes", "fails", "formula"})),
    "gouji_loaders": (LaterLoader, frozenset({"sniff", "load"})),
    "gouji_outputs": (LaterOutput, frozenset({"write"})),
}
"""Hook → the class that stands for its things, and the fields that are fetched later."""


def recall() -> dict[str, Given]:
    """Module of a built-in plugin → (hook, thing) for everything it gives; only modules all of whose things are known."""
    found: dict[str, Any] = cache.load(_name()) or {}
    return {module: [(hook, _recalled(module, hook, fields)) for hook, fields in things] for module, things in found.items()}


def _recalled(module: str, hook: str, fields: dict[str, Any]) -> Any:
    if hook == _RULES:  # a plugin has many, in modules of their own
        module = fields["place"].partition(":")[0]
    return later(_CLASSES[hook][0], partial(_fetch, module, hook, fields["id"]), fields)


def remember(given: Iterable[tuple[str, Given]]) -> None:
    """Keeps what modules gave, by hook, for the next start."""
    kept: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for module, things in given:
        if things and all(hook in _CLASSES for hook, _ in things):
            kept[module] = [
                (hook, {field: getattr(thing, field) for field in thing.__match_args__ if field not in _CLASSES[hook][1]})
                for hook, thing in things
            ]
    cache.store(_name(), kept)


def _name() -> str:
    return cache.key("catalogue")
