"""Wrong characters are told by a list of wordings that mean nothing else."""

from __future__ import annotations

import pytest

from gouji.report import Report
from gouji_plugins.rules import examples
from gouji_plugins.rules.misspellings import listed


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("贯切落实上级要求，不断贯切落实新规定。", "贯切落实", "贯彻落实"),
        ("被提前行政诉讼1件。", "提前行政诉讼", "提起行政诉讼"),
        ("进－步拓宽渠道。", "进－步", "进一步"),
        ("本单位末发生行政复议案件。", "末", "未"),
        ("截止12月底，公开信息30条。", "截止", "截至"),
        ("如有疑问，请于县水利局办公室联系。", "请于", "请与"),
    ],
)
def test_a_wrong_character(judge, report: Report, text: str, wrong: str, right: str) -> None:
    (finding,) = judge("W01", examples.added("s1", text)(report))
    assert (finding.actual, finding.expected) == (wrong, right) and finding.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "坚持以经济建设为中心，自己经营的门店，全部份额，公布署名文章，按排名公开，引水渠到田间。",
        "年末收到申请2件，周末发生的舆情，期末受理情况，本月末出现积水。",
        "截至目前，申请截止时间已过，截止到年底，报名截止。",
        "请于工作日与本局联系，请于每周一至周五联系，请于办公时间来电联系，请于5日内联系，请于收到后答复，并与我们联系。",
        "既使群众满意，又使企业方便；标准话术；行政处发布通知；统计期现行有效文件。",
    ],
)
def test_words_that_only_look_wrong(judge, report: Report, text: str) -> None:
    assert judge("W01", examples.added("s1", text)(report)) == []


def test_each_misspelling_is_found_and_is_not_what_it_should_be(judge, report: Report) -> None:
    findings = judge("W01", examples.added("s1", *(f"工作中{wrong}。" for wrong in listed()))(report))
    assert {finding.actual for finding in findings} == set(listed())
    for wrong, right in listed().items():
        assert wrong != right and not any(other in right for other in listed()), right


def test_a_wrong_character_is_not_told_as_a_lost_one_too(judge, report: Report) -> None:
    changed = examples.added("s1", *(f"全年{wrong}，各项工作有序开展。" for wrong in listed()))(report)
    assert judge("W02", changed) == [] and judge("W02-stray", changed) == []
