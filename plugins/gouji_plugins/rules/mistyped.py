"""Characters typed wrongly that no list knows: one for another (政府心息), or two the wrong way round (息信公开). W01."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules import doubles, misspellings, names
from gouji_plugins.rules.repairs import TYPED, repairs
from gouji_plugins.rules.running import running
from gouji_plugins.rules.slips import Slip, told, untold

_RIGHT = re.compile(r"[^\W\d]{0,6}\(20\d\d|请人身份")
"""What stands behind words that are right: in a document's number places and offices are cut short (衢政办发〔2017〕38号); 以申请人身份."""


def slips(subject: Subject) -> list[Slip]:
    """These slips, but for what other rules tell with more certainty."""
    text = running(subject.report).text
    found = [Slip(one.start, one.end, one.right) for one in repairs(subject) if one.what == TYPED and not _RIGHT.match(text, one.end)]
    return untold(subject, found, misspellings.slips, doubles.slips, names.slips)


@rule(
    "W01-typed",
    title="选错字、颠倒字",
    level="info",
    defect="W01",
    basis="公布的年报应当文字准确；前后的字都连不成词，换成音、形相近的字就通，由此得出，请人工核对",
    why="“政府心息”“正府信息”“息信公开”是选错了字或者打颠倒了，一看便知没有校对。",
    passes=[
        Case({"一": "该公开的公开，不该公开乱公开的要追究；把政务公开、村务公开、党务公开工作落实到位。"}),
        Case({"一": "新闻通稿、民声热线，旗委、旗政府和桂政办发〔2023〕1号文件，政府新闻公开发布。"}),
    ],
    fails=[
        Case({"一": "推进政府心息公开工作。"}, "应为“信息”"),
        Case({"一": "主动公开正府信息30条。"}, "应为“政府”"),
        Case({"一": "主动公开政府息信30条。"}, "应为“信息”"),
    ],
)
def typed(subject: Subject) -> Iterator[Outcome]:
    """Each wrong character, and each two that stand the wrong way round, once."""
    yield from told(subject, slips(subject), "疑有错字")
