"""The source fragment: what stands in the file around a place, as the loader found it."""

from __future__ import annotations

from typing import NamedTuple

from gouji.document import NOWHERE, Document, Grid, Place
from gouji.telling import printable

LONGEST_LINE = 400


class SourceLine(NamedTuple):
    """One paragraph or table row of the file: its place, its text, and the part that is meant."""

    place: Place
    text: str
    here: bool
    start: int = 0
    end: int = 0


class SourceIndex:
    """A document as numbered lines, so that the neighbourhood of any place can be shown."""

    def __init__(self, document: Document) -> None:
        self._lines: list[tuple[Place, str, tuple[tuple[Place, int, int], ...]]] = []
        self._at: dict[Place, int] = {}
        for block in document.blocks:
            if isinstance(block, Grid):
                for number in range(len(block.rows)):
                    self._row(block, number)
            else:
                self._put(block.place, printable(block.text)[:LONGEST_LINE], ())

    def _row(self, grid: Grid, number: int) -> None:
        text, spans = "", []
        cells = grid.distinct(number)
        for cell in cells:
            piece = printable(cell.text.strip()) or "·"
            text += " │ " if text else ""
            spans.append((cell.place, len(text), len(text) + len(piece)))
            text += piece
        # A cell that reaches down from a row above stands where that one does.
        above = {id(cell) for cell in grid.rows[number - 1]} if number else set()
        place = next((cell.place for cell in cells if id(cell) not in above), cells[0].place if cells else grid.place)
        self._put(place, text[:LONGEST_LINE], tuple(spans))

    def _put(self, place: Place, text: str, spans: tuple[tuple[Place, int, int], ...]) -> None:
        number = len(self._lines)
        self._lines.append((place, text, spans))
        self._at.setdefault(place, number)
        for own, _, _ in spans:
            self._at.setdefault(own, number)

    def around(self, place: Place, *, text: str = "", before: int = 2, after: int = 2) -> list[SourceLine]:
        """The lines around a place, the one at it marked; nothing where the place is unknown.

        Where many lines have one place (a page), `text` says which of them is meant.
        """
        number = self._at.get(place)
        if number is None or place == NOWHERE:
            return []
        if text:
            meant = (n for n, (at, own, _) in enumerate(self._lines) if at == place and own.strip() == text[:LONGEST_LINE].strip())
            number = next(meant, number)
        found = []
        for index in range(max(number - before, 0), min(number + after + 1, len(self._lines))):
            at, text, spans = self._lines[index]
            here = index == number
            start, end = next(((left, right) for own, left, right in spans if own == place), (0, len(text))) if here else (0, 0)
            found.append(SourceLine(at, text, here, start, end))
        return found
