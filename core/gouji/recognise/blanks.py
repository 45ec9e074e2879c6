"""Blank cells beside the values of a row: which of them are fillers, and whether others were lost.

In a text that counts its cells only with bars a row is longer than the form's where label cells are
merged, and the fillers of merged cells stand behind its values in one text and before them in the
next. A text made from a page may also have lost its blank cells: the values behind then moved up,
and blanks fill the end of the row. One row does not tell; the rows of a table together do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from gouji.lean import NamedTuple
from gouji.recognise.tokens import Token
from gouji.values import parse

BY_EMPTY_LINES = "空格没有留下标记，按空行的多少推定各数所在的列"
"""The doubt about cells of a text whose blanks are told by empty lines only."""


def fit(values: Sequence[Token], count: int, *, anchored: bool = False) -> list[Token] | None:
    """The `count` tokens that are the row's values, blank fillers around them and slashes between them dropped; None
    when it is not certain which they are. `anchored` says that the first stands in the first column."""
    if len(values) == count:
        return list(values)
    if len(values) < count:
        return None
    if {token.text.strip() for token in values[-2::-2]} == {"/"} and len(values) - len(values[-2::-2]) == count:
        return list(values[-1::-2])[::-1]
    excess = len(values) - count
    blank = [not token.text.strip() for token in values]
    if all(blank):
        return list(values[excess:])
    leading, trailing = blank.index(False), blank[::-1].index(False)
    # How many of the fillers can stand before the values: blanks at both ends may be either, and no one can tell.
    fewest, most = max(0, excess - trailing), 0 if anchored else min(leading, excess)
    if fewest == most:
        return list(values[fewest : fewest + count])
    written = [token for token, b in zip(values, blank, strict=True) if not b]
    return written if len(written) == count else None


def fillers_behind(rows: Iterable[Sequence[Token]], count: int) -> bool:
    """Whether the fillers of merged cells stand behind the values of these rows, of `count` values
    each: some row can only be read so, and none only the other way."""
    found = False
    for row in rows:
        excess = len(row) - count
        if excess <= 0 or not any(token.text.strip() for token in row):
            continue
        before, behind = _blanks(row)
        if before >= excess > behind:
            return False
        found = found or behind >= excess > before
    return found


def begins_only(row: Sequence[Token], count: int) -> bool:
    """Whether a row has something in its first cells and blanks in all others of `count`."""
    written = [bool(token.text.strip()) for token in row[:count]]
    size = sum(written)
    return 0 < size < count and all(written[:size])


class Filling(NamedTuple):
    """Whether a table fills its rows up before or behind their values, and so may hide that one lost a cell."""

    before: bool
    behind: bool

    def hides(self, row: Sequence[Token]) -> bool:
        """Whether a row may be one that lost a cell: nothing in its last cell, or, where fillers stand
        before the values, in one or two at its beginning."""
        written = [bool(token.text.strip()) for token in row]
        size = sum(written)
        if not size or size == len(row):
            return False
        return ((self.before or self.behind) and not written[-1]) or (self.before and size >= len(row) - 2 and all(written[-size:]))


def filling(rows: Sequence[tuple[Sequence[Token], int]]) -> Filling:
    """Where the rows of a table, each with its number of cells, are filled up (inside counts as behind);
    nowhere when many look like one that lost a cell, and no row without a blank is short of one."""
    cells: list[Sequence[Token]] = []
    before = behind = short = False
    for row, count in rows:
        excess = len(row) - count
        short = short or (excess == -1 and all(token.text.strip() for token in row))
        if not count or excess < 0 or not any(token.text.strip() for token in row):
            continue
        leading, trailing = _blanks(row)
        filled_before = leading >= excess > trailing
        before, behind = before or filled_before, behind or excess > leading
        cells.append(row[excess:] if filled_before else row[:count])
    found = Filling(before, behind)
    few = 2 * sum(map(found.hides, cells)) <= len(cells)
    return found if few or short else Filling(False, False)


def blanks_lost(rows: Sequence[Sequence[Token]], count: int) -> bool:
    """Whether the values of these rows, the last of `count` being the sum, moved up over lost blanks.

    No row has a blank before a value; and where only the beginning of a row is filled, the last
    value there is the sum of the others more often than not. A single value may then stand for
    anything: a row whose total alone is filled looks like one with nothing but its first cell.
    """
    sums = others = single = 0
    for row in rows:
        filled = [token.text.strip() for token in row]
        size = sum(map(bool, filled))
        if not all(filled[:size]):
            return False
        if not begins_only(row, count):
            continue
        numbers = [parse(text)[1] for text in filled[:size]]
        single += size == 1
        if size > 1 and any(numbers) and None not in numbers:
            if sum(n for n in numbers[:-1] if n is not None) == numbers[-1]:
                sums += 1
            else:
                others += 1
    return sums > others or (not others and single > 0)


def usual_step(rows: Iterable[Sequence[Token]]) -> int:
    """The lines from one cell of a text with a cell a line to the next, where no blank cell lies between; 0 when unknown."""
    return min((step for row in rows for step in _steps(row) if step > 0), default=0)


def by_empty_lines(row: Sequence[Token], count: int, step: int, following: Token | None = None) -> list[Token] | None:
    """The `count` cells behind a row's label (the first token), blank ones where the text has more empty
    lines than between other cells, or before the label `following`; None when that does not make exactly as many."""
    out: list[Token] = []
    for token, lines in zip(row[1:], _steps(row), strict=True):
        if lines < step:
            return None
        out.extend(Token("", token.place) for _ in range(lines - step))
        out.append(token)
    if following is not None and len(out) < count:
        out.extend(Token("", row[-1].place) for _ in range(_steps((row[-1], following))[0] - step))
    return out if step and len(out) == count > len(row) - 1 else None


def _steps(row: Sequence[Token]) -> list[int]:
    lines = [token.place.line or 0 for token in row]
    return [behind - before for before, behind in pairwise(lines)]


def _blanks(row: Sequence[Token]) -> tuple[int, int]:
    """How many blanks stand before the first and behind the last value of a row."""
    written = [n for n, token in enumerate(row) if token.text.strip()]
    return written[0], len(row) - 1 - written[-1]
