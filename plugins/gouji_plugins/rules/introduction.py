"""The introduction: T04 (year left over), T05 and T06 (统计期限), T09 and T10 (the parts it lists)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.calendar import date
from gouji.document import NOWHERE
from gouji.finding import READING, SOURCE
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import ordinal_number
from gouji_plugins.rules import examples
from gouji_plugins.rules.wording import introduction, matches, passages, sentences, shortened, words
from gouji_plugins.rules.years import data_year

_STALE = r"收费(?:情况)?(?:以?及|和|、|与)?(?:其)?减免(?:情况)?|咨询(?:处理)?情况|人员(?:[及和、与]经费)?情况"
_DRAWN_UP = re.compile("(?:编制|编写|公布|发布|制作)(?:了|完成|形成)?(?:本)?$")
_CUSTOM = "编制惯例；国家格式没有规定引言的写法"


@rule(
    "T04",
    title="引言年份残留",
    level="warning",
    defect="T04",
    basis="标题、引言、统计期限和正文的年度应当一致",
    why="沿用上年文稿时，引言里的年份最容易忘记修改。",
    passes=[
        Case({"引言": "年份正确"}, build=examples.introduced("现将{year}年度政府信息公开工作情况报告如下。")),
        Case(
            {"引言": "引用文件"},
            build=examples.introduced("按照《关于做好{last}年政府信息公开工作年度报告编制工作的通知》要求编制本报告。"),
        ),
        Case({"引言": "与上年比较"}, build=examples.introduced("与{last}年政府信息公开工作相比有新进展。现公布{year}年年度报告。")),
    ],
    fails=[
        Case({"引言": "写着上年"}, "引言", examples.introduced("我局编制了{last}年政府信息公开工作年度报告。")),
        Case({"引言": "反映上年"}, "引言", examples.introduced("本报告反映{last}年度工作情况。")),
        Case({"引言": "题名写着上年"}, "引言", examples.introduced("我镇认真编制了《清溪镇{last}年政府信息公开工作年度报告》。")),
    ],
)
def year_left_over(subject: Subject) -> Iterator[Outcome]:
    """The introduction calls the report one on another year."""
    year = data_year(subject.report)
    if year is None:
        return
    pattern = (
        r"(?<![与比较同和—-])(?<!\d)(20\d\d)年度?(?:[^,。;:《》()\d]{0,16}?)(?:政府信息公开|政务公开|信息公开|年度报告|年报|工作情况)"
        r"(?P<rest>[^,。;《》]{0,12})"
    )
    for match in matches(introduction(subject.report), pattern):
        before = match.passage.text[: match.found.start()]
        opened = before.rfind("《")
        # A document quoted by its title is not this report, unless it is what was drawn up.
        quoted = opened > before.rfind("》") and not (
            _DRAWN_UP.search(before[:opened]) and "年度报告》" in match.passage.text[match.found.start() :][:40]
        )
        if (
            int(match.found[1]) == year
            or quoted
            or re.search(r"要点|通知|方案|考核|培训|相比|比较|以来|成果|经验|基础上|^申请", match.found["rest"])
        ):
            continue
        yield subject.finding(
            f"引言写“{shortened(match.quote)}”，而本报告的数据是{year}年；请把引言中的年份改为{year}年。",
            **match.evidence,
            expected=str(year),
            actual=match.found[1],
            key="intro-year",
        )
        return


@rule(
    "T05",
    title="没有写明统计期限",
    level="info",
    defect="T05",
    basis=_CUSTOM,
    why="写明“1月1日至12月31日”，读者才知道数据覆盖的时间。",
    passes=[
        Case({"引言": "写有统计期限"}, build=examples.unchanged),
        Case(
            {"引言": "只写明截至哪一天"},
            build=examples.both(examples.introduced("报告中的数据截至2023年12月31日。"), lambda report: report.with_facts(period=None)),
        ),
        Case(
            {"引言": "写明起止日期"},
            build=examples.both(
                examples.introduced("数据统计起止日期为2023年1月1日和2023年12月31日。"), lambda report: report.with_facts(period=None)
            ),
        ),
        Case(
            {"引言": "写明数据期限，没有写年月日"},
            build=examples.both(examples.introduced("数据期限：2023-01-01至2023-12-31。"), lambda report: report.with_facts(period=None)),
        ),
    ],
    fails=[
        Case(
            {"引言": "没有统计期限"},
            "统计期限",
            examples.both(
                examples.introduced("根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。"),
                lambda report: report.with_facts(period=None),
            ),
        )
    ],
)
def period_missing(subject: Subject) -> Iterator[Outcome]:
    """Nowhere does the report say which span of time its data cover."""
    report = subject.report
    if "period" in report.facts or not report.sections:
        return
    text = words(report)
    if re.search(
        r"1月1日.{0,8}(?:至|到|-|~|起).{0,14}12月3[01]日|(?<!\d)1月?[至到-]12月|(?:截[至止]|统计[至到]).{0,10}12月3[01]日|报告期"
        r"|(?:统计|数据)(?:采集|统计)?(?:起止|截止)?(?:期|日期|时限|时间|时段|时点|周期|区间)",
        text,
    ):
        return
    year = data_year(report) or "××××"
    last = report.intro[-1] if report.intro else None
    yield subject.finding(
        f"全文没有写明统计期限；宜在引言写明“{year}年1月1日至{year}年12月31日”。",
        quote=re.split("[。；;]", last.text.strip().rstrip("。；;："))[-1][-40:] if last else "",
        place=last.place if last else NOWHERE,
        key="period",
    )


@rule(
    "T06",
    title="统计期限错误",
    level="warning",
    defect="T06",
    basis="《中华人民共和国政府信息公开条例》第四十九条：年度报告反映上一年度，即1月1日至12月31日",
    why="统计期限应为报告年度的1月1日至12月31日；单位在年中成立或撤销的可以说明。",
    passes=[Case({"统计期限": "全年"}, build=examples.unchanged)],
    fails=[
        Case({"统计期限": "止于12月30日"}, "12月31日", examples.period((1, 1), (12, 30))),
        Case({"统计期限": "写着上年"}, "统计期限", examples.period((1, 1), (12, 31), years=-1)),
    ],
)
def period_wrong(subject: Subject) -> Iterator[Outcome]:
    """The span of time told is not the whole year of the data."""
    fact, year = subject.report.facts.get("period"), data_year(subject.report)
    if fact is None or year is None:
        return
    if not (isinstance(fact.value, tuple) and len(fact.value) == 2 and all(isinstance(day, date) for day in fact.value)):
        yield subject.not_assessed(f"统计期限写作“{shortened(str(fact.value))}”，看不出起止日期")
        return
    start, end = fact.value
    if (start, end) == (date(year, 1, 1), date(year, 12, 31)):
        return
    yield subject.finding(
        f"统计期限“{shortened(fact.quote or f'{start}至{end}', 40)}”应为{year}年1月1日至{year}年12月31日；"
        "请改正，因机构新设、撤并不满一年的请说明。",
        quote=fact.quote,
        place=fact.place,
        expected=f"{year}-01-01至{year}-12-31",
        actual=f"{start}至{end}",
        doubt=READING if fact.doubt else SOURCE,
        key="period",
    )


@rule(
    "T09",
    title="引言列举的部分陈旧",
    level="info",
    defect="T09",
    basis="条例（2019年修订）第五十条；国办公开办函〔2019〕60号起不再设收费及减免部分",
    why="“概述、……、收费及减免情况”是2018年以前的旧六项，现行格式没有这些部分。",
    passes=[Case({"引言": "列举现行六部分"}, build=examples.unchanged)],
    fails=[
        Case(
            {"引言": "本报告由概述、主动公开情况、依申请公开情况、收费及减免情况、行政复议和诉讼情况、存在问题六部分组成。"}, "收费及减免"
        ),
        Case({"引言": "本报告包括概述、主动公开情况、依申请公开情况、咨询处理情况、机构人员及经费情况。"}, "咨询处理情况"),
    ],
)
def stale_parts(subject: Subject) -> Iterator[Outcome]:
    """The introduction lists parts of the form abolished in 2019."""
    year = data_year(subject.report)
    if year is not None and year < 2019:
        return
    for match in matches(introduction(subject.report), _STALE):
        yield subject.finding(
            f"引言还列着“{match.quote}”，这是旧格式的部分；请按现行六部分改写引言。",
            **match.evidence,
            key="stale-parts",
        )
        return


# One word of each section's title by which a list of the parts names it.
_SIGNS = {
    "s1": r"总体情况|总体概述|概述|总体工作",
    "s2": r"主动公开",
    "s3": r"收到和处理|依申请|申请情况|申请的情况|申请办理",
    "s4": r"复议|诉讼",
    "s5": r"问题",
    "s6": r"其他|其它",
}


@rule(
    "T10",
    title="引言所称部分数与列举不符",
    level="info",
    defect="T10",
    basis="条例第五十条；国家格式分六部分",
    why="引言说由几部分组成、列举了哪些，应与下文一致。",
    passes=[Case({"引言": "六部分都列出"}, build=examples.unchanged), Case({"引言": "本报告由六个部分组成。"})],
    fails=[
        Case(
            {
                "引言": (
                    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
                    "存在的主要问题及改进情况、其他需要报告的事项等六部分组成。"
                )
            },
            "没有列出",
        ),
        Case({"引言": "本报告由五个部分组成。"}, "5个部分"),
        Case({"引言": "全文分总体情况、主动公开、依申请公开、复议诉讼、存在的问题六个部分。"}, "没有列出"),
        Case({"引言": "本报告包括总体情况，主动公开情况，依申请公开情况，存在的问题，其他事项等六个方面。"}, "没有列出"),
    ],
)
def parts_counted(subject: Subject) -> Iterator[Outcome]:
    """The number of parts told differs from the parts listed or present."""
    report = subject.report
    where = [*introduction(report), *list(passages(report, "s1"))[:1]]
    for match in sentences(where, "部分", "方面"):
        sentence = match.found[0]
        number = re.search(r"(?<![第十\d])([一二三四五六七八九十0-9])个?大?(部分|方面)", sentence)
        if not number or re.search(_STALE, sentence) or not re.search(r"组成|构成|包括|包含|(?<!部)分|内容|等|共", sentence):
            continue
        told, of_parts = ordinal_number(number[1]), number[2] == "部分"
        missing = [id for id, sign in _SIGNS.items() if not re.search(sign, sentence)]
        present = len({id for heading in report.headings for id in heading.sections}) or len(report.sections)
        if told == 6 and 1 <= len(missing) <= 2:
            names = "、".join(report.edition.section(id).title for id in missing)
            said = f"引言称六部分，但没有列出“{names}”；请补全列举。"
        elif of_parts and told not in (6, len(report.headings)) and present >= 5 and re.search(r"报告|年报|全文|下文", sentence):
            said = f"引言称{told}个部分，正文有{present}个部分；请核对改正。"
        else:
            continue
        yield subject.finding(
            said,
            **match.evidence,
            expected=str(present),
            actual=str(6 - len(missing) if told == 6 else told),
            key="parts",
        )
        return
