"""表四 from its groups, columns and values in reading order, whichever way it is printed.

The form prints it as one row of fifteen; pages print it in three tables, one under the other, with
the groups as row labels, or turned with the outcomes as rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.edition import Row, TableSpec
from gouji.lean import NamedTuple
from gouji.recognise.blanks import BY_EMPTY_LINES, begins_only, by_empty_lines, fit, usual_step
from gouji.recognise.pieces import Pieces
from gouji.recognise.placing import Placer
from gouji.recognise.tokens import Token
from gouji.report import Extra, Label, Misfit, Table
from gouji.text import bare


class _Run(NamedTuple):
    """Values that stand together, with the groups and columns named just before them, and the last of their names."""

    groups: list[str]
    columns: list[str]
    tokens: tuple[Token, ...]
    behind: Token | None = None


def place_suits(spec: TableSpec, pieces: Pieces, blanks_lost: bool = False) -> tuple[Table, list[str]]:
    """表四 from its groups, columns and values in reading order."""
    placer = Placer(spec, pieces)
    official = [column.id for column in spec.blocks[0].columns]
    order = [row.id for row in spec.rows]
    runs, labels = _runs(pieces, placer, order)
    suits = _Suits(placer, official, blanks_lost)
    for run in runs:
        suits.place(run)
    for label, row in zip(labels, _groups_of([label.id for label in labels], list(placer.rows), official), strict=True):
        key = f"{row}.{label.id}"
        placer.columns.setdefault(key, Label(key, label.raw, label.match, label.place))
    if not runs:
        placer.nothing()
    if any(_is_missed(row, placer, pieces) for row in spec.rows):
        placer.doubt(_MISSED)
    if pieces.flat and max((len(run.groups) for run in runs), default=0) > 1 and list(placer.rows) != [*filter(placer.rows.get, order)]:
        placer.doubt(_DISORDERED)
    return placer.table(), placer.notes


_MISSED = "表四的表头没有全部认出，各数也可能是别的组的"
_DISORDERED = "表四各组名称的先后与规定的不同，按规定的次序读，各数也可能是别的组的"


def _is_missed(row: Row, placer: Placer, pieces: Pieces) -> bool:
    """Whether the name of a group stands in the table and was not recognised, so that its values may stand among another's."""
    return row.id not in placer.rows and any(bare(row.label) in bare(remark.text) for remark in pieces.remarks)


def _runs(pieces: Pieces, placer: Placer, order: Sequence[str]) -> tuple[list[_Run], list[Label]]:
    """The runs of values in reading order, and the labels of columns; those of groups are the placer's. Groups named together
    are in the order of their columns, in flat text, where labels of a merged head may be torn out of theirs, in the form's."""
    groups: list[str] = []
    columns: list[str] = []
    runs: list[_Run] = []
    labels: list[Label] = []
    across: dict[str, int] = {}
    last: Token | None = None
    for event in pieces.events:
        if event.kind == "group":
            if groups[-1:] != [event.id]:  # a merged cell may be written out
                groups.append(event.id)
                across[event.id] = order.index(event.id) if pieces.flat else -1 if pieces.ragged else event.tokens[0].column
            placer.rows.setdefault(event.id, Label(event.id, event.tokens[0].text, event.match, event.tokens[0].place))
        elif event.kind == "column":
            if columns[-1:] == [event.id]:
                continue
            columns.append(event.id)
            labels.append(Label(event.id, event.tokens[0].text, event.match, event.tokens[0].place))
        else:
            runs.append(_Run(sorted(groups, key=across.__getitem__), columns, event.tokens, last))
            groups, columns = [], []
        last = event.tokens[-1]
    return _merged([run for run in runs if _is_said(run)] or runs[:1]), labels


def _is_said(run: _Run) -> bool:
    """Whether a run holds something, or is the blank row of one group or one outcome."""
    named = 1 in (len(run.groups), len(run.columns)) and len(run.tokens) > 1
    return named or any(token.text.strip() for token in run.tokens)


class _Suits:
    """Places one run after the other; a run without names goes on where the one before it was."""

    def __init__(self, placer: Placer, official: Sequence[str], blanks_lost: bool) -> None:
        """`blanks_lost` says that values moved up over lost blanks."""
        spec, pieces = placer.spec, placer.pieces
        self._placer, self._table, self._official = placer, spec.id, official
        self._rows = {row.id: row for row in spec.rows}
        self._counted, self._blanks_lost = pieces.ragged or pieces.flat, blanks_lost
        # The lines from one cell to the next in a text with a cell a line, else 0.
        self._step = usual_step([[token for event in pieces.events for token in event.tokens]]) if pieces.flat else 0
        self._current = ""
        self._across: list[str] = []
        self._columns: list[str] = []

    def place(self, run: _Run) -> None:
        """Puts the values of a run into the cells they belong to, or where that is uncertain, among the misfits. What stands
        below a table with all its cells is of another."""
        if len(self._placer.cells) == len(self._official) * len(self._rows):
            self._summed(run)
            return
        if len(run.groups) > 1:
            self._across = run.groups
        self._columns = run.columns or self._columns
        if len(run.columns) == 1 and (self._turned(run) or self._single(run)):
            return
        groups = self._groups(run)
        if groups:
            self._current = groups[-1]
        if not self._by_columns(run, groups):
            self._whole(run, groups)

    def _turned(self, run: _Run) -> bool:
        """The table turned: a row is one outcome, its values stand under the groups."""
        values = fit(run.tokens, len(self._across)) if len(self._across) > 1 else None
        if values is None:
            return False
        for id, token in zip(self._across, values, strict=True):
            self._placer.put(self._rows[id], [token], run.columns)
        return True

    def _single(self, run: _Run) -> bool:
        """One outcome, one value."""
        if len(run.tokens) != 1:
            return False
        self._current = run.groups[-1] if run.groups else self._current
        if self._current:
            self._placer.put(self._rows[self._current], run.tokens, run.columns)
        return True

    def _summed(self, run: _Run) -> None:
        """The sums of all groups, in a row that the form does not have below them."""
        tokens = run.tokens
        if not run.groups and run.columns == self._official[-1:] and len(tokens) == len(self._official):
            self._placer.extras.append(Extra("row", "合计", tuple(token.text for token in tokens), tokens[0].place))

    def _groups(self, run: _Run) -> list[str]:
        """The groups a run has values for: those it names, or all where it has as many as the whole table."""
        whole = len(self._official) * len(self._rows)
        some = len(run.groups) < len(self._rows) and len(run.tokens) == whole
        return list(self._rows) if (not run.groups or some) and fit(run.tokens, whole) is not None else run.groups

    def _by_columns(self, run: _Run, groups: list[str]) -> bool:
        """Under columns that are others than the official ones, where they can be divided among the groups."""
        order = _suit_columns(self._columns, len(groups), self._official)
        values = fit(run.tokens, len(order)) if order is not None else None
        if order is None or values is None:
            return False
        names, row = iter(groups), ""
        for token, (starts, column) in zip(values, order, strict=True):
            row = next(names) if starts else row
            self._placer.put(self._rows[row], [token], [column])
        return True

    def _whole(self, run: _Run, groups: list[str]) -> None:
        """All official columns of each group."""
        width, tokens, doubt = len(self._official), run.tokens, ""
        values = fit(tokens, width * len(groups)) if groups else None
        if values is None and run.behind is not None and self._step:
            values, doubt = by_empty_lines([run.behind, *tokens], width * len(groups), self._step), BY_EMPTY_LINES
        if values is None or (self._counted and (_lacks_one(values) or (self._blanks_lost and begins_only(values, len(values))))):
            only = groups[0] if len(groups) == 1 else self._table
            expected = width * (len(groups) or len(self._rows))
            told = [token for token in tokens if values is None or token.text.strip()]
            self._placer.misfits.append(Misfit(only, tuple((t.text, t.place) for t in told), expected, tokens[0].place))
            return
        for number, id in enumerate(groups):
            if all(key[0] != id for key in self._placer.cells):
                self._placer.put(self._rows[id], values[number * width : (number + 1) * width], self._official, doubt)


def _groups_of(columns: Sequence[str], groups: Sequence[str], official: Sequence[str]) -> list[str]:
    """For each column label in reading order the group it stands under: a new group begins where
    the official order of columns begins again."""
    out: list[str] = []
    number, last = -1, len(official)
    for column in columns:
        place = official.index(column)
        number += place <= last
        last = place
        out.append(groups[min(number, len(groups) - 1)] if groups else "")
    return out


def _merged(runs: Sequence[_Run]) -> list[_Run]:
    """Joins a run with the next when no label stands between and neither is whole by itself."""
    out: list[_Run] = []
    for run in runs:
        before = out[-1].tokens if out and not run.groups and not run.columns else ()
        if len(before) % 5 and len(before) + len(run.tokens) <= 15:
            out[-1] = out[-1]._replace(tokens=(*before, *run.tokens))
        elif len(before) != 15:
            out.append(run)
    return out


def _suit_columns(columns: Sequence[str], groups: int, official: Sequence[str]) -> list[tuple[bool, str]] | None:
    """The columns of several groups in order, each marked where a group starts, when the header
    names other than the official ones in a way that can be divided; None otherwise."""
    width = len(official)
    if len(columns) == width * groups:
        own = list(columns[:width])
        others = own != list(official) and sorted(own) == sorted(official) and list(columns) == own * groups
        return [(not number % width, column) for number, column in enumerate(columns)] if others else None
    starts = 0
    fixed: list[tuple[bool, str]] = []
    last = -1
    for column in columns:
        place = official.index(column)
        start = not fixed or place <= last
        starts += start
        fixed.append((start, column))
        last = place
    return fixed if starts == groups else None


def _lacks_one(values: Sequence[Token]) -> bool:
    """Whether all cells but the last one or two are filled, as where one was lost and the row filled up."""
    written = [bool(token.text.strip()) for token in values]
    return begins_only(values, len(values)) and sum(written) >= len(values) - 2
