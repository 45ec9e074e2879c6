"""The .docx loader: what a reader of the page sees, whatever way Word stored it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gouji.document import Document, Grid, Paragraph, Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders import docx

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pack(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def docx_bytes(body: str, *, styles: str = "", numbering: str = "", **running: str) -> bytes:
    links = "".join(f'<Relationship Id="x{name}" Type="{TYPE}/{name[:6]}" Target="{name}.xml"/>' for name in running)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{links}</Relationships>',
    }
    if styles:
        parts["word/styles.xml"] = f"<w:styles {NAMESPACES}>{styles}</w:styles>"
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"
    for name, text in running.items():
        parts[f"word/{name}.xml"] = f"<w:hdr {NAMESPACES}>{text}</w:hdr>"
    return pack(parts)


def load(body: str, **parts: str) -> Document:
    return docx.load(Source("报告.docx", docx_bytes(body, **parts)))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def cell(text: str = "", properties: str = "", inner: str | None = None) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text) if inner is None else inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grid(document: Document) -> Grid:
    [found] = [block for block in document.blocks if isinstance(block, Grid)]
    return found


def shown(found: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]


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


def test_tracked_changes_are_read_as_accepted_and_said_so() -> None:
    body = (
        f"<w:p>{run('新收')}<w:del><w:r><w:delText>3</w:delText><w:t>3</w:t></w:r></w:del><w:ins>{run('5')}</w:ins>{run('件')}"
        f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo></w:p>"
    )
    document = load(body)
    assert texts(document) == ["新收5件移来"]
    assert document.notes == (docx.TRACKED,)
    assert load(para("无修订")).notes == ()


def test_a_deleted_paragraph_mark_joins_two_paragraphs_and_a_deleted_row_is_gone() -> None:
    body = (
        para("前半", "<w:rPr><w:del/></w:rPr>")
        + para("后半")
        + table(row(cell("a"), cell("b")), row(cell("c"), cell("d"), properties="<w:del/>"))
    )
    document = load(body)
    assert texts(document) == ["前半后半"]
    assert shown(grid(document)) == [["a", "b"]]


def test_hidden_text_is_left_out_with_a_note() -> None:
    switched_off = '<w:vanish w:val="0"/>'
    document = load(f"<w:p>{run('看得见')}{run('看不见', '<w:vanish/>')}{run('也看得见', switched_off)}</w:p>")
    assert texts(document) == ["看得见也看得见"]
    assert document.notes == (docx.HIDDEN,)


def test_hidden_and_deleted_rows_are_left_out_and_named() -> None:
    rows = [row(cell("甲"), cell("1")), row(cell("乙"), cell("2"), properties="<w:hidden/>")]
    rows += [row(cell("丙"), cell("3"), properties="<w:del/>"), row(cell("丁"), cell("4"), properties='<w:hidden w:val="0"/>')]
    document = load(table(*rows))
    assert [[found.text for found in line] for line in grid(document).rows] == [["甲", "1"], ["丁", "4"]]
    assert document.notes == (docx.TRACKED, docx.HIDDEN)


@pytest.mark.parametrize("how", ["<w:strike/>", '<w:dstrike w:val="1"/>', '<w:strike/><w:dstrike w:val="0"/>'])
def test_text_struck_through_is_left_out_and_named(how: str) -> None:
    document = load("<w:p>" + run("收到1") + run("5", how) + run("6件", '<w:strike w:val="0"/>') + "</w:p>")
    assert texts(document) == ["收到16件"]
    assert document.notes == (docx.STRUCK,)


@pytest.mark.parametrize(
    ("look", "read"),
    [
        ("<w:vanish/>", "收到12件"),
        ("<w:strike/>", "收到12件"),
        ('<w:vertAlign w:val="superscript"/>', "收到12件"),
        ('<w:position w:val="10"/>', "收到12件"),
        ('<w:position w:val="2"/>', "收到123件"),
        ("<w:b/>", "收到123件"),
    ],
)
def test_a_style_of_characters_hides_strikes_and_raises_as_their_own_properties_do(look: str, read: str) -> None:
    based = '<w:style w:type="character" w:styleId="own"><w:basedOn w:val="base"/></w:style>'
    styles = f'<w:style w:type="character" w:styleId="base"><w:rPr>{look}</w:rPr></w:style>{based}'
    for how in (look, '<w:rStyle w:val="own"/>', '<w:rStyle w:val="own"/><w:color w:val="FF0000"/>'):
        assert texts(load(f"<w:p>{run('收到12')}{run('3', how)}{run('件')}</w:p>", styles=styles)) == [read]


@pytest.mark.parametrize(
    ("body", "read", "notes"),
    [
        (run("12") + run("34", '<w:color w:val="FFFFFF"/>') + run("件"), "12件", (docx.HIDDEN,)),
        (run("12") + run("34", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'), "1234", ()),
        (run("12", '<w:color w:val="ffffff"/>') + run("件"), "12件", ()),
        (run("表", '<w:color w:val="FFFFFF"/>') + run("12"), "表12", ()),
    ],
    ids=["beside dark ones", "on a ground of their own", "all of them", "words"],
)
def test_white_digits_beside_dark_ones_are_hidden_text(body: str, read: str, notes: tuple[str, ...]) -> None:
    document = load(f"<w:p>{body}</w:p>")
    assert (texts(document), document.notes) == ([read], notes)


def test_what_a_run_says_of_itself_outdoes_its_style() -> None:
    styles = '<w:style w:type="character" w:styleId="old"><w:rPr><w:strike/><w:vanish/></w:rPr></w:style>'
    kept = run("3", '<w:rStyle w:val="old"/><w:strike w:val="0"/><w:vanish w:val="0"/>')
    assert texts(load(f"<w:p>{run('收到12')}{kept}</w:p>", styles=styles)) == ["收到123"]


@pytest.mark.parametrize(
    ("text", "raised", "read"),
    [("12", "1", "12"), ("合计", "[注1]", "合计"), ("12", "①", "12"), ("m", "2", "m2"), ("", "12", "12"), ("第1", "号", "第1号")],
)
def test_raised_marks_of_notes_are_no_digits(text: str, raised: str, read: str) -> None:
    mark = run(raised, '<w:vertAlign w:val="superscript"/>')
    assert texts(load(f"<w:p>{run(text) if text else ''}{mark}</w:p>")) == [read]


def test_of_fields_only_the_result_is_text() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    body = (
        f"<w:p>{run('共')}{char('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{char('begin')}<w:r><w:instrText>REF</w:instrText></w:r>"
        f"{char('separate')}{run('内层')}{char('end')}{char('separate')}{run('12')}{char('end')}{run('件')}"
        f"<w:fldSimple w:instr='PAGE'>{run('，')}</w:fldSimple><w:hyperlink>{run('链接')}</w:hyperlink></w:p>"
    )
    assert texts(load(body)) == ["共12件，链接"]


def test_content_controls_smart_tags_ruby_symbols_and_tabs() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{para('控件里')}</w:sdtContent></w:sdt>"
        f"<w:p><w:sdt><w:sdtContent>{run('行内')}</w:sdtContent></w:sdt><w:smartTag>{run('标记')}</w:smartTag>"
        "<w:r><w:tab/><w:noBreakHyphen/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
        f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert texts(load(body)) == ["控件里", "行内标记\t-☑拼"]


def test_white_space_is_kept_only_where_the_file_asks_for_it() -> None:
    body = "<w:p><w:r><w:t>\n  甲\n </w:t><w:t xml:space='preserve'> 乙\u3000</w:t></w:r></w:p>"
    assert texts(load(body)) == ["甲 乙\u3000"]


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


def style(id: str, name: str, content: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{content}</w:style>'


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
