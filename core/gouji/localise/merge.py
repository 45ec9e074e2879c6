"""One fault told once: findings on broken equations gathered by the cells that cause them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from gouji.finding import LEVELS, READING, SUBJECT, CellEvidence, Change, Equation, Finding
from gouji.lean import replace
from gouji.localise.search import Solution, parts, smallest
from gouji.localise.system import Key, Number, System, computed_by, residuals, system_of, values_of
from gouji.report import Report
from gouji.rule import Rule
from gouji.values import written

MOST_ALTERNATIVES = 12
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
    causes = [cause for part in parts(system, broken) for cause in _causes(system, values, part, known)]
    out: list[Finding] = []
    for numbers, alternatives in causes:
        witnesses = [f for f in others if _speaks_for(f, alternatives)]
        others = [f for f in others if not any(f is w for w in witnesses)]
        borne_out = [s for s in alternatives if any(_speaks_for(w, [s]) for w in witnesses)]
        out.append(_finding(report, system, values, numbers, borne_out or alternatives, told, witnesses))
    explained = {number for numbers, _ in causes for number in numbers}
    return others + out + [finding for number, finding in told.items() if number not in explained]


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


def _causes(
    system: System, values: Mapping[Key, int | Decimal], part: Mapping[int, Number], known: frozenset[int]
) -> list[tuple[list[int], list[Solution]]]:
    """Broken equations with the alternative corrections that mend them; equations for which no
    small correction exists are left out."""
    solutions = smallest(system, values, part, known)
    if not solutions:
        return [(numbers, [solution]) for numbers, solution in _evident(system, values, part, known)]
    out: list[tuple[list[int], list[Solution]]] = []
    for numbers in _clusters(system, part, solutions):
        cut = (tuple((key, new) for key, new in s if any(n in numbers for n in system.by_cell[key])) for s in solutions)
        out.append((numbers, list(dict.fromkeys(cut))))
    return out


def _clusters(system: System, part: Mapping[int, Number], solutions: Sequence[Solution]) -> list[list[int]]:
    """The broken equations divided so that no solution has a cell in two of the divisions."""
    group = {number: number for number in part}

    def root(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    for solution in solutions:
        # Cells that share an equation, broken or not, belong to one fault.
        owners: dict[int, int] = {}
        for key, _ in solution:
            touched = system.by_cell[key]
            mine = [number for number in touched if number in part]
            for number in mine[1:]:
                group[root(number)] = root(mine[0])
            for number in touched:
                if number in owners and mine:
                    group[root(owners[number])] = root(mine[0])
                elif mine:
                    owners[number] = mine[0]
    out: dict[int, list[int]] = {}
    for number in part:
        out.setdefault(root(number), []).append(number)
    return list(out.values())


def _evident(
    system: System, values: Mapping[Key, int | Decimal], part: Mapping[int, Number], known: frozenset[int]
) -> list[tuple[list[int], Solution]]:
    """With many faults at once: cells all of whose equations are off by one and the same amount,
    as long as no two of them claim the same equation."""
    claims: dict[int, list[Key]] = {}
    change: dict[Key, Number] = {}
    for key in dict.fromkeys(k for number in part for k, _ in system.equations[number].terms):
        equations = [n for n in system.by_cell[key] if system.equations[n].equal and n in known]
        if len(equations) < 2 or not all(n in part for n in equations):
            continue
        amounts = {-part[n] * coefficient for n in equations for k, coefficient in system.equations[n].terms if k == key}
        if len(amounts) == 1:
            change[key] = amounts.pop()
            for number in equations:
                claims.setdefault(number, []).append(key)
    out: list[tuple[list[int], Solution]] = []
    for key, amount in change.items():
        numbers = [n for n, keys in claims.items() if key in keys]
        new = values[key] + amount
        if all(claims[n] == [key] for n in numbers) and new >= 0:
            out.append((numbers, ((key, new),)))
    return out


def _finding(
    report: Report,
    system: System,
    values: Mapping[Key, int | Decimal],
    numbers: Sequence[int],
    alternatives: Sequence[Solution],
    told: Mapping[int, Finding],
    witnesses: Sequence[Finding],
) -> Finding:
    subjects = list(dict.fromkeys(key for solution in alternatives for key, _ in solution))
    unique = alternatives[0] if len(alternatives) == 1 else None
    primary = told[min(numbers, key=lambda n: (not _defines(system, n, unique), system.equations[n].rule, n))]
    ordered = [primary] + [told[n] for n in numbers if told[n] is not primary]
    cells: dict[Key, CellEvidence] = {}
    for key in subjects:
        cell = report.cell(*key)
        assert cell is not None
        cells[key] = CellEvidence(*key, written(cell.value), SUBJECT, cell.place)
    for finding in ordered:
        for evidence in finding.cells:
            cells.setdefault((evidence.table, evidence.row, evidence.column), evidence)
    corrections = tuple(
        tuple(Change(*key, written(values[key]), written(new)) for key, new in solution) for solution in alternatives[:MOST_ALTERNATIVES]
    )
    expected, actual, delta = primary.expected, primary.actual, primary.delta
    if unique is not None and len(unique) == 1:
        key, new = unique[0]
        expected, actual, delta = written(new), written(values[key]), written(values[key] - new)
    return replace(
        primary,
        level=min((f.level for f in ordered), key=LEVELS.index),
        message=_message(report, values, ordered, alternatives) + "".join(f"；正文“{w.quote}”与此相符" for w in witnesses),
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


def _message(report: Report, values: Mapping[Key, int | Decimal], ordered: Sequence[Finding], alternatives: Sequence[Solution]) -> str:
    more = f"；另有{len(ordered) - 1}条勾稽关系因此不平" if len(ordered) > 1 else ""
    primary = ordered[0].message
    if len(alternatives) == 1 and len(alternatives[0]) == 1:
        key, new = alternatives[0][0]
        name = report.edition.cell_name(*key)
        return f"{name}填{written(values[key])}，按勾稽关系应为{written(new)}：{primary}{more}"
    texts = [_described(report, values, solution) for solution in alternatives[:3]]
    if len(alternatives) == 1:
        return f"{primary}{more}；{texts[0]}，各条勾稽关系即同时成立"
    rest = f"等{len(alternatives)}种改法" if len(alternatives) > 3 else ""
    return f"{primary}{more}；可能的原因：{'，或'.join(texts)}{rest}，请核对原始台账"


def _described(report: Report, values: Mapping[Key, int | Decimal], solution: Solution) -> str:
    name = report.edition.cell_name
    if len(solution) == 2:
        (one, new_one), (two, new_two) = solution
        if values[one] == new_two and values[two] == new_one:
            return f"{name(*one)}的{written(values[one])}与{name(*two)}的{written(values[two])}互换"
    return "、".join(f"{name(*key)}由{written(values[key])}改为{written(new)}" for key, new in solution)
