"""Judging a report by a formula: quick where it holds, with its whole evidence where it does not.

A cell that is blank, a placeholder, words or absent is never taken for zero: the comparison is then
not made, and the rule says once which cells prevented it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gouji.document import NOWHERE
from gouji.finding import (
    ERROR,
    FAILED,
    LEFT,
    NOT_ASSESSED,
    PASSED,
    READING,
    RIGHT,
    SOURCE,
    SUBJECT,
    WARNING,
    CellEvidence,
    Check,
    Equation,
    Finding,
)
from gouji.formula import wording
from gouji.formula.blanks import bounded
from gouji.formula.hindrance import Hindrance, reason
from gouji.formula.instances import BELOW, PREVIOUS, PlainInstance, is_predicate, terms_of
from gouji.formula.truth import Numbers, met, truth, values_of
from gouji.lean import Any, NamedTuple, replace
from gouji.once import once
from gouji.report import Cell, Key, Number, Report
from gouji.rule import Outcome, Subject
from gouji.values import written


class FormulaCheck(Check):
    """A `Check` of a formula, whose `text` is composed only when somebody reads it."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The comparisons with their numbers, or the formula where no numbers are known."""
        kept: Any = self[3]
        (where, _, comparisons), values = kept
        if values is None:
            return f"{where or '公式'}：没有核对"
        texts: list[str] = []
        for comparison in comparisons:
            count = len(terms_of(comparison))
            texts.append(wording.shown("", comparison, values[:count]))
            values = values[count:]
        return f"{where}：{'，'.join(texts)}" if where else "，".join(texts)


class Wording(NamedTuple):
    """What the author of a rule may say about its messages."""

    source: str
    template: str = ""


class Ready(NamedTuple):
    """An instance prepared for judging.

    `holds` tells of each comparison whether it does. `values` gets the numbers of the only
    comparison, and `met` tells whether it is to be made, where all this can be known from the
    numbers of the report alone; elsewhere `values` is None. Without conditions `met` is.
    """

    instance: PlainInstance
    keys: tuple[Key, ...]
    holds: tuple[Callable[[Sequence[Number]], bool], ...]
    values: Callable[[Numbers], tuple[Number, ...]] | None
    met: Callable[[Numbers], bool] | None


def prepared(instances: Sequence[PlainInstance]) -> list[Ready]:
    """The instances of one edition, ready to judge reports."""
    return [_ready(instance) for instance in instances]


def _ready(instance: PlainInstance) -> Ready:
    _, conditions, comparisons = instance
    keys = tuple(dict.fromkeys(term[1] for comparison in comparisons for term in terms_of(comparison) if not term[3]))
    holds = tuple(map(truth, comparisons))
    alone = not any(term[3] for comparison in (*conditions, *comparisons) for term in terms_of(comparison))
    if not alone or len(comparisons) > 1 or comparisons[0][0] == "已填":
        return Ready(instance, keys, holds, None, None)
    return Ready(instance, keys, holds, values_of(comparisons[0]), met(conditions) if conditions else None)


@once()
def _numbers(report: Report) -> Numbers:
    return {(id, row, column): cell.value for id, table in report.tables.items() for (row, column), cell in table.cells.items()}


_new_check = tuple.__new__


def judge(ready: Sequence[Ready], subject: Subject, words: Wording) -> Iterator[Outcome]:
    """Every instance's outcome: a `Check` each, a `Finding` for what does not hold, and at most
    one `NotAssessed` for all the cells that hold no number."""
    rule = subject.rule.id
    numbers = _numbers(subject.report)
    hindrances: list[Hindrance] = []
    compared = 0
    for item in ready:
        instance, keys, holds, get, to_be_made = item
        if get is not None:
            try:
                if to_be_made is not None and not to_be_made(numbers):
                    continue
                values = get(numbers)
                if holds[0](values):
                    compared += 1
                    yield _new_check(FormulaCheck, (rule, PASSED, keys, (instance, values)))
                    continue
            # A cell is absent (KeyError) or holds no number (TypeError: its value is None).
            except (KeyError, TypeError):
                pass
        for outcome in _judge_slowly(item, subject, words, hindrances):
            compared += isinstance(outcome, Check) and outcome.outcome != NOT_ASSESSED
            yield outcome
    if hindrances:
        yield reason(subject, hindrances, compared)
    elif not compared:
        yield Check(rule, PASSED, (), f"{subject.rule.title}：前提不成立，无须核对")


def _judge_slowly(item: Ready, subject: Subject, words: Wording, hindrances: list[Hindrance]) -> Iterator[Outcome]:
    where, conditions, comparisons = item.instance
    unknown: list[Hindrance] = []
    for condition in conditions:
        if holds(condition, subject, unknown) is False:
            return
    values: list[Number] = []
    made: list[tuple[Any, ...]] = []
    broken: list[tuple[tuple[Any, ...], list[Number]]] = []
    for comparison, true in zip(comparisons, item.holds, strict=True):
        missing: list[Hindrance] = []
        found = _values(comparison, subject, missing)
        if found is None:
            bound = bounded(comparison, missing)
            found = _values(bound, subject, missing) if bound else None
            if bound is None or found is None or truth(bound)(found):
                unknown += missing
                continue
            comparison, true = bound, truth(bound)
        made.append(comparison)
        values += found
        if not true(found):
            broken.append((comparison, found))
    if unknown:
        hindrances += unknown
        yield _new_check(FormulaCheck, (subject.rule.id, NOT_ASSESSED, item.keys, (item.instance, None)))
        return
    kept = ((where, conditions, tuple(made)), values)
    yield _new_check(FormulaCheck, (subject.rule.id, FAILED if broken else PASSED, item.keys, kept))
    if broken:
        finding = _finding(where, conditions, broken, subject, words)
        yield finding if tuple(made) == comparisons else _despite_blanks(finding, subject)


def _despite_blanks(finding: Finding, subject: Subject) -> Finding:
    """A finding on sums some of whose cells are empty: it needs an explanation at least."""
    level = WARNING if finding.level == ERROR and not subject.rule.relevelled else finding.level
    return replace(finding, level=level, message=f"{finding.message}；其中有空格，填什么数都不会平")


def holds(condition: tuple[Any, ...], subject: Subject, unknown: list[Hindrance]) -> bool | None:
    """Whether a condition holds; None where that cannot be known."""
    if condition[0] == "已填":
        _, key, _, scope = condition[1]
        return any(cell is not None and cell.value is not None for cell, _ in _cells(key, scope, subject))
    found = _values(condition, subject, unknown)
    return None if found is None else truth(condition)(found)


def _values(comparison: tuple[Any, ...], subject: Subject, unknown: list[Hindrance]) -> list[Number] | None:
    """The numbers of all terms; None, with the cells named in `unknown`, where one is missing."""
    numbers: list[Number] = []
    complete = True
    undivided = _undivided(comparison, subject.report)
    for _, key, _, scope in terms_of(comparison):
        total: Number = 0
        for cell, report in _cells(key, scope, subject):
            if cell is None and not scope and key in undivided:
                total += undivided[key]
            elif cell is None or cell.value is None:
                complete = False
                unknown.append(Hindrance(key, cell, scope, report))
            else:
                total += cell.value
        numbers.append(total)
    return numbers if complete else None


def _undivided(comparison: tuple[Any, ...], report: Report) -> dict[Key, Number]:
    """What stands for the rows of a heading, such as （六）其他处理, that a report fills in as one
    row: where a sum holds all of them and none is there, the first counts as the heading's cell."""
    absent = {term[1] for term in terms_of(comparison) if not term[3] and report.cell(*term[1]) is None}
    found: dict[Key, Number] = {}
    for table, row, column in absent:
        spec = report.edition.table(table)
        line = spec.row(row)
        parent = line.parent if line else None
        heading = report.cell(table, parent, column) if parent else None
        if heading is None or heading.value is None:
            continue
        family = [(table, r.id, column) for r in spec.rows if r.parent == parent and r.data]
        if absent.issuperset(family):
            found[table, row, column] = heading.value if (table, row, column) == family[0] else 0
    return found


def _cells(key: Key, scope: str, subject: Subject) -> list[tuple[Cell | None, Report]]:
    """The cell, or for 下级 the cells, a term means, each with the report it stands in."""
    if scope == PREVIOUS:
        return [(subject.previous.cell(*key), subject.previous)] if subject.previous else []
    if scope == BELOW:
        return [(report.cell(*key), report) for report in subject.below]
    return [(subject.report.cell(*key), subject.report)]


def _finding(
    where: str,
    conditions: Sequence[tuple[Any, ...]],
    broken: Sequence[tuple[tuple[Any, ...], list[Number]]],
    subject: Subject,
    words: Wording,
) -> Finding:
    rule, report = subject.rule, subject.report
    evidence: dict[Key, CellEvidence] = {}
    equations: list[Equation] = []
    messages: list[str] = []
    doubt = SOURCE
    alone = len({term[1] for comparison, _ in broken for term in terms_of(comparison)}) == 1
    for comparison, values in broken:
        left_terms = (comparison[1],) if is_predicate(comparison) else comparison[0]
        cells: list[CellEvidence] = []
        for position, cell in _own_cells(comparison, report):
            if cell.doubt:
                doubt = READING
            cells.append(CellEvidence.of(cell, LEFT if position < len(left_terms) else RIGHT))
            evidence.setdefault(cell.key, cells[-1]._replace(role=SUBJECT) if alone else cells[-1])
        messages.append(_message(where, comparison, values, words))
        if not is_predicate(comparison):
            left, right = wording.difference(comparison, values)
            delta = written(left - right)
            text = f"{where}：{words.source}" if where else words.source
            equations.append(Equation(rule.id, rule.defect, text, written(left), written(right), delta, tuple(cells)))
    first = next(iter(evidence.values()), None)
    # What made the comparison necessary may be what is wrong.
    for condition in conditions:
        for _, cell in _own_cells(condition, report):
            evidence.setdefault(cell.key, CellEvidence.of(cell, LEFT))
    expected, actual, difference = _sides(*broken[0])
    return Finding(
        rule=rule.id,
        defect=rule.defect,
        level=rule.level_of(doubt=doubt),
        message="；".join(dict.fromkeys(messages)),
        section=report.edition.table(first.table).section if first else None,
        cells=tuple(evidence.values()),
        expected=expected,
        actual=actual,
        delta=difference,
        equations=tuple(equations),
        place=first.place if first else NOWHERE,
        doubt=doubt,
        basis=rule.basis,
        key=where,
    )


def _own_cells(comparison: tuple[Any, ...], report: Report) -> Iterator[tuple[int, Cell]]:
    """The cells of the report itself that a comparison holds, each with its place among all terms."""
    for position, (_, key, _, scope) in enumerate(terms_of(comparison)):
        cell = None if scope else report.cell(*key)
        if cell is not None:
            yield position, cell


def _sides(comparison: tuple[Any, ...], values: Sequence[Number]) -> tuple[str | None, str, str | None]:
    if is_predicate(comparison):
        return None, written(values[0]), None
    left, right = wording.difference(comparison, values)
    relation = "" if comparison[2] == "=" else comparison[2]
    return f"{relation}{written(right)}", written(left), written(left - right)


def _message(where: str, comparison: tuple[Any, ...], values: Sequence[Number], words: Wording) -> str:
    if not words.template:
        return wording.told(where, comparison, values)
    named = {term[2]: written(value) for term, value in zip(terms_of(comparison), values, strict=True)}
    if is_predicate(comparison):
        return wording.filled(words.template, {"处": where, "左": written(values[0]), **named})
    count = len(comparison[0])
    left, right = wording.difference(comparison, values)
    return wording.filled(
        words.template,
        {
            "处": where,
            "左": written(left),
            "右": written(right),
            "差": written(wording.size(left - right)),
            "左式": wording.side(comparison[0], comparison[1], values[:count], total=False),
            "右式": wording.side(comparison[3], comparison[4], values[count:], total=False),
            **named,
        },
    )
