"""One wrong cell told in two places: in its own report, and where the cell is held against other reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from gouji.engine import Ruleset, check
from gouji.finding import ERROR, INFO, Finding
from gouji.hierarchy import plain_name
from gouji.in_force import Divided, InForce
from gouji.lean import replace
from gouji.localise import Solution, computed_by, keys_of, mended, numbers_said, residuals, system_of, values_of
from gouji.report import TEXT, Key, Number, Report
from gouji.rule import Beside
from gouji.run.shelf import Demands
from gouji.values import parse

MOST_NAMED = 12
"""Reports with a wrong cell, and versions with other numbers, of which it is asked whether one of them alone is to blame."""

MOST_CHOICES = 8
"""Corrections of one fault each of which is tried on what several reports are held against each other for."""

Step = Callable[[Sequence[Finding]], Sequence[Finding]]
"""Tells findings of which another one tells, too, as hints, and leaves the others as they are, all in their order."""


def demanded(findings: Iterable[Finding]) -> Demands:
    """What a report's own findings leave no choice about, what else its text says of its cells, and the few choices they leave."""
    by_sums: dict[Key, Number] = {}
    by_text: dict[Key, Number] = {}
    choices: list[Solution] = []
    for finding in findings:
        solutions = [tuple((change.key, parse(change.new)[1] or 0) for change in correction) for correction in finding.corrections]
        if len(solutions) == 1:
            by_sums |= dict(solutions[0])
        elif len(solutions) <= MOST_CHOICES:
            choices += solutions
        by_text |= numbers_said(finding)
    said = tuple((key, number) for key, number in by_text.items() if key not in by_sums)
    return Demands(tuple(by_sums.items()), said, tuple(choices))


def in_turn(findings: Sequence[Finding], steps: Iterable[Step]) -> Sequence[Finding]:
    """The findings as the first of the steps that has more to say of each tells them."""
    told = dict(enumerate(findings))
    left = list(told)
    for step in steps:
        before = [told[at] for at in left]
        told.update(zip(left, step(before), strict=True))
        left = [at for at, finding in zip(left, before, strict=True) if told[at] is finding]
    return list(told.values())


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
    `demands` are those of the report, of the previous and the other, and of those below, as far as there are any; one of
    several corrections that they leave the choice of will do.
    Likewise one that goes when one of the `versions` takes the place of the report of its unit and year: which
    of the two counts is told of them."""
    if all(finding.expected is None for finding in findings):
        return findings
    reports = [one for one in (report, beside.previous, beside.other, *beside.below) if one]
    demanding = list(zip(reports, demands, strict=True))

    def without(corrected: Mapping[int, Report], why: str) -> Step:
        """Hints of those of which nothing is left with the corrected reports."""
        return lambda those: _unless(those, _found(corrected, report, beside, rules.together.ruleset), why)

    def steps() -> Iterator[Step]:
        unlike = ((one, version) for version in versions for one in (beside.previous, *beside.below) if one and _is_unlike(one, version))
        for one, version in islice(unlike, MOST_NAMED):
            why = f"但按{_whose(version)}的另一份年报（{version.path}），此处即相符，请先核对以哪一份为准"
            yield without({id(one): version}, why)
        chosen = ((one, solution) for one, its in demanding for solution in its.choices)
        for one, solution in islice(chosen, MOST_NAMED):
            why = f"但{named([one])}表内的错数有一种改法，改后此处即相符，见该年报的问题"
            yield without({id(one): mended(one, solution)}, why)
        corrected = [(one, _corrected(one, its, rules.alone)) for one, its in demanding]
        wrong = [(one, right) for one, right in corrected if right is not one]
        if wrong:
            yield lambda those: _corrected_together(those, wrong, report, beside, rules.together.ruleset)

    return in_turn(findings, steps())


def _corrected_together(
    findings: Sequence[Finding], wrong: Sequence[tuple[Report, Report]], report: Report, beside: Beside, ruleset: Ruleset
) -> Sequence[Finding]:
    """The findings, as hints those of which nothing is left with all `wrong` reports corrected; of these is named who alone is to blame."""
    left = _found({id(one): right for one, right in wrong}, report, beside, ruleset)
    by_one = [(one, _found({id(one): right}, report, beside, ruleset)) for one, right in wrong[:MOST_NAMED]]
    told: list[Finding] = []
    for finding in findings:
        if _is_gone(finding, left):
            to_blame = [one for one, others in by_one if _is_gone(finding, others)]
            which = named(to_blame or [one for one, _ in wrong])
            finding = hint(finding, f"但把{which}表内的错数改正后，此处即相符，见该年报的问题")
        told.append(finding)
    return told


def _is_unlike(one: Report, version: Report) -> bool:
    """Whether two reports are versions of one with other numbers."""
    of_one = (plain_name(one.unit or ""), one.year) == (plain_name(version.unit or ""), version.year)
    return of_one and any(
        (other := version.cell(*cell.key)) is None or other.value != cell.value
        for table in one.tables.values()
        for cell in table.cells.values()
    )


def _unless(findings: Sequence[Finding], left: Sequence[Finding], why: str) -> Sequence[Finding]:
    """The findings, as hints those of which nothing is left."""
    return [hint(finding, why) if _is_gone(finding, left) else finding for finding in findings]


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


def hint(finding: Finding, why: str) -> Finding:
    """A finding as a hint that says why it is no more."""
    return replace(finding, level=INFO, message=f"{finding.message.removesuffix('。')}；{why}。")


def named(reports: Sequence[Report]) -> str:
    """Whose reports they are, in words: 临江县水利局2022年等2份年报."""
    return f"{_whose(reports[0])}{f'等{len(reports)}份' if len(reports) > 1 else ''}年报"


def _whose(report: Report) -> str:
    return f"{report.unit or report.path}{report.year or ''}年"
