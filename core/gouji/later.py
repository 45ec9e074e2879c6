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
    there = told(self)
    for field in self.__match_args__:
        if field not in there:
            object.__setattr__(self, field, getattr(whole, field))
    return object.__getattribute__(self, name)


class LaterRule(Rule):
    """A rule whose check and cases are fetched."""

    __slots__ = ("fetch",)
    fetch: Callable[[], Rule]
    __getattr__ = _complete

    def __replace__(self, **changes: Any) -> Rule:
        return later(LaterRule, self.fetch, told(self) | changes)


class LaterLoader(Loader):
    """A loader whose functions are fetched."""

    __slots__ = ("fetch",)
    fetch: Callable[[], Loader]
    __getattr__ = _complete


class LaterOutput(Output):
    """An output format whose function is fetched."""

    __slots__ = ("fetch",)
    fetch: Callable[[], Output]
    __getattr__ = _complete


def later(cls: type[Thing], fetch: Callable[[], object], fields: Mapping[str, Any]) -> Thing:
    """One of the classes above with these fields; `fetch` gives the thing with all of them."""
    thing = object.__new__(cls)
    object.__setattr__(thing, "fetch", fetch)
    for name, value in fields.items():
        object.__setattr__(thing, name, value)
    return thing


def told(thing: Any) -> dict[str, Any]:
    """The fields a thing has without being fetched."""
    found: dict[str, Any] = {}
    for field in thing.__match_args__:
        try:
            found[field] = object.__getattribute__(thing, field)
        except AttributeError:
            continue
    return found
