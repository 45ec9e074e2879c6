"""Which lines of a document are headings, which belong to tables, and which are text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from gouji.document import Block, Grid, Paragraph, Place
from gouji.edition import Edition
from gouji.lean import NamedTuple
from gouji.recognise import headings
from gouji.recognise.abreast import set_below
from gouji.recognise.beside import set_above
from gouji.recognise.embedded import broken_out
from gouji.recognise.furniture import is_furniture
from gouji.recognise.identity import is_title
from gouji.recognise.pieces import Pieces
from gouji.recognise.sections import lines_of_words, sections_of, table_names, with_tail
from gouji.recognise.segments import cut_tables
from gouji.recognise.tokens import Line, Token, lines
from gouji.recognise.upright import upright
from gouji.recognise.vocabulary import vocabulary
from gouji.report import SIMILAR, Heading, Section

_LONGEST_OPENING = 60
_LONGEST_TITLE = 5
"""Lines of a worksheet among which the report's title stands."""


class Outline(NamedTuple):
    """The lines of a document, its top-level headings, and the lines that only say a section's title again."""

    lines: Sequence[Line]
    headings: Sequence[headings.Candidate]
    repeated: set[int]

    @property
    def opening(self) -> Sequence[Line]:
        """What stands before the first heading; without headings, what may."""
        return self.lines[: self.headings[0].at if self.headings else _LONGEST_OPENING]

    def section_at(self, line: int) -> str | None:
        """The section in which a line stands."""
        section = None
        for candidate in self.headings:
            if candidate.at > line:
                break
            section = candidate.sections[-1] if candidate.sections else section
        return section


class Parts(NamedTuple):
    """What an outline holds in the words of one edition.

    `pieces` are those of the three tables by id, `used` the lines they take; `tail` is what stands
    behind the last section: signature, attachments, the page's own words.
    """

    pieces: Mapping[str, Pieces]
    used: set[int]
    sections: Mapping[str, Section]
    headings: Sequence[Heading]
    tail: tuple[Paragraph, ...]


def outline_of(blocks: Iterable[Block], edition: Edition) -> Outline:
    """The outline of a document. The titles of sections are those of `edition`, which hardly differ."""
    titles, blocks = headings.titles_of(edition), tuple(_set_right(blocks, edition))
    content = broken_out(lines(blocks), titles)
    candidates = headings.candidates(content, titles)
    chosen = headings.choose(candidates)
    if len(have := _sections(chosen)) < len(edition.sections):
        named, by_names = _under_names(content, titles)
        if have < _sections(by_names) >= {"s1"}:
            content, chosen, candidates = named, by_names, headings.candidates(named, titles)
    taken = _taken(chosen)
    repeated = {c.at for c in candidates if c.sections and c.match != SIMILAR and c.style in ("none", "cn", "part")} - taken
    return Outline(content, chosen, repeated)


def _sections(chosen: Sequence[headings.Candidate]) -> set[str]:
    return {section for candidate in chosen for section in candidate.sections}


def _under_names(content: Sequence[Line], titles: headings.Titles) -> tuple[list[Line], list[headings.Candidate]]:
    """The lines of a workbook with each name of a worksheet that announces a section above what stands on it, below the report's
    title, and these headings."""
    out: list[Line] = []
    chosen: list[headings.Candidate] = []
    for sheet, group in groupby(content, lambda line: line.tokens[0].place.sheet):
        on_sheet = list(group)
        first = [line.tokens[0].text for line in on_sheet[:_LONGEST_TITLE]]
        above = max((n for n, text in enumerate(first, 1) if is_title(text) or is_furniture(text)), default=0)
        if sheet is not None and (heading := headings.by_name(sheet, len(out) + above, titles)):
            place = Place(sheet=sheet)
            chosen.append(heading)
            on_sheet.insert(above, Line((Token(sheet, place),), -1, Paragraph(sheet, place)))
        out += on_sheet
    return out, chosen


def _set_right(blocks: Iterable[Block], edition: Edition) -> Iterator[Block]:
    """The blocks with every grid that is laid out another way than the form set as the form has it."""
    titles, words = headings.titles_of(edition), vocabulary(edition)
    for block in blocks:
        for piece in set_above(block, titles) if isinstance(block, Grid) else [block]:
            if isinstance(piece, Grid):
                yield from (upright(grid, words) for grid in set_below(piece))
            else:
                yield piece


def parts_of(outline: Outline, edition: Edition) -> Parts:
    """What stands where, the tables looked for by the labels of an edition."""
    content, chosen, repeated = outline
    names = table_names(content, repeated)
    stops = _taken(chosen) | repeated | names
    worded = lines_of_words(chosen, edition, len(content))
    words = vocabulary(edition)
    pieces, used = cut_tables(content, words, stops, worded)
    sections, ordered = sections_of(chosen, content, words, used | names, worded)
    sections, tail = with_tail(sections, ordered)
    return Parts(pieces, used, sections, ordered, tail)


def _taken(chosen: Sequence[headings.Candidate]) -> set[int]:
    return {candidate.at + number for candidate in chosen for number in range(candidate.lines)}
