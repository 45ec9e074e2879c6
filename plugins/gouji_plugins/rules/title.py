"""The title: T01 (unit), T02 (year), T03 (wording)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.finding import READING, SOURCE, Finding
from gouji.report import Fact, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.years import data_year, years_in

STANDARD = "政府信息公开工作年度报告"
_FORM = "国办公开办函〔2021〕30号、〔2019〕60号所附格式；条例第四十九条、第五十条"
# What a title holds beside the name of the unit, longest first.
_COMMON = re.compile(
    r"中华人民共和国|政府信息公开|政府信息|政务信息公开|政务公开|信息公开|年度工作报告|工作年度报告|年度报告|工作年报|年报|工作总结|工作报告|情况报告|"
    r"(?:19|20)\d\d|二[〇○零OＯ][〇○零OＯ一二三四五六七八九]{2}|年度|年|本级|[本我](?:机关|单位|部门|街道|局|镇|乡|县|市|区|委|办|院|中心)|工作|情况|总结|报告|公布|发布|关于|[的于为]|\W|_"
)
_NOT_CHINESE = re.compile(r"[^\u3400-\u9fff]+")


def _title(report: Report) -> Fact | None:
    title = report.facts.get("title")
    return title if title and title.source != "name" else None


def _expected(report: Report) -> str:
    year = data_year(report)
    return f"{report.unit or '（单位名称）'}{year or '××××'}年{STANDARD}"


def _told(subject: Subject, title: Fact, what: str) -> Finding:
    """What is wrong with the title, which should read as expected."""
    words = str(title.value)
    return subject.finding(
        f"标题“{words}”{what}",
        quote=title.quote or words,
        place=title.place,
        expected=_expected(subject.report),
        actual=words,
        key="title",
    )


@rule(
    "T01",
    title="标题缺单位名称",
    level="warning",
    defect="T01",
    basis=_FORM,
    why="标题应写明是哪个单位的年报：单位名称、年度、“政府信息公开工作年度报告”。",
    passes=[
        Case({"标题": "单位在前"}, build=examples.unchanged),
        Case({"标题": "年份在前"}, build=examples.titled("{year}年{unit}政府信息公开工作年度报告")),
    ],
    fails=[
        Case({"标题": "没有单位"}, "没有单位名称", examples.titled("{year}年政府信息公开工作年度报告")),
        Case({"标题": "只称本局"}, "没有单位名称", examples.titled("本局{year}年政府信息公开工作年度报告")),
    ],
)
def unit_missing(subject: Subject) -> Iterator[Outcome]:
    """A title without the name of the unit, or no title at all."""
    report = subject.report
    title = _title(report)
    if title is None:
        yield subject.finding(
            f"正文没有标题，应为“{_expected(report)}”；请补上标题。", expected=_expected(report), doubt=READING, key="title"
        )
    elif len(_NOT_CHINESE.sub("", _COMMON.sub("", squeeze(str(title.value))))) < 2:
        yield _told(subject, title, f"没有单位名称，应为“{_expected(report)}”。")


@rule(
    "T02",
    title="标题年份错误",
    level="error",
    defect="T02",
    basis="《中华人民共和国政府信息公开条例》第四十九条：公布上一年度的年度报告",
    why="标题的年份是数据所属的年度，不是发布的年份；写错会被当成另一年的年报。",
    passes=[
        Case({"标题": "年份与数据一致"}, build=examples.unchanged),
        Case({"标题": "写作年度"}, build=examples.titled("{unit}{year}年度政府信息公开工作年度报告")),
    ],
    fails=[Case({"标题": "写成上一年"}, "数据", examples.titled("{unit}{last}年政府信息公开工作年度报告"))],
)
def year_wrong(subject: Subject) -> Iterator[Outcome]:
    """The year of the title is not the year of the data."""
    report = subject.report
    title, year = _title(report), data_year(report)
    if title is None or year is None:
        return
    told = years_in(squeeze(str(title.value)))
    if not told or year in told:
        return
    yield subject.finding(
        f"标题写的是{told[0]}年，而正文和数据是{year}年；标题应为“{_expected(report)}”。",
        quote=title.quote or str(title.value),
        place=title.place,
        expected=str(year),
        actual=str(told[0]),
        doubt=READING if report.facts["year"].doubt else SOURCE,
        key="title",
    )


@rule(
    "T02-missing",
    title="标题缺年份",
    level="warning",
    defect="T02",
    basis=_FORM,
    why="标题应写明数据所属的年度。",
    passes=[Case({"标题": "有年份"}, build=examples.unchanged)],
    fails=[Case({"标题": "没有年份"}, "没有年份", examples.titled("{unit}政府信息公开工作年度报告"))],
)
def year_missing(subject: Subject) -> Iterator[Outcome]:
    """A title without a year."""
    report = subject.report
    title = _title(report)
    if title is None or years_in(squeeze(str(title.value))):
        return
    yield _told(subject, title, f"没有年份，应为“{_expected(report)}”。")


@rule(
    "T03",
    title="题名不规范",
    level="info",
    defect="T03",
    basis="国办公开办函〔2021〕30号：题名为“政府信息公开工作年度报告”",
    why="统一的题名便于检索和汇总；工作总结、情况报告、年报等不是规定的题名。",
    passes=[
        Case({"标题": "规定的题名"}, build=examples.unchanged),
        Case({"标题": "年度写在括号里"}, build=examples.titled("{unit}政府信息公开工作年度报告（{year}年）")),
    ],
    fails=[
        Case({"标题": "情况报告"}, "政府信息公开工作年度报告", examples.titled("{unit}关于{year}年度政府信息公开情况的报告")),
        Case({"标题": "年度写了两次"}, "重复", examples.titled("{unit}{year}年度政府信息公开工作年度报告")),
    ],
)
def wording(subject: Subject) -> Iterator[Outcome]:
    """A title that is not worded 政府信息公开工作年度报告, or says 年度 twice."""
    title = _title(subject.report)
    if title is None:
        return
    text = squeeze(str(title.value))
    if STANDARD not in text:
        yield _told(subject, title, f"不是规定的题名，应为“{_expected(subject.report)}”。")
    elif re.search(r"\d年度" + STANDARD, text):
        yield _told(subject, title, f"中“年度”重复，宜写“{_expected(subject.report)}”。")
