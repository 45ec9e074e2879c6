"""What else is told of the cells a correction changes: the same fault, seen from another side.

A rule that finds nothing any more once the correction is made has told of the same fault: the prose
that says another number, a cell that is negative or empty, a sum that only 核实性 rules ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from gouji.finding import ERROR, FAILED, INFO, PASSED, READING, SOURCE, SUBJECT, Check, Equation, Finding
from gouji.lean import NamedTuple
from gouji.localise.causes import Cause
from gouji.localise.system import Solution
from gouji.report import NUMBER, Key, Report
from gouji.values import written

MOST_WEIGHED = 8
"""Corrections each of which is tried on everything that agrees with the cells as they are."""

Again = Callable[[str, Report], Sequence[Finding]]
"""What the rule with this id finds in another report."""


class Witness(NamedTuple):
    """A finding that goes when the corrections with these numbers are made.

    `left` is what the rule still finds of it then, where the finding spoke of more than this cause.
    """

    finding: Finding
    cured_by: frozenset[int]
    left: Finding | None = None


def witnesses(findings: Sequence[Finding], cause: Cause, report: Report, again: Again, most: int) -> list[Witness]:
    """The findings that are told of the cause's cells and go with one of its first `most` corrections."""
    concerned = [(finding, keys_of(finding)) for finding in findings]
    cured: dict[int, set[int]] = {}
    left: dict[int, Finding] = {}
    for number, solution in enumerate(cause.solutions[:most]):
        changed = {key for key, _ in solution}
        near = [position for position, (_, keys) in enumerate(concerned) if not changed.isdisjoint(keys)]
        if not near:
            continue
        corrected = mended(report, solution)
        found = {id: again(id, corrected) for id in dict.fromkeys(findings[position].rule for position in near)}
        for position in near:
            finding, keys = concerned[position]
            still = [other for other in found[finding.rule] if _speaks_of(other, finding, keys)]
            if not any(keys_of(other) == keys for other in still):
                cured.setdefault(position, set()).add(number)
                if still:
                    left[position] = still[0]
    return [Witness(findings[position], frozenset(numbers), left.get(position)) for position, numbers in cured.items()]


def borne_out(cause: Cause, beside: Sequence[Witness], certain: Collection[str]) -> tuple[Cause, list[Witness]]:
    """The corrections that others bear out first, and no others where a 强制性 finding does, or a mere hint of a rule that is
    `certain`: a number far off the cells is no other's if they should hold just that. With the witnesses, their numbers new."""
    every = frozenset(range(len(cause.solutions)))
    decisive = [w.cured_by for w in beside if w.finding.level == ERROR or (w.finding.level == INFO and w.finding.rule in certain)]
    chosen = every.intersection(*decisive) or frozenset().union(*decisive)
    order = sorted(chosen, key=lambda number: (-sum(number in witness.cured_by for witness in beside), number))
    numbers = {old: new for new, old in enumerate(order)}
    return cause.only(order), [w._replace(cured_by=frozenset(numbers[n] for n in w.cured_by & chosen)) for w in beside]


def unopposed_first(cause: Cause, report: Report, checks: Iterable[Check], again: Again) -> tuple[Cause, list[Finding]]:
    """The cause with those of its few corrections first that nothing speaks against, and what speaks against the others.

    That is no more than likely: prose that agrees with a wrong number may have been copied from it.
    """
    if not 1 < len(cause.solutions) <= MOST_WEIGHED:
        return cause, []
    against = [contradicting(mended(report, solution), solution, checks, again) for solution in cause.solutions]
    if all(against) or not any(against):
        return cause, []
    order = sorted(range(len(against)), key=lambda number: bool(against[number]))
    return cause.only(order), [finding for found in against for finding in found]


def contradicting(corrected: Report, solution: Solution, checks: Iterable[Check], again: Again) -> list[Finding]:
    """What is found only once these cells are corrected, because something else agreed with them as they were."""
    changed = {key for key, _ in solution}
    agreed: dict[str, None] = {}
    disagreed: set[str] = set()
    for check in checks:
        if not changed.isdisjoint(check.cells):
            if check.outcome == PASSED:
                agreed[check.rule] = None
            elif check.outcome == FAILED:
                disagreed.add(check.rule)
    found = [finding for id in agreed if id not in disagreed for finding in again(id, corrected)]
    return [finding for finding in found if not changed.isdisjoint(keys_of(finding))]


def keys_of(finding: Finding) -> frozenset[Key]:
    """The addresses of the cells a finding names."""
    return frozenset(cell.key for cell in finding.cells)


def mended(report: Report, solution: Solution) -> Report:
    """The report as it would be with these cells corrected."""
    cells = [(report.cell(*key), value) for key, value in solution]
    return report.with_cells(*(cell._replace(raw=written(value), kind=NUMBER, value=value, note="") for cell, value in cells if cell))


def without(findings: Iterable[Finding], those: Iterable[Finding]) -> list[Finding]:
    """The findings but for those very ones; others that are equal to them stay."""
    gone = set(map(id, those))
    return [finding for finding in findings if id(finding) not in gone]


def doubt_of_all(findings: Iterable[Finding]) -> str:
    """The doubt of findings told as one: where the reading of any is in doubt, that of all is."""
    return READING if any(finding.doubt == READING for finding in findings) else SOURCE


def is_of_cells(finding: Finding) -> bool:
    """Whether a finding is about what stands in its cells, and not about their sum or what the prose says of them."""
    return bool(finding.cells) and not finding.equations and all(cell.role == SUBJECT for cell in finding.cells)


def equations_of(finding: Finding) -> tuple[Equation, ...]:
    """The equations of a finding; of one that has none, what it compares as an equation."""
    if finding.equations:
        return finding.equations
    said = finding.message.partition("；")[0] if is_of_cells(finding) else f"正文“{finding.quote}”"
    sides = (finding.actual or "", finding.expected or "", finding.delta or "")
    return (Equation(finding.rule, finding.defect, said, *sides, finding.cells),)


def _speaks_of(other: Finding, finding: Finding, keys: frozenset[Key]) -> bool:
    """Whether what is found in the corrected report is what was found before, or a part of it."""
    mine = keys_of(other)
    return bool(mine) and mine <= keys and (is_of_cells(finding) or other.quote == finding.quote)
