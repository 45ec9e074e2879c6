"""Changes to a balanced report, from which the cases of the rules are made.

Each function returns a change: a function from a report to a report. None of them is used when
a report is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gouji.calendar import date
from gouji.document import NOWHERE, Paragraph, Place
from gouji.lean import replace
from gouji.report import EXACT, Cell, Extra, Fact, Heading, Label, Misfit, Report, Section
from gouji.values import parse

Change = Callable[[Report], Report]


def both(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(report: Report) -> Report:
        for each in changes:
            report = each(report)
        return report

    return change


def unchanged(report: Report) -> Report:
    """The balanced report as it is."""
    return report


def published(month: int, day: int, years: int = 1) -> Change:
    """Published on this day, so many years after the year of the data."""

    def change(report: Report) -> Report:
        on = date((report.year or 0) + years, month, day)
        return report.with_facts(published=Fact(on, "page", f"发布时间：{on.isoformat()}"))

    return change


def level(code: str, unit: str | None = None) -> Change:
    """A unit of another level, and of another name."""

    def change(report: Report) -> Report:
        facts = {"level": Fact(code, "title")}
        return report.with_facts(**facts, unit=Fact(unit, "title", unit)) if unit else report.with_facts(**facts)

    return change


def of_another_year() -> Change:
    """Data of a year for which the other edition of the form is meant."""

    def change(report: Report) -> Report:
        year = 2019 if report.edition.year_from > 2020 else 2023
        return report.with_facts(year=Fact(year, "period", f"{year}年"))

    return change


def titled(template: str) -> Change:
    """Another title; `{unit}`, `{year}` and `{last}` (the year before) are filled in."""

    def change(report: Report) -> Report:
        text = _filled(template, report)
        return report.with_facts(title=Fact(text, "title", text, Place(paragraph=1)))

    return change


def introduced(*texts: str) -> Change:
    """Another introduction, filled in like a title."""
    return lambda report: replace(report, intro=_lines(texts, report))


def period(start: tuple[int, int], end: tuple[int, int], years: int = 0) -> Change:
    """Another 统计期限, given by month and day, so many years off."""

    def change(report: Report) -> Report:
        year = (report.year or 0) + years
        dates = date(year, *start), date(year, *end)
        quote = f"{dates[0].year}年{dates[0].month}月{dates[0].day}日至{dates[1].year}年{dates[1].month}月{dates[1].day}日"
        return report.with_facts(period=Fact(dates, "period", quote))

    return change


def written(section: str, *texts: str) -> Change:
    """Another prose in a section, filled in like a title."""

    def change(report: Report) -> Report:
        lines = _lines(texts, report)
        return replace(report, sections={**report.sections, section: replace(report.sections[section], lines=lines)})

    return change


def added(section: str, *texts: str) -> Change:
    """More prose at the end of a section."""

    def change(report: Report) -> Report:
        old = report.sections[section]
        return replace(report, sections={**report.sections, section: replace(old, lines=old.lines + _lines(texts, report))})

    return change


def without_section(*ids: str) -> Change:
    """Sections gone, with their headings and tables."""

    def change(report: Report) -> Report:
        tables = {id: table for id, table in report.tables.items() if table.section not in ids}
        headings = tuple(heading for heading in report.headings if not set(heading.sections) & set(ids))
        sections = {id: section for id, section in report.sections.items() if id not in ids}
        return replace(report, headings=headings, sections=sections, tables=tables)

    return change


def headed(section: str, title: str, *, number: str | None = None, match: str = EXACT) -> Change:
    """Another heading over a section."""

    def change(report: Report) -> Report:
        old = report.sections[section].heading
        ordinal = old.number if number is None else number
        new = Heading(ordinal, title, old.sections, match, old.place, f"{ordinal}、{title}" if ordinal else title)
        headings = tuple(new if heading is old else heading for heading in report.headings)
        return replace(report, headings=headings, sections={**report.sections, section: replace(report.sections[section], heading=new)})

    return change


def merged(first: str, second: str, title: str) -> Change:
    """Two sections under one heading."""

    def change(report: Report) -> Report:
        old = report.sections[first]
        heading = Heading(old.heading.number, title, (first, second), "similar", old.heading.place, f"{old.heading.number}、{title}")
        lines = old.lines + report.sections[second].lines
        section = Section(first, heading, lines, (first, second))
        headings = tuple(
            heading if each is old.heading else each for each in report.headings if each is not report.sections[second].heading
        )
        return replace(report, headings=headings, sections={**report.sections, first: section, second: replace(section, id=second)})

    return change


def swapped(first: str, second: str) -> Change:
    """Two sections in the wrong order, each with its official heading."""

    def change(report: Report) -> Report:
        one, other = report.sections[first].heading, report.sections[second].heading
        exchange = {one: other, other: one}
        return replace(report, headings=tuple(exchange.get(heading, heading) for heading in report.headings))

    return change


def foreign_heading(number: str, title: str) -> Change:
    """A heading that belongs to none of the six sections, behind the others."""
    extra = Heading(number, title, (), "inferred", NOWHERE, f"{number}、{title}")
    return lambda report: replace(report, headings=(*report.headings, extra))


def without_table(*ids: str) -> Change:
    """Tables gone, their sections still there."""
    return lambda report: replace(report, tables={id: table for id, table in report.tables.items() if id not in ids})


def without_rows(table: str, *rows: str) -> Change:
    """Rows gone, with their labels and cells."""

    def change(report: Report) -> Report:
        old = report.tables[table]
        cells = {key: cell for key, cell in old.cells.items() if key[0] not in rows}
        labels = {id: label for id, label in old.rows.items() if id not in rows}
        return replace(report, tables={**report.tables, table: replace(old, cells=cells, rows=labels)})

    return change


def unplaced(table: str, values: Iterable[str], expected: int, row: str | None = None) -> Change:
    """A row (or the whole table) whose values could not be placed because there are too few or too many."""

    def change(report: Report) -> Report:
        old = report.tables[table]
        misfit = Misfit(row or table, tuple((value, NOWHERE) for value in values), expected, NOWHERE)
        cells = {key: cell for key, cell in old.cells.items() if row is not None and key[0] != row}
        return replace(report, tables={**report.tables, table: replace(old, cells=cells, misfits=(misfit,))})

    return change


def labelled(table: str, row: str, raw: str, match: str) -> Change:
    """A row label in another wording."""

    def change(report: Report) -> Report:
        old = report.tables[table]
        label = Label(row, raw, match, old.rows[row].place)
        return replace(report, tables={**report.tables, table: replace(old, rows={**old.rows, row: label})})

    return change


def headers_lost(table: str, *columns: str) -> Change:
    """Column labels gone."""

    def change(report: Report) -> Report:
        old = report.tables[table]
        kept = {id: label for id, label in old.columns.items() if id not in columns}
        return replace(report, tables={**report.tables, table: replace(old, columns=kept)})

    return change


def added_row(table: str, label: str, *values: str) -> Change:
    """A row the form does not have."""
    extra = Extra("row", label, values, NOWHERE)
    return lambda report: replace(report, tables={**report.tables, table: replace(report.tables[table], extras=(extra,))})


def remarked(table: str, text: str) -> Change:
    """Words inside a table that are neither label nor value."""
    remark = (Paragraph(text, NOWHERE),)
    return lambda report: replace(report, tables={**report.tables, table: replace(report.tables[table], remarks=remark)})


def cells(table: str, values: dict[tuple[str, str], str]) -> Change:
    """Other texts in these cells, by (row, column); cells the edition lacks are left out."""

    def change(report: Report) -> Report:
        known = set(report.edition.table(table).keys())
        return report.with_cells(
            *(Cell(table, row, column, raw, *parse(raw)) for (row, column), raw in values.items() if (row, column) in known)
        )

    return change


def _lines(texts: Iterable[str], report: Report) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(_filled(text, report), Place(paragraph=number)) for number, text in enumerate(texts, 2))


def _filled(template: str, report: Report) -> str:
    year = report.year or 0
    return template.replace("{unit}", report.unit or "").replace("{year}", str(year)).replace("{last}", str(year - 1))
