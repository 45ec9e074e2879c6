"""What the text of a cell says: a number, nothing, a mark for nothing, or words."""

from decimal import Decimal

import pytest

from gouji.report import BLANK, NUMBER, PLACEHOLDER, TEXT
from gouji.values import is_meant, is_value, parse, written


@pytest.mark.parametrize(
    ("raw", "value", "note"),
    [
        ("5", 5, ""),
        (" １２ ", 12, ""),
        ("1,204", 1204, ""),
        ("−3", -3, ""),
        ("+2", 2, ""),
        ("3.", 3, ""),
        ("12.50", Decimal("12.50"), ""),
        ("3件", 3, "件"),
        ("7.5万元", Decimal("7.5"), "万元"),
        ("22（其中修订16件）", 22, "其中修订16件"),
        ("减4", -4, "减"),
        ("新增2件", 2, "新增"),
        ("零", 0, "中文数字"),
        ("〇", 0, "中文数字"),
        ("9" * 15, 10**15 - 1, ""),
    ],
)
def test_numbers(raw: str, value: int | Decimal, note: str):
    assert parse(raw) == (NUMBER, value, note)
    assert str(parse(raw)[1]) == str(value)
    assert is_value(raw)


@pytest.mark.parametrize("raw", ["", "　", "\u200b\n"])
def test_blanks_are_no_zeros(raw: str):
    assert parse(raw) == (BLANK, None, "")
    assert not is_value(raw)


@pytest.mark.parametrize("raw", ["/", "——", "-", "无", "不适用", "N/A", "……"])
def test_marks_for_nothing(raw: str):
    assert parse(raw)[:2] == (PLACEHOLDER, None)
    assert is_value(raw)


@pytest.mark.parametrize("raw", ["约3件", "3或4", "1,20", "公开", "9" * 16, "减" + "9" * 16])
def test_nothing_is_guessed(raw: str):
    assert parse(raw) == (TEXT, None, "")
    assert not is_value(raw)


@pytest.mark.parametrize(
    ("raw", "meant"), [("O", True), ("约12万元", True), ("0/0", True), ("持 平", True), ("公开", False), ("第一季度", False)]
)
def test_words_that_stand_for_a_value(raw: str, meant: bool):
    assert is_meant(raw) is meant


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (-3, "-3"), (Decimal("12.50"), "12.5"), (Decimal("3.0"), "3"), (Decimal("1E+2"), "100")]
)
def test_written(value: int | Decimal | None, text: str):
    assert written(value) == text
