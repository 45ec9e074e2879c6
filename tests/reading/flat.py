"""Made-up reports as lines of text: the cells of each table one after another, and the whole report around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from . import pages
from .truth import NEW, OLD, Truth

BOTH = pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])
Rows = list[list[str]]


def texts(rows: Iterable[list[pages.Cell]]) -> Rows:
    return [[c if isinstance(c, str) else c[0] for c in row] for row in rows]


def flat_2(truth: Truth) -> list[str]:
    return [text for row in texts(pages.rows_2(truth)) for text in row]


def flat_3(truth: Truth) -> list[str]:
    out = [truth.t3.corner, "申请人情况", "自然人", "法人或其他组织", "总计", *pages.HEADS]
    for row in truth.t3.rows:
        out += [row.label, *(truth.row("t3", row) if row.data else [])]
    return out


def flat_4(truth: Truth) -> list[str]:
    return [text for row in texts(pages.rows_4(truth)) for text in row]


def simple_3(truth: Truth) -> Rows:
    """表三 with one label a row, heading rows blank."""
    rows: Rows = [["", "自然人", *pages.HEADS, "总计"]]
    return rows + [[row.label, *(truth.row("t3", row) if row.data else [""] * 7)] for row in truth.t3.rows]


def text(
    truth: Truth,
    t2: list[str],
    t3: list[str],
    t4: list[str],
    *,
    mark: Callable[[str], str] = str,
    join: str = "\n",
    top: list[str] | None = None,
) -> str:
    lines = [truth.title, f"发布时间：{truth.published}", *truth.intro] if top is None else list(top)
    for number, table in ((1, None), (2, t2), (3, t3), (4, t4), (5, None), (6, None)):
        lines.append(mark(truth.heading(number)))
        lines += truth.prose[f"s{number}"] if table is None else table
    return join.join(lines) + "\n"


def piped(rows: Rows, style: str) -> list[str]:
    return [style.format(" | ".join(row)) for row in rows]
