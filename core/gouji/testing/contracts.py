"""What holds for every rule, whatever it checks.

A rule never raises, whatever a report or last year's lacks; gives the same for the same report; is silent on reports in which everything is
in order; names only cells the form has; and does not depend on where in the document things stand.
A formula does not depend on cells outside it either.

>>> assert_rule_contract(my_rule)
>>> check_pack(ruleset)
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji import engine
from gouji.document import NOWHERE, Place
from gouji.finding import ERROR, WARNING, Finding, Result
from gouji.report import BLANK, NUMBER, Report, Section, Table
from gouji.rule import Rule
from gouji.testing.faults import Faulty
from gouji.testing.show import show
from gouji.testing.strategies import Family, families, faults, quick, reports


class BrokenContractError(AssertionError):
    """A rule broke its contract; the message holds a small report that shows it."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules to be tried together with their dated tables, where there is no ruleset yet."""

    rules: tuple[Rule, ...]
    tables: Mapping[str, Any] = field(default_factory=dict)


def assert_rule_contract(
    rule: Rule,
    *,
    tables: Mapping[str, Any] | None = None,
    examples: int = 50,
    levels: Collection[str] = (ERROR, WARNING),
    options: str = "",
) -> None:
    """Tries one rule on drawn reports. Raises BrokenContractError with the smallest report found.

    `levels` are those at which it must be silent on valid reports; `tables` the dated tables of law
    it reads; `options` those of `gouji check` with which the rule is in force (`--plugin rules.py`).
    """
    check_pack(Pack((rule,), tables or {}), examples=examples, levels=levels, options=options)


def check_pack(ruleset: engine.Ruleset, *, examples: int = 50, levels: Collection[str] = (ERROR, WARNING), options: str = "") -> None:
    """Tries all rules of a ruleset at once, each on every drawn report. See `assert_rule_contract`."""
    __tracebackhide__ = True

    def in_order(report: Report) -> None:
        for finding in _judge(ruleset, report).findings:
            if finding.level in levels:
                raise _broken("在一份无误的年报上报了问题", finding.rule, report, finding)
        for part in _lacking(report):
            _no_failure(engine.check(part, ruleset))

    def with_fault(faulty: Faulty) -> None:
        _judge(ruleset, faulty.report)

    def over_the_years(family: Family) -> None:
        for years in family.units():
            for before, now in zip((None, *years), years, strict=False):
                below = family.below(now.year or 0) if years is family.parent else ()
                beside = (before, *below) if before else below
                result = engine.check(now, ruleset, previous=before, below=below)
                _no_failure(result, beside)
                for part in _lacking(before) if before else ():
                    _no_failure(engine.check(now, ruleset, previous=part, below=below), (part, *below))
                turned = engine.check(now, ruleset, previous=before, below=below[::-1])
                if _told(turned) != _told(result):
                    raise _broken("结果随下级年报的先后而变", _difference(turned, result), now, beside=beside)
                for finding in result.findings:
                    if finding.level in levels:
                        raise _broken("在前后年度衔接、上下级相符的年报上报了问题", finding.rule, now, finding, beside)

    _try(in_order, reports(), examples, options)
    _try(with_fault, reports().flatmap(faults), examples, options)
    if any(rule.family for rule in ruleset.rules):
        _try(over_the_years, families(), max(1, examples // 5), options)


def _try(test: Callable[[Any], None], strategy: st.SearchStrategy[Any], examples: int, options: str) -> None:
    __tracebackhide__ = True
    quiet = settings(
        quick,
        max_examples=examples,
        database=None,
        derandomize=True,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        quiet(given(strategy)(test))()
    except BrokenContractError as broken:
        # Hypothesis would print the whole report a second time, cell by cell.
        raise BrokenContractError(f"{broken} {options}".rstrip()) from None


def _judge(ruleset: engine.Ruleset, report: Report) -> Result:
    """Everything that must hold on any report at all; the report's result."""
    result = engine.check(report, ruleset)
    _no_failure(result)
    again = engine.check(report, ruleset)
    if _told(again) != _told(result):
        raise _broken("同一份年报两次检查结果不同", _difference(again, result), report)
    known = {(table.id, row.id, column.id) for table in report.edition.tables for row in table.rows for column in row.columns}
    for finding in result.findings:
        for cell in finding.cells:
            if cell.key not in known:
                raise _broken(f"指到了表样里没有的格 {cell.table}.{cell.row}.{cell.column}", finding.rule, report, finding)
    moved = engine.check(elsewhere(report), ruleset)
    if _told(moved) != _told(result):
        raise _broken("结果随内容在文件里的位置而变", _difference(moved, result), report)
    _untouched_by_others(ruleset, report, result)
    return result


def _lacking(report: Report) -> Iterator[Report]:
    """The report without each of its facts, sections and tables, and with nothing in its cells."""
    for name in ("facts", "sections", "tables"):
        parts: Mapping[str, Any] = getattr(report, name)
        for gone in parts:
            less: Any = {id: part for id, part in parts.items() if id != gone}
            yield replace(report, **{name: less})
    cells = (cell for table in report.tables.values() for cell in table.cells.values())
    yield report.with_cells(*(cell._replace(raw="", kind=BLANK, value=None) for cell in cells))


def _untouched_by_others(ruleset: engine.Ruleset, report: Report, result: Result) -> None:
    for rule in ruleset.rules:
        if rule.formula is None or not rule.applies_to(report):
            continue
        read = {key for check in result.checks if check.rule == rule.id for key in check.cells}
        read |= {c.key for f in result.findings if f.rule == rule.id for c in f.cells}
        read |= {key for hindered in result.not_assessed if hindered.rule == rule.id for key in hindered.cells}
        others = (cell for table in report.tables.values() for cell in table.cells.values() if cell.key not in read)
        other = next(others, None)
        if not read or other is None:
            continue
        changed = report.with_cells(other._replace(raw="98765", kind=NUMBER, value=98765))
        alone = Pack((rule,), ruleset.tables)
        if _told(engine.check(changed, alone)) != _told(engine.check(report, alone)):
            raise _broken(f"结果随公式以外的格 {'.'.join(other.key)} 而变", rule.id, report)


def elsewhere(report: Report) -> Report:
    """The same report as it would be read from another file: other places, other order of reading."""
    known: dict[int, tuple[Any, ...]] = {}  # what two sections share they share again

    def moved(part: Any) -> Any:
        if isinstance(part, Place):
            return Place(line=sum(number for number in part if isinstance(number, int)) + 1000) if part != NOWHERE else part
        if isinstance(part, tuple):
            if id(part) not in known:
                parts = map(moved, part)
                known[id(part)] = part._make(parts) if hasattr(part, "_make") else tuple(parts)
            return known[id(part)]
        if isinstance(part, Mapping):
            return {name: moved(value) for name, value in part.items()}
        if isinstance(part, Section | Table):
            return replace(part, **{name: moved(getattr(part, name)) for name in part.__match_args__})
        return part

    names = ("facts", "headings", "sections", "tables", "intro", "tail")
    again = replace(report, path="other.html", format="other", **{name: moved(getattr(report, name)) for name in names})
    turned = {name: replace(table, cells=dict(reversed([*table.cells.items()]))) for name, table in again.tables.items()}
    return replace(again, tables=turned)


def _told(result: Result) -> list[tuple[Any, ...]]:
    """What a result says, without the places."""
    findings: list[tuple[Any, ...]] = sorted(
        (
            finding.rule,
            finding.defect,
            finding.level,
            tuple(sorted((*cell.key, cell.value or "", cell.role) for cell in finding.cells)),
            finding.expected or "",
            finding.actual or "",
            finding.delta or "",
            finding.fingerprint(result.report),
        )
        for finding in result.findings
    )
    return findings + sorted((hindered.rule, *sorted(hindered.cells)) for hindered in result.not_assessed)


def _difference(one: Result, other: Result) -> str:
    """The id of a rule that told the two differently."""
    odd = set(_told(one)) ^ set(_told(other))
    return str(min(odd)[0]) if odd else "?"


def _no_failure(result: Result, beside: Sequence[Report] = ()) -> None:
    for failure in result.failures:
        raise _broken(f"出错：{failure.error}", failure.rule, result.report, beside=beside)


def _broken(why: str, rule: str, report: Report, finding: Finding | None = None, beside: Sequence[Report] = ()) -> BrokenContractError:
    """What went wrong, with the report and those it was judged `beside`, and a command that shows it again."""
    from gouji.exchange import report_as_data

    folder = Path(tempfile.gettempdir()) / f"gouji-{re.sub(r'[^0-9A-Za-z_-]', '_', rule)}"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink(missing_ok=True)
    for number, one in enumerate((report, *beside), 1):
        (folder / f"{number}.json").write_text(json.dumps(report_as_data(one), ensure_ascii=False, default=str), encoding="utf-8")
    said = f"\n  报出：{finding.message}" if finding else ""
    shown = "\n".join(map(show, (report, *beside)))
    return BrokenContractError(f"规则 {rule} {why}{said}\n{shown}\n重现：gouji check {folder} --select {rule}")
