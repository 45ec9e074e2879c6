"""Views: the rows a query asks for, numbered in order, so that any page is read at once.

A view is a table of the store's file that only says which finding stands at which position; SQLite
fills it in one statement, on the keeper's thread. Everything in the usual order needs no table: an
index holds it already, and the number of findings of each level is known.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple, TypeVar

from gouji.finding import LEVELS
from gouji.tui.query import REGION, SHIFT, UNIT, Query, Scope, TreeQuery
from gouji.tui.store import CHECKED

T = TypeVar("T")

PAGE = 128
MOST_PAGES = 8

_numbers = count(1)

_COLUMNS = "f.id, f.level, f.rule, f.defect, f.section, f.place, f.message, f.print, r.unit, r.year, r.path"


class FindingRow(NamedTuple):
    """One finding as listed; all text is safe to show."""

    id: int
    level: str
    rule: str
    defect: str
    section: str
    place: str
    message: str
    fingerprint: str
    unit: str
    year: int
    path: str

    @property
    def report(self) -> int:
        """The id of its report."""
        return self.id >> SHIFT

    @property
    def number(self) -> int:
        """Its index among its report's findings."""
        return self.id & ((1 << SHIFT) - 1)


class GroupRow(NamedTuple):
    """The heading of a group, with the number of findings in it."""

    name: str
    size: int


class TreeRow(NamedTuple):
    """One line of the reports tree.

    `kind` is REGION, UNIT, ALONE or UNDER. `n` counts reports; `path` is that of a report that is not its unit's only one on the year;
    `unfolded` says whether a region or unit is unfolded.
    """

    kind: int
    region: str
    unit: str
    report: int
    n: int
    error: int
    warning: int
    info: int
    state: int
    year: int
    path: str
    unfolded: bool

    @property
    def branch(self) -> bool:
        """Whether other lines hang from it."""
        return self.kind in (REGION, UNIT)

    @property
    def key(self) -> str:
        """What names a region or unit among the folded ones."""
        return f"r:{self.region}" if self.kind == REGION else f"u:{self.region}/{self.unit}"


class View(NamedTuple):
    """A finished view of findings: its table, its rows, the findings among them, and how many of the scope are hidden."""

    table: str
    rows: int
    findings: int
    hidden: int
    query: Query
    position: int | None = None


class Tree(NamedTuple):
    """A finished view of the reports tree: its inputs, the reports among them, and the findings of each level on these."""

    table: str = ""
    rows: int = 0
    inputs: int = 0
    reports: int = 0
    levels: tuple[int, ...] = (0, 0, 0)
    query: TreeQuery = TreeQuery()


def build(connection: sqlite3.Connection, query: Query, keep: int | None = None) -> View:
    """Fills a new view. `position` is where finding `keep` stands in it, if it does."""
    if query.natural:
        return natural(connection, keep)
    table, rows = _filled(connection, "id INTEGER, grp TEXT, n INTEGER", query)
    findings = rows
    if query.grouping:
        findings = connection.execute(f"SELECT coalesce(sum(n), 0) FROM {table} WHERE id IS NULL").fetchone()[0]
    condition, values = query.scope.reports()
    total = (
        "SELECT error + warning + info FROM total"
        if condition == "1"
        else f"SELECT coalesce(sum(error + warning + info), 0) FROM report r WHERE {condition}"
    )
    whole = connection.execute(total, values).fetchone()[0]
    found = None
    if keep is not None:
        found = connection.execute(f"SELECT pos FROM {table} WHERE id = ?", (keep,)).fetchone()
    return View(table, rows, findings, whole - findings, query, found[0] - 1 if found else None)


def _filled(connection: sqlite3.Connection, columns: str, query: Query | TreeQuery) -> tuple[str, int]:
    """A new table with what a query asks for: its name and how many rows it has."""
    table = f"view{next(_numbers)}"
    connection.execute(f"CREATE TABLE {table}(pos INTEGER PRIMARY KEY, {columns})")
    try:
        connection.execute(*query.build(table))
    except sqlite3.Error:
        connection.execute(f"DROP TABLE {table}")
        raise
    return table, connection.execute(f"SELECT max(pos) FROM {table}").fetchone()[0] or 0


def natural(connection: sqlite3.Connection, keep: int | None = None) -> View:
    """The view of everything in the usual order."""
    total = sum(_levels(connection))
    found = None
    if keep is not None:
        row = connection.execute("SELECT level FROM finding WHERE id = ?", (keep,)).fetchone()
        if row:
            before = connection.execute("SELECT count(*) FROM finding WHERE level = ? AND id < ?", (row[0], keep)).fetchone()[0]
            found = sum(_levels(connection)[: row[0]]) + before
    return View("", total, total, 0, Query(), found)


def _levels(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """How many findings each level has."""
    found: tuple[int, int, int] = connection.execute("SELECT error, warning, info FROM total").fetchone()
    return found


def build_tree(connection: sqlite3.Connection, query: TreeQuery) -> Tree:
    """Fills a new view of the reports tree."""
    columns = "kind INTEGER, region TEXT, unit TEXT, report INTEGER, n INTEGER, e INTEGER, w INTEGER, i INTEGER, state INTEGER"
    table, rows = _filled(connection, columns, query)
    inputs, reports, *levels = connection.execute(
        f"SELECT sum(n), sum(iif(state = {CHECKED}, n, 0)), sum(e), sum(w), sum(i) FROM {table} WHERE kind = {REGION}"
    ).fetchone()
    return Tree(table, rows, inputs or 0, reports or 0, tuple(count or 0 for count in levels), query)


def drop(connection: sqlite3.Connection, table: str) -> None:
    """Removes a view that is no longer shown."""
    if table:
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def paged(read: Callable[[int, int], Sequence[T]]) -> Callable[[int], T | None]:
    """Gives rows one by one, counted from 0, and reads them a page at a time; the pages used last are kept."""
    kept = lru_cache(MOST_PAGES)(lambda number: read(number * PAGE, PAGE))

    def row(index: int) -> T | None:
        number, offset = divmod(index, PAGE)
        rows = kept(number)
        return rows[offset] if offset < len(rows) else None

    return row


def page(connection: sqlite3.Connection, view: View, first: int, rows: int) -> list[FindingRow | GroupRow]:
    """Rows `first` … of a view, at most `rows`; positions count from 0."""
    if not view.table:
        return list(_natural_page(connection, first, rows))
    found = connection.execute(
        f"SELECT v.grp, v.n, {_COLUMNS} FROM {view.table} v LEFT JOIN finding f ON f.id = v.id LEFT JOIN report r ON r.id = f.id >> {SHIFT}"
        " WHERE v.pos > ? AND v.pos <= ? ORDER BY v.pos",
        (first, first + rows),
    ).fetchall()
    return [_row(row[2:]) if row[2] is not None else GroupRow(row[0] or "", row[1] or 0) for row in found]


def _natural_page(connection: sqlite3.Connection, first: int, rows: int) -> Iterator[FindingRow]:
    """Rows of the usual order: level by level, counted from the nearer end of the level."""
    for level, size in enumerate(_levels(connection)):
        wanted = min(rows, size - first)
        if wanted > 0:
            backwards = first > size // 2
            skipped = size - first - wanted if backwards else first
            way = "DESC" if backwards else "ASC"
            found = connection.execute(
                f"SELECT {_COLUMNS} FROM (SELECT id FROM finding WHERE level = ? ORDER BY id {way} LIMIT ? OFFSET ?) v"
                f" JOIN finding f ON f.id = v.id JOIN report r ON r.id = f.id >> {SHIFT} ORDER BY f.id",
                (level, wanted, skipped),
            ).fetchall()
            yield from map(_row, found)
            rows -= wanted
        first = max(first - size, 0)


def _row(values: tuple[Any, ...]) -> FindingRow:
    return FindingRow(values[0], LEVELS[values[1]], *values[2:])


def tree_page(connection: sqlite3.Connection, tree: Tree, first: int, rows: int) -> list[TreeRow]:
    """Lines `first` … of the reports tree."""
    found = connection.execute(
        f"SELECT t.kind, t.region, t.unit, t.report, t.n, t.e, t.w, t.i, t.state, coalesce(r.year, 0), iif(EXISTS(SELECT 1"
        " FROM report o WHERE o.region = r.region AND o.unit = r.unit AND o.year IS r.year AND o.id <> r.id), r.path, '')"
        f" FROM {tree.table} t LEFT JOIN report r ON r.id = t.report WHERE t.pos > ? AND t.pos <= ? ORDER BY t.pos",
        (first, first + rows),
    ).fetchall()
    lines = [TreeRow._make((*row, False)) for row in found]
    return [line._replace(unfolded=tree.query.unfolded != (line.key in tree.query.flipped)) for line in lines]


def tree_position(connection: sqlite3.Connection, tree: Tree, scope: Scope) -> int:
    """Where a scope stands in a tree, counted with the first line, which is everything; 0 where it is gone."""
    values: tuple[str | int, ...]
    condition, values = f"kind = {REGION} AND region = ?", (scope.region,)
    if scope.report:
        condition, values = "report = ?", (scope.report,)
    elif scope.unit:
        condition, values = f"kind = {UNIT} AND region = ? AND unit = ?", (scope.region, scope.unit)
    found = connection.execute(f"SELECT pos FROM {tree.table} WHERE {condition}", values).fetchone()
    return int(found[0]) if found else 0


class Facet(NamedTuple):
    """One value of a filter and how many findings of the scope have it."""

    value: str
    findings: int


def facets(connection: sqlite3.Connection, query: Query) -> dict[str, list[Facet]]:
    """For every filter the values that occur in the query's scope: families and rules the most frequent first, others in order."""
    condition, values = Query(scope=query.scope).where()
    found: dict[str, list[Facet]] = {}
    for name, column, order in (
        ("levels", "level", "1"),
        ("families", "family", "n DESC, 1"),
        ("sections", "section", "1"),
        ("tables", "tbl", "1"),
        ("rules", "rule", "n DESC, 1"),
    ):
        rows = connection.execute(
            f"SELECT f.{column}, count(*) AS n FROM finding f WHERE {condition} GROUP BY 1 ORDER BY {order}", values
        ).fetchall()
        found[name] = [Facet(LEVELS[value] if name == "levels" else value, n) for value, n in rows if value != ""]
    return found


def hits(connection: sqlite3.Connection) -> dict[str, int]:
    """How many findings each rule has in the whole corpus."""
    return dict(connection.execute("SELECT rule, count(*) FROM finding GROUP BY rule"))
