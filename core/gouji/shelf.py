"""Reports kept aside until all are read: on disk, so that memory stays flat, found by unit and year.

Which of them belong together is a family: the same unit's reports, and those of the units below it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from types import TracebackType

from gouji.errors import reason
from gouji.hierarchy import directly_below
from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji.packing import pack_report
from gouji.report import Report
from gouji.text import squeeze

if TYPE_CHECKING:
    from typing import Self

IN_MEMORY = 8 << 20
"""Bytes kept in memory before the shelf moves to a temporary file."""

MOST_BELOW = 500
"""Reports below one that are held against it; no unit has so many, but a folder may."""


class Shelved(NamedTuple):
    """Whose report lies where on the shelf."""

    path: str
    unit: str
    year: int | None
    offset: int
    length: int


class Family(NamedTuple):
    """A report on the shelf with those that belong to it, as far as the shelf has them.

    `previous` is the same unit's report on the year before, `other` the first one of the same unit
    on the same year, `below` are those of the units that stand directly below it, on its own year;
    `left_out` is how many of these there are beyond `MOST_BELOW`.
    """

    report: Shelved
    previous: Shelved | None = None
    other: Shelved | None = None
    below: tuple[Shelved, ...] = ()
    left_out: int = 0

    @property
    def others(self) -> tuple[Shelved, ...]:
        """All but the report itself."""
        return (*(one for one in (self.previous, self.other) if one), *self.below)


class Packed(NamedTuple):
    """The reports of a family, packed; the fields are those of `Family`."""

    report: bytes
    previous: bytes | None = None
    other: bytes | None = None
    below: tuple[bytes, ...] = ()
    left_out: int = 0

    @property
    def size(self) -> int:
        """Bytes altogether."""
        return sum(len(one) for one in (self.report, self.previous, self.other, *self.below) if one)


class Shelf:
    """A pile of reports in the order they came; a context manager that cleans up after itself.

    `failure` says why reports could not be kept, "" as long as all were; then there are no families.
    """

    def __init__(self) -> None:
        self.failure = ""
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — closed by __exit__
        self._shelved: list[Shelved] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def put(self, report: Report) -> None:
        """Adds a report; empty forms are nobody's and are left out."""
        if report.blank_form:
            return
        content = pack_report(report)
        offset = 0
        try:
            if not self.failure:
                offset = self._file.seek(0, io.SEEK_END)
                self._file.write(content)
        except OSError as error:
            self.failure = f"临时文件写不下（{reason(error)}）"
        self._shelved.append(Shelved(report.path, squeeze(report.unit or ""), report.year, offset, len(content)))

    def get(self, family: Family) -> Packed:
        """The reports of a family."""
        previous, other = (self._read(one) if one else None for one in (family.previous, family.other))
        return Packed(self._read(family.report), previous, other, tuple(map(self._read, family.below)), family.left_out)

    def _read(self, one: Shelved) -> bytes:
        self._file.seek(one.offset)
        return self._file.read(one.length)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all reports put here."""
        return tuple(one.path for one in self._shelved)

    def families(self) -> Iterator[Family]:
        """The family of every report. Of several reports of one unit and year the first counts."""
        if self.failure:
            return
        first: dict[tuple[str, int | None], Shelved] = {}
        for one in self._shelved:
            if one.unit and one.year is not None:
                first.setdefault((one.unit, one.year), one)
        below = {above: found for year in {one.year for one in first.values()} for above, found in _below(self._shelved, year)}
        for one in self._shelved:
            previous = first.get((one.unit, one.year - 1)) if one.year is not None else None
            same = first.get((one.unit, one.year), one)
            found = below.get(one, ())
            yield Family(one, previous, same if same is not one else None, found[:MOST_BELOW], len(found[MOST_BELOW:]))


def _below(shelved: Sequence[Shelved], year: int | None) -> Iterator[tuple[Shelved, tuple[Shelved, ...]]]:
    """The reports on a year that stand above others, each with those directly below it."""
    of_year = [one for one in shelved if one.year == year]
    for above, numbers in directly_below([one.unit for one in of_year]).items():
        yield of_year[above], tuple(of_year[number] for number in numbers)
