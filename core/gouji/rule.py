"""A rule 规则 in force, and what it is given to judge.

A rule is a pure function from a `Subject` to findings. Rules written in YAML and rules written in
Python become the same `Rule`; the engine knows no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from gouji.document import NOWHERE, Place
from gouji.edition import Edition
from gouji.finding import ERROR, LEVELS, READING, SOURCE, WARNING, CellEvidence, Check, Finding, NotAssessed
from gouji.lean import Any, NamedTuple, dataclass
from gouji.regions import within
from gouji.report import LEVELS_OF_GOVERNMENT, Report

ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,39}")
ID_WORDS = "以字母开头，只用字母、数字和 . _ -，不超过 40 个"
"""What the id of a rule or ruleset looks like."""

NOTHING: Mapping[str, Any] = MappingProxyType({})
"""No parameters, no tables."""


class Case(NamedTuple):
    """One of a rule's own examples.

    `given` sets what the rule reads on an otherwise balanced and complete report: cells by name
    and texts by section (see the rule language). `says` are words the message must hold; empty for
    a passing case. `build`, for Python rules that need a report no mapping can describe, changes
    the balanced report instead.
    """

    given: Mapping[str, Any]
    says: str = ""
    build: Callable[[Report], Report] | None = None


class Beside(NamedTuple):
    """What a report is judged beside, as far as it is there; the fields are as in `Subject`."""

    previous: Report | None = None
    below: tuple[Report, ...] = ()
    other: Report | None = None
    alike: tuple[Report, ...] = ()
    absent: tuple[str, ...] | None = None


class Subject(NamedTuple):
    """What a rule may look at: the report, and where known last year's, the units' below, `other`,
    another one of the same unit on the same year, `alike`, those of other units that may have
    written the same, and `absent`, the units of a roster that have no report (None without a roster).

    `parameters` are the rule's own, typed and with defaults filled in; `tables` are the dated
    tables of law (deadlines, document numbers, thresholds) of the rulesets in force.
    """

    rule: Rule
    report: Report
    parameters: Mapping[str, Any] = NOTHING
    tables: Mapping[str, Any] = NOTHING
    previous: Report | None = None
    below: tuple[Report, ...] = ()
    other: Report | None = None
    alike: tuple[Report, ...] = ()
    absent: tuple[str, ...] | None = None

    @property
    def edition(self) -> Edition:
        """The edition the report was read with."""
        return self.report.edition

    def finding(
        self,
        message: str,
        *,
        level: str | None = None,
        section: str | None = None,
        quote: str = "",
        place: Place = NOWHERE,
        cells: Iterable[CellEvidence] = (),
        expected: str | None = None,
        actual: str | None = None,
        delta: str | None = None,
        doubt: str = SOURCE,
        key: str = "",
    ) -> Finding:
        """A finding of this rule, with its id, defect and basis filled in.

        `message` is one Chinese sentence: what is wrong where, what it should be and what it is.
        `cells` are those it rests on (`CellEvidence.of(cell)`), `quote` the words of the report, and
        `section`, `place` where they stand. `doubt` is READING where the layout, not the report, may
        be at fault: such a finding is a warning at most. `key` tells findings of one rule apart that
        name no cells. `level` overrides the rule's own for this finding. If a ruleset has re-levelled
        the rule, the ruleset wins.
        """
        rule = self.rule
        return Finding(
            rule=rule.id,
            defect=rule.defect,
            level=rule.level_of(level, doubt),
            message=message,
            section=section,
            quote=quote,
            cells=tuple(cells),
            expected=expected,
            actual=actual,
            delta=delta,
            place=place,
            doubt=doubt,
            basis=rule.basis,
            key=key,
        )

    def not_assessed(self, why: str, cells: Iterable[tuple[str, str, str]] = ()) -> NotAssessed:
        """A statement that this rule could not be applied, with the reason."""
        return NotAssessed(self.rule.id, why, tuple(cells))


class Score(NamedTuple):
    """What a rule costs 扣分: points for each finding, or once for the report; at most `cap` altogether."""

    points: Decimal
    once: bool = False
    cap: Decimal | None = None


Outcome = Finding | NotAssessed | Check
"""What a rule yields. A rule that yields no `Check` is recorded by the engine as one application."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in force.

    `editions`, `levels`, `regions` (names of places in the unit's name) and `years` limit it; empty
    means all. `score` is what its findings cost, where a ruleset scores. `family` names what it needs beyond
    the report: "" nothing, "previous" last year's report, "below" the units below, "other" another of
    the same unit and year, "alike" other units' with the same prose, "roster" a roster of units. `equations` is
    true for formula rules, whose broken equations the engine groups by cause. `place` is
    `file:line` of its definition.
    """

    id: str
    title: str
    level: str
    defect: str
    basis: str
    check: Callable[[Subject], Iterable[Outcome]]
    why: str = ""
    ruleset: str = ""
    editions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    family: str = ""
    parameters: Mapping[str, Any] = NOTHING
    score: Score | None = None
    passes: tuple[Case, ...] = ()
    fails: tuple[Case, ...] = ()
    relevelled: bool = False
    place: str = ""
    formula: Any = None

    def speaks_for(self, edition: Edition) -> bool:
        """Whether this rule is meant for reports of the edition."""
        return not self.editions or edition.id in self.editions

    def level_of(self, own: str | None = None, doubt: str = SOURCE) -> str:
        """The level of a finding that has its `own` or the rule's: what may only be misread is no error."""
        level = self.level if own is None or self.relevelled else own
        return WARNING if level == ERROR and doubt == READING and not self.relevelled else level

    def applies_to(self, report: Report) -> bool:
        """Whether this rule speaks about such a report at all: edition, level, region and year."""
        if not self.speaks_for(report.edition):
            return False
        if self.levels and (report.level or "") not in self.levels:
            return False
        if self.regions and not within(report.unit or "", self.regions):
            return False
        first, last = self.years
        year = report.year
        if year is None:
            return first is None and last is None
        return (first is None or year >= first) and (last is None or year <= last)


FAMILIES = ("", "previous", "below", "other", "alike", "roster")
"""What a rule may need beyond the report: nothing, last year's report, those of the units below, another
of the same unit and year, those of other units with the same prose, a roster of units."""

OF_A_RUN = frozenset({"alike", "roster"})
"""Families of which a report by itself lacks nothing: it takes a run to speak of them."""


def lacking(family: str, beside: Beside | Subject) -> str:
    """Why a rule of this family cannot be applied, for want of another report or of a roster; or "".

    That a unit has no other report on the year, and none like its own, is as it should be.
    """
    if family == "previous" and beside.previous is None:
        return "没有上年年报"
    if family == "roster" and beside.absent is None:
        return "没有单位名册"
    return "没有下级年报" if family == "below" and not beside.below else ""


def rule(
    id: str,
    *,
    title: str,
    level: str,
    defect: str,
    basis: str,
    why: str,
    passes: Iterable[Case],
    fails: Iterable[Case],
    editions: tuple[str, ...] = (),
    levels: tuple[str, ...] = (),
    years: tuple[int | None, int | None] = (None, None),
    parameters: Mapping[str, Any] | None = None,
    family: str = "",
) -> Callable[[Callable[[Subject], Iterable[Outcome]]], Rule]:
    """Makes a Python function a rule. The function takes a `Subject` and yields findings.

    `level` is "error", "warning" or "info"; `defect` a type of the catalogue, or the rule's own id;
    `basis` the law or notice it rests on; `why` what it is for, and what would excuse a report.
    `editions` ("gov-2021"), `levels` of units ("dept") and `years` (first and last, None for open)
    limit what it speaks of. `parameters` are names with their usual values, which rulesets may change.
    `family` is "previous" for a rule that needs last year's report (`subject.previous`), "below" for
    one that needs those of the units below (`subject.below`): without them it is not called, and
    that is told. "other" is for one that looks at another report of the same unit and year, if
    there should be one (`subject.other`), "alike" for one that looks at what other units have
    written alike (`subject.alike`), "roster" for one on the units without a report (`subject.absent`).

    At least one passing and one failing case are required; a plugin returns its rules from the
    hook `gouji_rules`. Raises ValueError for a rule that could not be in force as it is written.
    """

    def make(check: Callable[[Subject], Iterable[Outcome]]) -> Rule:
        made = Rule(
            id=id,
            title=title,
            level=level,
            defect=defect,
            basis=basis,
            check=check,
            why=why,
            editions=editions,
            levels=levels,
            years=years,
            parameters=dict(parameters or {}),
            family=family,
            passes=tuple(passes),
            fails=tuple(fails),
            place=f"{check.__module__}:{check.__qualname__}",
        )
        if problem := _unfit(made):
            raise ValueError(f"规则 {id} 的 {problem}")
        return made

    return make


def _unfit(made: Rule) -> str:
    """What is wrong with how a rule is declared, beginning with the name of the argument; or ""."""
    if not ID.fullmatch(made.id):
        return f"id 不合规矩：{ID_WORDS}"
    if made.level not in LEVELS:
        return f"level 是 {made.level!r}，应为 {'、'.join(LEVELS)}"
    if made.family not in FAMILIES:
        told = '"previous"（要上年年报）、"below"（要下级年报）、"other"（看同年的另一份）、"alike"（看别的单位）、"roster"（看单位名册）'
        return f"family 是 {made.family!r}，应为 {told}，或者不写"
    if not made.basis.strip():
        return "basis 是空的，每条规则都要有依据"
    for name, words in (("editions", made.editions), ("levels", made.levels)):
        if isinstance(words, str):
            return f'{name} 应是元组：("{words}",)'
    if not isinstance(made.years, tuple) or len(made.years) != 2 or not all(year is None or isinstance(year, int) for year in made.years):
        return "years 应写作（首年，末年），没有限制的一头写 None，如 (2021, None)"
    if unknown := [level for level in made.levels if level not in LEVELS_OF_GOVERNMENT]:
        return f"levels 里没有 {unknown[0]!r} 这一级，有的是 {'、'.join(LEVELS_OF_GOVERNMENT)}"
    for name, cases in (("passes", made.passes), ("fails", made.fails)):
        if not all(isinstance(case, Case) for case in cases):
            return f"{name} 应是 Case 的列表"
        if not cases:
            return f"{name} 是空的，每条规则都要有通过和不过的示例"
    return ""
