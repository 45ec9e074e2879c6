"""A report drawn as lines: identity, prose and the statutory tables with their official labels.

Plain data, no Textual: every line knows its cells by column, so that a mouse click, the cursor and
a finding's marks all mean the same place. Numbers are never cut; labels are, in the middle.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from gouji.document import NOWHERE, Paragraph, Place
from gouji.edition import Row, TableBlock, TableSpec
from gouji.report import LEVELS_OF_GOVERNMENT, Key, Misfit, Report, Section, Table
from gouji.telling import cell_shown, printable
from gouji.tui.drawing import breaks, fit, middle

TITLE, HEADING, HEAD, COLUMNS, ROW, PROSE, NOTE, GAP = "title", "heading", "head", "columns", "row", "prose", "note", "gap"
"""What a line is; the widget styles it accordingly."""

_ENOUGH_LABEL = 27
_LEAST_LABEL = 10
_LABEL_GAP = 2
_MARGIN = " "

NO_HEAD = range(0)


class Spot(NamedTuple):
    """A cell on a line: the characters from `start` to `end`, with a column on each side for marks."""

    start: int
    end: int
    key: Key
    kind: str


class Line(NamedTuple):
    """One line of the drawing. `paragraph` and `offset` tie a line of prose to the text it shows."""

    text: str
    kind: str
    spots: tuple[Spot, ...] = ()
    place: Place = NOWHERE
    section: str = ""
    paragraph: int = -1
    offset: int = 0


class Mark(NamedTuple):
    """A stretch of a line, in characters."""

    line: int
    start: int
    end: int


class Sheet:
    """The drawing of one report at one width, with the places of its cells, sections and paragraphs."""

    def __init__(self, report: Report, width: int) -> None:
        self.report = report
        self.width = max(width, 40)
        self.lines: list[Line] = []
        self.paragraphs: list[str] = []
        self.cells: dict[Key, tuple[int, int]] = {}
        self.sections: dict[str, int] = {}
        self.heads: dict[int, range] = {}
        for line in _draw(report, self.width, self.paragraphs):
            number = len(self.lines)
            for index, spot in enumerate(line.spots):
                self.cells[spot.key] = number, index
            if line.section and line.kind == HEADING:
                self.sections.setdefault(line.section, number)
            self.lines.append(line)
        self._behead()

    def _behead(self) -> None:
        """For every row of a table the lines of its block's head; for those lines too, the first excepted."""
        head = range(0)
        for number, line in enumerate(self.lines):
            if line.kind == COLUMNS:
                head = range(head.start if head.stop == number else number, number + 1)
                self.heads.update(dict.fromkeys(head[1:], head))
            elif line.kind in (ROW, NOTE) and head:
                self.heads[number] = head
            elif line.kind not in (ROW, NOTE):
                head = range(0)

    def quote(self, quote: str, *, section: str | None = None, place: Place = NOWHERE) -> list[Mark]:
        """Where a quotation stands in the prose: the paragraph at `place` first, then the section's, then any."""
        wanted = _squeezed(printable(quote))[0]
        if not wanted:
            return []
        first: dict[int, int] = {}
        for number, line in enumerate(self.lines):
            if line.paragraph >= 0:
                first.setdefault(line.paragraph, number)
        order = sorted(
            first.items(),
            key=lambda item: (
                self.lines[item[1]].place != place or place == NOWHERE,
                self.lines[item[1]].section != (section or ""),
                item[0],
            ),
        )
        for paragraph, number in order:
            text, offsets = _squeezed(self.paragraphs[paragraph])
            at = text.find(wanted)
            if at >= 0:
                return list(self._marks(number, paragraph, offsets[at], offsets[at + len(wanted) - 1] + 1))
        return []

    def _marks(self, number: int, paragraph: int, start: int, end: int) -> Iterator[Mark]:
        while number < len(self.lines) and self.lines[number].paragraph == paragraph:
            line = self.lines[number]
            body = line.text[len(_MARGIN) :]
            left, right = max(start - line.offset, 0), min(end - line.offset, len(body))
            if left < right:
                yield Mark(number, left + len(_MARGIN), right + len(_MARGIN))
            number += 1

    def at_place(self, place: Place) -> int | None:
        """The line that came from this place of the input, if any did."""
        if place == NOWHERE:
            return None
        return next((number for number, line in enumerate(self.lines) if line.place == place), None)


def _squeezed(text: str) -> tuple[str, list[int]]:
    kept = [(character, offset) for offset, character in enumerate(text) if not character.isspace()]
    return "".join(character for character, _ in kept), [offset for _, offset in kept]


def _draw(report: Report, width: int, paragraphs: list[str]) -> Iterator[Line]:
    yield from _identity(report, width)
    yield from _prose(report.intro, width, "", paragraphs)
    drawn: set[int] = set()
    for spec in report.edition.sections:
        section = report.sections.get(spec.id)
        yield Line("", GAP)
        if section is None:
            yield Line(_MARGIN + fit(f"{spec.heading}（报告中没有这一部分）", width - 2).rstrip(), HEADING, section=spec.id)
        else:
            yield Line(
                _MARGIN + fit(printable(section.heading.raw or spec.heading), width - 2).rstrip(),
                HEADING,
                place=section.heading.place,
                section=spec.id,
            )
            yield from _section(section, width, paragraphs, drawn)
        for table in report.edition.tables:
            if table.section == spec.id:
                yield from _table(table, report.tables.get(table.id), width)
    if report.tail:
        yield Line("", GAP)
        yield from _prose(report.tail, width, "", paragraphs)
    if report.notes:
        yield Line("", GAP)
        yield Line(_MARGIN + "读取说明", HEAD)
        for note in report.notes:
            yield from _folded(printable(note), width, NOTE)


def _identity(report: Report, width: int) -> Iterator[Line]:
    title = report.facts.get("title")
    yield from _folded(printable(str(title.value)) if title else "（没有认出标题）", width, TITLE, title.place if title else NOWHERE)
    published = report.value("published")
    level = LEVELS_OF_GOVERNMENT.get(report.level or "")
    facts = [
        f"单位：{printable(report.unit) if report.unit else '没有认出'}" + (f"（{level}）" if level else ""),
        f"年度：{report.year or '没有认出'}",
        f"格式：{report.edition.doc_no}",
        f"发布：{published or '没有认出'}",
    ]
    yield from _folded("　".join(facts), width, NOTE)


def _section(section: Section, width: int, paragraphs: list[str], drawn: set[int]) -> Iterator[Line]:
    if section.lines and id(section.lines) in drawn:
        yield Line(_MARGIN + "（与上一部分合写，正文见上）", NOTE)
        return
    drawn.add(id(section.lines))
    yield from _prose(section.lines, width, section.id, paragraphs)


def _prose(lines: tuple[Paragraph, ...], width: int, section: str, paragraphs: list[str]) -> Iterator[Line]:
    for paragraph in lines:
        text = printable(paragraph.text.strip())
        if not text:
            continue
        paragraphs.append(text)
        yield from _folded(text, width, PROSE, paragraph.place, section, len(paragraphs) - 1)


def _folded(text: str, width: int, kind: str, place: Place = NOWHERE, section: str = "", paragraph: int = -1) -> Iterator[Line]:
    start = 0
    for end in (*breaks(text, width - 2), len(text)):
        yield Line(_MARGIN + text[start:end], kind, (), place, section, paragraph, start)
        start = end


def _table(spec: TableSpec, table: Table | None, width: int) -> Iterator[Line]:
    if table is None:
        yield Line(_MARGIN + f"（报告中没有{spec.name}：{spec.title}）", NOTE)
        return
    yield Line(_MARGIN + fit(f"{spec.name}　{spec.title}", width - 2).rstrip(), HEAD, place=table.place, section=spec.id)
    for block in spec.blocks:
        yield from _block(spec, block, table, width)
    for extra in table.extras:
        what = "表外行" if extra.axis == "row" else "表外列"
        yield from _folded(f"{what}“{printable(extra.label)}”：{' '.join(map(printable, extra.values))}", width, NOTE, extra.place)
    for misfit in table.misfits:
        if misfit.id == spec.id:
            yield from _misfit("全表", misfit, width)
    for remark in table.remarks:
        yield from _folded("表内文字：" + printable(remark.text.strip()), width, NOTE, remark.place)


def _block(spec: TableSpec, block: TableBlock, table: Table, width: int) -> Iterator[Line]:
    widths = _widths(block, table, width)
    label = min(width - 2 - sum(widths), max(map(cell_len, [block.stub, *map(_label, spec.rows)])) + _LABEL_GAP)
    if block.caption:
        yield Line(_MARGIN + block.caption, HEAD)
    yield from _columns(block, widths, label)
    misfits = {misfit.id: misfit for misfit in table.misfits}
    for row in block.rows:
        yield _row(spec, row, table, label, widths)
        if row.id in misfits:
            yield from _misfit("　　这一行", misfits[row.id], width)


def _columns(block: TableBlock, widths: list[int], label: int) -> Iterator[Line]:
    """The titles of the columns, the last line of each on one line with the title of the labels."""
    titles = [_pieces(column.label, room - 1) for column, room in zip(block.columns, widths, strict=True)]
    height = max(map(len, titles))
    for number in range(height):
        left = fit(block.stub if number == height - 1 else "", label)
        lines = [["", *pieces][max(number - height + len(pieces) + 1, 0)] for pieces in titles]
        cells = (fit(text, room - 1, right=True) + " " for text, room in zip(lines, widths, strict=True))
        yield Line(_MARGIN + left + "".join(cells), COLUMNS)


def _misfit(what: str, misfit: Misfit, width: int) -> Iterator[Line]:
    values = " ".join(printable(text) or "空" for text, _ in misfit.cells)
    said = f"{what}有 {len(misfit.cells)} 个值，应有 {misfit.expected} 个，无法对号：{values}"
    yield from _folded(said, width, NOTE, misfit.place)


def _label(row: Row) -> str:
    return "  " * row.level + row.label


def _row(spec: TableSpec, row: Row, table: Table, label: int, widths: list[int]) -> Line:
    text = _MARGIN + middle(_label(row), label)
    spots: list[Spot] = []
    found = table.rows.get(row.id)
    for column, columns in zip(row.columns, widths, strict=True):
        cell = table.cells.get((row.id, column.id))
        if cell is None and not row.data:
            text += " " * columns
            continue
        shown = cell_shown(cell)
        field = fit(shown, columns - 1, right=True) + " "
        start = len(text) + len(field) - 1 - len(shown.rstrip()) if cell_len(shown) < columns else len(text)
        text += field
        spots.append(Spot(max(start, 1), len(text) - 1, (spec.id, row.id, column.id), cell.kind if cell else "absent"))
    return Line(text, ROW, tuple(spots), found.place if found else NOWHERE, section=spec.section)


def _widths(block: TableBlock, table: Table, width: int) -> list[int]:
    """Every column wide enough for its longest value and the marks; then all alike, as far as labels leave room."""
    rows = {row.id for row in block.rows}
    longest = dict.fromkeys((column.id for column in block.columns), 1)
    for (row, column), cell in table.cells.items():
        if row in rows and column in longest:
            longest[column] = max(longest[column], cell_len(cell_shown(cell)))
    count = len(block.columns)
    roomy = min(max(cell_len(column.label) for column in block.columns) + 2, 18)
    even = min(roomy, (width - 2 - _ENOUGH_LABEL) // count)
    widths = [max(value + 2, even, 5) for value in longest.values()]
    # Only a table full of words is too wide; then the longest are cut, and read in full beside it.
    while sum(widths) > width - 2 - _LEAST_LABEL and max(widths) > 5:
        widths[widths.index(max(widths))] -= 1
    return widths


def _pieces(text: str, width: int) -> list[str]:
    """A label in as few lines as fit, of about equal length: 商业 企业, not 商业企 业."""
    length = cell_len(text)
    if not length:
        return []
    lines = -(-length // max(width, 2))
    even = -(-length // lines)
    offsets = [0, *breaks(text, min(even + even % 2, max(width, 2))), len(text)]
    return [text[start:end] for start, end in pairwise(offsets)]
