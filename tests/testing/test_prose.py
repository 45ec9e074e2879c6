"""The plainest wording is the balanced report's own; others keep its duties."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.report import Report
from gouji.sample import UNITS, balanced
from gouji.testing.choice import plainest, seeded
from gouji.testing.figures import Activity, Answer, Dispute, Fees, settle
from gouji.testing.prose import write


@pytest.mark.parametrize("level", UNITS)
@pytest.mark.parametrize("edition", ["gov-2019", "gov-2021"])
def test_the_plainest_wording_is_the_balanced_report(edition: str, level: str) -> None:
    report = balanced(editions()[edition], level=level)
    assert [line.text for line in write(report, plainest).prose()] == [line.text for line in report.prose()]


def busy() -> Report:
    figures = settle(
        editions()["gov-2021"],
        answers=[Answer("open", "person", 7), Answer("misc_nopay", "biz", 1), Answer("carry_out", "law", 2)],
        carried={"person": 3},
        disputes=[Dispute("review", "keep", 2)],
        activities=[Activity("a20_1.norm", 2, 1, 5), Activity("a20_5.permit", 23456, 0, 0)],
        fees=Fees(2, 680, 380),
    )
    return write(figures.fill(balanced(editions()["gov-2021"])), plainest, figures.fees)


def test_figures_are_told() -> None:
    text = "\n".join(line.text for line in busy().prose())
    assert "共收到政府信息公开申请7件" in text
    assert "上年结转3件。全年办结8件" in text
    assert "结转下年度继续办理2件" in text
    assert "行政复议2件" in text
    assert "制发行政规范性文件2件，废止1件，现行有效7件" in text
    assert "行政许可处理决定23456件" in text
    assert "发出收费通知2件，总金额680元，实际收取总金额380元" in text


def test_the_same_seed_gives_the_same_words() -> None:
    report = busy()
    assert write(report, seeded(5)) == write(report, seeded(5))
    assert write(report, seeded(5)) != write(report, seeded(6))
