"""表四 as sites really print it: turned, stacked, split in three, with further columns and rows."""

from __future__ import annotations

import pytest

from . import pages
from .judge import wrong
from .truth import NEW, OLD, Truth

BOTH = pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])


def with_4(truth: Truth, *tables: list[list[pages.Cell]], between: str = "") -> str:
    return pages.page(truth, pages.report(truth, t4=between.join(pages.table(rows) for rows in tables)))


@BOTH
def test_table_4_turned(truth: Truth) -> None:
    """Outcomes down, the three groups across."""
    values = {row.id: truth.row("t4", row) for row in truth.t4.rows}
    rows: list[list[pages.Cell]] = [
        [("", 1, 2), ("行政复议", 1, 2), ("行政诉讼", 2)],
        ["未经复议直接起诉", "复议后起诉"],
        *([name, values["review"][n], values["suit_direct"][n], values["suit_after"][n]] for n, name in enumerate(pages.RESULTS)),
    ]
    assert wrong(with_4(truth, rows), "a.html", truth) == []


@BOTH
def test_table_4_down_the_page_with_its_labels_written_out(truth: Truth) -> None:
    names = (("行政复议", ""), ("行政诉讼", "未经复议直接起诉"), ("行政诉讼", "复议后起诉"))
    rows: list[list[pages.Cell]] = [
        [name, under or result, result, value]
        for (name, under), row in zip(names, truth.t4.rows, strict=True)
        for result, value in zip(pages.RESULTS, truth.row("t4", row), strict=True)
    ]
    assert wrong(with_4(truth, rows), "a.html", truth) == []


@BOTH
def test_table_4_with_groups_as_row_labels(truth: Truth) -> None:
    values = {row.id: truth.row("t4", row) for row in truth.t4.rows}
    rows: list[list[pages.Cell]] = [
        [("", 2), *pages.RESULTS],
        [("行政复议", 2), *values["review"]],
        [("行政诉讼", 1, 2), "未经复议直接起诉", *values["suit_direct"]],
        ["复议后起诉", *values["suit_after"]],
    ]
    assert wrong(with_4(truth, rows), "a.html", truth) == []


@BOTH
def test_table_4_as_three_tables(truth: Truth) -> None:
    tables: list[list[list[pages.Cell]]] = []
    for label, row in zip(("行政复议", "未经复议直接起诉", "复议后起诉"), truth.t4.rows, strict=True):
        tables.append([[(label, 5)], list(pages.RESULTS), list(truth.row("t4", row))])
    assert wrong(with_4(truth, *tables), "a.html", truth) == []


@BOTH
def test_table_4_as_three_tables_with_their_names_between(truth: Truth) -> None:
    body = ""
    for label, row in zip(("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"), truth.t4.rows, strict=True):
        body += pages.p(label) + pages.table([list(pages.RESULTS), list(truth.row("t4", row))])
    assert wrong(pages.page(truth, pages.report(truth, t4=body)), "a.html", truth, prose=False) == []


@BOTH
def test_table_4_stacked_in_one(truth: Truth) -> None:
    """Three blocks one under the other in one table, as on narrow pages."""
    rows: list[list[pages.Cell]] = [[("行政复议", 5)], list(pages.RESULTS), list(truth.row("t4", "review")), [("行政诉讼", 5)]]
    rows += [[("未经复议直接起诉", 5)], list(pages.RESULTS), list(truth.row("t4", "suit_direct"))]
    rows += [[("复议后起诉", 5)], list(pages.RESULTS), list(truth.row("t4", "suit_after"))]
    assert wrong(with_4(truth, rows), "a.html", truth) == []


@BOTH
def test_table_4_split_after_the_reviews(truth: Truth) -> None:
    first: list[list[pages.Cell]] = [[("行政复议", 5)], list(pages.RESULTS), list(truth.row("t4", "review"))]
    second: list[list[pages.Cell]] = [
        [("行政诉讼", 10)],
        [("未经复议直接起诉", 5), ("复议后起诉", 5)],
        list(pages.RESULTS * 2),
        [*truth.row("t4", "suit_direct"), *truth.row("t4", "suit_after")],
    ]
    assert wrong(with_4(truth, first, second), "a.html", truth) == []


@BOTH
def test_table_4_with_a_leading_label_column(truth: Truth) -> None:
    rows = pages.rows_4(truth)
    out: list[list[pages.Cell]] = [[("类别", 1, 3), *rows[0]], rows[1], rows[2], ["件数", *rows[3]]]
    assert wrong(with_4(truth, out), "a.html", truth, oddities=("类别", "件数")) == []


@BOTH
def test_table_4_with_broken_words_and_a_spare_row(truth: Truth) -> None:
    rows = pages.rows_4(truth)
    rows[2] = [f"{c[:2]}<br/>{c[2:]}" for c in pages.RESULTS * 3]
    assert wrong(with_4(truth, [*rows, [("", 15)]]), "a.html", truth) == []
