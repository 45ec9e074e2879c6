"""Rows of the tables in which every value stands beside the name of its column, in one line or in lines of their own, as on cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from gouji.edition import Column
from gouji.lean import NamedTuple
from gouji.once import once
from gouji.recognise.tokens import Line, Token
from gouji.recognise.vocabulary import Vocabulary
from gouji.report import EXACT, Label

_MOST = 16  # lines: a label, then a name and a value for each column, each in a line of its own
_LONGEST = 200
_BEHIND_LABEL = r"[\s:：,，·\-]*"
_LABEL = r"\s*(?:[-*•]\s*)?([^\n]*?)" + _BEHIND_LABEL
_COUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?![\d.．、])件?"
_AMOUNT = r"[+-]?\d[\d,]*(?:\.\d+)?(?![\d.．、])(?:万?元|[件项])?"  # of money, or a change
_NOTHING = r"[/／]|[-—－]{1,2}|无"
_END = r"[^\S\n]*[,，;；、。]?"  # of a name with its value


class _Form(NamedTuple):
    """The rows of a table that have these columns."""

    table: str
    columns: tuple[Column, ...]


@once(8)
def _forms(words: Vocabulary) -> tuple[_Form, ...]:
    tables = (words.edition.table(id) for id in ("t3", "t2", "t4"))
    return tuple(dict.fromkeys(_Form(table.id, row.columns) for table in tables for row in table.rows if row.data))


@once(16)
def _patterns(form: _Form) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What such rows look like with the names before their values, of which some may be blank, and behind them."""
    table, columns = form
    names = ["|".join(map(re.escape, (column.label, *column.accept))) for column in columns]
    values = [rf"({_COUNT if column.type == 'int' else _AMOUNT}|{_NOTHING})" for column in columns]
    between = rf"\s*(?:\1{_BEHIND_LABEL})?"
    # In the head of 表四 the names of the columns stand behind that of a row as well: there a blank has a colon before it.
    said = "[^\\S\\n]*[:：]?(?:\\s*{value})?" if table == "t3" else "[^\\S\\n]*(?:[:：]?\\s*{value}|[:：])"
    before = between.join(rf"(?:{name}){said.format(value=value)}{_END}" for name, value in zip(names, values, strict=True))
    behind = between.join(rf"{value}\s*(?:{name}){_END}" for name, value in zip(names, values, strict=True))
    return re.compile(_LABEL + before), re.compile(_LABEL + behind)


def named_row(lines: Sequence[Line], index: int, words: Vocabulary, headings: set[int]) -> tuple[Line, int] | None:
    """A label of a row and behind it all columns by name, each with its value, as a line of cells, with the number of lines
    it takes; None for anything else that begins in this line."""
    begin = "\n".join(line.tokens[0].text for line in lines[index : index + 3])
    forms = [form for form in _forms(words) if form.columns[0].label in begin]
    if not forms:
        return None
    texts: list[str] = []
    for at, line in enumerate(islice(lines, index, index + _MOST), index):
        text = " ".join(token.text for token in line.tokens)
        if at in headings or line.grid >= 0 or len(text) > _LONGEST:
            break
        texts.append(text)
    whole = "\n".join(texts)
    for form in forms:
        before, behind = _patterns(form)
        found = before.match(whole) or behind.match(whole)
        if found is None or whole[found.end() :].partition("\n")[0].strip():
            continue
        row = words.data_row(form.table, found[1])
        if row is None or row.columns != form.columns:
            continue
        starts = (max(0, found.start(n)) for n in range(1, len(found.groups()) + 1))
        cells = (
            Token(text or "", lines[index + whole.count("\n", 0, at)].tokens[0].place)
            for text, at in zip(found.groups(), starts, strict=True)
        )
        names = tuple(Label(column.id, column.label, EXACT, lines[index].tokens[0].place) for column in form.columns)
        return Line(tuple(cells), -1, names=names), whole.count("\n", 0, found.end()) + 1
    return None
