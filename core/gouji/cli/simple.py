"""Command lines of the simplest shape, read without `argparse`.

Importing argparse, which looks for translations of its own words, and setting it up takes a tenth of
the time in which a page is checked. A command declares its options once, to whoever asks: to argparse
or to a `Simple`, which knows only paths, switches and options with one value each in the next word.
What is written in any other way, or wrongly, it leaves to argparse.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

from gouji.lean import Any, NamedTuple


class _Option(NamedTuple):
    dest: str
    action: str
    nargs: str | None
    type: type[Any]
    choices: Sequence[str]
    default: Any


class Simple:
    """Takes a command's declaration as argparse's subparsers and parser do, and reads command lines."""

    def __init__(self) -> None:
        self._options: dict[str, _Option] = {}
        self._positional: _Option | None = None

    def add_parser(self, *_name: str, **_texts: str) -> Simple:
        """Itself: there is one command."""
        return self

    def add_argument(
        self,
        *names: str,
        dest: str = "",
        action: str = "store",
        nargs: str | None = None,
        type: type[Any] = str,
        choices: Sequence[str] = (),
        default: Any = None,
        **_texts: Any,
    ) -> None:
        """Takes the declaration of an option or of the positional words."""
        default = {"store_true": False, "store_false": True}.get(action, default)
        option = _Option(dest or names[0].lstrip("-").replace("-", "_"), action, nargs, type, choices, default)
        if names[0].startswith("-"):
            self._options |= dict.fromkeys(names, option)
        else:
            self._positional = option

    def read(self, words: Sequence[str]) -> SimpleNamespace | None:
        """What these words say; None when argparse has to read them."""
        said = {option.dest: option.default for option in self._options.values()}
        paths: list[str] = []
        rest = iter(words)
        for word in rest:
            if word == "--":
                paths += rest
                break
            if word == "-" or not word.startswith("-"):
                paths.append(word)
                continue
            option = self._options.get(word)
            if option is None or option.nargs is not None:
                return None
            if option.action in ("store_true", "store_false"):
                said[option.dest] = not option.default
                continue
            try:
                value = option.type(next(rest, "-"))
            except ValueError:
                return None
            if str(value).startswith("-") or (option.choices and value not in option.choices):
                return None
            said[option.dest] = [*said[option.dest], value] if option.action == "append" else value
        if self._positional is not None:
            if self._positional.nargs not in ("*", "+") or (self._positional.nargs == "+" and not paths):
                return None
            said[self._positional.dest] = paths
        elif paths:
            return None
        return SimpleNamespace(**said)
