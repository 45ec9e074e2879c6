"""Punctuation: W04 (doubled marks, a paragraph without its full stop, stray half-width marks)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise

from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules.running import running
from gouji_plugins.rules.vocabulary import is_han, let_pass
from gouji_plugins.rules.wording import Passage, has, shortened, terms

_BASIS = "《标点符号用法》（GB/T 15834—2011）"

# In squeezed text commas, colons and semicolons are half-width whatever was typed.
_DOUBLED = re.compile("[,;、:。][,;、。]")
_LONGER = frozenset("。.,;:、")


def _pairs(text: str) -> Iterator[re.Match[str]]:
    """Two marks in a row; three are an ellipsis, or an author's own list mark."""
    for found in _DOUBLED.finditer(text):
        start, end = found.span()
        if text[start - 1 : start] not in _LONGER and text[end : end + 1] not in _LONGER:
            yield found


@rule(
    "W04-double",
    title="标点重复",
    level="info",
    defect="W04",
    basis=_BASIS,
    why="“。。”“，、”是修改时多留的标点，应只留一个。",
    passes=[Case({"一": "工作有序开展……成效明显。统计口径：件、条、次；其中，公开信息3条。"})],
    fails=[
        Case({"一": "工作有序开展。。成效明显。"}, "标点重复"),
        Case({"一": "通过网站、，公众号公开。"}, "标点重复"),
        Case({"五": "渠道有待拓宽；。"}, "标点重复"),
    ],
)
def doubled(subject: Subject) -> Iterator[Outcome]:
    """Two marks where one belongs."""
    text = running(subject.report)
    found = [hit for hit in _pairs(text.text) if not let_pass(subject, text.text, *hit.span())]
    if not found:
        return
    first = found[0]
    shown = "、".join(dict.fromkeys(f"“{text.around(*hit.span())}”" for hit in found[:6]))
    yield subject.finding(
        f"{shown}{'等' if len(found) > 6 else ''}标点重复（共{len(found)}处）；请只留应有的一个。",
        key="doubled",
        **text.evidence(*first.span(), more=4),
    )


# Patterns that only a paragraph without its mark needs; `re` keeps them once they were used.
_ORDINAL = (
    r"\(?[一二三四五六七八九十]{1,3}[)、.,]|[(]?\d{1,2}[).、,](?!\d)|第[一二三四五六七八九十]+|"
    "[一二三四五六七八九十]是|其[一二三四五]|附[件表]|表[一二三四\\d]|注:"
)
_BULLETS = frozenset("●■◆★※-·▪")
_NOT_PROSE = (
    r"(?:电话|地址|邮编|邮箱|网址|传真|联系人|来源|编辑|审核):|^(?:电话|地址|邮编|传真|来源)|(?:如下|如下表|下表|见表|附后|[表图]\d*)$|^无|^\(.*\)$|表(?:\([^()]*\))?$|^《[^》]*》$|"
    r"^\d{4}年\d{1,2}月\d{1,2}日$"
)
_NAMES = terms("情况 方面 措施 问题 局 厅 委 办 室 府 会 处 所 站 院 校 中心 公司 街道 镇 乡 县 市 区")
_VERBS = terms(
    "更新 召开 受理 办结 答复 举办 修订 公开 开展 没有 未 加强 落实 收到 建立 完善 进行 发布 制定 组织 做好 提高 推进 保障 确保 "
    "是 有 共 已 将"
)
_ENDS = frozenset("。!?;:,、.")
_PAUSES = frozenset(",、")
_REMARK = re.compile(r"[。!?]\([^()]+\)$")
"""A remark in brackets behind the end of a paragraph: （以上单位均为件）."""
_SHORT, _LONG = 10, 40
_SAYING = re.compile(r"(?:本年度?|全年|20\d\d年度?)\S{0,4}(?:[无未]|没有)|\S*\d[条件份篇次项期场个]$")
"""What is a sentence however short: that nothing happened in the year, or how often something did."""


@rule(
    "W04",
    title="段末缺句号",
    level="info",
    defect="W04",
    basis=_BASIS,
    why="成句的一段话末尾没有句号，常常是后半句被删掉或粘贴不全，应核对。",
    passes=[
        Case({"一": ["（一）主动公开情况", "本年度公开信息30条。", "（二）依申请公开情况", "本年度没有收到政府信息公开申请。"]}),
        Case({"六": "无"}),
        Case({"四": "本年度未发生", "一": ["严格审核公开的信息，及时更新。"] * 3}),
        Case({"一": "具体数据如下"}),
        Case({"一": ["本年度公开信息30条，收到申请10件。", "表1 主动公开政府信息情况统计（2023年）"]}),
        Case(
            {
                "一": [
                    "（一）主动公开情况",
                    "本年度公开信息30条。",
                    "（二）依申请公开情况",
                    "收到申请0，办结0。（单位均为件，均指政府信息公开申请）",
                ]
            }
        ),
    ],
    fails=[
        Case(
            {"一": ["（一）主动公开情况", "本年度公开信息30条。", "（二）依申请公开情况", "本年度没有收到政府信息公开申请"]},
            "末尾没有句号",
        ),
        Case({"一": ["更新办事指南26份", "（一）依申请公开情况", *["严格审核公开的信息，及时更新。"] * 3]}, "26份"),
        Case({"一": [*["严格审核公开的信息，及时更新。"] * 3, "（一）依申请公开情况", "本年度无申请"]}, "无申请"),
        Case({"一": ["未发生行政复议、行政诉讼等情况，", "（三）政府信息管理情况", "及时更新信息。"]}, "末尾是“，”"),
    ],
)
def unfinished(subject: Subject) -> Iterator[Outcome]:
    """A paragraph of prose that ends without a mark, where the others have theirs, or with a comma."""
    text = running(subject.report)
    inside = [line for line in text.lines if line.section is not None]
    following = {id(line): after for line, after in pairwise(inside)}
    for line in inside:
        if line.text[-1] in _PAUSES and _is_last(line, following.get(id(line))) and _is_prose(line) and not _is_listed(line.text):
            words = line.line.text.strip()
            yield subject.finding(
                f"“{shortened(words[-16:])}”一段末尾是“{words[-1]}”，不是句号；请改正，并核对这段话是否完整。",
                section=line.section,
                quote=words[-30:],
                place=line.place,
                key=line.text[-30:],
            )
    beside = Counter(line.section for line in inside)
    # A few words alone in their section fill it in as one fills in a form: 本年度未发生.
    said = [line for line in inside if beside[line.section] > 1 or len(line.text) >= _SHORT]
    open_ended = [line for line in said if _is_open(line.text) and _is_prose(line)]
    # Where most lines have no mark the text was cut into lines, not written without marks.
    if not open_ended or len(list(islice(filter(_is_prose, inside), 3 * len(open_ended)))) < 3 * len(open_ended):
        return
    for line in open_ended:
        if not _is_last(line, following.get(id(line))):
            continue
        words = line.line.text.strip()
        yield subject.finding(
            f"“{shortened(words[-16:])}”一段末尾没有句号；请补上，并核对这段话是否完整。",
            section=line.section,
            quote=words[-30:],
            place=line.place,
            key=line.text[-30:],
        )


def _is_last(line: Passage, after: Passage | None) -> bool:
    """Whether nothing of the same sentence can follow: the section ends, or an ordinal begins the next paragraph."""
    return after is None or after.section != line.section or _is_listed(after.text)


def _is_open(text: str) -> bool:
    return text[-1] not in _ENDS and is_han(text.rstrip(")\"'")[-1:]) and not _REMARK.search(text)


def _is_prose(line: Passage) -> bool:
    """Whether a paragraph is a sentence, not a heading, a name, an address or the like."""
    text = line.text
    if re.search(_NOT_PROSE, text):
        return False
    if _is_listed(text):
        return "。" in text[:-1] or len(text) > _LONG
    if _SAYING.match(text):
        return True
    return len(text) >= _SHORT and has(text, _VERBS) and not (text.endswith(_NAMES) and len(text) < _LONG and "," not in text)


def _is_listed(text: str) -> bool:
    """Whether a paragraph begins with an ordinal or a bullet."""
    return text[0] in _BULLETS or re.match(_ORDINAL, text) is not None


_MARKS = re.compile("[,;:?!.]")
_CLOSING, _OPENING = frozenset("”）》"), frozenset("“（《")
_FULL = "，。；：？！"
_FEW = 3
_MANY = 15


@rule(
    "W04-width",
    title="夹杂半角标点",
    level="info",
    defect="W04",
    basis=_BASIS,
    why="中文用全角标点；全文都是半角的，多是网页转换造成的，不在此列。",
    passes=[
        Case({"一": "网址：www.example.org，比上年增长3.5%。"}),
        Case({"一": "全年公开信息30条,其中通知10条,公告20条,均按时公开,内容准确,更新及时."}),
    ],
    fails=[Case({"一": "全年公开信息30条，" * 20 + "内容准确,更新及时。"}, "半角标点")],
)
def narrow(subject: Subject) -> Iterator[Outcome]:
    """A few half-width marks in a text that is otherwise full-width."""
    lines = running(subject.report).lines
    together = "".join(line.line.text for line in lines)
    if sum(map(together.count, _FULL)) < _MANY:
        return
    every = ((line, hit) for line in lines for hit in _MARKS.finditer(line.line.text) if _is_narrow(line.line.text, hit))
    found = list(islice(every, _FEW + 1))
    if not found or len(found) > _FEW:
        return
    quotes = [_beside(line, hit) for line, hit in found]
    line, _ = found[0]
    yield subject.finding(
        f"{'、'.join(f'“{quote}”' for quote in quotes)}用了半角标点；其他地方是全角的，请统一。",
        section=line.section,
        quote=quotes[0],
        place=line.place,
        key="narrow",
    )


def _is_narrow(text: str, hit: re.Match[str]) -> bool:
    """Whether a half-width mark stands between Chinese characters, where a full-width one belongs."""
    before, behind = text[hit.start() - 1 : hit.start()], text[hit.end() : hit.end() + 1]
    if hit[0] == ".":
        return is_han(before) and (not behind.strip() or is_han(behind))
    return (is_han(before) or before in _CLOSING) and (is_han(behind) or behind in _OPENING)


def _beside(line: Passage, hit: re.Match[str]) -> str:
    return line.line.text[max(0, hit.start() - 6) : hit.end() + 6].strip()
