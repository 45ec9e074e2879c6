"""W12: how certain it is that a paragraph tells of another year."""

from __future__ import annotations

import pytest

from gouji.report import Report
from gouji_plugins.rules import examples


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("2022年，我局认真做好主动公开工作。", ["warning"]),
        ("（一）主动公开。2022年，我局公开信息30条。", ["warning"]),
        ("公开栏目按月更新。2022年，召开新闻发布会4场。", ["info"]),
        ("（一）主动公开。公开栏目按月更新。2022年，召开新闻发布会4场。", ["info"]),
        ("2022年12月建成公开专栏。", ["info"]),
        ("2022年印发了公开制度。", ["info"]),
        ("较2022年，公开量平稳。", []),
        ("2022年，公开信息30条。2023年，公开信息45条。", []),
    ],
)
def test_a_paragraph_that_opens_with_another_year_is_a_warning(judge, report: Report, text: str, levels: list[str]) -> None:
    assert [finding.level for finding in judge("W12", examples.added("s1", text)(report))] == levels
