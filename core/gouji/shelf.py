"""Reports kept aside until all are read: on disk, so that memory stays flat, found by unit and year."""

from __future__ import annotations

import io
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType

from gouji.errors import reason
from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji.packing import pack_report
from gouji.report import Report
from gouji.text import squeeze

if TYPE_CHECKING:
    from typing import Self

IN_MEMORY = 8 << 20
"""Bytes kept in memory before the shelf moves to a temporary file."""


class Shelved(NamedTuple):
    """Whose report lies where on the shelf."""

    path: str
    unit: str
    year: int | None
    offset: int
    length: int


class Family(NamedTuple):
    """A report on the shelf, and the same unit's report on the year before where the shelf has it."""

    report: Shelved
    previous: Shelved | None = None

    @property
    def members(self) -> tuple[Shelved, ...]:
        """All that are there, the report itself first."""
        return (self.report,) if self.previous is None else (self.report, self.previous)


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

    def get(self, one: Shelved) -> bytes:
        """A report, packed."""
        self._file.seek(one.offset)
        return self._file.read(one.length)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all reports put here."""
        return tuple(one.path for one in self._shelved)

    def families(self) -> Iterator[Family]:
        """Every report with its family. Of several reports of one unit and year the first counts."""
        if self.failure:
            return
        first: dict[tuple[str, int], Shelved] = {}
        for one in self._shelved:
            if one.unit and one.year is not None:
                first.setdefault((one.unit, one.year), one)
        for one in self._shelved:
            yield Family(one, first.get((one.unit, one.year - 1)) if one.unit and one.year is not None else None)
