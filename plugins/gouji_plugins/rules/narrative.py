"""What section one must tell: S06 (five aspects), S07 (governments), S08 (off the subject), S09 (hollow)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gouji.finding import INFO
from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze, without_ordinal
from gouji_plugins.rules import examples
from gouji_plugins.rules.near_names import near
from gouji_plugins.rules.wording import has, matches, passages, quoted, shortened, terms, words

_LAW = "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号附件第一部分"

# By any of these words an aspect counts as told, wherever and under whatever title it stands.
SIGNALS = {
    "active": terms(
        "主动公开 政策解读 重点领域 公报 公开政府信息 公开信息 发布信息 发布政府信息 网站发布 信息公开目录 "
        "公布信息 信息公布 上网信息 公开栏 公示栏"
    ),
    "request": terms("申请 答复 办结 未收到"),
    "manage": terms(
        "信息管理 信息公开管理 信息资源管理 三审 先审 初审 终审 审稿 复核 审签 审定 签发 签字 签名 保密 审核 审查 公开属性 归档 "
        "动态更新 动态调整 规范性文件清理 清理规范性文件 文件清理 台账 信息发布制度 信息制作 规范化管理 制度保障 "
        "内容保障 管理制度 信息更新"
    ),
    "platform": terms("平台 网站 专栏 栏目 新媒体 公众号 微信 政务公开专区 公开栏 公开专区 公报 查阅点 查阅场所 公告栏"),
    "oversight": terms(
        "监督 考核 培训 评议 责任追究 组织领导 专人 检查 督查 督促 督导 领导小组 问责 追责 保障措施 "
        "抽查 通报 视察 纪检 纪委 纪工委 工作机构 分管 专题会议 组织学习 责任制 组织推动 满意度"
    ),
}
GOVERNMENT_SIGNALS = {
    "工作考核": ("考核", "绩效", "考评"),
    "社会评议": terms("评议 满意度 评价 测评"),
    "责任追究": terms("责任追究 追责 问责 追究责任 追究"),
}
_COUNTED = re.compile("(?:公开|公布|发布)[^。;]{0,30}[条篇份]")
"""What was made public, with its number: the first aspect is told, in whatever words."""
_ASIDE = frozenset(terms("专人 检查 分管 工作机构 领导小组 责任制 组织领导 审核 审查"))
"""Words that also stand under other aspects. Where the others have sub-headings of their own, these
alone do not make up for the one that is missing."""
_HOLLOW = 50
"""Characters up to which section one says nothing."""


@rule(
    "S06",
    title="总体情况五方面不全",
    level="warning",
    defect="S06",
    basis=_LAW,
    why="第一部分要写到主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；不要求用同样的小标题，写到即可。",
    passes=[
        Case({"一": "五方面都有"}, build=examples.unchanged),
        Case(
            {
                "一": (
                    "一是做好主动公开，全年发布信息20条；未收到公开申请。二是严格保密审查，"
                    "维护网站专栏，组织业务培训，按季度检查各科室的落实情况。"
                )
            }
        ),
        Case({"一": "主动公开信息20条，未收到公开申请。信息由股室起草、分管领导审核后在网站发布，并对审核、把关不严的股室逐一督促整改。"}),
    ],
    fails=[
        Case(
            {
                "一": (
                    "全年主动公开政府信息20条，未收到公开申请。严格落实保密审查，网站专栏按月更新，各类公文都确定了公开属性并在发文时标明。"
                )
            },
            "监督保障",
        )
    ],
)
def aspects(subject: Subject) -> Iterator[Outcome]:
    """An aspect of which section one says no word."""
    report = subject.report
    section = report.sections.get("s1")
    text = words(report, "s1")
    if section is None or len(text) <= _HOLLOW:
        return
    topics = report.edition.section("s1").subtopics
    # Requests and publications may be told beside the tables instead.
    elsewhere = {"active": words(report, "s2"), "request": words(report, "s3")}
    begun = [without_ordinal(passage.line.text) for passage in passages(report, "s1")]
    headed = [topic.id for topic in topics if _has_heading(begun, (topic.label, *topic.accept))]
    gone = []
    for topic in topics:
        signals = {*SIGNALS.get(topic.id, ()), squeeze(topic.label)}
        if len(headed) >= 4 and topic.id not in headed:
            signals -= _ASIDE
        told = text + elsewhere.get(topic.id, "")
        if not has(told, signals) and not (topic.id == "active" and _COUNTED.search(told)) and not _misspelt(told, topic.label):
            gone.append(topic)
    if gone:
        names = "、".join(topic.label for topic in gone)
        yield subject.finding(
            f"第一部分没有写到{names}；五个方面都要报告，没有发生的也应写明。",
            # Without sub-headings an aspect may be told in words of the unit's own.
            level=None if len(headed) >= 3 or len(gone) >= 3 else INFO,
            section="s1",
            **quoted(section.heading),
            expected="五个方面",
            actual=f"{len(topics) - len(gone)}个方面",
            key="+".join(topic.id for topic in gone),
        )


def _misspelt(text: str, name: str) -> bool:
    """Whether a name stands in a text with one character wrong, too few or too many, which other rules tell."""
    return any(True for _ in near(text, squeeze(name)))


def _has_heading(begun: Sequence[str], titles: Iterable[str]) -> bool:
    """Whether a paragraph, as it begins behind its ordinal, begins with one of these titles."""
    titles = tuple(map(squeeze, titles))
    return any(text.startswith(titles) for text in begun)


@rule(
    "S07",
    title="政府年报缺考核、评议、追究",
    level="warning",
    defect="S07",
    basis="《中华人民共和国政府信息公开条例》第五十条第四项",
    why="各级人民政府的年报还应报告工作考核、社会评议和责任追究结果，没有追究的写“未发生责任追究”。",
    levels=("gov.prov", "gov.city", "gov.county", "town"),
    passes=[
        Case(
            {
                "一": (
                    "主动公开政府信息200条，收到公开申请3件，均已办结。考核结果已通报，"
                    "群众评议满意，未发生责任追究。以上情况已在网站专栏公布。"
                )
            }
        )
    ],
    fails=[
        Case(
            {"一": "主动公开政府信息200条，收到公开申请3件，均已办结。落实保密审查，网站专栏按月更新，接受群众监督，组织业务培训2场。"},
            "工作考核、社会评议、责任追究",
        )
    ],
)
def government_results(subject: Subject) -> Iterator[Outcome]:
    """A government's report without 工作考核, 社会评议 or 责任追究."""
    report = subject.report
    text = words(report)
    if len(words(report, "s1")) <= _HOLLOW:
        return
    gone = [name for name, signals in GOVERNMENT_SIGNALS.items() if not has(text, signals) and not _misspelt(text, name)]
    if gone:
        section = report.sections["s1"]
        yield subject.finding(
            f"全文没有写到{'、'.join(gone)}；各级政府的年报应报告工作考核、社会评议和责任追究结果，请在监督保障中补写。",
            section="s1",
            **quoted(section.heading),
            key="+".join(gone),
        )


_ON_SUBJECT = terms(
    "公开 信息 网站 平台 发布 申请 政务 宣传 公告 公示 解读 新媒体 公众号 微信 监督 培训 考核 保密 结转 "
    "审核 栏目 专栏 透明 知情 答复 回应 舆情 条例 报告 统计 文件 查询 公布 评议 满意 测评 审查 涉密 征求 听证 热线 信箱 座谈 "
    "数据 口径 机构改革 合并组建 划入 划转"
)
_BUSINESS = re.compile(
    "成立于|内设|编制.{0,4}[名人]|下辖|主要职[责能]|总面积|人口|地处|公里|亩|吨|亿元|万元|投资|产值|产业|种植|养殖|拆除|改造|"
    "新建|建成|施工|工程|整治|治理|招商|增收|脱贫|就业|执法|案件|安全生产|生产总值|增加值|收入|学位|上线率"
)
"""Words of a body's history and of its trade."""
_MUCH, _SHARE = 100, 5
"""Characters off the subject in one sentence from which it is told, in several half as many, and the part of the section they must be:
a fifth."""
_LONG = 100
"""Characters of a sentence without a word of the subject that need no sign of another one."""


@rule(
    "S08",
    title="内容泛化",
    level="info",
    defect="S08",
    basis="国办公开办函〔2021〕30号：内容按条例第五十条确定，不能遗漏，也不宜泛化",
    why="年报只写政府信息公开工作，不写机关职能、历史沿革和业务成绩。",
    passes=[
        Case({"一": "只写信息公开"}, build=examples.unchanged),
        Case({"一": "按申请人列数"}, build=examples.written("s1", "自然人新收3件、上年结转1件、办结4件；商业企业新收2件、办结2件；" * 4)),
    ],
    fails=[
        Case(
            {"一": "大段业务成绩"},
            "业务",
            examples.written(
                "s1", "全年主动公开信息12条，未收到申请。", "我局全年新修渠道三十公里，加固堤防十二处，整治病险水库九座，" * 12
            ),
        )
    ],
)
def off_subject(subject: Subject) -> Iterator[Outcome]:
    """A good part of section one has nothing to do with disclosure."""
    found = [match for match in matches(passages(subject.report, "s1"), "[^。]+") if _is_business(match.found[0])]
    size = sum(len(match.found[0]) for match in found)
    if size >= (_MUCH if len(found) == 1 else _MUCH // 2) and _SHARE * size > len(words(subject.report, "s1")):
        yield subject.finding(
            f"第一部分有{size}字与政府信息公开无关（“{shortened(found[0].quote)}”），像是机关职能或业务工作；请删去，只写信息公开工作。",
            section="s1",
            quote=found[0].quote[:60],
            place=found[0].place,
            key="off-subject",
        )


def _is_business(sentence: str) -> bool:
    """Whether a sentence speaks of a body's history or trade, or for long of anything, and not of disclosure."""
    return not has(sentence, _ON_SUBJECT) and (_BUSINESS.search(sentence) is not None or len(sentence) >= _LONG)


_QUANTITY = re.compile(r"(?:\d|[一二三四五六七八九十百千两]{2,8}|零)[万余多]{0,2}(?:条|件|篇|次|场|期|份|宗|起|项|人次|个栏目|个专栏|%)")
_NONE_CAME = terms("未收到 没有收到 未发生 无依申请 没有依申请 未接到 没有接到")


@rule(
    "S09",
    title="总体情况空洞",
    level="warning",
    defect="S09",
    basis="国办公开办函〔2021〕30号：不得内容雷同、敷衍塞责",
    why="总体情况应写做了什么、公开了多少；三言两语或全是套话，等于没有报告。",
    passes=[
        Case({"一": "内容充实"}, build=examples.unchanged),
        Case(
            {"一": "我局高度重视政府信息公开工作，健全制度，明确专人，规范流程，全年在门户网站的专栏内公开了5项主要经济指标，并按月更新。"}
        ),
    ],
    fails=[
        Case({"一": "我局高度重视，认真落实。"}, "只有"),
        Case(
            {
                "一": (
                    "我局高度重视主动公开工作，加强领导，健全制度，认真办理依申请公开，"
                    "严格信息管理，不断加强网站平台建设，强化监督保障，取得了良好的成效。"
                )
            },
            "数量",
        ),
    ],
)
def hollow(subject: Subject) -> Iterator[Outcome]:
    """Section one is a sentence or two, or gives not a single figure."""
    section = subject.report.sections.get("s1")
    lines = list(passages(subject.report, "s1"))
    text = "".join(passage.text for passage in lines)
    if section is None or not text:
        return
    if len(text) <= _HOLLOW:
        yield subject.finding(
            f"第一部分只有{len(text)}个字（“{shortened(section.text)}”），内容过于空洞；请写明各方面的工作和数量。",
            section="s1",
            quote=section.lines[0].text.strip(),
            place=lines[0].place,
            expected=f"多于{_HOLLOW}字",
            actual=f"{len(text)}字",
            key="short",
        )
    elif not _QUANTITY.search(text) and not has(text, _NONE_CAME):
        told = next((passage for passage in lines if "主动公开" in passage.text and len(passage.text) > 20), lines[0])
        yield subject.finding(
            "第一部分没有任何数量，看不出全年公开了多少信息、办理了多少申请；宜补写数字。",
            level="info",
            section="s1",
            quote=told.line.text.strip()[:40],
            place=told.place,
            key="no-figures",
        )
