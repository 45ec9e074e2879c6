"""Marks that go together: brackets and quotation marks without their other half, ordinals in a row without a mark between them (W04)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.rule import Case, Outcome, Subject, rule
from gouji.text import squeeze
from gouji_plugins.rules.running import running
from gouji_plugins.rules.vocabulary import let_pass
from gouji_plugins.rules.wording import Passage

_BASIS = "《标点符号用法》（GB/T 15834—2011）"

_PAIRS = {"》": "《", "）": "（", "〕": "〔", "”": "“"}
_OTHER_HALF = {**_PAIRS, **{opening: closing for closing, opening in _PAIRS.items()}}
_QUOTES = {"“": "前引号", "”": "后引号"}
_ALIKE = str.maketrans("()[]［］【】", "（）〔〕〔〕〔〕")
_BRACKET = re.compile("[《》（）〔〕]")
_QUOTE = re.compile("[“”]")
_OF_OTHER_SHAPE = frozenset('"＂″〝〞„‟「」『』')
"""Where one of these stands, a quotation mark may have its other half in it."""
# 1) 一) A) are written with one bracket only.
_ORDINAL = re.compile(r"(?:^|[,，、。;；:：\s])(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])）")
# T08 tells of document numbers: 县政办发〔20238号, 国办公开办函2021〕30号.
_NUMBER = re.compile(r"〔20\d{3,5}\s*号|〕(?<=国办公开办函20\d\d.)")
_WHOLE = frozenset("。!?")
_ENDS = _WHOLE | frozenset(":;")
"""What a sentence ends in; behind a colon or semicolon it may go on beyond a break of page or line."""
_MORE = 8


def unpaired(text: str, marks: re.Pattern[str] = _BRACKET) -> Iterator[int]:
    """Where one of these marks of a paragraph has no other half, in order; brackets of one shape are (), 〔〕 and 《》."""
    ordinals = {found.end() - 1 for found in _ORDINAL.finditer(text)}
    still_open: list[int] = []
    number = dict.fromkeys(_PAIRS.values(), 0)
    lonely: list[int] = []
    for found in marks.finditer(text):
        at, mark = found.start(), found[0]
        if mark not in _PAIRS:
            still_open.append(at)
            number[mark] += 1
        elif number[_PAIRS[mark]]:
            while text[opening := still_open.pop()] != _PAIRS[mark]:
                lonely.append(opening)
                number[text[opening]] -= 1
            number[_PAIRS[mark]] -= 1
        elif at not in ordinals:
            lonely.append(at)
    yield from sorted(at for at in still_open + lonely if not _NUMBER.match(text, at))


@rule(
    "W04-bracket",
    title="括号、引号、书名号不成对",
    level="info",
    defect="W04",
    basis=_BASIS,
    why="“（”“《”少了另一半，常常是改稿时误删，文件名、简称到哪里为止就看不出来。",
    passes=[
        Case({"一": "根据《条例》（国务院令第711号）和《〈条例〉解读》编制。1)主动公开；2)依申请公开。"}),
        Case({"一": ["按照《中华人民共和国政府信息公开", "条例》要求编制本报告。"]}),
        Case({"一": ["请与水利局联系（地址：滨河路1号，电话：", "0000-8800001）。"]}),
        Case({"一": '落实“三审“六稳”三校”制度，办好“一件事"改革。'}),
    ],
    fails=[
        Case({"一": "按照《通知》（县政办函〔2024号）要求编制。"}, "“〔”缺少另一半“〕”"),
        Case({"一": "严格落实条例》要求，有序推进。"}, "“《”"),
        Case({"一": "落实“三审制度，遵循“谁公开、谁负责”的原则。"}, "前引号缺少另一半"),
        Case({"一": "根据《条例》（国务院令第711号以下简称《条例》要求，编制本报告。"}, "“）”"),
    ],
)
def bracket(subject: Subject) -> Iterator[Outcome]:
    """A bracket or quotation mark without its other half, in a paragraph that is whole."""
    lines = running(subject.report).lines
    for number, line in enumerate(lines):
        if _even(line) or line.text[-1] not in _ENDS:
            continue
        # A paragraph may be cut into lines: what comes before and behind must end, too.
        begins = not number or lines[number - 1].text[-1] in _WHOLE or _even(lines[number - 1])
        ends = line.text[-1] in _WHOLE
        words = line.line.text
        plain = words.translate(_ALIKE)
        quotes = unpaired(plain, _QUOTE) if _OF_OTHER_SHAPE.isdisjoint(words) else ()
        for at in sorted([*unpaired(plain), *quotes]):
            if not (begins if plain[at] in _PAIRS else ends):
                continue
            around = words[max(0, at - _MORE) : at + _MORE + 1].strip()
            if let_pass(subject, squeeze(around), 0, len(around)):
                continue
            said = f"{_QUOTES[plain[at]]}缺少另一半" if plain[at] in _QUOTES else f"“{words[at]}”缺少另一半“{_OTHER_HALF[plain[at]]}”"
            yield subject.finding(
                f"“{around}”中的{said}；请补上或删去。",
                section=line.section,
                quote=around,
                place=line.place,
                actual=words[at],
                key=around,
            )


def _even(line: Passage) -> bool:
    """Whether a paragraph has as many closing marks as opening ones."""
    text, words = line.text, line.line.text
    return text.count("《") == text.count("》") and text.count("(") == text.count(")") and words.count("“") == words.count("”")


_RUN_ON = re.compile("[二三四五六七八九]是(?<=[\u4e00-\u9fff]..)(?<![第其之有这那十即便但而也都又却正仍还既是说]..)")


@rule(
    "W04-ordinal",
    title="“二是”之前缺标点",
    level="info",
    defect="W04",
    basis=_BASIS,
    why="“一是……二是……”之间要用分号或句号断开；连在一起，多是粘贴时丢了标点。",
    passes=[
        Case({"一": "一是加强领导；二是健全制度。三是开展培训，第二是关键，其三是保障。"}),
        Case({"一": "公开信息30条，其中二是图解。"}),
    ],
    fails=[Case({"一": "一是加强组织领导二是健全工作制度；三是开展培训。"}, "领导二是")],
)
def run_on(subject: Subject) -> Iterator[Outcome]:
    """An ordinal of a list that follows without a mark."""
    text = running(subject.report)
    found = [
        (start + hit.start(), start + hit.end(), hit[0])
        for line, start in zip(text.lines, text.starts, strict=True)
        if "一是" in line.text
        for hit in _RUN_ON.finditer(line.text, line.text.find("一是"))
    ]
    if not found:
        return
    first, last, ordinal = found[0]
    shown = "、".join(f"“{text.around(start, end, more=3)}”" for start, end, _ in found[:4])
    yield subject.finding(
        f"{shown}{'等' if len(found) > 4 else ''}在“{ordinal}”之前缺标点（共{len(found)}处）；请断开，并核对前一句是否完整。",
        key="run-on",
        **text.evidence(first, last, more=4),
    )
