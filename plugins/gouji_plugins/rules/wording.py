"""Looking for words in the prose of a report, and quoting them exactly as they stand.

Words are looked for in squeezed and folded text (no white space, one kind of bracket and quotation
mark, simplified characters), so that line breaks, typing habits and mirrors in traditional
characters do not matter; what is quoted is the text of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gouji.document import NOWHERE, Paragraph, Place
from gouji.lean import Any, NamedTuple
from gouji.once import once
from gouji.report import Cell, Heading, Label, Report
from gouji.text import cut_after, fold, squeeze


class Passage(NamedTuple):
    """One paragraph of prose: the section it stands in (None for introduction and tail), and its squeezed text in standard characters."""

    section: str | None
    line: Paragraph
    text: str

    def quote(self, start: int, end: int) -> str:
        """The words of the document behind `text[start:end]`."""
        return self.line.text[cut_after(self.line.text, start) : cut_after(self.line.text, end)].strip()

    @property
    def place(self) -> Place:
        """Where the paragraph stands."""
        return self.line.place


class Match(NamedTuple):
    """Words found in a passage: what the pattern caught, the quote, and where."""

    found: re.Match[str]
    passage: Passage

    @property
    def quote(self) -> str:
        """The words as they stand in the document."""
        return self.passage.quote(*self.found.span())

    @property
    def place(self) -> Place:
        """Where they stand."""
        return self.passage.place

    @property
    def evidence(self) -> dict[str, Any]:
        """What a finding on these words rests on."""
        return {"section": self.passage.section, "quote": self.quote, "place": self.place}


def quoted(part: Heading | Label | Cell | None, place: Place = NOWHERE) -> dict[str, Any]:
    """The words of a heading, label or cell and where they stand, for a finding; the place alone where there is none."""
    return {"quote": part.raw.strip(), "place": part.place} if part else {"place": place}


def passages(report: Report, *sections: str) -> Iterator[Passage]:
    """The prose of these sections, or, when none is named, of the whole report in order."""
    every = _passages(report)
    if not sections:
        return iter(every)
    wanted: dict[str | None, str] = {}
    for id, home in _homes(report).items():
        if id in sections:
            wanted.setdefault(home, id)
    return (
        passage if passage.section == wanted[passage.section] else passage._replace(section=wanted[passage.section])
        for passage in every
        if passage.section in wanted
    )


@once()
def _homes(report: Report) -> dict[str, str]:
    """Under which section the passages of each are kept: merged ones share theirs, under the first of them in the report."""
    merged = {section.covers: id for id, section in reversed(list(report.sections.items())) if section.covers}
    return {id: merged.get(section.covers, id) for id, section in report.sections.items()}


def introduction(report: Report) -> list[Passage]:
    """The prose before the first section."""
    return _passages(report)[: len(report.intro)]


@once()
def _passages(report: Report) -> list[Passage]:
    """Every passage in the order of the report, those of merged sections once."""
    found = [Passage(None, line, fold(squeeze(line.text))) for line in report.intro]
    seen: set[tuple[str, ...]] = set()
    for id, section in report.sections.items():
        if len(section.covers) > 1 and section.covers in seen:
            continue
        seen.add(section.covers)
        found += [Passage(id, line, fold(squeeze(line.text))) for line in section.lines]
    return found + [Passage(None, line, fold(squeeze(line.text))) for line in report.tail]


def lines_of(report: Report) -> list[tuple[str | None, Paragraph]]:
    """Title, headings and prose as they stand, each line with its section."""
    title = report.facts.get("title")
    found: list[tuple[str | None, Paragraph]] = []
    if title and title.source != "name":
        found.append((None, Paragraph(str(title.value), title.place)))
    found += [((heading.sections[0] if heading.sections else None), Paragraph(heading.raw, heading.place)) for heading in report.headings]
    return found + [(passage.section, passage.line) for passage in _passages(report)]


def words(report: Report, *sections: str) -> str:
    """The squeezed prose of these sections (default: all), one paragraph a line."""
    return "\n".join(passage.text for passage in passages(report, *sections))


def matches(where: Iterable[Passage], pattern: str) -> Iterator[Match]:
    """Every place where the pattern, written for squeezed text, is found."""
    for passage in where:
        for found in re.finditer(pattern, passage.text):
            yield Match(found, passage)


def sentences(where: Iterable[Passage], *signals: str) -> Iterator[Match]:
    """The sentences, up to a full stop, in which any of these words stands."""
    for passage in where:
        if has(passage.text, signals):
            yield from (Match(found, passage) for found in re.finditer("[^。]+", passage.text) if has(found[0], signals))


def terms(text: str) -> tuple[str, ...]:
    """Words written one behind the other, as in a dictionary."""
    return tuple(text.split())


def has(text: str, signals: Iterable[str]) -> bool:
    """Whether any of these words stands in the text."""
    return any(signal in text for signal in signals)


def says_something(text: str) -> bool:
    """Whether a text holds more than marks: 。 or ／ stands for nothing written."""
    return any(map(str.isalnum, text))


def shortened(text: str, length: int = 30) -> str:
    """A text for a message: its beginning, with … where it was cut."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length] + "…"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Names for a message: “甲”“乙”, or the first few and how many there are."""
    shown = "".join(f"“{name}”" for name in names[:most])
    return shown if len(names) <= most else f"{shown}等{len(names)}项"
