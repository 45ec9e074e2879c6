"""One wrong cell told in two places: in its own report, and where the cell is held against other reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.engine import Ruleset, check
from gouji.finding import ERROR, INFO, Finding
from gouji.in_force import Divided, InForce
from gouji.lean import replace
from gouji.localise import keys_of, mended, residuals, system_of, values_of
from gouji.report import Report
from gouji.rule import Beside
from gouji.values import parse

MOST_NAMED = 12
"""Reports with a wrong cell of which it is asked whether one of them alone is to blame."""


def told_once(findings: Sequence[Finding], report: Report, beside: Beside, rules: Divided) -> Sequence[Finding]:
    """The findings of the rules on several reports on one of them; one that goes when these reports are
    corrected as they themselves demand is the same fault as theirs, and no more than a hint beside it."""
    if not any(finding.cells for finding in findings):
        return findings
    reports = [one for one in (report, beside.previous, beside.other, *beside.below) if one]
    wrong = [(one, right) for one in reports if (right := _corrected(one, rules.alone)) is not one]
    if not wrong:
        return findings
    together = rules.together.ruleset
    left = _found({id(one): right for one, right in wrong}, report, beside, together)
    by_one = [(one, _found({id(one): right}, report, beside, together)) for one, right in wrong[:MOST_NAMED]]
    told: list[Finding] = []
    for finding in findings:
        if _is_gone(finding, left):
            to_blame = [one for one, others in by_one if _is_gone(finding, others)]
            finding = _hint(finding, to_blame or [one for one, _ in wrong])
        told.append(finding)
    return told


def _found(instead: Mapping[int, Report], report: Report, beside: Beside, ruleset: Ruleset) -> Sequence[Finding]:
    """What is found with other reports instead of those with these identities."""
    previous, other = (instead.get(id(one), one) for one in (beside.previous, beside.other))
    below = tuple(instead.get(id(one), one) for one in beside.below)
    seen = beside._replace(previous=previous, below=below, other=other)
    return check(instead.get(id(report), report), ruleset, **seen._asdict()).findings


def _is_gone(finding: Finding, left: Sequence[Finding]) -> bool:
    keys = keys_of(finding)
    return bool(keys) and all(one.rule != finding.rule or keys.isdisjoint(keys_of(one)) for one in left)


def _corrected(report: Report, alone: InForce) -> Report:
    """The report with the corrections that its own findings leave no choice about."""
    certain = (rule for rule in alone.ruleset.rules if rule.level == ERROR)
    broken, _ = residuals(system_of(certain, report.edition), values_of(report))
    if not broken:
        return report
    changes = [
        ((change.table, change.row, change.column), parse(change.new)[1] or 0)
        for finding in check(report, alone.ruleset).findings
        if len(finding.corrections) == 1
        for change in finding.corrections[0]
    ]
    return mended(report, tuple(changes)) if changes else report


def _hint(finding: Finding, wrong: Sequence[Report]) -> Finding:
    first = wrong[0]
    which = f"{first.unit or first.path}{first.year or ''}年{f'等{len(wrong)}份' if len(wrong) > 1 else ''}年报"
    message = f"{finding.message.removesuffix('。')}；但把{which}表内的错数改正后，此处即相符，见该年报的问题。"
    return replace(finding, level=INFO, message=message)
