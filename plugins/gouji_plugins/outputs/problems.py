"""A run as one list of problems, for formats that are lists: those of each report, then those of several."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.finding import Finding
from gouji.lean import NamedTuple
from gouji.run import Run
from gouji.telling import place_words


class Problem(NamedTuple):
    """A finding with what it says of its report. `where` is the place in the form's own names."""

    path: str
    unit: str
    year: str
    where: str
    finding: Finding
    fingerprint: str


def problems(run: Run) -> Iterator[Problem]:
    """Every finding of the run as it comes; what concerns several reports stands at the end."""
    for checked in run:
        if checked.result is None:
            continue
        report = checked.result.report
        for finding in checked.result.findings:
            year = str(report.year) if report.year else ""
            yield Problem(report.path, report.unit or "", year, place_words(report, finding), finding, finding.fingerprint(report))
    for joint in run.corpus:
        yield Problem(joint.paths[0], joint.unit, joint.year, joint.where, joint.finding, joint.fingerprint)
