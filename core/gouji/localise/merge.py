"""One fault told once: findings on broken equations gathered by the cells that cause them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from gouji.finding import LEVELS, READING, SUBJECT, CellEvidence, Change, Equation, Finding
from gouji.lean import replace
from gouji.localise.causes import Cause, causes
from gouji.localise.lines import Broken
from gouji.localise.system import Key, Number, Solution, System, computed_by, residuals, system_of, values_of
from gouji.localise.words import message
from gouji.report import Report
from gouji.rule import Rule
from gouji.values import written

MOST_ALTERNATIVES = 60
"""Equally small corrections listed; when there are more, the message says how many."""


def merge(report: Report, rules: Iterable[Rule], findings: Sequence[Finding]) -> list[Finding]:
    """The findings with broken equations grouped by cause, each with its smallest corrections.

    A group's finding stands for all equations its cells break. Findings that are no broken
    equations pass through. Where no small correction exists each equation stays a finding by itself.
    """
    rules = tuple(rules)
    by_equation = {_key(f): f for f in findings if f.equations}
    if not by_equation:
        return list(findings)
    system = system_of(rules, report.edition)
    values = values_of(report)
    broken, known = residuals(system, values)
    told: dict[int, Finding] = {}
    for number in broken:
        equation = system.equations[number]
        found = by_equation.get((equation.rule, frozenset(key for key, _ in equation.terms)))
        if found is not None:
            told[number] = found
    # An equation that was ignored on the command line is not in force and cannot be judged by.
    broken = {number: amount for number, amount in broken.items() if number in told}
    others = [f for f in findings if not any(f is t for t in told.values())]
    out: list[Finding] = []
    explained: set[int] = set()
    blank = frozenset(key for key in system.by_cell if key not in values and report.cell(*key) is not None)
    for cause in causes(report.edition, Broken(system, values, known, broken, blank)):
        witnesses = [f for f in others if _speaks_for(f, cause.solutions)]
        others = [f for f in others if not any(f is w for w in witnesses)]
        out.append(_finding(report, system, values, _borne_out(cause, witnesses), told, witnesses))
        explained.update(cause.equations)
    return others + out + [finding for number, finding in told.items() if number not in explained]


def _borne_out(cause: Cause, witnesses: Sequence[Finding]) -> Cause:
    """The cause with only those corrections that something said elsewhere bears out, if there are any."""
    chosen = [number for number, solution in enumerate(cause.solutions) if any(_speaks_for(w, [solution]) for w in witnesses)]
    if not chosen:
        return cause
    words = tuple(cause.words[number] for number in chosen) if cause.words else ()
    return cause._replace(solutions=tuple(cause.solutions[number] for number in chosen), words=words)


def _speaks_for(finding: Finding, alternatives: Sequence[Solution]) -> bool:
    """Whether another rule held something said elsewhere (in the prose) against cells whose sum a
    correction makes just that: the same fault then, seen from another side."""
    if not finding.cells or not finding.quote or finding.actual is None or any(not cell.value for cell in finding.cells):
        return False
    values = {(cell.table, cell.row, cell.column): Decimal(cell.value or 0) for cell in finding.cells}
    for solution in alternatives:
        changed = {key: Decimal(new) for key, new in solution if key in values}
        if changed and written(sum((values | changed).values(), Decimal(0))) == finding.actual:
            return True
    return False


def _key(finding: Finding) -> tuple[str, frozenset[Key]]:
    return finding.rule, frozenset((c.table, c.row, c.column) for equation in finding.equations for c in equation.cells)


def _finding(
    report: Report,
    system: System,
    values: Mapping[Key, Number],
    cause: Cause,
    told: Mapping[int, Finding],
    witnesses: Sequence[Finding],
) -> Finding:
    numbers, alternatives = cause.equations, cause.solutions
    subjects = list(dict.fromkeys(key for solution in alternatives for key, _ in solution))
    unique = alternatives[0] if len(alternatives) == 1 else None
    primary = told[min(numbers, key=lambda n: (not _defines(system, n, unique), system.equations[n].rule, n))]
    ordered = [primary] + [told[n] for n in numbers if told[n] is not primary]
    cells: dict[Key, CellEvidence] = {}
    for key in subjects:
        cell = report.cell(*key)
        assert cell is not None
        cells[key] = CellEvidence(*key, written(cell.value) or None, SUBJECT, cell.place)
    for finding in ordered:
        for evidence in finding.cells:
            cells.setdefault((evidence.table, evidence.row, evidence.column), evidence)
    corrections = tuple(
        tuple(Change(*key, written(values.get(key)), written(new)) for key, new in solution)
        for solution in alternatives[:MOST_ALTERNATIVES]
    )
    expected, actual, delta = primary.expected, primary.actual, primary.delta
    if unique is not None and len(unique) == 1:
        key, new = unique[0]
        expected, actual, delta = written(new), written(values[key]), written(values[key] - new)
    return replace(
        primary,
        level=min((f.level for f in ordered), key=LEVELS.index),
        message=message(report.edition, values, [f.message for f in ordered], alternatives, cause.words)
        + "".join(f"；正文“{w.quote}”与此相符" for w in witnesses),
        cells=tuple(cells.values()),
        expected=expected,
        actual=actual,
        delta=delta,
        equations=tuple(equation for f in (*ordered, *map(_compared, witnesses)) for equation in f.equations),
        corrections=corrections,
        place=cells[subjects[0]].place if unique is not None else primary.place,
        doubt=READING if any(f.doubt == READING for f in ordered) else primary.doubt,
        key="" if unique is not None else primary.key,
    )


def _compared(witness: Finding) -> Finding:
    """The witness with its comparison as an equation, unless it has one."""
    if witness.equations:
        return witness
    said = f"正文“{witness.quote}”"
    sides = (witness.actual or "", witness.expected or "", witness.delta or "")
    return replace(witness, equations=(Equation(witness.rule, witness.defect, said, *sides, witness.cells),))


def _defines(system: System, number: int, solution: Solution | None) -> bool:
    return solution is not None and any(computed_by(system.equations[number], key) for key, _ in solution)
