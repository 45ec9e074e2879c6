"""Dated tables: which row is in force, and what a written day means."""

from datetime import date

import pytest

from gouji.dated import day, in_force

ROWS = [
    {"n": 1, "since": 2021, "levels": ["dept"]},
    {"n": 2, "until": 2020},
    {"n": 3, "since": 2022, "until": 2022},
    {"n": 4},
]


@pytest.mark.parametrize(
    ("year", "level", "rows"), [(2020, "dept", [2, 4]), (2021, "dept", [1, 4]), (2022, None, [3, 4]), (2022, "town", [3, 4])]
)
def test_rows_in_force(year: int, level: str | None, rows: list[int]):
    assert [row["n"] for row in in_force(ROWS, year, level)] == rows


@pytest.mark.parametrize(
    ("text", "meant"), [("次年-01-31", date(2024, 1, 31)), ("本年-12-31", date(2023, 12, 31)), ("2025-3-1", date(2025, 3, 1))]
)
def test_days(text: str, meant: date):
    assert day(text, 2023) == meant


@pytest.mark.parametrize("text", ["一月底", "次年-13-01", "次年-02-30", "", "01-31"])
def test_no_days(text: str):
    with pytest.raises(ValueError):
        day(text, 2023)
