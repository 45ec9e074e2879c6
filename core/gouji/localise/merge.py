"""One fault told once: findings on broken equations gathered by the cells that cause them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from gouji.finding import ERROR, LEVELS, CellEvidence, Change, Check, Finding
from gouji.lean import replace
from gouji.localise.beside import (
    Again,
    Witness,
    borne_out,
    contradicting,
    doubt_of_all,
    equations_of,
    is_of_cells,
    keys_of,
    mended,
    unopposed_first,
    without,
    witnesses,
)
from gouji.localise.blanks import demanded, filling, with_demanded
from gouji.localise.broken import Broken
from gouji.localise.causes import Cause, causes
from gouji.localise.system import Solution, System, computed_by, residuals, system_of, values_of
from gouji.localise.told_together import told_together
from gouji.localise.words import message
from gouji.report import Key, Number, Report
from gouji.rule import Rule
from gouji.values import written

_Which = tuple[str, frozenset[Key]]
"""An equation by its rule and those of its cells that hold a number."""

MOST_ALTERNATIVES = 60
"""Equally small corrections listed; when there are more, the message says how many."""

MOST_QUOTED = 3
"""Sentences of the text quoted that bear out a correction; of more, too."""


def merge(report: Report, rules: Iterable[Rule], findings: Sequence[Finding], checks: Iterable[Check], again: Again) -> list[Finding]:
    """The findings with broken equations grouped by cause, each with its smallest corrections.

    A group's finding stands for all equations its cells break, and for whatever else is told of
    these cells and goes with the correction; `again` tells what a rule finds in a corrected report.
    `checks` tell what agrees with the cells as they are, and so speaks against it.
    Where no small correction exists each equation stays a finding by itself. Findings on empty cells
    say what the sums ask for there; of the others those that are one fault are joined.

    What is not 强制性 may have a good reason not to hold: such equations bear a correction out, and
    what they break alone is gathered, too, but they never make a correction the only one.
    """
    rules = tuple(rules)
    certain = tuple(rule for rule in rules if rule.level == ERROR)
    merging = _Merging(report, findings, tuple(checks), again)
    merging.gather(certain, certain)
    merging.gather(certain, certain, exceeded=True)
    merging.gather(rules, [rule for rule in rules if rule.level != ERROR], decides=False)
    merging.ask_for_numbers(certain)
    return told_together(merging.findings, system_of(certain, report.edition), report, again)


class _Merging:
    """The findings on a report as causes are found for them, and the report as far as its corrections are certain."""

    def __init__(self, report: Report, findings: Sequence[Finding], checks: Sequence[Check], again: Again) -> None:
        self.findings = list(findings)
        self._report, self._corrected, self._checks, self._again = report, report, checks, again

    def gather(self, rules: tuple[Rule, ...], judged: Iterable[Rule], *, exceeded: bool = False, decides: bool = True) -> None:
        """Joins by its causes what the equations of the judged rules have told, all the rules being in force.

        Equations with empty cells are looked at only if `exceeded`: what is filled in is too much
        for them already, whatever the empty cells hold.
        """
        ids = {rule.id for rule in judged}
        by_equation = {_key(f): f for f in self.findings if f.equations and f.rule in ids}
        if not by_equation:
            return
        report, system = self._report, system_of(rules, self._report.edition)
        broken, told = _told(system, values_of(self._corrected), self._empty(system), by_equation, exceeded=exceeded)
        others = without(self.findings, told.values())
        out: list[Finding] = []
        explained: set[int] = set()
        for cause in causes(report.edition, broken):
            if broken.blank and len(cause.solutions) == 1:
                cause = filling(cause, system, values_of(self._corrected), broken.blank)
            cause, opposing = unopposed_first(cause, self._corrected, self._checks, self._again) if decides else (cause, [])
            beside = witnesses(others, cause, self._corrected, self._again, MOST_ALTERNATIVES)
            others = without(others, [w.finding for w in beside]) + [w.left for w in beside if w.left]
            cause, beside = borne_out(cause, beside, {rule.id for rule in rules if rule.level == ERROR})
            equations = [told[number] for number in cause.equations]
            sure = decides and cause.sure and not _is_opposed(cause, others)
            finding = _finding(report, system, broken.values, cause, equations, beside, decides=sure)
            explained.update(cause.equations)
            if sure and len(cause.solutions) == 1:
                self._corrected = mended(self._corrected, cause.solutions[0])
                against = contradicting(self._corrected, cause.solutions[0], self._checks, self._again)
                finding = replace(finding, message=finding.message + "".join(dict.fromkeys(map(_against, against))))
            elif quotes := [f"“{found.quote}”" for found in opposing if found.quote]:
                agreed = "、".join(dict.fromkeys(quotes))
                finding = replace(finding, message=f"{finding.message}；正文{agreed}与现在的数相符，改法按可能大小排列")
            out.append(finding)
        self.findings = others + out + [finding for number, finding in told.items() if number not in explained]

    def ask_for_numbers(self, rules: tuple[Rule, ...]) -> None:
        """Has findings on empty cells say what these rules' sums ask for there."""
        system = system_of(rules, self._report.edition)
        empty = self._empty(system)
        if empty:
            numbers = demanded(system, values_of(self._corrected), empty)
            self.findings = [with_demanded(f, self._report, numbers) if is_of_cells(f) else f for f in self.findings]

    def _empty(self, system: System) -> frozenset[Key]:
        """The cells in these equations that are there and hold no number."""
        cells = (cell.key for table in self._corrected.tables.values() for cell in table.cells.values() if cell.value is None)
        return frozenset(cells).intersection(system.by_cell)


def _is_opposed(cause: Cause, others: Iterable[Finding]) -> bool:
    """Whether but one sum bears witness, and the text says a third number of the cells: more is wrong than one of them."""
    changed = {key for solution in cause.solutions for key, _ in solution}
    said = (keys_of(finding) for finding in others if finding.quote and not is_of_cells(finding))
    return len(cause.equations) == 1 and not all(map(changed.isdisjoint, said))


def _told(
    system: System, values: Mapping[Key, Number], empty: frozenset[Key], by_equation: Mapping[_Which, Finding], *, exceeded: bool
) -> tuple[Broken, dict[int, Finding]]:
    """The broken equations that were told, and what told them; of those with empty cells if `exceeded`, else of the others.

    An equation that was ignored on the command line is not in force and cannot be judged by.
    """
    amounts, known = residuals(system, values)
    if exceeded:
        tried, _ = residuals(system, {**dict.fromkeys(empty, 0), **values})
        amounts = {number: amount for number, amount in tried.items() if number not in known}
    told: dict[int, Finding] = {}
    for number in amounts:
        equation = system.equations[number]
        found = by_equation.get((equation.rule, frozenset(key for key, _ in equation.terms if key not in empty)))
        if found is not None:
            told[number] = found
    amounts = {number: amounts[number] for number in told}
    if exceeded:
        counted = {key: 0 for number in told for key, _ in system.equations[number].terms if key in empty}
        return Broken(system, {**counted, **values}, known.union(told), amounts, empty - counted.keys()), told
    return Broken(system, values, known, amounts, empty), told


def _key(finding: Finding) -> _Which:
    return finding.rule, frozenset(c.key for equation in finding.equations for c in equation.cells)


def _finding(
    report: Report,
    system: System,
    values: Mapping[Key, Number],
    cause: Cause,
    broken: Sequence[Finding],
    beside: Sequence[Witness],
    *,
    decides: bool,
) -> Finding:
    """The one finding for a cause: of the equations it breaks, in the cause's order, and what else is told of its cells."""
    alternatives = cause.solutions
    alone = len(alternatives) == 1
    unique = alternatives[0] if alone and decides else None
    subjects = list(dict.fromkeys(key for solution in alternatives for key, _ in solution))
    numbers = sorted(cause.equations, key=lambda n: (not _defines(system, n, unique), system.equations[n].rule, n))
    first = broken[cause.equations.index(numbers[0])]
    sums = [first, *(f for f in broken if f is not first), *(w.finding for w in beside if w.finding.equations)]
    said = [w for w in beside if not w.finding.equations]
    of_cells = [w.finding for w in said if is_of_cells(w.finding)]
    named = [f for f in of_cells if len(subjects) > 1 and keys_of(f) == set(subjects)]
    # What names the cells that went wrong together says most; next what a cell may not hold at all; last a sum that does not come out.
    primary = named[0] if named else min((*of_cells, first), key=lambda f: LEVELS.index(f.level))
    cells = _evidence(report, subjects, sums)
    corrections = tuple(
        tuple(Change(*key, cells[key].value or "", written(new)) for key, new in solution)
        for solution in alternatives[: MOST_ALTERNATIVES if decides or not alone else 0]
    )
    expected, actual, delta = first.expected, first.actual, first.delta
    if unique is not None and len(unique) == 1:
        key, new = unique[0]
        expected, actual, delta = written(new), written(values[key]), written(values[key] - new)
    unseconded = len(broken) + len(beside) == 1
    sentence, restated = message(report.edition, values, [f.message for f in sums], cause, decides=decides, alone=unseconded)
    return replace(
        primary,
        level=min((f.level for f in (*sums, *of_cells)), key=LEVELS.index),
        message=sentence + _in_prose((w for w in said if not is_of_cells(w.finding)), len(alternatives)),
        section=first.section,
        cells=tuple(cells.values()),
        expected=expected,
        actual=actual,
        delta=delta,
        equations=tuple(chain.from_iterable(map(equations_of, (*sums, *(w.finding for w in said))))),
        corrections=corrections,
        restated=restated if corrections else "",
        place=cells[subjects[0]].place if unique is not None else first.place,
        doubt=doubt_of_all((*sums, *of_cells)),
        key="" if unique is not None else first.key,
    )


def _evidence(report: Report, subjects: Iterable[Key], sums: Iterable[Finding]) -> dict[Key, CellEvidence]:
    """The cells to be changed, and behind them those of the sums."""
    cells = {key: CellEvidence.of(cell) for key in subjects if (cell := report.cell(*key))}
    for finding in sums:
        for evidence in finding.cells:
            cells.setdefault(evidence.key, evidence)
    return cells


def _in_prose(witnesses: Iterable[Witness], alternatives: int) -> str:
    """That the prose bears out the correction, or some of several."""
    quotes: dict[str, list[str]] = {}
    for witness in witnesses:
        borne = len(witness.cured_by)
        if borne:
            which = "此" if borne == alternatives else "第一种改法" if witness.cured_by == {0} else f"其中{borne}种改法"
            quotes.setdefault(which, []).append(f"“{witness.finding.quote}”")
    return "".join(
        f"；正文{'、'.join(said[:MOST_QUOTED])}{f'等{len(said)}处' if len(said) > MOST_QUOTED else ''}与{which}相符"
        for which, said in quotes.items()
    )


def _against(finding: Finding) -> str:
    """That something agreed with the number as it is."""
    agreed = f"正文“{finding.quote}”与现在的数相符" if finding.quote else f"改后{finding.message.removesuffix('。')}"
    return f"；但{agreed}，请一并核对"


def _defines(system: System, number: int, solution: Solution | None) -> bool:
    return solution is not None and any(computed_by(system.equations[number], key) for key, _ in solution)
