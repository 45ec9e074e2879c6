"""What stands in the six sections, in the lines between and behind their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.document import Paragraph
from gouji.edition import Edition
from gouji.lean import replace
from gouji.recognise.dates import years
from gouji.recognise.furniture import is_furniture
from gouji.recognise.headings import Candidate, heading_of
from gouji.recognise.identity import is_listed
from gouji.recognise.levels import level_of
from gouji.recognise.tokens import Line
from gouji.recognise.vocabulary import Vocabulary
from gouji.report import Heading, Section
from gouji.text import fold, squeeze

_MOST_TOKENS = 3
"""A line with more, a label and values behind it, is a row of some table and none of the section's words."""


def sections_of(
    chosen: Sequence[Candidate], content: Sequence[Line], words: Vocabulary, used: set[int], worded: set[int]
) -> tuple[dict[str, Section], list[Heading]]:
    """Sections by id in the form's order of appearance, and all headings; `worded` are the lines of the sections of words."""
    found: dict[str, Section] = {}
    ordered: list[Heading] = []
    for position, candidate in enumerate(chosen):
        heading = heading_of(candidate, content)
        ordered.append(heading)
        end = chosen[position + 1].at if position + 1 < len(chosen) else len(content)
        start = candidate.at + candidate.lines
        free = [(line, _words(line, words, i in worded)) for i, line in enumerate(content[start:end], start) if i not in used]
        body = [said for _, said in free if said is not None]
        if candidate.rest:
            body.insert(0, Paragraph(candidate.rest, heading.place))
        body = [p for p in body if squeeze(p.text)]
        cells = tuple(token.text for line, said in free if said is None and (line.grid >= 0 or line.paragraph) for token in line.tokens)
        for id in candidate.sections:
            found.setdefault(id, Section(id, heading, tuple(body), candidate.sections, cells))
        if not candidate.sections and position:
            # A foreign heading does not end the section before it: its words stay findable there.
            last = next(reversed(found.values()), None)
            if last is not None:
                found[last.id] = replace(last, lines=(*last.lines, Paragraph(heading.raw, heading.place), *body))
    return dict(sorted(found.items())), ordered


def _words(line: Line, words: Vocabulary, worded: bool) -> Paragraph | None:
    """What a line that is no row of a table says: a paragraph, or among words the one cell that a row of a grid is."""
    if worded and line.grid >= 0 and len(line.tokens) == 1:
        return Paragraph(line.tokens[0].text, line.tokens[0].place)
    rest = len(line.tokens) > _MOST_TOKENS or (not worded and line.paragraph is not None and words.is_torn(line.paragraph.text))
    return None if rest else line.paragraph


def lines_of_words(chosen: Sequence[Candidate], edition: Edition, end: int) -> set[int]:
    """The lines of the sections that the form fills with words only; their tables are others than the statutory ones."""
    words = {section.id for section in edition.sections if section.kind == "text"}
    out: set[int] = set()
    for candidate, following in zip(chosen, [*chosen[1:], None], strict=False):
        if candidate.sections and words.issuperset(candidate.sections):
            out.update(range(candidate.at, following.at if following else end))
    return out


_TABLE_NAME = re.compile(r"^附?表[一二三四1-4](?:[:：、.].{0,20})?$")


def table_names(content: Sequence[Line], repeated: set[int]) -> set[int]:
    """Lines that only name the table behind them: 表三, or a section's title said again."""
    return {
        index
        for index, line in enumerate(content[:-1])
        if line.paragraph is not None
        and content[index + 1].grid >= 0
        and (index in repeated or _TABLE_NAME.match(squeeze(line.paragraph.text[:40])))
    }


_ATTACHMENT = re.compile(r"^附(?:件|表|图)?\s*\d*\s*[:：、.]|^附件\d*$")
_DATE_LINE = re.compile(r"^(?:20\d{2}年\d{1,2}月\d{1,2}日|20\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|二[〇○零0].{2}年.{1,3}月.{1,3}日)$")


def _tail_like(text: str) -> bool:
    squeezed = fold(squeeze(text))
    if is_furniture(text) or is_listed(text) or _ATTACHMENT.match(squeezed) or _DATE_LINE.match(squeezed):
        return True
    plain = re.sub(r"\(.{0,6}章\)|(?:20\d{2}年\d{1,2}月\d{1,2}日)$", "", squeezed)
    return (
        4 <= len(plain) <= 26
        and not re.search(r"[，。,;；:：、!]", plain)
        and level_of(plain) is not None
        and not re.match(r"^(?:无|本|我)", plain)
    )


def with_tail(sections: dict[str, Section], ordered: Sequence[Heading]) -> tuple[dict[str, Section], tuple[Paragraph, ...]]:
    """Divides what stands behind the last section with words (signature, attachments, page) from its text: sections
    that are but a table may follow, on worksheets of their own."""
    worded = (section for section in sections.values() if section.lines)
    last = max(worded, key=lambda section: ordered.index(section.heading), default=None)
    if last is None:
        return sections, ()
    words = last.lines
    cut = next((number for number, line in enumerate(words) if _is_other(number, line) or _is_tail(words, number)), len(words))
    if cut == len(words):
        return sections, ()
    out = dict(sections)
    for id in last.covers or (last.id,):
        if id in out:
            out[id] = replace(out[id], lines=words[:cut])
    return out, words[cut:]


def _is_other(number: int, line: Paragraph) -> bool:
    """Whether another report begins behind words of this one: another year's, a copy for printing, one answered to."""
    return number > 0 and is_listed(line.text) and bool(years(line.text)) and not re.search(r"[，,、；;：:.．]", line.text)


def _is_tail(words: Sequence[Paragraph], number: int) -> bool:
    return _tail_like(words[number].text) and not _goes_on(words[number:])


def _goes_on(lines: Sequence[Paragraph]) -> bool:
    """Whether there is a paragraph of a report among these lines."""
    return any(len(line.text) > 45 and "。" in line.text and not is_furniture(line.text) for line in lines)
