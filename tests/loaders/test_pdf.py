"""PDFs drawn for the purpose: the text on the page must come out, and what cannot be read must say why."""

from __future__ import annotations

from typing import Any

import pytest

from gouji.document import Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders import pdf, pdf_document, pdf_page

from .drawn_pdf import (
    COLUMNS,
    FONT,
    HEADER,
    HEIGHT,
    OTHER_FONT,
    WIDTH,
    Canvas,
    Draw,
    body,
    cells,
    grids,
    load,
    made,
    numbered,
    say,
    table,
    texts,
)

pytest.importorskip("reportlab", reason="reportlab is not installed")

from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader


def test_lines_of_one_paragraph_are_joined() -> None:
    assert texts(load(made(body))) == [
        "临江县水利局2023年度报告",
        "全年主动公开政府信息三百二十条，其中通过门户网站公开二百八十条，通过公众号公开三十条，通过其他渠道公开十条，群众满意度有所提高。",
        "二、下一段从缩进开始。",
        "没有缩进但上一行没有写满，也是新的一段。",
    ]


@pytest.mark.parametrize(
    ("last", "below", "paragraphs"),
    [
        ("正" * 30 + "1月12月31", "日）。", 1),  # ends two and a half characters before the others
        ("正" * 27, "https://www.linjiang.gov.cn/。", 1),
        ("正" * 33 + "。", "日）。", 2),
        ("正" * 34, "另一段", 2),
    ],
)
def test_a_line_is_full_where_what_follows_had_no_room(last: str, below: str, paragraphs: int) -> None:
    def draw(canvas: Canvas) -> None:
        for row, text in enumerate(["写" * 37, "满" * 37, last, below]):
            say(canvas, 60, 100 + row * 22, text)

    assert len(texts(load(made(draw)))) == paragraphs


def test_a_paragraph_runs_on_over_the_page_break_past_the_page_number() -> None:
    def first(canvas: Canvas) -> None:
        for row in range(30):
            say(canvas, 60, 100 + row * 22, "写满一行的正文写满一行的正文写满一行的正文写满一行的正文写满一行的正文")
        say(canvas, 280, 810, "- 1 -", 9)

    def second(canvas: Canvas) -> None:
        say(canvas, 60, 100, "到此为止。")
        say(canvas, 280, 810, "- 2 -", 9)

    document = load(made(first, second))
    assert len(texts(document)) == 1
    assert texts(document)[0].endswith("写满一行的正文到此为止。")
    assert document.furniture == ("- 1 -", "- 2 -")


@pytest.mark.parametrize(
    "number", ["- {} -", "—{}—", "第{}页", "第 {} 页 共 3 页", "{}/3", "{}", "Page {} of 3", "第{}页，共3页"], ids=lambda text: text
)
def test_page_numbers_are_furniture(number: str) -> None:
    def page(index: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            say(canvas, 60, 100, f"第{index}段正文。")
            say(canvas, 280, 812, number.format(index), 9)

        return draw

    document = load(made(page(1), page(2), page(3)))
    assert texts(document) == ["第1段正文。", "第2段正文。", "第3段正文。"]
    assert len(document.furniture) == 3


def test_running_heads_are_furniture_and_equal_sentences_in_the_text_are_not() -> None:
    def page(index: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            say(canvas, 200, 40, "临江县水利局年度报告", 9)
            say(canvas, 60, 300, "同一句话。")
            say(canvas, 60, 340, f"第{index}页自己的话。")

        return draw

    document = load(made(page(1), page(2)))
    assert texts(document).count("同一句话。") == 2
    assert document.furniture == ("临江县水利局年度报告",) * 2


def test_a_lone_number_in_the_text_is_no_page_number() -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 100, "全年收到申请件数如下。")
        say(canvas, 60, 812, "37")

    assert texts(load(made(draw)))[-1] == "37"


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_pages_and_text_may_be_turned(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        if angle == 90:
            canvas.translate(WIDTH, 0)
        elif angle == 180:
            canvas.translate(WIDTH, HEIGHT)
        elif angle == 270:
            canvas.translate(0, WIDTH)  # a page turned on its side is as high as it was wide
        canvas.rotate(angle)
        canvas.translate(0, -200)
        canvas.setPageRotation(angle)
        say(canvas, 60, 100, "转过的页面。")
        table(canvas, 140, HEADER + numbered(1, 3), COLUMNS)

    document = load(made(draw))
    assert texts(document) == ["转过的页面。"]
    assert cells(grids(document)[0]) == HEADER + numbered(1, 3)


def test_a_slanted_watermark_is_set_aside() -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas)
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(40)
        canvas.setFont(FONT, 40)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    document = load(made(draw))
    assert "内部资料" in document.furniture
    assert not any("内部" in text for text in texts(document))


def test_the_star_of_a_seal_is_no_part_of_the_number_under_it() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 140, HEADER + numbered(1, 3), COLUMNS)
        say(canvas, COLUMNS[1] + 10, 174, "★")

    document = load(made(draw))
    assert cells(grids(document)[0]) == HEADER + numbered(1, 3)
    assert document.furniture == ("★",)


@pytest.mark.parametrize(
    ("size", "up", "mark", "read"),
    [
        (7.5, 4, "3", "共收到12件"),
        (7.5, 4, "34", "共收到12件"),
        (7.5, 4, "iv", "共收到12件"),
        (7.5, 4, "*", "共收到12件"),
        (12, 0, "3", "共收到123件"),
        (7.5, 0, "3", "共收到123件"),
        (12, 2, "3", "共收到123件"),
    ],
    ids=["raised", "raised two", "raised letters", "raised star", "plain", "small", "a little higher"],
)
def test_a_raised_mark_of_a_note_is_no_digit_of_the_number(size: float, up: float, mark: str, read: str) -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 80, "共收到12")
        start = 60 + canvas.stringWidth("共收到12", FONT, 12)
        say(canvas, start, 80 - up, mark, size)
        say(canvas, start + canvas.stringWidth(mark, FONT, size), 80, "件")

    assert texts(load(made(draw))) == [read]


def test_what_is_drawn_beside_the_page_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        say(canvas, 60, 100, "共收到12件")
        say(canvas, WIDTH + 5, 100, "33")
        say(canvas, 60, -5, "上年年报")

    assert texts(load(made(draw))) == ["共收到12件"]


@pytest.mark.parametrize("text", ["國務院辦公廳關於報導開學實驗點檢，無錯漏", "〇、①ABC12"], ids=["traditional", "no character of Chinese"])
def test_text_of_no_rare_characters_is_read(text: str) -> None:
    assert texts(load(made(lambda canvas: say(canvas, 60, 100, text, font=FONT)))) == [text]


def test_text_drawn_twice_for_boldness_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0.0, 0.3):
            say(canvas, 60 + shift, 100, "加粗的标题11件")

    assert texts(load(made(draw))) == ["加粗的标题11件"]


def test_spread_digits_stay_one_number_and_real_spaces_stay() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 12)
        text = canvas.beginText(60, 700)
        text.setCharSpace(2)
        text.textOut("共 1136 条")
        canvas.drawText(text)

    assert texts(load(made(draw))) == ["共 1136 条"]


# what cannot be read -------------------------------------------------------------------------------


def picture() -> Any:
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    return ImageReader(image.new("L", (40, 60), 200))


def test_a_scan_is_refused() -> None:
    data = made(lambda canvas: canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT))
    with pytest.raises(UnreadableError, match="扫描件，没有文字层"):
        load(data)


def test_a_scanned_page_among_others_is_named() -> None:
    document = load(made(body, lambda canvas: canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)))
    assert document.notes == ("第2页是图片，没有文字层，未读取",)
    assert document.images == 1
    assert document.partial
    assert not load(made(body)).partial


def test_an_unseen_text_layer_under_a_scan_is_doubted() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)
        text = canvas.beginText(60, 700)
        text.setFont(FONT, 12)
        text.setTextRenderMode(3)
        text.textLine("识别出来的一行文字共十三个字")
        canvas.drawText(text)

    document = load(made(draw))
    assert texts(document) == ["识别出来的一行文字共十三个字"]
    assert document.notes == ("文字是扫描件的识别结果，可能有误，请与原件核对",)


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(UnreadableError, match="没有可读取的文字"):
        load(made(lambda canvas: None))


def test_a_password_is_named() -> None:
    data = made(body, encrypt=pdfencrypt.StandardEncryption("secret", ownerPassword="owner"))
    with pytest.raises(UnreadableError, match="打开密码"):
        load(data)


def test_a_program_of_somebody_s_own_that_encrypts_is_not_asked_a_password_for() -> None:
    data = made(body, encrypt=pdfencrypt.StandardEncryption("", ownerPassword="owner"))
    with pytest.raises(UnreadableError, match="加密方式不受支持"):
        load(data.replace(b"/Standard", b"/OurOwnOne"))


def test_pages_that_cannot_be_opened_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(pdfium: Any, document: Any, index: int, layers: Any) -> pdf_page.Page | None:
        return None if index in broken else really(pdfium, document, index, layers)

    really, broken = pdf_page.read_page, {1}
    monkeypatch.setattr(pdf_document, "read_page", opened)
    document = load(made(body, body, body))
    assert (document.notes, document.partial) == (("第2页已损坏，未能读取",), True)
    broken = {0, 1, 2}
    with pytest.raises(UnreadableError, match="没有能读取的页面"):
        load(made(body, body, body))


def test_an_owner_password_alone_does_not_hinder() -> None:
    data = made(body, encrypt=pdfencrypt.StandardEncryption("", ownerPassword="owner", canCopy=0))
    assert texts(load(data)) == texts(load(made(body)))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.4 \xff" * 50, b"not a pdf"], ids=["empty", "header", "noise", "text"])
def test_broken_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="已损坏或不完整"):
        load(data)


def test_a_file_cut_short_never_fails_otherwise() -> None:
    whole = made(body, body)
    for share in range(1, 10):
        try:
            load(whole[: len(whole) * share // 10])
        except UnreadableError as error:
            assert str(error)


def without_encoding(data: bytes) -> bytes:
    """The same PDF with its Japanese font no longer telling which characters its glyphs are."""
    return data.replace(b"/UniJIS-UCS2-H", b"/Identity-H   ").replace(b"(Japan1)", b"(Mystic)")


def test_what_is_filled_into_a_form_is_read_and_a_reader_s_note_is_not() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, 100, [*HEADER, ["新收", "", "", "7"]], COLUMNS)
        for column, value in ((1, "3"), (2, "4")):
            box = {"x": COLUMNS[column] + 2, "y": HEIGHT - 138, "width": 60, "height": 16}
            canvas.acroForm.textfield(value=value, name=f"格{column}", fontSize=10, borderWidth=0, **box)
        canvas.textAnnotation("请核对是否为12", [60, 600, 80, 620])

    document = load(made(draw))
    assert cells(grids(document)[0])[1] == ["新收", "3", "4", "7"]
    assert "12" not in str(document.blocks)


def test_glyphs_without_characters_are_refused() -> None:
    data = made(lambda canvas: say(canvas, 60, 100, "全年受理申请十二件。", font=OTHER_FONT))
    assert texts(load(data)) == ["全年受理申请十二件。"]
    with pytest.raises(UnreadableError, match="乱码"):
        load(without_encoding(data))


def test_a_few_glyphs_without_characters_are_never_guessed() -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas)
        say(canvas, 60, 300, "12", font=OTHER_FONT)

    document = load(without_encoding(made(draw)))
    assert texts(document)[-1] == "��"
    assert document.notes == ("有 2 个字无法识别（字体没有对应的文字编码）",)
    assert not document.partial


def test_what_is_missing_among_many_such_glyphs_may_stand_in_them() -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas)
        say(canvas, 60, 300, "一二三四五六", font=OTHER_FONT)

    assert load(without_encoding(made(draw))).partial


@pytest.mark.parametrize("text", ["\ue001\ue002\ue003\ue004", "嶛䑌鑚㽻公开"], ids=["private", "rare"])
def test_garbled_text_is_refused(text: str) -> None:
    garbled = made(lambda canvas: say(canvas, 60, 100, text * 5, font=FONT))
    with pytest.raises(UnreadableError, match="乱码"):
        load(garbled)


# limits --------------------------------------------------------------------------------------------


def test_more_pages_than_the_limit_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_document, "MAX_PAGES", 2)
    assert load(made(body, body, body)).notes == ("共 3 页，只读了前 2 页",)


def test_more_characters_than_the_limit_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page, "MAX_CHARS", 20)
    assert load(made(body)).notes == ("第1页内容过多，只读了一部分",)
    monkeypatch.undo()
    monkeypatch.setattr(pdf_document, "MAX_TOTAL", 20)
    assert load(made(body, body)).notes == ("文字过多，只读到第1页",)


# the loader ----------------------------------------------------------------------------------------


def test_bytes_decide_before_the_name() -> None:
    (loader,) = pdf.gouji_loaders()
    assert loader.sniff(Source("a.txt", b"%PDF-1.7")) == 100
    assert loader.sniff(Source("a.pdf", b"<html>")) < 10
    assert loader.sniff(Source("a.html", b"<html>")) == 0
    assert loader.sniff(Source("a.pdf", b"\r\n%PDF-1.7")) == 80


def test_what_the_file_says_about_itself_is_kept() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("年度报告")
        body(canvas)

    assert load(made(draw)).meta["Title"] == "年度报告"
