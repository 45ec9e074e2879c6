"""Web pages: from a clean page to what content systems and Word's clipboard make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

from gouji.testing.layouts.manuscript import HEADING, META, SUBHEADING, TITLE, Box, Form, Line, Manuscript

DrawBox = Callable[[Box], str]


def official(written: Manuscript) -> str:
    """A small clean page with the official merged cells."""
    return _page(written, _body(written, lambda box: _lines(box.text)))


def site(written: Manuscript) -> str:
    """A page of about 100 KB: navigation, scripts, metadata, footer, and words cut up by nested tags."""
    menu = "".join(f'<li><a href="/zwgk/{i}.html" title="栏目{i}">栏目{i}</a></li>' for i in range(60))
    script = (
        "<script type='text/javascript'>" + "var a='一、总体情况';if(a<b){a='<table><tr><td>0</td></tr></table>'}\n" * 160 + "</script>"
    )
    style = "<style>" + ".TRS_Editor td.cell{font-family:宋体;line-height:1.5}\n" * 180 + "</style>"
    related = "".join(
        f'<li><a href="/a/{i}.html">清溪镇关于某项工作的通知（{i}）</a><span>2020-01-0{i % 9 + 1}</span></li>' for i in range(40)
    )
    links = "".join(f"<option value='http://example.cn/{i}'>友情链接{i}</option>" for i in range(30))
    day = written.published.isoformat() if written.published else ""
    head = (
        f'<meta name="ArticleTitle" content="{escape(written.title)}"><meta name="PubDate" content="{day} 09:30:00">'
        '<meta name="ContentSource" content="本站"><meta name="SiteName" content="临江县人民政府">' + style + script
    )
    above = (
        f'<div class="top"><nav><ul class="menu">{menu}</ul></nav></div>'
        '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政府信息公开年报</div>'
    )
    told = (
        f'<div class="info"><span>发布时间：{day} 09:30</span><span>来源：本站</span>'
        "<span>字体：[ <a>大</a> <a>中</a> <a>小</a> ]</span></div>"
    )
    below = (
        '<div class="share">分享到：<a class="weixin"></a></div><div class="pages">上一篇：<a href="/1.html">临江县水利局2019年工作要点</a>'
        f'<br>下一篇：没有了</div><div class="related"><h3>相关信息</h3><ul>{related}</ul></div><select>{links}</select>'
        f"<footer><p>主办单位：临江县人民政府办公室</p><p>备案号：某ICP备00000000号 网站标识码：0000000000</p></footer>{script}"
    )
    body = _body(written, _cut_up, paragraph=_pasted, after_title="" if any(_is_meta(p) for p in written.pieces) else told)
    return _page(written, f'{above}<div class="article"><div class="TRS_Editor">{body}</div></div>{below}', head)


def misaligned(written: Manuscript) -> str:
    """Head and data of 表二 spread over the same five columns in different ways; no-break spaces for nothing."""

    def spread(form: Form) -> Form:
        if form.table != "t2":
            return form
        rows: list[tuple[Box, ...]] = []
        for row in form.rows:
            data = any(box.value for box in row)
            widths = {1: [5], 2: [1, 4], 3: [1, 3, 1] if data else [1, 2, 2], 4: [1, 2, 1, 1] if data else [1, 1, 2, 1]}.get(len(row))
            rows.append(tuple(replace(box, colspan=w) for box, w in zip(row, widths, strict=True)) if widths else row)
        return replace(form, width=5, rows=tuple(rows))

    pieces = tuple(spread(piece) if isinstance(piece, Form) else piece for piece in written.pieces)
    return _page(written, _body(replace(written, pieces=pieces), lambda box: _lines(box.text) or "&nbsp;"))


def nested(written: Manuscript) -> str:
    """A layout table around everything, and every data table inside a cell of its own."""

    def table(form: Form) -> str:
        return f'<table width="100%"><tr><td align="center">{_table(form, lambda box: _lines(box.text))}</td></tr></table>'

    inner = _body(written, lambda box: _lines(box.text), table=table)
    page = (
        '<table width="1000"><tr><td colspan="2"><a href="/">首页</a> | <a href="/zwgk">政务公开</a></td></tr>'
        '<tr><td width="200"><ul><li><a href="/1">机构职能</a></li><li><a href="/2">年度报告</a></li></ul></td>'
        f"<td>{inner}</td></tr></table>"
    )
    return _page(written, page)


def unclosed(written: Manuscript) -> str:
    """Upper-case tags, nothing closed that browsers close by themselves, no tbody."""

    def table(form: Form) -> str:
        rows = "\n".join("<TR>" + "".join(f"<TD{_spans(box)}>{_lines(box.text) or '&nbsp;'}" for box in row) for row in form.rows)
        return f"<TABLE border=1>\n{rows}\n</TABLE>"

    body = _body(written, lambda box: box.text, table=table, paragraph=lambda text, _: f"<P>{text}\n")
    return f"<HTML><HEAD><META charset=utf-8><TITLE>{escape(written.title)}</TITLE><BODY>\n{body}"


def several_bodies(written: Manuscript) -> str:
    """Head rows in a thead, data rows in several tbodies, a caption, and hidden rows of a template."""

    def table(form: Form) -> str:
        rows = [_row(row, lambda box: _lines(box.text)) for row in form.rows]
        first = next((i for i, row in enumerate(form.rows) if any(box.value for box in row)), 1)
        head, data = rows[:first], rows[first:]
        if any(box.rowspan > len(form.rows[first:]) for row in form.rows[:first] for box in row):
            head, data = [], rows
        hidden = '<tr style="display:none"><td>模板行</td><td>999</td></tr>'
        return f"<table><thead>{''.join(head)}</thead><tbody>{''.join(data)}</tbody><tbody>{hidden}</tbody></table>"

    return _page(written, _body(written, lambda box: box.text, table=table))


def one_table_for_each_block(written: Manuscript) -> str:
    """表二 as one small table for every 第二十条第（N）项, its caption a paragraph above."""

    def table(form: Form) -> str:
        if form.table != "t2":
            return _table(form, lambda box: _lines(box.text))
        parts: list[str] = []
        rows: list[tuple[Box, ...]] = []
        for row in (*form.rows, (Box(""),)):
            if len(row) == 1:
                parts += [_table(replace(form, rows=tuple(rows)), lambda box: _lines(box.text))] if rows else []
                parts.append(f"<p>{escape(row[0].text)}</p>")
                rows = []
            else:
                rows.append(row)
        return "\n".join(parts)

    return _page(written, _body(written, lambda box: box.text, table=table))


def _is_meta(piece: Line | Form) -> bool:
    return isinstance(piece, Line) and piece.role == META


def _page(written: Manuscript, body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(written.title)}</title>{head}</head>'
        f"\n<body>\n{body}\n</body></html>\n"
    )


def _body(
    written: Manuscript,
    box: DrawBox,
    *,
    table: Callable[[Form], str] | None = None,
    paragraph: Callable[[str, str], str] | None = None,
    after_title: str = "",
) -> str:
    tags = {TITLE: "h1", HEADING: "h2", SUBHEADING: "p", META: "div"}
    drawn: list[str] = []
    for index, piece in enumerate(written.pieces):
        if isinstance(piece, Form):
            drawn.append(table(piece) if table else _table(piece, box))
            continue
        text = escape(piece.text, quote=False)
        tag = tags.get(piece.role, "p")
        drawn.append(paragraph(text, piece.role) if paragraph and piece.role != META else f"<{tag}>{text}</{tag}>")
        following = written.pieces[index + 1] if index + 1 < len(written.pieces) else None
        if piece.role == TITLE and not (isinstance(following, Line) and following.role == TITLE):
            drawn.append(after_title)
    drawn += [f'<p><a href="/files/{i}.pdf">{escape(file)}</a></p>' for i, file in enumerate(written.attachments, 1)]
    drawn += [f'<p><img src="/images/{i}.png" width="800" height="600" alt=""></p>' for i in range(written.images)]
    return "\n".join(drawn)


def _table(form: Form, box: DrawBox) -> str:
    rows = "\n".join(_row(row, box) for row in form.rows)
    return f'<table border="1" cellspacing="0">\n<tbody>\n{rows}\n</tbody>\n</table>'


def _row(row: tuple[Box, ...], draw: DrawBox) -> str:
    return "<tr>" + "".join(f"<td{_spans(box)}>{draw(box)}</td>" for box in row) + "</tr>"


def _spans(box: Box) -> str:
    across = f' colspan="{box.colspan}"' if box.colspan > 1 else ""
    return across + (f' rowspan="{box.rowspan}"' if box.rowspan > 1 else "")


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br />")


def _cut_up(box: Box) -> str:
    """A cell as Word's clipboard leaves it: nested spans, a word cut in two, a no-break space for nothing."""
    if not box.text:
        return '<p class="MsoNormal"><span lang="EN-US">&nbsp;</span></p>'
    if "\n" in box.text:
        return "".join(f'<p class="MsoNormal"><span style="font-family:宋体">{escape(line)}</span></p>' for line in box.text.split("\n"))
    half = len(box.text) // 2
    first, second = escape(box.text[:half], quote=False), escape(box.text[half:], quote=False)
    return (
        f'<p class="MsoNormal"><span style="font-size:10.5pt"><font face="宋体">{first}</font></span><span><font>{second}</font></span></p>'
    )


def _pasted(text: str, role: str) -> str:
    style = "text-align:center" if role == TITLE else "text-indent:2em"
    strong = role in (TITLE, HEADING, SUBHEADING)
    first, second = text[: len(text) // 3], text[len(text) // 3 :]
    inner = f'<span style="font-family:仿宋">{first}</span><span><!-- x -->{second}</span>'
    return f'<p style="{style}">{"<strong>" + inner + "</strong>" if strong else inner}</p>'
