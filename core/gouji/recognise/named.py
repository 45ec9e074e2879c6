"""Rows of 表三 in which every value stands beside the name of its column, in one line or in lines of their own, as on cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from gouji.lean import NamedTuple
from gouji.once import once
from gouji.recognise.tokens import Line, Token
from gouji.recognise.vocabulary import Vocabulary

_MOST = 16  # lines: a label, then a name and a value for each column, each in a line of its own
_LONGEST = 200
_BEHIND_LABEL = r"[\s:：,，·\-]*"
_LABEL = r"\s*(?:[-*•]\s*)?([^\n]*?)" + _BEHIND_LABEL
_VALUE = r"((?:\d{1,3}(?:,\d{3})+|\d+)(?![\d.．、])件?|[/／]|[-—－]{1,2}|无)"
_END = r"[^\S\n]*[,，;；、。]?"  # of a name with its value


class _Forms(NamedTuple):
    """The official name of the first column, and a row of names before their values, of which some may be blank, or behind them."""

    first: str
    before: re.Pattern[str]
    behind: re.Pattern[str]


@once(8)
def _forms(words: Vocabulary) -> _Forms:
    columns = words.edition.table("t3").blocks[0].columns
    names = ["|".join(map(re.escape, (column.label, *column.accept))) for column in columns]
    between = rf"\s*(?:\1{_BEHIND_LABEL})?"
    before = between.join(rf"(?:{name})[^\S\n]*[:：]?(?:\s*{_VALUE})?{_END}" for name in names)
    behind = between.join(rf"{_VALUE}\s*(?:{name}){_END}" for name in names)
    return _Forms(columns[0].label, re.compile(_LABEL + before), re.compile(_LABEL + behind))


def named_row(lines: Sequence[Line], index: int, words: Vocabulary, headings: set[int]) -> tuple[Line, int] | None:
    """A label of a row and behind it all columns by name, each with its value, as a line of cells, with the number of lines
    it takes; None for anything else that begins in this line."""
    first, *forms = _forms(words)
    if all(first not in line.tokens[0].text for line in lines[index : index + 3]):
        return None
    texts: list[str] = []
    for at, line in enumerate(islice(lines, index, index + _MOST), index):
        text = " ".join(token.text for token in line.tokens)
        if at in headings or line.grid >= 0 or len(text) > _LONGEST:
            break
        texts.append(text)
    whole = "\n".join(texts)
    found = next(filter(None, (form.match(whole) for form in forms)), None)
    if found is None or whole[found.end() :].partition("\n")[0].strip():
        return None
    if words.data_row("t3", found[1]) is None:
        return None
    starts = (max(0, found.start(n)) for n in range(1, len(found.groups()) + 1))
    cells = (
        Token(text or "", lines[index + whole.count("\n", 0, at)].tokens[0].place) for text, at in zip(found.groups(), starts, strict=True)
    )
    return Line(tuple(cells), -1), whole.count("\n", 0, found.end()) + 1
