"""Articles that a page only carries with it, and what the page says about them."""

from __future__ import annotations

import json
from html import escape

import pytest

from gouji.document import Document, Grid, Paragraph, Source
from gouji_plugins.loaders.html import load

ROWS = "".join(f"<tr><td>第{n}项</td><td>{n}</td></tr>" for n in range(30))
ARTICLE = f'<p>临江县水利局2022年政府信息公开工作年度报告</p>\n<table border="1">{ROWS}</table>'
AS_JSON = json.dumps(ARTICLE, ensure_ascii=False)


def read(page: str) -> Document:
    return load(Source("年报.html", page.encode()))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "carrier",
    [
        f"<script>var data = {{content: {AS_JSON}}}</script>",
        f"<script>var data = JSON.parse({json.dumps(json.dumps({'data': {'content': ARTICLE}}))});</script>",
        f'<my-article content="{escape(ARTICLE)}"></my-article>',
        f'<my-article :content="{escape(AS_JSON)}"></my-article>',
        f'<my-article :value="{escape(json.dumps({"content": ARTICLE}))}"></my-article>',
        f'<iframe srcdoc="{escape(ARTICLE)}"></iframe>',
        f'<my-article><template shadowrootmode="open">{ARTICLE}</template></my-article>',
    ],
)
def test_the_markup_a_page_carries_is_read(carrier: str) -> None:
    document = read(f"<html><body><div id=app></div>{carrier}</body></html>")
    assert texts(document) == ["临江县水利局2022年政府信息公开工作年度报告"]
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert len(grid.rows) == 30


def test_what_the_page_shows_about_the_article_stands_before_it() -> None:
    document = read(f'<p>发布时间：2023-01-16</p><p>欢迎您</p><iframe srcdoc="{escape(ARTICLE)}"></iframe>')
    assert texts(document)[0] == "发布时间：2023-01-16"
    assert "欢迎您" not in texts(document)


def test_a_date_in_the_data_is_the_page_s_where_there_is_one_of_its_name() -> None:
    one = f'<script>var data = {{"pubTime": "2023-01-16 10:00:00", "content": {AS_JSON}}}</script>'
    assert read(one).meta["pubTime"] == "2023-01-16 10:00:00"
    several = f'<script>var list = [{{"pubTime": "2022-01-11"}}]; var data = {{"pubTime": "2023-01-16", "content": {AS_JSON}}}</script>'
    assert "pubTime" not in read(several).meta


def test_text_marked_as_plain_in_xml_is_read() -> None:
    feed = (
        "<?xml version='1.0'?><rss><channel><title>年报</title><item><title><![CDATA[甲]]></title><pubDate>2023-01-16</pubDate>"
        f"<author>临江县水利局</author><description><![CDATA[{ARTICLE}]]></description></item></channel></rss>"
    )
    document = load(Source("年报.xml", feed.encode()))
    assert texts(document) == ["年报", "甲", "2023-01-16", "临江县水利局", "临江县水利局2022年政府信息公开工作年度报告"]
    page = f"<html><head><title><![CDATA[水利局]]></title></head><body>{ARTICLE}</body></html>"
    assert read(page).meta["title"] == "水利局"


def test_an_article_that_a_feed_holds_as_text_is_markup() -> None:
    feed = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>甲</title><content type='html'>{escape(ARTICLE)}</content></entry></feed>"
    )
    document = load(Source("年报.xml", feed.encode()))
    assert texts(document) == ["甲", "临江县水利局2022年政府信息公开工作年度报告"]
    assert any(isinstance(block, Grid) for block in document.blocks)


@pytest.mark.parametrize(
    ("others", "heading"),
    [
        ("", "临江县水利局2022年政府信息公开工作年度报告"),
        ('"site": {"title": "临江县政府信息公开专栏"},', "临江县水利局2022年政府信息公开工作年度报告"),
        ('"prev": {"title": "临江县水利局2021年政府信息公开工作年度报告"},', "本年信息公开情况。"),
    ],
    ids=["one", "one report's", "several"],
)
def test_what_the_data_call_the_title_of_a_report_is_its_heading(others: str, heading: str) -> None:
    title, article = "临江县水利局2022年政府信息公开工作年度报告", f"<p>本年信息公开情况。</p><table>{ROWS}</table>"
    data = f'{{{others}"data": {{"docTitle": {json.dumps(title)}, "content": {json.dumps(article)}}}}}'
    assert texts(load(Source("年报.html", data.encode())))[0] == heading


def test_a_title_that_is_no_json_is_none() -> None:
    data = f'{{"title": "\\x21 2022年政府信息公开工作年度报告", "content": {AS_JSON}}}'
    assert texts(load(Source("年报.html", data.encode()))) == ["临江县水利局2022年政府信息公开工作年度报告"]


TITLE = "临江县水利局2022年政府信息公开工作年度报告"


@pytest.mark.parametrize("intro", ["<p>现公布政府信息公开年报。</p>", f"<p>现公布{TITLE}。</p>"])
def test_the_title_stands_before_an_article_without_one(intro: str) -> None:
    article = json.dumps(f"{intro}<table>{ROWS}</table>", ensure_ascii=False)
    assert texts(read(f"<title>{TITLE}</title><script>var a = {{content: {article}}}</script>"))[0] == TITLE
    assert texts(read(f"<h1>{TITLE}</h1><h1>欢迎您</h1><script>var a = {{content: {article}}}</script>"))[:-1] == [TITLE]


def test_rows_of_cells_in_xml_are_a_table() -> None:
    rows = "".join(f"<row><cell rowspan='1'>第{n}项</cell><cell>{n}</cell></row>" for n in range(9))
    data = f"<?xml version='1.0'?><doc><Title>年报</Title><para>甲<b>乙</b></para><para>丙</para><table>{rows}</table></doc>"
    document = load(Source("年报.xml", data.encode()))
    assert texts(document) == ["年报", "甲乙", "丙"]
    assert isinstance(document.blocks[-1], Grid)
    assert [row[1].text for row in document.blocks[-1].rows] == [str(n) for n in range(9)]


def test_a_page_that_says_it_is_xml_is_a_page() -> None:
    page = "<?xml version='1.0'?><html><head><title>年报</title></head><body><p>正文</p></body></html>"
    assert texts(load(Source("年报.xhtml", page.encode()))) == ["正文"]


def test_digits_of_a_carried_article_are_read_as_they_are_seen() -> None:
    rows = ARTICLE.replace("<td>29</td>", '<td><bdo dir="rtl">29</bdo></td>')
    for carrier in (f"<script>var a = {json.dumps(rows, ensure_ascii=False)}</script>", f"<textarea>{escape(rows)}</textarea>"):
        (grid,) = [block for block in read(carrier).blocks if isinstance(block, Grid)]
        assert [row[1].text for row in grid.rows][-2:] == ["28", "92"]
