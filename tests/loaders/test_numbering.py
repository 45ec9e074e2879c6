"""Numbers written out as Word prints them."""

from __future__ import annotations

import pytest

from gouji_plugins.loaders.numbering import Level, NumberedList, Numbering, number_text


@pytest.mark.parametrize(
    ("number", "name", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (12, "japaneseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1000, "chineseCountingThousand", "一千"),
        (10, "chineseLegalSimplified", "壹拾"),
        (20, "ideographDigital", "二〇"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedParen", "⑶"),
        (21, "decimalEnclosedCircle", "㉑"),
        (21, "decimalEnclosedParen", "21"),
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (27, "upperLetter", "AA"),
        (2, "lowerLetter", "b"),
        (7, "decimalZero", "07"),
        (5, "decimalFullWidth", "５"),
        (5, "unheardOf", "5"),
        (5, "none", ""),
    ],
)
def test_number_formats(number: int, name: str, text: str) -> None:
    assert number_text(number, name) == text


def numbering(*levels: Level) -> Numbering:
    return Numbering({"1": NumberedList("a", dict(enumerate(levels)))})


def test_a_level_restarts_when_a_higher_one_was_used_unless_told_not_to() -> None:
    top = Level(text="%1", follow="nothing")
    for restart, expected in ((None, "1"), (0, "3")):
        lists = numbering(top, Level(text="%2", follow="nothing", restart=restart))
        labels = [lists.label("1", level) for level in (0, 1, 1, 0, 1)]
        assert labels[-1] == expected


def test_a_pattern_may_name_several_levels_and_legal_style_writes_decimals() -> None:
    lists = numbering(Level(format="chineseCounting", text="第%1章"), Level(text="%1.%2", legal=True), Level(text="%1.%3"))
    assert [lists.label("1", level) for level in (0, 1, 2)] == ["第一章 ", "1.1 ", "一.1 "]


def test_bullets_and_unknown_lists_have_no_number() -> None:
    lists = numbering(Level(format="bullet", text="●"))
    assert lists.label("1", 0) == lists.label("9", 0) == lists.label("1", 5) == ""
