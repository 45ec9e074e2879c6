"""Cells as the evidence of a finding, and what a report has of its statutory tables at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from gouji.document import GUESSED, NOWHERE
from gouji.edition import TableSpec
from gouji.finding import READING, SOURCE, SUBJECT, CellEvidence
from gouji.lean import Any, NamedTuple
from gouji.once import once
from gouji.report import NUMBER, Cell, Report, Table
from gouji.text import bare, squeeze

LITTLE = 50
"""Characters of prose below which a document has tables only."""


def absent(table: str, keys: Iterable[tuple[str, str]]) -> tuple[CellEvidence, ...]:
    """Cells that the document lacks, as the ones a finding is about."""
    return tuple(CellEvidence(table, row, column, None, SUBJECT, NOWHERE) for row, column in keys)


def doubt_of(cells: Iterable[Cell]) -> str:
    """ "reading" when any of the cells was placed or read with doubt, else "source"."""
    return READING if any(cell.doubt for cell in cells) else SOURCE


def resting_on(cells: Sequence[Cell]) -> dict[str, Any]:
    """The cells a finding is about, and whether there is doubt in how they were read."""
    return {"cells": [CellEvidence.of(cell) for cell in cells], "doubt": doubt_of(cells)}


@once(64)
def addresses(spec: TableSpec) -> list[tuple[str, str]]:
    """(row, column) of every cell the form asks for, in official order."""
    return list(spec.keys())


@once()
def guessed(report: Report) -> bool:
    """Whether the tables had no lines or marks to go by, so that what is missing in them may only have been read otherwise."""
    return any(cell.doubt == GUESSED for table in report.tables.values() for cell in table.cells.values())


def unread_cells(report: Report) -> list[str]:
    """The texts of cells that belong to no table, as of a page that holds but the last columns of one."""
    return [text for section in report.sections.values() for text in section.unread]


class Filled(NamedTuple):
    """A statutory table that a report has, and the cells of its form, in official order.

    `odd` are those cells that hold anything but digits: in most tables there are none, and rules
    on what stands in the cells have nothing else to look at. `complete` says that no cell of the
    form is absent.
    """

    spec: TableSpec
    table: Table
    cells: Sequence[Cell]
    odd: Sequence[Cell]
    complete: bool


@once()
def filled(report: Report) -> list[Filled]:
    """The statutory tables that a report has, in official order."""
    found: list[Filled] = []
    for spec in report.edition.tables:
        table = report.tables.get(spec.id)
        if table is not None:
            wanted = addresses(spec)
            cells = [cell for cell in map(table.cells.get, wanted) if cell is not None]
            odd = [cell for cell in cells if not cell.raw.isdecimal() or cell.kind != NUMBER]
            found.append(Filled(spec, table, cells, odd, len(cells) == len(wanted)))
    return found


def row_found(table: Table, row: str) -> bool:
    """Whether the document has this row, even if its values could not be placed."""
    return row in table.rows or any(key[0] == row for key in table.cells) or any(misfit.id == row for misfit in table.misfits)


def row_label(spec: TableSpec, row: str) -> str:
    """The official label of a row."""
    found = spec.row(row)
    return found.label if found else row


def missing_tables(report: Report) -> list[TableSpec]:
    """The statutory tables the report does not have."""
    return [spec for spec in report.edition.tables if spec.id not in report.tables]


def told_in_words(report: Report, spec: TableSpec) -> bool:
    """Whether the labels of a missing table stand in its section, in words or in a grid: its cells are there, but not as a table that
    can be read."""
    section = report.sections.get(spec.section)
    text = bare("".join((*(line.text for line in (section.lines if section else report.prose())), *(section.unread if section else ()))))
    labels = {bare(part.label) for block in spec.blocks for part in block.rows} | {
        bare(part.label) for block in spec.blocks for part in block.columns
    }
    return 3 * sum(label in text for label in labels) >= 2 * len(labels)


def pictured_tables(report: Report) -> list[TableSpec]:
    """The missing tables, where the document shows pictures that may be these tables."""
    return missing_tables(report) if report.images and not only_attached(report) else []


@once()
def prose_length(report: Report) -> int:
    """Characters of prose, white space not counted."""
    return sum(len(squeeze(line.text)) for line in report.prose())


def only_attached(report: Report) -> bool:
    """Whether the page is a mere cover for attached files: no table, no section, hardly a word."""
    return bool(report.attachments) and not report.tables and not report.sections and prose_length(report) < 300


def only_tables(report: Report) -> bool:
    """Whether the document holds tables and no prose, as a workbook of data for collection does."""
    return bool(report.tables) and not report.sections and prose_length(report) < LITTLE


_NOTE = re.compile(r"\((?:指|即|含|包括|不含|注|如|填|请|按|仅|减少?用)[^()]*\)|注:.+|填表说明.*")


def without_note(raw: str) -> str:
    """The squeezed text of a label without a note on filling in: 上一年项目数量（指2019年事项数）."""
    return _NOTE.sub("", squeeze(raw))


@lru_cache(2048)
def plain_number(raw: str) -> bool:
    """Whether the text of a cell is a number and nothing beside it."""
    text = squeeze(raw).replace(",", "").lstrip("+-")
    whole, _, decimals = text.partition(".")
    return whole.isdecimal() and (not decimals or decimals.isdecimal())
