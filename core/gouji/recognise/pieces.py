"""The pieces of a table before its values are placed: row labels with values, headers, events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from gouji.document import Paragraph, Place
from gouji.lean import NamedTuple
from gouji.recognise.tokens import Token
from gouji.recognise.vocabulary import Axis, Match
from gouji.report import Label
from gouji.text import bare

MOST_PIECES = 20
"""Rows of a header over which the label of one column may be broken; each of its characters may have a row."""


class Segment:
    """A row label and the value tokens behind it; `match` is None while the label is unknown."""

    __slots__ = ("flat", "header", "label", "match", "ragged", "values")

    def __init__(self, label: Token, match: Match | None, header: Header, *, flat: bool, ragged: bool) -> None:
        self.label, self.match, self.header = label, match, header
        self.flat, self.ragged = flat, ragged
        self.values: list[Token] = []


class Header:
    """The column labels in force for some rows: for a grid by grid column, else in order.

    `before` are the values of flat text that stand before the label of the first row.
    """

    __slots__ = ("before", "block", "by_column", "found", "lines", "pieces", "ragged", "start", "unknown")

    def __init__(self, block: str | None = None) -> None:
        self.block = block
        self.before: list[Token] = []
        self.pieces: dict[int, list[Token]] = {}
        self.by_column: dict[int, str] = {}
        self.found: list[Label] = []
        self.unknown: dict[int, Token] = {}
        self.start = -1
        self.lines = 0
        self.ragged = False

    @property
    def named(self) -> list[str]:
        """The columns that are named, left to right."""
        return [id for _, id in sorted(self.by_column.items())]

    def take(self, tokens: Iterable[Token], *, ragged: bool) -> None:
        """Adds the words of one header row of a grid."""
        self.lines += 1
        self.ragged = self.ragged or ragged
        for token in tokens:
            self.pieces.setdefault(token.column, []).append(token)

    def moved(self, columns: int) -> Header:
        """The same header so many grid columns further right."""
        header = Header(self.block)
        header.by_column = {column + columns: id for column, id in self.by_column.items()}
        header.unknown = {column + columns: token for column, token in self.unknown.items()}
        header.start = self.start + columns
        header.ragged = self.ragged
        return header

    def settle(self, axis: Axis) -> None:
        """Reads the collected pieces of a grid header: per grid column the longest ending that is
        a column label, so that words broken over two header rows are put together."""
        if self.by_column or self.found:
            return
        if (self.ragged and self.lines > 1) or any(len(_names(pieces, axis)) > 1 for pieces in self.pieces.values()):
            # Without reliable columns the rows of a header cannot be laid over each other.
            self.found = [
                Label(match.id, token.text, match.match, token.place)
                for pieces in self.pieces.values()
                for token in pieces
                if (match := axis.find(token.text)) is not None
            ]
            return
        for column in sorted(self.pieces):
            pieces = self.pieces[column]
            for first in range(max(0, len(pieces) - MOST_PIECES), len(pieces)):
                text = "".join([token.text for token in pieces[first:]])
                match = axis.find(text)
                if match is None and first == len(pieces) - 1:
                    match = axis.resemble(text)
                if match is not None:
                    self.by_column[column] = match.id
                    self.found.append(Label(match.id, text, match.match, pieces[first].place))
                    break
        if self.by_column:
            self.start = min(self.by_column)
            for column, pieces in self.pieces.items():
                if column > self.start and column not in self.by_column and pieces[-1].span == 1 and bare(pieces[-1].text):
                    self.unknown[column] = pieces[-1]


def _names(pieces: Sequence[Token], axis: Axis) -> set[str]:
    """The columns that words below each other name: more than one where what was merged stands in one cell only."""
    return {match.id for token in pieces if (match := axis.find(token.text)) is not None}


class Suits(NamedTuple):
    """One event of 表四 in reading order: kind "group", "column", "values" or "remark"."""

    kind: str
    id: str
    tokens: tuple[Token, ...]
    match: str = ""


class Pieces:
    """Everything found of one table, in reading order; `section` is the one in which its first line stands, `named` are by
    column of a grid the names of 表四 in it, `others` the columns with names that are not the form's."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.segments: list[Segment] = []
        self.events: list[Suits] = []
        self.headers: list[Header] = []
        self.captions: dict[str, Label] = {}
        self.corner: Label | None = None
        self.remarks: list[Paragraph] = []
        self.named: dict[int, str] = {}
        self.others: set[int] = set()
        self.place: Place | None = None
        self.first_line = -1
        self.section: str | None = None
        self.flat = self.ragged = False

    def after_columns(self) -> bool:
        """Whether a column of 表四 was named, so that a blank may be one of its cells."""
        return any(event.kind == "column" for event in self.events)

    def under_columns(self, run: list[Token], columns: Set[str]) -> list[Token]:
        """The values of a row of 表四 that stand under the form's columns, where all of these are named and all the others, too."""
        under = [token for token in run if token.column in self.named]
        strays = [token for token in run if token.column not in {*self.named, *self.others} and token.text.strip().isdecimal()]
        whole = len(under) == len(self.named) and set(self.named.values()) == columns and not strays
        return under if whole and len(run) % len(columns) and not self.ragged else run
