"""The lines of a report as they stand, and the characters in them: what every rule on rare characters asks first."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.document import Paragraph
from gouji.lean import NamedTuple
from gouji.once import once
from gouji.report import Report
from gouji_plugins.rules.wording import passages


class Lines(NamedTuple):
    """Title, headings and prose, each line with its section; and their distinct characters."""

    lines: list[tuple[str | None, Paragraph]]
    characters: frozenset[str]


@once()
def lines_of(report: Report) -> Lines:
    """The lines of a report."""
    lines = list(_lines(report))
    return Lines(lines, frozenset().union(*(line.text for _, line in lines)))


def _lines(report: Report) -> Iterator[tuple[str | None, Paragraph]]:
    title = report.facts.get("title")
    if title and title.source != "name":
        yield None, Paragraph(str(title.value), title.place)
    for heading in report.headings:
        yield (heading.sections[0] if heading.sections else None), Paragraph(heading.raw, heading.place)
    for passage in passages(report):
        yield passage.section, passage.line
