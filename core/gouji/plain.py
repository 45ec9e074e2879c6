"""Reports and findings as plain data (texts, numbers, lists, tuples) that `marshal` writes, and back.

Unlike pickle, reading such data runs nobody's code, and it is quicker. Records become tuples that
begin with the number of their class, tuples become lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

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
)
_NUMBERS = {cls: number for number, cls in enumerate(_CLASSES)}
_FIELDS: tuple[tuple[str, ...] | None, ...] = tuple(None if issubclass(cls, tuple) else cls.__match_args__ for cls in _CLASSES)
_ATOMS = frozenset({str, int, bool, float, bytes, type(None)})
_MAPPING, _DATE, _DECIMAL = -1, -2, -3


def as_plain(value: Any) -> Any:
    """The value as plain data. Raises TypeError for what has no such form."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    number = _NUMBERS.get(kind)
    if number is not None:
        fields = _FIELDS[number]
        parts = value if fields is None else [getattr(value, name) for name in fields]
        return (number, *[part if type(part) in _ATOMS else as_plain(part) for part in parts])
    if kind is tuple:
        return [part if type(part) in _ATOMS else as_plain(part) for part in value]
    if kind is date:
        return _DATE, value.toordinal()
    if kind is Decimal:
        return _DECIMAL, str(value)
    if isinstance(value, Mapping):
        return _MAPPING, [as_plain(key) for key in value], [as_plain(item) for item in value.values()]
    raise TypeError(f"{kind.__name__} has no plain form")


def from_plain(data: Any) -> Any:
    """What `as_plain` was given. Raises ValueError for what it cannot have made."""
    kind = type(data)
    if kind is list:
        return tuple([part if type(part) in _ATOMS else from_plain(part) for part in data])
    if kind is not tuple:
        if kind in _ATOMS:
            return data
        raise ValueError("no plain data")
    number = data[0]
    if number >= 0:
        return _CLASSES[number](*[part if type(part) in _ATOMS else from_plain(part) for part in data[1:]])
    if number == _MAPPING:
        return dict(zip(map(from_plain, data[1]), map(from_plain, data[2]), strict=True))
    return date.fromordinal(data[1]) if number == _DATE else Decimal(data[1])


def cells_as_plain(cells: Mapping[tuple[str, str], Cell]) -> list[Any]:
    """The cells of a table: by far the most of a report, so that their form is written out here."""
    return [(key, (*cell[:5], as_plain(cell.value), cell.note, tuple(cell.place), cell.doubt)) for key, cell in cells.items()]


def cells_from_plain(data: list[Any]) -> dict[tuple[str, str], Cell]:
    """The mapping that was given to `cells_as_plain`."""
    cells = {}
    for key, (table, row, column, raw, kind, value, note, place, doubt) in data:
        value = from_plain(value) if type(value) is tuple else value
        cells[key] = Cell(table, row, column, raw, kind, value, note, Place._make(place), doubt)
    return cells
