"""Rules, loaders and outputs of which only what can be told is there; the rest is fetched when it is asked for.

Most starts need few of the functions that plugins bring along, or none at all when the results are
known from an earlier run. An object made here is of the class it stands for: whoever has it need
not know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gouji.hooks import Loader, Output
from gouji.lean import Any, TypeVar
from gouji.rule import Rule

Thing = TypeVar("Thing")


def _complete(self: Any, name: str) -> Any:
    """A field that is not there yet: fetches the whole thing, and keeps what is there already."""
    if name not in self.__match_args__:
        raise AttributeError(name)
    whole = self.fetch()
    for field in self.__match_args__:
        if field not in self.known:
            object.__setattr__(self, field, getattr(whole, field))
    return object.__getattribute__(self, name)


class LaterRule(Rule):
    """A rule whose check and cases are fetched."""

    __slots__ = ("fetch", "known")
    fetch: Callable[[], Rule]
    known: Mapping[str, Any]
    __getattr__ = _complete

    def __replace__(self, **changes: Any) -> Rule:
        return later(LaterRule, self.fetch, {**self.known, **changes})


class LaterLoader(Loader):
    """A loader whose functions are fetched."""

    __slots__ = ("fetch", "known")
    fetch: Callable[[], Loader]
    known: Mapping[str, Any]
    __getattr__ = _complete


class LaterOutput(Output):
    """An output format whose function is fetched."""

    __slots__ = ("fetch", "known")
    fetch: Callable[[], Output]
    known: Mapping[str, Any]
    __getattr__ = _complete


def later(cls: type[Thing], fetch: Callable[[], object], fields: Mapping[str, Any]) -> Thing:
    """One of the classes above with these fields; `fetch` gives the thing with all of them."""
    thing = object.__new__(cls)
    object.__setattr__(thing, "fetch", fetch)
    object.__setattr__(thing, "known", fields)
    for name, value in fields.items():
        object.__setattr__(thing, name, value)
    return thing
