"""What is asked of the store: which findings, in which order, grouped by what; and which reports.

Plain data and the SQL it stands for. Nothing here touches a database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from gouji.finding import LEVEL_NAMES, LEVELS
from gouji.tui.region import ELSEWHERE

LEVEL_NUMBER = {level: number for number, level in enumerate(LEVELS)}

FAMILIES = {
    "P": "发布与载体",
    "T": "标题与引言",
    "S": "结构",
    "F": "表形与标签",
    "N": "数值",
    "G": "勾稽",
    "W": "文字与雷同",
    "H": "信息处理费",
}
"""Defect families by the first letter of a defect's id."""

ORDERS: dict[str, tuple[str, ...]] = {
    "level": ("f.level", "f.id"),
    "unit": ("r.unit", "r.year", "f.id"),
    "year": ("r.year", "f.id"),
    "rule": ("f.rule", "f.id"),
    "place": ("f.place", "f.id"),
    "message": ("f.message", "f.id"),
}
"""Sort orders of findings by column."""

GROUPS = {"": "不分组", "unit": "按单位", "rule": "按规则", "cell": "按位置"}
_GROUP_SQL = {"unit": "r.unit", "rule": "f.rule", "cell": "f.place"}

REPORT_ORDERS = {"name": "按名称", "worst": "问题多的在前", "date": "按发布日期"}

REGION, UNIT, ALONE, UNDER = range(4)
"""What a line of the reports tree is: a region, a unit with several reports, a unit's only report, a report under its unit."""

SHIFT = 20
"""A finding's id is its report's id shifted by this, plus its number in the report."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the corpus looked at: everything, a region, a unit, or one report; of `words`, what the tree's filter leaves of it."""

    region: str = ""
    unit: str = ""
    report: int = 0
    words: str = ""

    def sql(self) -> tuple[str, list[Any]]:
        """A condition on findings."""
        if self.report:
            return "f.id BETWEEN ? AND ?", [self.report << SHIFT, ((self.report + 1) << SHIFT) - 1]
        condition, values = self.reports()
        return ("", []) if condition == "1" else (f"f.id >> {SHIFT} IN (SELECT id FROM report r WHERE {condition})", values)

    def reports(self) -> tuple[str, list[Any]]:
        """A condition on reports; 1 for all."""
        if self.report:
            return "r.id = ?", [self.report]
        condition, values = named(self.words)
        for column, value in (("region", self.region), ("unit", self.unit)):
            if value:
                condition, values = f"r.{column} = ? AND {condition}", [value, *values]
        return condition, values


@dataclass(frozen=True, slots=True)
class Query:
    """Which findings to show and how. An empty set of a facet means all of it."""

    scope: Scope = Scope()
    words: str = ""
    levels: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    order: str = "level"
    descending: bool = False
    group: str = ""
    folded: frozenset[str] = frozenset()

    @property
    def natural(self) -> bool:
        """Whether this asks for everything in the usual order, which an index already holds."""
        return replace(self, words=self.words.strip(), folded=frozenset()) == Query()

    @property
    def grouping(self) -> str:
        """What rows are grouped by: those of one unit are not grouped by units."""
        return "" if self.group == "unit" and self.scope.unit else self.group

    def where(self) -> tuple[str, list[Any]]:
        """The condition on findings `f`, without a join."""
        conditions: list[str] = []
        values: list[Any] = []
        scope, scope_values = self.scope.sql()
        if scope:
            conditions.append(scope)
            values += scope_values
        numbers = frozenset(str(LEVEL_NUMBER[level]) for level in self.levels)
        for column, chosen in (
            ("level", numbers),
            ("family", self.families),
            ("rule", self.rules),
            ("section", self.sections),
            ("tbl", self.tables),
        ):
            if chosen:
                conditions.append(f"f.{column} IN ({','.join('?' * len(chosen))})")
                values += sorted(chosen)
        for word in self.words.split():
            pattern = like(word)
            alternatives = ["f.text LIKE ? ESCAPE '\\'", f"f.id >> {SHIFT} IN (SELECT id FROM report r WHERE {REPORT_WORD})"]
            values += [pattern, pattern, word]
            named = [str(LEVEL_NUMBER[level]) for level, name in LEVEL_NAMES.items() if word in name]
            if named:
                alternatives.append(f"f.level IN ({','.join(named)})")
            conditions.append(f"({' OR '.join(alternatives)})")
        return " AND ".join(conditions) or "1", values

    def build(self, view: str) -> tuple[str, list[Any]]:
        """The statement that fills table `view` with this query's rows in order."""
        condition, values = self.where()
        columns = ORDERS[self.order]
        order = ", ".join(f"{column} DESC" if self.descending and column != "f.id" else column for column in columns)
        join = f" JOIN report r ON r.id = f.id >> {SHIFT}" if "r." in order or self.grouping == "unit" else ""
        # Words are looked for in every row: reading the rows where they lie and sorting what is
        # found costs less than fetching them one by one in the order of an index.
        scan = " NOT INDEXED" if self.words.strip() else ""
        source = f"FROM finding f{scan}{join} WHERE {condition}"
        if not self.grouping:
            return f"INSERT INTO {view}(id) SELECT f.id {source} ORDER BY {order}", values
        folded = sorted(self.folded)
        return (
            f"INSERT INTO {view}(id, grp, n) "
            f"WITH m AS MATERIALIZED (SELECT f.id AS id, {_GROUP_SQL[self.grouping]} AS g, "
            f"row_number() OVER (ORDER BY {order}) AS k {source}), "
            "c AS MATERIALIZED (SELECT g, count(*) AS n FROM m GROUP BY g) "
            "SELECT id, g, n FROM (SELECT NULL AS id, g, n, 0 AS k, n AS size FROM c UNION ALL "
            f"SELECT m.id, m.g, 0, m.k, c.n FROM m JOIN c USING (g) WHERE m.g NOT IN ({','.join('?' * len(folded))})) "
            "ORDER BY size DESC, g, k",
            values + folded,
        )


REPORT_WORD = "(r.hay LIKE ? ESCAPE '\\' OR initials(?, r.unit))"
"""Whether a word is in a report's names, or is the pinyin initials of its unit."""


def named(words: str) -> tuple[str, list[Any]]:
    """The condition on reports that have all the words in their names; 1 where there are none."""
    sought = words.split()
    return " AND ".join([REPORT_WORD] * len(sought)) or "1", [value for word in sought for value in (like(word), word)]


def like(word: str) -> str:
    """A LIKE pattern that finds `word` anywhere, its own wildcards taken literally."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


@dataclass(frozen=True, slots=True)
class TreeQuery:
    """Which reports to show in the tree. `flipped` are nodes not in their usual state, by key."""

    words: str = ""
    order: str = "name"
    open: bool = True
    flipped: frozenset[str] = frozenset()

    @property
    def unfolded(self) -> bool:
        """Whether regions and units are open unless flipped; a filter opens them."""
        return self.open or bool(self.words.strip())

    def build(self, tree: str) -> tuple[str, list[Any]]:
        """The statement that fills table `tree`: regions, units with several reports, reports."""
        condition, values = named(self.words)
        words = bool(self.words.strip())
        # What is folded is not gone through: the counts of regions are kept while reports are stored.
        regions = (
            f"SELECT region, count(*) AS n, sum(error) AS e, sum(warning) AS w, sum(info) AS i, max(published) AS d, max(state) AS state"
            f" FROM report r WHERE {condition} GROUP BY region"
            if words
            else "SELECT region, n, e, w, i, d, state FROM region"
        )
        flipped = sorted(self.flipped)
        marks = ",".join("?" * len(flipped))
        flipped_region = f"'r:' || r.region {'NOT IN' if self.unfolded else 'IN'} ({marks})"
        keys = {
            "name": (f"region = '{ELSEWHERE}', region", "unit", "year DESC"),
            "worst": ("re DESC, rw DESC, region", "ue DESC, uw DESC, ui DESC, unit", "e DESC, w DESC, i DESC, year DESC"),
            "date": ("rd DESC, region", "ud DESC, unit", "published DESC"),
        }[self.order]
        statement = f"""
INSERT INTO {tree}(kind, region, unit, report, n, e, w, i, state)
WITH m AS MATERIALIZED (SELECT r.id, r.region, r.unit, r.year, r.published, r.error AS e, r.warning AS w, r.info AS i, r.state
  FROM report r WHERE {condition} AND {flipped_region}),
g AS MATERIALIZED ({regions}),
u AS MATERIALIZED (SELECT region, unit, count(*) AS n, sum(e) AS e, sum(w) AS w, sum(i) AS i, max(published) AS d, max(state) AS state
  FROM m GROUP BY region, unit)
SELECT kind, region, unit, report, n, e, w, i, state FROM (
  SELECT {REGION} AS kind, region, '' AS unit, 0 AS report, n, e, w, i, state, 0 AS year, '' AS published,
    e AS re, w AS rw, d AS rd, 0 AS ue, 0 AS uw, 0 AS ui, '' AS ud, state AS rs FROM g
  UNION ALL SELECT {UNIT}, u.region, unit, 0, u.n, u.e, u.w, u.i, u.state, 0, '',
    g.e, g.w, g.d, u.e, u.w, u.i, u.d, g.state FROM u JOIN g USING (region) WHERE u.n > 1
  UNION ALL SELECT iif(u.n > 1, {UNDER}, {ALONE}), m.region, m.unit, m.id, 1, m.e, m.w, m.i, m.state, m.year, m.published,
    g.e, g.w, g.d, u.e, u.w, u.i, u.d, g.state
    FROM m JOIN u USING (region, unit) JOIN g USING (region)
    WHERE u.n = 1 OR 'u:' || m.region || '/' || m.unit {"NOT IN" if self.unfolded else "IN"} ({marks}))
ORDER BY rs, {keys[0]}, kind > {REGION}, {keys[1]}, kind, {keys[2]}, report"""
        return statement, [*values, *flipped, *(values if words else []), *flipped]
