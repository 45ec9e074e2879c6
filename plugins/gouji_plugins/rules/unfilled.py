"""Places of a template that were not filled in, and what programs left in a text: W13."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.lean import NamedTuple
from gouji.once import once
from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.wording import lines_of, shortened


class _Left(NamedTuple):
    """What a pattern finds, spoken of as `what`; one of the characters in `needs` is in all that it finds."""

    needs: str
    pattern: str
    what: str


_UNIT = "(?=[局厅委镇乡县市区旗]|单位|部门|街道)"
_COUNTED = "(?=[条件份篇次项场期]|个(?![人体别]))"
_ENDS = r"(?=[，,。；;、）)]|$)"
_NAMES = r"(?:填写)?(?:单位|部门|机关|行政机关|地区|主体|文件)(?:全称|名称)"
_KINDS = r"单位|部门|地区|姓名|年份|年度|日期|数量|数字|文号|具体[\u4e00-\u9fff]{1,8}"

# A pattern that begins with a character or a class of them is found fastest, so that what must stand before it is asked behind it.
_UNFILLED = (
    _Left(
        "Xx",
        r"[Xx](?:(?<![A-Za-z0-9@._/:=-].)[Xx]+(?![A-Za-z0-9@._/=-])|(?<![A-Za-z].)[Xx]{2,}-[Xx]{5,})",
        "占位符号",
    ),
    _Left("×✕╳", "[×✕╳]{2,}", "占位符号"),
    _Left("＊*", r"[＊*]{3,}", "占位符号"),
    _Left("Xx×＊*", rf"[Xx×＊*](?:(?<=[\u4e00-\u9fff].){_COUNTED}|(?<=[年月].)(?=[月日]))", "占位符号"),
    _Left("N", r"N(?<=[息开共计布到理请有].)(?=[条件份])", "占位符号"),
    _Left("△□◇◯☆○", rf"[△□◇◯☆○](?:(?<=[△□◇◯☆])[△□◇◯☆]|(?<!二.)(?<=○)○(?:{_UNIT}|{_COUNTED}))", "占位符号"),
    _Left("某", rf"某(?<![\u4e00-\u9fff].)某{_UNIT}", "占位符号"),
    _Left("Xx×?？_＿", r"2(?<!\d2)0(?:\d[Xx×?？_＿]|[Xx×?？_＿]{2})(?=[年〕\]］])", "没有填的年份"),
    _Left("?？", rf"[?？](?<=[\u4e00-\u9fff].)[?？]{{0,3}}[条件份篇次项]{_ENDS}", "没有填的数"),
    _Left("称", rf"[(（{{｛<＜\[【]{_NAMES}[)）}}｝>＞\]】]", "占位文字"),
    _Left("[［【{｛", rf"[\[［【{{｛](?:{_KINDS})[\]］】}}｝]", "占位文字"),
    _Left("例稿", r"^[(（](?:示例|范例|样例|样稿)[)）]", "占位文字"),
    _Left("填待", r"[(（](?:填写[^()（）]{0,12}|待(?:补充|填写?|定|核实|确认|完善))[)）]", "占位文字"),
    _Left(
        "宋仿黑楷粗字",
        r"[(（][^()（）]{0,8}(?:宋体|仿宋|黑体|楷体|加粗|[小一二三四五]号字)[^()（）]{0,12}[)）]",
        "版式说明",
    ),
    _Left("批插", r"[【\[（(](?:批注|插入图)[^\]】）)]{0,10}[\]】）)]|批注 ?\[[A-Za-z]+\d+\]", "批注"),
    _Left("【", r"【\s*】", "没有填的文字"),
    _Left("(（", rf"[(（]\s*[)）]{_COUNTED}", "没有填的数"),
    _Left("(（", r"^[(（]\s*[)）](?=[\u4e00-\u9fff])", "没有填的序号"),
    _Left(" \u3000\xa0", rf"[ \u3000\xa0](?<=[息开共计布到理请有中:：].)[ \u3000\xa0]{{0,8}}[条件]{_ENDS}", "没有填的数"),
    _Left("〔[［", r"[〔\[［](?:\s*[〕\]］]\s*\d*|(?:19|20)\d\d[〕\]］]\s*第?)\s*号", "没有填的文号"),
    _Left(
        "_＿ \u3000\xa0",
        rf"年(?:(?<=[\s_＿(（至到于为自从,，:：。]年)|(?<=(?:19|20)\d\d年)|(?<=^年))[\s_＿]{{1,9}}月[\s_＿]{{0,9}}日|[_＿]{{2,9}}(?:[年月日]|{_COUNTED})",
        "没有填的日期或数字",
    ),
)

_LEFT_BY_PROGRAMS = (
    _Left("!！", r"[!！](?:(?<=错误.)(?:未|文档|不|没)[^，。；]{2,12}|(?<=Error.) ?[A-Z][A-Za-z ]{4,40})", "文字处理软件的报错"),
    _Left(
        "YFGQTB",
        r"HYPERLINK|MERGEFORMAT|STYLEREF|NUMPAGES|PAGE(?:REF)?\b|REF _\w+|SEQ \S+ \\|TOC \\|EMBED [A-Z]\w+",
        "域代码",
    ),
    _Left("&", r"&(?:nbsp|quot|amp|[lg]t|[lr][ds]quo|mdash|middot|hellip|ensp|emsp|#\d{2,5});", "网页代码"),
    _Left("<", r"</?(?:p|br|div|span|font|strong|table|t[rdh]|img|b|o:p)(?:\s[^<>]{0,200})?/?>", "网页代码"),
    _Left("#", r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)", "电子表格的报错"),
    _Left("[$\\", r"\[object Object\]|\$!?\{\w+\}|\\u[0-9a-fA-F]{4}", "网页代码"),
    _Left("u", r"[un](?<![A-Za-z].)(?:ndefined|ull)(?![A-Za-z])", "网页代码"),
    _Left("\ufffd锟烫", "\ufffd+|锟斤拷|烫烫烫", "乱码"),
    _Left("\ue000", r"[\ue000-\uf8ff](?<=[\u4e00-\u9fff，。；、：].)", "别人的电脑显示不出的字符"),
)

_NEEDED = re.compile(f"[{re.escape(''.join(left.needs for left in _UNFILLED + _LEFT_BY_PROGRAMS))}\ue000-\uf8ff]")


@rule(
    "W13",
    title="占位内容没有填写",
    level="warning",
    defect="W13",
    basis="公布的年报应当内容完整准确",
    why="××、“　年　月　日”、空文号是模板留给作者填写的地方，忘了填就公布，说明没有校对。",
    passes=[
        Case({"引言": "电子邮箱：xxgk@example.org，网址 http://xx.example.org。"}),
        Case({"一": "落实**条例**要求，保护**个人**信息。"}),
        Case({"引言": "年月日"}, build=examples.introduced("自{year}年1月1日起，至{year} 年 12 月 31 日止。")),
    ],
    fails=[
        Case({"一": "××局"}, "××", examples.added("s1", "××局高度重视政府信息公开工作。")),
        Case({"五": "月份没有填"}, "×", examples.added("s5", "今年×月起按周更新。")),
        Case({"引言": "按照县政办〔  〕号要求编制。"}, "文号"),
        Case({"引言": "统计期限自    年  月  日起。"}, "日期"),
        Case({"一": "收到申请 件，公开信息？条。"}, "没有填的数"),
        Case({"一": "公布咨询电话×个。"}, "×"),
        Case({"一": "工作情况（仿宋三号字）。"}, "版式说明"),
        Case({"一": "及时更新《[具体地名]信息公开指南》。"}, "占位文字"),
    ],
)
def unfilled(subject: Subject) -> Iterator[Outcome]:
    """Marks and gaps that a template leaves for the author."""
    yield from _told(subject, _UNFILLED, "请填写完整，多余的删去")


@rule(
    "W13-code",
    title="软件代码残留",
    level="warning",
    defect="W13",
    basis="公布的年报应当内容完整准确",
    why="“错误！未找到引用源”、HYPERLINK、&nbsp; 是排版、转换时软件留下的，不是年报的内容；专用字体里的字符，别人的电脑显示不出。",
    passes=[Case({"一": "全年公开信息30条，网址 https://www.example.org/a?b=1&c=2#top，AI、APP、PDF 文件和 <通知> 一并公开！"})],
    fails=[
        Case({"一": "总体情况见错误！未找到引用源。"}, "未找到引用源"),
        Case({"一": "本年度&nbsp;公开信息30条。"}, "网页代码"),
    ],
)
def code(subject: Subject) -> Iterator[Outcome]:
    """What word processors and web pages leave in a text."""
    yield from _told(subject, _LEFT_BY_PROGRAMS, "请删去或改正")


def _told(subject: Subject, left: tuple[_Left, ...], advice: str) -> Iterator[Outcome]:
    together, characters = _text(subject.report)
    told: set[tuple[str, str]] = set()
    for needs, pattern, what in left:
        if characters.isdisjoint(needs) or not re.search(pattern, together, re.MULTILINE):
            continue
        for section, line in lines_of(subject.report):
            found = re.search(pattern, line.text)
            if not found or _masked(line.text, found):
                continue
            quote = line.text[max(0, found.start() - 10) : found.end() + 6].strip()
            if (what, squeeze(quote)) in told:
                continue
            told.add((what, squeeze(quote)))
            yield subject.finding(
                f"“{shortened(quote)}”中的“{shortened(found[0].strip() or found[0], 12)}”是{what}；{advice}。",
                section=section,
                quote=quote,
                place=line.place,
                key=f"{section or ''}:{squeeze(quote)}",
            )


@once()
def _text(report: Report) -> tuple[str, frozenset[str]]:
    """Title, headings and prose as they stand, and which of the characters that are needed are in them."""
    together = "\n".join(line.text for _, line in lines_of(report))
    # One for private use stands for all of them; a PDF has its own fonts, and they are shown.
    private = "" if report.format == "pdf" else "\ue000"
    return together, frozenset([private if "\ue000" <= one <= "\uf8ff" else one for one in _NEEDED.findall(together)])


def _masked(text: str, found: re.Match[str]) -> bool:
    """Whether the marks hide a person's name or number: 申请人李××, 138****0000."""
    before, after = text[max(0, found.start() - 6) : found.start()], text[found.end() : found.end() + 1]
    if found[0].startswith(("*", "＊")):
        return before[-1:].isdigit() or after.isdigit()
    return (
        bool(re.search(r"(?:申请人|原告|当事人|第三人|公民|村民|市民)\s*.?$|[李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗]某?$", before))
        and "×" in found[0]
    )
