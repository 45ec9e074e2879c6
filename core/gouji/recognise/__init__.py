"""Recognising a report in a document: identity, six sections, three tables.

The recogniser knows reports and nothing of files. It works on lines of tokens (`tokens`), finds
the headings (`headings`), chooses the edition by the labels of the tables (`choice`), cuts the
tables into labels and values (`segments`), places the values (`placing`), and finds out who
reports on which year (`identity`) and when that was published (`published`). Labels come first,
geometry second; what cannot be placed with certainty is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gouji.document import Document, Paragraph
from gouji.edition import Edition
from gouji.errors import NotAReportError
from gouji.lean import replace
from gouji.recognise.blank_form import is_blank_form
from gouji.recognise.blanks import blanks_lost
from gouji.recognise.choice import choose_edition
from gouji.recognise.facts import find_facts
from gouji.recognise.furniture import is_page_mark
from gouji.recognise.halves import halves_joined
from gouji.recognise.opening import opening_of
from gouji.recognise.outline import Outline, Parts, outline_of, parts_of
from gouji.recognise.pinyin import without_pinyin
from gouji.recognise.placing import place_matrix
from gouji.recognise.several import empty_sheets, refuse_several, without_sheets
from gouji.recognise.suits import place_suits
from gouji.recognise.tokens import Line, paragraphs
from gouji.report import ORDERED, Fact, Report, Table

__all__ = ["recognise"]


def recognise(document: Document, *, path: str, editions: Mapping[str, Edition], edition: str | None = None) -> Report:
    """Reads a document as an annual report.

    `edition` overrides what the tables say. Raises `NotAReportError` when neither title, sections
    nor tables of an annual report are there, or only those of a year before all editions, and
    `UnreadableError` when there are several reports.
    """
    document = without_pinyin(document)
    newest = editions[max(editions)]
    outline = outline_of(document.blocks, newest)
    by_labels, evidence = choose_edition(outline.lines, editions)
    known = editions[edition or by_labels or newest.id]
    parts, opening = parts_of(outline, known), opening_of(outline)
    if empty := empty_sheets(parts.pieces["t3"].segments):
        return recognise(without_sheets(document, empty), path=path, editions=editions, edition=edition)
    intro = opening.intro(parts.used)
    facts = find_facts(document, opening, intro, parts)
    _refuse_others(parts, facts)

    year = facts.get("year")
    picked = _edition(edition, by_labels, year.value if year else None, editions)
    if picked.id != known.id:
        parts = parts_of(outline, picked)
    notes = list(document.notes)
    if edition is None and by_labels is None:
        notes.append(f"表格里没有能分辨格式版本的标签，按报告年度采用{picked.name}。" if year else f"分辨不出格式版本，采用{picked.name}。")
    tables, remarks = _tables(outline, parts, picked)
    notes += [*remarks, *(f"{fact.doubt}。" for name, fact in facts.items() if fact.doubt and name != "unit")]

    marks = [block.text.strip() for block in document.blocks if isinstance(block, Paragraph) and is_page_mark(block.text)]
    report = Report(
        path=path,
        format=document.format,
        edition=picked,
        edition_evidence=evidence if edition is None else (ORDERED,),
        facts=facts,
        headings=tuple(parts.headings),
        sections=parts.sections,
        tables=tables,
        intro=intro,
        tail=parts.tail,
        ignored=tuple(filter(None, [*opening.ignored(parts.used), *marks, *document.furniture])),
        notes=tuple(notes),
        attachments=tuple(dict.fromkeys(document.attachments + _attached(outline.lines))),
        images=document.images,
        partial=document.partial,
    )
    return replace(report, blank_form=is_blank_form(report))


def _refuse_others(parts: Parts, facts: Mapping[str, Fact]) -> None:
    """Raises NotAReportError for a document that is no annual report."""
    if "title" in facts:
        return
    rows = any(pieces.segments for pieces in parts.pieces.values())
    if not parts.headings and not rows and not any(pieces.events for pieces in parts.pieces.values()):
        raise NotAReportError("不是政府信息公开工作年度报告：没有找到标题、六个部分和三张表")
    if len(parts.headings) < 2 and not rows:
        raise NotAReportError("不像政府信息公开工作年度报告：没有年报标题，也没有法定表格")


def _edition(wanted: str | None, by_labels: str | None, year: int | None, editions: Mapping[str, Edition]) -> Edition:
    if wanted is not None:
        return editions[wanted]
    if by_labels is not None:
        return editions[by_labels]
    if year is not None and year < min(known.year_from for known in editions.values()):
        raise NotAReportError(f"{year}年度的年报用的是旧格式，没有现行的三张表，不在检查范围内")
    return next((known for known in editions.values() if year is not None and known.covers(year)), editions[max(editions)])


def _tables(outline: Outline, parts: Parts, edition: Edition) -> tuple[dict[str, Table], list[str]]:
    """The three tables, as far as they are there, and what was uncertain about them. Raises UnreadableError for several reports."""
    columns = [column.id for column in edition.table("t3").blocks[0].columns]
    requests = parts.pieces["t3"]
    requests.segments = halves_joined(requests.segments, columns)
    refuse_several(requests.segments)
    lost = blanks_lost([segment.values for segment in requests.segments if segment.ragged], len(columns))
    tables: dict[str, Table] = {}
    notes: list[str] = []
    for id, pieces in parts.pieces.items():
        if pieces.place is None:
            continue
        pieces.section = outline.section_at(pieces.first_line)
        tables[id], remarks = (place_suits if id == "t4" else place_matrix)(edition.table(id), pieces, lost)
        notes += remarks
    return tables, notes


_FILE_NAME = re.compile(r"[^\s:：]{1,80}\.(?:pdf|docx?|wps|xlsx?|ofd|zip|rar)(?![A-Za-z])", re.IGNORECASE)


def _attached(content: Sequence[Line]) -> tuple[str, ...]:
    """Names of attached files that the text itself lists."""
    texts = (paragraph.text for _, paragraph in paragraphs(content) if len(paragraph.text) < 160)
    return tuple(found[0] for text in texts if "." in text for found in _FILE_NAME.finditer(text))
