from __future__ import annotations

import pytest

from gouji.lean import replace
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
        "二○○八年公布的条例，申请人张某某，请问有几件？件件有回音，字体:[ ]，地址（滨河路二号楼）。",
        "按照 条例规定，公开 条目清晰，规范性文 件齐全，【附件】下载，（三）项，有待完善，全文见批注本。",
        "第N件实事、N95口罩、5G+N项应用，【附件】【字号】，[2021]30号，二○一○条、○三条。",
        "AI、APP、PDF 文件，https://www.example.org/a?b=1&c=2#top，<通知>，#热点，NULL 值，完成率100%！",
    ],
)
def test_what_only_looks_left_over(judge, report: Report, text: str) -> None:
    changed = examples.added("s1", text)(report)
    assert judge("W13", changed) == [] and judge("W13-code", changed) == [] and judge("F10", changed) == []


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
        "发布图文__篇。",
        "召开新闻发布会×场。",
        "收到申请X件。",
        "制发文件*件。",
        "20XX年公开信息。",
        "某某局高度重视。",
        "△△镇全年公开信息。",
        "○○局全年公开信息。",
        "公开信息？条。",
        "公开信息（ ）条。",
        "全年公开信息 条。",
        "按照【】要求编制。",
        "{单位名称}编制。",
        "（待补充）",
        "（示例）本年度公开信息30条。",
        "总体情况（宋体加粗小四号字）",
        "批注 [W1]：请核对。",
        "按照县政办〔20XX〕8号要求。",
        "3月X日召开会议。",
        "公开信息N条。",
        "（）主动公开情况",
        "公开信息○○条。",
        "[单位]认真落实。",
        "{年份}年公开信息30条。",
        "按照（文件名称）要求。",
    ],
)
def test_what_was_not_filled_in(judge, report: Report, text: str) -> None:
    (finding,) = judge("W13", examples.added("s1", text)(report))
    assert finding.quote in text and finding.section == "s1" and finding.level == "warning"


def test_the_same_words_left_in_two_places_are_told_once(judge, report: Report) -> None:
    (finding,) = judge("W13", examples.both(examples.added("s1", "（待补充）"), examples.added("s5", "（待补充）"))(report))
    assert finding.section == "s1"


def test_placeholders_in_title_and_headings(judge, report: Report) -> None:
    assert judge("W13", examples.titled("××局{year}年政府信息公开工作年度报告")(report))
    assert judge("W13", examples.headed("s5", "××存在的主要问题")(report))


@pytest.mark.parametrize(
    "text",
    [
        "总体情况见错误！未找到引用源。",
        "错误!未定义书签。",
        "Error! Reference source not found.",
        "全文见HYPERLINK “http://www.example.org”网站。",
        "第 PAGE \\\\* MERGEFORMAT 1 页",
        "&nbsp;&nbsp;本年度公开信息30条。",
        "本年度<br/>公开信息30条。",
        "公开信息#REF!条。",
        "公开信息30条[object Object]。",
        "公开信息\ufffd30条。",
        "完善沟通机制\ue004加强衔接。",
        "undefined",
    ],
)
def test_what_programs_left_in_a_text(judge, report: Report, text: str) -> None:
    (finding,) = judge("W13-code", examples.added("s1", text)(report))
    assert finding.quote in text and finding.level == "warning"


def test_a_bullet_of_a_symbol_font_and_the_fonts_of_a_pdf(judge, report: Report) -> None:
    assert judge("W13-code", examples.added("s1", "\uf06c 本年度公开信息30条。")(report)) == []
    printed = replace(examples.added("s1", "完善沟通机制\ue004加强衔接。")(report), format="pdf")
    assert judge("W13-code", printed) == []


@pytest.mark.parametrize(
    "text",
    [
        "请在此处输入文字。",
        "该部分以表格形式报告。表格如下：",
        "本部分以表格的形式报告。",
        "（文字描述）",
        "（此处填写相关内容）",
        "（请如实填写）",
    ],
)
def test_prompts_of_the_template(judge, report: Report, text: str) -> None:
    (finding,) = judge("F10", examples.written("s2", text)(report))
    assert finding.quote in text


def test_how_to_apply_is_no_prompt(judge, report: Report) -> None:
    assert judge("F10", examples.written("s1", "可以在网上申请（请登录门户网站，填写申请表）。")(report)) == []


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
