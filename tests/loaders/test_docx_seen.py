"""What of a .docx a reader sees: changes accepted, nothing hidden or struck through, of fields the result."""

from __future__ import annotations

import pytest

from gouji_plugins.loaders import docx

from .made_docx import cell, grid, load, para, row, run, shown, table, texts


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
        + para("末尾", "<w:rPr><w:del/></w:rPr>")
    )
    document = load(body)
    assert texts(document) == ["前半后半", "末尾"]
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
    ("look", "own", "read", "note"),
    [
        ("<w:vanish/>", "", "", docx.HIDDEN),
        ("<w:vanish/>", "<w:b/>", "", docx.HIDDEN),
        ("<w:vanish/>", '<w:rStyle w:val="bold"/>', "", docx.HIDDEN),
        ("<w:vanish/>", '<w:vanish w:val="0"/>', "填0或12", None),
        ("<w:strike/>", "", "", docx.STRUCK),
        ("<w:b/>", "", "填0或12", None),
    ],
)
def test_a_style_of_paragraphs_hides_and_strikes_what_does_not_say_otherwise(look: str, own: str, read: str, note: str | None) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="tip"><w:rPr>{look}</w:rPr></w:style>'
    styles += '<w:style w:type="character" w:styleId="bold"><w:rPr><w:b/></w:rPr></w:style>'
    document = load(f'<w:p><w:pPr><w:pStyle w:val="tip"/></w:pPr>{run("填0或12", own)}</w:p><w:p>{run("收到3件")}</w:p>', styles=styles)
    assert texts(document) == [*filter(None, [read]), "收到3件"]
    assert document.notes == ((note,) if note else ())


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
