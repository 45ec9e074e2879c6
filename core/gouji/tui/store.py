"""Reports and findings of a run, indexed in a private SQLite file that is removed at the end.

A million findings take no more memory than ten thousand: lists read pages, whole results lie
packed until one is opened. One thread (`gouji.tui.keeper`) writes and builds views; the screen
only reads pages, which never waits (WAL).
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from gouji.document import file_name
from gouji.finding import LEVELS, Result
from gouji.in_force import InForce
from gouji.run.judging import Checked
from gouji.run.packing import pack, unpack
from gouji.telling import place_words, printable
from gouji.tui.pinyin import initials
from gouji.tui.query import LEVEL_NUMBER, SHIFT
from gouji.tui.region import region

CHECKED, SET_ASIDE, UNREAD = 0, 1, 2
STATE_REGIONS = {SET_ASIDE: "不是年报的文件", UNREAD: "未能读取的文件"}

_NAMES = "surrogatepass"
"""A file's name may be no valid text: it is kept as bytes to find the file again, and made printable to be shown."""

SCHEMA = """
CREATE TABLE report(id INTEGER PRIMARY KEY, key BLOB UNIQUE, path TEXT, unit TEXT, year INTEGER, region TEXT, published TEXT,
  error INTEGER, warning INTEGER, info INTEGER, state INTEGER, why TEXT, hay TEXT, packed BLOB);
CREATE INDEX report_region ON report(region, unit, year);
CREATE TABLE finding(id INTEGER PRIMARY KEY, level INTEGER, rule TEXT, defect TEXT, family TEXT, section TEXT, tbl TEXT,
  place TEXT, message TEXT, text TEXT, print TEXT);
CREATE INDEX finding_level ON finding(level, id);
CREATE TABLE joint(report INTEGER, print TEXT, number INTEGER, other INTEGER, PRIMARY KEY (report, print, number)) WITHOUT ROWID;
CREATE TABLE total(reports INTEGER, unread INTEGER, aside INTEGER, error INTEGER, warning INTEGER, info INTEGER);
INSERT INTO total VALUES (0, 0, 0, 0, 0, 0);
CREATE TABLE region(region TEXT PRIMARY KEY, n INTEGER, e INTEGER, w INTEGER, i INTEGER, d TEXT, state INTEGER);
"""


class ReportRow(NamedTuple):
    """One input as listed: a report with its counts, or what could not be checked and why."""

    id: int
    path: str
    unit: str
    year: int
    region: str
    published: str
    error: int
    warning: int
    info: int
    state: int
    why: str


_LISTED = ", ".join(ReportRow._fields)


class Totals(NamedTuple):
    """What the store holds: reports checked, inputs unread and set aside, findings by level."""

    reports: int
    unread: int
    aside: int
    error: int
    warning: int
    info: int

    @property
    def inputs(self) -> int:
        """Everything that was read or tried."""
        return self.reports + self.unread + self.aside

    @property
    def findings(self) -> int:
        """All findings."""
        return self.error + self.warning + self.info


class Store:
    """The file and its two connections: `write` for the keeper's thread, `read` for the screen's."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True)
        self.file = str(Path(self._folder.name) / "browse.sqlite")
        self.write = self.connect()
        self.write.executescript(SCHEMA)
        self.read = self.connect()

    def connect(self) -> sqlite3.Connection:
        """A connection for one thread at a time."""
        connection = sqlite3.connect(self.file, check_same_thread=False, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA cache_size=-32000")
        connection.create_function("initials", 2, _initials, deterministic=True)
        return connection

    def close(self) -> None:
        """Closes both connections and removes the file."""
        self.read.close()
        self.write.close()
        self._folder.cleanup()

    def add(self, inputs: Iterable[Checked]) -> list[int]:
        """Stores what became of inputs, each in place of what was stored of the same path. Returns the reports' ids."""
        with self._transaction():
            return [self._put(checked) for checked in inputs]

    def relate(self, joints: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Remembers which reports each joint finding, named by its fingerprint, concerns: the paths, that of its own report first."""
        with self._transaction():
            self.write.execute("DELETE FROM joint")
            for fingerprint, (own, *others) in joints:
                self.write.executemany(
                    "INSERT INTO joint SELECT r.id, ?, ?, o.id FROM report r, report o WHERE r.key = ? AND o.key = ?",
                    [(fingerprint, number, _key(own), _key(other)) for number, other in enumerate(others)],
                )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.write.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.write.execute("ROLLBACK")
            raise
        self.write.execute("COMMIT")

    def _put(self, checked: Checked) -> int:
        key, result = _key(checked.path), checked.result
        before = self.write.execute("SELECT id, region, state, error, warning, info FROM report WHERE key = ?", (key,)).fetchone()
        if before:
            self._forget(*before)
        row = _report_row(checked)
        cursor = self.write.execute(
            "INSERT INTO report VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                before[0] if before else None,
                key,
                *row[1:],
                " ".join((row.unit, str(row.year or ""), row.region, row.path)),
                pack(checked) if result else None,
            ),
        )
        id = int(cursor.lastrowid or 0)
        if result:
            self.write.executemany("INSERT INTO finding VALUES (?,?,?,?,?,?,?,?,?,?,?)", _finding_rows(id, result))
        self._count(1, row.region, row.state, row.error, row.warning, row.info, published=row.published)
        return id

    def _forget(self, id: int, place: str, state: int, *counts: int) -> None:
        self.write.execute("DELETE FROM finding WHERE id BETWEEN ? AND ?", (id << SHIFT, ((id + 1) << SHIFT) - 1))
        self.write.execute("DELETE FROM report WHERE id = ?", (id,))
        self._count(-1, place, state, *(-count for count in counts))

    def _count(self, sign: int, place: str, state: int, *counts: int, published: str = "") -> None:
        self.write.execute(
            "UPDATE total SET reports = reports + ?, unread = unread + ?, aside = aside + ?,"
            " error = error + ?, warning = warning + ?, info = info + ?",
            (sign * (state == CHECKED), sign * (state == UNREAD), sign * (state == SET_ASIDE), *counts),
        )
        self.write.execute(
            "INSERT INTO region VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (region) DO UPDATE SET"
            " n = n + excluded.n, e = e + excluded.e, w = w + excluded.w, i = i + excluded.i, d = max(d, excluded.d)",
            (place, sign, *counts, published, state),
        )
        self.write.execute("DELETE FROM region WHERE region = ? AND n = 0", (place,))

    def totals(self) -> Totals:
        """What the store holds now."""
        return Totals(*self.read.execute("SELECT * FROM total").fetchone())

    def report(self, id: int) -> ReportRow | None:
        """One report as listed."""
        row = self.read.execute(f"SELECT {_LISTED} FROM report WHERE id = ?", (id,)).fetchone()
        return ReportRow(*row) if row else None

    def unchecked(self, region: str, most: int) -> list[ReportRow]:
        """The first inputs of a region that could not be checked."""
        rows = self.read.execute(
            f"SELECT {_LISTED} FROM report WHERE region = ? AND state != ? ORDER BY id LIMIT ?", (region, CHECKED, most)
        )
        return [ReportRow(*row) for row in rows]

    def year_before(self, id: int) -> int | None:
        """The same unit's report on the year before, where one is at hand."""
        row = self.read.execute(
            "SELECT b.id FROM report r JOIN report b ON b.region = r.region AND b.unit = r.unit AND b.year = r.year - 1"
            " WHERE r.id = ? AND b.packed IS NOT NULL",
            (id,),
        ).fetchone()
        return row[0] if row else None

    def others(self, id: int, fingerprint: str) -> list[ReportRow]:
        """The reports beside its own that a finding of this report concerns."""
        rows = self.read.execute(
            f"SELECT {_LISTED} FROM joint JOIN report ON id = other WHERE joint.report = ? AND print = ? ORDER BY number", (id, fingerprint)
        )
        return [ReportRow(*row) for row in rows]

    def regions(self) -> int:
        """How many regions the checked reports are from."""
        return int(self.read.execute("SELECT count(*) FROM region WHERE state = ?", (CHECKED,)).fetchone()[0])

    def path_ids(self) -> dict[str, int]:
        """Every path with its report's id."""
        return {key.decode("utf-8", _NAMES): id for key, id in self.read.execute("SELECT key, id FROM report")}

    def result(self, id: int, in_force: InForce) -> Result | None:
        """The whole result of a report, judged by these rules or some of them; None where there is none."""
        row = self.read.execute("SELECT packed FROM report WHERE id = ?", (id,)).fetchone()
        return unpack(row[0], in_force, own=True).result if row and row[0] else None

    def packed(self, connection: sqlite3.Connection) -> Iterator[bytes]:
        """Every result as it is kept, in the order of arrival."""
        last = 0
        while row := connection.execute(
            "SELECT id, packed FROM report WHERE id > ? AND packed IS NOT NULL ORDER BY id LIMIT 1", (last,)
        ).fetchone():
            last, content = row
            yield content

    def results(self, in_force: InForce, connection: sqlite3.Connection | None = None) -> Iterator[tuple[str, Result]]:
        """Every result with its path, in the order of arrival."""
        for content in self.packed(connection or self.read):
            checked = unpack(content, in_force, own=True)
            if checked.result is not None:
                yield checked.path, checked.result


def _key(path: str) -> bytes:
    return path.encode("utf-8", _NAMES)


def _report_row(checked: Checked) -> ReportRow:
    """An input as listed, its id still to come."""
    path = printable(checked.path)
    result = checked.result
    if result is None:
        state, why = (SET_ASIDE, checked.set_aside or "") if checked.unread is None else (UNREAD, checked.unread)
        return ReportRow(0, path, file_name(path), 0, STATE_REGIONS[state], "", 0, 0, 0, state, printable(why))
    report = result.report
    unit = printable(report.unit) if report.unit else file_name(path)
    published = str(report.value("published") or "")
    error, warning, info = map(result.count, LEVELS)
    return ReportRow(0, path, unit, report.year or 0, region(report.unit), published, error, warning, info, CHECKED, "")


def _finding_rows(report: int, result: Result) -> Iterator[tuple[Any, ...]]:
    for number, finding in enumerate(result.findings):
        place = printable(place_words(result.report, finding))
        message = printable(finding.message)
        yield (
            report << SHIFT | number,
            LEVEL_NUMBER[finding.level],
            finding.rule,
            finding.defect,
            finding.defect[:1],
            finding.section or "",
            next((cell.table for cell in finding.cells), ""),
            place,
            message,
            f"{finding.rule} {finding.defect} {place} {message}",
            finding.fingerprint(result.report),
        )


def _initials(word: str, unit: str) -> bool:
    pattern = initials(word)
    return bool(pattern and pattern.search(unit))
