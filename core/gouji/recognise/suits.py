"""表四 from its groups, columns and values in reading order, whichever way it is printed.

The form prints it as one row of fifteen; pages print it in three tables, one under the other, with
the groups as row labels, or turned with the outcomes as rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.document import NOWHERE
from gouji.edition import TableSpec
from gouji.recognise.blanks import begins_only
from gouji.recognise.pieces import Pieces
from gouji.recognise.placing import Placer, fit
from gouji.recognise.tokens import Token
from gouji.report import Label, Misfit, Table


def place_suits(spec: TableSpec, pieces: Pieces, blanks_lost: bool = False) -> tuple[Table, list[str]]:
    """表四 from its groups, columns and values in reading order."""
    placer = Placer(spec, pieces, blanks_lost)
    rows = {row.id: row for row in spec.rows}
    official = [column.id for column in spec.blocks[0].columns]
    groups: list[str] = []
    columns: list[str] = []
    runs: list[tuple[list[str], list[str], tuple[Token, ...]]] = []
    labels: list[Label] = []
    for event in pieces.events:
        if event.kind == "group":
            groups.append(event.id)
            placer.rows.setdefault(event.id, Label(event.id, event.tokens[0].text, event.match, event.tokens[0].place))
        elif event.kind == "column":
            columns.append(event.id)
            labels.append(Label(event.id, event.tokens[0].text, event.match, event.tokens[0].place))
        else:
            runs.append((groups, columns, event.tokens))
            groups, columns = [], []
    written = [run for run in runs if any(token.text.strip() for token in run[2]) or (len(run[1]) == 1 < len(run[2]))]
    runs = _merged(written or runs[:1])
    current = ""
    across: list[str] = []
    for run_groups, run_columns, tokens in runs:
        across = run_groups if len(run_groups) > 1 else across
        if len(run_columns) == 1 and len(across) > 1 and (turned := fit(tokens, len(across))) is not None:
            # The table turned: a row is one outcome, its values stand under the groups.
            for id, token in zip(across, turned, strict=True):
                placer.put(rows[id], [token], run_columns)
            continue
        if len(run_columns) == 1 and len(tokens) == 1:
            current = run_groups[-1] if run_groups else current
            if current:
                placer.put(rows[current], tokens, run_columns)
            continue
        whole = len(official) * len(spec.rows)
        wanted = run_groups
        if fit(tokens, whole) is not None and (not wanted or (len(wanted) < len(spec.rows) and len(tokens) == whole)):
            wanted = [row.id for row in spec.rows]
        current = wanted[-1] if wanted else current
        order = _suit_columns(run_columns, len(wanted), official)
        if order is not None:
            values = fit(tokens, len(order))
            if values is not None:
                names = iter(wanted)
                row = ""
                for token, (starts, column) in zip(values, order, strict=True):
                    if starts:
                        row = next(names)
                    placer.put(rows[row], [token], [column])
                continue
        values = fit(tokens, len(official) * len(wanted)) if wanted else None
        counted = pieces.ragged or pieces.flat
        if values is None or (counted and (_lacks_one(values) or (blanks_lost and begins_only(values, len(values))))):
            only = wanted[0] if len(wanted) == 1 else spec.id
            expected = len(official) * (len(wanted) or len(spec.rows))
            placer.misfits.append(Misfit(only, tuple((t.text, t.place) for t in tokens), expected, tokens[0].place))
            continue
        for number, id in enumerate(wanted):
            if all(key[0] != id for key in placer.cells):
                placer.put(rows[id], values[number * 5 : number * 5 + 5], official)
    for label, row in zip(labels, _groups_of([label.id for label in labels], list(placer.rows), official), strict=True):
        key = f"{row}.{label.id}"
        placer.columns.setdefault(key, Label(key, label.raw, label.match, label.place))
    if not runs:
        placer.misfits.append(Misfit(spec.id, (), len(official) * len(spec.rows), pieces.place or NOWHERE))
    return placer.table(), placer.notes


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


def _merged(runs: list[tuple[list[str], list[str], tuple[Token, ...]]]) -> list[tuple[list[str], list[str], tuple[Token, ...]]]:
    """Joins a run with the next when no label stands between and neither is whole by itself."""
    out: list[tuple[list[str], list[str], tuple[Token, ...]]] = []
    for groups, columns, tokens in runs:
        if out and not groups and not columns and len(out[-1][2]) % 5 and len(out[-1][2]) + len(tokens) <= 15:
            out[-1] = (out[-1][0], out[-1][1], (*out[-1][2], *tokens))
        elif out and not groups and not columns and len(out[-1][2]) == 15:
            continue
        else:
            out.append((groups, columns, tokens))
    return out


def _suit_columns(columns: Sequence[str], groups: int, official: Sequence[str]) -> list[tuple[bool, str]] | None:
    """The columns of several groups in order, each marked where a group starts, when the header
    names other than the official ones in a way that can be divided; None otherwise."""
    if not columns or not groups or len(columns) == len(official) * groups:
        return None
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
