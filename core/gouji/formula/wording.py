"""How a comparison is told in Chinese, with its numbers: one sentence a clerk can check by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gouji.formula.instances import PlainTerm, is_predicate, number
from gouji.lean import Any
from gouji.report import Number
from gouji.values import written

SHORT_SUM = 3
"""Sums of more terms than this leave out the zeros."""

SHOULD = {"=": "等于", "≠": "不等于", "≤": "不大于", "≥": "不小于", "<": "小于", ">": "大于"}
SYMBOLS = {"=": "＝", "≠": "≠", "≤": "≤", "≥": "≥", "<": "＜", ">": "＞"}
PREDICATE_WORDS = {"整数": "应当是整数", "已填": "应当填数"}

PLACEHOLDERS = ("处", "左", "右", "差", "左式", "右式")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def side(terms: Sequence[PlainTerm], constant: int | str, values: Sequence[Number], *, total: bool) -> str:
    """One side with its numbers: 新收 3 ＋ 上年结转 1 ＝ 4; `total` asks for the ＝ 4."""
    if not terms:
        return written(number(constant))
    amount = sum_of(terms, constant, values)
    if len(terms) == 1 and not constant and terms[0][0] == 1:
        return f"{terms[0][2]} {written(values[0])}"
    shown = [(term, value) for term, value in zip(terms, values, strict=True) if value or len(terms) <= SHORT_SUM]
    hidden = len(terms) - len(shown)
    text = ""
    for (coefficient, _, label, _), value in shown:
        factor = number(coefficient)
        sign = "－" if factor < 0 else "＋"
        times = "" if size(factor) == 1 else f"{written(size(factor))} × "
        text += f"{' ' if text else ''}{sign if text or factor < 0 else ''}{' ' if text else ''}{times}{label} {written(value)}"
    if constant:
        added = number(constant)
        text += f" {'－' if added < 0 else '＋'} {written(size(added))}" if text else written(added)
    if not text:
        return f"{hidden} 项全为 0，合计 0" if total else f"{hidden} 项（全为 0）"
    if hidden:
        text += f"（其余 {hidden} 项为 0）" if shown else f"（{hidden} 项全为 0）"
    return f"{text}{'' if text.endswith('）') else ' '}＝ {written(amount)}" if total else text


def size(value: Number) -> Number:
    """The number without its sign."""
    return -value if value < 0 else value


def sum_of(terms: Sequence[PlainTerm], constant: int | str, values: Sequence[Number]) -> Number:
    """The exact sum of one side."""
    total: Number = number(constant)
    for term, value in zip(terms, values, strict=True):
        total += value if term[0] == 1 else number(term[0]) * value
    return total


def difference(comparison: tuple[Any, ...], values: Sequence[Number]) -> tuple[Number, Number]:
    """(left, right) of a comparison."""
    count = len(comparison[0])
    return sum_of(comparison[0], comparison[1], values[:count]), sum_of(comparison[3], comparison[4], values[count:])


def told(where: str, comparison: tuple[Any, ...], values: Sequence[Number]) -> str:
    """The message of a comparison that does not hold."""
    prefix = f"{where}：" if where else ""
    if is_predicate(comparison):
        return f"{_subject(where, comparison[1][2])} {written(values[0])} {PREDICATE_WORDS[comparison[0]]}"
    left_terms, left_constant, relation, right_terms, right_constant, tolerance = comparison
    count = len(left_terms)
    left, right = difference(comparison, values)
    left_text = side(left_terms, left_constant, values[:count], total=True)
    right_text = side(right_terms, right_constant, values[count:], total=True)
    if count == 1 and left_terms[0][2] and where.endswith(left_terms[0][2]) and not right_terms:
        prefix, left_text = "", f"{where} {written(left)}"
    delta = written(size(left - right))
    allowed = f"（允许误差 {written(number(tolerance))}）" if tolerance else ""
    if relation == "=":
        if not right_terms:
            return f"{prefix}{left_text}，应当等于 {right_text}{allowed}"
        return f"{prefix}{left_text}，{right_text}，差 {delta}{allowed}"
    excess = "" if relation == "≠" or not right_terms or left == right else f"，相差 {delta}"
    return f"{prefix}{left_text}，应当{SHOULD[relation]} {right_text}{excess}{allowed}"


def _subject(where: str, label: str) -> str:
    return where if where.endswith(label) else f"{where}：{label}" if where else label


def shown(where: str, comparison: tuple[Any, ...], values: Sequence[Number]) -> str:
    """A comparison with its numbers, whether it holds or not: 新收 3 ＋ 上年结转 1 ＝ 办理总计 4."""
    prefix = f"{where}：" if where else ""
    if is_predicate(comparison):
        return f"{prefix}{comparison[1][2]} {written(values[0])}，{PREDICATE_WORDS[comparison[0]]}"
    count = len(comparison[0])
    left = side(comparison[0], comparison[1], values[:count], total=False)
    right = side(comparison[3], comparison[4], values[count:], total=False)
    return f"{prefix}{left} {SYMBOLS[comparison[2]]} {right}"


def check_template(template: str, known: Sequence[str]) -> None:
    """Refuses a message with a placeholder that is none of those known. Raises FormulaError."""
    from gouji.formula.syntax import FormulaError

    for found in _PLACEHOLDER.finditer(template):
        if found[1] not in known:
            raise FormulaError(f"message 里没有“{found[0]}”，可以用的有：{'、'.join(known)}", found.start())


def filled(template: str, words: Mapping[str, str]) -> str:
    """A message with its placeholders filled in."""
    return _PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), template)
