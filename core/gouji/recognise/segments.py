"""Cutting the lines of a document into the pieces of the three tables: labels first.

One pass over all lines decides for every token whether it is a caption, a column label, a row
label, a value or a remark, and to which table it belongs. Nothing is placed here: the result is,
for each table, a list of segments (a row label with the values behind it) and the headers seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.recognise.cutting import Cutting
from gouji.recognise.flat import flat_row, flat_token
from gouji.recognise.grids import grid_line
from gouji.recognise.mending import mended
from gouji.recognise.pieces import Pieces
from gouji.recognise.tokens import Line
from gouji.recognise.vocabulary import Vocabulary


def cut_tables(lines: Sequence[Line], words: Vocabulary, headings: set[int]) -> tuple[dict[str, Pieces], set[int]]:
    """All pieces of the three tables, and the numbers of the lines they use."""
    lines, spans = mended(lines, words, headings)
    state = Cutting(lines, words, headings)
    index = 0
    while index < len(lines):
        line = lines[index]
        if index in headings:
            state.close()
            index += 1
        elif line.grid >= 0:
            grid_line(state, index, line)
            index += 1
        elif len(line.tokens) > 1:
            index += flat_row(state, index, line)
        else:
            index += flat_token(state, index, line.tokens[0])
    for first, taken in spans.items():
        if first in state.used:
            state.used.update(range(first, first + taken))
    return state.tables, state.used
