"""One wrong cell told in two places: in its own report, and where the cell is held against other reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from gouji.engine import check
from gouji.finding import ERROR, INFO, Finding
from gouji.in_force import InForce
from gouji.lean import replace
from gouji.localise import keys_of, mended, residuals, system_of, values_of
from gouji.report import Report
from gouji.values import parse

MOST_NAMED = 12
"""Reports with a wrong cell of which it is asked whether one of them alone is to blame."""

Judged = Callable[[Mapping[int, Report]], Sequence[Finding]]
"""What the rules on several reports find, with other reports instead of those with these identities."""


def told_once(findings: Sequence[Finding], reports: Sequence[Report], judged: Judged, alone: InForce) -> Sequence[Finding]:
    """The findings on several reports; one that goes when these reports are corrected as they themselves
    demand is the same fault as theirs, and no more than a hint beside it.

    `alone` is what every report is judged by itself with.
    """
    if not any(finding.cells for finding in findings):
        return findings
    wrong = [(one, right) for one in reports if (right := _corrected(one, alone)) is not one]
    if not wrong:
        return findings
    left = judged({id(one): right for one, right in wrong})
    by_one = [(one, judged({id(one): right})) for one, right in wrong[:MOST_NAMED]]
    told: list[Finding] = []
    for finding in findings:
        if _is_gone(finding, left):
            to_blame = [one for one, others in by_one if _is_gone(finding, others)]
            finding = _hint(finding, to_blame or [one for one, _ in wrong])
        told.append(finding)
    return told


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
