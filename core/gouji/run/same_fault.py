"""One wrong cell told in two places: in its own report, and where the cell is held against other reports."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from gouji.engine import Ruleset, check
from gouji.finding import ERROR, INFO, Equation, Finding
from gouji.formula import Formula
from gouji.hierarchy import plain_name
from gouji.in_force import Divided, InForce
from gouji.lean import NamedTuple, replace
from gouji.localise import Solution, computed_by, keys_of, mended, numbers_said, residuals, system_of, values_of
from gouji.report import TEXT, Key, Number, Report
from gouji.rule import Beside
from gouji.run.shelf import Demands
from gouji.values import parse

MOST_NAMED = 12
"""Reports with a wrong cell, and versions with other numbers, of which it is asked whether one of them alone is to blame."""

MOST_CHOICES = 8
"""Corrections of one fault each of which is tried on what several reports are held against each other for."""


def demanded(findings: Iterable[Finding]) -> Demands:
    """What a report's own findings leave no choice about, what else its text says of its cells, and the few choices they leave."""
    by_sums: dict[Key, Number] = {}
    by_text: dict[Key, Number] = {}
    choices: list[Solution] = []
    for finding in findings:
        solutions = [tuple((change.key, parse(change.new)[1] or 0) for change in correction) for correction in finding.corrections]
        if len(solutions) == 1:
            by_sums |= dict(solutions[0])
        elif len(solutions) <= MOST_CHOICES:
            choices += solutions
        by_text |= numbers_said(finding)
    said = tuple((key, number) for key, number in by_text.items() if key not in by_sums)
    return Demands(tuple(by_sums.items()), said, tuple(choices))


def told_once(
    findings: Sequence[Finding],
    report: Report,
    beside: Beside,
    demands: Iterable[Demands],
    versions: Iterable[Report],
    rules: Divided,
) -> Sequence[Finding]:
    """The findings of the rules on several reports on one of them; one that goes when these reports are
    corrected as their own sums and texts demand is the same fault as theirs, and no more than a hint beside it.
    `demands` are those of the report, of the previous and the other, and of those below, as far as there are any; one of
    several corrections that they leave the choice of will do.
    Likewise one that goes when one of the `versions` takes the place of the report of its unit and year: which
    of the two counts is told of them."""
    if all(finding.expected is None for finding in findings):
        return findings
    unlike = ((one, version) for version in versions for one in (beside.previous, *beside.below) if one and _is_unlike(one, version))
    together = rules.together.ruleset
    for one, version in islice(unlike, MOST_NAMED):
        why = f"但按{_whose(version)}的另一份年报（{version.path}），此处即相符，请先核对以哪一份为准"
        findings = _unless(findings, _found({id(one): version}, report, beside, together), why)
    reports = [one for one in (report, beside.previous, beside.other, *beside.below) if one]
    demanding = list(zip(reports, demands, strict=True))
    chosen = ((one, solution) for one, its in demanding for solution in its.choices)
    for one, solution in islice(chosen, MOST_NAMED):
        why = f"但{_named([one])}表内的错数有一种改法，改后此处即相符，见该年报的问题"
        findings = _unless(findings, _found({id(one): mended(one, solution)}, report, beside, together), why)
    corrected = [(one, _corrected(one, its, rules.alone)) for one, its in demanding]
    wrong = [(one, right) for one, right in corrected if right is not one]
    if not wrong:
        return findings
    left = _found({id(one): right for one, right in wrong}, report, beside, together)
    by_one = [(one, _found({id(one): right}, report, beside, together)) for one, right in wrong[:MOST_NAMED]]
    told: list[Finding] = []
    for finding in findings:
        if _is_gone(finding, left):
            to_blame = [one for one, others in by_one if _is_gone(finding, others)]
            which = _named(to_blame or [one for one, _ in wrong])
            finding = _hint(finding, f"但把{which}表内的错数改正后，此处即相符，见该年报的问题")
        told.append(finding)
    return told


def told_of_copy(findings: Sequence[Finding], report: Report, previous: Report | None) -> Sequence[Finding]:
    """The findings on a report, as hints those that what is told as last year's table does not fit last year's report."""
    tables = _taken_over(findings, report, previous)
    return [
        _hint(finding, "但这张表与上年年报逐格相同，请先核对是否沿用了上年的表")
        if finding.equations and finding.level != INFO and tables.issuperset(cell.table for cell in finding.cells)
        else finding
        for finding in findings
    ]


class Part(NamedTuple):
    """A report that another one rests on, with its own on the year before and on the year after."""

    report: Report
    before: Report | None
    after: Report | None


class _Off(NamedTuple):
    """How much more a part's cells are than its report on another year says; `said_by` is what says so of the year before."""

    part: Report
    cells: frozenset[Key]
    amount: Number
    said_by: tuple[str, str] | None = None


def told_of_last_year(findings: Sequence[Finding], last: Part, ruleset: Ruleset) -> Sequence[Finding]:
    """The findings on a report that follows another. What last year's has too much, or too little, by just as much as it is off
    from the year before, is its fault, and no more than a hint here."""
    if last.before is None or all(finding.level == INFO or not finding.equations for finding in findings):
        return findings
    off = _off(last.report, check(last.report, ruleset, previous=last.before).findings)
    formulas = {rule.id: rule.formula for rule in ruleset.rules}
    told = []
    for finding in findings:
        demanded = [(_last_years(one, formulas, last.report), -_number(one.delta)) for one in finding.equations]
        wrong = [any(one.amount == amount and not one.cells.isdisjoint(keys) for one in off) for keys, amount in demanded]
        if finding.level != INFO and wrong and all(wrong):
            finding = _hint(finding, f"但{_named([last.report])}与更早一年的差也正是这么多，见该年报的问题")
        told.append(finding)
    return told


def told_of_left_out(findings: Sequence[Finding], report: Report, below: Sequence[Report], ruleset: Ruleset) -> Sequence[Finding]:
    """The findings on a report that sums up those below. Where it lacks just what one of these holds, in all cells of a table, that one
    was left out: told once, and what else it lacks of that one is no more than a hint beside it."""
    families = {rule.id: rule.family for rule in ruleset.rules}
    sums = [one for one in findings if families[one.rule] == "below" and one.cells and not one.equations and one.level != INFO]
    lacking = [(finding, _holding_what_lacks(finding, report, below)) for finding in sums]
    left_out = next((those[0] for finding, those in lacking if len(those) == 1 and _is_all_of(finding, those[0])), None)
    if left_out is None:
        return findings
    same = [finding for finding, those in lacking if any(one is left_out for one in those)]
    most = max(same, key=lambda finding: len(finding.cells))
    why = f"各格少的都正是{_named([left_out])}的数，像是漏了汇总这个单位"
    told = {id(finding): _hint(finding, f"但{why}，请先核对") for finding in same}
    told[id(most)] = replace(most, message=f"{most.message.removesuffix('。')}；{why}。")
    return [told.get(id(finding), finding) for finding in findings]


def _holding_what_lacks(finding: Finding, report: Report, below: Sequence[Report]) -> Sequence[Report]:
    """Those below that hold in each cell of a finding just what it is less than all of them together."""
    left = below
    for key in keys_of(finding):
        lacking = sum(_value(one, key) for one in below) - _value(report, key)
        left = [one for one in left if _value(one, key) == lacking > 0]
    return left


def _is_all_of(finding: Finding, one: Report) -> bool:
    """Whether a finding is about all cells of its tables in which a report holds anything, and these are several."""
    keys = keys_of(finding)
    tables = [one.tables[table] for table in {key[0] for key in keys}]
    return len(keys) > 1 and all(cell.key in keys for table in tables for cell in table.cells.values() if cell.value)


def told_of_parts(findings: Sequence[Finding], report: Report, parts: Sequence[Part], ruleset: Ruleset) -> Sequence[Finding]:
    """The findings on a report that sums up its `parts`. What is off by just as much as the parts are from their own reports on other
    years is their fault, and no more than a hint here; so is what a part has too much whose table is last year's."""
    if all(finding.level == INFO or finding.delta is None for finding in findings):
        return findings
    off: list[_Off] = []
    copies: list[tuple[Report, frozenset[str]]] = []
    for part, before, after in parts:
        found = check(part, ruleset, previous=before).findings if before else ()
        off += [*_off(part, found), *(_off_next_year(part, after, ruleset) if after else ())]
        copies.append((part, _taken_over(found, part, before)))
    told = []
    for finding in findings:
        if finding.level != INFO:
            if to_blame := _to_blame(finding, report, parts, off):
                finding = _hint(finding, f"但下级与其另一年年报的差合计正是这么多（见{_named(to_blame)}），请先核对")
            elif to_blame := [part for part, tables in copies if _has_too_much(finding, part, tables)]:
                finding = _hint(finding, f"但{_named(to_blame)}的这张表与上年逐格相同，请先核对")
        told.append(finding)
    return told


def _off(part: Report, found: Iterable[Finding]) -> list[_Off]:
    return [_Off(part, _cells(one), _number(one.delta), _which(one)) for finding in found for one in finding.equations]


def _off_next_year(part: Report, after: Report, ruleset: Ruleset) -> Iterator[_Off]:
    formulas = {rule.id: rule.formula for rule in ruleset.rules}
    for finding in check(after, ruleset, previous=part).findings:
        for one in finding.equations:
            yield _Off(part, _last_years(one, formulas, part), -_number(one.delta))


def _last_years(equation: Equation, formulas: Mapping[str, Formula | None], last: Report) -> frozenset[Key]:
    """The cells of last year's report that an equation names; none where it is not of a formula but of a rule's own reckoning."""
    formula = formulas[equation.rule]
    return frozenset(formula.last_years(_cells(equation), last.edition)) if formula else frozenset()


def _to_blame(finding: Finding, report: Report, parts: Sequence[Part], off: Sequence[_Off]) -> Sequence[Report]:
    """The parts which are off as much as the whole is in each of its equations, or as one of the cells of which most is missing
    is less than theirs together; none where they are not."""
    those: Iterable[_Off] = ()
    if finding.equations:
        said = [(_number(of.delta), [one for one in off if one.said_by == _which(of)]) for of in finding.equations]
        if all(amount == sum(one.amount for one in same) for amount, same in said):
            those = chain.from_iterable(same for _, same in said)
    else:
        less = -_number(finding.delta)
        keys = (cell.key for cell in finding.cells)
        worst = [key for key in keys if less == sum(_value(part.report, key) for part in parts) - _value(report, key)]
        near = ([one for one in off if key in one.cells] for key in worst)
        those = next((same for same in near if less == sum(one.amount for one in same)), ())
    return list({id(one.part): one.part for one in those}.values())


def _has_too_much(finding: Finding, part: Report, tables: Container[str]) -> bool:
    """Whether one of these tables of a part may be all that makes the whole too small."""
    worst = finding.cells[0] if finding.cells and not finding.equations else None
    return worst is not None and worst.table in tables and _value(part, worst.key) >= -_number(finding.delta) > 0


def _taken_over(findings: Iterable[Finding], report: Report, previous: Report | None) -> frozenset[str]:
    """The tables that are last year's in each cell, if a finding, which asks for no other number, is about one of them."""
    if previous is None:
        return frozenset()
    tables = {table: _values(report, table) for table in report.tables}
    same = {table for table, values in tables.items() if any(values.values()) and values == _values(previous, table)}
    told = {cell.table for finding in findings if finding.expected is None for cell in finding.cells}
    return frozenset() if same.isdisjoint(told) else frozenset(same)


def _values(report: Report, table: str) -> Mapping[tuple[str, str], Number | None]:
    return {key: cell.value for key, cell in report.tables[table].cells.items()} if table in report.tables else {}


def _value(report: Report, key: Key) -> Number:
    cell = report.cell(*key)
    return 0 if cell is None or cell.value is None else cell.value


def _cells(equation: Equation) -> frozenset[Key]:
    return frozenset(cell.key for cell in equation.cells)


def _which(equation: Equation) -> tuple[str, str]:
    return equation.rule, equation.text


def _number(delta: str | None) -> Number:
    return parse(delta or "")[1] or 0


def _is_unlike(one: Report, version: Report) -> bool:
    """Whether two reports are versions of one with other numbers."""
    of_one = (plain_name(one.unit or ""), one.year) == (plain_name(version.unit or ""), version.year)
    return of_one and any(
        (other := version.cell(*cell.key)) is None or other.value != cell.value
        for table in one.tables.values()
        for cell in table.cells.values()
    )


def _unless(findings: Sequence[Finding], left: Sequence[Finding], why: str) -> Sequence[Finding]:
    """The findings, as hints those of which nothing is left."""
    return [_hint(finding, why) if finding.level != INFO and _is_gone(finding, left) else finding for finding in findings]


def _found(corrected: Mapping[int, Report], report: Report, beside: Beside, ruleset: Ruleset) -> Sequence[Finding]:
    """What is found with the corrected reports, by the identity of those they stand for."""
    previous, other = (corrected.get(id(one), one) for one in (beside.previous, beside.other))
    below = tuple(corrected.get(id(one), one) for one in beside.below)
    seen = beside._replace(previous=previous, below=below, other=other)
    return check(corrected.get(id(report), report), ruleset, **seen._asdict()).findings


def _is_gone(finding: Finding, left: Sequence[Finding]) -> bool:
    """Whether nothing is left of a finding on a number, of the tables or of the text, that should be another one."""
    if finding.expected is None:
        return False
    same = [one for one in left if one.rule == finding.rule]
    if not finding.cells:
        return all(one.quote != finding.quote for one in same)
    return all(keys_of(finding).isdisjoint(keys_of(one)) for one in same)


def _corrected(report: Report, demands: Demands, alone: InForce) -> Report:
    """The report with what is demanded in its cells; the report itself where nothing is."""
    by_sums = mended(report, demands.by_sums) if demands.by_sums else report
    return _as_said(by_sums, demands, alone) if demands.by_text else by_sums


def _as_said(report: Report, demands: Demands, alone: InForce) -> Report:
    """The report with these numbers of its text in its cells. Where one is a total that its parts no longer come to,
    nobody knows which part is wrong, and all others in their rows count as unread."""
    system = system_of((rule for rule in alone.ruleset.rules if rule.level == ERROR), report.edition)
    right, said = mended(report, demands.by_text), dict(demands.by_text)
    before, after = (residuals(system, values_of(one))[0] for one in (report, right))
    broken = (system.equations[number] for number in after.keys() - before.keys())
    rows = {key[:2] for equation in broken if any(computed_by(equation, key) for key in said) for key, _ in equation.terms}
    cells = (cell for table in right.tables.values() for cell in table.cells.values() if cell.key[:2] in rows and cell.key not in said)
    return right.with_cells(*(cell._replace(kind=TEXT, value=None) for cell in cells))


def _hint(finding: Finding, why: str) -> Finding:
    return replace(finding, level=INFO, message=f"{finding.message.removesuffix('。')}；{why}。")


def _named(reports: Sequence[Report]) -> str:
    return f"{_whose(reports[0])}{f'等{len(reports)}份' if len(reports) > 1 else ''}年报"


def _whose(report: Report) -> str:
    return f"{report.unit or report.path}{report.year or ''}年"
