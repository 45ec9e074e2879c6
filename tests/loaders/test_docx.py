"""The .docx loader: paragraphs and tables in reading order, whatever way Word stored them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gouji.document import NO_CELL, Grid, Paragraph, Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders import docx

from .made_docx import W, cell, docx_bytes, grid, load, pack, para, row, run, shown, style, table, texts

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SPAN = '<w:gridSpan w:val="{}"/>'
DOWN, MORE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_paragraphs_and_tables_come_in_reading_order_with_their_places() -> None:
    document = load(para("标题") + para() + table(row(cell("甲"), cell("1"))) + para("结尾"))
    first, found, last = document.blocks
    assert isinstance(first, Paragraph) and (first.text, first.place.paragraph) == ("标题", 1)
    assert isinstance(found, Grid) and found.rows[0][1].place == (None, None, None, None, None, 1, 1, 2)
    assert isinstance(last, Paragraph) and (last.text, last.place.paragraph) == ("结尾", 3)


def test_cells_merged_across_and_down_stand_at_every_position_they_cover() -> None:
    document = load(
        table(
            row(cell("角", SPAN.format(2) + DOWN), cell("申请人", SPAN.format(2))),
            row(cell("看不见", SPAN.format(2) + MORE), cell("自然人"), cell("总计")),
            row(cell("结果", DOWN), cell("予以公开"), cell("3"), cell("3")),
            row(cell("", MORE), cell("部分公开"), cell("0"), cell("0")),
        )
    )
    found = grid(document)
    assert shown(found) == [
        ["角", "角", "申请人", "申请人"],
        ["角", "角", "自然人", "总计"],
        ["结果", "予以公开", "3", "3"],
        ["结果", "部分公开", "0", "0"],
    ]
    corner = found.rows[0][0]
    assert found.rows[1][1] is corner
    assert (corner.rowspan, corner.colspan) == (2, 2)
    assert found.rows[3][0].rowspan == 2


def test_cells_merged_in_the_old_way_are_one() -> None:
    rows = [row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙")), row(*map(cell, "123"))]
    assert [[part.text for part in line] for line in grid(load(table(*rows))).rows] == [["甲", "甲", "乙"], ["1", "2", "3"]]


def test_two_merged_runs_under_each_other_stay_two() -> None:
    found = grid(load(table(*(row(cell(text, mark), cell("1")) for text, mark in (("甲", DOWN), ("", MORE), ("乙", DOWN), ("", MORE))))))
    assert [line[0].text for line in found.rows] == ["甲", "甲", "乙", "乙"]


def test_rows_that_start_late_or_end_early_are_filled_with_blanks() -> None:
    found = grid(load(table(row(cell("a"), cell("b"), cell("c")), row(cell("d"), properties='<w:gridBefore w:val="1"/>'))))
    assert shown(found) == [["a", "b", "c"], ["", "d", ""]]


def test_where_a_converter_left_the_spans_out_columns_are_only_counted() -> None:
    head, names, figures = row(cell("甲"), cell("乙")), row(cell("甲"), cell("乙"), cell("丙")), row(*map(cell, "甲123"))
    found = grid(load(table(head, names, figures)))
    assert found.ragged and shown(found)[0] == ["甲", "乙"]
    assert not grid(load(table(names, figures, figures))).ragged


def test_absurd_spans_are_cut() -> None:
    found = grid(load(table(row(cell("a", SPAN.format(10**9)), cell("b")))))
    assert len(found.rows[0]) == 64


def test_lines_of_a_cell_are_joined_and_breaks_split_a_paragraph() -> None:
    lines = "<w:p><w:r><w:t>商业</w:t><w:br/><w:t>企业</w:t></w:r></w:p>" + para("（家）")
    document = load("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>" + table(row(cell(inner=lines), cell("1"))))
    assert grid(document).rows[0][0].text == "商业\n企业\n（家）"
    assert [(block.text, block.place.paragraph) for block in document.blocks[:2] if isinstance(block, Paragraph)] == [("上", 1), ("下", 1)]


def test_a_table_that_only_arranges_the_page_is_flattened() -> None:
    inner = table(*(row(cell(f"行{n}"), cell(str(n))) for n in range(3)))
    document = load(table(row(cell("页首")), row(cell(inner=para("一、总体情况") + inner + para("后文")))))
    assert texts(document) == ["页首", "一、总体情况", "后文"]
    assert shown(grid(document)) == [["行0", "0"], ["行1", "1"], ["行2", "2"]]


def test_a_table_that_only_sets_a_menu_beside_the_report_is_none() -> None:
    inner = table(*(row(cell(f"行{n}"), cell(str(n))) for n in range(3)))
    document = load(table(row(cell("栏目"), cell(inner=para("一、总体情况") + inner + para("后文")))))
    assert [[found.text for found in line] for line in grid(document).rows] == [["行0", "0"], ["行1", "1"], ["行2", "2"]]
    assert texts(document) == ["栏目", "一、总体情况", "后文"]


def test_a_small_table_inside_a_data_cell_does_not_destroy_the_table() -> None:
    inner = table(row(cell("7"))) + para()
    found = grid(load(table(row(cell("甲"), cell("乙")), row(cell("规章"), cell(inner=inner)))))
    assert [[text.strip() for text in line] for line in shown(found)] == [["甲", "乙"], ["规章", "7"]]


def test_one_big_table_of_prose_and_figures_is_cut_into_paragraphs_and_grids() -> None:
    whole = SPAN.format(3)
    document = load(
        table(
            row(cell("某局年度报告", whole)),
            row(cell("一、总体情况", whole)),
            row(cell("全年工作平稳推进。" * 20, whole)),
            row(cell("二、表格部分", whole)),
            row(cell("第二十条第（一）项", whole)),
            row(cell("信息内容"), cell("制发"), cell("废止")),
            row(cell("规章"), cell("1"), cell("2")),
        )
    )
    assert [text[:6] for text in texts(document)] == ["某局年度报告", "一、总体情况", "全年工作平稳", "二、表格部分"]
    assert [line[0].text for line in grid(document).rows] == ["第二十条第（一）项", "信息内容", "规章"]


def test_a_text_box_is_read_once_and_before_the_text_it_floats_over() -> None:
    box = f"<w:txbxContent>{para('艺术字标题')}</w:txbxContent>"
    anchor = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(load(f"<w:p>{anchor}{run('正文')}</w:p>")) == ["艺术字标题", "正文"]
    assert texts(load(f"<w:p>{run('正文')}{anchor}</w:p>")) == ["正文", "艺术字标题"]


def test_old_word_art_is_text_and_pictures_are_counted_once() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="年度报告"/></v:shape></w:pict></w:r>'
    picture = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><a:blip r:embed='x'/></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:imagedata r:id='x'/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = load(f"<w:p>{art}</w:p><w:p>{picture}</w:p>")
    assert texts(document) == ["年度报告"]
    assert document.images == 1


def test_content_controls_smart_tags_ruby_symbols_and_tabs() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{para('控件里')}</w:sdtContent></w:sdt>"
        f"<w:p><w:sdt><w:sdtContent>{run('行内')}</w:sdtContent></w:sdt><w:smartTag>{run('标记')}</w:smartTag>"
        "<w:r><w:tab/><w:noBreakHyphen/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
        f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert texts(load(body)) == ["控件里", "行内标记\t-☑拼"]


def test_alternatives_stand_anywhere_and_the_first_is_read() -> None:
    def either(first: str, second: str) -> str:
        return f"<mc:AlternateContent><mc:Choice>{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"

    box = either(f"<w:drawing><w:txbxContent>{para('框里')}</w:txbxContent></w:drawing>", "")
    drawing = f"<w:p><w:r><w:drawing><wps:wsp>{box}</wps:wsp></w:drawing></w:r></w:p>"
    assert texts(load(either(para("新"), para("旧")) + either("", para("旧")) + drawing)) == ["新", "框里"]


@pytest.mark.parametrize(("code", "read"), [("2611", "☑"), ("F0A3", "□"), ("F041", "•"), ("D800", ""), ("110000", ""), ("x", "")])
def test_a_symbol_is_the_character_that_it_looks_like(code: str, read: str) -> None:
    assert texts(load(f"<w:p>{run('有')}<w:r><w:sym w:char='{code}'/></w:r></w:p>")) == [f"有{read}"]


def test_numbers_set_as_formulas_are_text() -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    body = f"<w:p>{run('收到')}<m:oMath xmlns:m='{math}'><m:r><m:t>12</m:t></m:r></m:oMath>{run('件')}</w:p>"
    assert texts(load(body)) == ["收到12件"]


def test_white_space_is_kept_only_where_the_file_asks_for_it() -> None:
    body = "<w:p><w:r><w:t>\n  甲\n </w:t><w:t xml:space='preserve'> 乙\u3000</w:t></w:r></w:p>"
    assert texts(load(body)) == ["甲 乙\u3000"]


def test_a_table_of_contents_is_furniture() -> None:
    styles = style("T", "toc 1")
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{para('目录')}</w:sdtContent></w:sdt>"
    document = load(control + para("一、总体情况 1", '<w:pStyle w:val="T"/>') + para("一、总体情况"), styles=styles)
    assert texts(document) == ["一、总体情况"]
    assert document.furniture == ("目录", "一、总体情况 1")


def test_running_heads_are_furniture() -> None:
    document = load(para("正文"), header1=para("某局年报"), footer1=para("第1页"))
    assert texts(document) == ["正文"]
    assert document.furniture == ("某局年报", "第1页")


def test_a_table_in_the_header_is_read_when_the_body_has_none() -> None:
    heads = table(row(cell("甲"), cell("1")), row(cell("乙"), cell("2")))
    document = load(para("正文"), header1=heads)
    assert shown(grid(document)) == [["甲", "1"], ["乙", "2"]]
    assert document.notes == (docx.HEADER_TABLE,)
    assert shown(grid(load(table(row(cell("丙"), cell("3")), row(cell("丁"), cell("4"))), header1=heads)))[0] == ["丙", "3"]


def test_the_strict_namespace_and_utf16_parts_are_understood() -> None:
    strict = docx_bytes(para("严格") + table(row(cell("甲"), cell("1"))))
    with zipfile.ZipFile(io.BytesIO(strict)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    text = archive_text = str(parts["word/document.xml"], "utf-8")  # type: ignore[arg-type]
    parts["word/document.xml"] = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert len(docx.load(Source("a.docx", pack(parts))).blocks) == 2
    parts["word/document.xml"] = ('<?xml version="1.0" encoding="UTF-16"?>' + archive_text).encode("utf-16")
    assert len(docx.load(Source("a.docx", pack(parts))).blocks) == 2


def test_core_properties_become_meta() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>年报</dc:title><dc:creator>李</dc:creator><dc:subject>x</dc:subject></cp:coreProperties>'
    )
    with zipfile.ZipFile(io.BytesIO(docx_bytes(para("文")))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    assert docx.load(Source("a.docx", pack({**parts, "docProps/core.xml": core}))).meta == {"title": "年报", "creator": "李"}
    assert docx.load(Source("a.docx", pack({**parts, "docProps/core.xml": "<broken"}))).meta == {}


def test_what_cannot_be_read_is_said() -> None:
    embedded = load("<w:p><w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r></w:p><w:altChunk/>")
    assert embedded.notes == (docx.EMBEDDED, docx.ALT_CHUNK)
    assert embedded.partial


def test_a_web_page_put_in_as_a_whole_is_read_in_its_place() -> None:
    page = "<html><body><h2>一、总体情况</h2><table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2<tr><td>3</table>"
    link = '<Relationship Id="c" Type="x/aFChunk" Target="c.html"/>'
    chunk = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="c"/>'
    with zipfile.ZipFile(io.BytesIO(docx_bytes(para("年报") + chunk + para("完")))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    links = "word/_rels/document.xml.rels"
    parts |= {"word/c.html": page, links: bytes(parts[links]).decode().replace("</", link + "</")}
    document = docx.load(Source("a.docx", pack(parts)))
    assert texts(document) == ["年报", "一、总体情况", "完"]
    assert [[(cell.text, cell.note == NO_CELL) for cell in row] for row in grid(document).rows] == [
        [("甲", False), ("乙", False), ("乙", False)],
        [("甲", False), ("1", False), ("2", False)],
        [("3", False), ("", True), ("", True)],
    ]
    assert not document.partial
    assert docx.load(Source("a.docx", pack({**parts, "word/c.html": "<html>"}))).notes == (docx.ALT_CHUNK,)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (docx_bytes(para("x"))[:200], "损坏"),
        (b"PK\x03\x04rubbish", "损坏"),
        (pack({"[Content_Types].xml": "<a/>", "word/document.xml": "<w:document"}), "不是完整的 XML"),
        (pack({"[Content_Types].xml": "<a/>", "word/other.xml": "<a/>"}), "没有 Word 正文"),
        (pack({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}), "实体声明"),
        (pack({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'.encode("utf-16")}), "实体声明"),
        (pack({"word/document.xml": b"\0" * (3 << 20)}), "大得反常"),
    ],
)
def test_broken_and_hostile_files_are_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        docx.load(Source("坏.docx", data))
    assert "\n" not in str(caught.value)


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(UnreadableError, match="嵌套过深"):
        load("<w:customXml>" * 3000 + para("x") + "</w:customXml>" * 3000)


def test_sniffing_goes_by_content_not_by_name() -> None:
    assert docx.sniff(Source("a.doc", docx_bytes(para("x")))) > 90
    assert docx.sniff(Source("a.docx", b"<html>")) == 0
    assert docx.sniff(Source("a.docx", pack({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}))) == 0


@pytest.mark.skipif(not CORPUS.exists(), reason="shared/corpus is absent")
def test_the_circulated_form_keeps_its_merged_cells() -> None:
    path = CORPUS / "official-template-2021.docx"
    document = docx.load(Source(path.name, path.read_bytes()))
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [(len(found.rows), len(found.rows[0])) for found in grids] == [(14, 4), (28, 10), (4, 15)]
    results = grids[1].rows[5][0]
    assert (results.text, results.rowspan) == ("三、本年度办理结果", 22)
    assert grids[1].rows[7][1] is grids[1].rows[14][1]
