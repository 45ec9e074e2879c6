"""甘肃武威: WW01, section one within a number of characters."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.rule import Case, Outcome, Subject, rule
from gouji_plugins.rules import examples
from gouji_plugins.rules.wording import quoted, words

_SENTENCE = "全年主动公开政府信息120条，按季检查。"


@rule(
    "WW01",
    title="总体情况超过字数",
    level="warning",
    defect="S08",
    basis="武政办发〔2025〕54号：总体情况原则上不超过一千字",
    why="通知要求总体情况按五个方面写，原则上不超过一千字；写的是“原则上”，确需写长的可以说明。",
    parameters={"字数上限": 1000},
    passes=[Case({"一": "写了九百字"}, build=examples.written("s1", _SENTENCE * 50))],
    fails=[Case({"一": "写了一千四百多字"}, "超过1000字", examples.written("s1", _SENTENCE * 80))],
)
def overlong(subject: Subject) -> Iterator[Outcome]:
    """More characters in section one than the limit, punctuation included and white space not."""
    section = subject.report.sections.get("s1")
    if section is None:
        yield subject.not_assessed("没有第一部分，无法数字数")
        return
    limit: int = subject.parameters["字数上限"]
    length = len(words(subject.report, "s1").replace("\n", ""))
    if length > limit:
        yield subject.finding(
            f"第一部分有{length}字，超过{limit}字；请精简到{limit}字以内，确需写长的请说明。",
            section="s1",
            **quoted(section.heading),
            expected=str(limit),
            actual=str(length),
            delta=str(length - limit),
            key="length",
        )
