"""Prose of any size and shape is judged in passing time, and nothing a cell says makes a rule fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.data import editions
from gouji.report import Fact, Report
from gouji.sample import balanced
from gouji.timelimit import limit
from gouji_plugins.rules import examples

from .conftest import RULES, outcomes

LONG = 10_000


@pytest.mark.parametrize(
    "text",
    [
        "一" * LONG,
        "的" * LONG,
        "政府" * LONG,
        " " * LONG + "年",
        "_" * LONG,
        "（" * LONG,
        "（指" * LONG,
        "〔 " * LONG,
        "X" * LONG + "1",
        "2023" * LONG,
        "2023年" * LONG,
        "收费通知1" * LONG,
        "有待进一步" * LONG,
        "国办公开办" * LONG,
        "六部分" * LONG,
        "1月1日" * LONG,
        "不存在的问题" * LONG,
        "\u200b\x00\x1b[31m" * LONG,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_long_prose_hangs_no_rule(report: Report, text: str) -> None:
    text = text[: 2 * LONG]
    changed = examples.both(*(examples.written(id, text) for id in ("s1", "s5", "s6")), examples.introduced(text))(report)
    changed = changed.with_facts(title=Fact(text[:5000], "title"), unit=Fact(text[:5000], "title"))
    with limit(60):  # what hangs is stopped; how fast it is belongs to the benchmarks
        for rule in RULES:
            outcomes(rule, changed)


@pytest.mark.parametrize("raw", ["", "/", "-", "3件", "-5", "2.5", "999999999999999", "见附件", "\x1b[31m", "＝1＋1"])
@pytest.mark.parametrize("edition", editions().values(), ids=lambda edition: edition.id)
def test_whatever_stands_in_the_cells_no_rule_fails(edition, raw: str) -> None:
    report = balanced(edition)
    for id, table in report.tables.items():
        report = examples.cells(id, dict.fromkeys(table.cells, raw))(report)
    for rule in RULES:
        outcomes(rule, report)


def test_a_report_of_nothing_makes_no_rule_fail(report: Report) -> None:
    empty = replace(report, facts={}, headings=(), sections={}, tables={}, intro=(), tail=())
    for rule in RULES:
        outcomes(rule, empty)
        outcomes(rule, replace(empty, tables=report.tables))
        outcomes(rule, replace(empty, sections=report.sections))
