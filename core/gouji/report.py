"""A report 年报 as read: immutable plain data, nothing repaired, nothing judged.

A `Report` says what a document holds in the terms of its edition: identity, sections, cells. It
also keeps *how* each part was recognised (which wording of a label, how many values a row had),
because that is what the rules on form are about.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gouji.document import NOWHERE, Paragraph, Place
from gouji.edition import Edition
from gouji.lean import Any, NamedTuple, cast, dataclass, field, replace

ORDERED = "由 --edition 指定"
"""All the evidence there is for an edition that was not recognised but ordered."""

NUMBER = "number"
BLANK = "blank"
PLACEHOLDER = "placeholder"
TEXT = "text"
"""What a cell is: a number, nothing, a mark for nothing (/ - — 无), or words. Blank is never zero."""

LEVELS_OF_GOVERNMENT = {
    "gov.prov": "省级政府",
    "gov.city": "市级政府",
    "gov.county": "县级政府",
    "office": "政府办公厅（室）",
    "dept": "部门",
    "town": "乡镇政府",
    "street": "街道办事处",
    "zone": "开发区管委会",
    "central": "国务院部门",
}
"""The codes of `Report.level` in Chinese."""


Key = tuple[str, str, str]
"""The address of a cell in any report of its edition: table, row, column."""

Number = int | Decimal
"""The number in a cell: of cases, or of money."""


class Cell(NamedTuple):
    """One cell of a statutory table.

    `raw` is the text as it stands. `value` is set only for `kind` "number"; `note` is what the raw
    text says beside the number (`件`, `其中修订16件`), or what the loader remarked. `doubt` is a
    Chinese reason why the value may have been placed or read wrongly, "" when certain.
    """

    table: str
    row: str
    column: str
    raw: str
    kind: str
    value: int | Decimal | None = None
    note: str = ""
    place: Place = NOWHERE
    doubt: str = ""

    @property
    def key(self) -> Key:
        """(table, row, column), the cell's address in any report of its edition."""
        return self.table, self.row, self.column


EXACT = "exact"
ACCEPTED = "accepted"
TYPO = "typo"
SIMILAR = "similar"
INFERRED = "inferred"
"""How a label was matched: official wording, an accepted one, a listed misspelling, by likeness
only, or not at all but concluded from position."""


class Label(NamedTuple):
    """A row, column, caption or heading label as found, and how it was matched."""

    id: str
    raw: str
    match: str
    place: Place = NOWHERE


class Misfit(NamedTuple):
    """A row whose number of values differs from the form, so that they could not be placed.

    `cells` are the values in order. `id` is the row, or the table when the values of a whole
    table (表四 as one row of 15) are concerned. A row that could be placed all the same (by the
    geometry of a real grid) is no misfit: its absent cells are simply absent.
    """

    id: str
    cells: tuple[tuple[str, Place], ...]
    expected: int
    place: Place


class Extra(NamedTuple):
    """A row or column the form does not have. `axis` is "row" or "column"."""

    axis: str
    label: str
    values: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """One statutory table as found.

    `cells` holds the cells the document has, by (row, column); a cell that the document lacks is
    absent. Cells of heading rows stand here only when the document has something in them.
    `rows`, `columns` and `captions` say how each label was found, by row id, by `block.column` id
    (`group.column` in 表四) and by block id. `remarks` are words inside the table that belong to no label and no value.
    `method` is "grid", "flat" or "exchange".
    """

    id: str
    cells: Mapping[tuple[str, str], Cell]
    place: Place = NOWHERE
    section: str | None = None
    rows: Mapping[str, Label] = field(default_factory=dict)
    columns: Mapping[str, Label] = field(default_factory=dict)
    captions: Mapping[str, Label] = field(default_factory=dict)
    corner: Label | None = None
    misfits: tuple[Misfit, ...] = ()
    extras: tuple[Extra, ...] = ()
    remarks: tuple[Paragraph, ...] = ()
    method: str = "grid"


class Heading(NamedTuple):
    """A top-level heading: 三、收到和处理政府信息公开申请情况.

    `number` is the ordinal as written ("三", or "" when missing), `title` the words behind it,
    `sections` the ids of the sections it announces: usually one, none for a foreign heading, two
    where sections were merged.
    """

    number: str
    title: str
    sections: tuple[str, ...]
    match: str
    place: Place
    raw: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections, with the prose that stands in it (tables excluded).

    A section announced together with another (五、存在问题及其他事项) shares heading and lines.
    `covers` then holds both ids. `unread` are the cells of rows in it, of grids and lines of text, that belong to no table.
    """

    id: str
    heading: Heading
    lines: tuple[Paragraph, ...]
    covers: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The prose, one paragraph a line."""
        return "\n".join(line.text.strip() for line in self.lines)


class Fact(NamedTuple):
    """One fact about a report's identity, with where it was found.

    `source` is one of "title", "intro", "period", "signature", "page", "meta", "body", "name",
    "option", "exchange"; `doubt` a Chinese sentence where the evidence was divided, else "".
    """

    value: Any
    source: str
    quote: str = ""
    place: Place = NOWHERE
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report, read and not judged.

    `facts` holds what is known of its identity under "title", "unit", "level" (a code of the
    levels of government), "year" (the year the data are about), "published" (a date), "period"
    (a pair of dates, or the raw words when they are not dates), "signed" (a date), "headline" (the
    title under which a page lists it, if that is another one) and "origin" (whom the page names as
    its source); a fact that was not found is absent.
    `headings` are all top-level headings in the order of the document, foreign ones included.
    `intro` is the prose before the first section, `tail` what stands behind the last one
    (signature, attachments). `blank_form` is true for the empty official form.
    `attachments`, `images` and `partial` are taken over from the document.
    """

    path: str
    format: str
    edition: Edition
    edition_evidence: tuple[str, ...]
    facts: Mapping[str, Fact]
    headings: tuple[Heading, ...]
    sections: Mapping[str, Section]
    tables: Mapping[str, Table]
    intro: tuple[Paragraph, ...] = ()
    tail: tuple[Paragraph, ...] = ()
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    images: int = 0
    blank_form: bool = False
    partial: bool = False

    def __repr__(self) -> str:
        return f"<Report {self.path}: {self.unit} {self.year} {self.edition.id}>"

    def value(self, fact: str) -> Any:
        """The value of a fact, or None when it was not found."""
        found = self.facts.get(fact)
        return found.value if found else None

    @property
    def unit(self) -> str | None:
        """The name of the public body, as the report writes it."""
        return cast("str | None", self.value("unit"))

    @property
    def year(self) -> int | None:
        """The year the data are about, not the year of publication."""
        return cast("int | None", self.value("year"))

    @property
    def level(self) -> str | None:
        """gov.prov, gov.city, gov.county, office, dept, town, street, zone, central, or None."""
        return cast("str | None", self.value("level"))

    def cell(self, table: str, row: str, column: str) -> Cell | None:
        """The cell at this address, or None when the document lacks it."""
        found = self.tables.get(table)
        return found.cells.get((row, column)) if found else None

    def with_cells(self, *cells: Cell) -> Report:
        """A copy in which these cells stand in place of those with the same address."""
        tables = dict(self.tables)
        for cell in cells:
            table = tables[cell.table]
            tables[cell.table] = replace(table, cells={**table.cells, (cell.row, cell.column): cell})
        return replace(self, tables=tables)

    def with_facts(self, **facts: Fact | None) -> Report:
        """A copy with these facts set; None removes one."""
        merged = {**self.facts, **facts}
        return replace(self, facts={name: fact for name, fact in merged.items() if fact is not None})

    def prose(self) -> list[Paragraph]:
        """Every paragraph of prose in order: introduction, sections, tail."""
        lines = list(self.intro)
        seen: set[int] = set()
        for section in self.sections.values():
            if id(section.lines) not in seen:
                seen.add(id(section.lines))
                lines.extend(section.lines)
        lines.extend(self.tail)
        return lines
