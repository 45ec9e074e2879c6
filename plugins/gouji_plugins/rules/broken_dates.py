"""Dates that lost a part or do not exist: W05."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.calendar import date
from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules.running import running
from gouji_plugins.rules.vocabulary import let_pass

_YEAR = re.compile(r"20(?<![\d.,〔\[(-]20)[0-4]\d")

# What may follow a year, each with what was lost. Where digits run together they are parted as a
# real date allows.
_LOST = (
    (re.compile(r"(\d{2,4})日"), "“年”“月”"),
    (re.compile(r"年(\d{3,4})日"), "“月”"),
    (re.compile(r"(1[0-2]|0?[1-9])月(\d{1,2})日"), "“年”"),
    (re.compile(r"(?:1[0-2]|[1-9])月(?!\d)"), "“年”"),
    (re.compile(r"年(?:[1-9]|[12]\d|3[01])日(?=起|至|到|止|-|~|,|。|前|印发|发布|公布)"), "月份"),
    (re.compile(r"年(1[0-2]|0?[1-9])月(\d{1,2})(?=止|起|[至到](?:20\d\d年|\d{1,2}月)|,|。|;|\))"), "“日”"),
)
# A year that lost its 年: 2021度, 2021以来; 我局2022无…, 公布2023临江县水利局政府信息公开…; 2022，我局…; 2022清溪镇公开….
_BARE = re.compile(
    r"20(?<![\d.,〔\[(A-Za-z-]20)[0-4]\d(?:(?<![\u4e00-\u9fff]\d{4})(?=度[,工政信我全共主])|(?=以来)|"
    r"(?<=[我本][局委办镇乡县市区厅省队]\d{4})(?=无|未|共|全)|"
    r"(?<=(?:现将|公布|公开|发布|编制)\d{4})(?=政|(?!年)[\u4e00-\u9fff]{2,16}政府信息公开)|(?<=[\n。]\d{4})(?=,[\u4e00-\u9fff]|(?![年版届级件条份篇次项个家户名人])[\u4e00-\u9fff]{2,6}(?:[镇乡局县区]|街道|政府)[^,。]))"
)
# The last of several months without its 月: 1月至12份.
_MONTHS = re.compile(r"(?:1[0-2]|[1-9])月[至-](?:1[0-2]|[1-9])份")
# The end of the year without its 年 and 月, behind a whole or broken beginning of it: 起至1231日止.
_YEAR_END = re.compile(r"1231日(?<=[起日]至1231日)")
_DAY = re.compile(r"年(\d{1,2})月(?:(\d{1,2})日)?")
_BAD_YEAR = re.compile(r"2(?<![\d.〔\[(]2)(?:(?:0\d|\d{4})年(?=(?:1[0-2]|0?[1-9])月|度)|0\d{3}年(?!\d))")
# A month and a day by themselves, and dates in figures. 2000 had every day.
_MONTH_DAY = re.compile(r"月(?:(?<=[^年\d]\d月)|(?<=[^年\d]\d\d月))\d{1,2}(?:日|(?=止|召开|举办|印发|公布|发布))")
_FIGURES = re.compile(r"20(?<![\d.,/-]20)\d\d(?P<mark>[-./])\d{1,2}(?P=mark)\d{1,2}(?![\d.,/-])")
_LEAP = 2000

# 年, 月 or 日 twice, without its figure, or one for another, and two dates without 至; each with what is said of it.
_MISPLACED = re.compile(
    r"[年月日](?:(?P<twice>(?<=\d年)年(?=\d)|(?<=\d月)月(?=\d)|(?<=\d日)日(?=[起止至到,。;)])|(?<=月\d号日)|(?<=月\d\d号日))|"
    r"(?P<empty>(?<=\d月)日|(?<=\d年)月(?=\d{1,2}日))|"
    r"(?P<joined>(?<=\d日)(?=20\d\d年\d{1,2}月\d{1,2}日止))|"
    r"(?P<dash>(?<=\d日)一(?=\d{1,2}月|20\d\d年))|"
    r"(?P<other>(?:(?<=年\d日)|(?<=年\d\d日))\d{1,2}日|(?:(?<=月\d月)|(?<=月\d\d月))(?=[起止至到])|(?<=20\d\d月)(?=\d{1,2}月)))"
)
_SAID = {"twice": "重复了", "joined": "后面缺“至”", "dash": "中的“一”应为“—”", "empty": "缺少数字", "other": "的年、月、日写错了"}
# Letters that look like figures: 2O23年, l月3l日.
_LETTERS = re.compile(r"[OolI](?<=[\d年月][OolI])\d{0,3}[年月日]|[OolI](?=\d{1,3}[年月日])(?<![A-Za-z].)")


@rule(
    "W05",
    title="年月日丢字",
    level="warning",
    defect="W05",
    basis="公布的年报应当文字准确；统计期限、文件日期应写明年、月、日",
    why="“202511日”是“2025年1月1日”丢了“年”“月”；日期残缺，期限就无从核对。",
    passes=[
        Case({"一": "自2023年1月1日起至2023年12月31日止，2023年365日均可查询，20231231号文件，3月1-5日开展培训。"}),
        Case({"一": "2023年30日内答复，2023年12月改版。"}),
    ],
    fails=[
        Case({"引言": "统计期限自202311日起至20231231日止。"}, "2023年1月1日"),
        Case({"一": "2023年112日召开会议。"}, "丢了“月”"),
        Case({"一": "20231月5日召开会议。"}, "丢了“年”"),
        Case({"一": "20236月，网站完成改版。"}, "丢了“年”"),
        Case({"一": "2023年13月，网站完成改版。"}, "没有这个月"),
        Case({"一": "截至2023年11月31日，公开30条。"}, "没有这一天"),
        Case({"一": "2023度，公开信息30条。"}, "丢了“年”"),
        Case({"一": "2023清溪镇人民政府收到申请2件。"}, "丢了“年”"),
        Case({"引言": "统计期限从2023年1月1日至12月31止。"}, "丢了“日”"),
        Case({"引言": "自2023年1月日起至2023年12月31日日止。"}, "缺少数字"),
        Case({"一": "于3月15召开会议。"}, "丢了“日”"),
        Case({"一": "1月至12份公开信息30条。"}, "1月至12月份"),
        Case({"一": "12月32日召开会议，2O23年公开30条。"}, "没有这一天"),
    ],
)
def broken(subject: Subject) -> Iterator[Outcome]:
    """Dates without 年, 月 or 日, and days the calendar does not have."""
    text = running(subject.report)
    if "日" not in text.text and "年" not in text.text:
        return
    told: dict[str, tuple[int, int, str]] = {}
    for start, end, said in _found(text.text):
        if not let_pass(subject, text.text, start, end):
            told.setdefault(text.text[start:end], (start, end, said))
    for wrong, (start, end, said) in sorted(told.items(), key=lambda item: item[1]):
        yield subject.finding(
            f"“{text.around(start, end)}”中的“{wrong}”{said}；请改正。",
            actual=wrong,
            key=wrong,
            **text.evidence(start, end),
        )


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Each broken date: start, end, what is said of it."""
    for year in _YEAR.finditer(text):
        day = _DAY.match(text, year.end())
        if day and _real(int(year[0]), int(day[1]), int(day[2] or 1)) is None:
            yield year.start(), day.end(), f"不对，历法上没有这{'一天' if day[2] else '个月'}"
            continue
        if day and day[2]:
            continue
        for pattern, lost in _LOST:
            rest = pattern.match(text, year.end())
            said = _said(int(year[0]), rest, lost) if rest else ""
            if rest and said:
                yield year.start(), rest.end(), said
                break
    for bare in _BARE.finditer(text):
        yield *bare.span(), f"丢了“年”，似应为“{bare[0]}年”"
    for end in _YEAR_END.finditer(text):
        yield *end.span(), "丢了“月”，似应为“12月31日”"
    for months in _MONTHS.finditer(text):
        yield *months.span(), f"丢了“月”，似应为“{months[0][:-1]}月份”"
    for wrong in _BAD_YEAR.finditer(text):
        yield *wrong.span(), "的年份数字有误"
    for day in _MONTH_DAY.finditer(text):
        start = day.start() - (2 if text[day.start() - 2].isdigit() else 1)
        if not day[0].endswith("日"):
            yield start, day.end(), "丢了“日”"
        elif _real(_LEAP, int(text[start : day.start()]), int(day[0][1:-1])) is None:
            yield start, day.end(), "不对，历法上没有这一天"
    for day in _FIGURES.finditer(text):
        if _real(*map(int, day[0].split(day["mark"]))) is None:
            yield *day.span(), "不对，历法上没有这一天"
    for wrong in _MISPLACED.finditer(text):
        yield wrong.start() - 1, wrong.end(), _SAID[str(wrong.lastgroup)]
    for letter in _LETTERS.finditer(text):
        yield letter.start(), letter.end(), f"中的“{letter[0][0]}”是字母，应为数字"


def _said(year: int, rest: re.Match[str], lost: str) -> str:
    """What the date lost, with the dates it may have been; "" when it cannot have been one."""
    parts = [part for part in rest.groups() if part]
    if not parts:
        return f"丢了{lost}"
    digits = parts[0]
    days = [(digits, parts[1])] if len(parts) == 2 else [(digits[:n], digits[n:]) for n in (1, 2) if digits[n:]]
    real = [f"“{day.year}年{day.month}月{day.day}日”" for month, number in days if (day := _real(year, int(month), int(number)))]
    return f"丢了{lost}，似应为{'或'.join(dict.fromkeys(real))}" if real else ""


def _real(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
