"""Lists of the text: which are added up, where they end, and how seriously a difference is taken."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.finding import Finding
from gouji.rule import Subject
from gouji.sample import balanced
from gouji_plugins.rules import examples
from gouji_plugins.rules.prose_lists import parts, ways


def said(text: str) -> list[tuple[str, str]]:
    """Level and sum of every finding on lists."""
    report = examples.written("s1", text)(balanced(editions()["gov-2021"], year=2023))
    outcomes = [outcome for rule in (parts, ways) for outcome in rule.check(Subject(rule, report, rule.parameters))]
    return [(outcome.level, outcome.actual or "") for outcome in outcomes if isinstance(outcome, Finding)]


@pytest.mark.parametrize(
    "text",
    [
        "全年发布信息50条，其中组织机构类5条、培训信息15条、解读回应类20条、其他10条。",
        "全年发布信息50条，其中网站发布30条，公众号发布20条。",
        "全年发布信息50条，其中政策文件20件，动态30条。",
        "全年累计发布信息53篇，其中公告10篇、动态43篇；公众号推送信息158条。",
        "全年发布信息50条，其中公告10条，动态20条等；公众号推送信息158条。",
        "全年发布信息50条，其中水利、防汛等信息20条，财政信息30条。",
        "全年发布信息50条，其中公告30条，动态20条，回复留言120条。",
        "在各级主要媒体发布稿件50篇，在主要平台发布信息60篇。",
        "全年发布信息500条，其中主动公开公文20条，重点领域信息23条。",
        "全年发布信息500条，其中主动公开公文20条。",
        "发布服务事项1479项，其中马上办81.12%，全程网办91.27%；认领监管事项1765项，录入数据190720条。",
        "全年发布信息50条，其中规划类7000条。",
        "全年发布信息50条，其中简介类20条，组织保障类10条，更新栏目信息18条，解读2条。",
        "一是专项公开106条信息；二是新设栏目，公开包含方案、预告等67条消费信息；三是公开就业信息147条。",
        "全年发布信息50条，其中概况类20条，动态类30条；收集群众意见38条，征集8次。",
        "全年发布信息50条，其中概况类20条，动态类30条；编发简报8期。",
        "全年共公开信息50条，概况类20条，财政类10条，其他20条。",
        "全年共公开信息50条，概况类20条，财政类10条，其他5条。",
        "网站发布信息48条，公众号20条，微博15条，其他10条。",
        "收到政府信息公开申请42件，通过村干部转交30件、邮寄提交10件、现场提交2件。",
        "收到政府信息公开申请42件，其中村干部转交30件、邮寄提交10件、现场提交2件。",
        "全年公开信息1000条，其中网站680条，网站信息中征地类272条、规划类204条。",
        "（二）依申请公开。网络申请20件、信函申请11件，共计31件。",
        "召开会议20次，网络申请20件、信函申请11件，共计31件。",
        "编发简报20篇，收到表扬信11件，共计处理留言32件。",
        "全年发布信息50条，其中政策类30条、动态类20条，在目录系统发布动态17条。",
    ],
)
def test_a_list_that_adds_up_or_does_not_claim_to_is_not_accused(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "level", "actual"),
    [
        ("全年发布信息50条，其中组织机构类5条、培训信息15条、解读回应类20条、其他11条。", "warning", "51"),
        ("全年发布信息50条，其中水利、防汛等信息20条，财政信息29条。", "warning", "49"),
        ("全年累计发布信息53篇，其中公告11篇、动态43篇；公众号推送信息158条。", "warning", "54"),
        ("全年发布信息249条，其中公文19条、机构40条、财政6条、动态190条、制度10条。", "warning", "265"),
        ("全年发布信息50条，其中政策类10条、财政类10条、其他10条。", "warning", "30"),
        ("全年发布信息50条，其中政策类10条、财政类10条、人事类20条。", "info", "40"),
        ("全年发布信息50条，其中网站发布40条，公众号发布20条。", "info", "60"),
        ("全年发布信息50条，其中规划类70条。", "warning", "70"),
        ("全年发布信息50条；其中政策类20条，动态类29条。", "warning", "49"),
        ("全年发布信息50条，其中政策类30条，动态类20条，年报1条。", "warning", "51"),
        ("全年发布信息50条，其中政策类20条，动态类29条，公开水平不断提高。", "warning", "49"),
        ("全年发布信息50条，其中政策类20条，动态类29条；编发简报8期。", "warning", "49"),
        ("全年共公开信息50条，概况类20条，财政类10条，其他类19条。", "warning", "49"),
        ("全年公开信息50条：概况类20条，水利、防汛等信息10条，其他19条。", "warning", "49"),
        ("网站发布信息50条，涉及概况类20条，财政类10条，其他19条。", "warning", "49"),
        ("网络申请20件、信函申请11件，共计32件。", "warning", "31"),
        ("网站发布动态20条、公告11条，合计30条。", "warning", "31"),
        ("收到政府信息公开申请42件，通过政务服务网提交30件、邮寄提交10件、现场提交3件。", "warning", "43"),
        ("网络平台18件、信函5件、当面提交2件，共收到26件政府信息公开申请。", "warning", "25"),
        ("编发简报90期；全年发布信息50条，其中政策类20条，动态类29条。", "warning", "49"),
    ],
)
def test_how_seriously_a_difference_is_taken(text: str, level: str, actual: str) -> None:
    assert said(text) == [(level, actual)]
