"""One rectangle that holds prose and tables: which of its rows are a table, which are paragraphs.

A report typed into a single worksheet, or into one big Word table, has titles, headings and prose
in rows of their own, merged over all columns or standing in the first. Nothing here knows reports;
only the shape of a row, its frame and the look of a Chinese heading (二、…) or caption (第二十条…) decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gouji.document import GridCell, Paragraph, Place
from gouji.lean import NamedTuple

Row = Sequence[tuple[int, GridCell]]
"""What a row holds: its different cells with text (a note of a missing value is text), and the column each begins in."""

LONG = 120
"""From this many characters on, a cell that stands alone in its row is prose."""

LABEL = 45
"""Up to this many characters, words below a table's row can be the label of a row left blank."""

_HEADING = re.compile(r"\s*[一二三四五六七八九十]{1,3}\s*[、.．]")
_CAPTION = re.compile(r"\s*第.{1,8}条")
_REMARK = re.compile(r"[：:]|^\s*注")
_SENTENCE = re.compile(r"[。；：！]\s*$")
_DIGIT = re.compile(r"\s*[-+−]?[\d,.]+\s*$")


class Part(NamedTuple):
    """A run of rows, `start` inclusive to `stop` exclusive, that is a table or is prose."""

    start: int
    stop: int
    table: bool


def is_number(text: str) -> bool:
    """Whether a cell holds nothing but a number."""
    return _DIGIT.match(text) is not None


def is_heading(text: str) -> bool:
    """Whether a text begins as the heading of a part of a report does (二、…)."""
    return _HEADING.match(text) is not None


def filled(cells: Iterable[tuple[int, GridCell]]) -> Row:
    """What a row holds, given the cells at its columns from left to right."""
    found: list[tuple[int, GridCell]] = []
    last = None
    for column, cell in cells:
        if cell is not last and (cell.text.strip() or cell.note):
            found.append((column, cell))
            last = cell
    return found


def beginning(rows: Sequence[Row], index: int) -> list[GridCell]:
    """The cells with text of one row that do not reach into it from above."""
    above = {id(cell) for _, cell in rows[index - 1]} if index else set()
    return [cell for _, cell in rows[index] if id(cell) not in above]


def paragraphs(text: str, place: Place, heading: int = 0) -> Iterator[Paragraph]:
    """A paragraph for each line of a text that says something."""
    for line in text.split("\n"):
        if line and not line.isspace():
            yield Paragraph(line, place, heading)


def is_prose(row: Row, width: int) -> bool:
    """Whether a row of a table `width` columns wide is a paragraph, or a heading with its paragraph beside it, by length alone."""
    if not 1 <= len(row) <= 2:
        return False
    longest = max((cell for _, cell in row), key=lambda cell: len(cell.text))
    if len(row) == 2:
        return len(longest.text) > 2 * LONG
    return longest.colspan >= width and len(longest.text) > LONG


def split(rows: Sequence[Row], framed: Sequence[bool | None]) -> list[Part]:
    """Cuts a rectangle into tables and prose, in order; blank rows between them belong to nothing.

    `framed` says of each row whether ruling lines make it part of a table; None where the format
    does not tell.
    """
    widths = _widths(rows, framed)
    kinds: list[str] = []
    for index in range(len(rows)):
        below_table = bool(kinds) and kinds[-1] in ("table", "frame") and bool(framed[index - 1]) == bool(framed[index])
        kinds.append(_kind(rows, index, widths[index], framed[index], below_table))
    parts: list[Part] = []
    index = 0
    while index < len(rows):
        kind = kinds[index]
        stop = index + 1
        if kind == "table":
            while stop < len(rows) and kinds[stop] in ("table", "frame") and bool(framed[stop]) == bool(framed[index]):
                stop += 1
            parts.append(Part(index, stop, any(len(row) > 1 for row in rows[index:stop])))
        elif kind == "prose":
            parts.append(Part(index, stop, False))
        index = stop
    return parts


def _widths(rows: Sequence[Row], framed: Sequence[bool | None]) -> list[int]:
    """For each row the columns used by its table: the widest of the rows joined to it, at least 2."""
    widths: list[int] = []
    start = 0
    while start < len(rows):
        stop, widest = start, 2
        while stop < len(rows) and bool(framed[stop]) == bool(framed[start]) and (rows[stop] or framed[stop]):
            if len(rows[stop]) > 1:
                first, (last, cell) = rows[stop][0][0], rows[stop][-1]
                widest = max(widest, last + cell.colspan - first)
            stop += 1
        stop = max(stop, start + 1)
        widths.extend([widest] * (stop - start))
        start = stop
    return widths


def _kind(rows: Sequence[Row], index: int, width: int, ruled: bool | None, below_table: bool) -> str:
    """ "table", "prose", "frame" (blank, but ruled) or "blank"."""
    row = rows[index]
    if not row:
        return "frame" if ruled else "blank"
    if len(row) > 1:
        return "prose" if _is_said(row) else "table"
    if ruled is False:
        return "prose"
    _, cell = row[0]
    whole = cell.colspan >= width
    if ruled is None:
        return "table" if _belongs(rows, index, cell, whole, below_table) else "prose"
    if not whole:
        return "table"
    if is_heading(cell.text) or len(cell.text) > LONG or _SENTENCE.search(cell.text):
        return "prose"
    return "table" if below_table or _CAPTION.match(cell.text) else "prose"


def _is_said(row: Row) -> bool:
    """Whether a row is a long text with its heading beside it, or a sentence with a mere number far behind."""
    (at, first), (column, second), *more = row
    if more:
        return False
    behind = column > at + first.colspan and is_number(second.text) and _SENTENCE.search(first.text)
    return max(len(first.text), len(second.text)) > 2 * LONG or bool(behind)


def _belongs(rows: Sequence[Row], index: int, cell: GridCell, whole: bool, below_table: bool) -> bool:
    """Whether a label alone in its row is a table's, where no ruling lines tell."""
    if len(cell.text) > LONG or _SENTENCE.search(cell.text):
        return False
    before = len(rows[index - 1]) if index else 0
    after = rows[index + 1] if index + 1 < len(rows) else []
    if _CAPTION.match(cell.text):
        return bool(after)
    if cell.rowspan > 1 or (cell.colspan > 1 and not whole):
        return bool(before or after)
    if is_heading(cell.text):
        header_follows = len(after) > 1 and not any(is_number(other.text) for _, other in after)
        return not whole and not header_follows and before > 1 and len(after) > 1
    return not whole and below_table and len(cell.text) <= LABEL and not _REMARK.search(cell.text)
