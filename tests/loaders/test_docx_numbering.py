"""Automatic numbering of a .docx is written out, and headings are known by their styles."""

from __future__ import annotations

from gouji.document import Paragraph

from .made_docx import cell, grid, load, para, row, style, table, texts


def level(ilvl: int, format: str, text: str, extra: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(list_id: int, ilvl: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{list_id}"/></w:numPr>'


def test_automatic_numbering_is_written_out_on_all_levels_and_restarts() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCountingThousand", "%1、")}{level(1, "chineseCounting", "（%2）")}'
        f'{level(2, "decimal", "%3.")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(para("内容", numbered(1, ilvl)) for ilvl in (0, 1, 1, 2, 0, 1))
    assert texts(load(body, numbering=numbering)) == ["一、内容", "（一）内容", "（二）内容", "1. 内容", "二、内容", "（一）内容"]


def test_numbering_goes_through_table_cells_and_counts_blank_paragraphs() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "（%1）")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    rows = [row(cell(inner=para(text, numbered(1))), cell("0")) for text in ("予以公开", "", "不予公开")]
    found = grid(load(table(*rows), numbering=numbering))
    assert [line[0].text for line in found.rows] == ["（一）予以公开", "（二）", "（三）不予公开"]


def test_a_list_may_start_elsewhere_and_be_overridden() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.", start=3)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = para("a", numbered(1)) + para("b", numbered(1)) + para("c", numbered(2)) + para("d", numbered(2)) + para("e", numbered(9))
    assert texts(load(body, numbering=numbering)) == ["3. a", "4. b", "1. c", "2. d", "e"]


def test_a_list_may_be_that_of_a_style_and_levels_that_are_no_numbers_count_as_none() -> None:
    link, own = '<w:numStyleLink w:val="L"/>', level(0, "decimal", "%1.")
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{link}</w:abstractNum><w:abstractNum w:abstractNumId="1">{own}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = style("L", "列表", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>') + style("T", "Title")
    styles += style("x", "大纲", '<w:pPr><w:outlineLvl w:val="无"/></w:pPr>')
    body = para("a", numbered(1)) + para("b", numbered(1)) + para("c", '<w:pStyle w:val="T"/>') + para("d", '<w:pStyle w:val="x"/>')
    document = load(body, styles=styles, numbering=numbering)
    assert texts(document) == ["1. a", "2. b", "c", "d"]
    assert [block.heading for block in document.blocks if isinstance(block, Paragraph)] == [0, 0, 1, 0]


def test_numbering_and_headings_come_through_styles_and_their_ancestors() -> None:
    carried_by = '<w:pStyle w:val="1"/>'
    styles = (
        style("1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("own", "自定标题", '<w:basedOn w:val="1"/>')
        + style("x", "大纲", '<w:basedOn w:val="x"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
        + style("off", "无号", '<w:basedOn w:val="1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>')
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "japaneseCounting", "%1、", carried_by)}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(para("文", f'<w:pStyle w:val="{name}"/>') for name in ("1", "own", "x", "off"))
    document = load(body, styles=styles, numbering=numbering)
    assert [(block.text, block.heading) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("一、文", 1),
        ("二、文", 1),
        ("文", 2),
        ("文", 1),
    ]
