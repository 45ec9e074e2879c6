"""Equations of the same rows, one for each column: the columns are the parts of one number, and told as one.

That is so between reports, and of what need not hold, such as the sums of headings that some units fill
in. For these no correction is looked for: which side is wrong, their numbers do not tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from gouji.finding import ERROR, Finding
from gouji.lean import replace
from gouji.localise.beside import doubt_of_all
from gouji.rule import Rule


def by_row(findings: Iterable[Finding], rules: Iterable[Rule]) -> list[Finding]:
    """The findings, those that one such rule has told of the same rows as one."""
    by_column = {rule.id for rule in rules if rule.family or rule.level != ERROR}
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        rows = {(cell.table, cell.row) for cell in finding.cells}
        one = finding.rule in by_column and len(finding.equations) == 1 and not finding.corrections
        alike.setdefault((finding.rule, *sorted(rows)) if one else id(finding), []).append(finding)
    return [_joined(*same) if len(same) > 1 else same[0] for same in alike.values()]


def _joined(first: Finding, *others: Finding) -> Finding:
    findings = (first, *others)
    differences = (f"{equation.text.partition('：')[0]}差 {equation.delta.lstrip('-')}" for other in others for equation in other.equations)
    return replace(
        first,
        message="；".join((first.message, *differences)),
        cells=tuple(cell for finding in findings for cell in finding.cells),
        equations=tuple(equation for finding in findings for equation in finding.equations),
        doubt=doubt_of_all(findings),
    )
