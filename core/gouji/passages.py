"""The parts of a report's prose by the names rule authors use: 全文, 引言, 一 … 六, 标题."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.document import NOWHERE, Place
from gouji.lean import NamedTuple
from gouji.once import once
from gouji.report import Label, Report, Table
from gouji.text import squeeze

WHOLE, PROSE, INTRO, TAIL, TITLE, HEADINGS, LABELS = "全文", "正文", "引言", "落款", "标题", "部分标题", "表格标签"
SECTIONS = {numeral: f"s{number}" for number, numeral in enumerate("一二三四五六", 1)}
NAMES = (WHOLE, PROSE, INTRO, TAIL, TITLE, HEADINGS, LABELS, *SECTIONS)
"""全文 is everything; 正文 the prose without title, headings and tables; 表格标签 the labels as found."""


class Passage(NamedTuple):
    """A piece of text with its place and, where it stands in one, its section."""

    text: str
    place: Place
    section: str | None = None


def spoken(name: str) -> str:
    """A part's name in a sentence: 第六部分, 引言."""
    return f"第{name}部分" if name in SECTIONS else name


def passages(report: Report, name: str) -> Sequence[Passage] | None:
    """The text of a part in order; None where the report has no such part."""
    known = _asked_for(report)
    if name not in known:
        known[name] = _found(report, name)
    return known[name]


@once()
def _asked_for(report: Report) -> dict[str, list[Passage] | None]:
    """The parts of a report that were asked for so far: rules ask for the same ones again and again."""
    return {}


@once(16)
def squeezed(found: Sequence[Passage]) -> str:
    """The squeezed text of the passages of a part, one a line."""
    return "\n".join([squeeze(passage.text) for passage in found])


def _found(report: Report, name: str) -> list[Passage] | None:
    if name in SECTIONS:
        section = report.sections.get(SECTIONS[name])
        return None if section is None else [Passage(line.text, line.place, section.id) for line in section.lines]
    if name == TITLE:
        title = report.facts.get("title")
        return None if title is None else [Passage(str(title.value), title.place)]
    if name == INTRO:
        return [Passage(line.text, line.place) for line in report.intro]
    if name == TAIL:
        return [Passage(line.text, line.place) for line in report.tail]
    if name == HEADINGS:
        return [Passage(heading.raw, heading.place, heading.sections[0] if heading.sections else None) for heading in report.headings]
    if name == LABELS:
        return _labels(report)
    if name == PROSE:
        return _prose(report)
    parts = [passages(report, part) or [] for part in (TITLE, HEADINGS, PROSE, LABELS)]
    return [passage for part in parts for passage in part]


def place_of(report: Report, name: str) -> tuple[Place, str | None]:
    """Where a finding about a part as a whole points: its heading or first line, and its section."""
    section = report.sections.get(SECTIONS.get(name, ""))
    if section is not None:
        return section.heading.place, section.id
    first = next(iter(passages(report, name) or ()), None)
    return (first.place, first.section) if first else (NOWHERE, SECTIONS.get(name))


def _prose(report: Report) -> list[Passage]:
    homes = {id(line): section.id for section in report.sections.values() for line in section.lines}
    return [Passage(line.text, line.place, homes.get(id(line))) for line in report.prose()]


def labels_of(table: Table) -> list[Label]:
    """Every label of a table as found: its corner, captions, columns and rows."""
    labels = [*table.captions.values(), *table.columns.values(), *table.rows.values()]
    return [table.corner, *labels] if table.corner else labels


def _labels(report: Report) -> list[Passage]:
    return [Passage(label.raw, label.place, table.section) for table in report.tables.values() for label in labels_of(table)]
