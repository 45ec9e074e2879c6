"""Cutting the lines of a document into the pieces of the three tables: labels first.

One pass over all lines decides for every token whether it is a caption, a column label, a row
label, a value or a remark, and to which table it belongs. Nothing is placed here: the result is,
for each table, a list of segments (a row label with the values behind it) and the headers seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gouji.document import Paragraph, Place
from gouji.recognise.tokens import Line, Token
from gouji.recognise.vocabulary import Axis, Match, Vocabulary, caption_block
from gouji.report import Label
from gouji.text import bare, squeeze
from gouji.values import is_value


class Segment:
    """A row label and the value tokens behind it; `match` is None while the label is unknown."""

    __slots__ = ("flat", "header", "label", "match", "ragged", "values")

    def __init__(self, label: Token, match: Match | None, header: Header, *, flat: bool, ragged: bool) -> None:
        self.label, self.match, self.header = label, match, header
        self.flat, self.ragged = flat, ragged
        self.values: list[Token] = []


class Header:
    """The column labels in force for some rows: for a grid by grid column, else in order."""

    __slots__ = ("block", "by_column", "found", "lines", "pieces", "ragged", "start", "unknown")

    def __init__(self, block: str | None = None) -> None:
        self.block = block
        self.pieces: dict[int, list[Token]] = {}
        self.by_column: dict[int, str] = {}
        self.found: list[Label] = []
        self.unknown: dict[int, Token] = {}
        self.start = -1
        self.lines = 0
        self.ragged = False

    def take(self, tokens: Iterable[Token], *, ragged: bool) -> None:
        """Adds the words of one header row of a grid."""
        self.lines += 1
        self.ragged = self.ragged or ragged
        for token in tokens:
            self.pieces.setdefault(token.column, []).append(token)

    def settle(self, axis: Axis) -> None:
        """Reads the collected pieces of a grid header: per grid column the longest ending that is
        a column label, so that words broken over two header rows are put together."""
        if self.by_column or self.found or not self.pieces:
            return
        if self.ragged and self.lines > 1:
            # Without reliable columns the rows of a header cannot be laid over each other.
            self.found = [
                Label(match.id, token.text, match.match, token.place)
                for pieces in self.pieces.values()
                for token in pieces
                if (match := axis.find(token.text)) is not None
            ]
            return
        for column in sorted(self.pieces):
            pieces = self.pieces[column]
            for first in range(len(pieces)):
                text = "".join(token.text for token in pieces[first:])
                match = axis.find(text)
                if match is None and first == len(pieces) - 1:
                    match = axis.resemble(text)
                if match is not None:
                    self.by_column[column] = match.id
                    self.found.append(Label(match.id, text, match.match, pieces[first].place))
                    break
        if self.by_column:
            self.start = min(self.by_column)
            for column, pieces in self.pieces.items():
                if column > self.start and column not in self.by_column and pieces[-1].span == 1 and bare(pieces[-1].text):
                    self.unknown[column] = pieces[-1]


class Suits(NamedTuple):
    """One event of 表四 in reading order: kind "group", "column", "values" or "remark"."""

    kind: str
    id: str
    tokens: tuple[Token, ...]
    match: str = ""


class Pieces:
    """Everything found of one table, in reading order."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.segments: list[Segment] = []
        self.events: list[Suits] = []
        self.headers: list[Header] = []
        self.captions: dict[str, Label] = {}
        self.corner: Label | None = None
        self.remarks: list[Paragraph] = []
        self.place: Place | None = None
        self.first_line = -1
        self.flat = False


_CORNER = re.compile(r"勾稽关系|第一项加第二项")
_FURNITURE = frozenset(
    map(
        bare,
        (
            "申请人情况",
            "法人或其他组织",
            "法人或者其他组织",
            "法人和其他组织",
            "信息内容",
            "行政诉讼",
            "申请人",
            "项目",
            "事项",
            "合计",
            "单位：件",
            "单位：万元",
        ),
    )
)
_PROSE = 60


class _Cutter:
    """The state of the one pass: which table is open, which row, which header."""

    def __init__(self, lines: Sequence[Line], words: Vocabulary, headings: set[int]) -> None:
        self.lines, self.words, self.headings = lines, words, headings
        self.tables = {id: Pieces(id) for id in ("t2", "t3", "t4")}
        self.used: set[int] = set()
        self.open: str | None = None
        self.row: Segment | None = None
        self.header = Header()
        self.header_grid = -2
        self.body = False

    def cut(self) -> None:
        index, count = 0, len(self.lines)
        while index < count:
            line = self.lines[index]
            if index in self.headings:
                self._close()
                index += 1
            elif line.grid >= 0:
                self._grid_line(index, line)
                index += 1
            elif len(line.tokens) > 1:
                index += self._flat_row(index, line)
            else:
                index += self._flat_token(index, line.tokens[0])

    # -- state ------------------------------------------------------------------------------

    def _close(self) -> None:
        self.open, self.row, self.body = None, None, False
        self.header, self.header_grid = Header(), -2

    def _enter(self, table: str, index: int, place: Place, *, flat: bool) -> Pieces:
        pieces = self.tables[table]
        if self.open != table:
            self._close()
            self.open = table
        if pieces.place is None:
            pieces.place, pieces.first_line, pieces.flat = place, index, flat
        return pieces

    def _new_header(self, block: str | None, grid: int) -> Header:
        self.header = Header(block)
        self.header_grid = grid
        self.body = False
        if self.open:
            self.tables[self.open].headers.append(self.header)
        return self.header

    def _start_row(self, label: Token, match: Match | None, *, flat: bool, ragged: bool) -> Segment:
        assert self.open is not None
        if self.open != "t4":
            self.header.settle(self.words.columns[self.open])
        self.body = True
        self.row = Segment(label, match, self.header, flat=flat, ragged=ragged)
        self.tables[self.open].segments.append(self.row)
        return self.row

    # -- flat text --------------------------------------------------------------------------

    def _flat_row(self, index: int, line: Line) -> int:
        """A label and its values in one line of text, or several values in one line."""
        first = line.tokens[0]
        if is_value(first.text):
            if self.row is not None and self.open in ("t2", "t3"):
                self.row.values.extend(line.tokens)
                self.used.add(index)
            elif self.open == "t4":
                self._suit_values(line.tokens)
                self.used.add(index)
            return 1
        step = self._flat_token(index, first)
        if index in self.used and (self.row is not None or self.open == "t4"):
            if self.open == "t4":
                self._suit_values(line.tokens[1:])
            elif self.row is not None:
                self.row.values.extend(line.tokens[1:])
        return step

    def _next_text(self, index: int) -> str:
        following = index + 1
        if following < len(self.lines) and following not in self.headings:
            return self.lines[following].tokens[0].text
        return ""

    def _joined(self, index: int, axis: Axis) -> tuple[Match | None, int, str]:
        """The longest label that starts at this line and may run over the next lines."""
        text = self.lines[index].tokens[0].text
        key, best, used, raw = bare(text), axis.find(text), 1, text
        best_raw = text
        for step in range(1, 5):
            following = index + step
            if key not in axis.prefixes or following >= len(self.lines) or following in self.headings:
                break
            line = self.lines[following]
            if line.grid >= 0 or is_value(line.tokens[0].text):
                break
            key += bare(line.tokens[0].text)
            raw += line.tokens[0].text.strip()
            found = axis.known.get(key)
            if found is not None:
                best, used, best_raw = found, step + 1, raw
            if len(line.tokens) > 1:
                break
        return best, used, best_raw

    def _flat_token(self, index: int, token: Token) -> int:
        """Classifies one line of flat text; returns how many lines it took."""
        text = token.text
        if is_value(text):
            if self.row is not None and self.open in ("t2", "t3"):
                self.row.values.append(token)
                self.used.add(index)
            elif self.open == "t4":
                self._suit_values((token,))
                self.used.add(index)
            return 1
        squeezed = squeeze(text)
        if len(squeezed) > _PROSE and not _CORNER.search(squeezed):
            if self.open and "。" in text:
                self._close()
            return 1
        block = caption_block(squeezed)
        if block is not None:
            self._caption(index, token, block, -1)
            return 1
        for table in self._order():
            taken = self._flat_label(index, token, table)
            if taken:
                return taken
        if self.open and squeezed:
            self._flat_unknown(index, token, squeezed)
        return 1

    def _order(self) -> tuple[str, ...]:
        if self.open == "t2":
            return ("t2", "t3", "t4")
        if self.open == "t4":
            return ("t4", "t3", "t2")
        return ("t3", "t2", "t4")

    def _flat_label(self, index: int, token: Token, table: str) -> int:
        if table == "t4":
            return self._flat_suit(index, token)
        words, opened = self.words, self.open == table
        if table == "t3" and _CORNER.search(token.text):
            pieces = self._enter("t3", index, token.place, flat=True)
            if not self.body:
                self._new_header("main", -1)
            pieces.corner = pieces.corner or Label("corner", token.text, "exact", token.place)
            self.used.add(index)
            return 1
        key = bare(token.text)
        row, row_lines, row_raw = self._joined(index, words.rows[table])
        column, column_lines, column_raw = self._joined(index, words.columns[table])
        if row is not None and column is not None:
            following = self._next_text(index + row_lines - 1)
            if self.body and (is_value(following) or len(self.lines[index].tokens) > 1):
                column = None
            else:
                row = None
        if row is not None:
            strong = row.id in ("new", "carry_in") or (table == "t2" and is_value(self._next_text(index + row_lines - 1)))
            strong = strong or len(self.lines[index].tokens) > 1
            if not opened and not strong and not (table == "t3" and self.tables["t3"].segments):
                return 0
            self._enter(table, index, token.place, flat=True)
            self._start_row(token._replace(text=row_raw), row, flat=True, ragged=False)
            self.used.update(range(index, index + row_lines))
            return row_lines
        if column is not None and (opened or (table == "t2" and len(key) >= 5)):
            self._enter(table, index, token.place, flat=True)
            if self.body or not self.tables[table].headers:
                self._new_header(self.header.block if not self.body else None, -1)
                self.row = None
            self.header.found.append(Label(column.id, column_raw, column.match, token.place))
            self.used.update(range(index, index + column_lines))
            return column_lines
        if key in _FURNITURE and (opened or key in (bare("申请人情况"), bare("信息内容"))):
            if key == bare("行政诉讼") or key == bare("行政复议"):
                return 0
            target = "t3" if "申请人" in key or "法人" in key else "t2" if key == bare("信息内容") else table
            self._enter(target, index, token.place, flat=True)
            if key == bare("信息内容") and self.body:
                self._new_header(None, -1)
                self.row = None
            self.used.add(index)
            return 1
        return 0

    def _flat_unknown(self, index: int, token: Token, squeezed: str) -> None:
        """A short text inside a table that is no known label: a similar one, an extra row, or a
        remark."""
        assert self.open is not None
        if self.open == "t4":
            match = self.words.columns["t4"].resemble(token.text) if len(squeezed) <= 8 else None
            if match is not None:
                self._suit("column", match.id, token, match.match)
                self.used.add(index)
            elif len(squeezed) <= 30 and "。" not in squeezed:
                self.tables["t4"].remarks.append(Paragraph(token.text, token.place))
                self.used.add(index)
            else:
                self._close()
            return
        following = self._next_text(index)
        has_values = is_value(following) or len(self.lines[index].tokens) > 1
        if has_values and "。" not in squeezed:
            match = self.words.rows[self.open].resemble(token.text)
            self._start_row(token, match, flat=True, ragged=False)
            self.used.add(index)
            return
        match = self.words.rows[self.open].resemble(token.text) if self.body and self.open == "t3" else None
        if match is not None:
            self._start_row(token, match, flat=True, ragged=False)
            self.used.add(index)
        elif not self.body and self.words.columns[self.open].resemble(token.text) is not None:
            found = self.words.columns[self.open].resemble(token.text)
            assert found is not None
            self.header.found.append(Label(found.id, token.text, found.match, token.place))
            self.used.add(index)
        elif len(squeezed) <= 40 and "。" not in squeezed and not self._finished():
            self.tables[self.open].remarks.append(Paragraph(token.text, token.place))
            self.used.add(index)
        else:
            self._close()

    def _finished(self) -> bool:
        """Whether the last row of the open table already has its values."""
        return self.row is not None and self.row.match is not None and self.row.match.id == "carry_out" and len(self.row.values) >= 7

    def _caption(self, index: int, token: Token, block: str, grid: int) -> None:
        pieces = self._enter("t2", index, token.place, flat=grid < 0)
        pieces.captions.setdefault(block, Label(block, token.text, "exact", token.place))
        self._new_header(block, grid)
        self.row = None
        self.used.add(index)

    # -- 表四 -------------------------------------------------------------------------------

    def _suit(self, kind: str, id: str, token: Token, match: str) -> None:
        self.tables["t4"].events.append(Suits(kind, id, (token,), match))

    def _suit_values(self, tokens: Sequence[Token]) -> None:
        events = self.tables["t4"].events
        if events and events[-1].kind == "values" and tokens[0].column < 0:
            events[-1] = Suits("values", "", (*events[-1].tokens, *tokens))
        else:
            events.append(Suits("values", "", tuple(tokens)))

    def _flat_suit(self, index: int, token: Token) -> int:
        words = self.words
        column, column_lines, raw = self._joined(index, words.columns["t4"])
        if column is not None and (self.open == "t4" or column.id in ("keep", "correct", "pending")):
            self._enter("t4", index, token.place, flat=True)
            self._suit("column", column.id, token._replace(text=raw), column.match)
            self.used.update(range(index, index + column_lines))
            return column_lines
        row, row_lines, raw = self._joined(index, words.rows["t4"])
        if row is not None:
            if self.open != "t4" and row.id == "review":
                following = index + row_lines
                if following >= len(self.lines) or not self._suit_follows(following):
                    return 0
            self._enter("t4", index, token.place, flat=True)
            self._suit("group", row.id, token._replace(text=raw), row.match)
            self.used.update(range(index, index + row_lines))
            return row_lines
        if self.open == "t4" and bare(token.text) in _FURNITURE:
            self.used.add(index)
            return 1
        return 0

    def _suit_follows(self, index: int) -> bool:
        text = self.lines[index].tokens[0].text
        return (
            bare(text) == bare("行政诉讼")
            or self.words.columns["t4"].find(text) is not None
            or bare(text) in self.words.columns["t4"].prefixes
        )

    # -- grids ------------------------------------------------------------------------------

    def _grid_line(self, index: int, line: Line) -> None:
        own = [token for token in line.tokens if not token.carried]
        text = [token for token in own if token.text.strip()]
        if self.header_grid != line.grid and self.open in ("t2", "t3") and self.header_grid >= 0:
            # The same table going on in a new grid (a page break): columns may lie elsewhere.
            if self._continues(line):
                self.header_grid = line.grid
            else:
                self._close()
        for token in text:
            squeezed = squeeze(token.text)
            block = caption_block(squeezed)
            if block is not None:
                self._caption(index, token, block, line.grid)
                return
            if _CORNER.search(squeezed):
                pieces = self._enter("t3", index, token.place, flat=False)
                if self.header_grid != line.grid or self.body:
                    self._new_header("main", line.grid)
                pieces.corner = pieces.corner or Label("corner", token.text, "exact", token.place)
        table = self._grid_table(line, text)
        if table is None:
            return
        if table == "t4":
            self._grid_suits(index, line, own)
            return
        self._enter(table, index, line.tokens[0].place, flat=False)
        self.used.add(index)
        if not self._grid_row(line, table):
            self._grid_header(line, own, table)

    def _continues(self, line: Line) -> bool:
        assert self.open is not None
        texts = [token.text for token in line.tokens if token.text.strip()]
        rows = self.words.rows[self.open]
        return any(rows.find(text) is not None for text in texts if not is_value(text)) or all(is_value(text) for text in texts)

    def _grid_table(self, line: Line, text: list[Token]) -> str | None:
        """Which table a grid row belongs to: by its labels, else the one that is open in it."""
        words = self.words
        for token in text:
            if is_value(token.text):
                continue
            key = bare(token.text)
            if key in (bare("信息内容"),):
                return "t2"
            if key == bare("申请人情况"):
                return "t3"
            if self.open == "t3" and self.header_grid == line.grid:
                return "t3"
            found = words.rows["t3"].find(token.text)
            if found is not None and found.id not in ("misc_other", "done", "H_misc", "misc"):
                return "t3"
            if words.rows["t2"].find(token.text) is not None or (words.columns["t2"].find(token.text) and self.open != "t4"):
                return "t2"
            if words.rows["t4"].find(token.text) is not None:
                return "t4"
            column = words.columns["t4"].find(token.text)
            if column is not None and column.id in ("keep", "correct", "pending"):
                return "t4"
            if words.columns["t3"].find(token.text) is not None and self.open not in ("t4", "t2"):
                return "t3"
        return self.open

    def _grid_header(self, line: Line, own: list[Token], table: str) -> None:
        """Collects header words; a header row after data rows starts a new header."""
        if not any(token.text.strip() for token in own):
            return
        if self.header_grid != line.grid or self.body:
            self._new_header(self.header.block if not self.body else None, line.grid)
        self.row = None
        words = [
            token
            for token in line.tokens
            if (key := bare(token.text))
            and key not in _FURNITURE
            and not caption_block(squeeze(token.text))
            and not _CORNER.search(token.text)
            and not (token.carried and self.header.pieces.get(token.column))
        ]
        if words:
            self.header.take(words, ragged=line.ragged)

    def _grid_row(self, line: Line, table: str) -> bool:
        """Reads a grid row as a data row or heading row; False when it is a header row."""
        rows, columns = self.words.rows[table], self.words.columns[table]
        tokens = line.tokens
        start = -1
        headers = sum(1 for token in tokens if columns.find(token.text) is not None)
        if headers >= 2 and not any(is_value(token.text) for token in tokens):
            return False
        if self.header_grid == line.grid and _looks_like_data(tokens, rows):
            self.header.settle(columns)
            start = -1 if line.ragged else self.header.start
        labels, values = split_row(tokens, start)
        label, match = None, None
        for token in reversed(labels):
            match = rows.find(token.text)
            if match is not None and (self.body or match.id not in ("misc_other", "done")):
                label = token
                break
            match = None
        written = [token for token in labels if token.text.strip()]
        if written and label is not written[-1] and not written[-1].carried and any(is_value(v.text) for v in values):
            last = written[-1]
            if bare(last.text) in _FURNITURE or columns.find(last.text) is not None:
                return False
            label, match = last, rows.resemble(last.text)
        if label is None:
            if (not written and self.body and any(token.text.strip() for token in values)) or (
                any(token.carried for token in labels) and self.body and any(is_value(v.text) for v in values)
            ):
                label = Token("", tokens[0].place, tokens[0].column)
            else:
                return False
        if label.carried:
            label, match = Token("", tokens[0].place, tokens[0].column), None
        segment = self._start_row(label, match, flat=False, ragged=line.ragged)
        segment.values = values
        return True

    def _grid_suits(self, index: int, line: Line, own: list[Token]) -> None:
        words = self.words
        self._enter("t4", index, line.tokens[0].place, flat=False)
        self.header_grid = line.grid
        self.used.add(index)
        run: list[Token] = []
        labelled = False
        for token in own:
            if is_value(token.text) or not token.text.strip():
                run.append(token)
                continue
            group = words.rows["t4"].find(token.text)
            column = words.columns["t4"].find(token.text)
            if group is None and column is None and bare(token.text) not in _FURNITURE:
                column = words.columns["t4"].resemble(token.text)
            if group is None and column is None:
                if bare(token.text) not in _FURNITURE:
                    if any(is_value(t.text) for t in run) or (run and self._after_columns()):
                        run.append(token)
                    else:
                        self.tables["t4"].remarks.append(Paragraph(token.text, token.place))
                else:
                    labelled = True
                continue
            if any(is_value(t.text) for t in run):
                self._suit_values(run)
            run, labelled = [], True
            if group is not None:
                self._suit("group", group.id, token, group.match)
            elif column is not None:
                self._suit("column", column.id, token, column.match)
        if run and (any(is_value(t.text) or t.text.strip() for t in run) or (not labelled and self._after_columns())):
            self._suit_values(run)

    def _after_columns(self) -> bool:
        return any(event.kind == "column" for event in self.tables["t4"].events)


def _looks_like_data(tokens: Sequence[Token], rows: Axis) -> bool:
    return any(is_value(token.text) or rows.find(token.text) is not None for token in tokens if token.text.strip())


def split_row(tokens: Sequence[Token], start: int) -> tuple[list[Token], list[Token]]:
    """Divides a grid row into label cells and value cells.

    With a known first value column the columns decide; otherwise the values begin behind the last
    text that is followed only by values and blanks.
    """
    if start >= 0:
        return [t for t in tokens if t.column < start], [t for t in tokens if t.column >= start]
    cut = 0
    for position, token in enumerate(tokens):
        if token.text.strip() and not is_value(token.text):
            cut = position + 1
    if cut == len(tokens):
        for position, token in enumerate(tokens):
            if is_value(token.text):
                cut = position
                break
    return list(tokens[:cut]), list(tokens[cut:])


def cut_tables(lines: Sequence[Line], words: Vocabulary, headings: set[int]) -> tuple[dict[str, Pieces], set[int]]:
    """All pieces of the three tables, and the numbers of the lines they use."""
    cutter = _Cutter(lines, words, headings)
    cutter.cut()
    return cutter.tables, cutter.used
