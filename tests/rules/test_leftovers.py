from __future__ import annotations

import pytest

from gouji.report import Report
from gouji_plugins.rules import examples


@pytest.mark.parametrize(
    "text",
    [
        "电子邮箱：xxgk@example.org，网址：http://xxgk.example.org/xx/。",
        "自2023 年 1 月 1 日起至2023 年 12 月 31 日止。",
        "登记申请人姓名和出生年月日。",
        "联系电话138****0000。",
        "申请人王××不服答复。",
        "依据国办公开办函〔2021〕30号编制。",
        "面积为3×4米。",
        "2023年 月均更新信息30条。",
        "（一）单位名称变更情况。",
        "本部分数据以表格形式体现，另附文字说明。具体情况见下表：",
    ],
)
def test_what_only_looks_left_over(judge, report: Report, text: str) -> None:
    changed = examples.added("s1", text)(report)
    assert judge("W13", changed) == [] and judge("F10", changed) == []


@pytest.mark.parametrize(
    "text",
    [
        "××局高度重视。",
        "XX县人民政府编制。",
        "xx镇全年公开信息。",
        "（单位名称）编制。",
        "按照县政办〔〕号要求。",
        "按照县政办〔2023〕 号要求。",
        "统计期限自2023年  月  日起。",
        "截至    年   月   日。",
        "收到申请__件。",
    ],
)
def test_what_was_not_filled_in(judge, report: Report, text: str) -> None:
    (finding,) = judge("W13", examples.added("s1", text)(report))
    assert finding.quote in text and finding.section == "s1" and finding.level == "warning"


def test_placeholders_in_title_and_headings(judge, report: Report) -> None:
    assert judge("W13", examples.titled("××局{year}年政府信息公开工作年度报告")(report))
    assert judge("W13", examples.headed("s5", "××存在的主要问题")(report))


@pytest.mark.parametrize(
    "text", ["该部分以表格形式报告。表格如下：", "本部分以表格的形式报告。", "（文字描述）", "（此处填写相关内容）", "（请如实填写）"]
)
def test_prompts_of_the_template(judge, report: Report, text: str) -> None:
    (finding,) = judge("F10", examples.written("s2", text)(report))
    assert finding.quote in text


def test_one_prompt_in_three_places_is_told_once(judge, report: Report) -> None:
    prompt = "该部分以表格形式报告。"
    changed = examples.both(*(examples.written(id, prompt) for id in ("s2", "s3", "s4")))(report)
    (finding,) = judge("F10", changed)
    assert "共3处" in finding.message


def test_a_prompt_inside_a_table_is_no_note_on_filling_in(judge, report: Report) -> None:
    changed = examples.remarked("t2", "该部分以表格形式报告。")(report)
    assert len(judge("F10", changed)) == 1 and judge("F09", changed) == []


def test_words_inside_a_table_that_are_no_note(judge, report: Report) -> None:
    assert judge("F09", examples.remarked("t2", "单位：件")(report)) == []
