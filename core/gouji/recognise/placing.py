"""From pieces to cells: which value belongs to which cell of the form.

A row's values are placed when their number is the form's, counting from the right where blank
fillers of merged label cells stand before them; or when a real header names exactly as many
columns. Otherwise they are kept as a misfit and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from gouji.document import GUESSED, NOWHERE, OVERPRINTED
from gouji.edition import Column, Row, TableSpec
from gouji.recognise.apart import APART, brought_together, labels_last
from gouji.recognise.blanks import Filling, begins_only, by_empty_lines, fillers_behind, filling, fit, usual_step
from gouji.recognise.columns import Columns, columns_under
from gouji.recognise.flat import BELOW
from gouji.recognise.pieces import Header, Pieces, Segment
from gouji.recognise.together import RUN_TOGETHER
from gouji.recognise.tokens import Token
from gouji.recognise.vocabulary import Match
from gouji.report import BLANK, INFERRED, PLACEHOLDER, TEXT, Cell, Extra, Label, Misfit, Table
from gouji.values import is_value, parse

BY_EMPTY_LINES = "空格没有留下标记，按空行的多少推定各数所在的列"
"""The doubt about cells of a text whose blanks are told by empty lines only."""

_ENOUGH_ALIGNED = 3
"""Rows of as many values as the form's, all in the same columns, from which those of a longer row are told."""

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
    """Collects the cells of one table. `blanks_lost` says that values moved up over lost blanks."""

    def __init__(self, spec: TableSpec, pieces: Pieces, blanks_lost: bool = False) -> None:
        self.spec, self.pieces = spec, pieces
        self.blanks_lost = blanks_lost
        self.cells: dict[tuple[str, str], Cell] = {}
        self.rows: dict[str, Label] = {}
        self.columns: dict[str, Label] = {}
        self.misfits: list[Misfit] = []
        self.extras: list[Extra] = []
        self.notes: list[str] = []
        self._fillers: dict[int, bool] = {}
        self._step: int | None = None
        self._filling: Filling | None = None
        self._columns: dict[tuple[int, str], Columns] = {}

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

    def place_row(self, row: Row, segment: Segment, following: Segment | None = None) -> bool:
        """Places a segment's values in its row, by number, by a header that names as many, or by the empty lines before the
        segment `following`."""
        expected, by_header, doubt, moved = self.columns_of(row, segment.header)
        if moved:
            segment.values = [token for token in segment.values if token.text.strip()]
            return False
        if by_header is not None and (len(by_header) != len(expected) or None in by_header):
            tokens = fit(segment.values, len(by_header))
            if tokens is not None:
                known = [(token, id) for token, id in zip(tokens, by_header, strict=True) if id is not None]
                self.put(row, [token for token, _ in known], [id for _, id in known])
                return True
        anchored = self.fillers_behind(len(expected)) if segment.ragged else segment.flat or segment.header.start >= 0
        tokens = fit(_by_columns(segment, len(expected)), len(expected), anchored=anchored) or self.aligned(segment, len(expected))
        if tokens is None and segment.flat:
            end = following.label if following is not None and following.flat else None
            tokens, doubt = by_empty_lines([segment.label, *segment.values], len(expected), self.step(), end), BY_EMPTY_LINES
        if tokens is None:
            return False
        if self.blanks_lost and segment.ragged and begins_only(tokens, len(tokens)):
            return False
        if not doubt and self.may_lack(segment, tokens):
            doubt = _MAY_LACK
        named = [id for id in by_header or () if id is not None]
        self.put(row, tokens, named if len(named) == len(expected) else expected, doubt)
        return True

    def aligned(self, segment: Segment, count: int) -> list[Token] | None:
        """The values of a row with blanks around them that stand in the columns in which rows without have theirs."""
        starts = [s.values[0].column for s in self.pieces.segments if s.ragged and len(s.values) == count]
        if not segment.ragged or len(starts) < _ENOUGH_ALIGNED or len(set(starts)) > 1:
            return None
        under = [token for token in segment.values if starts[0] <= token.column < starts[0] + count]
        beside = [token for token in segment.values if token not in under and token.text.strip()]
        return under if len(under) == count and not beside else None

    def columns_of(self, row: Row, header: Header) -> Columns:
        """The columns that a row's values stand under: the same for all rows of a block."""
        known = self._columns.get((id(header), row.block))
        if known is None:
            under = [segment.values for segment in self.pieces.segments if segment.header is header]
            known = self._columns[id(header), row.block] = columns_under(header, [column.id for column in row.columns], under)
        return known

    def doubt(self, why: str, row: str | None = None) -> None:
        """Marks the cells put so far, or those of one row, that have no doubt yet."""
        self.cells |= {key: cell._replace(doubt=cell.doubt or why) for key, cell in self.cells.items() if row in (None, key[0])}

    def may_lack(self, segment: Segment, tokens: Sequence[Token]) -> bool:
        """Whether a row whose cells are only counted may have lost one, and its values moved."""
        if not (segment.ragged or segment.flat):
            return False
        if self._filling is None:
            counts = {row.id: len(row.columns) for row in self.spec.rows if row.data}
            counted = [(s.values, counts.get(s.match.id, 0)) for s in self.pieces.segments if s.match is not None and (s.ragged or s.flat)]
            self._filling = filling(counted)
        return self._filling.hides(tokens)

    def fillers_behind(self, count: int) -> bool:
        """Whether fillers stand behind the values in the ragged rows that have `count` columns."""
        known = self._fillers.get(count)
        if known is None:
            columns = {row.id: len(row.columns) for row in self.spec.rows}
            rows = [s.values for s in self.pieces.segments if s.ragged and s.match is not None and columns.get(s.match.id) == count]
            known = self._fillers[count] = fillers_behind(rows, count)
        return known

    def step(self) -> int:
        """The lines from one cell to the next where a text has a cell a line."""
        if self._step is None:
            self._step = usual_step([s.label, *s.values] for s in self.pieces.segments if s.flat)
        return self._step

    def nothing(self) -> None:
        """Records that none of the table's values could be placed."""
        self.misfits.append(
            Misfit(self.spec.id, (), sum(len(row.columns) for row in self.spec.rows if row.data), self.pieces.place or NOWHERE)
        )

    def misfit(self, row: Row, segment: Segment) -> None:
        """Records a row whose values cannot be placed."""
        tokens = segment.values
        if (segment.ragged or segment.flat) and begins_only(tokens, len(tokens)):
            tokens = [token for token in tokens if token.text.strip()]
        values = tuple((token.text, token.place) for token in tokens)
        self.misfits.append(Misfit(row.id, values, len(row.columns), segment.label.place))


_TWICE = "这一行出现了不止一次，数不相同，读的是最先出现的"
_MAY_LACK = "行末或行首是空格，也可能是少了一格、各数移了位"
_MIXED_UP = "别的行的数有多有少，本行的数也可能是别的行的"


def _mixed_up(misfits: Sequence[Misfit]) -> bool:
    """Whether the rows of a text have some values too few, some too many, so that any may hold another's."""
    excess = {len(misfit.cells) - misfit.expected for misfit in misfits}
    return len(excess) > 2 and min(excess) < 0 < max(excess)


def _is_said_of_all(text: str) -> bool:
    """Whether a merged cell says this of every cell it covers: nothing, or none; a number may belong to any of them."""
    return text.strip() == "0" or parse(text)[0] in (BLANK, PLACEHOLDER)


def _by_columns(segment: Segment, count: int) -> Sequence[Token]:
    """The values without what stands in blank columns between those of the header, or with each blank or zero that is merged over
    several of them as many times."""
    columns = segment.header.by_column
    if len(segment.values) > count and (once := _once(segment.values, columns, count)):
        return once
    if len(segment.values) > count == len(columns) and not segment.ragged:
        under = [token for token in segment.values if token.column in columns or token.text.strip()]
        return under if [token.column for token in under] == sorted(columns) else segment.values
    if segment.ragged or not columns or not [token for token in segment.values if token.span > 1 and _is_said_of_all(token.text)]:
        return segment.values
    out: list[Token] = []
    for token in segment.values:
        covered = sum(token.column <= column < token.column + token.span for column in columns)
        out.extend([token] * (max(1, covered) if _is_said_of_all(token.text) else 1))
    return out if len(out) <= len(columns) else segment.values


def _once(values: Sequence[Token], columns: Mapping[int, str], count: int) -> Sequence[Token]:
    """One value for each of `count` names of a header, where names and values are written out at every column they cover."""
    said = {(columns.get(token.column), token.text) for token in values}
    first = {name: token for token in reversed(values) if (name := columns.get(token.column))}
    names = dict.fromkeys(columns.values())
    return [first[name] for name in names] if len(said) == len(first) == len(names) == count else []


def place_matrix(spec: TableSpec, pieces: Pieces, blanks_lost: bool = False) -> tuple[Table, list[str]]:
    """表二 and 表三 from their segments; the second value are notes on what was uncertain."""
    placer = Placer(spec, pieces, blanks_lost)
    rows = {row.id: row for row in spec.rows}
    labels_last(pieces.segments, rows)
    segments = pieces.segments = brought_together(pieces.segments, rows)
    again: list[tuple[Row, Segment]] = []
    _resolve_unknown(segments, spec)
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
        if not placer.place_row(row, segment, segments[position + 1] if position + 1 < len(segments) else None):
            placer.misfit(row, segment)
    if again:
        placer.repeated(again)
    _columns(placer, pieces, spec)
    placed = {key[0] for key in placer.cells}
    placer.misfits = [m for m in placer.misfits if m.id not in placed]
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
