"""Blanks of rows whose cells are only counted: fillers behind or before, blanks lost."""

from __future__ import annotations

import pytest

from gouji.document import NOWHERE, Place
from gouji.recognise.blanks import Filling, begins_only, blanks_lost, by_empty_lines, fillers_behind, filling, fit, usual_step
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


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("1 / 2 / 3", "1 2 3"),
        ("/ 1 / 2 / 3", "1 2 3"),
        ("/ / / / / 3", "/ / 3"),
        ("/ 1 - 2 / 3", None),
        ("/ 1 / 2 / 3 /", None),
        ("/ 1 / 2", None),
        ("/ / 3", "/ / 3"),
    ],
)
def test_slashes_between_as_many_values_as_the_form_has_only_part_them(row: str, values: str | None) -> None:
    found = fit(rows(row)[0], 3)
    assert values == (None if found is None else " ".join(token.text for token in found))


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


def test_blank_cells_behind_the_last_value_are_counted_up_to_the_next_label() -> None:
    label, four = at(("label", 9)), at(("label", 9), ("4", 10))
    (following,) = at(("next", 13))
    assert [token.text for token in by_empty_lines(four, 3, 1, following) or ()] == ["4", "", ""]
    assert [token.text for token in by_empty_lines(label, 3, 1, following) or ()] == ["", "", ""]
    assert by_empty_lines(four, 4, 1, following) is None


def test_empty_lines_that_do_not_make_up_the_row_tell_nothing() -> None:
    assert by_empty_lines(at(("label", 9), ("0", 12)), 3, 2) is None
    assert by_empty_lines(at(("label", 9), ("0", 14)), 3, 2) is None
    assert by_empty_lines(rows("label 0")[0], 3, 0) is None


BEHIND, BEFORE, NEITHER = Filling(False, True), Filling(True, False), Filling(False, False)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("1 2 3 6 .", "1 . . 1 .", "1 2 3 . ."), BEHIND),
        ((". 1 2 3 6", ". 1 . . 1", ". 2 3 6"), BEFORE),
        (("1 2 3 6", "1 2 3 ."), NEITHER),
        (("1 2 3 6 .", "1 2 3 . .", "1 2 3 . ."), NEITHER),
        (("1 2 3 6", "1 2 3 . .", "1 2 3 . ."), NEITHER),
        ((". . 2 3 6", ". . 2 3 5", "2 3 6"), BEFORE),
    ],
    ids=["behind", "before", "rows of their own length", "most rows alike", "one row full", "a row short of one"],
)
def test_where_a_table_fills_up_its_rows(texts: tuple[str, ...], found: Filling) -> None:
    assert filling([(row, 4) for row in rows(*texts)]) == found


def test_a_row_that_may_have_lost_a_cell() -> None:
    full, short, sparse, late, empty = rows("1 2 3 6", "1 2 3 .", "1 . . 1", ". 2 3 6", ". . . .")
    assert [BEHIND.hides(row) for row in (full, short, sparse, late, empty)] == [False, True, False, False, False]
    assert [BEFORE.hides(row) for row in (full, short, sparse, late, empty)] == [False, True, False, True, False]
    assert not NEITHER.hides(short) and not NEITHER.hides(late)
