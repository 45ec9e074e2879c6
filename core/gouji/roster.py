"""The roster of units 单位名册: who must publish a report, who stands above whom, and by what other names.

A table as Excel saves it (CSV), one unit a line: 单位, and if one likes 上级 and 其他名称; or a plain list
of names. It says what no report can: that one is missing, that a unit was renamed, that a county whose
name does not say so lies in a city.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping

from gouji.charset import decode
from gouji.errors import UnreadableError, UsageError, reason
from gouji.hierarchy import plain_name
from gouji.lean import NamedTuple
from gouji.likeness import nearest

UNIT, ABOVE, ALSO = COLUMNS = ("单位", "上级", "其他名称")

MOST_BYTES = 32 << 20
"""Bytes of a roster; a unit takes about a hundred."""


class Roster(NamedTuple):
    """Units by their names in the roster, in its order.

    `names` leads from every name of a unit, plain, to its name in the roster; `above` from the plain
    name of a unit to that of the one it stands below, for those of which the roster says it.
    """

    units: tuple[str, ...]
    names: Mapping[str, str]
    above: Mapping[str, str]

    def named(self, unit: str) -> str:
        """A unit's name in the roster, where it stands there; else the name as it is."""
        return self.names.get(plain_name(unit), unit)


def read(path: str) -> Roster:
    """The roster in a file. Raises UsageError with one sentence that names the line."""
    try:
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise UsageError(f"单位名册 {path} 超过 {MOST_BYTES >> 20} MB，没有读；请只保留单位、上级和其他名称三列")
        text = decode(content).text
    except OSError as error:
        raise UsageError(f"打不开单位名册 {path}：{reason(error)}") from error
    except UnreadableError:
        raise UsageError(f"单位名册 {path} 不是文本；请在 Excel 里另存为 CSV") from None
    try:
        rows = list(_rows(text, path))
    except csv.Error:
        raise UsageError(f"单位名册 {path} 不是 CSV 表格；请在 Excel 里另存为 CSV") from None
    names: dict[str, str] = {}
    for line, row in rows:
        for name in (row[UNIT], *filter(None, re.split("[、，,；;]", row[ALSO]))):
            plain = plain_name(name)
            if plain in names and (name == row[UNIT] or names[plain] != row[UNIT]):
                raise _wrong(path, line, f"“{name}”已经{'写过' if names[plain] == name else f'是“{names[plain]}”的名称'}")
            names[plain] = row[UNIT]
    above: dict[str, str] = {}
    for line, row in rows:
        if not row[ABOVE]:
            continue
        name = names.get(plain_name(row[ABOVE]))
        # One without a line of its own need not report here; what is like another name is a slip.
        if name is None and (meant := nearest(row[ABOVE], (one[UNIT] for _, one in rows), 80)):
            raise _wrong(path, line, f"上级“{row[ABOVE]}”不在名册的单位里{meant}")
        above[plain_name(row[UNIT])] = plain_name(name or row[ABOVE])
        if _in_circle(plain_name(row[UNIT]), above):
            raise _wrong(path, line, f"“{row[UNIT]}”成了自己的上级")
    return Roster(tuple(row[UNIT] for _, row in rows), names, above)


def _rows(text: str, path: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The lines that name a unit, with their numbers, each with all columns."""
    lines = csv.reader(text.splitlines())
    columns: tuple[str, ...] = ()
    for cells in lines:
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if not columns:
            columns = tuple(cells) if UNIT in cells else (UNIT,)
            unknown = next((name for name in columns if name and name not in COLUMNS), "")
            if unknown:
                raise _wrong(path, lines.line_num, f"不认识“{unknown}”这一列{nearest(unknown, COLUMNS)}")
            if UNIT in cells:
                continue
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise _wrong(path, lines.line_num, f"有{len(cells)}列，多于第一行；第一行应写列名：{'、'.join(COLUMNS)}")
        row = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))
        if not row[UNIT]:
            raise _wrong(path, lines.line_num, "没有写单位")
        yield lines.line_num, row
    if not columns:
        raise UsageError(f"单位名册 {path} 里没有单位")


def _in_circle(name: str, above: Mapping[str, str]) -> bool:
    over = above.get(name)
    while over is not None and over != name:
        over = above.get(over)
    return over == name


def _wrong(path: str, line: int, why: str) -> UsageError:
    return UsageError(f"单位名册 {path} 第{line}行：{why}")
