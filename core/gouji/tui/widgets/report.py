"""The report as it is, drawn: its tables with marks, its prose with the quotation marked, a cursor on cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.message import Message

from gouji.finding import LEFT, SUBJECT, Finding
from gouji.report import NUMBER, Key, Report
from gouji.tui.drawing import segments
from gouji.tui.keymap import CELLS, bindings
from gouji.tui.palette import Palette
from gouji.tui.sheet import COLUMNS, GAP, HEAD, HEADING, NO_HEAD, NOTE, ROW, TITLE, Line, Mark, Sheet, Spot
from gouji.tui.widgets.lined import Lined

SUBJECT_MARKS, OPERAND_MARKS, EDIT_MARKS = "▐▌", "[]", "‹›"
"""Marks around a cell: the one at fault, those it was compared with, those changed in memory."""


class ReportView(Lined):
    """A report with a cursor that walks over cells and lines of prose."""

    BINDINGS = bindings(CELLS)

    @dataclass
    class Moved(Message):
        """The cursor stands elsewhere."""

    def __init__(self, report: Report, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.report = report
        self.sheet = Sheet(report, 80)
        self.at = 0
        self.spot: int | None = None
        self._column = 0
        self._finding: Finding | None = None
        self._roles: dict[Key, str] = {}
        self._edited: frozenset[Key] = frozenset()
        self._quotes: dict[int, Mark] = {}

    # What is shown.

    def show(self, report: Report, edited: frozenset[Key]) -> None:
        """Shows another state of the report, cursor and marks kept."""
        key, line = self.key, self.at
        self.report, self._edited = report, edited
        self._draw()
        self.at = min(line, len(self.sheet.lines) - 1)
        if key:
            self._to_cell(key)
        self.refresh()

    def mark(self, finding: Finding | None, *, go: bool = True) -> None:
        """Marks a finding's cells and words and goes there."""
        self._finding = finding
        self._mark()
        if finding and go:
            self._go(finding)
        self.refresh()
        self.post_message(self.Moved())

    def _mark(self) -> None:
        finding = self._finding
        self._roles = {}
        self._quotes = {}
        if finding is None:
            return
        for cell in finding.cells:
            key = cell.key
            if self._roles.get(key) != SUBJECT:
                self._roles[key] = cell.role
        if finding.quote:
            marks = self.sheet.quote(finding.quote, section=finding.section, place=finding.place)
            self._quotes = {mark.line: mark for mark in marks}

    def _go(self, finding: Finding) -> None:
        self._find(finding)
        # In the middle, so that what stands around it is seen.
        self.scroll_top(self.at - self.room // 2)
        self._into_view()

    def _find(self, finding: Finding) -> None:
        # A finding on prose that names cells beside it is to be read where its words stand.
        if self._quotes and not any(cell.role == SUBJECT for cell in finding.cells):
            self._to_line(min(self._quotes))
            return
        if self._to_cells(finding):
            return
        absent = finding.section and finding.section not in self.report.sections
        line = min(self._quotes, default=None)
        if line is None and not absent:
            line = self.sheet.at_place(finding.place)
        self._to_line(self.sheet.sections.get(finding.section or "", 0) if line is None else line)

    def _to_cells(self, finding: Finding) -> bool:
        subjects = [cell for cell in finding.cells if cell.role == SUBJECT]
        return any(self._to_cell(cell.key) for cell in subjects or finding.cells)

    @property
    def has_two_ends(self) -> bool:
        """Whether the finding stands both in words and in a cell."""
        return bool(self._quotes) and any(key in self.sheet.cells for key in self._roles)

    def to_other_end(self) -> None:
        """From the finding's words to its cell, or from a cell to the words."""
        if self.key is None and self._finding:
            self._to_cells(self._finding)
        else:
            self._to_line(min(self._quotes))
        self._moved()

    def _draw(self) -> None:
        self.sheet = Sheet(self.report, self.breadth)
        self.total = len(self.sheet.lines)
        self._mark()

    def on_resize(self) -> None:
        """Draws at the new width and keeps the cursor on its cell."""
        if self.breadth == self.sheet.width:
            self._into_view()
            return
        key, first = self.key, self._finding
        self._draw()
        if key:
            self._to_cell(key)
        elif first:
            self._go(first)
        self.refresh()

    # The cursor.

    @property
    def key(self) -> Key | None:
        """The cell under the cursor, None on a line of prose."""
        spot = self._spot()
        return spot.key if spot else None

    @property
    def here(self) -> Line:
        """The line under the cursor."""
        return self.sheet.lines[self.at]

    def _spot(self) -> Spot | None:
        spots = self.here.spots
        return spots[min(self.spot, len(spots) - 1)] if spots and self.spot is not None else None

    def _to_cell(self, key: Key) -> bool:
        found = self.sheet.cells.get(key)
        if found is None:
            return False
        self.at, self.spot = found
        self._column = self.here.spots[self.spot].end
        self._into_view()
        return True

    def _to_line(self, line: int) -> None:
        self.at = max(0, min(line, len(self.sheet.lines) - 1))
        spots = self.here.spots
        self.spot = min(range(len(spots)), key=lambda index: abs(spots[index].end - self._column)) if spots else None
        self._into_view()

    def action_cell(self, cells: int) -> None:
        """One cell on or back."""
        if spots := self.here.spots:
            self.spot = max(0, min((self.spot or 0) + cells, len(spots) - 1))
            self._column = spots[self.spot].end
            self._moved()

    def action_line(self, lines: int) -> None:
        """One line on or back, over those that are only drawing."""
        line = self.at + lines
        while 0 <= line < self.total and self._passed(self.sheet.lines[line]):
            line += lines
        if 0 <= line < self.total:
            self._to_line(line)
            self._moved()

    @staticmethod
    def _passed(line: Line) -> bool:
        return line.kind in (GAP, HEAD, COLUMNS) or (line.kind == ROW and not line.spots)

    def go(self, lines: int) -> None:
        """Moves the cursor to another line."""
        self._to_line(self.at + lines)
        self._moved()

    def _moved(self) -> None:
        self._into_view()
        self.refresh()
        self.post_message(self.Moved())

    def _into_view(self) -> None:
        room = self.room
        margin = min(4, room // 3)
        top = self.top
        above = min(max(margin, len(self.sheet.heads.get(self.at, NO_HEAD)) + 1), room - 1)
        below = min(margin, room - 1 - above)
        if self.at < top + above:
            top = self.at - above
        elif self.at >= top + room - below:
            top = self.at - room + below + 1
        self.scroll_top(top)

    def clicked(self, x: int, y: int, chain: int) -> None:
        """Goes to the line, and to the cell when one was hit."""
        number = self._number(y)
        if number < len(self.sheet.lines):
            self._column = _character(self.sheet.lines[number].text, x)
            self._to_line(number)
            self._moved()

    # Drawing.

    def _number(self, y: int) -> int:
        """Which line of the drawing is on line `y` of the window: the head of a table stays in sight while its rows are."""
        heads = self.sheet.heads
        head = heads.get(self.top + len(heads.get(self.top, NO_HEAD)), NO_HEAD)
        return head[y] if y < len(head) and head[0] < self.top else self.top + y

    def line(self, y: int, width: int) -> Iterable[Segment]:
        """One line of the drawing."""
        number = self._number(y)
        if number >= len(self.sheet.lines):
            return []
        return segments(self._styled(number, self.sheet.lines[number], self.palette), self.app.console)

    def _styled(self, number: int, line: Line, colors: Palette) -> Text:
        looks = {TITLE: colors.strong, HEADING: colors.heading, HEAD: colors.dim, COLUMNS: colors.dim, NOTE: colors.dim}
        characters = list(line.text)
        spans = []
        for spot in line.spots:
            marks, look = self._look(spot, line, colors)
            if marks:
                characters[spot.start - 1], characters[spot.end] = marks[0], marks[1]
            spans.append((look, spot.start, spot.end))
        text = Text("", looks.get(line.kind, colors.text)).append("".join(characters))
        for span in spans:
            text.stylize(*span)
        if mark := self._quotes.get(number):
            text.stylize(colors.quote, mark.start, mark.end)
        if number == self.at and (cursor := colors.on(True, self.has_focus)):
            self._point(text, cursor)
        return text

    def _look(self, spot: Spot, line: Line, colors: Palette) -> tuple[str, Style]:
        """The marks around a cell, and its style."""
        role, edited = self._roles.get(spot.key), spot.key in self._edited
        if role == SUBJECT:
            return SUBJECT_MARKS, colors.subject
        if role:
            return EDIT_MARKS if edited else OPERAND_MARKS, colors.left if role == LEFT else colors.right
        if edited:
            return EDIT_MARKS, colors.good
        if spot.kind != NUMBER:
            return "", colors.levels["warning"]
        return "", colors.dim if line.text[spot.start : spot.end] == "0" else Style.null()

    def _point(self, text: Text, cursor: Style) -> None:
        """Puts the cursor on its line: on the cell under it, else on the whole line, where nothing is quoted."""
        if under := self._spot():
            text.stylize(cursor, under.start - 1, under.start)
            text.stylize(cursor, under.end, under.end + 1)
            if self._roles.get(under.key) != SUBJECT:
                text.stylize(cursor, under.start, under.end)
        elif not text.plain:
            text.append(" ", cursor)
        elif self.at not in self._quotes:
            text.stylize(cursor)


def _character(text: str, column: int) -> int:
    """The character that covers a terminal column."""
    at = 0
    for index, character in enumerate(text):
        at += cell_len(character)
        if at > column:
            return index
    return len(text)
