"""A formula tried on one report: read back, judged, with the cells it touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from gouji.edition import Edition
from gouji.errors import ConfigError, Problem
from gouji.finding import FAILED, NOT_ASSESSED, PASSED, Check, Finding, NotAssessed
from gouji.formula import Formula
from gouji.formula.instances import PREVIOUS, Instance, Term
from gouji.formula.plain import plain_formula
from gouji.formula.spoken import spoken
from gouji.formula.syntax import FormulaError
from gouji.report import Cell, Key, Report
from gouji.rule import Rule, Subject

ID = "试算"


class Touched(NamedTuple):
    """One cell of one side: its name, its key, the cell or None where the report lacks it."""

    label: str
    key: Key
    coefficient: str
    cell: Cell | None
    scope: str


class Applied(NamedTuple):
    """The formula at one place: how it came out, the comparison with its numbers, both sides' cells."""

    where: str
    outcome: str
    text: str
    left: tuple[Touched, ...]
    right: tuple[Touched, ...]


class Trial(NamedTuple):
    """What came of a formula on one report: `applied` is empty where its `when` does not hold."""

    spoken: str
    applied: tuple[Applied, ...]
    messages: tuple[str, ...]
    not_assessed: tuple[str, ...]


def understood(text: str, editions: Iterable[Edition], *, each: str = "", when: str = "") -> Formula:
    """The formula in these editions. Raises ConfigError that points at the place of an error."""
    try:
        return Formula(plain_formula(text, editions, each=each, when=when))
    except FormulaError as error:
        written = {"formula": ("公式", text), "each": ("--each", each), "when": ("--when", when)}
        name, source = written.get(error.part, written["formula"])
        problem = Problem(name, 1, error.offset + 1, str(error), source)
        raise ConfigError(f"公式有误：{error}", (problem,)) from None


def try_formula(formula: Formula, report: Report, tables: Mapping[str, Any], previous: Report | None = None) -> Trial:
    """Judges the report by this formula alone."""
    rule = Rule(ID, formula.text, "error", ID, "", formula.judge, formula=formula)
    outcomes = list(formula.judge(Subject(rule, report, {}, tables, previous)))
    checks = [outcome for outcome in outcomes if isinstance(outcome, Check) and outcome.cells]
    return Trial(
        spoken(formula.text, formula.each, formula.when, report.edition),
        tuple(_applied(check, formula, report, previous) for check in checks),
        tuple(outcome.message for outcome in outcomes if isinstance(outcome, Finding)),
        tuple(outcome.why for outcome in outcomes if isinstance(outcome, NotAssessed)),
    )


def _applied(check: Check, formula: Formula, report: Report, previous: Report | None) -> Applied:
    """A check with its sides; the instances it came from are those that read just its cells."""
    cells = frozenset(check.cells)
    sides = [instance for instance in formula.instances(report.edition) if frozenset(_keys(instance)) <= cells]
    where = next((instance.where for instance in sides), "")
    touched = [
        tuple(_touched(term, report, previous) for instance in sides for term in getattr(instance, side).terms)
        for side in ("left", "right")
    ]
    return Applied(where, check.outcome, check.text, touched[0], touched[1])


def _keys(instance: Instance) -> list[Key]:
    return [term.key for side in (instance.left, instance.right) for term in side.terms if not term.scope]


def _touched(term: Term, report: Report, previous: Report | None) -> Touched:
    source = previous if term.scope == PREVIOUS else None if term.scope else report
    cell = source.cell(*term.key) if source else None
    return Touched(term.label, term.key, "" if term.coefficient == 1 else str(term.coefficient), cell, term.scope)


OUTCOMES = {PASSED: "成立", FAILED: "不成立", NOT_ASSESSED: "不能核对"}
"""What became of one comparison, in Chinese."""
