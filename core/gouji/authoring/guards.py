"""Which rules guard which cells: every cell of generated valid reports is changed by one, and the rules are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gouji.edition import Edition
from gouji.engine import applied
from gouji.errors import described
from gouji.formula import Formula
from gouji.report import NUMBER, Cell, Key, Report
from gouji.rule import Beside, Rule, Subject, lacking
from gouji.testing.drawn import Drawn
from gouji.timelimit import RULE_SECONDS, TooLongError, limit

Said = frozenset[tuple[str, str]]
"""What rules say of a report: (rule id, fingerprint) of every finding."""


@dataclass(slots=True)
class Guards:
    """What became of single cells changed by one.

    `rules` maps each cell of the form to the rules that noticed a change of it. `tried` and
    `noticed` count changes by fault ("one-more", "one-less"). `missed` are changes of a cell that
    some equation holds, which no rule noticed all the same; `failed` the errors of rules.
    """

    edition: Edition
    rules: dict[Key, set[str]] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)
    noticed: dict[str, int] = field(default_factory=dict)
    missed: dict[Key, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def counts(self) -> dict[str, dict[str, dict[str, int]]]:
        """Table → row → column → how many rules guard the cell."""
        found: dict[str, dict[str, dict[str, int]]] = {}
        for (table, row, column), rules in self.rules.items():
            found.setdefault(table, {}).setdefault(row, {})[column] = len(rules)
        return found


STEPS = {"one-more": 1, "one-less": -1}
"""A cell is never made negative: that is a fault of another kind, which one rule notices everywhere."""


def guards(rules: Iterable[Rule], tables: Mapping[str, Any], edition: Edition, samples: Iterable[Drawn]) -> Guards:
    """Changes every cell of every sample by one and notes which rules say something new."""
    judges = Judges(rules, tables, edition)
    found = Guards(edition, {(table.id, *address): set() for table in edition.tables for address in table.keys()})  # noqa: SIM118
    found.tried = dict.fromkeys(STEPS, 0)
    found.noticed = dict.fromkeys(STEPS, 0)
    for sample in samples:
        usual = {rule.id: judges.said(sample, *judges.watched(sample.report, rule)) for rule in judges.rules}
        for key in found.rules:
            cell = sample.report.cell(*key)
            for fault, step in STEPS.items():
                if cell is None or cell.value is None or cell.value + step < 0:
                    continue
                changed = sample.report.with_cells(_number(cell, step))
                asked = judges.asked(key)
                new = {rule for rule, mark in judges.said(sample, changed, asked) if (rule, mark) not in usual[rule]}
                found.rules[key] |= new
                found.tried[fault] += 1
                found.noticed[fault] += bool(new)
                if not new and judges.holds(key, sample.report):
                    found.missed[key] = fault
    found.failed = judges.failed
    return found


def _number(cell: Cell, step: int) -> Cell:
    assert cell.value is not None
    value = cell.value + step
    return cell._replace(raw=str(value), kind=NUMBER, value=value, note="")


class _Watched(Mapping[tuple[str, str], Cell]):
    """The cells of a table, noting which of them are looked at."""

    def __init__(self, table: str, cells: Mapping[tuple[str, str], Cell], seen: set[Key]) -> None:
        self._table, self._cells, self._seen = table, cells, seen

    def __getitem__(self, address: tuple[str, str]) -> Cell:
        self._seen.add((self._table, *address))
        return self._cells[address]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


class Judges:
    """Rules that are asked one by one; those in `failed` raised or came to no end, and are asked no more."""

    def __init__(self, rules: Iterable[Rule], tables: Mapping[str, Any], edition: Edition) -> None:
        self.rules = [rule for rule in rules if rule.speaks_for(edition)]
        self.tables = tables
        self.failed: dict[str, str] = {}
        self._reads: dict[str, set[Key]] = {}
        self._equal = [(rule, frozenset(_equated(rule.formula, edition))) for rule in self.rules if isinstance(rule.formula, Formula)]

    def watched(self, report: Report, rule: Rule) -> tuple[Report, tuple[Rule, ...]]:
        """The report, made to note the cells this rule looks at while it judges it, and the rule.

        A pure function that does not look at a cell says the same whatever is in the cell, so only
        rules that did look have to be asked again when it changes.
        """
        seen = self._reads[rule.id] = set()
        tables = {id: replace(table, cells=_Watched(id, table.cells, seen)) for id, table in report.tables.items()}
        return replace(report, tables=tables), (rule,)

    def asked(self, key: Key) -> list[Rule]:
        """The rules that looked at this cell when they were last watched."""
        return [rule for rule in self.rules if key in self._reads[rule.id]]

    def holds(self, key: Key, report: Report) -> bool:
        """Whether an equation in force for this report holds the cell, whatever the other cells say."""
        return any(key in cells and rule.applies_to(report) for rule, cells in self._equal)

    def said(self, sample: Drawn, report: Report, rules: Iterable[Rule] | None = None) -> Said:
        """What the rules say of this report, judged beside the sample's other reports."""
        return frozenset(self._said(sample, report, self.rules if rules is None else rules))

    def _said(self, sample: Drawn, report: Report, rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
        beside = Beside(sample.previous, sample.below)
        for rule in rules:
            if rule.id in self.failed or not rule.applies_to(report) or lacking(rule.family, beside):
                continue
            try:
                with limit(RULE_SECONDS):
                    findings, _, _ = applied(Subject(rule, report, rule.parameters, self.tables, *beside))
            # Rules written in Python are other people's code: one that fails is told, and the others go on.
            except (Exception, SystemExit, TooLongError) as error:
                self.failed[rule.id] = described(error)
            else:
                yield from ((rule.id, finding.fingerprint(report)) for finding in findings)


def _equated(formula: Formula, edition: Edition) -> Iterator[Key]:
    for instance in formula.instances(edition):
        if instance.linear and instance.relation == "=":
            yield from (key for key, _ in instance.terms)
