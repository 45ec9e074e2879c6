"""The unit of a report whose title names none, from the ways in which a report names its maker."""

from __future__ import annotations

import pytest

from gouji.document import NOWHERE, Paragraph
from gouji.recognise.naming import self_named


def unit(*lines: str) -> str | None:
    fact = self_named([Paragraph(line, NOWHERE) for line in lines])
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("根据规定，现公布青岚市水利局2023年政府信息公开工作年度报告。",), "青岚市水利局"),
        (("现将2023年度清溪乡政府信息公开工作情况报告如下：",), "清溪乡"),
        (("编制《清溪镇政府2023年度政府信息公开工作年度报告》。", "清溪镇公开信息5条。"), "清溪镇政府"),
        (("特编制白石经济开发区2023年度政府信息公开工作报告，并向社会公布。",), "白石经济开发区"),
        (("现公开柳荫街道办事处2023年政府信息公开工作年度报告。", "柳荫街道严格按照条例办理。"), "柳荫街道办事处"),
        (("现公布白石县公安局城关分局2023年政府信息公开工作年度报告。", "城关分局公开处罚5件。"), "白石县公安局城关分局"),
        (("本报告由清溪镇人民政府根据《条例》、《白石县人民政府办公室关于编制年度报告的通知》精神编制。",), "清溪镇人民政府"),
        (("由白石县统计局编制。",), "白石县统计局"),
        (("本报告依据《条例》编制，反映白石县水利局2023年政府信息公开工作情况。",), "白石县水利局"),
        (("本机关年度报告如下。", "2023年，青岚市公安局（以下简称“市公安局”）办理申请5件。"), "青岚市公安局"),
        (("如有疑问，请与清溪乡人民政府党政办公室联系。", "我乡公开信息5条。"), "清溪乡人民政府"),
        (("在市委领导下，青岚经济开发区管理委员会认真落实条例。",), "青岚经济开发区管理委员会"),
        (("2023年，哈林格尔苏木人民政府坚持公开为常态。",), "哈林格尔苏木人民政府"),
        (("县统计局及时调整领导小组。", "白石县统计局严格落实审核要求。"), "白石县统计局"),
        (("现公布区统计局2023年政府信息公开工作年度报告。",), "区统计局"),
        (("青岚市水利局",), "青岚市水利局"),
    ],
)
def test_a_report_says_who_makes_it(lines: tuple[str, ...], name: str) -> None:
    assert unit(*lines) == name


@pytest.mark.parametrize(
    "line",
    [
        "按照《白石县人民政府办公室关于做好2023年政府信息公开工作年度报告编制的通知》要求，我乡如实报告。",
        "根据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》编制。",
        "根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》编制。",
        "请与我局办公室联系，也可登录白石县人民政府门户网站查阅。",
        "经对我乡2023年度政府信息公开工作情况进行总结，编制本年度报告。",
        "调整政府信息公开领导小组办公室人员。",
    ],
)
def test_others_are_not_taken_for_the_unit(line: str) -> None:
    assert unit(line) is None


def test_a_misspelt_area_is_named_once_and_the_right_one_often() -> None:
    lines = (
        "2023年，县水利局认真落实条例。",
        "百县水利局严格按照要求公开信息。",
        "白县水利局挂牌成立，白县政府网站开通，白县各乡镇参加，白县群众满意，白县多次开会，白县印发通知。",
    )
    assert unit(*lines) == "白县水利局"
