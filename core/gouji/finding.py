"""What a check gives: findings with their whole evidence, and what could not be assessed."""

from __future__ import annotations

from gouji.digest import blake2b
from gouji.document import NOWHERE, Place
from gouji.lean import Any, NamedTuple, dataclass
from gouji.report import Cell, Key, Report
from gouji.values import written

ERROR = "error"
WARNING = "warning"
INFO = "info"
LEVELS = (ERROR, WARNING, INFO)
LEVEL_NAMES = {ERROR: "强制性", WARNING: "核实性", INFO: "提示"}
"""强制性 must be corrected; 核实性 should hold, a written 情况说明 can close it; 提示 is advice."""

SOURCE = "source"
READING = "reading"
"""Whether the doubt is in the document itself or in how its layout had to be read."""

SUBJECT = "subject"
LEFT = "left"
RIGHT = "right"


class CellEvidence(NamedTuple):
    """A cell a finding speaks of, with its role: subject (the one at fault), left or right side."""

    table: str
    row: str
    column: str
    value: str | None
    role: str
    place: Place = NOWHERE

    @property
    def key(self) -> Key:
        """(table, row, column), the cell's address in any report of its edition."""
        return self.table, self.row, self.column

    @classmethod
    def of(cls, cell: Cell, role: str = SUBJECT) -> CellEvidence:
        """A cell of a report as evidence; its value is null unless it is a number."""
        return cls(*cell.key, None if cell.value is None else written(cell.value), role, cell.place)

    def as_json(self) -> dict[str, Any]:
        """The contract's form of a cell."""
        return {"table": self.table, "row": self.row, "column": self.column, "value": self.value, "role": self.role}


class Equation(NamedTuple):
    """One equation that does not hold, its numbers as written in messages.

    `cells` are its operands with role left or right.
    """

    rule: str
    defect: str
    text: str
    left: str
    right: str
    delta: str
    cells: tuple[CellEvidence, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The contract's form of an equation."""
        return {"rule": self.rule, "defect": self.defect, "text": self.text, "left": self.left, "right": self.right, "delta": self.delta}


class Change(NamedTuple):
    """One cell changed from one number to another, as part of a correction."""

    table: str
    row: str
    column: str
    old: str
    new: str

    @property
    def key(self) -> Key:
        """(table, row, column), the cell's address in any report of its edition."""
        return self.table, self.row, self.column

    def as_json(self) -> dict[str, Any]:
        """The contract's form of a change."""
        return {"table": self.table, "row": self.row, "column": self.column, "from": self.old, "to": self.new}


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem 问题, with everything needed to believe it and to act on it.

    `delta` is left minus right, or actual minus expected. `key` tells two findings of one rule
    apart where they name no cells; it must not depend on layout. `corrections` are the smallest
    sets of changes that restore every equation: one entry means it is unique. A slip of a whole
    row or column (moved by a cell, left empty) counts as one change, however many cells it spoils.
    `restated` is the part of `message` that says no more than `corrections`, for pages that list these.
    """

    rule: str
    defect: str
    level: str
    message: str
    section: str | None = None
    quote: str = ""
    cells: tuple[CellEvidence, ...] = ()
    expected: str | None = None
    actual: str | None = None
    delta: str | None = None
    equations: tuple[Equation, ...] = ()
    corrections: tuple[tuple[Change, ...], ...] = ()
    restated: str = ""
    place: Place = NOWHERE
    doubt: str = SOURCE
    basis: str = ""
    key: str = ""

    def fingerprint(self, report: Report) -> str:
        """A stable name of this finding: unit, year, rule and cells (or key), never lines."""
        cells = [f"{cell.table}.{cell.row}.{cell.column}" for cell in self.cells if cell.role == SUBJECT]
        if not cells and not self.key:
            cells = [f"{cell.table}.{cell.row}.{cell.column}" for cell in self.cells]
        what = "|".join(sorted(cells)) or self.key or "".join(self.quote.split())
        parts = (report.unit or "", str(report.year), report.edition.id, self.rule, self.section or "", what)
        return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class NotAssessed(NamedTuple):
    """A rule that could not be applied to this report, and why. Never the same as passed."""

    rule: str
    why: str
    cells: tuple[tuple[str, str, str], ...] = ()


EVERY_RULE = "*"
"""Stands for all rules in a `NotAssessed` about a report that was not judged at all."""


class RuleFailure(NamedTuple):
    """A rule or plugin that failed while running: a fault of ours, not of the report."""

    rule: str
    path: str
    error: str


PASSED = "passed"
FAILED = "failed"
NOT_ASSESSED = "not_assessed"


class Check(NamedTuple):
    """One application of a rule: what was compared over which cells, and how it came out.

    `text` is the comparison with its numbers for formulas, else the rule's title.
    """

    rule: str
    outcome: str
    cells: tuple[tuple[str, str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything one check of one report gave, in a fixed order.

    `checks` holds every application of every rule, passed ones too, so that "no findings" can be
    believed and each cell can tell what was checked on it.
    """

    report: Report
    findings: tuple[Finding, ...]
    not_assessed: tuple[NotAssessed, ...]
    failures: tuple[RuleFailure, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that spoke of the report, whether they could be applied or not."""
        return tuple(dict.fromkeys(check.rule for check in self.checks))

    @property
    def hindered(self) -> int:
        """How many applications of rules could not be carried out."""
        return sum(check.outcome == NOT_ASSESSED for check in self.checks)

    @property
    def applied(self) -> int:
        """How many applications of rules were."""
        return len(self.checks) - self.hindered

    def worst(self) -> str | None:
        """The highest level among the findings, or None."""
        return next((level for level in LEVELS if any(finding.level == level for finding in self.findings)), None)

    def count(self, level: str) -> int:
        """How many findings have this level."""
        return sum(finding.level == level for finding in self.findings)
