"""A header is followed where it names the columns in an order of its own and nothing speaks against it."""

from __future__ import annotations

import pytest

from gouji.document import NOWHERE
from gouji.recognise.columns import Columns, columns_under
from gouji.recognise.pieces import Header
from gouji.recognise.tokens import Token

FORM = ["person", "biz", "sci", "other", "total"]


def under(named: str, *rows: str):
    header = Header()
    header.by_column = dict(enumerate(named.split(), 1))
    return columns_under(header, FORM, [[Token(value.strip("_"), NOWHERE) for value in row.split()] for row in rows])


def test_the_order_of_the_form_needs_no_header():
    assert under("person biz sci other total", "1 2 3 4 10") == Columns(FORM, None)


@pytest.mark.parametrize(
    ("rows", "moved"),
    [
        (["_ 1 2 3 4"] * 3, True),
        (["_ 1 2 3 4"] * 2, False),
        (["_ 1 2 3 4"] * 3 + ["_ 1 2 3 6"] * 3, False),
        (["_ 1 2 3 4"] * 3 + ["0 1 2 3 4"], False),
        (["_ 1 2 3 4"] * 3 + ["_ 1 2 3 _"], False),
    ],
)
def test_values_moved_to_the_right_are_told_by_a_blank_column_and_totals_below_their_parts(rows, moved):
    assert under("", *rows).moved == moved


def test_another_order_is_followed():
    columns = under("total person biz sci other", "10 1 2 3 4")
    assert (columns.named, columns.doubt) == (["total", "person", "biz", "sci", "other"], "")


def test_another_order_that_the_sums_deny_is_not():
    columns = under("total person biz sci other", "1 2 3 4 10")
    assert columns.named is None
    assert "各行的总计不合" in columns.doubt


@pytest.mark.parametrize("row", ["4 _ 1 _ 5", "_ _ _ _ 5", "4 / 1 - 5"])
def test_blank_cells_do_not_keep_the_sums_from_denying_an_order(row):
    assert under("person biz total sci other", row).named is None


@pytest.mark.parametrize("row", ["4 _ 5 1 _", "_ _ 5 5 _", "_ _ _ _ _", "0 0 0 0 0", "_ 2 _ 1 7"])
def test_blank_cells_deny_no_order_by_themselves(row):
    assert under("person biz total sci other", row).named == ["person", "biz", "total", "sci", "other"]


@pytest.mark.parametrize(("named", "doubted"), [("biz person", True), ("person biz", False), ("", False)])
def test_few_names_are_not_followed_and_doubted_where_they_are_contrary(named, doubted):
    columns = under(named, "1 2 3 4 10")
    assert columns.named is None
    assert ("次序又与规定的不同" in columns.doubt) == doubted


@pytest.mark.parametrize(
    ("named", "followed"),
    [
        ({0: "biz", 1: "sci", 3: "person", 4: "other", 7: "total"}, False),
        ({2: "total", 3: "person", 4: "biz", 5: "sci", 6: "other"}, True),
        ({3: "total", 4: "person", 5: "biz", 6: "sci", 7: "other"}, True),
    ],
    ids=["torn", "moved as a whole", "in its place"],
)
def test_a_header_some_of_whose_names_stand_above_labels_is_not_followed(named, followed):
    header = Header()
    header.by_column = named
    found = columns_under(header, FORM, [[Token(value, NOWHERE, 3 + n) for n, value in enumerate("61230")]])
    assert found.named == (list(named.values()) if followed else None)
    assert bool(found.doubt) is not followed
