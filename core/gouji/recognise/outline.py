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
from gouji.recognise.pieces import Pieces
from gouji.recognise.sections import lines_of_words, sections_of, table_names, with_tail
from gouji.recognise.segments import cut_tables
from gouji.recognise.tokens import Line, lines
from gouji.recognise.upright import upright
from gouji.recognise.vocabulary import vocabulary
from gouji.report import ACCEPTED, SIMILAR, Heading, Section

_LONGEST_OPENING = 60


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
    if not chosen and len(named := [*_under_names(blocks)]) > len(blocks):
        content = broken_out(lines(named), titles)
        candidates = headings.candidates(content, titles)
        # The name of a worksheet has to be short: it says which section stands there, and is none of the report's words.
        chosen = [c._replace(match=ACCEPTED) for c in headings.choose(candidates)]
    taken = _taken(chosen)
    repeated = {c.at for c in candidates if c.sections and c.match != SIMILAR and c.style in ("none", "cn", "part")} - taken
    return Outline(content, chosen, repeated)


def _under_names(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a workbook with the names of worksheets that are numbered like sections above what stands on them."""
    for sheet, group in groupby(blocks, lambda block: block.place.sheet):
        if sheet is not None and headings.is_numbered(sheet):
            yield Paragraph(sheet, Place(sheet=sheet))
        yield from group


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
    pieces, used = cut_tables(content, vocabulary(edition), stops, worded)
    sections, ordered = sections_of(chosen, content, used | names, worded)
    sections, tail = with_tail(sections, ordered)
    return Parts(pieces, used, sections, ordered, tail)


def _taken(chosen: Sequence[headings.Candidate]) -> set[int]:
    return {candidate.at + number for candidate in chosen for number in range(candidate.lines)}
