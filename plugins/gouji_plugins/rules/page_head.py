"""What the page says of the report beside it: P09."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.report import Fact, Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import fold, squeeze
from gouji_plugins.rules.names import short_for
from gouji_plugins.rules.years import data_year, years_in

_SUBJECT = re.compile("(?:政府)?信息公开|政务公开")
_NO_NAME = re.compile(r"关于|\(?(?:20\d\d|二[〇○零OＯ][一二三四五六七八九〇○零OＯ]{2})年?度?\)?|的$")
_CODE = re.compile(r"(?=(?:[A-Z]*\d){8})[0-9A-Z]{12,24}")
"""A 统一社会信用代码 (18 characters), or a site's own number."""


def _told(shown: str, says: str = "", **facts: str) -> Case:
    """A case in which the page tells this; `{unit}`, `{year}` and `{last}` (the year before) are filled in."""

    def build(report: Report) -> Report:
        made = {name: text.format(unit=report.unit, year=report.year, last=(report.year or 0) - 1) for name, text in facts.items()}
        return report.with_facts(**{name: Fact(text, "meta", text) for name, text in made.items()})

    return Case({"页面": shown}, says, build)


@rule(
    "P09",
    title="页面元数据错误",
    level="info",
    defect="P09",
    basis="政府网站发展指引（国办发〔2017〕47号）：页面标题、发布时间、来源等信息应当准确",
    why="网站按索引标题检索，标题的年度、单位和年报不一致就查不到；“来源”应是单位名称，不是代码。",
    passes=[
        _told("索引标题少几个字，来源是单位", headline="{unit}{year}年政府信息公开年报", origin="{unit}"),
        _told("索引标题用单位的简称，来源是本站", headline="水利局政府信息公开工作年度报告（{year}年度）", origin="本站"),
    ],
    fails=[
        _told("索引标题是上一年的", "年度", headline="{unit}{last}年政府信息公开工作年度报告"),
        _told("索引标题是别的单位的", "单位", headline="临江县教育局{year}年政府信息公开工作年度报告"),
        _told("来源是一串代码", "代码", origin="11320000000000000X"),
    ],
)
def page_head(subject: Subject) -> Iterator[Outcome]:
    """The page's own title speaks of another year or unit, or its source is a code."""
    report = subject.report
    title, headline, origin = (report.facts.get(name) for name in ("title", "headline", "origin"))
    if title is not None and headline is not None:
        own, listed = fold(squeeze(str(title.value))), fold(squeeze(str(headline.value)))
        if unlike := _unlike(own, listed, data_year(report)):
            yield subject.finding(
                f"网站的索引标题“{headline.quote.strip()}”与正文标题的{unlike}不一致；请核对后改正页面信息。",
                quote=headline.quote,
                place=headline.place,
                expected=str(title.value),
                actual=str(headline.value),
                key="headline",
            )
    if origin is not None and _CODE.fullmatch(str(origin.value)):
        yield subject.finding(
            f"页面的来源写成代码“{origin.value}”；请改为单位名称。",
            quote=origin.quote,
            place=origin.place,
            expected=report.unit,
            actual=str(origin.value),
            key="origin",
        )


def _unlike(own: str, listed: str, year: int | None) -> str:
    """In what two titles differ: 年度 (the listed one not being right), 单位, or "" where neither is certain."""
    years = set(years_in(own)), set(years_in(listed))
    if all(years) and years[0].isdisjoint(years[1]) and year not in years[1]:
        return "年度"
    names = [_NO_NAME.sub("", _SUBJECT.split(text)[0]) for text in (own, listed)]
    return "单位" if all(len(name) > 1 for name in names) and not short_for(*names) and not short_for(*reversed(names)) else ""
