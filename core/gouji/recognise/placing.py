"""From pieces to cells: which row of the form a piece is, and its values as cells.

Values whose columns are not certain (`row_values`) are kept as a misfit: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from gouji.document import GUESSED, NOWHERE, OVERPRINTED
from gouji.edition import Column, Row, TableSpec
from gouji.recognise.apart import APART, brought_together, labels_last
from gouji.recognise.blanks import fit
from gouji.recognise.flat import BELOW
from gouji.recognise.pieces import Pieces, Segment
from gouji.recognise.row_values import RowValues
from gouji.recognise.together import RUN_TOGETHER
from gouji.recognise.tokens import Token
from gouji.recognise.vocabulary import Match
from gouji.report import BLANK, INFERRED, TEXT, Cell, Extra, Label, Misfit, Table
from gouji.values import is_value, parse

_SPACED = re.compile(r"\d[\s\u00a0\u3000]+\d")


def make_cell(table: str, row: str, column: str, token: Token, doubt: str = "") -> Cell:
    """A cell from the token that stands for it."""
    text, place, _, _, _, beside = token
    kind, value, note, spaced = _read(text)
    doubt = doubt or spaced
    if beside in (GUESSED, OVERPRINTED, RUN_TOGETHER, APART, BELOW):
        doubt = doubt or beside
    elif not note:
        note = beside
    return _new(Cell, (table, row, column, text, kind, value, note, place, doubt))


_new = tuple.__new__
"""Makes a named tuple of all its fields in half the time; there are hundreds of cells."""


@lru_cache(4096)
def _read(text: str) -> tuple[str, int | Decimal | None, str, str]:
    """A text as (kind, value, note, doubt about white space between its digits)."""
    return *parse(text), f"“{text.strip()}”数字中间有空格，按一个数读" if _SPACED.search(text) else ""


def _unnamed(token: Token, column: Column) -> Token:
    """A token without the name of its column, as pages for narrow screens repeat it in each cell."""
    text = token.text.strip()
    for name in (column.label, *column.accept):
        if text.startswith(name) and is_value(value := text.removeprefix(name).lstrip(":： \n")):
            return token._replace(text=value)
    return token


class Placer:
    """Collects the cells of one table."""

    def __init__(self, spec: TableSpec, pieces: Pieces) -> None:
        self.spec, self.pieces = spec, pieces
        self.cells: dict[tuple[str, str], Cell] = {}
        self.rows: dict[str, Label] = {}
        self.columns: dict[str, Label] = {}
        self.misfits: list[Misfit] = []
        self.extras: list[Extra] = []
        self.notes: list[str] = []

    def table(self) -> Table:
        """The table of what has been put so far."""
        pieces = self.pieces
        return Table(
            id=self.spec.id,
            cells=self.cells,
            place=pieces.place or NOWHERE,
            section=pieces.section,
            rows=self.rows,
            columns=self.columns,
            captions=pieces.captions,
            corner=pieces.corner,
            misfits=tuple(self.misfits),
            extras=tuple(self.extras),
            remarks=tuple(pieces.remarks),
            method="flat" if pieces.flat else "grid",
        )

    def extra_row(self, segment: Segment) -> None:
        """Records a row that the form does not have."""
        self.extras.append(Extra("row", segment.label.text.strip(), tuple(token.text for token in segment.values), segment.label.place))

    def repeated(self, rows: Sequence[tuple[Row, Segment]]) -> None:
        """Records rows that stand there twice; a second copy of the whole table is only noted."""
        said: dict[str, list[str]] = {}
        for (row, _), cell in self.cells.items():
            said.setdefault(row, []).append(cell.raw)
        if {row.id: [token.text for token in segment.values] for row, segment in rows} == said:
            self.notes.append(f"{self.spec.name}在文中出现两次，内容完全相同，只读取一次。")
            return
        for again, segment in rows:
            self.extra_row(segment)
            if [token.text for token in segment.values] != said.get(again.id):
                self.doubt(_TWICE, again.id)

    def put(self, row: Row, tokens: Iterable[Token], columns: Iterable[str], doubt: str = "") -> None:
        """Puts tokens into the columns of a row, one each."""
        table, id, keeps_blanks = self.spec.id, row.id, row.data
        for token, column in zip(tokens, columns, strict=True):
            cell = make_cell(table, id, column, token, doubt)
            if cell.kind == TEXT:
                cell = make_cell(table, id, column, _unnamed(token, next(each for each in row.columns if each.id == column)), doubt)
            if keeps_blanks or cell.kind != BLANK:
                self.cells[id, column] = cell

    def doubt(self, why: str, row: str | None = None) -> None:
        """Marks the cells put so far, or those of one row, that have no doubt yet."""
        self.cells |= {key: cell._replace(doubt=cell.doubt or why) for key, cell in self.cells.items() if row in (None, key[0])}

    def nothing(self) -> None:
        """Records that none of the table's values could be placed."""
        self.misfits.append(
            Misfit(self.spec.id, (), sum(len(row.columns) for row in self.spec.rows if row.data), self.pieces.place or NOWHERE)
        )

    def misfit(self, row: Row, label: Token, values: Sequence[Token]) -> None:
        """Records a row whose values cannot be placed."""
        told = tuple((token.text, token.place) for token in values)
        self.misfits.append(Misfit(row.id, told, len(row.columns), label.place))


_TWICE = "这一行出现了不止一次，数不相同，读的是最先出现的"
_MIXED_UP = "别的行的数有多有少，本行的数也可能是别的行的"


def _mixed_up(misfits: Sequence[Misfit]) -> bool:
    """Whether the rows of a text have some values too few, some too many, so that any may hold another's."""
    excess = {len(misfit.cells) - misfit.expected for misfit in misfits}
    return len(excess) > 2 and min(excess) < 0 < max(excess)


def place_matrix(spec: TableSpec, pieces: Pieces, blanks_lost: bool = False) -> tuple[Table, list[str]]:
    """表二 and 表三 from their segments; the second value are notes on what was uncertain."""
    placer = Placer(spec, pieces)
    rows = {row.id: row for row in spec.rows}
    labels_last(pieces.segments, rows)
    segments = pieces.segments = brought_together(pieces.segments, rows)
    again: list[tuple[Row, Segment]] = []
    _resolve_unknown(segments, spec)
    values = RowValues(spec, segments, blanks_lost)
    for position, segment in enumerate(segments):
        match = segment.match
        if match is None:
            if segment.values:
                placer.extra_row(segment)
            continue
        row = rows[match.id]
        known = placer.rows.get(row.id)
        if known is not None and any(key[0] == row.id for key in placer.cells):
            if segment.values and row.data:
                again.append((row, segment))
            continue
        placer.rows[row.id] = Label(row.id, segment.label.text, match.match, segment.label.place)
        if not row.data and all(not token.text.strip() for token in segment.values):
            continue
        if _spread(placer, segments, position, row, spec):
            continue
        placed = values.placed(row, segment, segments[position + 1] if position + 1 < len(segments) else None)
        if placed is not None:
            placer.put(row, *placed)
        else:
            placer.misfit(row, segment.label, values.left(row, segment))
    if again:
        placer.repeated(again)
    _columns(placer, pieces, spec)
    filled = {row for row, _ in placer.cells}
    placer.misfits = [misfit for misfit in placer.misfits if misfit.id not in filled]
    if not placer.rows:
        placer.nothing()
    if pieces.flat and _mixed_up(placer.misfits):
        placer.doubt(_MIXED_UP)
    return placer.table(), placer.notes


def _spread(placer: Placer, segments: Sequence[Segment], position: int, row: Row, spec: TableSpec) -> bool:
    """Values of several rows behind one label, the other labels being lost: filled in order when
    their number is exactly right, with the doubt recorded."""
    segment = segments[position]
    width = len(row.columns)
    if len(segment.values) < 2 * width or spec.id != "t3" or not segment.flat:
        return False
    order = [r.id for r in spec.rows]
    following = next((order.index(s.match.id) for s in segments[position + 1 :] if s.match is not None), len(order))
    missing = [r for r in spec.rows[order.index(row.id) + 1 : following] if r.data]
    targets = ([row] if row.data else []) + missing
    if len(segment.values) != width * len(targets):
        return False
    reason = "行名缺失，按法定顺序推定"
    for number, target in enumerate(targets):
        values = segment.values[number * width : (number + 1) * width]
        placer.put(target, values, [c.id for c in target.columns], "" if target is row else reason)
        if target is not row:
            placer.rows[target.id] = Label(target.id, "", INFERRED, values[0].place)
    placer.notes.append(
        f"{spec.name}“{segment.label.text.strip()}”之后有{len(missing)}行没有行名，{len(segment.values)}个数按法定顺序对应，请核对。"
    )
    return True


def _resolve_unknown(segments: list[Segment], spec: TableSpec) -> None:
    """Unknown labels between two known rows are taken for the rows missing between them, when
    there are exactly as many of either."""
    order = [row.id for row in spec.rows]
    index = {id: n for n, id in enumerate(order)}
    taken = {s.match.id for s in segments if s.match is not None}
    position = 0
    while position < len(segments):
        if segments[position].match is not None:
            position += 1
            continue
        last = position
        while last < len(segments) and segments[last].match is None:
            last += 1
        before = next((index[s.match.id] for s in reversed(segments[:position]) if s.match is not None), -1)
        after = next((index[s.match.id] for s in segments[last:] if s.match is not None), len(order))
        missing = [row for row in spec.rows[before + 1 : after] if row.data and row.id not in taken]
        unknown = [s for s in segments[position:last] if s.values and _width_fits(s, spec)]
        if len(unknown) == len(missing) and (spec.id == "t3" or before >= 0):
            for segment, row in zip(unknown, missing, strict=True):
                segment.match = Match(row.id, INFERRED)
        position = last


def _width_fits(segment: Segment, spec: TableSpec) -> bool:
    return spec.id != "t3" or fit(segment.values, 7) is not None


def _columns(placer: Placer, pieces: Pieces, spec: TableSpec) -> None:
    """Records how each column label was found, and columns the form does not have."""
    blocks = {row.id: row.block for row in spec.rows}
    own = {block.id: {column.id for column in block.columns} for block in spec.blocks}
    only = spec.blocks[0].id if len(spec.blocks) == 1 else None
    for header in pieces.headers:
        under = [blocks[s.match.id] for s in pieces.segments if s.header is header and s.match is not None]
        for block in dict.fromkeys(under) or (only or header.block or "",):
            for id, raw, match, place in header.found:
                if id in own.get(block, {id}):
                    placer.columns.setdefault(f"{block}.{id}", Label(f"{block}.{id}", raw, match, place))
        for token in header.unknown.values():
            if not is_value(token.text):
                placer.extras.append(Extra("column", token.text.strip(), (), token.place))
