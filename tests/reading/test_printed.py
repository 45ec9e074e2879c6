"""PDF: pages as Word, WPS and browsers print them, drawn at given places."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import gouji

from . import pages
from .judge import reading, wrong
from .truth import NEW, OLD, Truth

pytest.importorskip("reportlab", reason="reportlab is not installed")

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas as canvases

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 72, 523, 70, 770
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

BOTH = pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])


def wide(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


class Printer:
    """Sets text and ruled tables down a page and goes on with the next one."""

    def __init__(self, *, numbers: str = "", running: str = "") -> None:
        self.buffer = io.BytesIO()
        self.canvas: Any = canvases.Canvas(self.buffer, pagesize=(WIDTH, HEIGHT))
        self.y, self.page = float(TOP), 1
        self.numbers, self.running = numbers, running

    def say(self, x: float, y: float, text: str, size: float = 12) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def turn(self) -> None:
        if self.numbers:
            mark = self.numbers.format(self.page)
            self.say((WIDTH - wide(mark, 9)) / 2, 805, mark, 9)
        if self.running:
            self.say(LEFT, 45, self.running, 9)
        self.canvas.showPage()
        self.y, self.page = float(TOP), self.page + 1

    def room(self, height: float) -> None:
        if self.y + height > BOTTOM:
            self.turn()

    def paragraph(self, text: str, *, indent: float = 24, size: float = 12, centred: bool = False) -> None:
        for number, line in enumerate(broken(text, RIGHT - LEFT, size, indent)):
            self.room(size * 1.6)
            self.y += size * 1.6
            x = (WIDTH - wide(line, size)) / 2 if centred else LEFT + (indent if number == 0 else 0)
            self.say(x, self.y, line, size)

    def table(self, rows: list[list[pages.Cell]], widths: list[float], *, size: float = 9, head: int = 0, ruled: bool = True) -> None:
        """A table whose rows go over pages; merged labels begin anew, `head` rows are repeated."""
        grid = laid_out(rows, len(widths))
        heights = [row_height(row, widths, size) for row in grid]
        edges = [LEFT + sum(widths[:n]) for n in range(len(widths) + 1)]
        start = 0
        while start < len(grid):
            stop, used = start, 0.0
            while stop < len(grid) and self.y + used + heights[stop] <= BOTTOM:
                used += heights[stop]
                stop += 1
            if stop == start:
                self.turn()
                continue
            self._part(grid, heights, edges, start, stop, size, ruled)
            self.y += used
            start = stop
            if start < len(grid):
                self.turn()
                if head:
                    self._part(grid, heights, edges, 0, head, size, ruled)
                    self.y += sum(heights[:head])
        self.y += 6

    def _part(
        self, grid: list[list[Slot]], heights: list[float], edges: list[float], start: int, stop: int, size: float, ruled: bool
    ) -> None:
        tops = [self.y + sum(heights[start:n]) for n in range(start, stop + 1)]
        seen: set[int] = set()
        for r in range(start, stop):
            for slot in grid[r]:
                if id(slot) in seen:
                    continue
                seen.add(id(slot))
                down = min(slot.row + slot.rows, stop) - r
                x0, x1 = edges[slot.column], edges[slot.column + slot.columns]
                y0, y1 = tops[r - start], tops[r - start + down]
                if ruled:
                    self.canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0)
                if slot.row < r:
                    continue
                lines = broken(slot.text, x1 - x0 - 6, size)
                y = (y0 + y1) / 2 - len(lines) * size * 0.6 + size
                for line in lines:
                    self.say((x0 + x1 - wide(line, size)) / 2, y, line, size)
                    y += size * 1.2

    def done(self) -> bytes:
        self.turn()
        self.canvas.save()
        return self.buffer.getvalue()


class Slot:
    """A cell of a table to be printed: its text, where it begins, how much it covers."""

    def __init__(self, text: str, row: int, column: int, columns: int, rows: int) -> None:
        self.text, self.row, self.column, self.columns, self.rows = text, row, column, columns, rows


def laid_out(rows: Iterable[list[pages.Cell]], width: int) -> list[list[Slot]]:
    out: list[list[Slot]] = []
    hanging: dict[int, Slot] = {}
    for r, row in enumerate(rows):
        line: list[Slot] = []
        cells = list(row)
        column = 0
        while column < width:
            if column in hanging and hanging[column].row + hanging[column].rows > r:
                line.append(hanging[column])
                column += hanging[column].columns
                continue
            text, columns, down = ("", 1, 1)
            if cells:
                cell = cells.pop(0)
                text, columns, down = (*((cell,) if isinstance(cell, str) else cell), 1, 1)[:3]
            slot = Slot(text, r, column, columns, down)
            hanging[column] = slot
            line.append(slot)
            column += columns
        out.append(line)
    return out


def row_height(row: list[Slot], widths: list[float], size: float) -> float:
    lines = [len(broken(slot.text, sum(widths[slot.column : slot.column + slot.columns]) - 6, size)) / slot.rows for slot in row]
    return max([1.0, *lines]) * size * 1.2 + 6


def broken(text: str, room: float, size: float, indent: float = 0) -> list[str]:
    lines = [""]
    for char in text:
        if lines[-1] and wide(lines[-1] + char, size) > room - (indent if len(lines) == 1 else 0):
            lines.append("")
        lines[-1] += char
    return lines


THREE = [26.0, 50.0, 130.0, *[35.0] * 7]


def words_around(truth: Truth, printer: Printer, intro: list[str] | None = None) -> Iterator[int]:
    """Prints title and prose and stops where a table has to be printed, telling its number."""
    printer.paragraph(truth.title, size=18, indent=0, centred=True)
    for line in truth.intro if intro is None else intro:
        printer.paragraph(line)
    for number in range(1, 7):
        printer.paragraph(truth.heading(number), size=14)
        if number in (2, 3, 4):
            yield number
        else:
            for line in truth.prose[f"s{number}"]:
                printer.paragraph(line)
    year, month, day = truth.published.split("-")
    printer.paragraph(truth.unit, indent=300)
    printer.paragraph(f"{year}年{int(month)}月{int(day)}日", indent=300)


def printed(
    truth: Truth,
    *,
    head: int = 0,
    intro: list[str] | None = None,
    ruled: bool = True,
    three: list[float] | None = None,
    push: float = 0,
    **page: str,
) -> bytes:
    printer = Printer(**page)
    for number in words_around(truth, printer, intro):
        if number == 2:
            printer.table(list(pages.rows_2(truth)), [150.0, 100.0, 100.0, 100.0], ruled=ruled)
        elif number == 3:
            printer.y += push
            printer.table(pages.rows_3(truth), three or THREE, head=head, ruled=ruled)
        else:
            printer.table(pages.rows_4(truth), [30.0] * 15, ruled=ruled)
    return printer.done()


@BOTH
def test_the_form_as_it_is(truth: Truth) -> None:
    assert wrong(printed(truth), "a.pdf", truth) == []


@BOTH
@pytest.mark.parametrize("push", [0, 60, 130, 200, 290])
def test_table_3_over_two_pages(truth: Truth, push: float) -> None:
    """The page ends in the head, in a group, between groups."""
    assert wrong(printed(truth, push=push, numbers="— {} —", running="青岚市政务公开"), "a.pdf", truth) == []


@BOTH
@pytest.mark.parametrize("push", [60, 130, 290])
def test_table_3_over_two_pages_with_its_head_repeated(truth: Truth, push: float) -> None:
    assert wrong(printed(truth, push=push, head=3, numbers="第 {} 页"), "a.pdf", truth) == []


@BOTH
def test_narrow_columns_that_break_numbers(truth: Truth) -> None:
    """Columns so narrow that four digits stand in two lines."""
    narrow = [20.0, 40.0, 190.0, *[25.0] * 7]
    assert wrong(printed(truth, three=narrow), "a.pdf", truth) == []


def test_introduction_that_wraps_before_a_number() -> None:
    """A line of the introduction begins with 六、其他需要报告的事项 because the line above is full."""
    listed = "、".join(NEW.heading(n) for n in range(1, 6))
    for pad in range(38):
        text = f"{'依' * pad}据条例编制，全文包括{listed}、六、其他需要报告的事项。"
        if any(line.startswith("六、") for line in broken(text, RIGHT - LEFT, 12, 24)):
            assert wrong(printed(NEW, intro=[text, NEW.intro[1]]), "a.pdf", NEW) == []
            return
    raise AssertionError("no line began with the number")


@BOTH
def test_no_ruling_lines(truth: Truth) -> None:
    """Whatever is read is right, and says that it was guessed."""
    report = reading(printed(truth, ruled=False), "a.pdf")
    read = 0
    for table in report.tables.values():
        for cell in table.cells.values():
            if cell.kind == "number":
                read += 1
                assert cell.raw == truth.cells[cell.key]
                assert cell.doubt
    assert read > 0.6 * len(truth.cells)
    assert {"F06", "F07"}.isdisjoint(finding.defect for finding in gouji.check(report).findings)
