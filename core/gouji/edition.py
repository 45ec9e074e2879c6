"""An edition 格式版本: the official format of one span of years, as data.

The YAML files in `gouji_rulesets/editions/` hold the forms; these classes only give their parts
names. Whatever the table, it is a list of rows, and each row knows its own columns: 表二 is several
blocks with columns of their own, 表三 one block of 23 or 25 rows by 7, 表四 three rows (复议,
直接起诉, 复议后起诉) by 5, though it is printed as a single row of 15.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.lean import Any, dataclass, field
from gouji.once import once

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block. `type` is "int", "signed" (本年增/减) or "money"."""

    id: str
    label: str
    name: str
    type: str = "int"
    unit: str = "件"
    group: str = ""
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    `id` is unique in its table ("a20_1.norm", "deny_secret", "review"). `label` is the official
    wording, `accept` wordings taken silently, `typos` wordings understood and reported. `name` is
    the short Chinese name rules use. `data` is False for a heading row such as （三）不予公开, whose
    cells are officially empty.
    """

    id: str
    label: str
    name: str
    block: str
    columns: tuple[Column, ...]
    data: bool = True
    level: int = 0
    parent: str | None = None
    accept: tuple[str, ...] = ()
    typos: tuple[str, ...] = ()
    basis: str = ""

    def column(self, id: str) -> Column | None:
        """The column with this id, or None."""
        return next((column for column in self.columns if column.id == id), None)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows that share their columns; in 表二 one 第二十条第（N）项 with its caption."""

    id: str
    caption: str
    stub: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    accept: tuple[str, ...] = ()


@once(64)
def _rows(blocks: tuple[TableBlock, ...]) -> tuple[Row, ...]:
    return tuple(row for block in blocks for row in block.rows)


@once(64)
def _rows_by_id(blocks: tuple[TableBlock, ...]) -> dict[str, Row]:
    return {row.id: row for row in reversed(_rows(blocks))}


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One statutory table. `row_groups` and `column_groups` map a Chinese group name to ids."""

    id: str
    name: str
    title: str
    section: str
    blocks: tuple[TableBlock, ...]
    corner: str = ""
    row_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    column_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in official order, heading rows included."""
        return _rows(self.blocks)

    def row(self, id: str) -> Row | None:
        """The row with this id, or None."""
        return _rows_by_id(self.blocks).get(id)

    def line(self, name: str, axis: str) -> str:
        """A row or column by its short name, for messages: 表三新收行; where the name would run into
        the table's, 表三“三安全一稳定”行."""
        return f"{self.name}“{name}”{axis}" if name[:1] in NUMERALS else f"{self.name}{name}{axis}"

    def keys(self) -> Iterator[tuple[str, str]]:
        """(row id, column id) of every cell the form asks for, in official order."""
        for row in self.rows:
            if row.data:
                for column in row.columns:
                    yield row.id, column.id


@dataclass(frozen=True, slots=True)
class Subtopic:
    """One of the five aspects section one must cover."""

    id: str
    label: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One of the six sections. `kind` is "text" or "table"."""

    id: str
    number: str
    title: str
    kind: str
    accept: tuple[str, ...] = ()
    subtopics: tuple[Subtopic, ...] = ()

    @property
    def heading(self) -> str:
        """The official heading: 一、总体情况."""
        return f"{self.number}、{self.title}"


@dataclass(frozen=True, slots=True)
class Edition:
    """One official format: document number, years, sections and tables."""

    id: str
    doc_no: str
    doc_title: str
    name: str
    year_from: int
    year_to: int | None
    sections: tuple[SectionSpec, ...]
    tables: tuple[TableSpec, ...]

    def __repr__(self) -> str:
        return f"<Edition {self.id}>"

    def table(self, id: str) -> TableSpec:
        """The table with this id. Raises KeyError."""
        for table in self.tables:
            if table.id == id:
                return table
        raise KeyError(id)

    def section(self, id: str) -> SectionSpec:
        """The section with this id. Raises KeyError."""
        for section in self.sections:
            if section.id == id:
                return section
        raise KeyError(id)

    def covers(self, year: int) -> bool:
        """Whether reports on this year are to use this edition."""
        return self.year_from <= year and (self.year_to is None or year <= self.year_to)

    def cell_name(self, table: str, row: str, column: str) -> str:
        """A cell's name for messages: 表三“（一）予以公开”行“自然人”列, by short names."""
        spec = self.table(table)
        found = spec.row(row)
        if found is None:
            return f"{spec.name}·{row}·{column}"
        col = found.column(column)
        return f"{spec.name}·{found.name}·{col.name if col else column}"


def edition_from_data(data: Mapping[str, Any]) -> Edition:
    """Builds an `Edition` from the plain data of its YAML file. Raises KeyError on a missing key."""
    return Edition(
        id=data["id"],
        doc_no=data["doc_no"],
        doc_title=data["doc_title"],
        name=data["name"],
        year_from=data["report_year_from"],
        year_to=data["report_year_to"],
        sections=tuple(_section(section) for section in data["sections"]),
        tables=tuple(_table(table) for table in data["tables"]),
    )


def _section(data: Mapping[str, Any]) -> SectionSpec:
    return SectionSpec(
        id=data["id"],
        number=data["num"],
        title=data["title"],
        kind=data["kind"],
        accept=tuple(data["accept"]),
        subtopics=tuple(Subtopic(topic["id"], topic["label"], tuple(topic["accept"])) for topic in data.get("subtopics", ())),
    )


def _table(data: Mapping[str, Any]) -> TableSpec:
    return TableSpec(
        id=data["id"],
        name=data["name"],
        title=data["title"],
        section=data["section"],
        blocks=tuple(_block(block) for block in data["blocks"]),
        corner=data.get("corner", ""),
        row_groups={name: tuple(ids) for name, ids in data.get("row_groups", {}).items()},
        column_groups={name: tuple(ids) for name, ids in data.get("column_groups", {}).items()},
    )


def _block(data: Mapping[str, Any]) -> TableBlock:
    columns = tuple(
        Column(
            id=column["id"],
            label=column["label"],
            name=column["name"],
            type=column["type"],
            unit=column["unit"],
            group=column.get("group", ""),
            accept=tuple(column["accept"]),
        )
        for column in data["columns"]
    )
    rows = tuple(
        Row(
            id=row["id"],
            label=row["label"],
            name=row["name"],
            block=data["id"],
            columns=columns,
            data=row.get("data", True),
            level=row.get("level", 0),
            parent=row.get("parent"),
            accept=tuple(row.get("accept", ())),
            typos=tuple(row.get("typos", ())),
            basis=row.get("basis", ""),
        )
        for row in data["rows"]
    )
    return TableBlock(data["id"], data.get("caption", ""), data.get("stub", ""), columns, rows, tuple(data.get("caption_accept", ())))
