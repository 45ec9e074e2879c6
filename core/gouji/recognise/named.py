"""Rows of 表三 in which every value stands behind the name of its column, in one line or in lines of their own, as on cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from gouji.lean import NamedTuple
from gouji.recognise.tokens import Line, Token
from gouji.recognise.vocabulary import Vocabulary

_MOST = 16  # lines: a label, then a name and a value for each column, each in a line of its own
_LONGEST = 200
_BEHIND_LABEL = r"[\s:：,，·\-]*"
_LABEL = r"\s*(?:[-*•]\s*)?([^\n]*?)" + _BEHIND_LABEL
_VALUE = r"\s*[:：]?\s*((?:\d{1,3}(?:,\d{3})+|\d+)件?|[/／]|[-—－]{1,2}|无)[^\S\n]*[,，;；、。]?"


class _Names(NamedTuple):
    """How the columns of an edition are named: the first one's official name, and a row with all of them."""

    first: str
    row: re.Pattern[str]


@lru_cache(8)
def _names(words: Vocabulary) -> _Names:
    columns = words.edition.table("t3").blocks[0].columns
    pairs = (f"(?:{'|'.join(map(re.escape, (column.label, *column.accept)))}){_VALUE}" for column in columns)
    return _Names(columns[0].label, re.compile(_LABEL + rf"\s*(?:\1{_BEHIND_LABEL})?".join(pairs)))


def named_row(lines: Sequence[Line], index: int, words: Vocabulary, headings: set[int]) -> tuple[Line, int] | None:
    """A label of a row and behind it the name of every column with its value, as a line of cells, with the number of lines
    it takes; None for anything else that begins in this line."""
    first, row = _names(words)
    if all(first not in line.tokens[0].text for line in lines[index : index + 2]):
        return None
    texts: list[str] = []
    for at, line in enumerate(islice(lines, index, index + _MOST), index):
        text = " ".join(token.text for token in line.tokens)
        if at in headings or line.grid >= 0 or len(text) > _LONGEST:
            break
        texts.append(text)
    whole = "\n".join(texts)
    found = row.match(whole)
    if found is None or whole[found.end() :].partition("\n")[0].strip() or words.data_row("t3", found[1]) is None:
        return None
    cells = [Token(found[n], lines[index + whole.count("\n", 0, found.start(n))].tokens[0].place) for n in range(1, row.groups + 1)]
    return Line(tuple(cells), -1), whole.count("\n", 0, found.end()) + 1
