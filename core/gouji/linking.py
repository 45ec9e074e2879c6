"""What the rules on several reports say of one: the same unit's report on the year before is at hand where it is known."""

from __future__ import annotations

import marshal
from collections.abc import Sequence

from gouji import cache, earlier
from gouji.engine import check
from gouji.in_force import InForce
from gouji.joints import Joint, pack
from gouji.lean import NamedTuple
from gouji.packing import unpack_report
from gouji.plain import is_plain


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


def link(family: Sequence[bytes], rules: InForce) -> Linked:
    """Links a packed report with the one on the year before, which follows it where it is known."""
    report, *before = [unpack_report(content, rules.editions) for content in family]
    result = check(report, rules.ruleset, previous=before[0] if before else None)
    paths = (report.path, *[one.path for one in before])
    return Linked(
        report.path,
        result.applied,
        result.hindered,
        tuple([finding.level for finding in result.findings]),
        tuple([pack(Joint(finding, paths, finding.fingerprint(report))) for finding in result.findings]),
        tuple([(one.rule, one.why) for one in result.not_assessed]),
        tuple([tuple(failure) for failure in result.failures]),
    )


def known(name: str) -> Linked | None:
    """What an earlier run kept under the name of a family, if it did."""
    content = cache.read(name) if name else None
    try:
        return Linked(*marshal.loads(content)) if content else None
    except earlier.DAMAGED:
        return None


def keep(name: str, linked: Linked) -> None:
    """Keeps what came of linking a family under its name; what went wrong and what only a plugin can read is left out."""
    if not linked.failures and all(map(is_plain, linked.joints)):
        earlier.write(name, marshal.dumps(tuple(linked)))
