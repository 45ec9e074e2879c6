"""The identities of the three tables, written out by hand: what the kit's reports are measured against."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.report import Report


def number(report: Report, table: str, row: str, column: str):
    return report.tables[table].cells[row, column].value


def broken(report: Report) -> Iterator[str]:
    """The names of the identities that do not hold."""

    def t3(row: str, column: str):
        return number(report, "t3", row, column)

    results = [row.id for row in report.edition.table("t3").rows if row.data and row.id not in ("new", "carry_in", "done", "carry_out")]
    applicants = ("person", "biz", "sci", "ngo", "law", "other")
    for column in (*applicants, "total"):
        if t3("new", column) + t3("carry_in", column) != t3("done", column) + t3("carry_out", column):
            yield f"A1 {column}"
        if t3("done", column) != sum(t3(row, column) for row in results):
            yield f"A2 {column}"
    for row in (*results, "new", "carry_in", "done", "carry_out"):
        if t3(row, "total") != sum(t3(row, column) for column in applicants):
            yield f"A3 {row}"
    for row in ("review", "suit_direct", "suit_after"):
        parts = sum(number(report, "t4", row, column) for column in ("keep", "correct", "other", "pending"))
        if number(report, "t4", row, "total") != parts:
            yield f"B {row}"
    if number(report, "t4", "suit_after", "total") and not number(report, "t4", "review", "total"):
        yield "B5"
    cells = report.tables["t2"].cells
    for (row, column), cell in cells.items():
        if column == "delta":
            matters = cells[row, "prev"].value + cell.value
            if matters < 0:
                yield f"C1 {row}"
            if matters == 0 and (row, "dec") in cells and cells[row, "dec"].value:
                yield f"C4 {row}"
        elif cell.value < 0:
            yield f"C11 {row}"
        if column == "pub" and cell.value > min(cells[row, "pub_total"].value, cells[row, "made"].value):
            yield f"C2 or C3 {row}"
        if column == "cnt" and bool(cell.value) != bool(cells[row, "amt"].value):
            yield "C5"
        if column == "valid":
            if cells[row, "made"].value > cell.value:
                yield f"C7 {row}"
            if cell.value - cells[row, "made"].value + cells[row, "repeal"].value < 0:
                yield f"C8 {row}"
