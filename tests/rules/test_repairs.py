"""What is left of a word that lost a character is told with the word; a text is only looked at where it is unusual."""

from __future__ import annotations

import pytest

from gouji.report import Report
from gouji_plugins.rules import examples
from gouji_plugins.rules.neighbours import Pairs, places_of, usual_pairs
from gouji_plugins.rules.repairs import LOST, TWICE, TYPED, repairs_in
from gouji_plugins.rules.threes import threes


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("畅通网络申请等渠，接受群众监督。", "渠", "渠道"),
        ("明确专人负信息发布工作。", "负信息", "负责信息"),
        ("及时发布工动态30条。", "工动态", "工作动态"),
    ],
)
def test_a_word_that_lost_a_character(judge, report: Report, text: str, wrong: str, right: str) -> None:
    (finding,) = judge("W02-stray", examples.added("s1", text)(report))
    assert (finding.actual, finding.expected, finding.level) == (wrong, right, "info")
    assert finding.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "沿渠道两侧设置公告牌，干渠、斗渠、水渠的信息一并公开。",
        "服装、服饰、制服采购，西服一套，服从安排。",
        "全年公开信息30条，途经、沿途各镇同步宣传。",
        "进-步提升服务效率。",
        "临渠县、息烽县、讷河市、效益镇、沁源县、措美县。",
        "中华人民共和国国务院令、市市场监管局、局局长、小组组长、委员会会议、2023年年度报告。",
        "大楼三楼、四楼窗口，第三方、第二方评估，旗委、旗政府和区委、区政府。",
        "均按时按规进行答复，通过公开栏进行公开，扩大公开信息量，成立信息公开领导组，领导组办公室设在党政办，对信息公开作了部署。",
        "门户网向社会公布，现场会4场，其中主发布1场，公开信息200条，含政务动态30条，网站设专栏，没有及时改。",
        "各项事业发展，负责人任组长，责任有人担、事情有人管，先审后发，把好审核关，依《条例》编制，统计期为2023年，归入88卷，可视化图表12种。",
        "防汛信息发在微信群，由县、乡、村三级张贴，方案当面提意见，来自挂号信，二件现场递交，就业等多领域政策，中心组学习计划。",
        "能公开的全公开，作废的注明，表里的数，股室逐一核过。",
        "以县政府或县政府办公室名义印发，开展创优营商环境行动。",
        "及时公开预、决算信息，本政府部门办理进、出口业务，国内、外客商。",
    ],
)
def test_other_words_are_left_alone(judge, report: Report, text: str) -> None:
    changed = examples.added("s1", text)(report)
    assert [finding for id in ("W02", "W02-stray", "W02-double", "W01-typed") for finding in judge(id, changed)] == []


def test_a_set_phrase_with_a_loss_is_not_told_again(judge, report: Report) -> None:
    changed = examples.added("s1", "切实拓宽公开渠，提高质量。")(report)
    assert [finding.expected for finding in judge("W02", changed)] == ["拓宽公开渠道"]
    assert judge("W02-stray", changed) == []


def test_a_line_may_be_broken_inside_a_word(judge, report: Report) -> None:
    assert judge("W02-stray", examples.added("s1", "畅通网络申请等渠", "道，接受群众监督。")(report)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("切实保障人民群众众的知情权。", (7, 9, TWICE, ("众",))),
        ("切实保障人民众群的知情权。", (6, 8, TYPED, ("群众",))),
        ("切实保障人民群重的知情权。", (6, 8, TYPED, ("群众",))),
        ("认真做好征服信息公开工作。", (4, 6, TYPED, ("政府",))),
        ("切实保障人民群众的知权、参与权。", (9, 11, LOST, ("知情权",))),
        ("切实保障人民群众的知情权。", None),
        ("全年我局共到政府信息公开申请71件。", (4, 6, LOST, ("共收到",))),
        ("全年我局共收到府信息公开申请71件。", None),
        ("同步发布政策读,回应社会关切。", None),
        ("依法主动公开机构能、政策文件等政府信息。", None),
        ("推进政府信息息公开工作。", (5, 7, TWICE, ("息",))),
        ("落实中华人人民共和国条例。", (4, 6, TWICE, ("人",))),
        ("解读苗木栽培培种类。", (5, 7, TWICE, ("培",))),
        ("主动公开开展情况，层层审核，息息相关。", None),
        ("财政预决算公开面、及时率，根据区府办关于做好工作的通知。", None),
    ],
)
def test_every_kind_of_slip(text: str, expected: tuple[int, int, str, tuple[str, ...]] | None) -> None:
    found = repairs_in(text, places_of(text, Pairs(usual_pairs())), threes())
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize("text", ["", "公", "公开", "公公", "开公", "开公公", "\n开公\n"])
def test_short_texts(text: str) -> None:
    assert repairs_in(text, places_of(text, Pairs(frozenset())), threes()) == []
