"""The unit's own name written wrongly, and other bodies' names where it speaks of itself."""

from __future__ import annotations

import pytest

from gouji.report import Report
from gouji_plugins.rules import examples

LONG = "临江县市场监督管理局"


@pytest.mark.parametrize(
    ("unit", "text", "wrong"),
    [
        ("临江县水利局", "临汪县水利局高度重视。", "临汪县水利局"),
        ("临江县水利局", "临江县水局公开信息。", "临江县水局"),
        ("临江县水利局", "由林江县水利局负责。", "林江县水利局"),
        ("临江县水利局", "临江县水利利局公开信息。", "临江县水利利局"),
        (LONG, "临江县市场监督管局公开信息。", "临江县市场监督管局"),
        (LONG, "县市场监督菅理局公开信息。", "市场监督菅理局"),
        (LONG, "临江县市场监督管理管局公开信息。", "临江县市场监督管理管局"),
        ("攸县行政审批服务局", "2020年，做县行政审批服务局公开信息。", "做县行政审批服务局"),
        ("临江县人民政府", "临江县人民府公开信息。", "临江县人民府"),
        ("临江县人民政府", "临江人民政府公开信息。", "临江人民政府"),
        ("临江县人民政府", "临江县人民攻府公开信息。", "临江县人民攻府"),
        ("临江县水利局", "临江国水利局公开信息。", "临江国水利局"),
        ("临江县水利局", "临江县水人利局公开信息。", "临江县水人利局"),
        ("临江县农业农村局", "临江县农业农村认真贯彻条例。", "临江县农业农村"),
    ],
)
def test_the_name_of_the_unit_written_wrongly(judge, report: Report, unit: str, text: str, wrong: str) -> None:
    changed = examples.both(examples.level("dept", unit), examples.written("s1", text))(report)
    (finding,) = judge("W06", changed)
    assert finding.actual == wrong and finding.level == "warning"
    assert [other for id in ("W01-typed", "W02", "W02-stray", "W02-double") for other in judge(id, changed)] == []


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("临江县水利局", "县水利局、市水利局、省水利厅，临江市水利局、临江县水务局、临江水利局，各县水利局。"),
        ("县水利局", "县水利局印发通知，水利局按照要求公开信息，水利局办公室负责。"),
        ("临江县水利局", "临江县水利工作，临江县水利局局长，临江县农业局，临江县水利总局、临江县水利分局。"),
        (
            "攸县行政审批服务局",
            "由县行政审批服务局牵头，指导县行政审批服务局，各县行政审批服务局，报县行政审批服务局，株洲市攸县行政审批服务局。",
        ),
        ("攸县行政审批服务局", "攸县行政审批服务大厅，攸县行政审批局，行政审批服务中心。"),
        ("临江县住房和城乡建设局", "临江县住房城乡建设局，县住建局。"),
        (LONG, "临江县市场监管局，县市场监督管理所，临江县市场监督管理部门，省市场监督管理总局。"),
        ("临江县民政局", "临江县财政局、临江县民宗局。"),
        ("江右旗民政局", "临江左右旗民政局、阿尔江右旗民政局、北江左旗民政局的工作。"),
        ("临江县人民政府", "临江县民政局，各乡镇人民政府，临江县人民政府办公室，临江县政府。"),
        ("临江县农业农村局", "推动临江县农业农村全面发展，临江县农业农村和水利局。"),
        ("临江县水利局", "临江县水1利局。"),
        ("大州市临江县水利局", "太州市临江县水利局公开信息。"),
        ("临江县民政局", "临江县民政分局、临江县民政总局、临江县民政所局。"),
        ("临江市政务服务局", "临江市级政务服务局，临江市区政务服务局。"),
        ("临江县卫生健康委员会", "临江县卫健委，临江县卫生健康局，市卫生健康委员会。"),
    ],
)
def test_other_names_and_shorter_ones(judge, report: Report, unit: str, text: str) -> None:
    changed = examples.both(examples.level("dept", unit), examples.written("s1", text))(report)
    assert judge("W06", changed) == [] and judge("W06-foreign", changed) == []


@pytest.mark.parametrize(
    "text",
    [
        "现将云河县水利局2023年政府信息公开工作年度报告公布如下。",
        "现将2023年云河县水利局政府信息公开工作情况报告如下。",
        "2023年，云河县水利局高度重视政府信息公开工作。",
        "本报告由云河县水利局办公室编制。",
        "如有疑问，请与云河县水利局办公室联系。",
    ],
)
def test_another_countys_name_where_the_unit_speaks_of_itself(judge, report: Report, text: str) -> None:
    (finding,) = judge("W06-foreign", examples.introduced(text)(report))
    assert "云河县水利局" in finding.message


@pytest.mark.parametrize(
    ("unit", "level", "other"),
    [
        ("临江县水利局", "dept", "临江县财政局"),
        ("临江县清河镇人民政府", "town", "白沙镇"),
        ("临江县清河镇人民政府", "town", "临江县白沙镇人民政府"),
    ],
)
def test_another_body_of_the_same_county(judge, report: Report, unit: str, level: str, other: str) -> None:
    changed = examples.both(examples.level(level, unit), examples.introduced(f"现将{other}2023年政府信息公开工作年度报告公布如下。"))(
        report
    )
    (finding,) = judge("W06-foreign", changed)
    assert finding.actual == other and finding.expected == unit


@pytest.mark.parametrize(
    ("unit", "own"),
    [
        ("临江县文化旅游局", "临江县文旅局"),
        ("临江县文旅局", "临江县文化广播电视和旅游局"),
        ("临江县发展和改革局", "临江县发改委"),
        ("临江县水利局", "临江县水利局河道管理所"),
        ("临江县人民政府办公室", "临江县人民政府"),
    ],
)
def test_other_forms_of_the_units_own_name(judge, report: Report, unit: str, own: str) -> None:
    changed = examples.both(examples.level("dept", unit), examples.introduced(f"现将{own}2023年政府信息公开工作年度报告公布如下。"))(report)
    assert judge("W06-foreign", changed) == []


@pytest.mark.parametrize(
    "text",
    [
        "形成自治区水利局统筹的格局。现公布2023年度政府信息公开年度报告，各省水利局，如有疑问，请与临江县人民政府办公室联系。",
        "赴云河县水利局学习，云河县水利局来我县考察，与云河县水利局签订协议。",
        "会同云河县水利局巡查，云河县水利局、民政局等单位参加。",
        "临江市水利局印发通知，清溪镇水利局工作站，上级水利局指导，各县水利局。",
        "完成网站升级县水利局官网。根据县水利局、全县水利局系统安排，兄弟县水利局经验，内容涵盖县水利局各项工作。",
        "现将本年度县水利局政府信息公开情况公布如下。",
        "现公布县水利局工作情况。并印发县水利局方案。优化县水利局政务公开领导小组职能。成立县水利局宣传小组。结合县水利局实际。现将县水利局情况报告如下。",
    ],
)
def test_other_counties_spoken_of(judge, report: Report, text: str) -> None:
    assert judge("W06-foreign", examples.added("s1", text)(report)) == []


def test_a_name_written_wrongly_twice_is_told_once(judge, report: Report) -> None:
    (finding,) = judge("W06", examples.added("s1", "临汪县水利局高度重视。", "临汪县水利局公开信息30条。")(report))
    assert finding.actual == "临汪县水利局"
