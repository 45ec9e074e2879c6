"""A character typed for another, and two the wrong way round, are told with what they should be; other words are left alone."""

from __future__ import annotations

import pytest

from gouji.finding import Finding
from gouji.report import Report
from gouji.rule import Subject
from gouji.ruleset.words import PHRASES, WORDS
from gouji_plugins.rules import examples, mistyped
from gouji_plugins.rules.alike import meant


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("推进政府心息公开工作。", "心息", "信息"),
        ("严格执行信息审合制度。", "审合", "审核"),
        ("切实保障人民群重的知情权。", "群重", "群众"),
        ("未发生行政复溢、行政诉讼。", "复溢", "复议"),
        ("主动公开政信府息30条。", "政信府息", "政府信息"),
        ("接受社会督监，回应群众关切。", "督监", "监督"),
        ("做好正午公开工作，及时更新。", "正午", "政务"),
        ("规范板栗流程，提高办事效率。", "板栗", "办理"),
        ("加强政府信息官理，确保安全。", "官理", "管理"),
        ("改进政府信息拱开工作。", "拱开", "公开"),
        ("推进政务共开，打造阳光政府。", "共开", "公开"),
        ("落实政府信息主动开公工作要求。", "开公", "公开"),
        ("本报告所列教据的统计期限为全年。", "教据", "数据"),
    ],
)
def test_a_character_for_another_and_two_the_wrong_way_round(judge, report: Report, text: str, wrong: str, right: str) -> None:
    (finding,) = judge("W01-typed", examples.added("s1", text)(report))
    assert (finding.actual, finding.expected, finding.level) == (wrong, right, "info")
    assert finding.quote in text
    assert judge("W02", examples.added("s1", text)(report)) == []


@pytest.mark.parametrize(
    "text",
    [
        "该公开的公开，不该公开乱公开的要追究责任。",
        "政府新闻公开发布，政务公开、村务公开、校务公开工作，市政信息公开工作。",
        "贯彻好落实好上级部署，信息发布初审制度、复审制度，行政处罚案件、行政强制案件。",
        "县政府信息中心公开工作动态，人民警察的知情权，人民法院的工作。",
        "发布新闻通稿3篇，现场倾听民声，《季刊》（2023年第1期）刊登，我局没有向政府信息公开的申请人收费。",
        "以县政府或县政府办公室名义印发的文件，再起诉12起，提供文件资料12份126页。",
        "严格按照旗委、旗政府部署，多级审核与保密筛查，社会关注较高的问题，底张街道王胡明娇同志。",
        "县交通局、县教育局政务公开工作，区府办印发通知，接收社会各界捐赠，推送我局动态。",
        "根据衢政办〔2017〕38号文件要求，公布年度报告。",
        "信访人以申请人身份向我局提出。",
        "加大主动公开力度，使教育体育工作更加透明；法定主动公开含政府信息公开指南等3条。",
    ],
)
def test_other_words_in_the_place_of_the_usual_one(judge, report: Report, text: str) -> None:
    assert judge("W01-typed", examples.added("s1", text)(report)) == []


def test_what_lists_know_and_what_stands_twice_is_told_once(judge, report: Report) -> None:
    changed = examples.added("s1", "推进政府信心公开工作，介绍总体情况况。")(report)
    assert judge("W01-typed", changed) == []
    assert len(judge("W01", changed)) == 1 and [finding.actual for finding in judge("W02-double", changed)] == ["况况"]
    cited = examples.added("s1", "格式按照国办公开办涵〔2021〕30号文件。")(report)
    assert judge("W01-typed", cited) == [] and len(judge("T08", cited)) == 1


def test_the_same_slip_is_told_once(judge, report: Report) -> None:
    (finding,) = judge("W01-typed", examples.added("s1", "推进政府心息公开工作。", "做好政府心息公开工作。")(report))
    assert finding.actual == "心息"


def test_phrases_of_a_ruleset_are_usual(judge, report: Report) -> None:
    changed = examples.added("s1", "打造苍穹渠到平台。")(report)
    assert judge("W01-typed", changed) == []
    (own,) = mistyped.typed.check(Subject(mistyped.typed, changed, tables={WORDS: {PHRASES: {"苍穹 渠道 平台": ""}}}))
    assert isinstance(own, Finding) and own.expected == "渠道"


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("信", "心"),
        ("议", "意"),
        ("参", "掺"),
        ("公", "工"),
        ("情", "亲"),
        ("行", "性"),
        ("未", "末"),
        ("栏", "拦"),
        ("众", "总"),
        ("数", "教"),
        ("规", "视"),
    ],
)
def test_characters_that_sound_or_look_alike(right: str, typed: str) -> None:
    assert right in meant(typed)


@pytest.mark.parametrize(("right", "typed"), [("度", "较"), ("关", "向"), ("公", "乙"), ("信", "龘")])
def test_characters_that_do_not(right: str, typed: str) -> None:
    assert right not in meant(typed)
