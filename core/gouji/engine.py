"""The engine: applies every rule in force to one report. It prints nothing and keeps nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from gouji.document import NOWHERE
from gouji.edition import Edition
from gouji.errors import described
from gouji.finding import (
    ERROR,
    EVERY_RULE,
    FAILED,
    LEVELS,
    NOT_ASSESSED,
    PASSED,
    READING,
    SUBJECT,
    WARNING,
    CellEvidence,
    Check,
    Finding,
    NotAssessed,
    Result,
    RuleFailure,
)
from gouji.lean import Any, NamedTuple, Protocol, replace
from gouji.once import once
from gouji.regions import names_place, within
from gouji.report import Key, Report
from gouji.rule import Beside, Outcome, Rule, Subject, lacking
from gouji.timelimit import RULE_SECONDS, TooLongError, limit

BLANK_FORM = "W13"
"""The rule an empty official form is reported under: text of the template left standing."""

MOST_OUTCOMES = 100_000
"""What one rule may yield for one report; beyond it the rule is taken to be broken, for no report that is read holds so much."""

KINDS_KEPT = 64
"""Kinds of report (edition, level, year …) for which it is remembered which rules speak of them."""


class Ruleset(Protocol):
    """What the engine needs of a ruleset: its rules, and its dated tables of law by name."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in force."""

    @property
    def tables(self) -> Mapping[str, Any]:
        """Dated tables: deadlines, document numbers, thresholds."""


def check(
    report: Report,
    ruleset: Ruleset,
    *,
    previous: Report | None = None,
    below: Iterable[Report] = (),
    other: Report | None = None,
    alike: Iterable[Report] = (),
    absent: Iterable[str] | None = None,
) -> Result:
    """Judges one report; the same arguments give the same `Result`, in the same order.

    What it is judged beside is as in `Subject`. A rule that raises or yields something else than
    outcomes is a `RuleFailure`, and what it had yielded is dropped; the other rules go on.
    """
    if report.blank_form:
        return _blank_form(report, ruleset)
    beside = Beside(previous, tuple(below), other, tuple(alike), None if absent is None else tuple(absent))
    findings, not_assessed, checks, failures = _by_each_rule(report, ruleset, beside)
    if _may_be_one_fault(findings):
        findings, failed = _each_fault_once(report, ruleset, findings, checks, beside)
        failures += failed
    if report.partial:
        findings = [_perhaps_unread(finding) for finding in findings]
    return Result(
        report=report,
        findings=in_order(findings, report),
        not_assessed=tuple(not_assessed),
        failures=tuple(failures),
        checks=tuple(checks),
    )


def _may_be_one_fault(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings may have to be told otherwise than the rules by themselves did."""
    if any(finding.equations or any(cell.value is None for cell in finding.cells) for finding in findings):
        return True
    return sum(bool(finding.quote and finding.cells) for finding in findings) > 1


def _by_each_rule(
    report: Report, ruleset: Ruleset, beside: Beside
) -> tuple[list[Finding], list[NotAssessed], list[Check], list[RuleFailure]]:
    """What every rule by itself has to say of a report, and which of them failed."""
    findings: list[Finding] = []
    not_assessed: list[NotAssessed] = []
    checks: list[Check] = []
    failures: list[RuleFailure] = []
    asked = _asked(ruleset.rules, report, beside)
    done = 0
    while done < len(asked):
        try:
            with limit(RULE_SECONDS):
                for one in asked[done:]:
                    found, hindered, applied = _told(one, report, ruleset, beside)
                    findings += found
                    not_assessed += hindered
                    checks += applied
                    done += 1
        except KeyboardInterrupt:
            raise
        # Rules are other people's code: whatever goes wrong in one is told and must not end the run.
        except BaseException as error:
            failures.append(RuleFailure(asked[done].rule.id, report.path, described(error)))
            done += 1
    return findings, not_assessed, checks, failures


def _perhaps_unread(finding: Finding) -> Finding:
    """A finding on a report of which a part was not read: what it misses may stand there."""
    seen = any(cell.place != NOWHERE for cell in finding.cells) if finding.cells else bool(finding.quote)
    if seen:
        return finding
    return replace(finding, level=WARNING if finding.level == ERROR else finding.level, doubt=READING)


class _Asked(NamedTuple):
    """A rule that speaks of a report: what prevents it, and the `Check` it leaves when it yields nothing."""

    rule: Rule
    hindrance: NotAssessed | None
    silent: Check


def _told(
    asked: _Asked, report: Report, ruleset: Ruleset, beside: Beside
) -> tuple[Sequence[Finding], Sequence[NotAssessed], Sequence[Check]]:
    """What one rule has to say of a report, with at least one `Check`. Raises what the rule raises."""
    rule, hindrance, silent = asked
    if hindrance is not None:
        return (), (hindrance,), (silent,)
    outcomes = _outcomes(Subject(rule, report, rule.parameters, ruleset.tables, *beside))
    if not outcomes:
        return (), (), (silent,)
    found, hindered, applied = _sorted_out(outcomes, rule)
    return found, hindered, applied or (_whole(rule, found, hindered),)


class _Decided(NamedTuple):
    """Which rules speak of each kind of report met so far, and the regions these rules tell apart."""

    regions: Sequence[str]
    asked: dict[tuple[object, ...], Sequence[_Asked]]


@once(8)
def _decided(rules: tuple[Rule, ...]) -> _Decided:
    return _Decided(list(dict.fromkeys(region for rule in rules for region in rule.regions)), {})


def _asked(rules: tuple[Rule, ...], report: Report, beside: Beside) -> Sequence[_Asked]:
    """The rules that speak of such reports, in order: decided once for all reports of a kind."""
    regions, decided = _decided(rules)
    unit = report.unit or ""
    places = (names_place(unit), *[within(unit, (region,)) for region in regions]) if regions else ()
    kind = report.edition.id, report.level, report.year, places, beside.previous is None, not beside.below, beside.absent is None
    asked = decided.get(kind)
    if asked is None:
        answers = [(rule, _hindrance(rule, report, beside)) for rule in rules]
        asked = [_answered(rule, why) for rule, why in answers if why is not None]
        if len(decided) >= KINDS_KEPT:
            decided.clear()
        decided[kind] = asked
    return asked


def _answered(rule: Rule, why: str) -> _Asked:
    if why:
        return _Asked(rule, NotAssessed(rule.id, why), Check(rule.id, NOT_ASSESSED, (), rule.title))
    return _Asked(rule, None, Check(rule.id, PASSED, (), rule.title))


def _outcomes(subject: Subject) -> list[Outcome]:
    """What one rule yields; raises what the rule raises, and ValueError for one that yields without end."""
    given = subject.rule.check(subject)
    if not hasattr(given, "__iter__"):
        raise TypeError(f"应当用 yield 逐个给出问题，返回的却是 {type(given).__name__}")
    outcomes = list(islice(given, MOST_OUTCOMES + 1))
    if len(outcomes) > MOST_OUTCOMES:
        raise ValueError(f"报出的结果超过 {MOST_OUTCOMES} 个")
    return outcomes


def applied(subject: Subject) -> tuple[list[Finding], list[NotAssessed], list[Check]]:
    """One rule applied by itself. Raises whatever the rule raises, and for outcomes that it may not give."""
    return _sorted_out(_outcomes(subject), subject.rule)


def _sorted_out(outcomes: Iterable[Outcome], rule: Rule) -> tuple[list[Finding], list[NotAssessed], list[Check]]:
    """Outcomes by what they are; raises TypeError or ValueError for one that the rule may not give."""
    found: list[Finding] = []
    hindered: list[NotAssessed] = []
    applied: list[Check] = []
    for outcome in outcomes:
        if isinstance(outcome, Check):
            applied.append(outcome)
        elif isinstance(outcome, Finding):
            found.append(_proper(outcome, rule))
        elif isinstance(outcome, NotAssessed):
            hindered.append(outcome)
        else:
            raise TypeError(f"产出了 {type(outcome).__name__}，应为 Finding、NotAssessed 或 Check")
    return found, hindered, applied


def _each_fault_once(
    report: Report,
    ruleset: Ruleset,
    findings: list[Finding],
    checks: Iterable[Check],
    beside: Beside,
) -> tuple[list[Finding], list[RuleFailure]]:
    """One wrong cell breaks several equations: they are told as one finding, with its corrections.
    What stands empty though sums ask for a number is told with that number."""
    from gouji.localise import by_row, merge

    rules = {rule.id: rule for rule in ruleset.rules}

    def again(id: str, corrected: Report) -> list[Finding]:
        rule = rules[id]
        return applied(Subject(rule, corrected, rule.parameters, ruleset.tables, *beside))[0]

    try:
        with limit(RULE_SECONDS):
            return by_row(merge(report, ruleset.rules, findings, checks, again), ruleset.rules), []
    # It works on the formulas and findings of every ruleset; should it fail, the equations still stand one by one.
    except (Exception, TooLongError) as error:
        return findings, [RuleFailure("合并同因问题", report.path, described(error))]


def _hindrance(rule: Rule, report: Report, beside: Beside) -> str | None:
    """None: the rule does not speak of such reports. A sentence: it cannot be applied. "": it can."""
    if not rule.applies_to(report):
        if not rule.speaks_for(report.edition):
            return None
        # Not knowing who or when is no reason to let a rule vanish without a word.
        if rule.levels and report.level is None:
            return "没有认出单位的层级，不知道这条规则是否适用"
        if rule.regions and (not rule.levels or report.level in rule.levels) and not names_place(report.unit or ""):
            return "单位名称里没有地名，不知道这条规则是否适用"
        if rule.years != (None, None) and report.year is None:
            return "没有认出报告年度，不知道这条规则是否适用"
        return None
    return lacking(rule.family, beside)


def _proper(finding: Finding, rule: Rule) -> Finding:
    """The finding itself; raises ValueError when it is not one this rule may give."""
    if finding.rule != rule.id:
        raise ValueError(f"规则 {rule.id} 报出了规则 {finding.rule} 的问题")
    if finding.level not in LEVELS:
        raise ValueError(f"级别 {finding.level!r} 不存在，应为 {'、'.join(LEVELS)}")
    if not isinstance(finding.message, str):
        raise TypeError(f"message 应是一句话，不是 {type(finding.message).__name__}")
    for cell in finding.cells:
        if not isinstance(cell, CellEvidence):
            raise TypeError(f"cells 里有 {type(cell).__name__}，应是 CellEvidence 的列表；由一格得到：CellEvidence.of(cell)")
        if cell.value is not None and not isinstance(cell.value, str):
            raise TypeError(f"cells 里的数应写成文字，不是 {type(cell.value).__name__}；由一格得到：CellEvidence.of(cell)")
    return finding


def _whole(rule: Rule, found: list[Finding], hindered: list[NotAssessed]) -> Check:
    """The one application of a rule that keeps no account of its own."""
    if found:
        cells = dict.fromkeys(cell.key for finding in found for cell in finding.cells)
        return Check(rule.id, FAILED, tuple(cells), rule.title)
    return Check(rule.id, NOT_ASSESSED, tuple(dict.fromkeys(cell for one in hindered for cell in one.cells)), rule.title)


def _blank_form(report: Report, ruleset: Ruleset) -> Result:
    """An empty form is no report of anybody: it is told so once, and no rule is held against it."""
    rule = next((rule for rule in ruleset.rules if rule.id == BLANK_FORM), None)
    finding = Finding(
        rule=BLANK_FORM,
        defect=BLANK_FORM,
        level=rule.level if rule and rule.relevelled else WARNING,
        message="这是一份空白表样，没有填写内容，请填好后再检查",
        basis=rule.basis if rule else "",
        key="blank-form",
    )
    why = f"空白表样没有内容可以核对，{len(ruleset.rules)}条规则都没有执行"
    return Result(report, (finding,), (NotAssessed(EVERY_RULE, why),), (), (Check(BLANK_FORM, FAILED, (), finding.message),))


def in_order(findings: Iterable[Finding], report: Report) -> tuple[Finding, ...]:
    """Worst first, then as the official form goes, then as the document goes, then by rule."""
    listed = list(findings)
    if len(listed) < 2:
        return tuple(listed)
    cells = _cell_order(report.edition)
    sections = {section.id: position for position, section in enumerate(report.edition.sections)}
    last = len(cells)

    def order(finding: Finding) -> tuple[Any, ...]:
        subjects = [cell for cell in finding.cells if cell.role == SUBJECT] or finding.cells
        first = min((cells.get(cell.key, last) for cell in subjects), default=-1)
        place = tuple(str(part).zfill(9) if part is not None else "" for part in finding.place)
        section = -1 if finding.section is None else sections.get(finding.section, len(sections))
        return LEVELS.index(finding.level), section, first, place, finding.rule, finding.key, finding.message

    return tuple(sorted(listed, key=order))


@once(8)
def _cell_order(edition: Edition) -> dict[Key, int]:
    keys = ((table.id, row.id, column.id) for table in edition.tables for row in table.rows for column in row.columns)
    return {key: position for position, key in enumerate(keys)}
