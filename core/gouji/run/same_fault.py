"""One wrong cell told in two places: in its own report, and where the cell is held against other reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from gouji.engine import Ruleset, check
from gouji.finding import ERROR, INFO, Equation, Finding
from gouji.in_force import Divided, InForce
from gouji.lean import replace
from gouji.localise import computed_by, keys_of, mended, numbers_said, residuals, system_of, values_of
from gouji.report import TEXT, Key, Number, Report
from gouji.rule import Beside
from gouji.run.shelf import Demands
from gouji.values import parse

MOST_NAMED = 12
"""Reports with a wrong cell, and versions with other numbers, of which it is asked whether one of them alone is to blame."""


def demanded(findings: Iterable[Finding]) -> Demands:
    """What a report's own findings leave no choice about, and what else its text says of its cells."""
    by_sums: dict[Key, Number] = {}
    by_text: dict[Key, Number] = {}
    for finding in findings:
        if len(finding.corrections) == 1:
            by_sums |= {change.key: parse(change.new)[1] or 0 for change in finding.corrections[0]}
        by_text |= numbers_said(finding)
    return Demands(tuple(by_sums.items()), tuple((key, number) for key, number in by_text.items() if key not in by_sums))


def told_once(
    findings: Sequence[Finding],
    report: Report,
    beside: Beside,
    demands: Iterable[Demands],
    versions: Iterable[Report],
    rules: Divided,
) -> Sequence[Finding]:
    """The findings of the rules on several reports on one of them; one that goes when these reports are
    corrected as their own sums and texts demand is the same fault as theirs, and no more than a hint beside it.
    `demands` are those of the report, of the previous and the other, and of those below, as far as there are any.
    Likewise one that goes when one of the `versions` takes the place of the report of its unit and year: which
    of the two counts is told of them."""
    if all(finding.expected is None for finding in findings):
        return findings
    unlike = ((one, version) for version in versions for one in (beside.previous, *beside.below) if one and _is_unlike(one, version))
    for one, version in islice(unlike, MOST_NAMED):
        findings = _unless_counted(findings, version, _found({id(one): version}, report, beside, rules.together.ruleset))
    reports = [one for one in (report, beside.previous, beside.other, *beside.below) if one]
    corrected = [(one, _corrected(one, its, rules.alone)) for one, its in zip(reports, demands, strict=True)]
    wrong = [(one, right) for one, right in corrected if right is not one]
    if not wrong:
        return findings
    together = rules.together.ruleset
    left = _found({id(one): right for one, right in wrong}, report, beside, together)
    by_one = [(one, _found({id(one): right}, report, beside, together)) for one, right in wrong[:MOST_NAMED]]
    told: list[Finding] = []
    for finding in findings:
        if _is_gone(finding, left):
            to_blame = [one for one, others in by_one if _is_gone(finding, others)]
            which = _named(to_blame or [one for one, _ in wrong])
            finding = _hint(finding, f"但把{which}表内的错数改正后，此处即相符，见该年报的问题")
        told.append(finding)
    return told


def told_of_parts(findings: Sequence[Finding], parts: Iterable[tuple[Report, Report | None]], ruleset: Ruleset) -> Sequence[Finding]:
    """The findings on a report that sums up its `parts`, each given with its own report on the year before. What is off by just
    as much as the parts are from what they were last year is their fault, and no more than a hint here."""
    if all(finding.level == INFO or finding.delta is None for finding in findings):
        return findings
    below = [
        (part, equation)
        for part, before in parts
        for found in (check(part, ruleset, previous=before).findings if before else ())
        for equation in found.equations
    ]
    told = []
    for finding in findings:
        to_blame = _to_blame(finding, below) if finding.level != INFO else []
        if to_blame:
            finding = _hint(finding, f"但下级与上年的差合计正是这么多（见{_named(to_blame)}），请先核对")
        told.append(finding)
    return told


def _to_blame(finding: Finding, below: Sequence[tuple[Report, Equation]]) -> Sequence[Report]:
    """The parts which differ from what they were as much as the whole does, in each of its equations, or as a cell of it is less
    than theirs together; none where they do not."""
    if finding.equations:
        same = [(_number(of.delta), [(part, one) for part, one in below if _is_same(one, of)]) for of in finding.equations]
    else:
        worst = [cell.key for cell in finding.cells[:1]]
        same = [(-_number(finding.delta), [(part, one) for part, one in below if any(cell.key in worst for cell in one.cells)])]
    if not all(parts and amount == sum(_number(one.delta) for _, one in parts) for amount, parts in same):
        return []
    return list({id(part): part for _, parts in same for part, _ in parts}.values())


def _is_same(one: Equation, other: Equation) -> bool:
    return (one.rule, one.text) == (other.rule, other.text)


def _number(delta: str | None) -> Number:
    return parse(delta or "")[1] or 0


def _is_unlike(one: Report, version: Report) -> bool:
    """Whether two reports are versions of one with other numbers."""
    of_one = (one.unit, one.year) == (version.unit, version.year)
    return of_one and any(
        (other := version.cell(*cell.key)) is None or other.value != cell.value
        for table in one.tables.values()
        for cell in table.cells.values()
    )


def _unless_counted(findings: Sequence[Finding], version: Report, left: Sequence[Finding]) -> Sequence[Finding]:
    """The findings, as hints those that are not left when another version of a report is held against this one."""
    why = f"但按{_whose(version)}的另一份年报（{version.path}），此处即相符，请先核对以哪一份为准"
    return [_hint(finding, why) if finding.level != INFO and _is_gone(finding, left) else finding for finding in findings]


def _found(corrected: Mapping[int, Report], report: Report, beside: Beside, ruleset: Ruleset) -> Sequence[Finding]:
    """What is found with the corrected reports, by the identity of those they stand for."""
    previous, other = (corrected.get(id(one), one) for one in (beside.previous, beside.other))
    below = tuple(corrected.get(id(one), one) for one in beside.below)
    seen = beside._replace(previous=previous, below=below, other=other)
    return check(corrected.get(id(report), report), ruleset, **seen._asdict()).findings


def _is_gone(finding: Finding, left: Sequence[Finding]) -> bool:
    """Whether nothing is left of a finding on a number, of the tables or of the text, that should be another one."""
    if finding.expected is None:
        return False
    same = [one for one in left if one.rule == finding.rule]
    if not finding.cells:
        return all(one.quote != finding.quote for one in same)
    return all(keys_of(finding).isdisjoint(keys_of(one)) for one in same)


def _corrected(report: Report, demands: Demands, alone: InForce) -> Report:
    """The report with what is demanded in its cells; the report itself where nothing is."""
    by_sums = mended(report, demands.by_sums) if demands.by_sums else report
    return _as_said(by_sums, demands, alone) if demands.by_text else by_sums


def _as_said(report: Report, demands: Demands, alone: InForce) -> Report:
    """The report with these numbers of its text in its cells. Where one is a total that its parts no longer come to,
    nobody knows which part is wrong, and all others in their rows count as unread."""
    system = system_of((rule for rule in alone.ruleset.rules if rule.level == ERROR), report.edition)
    right, said = mended(report, demands.by_text), dict(demands.by_text)
    before, after = (residuals(system, values_of(one))[0] for one in (report, right))
    broken = (system.equations[number] for number in after.keys() - before.keys())
    rows = {key[:2] for equation in broken if any(computed_by(equation, key) for key in said) for key, _ in equation.terms}
    cells = (cell for table in right.tables.values() for cell in table.cells.values() if cell.key[:2] in rows and cell.key not in said)
    return right.with_cells(*(cell._replace(kind=TEXT, value=None) for cell in cells))


def _hint(finding: Finding, why: str) -> Finding:
    return replace(finding, level=INFO, message=f"{finding.message.removesuffix('。')}；{why}。")


def _named(reports: Sequence[Report]) -> str:
    return f"{_whose(reports[0])}{f'等{len(reports)}份' if len(reports) > 1 else ''}年报"


def _whose(report: Report) -> str:
    return f"{report.unit or report.path}{report.year or ''}年"
