"""Reports kept aside until all are read: on disk, so that memory stays flat, found by unit and year.

Which of them belong together is a family: the same unit's reports, those of the units below it, and
those of units that have written the same.
"""

from __future__ import annotations

import io
import marshal
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from tempfile import SpooledTemporaryFile
from types import TracebackType

from gouji import cache
from gouji.copies import Author, Prints, copied, prints
from gouji.errors import reason
from gouji.finding import Finding
from gouji.hierarchy import directly_below, plain_name
from gouji.lean import TYPE_CHECKING, NamedTuple
from gouji.report import Key, Number, Report
from gouji.run.packing import pack_report
from gouji.text import squeeze

if TYPE_CHECKING:
    from typing import Self

    from gouji.roster import Roster

IN_MEMORY = 8 << 20
"""Bytes kept in memory before the shelf moves to a temporary file."""

MOST = {"below": 500, "alike": 50}
"""Reports below one, or with the same prose, that are held against it; no unit has so many, but a folder may."""

MOST_VERSIONS = 12
"""Reports of one unit and year that are looked at, each in the stead of the first."""


class Demands(NamedTuple):
    """What a report's own findings say its cells should hold: the corrections that leave no choice, the numbers of its text,
    and the corrections of which one will do."""

    by_sums: tuple[tuple[Key, Number], ...] = ()
    by_text: tuple[tuple[Key, Number], ...] = ()
    choices: tuple[tuple[tuple[Key, Number], ...], ...] = ()


class Shelved(NamedTuple):
    """Whose report lies where on the shelf."""

    path: str
    unit: str
    year: int | None
    offset: int
    length: int
    prints: Prints = ()
    demands: Demands = Demands()


class Family(NamedTuple):
    """A report on the shelf with those that belong to it, as far as the shelf has them.

    `previous` is the same unit's report on the year before, `other` the first one of the same unit
    on the same year, `below` are those of the units that stand directly below it, on its own year,
    `alike` those of other units that have written the same (of those who did, one stands for all);
    `left_out` names the two of which there are more than `MOST`. `absent` are the units of the
    roster without a report, told once for a year; None without a roster. `versions` are reports of the
    unit and year of `previous`, or of one below, that may as well be the one that counts. `around` are, of
    each of those below, its reports on the year before and on the year after; `before_last` is that on the year before `previous`.
    """

    report: Shelved
    previous: Shelved | None = None
    other: Shelved | None = None
    below: tuple[Shelved, ...] = ()
    alike: tuple[Shelved, ...] = ()
    left_out: tuple[str, ...] = ()
    absent: tuple[str, ...] | None = None
    versions: tuple[Shelved, ...] = ()
    around: tuple[Shelved | None, ...] = ()
    before_last: Shelved | None = None

    @property
    def members(self) -> tuple[Shelved | None, ...]:
        """The report and all others; None for what is not there, and behind those of a kind of which there may be several."""
        one = (self.report, self.previous, self.other, self.before_last)
        return (*one, *self.below, None, *self.alike, None, *self.versions, None, *self.around)

    @property
    def others(self) -> tuple[Shelved, ...]:
        """All but the report itself."""
        return tuple(one for one in self.members[1:] if one)


class Packed(NamedTuple):
    """The reports of a family, packed; the fields are those of `Family`. `demands` are those of the report, and of what
    it has of previous, other and below, in this order."""

    report: bytes
    previous: bytes | None = None
    other: bytes | None = None
    below: tuple[bytes, ...] = ()
    alike: tuple[bytes, ...] = ()
    left_out: tuple[str, ...] = ()
    absent: tuple[str, ...] | None = None
    demands: tuple[Demands, ...] = ()
    versions: tuple[bytes, ...] = ()
    around: tuple[bytes | None, ...] = ()
    before_last: bytes | None = None

    @property
    def size(self) -> int:
        """Bytes altogether."""
        several = *self.below, *self.alike, *self.versions, *self.around
        return sum(len(one) for one in (self.report, self.previous, self.other, self.before_last, *several) if one)


class Shelf:
    """A pile of reports in the order they came; a context manager that cleans up after itself.

    `failure` says why reports could not be kept, "" as long as all were; then there are no families.
    With `remember`, who has written the same is not worked out again for the same texts.
    """

    def __init__(self, roster: Roster | None = None, *, remember: bool = False) -> None:
        self.failure = ""
        self._roster, self._remember = roster, remember
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — closed by __exit__
        self._shelved: list[Shelved] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def put(self, report: Report, findings: Sequence[Finding]) -> None:
        """Adds a report, with what it was found to be wrong in by itself; empty forms are nobody's and are left out."""
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
        unit = squeeze(report.unit or "")
        named = self._roster.named(unit) if self._roster else unit
        self._shelved.append(Shelved(report.path, named, report.year, offset, len(content), prints(report), _demands(findings)))

    def get(self, family: Family) -> Packed:
        """The reports of a family."""
        previous, other, before_last = (self._read(one) if one else None for one in (family.previous, family.other, family.before_last))
        below, alike, versions = (tuple(map(self._read, some)) for some in (family.below, family.alike, family.versions))
        around = tuple(self._read(one) if one else None for one in family.around)
        demands = tuple(one.demands for one in (family.report, family.previous, family.other, *family.below) if one)
        named = family.left_out, family.absent
        return Packed(self._read(family.report), previous, other, below, alike, *named, demands, versions, around, before_last)

    def _read(self, one: Shelved) -> bytes:
        self._file.seek(one.offset)
        return self._file.read(one.length)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all reports put here."""
        return tuple(one.path for one in self._shelved)

    def families(self) -> Iterator[Family]:
        """The family of every report. Of several reports of one unit and year the first counts, of those on the year before the first
        of the nearest."""
        if self.failure:
            return
        reports: dict[tuple[str, int | None], list[Shelved]] = {}
        for one in self._shelved:
            if one.unit and one.year is not None:
                reports.setdefault((plain_name(one.unit), one.year), []).append(one)
        years = {year for _, year in reports}
        stated = self._roster.above if self._roster else {}
        below = {above: found for year in years for above, found in _below(reports, year, stated)}
        alike = self._copied()
        absent = _absent(self._shelved, self._roster) if self._roster else {}

        def of_unit(one: Shelved, ago: int) -> Sequence[Shelved]:
            return reports.get((plain_name(one.unit), one.year - ago), ()) if one.year is not None else ()

        for number, one in enumerate(self._shelved):
            same, last, under = (of_unit(one, 0) or [one])[0], _nearest(one, of_unit(one, 1)), below.get(one, ())
            several = {"below": under, "alike": tuple(self._shelved[other] for other in alike.get(number, ()))}
            yield Family(
                one,
                last[0] if last else None,
                same if same is not one else None,
                **{name: found[: MOST[name]] for name, found in several.items()},
                left_out=tuple(name for name, found in several.items() if len(found) > MOST[name]),
                absent=absent.get(one, ()) if self._roster else None,
                versions=(
                    *last[1:MOST_VERSIONS],
                    *(two for found in under for two in _nearest(one, of_unit(found, 0))[:MOST_VERSIONS] if two is not found),
                ),
                before_last=next(iter(_nearest(one, of_unit(one, 2))), None) if last else None,
                around=tuple(next(iter(_nearest(one, of_unit(found, ago))), None) for found in under[: MOST["below"]] for ago in (1, -1)),
            )

    def _copied(self) -> Mapping[int, tuple[int, ...]]:
        authors = [Author(one.unit, one.year, one.prints) for one in self._shelved]
        if not self._remember:
            return copied(authors)
        written = marshal.dumps([tuple(author) for author in authors], 2)  # later versions tell objects that are one from equal ones
        found: Mapping[int, tuple[int, ...]] = cache.remembered("copied", [written], lambda: copied(authors))
        return found


def _nearest(one: Shelved, several: Sequence[Shelved]) -> Sequence[Shelved]:
    """Those of these reports that have most folders in common with this one: units of one name lie in folders of their own."""
    if len(several) < 2:
        return several
    mine = _folders(one)
    shared = [len(mine & _folders(other)) for other in several]
    most = max(shared)
    return [other for other, number in zip(several, shared, strict=True) if number == most]


def _folders(one: Shelved) -> set[str]:
    return set(re.split(r"[/\\]", one.path)[:-1])


def _demands(findings: Iterable[Finding]) -> Demands:
    of_cells = [finding for finding in findings if finding.cells]
    if not of_cells:
        return Demands()
    from gouji.run.same_fault import demanded

    return demanded(of_cells)


def _absent(shelved: Sequence[Shelved], roster: Roster) -> dict[Shelved, tuple[str, ...]]:
    """The units of the roster without a report on the last year on which they were collected, and the report to tell it with.

    A few reports of one more year, brought to compare with, are no collection.
    """
    listed = {unit: number for number, unit in enumerate(roster.units)}
    there = {(one.year, one.unit): one for one in reversed(shelved) if one.year is not None and one.unit in listed}
    years = Counter(year for year, _ in there)
    if not years:
        return {}
    year = max(year for year, reports in years.items() if 2 * reports > max(years.values()))
    first = min((unit for of, unit in there if of == year), key=listed.__getitem__)
    return {there[year, first]: tuple(unit for unit in roster.units if (year, unit) not in there)}


def _below(
    reports: Mapping[tuple[str, int | None], Sequence[Shelved]], year: int | None, stated: Mapping[str, str]
) -> Iterator[tuple[Shelved, tuple[Shelved, ...]]]:
    """The reports on a year that stand above others, each with those directly below it, of several of a unit the nearest.

    One below stands below the nearest of several units of one name above it.
    """
    units = {unit: same for (unit, of), same in reports.items() if of == year}
    several = list(units.values())
    for above, numbers in directly_below(list(units), stated).items():
        for one in several[above]:
            own = ([found for found in several[number] if _nearest(found, several[above])[0] is one] for number in numbers)
            if found := tuple(_nearest(one, same)[0] for same in own if same):
                yield one, found
