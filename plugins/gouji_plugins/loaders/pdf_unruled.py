"""Tables without ruling lines, guessed from where the text stands.

What lies side by side with wide gaps is a row; blank cells are put back where other rows of the
same table have a number. All this is a guess: the grids are marked ragged and the document says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gouji.document import GUESSED, Grid, GridCell, Place
from gouji.lean import NamedTuple
from gouji_plugins.loaders.pdf_text import Line, segments

_NUMBER = re.compile(r"[+\-−]?\d[\d,，]*(?:\.\d+)?|[/／—－-]+")
_HEADING = re.compile(r"[一二三四五六七八九十]\s*、(?!.*办理结果)")
_SENTENCE = re.compile(r"[。；]\s*$")
_LONGEST = 60
"""A line with more characters than this, and no columns, is running text."""
NUMBER_GAP = 0.4
"""A gap of this many ems parts two numbers of a row, or a label and its number."""
CLOSE_GAP = 0.22
"""In a row of three numbers or more, so small a gap parts two of them: the digits of one stand without any."""
MANY = 5
"""So many numbers and no word are a row, even when no other line of the table looks like one."""
_STACK = 4
"""So many single characters above each other are a vertical label."""


class Row(NamedTuple):
    """One line of a table: its parts from left to right and how many of them are numbers."""

    parts: tuple[Line, ...]
    numbers: int

    @property
    def is_tabular(self) -> bool:
        """Whether the line alone looks like a row: a label with a number, or three parts."""
        return len(self.parts) > 2 or (len(self.parts) == 2 and self.numbers > 0)

    @property
    def height(self) -> float:
        """The height of its type in points."""
        return max(part.size for part in self.parts)

    @property
    def middle(self) -> float:
        """The y of the middle of the row."""
        return sum(part.middle for part in self.parts) / len(self.parts)


class Region(NamedTuple):
    """Lines first … last-1 of a page form a table of these rows."""

    first: int
    last: int
    rows: tuple[Row, ...]


def regions(lines: Sequence[Line]) -> list[Region]:
    """The parts of a page's lines that look like tables."""
    rows = [_row(line) for line in lines]
    found: list[Region] = []
    index = 0
    while index < len(rows):
        if not rows[index].is_tabular:
            index += 1
            continue
        last = index
        for ahead in range(index + 1, len(rows)):
            if rows[ahead].is_tabular:
                last = ahead
            elif ahead - last > 3 or _ends_table(lines[ahead], rows[ahead]):
                break
        chosen = rows[index : last + 1]
        alone = any(row.numbers == len(row.parts) >= MANY for row in chosen)
        if alone or (sum(row.is_tabular for row in chosen) >= 2 and sum(row.numbers for row in chosen) >= 2):
            found.append(Region(index, last + 1, tuple(chosen)))
        index = last + 1
    return found


def grid_of(region: Region, number: int) -> Grid:
    """The grid of a region, table `number` of the document, with rows of unequal length."""
    rows, label = _without_stack(list(region.rows))
    rows = _with_labels_whole(rows)
    columns = _number_columns(rows)
    done: list[tuple[GridCell, ...]] = []
    page = region.rows[0].parts[0].page
    if label:
        done.append((GridCell(label, Place(page=page, table=number, row=1, column=1)),))
    for row in rows:
        texts = _texts(row, columns)
        at = len(done) + 1
        done.append(tuple(_cell(text, Place(page=page, table=number, row=at, column=c)) for c, text in enumerate(texts, 1)))
    return Grid(tuple(done), Place(page=page, table=number), ragged=True)


def _cell(text: str, place: Place) -> GridCell:
    return GridCell(text, place, note=GUESSED if not text or _NUMBER.fullmatch(text) else "")


def _row(line: Line) -> Row:
    parts = segments(line)
    if any(_is_number(part) for part in parts):
        parts = [piece for part in parts for piece in _apart(part)]
    if sum(_is_number(part) for part in parts) > 2:
        parts = [piece for part in parts for piece in (segments(part, CLOSE_GAP) if _is_number(part) else (part,))]
    return Row(tuple(parts), sum(_is_number(part) for part in parts))


def _apart(part: Line) -> list[Line]:
    """Numbers that stand close together, or close to a label, parted: in a row with numbers a small gap tells."""
    pieces = segments(part, NUMBER_GAP)
    figures = 0
    while figures < len(pieces) and _is_number(pieces[-1 - figures]):
        figures += 1
    if figures == 0 or len(pieces) == 1:
        return [part]
    cut = len(pieces) - figures
    label = [pieces[0].with_more(pieces[1:cut])] if cut else []
    return [*label, *pieces[cut:]]


def _is_number(part: Line) -> bool:
    return _NUMBER.fullmatch(part.text) is not None


def _ends_table(line: Line, row: Row) -> bool:
    text = line.text
    return len(row.parts) == 1 and (len(text) > _LONGEST or bool(_SENTENCE.search(text)) or bool(_HEADING.match(text)))


def _without_stack(rows: list[Row]) -> tuple[list[Row], str]:
    """Takes a vertical label, written one character a line at the left, out of the rows it crosses."""
    single = [row.parts[0] for row in rows if row.parts and len(row.parts[0].text) == 1 and not _is_number(row.parts[0])]
    stacks = Counter(round(part.left / 6) for part in single)
    if not stacks or stacks.most_common(1)[0][1] < _STACK:
        return rows, ""
    at = stacks.most_common(1)[0][0]
    stack = [part for part in single if abs(part.left / 6 - at) <= 1]
    kept = [Row(tuple(part for part in row.parts if part not in stack), row.numbers) for row in rows]
    return [row for row in kept if row.parts], "".join(part.text for part in stack)


def _with_labels_whole(rows: list[Row]) -> list[Row]:
    """Joins a label of two lines with the numbers that stand at half height between them."""
    done: list[Row] = []
    skip = False
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if skip:
            skip = False
        elif done and after is not None and _stands_between(row, done[-1], after):
            label = done[-1].parts[-1].with_more(after.parts[-1:])
            beside, numbers = row.parts[: -row.numbers], row.parts[-row.numbers :]
            done[-1] = Row((*done[-1].parts[:-1], *beside, *after.parts[:-1], label, *numbers), row.numbers)
            skip = True
        else:
            done.append(row)
    return done


def _stands_between(row: Row, before: Row, after: Row) -> bool:
    """Whether a row of numbers stands at half height between two lines of one label.

    Beside it, left of the label, there may be a line of the label of a group of rows.
    """
    if row.numbers < 2 or before.numbers or after.numbers:
        return False
    above, below = before.parts[-1], after.parts[-1]
    if any(_is_number(part) or part.right > min(above.left, below.left) for part in row.parts[: -row.numbers]):
        return False
    # Two lines of one label begin together, or one is centred above the other.
    if abs(above.left - below.left) > row.height and abs(above.left + above.right - below.left - below.right) > 2 * row.height:
        return False
    return 0 < row.middle - before.middle < 1.4 * row.height and 0 < after.middle - row.middle < 1.4 * row.height


def _number_columns(rows: list[Row]) -> list[float]:
    """The middles of the number columns, from the commonest number of numbers in a row (three rows at least)."""
    counts = Counter(row.numbers for row in rows if row.numbers > 2)
    usual = max((count for count, times in counts.items() if times > 2), default=0)
    if not usual:
        return []
    full = [[(part.left + part.right) / 2 for part in row.parts if _is_number(part)] for row in rows if row.numbers == usual]
    return [sorted(row[c] for row in full)[len(full) // 2] for c in range(usual)]


def _texts(row: Row, columns: list[float]) -> list[str]:
    """The texts of a row, with "" where it leaves a number column blank."""
    words = [part.text for part in row.parts if not _is_number(part)]
    numbers = [part for part in row.parts if _is_number(part)]
    if not numbers or len(numbers) >= len(columns) or any(_is_number(part) for part in row.parts[: len(words)]):
        return [part.text for part in row.parts]
    texts = [""] * len(columns)
    for part in numbers:
        if sum(part.left <= column <= part.right for column in columns) > 1:
            return [part.text for part in row.parts]
        middle = (part.left + part.right) / 2
        column = min(range(len(columns)), key=lambda c: abs(columns[c] - middle))
        if texts[column] or abs(columns[column] - middle) > 1.5 * row.height:
            return [part.text for part in row.parts]
        texts[column] = part.text
    return [*words, *texts]
