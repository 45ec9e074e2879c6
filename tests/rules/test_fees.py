from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.report import Report
from gouji.rule import Subject
from gouji_plugins.rules import examples
from gouji_plugins.rules.fees import incomplete


@pytest.mark.parametrize(
    "text",
    [
        "本年度未发出收费通知，未收取信息处理费。",
        "本年度发出收费通知0件，总金额0元，实际收取总金额0元。",
        "按照《政府信息公开信息处理费管理办法》，2023年发出收费通知2件，总金额680元，实际收取380元。",
        "2023年，本机关未收取信息处理费。无其他需要报告的事项。",
        "本机关依申请公开未收取任何费用。",
        "信息处理费收取情况：发出收费通知的件数1件，总金额为1,000元，实际收取的总金额为1,000元。",
    ],
)
def test_statements_that_are_complete(judge, report: Report, text: str) -> None:
    changed = examples.written("s6", text)(report)
    assert [rule for rule in ("H01", "H02", "D3") if judge(rule, changed)] == []


@pytest.mark.parametrize("text", ["无", "无。", "无其他需要报告的事项。", "本年度无其他需要报告的事项。", "本机关暂无其他需要报告的事项。"])
def test_a_plain_nothing_is_only_advised(judge, report: Report, text: str) -> None:
    assert [finding.level for finding in judge("H01", examples.written("s6", text)(report))] == ["info"]


def test_other_matters_without_fees_need_an_explanation(judge, report: Report) -> None:
    assert [f.level for f in judge("H01", examples.written("s6", "办理建议提案3件，均已公开答复。")(report))] == ["warning"]


def test_fees_may_be_told_elsewhere(judge, report: Report) -> None:
    changed = examples.both(examples.written("s6", "无。"), examples.added("s1", "全年未收取信息处理费。"))(report)
    assert judge("H01", changed) == []


def test_before_2021_nothing_is_owed(judge, old_report: Report) -> None:
    assert judge("H01", examples.written("s6", "无。")(old_report)) == []


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("2023年有1件申请收取信息处理费380元。", "收费通知件数、收费通知总金额"),
        ("2023年实际收取信息处理费共计400元。", "收费通知件数"),
        ("发出收费通知2件，总金额680元。信息处理费尚在催缴。", "实际收取总金额"),
    ],
)
def test_what_is_missing_of_a_fee(judge, report: Report, text: str, gone: str) -> None:
    (finding,) = judge("H02", examples.written("s6", text)(report))
    assert gone in finding.message and finding.quote in text


def test_where_no_fees_are_owed_none_is_incomplete(report: Report) -> None:
    changed = examples.written("s6", "2023年有1件申请收取信息处理费380元。")(report)
    assert list(incomplete.check(Subject(incomplete, changed))) == []


def test_unpaid_fees_must_be_explained_once(judge, report: Report) -> None:
    unpaid = examples.cells("t3", {("misc_nopay", "person"): "1", ("misc_nopay", "total"): "1"})
    changed = examples.both(unpaid, examples.written("s6", "无。"))(report)
    (finding,) = judge("D3", changed)
    assert finding.level == "error" and [(cell.row, cell.value) for cell in finding.cells] == [("misc_nopay", "1")]
    assert judge("H01", changed) == []


def test_a_file_of_tables_alone_cannot_tell_of_fees(judge, hindered, report: Report) -> None:
    tables = replace(examples.cells("t3", {("misc_nopay", "total"): "1"})(report), headings=(), sections={}, intro=(), tail=())
    assert judge("D3", tables) == []
    assert "只有表格" in hindered("D3", tables)[0].why


def test_what_was_received_of_a_total_is_no_total(judge, report: Report) -> None:
    changed = examples.written("s6", "本年度发出收费通知2件，总金额600元，实际收取信息处理费总金额900元。")(report)
    (finding,) = judge("D2", changed)
    assert "差300元" in finding.message
