"""`--format markdown`: a page to paste into a message or a working paper."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.escaping import for_markdown
from gouji.finding import LEVEL_NAMES, LEVELS, Result
from gouji.run import Run
from gouji.telling import (
    MOST_CORRECTIONS,
    correction_words,
    counts,
    hindrances,
    level_counts,
    place_words,
    report_name,
    source_place,
)


def write(run: Run) -> Iterator[str]:
    """A heading and a table for each report, then what was not read, then the account."""
    yield "# 政府信息公开工作年度报告检查结果\n"
    for checked in run:
        if checked.result is not None:
            yield from _report(checked.result)
    if run.corpus:
        yield "\n## 几份年报之间\n\n| 级别 | 规则 | 问题 | 年报 |\n| --- | --- | --- | --- |\n"
        for joint in run.corpus:
            finding = joint.finding
            yield _row(LEVEL_NAMES[finding.level], finding.rule, finding.message, "、".join(joint.paths))
    if run.unread or run.failures:
        yield "\n## 没有检查成\n\n"
        for one in run.unread:
            yield f"- {for_markdown(one.path)}：{for_markdown(one.unread or '')}\n"
        for failure in run.failures:
            yield f"- {for_markdown(failure.rule)} 出错（{for_markdown(failure.path)}）：{for_markdown(failure.error)}\n"
    found = counts([(level, run.levels[level]) for level in LEVELS])
    yield f"\n检查了 {run.reports} 份年报，查了 {run.applied} 项，{run.hindered} 项无法核对。{found}\n"


def _report(result: Result) -> Iterator[str]:
    report = result.report
    yield f"\n## {for_markdown(report_name(report))}\n\n{for_markdown(report.path)}　{counts(level_counts(result.findings))}\n"
    if result.findings:
        yield "\n| 级别 | 规则 | 位置 | 问题 | 最小改法 | 原文位置 | 依据 |\n| --- | --- | --- | --- | --- | --- | --- |\n"
    for finding in result.findings:
        changes = "；".join(correction_words(report.edition, finding, MOST_CORRECTIONS)) if finding.corrections else ""
        where, place = place_words(report, finding), source_place(finding.place)
        yield _row(LEVEL_NAMES[finding.level], finding.rule, where, finding.message, changes, place, finding.basis)
    if not result.findings:
        yield "\n没有发现问题。\n"
    for number, words in enumerate(hindrances(result.not_assessed)):
        yield f"{'' if number else chr(10)}- 无法核对：{for_markdown(words)}\n"


def _row(*values: str) -> str:
    return f"| {' | '.join(for_markdown(value) for value in values)} |\n"
