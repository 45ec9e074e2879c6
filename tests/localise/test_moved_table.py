"""Rows of a table moved together by one column, columns by one row, with noughts where nothing was left."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.localise.test_slips import COLUMNS, filled, of_row, with_rows

from gouji.engine import check
from gouji.in_force import Options, prepare

ROWS = {
    "new": (31, 12, 0, 4, 0, 7, 54),
    "carry_in": (2, 0, 0, 1, 0, 0, 3),
    "open": (20, 8, 0, 0, 0, 5, 33),
    "partial": (13, 4, 0, 4, 0, 2, 23),
    "done": (33, 12, 0, 4, 0, 7, 56),
    "carry_out": (0, 0, 0, 1, 0, 0, 1),
}


@pytest.fixture(scope="module")
def rules():
    return prepare(Options(select=("A",))).ruleset


def told(report, rules):
    return check(report, rules).findings


def mended(report, finding):
    (correction,) = finding.corrections
    cells = [report.cell(*change.key)._replace(value=int(change.new), raw=change.new) for change in correction]
    return report.with_cells(*cells)


def moved_right(values):
    return (0, *values[:-1])


def moved_left(values):
    return (*values[1:], 0)


def with_all(report, rows, move):
    return with_rows(report, "t3", COLUMNS, {row: move(values) for row, values in rows.items()})


@pytest.mark.parametrize("edition", ["gov-2019", "gov-2021"])
def test_a_table_moved_right_is_one_fault_and_the_totals_are_computed(edition, rules):
    right = filled(edition, "t3", COLUMNS, ROWS)
    wrong = with_all(right, ROWS, moved_right)
    (finding,) = told(wrong, rules)
    assert "表三各行像是都右移了一列，各数应左移一列，补上总计" in finding.message
    assert not told(mended(wrong, finding), rules)
    assert all(of_row(mended(wrong, finding), row) == list(values) for row, values in ROWS.items())


def test_a_table_moved_left_comes_before_totals_left_out(rules):
    wrong = with_all(filled("gov-2021", "t3", COLUMNS, ROWS), ROWS, moved_left)
    (finding,) = told(wrong, rules)
    moved, omitted = finding.corrections
    assert "表三各行像是都左移了一列，各数应右移一列，补上自然人，或表三总计列像是漏填了" in finding.message
    assert {change.column for change in omitted} == {"total"}
    assert {(change.row, change.new) for change in moved if change.column == "person"} >= {("new", "31"), ("open", "20")}


def test_where_the_totals_may_merely_be_missing_that_comes_first(rules):
    firms = {row: (0, values[0], 0, values[3], 0, 0, values[0] + values[3]) for row, values in ROWS.items()}
    wrong = with_all(filled("gov-2021", "t3", COLUMNS, firms), firms, lambda values: (*values[:-1], 0))
    (finding,) = told(wrong, rules)
    assert "表三总计列像是漏填了" in finding.message.partition("，或")[0]
    assert "右移了一列" in finding.message


def test_totals_left_out_are_nothing_else_where_the_first_column_is_filled(rules):
    wrong = with_all(filled("gov-2021", "t3", COLUMNS, ROWS), ROWS, lambda values: (*values[:-1], 0))
    (finding,) = told(wrong, rules)
    assert "移了" not in finding.message and len(finding.corrections) == 1


@pytest.mark.parametrize("rows", [("new", "carry_in"), ("partial", "done", "carry_out"), ("done", "carry_out"), tuple(ROWS)[1:]])
@pytest.mark.parametrize("move", [moved_right, moved_left])
def test_rows_on_one_side_of_a_page_break_moved_together_are_one_fault(rows, move, rules):
    wrong = with_all(filled("gov-2021", "t3", COLUMNS, ROWS), {row: ROWS[row] for row in rows}, move)
    (finding,) = told(wrong, rules)
    assert f"及以{'上' if 'new' in rows else '下'}各行像是都{'右' if move is moved_right else '左'}移了一列" in finding.message
    assert all(of_row(mended(wrong, finding), row) == list(values) for row, values in ROWS.items())


def test_totals_alone_have_not_moved(rules):
    wrong = with_all(filled("gov-2021", "t3", COLUMNS, ROWS), ROWS, lambda values: (0, 0, 0, 0, 0, 0, values[-1]))
    assert all("移了" not in finding.message for finding in told(wrong, rules))


def test_one_row_that_moved_is_told_by_its_own_name(rules):
    wrong = with_all(filled("gov-2021", "t3", COLUMNS, ROWS), {"open": ROWS["open"]}, moved_right)
    (finding,) = told(wrong, rules)
    assert "表三予以公开行整体像是右移了一列" in finding.message


@pytest.mark.parametrize("edition", ["gov-2019", "gov-2021"])
@pytest.mark.parametrize(
    ("step", "words"), [(1, "都下移了一行，各数应上移一行，补上结转下年"), (-1, "都上移了一行，各数应下移一行，补上新收")]
)
def test_a_table_moved_by_a_row_is_one_fault_and_what_fell_off_is_computed(edition, step, words, rules):
    right = filled(edition, "t3", COLUMNS, ROWS)
    names = [row.id for row in right.edition.table("t3").rows if row.data]
    moved = dict.fromkeys(names, (0,) * 7)
    moved.update((now, of_row(right, before)) for before, now in pairwise(names[::step]))
    wrong = with_rows(right, "t3", COLUMNS, moved)
    (finding,) = told(wrong, rules)
    assert f"表三各列像是{words}" in finding.message
    assert all(of_row(mended(wrong, finding), row) == of_row(right, row) for row in names)


def test_results_that_were_not_filled_in_are_no_moved_table_nor_rows_exchanged(rules):
    same = ROWS["new"]
    (finding,) = told(filled("gov-2021", "t3", COLUMNS, {"new": same, "done": same}), rules)
    assert "移了一行" not in finding.message and "互换" not in finding.message
    assert [{change.row for change in one} for one in finding.corrections[:2]] == [{"open"}, {"partial"}]


RESULTS = {
    "new": (31, 12, 0, 4, 0, 7, 54),
    "carry_in": (2, 0, 0, 1, 0, 0, 3),
    "open": (10, 8, 0, 0, 0, 5, 23),
    "partial": (3, 4, 0, 4, 0, 2, 13),
    **{f"deny_{why}": (1, 0, 0, 0, 0, 0, 1) for why in ("secret", "law", "safety", "third", "internal", "process", "casefile", "query")},
    **{f"unable_{why}": (1, 0, 0, 0, 0, 0, 1) for why in ("nohold", "make", "unclear")},
    **{f"rej_{why}": (1, 0, 0, 0, 0, 0, 1) for why in ("petition", "repeat", "publication", "mass", "confirm")},
    **{f"misc_{why}": (1, 0, 0, 0, 0, 0, 1) for why in ("nosupp", "nopay", "other")},
    "done": (32, 12, 0, 4, 0, 7, 55),
    "carry_out": (1, 0, 0, 1, 0, 0, 2),
}


@pytest.mark.parametrize("at", [2, 3, 10, 20])
def test_rows_behind_an_empty_one_moved_down_are_one_fault_and_what_fell_off_is_computed(at, rules):
    right = filled("gov-2021", "t3", COLUMNS, RESULTS)
    assert not told(right, rules)
    names = [row.id for row in right.edition.table("t3").rows if row.data]
    moved = {names[at]: (0,) * 7} | {now: of_row(right, before) for before, now in pairwise(names[at:])}
    wrong = with_rows(right, "t3", COLUMNS, moved)
    (finding,) = told(wrong, rules)
    name = right.edition.table("t3").row(names[at]).name
    assert f"表三{name}及以下各行像是都下移了一行，各数应上移一行，补上结转下年" in finding.message
    assert all(of_row(mended(wrong, finding), row) == of_row(right, row) for row in names)


def test_two_rows_exchanged_are_not_all_rows_behind_an_empty_one_moved_down(rules):
    none = (0,) * 7
    empty = {"deny_secret": none, "unable_make": none, "open": (12, 8, 0, 0, 0, 5, 25), "carry_out": none}
    right = filled("gov-2021", "t3", COLUMNS, {**RESULTS, **empty, "new": (30, 12, 0, 3, 0, 7, 52)})
    assert not told(right, rules)
    wrong = with_rows(right, "t3", COLUMNS, {"done": none, "carry_out": RESULTS["done"]})
    (finding,) = told(wrong, rules)
    assert "互换" in finding.message and "移了一行" not in finding.message
    assert all(of_row(mended(wrong, finding), row) == of_row(right, row) for row in ("done", "carry_out"))


@pytest.mark.parametrize(("others", "told_so"), [(("deny_secret",), True), (("deny_secret", "unable_make"), False)])
def test_of_three_empty_rows_nobody_knows_which_one_is_too_much(others, told_so, rules):
    none = (0,) * 7
    right = filled(
        "gov-2021",
        "t3",
        COLUMNS,
        {
            **RESULTS,
            **dict.fromkeys(others, none),
            "new": (31 - len(others), 12, 0, 4, 0, 7, 54 - len(others)),
            "done": (32 - len(others), 12, 0, 4, 0, 7, 55 - len(others)),
        },
    )
    assert not told(right, rules)
    names = [row.id for row in right.edition.table("t3").rows if row.data]
    at = names.index("rej_repeat")
    moved = {names[at]: none} | {now: of_row(right, before) for before, now in pairwise(names[at:])}
    found = told(with_rows(right, "t3", COLUMNS, moved), rules)
    assert any("都下移了一行" in finding.message for finding in found) == told_so
