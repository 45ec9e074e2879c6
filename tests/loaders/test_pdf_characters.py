"""Characters of a PDF page: asked for at once, and where fonts that the file does not hold would put them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from gouji_plugins.loaders.pdf_bulk import Bulk
from gouji_plugins.loaders.pdf_drawing import Turn
from gouji_plugins.loaders.pdf_fonts import without_system_fonts

from .drawn_pdf import FONT, HEIGHT, Canvas, load, made, say, texts, written

pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")

import pypdfium2.raw as pdfium

TURNS = {
    "upright": Turn(1, 0, 0, -1, 0, 800, 600, 800),
    "up": Turn(0, 1, 1, 0, 0, 0, 800, 600),
    "down": Turn(0, -1, -1, 0, 800, 600, 800, 600),
    "upside down": Turn(-1, 0, 0, 1, 600, 0, 600, 800),
}


@contextmanager
def text_of(data: bytes) -> Iterator[object]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    page = pdfium.FPDF_LoadPage(document, 0)
    text = pdfium.FPDFText_LoadPage(page)
    yield text
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def boxes(data: bytes) -> list[tuple[float, float, float, float]]:
    with text_of(data) as text:
        asked = Bulk(text, pdfium.FPDFText_CountChars(text))
        return list(asked.boxes(pdfium.FPDFText_GetCharBox, TURNS["upright"]))


@pytest.mark.parametrize("turn", TURNS.values(), ids=TURNS.keys())
def test_many_boxes_are_turned_as_one_is(turn: Turn) -> None:
    given = [(10.0, 20.0, 30.0, 25.0), (1.0, 2.0, 3.0, 5.0)]
    assert list(turn.boxes(*zip(*given, strict=True))) == [turn.box(*box) for box in given]


def test_all_characters_are_answered_for_as_if_asked_one_by_one() -> None:
    with text_of(made(lambda canvas: say(canvas, 60, 80, "共 12 件。"))) as text:
        number = pdfium.FPDFText_CountChars(text)
        asked = Bulk(text, number)
        assert asked.values(pdfium.FPDFText_GetUnicode) == [pdfium.FPDFText_GetUnicode(text, index) for index in range(number)]
        ems = list(asked.loose_boxes(pdfium.FPDFText_GetLooseCharBox, TURNS["upright"]))
        for index in range(number):
            em = pdfium.FS_RECTF()
            pdfium.FPDFText_GetLooseCharBox(text, index, em)
            assert ems[index] == (em.left, 800 - em.top, em.right, 800 - em.bottom)


def apart(canvas: Canvas) -> None:
    """Each character drawn by itself, as Word and WPS do in justified lines."""
    for index, character in enumerate("（三）不予公开类件"):
        say(canvas, 60 + 13 * index, 80, character)


def test_characters_of_a_font_the_file_lacks_stand_where_they_advance_to() -> None:
    with without_system_fonts(pdfium):
        found = boxes(made(apart))
    middles = [(left + right) / 2 for left, _, right, bottom in found if right > left]
    assert len(middles) == len("（三）不予公开类件")
    assert all(abs(middle - 66 - 13 * index) < 4.5 for index, middle in enumerate(middles))
    assert texts(load(made(apart))) == ["（三）不予公开类件"]


def test_other_users_of_pdfium_have_the_fonts_of_the_machine_again() -> None:
    data = made(lambda canvas: say(canvas, 60, 80, "一"))
    before = boxes(data)
    with without_system_fonts(pdfium):
        assert boxes(data) != before or not any(bottom > top for _, top, _, bottom in before)
    load(data)
    assert boxes(data) == before


def test_letters_of_the_standard_fonts_keep_their_shapes() -> None:
    def latin(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, HEIGHT - 80, "Wi.")

    with without_system_fonts(pdfium):
        wide, narrow, dot = boxes(made(latin))[:3]
    assert wide[2] - wide[0] > 8
    assert narrow[2] - narrow[0] < 2
    assert dot[3] - dot[1] < 3


LOST = """%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R>> endobj
4 0 obj <</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+LiberationSerif/FirstChar 1/LastChar 2/Widths[500 500]
/FontDescriptor 5 0 R/ToUnicode 6 0 R>> endobj
5 0 obj <</Type/FontDescriptor/FontName/ABCDEF+LiberationSerif/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0
/Ascent 900/Descent -200/CapHeight 700/StemV 80>> endobj
6 0 obj <</Length 142>> stream
/CIDInit/ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00><FF> endcodespacerange
2 beginbfchar <01><0037> <02><0038> endbfchar endcmap
endstream endobj
7 0 obj <</Length 68>> stream
BT /F1 12 Tf 1 0 0 1 60 700 Tm <01> Tj 1 0 0 1 160 700 Tm <02> Tj ET
endstream endobj
trailer <</Root 1 0 R>>
%%EOF"""


def test_a_digit_drawn_by_itself_in_a_font_that_lost_its_file_is_read() -> None:
    assert "".join(texts(load(LOST.encode()))).split() == ["7", "8"]


def test_the_font_is_one_the_pdf_library_knows_by_name_only() -> None:
    assert b"FontFile" not in made(lambda canvas: say(canvas, 60, 80, "一", font=FONT))


def test_coordinates_that_are_no_numbers_count_as_zero() -> None:
    """Damaged files give them; a page is not lost for one character."""

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_float))
    def box_of(text: int | None, index: int, box: Any) -> int:
        for number, value in enumerate((index, 20, float("nan") if index else 9, 10)):
            box[number] = value
        return 1

    asked = Bulk(ctypes.c_void_p(1), 2)
    assert list(asked.loose_boxes(box_of, TURNS["upright"])) == [(0, 780, 9, 790), (1, 780, 0, 790)]


def test_what_a_damaged_file_gives_for_no_number_is_nought() -> None:
    angles = (1.5, float("nan"), float("-inf"))
    asked = Bulk(ctypes.c_void_p(), len(angles))
    assert asked.numbers(ctypes.CFUNCTYPE(ctypes.c_float, ctypes.c_void_p, ctypes.c_int)(lambda _, index: angles[index])) == [1.5, 0, 0]


@pytest.mark.parametrize("way", [300, 7])
def test_a_character_told_in_another_way_than_drawn_stands_where_its_drawing_is_moved(way: int) -> None:
    """pdfium gives what a mark says instead of a character as if the drawing around it stood where it was drawn."""
    font = "/Font << /F 6 0 R >>"
    document = load(
        written(
            {
                1: "/Type /Catalog /Pages 2 0 R",
                2: "/Type /Pages /Kids [3 0 R] /Count 1",
                3: "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /D 5 0 R >> >>",
                4: "",
                5: f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [1 0 0 1 0 {way}] /Resources << {font} >>",
                6: "/Type /Font /Subtype /Type1 /BaseFont /Helvetica",
            },
            {
                4: "/D Do",
                5: "BT /F 12 Tf 72 100 Td (AB) Tj /Span << /ActualText <FEFF0043> >> BDC (x) Tj EMC (DE) Tj 0 -20 Td (FG) Tj ET",
            },
        )
    )
    assert texts(document) == ["ABCDE", "FG"]


def test_a_comma_of_a_tall_font_stands_on_its_line() -> None:
    """Its ink is small beside the room that a font such as 思源宋体 takes, and lies below the middle of it."""
    mapped = "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <61> <4E2D> <63> <FF0C> endbfchar"
    own = "/FontBBox [0 -400 1000 1100] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 6 0 R /c 7 0 R >> /Resources << >>"
    codes = "/Encoding << /Differences [97 /a /b /c] >> /FirstChar 97 /LastChar 99 /Widths [1000 1000 1000] /ToUnicode 8 0 R"
    document = load(
        written(
            {
                1: "/Type /Catalog /Pages 2 0 R",
                2: "/Type /Pages /Kids [3 0 R] /Count 1",
                3: "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>",
                4: "",
                5: f"/Type /Font /Subtype /Type3 {own} {codes}",
                6: "",
                7: "",
                8: "",
            },
            {
                4: "BT /F 12 Tf 100 700 Td (aacaa) Tj ET",
                6: "1000 0 50 -50 950 850 d1 50 -50 900 900 re f",
                7: "1000 0 100 -250 250 50 d1 100 -250 150 300 re f",
                8: f"/CIDInit /ProcSet findresource begin begincmap {mapped} endcmap end",
            },
        )
    )
    assert texts(document) == ["中中，中中"]
