"""Sentences that stand twice in one report: W02-repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.report import Report
from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules.running import Running, running
from gouji_plugins.rules.vocabulary import let_pass
from gouji_plugins.rules.wording import introduction, shortened

_SENTENCE = re.compile(r"[^。\n]+")

_SHORTEST = 28
"""Shorter sentences may be said in two sections: 本年度未收到政府信息公开申请."""


@rule(
    "W02-repeat",
    title="整句重复",
    level="info",
    defect="W02",
    basis="公布的年报应当文字准确；同一句话写了两遍，多是粘贴时重复",
    why="同一句话、同一段话出现两次，多是粘贴重了，或者该写的内容没有写。",
    passes=[Case({"一": ["全年没有收到政府信息公开申请。", "全年没有收到政府信息公开申请。"]})],
    fails=[
        Case(
            {"一": ["成立政务公开工作领导小组，明确专人负责信息的收集、审核、发布和更新。"] * 2},
            "写了2遍",
        )
    ],
)
def repeated(subject: Subject) -> Iterator[Outcome]:
    """A long sentence that stands word for word in two places."""
    text = running(subject.report)
    for sentence, places in _again(subject.report, text).items():
        start = places[0]
        if let_pass(subject, text.text, start, start + len(sentence)):
            continue
        evidence = text.evidence(start, start + len(sentence))
        yield subject.finding(
            f"“{shortened(evidence['quote'])}”这句话写了{len(places) + 1}遍；请核对是不是粘贴重了，重复的删去。",
            key=sentence[:_SHORTEST],
            **evidence,
        )


def _again(report: Report, text: Running) -> dict[str, list[int]]:
    """The long sentences that stand once more, and where they do; what follows one and does so, too, is part of it."""
    begun = sum(len(line.text) + 1 for line in introduction(report) if line.text)
    last = (None, *list(report.sections)[-1:])
    known: dict[str, int] = {}
    again: dict[str, list[int]] = {}
    end = -1
    for found in _SENTENCE.finditer(text.text):
        sentence = found[0]
        if len(sentence) < _SHORTEST:
            continue
        first = known.setdefault(sentence, found.start())
        if first == found.start():
            continue
        if first < begun <= found.start() and text.at(found.start())[0].section in last:
            break  # the report begins again behind its end, as on pages with a copy for printing
        if found.start() > end + 1:
            again.setdefault(sentence, []).append(found.start())
        end = found.end()
    return again
