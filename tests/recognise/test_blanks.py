"""Blanks of rows whose cells are only counted: fillers behind or before, blanks lost."""

from __future__ import annotations

import pytest

from gouji.document import NOWHERE, Place
from gouji.recognise.blanks import begins_only, blanks_lost, by_empty_lines, exceptional, fillers_behind, unended, usual_step
from gouji.recognise.tokens import Token


def rows(*texts: str) -> list[list[Token]]:
    return [[Token("" if cell == "." else cell, NOWHERE) for cell in text.split()] for text in texts]


@pytest.mark.parametrize(
    ("texts", "behind"),
    [
        (("1 . 1 .", ". . 0 ."), True),
        ((". 1 . 1", ". . . 0"), False),
        ((". . 0 .",), False),
        (("1 . 1 .", ". 1 . 1"), False),
        (("1 0 1", "2 0 2"), False),
    ],
    ids=["one row tells", "before", "no row tells", "rows disagree", "no fillers"],
)
def test_fillers_stand_where_some_row_says_and_none_denies(texts: tuple[str, ...], behind: bool) -> None:
    assert fillers_behind(rows(*texts), 3) is behind


@pytest.mark.parametrize(
    ("texts", "lost"),
    [
        (("12 3 15 .", "1 1 . ."), True),
        (("12 3 15 .", "12 . . 12"), False),
        (("12 3 4 .", "1 0 0 ."), False),
        (("0 . . .", "0 . . ."), True),
        (("1 2 0 3", "0 0 0 0"), False),
        ((". . . .",), False),
    ],
    ids=["sums moved", "a blank before a value", "no sums", "single values", "full rows", "nothing"],
)
def test_blanks_are_lost_where_sums_moved_up(texts: tuple[str, ...], lost: bool) -> None:
    assert blanks_lost(rows(*texts), 4) is lost


def test_a_row_that_is_filled_at_its_beginning_only() -> None:
    assert [begins_only(row, 3) for row in rows("1 . .", "1 2 . .", ". 1 .", "1 2 3", ". . .")] == [True, True, False, False, False]


def at(*cells: tuple[str, int]) -> list[Token]:
    return [Token(text, Place(line=line)) for text, line in cells]


def test_blank_cells_are_counted_by_empty_lines() -> None:
    full = at(("label", 1), ("5", 3), ("0", 5), ("5", 7))
    total = at(("label", 9), ("0", 13))
    assert usual_step([full, total]) == 2
    assert [token.text for token in by_empty_lines(total, 3, 2) or ()] == ["", "", "0"]
    first_and_last = by_empty_lines(at(("label", 9), ("4", 11), ("4", 14)), 3, 2)
    assert [token.text for token in first_and_last or ()] == ["4", "", "4"]


def test_empty_lines_that_do_not_make_up_the_row_tell_nothing() -> None:
    assert by_empty_lines(at(("label", 9), ("0", 12)), 3, 2) is None
    assert by_empty_lines(at(("label", 9), ("0", 14)), 3, 2) is None
    assert by_empty_lines(rows("label 0")[0], 3, 0) is None


def test_rows_that_end_in_a_blank_are_suspected_where_they_are_few() -> None:
    full, short, sparse = rows("1 2 3 6", "1 2 3 .", "1 . . 1")
    assert [unended(row, 4) for row in (full, short, sparse)] == [False, True, False]
    assert unended(rows(". 2 3 6")[0], 4) and not unended(rows(". . . 6")[0], 4)
    assert exceptional([(full, 4), (sparse, 4), (short, 4)])
    assert not exceptional([(full, 4), (short, 4), (short, 4)])
    assert not exceptional([(full, 4), (sparse, 4)])
