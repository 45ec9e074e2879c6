"""What the rules on several reports say of one, with the others of its family at hand."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence

from gouji import cache
from gouji.edition import Edition
from gouji.engine import check
from gouji.errors import described
from gouji.finding import Finding, RuleFailure
from gouji.in_force import Divided
from gouji.lean import NamedTuple
from gouji.report import Report
from gouji.rule import Beside
from gouji.run import earlier
from gouji.run.joints import Joint, pack
from gouji.run.packing import unpack_report
from gouji.run.plain import is_plain
from gouji.run.shelf import MOST, Packed
from gouji.telling import place_words

_CALLED = {"below": "下级", "alike": "雷同的"}


class Linked(NamedTuple):
    """What came of linking a report: counts of applications, and findings, packed, with their levels.

    `missing` holds the rules that could not be applied and why.
    """

    path: str
    applied: int = 0
    hindered: int = 0
    levels: tuple[str, ...] = ()
    joints: tuple[bytes, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    failures: tuple[tuple[str, ...], ...] = ()


def link(family: Packed, rules: Divided) -> Linked:
    """Applies the rules on several reports to a report."""
    report, beside = _unpacked(family, rules.together.editions)
    result = check(report, rules.together.ruleset, **beside._asdict())
    findings: Sequence[Finding] = result.findings
    failures = result.failures
    if findings:
        try:
            findings = _each_fault_once(findings, report, beside, family, rules)
        except Exception as error:  # a fault of ours: what was found is told all the same, every finding by itself
            failures = (*failures, RuleFailure("归并同一差错", report.path, described(error)))
    families = {rule.id: rule.family for rule in rules.together.ruleset.rules}
    joints = [pack(_joint(finding, report, beside, families[finding.rule])) for finding in findings]
    missing = [(one.rule, one.why) for one in result.not_assessed]
    for name in family.left_out:
        why = f"{_CALLED[name]}年报多于{MOST[name]}份，只按前{MOST[name]}份计算"
        missing += [(rule, why) for rule, needs in families.items() if needs == name]
    return Linked(
        report.path,
        result.applied,
        result.hindered,
        tuple([finding.level for finding in findings]),
        tuple(joints),
        tuple(missing),
        tuple([tuple(failure) for failure in failures]),
    )


def _each_fault_once(findings: Sequence[Finding], report: Report, beside: Beside, family: Packed, rules: Divided) -> Sequence[Finding]:
    """The findings on several reports, as hints those that another finding tells, too."""
    from gouji.run.passed_on import Part, told_of_copy, told_of_last_year, told_of_left_out, told_of_parts
    from gouji.run.same_fault import in_turn, told_once

    editions, together = rules.together.editions, rules.together.ruleset
    versions = (unpack_report(content, editions) for content in family.versions)
    *around, before_last = [unpack_report(content, editions) if content else None for content in (*family.around, family.before_last)]
    parts = list(map(Part, beside.below, around[::2], around[1::2]))
    last = Part(beside.previous, before_last, report) if beside.previous else None
    steps = (
        lambda those: told_once(those, report, beside, family.demands, versions, rules),
        lambda those: told_of_copy(those, report, beside.previous),
        lambda those: told_of_last_year(those, last, together) if last else those,
        lambda those: told_of_parts(those, report, parts, together),
        lambda those: told_of_left_out(those, report, beside.below, together),
    )
    return in_turn(findings, steps)


def _joint(finding: Finding, report: Report, beside: Beside, family: str) -> Joint:
    paths = tuple(one.path for one in (report, *_others(beside, family)))
    fingerprint = finding.fingerprint(report)
    if family == "roster":
        return Joint(finding, paths, fingerprint)
    return Joint(finding, paths, fingerprint, report.unit or "", str(report.year or ""), place_words(report, finding))


def _unpacked(family: Packed, editions: Mapping[str, Edition]) -> tuple[Report, Beside]:
    """A report, and what it is judged beside."""
    previous, other = (unpack_report(content, editions) if content else None for content in (family.previous, family.other))
    below, alike = (tuple(unpack_report(content, editions) for content in several) for several in (family.below, family.alike))
    return unpack_report(family.report, editions), Beside(previous, below, other, alike, family.absent)


def _others(beside: Beside, family: str) -> Sequence[Report]:
    """The reports that a rule of this family holds a report against."""
    several = {"previous": (beside.previous,), "other": (beside.other,), "below": beside.below, "alike": beside.alike}
    return [one for one in several.get(family, ()) if one]


def known(name: str) -> Linked | None:
    """What an earlier run kept under the name of a family, if it did."""
    content = cache.read(name) if name else None
    return Linked(*marshal.loads(content)) if content else None


def keep(name: str, linked: Linked) -> None:
    """Keeps what came of linking a family under its name; what went wrong and what only a plugin can read is left out."""
    if not linked.failures and all(map(is_plain, linked.joints)):
        earlier.write(name, marshal.dumps(tuple(linked)))
