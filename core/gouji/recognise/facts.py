"""Everything a report says of itself: its title, who reports, on which year, when it was published."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from gouji.document import NOWHERE, Document, Paragraph
from gouji.recognise import identity
from gouji.recognise.levels import level_of
from gouji.recognise.opening import Opening
from gouji.recognise.outline import Parts
from gouji.recognise.page_head import find_headline, find_origin
from gouji.recognise.published import find_published
from gouji.report import Fact


def find_facts(document: Document, opening: Opening, intro: Sequence[Paragraph], parts: Parts) -> dict[str, Fact]:
    """The facts by name, those that were found."""
    prose = [*intro, *(line for section in parts.sections.values() for line in section.lines)]
    period = identity.find_stated_period(prose)
    tail = list(takewhile(lambda line: not identity.is_listed(line.text), parts.tail))  # behind a title stands another report's date
    published, signed = find_published([*opening.dated(), *tail], document.meta, tail)
    title = _title(opening, document, bool(parts.headings))
    headline = title.value if title else identity.meta_title(document.meta)
    year = identity.find_year(headline, period, intro, prose, published.value if published else None)
    unit = identity.find_unit(title.value if title else None, prose, tail, document.meta, opening.page())
    if unit is not None and unit.place == NOWHERE and title is not None and unit.source == "title":
        unit = unit._replace(place=title.place)
    level = level_of(unit.value) if unit else None
    told = {
        "title": title,
        "unit": unit,
        "level": Fact(level, unit.source, unit.value, unit.place) if unit and level else None,
        "year": year,
        "published": published,
        "signed": signed,
        "period": period,
        "headline": find_headline(document.meta, opening.dated(), title),
        "origin": find_origin(document.meta, opening.dated()),
    }
    return {name: fact for name, fact in told.items() if fact is not None}


def _title(opening: Opening, document: Document, headed: bool) -> Fact | None:
    """The title in the text; that of the page only for a document that has no headings either."""
    if opening.title is not None:
        return Fact(opening.title.text, "title", opening.title.text, opening.title.paragraph.place)
    named = None if headed else identity.meta_title(document.meta)
    return Fact(named, "meta", named) if named else None
