"""Cutting the lines of a document into the pieces of the three tables: labels first.

One pass over all lines decides for every token whether it is a caption, a column label, a row
label, a value or a remark, and to which table it belongs. Nothing is placed here: the result is,
for each table, a list of segments (a row label with the values behind it) and the headers seen.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from gouji.recognise.cutting import Cutting
from gouji.recognise.flat import flat_row, flat_token
from gouji.recognise.grids import grid_line
from gouji.recognise.mending import mended
from gouji.recognise.pieces import Pieces
from gouji.recognise.tokens import Line
from gouji.recognise.vocabulary import Vocabulary


def cut_tables(
    lines: Sequence[Line], words: Vocabulary, stops: set[int], prose: Set[int] = frozenset()
) -> tuple[dict[str, Pieces], set[int]]:
    """All pieces of the three tables, and the numbers of the lines they use.

    No table goes on over one of the lines `stops`. A table is looked for in the lines `prose`, the
    sections of words, only when it stands nowhere else: what section one sums up in a table of its
    own, or shows of last year, must not stand in for the table itself.
    """
    tables, used = _cut(lines, words, stops | set(prose))
    lacking = [id for id, pieces in tables.items() if not pieces.segments and not pieces.events]
    if prose and lacking:
        everywhere, all_used = _cut(lines, words, stops)
        found = {id: everywhere[id] for id in lacking if everywhere[id].segments or everywhere[id].events}
        if found:
            return {**tables, **found}, used | all_used
    return tables, used


def _cut(lines: Sequence[Line], words: Vocabulary, stops: set[int]) -> tuple[dict[str, Pieces], set[int]]:
    state = Cutting(mended(lines, words, stops), words, stops)
    for index, line in enumerate(state.lines):
        if index in state.headings:
            state.close()
        elif line.grid >= 0:
            grid_line(state, index, line)
        elif len(line.tokens) > 1:
            flat_row(state, index, line)
        else:
            flat_token(state, index, line.tokens[0])
    return state.tables, {number for index in state.used for number in state.numbers[index]}
