"""Lines of text that are less or more than one row, made into rows before the tables are cut.

Text out of a PDF breaks long labels over several lines, with the values beside any one of them or
below, and puts a whole header into one line. Real grids are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.recognise.named import named_row
from gouji.recognise.together import divided, first_divided, label_last, labels
from gouji.recognise.tokens import Line, Token
from gouji.recognise.vocabulary import FURNITURE, Vocabulary
from gouji.text import bare
from gouji.values import is_value

_MOST = 5
_GAP = re.compile(r"[\s\u00a0\u3000|｜]+")
_DIGITS = 15
"""So many digits in a line may be those of so many cells."""

_OWN_GRID = 1_000_000
"""Header lines count as grids of their own, numbered far above the document's."""


def mended(lines: Sequence[Line], words: Vocabulary, headings: set[int]) -> list[tuple[range, Line]]:
    """The lines with broken labels and rows put together, each with the numbers of the lines it is made of."""
    out: list[tuple[range, Line]] = []
    index = 0
    while index < len(lines):
        line, taken = (lines[index], 1) if index in headings else _mended(lines, index, words, headings)
        out.append((range(index, index + taken), line))
        index += taken
    return out


def _mended(lines: Sequence[Line], index: int, words: Vocabulary, headings: set[int]) -> tuple[Line, int]:
    """The row that begins in this line, and how many lines it takes."""
    line = lines[index]
    text = line.tokens[0].text
    alone = line.grid < 0 and len(line.tokens) == 1
    if not _loose(line) or not text or (alone and len(text) < _DIGITS and is_value(text)):
        return line, 1
    if (found := named_row(lines, index, words, headings) or _joined(lines, index, words, headings)) is not None:
        return found
    if not alone:
        cells = first_divided(line.tokens, words)
        return line._replace(tokens=cells) if cells else line, 1
    return _header(line, index, words) or _run_together(line, words) or line, 1


def _loose(line: Line) -> bool:
    return line.grid < 0 or line.ragged


def _joined(lines: Sequence[Line], index: int, words: Vocabulary, headings: set[int]) -> tuple[Line, int] | None:
    """A label that begins in this line and goes on in the next ones, with the values of its row that stand beside one of its
    pieces or below; without values only in text."""
    key = label = ""
    pieces = 0
    values: list[Token] = []
    found: tuple[Line, int] | None = None
    first: Token | None = None
    for at in range(index, min(index + _MOST, len(lines))):
        if at in headings or not _loose(lines[at]):
            break
        said, beside = _divided(lines[at])
        if len(said) > 1 or (beside and values) or (len(beside) == 1 and not said) or not (said or beside):
            break
        if said and pieces and (key not in words.beginnings or named_row(lines, at, words, headings)):
            break
        if said:
            first = first or said[0]
            key += bare(said[0].text)
            label += said[0].text.strip()
            pieces += 1
        if first is None or (key not in words.wordings and key not in words.beginnings):
            break
        values = values or beside
        if pieces > 1 and key in words.wordings and (values or lines[at].grid < 0):
            found = Line((first._replace(text=label, column=-1), *(v._replace(column=-1) for v in values)), -1), at - index + 1
    return found


def _divided(line: Line) -> tuple[list[Token], list[Token]]:
    """The words of a line that stand before its values, and the values; blanks count as neither
    unless a value stands before them."""
    words = [token for token in line.tokens if token.text.strip() and not is_value(token.text)]
    rest = line.tokens[line.tokens.index(words[-1]) + 1 :] if words else line.tokens
    return words, list(rest) if any(is_value(token.text) for token in rest) else []


def _header(line: Line, index: int, words: Vocabulary) -> Line | None:
    """A line of nothing but labels with gaps between them, as a row of a grid."""
    text = line.tokens[0].text.strip()
    if len(text) > 200 or "。" in text:
        return None
    pieces = [piece for piece in _GAP.split(text) if piece.strip("/")]
    axes = (*words.columns.values(), words.rows["t4"])
    if len(pieces) < 2 or not all(bare(piece) in FURNITURE or any(axis.find(piece) for axis in axes) for piece in pieces):
        pieces = labels(text, words) or []
    if len(pieces) < 2:
        return None
    place = line.tokens[0].place
    return Line(tuple(Token(piece, place, column) for column, piece in enumerate(pieces)), _OWN_GRID + index, None, True)


def _run_together(line: Line, words: Vocabulary) -> Line | None:
    """A row whose cells stand in one line with nothing between them, or the label last, as a line of cells."""
    cells = divided(line.tokens[0], words) or label_last(line.tokens[0], words)
    return Line(cells, -1, line.paragraph) if cells else None
