"""Documents cited as basis: T07 (out of date), T08 (number, article or name wrong)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gouji.dated import in_force
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules import examples
from gouji_plugins.rules.names import short_for
from gouji_plugins.rules.running import running
from gouji_plugins.rules.wording import Match, Passage, has, matches, passages
from gouji_plugins.rules.years import data_year

_NAME = "中华人民共和国政府信息公开条例"
_REGULATION = f"《{_NAME}》"

_NUMBER = "[0-9一二三四五六七八九十百零〇]{1,6}"
_ORDER = rf"(?:国务院令?|国令)第?(?P<number>{_NUMBER})(?P<unit>号?)令?"
_OWN_ORDER = ("711", "七一一", "七百一十一")
_FORMER_ORDER = ("492", "四百九十二")
"""The order that made the regulation, and the one before it, of which T07 tells."""
_OF_REGULATION = (
    rf"(?:(?<=信息公开条例》\()|(?<=信息公开条例》\(中华人民共和国)){_ORDER}",
    rf"{_ORDER}(?=(?:公布的?)?《?(?:中华人民共和国)?政府信息公开条例)",
)
"""Where the number of an order is that of the regulation: in brackets behind its name, or before it."""
_RIGHT_ORDER = "国务院令第711号"

_ON_REPORTS = (
    rf"信息公开条例》(?:\([^()]*\))?的?(第{_NUMBER}条(?:[、和及]第?{_NUMBER}条)*)的?(?:规定|要求),?"
    r"(?:按照[^。;]{0,80}?(?:要求|规定),?)?\w{0,12}?(?:编制|制作|编写)(?=[^,。;]{0,40}(?:报告|年报))"
)
"""Articles by which a report is made; those on guides and lists, and on who made what, are others."""
_ARTICLES = frozenset(("49", "50", "四十九", "五十"))
_BY = ("按照", "根据", "依据", "依照", "按")
_FIGURES = str.maketrans("OolI", "0011")


def _pattern(number: str) -> str:
    """A pattern for a document number in squeezed text: 国务院令第711号 also as 国令第711号 and 国务院第711号令."""
    if not number.startswith("国务院令"):
        return re.escape(squeeze(number))
    order = number.removeprefix("国务院令第")
    return rf"(?:国务院令|国令)(?:\(\d{{4}}\))?第?{order}|国务院第?{order}令"


@rule(
    "T07",
    title="引用的依据已经过时",
    level="warning",
    defect="T07",
    basis="国办公开办函〔2021〕30号（2021年度起的格式）；国务院令第711号（2019年修订的条例）",
    why="年报应依据当年有效的条例和格式通知；引用旧文件往往是沿用往年文稿。",
    passes=[Case({"引言": "引用现行文件"}, build=examples.unchanged)],
    fails=[Case({"引言": "根据《中华人民共和国政府信息公开条例》（国务院令第492号）规定，编制本报告。"}, "国务院令第492号")],
)
def outdated(subject: Subject) -> Iterator[Outcome]:
    """A document is cited that another has replaced for this year, and the other is not."""
    year = data_year(subject.report)
    rows = subject.tables.get("过时依据", ())
    if year is None or not rows:
        yield subject.not_assessed("没有报告年度，或规则集没有给出文件表，无法核对引用的依据")
        return
    plain = running(subject.report).text
    for row in in_force(rows, year):
        if not re.search(_pattern(row["number"]), plain) or re.search(_pattern(row["instead"]), plain):
            continue
        cited = next(matches(passages(subject.report), _pattern(row["number"])))
        yield subject.finding(
            f"引用的“{cited.quote}”已不适用于{year}年度报告，应引用{row['instead']}；请改正依据。",
            **cited.evidence,
            expected=row["instead"],
            actual=row["number"],
            key=row["number"],
        )


@rule(
    "T08",
    title="引用的文号、条文、名称错误",
    level="info",
    defect="T08",
    basis="文件原文的发文字号，年份用六角括号〔〕；《中华人民共和国政府信息公开条例》第四十九条、第五十条",
    why="常见的是“函”写成“涵”、年份用圆括号、号数写错，或者法规名称、条文号不对。",
    passes=[
        Case({"引言": "文号正确"}, build=examples.unchanged),
        Case({"引言": "没有引用文号"}, build=examples.introduced(f"依据{_REGULATION}第五十条规定，编制本报告。")),
    ],
    fails=[
        Case({"引言": "按照国办公开办涵〔2021〕30号要求编制。"}, "国办公开办涵"),
        Case(
            {"引言": "号数写错"},
            "号数",
            examples.introduced(f"按照《{_NAME}工作年度报告格式》（国办公开办函〔2021〕31号）编制。"),
        ),
        Case({"引言": "按照国办公开办函〔2020〕30号要求，编制本报告。"}, "年报格式通知"),
        Case({"引言": "按照国办公开办函（2021）30号要求编制。"}, "〔〕"),
        Case({"引言": "按照国办公开办函（2021年）30号要求编制。"}, "〔〕"),
        Case({"引言": "按照国办公开函〔2021〕30号要求编制。"}, "漏了“办”字"),
        Case({"引言": "全县公开系统认真落实国办公办函〔2021〕30号精神。"}, "应为“国办公开办函〔2021〕30号”"),
        Case({"引言": "按照《要点》（县政办发〔2023〕8）要求编制。"}, "漏了“号”"),
        Case({"引言": "按照《要点》（县政办发〔20238号）要求编制。"}, "漏了“〕”"),
        Case({"引言": f"根据{_REGULATION}（国务院令第712号）规定编制。"}, "第711号"),
        Case({"引言": f"根据{_REGULATION}（国务院第711令）规定编制。"}, "漏了“号”"),
        Case({"引言": f"根据{_REGULATION}第四十八条规定，编制本报告。"}, "第四十九条"),
        Case({"引言": f"根据{_REGULATION}第十五条规定，按照《格式》（国办公开办函〔2021〕30号）要求编制本报告。"}, "第四十九条"),
        Case({"引言": f"根据{_REGULATION}第三十一条、第三十二条的规定，制作本报告。"}, "第四十九条"),
        Case({"引言": "根据《中华人民共和国信息公开条例》编制。"}, f"应为“{_NAME}”"),
        Case({"引言": "根据《中华人民国政府信息公开条例》编制。"}, f"应为“{_NAME}”"),
    ],
)
def misspelt(subject: Subject) -> Iterator[Outcome]:
    """What is cited with a wrong number, article or name: the office's document, the regulation."""
    told: set[str] = set()
    for match, said, right in (*_halves(subject), *_documents(subject), *_regulation(subject)):
        if match.quote not in told:
            told.add(match.quote)
            yield subject.finding(
                f"{said}；请改正。",
                **match.evidence,
                expected=right,
                actual=match.quote,
                key=squeeze(match.quote),
            )


# A number with its bracket but without 号, or the other way round: 国办发〔2022〕8, 国办发〔20228号.
_HALF = r"[发函办字电秘令规]\((20\d\d)(?:\)(\d{1,4})(?=[),。;]|要求|精神|规定|文件|的?通知)|(\d{1,3})号)"


def _halves(subject: Subject) -> Iterator[tuple[Match, str, str]]:
    """Any document's number that lost its bracket or its 号."""
    for half in _distinct((passage for passage in passages(subject.report) if "(20" in passage.text), _HALF):
        for match in matches([half.passage], r"([^\W\d]{0,8})" + re.escape(half.found[0])):
            year, unmarked, unclosed = half.found.groups()
            right = f"{match.found[1]}{half.found[0][0]}〔{year}〕{unmarked or unclosed}号"
            yield match, f"文号“{match.quote}”漏了“{'号' if unmarked else '〕'}”，应为“{right}”", right


def _documents(subject: Subject) -> Iterator[tuple[Match, str, str]]:
    """The office's numbers with a wrong character, bracket or figure: the match, what is said of it, what it should be."""
    rows = subject.tables.get("格式文号", ())
    known = {squeeze(row["number"]): row["number"] for row in rows}
    own = next((row["number"] for row in rows if row["edition"] == subject.edition.id), "")
    where = [passage for passage in passages(subject.report) if "国" in passage.text and "号" in passage.text]
    for match in matches(where, r"国办公开(办?.?)(\(?)(\d{4})年?(\)?)(第?)([\dOolI]{1,3})号"):
        letter, opened, year, closed, ordinal, figures = match.found.groups()
        if opened and not closed:
            continue
        serial = figures.translate(_FIGURES)
        right = f"国办公开办函〔{year}〕{serial}号"
        if letter == "函":
            said = f"文号“{match.quote}”应为“{right}”（漏了“办”字）"
        elif letter != "办函":
            said = f"文号“{match.quote}”应为“{right}”（“函”字有误）"
        elif not (opened and closed) or re.search(r"[（【]\s*\d{4}|\d{4}\s*[）】年]", match.quote):
            said = f"文号“{match.quote}”的年份应写在六角括号〔〕里，写作“{right}”"
        elif ordinal or serial != figures:
            said = f"文号“{match.quote}”应为“{right}”（{'号数前不加“第”字' if ordinal else '号数里是字母，不是数字'}）"
        elif own and squeeze(right) not in known and _about_form(match):
            right = own
            said = f"文号“{match.quote}”的年份或号数与年报格式通知不符，应为“{right}”"
        else:
            continue
        yield match, said, right
    for match in matches(where, r"(?:国(?!办公开)[^\W\d]{1,6}|(?<![^\W\d])公开办函)(\(\d{4}\)\d{1,3}号)"):
        right = known.get(f"国办公开办函{match.found[1]}", "")
        if right and (_about_form(match) or match.found[0].startswith(("国办公", "公开办函"))):
            yield match, f"文号“{match.quote}”应为“{right}”", right


def _distinct(where: Iterable[Passage], pattern: str) -> Iterable[Match]:
    """The first place of each wording that the pattern finds."""
    found: dict[str, Match] = {}
    for match in matches(where, pattern):
        found.setdefault(match.found[0], match)
    return found.values()


def _regulation(subject: Subject) -> Iterator[tuple[Match, str, str]]:
    """The regulation under a name it does not have, with the number of another order, or an article that is not about annual reports."""
    where = [passage for passage in passages(subject.report) if has(passage.text, ("条例", "法》", "规定》", "细则》"))]
    for match in _distinct(
        where,
        r"中华人民共和国(?!政府信息公开条例)(?:政务公开|政府公开信息|(?:政府|政务)?信息公开)(?:工作|管理)?(?:条例|(?:法|规定|办法|细则)(?=》))",
    ):
        yield match, f"法规名称“{match.quote}”应为“{_NAME}”", _NAME
    # One character lost is told by W02.
    for match in _distinct(where, f"(?<=《)[^《》]{{{len(_NAME) - 2}}}(?=》)"):
        if short_for(match.found[0], _NAME):
            yield match, f"法规名称“{match.quote}”应为“{_NAME}”", _NAME
    for match in (found for pattern in _OF_REGULATION for found in _distinct(where, pattern)):
        if match.found["number"] not in _OWN_ORDER + _FORMER_ORDER:
            yield match, f"《政府信息公开条例》是{_RIGHT_ORDER}，“{match.quote}”有误", _RIGHT_ORDER
        elif match.found["number"] in _OWN_ORDER and not match.found["unit"]:
            yield match, f"“{match.quote}”漏了“号”，应为“{_RIGHT_ORDER}”", _RIGHT_ORDER
    for match in _distinct(where, _ON_REPORTS):
        if _ARTICLES.isdisjoint(re.findall(_NUMBER, match.found[1])):
            yield match, f"条例关于年度报告的是第四十九条、第五十条，这里写的是{match.found[1]}", "第四十九条、第五十条"


def _about_form(match: Match) -> bool:
    """Whether the document whose name stands before the number, or behind it, is the one on the form of
    annual reports; so is one without a name by which the report was compiled."""
    start, end = match.found.span()
    before, behind = match.passage.text[max(0, start - 60) : start], match.passage.text[end : end + 40]
    named = re.search(r"年度报告(?:\(试行\))?(?:格式|有关事项)", f"{before}\n{behind.partition('》')[0]}")
    return bool(named or (before.endswith(_BY) and re.match(r"\w{0,6},?编制(?:本|[,。;]|$)", behind)))
