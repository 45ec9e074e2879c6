"""What may stand in a ruleset file: keys, levels, years. Used only when a file is read anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gouji.calendar import date
from gouji.dated import CERTAIN, CERTAINTIES, day
from gouji.errors import Problem
from gouji.finding import LEVEL_NAMES, LEVELS
from gouji.lean import Any
from gouji.likeness import nearest
from gouji.marked import Marked
from gouji.report import LEVELS_OF_GOVERNMENT
from gouji.rule import ID, ID_WORDS

FORMAT = 1
RULESET_KEYS = (
    "format", "id", "title", "version", "edition", "levels", "years", "region", "sources", "extends",
    "accept", "scoring", "tables", "words", "rules",
)  # fmt: skip
RULE_KEYS = ("id", "title", "level", "defect", "basis", "why", "edition", "levels", "regions", "years", "score", "passes", "fails")
OVERRIDE_KEYS = ("off", "because")
USE_KEYS = ("use", "level", "basis", "why", "edition", "levels", "regions", "years", "score", "parameters", "because")
SCORE_KEYS = ("points", "once", "cap")
SCORING_KEYS = ("total", "cap")

_POINTS = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,3})?")
_YEARS = re.compile(r"(\d{4})?\s*[-–—至]\s*(\d{4})?")


class Notes:
    """Collects everything wrong with the files of a ruleset, to be told all at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._lines: dict[str, list[str]] = {}

    def file(self, path: str, text: str) -> None:
        """Makes the lines of a file known, for excerpts."""
        self._lines[path] = text.splitlines()

    def at(self, node: Marked, text: str, offset: int = 0) -> None:
        """Notes a problem at a value; `offset` points into its text."""
        self._add(node.path, node.line, node.column + (offset if node.exact else 0), text)

    def at_key(self, node: Marked, key: str, text: str) -> None:
        """Notes a problem at a key of a mapping."""
        line, column = node.keys.get(key, (node.line, node.column))
        self._add(node.path, line, column, text)

    def _add(self, path: str, line: int, column: int, text: str) -> None:
        lines = self._lines.get(path, [])
        self.problems.append(Problem(path, line, column, text, lines[line - 1] if 0 < line <= len(lines) else ""))


def check_keys(node: Marked, known: Iterable[str], notes: Notes, what: str) -> None:
    """Refuses keys that do not exist, naming the nearest that does."""
    known = list(known)
    for key in node.value:
        if key not in known:
            notes.at_key(node, key, f"{what}没有“{key}”这个键{nearest(key, known)}")


def mapping(node: Marked | None, notes: Notes, what: str) -> bool:
    """Whether the node is a mapping; notes it when it is not."""
    if node is None:
        return False
    if not isinstance(node.value, dict):
        notes.at(node, f"{what}应当是“键: 值”的写法")
        return False
    return True


def text(node: Marked, key: str, notes: Notes, *, required: bool = False, default: str = "") -> str:
    """The text under a key. A number is taken as written."""
    item = node.get(key)
    if item is None or item.value is None:
        if required:
            notes.at(item or node, f"{key} 是空的" if item else f"缺少 {key}")
        return default
    if isinstance(item.value, (list, dict, bool)):
        notes.at(item, f"{key} 应当是一段文字")
        return default
    found = item.text.strip()
    if required and not found:
        notes.at(item, f"{key} 是空的")
    return found


def texts(node: Marked, key: str, notes: Notes) -> tuple[str, ...]:
    """The texts under a key: one, or a list."""
    item = node.get(key)
    if item is None or item.value is None:
        return ()
    found = item.value if isinstance(item.value, list) else [item]
    for part in found:
        if isinstance(part.value, (list, dict)) or not part.text.strip():
            notes.at(part, f"{key} 应当是一段文字或文字的列表")
            return ()
    return tuple(part.text.strip() for part in found)


def rule_id(node: Marked, key: str, notes: Notes) -> str:
    """An id of a rule or ruleset."""
    found = text(node, key, notes, required=True)
    if found and not ID.fullmatch(found):
        notes.at(node.value[key], f"编号“{found}”不合规矩：{ID_WORDS}")
    return found


def level(node: Marked, notes: Notes, *, required: bool) -> str:
    """error, warning or info."""
    found = text(node, "level", notes, required=required)
    if found and found not in LEVELS:
        said = next((f"，“{found}”请写 {code}" for code, name in LEVEL_NAMES.items() if found in (name, name.removesuffix("性"))), "")
        hint = said or nearest(found, LEVELS)
        notes.at(node.value["level"], f"级别“{found}”不存在，应为 error（强制性）、warning（核实性）、info（提示）{hint}")
        return ""
    return found


def choices(node: Marked, key: str, known: Iterable[str], notes: Notes, what: str) -> tuple[str, ...]:
    """Texts under a key, each one of those known."""
    known = list(known)
    found = texts(node, key, notes)
    for word in found:
        if word not in known:
            notes.at(node.value[key], f"没有“{word}”这个{what}（有的是 {'、'.join(known)}）{_coded(word, known) or nearest(word, known)}")
    return tuple(word for word in found if word in known)


def editions(node: Marked, known: Iterable[str], notes: Notes) -> tuple[str, ...]:
    """The editions that a ruleset or rule is limited to."""
    return choices(node, "edition", known, notes, "格式版本")


def levels(node: Marked, notes: Notes) -> tuple[str, ...]:
    """The kinds of public body that a ruleset, a rule or a row of a table is limited to."""
    return choices(node, "levels", LEVELS_OF_GOVERNMENT, notes, "单位级别")


def _coded(word: str, known: Iterable[str]) -> str:
    """，“部门”请写 dept, for a level of government given by its Chinese name; or ""."""
    fitting = (code for code, name in LEVELS_OF_GOVERNMENT.items() if code in known and (word in name or name in word))
    code = next(fitting, "") if len(word) > 1 else ""
    return f"，“{word}”请写 {code}" if code else ""


def years(node: Marked, notes: Notes) -> tuple[int | None, int | None]:
    """A range of years: 2021, 2021-, -2020, 2019-2020."""
    written = text(node, "years", notes)
    if not written:
        return None, None
    if written.isdigit() and len(written) == 4:
        return int(written), int(written)
    found = _YEARS.fullmatch(written)
    if not found or not (found[1] or found[2]):
        notes.at(node.value["years"], "years 应写作 2021（一年）、2021-（从某年起）、-2020（到某年止）或 2019-2020")
        return None, None
    first, last = (int(part) if part else None for part in found.groups())
    if first and last and first > last:
        notes.at(node.value["years"], f"years 的起止颠倒了：{first} 晚于 {last}")
    return first, last


def points(node: Marked, key: str, notes: Notes) -> str:
    """A number of points under a key, as written; "" where there is none."""
    item = node.get(key)
    if item is None:
        return ""
    found = item.text.strip()
    if not _POINTS.fullmatch(found) or not found.strip("0."):
        notes.at(item, f"{key} 应当是大于 0 的分数，如 0.5")
        return ""
    return found


def score(node: Marked, notes: Notes) -> dict[str, Any] | None:
    """What a rule costs: a number, or a mapping with points, once and cap."""
    item = node.get("score")
    if item is None or item.value is None:
        return None
    if not isinstance(item.value, dict):
        found = points(node, "score", notes)
        return {"points": found, "once": False, "cap": ""} if found else None
    check_keys(item, SCORE_KEYS, notes, "score 里")
    once = item.get("once")
    if once is not None and not isinstance(once.value, bool):
        notes.at(once, "once 应为 true（一份年报只扣一次）或 false（发现一处扣一处）")
    if "points" not in item:
        notes.at(item, "score 缺少 points：每处（或一次）扣几分")
    found, cap = points(item, "points", notes), points(item, "cap", notes)
    if found and cap and float(cap) < float(found):
        notes.at(item.value["cap"], f"cap（最多扣 {cap} 分）小于 points（{found} 分）")
    return {"points": found, "once": bool(once and once.value is True), "cap": cap} if found else None


def scoring(node: Marked, notes: Notes) -> dict[str, str] | None:
    """The total points of a ruleset, and the most that can be taken off."""
    item = node.get("scoring")
    if item is None or not mapping(item, notes, "scoring"):
        return None
    check_keys(item, SCORING_KEYS, notes, "scoring 里")
    return {key: points(item, key, notes) for key in SCORING_KEYS}


def dated_table(name: str, node: Marked, notes: Notes) -> list[dict[str, Any]]:
    """The rows of one dated table, checked."""
    if not isinstance(node.value, list) or not node.value:
        notes.at(node, f"表“{name}”应当是一列行，每行写明数值、since、source")
        return []
    rows: list[dict[str, Any]] = []
    for item in node.value:
        if not mapping(item, notes, f"表“{name}”的一行"):
            continue
        text(item, "source", notes, required=True)
        levels(item, notes)
        row: Mapping[str, Any] = item.plain()
        for key in ("since", "until"):
            if not isinstance(row.get(key), int | None):
                notes.at(item.value[key], f"{key} 应当是四位年份")
        certainty = row.get("certainty")
        if certainty is not None and certainty not in CERTAINTIES:
            notes.at(item.value["certainty"], f"certainty 应为 {'、'.join(CERTAINTIES)} 之一")
        if "due" in row:
            problem = _due_problem(str(row["due"]))
            if problem:
                notes.at(item.value["due"], problem)
        rows.append(dict(row))
    return rows


def only_earlier(node: Marked, inherited: Iterable[Mapping[str, Any]], notes: Notes) -> None:
    """Notes the days of a place that are later than the law's own."""
    certain = [row for row in inherited if row.get("certainty") == CERTAIN and "due" in row]
    for item in node.value if isinstance(node.value, list) else ():
        due = item.get("due")
        if due is None or _due_problem(due.text):
            continue
        row = item.plain()
        for law in certain:
            year = _first_year_of_both(row, law)
            if year is not None and day(due.text, year) > day(str(law["due"]), year):
                notes.at(due, f"期限 {due.text} 晚于 {law['due']}（{law['source']}）：地方只能提前，不能推后")
                break


def _first_year_of_both(row: Mapping[str, Any], other: Mapping[str, Any]) -> int | None:
    """The first year of data for which two rows speak of the same kind of public body."""
    levels, others = row.get("levels"), other.get("levels")
    if levels and others and not {*([levels] if isinstance(levels, str) else levels)} & {*others}:
        return None
    since = [year for year in (row.get("since"), other.get("since")) if isinstance(year, int)]
    until = [year for year in (row.get("until"), other.get("until")) if isinstance(year, int)]
    first = max(since, default=2019)
    return first if all(first <= year for year in until) else None


def _due_problem(written: str) -> str:
    try:
        day(written, date.min.year + 3)
    except ValueError as error:
        return str(error) if "“" in str(error) else f"“{written}”不是历法上的日子"
    return ""
