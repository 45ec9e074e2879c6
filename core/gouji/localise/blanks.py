"""Cells without a number for which the sums leave only one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from gouji.finding import Change, Finding
from gouji.lean import replace
from gouji.localise.causes import Cause
from gouji.localise.search import divided
from gouji.localise.system import Equation, System
from gouji.report import TEXT, Key, Number, Report
from gouji.values import written

MOST_TOLD = 6
"""Cells put into a sentence; the correction lists them all."""


def demanded(system: System, values: Mapping[Key, Number], blank: Collection[Key]) -> dict[Key, Number]:
    """What empty cells must hold for the sums to come out; nothing where sums disagree."""
    filled, refused = dict(values), set[Key]()
    open_sums = [one for one in system.equations if one.equal and any(key in blank for key, _ in one.terms)]
    found = -1
    while found != len(filled):
        found = len(filled)
        for equation in open_sums:
            missing = [(key, coefficient) for key, coefficient in equation.terms if key not in filled]
            if len(missing) != 1 or missing[0][0] not in blank or missing[0][0] in refused:
                continue
            key, coefficient = missing[0]
            number = divided(-_sum(equation, filled), coefficient)
            if number is None or not system.domains[key].holds(number) or _is_refuted(system, key, {**filled, key: number}):
                refused.add(key)
            else:
                filled[key] = number
    return {key: filled[key] for key in blank if key in filled}


def filling(cause: Cause, system: System, values: Mapping[Key, Number], blank: Collection[Key]) -> Cause:
    """The cause whose one correction also fills the empty cells for which the sums now agree on a number."""
    (solution,) = cause.solutions
    corrected = {**values, **dict(solution)}
    before, after = (demanded(system, known, blank) for known in (values, corrected))
    filled = tuple((key, number) for key, number in after.items() if number and key not in corrected and number != before.get(key))
    return cause._replace(solutions=((*solution, *filled),))


def _sum(equation: Equation, values: Mapping[Key, Number]) -> Number:
    return equation.constant + sum(coefficient * values[key] for key, coefficient in equation.terms if key in values)


def _is_refuted(system: System, key: Key, filled: Mapping[Key, Number]) -> bool:
    equations = [system.equations[number] for number, _ in system.by_cell[key]]
    return any(one.equal and all(k in filled for k, _ in one.terms) and _sum(one, filled) for one in equations)


def with_demanded(finding: Finding, report: Report, numbers: Mapping[Key, Number]) -> Finding:
    """A finding on cells without a number, with the numbers other than zero that the sums ask for there.

    One that names numbers beside them doubts these, and sums that hold them say nothing.
    """
    asked = [(cell.key, number) for cell in finding.cells if (number := numbers.get(cell.key))]
    if not asked or any(cell.value is not None for cell in finding.cells):
        return finding
    told = "、".join(f"{report.edition.cell_name(*key)}应为{written(number)}" for key, number in asked[:MOST_TOLD])
    more = f"等{len(asked)}格" if len(asked) > MOST_TOLD else ""
    empty = [pair for pair in asked if (cell := report.cell(*pair[0])) and cell.kind != TEXT]
    return replace(
        finding,
        message=f"{finding.message.removesuffix('。')}；按勾稽关系，{told}{more}。",
        expected=written(asked[0][1]) if len(finding.cells) == 1 else finding.expected,
        corrections=(tuple(Change(*key, "", written(number)) for key, number in empty),) if empty else (),
    )
