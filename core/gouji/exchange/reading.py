"""From plain data of the form `gouji.report/1` back to a report, hand-written data included.

The contract's keys decide; what the other keys say is used where it agrees with them. So a person
may write or change only the plain keys: `tables: {t3: {new: {person: 3}}}` is enough for a cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, date

from gouji.document import Paragraph
from gouji.edition import Edition
from gouji.errors import UnreadableError
from gouji.exchange.fields import each, flag, heading, lines, mapping, number, place, text, texts
from gouji.exchange.tables import table_from_data
from gouji.exchange.writing import SCHEMA
from gouji.lean import TYPE_CHECKING, Any
from gouji.recognise.levels import level_of
from gouji.report import ACCEPTED, EXACT, LEVELS_OF_GOVERNMENT, Fact, Heading, Report, Section
from gouji.text import bare

if TYPE_CHECKING:
    from typing import NoReturn

LONGEST_FACT = 500
"""Characters of a title, a unit's name or whatever else is told of a report."""

FACTS = ("title", "unit", "level", "year", "published", "period", "signed")


def report_from_data(data: Any, *, path: str, editions: Mapping[str, Edition]) -> Report:
    """Builds the report these data describe.

    Raises UnreadableError that names the key which is wrong and what it should be.
    """
    data = mapping(data, "整份数据")
    schema = data.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise UnreadableError(f"schema 是 {str(schema)[:40]!r}，能读的是 {SCHEMA!r}")
    edition, evidence = _edition(data, editions)
    headings = tuple(heading(item, f"headings 第{position}项") for position, item in each(data, "headings"))
    sections, headings = _sections(data, edition, headings)
    details = mapping(data.get("table_details") or {}, "table_details")
    tables = {}
    for name, rows in mapping(data.get("tables") or {}, "tables").items():
        spec = next((spec for spec in edition.tables if name in (spec.id, spec.name)), None)
        if spec is None:
            _unknown("tables", name, [spec.id for spec in edition.tables])
        tables[spec.id] = table_from_data(spec, rows, mapping(details.get(spec.id) or {}, f"table_details.{spec.id}"))
    return Report(
        path=path,
        format=text(data.get("format") or "exchange", "format"),
        edition=edition,
        edition_evidence=texts(data, "edition_evidence") or evidence,
        facts=_facts(data),
        headings=headings,
        sections=sections,
        tables=tables,
        intro=lines(data.get("intro"), "intro"),
        tail=lines(data.get("tail"), "tail"),
        ignored=texts(data, "ignored"),
        notes=texts(data, "notes"),
        attachments=texts(data, "attachments"),
        images=number(data.get("images") or 0, "images"),
        blank_form=flag(data.get("blank_form") or False, "blank_form"),
        partial=flag(data.get("partial") or False, "partial"),
    )


def _edition(data: Mapping[str, Any], editions: Mapping[str, Edition]) -> tuple[Edition, tuple[str, ...]]:
    if data.get("edition") is not None:
        id = text(data["edition"], "edition")
        if id not in editions:
            _unknown("edition", id, editions)
        return editions[id], (f"数据写明 edition 为 {id}",)
    year = data.get("year")
    if not isinstance(year, int) or isinstance(year, bool):
        raise UnreadableError("数据里没有 year（报告年度，四位数字），也没有 edition，不知道用哪个格式版本；请补上")
    for edition in editions.values():
        if edition.covers(year):
            return edition, (f"{year} 年适用 {edition.id}",)
    raise UnreadableError(f"没有适用于 {year} 年的格式版本，请核对 year，或写明 edition")


def _facts(data: Mapping[str, Any]) -> dict[str, Fact]:
    given = mapping(data.get("facts") or {}, "facts")
    facts: dict[str, Fact] = {}
    for name in (*given, *(name for name in FACTS if name not in given)):
        told = None
        if name in given:
            item = mapping(given[name], f"facts.{name}")
            told = Fact(
                _value(name, item.get("value")),
                text(item.get("source") or "exchange", f"facts.{name}.source"),
                text(item.get("quote") or "", f"facts.{name}.quote"),
                place(item.get("place"), f"facts.{name}.place"),
                text(item.get("doubt") or "", f"facts.{name}.doubt"),
            )
        if name not in FACTS or name not in data:
            if told is not None:
                facts[name] = told
            continue
        value = _value(name, data[name])
        if value is not None:
            facts[name] = told if told is not None and told.value == value else Fact(value, "exchange")
    if "level" not in data and "level" not in facts and "unit" in facts:
        level = level_of(facts["unit"].value)
        if level is not None:
            facts["level"] = Fact(level, "exchange", facts["unit"].value)
    return facts


def _value(name: str, value: Any) -> Any:
    """A fact's value in its own type. Raises UnreadableError."""
    if value is None:
        return None
    if name == "year":
        if not 1000 <= number(value, "year") < MAXYEAR:
            raise UnreadableError(f"year 是 {str(value)[:40]}，应是四位数的年份")
        return value
    if name == "period":
        if isinstance(value, (list, tuple)) and len(value) == 2:
            return tuple(_date(part, "period") for part in value)
        return text(value, "period")
    if name in ("published", "signed"):
        return _date(value, name)
    said = text(value, name)
    if len(said) > LONGEST_FACT:
        raise UnreadableError(f"{name} 有 {len(said)} 个字，超过 {LONGEST_FACT} 个字的上限")
    if name == "level" and said not in LEVELS_OF_GOVERNMENT:
        _unknown("level", said, LEVELS_OF_GOVERNMENT)
    return said


def _date(value: Any, key: str) -> date:
    try:
        return date.fromisoformat(text(value, key))
    except ValueError:
        raise UnreadableError(f"{key} 是 {str(value)[:40]!r}，应写成 2024-01-31 这样的日期") from None


def _sections(data: Mapping[str, Any], edition: Edition, headings: tuple[Heading, ...]) -> tuple[dict[str, Section], tuple[Heading, ...]]:
    """The sections, and the headings with those that only the sections told of."""
    known = list(headings)
    sections: dict[str, Section] = {}
    shared: dict[int, tuple[Paragraph, ...]] = {}
    for id, item in mapping(data.get("sections") or {}, "sections").items():
        spec = next((spec for spec in edition.sections if id in (spec.id, spec.number)), None)
        if spec is None:
            _unknown("sections", id, [spec.id for spec in edition.sections])
        where = f"sections.{id}"
        item = {"text": item} if item is None or isinstance(item, str) else mapping(item, where)
        raw = text(item.get("heading") or spec.heading, f"{where}.heading")
        at = item.get("heading_at")
        if not (isinstance(at, int) and 0 <= at < len(known) and known[at].raw == raw):
            known.append(_own_heading(raw, spec.id, edition))
            at = len(known) - 1
        told = lines(item.get("lines"), f"{where}.lines")
        written = text(item.get("text") or "", f"{where}.text")
        if "text" in item and "\n".join(line.text.strip() for line in told) != written:
            told = lines(written.splitlines(), where)
        # Two sections under one heading hold the same lines, as the same object.
        told = shared.setdefault(at, told) if shared.get(at, told) == told else told
        covers = texts(item, "covers") or (spec.id,)
        sections[spec.id] = Section(spec.id, known[at], told, covers)
    return sections, tuple(known)


def _own_heading(raw: str, section: str, edition: Edition) -> Heading:
    """The heading of a hand-written section: how far it agrees with the official wording."""
    spec = edition.section(section)
    ordinal, comma, title = raw.partition("、")
    if not comma:
        ordinal, title = "", raw
    match = EXACT if bare(title) == bare(spec.title) else ACCEPTED
    return Heading(ordinal, title, (section,), match, place(None, ""), raw)


def _unknown(key: str, word: Any, known: Iterable[str]) -> NoReturn:
    raise UnreadableError(f"{key} 里的 {str(word)[:40]!r} 不存在；可以写的是 {'、'.join(known)}")
