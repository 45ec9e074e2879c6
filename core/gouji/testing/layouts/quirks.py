"""What real documents do to a report without changing what it says.

A `Quirk` belongs to no file format. Which ones exist was learned from published reports: half-width
punctuation and no-break spaces of scraped pages, header words broken over two lines, headings in
accepted wordings, sub-headings that are named like sections two to four.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from gouji.edition import Edition
from gouji.testing.layouts.manuscript import HEADING, META, SUBHEADING, TITLE, Box, Line, Manuscript


@dataclass(frozen=True, slots=True)
class Quirk:
    """A change to the manuscript. `title` says in Chinese what a reader would see."""

    id: str
    title: str
    apply: Callable[[Manuscript, Edition], Manuscript]


HALF_WIDTH = str.maketrans("（）：，；！？", "():,;!?")


def _half_width(written: Manuscript, _: Edition) -> Manuscript:
    return written.on_lines(lambda line: replace(line, text=line.text.translate(HALF_WIDTH))).on_boxes(
        lambda box: replace(box, text=box.text.translate(HALF_WIDTH))
    )


def _no_break_spaces(written: Manuscript, _: Edition) -> Manuscript:
    def change(line: Line) -> Line:
        if line.role == HEADING:
            return replace(line, text="\u00a0\u00a0\u00a0\u00a0" + line.text)
        if line.role == SUBHEADING:
            return replace(line, text=re.sub(r"^([（(].[）)])", "\\1\u00a0\u00a0\u00a0 ", line.text))
        return replace(line, text="\u3000\u3000" + line.text) if line.role != TITLE else line

    return written.on_lines(change).on_boxes(lambda box: replace(box, text=f"\u00a0{box.text}") if box.value and box.text else box)


BREAKS = (
    ("本年新", "制作数量"),
    ("本年新", "公开数量"),
    ("对外公开", "总数量"),
    ("本年处理", "决定数量"),
    ("商业", "企业"),
    ("科研", "机构"),
    ("社会公益", "组织"),
    ("法律服务", "机构"),
    ("结果", "维持"),
    ("结果", "纠正"),
    ("其他", "结果"),
    ("尚未", "审结"),
)
"""Where narrow columns break the words of the head."""


def _broken_heads(written: Manuscript, _: Edition) -> Manuscript:
    joined = {"".join(words): "\n".join(words) for words in BREAKS}
    return written.on_boxes(lambda box: replace(box, text=joined.get(box.text, box.text)) if not box.value else box)


def _title_on_two_lines(written: Manuscript, _: Edition) -> Manuscript:
    def change(line: Line) -> Line | tuple[Line, Line]:
        found = re.search(r"\d{4}年", line.text)
        if line.role != TITLE or not found or not found.start():
            return line
        return Line(line.text[: found.start()], TITLE), Line(line.text[found.start() :], TITLE)

    return written.on_lines(change)


def _title_broken_in_a_word(written: Manuscript, _: Edition) -> Manuscript:
    def change(line: Line) -> Line | tuple[Line, Line]:
        head, word, rest = line.text.partition("政府信息公开工作")
        if line.role != TITLE or not word:
            return line
        return Line(head + "政府", TITLE), Line("信息公开工作" + rest, TITLE)

    return written.on_lines(change)


def _accepted_titles(written: Manuscript, edition: Edition) -> Manuscript:
    accepted = {section.heading: f"{section.number}、{section.accept[0]}" for section in edition.sections}
    return written.on_lines(lambda line: replace(line, text=accepted.get(line.text, line.text)) if line.role == HEADING else line)


def _headings_with_point(written: Manuscript, _: Edition) -> Manuscript:
    return written.on_lines(lambda line: replace(line, text=line.text.replace("、", "．", 1)) if line.role == HEADING else line)


def _topics_named_like_sections(written: Manuscript, edition: Edition) -> Manuscript:
    names = {"active": edition.section("s2").title, "request": edition.section("s3").title}
    renamed: dict[str, str] = {}
    for topic in edition.section("s1").subtopics:
        if topic.id in names:
            renamed.update(dict.fromkeys((topic.label, *topic.accept, f"{topic.label}情况"), names[topic.id]))

    def change(line: Line) -> Line:
        mark, _, name = line.text.partition("）")
        return replace(line, text=f"{mark}）{renamed[name]}") if line.role == SUBHEADING and name in renamed else line

    return written.on_lines(change)


def _spaces_around_digits(written: Manuscript, _: Edition) -> Manuscript:
    return written.on_lines(
        lambda line: replace(line, text=re.sub(r"(?<=[一-鿿])(\d+)(?=[一-鿿])", r" \1 ", line.text)) if line.role != TITLE else line
    )


def _page_line(written: Manuscript, _: Edition) -> Manuscript:
    if written.published is None:
        return written
    told = Line(f"发布时间：{written.published.isoformat()}  来源：本站  字体：[ 大 中 小 ]  浏览次数：128", META)
    return _after_title(written, told)


def _glued_page_line(written: Manuscript, _: Edition) -> Manuscript:
    if written.published is None:
        return written
    return _after_title(written, Line(f"发布时间:{written.published.isoformat()}字体:[ ]", META))


def _catalogue_lines(written: Manuscript, _: Edition) -> Manuscript:
    if written.published is None:
        return written
    day = written.published
    told = (
        Line("索引号：000000000/2024-00001", META),
        Line("发布机构：政府信息公开办公室", META),
        Line(f"成文日期：{day.year}年{day.month}月{day.day}日", META),
        Line(f"名称：{written.title}", META),
        Line(f"发布日期：{day.isoformat()}", META),
    )
    return replace(written, pieces=(*told, *written.pieces))


def _after_title(written: Manuscript, told: Line) -> Manuscript:
    last = max((i for i, piece in enumerate(written.pieces) if isinstance(piece, Line) and piece.role == TITLE), default=-1)
    return replace(written, pieces=(*written.pieces[: last + 1], told, *written.pieces[last + 1 :]))


def _thousands(written: Manuscript, _: Edition) -> Manuscript:
    def change(box: Box) -> Box:
        return replace(box, text=f"{int(box.text):,}") if box.value and re.fullmatch(r"\d{4,}", box.text) else box

    return written.on_boxes(change)


QUIRKS: dict[str, Quirk] = {
    quirk.id: quirk
    for quirk in (
        Quirk("half-width", "标点全为半角", _half_width),
        Quirk("nbsp", "行首和序号后夹不间断空格", _no_break_spaces),
        Quirk("broken-heads", "表头词拆成两行", _broken_heads),
        Quirk("title-two-lines", "标题分两行，先单位后题名", _title_on_two_lines),
        Quirk("title-in-word", "标题在词中折行", _title_broken_in_a_word),
        Quirk("accepted-titles", "部分标题用可接受的写法", _accepted_titles),
        Quirk("heading-point", "部分序号后用点不用顿号", _headings_with_point),
        Quirk("same-names", "第一部分小标题与第二、三部分同名", _topics_named_like_sections),
        Quirk("spaced-digits", "数字两边夹空格", _spaces_around_digits),
        Quirk("page-line", "标题下有发布时间、来源、字体一行", _page_line),
        Quirk("glued-page-line", "发布时间与字体粘连", _glued_page_line),
        Quirk("catalogue", "文前有索引号、成文日期、名称等目录项", _catalogue_lines),
        Quirk("thousands", "大数带千分位逗号", _thousands),
    )
}
"""Every quirk by id. All keep what the report says; "accepted-titles" changes how headings match."""
