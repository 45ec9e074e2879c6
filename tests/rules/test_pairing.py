"""Brackets have two halves, and ordinals of a list stand behind a mark."""

from __future__ import annotations

import pytest

from gouji.report import Report
from gouji_plugins.rules import examples
from gouji_plugins.rules.pairing import unpaired


@pytest.mark.parametrize(
    ("text", "lonely"),
    [
        ("（一）甲《乙〈丙〉丁》（戊〔2021〕1号）。", ""),
        ("1）甲；2）乙；三）丙。", ""),
        ("甲（乙《丙）丁。", "《"),
        ("甲〔2021）乙。", "〔）"),
        ("甲）乙（丙。", "）（"),
        ("落实条例》要求（试行）。", "》"),
    ],
)
def test_brackets_without_their_other_half(text: str, lonely: str) -> None:
    assert "".join(text[at] for at in unpaired(text)) == lonely


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("根据《条例》(国务院令第711号要求，编制本报告。", {"("}),
        ("按照《关于做好年报工作的通知（县政办发〔2024〕3号）要求编制。", {"《"}),
        ("联系地址:(清溪路1号，电话（0731）24220000。", {"("}),
        ("根据条例以下简称《条例》）要求，报告如下：", {"）"}),
        ("落实“三审制度，遵循“谁公开、谁负责”的原则。", {"“"}),
        ("落实三审制度”，遵循“谁公开、谁负责”的原则。", {"”"}),
        ("落实“三审制度（《办法》“的要求。", {"“", "（"}),
    ],
)
def test_a_bracket_is_told_as_it_stands(judge, report: Report, text: str, wrong: set[str]) -> None:
    findings = judge("W04-bracket", examples.added("s1", text)(report))
    assert {finding.actual for finding in findings} == wrong
    assert all(finding.quote in text and finding.level == "info" for finding in findings)


def test_brackets_of_the_heading_before_are_no_open_ones(judge, report: Report) -> None:
    findings = judge("W04-bracket", examples.added("s1", "（一）主动公开情况", "公开信息30条（其中图解2条。")(report))
    assert [finding.actual for finding in findings] == ["（"]


def test_the_number_of_a_document_is_told_by_another_rule(judge, report: Report) -> None:
    for text in ("按照《要点》（县政办发〔20238 号）要求编制。", "按照《格式》（国办公开办函2021〕30号）要求编制。"):
        assert judge("W04-bracket", examples.added("s1", text)(report)) == []


def test_every_bracket_of_a_text_full_of_them_is_told(judge, report: Report) -> None:
    assert len(judge("W04-bracket", examples.added("s1", *["严格落实条例》要求。"] * 12_000)(report))) == 12_000


@pytest.mark.parametrize(
    "texts",
    [
        ("根据《中华人民共和国政府信息", "公开条例》要求编制。"),
        ("报告包括以下内容（详见附件", "所列各表）。"),
        ("（以下简称《条例》）、【政策解读】、［2024］、“‘公开’”。",),
        ("一）主动公开情况", "1)网站建设。"),
        ("坚持“公开为常态、", "不公开为例外”的原则。"),
        ('落实“三审“三校”制度”，办好“一件事"改革，推进《“一网通办》”。',),
    ],
)
def test_brackets_that_may_stand(judge, report: Report, texts: tuple[str, ...]) -> None:
    assert judge("W04-bracket", examples.added("s1", *texts)(report)) == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("一是完善制度二是拓宽渠道三是加强培训。", 2),
        ("一是完善制度。二是拓宽渠道;三是加强培训,四是强化监督。", 0),
        ("目标一是公开，第二是透明，其二是规范，这三是要点。", 0),
        ("申请材料二是复印件。", 0),
    ],
)
def test_ordinals_that_follow_without_a_mark(judge, report: Report, text: str, times: int) -> None:
    findings = judge("W04-ordinal", examples.added("s1", text)(report))
    assert [f"共{times}处" in finding.message for finding in findings] == [True] * bool(times)
