"""A report written down, before any file format: lines and official forms in order.

Every layout renders a `Manuscript`; quirks that do not belong to one format change it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gouji.edition import Column, Edition, Row, TableSpec
from gouji.report import Cell, Report, Table

PLAIN, HEADING, SUBHEADING, TITLE, META = "plain", "heading", "subheading", "title", "meta"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `role` says what it is to its writer, and nothing to a reader of the file."""

    text: str
    role: str = PLAIN


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a form with its spans. `value` is true for a data cell, false for a label.

    `row` is the edition's row of a row label, for layouts that number rows automatically.
    """

    text: str
    colspan: int = 1
    rowspan: int = 1
    value: bool = False
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One table: rows of boxes, each merged box once, at its upper left corner."""

    table: str
    width: int
    rows: tuple[tuple[Box, ...], ...]

    def grid(self) -> list[list[Box | None]]:
        """The full grid: at each position the box that begins there, else None (covered by a span)."""
        lines: list[list[Box | None]] = [[] for _ in self.rows]
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(self.rows):
            c = 0
            for box in row:
                while (r, c) in taken:
                    lines[r].append(None)
                    c += 1
                lines[r].extend([box, *[None] * (box.colspan - 1)])
                taken.update((r + down, c + right) for down in range(1, box.rowspan) for right in range(box.colspan))
                c += box.colspan
            while (r, c) in taken:
                lines[r].append(None)
                c += 1
        return lines


Piece = Line | Form


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is to be laid out.

    `published` is the date a web page tells; `title` also stands in `pieces`. `attachments` are
    files a page links to, `images` how many pictures stand in its body; only web pages have them.
    """

    title: str
    published: date | None
    pieces: tuple[Piece, ...]
    attachments: tuple[str, ...] = ()
    images: int = 0

    def on_lines(self, change: Callable[[Line], Line | Sequence[Line]]) -> Manuscript:
        """A copy with every line changed; several lines may stand for one."""
        pieces: list[Piece] = []
        for piece in self.pieces:
            if isinstance(piece, Form):
                pieces.append(piece)
            else:
                changed = change(piece)
                pieces.extend([changed] if isinstance(changed, Line) else changed)
        return replace(self, pieces=tuple(pieces))

    def on_boxes(self, change: Callable[[Box], Box]) -> Manuscript:
        """A copy with every box of every form changed."""
        return replace(
            self,
            pieces=tuple(
                replace(piece, rows=tuple(tuple(change(box) for box in row) for row in piece.rows)) if isinstance(piece, Form) else piece
                for piece in self.pieces
            ),
        )


def manuscript(report: Report) -> Manuscript:
    """Writes the report down: labels as the report has them, cells by their raw text, absent rows left out."""
    title = report.value("title") or ""
    pieces: list[Piece] = [Line(title, TITLE)] if title else []
    pieces += [Line(line.text) for line in report.intro]
    done: set[str] = set()
    for heading in report.headings:
        pieces.append(Line(heading.raw, HEADING))
        for id in heading.sections:
            section = report.sections.get(id)
            if section is None or id in done:
                continue
            done.update(section.covers or (id,))
            pieces += [Line(line.text, SUBHEADING if _is_subheading(line.text) else PLAIN) for line in section.lines]
            pieces += [_form(report.edition, table) for table in report.tables.values() if table.section == id]
    pieces += [Line(line.text) for line in report.tail]
    return Manuscript(title, report.value("published"), tuple(pieces), report.attachments, report.images)


def _is_subheading(text: str) -> bool:
    return text.startswith(("（", "(")) and len(text) < 25 and not text.endswith("。")


def _form(edition: Edition, table: Table) -> Form:
    spec = edition.table(table.id)
    if table.id == "t2":
        return _blocks(spec, table)
    if table.id == "t4":
        return _one_row(spec, table)
    return _nested(spec, table)


def _blocks(spec: TableSpec, table: Table) -> Form:
    """表二: block after block, four columns wide."""
    rows: list[tuple[Box, ...]] = []
    for block in spec.blocks:
        present = [row for row in block.rows if row.id in table.rows]
        if not present:
            continue
        if block.id in table.captions:
            rows.append((Box(table.captions[block.id].raw, 4),))
        widths = _spread(len(block.columns), 3)
        rows.append((Box(block.stub), *map(Box, _heads(table, block.id, block.columns), widths)))
        for row in present:
            rows.append((_label(table, row), *_values(table, row, widths)))
    for extra in table.extras:
        if extra.axis == "row":
            rows.append((Box(extra.label), *(Box(value, value=True) for value in extra.values)))
    return Form(table.id, 4, tuple(rows))


def _spread(columns: int, width: int) -> list[int]:
    """How many grid columns each column takes: (1, 1, 1), (1, 2) or (3)."""
    return [1] * (columns - 1) + [width - columns + 1]


def _nested(spec: TableSpec, table: Table) -> Form:
    """表三: three columns of labels, the second and third nested below 三 and （三）…（六）."""
    block = spec.blocks[0]
    width = 3 + len(block.columns)
    corner = table.corner.raw if table.corner else ""
    group = [i for i, column in enumerate(block.columns) if column.group]
    top = _heads(table, block.id, block.columns)
    lone = [Box(text, rowspan=2) for i, text in enumerate(top) if i not in group]
    rows: list[tuple[Box, ...]] = [
        (Box(corner, 3, 3), Box("申请人情况", len(block.columns))),
        (*lone[:1], Box(block.columns[group[0]].group, len(group)), *lone[1:]),
        tuple(Box(top[i]) for i in group),
    ]
    present = [row for row in block.rows if row.id in table.rows]
    waiting: list[Box] = []
    for row in present:
        if not row.data:
            below = [other for other in present if other.data and row.id in _enclosing(other, spec)]
            if below:
                waiting.append(Box(table.rows[row.id].raw, rowspan=len(below), row=row))
                continue
        label = Box(table.rows[row.id].raw, 3 - len(_enclosing(row, spec) & table.rows.keys()), row=row)
        rows.append((*waiting, label, *_values(table, row, [1] * len(block.columns))))
        waiting = []
    for extra in table.extras:
        if extra.axis == "row":
            rows.append((Box(extra.label, 3), *(Box(value, value=True) for value in extra.values)))
    return Form(table.id, width, tuple(rows))


def _enclosing(row: Row, spec: TableSpec) -> set[str]:
    """The ids of the heading rows this row stands below."""
    found: set[str] = set()
    while row.parent is not None and (above := spec.row(row.parent)) is not None:
        found.add(above.id)
        row = above
    return found


def _one_row(spec: TableSpec, table: Table) -> Form:
    """表四: all fifteen values in one row below a head of three."""
    block = spec.blocks[0]
    heads = [_heads(table, row.id, row.columns) for row in block.rows]
    n = len(block.columns)
    first, *suits = (table.rows.get(row.id) for row in block.rows)
    rows: list[tuple[Box, ...]] = [
        (Box(first.raw if first else "", n), Box("行政诉讼", 2 * n)),
        (*(Box(text, rowspan=2) for text in heads[0]), *(Box(suit.raw if suit else "", n) for suit in suits)),
        tuple(Box(text) for texts in heads[1:] for text in texts),
    ]
    misfit = next((misfit for misfit in table.misfits if misfit.id == table.id), None)
    if misfit:
        rows.append(tuple(Box(text, value=True) for text, _ in misfit.cells))
    else:
        rows.append(tuple(box for row in block.rows for box in _values(table, row, [1] * n)))
    return Form(table.id, 3 * n, tuple(rows))


def _heads(table: Table, head: str, columns: Sequence[Column]) -> list[str]:
    """The words over the columns of a block (of a row, in 表四), empty where the report has none."""
    found = [table.columns.get(f"{head}.{column.id}") for column in columns]
    return [label.raw if label else "" for label in found]


def _label(table: Table, row: Row) -> Box:
    return Box(table.rows[row.id].raw, row=row)


def _values(table: Table, row: Row, widths: Sequence[int]) -> list[Box]:
    misfit = next((misfit for misfit in table.misfits if misfit.id == row.id), None)
    if misfit:
        return [Box(text, value=True) for text, _ in misfit.cells]
    if not row.data and not any(address[0] == row.id for address in table.cells):
        return [Box("", width, value=True) for width in widths]
    cells: list[Cell | None] = [table.cells.get((row.id, column.id)) for column in row.columns]
    return [Box(cell.raw, width, value=True) for cell, width in zip(cells, widths, strict=True) if cell is not None]
