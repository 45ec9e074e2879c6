"""Characters typed wrongly that no list knows: one for another (政府心息), or two the wrong way round (息信公开). W01."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules import doubles, misspellings, names
from gouji_plugins.rules.repairs import TYPED, Repair, repairs
from gouji_plugins.rules.running import covered, running
from gouji_plugins.rules.vocabulary import let_pass

_RIGHT = re.compile(r"[^\W\d]{0,6}\(20\d\d|请人身份")
"""What stands behind words that are right: in a document's number places and offices are cut short (衢政办发〔2017〕38号); 以申请人身份."""


def _found(subject: Subject) -> list[Repair]:
    text = running(subject.report).text
    found = [slip for slip in repairs(subject) if slip.what == TYPED and not _RIGHT.match(text, slip.end)]
    known = covered(len(text), [*misspellings.spans(subject), *doubles.spans(subject), *names.spans(subject)] if found else ())
    return [slip for slip in found if not any(known[slip.start : slip.end]) and not let_pass(subject, text, slip.start, slip.end)]


def spans(subject: Subject) -> list[tuple[int, int]]:
    """The places in the running text that these slips take up."""
    return [(found.start, found.end) for found in _found(subject)]


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
    text = running(subject.report)
    told: set[str] = set()
    for found in _found(subject):
        wrong = text.text[found.start : found.end]
        if wrong in told:
            continue
        told.add(wrong)
        quote = text.quote(found.start, found.end)
        right = "”或“".join(found.right)
        yield subject.finding(
            f"“{text.around(found.start, found.end)}”中的“{quote}”疑有错字，似应为“{right}”；请核对改正。",
            section=text.section(found.start),
            quote=quote,
            place=text.place(found.start),
            expected=" ".join(found.right),
            actual=quote,
            key=wrong,
        )
