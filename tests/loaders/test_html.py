"""Web pages as paragraphs and grids in reading order, without their furniture."""

from __future__ import annotations

import random
import time
import tracemalloc

import pytest

from gouji.document import Grid, Paragraph, Source
from gouji.errors import UnreadableError
from gouji_plugins.loaders.html import load, sniff

from .html_pages import read, shape

PAGE = """<!DOCTYPE html><html><head><title>临江县水利局2022年政府信息公开工作年度报告_临江县人民政府</title>
<meta name="PubDate" content="2023-01-16"><meta property="og:site_name" content="临江县人民政府"><style>.a{color:red}</style></head><body>
<div class="top"><a href="/">首页</a><a href="/1">政务公开</a><a href="/2">新闻</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/a">年报</a> &gt; 正文</div>
<div class="article-header"><h2>临江县水利局2022年政府信息公开工作年度报告</h2>
<div class="info">发布时间：2023-01-16 来源：县水利局 字体：[ <a href="#">大</a> <a href="#">中</a> <a href="#">小</a> ]</div></div>
<div id="zoom"><p>一、总体情况</p><p>根据条例，编制本报告。</p><table><tr><td>规章<td>0<tr><td>行政许可<td>5</table>
<p><img src="/upload/t3.png" width="600"></p><img src="/images/icon_pdf.gif"><img src="/a.png" width="16">
<p>附件：<a href="./P02.docx">水利局年报.docx</a> <a href="/down.jsp?f=b.pdf&amp;x=1">PDF版</a></p>
<p>临江县水利局</p><p>2023年1月16日</p></div>
<div class="share">分享到：<a href="#">微信</a></div><div>【打印】【关闭】</div><p>上一篇：<a href="x">某某报告</a></p><p>下一篇：没有了</p>
<div style="DISPLAY: none">隐藏的字</div><p hidden>也隐藏</p><noscript>没有脚本</noscript><template><p>模板</p></template>
<div class="related"><h3>相关链接</h3><ul><li><a href="1">甲甲</a><li><a href="2">乙乙</a><li><a href="3">丙丙</a></ul></div>
<select><option>友情链接</select><div class="bottom"><p>主办：临江县人民政府</p><p>吉ICP备05000号 网站标识码：2200</p></div>
<img src="/foot.png" width="300"><script>var a = "<p>脚本</p>"</script></body></html>"""


def test_a_whole_page_gives_its_text_and_keeps_the_line_of_metadata() -> None:
    document = read(PAGE)
    assert shape(document) == [
        "临江县水利局2022年政府信息公开工作年度报告",
        "发布时间：2023-01-16 来源：县水利局 字体：[ 大 中 小 ]",
        "一、总体情况",
        "根据条例，编制本报告。",
        [["规章", "0"], ["行政许可", "5"]],
        "附件：水利局年报.docx PDF版",
        "临江县水利局",
        "2023年1月16日",
    ]
    assert document.blocks[0].heading == 2  # type: ignore[union-attr]
    assert document.meta["PubDate"] == "2023-01-16"
    assert document.meta["title"].startswith("临江县水利局")
    assert document.meta["og:site_name"] == "临江县人民政府"
    assert document.attachments == ("水利局年报.docx", "PDF版（b.pdf）")
    assert "上一篇：某某报告" in document.furniture
    assert "甲甲" in document.furniture
    assert not any("脚本" in text or "隐藏" in text for text in document.furniture)


def test_places_count_paragraphs_and_tables() -> None:
    document = read("<p>甲</p><table><tr><td>a<td>b<tr><td>c<td>d</table><p>乙</p><table><tr><td>e<td>f</table>")
    first, grid, second, other = document.blocks
    assert (first.place.paragraph, second.place.paragraph) == (1, 2)
    assert isinstance(grid, Grid)
    assert isinstance(other, Grid)
    assert str(grid.rows[1][0].place) == "第1个表格第2行第1列"
    assert str(other.rows[0][1].place) == "第2个表格第1行第2列"


def test_words_split_over_tags_are_joined_and_breaks_part_them() -> None:
    document = read("<p><span>政</span><font>府信</font><b>息</b>\n公开<br>第二行 and\n more&nbsp;</p><div>三<p>四</div>五")
    assert shape(document) == ["政府信息公开", "第二行 and more\u00a0", "三", "四", "五"]


def test_an_ordered_list_writes_its_numbers_unless_the_author_did() -> None:
    document = read(
        "<ol start=3><li>甲<li><p>乙</p><p>续</p><li>6、丙<ul><li>丁</ul><li value=9>戊</ol>"
        "<ol style='list-style-type:none'><li>己</ol><ol type=a><li>庚</ol><ol style='list-style:cjk-ideographic' start=12><li>辛</ol>"
        "<ol type=a start=0><li>壬</ol><ol type=square><li>癸</ol>"
    )
    assert shape(document) == ["3. 甲", "4. 乙", "续", "6、丙", "丁", "9. 戊", "己", "a. 庚", "十二、辛", "0. 壬", "1. 癸"]


def test_the_value_typed_into_a_form_is_the_cell() -> None:
    assert shape(read("<table><tr><td>规章<td><input value=5 readonly><tr><td>处罚<td><input type=hidden value=7></table>")) == [
        [["规章", "5"], ["处罚", ""]]
    ]


def test_lines_of_preformatted_text_are_paragraphs() -> None:
    assert shape(read("<pre>第一行\n第二行\n\n0</pre>")) == ["第一行", "第二行", "0"]


def test_only_pictures_of_some_size_in_the_body_count() -> None:
    assert read(PAGE.replace('<img src="/foot.png" width="300">', "")).images == 1
    assert (
        read(
            '<nav><img src="a.png"></nav><p>文</p><img src="t.jpg"><img src="data:image/png;base64,AA"><a href="/x"><img src="b.jpg"></a>'
        ).images
        == 2
    )


def test_a_table_that_is_only_a_picture_or_an_attachment_leaves_a_document() -> None:
    assert read("<body><img src=scan.jpg></body>").images == 1
    assert read("<body><iframe src='/f/%E5%B9%B4%E6%8A%A5.pdf'></iframe></body>").attachments == ("年报.pdf",)


@pytest.mark.parametrize(
    "struck", ["<del>9</del>", "<s>9</s>", "<STRIKE>9</STRIKE>", '<span style="text-decoration: line-through">9</span>']
)
def test_words_struck_through_are_left_out_and_named(struck: str) -> None:
    document = read(f"<table><tr><td>规章<td>{struck}12<tr><td>处罚<td>5</table><p>全年收到{struck}3件。</p>")
    assert shape(document) == [[["规章", "12"], ["处罚", "5"]], "全年收到3件。"]
    assert document.notes == ("网页中有加删除线的文字，没有读取。",)


def test_a_link_without_its_line_is_not_struck_through() -> None:
    document = read('<p>全年收到<a style="text-decoration: none">12</a>件。</p>')
    assert (shape(document), document.notes) == (["全年收到12件。"], ())


def test_a_strike_left_open_is_no_correction() -> None:
    page = "<s>" + "".join(f"<p>第{number}段。</p>" for number in range(400))
    assert len(shape(read(page))) == 400


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("12<sup>3</sup>", "12"),
        ("<span>12</span><span><sup> [1] </sup></span>", "12"),
        ("合计<sup>注1</sup>", "合计"),
        ("m<sup>2</sup>", "m2"),
        ("<sup>12</sup>", "12"),
        ("第1<sup>号</sup>", "第1号"),
    ],
)
def test_raised_marks_of_notes_are_no_digits(cell: str, text: str) -> None:
    assert shape(read(f"<table><tr><td>甲<td>{cell}<tr><td>乙<td>5</table>")) == [[["甲", text], ["乙", "5"]]]


def test_report_text_in_a_container_with_an_unlucky_name_is_kept() -> None:
    document = read(
        "<div class='nav-wrap'><p>一、总体情况</p><p>本单位全年主动公开政府信息若干条，编制本报告，内容包括六个部分，现予公布。</p></div>"
        "<article><footer>临江县水利局</footer></article>"
    )
    assert "一、总体情况" in shape(document)


def test_an_unclosed_link_around_the_report_does_not_make_it_a_menu() -> None:
    document = read(
        "<div><a href='/top'>顶部<p>一、总体情况</p><p>"
        + "本单位全年主动公开政府信息。" * 4
        + "</p><table><tr><td>规章<td>0<tr><td>处罚<td>1</table></div>"
    )
    assert len(document.blocks) == 4


_LINKS = "".join(f"<div><a href={i}>政务公开栏目第{i}项</a></div>" for i in range(9))


def test_a_container_of_links_is_set_aside_as_a_whole() -> None:
    document = read(f"<div><div>{_LINKS}</div><span>首页</span></div><p>一、总体情况</p>")
    assert shape(document) == ["一、总体情况"]
    assert document.furniture == (*(f"政务公开栏目第{i}项" for i in range(9)), "首页")


@pytest.mark.parametrize("beside", ["<h1>临江县水利局2023年年报</h1>", "<p>发布日期：2024年1月9日</p>"])
def test_links_do_not_take_the_title_or_the_date_of_publication_with_them(beside: str) -> None:
    page = f"<title>临江县水利局2023年年报</title><div>{_LINKS}{beside}</div><p>一、总体情况</p>"
    assert beside[beside.index(">") + 1 : beside.rindex("<")] in shape(read(page))


def test_a_page_with_nothing_but_links_keeps_them() -> None:
    assert shape(read("<ul>" + "".join(f"<li><a href={i}>第{i}年报</a>" for i in range(9)) + "</ul>"))[0] == "第0年报"


def test_word_markup_is_read_through() -> None:
    document = read(
        "<html xmlns:o='x'><!--[if gte mso 9]><xml><w:WordDocument>杂</w:WordDocument></xml><![endif]-->"
        "<body><p class=MsoNormal>一<o:p></o:p></p>"
        "<table><tr><td><p>甲<o:p></o:p></p></td><td><p><o:p>&nbsp;</o:p></p></td></tr><tr><td>乙<td>1</table>"
    )
    assert shape(document) == ["一", [["甲", "\u00a0"], ["乙", "1"]]]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("gb18030", "gb2312"),
        ("utf-8", "gb2312"),
        ("gb18030", "utf-8"),
        ("gb18030", ""),
        ("utf-8", ""),
        ("utf-16", "utf-16"),
        ("utf-8-sig", "x"),
    ],
)
def test_the_declared_charset_may_be_wrong(encoding: str, declared: str) -> None:
    page = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={declared}'></head><body><p>朱镕〇㎡局</p></body></html>"
    assert shape(read(page.encode(encoding))) == ["朱镕〇㎡局"]


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_a_web_archive_is_opened(transfer: str) -> None:
    import base64
    import quopri

    page = "<html><body><p>一、总体情况</p></body></html>".encode("gbk")
    packed = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[transfer](page)
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset="gb2312"\r\n'
        b"Content-Transfer-Encoding: " + transfer.encode() + b"\r\n\r\n" + packed + b"\r\n--x--\r\n"
    )
    source = Source("年报.doc", data)
    assert sniff(source) > 90
    assert shape(load(source)) == ["一、总体情况"]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_mail_without_a_page_is_its_text(charset: str) -> None:
    import base64

    packed = base64.encodebytes("一、总体情况\n规章\t1\t2\t3\n行政规范性文件\t4\t5\t6\n".encode(charset))
    head = b"Subject: x\r\nContent-Type: text/plain; charset=" + charset.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    source = Source("年报.eml", head + packed)
    assert sniff(source) > 90
    assert shape(load(source)) == ["一、总体情况", [["规章", "1", "2", "3"], ["行政规范性文件", "4", "5", "6"]]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"  \n", "空的"),
        (b"<html><body><script>x</script></body></html>", "没有正文"),
        (b"<html><frameset><frame src=x></frameset></html>", "没有正文"),
        (b"<?xml version='1.0'?><w:wordDocument xmlns:w='x'>", "这是 Word 的单文件 XML"),
        (b"<?mso-application progid='Word.Document'?><pkg:package xmlns:pkg='x'>", "这是 Word 的单文件 XML"),
        (b"<?xml version='1.0'?><office:document xmlns:office='x'>", "这是 LibreOffice 的单文件 XML"),
        (b"<div>" * 100_000 + b"x", "嵌套过深"),
        (b"".join(b"<b a%d>x<p>" % i for i in range(5000)), "嵌套过深"),
        (b"<select>" + b"<option>x</option>" * 20_000, "选项多得反常"),
        (b"<p>x" * 100_001, "100000 段"),
        (b"<table>" + b"<tr><td>1<td>2" * 50_001, "100000 个单元格"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--", "MHT）或邮件里没有正文"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (i, i) for i in range(3000)), "MHT）或邮件已损坏"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (i, i) for i in range(300)) + b"\r" * 40_000, "邮件已损坏"),
        (b"Content-Type: multipart/mixed; boundary=x\n" + b"\n--x\nContent-Type: text/html\n" * 10_001 + b"\n<p>x", "邮件已损坏"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as refusal:
        read(data)
    assert "\n" not in str(refusal.value)


def test_deep_nesting_short_of_absurd_is_read() -> None:
    assert shape(read("<div>" * 4000 + "深")) == ["深"]
    assert shape(read("<table><tr><td>" * 1000 + "深"))[-1] == "深"


def test_ten_million_cells_by_spans_are_cut_and_told() -> None:
    document = read("<table><tr>" + "<td colspan=100 rowspan=60000>x" * 100 + "<tr><td>y" * 2000 + "</table>")
    assert "合并范围" in document.notes[0]


def test_no_soup_of_tags_loses_words_or_time() -> None:
    chance = random.Random(4)
    cells = ["<td rowspan=3>", "<tr>", "</table>", "<table>", "</td>"]
    blocks = ["<p>", "<li>", "<ol>", "<h1>", "<div class=nav>", "</div>", "<br>", "<pre>", "<ul>", "</ul>"]
    tags = [*cells, *blocks, "<a href=x>", "</a>", "<b>"]
    for _ in range(30):
        words = [f"词{i}" for i in range(60)]
        page = "".join("".join(chance.choices(tags, k=chance.randrange(4))) + word + " " for word in words)
        started = time.process_time()
        document = read(f"<body>{page}</body>")
        assert time.process_time() - started < 2
        texts = [*document.furniture]
        for block in document.blocks:
            texts += [block.text] if isinstance(block, Paragraph) else [cell.text for row in block.rows for cell in row]
        found = set("".join(f"{text} " for text in texts).replace("\n", " ").split())
        assert not {word for word in words if not any(word in text for text in found)}


@pytest.mark.parametrize(
    ("name", "data", "sure"),
    [
        ("a.html", b"<!DOCTYPE html><html>", True),
        ("a.doc", b"\xef\xbb\xbf<html xmlns:o='x'>", True),
        ("a.xls", "<table><tr>".encode("utf-16"), True),
        ("a.txt", b"<!-- saved --> <meta charset=gbk>", True),
        ("a.txt", b"<p>a<p>b<br><span>c</span><p>d</p><p>e</p><br>", True),
        ("a.txt", "一、总体情况 <br> 规章".encode(), False),
        ("a.html", "没有标签".encode(), False),
        ("a.html", b"PK\x03\x04<html>", False),
        ("a.html", b"%PDF-1.7 <html>", False),
    ],
)
def test_pages_are_known_by_their_content(name: str, data: bytes, sure: bool) -> None:
    assert (sniff(Source(name, data)) >= 80) is sure


def test_a_picture_written_into_a_page_costs_little_more_than_its_size() -> None:
    page = f'<html><body><p>正文</p><img src="data:image/png;base64,{"A" * 1_000_000}"></body></html>'.encode()
    load(Source("a.html", page))
    tracemalloc.start()
    load(Source("a.html", page))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * len(page)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_files_a_page_links_to_are_named_whatever_its_encoding(encoding: str) -> None:
    page = "<html><body><p>见附件</p><p><a href='a/b.pdf'>水利局年报</a></p></body></html>"
    assert load(Source("a.html", page.encode(encoding))).attachments == ("水利局年报（b.pdf）",)


def test_a_workbook_in_xml_is_named() -> None:
    data = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    source = Source("a.xls", data)
    assert sniff(source) == 80
    with pytest.raises(UnreadableError, match="Excel 2003 XML"):
        load(source)


def test_a_drawing_full_of_words_is_a_picture_of_them() -> None:
    words = "".join(f"<text y={n}>第{n}行</text>" for n in range(30))
    assert read(f"<p>正文</p><svg>{words}</svg><svg><text>图标</text></svg>").images == 1


def test_a_page_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji_plugins.loaders.html.MAX_BYTES", 10)
    with pytest.raises(UnreadableError, match="64 MB"):
        read("<p>一、总体情况</p>")


def test_files_among_the_links_of_a_menu_are_attached() -> None:
    links = "".join(f"<a href=/{n}>栏目{n}</a>" for n in range(9))
    assert read(f"<div>{links}<a href=/a.pdf>年报附件</a></div><p>正文</p>").attachments == ("年报附件（a.pdf）",)


def test_a_table_of_links_is_furniture() -> None:
    rows = "".join(f"<tr><td><a href=/{n}>栏目{n}</a><td><a href=/x{n}>专题{n}</a>" for n in range(7))
    document = read(f"<table>{rows}</table><p>正文</p>")
    assert shape(document) == ["正文"]
    assert "栏目6" in document.furniture


def test_a_picture_in_a_cell_of_a_table_counts() -> None:
    assert read("<table><tr><td>规章<td>1<tr><td>表三<td><img src=3.png></table>").images == 1
