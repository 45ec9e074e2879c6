"""Reports and findings as plain data (texts, numbers, lists, tuples) that `marshal` writes, and back.

Unlike pickle, reading such data runs nobody's code, and it is quicker. Records become tuples that
begin with the number of their class. Tuples of texts and numbers become lists; those of records of
one class (the cells of a table, by far the most of a report) are written column by column, for most
columns hold the same throughout, and no record is taken apart or made by itself.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from itertools import repeat

from gouji.calendar import date
from gouji.document import Paragraph, Place
from gouji.finding import CellEvidence, Change, Check, Equation, Finding, NotAssessed, RuleFailure
from gouji.lean import Any
from gouji.report import Cell, Extra, Fact, Heading, Label, Misfit, Section, Table

_CLASSES: tuple[type[Any], ...] = (
    Place,
    Paragraph,
    Cell,
    Label,
    Misfit,
    Extra,
    Heading,
    Fact,
    Section,
    Table,
    CellEvidence,
    Equation,
    Change,
    Finding,
    NotAssessed,
    RuleFailure,
    Check,
    tuple,
)
_NUMBERS = {cls: number for number, cls in enumerate(_CLASSES)}
_FIELDS: tuple[tuple[str, ...] | None, ...] = tuple(None if issubclass(cls, tuple) else cls.__match_args__ for cls in _CLASSES)
_ROWS: dict[type[Any], int] = {cls: number for cls, number in _NUMBERS.items() if issubclass(cls, tuple)}
_PICKLE = b"\x80"
_ATOMS = frozenset({str, int, bool, float, bytes, type(None)})
_MAPPING, _DATE, _DECIMAL, _SAME, _COLUMNS, _PARTS = -1, -2, -3, -4, -5, -6


def as_plain(value: Any) -> Any:
    """The value as plain data. Raises TypeError for what has no such form."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return _several(value)
    number = _NUMBERS.get(kind)
    if number is not None:
        fields = _FIELDS[number]
        parts = value if fields is None else [getattr(value, name) for name in fields]
        return (number, *[part if type(part) in _ATOMS else as_plain(part) for part in parts])
    if kind is date:
        return _DATE, value.toordinal()
    if kind is Decimal:
        return _DECIMAL, str(value)
    if isinstance(value, Mapping):
        return _MAPPING, as_plain(tuple(value)), as_plain(tuple(value.values()))
    raise TypeError(f"{kind.__name__} has no plain form")


def _several(values: tuple[Any, ...]) -> Any:
    kinds = set(map(type, values))
    if kinds <= _ATOMS:
        alike = len(kinds) == 1 and values.count(values[0]) == len(values) > 1
        return (_SAME, len(values), values[0]) if alike else list(values)
    row = _ROWS.get(kinds.pop()) if len(kinds) == 1 else None
    if row is not None and len(values) > 1 and values[0] and len(set(map(len, values))) == 1:
        return (_COLUMNS, row, *map(_several, zip(*values, strict=True)))
    return (_PARTS, *map(as_plain, values))


def from_plain(data: Any) -> Any:
    """What `as_plain` was given. Raises ValueError for what it cannot have made."""
    kind = type(data)
    if kind is list:
        return tuple(data)
    if kind is not tuple:
        if kind in _ATOMS:
            return data
        raise ValueError("no plain data")
    number = data[0]
    if number >= 0:
        return _CLASSES[number](*[part if type(part) in _ATOMS else from_plain(part) for part in data[1:]])
    if number == _COLUMNS:
        return tuple(map(partial(tuple.__new__, _CLASSES[data[1]]), zip(*map(from_plain, data[2:]), strict=True)))
    if number == _SAME:
        return tuple(repeat(data[2], data[1]))
    if number == _PARTS:
        return tuple(map(from_plain, data[1:]))
    if number == _MAPPING:
        return dict(zip(from_plain(data[1]), from_plain(data[2]), strict=True))
    return date.fromordinal(data[1]) if number == _DATE else Decimal(data[1])


def as_bytes(thing: Any, plain: Callable[[Any], Any] = as_plain) -> bytes:
    """The thing as bytes: plain data, or pickled where a plugin has put something into it that only it knows."""
    try:
        return marshal.dumps(plain(thing))
    except (TypeError, ValueError):
        from gouji.run.pickling import pickled

        return pickled(thing)


def is_plain(content: bytes) -> bool:
    """Whether the bytes are plain data, which another run may read; what was pickled only this very one may."""
    return content[:1] != _PICKLE
