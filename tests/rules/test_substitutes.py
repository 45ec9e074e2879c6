"""A set phrase with one wrong character is told with what it should be; other words in its place are left alone."""

from __future__ import annotations

import pytest

from gouji.report import Report
from gouji_plugins.rules import examples


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("推进政府心息公开工作。", "政府心息公开工作", "政府信息公开工作"),
        ("严格执行信息发布审合制度。", "信息发布审合制度", "信息发布审核制度"),
        ("未发生行政复仪案件。", None, None),
        ("切实保障人民群重的知情权。", "人民群重的知情权", "人民群众的知情权"),
        ("全年处理已申请公开2件。", "已申请公开", "依申请公开"),
    ],
)
def test_a_set_phrase_with_a_wrong_character(judge, report: Report, text: str, wrong: str | None, right: str | None) -> None:
    findings = judge("W01-phrase", examples.added("s1", text)(report))
    assert [(finding.actual, finding.expected) for finding in findings] == ([(wrong, right)] if wrong else [])
    assert all(finding.quote in text and finding.level == "warning" for finding in findings)
    assert judge("W02", examples.added("s1", text)(report)) == []


@pytest.mark.parametrize(
    "text",
    [
        "该公开的公开，不该公开乱公开的要追究责任。",
        "政府新闻公开发布，政务公开、村务公开、校务公开工作，市政信息公开工作。",
        "贯彻好落实好上级部署，信息发布初审制度、复审制度，行政处罚案件、行政强制案件。",
        "县政府信息中心公开工作动态，人民警察的知情权，人民法院的工作。",
    ],
)
def test_other_words_in_the_place_of_the_usual_one(judge, report: Report, text: str) -> None:
    assert judge("W01-phrase", examples.added("s1", text)(report)) == []


def test_phrases_that_a_ruleset_knows_as_misspelt_are_told_once(judge, report: Report) -> None:
    changed = examples.added("s1", "推进政府信心公开工作，再次推进政府信心公开工作。")(report)
    assert judge("W01-phrase", changed) == [] and len(judge("W01", changed)) == 1
