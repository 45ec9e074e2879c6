"""Recognising a report in a document: identity, six sections, three tables.

The recogniser knows reports and nothing of files. It works on lines of tokens (`tokens`), finds
the headings (`headings`), chooses the edition by the labels of the tables (`choice`), cuts the
tables into labels and values (`segments`), places the values (`placing`), and finds out who
reports on which year (`identity`). Labels come first, geometry second; what cannot be placed with
certainty is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gouji.document import NOWHERE, Document, Paragraph
from gouji.edition import Edition
from gouji.errors import NotAReportError
from gouji.lean import replace
from gouji.recognise import headings as head
from gouji.recognise import identity
from gouji.recognise.blanks import blanks_lost
from gouji.recognise.choice import choose_edition
from gouji.recognise.embedded import broken_out
from gouji.recognise.furniture import is_furniture, is_page_mark, labelled
from gouji.recognise.levels import level_of
from gouji.recognise.pinyin import without_pinyin
from gouji.recognise.placing import place_matrix
from gouji.recognise.segments import cut_tables
from gouji.recognise.several import refuse_several
from gouji.recognise.suits import place_suits
from gouji.recognise.tokens import Line, lines
from gouji.recognise.vocabulary import vocabulary
from gouji.report import BLANK, PLACEHOLDER, SIMILAR, Fact, Heading, Report, Section, Table
from gouji.text import bare, fold, squeeze

__all__ = ["recognise"]


def recognise(document: Document, *, path: str, editions: Mapping[str, Edition], edition: str | None = None) -> Report:
    """Reads a document as an annual report.

    `edition` overrides what the tables say. Raises `NotAReportError` when neither title, sections
    nor tables of an annual report are there, and `UnreadableError` when there are several reports.
    """
    document = without_pinyin(document)
    newest = editions[max(editions)]
    titles = head.titles_of(newest)
    content = broken_out(lines(document), titles)
    candidates = head.candidates(content, titles)
    chosen = head.choose(candidates)
    heading_lines = {c.at + n for c in chosen for n in range(c.lines)}
    repeated = {c.at for c in candidates if c.sections and c.match != SIMILAR and c.style in ("none", "cn", "part")} - heading_lines
    by_labels, evidence = choose_edition(content, editions)
    before = _paragraphs(content, 0, chosen[0].at if chosen else min(len(content), 60))
    title = identity.find_title(
        before, lambda: "\n".join(fold(squeeze(line.paragraph.text)) for line in content if line.paragraph is not None)
    )

    first_words = editions[edition or by_labels or newest.id]
    names = _table_names(content, repeated)
    stops, prose_only = heading_lines | repeated | names, _lines_of_words(chosen, first_words, len(content))
    pieces, used = cut_tables(content, vocabulary(first_words), stops, prose_only)
    notes = list(document.notes)
    sections, ordered = _sections(chosen, content, used | names)
    intro_lines = [(i, p) for i, p in before if title is None or i > title.last]
    page_lines = [p for i, p in before if title is None or i < title.first]
    page_facts = labelled(content[: chosen[0].at if chosen else min(len(content), 60)])
    intro = tuple(p for i, p in intro_lines if i not in used and i not in page_facts and not is_furniture(p.text))
    sections, tail = _with_tail(sections, ordered)
    prose = [*intro, *(line for s in sections.values() for line in s.lines)]

    period = identity.find_stated_period(prose)
    all_paragraphs = [page_facts.get(i, p) for i, p in before] + [p for i, p in page_facts.items() if content[i].grid >= 0] + list(tail)
    published, signed = identity.find_published(all_paragraphs, document.meta, tail)
    title_text = title.text if title else None
    headline = title_text or identity.meta_title(document.meta)
    if not chosen:
        title_text = headline
    year = identity.find_year(headline, period, intro, prose, published.value if published else None)
    if not chosen and title_text is None and not any(p.segments or p.events for p in pieces.values()):
        raise NotAReportError("不是政府信息公开工作年度报告：没有找到标题、六个部分和三张表")
    if len(ordered) < 2 and not any(p.segments for p in pieces.values()) and title_text is None:
        raise NotAReportError("不像政府信息公开工作年度报告：没有年报标题，也没有法定表格")

    picked = _edition(edition, by_labels, year.value if year else None, editions)
    if picked.id != first_words.id:
        pieces, used = cut_tables(content, vocabulary(picked), stops, prose_only)
        sections, ordered = _sections(chosen, content, used | names)
        sections, tail = _with_tail(sections, ordered)
    if edition is None and by_labels is None:
        notes.append(f"表格里没有能分辨格式版本的标签，按报告年度采用{picked.name}。" if year else f"分辨不出格式版本，采用{picked.name}。")

    refuse_several(pieces["t3"].segments)
    tables: dict[str, Table] = {}
    moved = blanks_lost([s.values for s in pieces["t3"].segments if s.ragged], len(picked.table("t3").blocks[0].columns))
    for id, found in pieces.items():
        if not found.segments and not found.events:
            continue
        found.section = _section_at(found.first_line, chosen)
        table, remarks = (place_suits if id == "t4" else place_matrix)(picked.table(id), found, moved)
        if id != "t4" and not table.rows:
            continue
        tables[id] = table
        notes.extend(remarks)

    page = [p.text for p in (*page_lines, *(p for _, p in intro_lines if is_furniture(p.text))) if len(p.text) <= 200]
    unit = identity.find_unit(title_text, prose, tail, document.meta, page)
    if unit is not None and unit.place == NOWHERE and title is not None and unit.source == "title":
        unit = unit._replace(place=title.paragraph.place)
    facts: dict[str, Fact] = {}
    if title is not None:
        facts["title"] = Fact(title.text, "title", title.text, title.paragraph.place)
    elif title_text is not None:
        facts["title"] = Fact(title_text, "meta", title_text)
    if unit is not None:
        facts["unit"] = unit
        level = level_of(unit.value)
        if level is not None:
            facts["level"] = Fact(level, unit.source, unit.value, unit.place)
    for name, fact in (("year", year), ("published", published), ("signed", signed), ("period", period)):
        if fact is not None:
            facts[name] = fact
            if fact.doubt:
                notes.append(fact.doubt + "。")

    title_indexes = set(range(title.first, title.last + 1)) if title else set()
    ignored = [p.text.strip() for i, p in before if i not in title_indexes and i not in used and (is_furniture(p.text) or p in page_lines)]
    ignored.extend(block.text.strip() for block in document.blocks if isinstance(block, Paragraph) and is_page_mark(block.text))
    ignored.extend(document.furniture)
    report = Report(
        path=path,
        format=document.format,
        edition=picked,
        edition_evidence=evidence if edition is None else ("由 --edition 指定",),
        facts=facts,
        headings=tuple(ordered),
        sections=sections,
        tables=tables,
        intro=intro,
        tail=tail,
        ignored=tuple(text for text in ignored if text),
        notes=tuple(notes),
        attachments=document.attachments + _attached(content),
        images=document.images,
        partial=document.partial,
    )
    return replace(report, blank_form=_is_blank_form(report))


_FILE_NAME = re.compile(r"[^\s:：]{1,80}\.(?:pdf|docx?|wps|xlsx?|ofd|zip|rar)(?![A-Za-z])", re.IGNORECASE)


def _attached(content: Sequence[Line]) -> tuple[str, ...]:
    """Names of attached files that the text itself lists."""
    lines_ = (line.paragraph.text for line in content if line.paragraph is not None and len(line.paragraph.text) < 160)
    return tuple(found[0] for text in lines_ if "." in text for found in _FILE_NAME.finditer(text))


def _paragraphs(content: Sequence[Line], first: int, last: int) -> list[tuple[int, Paragraph]]:
    return [(index, line.paragraph) for index, line in enumerate(content[first:last], first) if line.paragraph is not None]


def _edition(wanted: str | None, by_labels: str | None, year: int | None, editions: Mapping[str, Edition]) -> Edition:
    if wanted is not None:
        return editions[wanted]
    if by_labels is not None:
        return editions[by_labels]
    if year is not None:
        for edition in editions.values():
            if edition.covers(year):
                return edition
    return editions[max(editions)]


def _sections(chosen: Sequence[head.Candidate], content: Sequence[Line], used: set[int]) -> tuple[dict[str, Section], list[Heading]]:
    """Sections by id in the form's order of appearance, and all headings."""
    found: dict[str, Section] = {}
    ordered: list[Heading] = []
    for position, candidate in enumerate(chosen):
        heading = head.heading_of(candidate, content)
        ordered.append(heading)
        end = chosen[position + 1].at if position + 1 < len(chosen) else len(content)
        start = candidate.at + candidate.lines
        body = [p for i, p in _paragraphs(content, start, end) if i not in used]
        if candidate.rest:
            body.insert(0, Paragraph(candidate.rest, heading.place))
        body = [p for p in body if not _hollow(p.text)]
        for id in candidate.sections:
            if id not in found:
                found[id] = Section(id, heading, tuple(body), candidate.sections)
        if not candidate.sections and position:
            # A foreign heading does not end the section before it: its words stay findable there.
            last = next((s for s in reversed(list(found.values()))), None)
            if last is not None:
                found[last.id] = replace(last, lines=(*last.lines, Paragraph(heading.raw, heading.place), *body))
    return dict(sorted(found.items())), ordered


def _lines_of_words(chosen: Sequence[head.Candidate], edition: Edition, end: int) -> set[int]:
    """The lines of the sections that the form fills with words only; their tables are others than the statutory ones."""
    words = {section.id for section in edition.sections if section.kind == "text"}
    out: set[int] = set()
    for candidate, following in zip(chosen, [*chosen[1:], None], strict=False):
        if candidate.sections and words.issuperset(candidate.sections):
            out.update(range(candidate.at, following.at if following else end))
    return out


_TABLE_NAME = re.compile(r"^附?表[一二三四1-4](?:[:：、.].{0,20})?$")


def _table_names(content: Sequence[Line], repeated: set[int]) -> set[int]:
    """Lines that only name the table behind them: 表三, or a section's title said again."""
    return {
        index
        for index, line in enumerate(content[:-1])
        if line.paragraph is not None
        and content[index + 1].grid >= 0
        and (index in repeated or _TABLE_NAME.match(squeeze(line.paragraph.text[:40])))
    }


def _hollow(text: str) -> bool:
    return not squeeze(text)


_ATTACHMENT = re.compile(r"^附(?:件|表|图)?\s*\d*\s*[:：、.]|^附件\d*$")
_DATE_LINE = re.compile(r"^(?:20\d{2}年\d{1,2}月\d{1,2}日|20\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|二[〇○零0].{2}年.{1,3}月.{1,3}日)$")


def _tail_like(text: str) -> bool:
    squeezed = fold(squeeze(text))
    if is_furniture(text) or _ATTACHMENT.match(squeezed) or _DATE_LINE.match(squeezed):
        return True
    plain = re.sub(r"\(.{0,6}章\)|(?:20\d{2}年\d{1,2}月\d{1,2}日)$", "", squeezed)
    return (
        4 <= len(plain) <= 26
        and not re.search(r"[，。,;；:：、!]", plain)
        and level_of(plain) is not None
        and not re.match(r"^(?:无|本|我)", plain)
    )


def _with_tail(sections: dict[str, Section], ordered: Sequence[Heading]) -> tuple[dict[str, Section], tuple[Paragraph, ...]]:
    """Divides what stands behind the last section (signature, attachments, page) from its text."""
    if not ordered:
        return sections, ()
    last = max(sections.values(), key=lambda s: ordered.index(s.heading), default=None)
    if last is None:
        return sections, ()
    lines_ = last.lines
    cut = len(lines_)
    for number, line in enumerate(lines_):
        if _tail_like(line.text) and not any(len(p.text) > 45 and "。" in p.text and not is_furniture(p.text) for p in lines_[number:]):
            cut = number
            break
    if cut == len(lines_):
        return sections, ()
    out = dict(sections)
    for id in last.covers or (last.id,):
        if id in out:
            out[id] = replace(out[id], lines=lines_[:cut])
    return out, lines_[cut:]


def _section_at(line: int, chosen: Sequence[head.Candidate]) -> str | None:
    """The section in which a line stands."""
    section = None
    for candidate in chosen:
        if candidate.at > line:
            break
        section = candidate.sections[-1] if candidate.sections else section
    return section


_FILLERS = re.compile(r"\(?(?:文字描述|此处填写|请填写|填写内容|单位名称|年份|××+|xx+)\)?|[_×xX\s]+|无")


def _is_blank_form(report: Report) -> bool:
    """Whether this is the empty official form: most cells located, none filled, no prose."""
    cells = [cell for table in report.tables.values() for cell in table.cells.values()]
    located = len(cells) + sum(m.expected for t in report.tables.values() for m in t.misfits if not m.cells)
    if located < 100 or any(cell.kind not in (BLANK, PLACEHOLDER) for cell in cells):
        return False
    if any(cell.kind == PLACEHOLDER for cell in cells) and report.unit:
        return False
    prose = "".join(_FILLERS.sub("", fold(squeeze(line.text))) for s in report.sections.values() for line in s.lines)
    return len(bare(prose)) < 120
