"""A number of prose held against the tables."""

from __future__ import annotations

from decimal import Decimal

from gouji.lean import dataclass
from gouji.once import once
from gouji.prose import read
from gouji.prose.measures import Measure, Reading
from gouji.prose.mention import Mention
from gouji.report import NUMBER, Cell, Report

TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Value:
    """What the tables say of one reading of a measure, in single units; its cells."""

    reading: Reading
    value: Decimal
    cells: tuple[Cell, ...]


def values(report: Report, measure: Measure) -> list[Value]:
    """The readings whose cells all hold numbers, with their sums (amounts of 万元 in 元)."""
    found: list[Value] = []
    for reading in measure.readings:
        cells = [report.cell(*key) for key in reading.cells]
        known = [cell for cell in cells if cell is not None and cell.kind == NUMBER]
        if known and len(known) == len(cells):
            total = sum((Decimal(cell.value or 0) for cell in known), Decimal(0))
            found.append(Value(reading, total * TEN_THOUSAND if measure.sort == "charge" else total, tuple(known)))
    return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """A mention and what the tables say. `agrees` is None when no reading could be computed."""

    mention: Mention
    values: tuple[Value, ...]
    agrees: bool | None

    @property
    def doubtful(self) -> bool:
        """Whether a cell was placed or read with doubt."""
        return any(cell.doubt for value in self.values for cell in value.cells)


def compare(report: Report, mention: Mention) -> Comparison:
    """Holds a typed mention against the tables: one reading that agrees is enough."""
    assert mention.measure is not None
    known = values(report, mention.measure)
    if not known:
        return Comparison(mention, (), None)
    return Comparison(mention, tuple(known), any(mention.quantity.allows(value.value) for value in known))


@once()
def comparisons(report: Report) -> list[Comparison]:
    """Every number of the prose that a table may hold, in order."""
    return [compare(report, mention) for mention in read(report).mentions if mention.measure is not None and mention.measure.readings]
