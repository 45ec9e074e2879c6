"""Dated tables of law: what a deadline, a document number or a threshold was in which years.

A table is a list of rows; each row is a mapping with the values themselves, and `since` and `until`
(first and last year of data it speaks for), `levels` (the kinds of public body), `source` (where it
is written) and `certainty`. The first row that fits is in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gouji.calendar import date
from gouji.lean import Any
from gouji.regions import directly_under

CERTAINTIES = ("确", "记", "疑")
"""确: the wording of the source was seen. 记: from memory of it. 疑: could not be confirmed.
Only what is 确 may be held against anybody as an error."""

CERTAIN = CERTAINTIES[0]

DEADLINES = "公布期限"
"""The table of days by which a report must be published. A place may only bring them forward."""

_DAY = re.compile(r"(本年|次年|[0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def in_force(rows: Iterable[Mapping[str, Any]], year: int, level: str | None = None, unit: str | None = None) -> list[Mapping[str, Any]]:
    """The rows that speak for this year of data, this level and this unit, in order.

    A row without `levels` speaks for every level; one with `levels` is left out when the level is
    unknown. Likewise a row with `directly_under`, which speaks only for that place's own units.
    """
    return [
        row
        for row in rows
        if (row.get("since") is None or row["since"] <= year)
        and (row.get("until") is None or year <= row["until"])
        and (not row.get("levels") or level in row["levels"])
        and (not row.get("directly_under") or directly_under(unit or "", row["directly_under"]))
    ]


def day(text: str, year: int) -> date:
    """The date a text such as 次年-01-31, 本年-12-31 or 2024-03-31 means for a year of data.

    Raises ValueError when it is no such text or no day of the calendar.
    """
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}”不是日期，应写作 次年-01-31、本年-12-31 或 2024-03-31")
    first = {"本年": year, "次年": year + 1}.get(found[1]) or int(found[1])
    return date(first, int(found[2]), int(found[3]))
