"""Rows of real grids: which table they belong to, header or data, label cells and value cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_uppercase

from gouji.document import Paragraph
from gouji.recognise.cutting import Cutting, is_corner
from gouji.recognise.row_cells import behind_label, first_value, split_row, start_of_values, unfilled
from gouji.recognise.tokens import Line, Token
from gouji.recognise.vocabulary import FURNITURE, Axis, Match, caption_block
from gouji.report import EXACT, TEXT
from gouji.text import bare, squeeze
from gouji.values import is_meant, is_value, parse


def grid_line(state: Cutting, index: int, line: Line) -> None:
    """Reads one row of a grid: caption, header, data or heading row, or a row of 表四."""
    if _next_row(state, index, line):
        return
    line = _without_names(state, _without_units(line))
    text = [token for token in line.tokens if token.text and not token.carried and not token.text.isspace()]
    if state.header_grid != line.grid and state.is_whole():
        state.close()
    if state.header_grid != line.grid and state.open in ("t2", "t3") and state.header_grid >= 0:
        # The same table going on in a new grid (a page break): columns may lie elsewhere.
        if _continues(state, line):
            _shift_header(state, index, line)
            state.header_grid = line.grid
        else:
            state.close()
    for token in text:
        opening = _opening(token.text)
        if opening == _CORNER:
            pieces = state.enter("t3", index, token.place, flat=False)
            if state.header_grid != line.grid or state.body:
                state.new_header("main", line.grid)
            state.corner(pieces, token)
        elif opening is not None:
            text = [other for other in text if other is not token]
            line = line._replace(tokens=tuple([other for other in line.tokens if other is not token]))
            headed = state.header_grid == line.grid and _looks_like_data(text, state.words.rows["t2"])
            state.caption(index, token, opening, line.grid, headed=headed)
            if not text or _is_listed(state, text):
                return
    table = _grid_table(state, line, text)
    if table is None:
        return
    if (table == "t4" or not state.body) and _is_codes(text):
        state.enter(table, index, line.tokens[0].place, flat=False)
        state.used.add(index)
        return
    if table == "t4":
        _grid_suits(state, index, line)
        return
    state.enter(table, index, line.tokens[0].place, flat=False)
    state.used.add(index)
    if not _grid_row(state, line, table):
        _grid_header(state, line, text, table)


def _is_listed(state: Cutting, text: Sequence[Token]) -> bool:
    """Whether the name of a row of 表二 stands beside that of a column, as in a list with a row for each value."""
    axes = state.words.rows["t2"], state.words.columns["t2"]
    return all(any(axis.find(token.text) is not None for token in text) for axis in axes)


_UNITS = frozenset(["件", "项", "个", "宗", "条", "万元", "元"])


def _without_units(line: Line) -> Line:
    """A row without the cells in which only the unit of its values stands."""
    kept = tuple([token for token in line.tokens if token.text not in _UNITS])
    return line._replace(tokens=kept) if kept and len(kept) < len(line.tokens) else line


_NAMED = re.compile(r"([^:：\d]{2,12})[:：]\s*(.*)", re.DOTALL)


def _without_names(state: Cutting, line: Line) -> Line:
    """A row without the names of columns that stand with a colon before all its values and blanks, in the form's order: they
    are brought into it where no header tells another."""
    if not any(":" in token.text or "：" in token.text for token in line.tokens):
        return line
    found = {n: name for n, token in enumerate(line.tokens) if (name := _NAMED.fullmatch(token.text.strip()))}
    words, headed = state.words, bool(state.header.pieces or state.header.by_column)
    for table in ("t3", "t4"):
        official = [column.id for column in words.edition.table(table).blocks[0].columns]
        matches = [words.columns[table].find(name[1]) for name in found.values()]
        ids = [match.id for match in matches if match is not None]
        if len(ids) != len(found):
            continue
        values = [line.tokens[n]._replace(text=name[2]) for n, name in found.items()]
        if not headed and sorted(ids) == sorted(official):
            values = [values[ids.index(id)] for id in official]
        elif ids != official * (len(ids) // len(official)):
            continue
        tokens = list(line.tokens)
        for n, value in zip(found, values, strict=True):
            tokens[n] = value._replace(column=tokens[n].column, span=tokens[n].span)
        return line._replace(tokens=tuple(tokens))
    return line


def _next_row(state: Cutting, index: int, line: Line) -> bool:
    """Reads the usual row, about which nothing else has to be asked: below rows of data, under the same header, a label
    of the open table and behind it nothing but values and blanks."""
    header, table = state.header, state.open
    if header.start < 0 or line.ragged or not state.body or state.header_grid != line.grid or table is None or table == "t4":
        return False
    cut = first_value(line.tokens, header.start)
    labels, values = line.tokens[:cut], line.tokens[cut:]
    own = [token for token in labels if not token.carried]
    if not own or own[-1] is not labels[-1] or TEXT in [parse(token.text)[0] for token in values]:
        return False
    match = state.words.rows[table].find(own[-1].text)
    if match is None or [token for token in own if _opening(token.text)] or _grid_table(state, line, own) != table:
        return False
    state.used.add(index)
    state.start_row(own[-1], match, flat=False, ragged=False).values = list(values)
    return True


_CORNER = "corner"

_COLUMNS_TOO = ("misc_other", "done")
"""Rows that have the names of columns, 其他 and 总计."""


@lru_cache(4096)
def _opening(text: str) -> str | None:
    """The block of 表二 whose caption a text is, `_CORNER` for the note in the corner of 表三, None for any other text."""
    squeezed = squeeze(text)
    return caption_block(squeezed) or (_CORNER if is_corner(squeezed) else None)


def _continues(state: Cutting, line: Line) -> bool:
    """Whether the open table goes on in this row of another grid: nothing but values, one for each column of 表三, or the name of one
    of its rows."""
    assert state.open is not None
    texts = [token for token in line.tokens if token.text.strip()]
    rows = state.words.rows[state.open]
    figures = [token for token in texts if is_value(token.text)]
    if len(figures) == len(texts) or (state.open == "t3" and len(figures) == len(state.words.columns["t3"].ids)):
        return True
    return any(_row_named(rows, token, line.tokens) is not None for token in texts)


def _row_named(rows: Axis, token: Token, tokens: Sequence[Token]) -> Match | None:
    """The row that a cell of a grid row names, if any: 总计 and 其他 name a column where no cell is behind them."""
    match = rows.find(token.text)
    return None if match is not None and match.id in _COLUMNS_TOO and token is tokens[-1] else match


def _shift_header(state: Cutting, index: int, line: Line) -> None:
    """Moves the columns of the header where the new grid has more or fewer columns of labels: as
    many as there are cells more or fewer, if then there are but values under the header. A header
    that would leave the row without a label, or without one of 表三's values, has columns of its own, and is left."""
    assert state.open is not None
    header, last = state.header, line.tokens[-1]
    if not line.ragged:
        header.settle(state.words.columns[state.open])
    if header.start < 0:
        return
    before = next((row.tokens[-1] for row in reversed(state.lines[:index]) if row.grid == state.header_grid), last)
    shift = last.column + last.span - before.column - before.span
    cut = first_value(line.tokens, header.start + shift)
    if shift and cut and not is_value(line.tokens[cut - 1].text) and all(is_value(t.text) for t in line.tokens[cut:]):
        state.header = header.moved(shift)
        return
    own = line.tokens[first_value(line.tokens, header.start) - 1 :]
    if not line.ragged and is_value(own[0].text) and (shift or (state.open == "t3" and len(own) == len(state.words.columns["t3"].ids))):
        state.new_header(header.block, line.grid)


_ENOUGH_NAMED = 3
"""Words of a header by which 表三 is told; in a reporter's own tables 自然人, 其他 and 总计 stand as well."""


def _grid_table(state: Cutting, line: Line, text: list[Token]) -> str | None:
    """Which table a grid row belongs to: by its labels, else the one that is open in it."""
    words = state.words
    for token in text:
        if is_value(token.text):
            continue
        key = bare(token.text)
        if key == "信息内容":
            return "t2"
        if key == "申请人情况":
            return "t3"
        if words.rows["t4"].find(token.text) is not None:
            return "t4"
        if state.open == "t3" and state.header_grid == line.grid:
            return "t3"
        found = words.rows["t3"].find(token.text)
        if found is not None and found.id not in (*_COLUMNS_TOO, "H_misc", "misc"):
            return "t3"
        if words.rows["t2"].find(token.text) is not None or (words.columns["t2"].find(token.text) and state.open != "t4"):
            return "t2"
        column = words.columns["t4"].find(token.text)
        if column is not None and column.id in ("keep", "correct", "pending"):
            return "t4"
    if state.open not in ("t4", "t2") and any(words.columns["t3"].find(token.text) is not None for token in text):
        named = [token for token in text if words.columns["t3"].find(token.text) is not None or bare(token.text) in FURNITURE]
        return "t3" if len(named) >= _ENOUGH_NAMED else state.open
    return state.open


_CODES = frozenset(["甲", "乙", "丙", "丁", "栏次", "列次", "行次", "代码", "序号"])
_LONGEST_CODE = 3


def _is_codes(text: Sequence[Token]) -> bool:
    """Whether a row of the header only numbers the columns: 甲 乙 1 2 3 …, 栏次 A B C …"""
    words = [squeeze(token.text) for token in text]
    if len(words) > 1 and words[0] in _CODES and "".join(words[1:]) in ascii_uppercase:
        return True
    numbers = [word.strip("()") for word in words if word not in _CODES]
    return (
        len(numbers) > (1 if len(numbers) < len(words) else 4)
        and all(number.isdecimal() and len(number) <= _LONGEST_CODE for number in numbers)
        and [int(number) for number in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))
    )


def _grid_header(state: Cutting, line: Line, text: list[Token], table: str) -> None:
    """Collects header words; a header row after data rows starts a new header."""
    if not text:
        return
    if state.body and not any(_heads(state, token, table) for token in text):
        # Words below rows of data that name no column: a label that is not the form's, or a piece of one.
        state.tables[table].remarks.extend(Paragraph(token.text, token.place) for token in text)
        return
    if state.header_grid != line.grid or state.body:
        state.new_header(state.header.block if not state.body else None, line.grid)
    state.row = None
    words = [
        token
        for token in line.tokens
        if (key := bare(token.text))
        and key not in FURNITURE
        and not _opening(token.text)
        and not (token.carried and state.header.pieces.get(token.column))
    ]
    if words:
        state.header.take(words, ragged=line.ragged)


def _heads(state: Cutting, token: Token, table: str) -> bool:
    """Whether a text can stand in the header of a table: a column's label, the beginning of one, or a word over several."""
    columns, key = state.words.columns[table], bare(token.text)
    return bool(key) and (
        key in FURNITURE
        or key in columns.prefixes
        or bool(columns.find(token.text) or columns.resemble(token.text) or is_corner(token.text))
    )


def _grid_row(state: Cutting, line: Line, table: str) -> bool:
    """Reads a grid row as a data row or heading row; False when it is a header row."""
    rows, columns = state.words.rows[table], state.words.columns[table]
    tokens = line.tokens
    start = -1
    heads = (columns, rows) if table == "t2" else (columns,)  # 表二 turned has the names of its rows side by side
    if not any(is_value(token.text) for token in tokens) and any(sum(axis.find(t.text) is not None for t in tokens) >= 2 for axis in heads):
        return False
    if state.header_grid == line.grid and _looks_like_data(tokens, rows):
        state.header.settle(columns)
        tokens = unfilled(state.header, tokens)
        start = -1 if line.ragged else start_of_values(state.header, tokens)
    labels, values = split_row(tokens, start, rows)
    if state.body and not any(token.text.strip() and not token.carried for token in tokens) and any(is_value(v.text) for v in values):
        return True  # the rest of a row that is two rows high
    if start < 0 and (behind := behind_label(state.words, table, labels, len(tokens))):
        labels, values = list(tokens[:behind]), list(tokens[behind:])
    named = [(token, found) for token in reversed(labels) if (found := _row_named(rows, token, tokens)) is not None]
    label, match = next((pair for pair in named if state.body or pair[1].id not in _COLUMNS_TOO), (None, None))
    # A number among the labels is the row's own number, before the label or behind it.
    written = [token for token in labels if token.text.strip() and not is_value(token.text)]
    if written and label is not written[-1] and not written[-1].carried and any(is_value(v.text) for v in values):
        last = written[-1]
        column = columns.find(last.text)
        # 3.其他 is a row also where the edition has none of that name, 其他 a column.
        if bare(last.text) in FURNITURE or (column is not None and column.match == EXACT):
            return False
        left = line.ragged and rows.is_piece(last.text)
        label, match = (last._replace(text=""), None) if left else (last, rows.resemble(last.text))
    if label is None:
        if (not written and (state.body or start == 0) and any(token.text.strip() for token in values)) or (
            any(token.carried for token in labels) and state.body and any(is_value(v.text) for v in values)
        ):
            label = Token("", tokens[0].place, tokens[0].column)
        else:
            return False
    if label.carried:
        label, match = Token("", tokens[0].place, tokens[0].column), None
    segment = state.start_row(label, match, flat=False, ragged=line.ragged)
    # The name of a column may be merged down too far, into its first row.
    segment.values = [token for token in values if not token.carried or columns.find(token.text) is None]
    return True


def _grid_suits(state: Cutting, index: int, line: Line) -> None:
    """Reads a row of 表四: labels of groups and columns, and the runs of values between them."""
    rows, columns = state.words.rows["t4"], state.words.columns["t4"]
    pieces = state.enter("t4", index, line.tokens[0].place, flat=False)
    pieces.ragged = line.ragged
    if state.header_grid != line.grid:
        pieces.named.clear()
        pieces.others.clear()
    state.header_grid = line.grid
    state.used.add(index)
    run: list[Token] = []
    headed = False
    for token in line.tokens:
        if token.carried:
            continue
        if is_value(token.text) or not token.text.strip():
            run.append(token)
            continue
        group, column = rows.find(token.text), columns.find(token.text)
        if group is None and column is None:
            if bare(token.text) in FURNITURE:
                pieces.others.add(token.column)
                continue
            column = columns.resemble(token.text)
        if group is None and column is None:
            if any(is_value(t.text) for t in run) or ((run or is_meant(token.text)) and pieces.after_columns()):
                run.append(token)
            else:
                pieces.remarks.append(Paragraph(token.text, token.place))
                pieces.others.add(token.column)
            continue
        if any(is_value(t.text) for t in run):
            state.suit_values(pieces.under_columns(run, columns.ids))
        run, headed = [], headed or group is None
        if group is not None:
            state.suit("group", group.id, token, group.match)
        elif column is not None:
            state.suit("column", column.id, token, column.match)
            pieces.named[token.column] = column.id
    if run and (any(t.text.strip() for t in run) or (not headed and pieces.after_columns())):
        state.suit_values(pieces.under_columns(run, columns.ids))


def _looks_like_data(tokens: Sequence[Token], rows: Axis) -> bool:
    return any(is_value(token.text) or rows.find(token.text) is not None for token in tokens if token.text.strip())
