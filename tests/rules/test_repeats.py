"""A sentence that stands twice is told once; short and prescribed ones may."""

from __future__ import annotations

import pytest

from gouji.report import Report
from gouji_plugins.rules import examples

LONG = "成立政务公开工作领导小组，明确专人负责信息的收集、审核、发布和更新。"
OTHER = "每季度对照目录检查一次，发现没有更新的栏目及时通知有关股室补充完善。"


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        ((LONG, LONG), 1),
        ((LONG + LONG,), 1),
        ((LONG, "全年公开信息30条。", LONG), 1),
        ((LONG + OTHER, LONG + OTHER), 1),
        ((LONG, OTHER, LONG, "全年公开信息30条。", OTHER), 2),
        ((LONG, LONG, LONG), 1),
    ],
)
def test_sentences_that_stand_twice(judge, report: Report, texts: tuple[str, ...], number: int) -> None:
    found = judge("W02-repeat", examples.added("s1", *texts)(report))
    assert len(found) == number and all(finding.quote + "。" in texts[0] + "".join(texts) for finding in found)


@pytest.mark.parametrize("texts", [(LONG, OTHER), ("全年没有收到政府信息公开申请。",) * 2, (LONG, LONG.replace("更新", "清理"))])
def test_sentences_that_differ_or_are_short(judge, report: Report, texts: tuple[str, ...]) -> None:
    assert judge("W02-repeat", examples.added("s1", *texts)(report)) == []


def test_a_copy_of_the_whole_report_behind_it(judge, report: Report) -> None:
    begun = examples.introduced(LONG)
    assert judge("W02-repeat", examples.both(begun, examples.added("s6", LONG, OTHER, OTHER))(report)) == []
    assert len(judge("W02-repeat", examples.both(begun, examples.added("s1", LONG))(report))) == 1
    assert len(judge("W02-repeat", examples.introduced(LONG, LONG)(report))) == 1
