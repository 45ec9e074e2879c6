"""What a correction says about the mistake, in words a person would use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, islice

from gouji.edition import Edition
from gouji.localise.causes import Cause
from gouji.localise.pen import slip_of_the_pen
from gouji.localise.search import is_exchange
from gouji.localise.system import Solution
from gouji.report import Key, Number
from gouji.values import written

MOST_TOLD = 3
"""Alternatives put into a sentence; `Finding.corrections` lists more."""

MOST_CHANGES_TOLD = 6
"""Changes put into a sentence, a slip of a whole line counted as one; the first alternative is told however long it is."""


def message(
    edition: Edition, values: Mapping[Key, Number], equations: Sequence[str], cause: Cause, *, decides: bool, alone: bool
) -> tuple[str, str]:
    """The whole sentence: what the mistake seems to be, and the first equation it breaks; and the part of it that only lists corrections.

    `equations` are the messages of the broken equations, the one to show first; `decides` tells
    whether they must hold, `alone` whether nothing but this one bears witness.
    """
    solutions = cause.solutions
    more = f"；另有{len(equations) - 1}条勾稽关系因此不平" if len(equations) > 1 else ""
    slips = cause.words or [""] * len(solutions)
    if decides and len(solutions) == 1:
        return f"{slips[0] or _single(edition, values, solutions[0], alone=alone)}：{equations[0]}{more}", ""
    texts = [slip or _described(edition, values, solution) for slip, solution in zip(slips, solutions, strict=True)]
    changes = accumulate(1 if slip else len(solution) for slip, solution in zip(slips, solutions, strict=True))
    told = max(1, sum(count <= MOST_CHANGES_TOLD for count in islice(changes, MOST_TOLD)))
    rest = f"等{len(texts)}种改法" if len(texts) > told else ""
    likely = f"；可能的原因：{'，或'.join(texts[:told])}{rest}，请核对原始台账"
    telling = any(slips[:told]) or any(is_exchange(solution, values) or _remark(values, solution) for solution in solutions[:told])
    return f"{equations[0]}{more}{likely}", "" if telling else likely


def _single(edition: Edition, values: Mapping[Key, Number], solution: Solution, *, alone: bool) -> str:
    if len(solution) == 1:
        key, new = solution[0]
        should = "其余各格无误的话应为" if alone else "按勾稽关系应为"
        return f"{edition.cell_name(*key)}填{written(values[key])}，{should}{written(new)}{_remark(values, solution)}"
    if is_exchange(solution, values):
        return _described(edition, values, solution).removesuffix("互换") + "像是互换了"
    certain = "各条勾稽关系才同时成立" if len(solution) == 2 else f"是最小的改法，共{len(solution)}格，请核对原始台账"
    return f"{_described(edition, values, solution)}，{certain}"


def _described(edition: Edition, values: Mapping[Key, Number], solution: Solution) -> str:
    """One correction: an exchange of two cells, or every change."""
    name = edition.cell_name
    if is_exchange(solution, values):
        one, other = (key for key, _ in solution)
        return f"{name(*one)}的{written(values[one])}与{name(*other)}的{written(values[other])}互换"
    where, names = _shortened(edition, [key for key, _ in solution])
    changes = "、".join(
        f"{called}由{written(values.get(key)) or '空'}改为{written(new)}" for called, (key, new) in zip(names, solution, strict=True)
    )
    return f"{where}{changes}{_remark(values, solution)}"


def _shortened(edition: Edition, keys: Sequence[Key]) -> tuple[str, list[str]]:
    """The row or column common to these cells, and each cell's name within it."""
    names = [edition.cell_name(*key).split("·") for key in keys]
    table = edition.table(keys[0][0])
    if len(keys) > 1:
        if len({key[:2] for key in keys}) == 1:
            return f"{table.line(names[0][1], '行')}：", [name[-1] for name in names]
        if len({(key[0], key[2]) for key in keys}) == 1:
            return f"{table.line(names[0][2], '列')}：", [name[1] for name in names]
    return "", ["·".join(name) for name in names]


def _remark(values: Mapping[Key, Number], solution: Solution) -> str:
    """What a correction looks like, where it shows: 像是数字颠倒."""
    if len(solution) == 1:
        key, new = solution[0]
        seems = slip_of_the_pen(values.get(key, 0), new)
    else:
        seems = _together(values, solution)
    return f"（像是{seems}）" if seems else ""


def _together(values: Mapping[Key, Number], solution: Solution) -> str:
    """What happened to two numbers at once, where it shows: one cut into two, two run together, some moved."""
    if len(solution) != 2 or not all(isinstance(new, int) for _, new in solution):
        return ""
    (one, new_one), (other, new_other) = solution
    old_one, old_other = values.get(one, 0), values.get(other, 0)
    if one[:2] == other[:2]:
        for first, second, was, empty in ((one, other, new_one, new_other), (one, other, new_other, new_one)):
            if empty == 0 and f"{values.get(first)}{values.get(second)}" == str(was):
                return f"{was}被拆填在两格"
        for holder, blank in ((one, other), (other, one)):
            if not values.get(blank) and f"{new_one}{new_other}" == str(values.get(holder)):
                return "两格的数连在了一起"
    moved = old_one - new_one
    if moved == new_other - old_other and (one[:2] == other[:2] or one[::2] == other[::2]):
        return f"有{abs(moved)}件填错了{'列' if one[:2] == other[:2] else '行'}"
    return ""
