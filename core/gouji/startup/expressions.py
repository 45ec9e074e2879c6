"""Regular expressions compiled once and remembered, for the start of the program.

A start compiles some two hundred of them, which takes 44 ms of processor, more than all the rest of
a check; with this, 2 ms. What the compiler of `re` makes of a pattern depends on the pattern, the
flags and the build of Python alone, so it is kept in the cache; the engine behind `re` checks it
again before it is used. `re` has no door for this: its inner function is replaced, once a trial has shown
that this Python's `re` is built as expected. Only the program and its worker processes `use` this.
"""

from __future__ import annotations

import re
import sys

from gouji import cache
from gouji.lean import Any

MOST = 800
"""Expressions kept. The first ones of a run come with every run; later ones depend on the reports."""

WORTH = 4_096
"""Bytes of compiled code among new expressions from which on the file is written again: half a millisecond
of every start. A few words make a small expression, the words of a list a large one."""

TRIAL = r"(?P<kind>[一二三]{1,2})、|\d+(?!件)"

_Key = tuple[str | bytes, int]
_Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_known: dict[_Key, _Compiled] = {}
_new: dict[_Key, _Compiled] = {}
_ready: dict[_Key, re.Pattern[Any]] = {}
_plainly: Any = getattr(re, "_compile", None)
_UNUSUAL = int(re.DEBUG | re.LOCALE)


def use() -> None:
    """From now on `re` takes expressions from the cache and notes those it has to compile.

    Does nothing where this Python's `re` is built otherwise than expected.
    """
    found = cache.load(_name())
    if isinstance(found, dict):
        _known.update(found)
    elif not _fits():
        return
    re._compile = _compile  # type: ignore[attr-defined]


def keep() -> None:
    """Writes what had to be compiled, when it is worth it."""
    if sum(len(code) for _, code, *_ in _new.values()) >= WORTH and len(_known) < MOST:
        _known.update(list(_new.items())[: MOST - len(_known)])
        cache.store(_name(), _known)
    _new.clear()


def _name() -> str:
    return cache.key("expressions")


def _fits() -> bool:
    """Whether an expression made in the way of this module is the one that `re` makes."""
    try:
        return bool(_made(TRIAL, _parts(TRIAL, 0)) == _plainly(TRIAL, 0))
    except Exception:  # whatever comes of a function that takes or gives something else here
        return False


def _compile(pattern: Any, flags: Any) -> re.Pattern[Any]:
    """As `re._compile`, through which `re` goes whenever it is given a pattern."""
    key = pattern, int(flags)
    made = _ready.get(key)
    if made is None:
        known = _known.get(key)
        if known is None:
            if not isinstance(pattern, (str, bytes)) or key[1] & _UNUSUAL or len(_new) >= MOST:
                plain: re.Pattern[Any] = _plainly(pattern, flags)
                return plain
            known = _new[key] = _parts(*key)
        made = _ready[key] = _made(pattern, known)
    return made


def _parts(pattern: str | bytes, flags: int) -> _Compiled:
    """What the compiler of `re` makes of a pattern, as plain data."""
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    parsed = compiler._parser.parse(pattern, flags)
    state = parsed.state
    code = b"".join([int(word).to_bytes(4, sys.byteorder) for word in compiler._code(parsed, flags)])
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)


def _made(pattern: str | bytes, parts: _Compiled) -> re.Pattern[Any]:
    """The expression made of these parts."""
    flags, code, groups, numbers, names = parts
    words = memoryview(code).cast("I").tolist()
    made: re.Pattern[Any] = re._compiler._sre.compile(pattern, flags, words, groups, numbers, names)  # type: ignore[attr-defined]
    return made
