"""Years in sections one and six: W12 (what happened in another year told as this year's work)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules import examples
from gouji_plugins.rules.wording import Passage, passages, shortened
from gouji_plugins.rules.years import data_year, years_in

_EVENT = (
    "挂牌|成立|建设|建成|建立|开通|上线|召开|举办|开展|印发|制定|出台|发布|完成|"
    "启用|组建|设立|改版|新增|组织|收到|受理|办结|公开|印制|修订|实施"
)
_DATED = re.compile(
    rf"(?<![\d〔-])(20\d\d)年(?:\d{{1,2}}月(?:\d{{1,2}}日|份|底|初|中旬|上旬|下旬)?,?[^,。;《》\d]{{0,10}}?(?:{_EVENT})|(?:{_EVENT})了)"
)
_FEES = re.compile(r"(?<![\d〔与-])(20\d\d)年(?!.*[本今]年)[^。;《》\d]{0,20}(?:收费通知|信息处理费)")
"""All that section six is asked for; what else it tells may well be of other years."""
_OPENING = re.compile(r"(20\d\d)年度?(?:以来)?,")
_HEADING = re.compile(r"\([一二三四五六七八九十\d]+\).{0,16}")
# Looking back to compare, to tell since when, or to name a document is no leftover.
_LOOKING_BACK = re.compile(
    r"较|相比|比20|同比|同期|上年|去年|以来|起|至今|截[至止]|持续|继续|依据|根据|按照|结转|考核|评估|整改|修订|规划|成立于|组建于|至20|—20|-20|十[三四五]五|年报"
)


@rule(
    "W12",
    title="把往年的事写成本年的工作",
    level="info",
    defect="W12",
    basis="国办公开办函〔2021〕30号：年度报告应当反映本年度的情况",
    why="总体情况和其他需要报告的事项写的应是本年度的工作；沿用往年文稿时，往年的年份最容易留下。",
    passes=[
        Case({"一": "与上年比较"}, build=examples.added("s1", "{last}年6月开通的专栏继续运行，比{last}年增加2个栏目。")),
        Case({"一": "说明何时成立"}, build=examples.added("s1", "本机关成立于{last}年2月20日，建立了三级审核制度。")),
        Case({"六": "收费依据"}, build=examples.written("s6", "{last}年发出的收费通知，{year}年实际收取380元信息处理费。")),
        Case({"六": "收费与上年相同"}, build=examples.written("s6", "与{last}年相同，本年度未收取信息处理费。")),
        Case({"一": "写了本年"}, build=examples.added("s1", "{last}年12月建成公开专栏，{year}年新增4个栏目。")),
    ],
    fails=[
        Case({"一": "整段只有往年的事"}, "不是本年度", examples.added("s1", "{last}年12月建成政府信息公开专栏。")),
        Case({"一": "句首写着上年"}, "不是本年度", examples.added("s1", "公开栏目按月更新。{last}年，召开新闻发布会4场。")),
        Case({"六": "收费写着上年"}, "不是本年度", examples.written("s6", "{last}年度未收取信息处理费。")),
        Case({"一": "开头写着上年"}, "不是本年度", examples.added("s1", "{last}年，我局认真做好主动公开工作。")),
    ],
)
def other_years(subject: Subject) -> Iterator[Outcome]:
    """Paragraphs of section one, and what section six says of fees, that tell only of another year."""
    year = data_year(subject.report)
    if year is None:
        return
    for passage in passages(subject.report, "s1", "s6"):
        years = set(years_in(passage.text)) if "20" in passage.text else set()
        if not years or year in years or max(years) > year:
            continue
        found = _stale(passage)
        if found is None:
            continue
        told, start, end, opening = found
        quote = passage.quote(start, end)
        yield subject.finding(
            f"“{shortened(quote, 40)}”写的是{told}年，不是本年度（{year}年）的工作；请核对年份，或改写为本年度的情况。",
            level="warning" if opening else None,
            section=passage.section,
            quote=quote,
            place=passage.place,
            expected=str(year),
            actual=told,
            key=f"{told}:{quote[:20]}",
        )


def _stale(passage: Passage) -> tuple[str, int, int, bool] | None:
    """(year, start and end of the sentence, whether the whole paragraph opens with it), or None."""
    begins = True
    for sentence in re.finditer("[^。]+", passage.text):
        if not _LOOKING_BACK.search(sentence[0]):
            opening = _OPENING.match(sentence[0])
            dated = _FEES.search(sentence[0]) if passage.section == "s6" else opening or _DATED.search(sentence[0])
            if dated is not None:
                return dated[1], *sentence.span(), begins and opening is not None
        begins = begins and _HEADING.fullmatch(sentence[0]) is not None
    return None
