"""Pages of government sites: templates, titles, dates, headings."""

from __future__ import annotations

import html
import json

import pytest

from . import pages
from .judge import wrong
from .truth import NEW, OLD, Truth


@pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])
def test_the_form_as_it_is(truth: Truth) -> None:
    assert wrong(pages.page(truth, pages.report(truth)), "a.html", truth) == []


def _mso(text: str) -> str:
    """Words as pasted from Word: a span for every two characters, fonts, an empty o:p."""
    pieces = [text[n : n + 2] for n in range(0, len(text), 2)]
    inner = "".join(f'<span style="mso-bidi-font-size:10.5pt">{x}</span>' for x in pieces)
    return f'<p class="MsoNormal" align="center"><span lang="EN-US"><font face="仿宋_GB2312">{inner}<o:p></o:p></font></span></p>'


@pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])
def test_pasted_from_word(truth: Truth) -> None:
    """Every cell and paragraph in spans of two characters."""
    body = pages.report(truth, wrap=_mso, prose=lambda *x: "".join(map(_mso, x)), heading=_mso)
    assert wrong(pages.page(truth, f'<div class="TRS_Editor">{body}</div>'), "a.html", truth) == []


def test_trs_page_with_metadata_table_and_no_heading_element() -> None:
    """A table of 索引号 and 发布机构 above, the title in a div, share bar and neighbours below."""
    above = pages.table(
        [
            ["索引号：", "000014349/2024-00012", "主题分类：", "政务公开\\年报"],
            ["发布机构：", "市政府办公室", "成文日期：", "2024年01月29日"],
            ["标　　题：", NEW.title, "发布日期：", "2024年03月12日"],
            ["发文字号：", "", "有效性：", "有效"],
        ],
        attributes=' class="xxgk_table"',
    )
    crumbs = (
        '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/x">政府信息公开</a> &gt; <a href="/y">政府信息公开年报</a></div>'
    )
    below = (
        '<div class="fx"><span>分享到：</span><a href="#">微信</a><a href="#">微博</a></div><p>【打印本页】【关闭窗口】</p>'
        '<p>上一篇：<a href="/1">白石市教育局2023年政府信息公开工作年度报告</a></p><p>下一篇：没有了</p>'
    )
    title = f'{crumbs}{above}<div class="xl_title">{NEW.title}</div>'
    assert wrong(pages.page(NEW, pages.report(NEW), title=title, above="", below=below), "a.html", NEW) == []


def test_title_only_in_the_head_of_the_page() -> None:
    """The page shows the title as a picture; title and date stand in meta tags."""
    head = (
        f'<meta name="ArticleTitle" content="{NEW.title}"><meta name="PubDate" content="2024-03-12 09:30">'
        '<meta name="ContentSource" content="市政府办公室">'
    )
    body = '<p><img src="bt.jpg"></p>' + pages.report(NEW)
    assert (
        wrong(pages.page(NEW, body, title="", above="", head=head, named=f"{NEW.title}_青岚市人民政府"), "a.html", NEW, warnings=("T01",))
        == []
    )


def test_title_only_in_the_title_element() -> None:
    assert (
        wrong(pages.page(NEW, pages.report(NEW), title="", named=f"{NEW.title}-青岚市人民政府门户网站"), "a.html", NEW, warnings=("T01",))
        == []
    )


def test_site_title_and_own_title_in_two_lines() -> None:
    title = f"<h1>{NEW.title}</h1>"
    body = f'<p style="text-align:center">{NEW.unit}</p><p style="text-align:center">2023年政府信息公开工作年度报告</p>' + pages.report(NEW)
    assert wrong(pages.page(NEW, body, title=title), "a.html", NEW) == []


def test_unit_only_under_the_title() -> None:
    body = (
        '<p align="center"><strong>2023年政府信息公开工作年度报告</strong></p><p align="center">青岚市人民政府</p><p>&nbsp;</p>'
        + pages.report(NEW)
    )
    assert wrong(pages.page(NEW, body, title=""), "a.html", NEW, warnings=("T01",)) == []


def test_title_broken_inside_a_word() -> None:
    body = '<p align="center">青岚市人民政府2023年度政府</p><p align="center">信息公开工作年度报告</p>' + pages.report(NEW)
    assert wrong(pages.page(NEW, body, title=""), "a.html", NEW) == []


def test_title_without_the_word_annual() -> None:
    """关于…情况的报告, as some districts write it."""
    title = "<h2>青岚市人民政府关于2023年度政府信息公开情况的报告</h2>"
    assert wrong(pages.page(NEW, pages.report(NEW), title=title), "a.html", NEW, errors=("X",), warnings=("F02",)) == []


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2024-03-12 09:15:33　来源：青岚市人民政府办公室　作者：　点击数：88",
        "[ 发布时间 ] 2024.03.12",
        "时间：2024/3/12 浏览：200次 【字体：大 中 小】",
        "2024年3月12日 10:21 来源：本站",
        "日期:2024-03-12来源:市政府办公室字体:[大 中 小]",
        "公开日期： 2024年03月12日",
        "发布日期：二〇二四年三月十二日",
        "2024-03-12 17:20",
        "更新时间: 2024 - 03 - 12",
        "发布时间：20240312",
    ],
)
def test_date_lines(line: str) -> None:
    assert wrong(pages.page(NEW, pages.report(NEW), above=f"<p>{line}</p>"), "a.html", NEW) == []


@pytest.mark.parametrize("line", ["2024年3月12日", "二〇二四年三月十二日", "２０２４年３月１２日", "2024.3.12", "2024 年 3 月 12 日"])
def test_date_of_signature(line: str) -> None:
    below = (
        f'<p style="text-align:right">青岚市人民政府</p><p style="text-align:right">{line}</p><p>附件：<a href="a.xls">统计表.xls</a></p>'
    )
    assert wrong(pages.page(NEW, pages.report(NEW) + below, above=""), "a.html", NEW) == []


@pytest.mark.parametrize(
    "style",
    [
        "<h2>{}</h2>",
        "<p><strong>{}</strong></p>",
        '<div><b><font size="4">{}</font></b></div>',
        "<p>　　<span>{}</span><br></p>",
        "<h3><a name='a'></a>{}</h3>",
    ],
)
def test_headings_in_many_elements(style: str) -> None:
    assert wrong(pages.page(NEW, pages.report(NEW, heading=style.format)), "a.html", NEW) == []


NUMBERS = dict(enumerate("一二三四五六", 1))


@pytest.mark.parametrize(
    "style",
    [
        "第{cn}部分 {t}",
        "第{cn}部分：{t}",
        "{cn}.{t}",
        "{cn} {t}",
        "{cn}、 {t}",
        "（{cn}）{t}",
        "{n}.{t}",
        "{n}、{t}",
        "{t}",
        "第{cn}章　{t}",
        "{cn}，{t}",
    ],
)
def test_headings_in_many_numberings(style: str) -> None:
    def heading(text: str) -> str:
        number, _, title = text.partition("、")
        n = next(k for k, v in NUMBERS.items() if v == number)
        return pages.p(style.format(cn=number, n=n, t=title))

    truth = NEW
    errors = ()
    assert (
        wrong(pages.page(truth, pages.report(truth, heading=heading)), "a.html", truth, errors=errors, warnings=("S04", "S05", "S06")) == []
    )


def test_contents_listed_line_by_line() -> None:
    """The introduction lists the six sections, each in its own line as its heading will stand."""
    intro = pages.p(*NEW.intro, "本报告由以下六个部分组成：", *(NEW.heading(n) + ("；" if n < 6 else "。") for n in range(1, 7)))
    assert wrong(pages.page(NEW, pages.report(NEW, intro=intro)), "a.html", NEW) == []


def test_contents_exactly_like_the_headings() -> None:
    intro = pages.p("目　录", *(NEW.heading(n) for n in range(1, 7)), *NEW.intro)
    assert wrong(pages.page(NEW, pages.report(NEW, intro=intro)), "a.html", NEW) == []


def test_contents_with_dots_and_page_numbers() -> None:
    intro = pages.p("目录", *(f"{NEW.heading(n)}……………………{n}" for n in range(1, 7)), *NEW.intro)
    assert wrong(pages.page(NEW, pages.report(NEW, intro=intro)), "a.html", NEW) == []


SUBTITLES = ("主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况")


@pytest.mark.parametrize("style", ["（{cn}）{t}", "（{cn}）{t}。", "{n}.{t}", "{n}、{t}", "{t}"])
def test_subheadings_of_section_one_named_like_sections(style: str) -> None:
    """Section one tells of sections two to four under their own names."""
    lines: list[str] = []
    for n, title in enumerate(SUBTITLES, 1):
        lines += [style.format(cn="一二三"[n - 1], n=n, t=title), f"这一方面的工作按计划推进，全年开展了{n + 3}次调度。"]
    extra = {**NEW.prose, "s1": [*NEW.prose["s1"], *lines]}

    class More(Truth):
        @property
        def prose(self) -> dict[str, list[str]]:
            return extra

    truth = More(NEW.edition, NEW.unit, NEW.level, NEW.year, NEW.published, NEW.cells)
    assert wrong(pages.page(truth, pages.report(truth)), "a.html", truth, warnings=("S15",)) == []


def test_hints_of_the_form_left_in() -> None:
    hint = pages.p("该部分以表格形式报告。表格如下：")
    body = pages.report(
        NEW, t2=hint + pages.table(pages.rows_2(NEW)), t3=hint + pages.table(pages.rows_3(NEW)), t4=hint + pages.table(pages.rows_4(NEW))
    )
    assert wrong(pages.page(NEW, body), "a.html", NEW, prose=False, warnings=("F10",)) == []


def test_prose_before_and_behind_tables() -> None:
    lead = pages.p("2023年，本机关主动公开政府信息的总体情况见下表。", "（单位：件）")
    tail = pages.p("注：表中数据截至2023年12月31日。")
    body = pages.report(
        NEW,
        t2=lead + pages.table(pages.rows_2(NEW)) + tail,
        t3=lead + pages.table(pages.rows_3(NEW)) + tail,
        t4=lead + pages.table(pages.rows_4(NEW)) + tail,
    )
    assert wrong(pages.page(NEW, body), "a.html", NEW, prose=False) == []


def test_all_in_one_div_with_line_breaks() -> None:
    """Paragraphs are <br> in one div, tables between."""
    body = pages.report(NEW, prose=lambda *x: "<br><br>　　".join(x), heading=lambda x: f"<br>　　{x}<br>", intro="<br>".join(NEW.intro))
    assert wrong(pages.page(NEW, body), "a.html", NEW) == []


def test_nbsp_indent_and_bold_mixed_inside_the_heading() -> None:
    def heading(text: str) -> str:
        return f"<p>&nbsp;&nbsp;&nbsp;&nbsp;<b>{text[:2]}</b>&nbsp;<b>{text[2:4]}</b>{text[4:]}&nbsp;</p>"

    assert wrong(pages.page(NEW, pages.report(NEW, heading=heading)), "a.html", NEW) == []


def test_big5_mirror() -> None:
    """A machine-made traditional mirror, with words of its own (資訊)."""
    pairs = str.maketrans(
        "开获报统计处发条务规无与总经复诉讼维纠结审业关机构组织类属办义动听决数项证专题门户网馆关质边现内",
        "開獲報統計處發條務規無與總經復訴訟維糾結審業關機構組織類屬辦義動聽決數項證專題門戶網館關質邊現內",
    )
    text = pages.page(NEW, pages.report(NEW)).translate(pairs).replace("信息", "資訊")
    found = wrong(text, "a.html", NEW, prose=False)
    assert [x for x in found if not x.startswith(("error", "warning"))] == []


@pytest.mark.parametrize("truth", [NEW, OLD], ids=["2021", "2019"])
@pytest.mark.parametrize("carrier", ["script", "textarea", "template", "noscript", "srcdoc", "json"])
def test_a_body_put_together_in_the_browser(truth: Truth, carrier: str) -> None:
    """The article stands in the page as text: in data, in a field, in a template; or only the data were saved."""
    body = f"<h1>{truth.title}</h1>{pages.report(truth)}"
    data = json.dumps({"code": 0, "data": {"id": 7, "content": body}}, ensure_ascii=carrier == "json")
    inside = {
        "script": f"<div id='app'></div><script>window.state = {data};</script>",
        "textarea": f"<textarea style='display:none'>{html.escape(body)}</textarea><div id='shown'></div>",
        "template": f"<script type='text/html' id='t'>{body}</script>",
        "noscript": f"<div id='app'></div><noscript>{body}</noscript>",
        "srcdoc": f"<iframe srcdoc='{html.escape(body)}'></iframe>",
        "json": data,
    }[carrier]
    page = inside if carrier == "json" else f"<html><head><meta charset='utf-8'></head><body>{inside}</body></html>"
    assert wrong(page, "a.html", truth, warnings=("P01",), without=("published",)) == []


def test_a_body_in_a_script_whose_title_is_the_page_s() -> None:
    data = json.dumps({"title": NEW.title, "content": pages.report(NEW)})
    page = f"<html><head><meta charset='utf-8'><title>{NEW.title}</title></head><body><script>let state = {data};</script></body></html>"
    assert wrong(page, "a.html", NEW, warnings=("P01",), without=("published",)) == []


def test_a_lone_quotation_mark_hides_no_data_behind_it() -> None:
    data = json.dumps({"content": f"<h1>{NEW.title}</h1>{pages.report(NEW)}"}, ensure_ascii=False)
    page = f"<html><head><meta charset='utf-8'></head><body><p>5\" 屏幕</p><script>window.state = {data};</script></body></html>"
    assert wrong(page, "a.html", NEW, warnings=("P01",), without=("published",)) == []


def test_a_text_about_the_subject_in_a_script_does_not_replace_the_page() -> None:
    data = json.dumps({"related": f"<p>{'政府信息公开指南。' * 100}</p>"}, ensure_ascii=False)
    page = pages.page(NEW, pages.report(NEW) + f"<script>var more = {data};</script>")
    assert wrong(page, "a.html", NEW) == []
