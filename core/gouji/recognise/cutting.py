"""The state of the one pass that cuts the tables: which table is open, which row, which header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.document import Place
from gouji.recognise.pieces import Header, Pieces, Segment, Suits
from gouji.recognise.tokens import Line, Token
from gouji.recognise.vocabulary import Match, Vocabulary
from gouji.report import Label
from gouji.text import bare, fold, squeeze

_CORNER = re.compile(r"勾稽关系|第一项加第二项|第三项加第四项")


def is_corner(text: str) -> bool:
    """Whether a text is the note in the corner of 表三, or a line of it."""
    return len(text) > 8 and _CORNER.search(fold(squeeze(text))) is not None


class Cutting:
    """What is known while the mended lines are read; `used` holds those that belong to tables, `numbers` are of each the lines of the
    document that it was made of."""

    def __init__(self, lines: Sequence[tuple[range, Line]], words: Vocabulary, stops: set[int]) -> None:
        self.numbers = [numbers for numbers, _ in lines]
        self.lines = [line for _, line in lines]
        self.words = words
        self.headings = {index for index, numbers in enumerate(self.numbers) if numbers[0] in stops}
        self.tables = {id: Pieces(id) for id in ("t2", "t3", "t4")}
        self.used: set[int] = set()
        self.open: str | None = None
        self.row: Segment | None = None
        self.header = Header()
        self.header_grid = -2
        self.body = False

    def close(self) -> None:
        """Leaves the open table: what follows belongs to none until a label says so."""
        self.open, self.row, self.body = None, None, False
        self.header, self.header_grid = Header(), -2

    def is_whole(self) -> bool:
        """Whether the open table has values for all rows of the form, so that others below it are none of its own."""
        if self.open is None:
            return False
        pieces, rows = self.tables[self.open], [row for row in self.words.edition.table(self.open).rows if row.data]
        if self.open == "t4":
            written = [token for event in pieces.events if event.kind == "values" for token in event.tokens if token.text.strip()]
            return len(written) >= sum(len(row.columns) for row in rows)
        values = {segment.match.id: len(segment.values) for segment in pieces.segments if segment.match is not None}
        return all(values.get(row.id, 0) >= len(row.columns) for row in rows)

    def enter(self, table: str, index: int, place: Place, *, flat: bool) -> Pieces:
        """Opens a table, or goes on with it, at this line."""
        pieces = self.tables[table]
        if self.open != table:
            self.close()
            self.open = table
        if pieces.place is None:
            pieces.place, pieces.first_line, pieces.flat = place, self.numbers[index][0], flat
        return pieces

    def new_header(self, block: str | None, grid: int) -> Header:
        """Begins a header of the open table; rows that follow are read by it."""
        self.header = Header(block)
        self.header_grid = grid
        self.body = False
        if self.open:
            self.tables[self.open].headers.append(self.header)
        return self.header

    def start_row(self, label: Token, match: Match | None, *, flat: bool, ragged: bool) -> Segment:
        """Begins a row of the open table, 表二 or 表三; the values that follow are its own."""
        assert self.open is not None
        self.header.settle(self.words.columns[self.open])
        self.body = True
        self.row = Segment(label, match, self.header, flat=flat, ragged=ragged)
        self.tables[self.open].segments.append(self.row)
        return self.row

    def name_columns(self, names: Sequence[Label]) -> None:
        """Notes the columns that a row without a header names itself, beside its values."""
        if self.open and names and not self.header.found:
            self.header.found = list(names)
            headers = self.tables[self.open].headers
            if self.header not in headers:
                headers.append(self.header)

    def caption(self, index: int, token: Token, block: str, grid: int, *, headed: bool = False) -> None:
        """Notes a caption 第二十条第（N）项: 表二 is open and a new block begins, with a header of its own unless it is `headed`."""
        pieces = self.enter("t2", index, token.place, flat=grid < 0)
        pieces.captions.setdefault(block, Label(block, token.text, "exact", token.place))
        if not headed:
            self.new_header(block, grid)
        self.row = None
        self.used.add(index)

    def corner(self, pieces: Pieces, token: Token) -> None:
        """Notes the words in the corner of 表三, which may stand in several lines."""
        if pieces.corner is None:
            pieces.corner = Label("corner", token.text, "exact", token.place)
        elif bare(self.words.corner).startswith(bare(both := pieces.corner.raw + token.text)):
            pieces.corner = pieces.corner._replace(raw=both)

    def suit(self, kind: str, id: str, token: Token, match: str) -> None:
        """Notes a group or column label of 表四."""
        self.tables["t4"].events.append(Suits(kind, id, (token,), match))

    def suit_values(self, tokens: Sequence[Token]) -> None:
        """Notes values of 表四; values of flat text that follow each other are one run."""
        events = self.tables["t4"].events
        if events and events[-1].kind == "values" and max(events[-1].tokens[-1].column, tokens[0].column) < 0:
            events[-1] = Suits("values", "", (*events[-1].tokens, *tokens))
        else:
            events.append(Suits("values", "", tuple(tokens)))
