"""Flat text: labels and values one a line, or a label and its values in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.document import Paragraph
from gouji.recognise.cutting import Cutting, is_corner
from gouji.recognise.pieces import Segment
from gouji.recognise.tokens import Line, Token
from gouji.recognise.vocabulary import FURNITURE, caption_block
from gouji.report import EXACT, Label
from gouji.text import bare, squeeze
from gouji.values import is_meant, is_value, parse

_PROSE = 60
_TABLES = ("t3", "t2", "t4")
_PARTS = 6
"""Columns of 表三 that add up to its last."""
_NUMBERS = re.compile(r"(?:\s\d[\d.,]*){2}\s")
_OPENING = ("申请人情况", "信息内容")
"""Words of a header with which 表三 and 表二 begin."""

BELOW = "这个数单独在本行的下面一行，按本行最后一个数读，也可能是页码"
"""The note of a cell whose number stands alone in the line below the others of its row."""


def flat_row(state: Cutting, index: int, line: Line) -> None:
    """A label and its values in one line of text, or several values in one line."""
    first = line.tokens[0]
    if is_value(first.text):
        if state.row is not None:
            state.row.values.extend(line.tokens)
            state.used.add(index)
        elif state.open == "t4":
            state.suit_values(line.tokens)
            state.used.add(index)
        return
    if state.open is not None and _NUMBERS.search(first.text):
        # Several rows that cannot be told apart: none of them may get the values of another.
        state.tables[state.open].remarks.append(Paragraph(first.text, first.place))
        state.used.add(index)
        state.row = None
        return
    flat_token(state, index, first)
    if index in state.used:
        if state.open == "t4":
            for label in line.names:
                state.suit("column", label.id, first._replace(text=label.raw), label.match)
            state.suit_values(line.tokens[1:])
        elif state.row is not None:
            state.name_columns(line.names)
            state.row.values.extend(line.tokens[1:])


def _value_follows(state: Cutting, index: int) -> bool:
    """Whether the next line is a value, or a cell left blank."""
    following = index + 1
    if following >= len(state.lines) or following in state.headings:
        return False
    text = state.lines[following].tokens[0].text
    return not text or is_value(text)


def flat_token(state: Cutting, index: int, token: Token) -> None:
    """Classifies one line of flat text."""
    text = token.text
    if is_value(text) or not text:
        if state.row is not None:
            if not _in_one_line(state.row) or _lacks_values(state, state.row):
                state.row.values.append(token._replace(note=BELOW) if _may_be_a_page(token, state.row.values) else token)
            state.used.add(index)
        elif state.open in ("t2", "t3"):
            if text:
                state.header.before.append(token)
                state.used.add(index)
        elif state.open == "t4" and (text or state.tables["t4"].after_columns()):
            state.suit_values((token,))
            state.used.add(index)
        return
    squeezed = squeeze(text)
    if len(squeezed) > _PROSE and not is_corner(squeezed):
        if state.open and "。" in text:
            state.close()
        return
    block = caption_block(squeezed)
    if block is not None:
        state.caption(index, token, block, -1)
        return
    if any(_flat_label(state, index, token, table) for table in sorted(_TABLES, key=lambda table: table != state.open)):
        state.used.add(index)
    elif state.open and squeezed:
        (_unknown_suit if state.open == "t4" else _flat_unknown)(state, index, token, squeezed)


def _flat_label(state: Cutting, index: int, token: Token, table: str) -> bool:
    """Reads a label of this table; False for any other text."""
    if table == "t4":
        return _flat_suit(state, index, token)
    words, opened = state.words, state.open == table
    if table == "t3" and is_corner(token.text):
        pieces = state.enter("t3", index, token.place, flat=True)
        if not state.body:
            state.new_header("main", -1)
        state.corner(pieces, token)
        return True
    key, beside = bare(token.text), len(state.lines[index].tokens) > 1
    row, column = words.rows[table].find(token.text), words.columns[table].find(token.text)
    valued = beside or _value_follows(state, index)
    if row is not None and column is not None:
        numbered = row.match == EXACT != column.match  # 3.其他 and （七）总计 are rows, 其他 and 总计 columns
        if state.body and (numbered or valued):
            column = None
        else:
            row = None
    elif column is not None and column.match != EXACT and state.body and valued:
        column = None  # 3.其他 where the edition has no such row: a row all the same
    if row is not None:
        begins = beside or row.id in ("new", "carry_in") or (table == "t2" and valued)
        if not opened and not begins and not (table == "t3" and state.tables["t3"].segments):
            return False
        state.enter(table, index, token.place, flat=True)
        state.start_row(token, row, flat=True, ragged=False)
        return True
    if column is not None and (opened or (table == "t2" and len(key) >= 5)):
        state.enter(table, index, token.place, flat=True)
        if state.body or not state.tables[table].headers:
            state.new_header(None, -1)
            state.row = None
        state.header.found.append(Label(column.id, token.text, column.match, token.place))
        return True
    if key not in FURNITURE or not (opened or key in _OPENING):
        return False
    _flat_furniture(state, index, token, table)
    return True


def _flat_furniture(state: Cutting, index: int, token: Token, table: str) -> None:
    """A word of a header that names no column: it may open the table it belongs to."""
    key = bare(token.text)
    target = "t3" if "申请人" in key or "法人" in key else "t2" if key == "信息内容" else table
    state.enter(target, index, token.place, flat=True)
    if key == "信息内容" and state.body:
        state.new_header(None, -1)
        state.row = None


def _flat_unknown(state: Cutting, index: int, token: Token, squeezed: str) -> None:
    """A short text inside 表二 or 表三 that is no known label: a similar one, an extra row, or a remark."""
    assert state.open is not None
    row = state.row
    if is_meant(token.text) and row is not None and row.match is not None and _lacks_values(state, row):
        row.values.append(token)
        state.used.add(index)
        return
    has_values = "。" not in squeezed and (len(state.lines[index].tokens) > 1 or _value_follows(state, index))
    rows = state.words.rows[state.open]
    piece = state.body and rows.is_piece(token.text)
    match = rows.resemble(token.text) if (has_values or (state.body and state.open == "t3")) and not piece else None
    if has_values or match is not None:
        token = token._replace(text="") if piece else token
        state.start_row(token, match, flat=True, ragged=False)
        state.used.add(index)
    elif not state.body and (column := state.words.columns[state.open].resemble(token.text)) is not None:
        state.header.found.append(Label(column.id, token.text, column.match, token.place))
        state.used.add(index)
    elif len(squeezed) <= 40 and "。" not in squeezed and not state.is_whole():
        state.tables[state.open].remarks.append(Paragraph(token.text, token.place))
        state.used.add(index)
    else:
        state.close()


def _unknown_suit(state: Cutting, index: int, token: Token, squeezed: str) -> None:
    """A short text inside 表四 that is no known label: a column of a similar name, values, or a remark."""
    match = state.words.columns["t4"].resemble(token.text) if len(squeezed) <= 8 else None
    if match is not None:
        state.suit("column", match.id, token, match.match)
    elif squeezed.isdecimal() or (is_meant(token.text) and state.tables["t4"].after_columns()):
        state.suit_values((token,))  # more digits than a number has are those of several cells
    elif len(squeezed) <= 30 and "。" not in squeezed and not state.is_whole():
        state.tables["t4"].remarks.append(Paragraph(token.text, token.place))
    else:
        state.close()
        return
    state.used.add(index)


def _in_one_line(row: Segment) -> bool:
    """Whether the values of a row stood in one line: what then stands alone below it is the number of the page."""
    if len(row.values) < 2 or row.match is None:
        return False
    first, last = row.values[0].place.line, row.values[-1].place.line
    return first is not None and first == last


def _lacks_values(state: Cutting, row: Segment) -> bool:
    """Whether a row of data has fewer values than the form has columns."""
    assert state.open is not None and row.match is not None
    spec = state.words.edition.table(state.open).row(row.match.id)
    return spec is not None and spec.data and len(row.values) < len(spec.columns)


def _may_be_a_page(token: Token, before: Sequence[Token]) -> bool:
    """Whether a number stands below all the values of a row of 表三 but its total, and is not that."""
    if len(before) != _PARTS:
        return False
    lines = {value.place.line for value in before}
    below = len(lines) == 1 and None not in lines and token.place.line not in lines
    return below and parse(token.text)[1] != sum(parse(value.text)[1] or 0 for value in before)


def _flat_suit(state: Cutting, index: int, token: Token) -> bool:
    """Reads a label of 表四; False for any other text."""
    words, opened = state.words, state.open == "t4"
    column, row = words.columns["t4"].find(token.text), words.rows["t4"].find(token.text)
    if column is not None and (opened or column.id in ("keep", "correct", "pending")):
        state.enter("t4", index, token.place, flat=True)
        state.suit("column", column.id, token, column.match)
        return True
    if row is not None:
        counted = len(state.lines[index].tokens) > len(words.columns["t4"].ids)
        if not opened and row.id == "review" and not counted and not _suit_follows(state, index + 1):
            return False
        state.enter("t4", index, token.place, flat=True)
        state.suit("group", row.id, token, row.match)
        return True
    return opened and bare(token.text) in FURNITURE


def _suit_follows(state: Cutting, index: int) -> bool:
    """Whether the next words of the head of 表四 stand in this line."""
    if index >= len(state.lines):
        return False
    text = state.lines[index].tokens[0].text
    columns, rows = state.words.columns["t4"], state.words.rows["t4"]
    return bare(text) == "行政诉讼" or columns.find(text) is not None or rows.find(text) is not None
