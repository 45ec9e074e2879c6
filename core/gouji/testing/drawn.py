"""Valid reports chosen by a `Pick`: what `gouji.testing.strategies` draws, without hypothesis.

With a seed they are the same on every machine, so that a figure made from them can be repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from gouji.edition import Edition
from gouji.report import Report
from gouji.sample import FEES_SINCE, UNITS, balanced
from gouji.testing.choice import Pick
from gouji.testing.figures import NO_FEES, Activity, Answer, Dispute, Fees, Figures, add_up, settle
from gouji.testing.prose import write

T = TypeVar("T")

FEW = (1, 2, 3, 4, 6, 7, 9)
MANY = (12, 15, 28, 31, 47, 106, 230)


class Drawn(NamedTuple):
    """A valid report with the reports it is judged beside: the year before, the bodies below."""

    report: Report
    previous: Report | None = None
    below: tuple[Report, ...] = ()


def drawn_figures(
    pick: Pick, edition: Edition, *, year: int, level: str = "dept", unit: str = "", previous: Figures | None = None, full: bool = False
) -> Figures:
    """Right numbers; `full` puts something into nearly every cell, else a handful of things happened."""
    t2, t3, t4 = (edition.table(id) for id in ("t2", "t3", "t4"))
    results = [(row, column) for row in t3.row_groups["办理结果"] for column in t3.column_groups["申请人"]]
    left = [("carry_out", column) for column in t3.column_groups["申请人"]]
    outcomes = [(row.id, column) for row in t4.rows for column in t4.column_groups["结果"]]
    rows = [row.id for row in t2.rows if row.data]
    if not full:
        results, outcomes, rows = _some(pick, [*results, *left], 6), _some(pick, outcomes, 3), _some(pick, rows, 4)
        left = []
    notices = pick((0, *FEW)) if year >= FEES_SINCE else 0
    tens = notices * pick(FEW)
    fees = Fees(notices, tens * 10, pick((0, tens)) * 10) if notices else NO_FEES
    counts = FEW if full else (*FEW, *MANY)
    carried: dict[str, int] = {}
    for row, column in results:
        if row != "misc_nopay":
            carried[column] = carried.get(column, 0) + 1
    return settle(
        edition,
        answers=[Answer(row, column, pick(counts)) for row, column in (*results, *left)],
        carried={column: pick((0, most)) if not full else most for column, most in carried.items()},
        disputes=[Dispute(row, column, pick(FEW)) for row, column in outcomes],
        activities=[Activity(row, pick(FEW), pick(MANY), pick(MANY)) for row in rows],
        fees=fees,
        level=level,
        unit=unit,
        year=year,
        previous=previous,
    )


def drawn(pick: Pick, edition: Edition, *, level: str = "dept", full: bool = False, year: int | None = None) -> Drawn:
    """A valid report of this level with the year before; a government's with two bodies below it.

    `year` is by default the edition's last one. The year before is left out where another edition covers it.
    """
    year = year or edition.year_to or edition.year_from + 2
    bodies: tuple[tuple[str, str], ...]
    if level.startswith("gov."):
        bodies = (("office", f"{UNITS[level]}办公室"), ("dept", UNITS["dept"]))
    else:
        bodies = ((level, UNITS.get(level, UNITS["dept"])),)
    before = [drawn_figures(pick, edition, year=year - 1, level=code, unit=unit, full=full) for code, unit in bodies]
    now = [
        drawn_figures(pick, edition, year=year, level=code, unit=unit, previous=last, full=full)
        for (code, unit), last in zip(bodies, before, strict=True)
    ]

    def told(figures: Figures, year: int, level: str, unit: str) -> Report:
        return write(figures.fill(balanced(edition, year=year, level=level, unit=unit)), pick, figures.fees)

    last_year = year - 1 if edition.covers(year - 1) else None
    if len(bodies) == 1:
        previous = told(before[0], last_year, *bodies[0]) if last_year else None
        return Drawn(told(now[0], year, *bodies[0]), previous)
    below = tuple(told(figures, year, *body) for figures, body in zip(now, bodies, strict=True))
    previous = told(add_up(before), last_year, level, UNITS[level]) if last_year else None
    return Drawn(told(add_up(now), year, level, UNITS[level]), previous, below)


def _some(pick: Pick, options: Sequence[T], most: int) -> list[T]:
    return [pick(options) for _ in range(pick(range(1, most + 1)))]
