"""Findings that are one fault seen from several sides, where no correction of the sums has joined them.

Who exchanges two numbers of the text, or mends the tables and leaves the text as it was, makes
several numbers wrong whose differences come out even in each equation that joins them. One sentence
that several cells refute is one fault, too, and so is a number that no cell may hold nor the text bears out,
and one that is too large beside several others.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, takewhile

from gouji.finding import INFO, LEFT, LEVELS, CellEvidence, Finding
from gouji.lean import NamedTuple, replace
from gouji.localise.beside import Again, doubt_of_all, equations_of, is_of_cells, keys_of, without, witnesses
from gouji.localise.causes import Cause
from gouji.localise.system import System
from gouji.report import Key, Number, Report
from gouji.values import parse, written

MOST_TOGETHER = 10
"""Numbers of the text among which some that go together are looked for; of more it is asked whether all do."""


class Said(NamedTuple):
    """A finding on a number of the text, and how much that is more than its cells hold."""

    finding: Finding
    cells: frozenset[Key]
    more: Number


def said_of(finding: Finding) -> Said | None:
    """The number of the text that a finding holds against its cells; None where it is about anything else."""
    told = parse(finding.actual or "")[1]
    if not finding.quote or finding.equations or told is None:
        return None
    more = told - sum(parse(cell.value or "")[1] or 0 for cell in finding.cells)
    return Said(finding, keys_of(finding), more) if finding.cells and written(more) == finding.delta else None


def numbers_said(finding: Finding) -> dict[Key, Number]:
    """What the text that a finding quotes says of single cells, which hold another number."""
    found: dict[Key, Number] = {}
    for equation in equations_of(finding) if finding.quote else ():
        told = parse(equation.left)[1]
        if told is not None and len(equation.cells) == 1:
            (cell,) = equation.cells
            if written(told - (parse(cell.value or "")[1] or 0)) == equation.delta:
                found[cell.key] = told
    return found


def told_together(findings: Sequence[Finding], system: System, report: Report, again: Again) -> list[Finding]:
    """The findings, those that are one fault joined; `again` tells what a rule finds in a corrected report."""
    left = list(findings)
    for groups in (
        lambda those: _of_cells(those, report, again),
        lambda those: _as_said(those, report, again),
        _of_one_sentence,
        _exchanged,
        lambda those: _even(those, system),
        _too_large,
    ):
        found = list(groups(left))
        left = [*without(left, chain.from_iterable(found)), *map(_joined, found)]
    return left


def _of_cells(findings: Sequence[Finding], report: Report, again: Again) -> Iterator[list[Finding]]:
    """What no cell may hold, with the numbers of the text that say the same of these cells, and the bounds it exceeds."""
    bounds = _bounds(findings)
    said = [(keys_of(one), one) for one in findings if one.quote and one.cells and not one.equations and not is_of_cells(one)]
    for finding in filter(is_of_cells, findings):
        keys = keys_of(finding)
        of_each = all(cell.value == finding.actual for cell in finding.cells)
        should = parse(finding.expected or "")[1] if of_each else None
        same = [one for its, one in said if its <= keys]
        gone = [] if should is None else _gone_with(dict.fromkeys(keys, should), bounds, report, again)
        if same or gone:
            said = [(its, one) for its, one in said if not its <= keys]
            bounds = without(bounds, gone)
            yield [finding, *same, *gone]


def _as_said(findings: Sequence[Finding], report: Report, again: Again) -> Iterator[list[Finding]]:
    """Numbers of the text with what would not be told if the tables held them, too."""
    bounds = _bounds(findings)
    for finding in findings if bounds else ():
        if finding.quote and not finding.equations and finding.level != INFO:
            gone = _gone_with(numbers_said(finding), bounds, report, again)
            if gone:
                bounds = without(bounds, gone)
                yield [finding, *gone]


def _bounds(findings: Iterable[Finding]) -> list[Finding]:
    """The sums and bounds that do not hold and have no correction of their own."""
    return [one for one in findings if one.equations and not one.quote and not one.corrections]


def _gone_with(should: Mapping[Key, Number], bounds: Sequence[Finding], report: Report, again: Again) -> list[Finding]:
    """Those of these that hold once the cells hold these numbers."""
    near = [bound for bound in bounds if not should.keys().isdisjoint(keys_of(bound))]
    cause = Cause((), (tuple(should.items()),))
    return [witness.finding for witness in witnesses(near, cause, report, again, 1) if witness.left is None] if near else []


def _too_large(findings: Iterable[Finding]) -> list[list[Finding]]:
    """What one cell exceeds that may not."""
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        if len(finding.equations) == 1 and (finding.expected or "").startswith("≤"):
            larger = (cell.key for cell in finding.cells if cell.role == LEFT)
            alike.setdefault((finding.level, *larger), []).append(finding)
    return [same for same in alike.values() if len(same) > 1]


def _of_one_sentence(findings: Iterable[Finding]) -> list[list[Finding]]:
    """What one rule has to say of the same words."""
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        if said_of(finding):
            alike.setdefault((finding.rule, finding.quote, finding.place), []).append(finding)
    return [same for same in alike.values() if len(same) > 1]


def _exchanged(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Two numbers of one paragraph, each of which stands in the other's cells."""
    before: dict[object, deque[Finding]] = {}
    for finding in filter(said_of, findings):
        ones = before.get((finding.place, finding.expected, finding.actual))
        if ones:
            yield [ones.popleft(), finding]
        else:
            before.setdefault((finding.place, finding.actual, finding.expected), deque()).append(finding)


def _is_exchange(one: Finding, other: Finding) -> bool:
    return one.place == other.place and (one.actual, one.expected) == (other.expected, other.actual)


def _even(findings: Iterable[Finding], system: System) -> Iterator[list[Finding]]:
    """The smallest groups whose differences come out even in each equation that joins any numbers told."""
    said = [one for one in map(said_of, findings) if one]
    shares = [_shares(one, system) for one in said]
    counted = Counter(chain.from_iterable(shares))
    joining = {number for number, times in counted.items() if times > 1}
    left = [at for at, share in enumerate(shares) if not joining.isdisjoint(share)]

    def come_out_even(group: Sequence[int]) -> bool:
        touched = {number for at in group for number in shares[at] if number in joining}
        return not any(sum(shares[at].get(number, 0) for at in group) for number in touched)

    if len(left) > MOST_TOGETHER and come_out_even(left):
        yield [said[at].finding for at in left]
        return
    left, size = left[:MOST_TOGETHER], 2
    while size <= len(left):
        group = next(filter(come_out_even, combinations(left, size)), None)
        if group is None:
            size += 1
        else:
            yield [said[at].finding for at in group]
            left = [at for at in left if at not in group]


def _shares(one: Said, system: System) -> dict[int, Number]:
    """By how much each equation that holds all its cells alike would be off with the number of the text."""
    first, *others = (dict(system.by_cell.get(key, ())) for key in one.cells)
    return {
        number: coefficient * one.more
        for number, coefficient in first.items()
        if system.equations[number].equal and all(other.get(number) == coefficient for other in others)
    }


def _joined(group: Sequence[Finding]) -> Finding:
    findings = sorted(group, key=lambda finding: LEVELS.index(finding.level))
    first = findings[0]
    heads = [finding.message if finding.equations else finding.message.rpartition("；")[0] for finding in findings]
    cells: dict[Key, CellEvidence] = {}
    for cell in chain.from_iterable(finding.cells for finding in findings):
        cells.setdefault(cell.key, cell)
    return replace(
        first,
        message="；".join((heads[0], *(_unlike(head, heads[0]) for head in heads[1:]), _cause(findings))),
        cells=tuple(cells.values()),
        equations=tuple(chain.from_iterable(map(equations_of, findings))),
        doubt=doubt_of_all(findings),
        key="、".join(finding.key for finding in findings if finding.key),
    )


def _unlike(text: str, first: str) -> str:
    """A sentence without the clauses that it begins with like the first."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text.split("，"), first.split("，"), strict=False)))
    return "，".join(text.split("，")[alike:])


def _cause(findings: Sequence[Finding]) -> str:
    told = [finding for finding in findings if not finding.equations]
    if not told:
        return "请核对。"
    if len(told) == 1:
        return told[0].message.rpartition("；")[2]
    if len({finding.quote for finding in told}) == 1 or any(map(is_of_cells, told)):
        return "请核对，改正其中一处。"
    if len(told) == 2 and _is_exchange(*told):
        return "两个数像是写反了，请核对，改正其中一处。"
    return f"这{len(told)}个数按正文也能相平，像是正文和表格只改了一边，请核对后一并改正。"
