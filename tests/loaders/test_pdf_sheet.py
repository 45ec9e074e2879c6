"""A printed worksheet whose columns are cut over pages is known, and told apart from tables that merely run on."""

from __future__ import annotations

import pytest

from .drawn_pdf import Canvas, load, made, say, table

LABELLED = [["项目", "自然人"], ["一、新收", "3"], ["二、结转", "4"]]
RIGHT = [["企业", "总计"], ["5", "8"], ["6", "10"]]


def left(canvas: Canvas) -> None:
    say(canvas, 60, 80, "一、总体情况")
    table(canvas, 100, LABELLED, [60, 300, 500])


def is_cut(*rows: list[str], top: float = 100, line: str = "") -> bool:
    def right(canvas: Canvas) -> None:
        say(canvas, 60, 80, line)
        table(canvas, top, list(rows), [60, 200, 340])

    document = load(made(left, right))
    if line.startswith("一") and document.partial:
        assert all(block.place.page == 1 for block in document.blocks)  # what is printed again belongs to no table
    assert document.partial == any("第2页是前面各页右边放不下的部分" in note for note in document.notes)
    return document.partial


@pytest.mark.parametrize("line", ["", "的余下部分"])
def test_numbers_without_names_beside_a_table_are_told_and_the_report_is_read_in_part(line: str) -> None:
    assert is_cut(*RIGHT, line=line)


def test_the_first_column_may_be_printed_again() -> None:
    assert is_cut(["项目", "企业"], ["一、新收", "5"], line="一、总体情况")
    assert not is_cut(["项目", "企业"], ["一、新收", "5"])  # another table of the same rows, below no line that was there before
    assert not is_cut(*LABELLED, line="一、总体情况")  # the same page once more
    assert not is_cut(["三、办结", "5"], ["四、结转", "6"], line="一、总体情况")  # other rows below the same line


def test_words_of_one_row_in_many_may_be_what_did_not_fit_in_the_row_above() -> None:
    rows = [["企业", "总计"], *([str(at), str(at)] for at in range(6))]
    assert is_cut(*rows[:1], ["组织1", "8"], *rows[1:])
    assert not is_cut(*rows[:1], ["组织1", "8"], ["机构2", "8"], *rows[1:])


def test_a_table_without_its_head_ends_as_high_as_what_it_belongs_to() -> None:
    assert is_cut(*RIGHT[1:], top=120)


def test_a_table_that_goes_on_below_another_is_none_of_its_columns() -> None:
    assert not is_cut(*LABELLED)
    assert not is_cut(["5", "8"], ["6", "10"], top=400)
    assert not is_cut(*RIGHT, line="四、行政复议情况")
