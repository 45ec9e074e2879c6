"""The numbers of a report, right by construction: every identity inside the three tables holds.

A few entries say what happened (this many of this result for this kind of applicant); totals,
received and carried-over numbers follow from them. Nothing here is drawn by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from gouji.edition import Edition, Row
from gouji.report import ACCEPTED, NUMBER, Key, Label, Number, Report
from gouji.sample import FEES_SINCE

RULE_MAKERS = ("gov.prov", "gov.city", "central")
"""The levels that may issue 规章 (立法法); every other body's three cells are 0."""

ENFORCERS = ("行政审批", "市场监督", "市场监管", "综合执法", "公安", "生态环境")
"""Words in the name of a body that can hardly have a year without a single decision."""

DECIDING = ("a20_5.permit", "a20_6.penalty", "a20_6.coercion")


class Answer(NamedTuple):
    """So many requests of one kind of applicant with one result; row "carry_out" for those left open."""

    row: str
    column: str
    number: int


class Dispute(NamedTuple):
    """So many cases of one way (行政复议, …) with one outcome."""

    row: str
    column: str
    number: int


class Activity(NamedTuple):
    """What happened in one row of 表二: three plain numbers whose meaning depends on the row's columns."""

    row: str
    first: int
    second: int
    third: int


class Fees(NamedTuple):
    """信息处理费: notices sent, their amount and the amount received, in 元."""

    notices: int = 0
    amount: int = 0
    received: int = 0


NO_FEES = Fees()


MOST_CHARGED = 8_000
"""万元 of charges a year; more would be past reason for a township."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All numbers of one report. A cell that is not in `values` is 0."""

    edition: Edition
    values: Mapping[Key, Number] = field(default_factory=dict)
    fees: Fees = NO_FEES

    def get(self, table: str, row: str, column: str) -> Number:
        """The number in this cell."""
        return self.values.get((table, row, column), 0)

    def fill(self, report: Report) -> Report:
        """The report with these numbers in its cells; its prose is left as it is."""
        tables = dict(report.tables)
        for id, table in report.tables.items():
            cells = dict(table.cells)
            for address, cell in cells.items():
                value = self.values.get((id, *address), 0)
                if value or cell.value:
                    cells[address] = cell._replace(raw=str(value), kind=NUMBER, value=value, note="")
            columns = table.columns
            spent = "a20_9.amt"
            if id == "t2" and spent in columns and self.get("t2", "a20_9.proc", "amt"):
                # The 2019 form names no unit for this amount; a careful unit writes it into the header.
                columns = {**columns, spent: Label(spent, "采购总金额（万元）", ACCEPTED, columns[spent].place)}
            tables[id] = replace(table, cells=cells, columns=columns)
        return replace(report, tables=tables)


def settle(
    edition: Edition,
    *,
    answers: Iterable[Answer] = (),
    carried: Mapping[str, int] | None = None,
    disputes: Iterable[Dispute] = (),
    activities: Iterable[Activity] = (),
    fees: Fees = NO_FEES,
    level: str = "dept",
    unit: str = "",
    year: int | None = None,
    previous: Figures | None = None,
) -> Figures:
    """The figures that follow from these entries.

    `carried` says per column how many requests the year began with; `previous`, where given, is
    last year's report, which then decides it, and with it the running totals of 表二.
    """
    if year is not None and year < FEES_SINCE:
        fees = NO_FEES
    values: dict[Key, Number] = {}
    values.update(_requests(edition, answers, carried_over(previous) if previous else dict(carried or {}), fees))
    values.update(_disputes(edition, disputes, previous))
    values.update(_activities(edition, activities, fees, level, unit, previous))
    if previous is not None and previous.edition is edition and previous.values and _filled(values) == dict(previous.values):
        # Two years alike in every cell look copied; a real second year never is.
        _count_one_decision(values, "a20_5.permit")
    return Figures(edition, _filled(values), fees)


def _filled(values: Mapping[Key, Number]) -> dict[Key, Number]:
    return {key: value for key, value in values.items() if value}


def carried_over(figures: Figures) -> dict[str, int]:
    """Per column, how many requests this report hands on to the next year."""
    applicants = figures.edition.table("t3").column_groups["申请人"]
    return {column: int(figures.get("t3", "carry_out", column)) for column in applicants}


def add_up(parts: Sequence[Figures]) -> Figures:
    """The figures of a government whose bodies reported these."""
    values: dict[Key, Number] = {}
    for part in parts:
        for key, value in part.values.items():
            values[key] = values.get(key, 0) + value
    fees = Fees(*(sum(part.fees[i] for part in parts) for i in range(3)))
    return Figures(parts[0].edition, values, fees)


def _requests(edition: Edition, answers: Iterable[Answer], carried: Mapping[str, int], fees: Fees) -> dict[Key, Number]:
    spec = edition.table("t3")
    applicants, results = spec.column_groups["申请人"], spec.row_groups["办理结果"]
    counts: dict[tuple[str, str], int] = {}
    unpaid = fees.notices
    for row, column, number in answers:
        if row == "misc_nopay":  # nobody can fail to pay a notice that was never sent
            number = min(number, unpaid)
            unpaid -= number
        counts[row, column] = counts.get((row, column), 0) + number
    for column in applicants:
        begun = carried.get(column, 0)
        done = sum(counts.get((row, column), 0) for row in results)
        left = counts.get(("carry_out", column), 0)
        lack = max(0, begun - done - left)  # what the year began with was answered
        counts["open", column] = counts.get(("open", column), 0) + lack
        counts["carry_in", column] = begun
        counts["done", column] = done + lack
        counts["new", column] = done + lack + left - begun
    values: dict[Key, Number] = {}
    for (row, column), count in counts.items():
        values["t3", row, column] = count
        values["t3", row, "total"] = values.get(("t3", row, "total"), 0) + count
    return values


def _disputes(edition: Edition, disputes: Iterable[Dispute], previous: Figures | None) -> dict[Key, Number]:
    rows = [row.id for row in edition.table("t4").rows]
    outcomes = edition.table("t4").column_groups["结果"]
    counts: dict[tuple[str, str], int] = {}
    for row, column, count in disputes:
        counts[row, column] = counts.get((row, column), 0) + count
    for row in rows:  # cases pending a year ago are still pending or were decided
        if previous is not None:
            lack = int(previous.get("t4", row, "pending")) - sum(counts.get((row, column), 0) for column in outcomes)
            if lack > 0:
                counts[row, "keep"] = counts.get((row, "keep"), 0) + lack
    after = sum(counts.get(("suit_after", column), 0) for column in outcomes)
    reviewed = sum(counts.get(("review", column), 0) for column in outcomes)
    if after > reviewed:  # whoever sues after a review had one
        counts["review", "keep"] = counts.get(("review", "keep"), 0) + after - reviewed
    values: dict[Key, Number] = {}
    for (row, column), count in counts.items():
        values["t4", row, column] = count
        values["t4", row, "total"] = values.get(("t4", row, "total"), 0) + count
    return values


def _activities(
    edition: Edition, activities: Iterable[Activity], fees: Fees, level: str, unit: str, previous: Figures | None
) -> dict[Key, Number]:
    told = {activity.row: activity for activity in activities}
    if previous is not None and previous.edition is not edition:
        previous = None  # the running totals of the two editions cannot be compared
    values: dict[Key, Number] = {}
    for row in edition.table("t2").rows:
        activity = told.get(row.id) or Activity(row.id, 0, 0, 0)
        if row.id == "a20_1.rule" and level not in RULE_MAKERS:
            activity = Activity(row.id, 0, 0, 0)
        for column, value in _row(row, activity, previous).items():
            values["t2", row.id, column] = value
    if any(word in unit for word in ENFORCERS) and not any(values.get(("t2", row, "dec")) for row in DECIDING):
        _count_one_decision(values, "a20_6.penalty")
    earned = -(-fees.received // 10000)  # 元 to 万元, rounded up
    if ("t2", "a20_8.fee", "amt") in values:
        values["t2", "a20_8.fee", "amt"] = max(values["t2", "a20_8.fee", "amt"], earned)
    return values


def _count_one_decision(values: dict[Key, Number], row: str) -> None:
    """One decision more; where the edition counts matters too, there is then at least one matter."""
    prev, delta = ("t2", row, "prev"), ("t2", row, "delta")
    if delta in values and not values[prev] + values[delta]:
        values[delta] += 1
    values["t2", row, "dec"] = values.get(("t2", row, "dec"), 0) + 1


def _row(row: Row, activity: Activity, previous: Figures | None) -> dict[str, Number]:
    def before(column: str) -> int | None:
        return int(previous.get("t2", row.id, column)) if previous is not None else None

    _, first, second, third = activity
    match [column.id for column in row.columns]:
        case ["made", "repeal", "valid"]:
            had = before("valid")
            had = second + third if had is None else had
            repealed = min(second, had)
            return {"made": first, "repeal": repealed, "valid": had + first - repealed}
        case ["made", "pub", "pub_total"]:
            had = before("pub_total")
            return {"made": first + second, "pub": second, "pub_total": (third if had is None else had) + second}
        case ["prev", "delta", *decided]:
            last = before("prev")
            had = first if last is None else last + int(before("delta") or 0)
            change = second // 2 if second % 2 == 0 else -min(had, second // 2 + 1)
            return {"prev": had, "delta": change, **dict.fromkeys(decided, third if had + change else 0)}
        case ["cnt", "amt"]:
            return {"cnt": first, "amt": _money(second, third + 1) if first else 0}
        case ["amt"]:
            # Charges do not come and go: a thousandfold change would look like 元 for 万元.
            charged = previous.get("t2", row.id, "amt") if previous is not None else None
            if charged is None:
                return {"amt": _money(first % MOST_CHARGED, second)}
            return {"amt": max(min(_money(first % MOST_CHARGED, second), charged * 10), charged)}
        case columns:
            return dict.fromkeys(columns, first or third)


def _money(whole: int, cents: int) -> Number:
    cents %= 100
    return whole + Decimal(cents) / 100 if cents else whole
