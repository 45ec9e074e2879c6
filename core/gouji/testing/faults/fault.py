"""What a fault is: a known wrong put into a right report, and what must then be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from gouji.document import Paragraph
from gouji.report import Cell, Key, Report, Section
from gouji.testing.choice import Pick


@dataclass(frozen=True, slots=True)
class Faulty:
    """A report with one fault.

    `defects` are the ids of which at least one must be told; `cells` the addresses of which at
    least one must be named by those findings (empty: the fault lies in no cell); `what` says in
    Chinese what was done.
    """

    report: Report
    fault: str
    defects: tuple[str, ...]
    cells: frozenset[Key] = frozenset()
    what: str = ""


Damage = tuple[Report, tuple[str, ...], Iterable[Key], str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to go wrong. `damage` returns None where a report offers no place for it."""

    id: str
    title: str
    damage: Callable[[Report, Pick], Damage | None]

    def apply(self, report: Report, pick: Pick) -> Faulty | None:
        """This fault put into the report, or None where the report offers no place for it."""
        done = self.damage(report, pick)
        if done is None:
            return None
        faulty, defects, cells, what = done
        return Faulty(faulty, self.id, defects, frozenset(cells), what)


def name(report: Report, cell: Cell) -> str:
    """The cell's name for `what`: 表三·新收·自然人."""
    return report.edition.cell_name(*cell.key)


def with_lines(report: Report, section: str, texts: Iterable[str]) -> Report:
    """The report with these paragraphs as the prose of one section."""
    old = report.sections[section]
    place = old.heading.place
    lines = tuple(Paragraph(text, place._replace(paragraph=(place.paragraph or 0) + i)) for i, text in enumerate(texts, 1))
    return replace(report, sections={**report.sections, section: replace(old, lines=lines)})


def with_intro(report: Report, change: Callable[[str], str]) -> Report | None:
    """The report with its introduction changed line by line, or None where that changes nothing.

    A line that becomes empty is left out.
    """
    changed = tuple(line._replace(text=change(line.text)) for line in report.intro)
    changed = tuple(line for line in changed if line.text)
    return replace(report, intro=changed) if changed != report.intro else None


def rewrite(report: Report, change: Callable[[str], str]) -> Report:
    """The report with every paragraph of its sections changed."""

    def section(old: Section) -> Section:
        return replace(old, lines=tuple(line._replace(text=change(line.text)) for line in old.lines))

    return replace(report, sections={id: section(old) for id, old in report.sections.items()})
