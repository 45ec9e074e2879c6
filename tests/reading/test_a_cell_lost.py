"""One value taken out of a document: its row may be left unread, but no cell may hold another's number."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from . import pages
from .flat import flat_2, flat_3, flat_4, piped, simple_3, text, texts
from .judge import reading
from .truth import NEW, OLD, Truth

STEP = 7


def documents(truth: Truth) -> Iterator[tuple[str, str, str, str]]:
    """(kind, document, name, pattern of a value in it)."""
    two, four = texts(pages.rows_2(truth)), texts(pages.rows_4(truth))
    yield "grid", pages.page(truth, pages.report(truth)), "a.html", r"<td[^>]*>-?[\d.]+</td>"
    yield "lines", text(truth, flat_2(truth), flat_3(truth), flat_4(truth)), "a.txt", r"(?m)^-?[\d.]+\n"
    style = "| {} |"
    yield "pipes", text(truth, piped(two, style), piped(simple_3(truth), style), piped(four, style)), "a.txt", r"(?<=\| )-?[\d.]+ \| "
    tabbed = [["\t".join(row) for row in rows] for rows in (two, simple_3(truth), four)]
    yield "tabs", text(truth, *tabbed), "a.txt", r"\t-?[\d.]+"


@pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])
@pytest.mark.parametrize("kind", ["grid", "lines", "pipes", "tabs"])
def test_no_other_cell_takes_its_place(truth: Truth, kind: str) -> None:
    _, document, name, pattern = next(found for found in documents(truth) if found[0] == kind)
    values = list(re.finditer(pattern, document))
    assert len(values) > 150
    for value in values[::STEP]:
        report = reading(document[: value.start()] + document[value.end() :], name)
        for table in report.tables.values():
            for cell in table.cells.values():
                if cell.kind == "number":
                    assert cell.raw.strip() == truth.cells[cell.key], (value[0], cell.key)
