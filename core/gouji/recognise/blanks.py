"""What a text that counts its cells only with bars tells of blank cells: where fillers stand, and whether blanks were lost.

Such a row is longer than the form's where label cells are merged, and the fillers of merged cells
stand behind its values in one text and before them in the next. A text made from a page may also
have lost its blank cells: the values behind then moved up, and blanks fill the end of the row.
One row does not tell; the rows of a table together do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.recognise.tokens import Token
from gouji.values import parse


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


def _blanks(row: Sequence[Token]) -> tuple[int, int]:
    """How many blanks stand before the first and behind the last value of a row."""
    written = [n for n, token in enumerate(row) if token.text.strip()]
    return written[0], len(row) - 1 - written[-1]
