"""Lines of text that are less or more than one row, made into rows before the tables are cut.

Text out of a PDF breaks long labels over several lines, with the values beside any one of them,
and puts a whole header into one line. Real grids are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.recognise.named import named_row
from gouji.recognise.together import divided, first_divided, label_last, labels
from gouji.recognise.tokens import Line, Token
from gouji.recognise.vocabulary import FURNITURE, Axis, Vocabulary
from gouji.text import bare
from gouji.values import is_value

_MOST = 5
_GAP = re.compile(r"[\s\u00a0\u3000|｜]+")
_DIGITS = 15
"""So many digits in a line may be those of so many cells."""

_OWN_GRID = 1_000_000
"""Header lines count as grids of their own, numbered far above the document's."""


def mended(lines: Sequence[Line], words: Vocabulary, headings: set[int]) -> tuple[list[Line], dict[int, int]]:
    """The lines with broken rows put together in their first line, the others left blank, and for
    each such line the number of lines it takes. No line changes its number."""
    out = list(lines)
    spans: dict[int, int] = {}
    for index, line in enumerate(lines):
        text = out[index].tokens[0].text
        alone = line.grid < 0 and len(line.tokens) == 1
        if index in headings or not _loose(line) or not text or (alone and len(text) < _DIGITS and is_value(text)):
            continue
        found = named_row(lines, index, words, headings)
        found = found or _row(lines, index, words.rows["t3"], headings) or _row(lines, index, words.rows["t2"], headings)
        if found is not None:
            out[index], spans[index] = found
            for following in range(index + 1, index + spans[index]):
                out[following] = Line((Token("", lines[following].tokens[0].place),), -1)
        elif len(line.tokens) > 1:
            cells = first_divided(line.tokens, words)
            out[index] = line._replace(tokens=cells) if cells else line
        elif alone:
            out[index] = _header(line, index, words) or _run_together(line, words) or line
    return out, spans


def _loose(line: Line) -> bool:
    return line.grid < 0 or line.ragged


def _row(lines: Sequence[Line], index: int, axis: Axis, headings: set[int]) -> tuple[Line, int] | None:
    """A row whose label begins in this line and goes on in the next ones, with the values that
    stand beside one of its pieces."""
    key = label = ""
    pieces = 0
    values: list[Token] | None = None
    found: tuple[Line, int] | None = None
    first: Token | None = None
    for at in range(index, min(index + _MOST, len(lines))):
        if at in headings or not _loose(lines[at]):
            break
        words, beside = _divided(lines[at])
        if len(words) > 1 or (beside and values is not None) or (len(beside) == 1 and not words) or not (words or beside):
            break
        if words:
            first = first or words[0]
            key += bare(words[0].text)
            label += words[0].text.strip()
            pieces += 1
        if first is None or (key not in axis.known and key not in axis.prefixes):
            break
        values = values or beside or None
        if pieces > 1 and values and key in axis.known:
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
