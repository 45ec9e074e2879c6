"""A document as lines of tokens: the one view in which flat text and real grids look alike.

A paragraph is a line of one token, or of a label and several values where both stand in one line
of text. A row of a grid is a line of its distinct cells. Grids are cut where a row is really a
heading or a paragraph of prose, as happens in spreadsheets and in pages laid out by tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gouji.document import NO_CELL, Block, Grid, GridCell, Paragraph, Place
from gouji.lean import NamedTuple
from gouji.recognise.dates import is_date
from gouji.recognise.furniture import is_page_mark
from gouji.report import Label
from gouji.text import squeeze
from gouji.values import is_value


class Token(NamedTuple):
    """One piece of text in reading order.

    `column` and `span` give the grid columns it covers (column -1 outside a grid); `carried` is
    true for a cell merged down from an earlier row.
    """

    text: str
    place: Place
    column: int = -1
    span: int = 1
    carried: bool = False
    note: str = ""


class Line(NamedTuple):
    """The tokens of one row or paragraph; of a blank cell in a line of its own, one empty token.
    `grid` numbers the grid it comes from, -1 for none; `names` are the columns whose names stand with the values."""

    tokens: tuple[Token, ...]
    grid: int
    paragraph: Paragraph | None = None
    ragged: bool = False
    names: tuple[Label, ...] = ()


_VALUE = r"(?:[+-]?\d[\d,]*(?:\.\d+)?(?:[件项个宗条]|万?元)?|[/／]|-{1,2}|—{1,2}|(?<=[/／]\s)[空无])"
_VALUES_AT_END = re.compile(rf"^(?P<label>\S.*?|)(?P<values>(?:(?:^|[\s|｜]+){_VALUE})+)[\s|｜]*$")
_SEPARATOR = re.compile(r"^[\s|｜]+$")
_BLANK = re.compile(r"[ \t|\u00a0\u2000-\u200a\u3000]")
_LONG_PROSE = 60


def lines(blocks: Iterable[Block]) -> list[Line]:
    """All lines of a document in reading order; nothing is dropped but separators and page numbers."""
    out: list[Line] = []
    grids = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            if not _SEPARATOR.match(block.text) and not is_page_mark(block.text):
                out.append(_paragraph(block))
        else:
            out.extend(_grid(block, grids))
            grids += 1
    return out


def paragraphs(lines: Sequence[Line], first: int = 0, last: int | None = None) -> list[tuple[int, Paragraph]]:
    """The paragraphs among some lines, each with the number of its line."""
    return [(index, line.paragraph) for index, line in enumerate(lines[first:last], first) if line.paragraph is not None]


def _paragraph(paragraph: Paragraph) -> Line:
    text = paragraph.text
    if len(text) < 200 and _BLANK.search(text):
        found = _VALUES_AT_END.match(text.strip())
        if found:
            values = re.findall(r"[^\s|｜]+", found["values"])
            label = found["label"].strip(" \t|｜")
            if label or len(values) > 1:
                tokens = [Token(label, paragraph.place)] if label else []
                tokens.extend(Token(value, paragraph.place) for value in values)
                return Line(tuple(tokens), -1, paragraph)
    return Line((Token(text, paragraph.place),), -1, paragraph)


def _grid(grid: Grid, number: int) -> Iterator[Line]:
    if grid.ragged and _one_cell_a_line(grid):
        for row in grid.rows:
            for cell in row:
                if cell.text.strip():
                    yield _paragraph(Paragraph(cell.text, cell.place))
                elif len(row) == 1:
                    yield Line((Token("", cell.place),), -1)
        return
    above: tuple[GridCell, ...] = ()
    for row in grid.rows:
        tokens = _tokens(row, above)
        above = row
        written = [token for token in tokens if token.text and not token.text.isspace()]
        if len(written) == 1 and not written[0].carried and _is_prose(written[0]):
            for part in written[0].text.split("\n"):
                if part.strip():
                    yield Line((Token(part, written[0].place),), -1, Paragraph(part, written[0].place))
        elif tokens:
            yield Line(tuple(tokens), number, None, grid.ragged)


_new = tuple.__new__
"""Makes a named tuple of all its fields in half the time; there are hundreds of tokens."""


def _tokens(row: tuple[GridCell, ...], above: tuple[GridCell, ...]) -> list[Token]:
    """The cells of one row of a grid, each merged cell once; positions that no cell covers are left out."""
    tokens: list[Token] = []
    column, width, depth = 0, len(row), len(above)
    while column < width:
        cell = row[column]
        text, place, _, _, note = cell
        end = column + 1
        while end < width and row[end] is cell:
            end += 1
        if note != NO_CELL:
            if not text.isascii() and not squeeze(text):
                text = ""  # signs that nobody sees, which are no white space
            tokens.append(_new(Token, (text, place, column, end - column, column < depth and above[column] is cell, note)))
        column = end
    return tokens


def _one_cell_a_line(grid: Grid) -> bool:
    """Whether the bars only end the lines: every cell of a table on a line of its own."""
    single = sum(sum(bool(cell.text.strip()) for cell in row) <= 1 for row in grid.rows)
    return len(grid.rows) >= 8 and single >= 0.8 * len(grid.rows)


_TOP_HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,2}[、.．,]|第[一二三四五六][部章])")
_TABLE_ROW = re.compile(r"^(?:[一二三四][、.．,:])?(?:本年新收|上年结转|上年度结转|本年度办理|本年办理|结转下年)")


def _is_prose(token: Token) -> bool:
    """Whether the only text of a grid row is a heading or a paragraph rather than a label."""
    if is_value(token.text):
        return False
    text = squeeze(token.text)
    if _TABLE_ROW.match(text):
        return False
    if _TOP_HEADING.match(text) or "年度报告" in text[-12:] or is_date(text):
        return True
    return ("。" in text or (len(text) > _LONG_PROSE and ("，" in text or "," in text))) and "勾稽" not in text
