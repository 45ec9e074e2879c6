"""A fault of one report that shows in another which rests on it: the next year's, or one that sums it up."""

from __future__ import annotations

import operator
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from gouji.engine import Ruleset, check
from gouji.finding import Equation, Finding
from gouji.formula import Formula
from gouji.lean import NamedTuple, replace
from gouji.localise import keys_of
from gouji.report import Key, Number, Report
from gouji.run.same_fault import hint, named
from gouji.values import parse


def told_of_copy(findings: Sequence[Finding], report: Report, previous: Report | None) -> Sequence[Finding]:
    """The findings on a report, as hints those that what is told as last year's table does not fit last year's report."""
    tables = _taken_over(findings, report, previous)
    return [
        hint(finding, "但这张表与上年年报逐格相同，请先核对是否沿用了上年的表")
        if finding.equations and tables.issuperset(cell.table for cell in finding.cells)
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
    if last.before is None or all(not finding.equations for finding in findings):
        return findings
    off = _off(last.report, check(last.report, ruleset, previous=last.before).findings)
    formulas = {rule.id: rule.formula for rule in ruleset.rules}
    told = []
    for finding in findings:
        demanded = [(_last_years(one, formulas, last.report), -_number(one.delta)) for one in finding.equations]
        wrong = [any(one.amount == amount and not one.cells.isdisjoint(keys) for one in off) for keys, amount in demanded]
        if wrong and all(wrong):
            finding = hint(finding, f"但{named([last.report])}与更早一年的差也正是这么多，见该年报的问题")
        told.append(finding)
    return told


def told_of_left_out(findings: Sequence[Finding], report: Report, below: Sequence[Report], ruleset: Ruleset) -> Sequence[Finding]:
    """The findings on a report that sums up those below. Where it lacks just what one of these holds, in all cells of a table, that one
    was left out: told once, and what else it lacks of that one is no more than a hint beside it."""
    families = {rule.id: rule.family for rule in ruleset.rules}
    sums = [one for one in findings if families[one.rule] == "below" and one.cells and not one.equations]
    lacking = [(finding, _holding_what_lacks(finding, report, below)) for finding in sums]
    left_out = next((those[0] for finding, those in lacking if len(those) == 1 and _is_all_of(finding, those[0])), None)
    if left_out is None:
        return findings
    same = [finding for finding, those in lacking if any(one is left_out for one in those)]
    most = max(same, key=lambda finding: len(finding.cells))
    why = f"各格少的都正是{named([left_out])}的数，像是漏了汇总这个单位"
    told = {id(finding): hint(finding, f"但{why}，请先核对") for finding in same}
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
    if all(finding.delta is None for finding in findings):
        return findings
    off: list[_Off] = []
    copies: list[tuple[Report, frozenset[str]]] = []
    for part, before, after in parts:
        found = check(part, ruleset, previous=before).findings if before else ()
        off += [*_off(part, found), *(_off_next_year(part, after, ruleset) if after else ())]
        copies.append((part, _taken_over(found, part, before)))
    told = []
    for finding in findings:
        if to_blame := _to_blame(finding, report, parts, off):
            amount = "不少于此数" if _is_of_a_bound(finding) else "正是这么多"
            finding = hint(finding, f"但下级与其另一年年报的差合计{amount}（见{named(to_blame)}），请先核对")
        elif to_blame := [part for part, tables in copies if _has_too_much(finding, part, tables)]:
            finding = hint(finding, f"但{named(to_blame)}的这张表与上年逐格相同，请先核对")
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
        makes_up = _reaches if _is_of_a_bound(finding) else operator.eq
        if all(makes_up(sum(one.amount for one in same), amount) for amount, same in said):
            those = chain.from_iterable(same for _, same in said)
    else:
        less = -_number(finding.delta)
        keys = (cell.key for cell in finding.cells)
        worst = [key for key in keys if less == sum(_value(part.report, key) for part in parts) - _value(report, key)]
        near = ([one for one in off if key in one.cells] for key in worst)
        those = next((same for same in near if less == sum(one.amount for one in same)), ())
    return list({id(one.part): one.part for one in those}.values())


def _is_of_a_bound(finding: Finding) -> bool:
    """Whether a finding asks for a number within bounds, not for a certain one."""
    return finding.expected is not None and finding.expected[:1] in "<>≤≥"


def _reaches(amount: Number, other: Number) -> bool:
    """Whether an amount is beyond zero on the same side as the other, and at least as far."""
    return min(amount, 0) <= other <= max(amount, 0)


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
