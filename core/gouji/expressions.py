"""Regular expressions compiled once and remembered, for the start of the program.

Every start compiles some two hundred of them, which takes longer than reading and judging a report.
What the compiler of `re` makes of a pattern depends on the pattern, the flags and the version of
Python alone, so it is kept in the cache; the engine behind `re` checks it again before it is used.
Only the program and its worker processes `use` this: `import gouji` leaves `re` as it is.
"""

from __future__ import annotations

import re
import sys

from gouji import cache
from gouji.lean import Any

MOST = 800
"""Expressions kept. The first ones of a run come with every run; later ones depend on the reports."""

FEW = 8
"""So few new expressions are not worth writing the file again."""

_Key = tuple[str | bytes, int]
_Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_known: dict[_Key, _Compiled] = {}
_new: dict[_Key, _Compiled] = {}
_plainly: Any = getattr(getattr(re, "_compiler", None), "compile", None)


def use() -> None:
    """From now on `re` takes expressions from the cache and notes those it has to compile.

    Does nothing where this Python's `re` is built otherwise than expected.
    """
    compiler: Any = getattr(re, "_compiler", None)
    if not all(hasattr(compiler, name) for name in ("_code", "_parser", "_sre", "compile")):
        return
    found = cache.load(_name())
    if isinstance(found, dict):
        _known.update(found)
    compiler.compile = _compile


def keep() -> None:
    """Writes what had to be compiled, when it is worth it."""
    if len(_new) >= FEW and len(_known) < MOST:
        _known.update(list(_new.items())[: MOST - len(_known)])
        cache.store(_name(), _known)
    _new.clear()


def _name() -> str:
    return cache.stable_key("expressions", str(re._compiler._sre.MAGIC))  # type: ignore[attr-defined]


def _compile(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
    """As `re._compiler.compile`, but for the look into the cache."""
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    flags = int(flags)
    if not isinstance(pattern, (str, bytes)) or flags & (re.DEBUG | re.LOCALE):
        plain: re.Pattern[Any] = _plainly(pattern, flags)
        return plain
    known = _known.get((pattern, flags))
    if known is None:
        parsed = compiler._parser.parse(pattern, flags)
        state = parsed.state
        code = b"".join([int(word).to_bytes(4, sys.byteorder) for word in compiler._code(parsed, flags)])
        names: list[str | None] = [None] * state.groups
        for name, number in state.groupdict.items():
            names[number] = name
        known = (int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names))
        if len(_new) < MOST:
            _new[pattern, flags] = known
    all_flags, code, groups, numbers, of_groups = known
    made: re.Pattern[Any] = compiler._sre.compile(pattern, all_flags, memoryview(code).cast("I").tolist(), groups, numbers, of_groups)
    return made
