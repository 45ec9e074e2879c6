"""How a page is divided up: its ruled tables, and the lines of text outside them; then all pages in order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from gouji.document import Block, Grid
from gouji.lean import NamedTuple
from gouji_plugins.loaders import pdf_table, pdf_unruled
from gouji_plugins.loaders.pdf_lattice import Lattice, lattices
from gouji_plugins.loaders.pdf_lines import margins, paragraphs
from gouji_plugins.loaders.pdf_overprint import oversized
from gouji_plugins.loaders.pdf_page import Char, Page
from gouji_plugins.loaders.pdf_stitch import joined, may_continue, take_in
from gouji_plugins.loaders.pdf_table import Table
from gouji_plugins.loaders.pdf_text import SMALL, Line, lines_of

STRAY = 8
"""So many characters below a table do not part it from its rest on the next page."""
CONTINUED = frozenset({"续表", "(续表)", "（续表）", "（续）", "(续)", "接上页", "续上表", "接上表", "（接上页）", "（接上表）"})
"""Words above the rest of a table that only say so."""


class Layout(NamedTuple):
    """The ruled tables of a page and its lines outside them, both from top to bottom.

    `over` is what is printed over the tables in huge type, or lies on its side in such type. `wide` says that a table runs over
    the edge of the page.
    """

    page: Page
    tables: list[Table]
    lines: list[Line]
    over: str = ""
    wide: bool = False


def layout_of(page: Page) -> Layout:
    """Puts every character of a page into the smallest table around it, or outside.

    A number that the edge of the page cuts through is read whole.
    """
    found = lattices(page.level, page.upright)
    inside: list[list[Char]] = [[] for _ in found]
    smallest = sorted(range(len(found)), key=lambda index: found[index].area)
    frames = [(*found[index].frame, inside[index]) for index in smallest]
    outside = _sorted_in(page.chars, frames)
    open_frames = [
        (left if left > 0 else -math.inf, top, right if right < page.width else math.inf, bottom, held)
        for left, top, right, bottom, held in frames
        if left < page.width and right > 0
    ]
    lost = _sorted_in(page.beyond, open_frames)
    over = ""
    if huge := oversized(page.chars):
        aside = {char for char in huge if char.turned}.union(*inside) & huge
        over = "".join(char.text for char in page.chars if char in aside)
        inside = [[char for char in chars if char not in aside] for chars in inside]
        outside = [char for char in outside if char not in aside]
    wide = len(lost) < len(page.beyond)
    return Layout(page, list(_tables(found, inside, page)), lines_of(outside, page.number), over, wide)


def _sorted_in(chars: Iterable[Char], frames: Sequence[tuple[float, float, float, float, list[Char]]]) -> list[Char]:
    """Adds characters to what stands in the first of the frames around each, and returns those that stand in none."""
    outside: list[Char] = []
    for char in chars:
        x, y = char.x, char.y
        for left, top, right, bottom, held in frames:
            if left <= x < right and top <= y < bottom:
                held.append(char)
                break
        else:
            outside.append(char)
    return outside


def _tables(found: list[Lattice], inside: list[list[Char]], page: Page) -> Iterator[Table]:
    for lattice, chars in zip(found, inside, strict=True):
        if any(not char.text.isspace() for char in chars):
            yield pdf_table.table_of(lattice, chars, page)


def whole(layouts: Sequence[Layout]) -> tuple[list[Layout], list[str]]:
    """The layouts with every table that runs over a page break moved whole to the page it starts on.

    Also gives the words set aside above continued tables, such as 续表.
    """
    done = [Layout(layout.page, list(layout.tables), list(layout.lines)) for layout in layouts]
    aside: list[str] = []
    owner: Layout | None = None  # the page whose last table reaches the end of the page before
    for before, layout in zip([None, *done], done, strict=False):
        if owner is not None and before is not None and layout.tables:
            table, rest = owner.tables[-1], layout.tables[0]
            above = [line for line in layout.lines if line.middle < rest.top]
            if all(line.text in CONTINUED for line in above) and may_continue(table, rest):
                for stray in [line for line in before.lines if line.middle > table.bottom]:
                    if take_in(table, stray):
                        before.lines.remove(stray)
                owner.tables[-1] = joined(table, layout.tables.pop(0))
                aside.extend(line.text for line in above)
                del layout.lines[: len(above)]
                if not layout.tables:
                    owner = owner if _ends_page(owner.tables[-1], layout.lines) else None
                    continue
        owner = layout if layout.tables and _ends_page(layout.tables[-1], layout.lines) else None
    return done, aside


def _ends_page(table: Table, lines: list[Line]) -> bool:
    """Whether (almost) nothing follows a table, whose `bottom` is that of its last part, on the page but notes."""
    below = takewhile(lambda line: not _is_note(line), (line for line in lines if line.middle > table.bottom))
    return sum(len(line.text) for line in below) <= STRAY


def _is_note(line: Line) -> bool:
    """Whether a line begins with the raised mark of a note."""
    first, *others = (char for char in line.chars if not char.text.isspace())
    return bool(others) and first.height < SMALL * others[-1].height and first.bottom < others[-1].bottom


def blocks_of(layouts: Sequence[Layout]) -> tuple[list[Block], bool]:
    """Everything in reading order, and whether a table without ruling lines had to be guessed."""
    edges = margins([layout.page for layout in layouts], [line for layout in layouts for line in layout.lines])
    blocks: list[Block] = []
    running: list[Line] = []
    tables = 0
    guessed = False
    for layout in layouts:
        for item in _in_order(layout):
            if isinstance(item, Line):
                running.append(item)
                continue
            blocks.extend(paragraphs(running, edges))
            running = []
            tables += 1
            grid: Grid = pdf_table.grid_of(item, tables) if isinstance(item, Table) else pdf_unruled.grid_of(item, tables)
            guessed = guessed or grid.ragged
            blocks.append(grid)
    blocks.extend(paragraphs(running, edges))
    return blocks, guessed


def _in_order(layout: Layout) -> Iterator[Line | Table | pdf_unruled.Region]:
    """The lines and tables of a page from top to bottom."""
    tables = list(layout.tables)
    stretch: list[Line] = []
    for line in layout.lines:
        while tables and tables[0].top < line.middle:
            yield from _with_regions(stretch)
            stretch = []
            yield tables.pop(0)
        stretch.append(line)
    yield from _with_regions(stretch)
    yield from tables


def _with_regions(lines: list[Line]) -> Iterator[Line | pdf_unruled.Region]:
    at = 0
    for region in pdf_unruled.regions(lines):
        yield from lines[at : region.first]
        yield region
        at = region.last
    yield from lines[at:]
