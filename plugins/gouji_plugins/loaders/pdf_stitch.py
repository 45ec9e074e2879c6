"""Tables that run over a page break, made whole again.

The rest of a table has the same outer edges as its beginning and stands at the top of the next
page. Header rows printed again are dropped, a row that the break cut in two is glued, and a label
merged over many rows goes on below the break although the file draws an empty cell there.
"""

from __future__ import annotations

import re

from gouji_plugins.loaders.pdf_table import Piece, Table
from gouji_plugins.loaders.pdf_text import Line, segments

EDGE = 6.0
"""The outer edges of the two parts agree within this many points."""
COLUMN = 4.0
"""Column lines of the two parts this close are the same."""

_VALUE_LIKE = re.compile(r"[\d\W]*")
ENUMERATOR = re.compile(
    r"\s*(?:[（(]\s*[一二三四五六七八九十\d]+\s*[）)]|[一二三四五六七八九十]+\s*[、，.．]|\d+\s*[.．、](?!\d)|第[一二三四五六七八九十]+条)"
)


def may_continue(first: Table, second: Table) -> bool:
    """Whether two tables could be parts of one, judged by their edges alone."""
    left, right = second.xs[0] - first.xs[0], second.xs[-1] - first.xs[-1]
    if (abs(left) <= EDGE and abs(right) <= EDGE) or _lacks_labels(first, second):
        return True
    if abs(left - right) > EDGE or len(first.xs) != len(second.xs):  # pages with a gutter shift the table as a whole
        return False
    return all(abs(b - a - left) <= COLUMN for a, b in zip(first.xs, second.xs, strict=True))


def _lacks_labels(first: Table, second: Table) -> int:
    """How many columns on the left the second part lacks, being like the first otherwise: browsers draw the
    cell of a label that goes on and on as two long lines, which touch nothing on the pages between."""
    missing = sum(x < second.xs[0] - COLUMN for x in first.xs)
    if abs(second.xs[-1] - first.xs[-1]) > EDGE or all(piece.right != missing for piece in first.row(first.rows - 1)):
        return 0
    rest = first.xs[missing:]
    return missing if _among(rest, second.xs) or _among(second.xs, rest) else 0


def _among(xs: list[float], others: list[float]) -> bool:
    """Whether every one of these column lines is one of the others."""
    return all(min(abs(x - other) for other in others) <= COLUMN for x in xs)


def _with_labels(first: Table, second: Table, missing: int) -> Table:
    """The second part with the columns it lacks, their labels going on from the row above."""
    for piece in second.pieces:
        piece.left, piece.right = piece.left + missing, piece.right + missing
    labels = [piece for piece in first.row(first.rows - 1) if piece.right <= missing]
    blank = [Piece(0, second.rows, piece.left, piece.right, "", second.page) for piece in labels]
    return Table(second.page, second.top, second.bottom, first.xs[:missing] + second.xs, second.rows, blank + second.pieces)


def joined(first: Table, second: Table) -> Table:
    """The whole table. Takes both parts over: neither is to be used afterwards."""
    if missing := _lacks_labels(first, second):
        second = _with_labels(first, second, missing)
    xs = _align(first, second)
    header = _repeated_header(first, second)
    pieces = list(first.pieces)
    rest = [piece for piece in second.pieces if piece.top >= header]
    last, next_row = first.row(first.rows - 1), sorted((piece for piece in rest if piece.top == header), key=lambda piece: piece.left)
    glued = _is_split_row(last, next_row)
    shift = first.rows - header - glued
    for piece in rest:
        piece.top, piece.bottom = piece.top + shift, piece.bottom + shift
    label = _label_column(last, next_row)
    heads = _are_split_heads(last, next_row)
    named = any(piece.is_value or (piece.left == label and ENUMERATOR.match(piece.text)) for piece in next_row)
    for below in rest:
        above = next((piece for piece in last if piece.is_as_wide_as(below)), None) if below.top == header + shift else None
        if above is not None and (glued or heads or _continues(above, below, label, named)):
            _extend(above, below)
        else:
            pieces.append(below)
    return Table(first.page, first.top, second.bottom, xs, second.rows + shift, pieces)


def take_in(table: Table, stray: Line) -> bool:
    """Lets the last row take in a line just below the table, where merged labels or heads run past the last ruling line.

    Browsers centre them over all their rows and let the text run on to the end of the page.
    """
    if _VALUE_LIKE.fullmatch(stray.text) or stray.top > table.bottom + 2 * stray.size:
        return False
    last = table.row(table.rows - 1)
    label, heads = _label_column(last, last), not any(piece.is_value for piece in last)
    long = [piece for piece in last if not piece.is_value and (piece.rows > 1 or piece.left < label or (heads and piece.full))]
    parts = segments(stray)
    taken = [
        (piece, part)
        for part in parts
        for piece in long
        if table.xs[piece.left] - 1 <= part.left and part.right <= table.xs[piece.right] + 1
    ]
    if len(taken) < len(parts):
        return False
    for piece, part in taken:
        piece.text = "\n".join(filter(None, (piece.text, part.text)))
    return True


def _align(first: Table, second: Table) -> list[float]:
    """Gives both tables the columns of either; returns their common column lines."""
    shift = 0.0
    if abs(second.xs[0] - first.xs[0]) > EDGE or abs(second.xs[-1] - first.xs[-1]) > EDGE:
        shift = second.xs[0] - first.xs[0]
    moved = [x - shift for x in second.xs]
    moved[0], moved[-1] = first.xs[0], first.xs[-1]
    common = list(first.xs)
    for x in moved:
        if all(abs(x - other) > COLUMN for other in common):
            common.append(x)
    common.sort()
    for table, xs in ((first, first.xs), (second, moved)):
        index = [min(range(len(common)), key=lambda i, x=x: abs(common[i] - x)) for x in xs]  # type: ignore[misc]
        for piece in table.pieces:
            piece.left, piece.right = index[piece.left], index[piece.right]
    return common


def _repeated_header(first: Table, second: Table) -> int:
    """How many rows at the top of the second part only repeat those of the first."""
    known = {(piece.top, piece.bottom, piece.left, piece.right): _squeezed(piece.text) for piece in first.pieces}
    best, deepest, words = 0, 0, False
    for row in range(min(first.rows, second.rows)):
        for piece in (piece for piece in second.pieces if piece.top == row):
            if known.get((piece.top, piece.bottom, piece.left, piece.right)) != _squeezed(piece.text) or piece.is_value:
                return best
            deepest = max(deepest, piece.bottom)
            words = words or bool(piece.text)
        if deepest == row + 1 and words:
            best = row + 1
    return best


def _is_split_row(last: list[Piece], following: list[Piece]) -> bool:
    """Whether the break cut one row in two: its numbers on one side, (part of) its label on the other, or each number on one side."""
    if [(piece.left, piece.right) for piece in last] != [(piece.left, piece.right) for piece in following]:
        return False
    if not any(piece.text for piece in following if piece.rows == 1 or piece.is_value):
        return True
    start = _first_number(last, following)
    if start == 0:
        return False
    above, below = last[start:], following[start:]
    labels = list(zip(last[:start], following, strict=False))
    label, more = next((pair for pair in reversed(labels) if pair[0].text or pair[1].text), labels[-1])
    numbered = any(piece.is_value for piece in above)
    if numbered and any(piece.is_value for piece in below):
        return not more.text and not any(upper.text and lower.text for upper, lower in zip(above, below, strict=True))
    if any(piece.text for piece in (below if numbered else above)):
        return False
    if not more.text:
        return not numbered and bool(label.text)
    if not label.text:
        return numbered
    goes_on = label.full or label.upright or ENUMERATOR.match(label.text) is not None
    return goes_on and not ENUMERATOR.match(more.text)


def _are_split_heads(last: list[Piece], following: list[Piece]) -> bool:
    """Whether the break cut the heads of columns in two: where cells stand below each other all have words, and those above are full."""
    spans = {(below.left, below.right): below for below in following}
    pairs = [(above, below) for above in last if (below := spans.get((above.left, above.right)))]
    words = all(above.full and not above.is_value and below.text and not ENUMERATOR.match(below.text) for above, below in pairs)
    return len(pairs) > 1 and words and not any(piece.is_value for piece in following)


def _first_number(last: list[Piece], following: list[Piece]) -> int:
    """Where the numbers of two half rows begin: behind words, for a row's own number stands before its label; 0 where there are none."""
    behind = (at for at, piece in enumerate(last) if piece.is_value and any(word.text and not word.is_value for word in last[:at]))
    return next(behind, 0) or next((at for row in (following, last) for at, piece in enumerate(row) if piece.is_value), 0)


def _label_column(last: list[Piece], following: list[Piece]) -> int:
    """The column of the row labels, the one before the first number, or in a table of blanks that of the last numbered
    label; labels of groups stand left of it. -1 without labels."""
    for row in (following, last):
        first = next((index for index, piece in enumerate(row) if piece.is_value), 0)
        if any(piece.text for piece in row[:first]):
            return row[first - 1].left
    return max((piece.left for piece in following if ENUMERATOR.match(piece.text)), default=-1)


def _continues(above: Piece, below: Piece, label: int, named: bool) -> bool:
    """Whether a cell below the break is the rest of the merged cell above it; `named` says that it stands in a row with a label
    or numbers of its own."""
    if above.is_value or below.is_value or not (below.left < label or above.rows > 1 or below.rows > 1):
        return False
    if named and below.left > label and not below.text:
        return False  # a number left out
    if not above.text or not below.text or _squeezed(above.text) == _squeezed(below.text):
        return True
    if ENUMERATOR.match(below.text):
        return False
    return above.upright or below.upright or (above.full and ENUMERATOR.match(above.text) is not None)


def _extend(above: Piece, below: Piece) -> None:
    """Lets the cell above the break take in the one below."""
    if _squeezed(above.text) != _squeezed(below.text) or not above.text:
        between = "" if above.upright or below.upright or not above.text or not below.text else "\n"
        if not above.text:
            above.page = below.page
        above.text += between + below.text
    above.bottom = max(above.bottom, below.bottom)
    above.upright = above.upright or below.upright
    above.full = below.full if below.text else above.full


def _squeezed(text: str) -> str:
    return "".join(text.split())
