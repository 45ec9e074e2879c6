"""Equations between reports: the columns of a row are the parts of one number, and told as one.

No correction is looked for: which of the two reports is wrong, their numbers do not tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from gouji.finding import READING, Finding
from gouji.lean import replace
from gouji.rule import Rule


def by_row(findings: Iterable[Finding], rules: Iterable[Rule]) -> list[Finding]:
    """The findings, those that one rule on several reports has told of the same rows as one."""
    between = {rule.id for rule in rules if rule.family}
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        rows = {(cell.table, cell.row) for cell in finding.cells}
        same = (finding.rule, *sorted(rows)) if finding.rule in between and finding.equations else id(finding)
        alike.setdefault(same, []).append(finding)
    return [_joined(*same) if len(same) > 1 else same[0] for same in alike.values()]


def _joined(first: Finding, *others: Finding) -> Finding:
    findings = (first, *others)
    differences = (f"{equation.text.partition('：')[0]}差 {equation.delta.lstrip('-')}" for other in others for equation in other.equations)
    return replace(
        first,
        message="；".join((first.message, *differences)),
        cells=tuple(cell for finding in findings for cell in finding.cells),
        equations=tuple(equation for finding in findings for equation in finding.equations),
        doubt=READING if any(finding.doubt == READING for finding in findings) else first.doubt,
    )
