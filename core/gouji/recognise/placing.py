"""From pieces to cells: which value belongs to which cell of the form.

A row's values are placed when their number is the form's, counting from the right where blank
fillers of merged label cells stand before them; or when a real header names exactly as many
columns. Otherwise they are kept as a misfit and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from gouji.document import GUESSED, NOWHERE, OVERPRINTED
from gouji.edition import Row, TableSpec
from gouji.recognise.apart import APART, brought_together, labels_last
from gouji.recognise.blanks import Filling, begins_only, by_empty_lines, fillers_behind, filling, usual_step
from gouji.recognise.pieces import Header, Pieces, Segment
from gouji.recognise.together import RUN_TOGETHER
from gouji.recognise.tokens import Token
from gouji.recognise.vocabulary import Match
from gouji.report import BLANK, INFERRED, Cell, Extra, Label, Misfit, Table
from gouji.values import is_value, parse

_SPACED = re.compile(r"\d[\s\u00a0\u3000]+\d")


def make_cell(table: str, row: str, column: str, token: Token, doubt: str = "") -> Cell:
    """A cell from the token that stands for it."""
    text, place, _, _, _, beside = token
    kind, value, note, spaced = _read(text)
    doubt = doubt or spaced
    if beside in (GUESSED, OVERPRINTED, RUN_TOGETHER, APART):
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


def fit(values: Sequence[Token], count: int, *, anchored: bool = False) -> list[Token] | None:
    """The `count` tokens that are the row's values, blank fillers around them dropped; None when
    it is not certain which they are. `anchored` says that the first stands in the first column."""
    if len(values) == count:
        return list(values)
    if len(values) < count:
        return None
    excess = len(values) - count
    blank = [not token.text.strip() for token in values]
    if all(blank):
        return list(values[excess:])
    leading, trailing = blank.index(False), blank[::-1].index(False)
    # How many of the fillers can stand before the values: blanks at both ends may be either, and no one can tell.
    fewest, most = max(0, excess - trailing), 0 if anchored else min(leading, excess)
    if fewest == most:
        return list(values[fewest : fewest + count])
    written = [token for token, b in zip(values, blank, strict=True) if not b]
    return written if fewest > most and len(written) == count else None


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
        self._disproved: dict[int, bool] = {}
        self._fillers: dict[int, bool] = {}
        self._step: int | None = None
        self._filling: Filling | None = None
        self._columns: dict[tuple[int, str], tuple[list[str], list[str | None] | None, str]] = {}

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
                self.cells |= {key: cell._replace(doubt=cell.doubt or _TWICE) for key, cell in self.cells.items() if key[0] == again.id}

    def put(self, row: Row, tokens: Iterable[Token], columns: Iterable[str], doubt: str = "") -> None:
        """Puts tokens into the columns of a row, one each."""
        table, id, keeps_blanks = self.spec.id, row.id, row.data
        for token, column in zip(tokens, columns, strict=True):
            cell = make_cell(table, id, column, token, doubt)
            if keeps_blanks or cell.kind != BLANK:
                self.cells[id, column] = cell

    def place_row(self, row: Row, segment: Segment) -> bool:
        """Places a segment's values in its row, by number or by a header that names as many."""
        expected, by_header, doubt = self.columns_of(row, segment.header)
        if by_header is not None and self.disproved(segment.header):
            by_header, doubt = None, _DISPROVED
        if (by_header is not None and len(by_header) != len(expected)) or (by_header and None in by_header):
            tokens = fit(segment.values, len(by_header))
            if tokens is not None:
                known = [(token, id) for token, id in zip(tokens, by_header, strict=True) if id is not None]
                self.put(row, [token for token, _ in known], [id for _, id in known])
                return True
        anchored = self.fillers_behind(len(expected)) if segment.ragged else segment.flat or segment.header.start >= 0
        tokens = fit(_unmerged(segment), len(expected), anchored=anchored)
        if tokens is None and segment.flat:
            tokens, doubt = by_empty_lines([segment.label, *segment.values], len(expected), self.step()), _BY_EMPTY_LINES
        if tokens is None:
            return False
        if self.blanks_lost and segment.ragged and begins_only(tokens, len(tokens)):
            return False
        if not doubt and self.may_lack(segment, tokens):
            doubt = _MAY_LACK
        named = [id for id in by_header or () if id is not None]
        self.put(row, tokens, named if len(named) == len(expected) else expected, doubt)
        return True

    def columns_of(self, row: Row, header: Header) -> tuple[list[str], list[str | None] | None, str]:
        """The ids of a row's columns, the order in which its header names them, and a doubt where its names are few and
        speak against the form's: the same for all rows of a block."""
        known = self._columns.get((id(header), row.block))
        if known is None:
            expected = [column.id for column in row.columns]
            order = _header_order(header, expected)
            doubt = _CONTRARY if order is None and _is_contrary(header, expected) else ""
            known = self._columns[id(header), row.block] = expected, order, doubt
        return known

    def disproved(self, header: Header) -> bool:
        """Whether a header names the form's columns in another order and the sums of the rows speak
        for the form's: a cell was lost from the header, and the others moved."""
        known = self._disproved.get(id(header))
        if known is None:
            known = self._disproved[id(header)] = _sums_deny(header, self.spec, self.pieces.segments)
        return known

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


_BY_EMPTY_LINES = "空格没有留下标记，按空行的多少推定各数所在的列"
_TWICE = "这一行出现了不止一次，数不相同，读的是最先出现的"
_MAY_LACK = "行末或行首是空格，也可能是少了一格、各数移了位"
_MIXED_UP = "别的行的数有多有少，本行的数也可能是别的行的"
_CONTRARY = "表头只认出几列，次序又与规定的不同，按规定的列次序读"
_DISPROVED = "表头各列的次序与各行的总计不合，按规定的列次序读"


def _mixed_up(misfits: Sequence[Misfit]) -> bool:
    """Whether the rows of a text have some values too few, some too many, so that any may hold another's."""
    excess = {len(misfit.cells) - misfit.expected for misfit in misfits}
    return len(excess) > 2 and min(excess) < 0 < max(excess)


def _sums_deny(header: Header, spec: TableSpec, segments: Sequence[Segment]) -> bool:
    official = [column.id for column in spec.blocks[0].columns]
    order = _header_order(header, official)
    if spec.id != "t3" or order is None or None in order or "total" not in order:
        return False
    official = [id for id in official if id in order]
    total = official.index("total")
    held = denied = 0
    for segment in segments:
        tokens = fit(segment.values, len(official)) if segment.header is header else None
        numbers = [parse(token.text)[1] for token in tokens or ()]
        if not any(numbers) or None in numbers:
            continue
        known = [n for n in numbers if n is not None]
        named, last = known[order.index("total")], known[total]
        held += 2 * named == sum(known)
        # Where a column is missing the others need not come to the total; less than one of them it is not.
        denied += 2 * last == sum(known) or named < max(known) == last
    return denied > held


_MERGED = ("", "0")
"""What a merged cell says of every cell it covers; another number may belong to any of them."""


def _unmerged(segment: Segment) -> Sequence[Token]:
    """The values with each blank or zero that is merged over several columns of the header as many times."""
    columns = segment.header.by_column
    if segment.ragged or not columns or not [token for token in segment.values if token.span > 1 and token.text.strip() in _MERGED]:
        return segment.values
    out: list[Token] = []
    for token in segment.values:
        covered = sum(token.column <= column < token.column + token.span for column in columns)
        out.extend([token] * (max(1, covered) if token.text.strip() in _MERGED else 1))
    return out if len(out) <= len(columns) else segment.values


def _header_order(header: Header, expected: list[str]) -> list[str | None] | None:
    """The columns a grid header names, left to right, unknown ones as None; None when the header
    is no better guide than the form's own order."""
    if not header.by_column:
        return None
    positions = sorted({*header.by_column, *header.unknown})
    order = [header.by_column.get(position) for position in positions]
    named = [id for id in order if id is not None]
    if len(set(named)) != len(named) or not set(named) <= set(expected):
        return None
    if (named == expected and None not in order) or _one_misnamed(order, expected):
        return None
    if len(order) - len(named) > 1 or (len(named) < len(expected) - 1 and not _left_out(order, expected, header)):
        return None
    return order


def _is_contrary(header: Header, expected: list[str]) -> bool:
    """Whether the columns that a header names stand in another order than the form's."""
    places = [expected.index(id) for _, id in sorted(header.by_column.items()) if id in expected]
    return places != sorted(places)


def _left_out(order: list[str | None], expected: list[str], header: Header) -> bool:
    """Whether a header leaves out columns between the first and the last of the form, and so names all there are."""
    return not header.ragged and None not in order and (order[0], order[-1]) == (expected[0], expected[-1])


def _one_misnamed(order: list[str | None], expected: list[str]) -> bool:
    """Whether a header has all columns where the form has them, one under a name of its own."""
    return (
        order.count(None) == 1 and len(order) == len(expected) and all(id in (None, own) for id, own in zip(order, expected, strict=True))
    )


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
        if match is None or match.id not in rows:
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
        if not segment.values:
            if row.data:
                placer.misfit(row, segment)
            continue
        if not row.data and all(not token.text.strip() for token in segment.values):
            continue
        if _spread(placer, segments, position, row, spec):
            continue
        if not placer.place_row(row, segment):
            placer.misfit(row, segment)
    if again:
        placer.repeated(again)
    _columns(placer, pieces, spec)
    placed = {key[0] for key in placer.cells}
    placer.misfits = [m for m in placer.misfits if m.id not in placed]
    if not placer.rows:
        placer.nothing()
    if pieces.flat and _mixed_up(placer.misfits):
        placer.cells = {key: cell._replace(doubt=cell.doubt or _MIXED_UP) for key, cell in placer.cells.items()}
    return placer.table(), placer.notes


def _spread(placer: Placer, segments: Sequence[Segment], position: int, row: Row, spec: TableSpec) -> bool:
    """Values of several rows behind one label, the other labels being lost: filled in order when
    their number is exactly right, with the doubt recorded."""
    segment = segments[position]
    width = len(row.columns)
    if len(segment.values) < 2 * width or len(segment.values) % width or spec.id != "t3" or not segment.flat:
        return False
    order = [r.id for r in spec.rows]
    following = next((order.index(s.match.id) for s in segments[position + 1 :] if s.match is not None and s.match.id in order), len(order))
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
        before = next((index[s.match.id] for s in reversed(segments[:position]) if s.match is not None and s.match.id in index), -1)
        after = next((index[s.match.id] for s in segments[last:] if s.match is not None and s.match.id in index), len(order))
        missing = [row for row in spec.rows[before + 1 : after] if row.data and row.id not in taken]
        unknown = [s for s in segments[position:last] if s.values and _width_fits(s, spec)]
        if missing and len(unknown) == len(missing) and (spec.id == "t3" or before >= 0):
            for segment, row in zip(unknown, missing, strict=True):
                segment.match = Match(row.id, INFERRED)
        position = last


def _width_fits(segment: Segment, spec: TableSpec) -> bool:
    return spec.id != "t3" or fit(segment.values, 7) is not None


def _columns(placer: Placer, pieces: Pieces, spec: TableSpec) -> None:
    """Records how each column label was found, and columns the form does not have."""
    blocks = {row.id: row.block for row in spec.rows}
    only = spec.blocks[0].id if len(spec.blocks) == 1 else None
    for header in pieces.headers:
        under = (s.match.id for s in pieces.segments if s.header is header and s.match is not None)
        block = next((blocks[id] for id in under if id in blocks), only or header.block)
        for id, raw, match, place in header.found:
            id = f"{block}.{id}"
            placer.columns.setdefault(id, Label(id, raw, match, place))
        for token in header.unknown.values():
            if not is_value(token.text):
                placer.extras.append(Extra("column", token.text.strip(), (), token.place))
