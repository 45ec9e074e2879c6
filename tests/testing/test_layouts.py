"""Layouts hold what the report says, each in its own shape."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html import unescape

import pytest

from gouji.data import editions
from gouji.report import BLANK, Extra, Report
from gouji.sample import balanced
from gouji.testing.choice import plainest
from gouji.testing.faults import FAULTS
from gouji.testing.figures import Activity, Answer, Dispute, settle
from gouji.testing.layouts import ENCODINGS, LAYOUTS, QUIRKS, lay_out
from gouji.testing.layouts.manuscript import Form, manuscript

EDITIONS = ["gov-2019", "gov-2021"]


def filled(edition: str) -> Report:
    """A report in which every number of 表三's row 予以公开 and of 表四 is another one."""
    columns = ("person", "biz", "sci", "ngo", "law", "other")
    figures = settle(
        editions()[edition],
        answers=[Answer("open", column, 1001 + i) for i, column in enumerate(columns)],
        disputes=[Dispute("review", "keep", 71), Dispute("suit_direct", "other", 83), Dispute("suit_after", "pending", 59)],
        activities=[Activity("a20_1.norm", 301, 2, 305), Activity("a20_8.fee", 401, 25, 0)],
    )
    return figures.fill(balanced(editions()[edition]))


def text_of(data: bytes, suffix: str) -> str:
    if suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "".join(package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml"))
    return data.decode("utf-8")


@pytest.mark.parametrize("edition", EDITIONS)
def test_forms_are_rectangles_that_hold_every_cell_once(edition: str) -> None:
    report = filled(edition)
    forms = [piece for piece in manuscript(report).pieces if isinstance(piece, Form)]
    assert [form.table for form in forms] == ["t2", "t3", "t4"]
    for form in forms:
        assert {len(row) for row in form.grid()} == {form.width}
        values = [box.text for row in form.rows for box in row if box.value]
        assert values == [report.tables[form.table].cells[key].raw for key in report.edition.table(form.table).keys()]  # noqa: SIM118


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", [id for id in LAYOUTS if LAYOUTS[id].suffix not in (".pdf",)])
def test_every_number_and_label_is_in_the_file(layout: str, edition: str) -> None:
    report = filled(edition)
    data, suffix = lay_out(report, layout)
    text = re.sub(r"\s", "", unescape(re.sub(r"<[^>]*>", "", text_of(data, suffix))))
    for table in report.tables.values():
        for cell in table.cells.values():
            assert cell.raw in text
    for label in ("行政许可", "属于国家秘密", "未经复议直接起诉", "其他需要报告的事项"):
        assert label in text


@pytest.mark.parametrize("layout", ["html-official", "docx-official", "text-pipes", "markdown"])
@pytest.mark.parametrize("quirk", QUIRKS)
def test_every_quirk_shows_somewhere_and_keeps_the_numbers(quirk: str, layout: str) -> None:
    report = filled("gov-2019")
    plain = text_of(*lay_out(report, layout))
    odd = text_of(*lay_out(report, layout, quirks=[quirk]))
    assert odd != plain or (quirk == "broken-heads" and layout == "text-pipes")  # a row is a line there
    assert odd.count("71") >= 2


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_differ_from_what_is_declared_only_where_they_say_so(encoding: str) -> None:
    codec, declared = ENCODINGS[encoding]
    data, _ = lay_out(filled("gov-2021"), "html-official", encoding=encoding)
    page = data.decode(codec)
    assert "政府信息公开" in page
    assert re.findall(r"charset=[\"']?([\w-]*)", page) == ([declared] if declared else [])


def test_the_portal_page_is_as_large_as_real_ones() -> None:
    data, _ = lay_out(filled("gov-2021"), "html-site")
    assert 70_000 < len(data) < 150_000


def test_numbered_word_documents_have_no_ordinals_in_their_text() -> None:
    text = text_of(*lay_out(filled("gov-2021"), "docx-numbered"))
    body = text[text.index("<w:body>") : text.index("</w:body>")]
    assert "总体情况" in body
    assert "一、" not in re.sub("<[^>]*>", "", body)
    assert "chineseCountingThousand" in text


def test_a_blank_cell_is_left_empty_not_left_out() -> None:
    report = filled("gov-2021")
    cell = report.cell("t3", "open", "sci")
    blank = report.with_cells(cell._replace(raw="", kind=BLANK, value=None))
    row = next(line for line in text_of(*lay_out(blank, "markdown")).splitlines() if "予以公开" in line)
    assert [part.strip() for part in row.split("|")[4:11]] == ["1001", "1002", "", "1004", "1005", "1006", "6021"]


def test_a_pdf_is_made_where_reportlab_is_installed() -> None:
    pytest.importorskip("reportlab")
    data, suffix = lay_out(filled("gov-2021"), "pdf-ruled")
    assert suffix == ".pdf"
    assert data.startswith(b"%PDF")


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(KeyError):
        lay_out(filled("gov-2021"), "html")


@pytest.mark.parametrize("quirk", ["page-line", "glued-page-line", "catalogue"])
def test_a_page_that_tells_no_day_has_no_line_with_it(quirk: str) -> None:
    report = filled("gov-2021").with_facts(published=None)
    assert lay_out(report, "text-cells", quirks=(quirk,)) == lay_out(report, "text-cells")


def test_ordinals_that_no_list_would_count_are_typed_by_hand() -> None:
    doubled = FAULTS["doubled-ordinal"].apply(filled("gov-2021"), plainest)
    assert doubled is not None
    assert re.findall("[一二三四五六]、", text_of(*lay_out(doubled.report, "docx-numbered"))) == ["四、", "六、"]


def test_rows_that_are_missing_leave_their_headings_and_no_empty_block() -> None:
    report = filled("gov-2021")
    tables = dict(report.tables)
    for id, gone in (("t2", ("a20_8.fee",)), ("t3", report.edition.table("t3").row_groups["不予公开"])):
        rows = {row: label for row, label in tables[id].rows.items() if row not in gone}
        cells = {address: cell for address, cell in tables[id].cells.items() if address[0] not in gone}
        tables[id] = replace(tables[id], rows=rows, cells=cells)
    added = Extra("row", "其中：网上申请", ("9", "8", "7"), tables["t3"].place)
    tables["t3"] = replace(tables["t3"], extras=(added,))
    text = text_of(*lay_out(replace(report, tables=tables), "html-official"))
    assert "第二十条第（八）项" not in text
    assert "（三）不予公开" in text and "法律行政法规禁止" not in text
    assert "其中：网上申请" in text
