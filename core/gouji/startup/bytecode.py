"""The bytecode of gouji's modules in one file, for the start of the program.

A check needs some hundred and fifty small modules. Finding, opening, reading and decoding each
where it lies takes a tenth of the program's time, so what was imported is kept in one file of the
cache folder. A module is taken from there while its source has the time of change and the size it had
then, just as Python takes one from `__pycache__`; else it is imported as ever. The constructors that
`lean` has made for their classes are kept with them. Only the program and its worker processes `use` this.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from itertools import islice
from mmap import ACCESS_READ, mmap

from gouji import cache
from gouji.lean import TYPE_CHECKING, Any, constructors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import CodeType

FEW = 8
"""So few modules that are not in the file are not worth writing it again."""

MOST = 400
"""Modules kept: the first ones of a run come with every run, later ones with rare commands."""

OWN = ("gouji.", "gouji_plugins.", "gouji_rulesets.")
"""What the names of the modules kept begin with."""

DAMAGED = (ValueError, EOFError, TypeError, LookupError)

Known = tuple[str, int, int, str, int, int]
"""Of a module: its source, that one's time of change and size, its own file of bytecode, its code's begin and end."""


class Kept:
    """The modules in the file; Python's import system asks here first. Those `imported` before never come from it."""

    def __init__(self, modules: dict[str, Known], codes: memoryview) -> None:
        self.modules = modules
        self.imported = frozenset(sys.modules)
        self._codes = codes

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        """How to load a module; None for one that is not kept as it is now."""
        if name not in self.modules or not path:
            return None
        source, changed, size, cached, _begin, _end = self.modules[name]
        try:
            if not source.startswith(path[0]) or _state(source) != (changed, size):
                return None
        except OSError:
            return None
        is_package = source.endswith("__init__.py")
        spec = ModuleSpec(name, _Loader(name, source, self), origin=source, is_package=is_package)
        spec.has_location = True
        spec.cached = cached
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(source))
        return spec

    def code(self, name: str) -> CodeType:
        """The code of a module. Raises one of `DAMAGED` where it cannot be read."""
        *_, begin, end = self.modules[name]
        code: CodeType = marshal.loads(self._codes[begin:end])
        return code

    def let_go(self) -> None:
        """Gives the file free, which Windows would not let go otherwise; modules come from their own files then."""
        self._codes.release()


class _Loader(SourceFileLoader):
    def __init__(self, name: str, source: str, kept: Kept) -> None:
        super().__init__(name, source)
        self._kept = kept

    def get_code(self, fullname: str) -> CodeType | None:
        """The code as kept; where that is damaged, as Python finds it."""
        try:
            return self._kept.code(fullname)
        except DAMAGED:
            return super().get_code(fullname)


def use() -> None:
    """From now on gouji's modules are taken from the file."""
    sys.meta_path.insert(0, _opened())


def keep() -> None:
    """Writes the file again when modules were imported that are not in it."""
    kept = next((finder for finder in sys.meta_path if isinstance(finder, Kept)), None)
    if kept is None or sys.dont_write_bytecode:
        return
    specs: list[Any] = [module.__spec__ for name, module in list(sys.modules.items()) if name.startswith(OWN) and name not in kept.imported]
    new = {spec.name: (spec.origin, spec.cached) for spec in specs if spec and type(spec.loader) is SourceFileLoader}
    if len(new) >= FEW and len(kept.modules) < MOST:
        kept.let_go()
        old = {name: (source, cached) for name, (source, _, _, cached, _, _) in kept.modules.items()}
        cache.write(_name(), _written(islice((old | new).items(), MOST)))


def _opened() -> Kept:
    try:
        with cache.opened(_name()) as file:
            if cache.trusted(os.fstat(file.fileno())):
                content = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))[cache.CHECKSUM :]
                head = 4 + int.from_bytes(content[:4], "big")
                modules, made = marshal.loads(content[4:head])
                constructors.update(made)
                return Kept(modules, content[head:])
    except (OSError, *DAMAGED):
        pass
    return Kept({}, memoryview(b""))


def _written(modules: Iterable[tuple[str, tuple[str, str]]]) -> bytes:
    """The file's content for these modules, each with its source and its own file of bytecode."""
    known: dict[str, Known] = {}
    codes = bytearray()
    for name, (source, cached) in modules:
        try:
            code = marshal.dumps(SourceFileLoader(name, source).get_code(name))
            known[name] = (source, *_state(source), cached, len(codes), len(codes) + len(code))
        except (ImportError, SyntaxError, OSError):  # a module that has gone or changed since
            continue
        codes += code
    head = marshal.dumps((known, constructors))
    return len(head).to_bytes(4, "big") + head + codes


def _state(source: str) -> tuple[int, int]:
    """A source's time of change and size. Raises OSError where there is none."""
    status = os.stat(source)
    return status.st_mtime_ns, status.st_size


def _name() -> str:
    return cache.stable_key("bytecode", str(sys.flags.optimize), os.path.dirname(__file__), str(getattr(os, "getuid", int)()))
