"""Everything a report and the page around it say of it: its title, who reports, on which year, when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from gouji.document import NOWHERE, Document, Paragraph
from gouji.recognise import identity
from gouji.recognise.levels import level_of
from gouji.recognise.opening import Opening
from gouji.recognise.outline import Parts
from gouji.recognise.published import find_published
from gouji.report import Fact

_PAGE_WORDS = "字体|字号|作者|编辑|浏览|点击|阅读|访问|分享|打印|时间|日期"
_SOURCE = re.compile(rf"来源\s*[:：]\s*((?:(?!{_PAGE_WORDS})[^\s|｜【\[（(]){{2,40}})")
_META_SOURCES = ("contentsource", "source")
_LISTED = re.compile(r"^\s*(?:信息)?(?:名称|标题)\s*[:：]\s*(\S.*\S)")


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
        "headline": _headline(document.meta, opening.dated(), title),
        "origin": _origin(document.meta, opening.dated()),
    }
    return {name: fact for name, fact in told.items() if fact is not None}


def _title(opening: Opening, document: Document, headed: bool) -> Fact | None:
    """The title in the text; that of the page only for a document that has no headings either."""
    if opening.title is not None:
        return Fact(opening.title.text, "title", opening.title.text, opening.title.paragraph.place)
    named = None if headed else identity.meta_title(document.meta)
    return Fact(named, "meta", named) if named else None


def _headline(meta: Mapping[str, str], lines: Iterable[Paragraph], title: Fact | None) -> Fact | None:
    """The title under which the site lists the report, where it is not the title itself: in the head of the page, else in
    what only machines read."""
    if title is None:
        return None
    for line in lines:
        if (found := _LISTED.match(line.text)) and found[1] != title.value:
            return Fact(found[1], "page", found[1], line.place)
    listed = identity.meta_title(meta) if meta else None
    return Fact(listed, "meta", listed) if listed and listed != title.value else None


def _origin(meta: Mapping[str, str], lines: Iterable[Paragraph]) -> Fact | None:
    """Whom the page names as the source: in a line of its own, else in what only machines read."""
    for line in lines:
        if found := _SOURCE.search(line.text):
            return Fact(found[1], "page", found[0], line.place)
    told = next((value for key, value in meta.items() if key.lower() in _META_SOURCES), None)
    return Fact(told, "meta", told) if told else None
