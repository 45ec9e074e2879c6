"""`--format csv`: one row a problem, for Excel; words of a document can never become a formula there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from gouji.escaping import for_spreadsheet
from gouji.finding import LEVEL_NAMES
from gouji.run import Run
from gouji.telling import doubt_words, source_place
from gouji_plugins.outputs.problems import Problem, problems

HEADER = (
    "文件",
    "单位",
    "年度",
    "级别",
    "规则",
    "缺陷",
    "位置",
    "问题",
    "应为",
    "实为",
    "差额",
    "原文",
    "原文位置",
    "依据",
    "备注",
    "编号",
)
UNREAD = "没有读成"
BROKEN = "规则出错"
"""What stands under 级别 for an input that was not read, and for a rule or plugin that failed."""

_BYTE_ORDER_MARK = "\ufeff"


def write(run: Run) -> Iterator[str]:
    """The rows, with a byte order mark so that Excel takes them for UTF-8; what was not read last."""
    yield _BYTE_ORDER_MARK + _line(HEADER)
    for problem in problems(run):
        yield _line(_row(problem))
    for one in run.unread:
        yield _line((one.path, "", "", UNREAD, "", "", "", one.unread or "", *[""] * 8))
    for failure in run.failures:
        yield _line((failure.path, "", "", BROKEN, failure.rule, "", "", failure.error, *[""] * 8))


def _row(problem: Problem) -> tuple[str, ...]:
    finding = problem.finding
    return (
        problem.path,
        problem.unit,
        problem.year,
        LEVEL_NAMES[finding.level],
        finding.rule,
        finding.defect,
        problem.where,
        finding.message,
        finding.expected or "",
        finding.actual or "",
        finding.delta or "",
        finding.quote,
        source_place(finding.place),
        finding.basis,
        doubt_words(finding),
        problem.fingerprint,
    )


def _line(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([for_spreadsheet(value) for value in values])
    return line.getvalue()
