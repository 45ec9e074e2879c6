"""Why a formula could not be applied: the cells that hold no number, told once for a rule."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.finding import NotAssessed
from gouji.formula.instances import BELOW, PREVIOUS
from gouji.lean import NamedTuple
from gouji.report import BLANK, PLACEHOLDER, Cell, Key, Report
from gouji.rule import Subject

NAMED = 3
"""How many cells a reason names before it only counts them."""


class Hindrance(NamedTuple):
    """One cell without a number; `cell` is None where the report has no such cell."""

    key: Key
    cell: Cell | None
    scope: str
    report: Report


def reason(subject: Subject, hindrances: Sequence[Hindrance], compared: int = 0) -> NotAssessed:
    """One statement about everything that prevented a rule: tables, then cells by what they are.

    `compared` is how many applications of the rule could be made all the same.
    """
    distinct = {(item.key, item.scope, id(item.report)): item for item in hindrances}
    causes: dict[str, list[Hindrance]] = {}
    for item in distinct.values():
        causes.setdefault(_cause(item), []).append(item)
    told = "；".join(_told(cause, items) for cause, items in causes.items())
    own = dict.fromkeys(item.key for item in distinct.values() if not item.scope)
    rest = f"（其余 {compared} 处已核对）" if compared else ""
    return NotAssessed(subject.rule.id, f"因为{told}，无法核对“{subject.rule.title}”{rest}", tuple(own))


def _cause(item: Hindrance) -> str:
    if item.cell is None:
        table, row, column = item.key
        spec = next((spec for spec in item.report.edition.tables if spec.id == table), None)
        line = spec.row(row) if spec else None
        if spec is None or line is None or line.column(column) is None:
            return "在所用的格式里没有"
        if table not in item.report.tables:
            return f"没有{spec.name}"
        return "在文中没有"
    if item.cell.kind == BLANK:
        return f"是空格（{item.cell.note}）" if item.cell.note else "是空格"
    if item.cell.kind == PLACEHOLDER:
        return f"填的是“{item.cell.raw.strip()[:10]}”，不是数"
    return "填的是文字，不是数"


def _told(cause: str, items: Sequence[Hindrance]) -> str:
    if cause.startswith("没有表"):
        return "".join(dict.fromkeys(_whose(item) + cause for item in items))
    names = [_whose(item) + item.report.edition.cell_name(*item.key) for item in items[:NAMED]]
    if len(items) == 1:
        return f"{names[0]}{cause}"
    more = f"等 {len(items)} 格" if len(items) > NAMED else ""
    return f"{'、'.join(names)}{more}{cause}"


def _whose(item: Hindrance) -> str:
    if item.scope == PREVIOUS:
        return "上年年报的"
    if item.scope == BELOW:
        return f"下级{item.report.unit or item.report.path}的"
    return ""
