"""Tables and rows that a page folds away, and what it only hides."""

from __future__ import annotations

import time

from gouji.document import Document, Grid, Source
from gouji_plugins.loaders.html import load


def read(page: str) -> Document:
    return load(Source("年报.html", page.encode()))


def tables(document: Document) -> list[list[str]]:
    """The first column of each table."""
    return [[row[0].text for row in block.rows] for block in document.blocks if isinstance(block, Grid)]


def table(labels: str, hidden: str = "") -> str:
    """A table with one row for each label; those from `hidden` on are not shown."""
    rows = (f"<tr{' hidden' if hidden and label >= hidden else ''}><td>{label}</td><td>{n}</td></tr>" for n, label in enumerate(labels))
    return f"<table>{''.join(rows)}</table>"


def test_a_table_behind_another_tab_is_read() -> None:
    document = read(f"{table('甲乙丙')}<div style='display:none'>{table('丁戊己')}</div>")
    assert tables(document) == [["甲", "乙", "丙"], ["丁", "戊", "己"]]
    assert "隐藏" in document.notes[0]


def test_a_hidden_table_of_the_same_words_is_another_year_s() -> None:
    for labels in ("甲乙丙", "甲乙丁"):
        document = read(f"{table('甲乙丙')}<div style='display:none'>{table(labels)}</div>")
        assert tables(document) == [["甲", "乙", "丙"]]
        assert not document.notes


def test_last_rows_that_wait_to_be_opened_are_read() -> None:
    assert tables(read(table("abcdefg", hidden="d"))) == [list("abcdefg")]


def test_rows_given_up_are_not_read() -> None:
    assert tables(read(table("abcdefg", hidden="f"))) == [list("abcde")]
    assert tables(read(table("abcde") + table("abcde", hidden="c"))) == [list("abcde"), list("ab")]
    assert tables(read(table("xyzabc", hidden="x"))) == [list("abc")]


def test_tables_within_tables_take_time_by_their_number_only() -> None:
    rows = "".join(f"<tr><td>甲{n}<td>1" for n in range(2_000))
    page = f"{'<table><tr><td>' * 60}{rows}{'</table>' * 60}<div style='display:none'>{table('乙丙丁')}</div>"
    started = time.process_time()
    read(page)
    assert time.process_time() - started < 2  # going through the rows again for each table around them: six
