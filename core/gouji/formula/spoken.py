"""A formula read back in plain Chinese, so that its author sees what it means: 新收 加上 上年结转 等于 办理总计 加上 结转下年."""

from __future__ import annotations

from gouji.edition import Edition
from gouji.formula.instances import BELOW, PREVIOUS
from gouji.formula.names import ALL_TABLES, Context, cells_of, contexts, parse_each
from gouji.formula.syntax import SELF, Comparison, Linear, Name, Predicate, parse
from gouji.formula.wording import SHOULD
from gouji.values import written

NAMED = 4
"""Members of a group that are named one by one; of a larger group the first and the number are told."""

_WHAT = {
    "列": "每一列",
    "行": "每一行",
    "格": "每一格",
    "计数格": "每个填件数的格",
    "增减格": "每个填增减数的格",
    "金额格": "每个填金额的格",
}


def spoken(text: str, each: str = "", when: str = "", edition: Edition | None = None) -> str:
    """One Chinese sentence. With an edition the members of its groups are named too. Raises FormulaError."""
    repeated = parse_each(each) if each else None
    context = contexts(repeated, edition)[0] if edition else None

    def said(formula: str) -> str:
        return "，并且 ".join(_part(part, context, edition) for part in parse(formula))

    start = ""
    if repeated:
        table = "三张表" if repeated.table == ALL_TABLES else repeated.table
        start = f"对{table}{f'“{repeated.middle}”' if repeated.middle else ''}的{_WHAT[repeated.axis]}，"
    return f"{start}{f'如果 {said(when)}，那么' if when else ''}应有：{said(text)}"


def _part(part: Comparison | Predicate, context: Context | None, edition: Edition | None) -> str:
    if isinstance(part, Predicate):
        return f"{_name(part.name, context, edition)} {'是整数' if part.predicate == '整数' else '填了数'}"
    left, right = (_sum(side, context, edition) for side in (part.left, part.right))
    allowed = f"（允许相差 {written(part.tolerance)}）" if part.tolerance else ""
    return f"{left} {SHOULD[part.relation]} {right}{allowed}"


def _sum(side: Linear, context: Context | None, edition: Edition | None) -> str:
    words = ""
    for coefficient, name in side.terms:
        times = "" if abs(coefficient) == 1 else f"的 {written(abs(coefficient))} 倍"
        sign = ("减去 " if coefficient < 0 else "加上 ") if words else ("负的 " if coefficient < 0 else "")
        words += f"{' ' if words else ''}{sign}{_name(name, context, edition)}{times}"
    if side.constant or not side.terms:
        amount = written(abs(side.constant))
        words += f" {'减去' if side.constant < 0 else '加上'} {amount}" if words else written(side.constant)
    return words


def _name(name: Name, context: Context | None, edition: Edition | None) -> str:
    parts, scope = name.parts, ""
    if len(parts) > 1 and parts[0] in (PREVIOUS, BELOW):
        scope, parts = parts[0], parts[1:]
    words = "这一格" if parts == (SELF,) else "·".join(parts)
    members = _members(name, context, edition) if name.sum else []
    if name.sum and (scope != BELOW or len(members) > 1):
        first = "、".join(members[:NAMED])
        told = f"（{first}{f'等 {len(members)} 项' if len(members) > NAMED else ''}）" if members else ""
        words = f"“{words}”各项{told}"
    if scope == BELOW:
        return f"各下级年报的{words}之和"
    return f"{'上年年报的' if scope else ''}{words}{'之和' if name.sum else ''}"


def _members(name: Name, context: Context | None, edition: Edition | None) -> list[str]:
    if context is None or edition is None:
        return []
    return [_plain(found.label) for found in cells_of(name, context, edition)]


def _plain(label: str) -> str:
    return label.removeprefix("上年年报的").removeprefix("下级").removesuffix("合计")
