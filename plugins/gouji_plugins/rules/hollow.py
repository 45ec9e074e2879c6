"""Section five read for its substance: W09 (problems without an object), W11 (measures for other problems)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import fold
from gouji_plugins.rules.vocabulary import shipped
from gouji_plugins.rules.wording import Passage, has, passages, shortened, terms

_BASIS = "《中华人民共和国政府信息公开条例》第五十条第四项；年报质量评估的通行要求"

# Where the problems end and what is done about them begins.
_TURN = re.compile(
    r"改进情况|改进措施|整改措施|整改情况|改进方向|下一步|下步|今后|针对(?:上述|以上|存在|这些|上年|去年|问题)|(?:^|\n)\(?[二2](?:\)|、|\.)|为此|采取(?:的|以下)?措施|(?:^|[。\n])(?:措施|改进[:：])|工作打算"
)
_CLAUSE = re.compile(r"[^,。;:、\n]+")
_LEAD = re.compile(
    r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九十]是|其[一二三四五]|主要(?:表现|存在|问题)?[为在是有]?|存在的?(?:主要)?问题|还?存在(?:着)?|但是?|同时|另外|此外|目前|虽然|我[局县市区镇乡单位]+|本[局机关单位]+)+"
)
_LACKING = re.compile(
    "有待|不[够足高强全熟懂]|欠缺|薄弱|[仍还]需|需要?进一步|需(?:加强|提高|完善|增强)|差距|滞后|单一|"
    "不(?:及时|到位|规范|完善|丰富|深入|健全|多)|[较偏]少|少(?=[,。;]|$)|缺乏|短板"
)
_HEADED = re.compile(r"(?<![^,。;:、\n])[^,。;:、\n]+:")
"""What stands before a colon only names what follows: 不足之处:."""
_HEADING = 3
"""Characters up to which a clause is but a heading: 不足."""
_PRAISE = terms("取得 成效 成绩 落实 较好 有序 按照 要求 相比 虽 推进了 开展了")


@lru_cache(1)
def _general() -> tuple[str, ...]:
    """What any report may say of itself, longest first: taken away, a hollow problem leaves nothing."""
    found: tuple[str, ...] = shipped("general-words", lambda data: tuple(sorted(" ".join(data["general"]).split(), key=len, reverse=True)))
    return found


def _own_words(text: str) -> str:
    """A text without what any report may say."""
    for word in _general():
        text = text.replace(word, " ")
    return text


def _is_hollow(clause: str) -> bool:
    return sum(map(str.isalnum, _own_words(clause))) <= 1


def _objects(text: str) -> set[str]:
    """What a text speaks of by name: every three characters of it that not any report may say."""
    return {word[at : at + 3] for word in re.findall("[\u4e00-\u9fff]{3,}", _own_words(text)) for at in range(len(word) - 2)}


def _halves(lines: list[Passage]) -> tuple[str, str]:
    """The text of the problems, and that of the measures; the second is "" when no turn is seen."""
    text = fold("\n".join(line.text for line in lines))
    lacking = _LACKING.search(text)
    turn = _TURN.search(text, lacking.end()) if lacking else None
    return (text[: turn.start()], text[turn.start() :]) if turn else (text, "")


def _clauses(text: str) -> list[str]:
    """The clauses that say something other than praise."""
    found = (_LEAD.sub("", clause[0]) for clause in _CLAUSE.finditer(text))
    return [clause for clause in found if len(clause) > _HEADING and not has(clause, _PRAISE)]


def _problems(text: str) -> list[str]:
    """The clauses that name a shortcoming."""
    return [clause for clause in _clauses(text) if _LACKING.search(clause)]


@rule(
    "W09",
    title="问题空泛",
    level="info",
    defect="W09",
    basis=_BASIS,
    why="“数量有待增加、内容有待丰富、渠道有待拓宽”哪个单位哪一年都能用，看不出本单位真正的问题。",
    passes=[
        Case({"五": "一是政策解读形式较为单一，以文字为主；二是个别栏目更新不够及时，财政预决算信息迟报2次。下一步将增加图解。"}),
        Case({"五": "基层站所人员流动大，业务能力有待提升。下一步将开展轮训。"}),
        Case({"五": "不足之处：报表偏专业，群众看不懂；公开形式较为单一。下一步将增加图解。"}),
    ],
    fails=[
        Case({"五": "信息公开数量有待进一步增加，内容有待进一步丰富，渠道有待进一步拓宽等问题。下一步将加强领导。"}, "没有具体对象"),
        Case({"五": "一是思想认识还不够到位；二是工作机制还不够健全。今后要提高认识、健全机制。"}, "没有具体对象"),
    ],
)
def hollow(subject: Subject) -> Iterator[Outcome]:
    """Problems of which every one could stand in any report."""
    lines = list(passages(subject.report, "s5"))
    problems = _problems(_HEADED.sub("", _halves(lines)[0]))
    if len(problems) < 2 or not all(map(_is_hollow, problems)):
        return
    place = next((line for line in lines if problems[0] in fold(line.text)), lines[0])
    start = max(fold(place.text).find(problems[0]), 0)
    yield subject.finding(
        f"第五部分写的问题（“{shortened('；'.join(problems))}”）都没有具体对象；请写明是哪些栏目、哪类信息、哪个环节的问题。",
        section="s5",
        quote=place.quote(start, start + len(problems[0])),
        place=place.place,
        key="hollow",
    )


_TOPICS = {
    "政策解读": ("解读", "解读 图解 视频 音频 漫画 一图 图表 形式"),
    "业务能力": (
        r"业务能力|业务水平|业务素质|专业能力|专业水平|业务知识|人员素质|(?:人员|业务|队伍|干部)\w{0,6}不(?:够|太)?(?:熟|懂)|培训(?=不|少|较少|次数)",
        "培训 学习 轮训 业务 素质 能力 指导 队伍 交流",
    ),
    "更新时效": (
        "更新不|更新较|更新滞后|不及时|时效性|更新缓慢|更新慢",
        "更新 及时 时效 时限 监测 巡查 检查 督查 通报 督促 审核 动态 按时 定期 第一时间",
    ),
    "公开渠道": (
        "渠道(?:不|较|单一|有待|还|仍|需)|(?<!解读)形式(?:较为)?单一|平台单一|载体单一",
        "渠道 平台 载体 新媒体 公众号 网站 微信 微博 抖音 公开栏 专区 方式 形式 途径",
    ),
    "依申请办理": ("依申请|答复(?:文书|不|质量|超|逾)|申请办理", "依申请 答复 申请 办理 文书 法律 法制 合法性"),
    "公开意识": ("意识(?:不|有待|还|仍|淡薄|较)|认识不|重视不|思想认识", "意识 认识 重视 思想 领导 学习 培训 宣传 责任 考核"),
    "队伍人员": (
        "人员(?:不足|少|流动|变动|力量|兼职|更换)|专职人员|队伍(?:不|力量|建设)|力量薄弱",
        "人员 队伍 专人 专职 配备 力量 培训 学习",
    ),
    "工作制度": ("制度(?:不|有待|还|仍)|机制(?:不|有待|还|仍)", "制度 机制 体系 流程 规范 办法 责任"),
}
_EVERYTHING = terms("全面整改 逐项整改 逐一整改 全部整改 整改到位 已整改 问题清单 对照问题")


@rule(
    "W11",
    title="问题与改进措施不对应",
    level="info",
    defect="W11",
    basis=_BASIS,
    why="写出的问题没有一个有对应的措施，说明措施是套话。",
    passes=[
        Case({"五": "政策解读形式单一，人员业务能力有待提升。下一步，增加图解视频解读，开展业务培训。"}),
        Case({"五": "政策解读形式单一，更新不及时。针对上述问题逐项整改到位。"}),
        Case({"五": "政策解读形式单一，业务能力有待提升。下一步，加强业务培训，拓宽渠道。"}),
        Case({"五": "群众对申请流程不熟悉，网站上的说明看不懂。下一步，制作图文并茂的办事指引。"}),
        Case({"五": "村级公告栏更新不及时，涉企政策的解读形式单一。改进情况：每月抽看村级公告栏，为涉企政策配流程图。"}),
    ],
    fails=[
        Case({"五": "业务培训不足，业务能力不强，答复文书不够规范。下一步，拓宽公开渠道，建好政府网站和公众号。"}, "没有对应"),
        Case({"五": "存在的问题：经办人员培训少，业务不熟。改进措施：改版门户网站，增加检索功能。"}, "没有对应"),
        Case({"五": "存在的问题：业务培训次数少，人员不熟悉条例。改进措施：改版门户网站，优化检索功能。"}, "没有对应"),
        Case({"五": "依申请答复不规范，答复超期。改进措施：改造网站首页，上线无障碍浏览。"}, "没有对应"),
        Case({"五": "业务培训较少，政策解读形式单一。下一步，清理网站的过期链接，提高访问速度。"}, "没有对应"),
    ],
)
def unanswered(subject: Subject) -> Iterator[Outcome]:
    """None of the problems recognised by its subject is taken up by the measures."""
    lines = list(passages(subject.report, "s5"))
    problems, measures = _halves(lines)
    if len(measures) < 10 or has(measures, _EVERYTHING):
        return
    named = "\n".join(_problems(problems))
    topics = [topic for topic, (sign, _) in _TOPICS.items() if re.search(sign, named)]
    # One subject may be that of a problem among several; it is certain where nothing else is said.
    alone = len(topics) == 1 and all(re.search(_TOPICS[topics[0]][0], clause) for clause in _clauses(problems))
    if not (alone or topics[1:]) or any(word in measures for topic in topics for word in terms(_TOPICS[topic][1])):
        return
    if any(_objects(clause) & _objects(measures) for clause in _problems(problems)):
        return
    yield subject.finding(
        f"第五部分写的问题（{'、'.join(topics)}）在改进措施里没有对应的内容；请针对问题写明措施。",
        section="s5",
        quote=lines[0].line.text.strip()[:60],
        place=lines[0].place,
        key="unanswered",
    )
