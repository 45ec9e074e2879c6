"""Reports kept aside until all are read: on disk, so that memory stays flat, found by unit and year."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from tempfile import SpooledTemporaryFile
from types import TracebackType

from gouji.edition import Edition
from gouji.errors import reason
from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji.packing import pack_report, unpack_report
from gouji.report import Report
from gouji.text import squeeze

if TYPE_CHECKING:
    from typing import Self

IN_MEMORY = 8 << 20
"""Bytes kept in memory before the shelf moves to a temporary file."""


class _Entry(NamedTuple):
    path: str
    unit: str
    year: int | None
    offset: int
    length: int


class Shelf:
    """A pile of reports in the order they came; a context manager that cleans up after itself.

    `failure` says why reports could not be kept, "" as long as all were; then none is given back.
    """

    def __init__(self, editions: Mapping[str, Edition]) -> None:
        self.failure = ""
        self._editions = editions
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — closed by __exit__
        self._entries: list[_Entry] = []

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
        self._entries.append(_Entry(report.path, squeeze(report.unit or ""), report.year, offset, len(content)))

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all reports put here."""
        return tuple(entry.path for entry in self._entries)

    def with_previous(self) -> Iterator[tuple[Report, Report | None]]:
        """Every report with the same unit's report on the year before, where the shelf has it.

        Of several reports of one unit and year the first counts.
        """
        if self.failure:
            return
        first: dict[tuple[str, int], _Entry] = {}
        for entry in self._entries:
            if entry.unit and entry.year is not None:
                first.setdefault((entry.unit, entry.year), entry)
        for entry in self._entries:
            previous = first.get((entry.unit, entry.year - 1)) if entry.unit and entry.year is not None else None
            yield self._get(entry), self._get(previous) if previous else None

    def _get(self, entry: _Entry) -> Report:
        self._file.seek(entry.offset)
        return unpack_report(self._file.read(entry.length), self._editions)
