"""Section five: W10 (problems and improvements, both)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules import examples
from gouji_plugins.rules.wording import has, passages, says_something, shortened, terms

# Words that speak of the other half: a plan against problems names no problem, a wish for more names no measure.
_DENIED = re.compile(
    r"(?:存在的?(?:主要)?(?:问题|不足)[:。]?\n?)?(?:不存在|没有|未发现|暂无|无)(?:任何|明显|突出|主要|重大|其他|其它|需要)*(?:的)?(?:问题|不足)|问题导向|"
    r"(?:针对|解决|整改|改正|上述|以上|这些)[^,。;:]{0,8}问题|主要问题[及和]改进(?:情况|措施)"
)
_WISHED = re.compile(
    r"(?:有待|需要?|仍需|尚需|还需|亟需|亟待|应当?|须)(?:于?)(?:进一步|继续|不断|更加|持续|切实|再)*(?:得到)?"
    r"(?:加强|增强|增加|改进|完善|提升|提高|优化|丰富|拓宽|拓展|强化|规范|深化|健全|细化|扩大|改善)"
    r"|不(?:够|太)?(?:完善|丰富|规范|深化|健全|细化|明确|严格)"
)
_PROBLEM = terms(
    "存在 不足 不够 有待 短板 薄弱 欠缺 仍需 还需 尚需 亟待 亟需 问题 差距 不高 不强 不全 滞后 尚未 "
    "困难 偏少 较少 偏低 单一 不及时 不到位 不规范 不完善 不深入 不平衡 不熟 缺乏 缺少 有限 不多 "
    "不健全 不均衡 不充分 需要 需进一步 未能 弱项 缺位 不丰富 不畅 不严 迟缓 较慢 较低 较弱"
)
_TROUBLE = re.compile(
    "(?<![疑艰])难(?![点题])|超期|逾期|迟报|漏报|有误|空白|偏僻|未(?:能)?及时|(?:未|没有?)更新|(?:提升|进步|改进)空间|"
    "不(?:大|广|细|实|便|快|新|准|透|主动|积极|充分|明显|平衡|清晰|突出|理想)"
)
"""Problems told without a word that calls them so."""
_MEASURE = terms(
    "下一步 下步 改进 加强 加大 加快 完善 提升 提高 强化 推进 优化 落实 健全 规范 整改 深化 拓宽 "
    "拓展 丰富 措施是 措施为 措施有 措施: 将 拟 组织 开展 建立 制定 明确 增加 创新 培训 已 细化 压实 改善 扩大 坚持 做好 严格"
)
_IMPROVED = re.compile(r"(?:^|\n)(?:\(?[一二三四\d][).、,]?)?(?:改进|整改)(?:情况|措施)")
"""Where the half on improvements begins; what stands before it are the problems, in whatever words."""
_SENTENCE = re.compile(r"[^。;\n]{10,}")
_CLAUSE = re.compile(r"[^,:]+")
_PRAISE = terms("成绩 成效 进展 总体 平稳")
_DONE = (*_PRAISE, *terms("圆满 顺利 完成 良好"))
"""Words of what is no problem; 完成 may be said of an improvement as well."""
_LEADS = re.compile(
    r"(?:[一二三四五六七八九十\d]是|\(?[一二三四五六七八九十\d]+[).、])?(?:根据|按照|在|为|针对|围绕|对照|结合|以|通过|20\d\d年|今年|明年)"
)
"""How a clause begins that only leads to what is done."""
_PLANNED = re.compile("下一?步|今后|明年|将|拟|继续")
"""From here on it is plans that are told."""
_SUBSTANCE = 6
"""Characters from which a clause says something."""
_HALF = 15
"""Characters from which the words before the improvements are more than a heading."""


@rule(
    "W10",
    title="第五部分缺问题或缺改进",
    level="warning",
    defect="W10",
    basis="《中华人民共和国政府信息公开条例》第五十条第四项：存在的主要问题及改进情况",
    why="第五部分既要写存在的主要问题，也要写改进情况，缺一半就不完整。",
    passes=[
        Case({"五": "问题和改进都有"}, build=examples.unchanged),
        Case({"五": "政策解读形式单一，下一步将增加图解。"}),
        Case({"五": "问题是政策解读不足，措施是多渠道解读。"}),
        Case({"五": "群众反映网站上查找信息难。已优化检索，增加分类导航。"}),
        Case({"五": "我镇一人多岗，信息存在迟报现象。2024年计划增配1名专职人员。"}),
        Case({"五": "一是公开栏靠人工张贴，雨季脱落；二是各村的表样不同。\n改进情况：已更换公开栏，明年统一表样。"}),
        Case({"五": "公开栏有两处设在院内，晚上锁门看不到，九月已移到路边。"}),
    ],
    fails=[
        Case({"五": "下一步，我局将加强学习培训，完善公开制度。"}, "没有写存在的问题"),
        Case({"五": "存在信息公开数量有待进一步增加、内容有待进一步丰富等不足。"}, "没有写改进"),
        Case({"五": "改进情况：增加图解；二是督促各股室按时报送信息，按季度通报报送情况。"}, "没有写存在的问题"),
        Case({"五": "一是栏目交叉，群众难找；二是两个站所的栏目半年没有更新。"}, "没有写改进"),
        Case({"五": "无"}, "没有写存在的问题"),
    ],
)
def one_half(subject: Subject) -> Iterator[Outcome]:
    """Section five holds problems without improvements, improvements without problems, or neither."""
    section = subject.report.sections.get("s5")
    lines = list(passages(subject.report, "s5"))
    text = "\n".join(passage.text for passage in lines)
    if section is None or not says_something(text):
        return
    admitted = _DENIED.sub("", text)
    before = _IMPROVED.split(admitted, maxsplit=1)[0]
    told_apart = before != admitted and len(before) > _HALF and not has(before, _MEASURE)
    problems = told_apart or _names_problem(admitted) or _perhaps_problem(before)
    planned = has(_WISHED.sub("", re.sub(r"存在的?(?:主要)?问题及改进(?:情况|措施)", "", text)), _MEASURE)
    measures = planned or (problems and _tells_more(admitted))
    if problems and measures:
        return
    if not problems and not measures:
        said = "没有写存在的问题，也没有写改进情况；请如实写明主要问题和改进措施"
    elif problems:
        said = "只写了问题，没有写改进情况；请补写本年度的改进和下一步措施"
    else:
        said = "没有写存在的问题，只写了打算；请如实写明主要问题"
    yield subject.finding(
        f"第五部分（“{shortened(section.text)}”）{said}。",
        section="s5",
        quote=section.lines[0].text.strip()[:60],
        place=lines[0].place,
        key="problems" if not problems else "improvements",
    )


def _names_problem(text: str) -> bool:
    return has(text, _PROBLEM) or _TROUBLE.search(text) is not None


def _perhaps_problem(text: str) -> bool:
    """Whether a sentence says something before it comes to what is done, and no success: a problem, perhaps, in words of its own."""
    for sentence in _SENTENCE.findall(text):
        for clause in _CLAUSE.findall(sentence):
            if _PLANNED.search(clause):
                return False
            if has(clause, _MEASURE):
                break
            if len(clause) >= _SUBSTANCE and not has(clause, _DONE) and not _LEADS.match(clause):
                return True
    return False


def _tells_more(text: str) -> bool:
    """Whether a sentence names neither a problem nor a success: it can only be about what is done."""
    return any(not _names_problem(sentence) and not has(sentence, _PRAISE) for sentence in _SENTENCE.findall(text))
