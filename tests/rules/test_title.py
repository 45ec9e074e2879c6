from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gouji.document import Paragraph
from gouji.report import Fact, Report


def titled(report: Report, title: str) -> Report:
    return report.with_facts(title=Fact(title, "title", title), year=Fact(2023, "period"))


@pytest.mark.parametrize(
    "title",
    [
        "临江县水利局2023年政府信息公开工作年度报告",
        "2023年临江县水利局政府信息公开工作年度报告",
        "2023年临江县政府信息公开工作年度报告",
        "临江县水利局 政府信息公开工作年度报告（2023年）",
        "临江县人民政府\n2023年政府信息公开工作年度报告",
        "临江县水利局二〇二三年政府信息公开工作年度报告",
    ],
)
def test_usual_titles_are_silent(judge, report: Report, title: str) -> None:
    for rule in ("T01", "T02", "T02-missing", "T03"):
        assert judge(rule, titled(report, title)) == [], rule


@pytest.mark.parametrize(
    ("title", "rules"),
    [
        ("2023年政府信息公开工作年度报告", {"T01"}),
        ("政府信息公开工作年度报告", {"T01", "T02-missing"}),
        ("临江县水利局2022年政府信息公开工作年度报告", {"T02"}),
        ("临江县水利局政府信息公开工作年度报告", {"T02-missing"}),
        ("关于2023年度政府信息公开情况的报告", {"T01", "T03"}),
        ("我局2023年政府信息公开工作年度报告", {"T01"}),
        ("临江县水利局2023年政务公开年度报告", {"T03"}),
        ("临江县水利局2023年政府信息公开工作总结", {"T03"}),
        ("临江县水利局2023年度政府信息公开工作年度报告", {"T03"}),
    ],
)
def test_what_is_wrong_with_a_title(judge, report: Report, title: str, rules: set[str]) -> None:
    found = {rule for rule in ("T01", "T02", "T02-missing", "T03") if judge(rule, titled(report, title))}
    assert found == rules


def test_the_title_is_quoted_and_the_right_one_given(judge, report: Report) -> None:
    (finding,) = judge("T01", titled(report, "2023年政府信息公开工作年度报告"))
    assert finding.quote == "2023年政府信息公开工作年度报告"
    assert finding.expected == "临江县水利局2023年政府信息公开工作年度报告"


def test_no_title_is_told_once(judge, report: Report) -> None:
    bare = report.with_facts(title=None)
    assert [rule for rule in ("T01", "T02", "T02-missing", "T03") if judge(rule, bare)] == ["T01"]
    assert judge("T01", report.with_facts(title=Fact("年报.txt", "name")))


def test_a_wrong_year_known_from_the_title_alone_is_found_out(judge, report: Report) -> None:
    """The title says 2022, and so the year was taken for 2022; period, prose and date say 2023."""
    wrong = "临江县水利局2022年政府信息公开工作年度报告"
    misread = report.with_facts(title=Fact(wrong, "title", wrong), year=Fact(2022, "title", "2022年"))
    (finding,) = judge("T02", misread)
    assert (finding.level, finding.expected, finding.actual) == ("error", "2023", "2022")
    assert judge("T06", misread) == [] and judge("T04", misread) == []


def test_divided_evidence_on_the_year_is_no_error(judge, report: Report) -> None:
    divided = titled(report, "临江县水利局2022年政府信息公开工作年度报告").with_facts(year=Fact(2023, "period", doubt="年度说法不一"))
    assert [finding.level for finding in judge("T02", divided)] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "现将2023年度政府信息公开工作情况报告如下。",
        "按照《关于做好2022年度政府信息公开工作年度报告编制的通知》要求，编制本报告。",
        "与2022年政府信息公开工作相比，公开内容更加丰富。",
        "按照2022年政府信息公开工作要点，持续推进。",
        "为巩固2022年政务公开工作成果，明确了新一年的分工。",
        "办结2022年政府信息公开申请1件。",
        "2024年1月，本机关编制了2023年政府信息公开工作年度报告。",
        "依据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。",
    ],
)
def test_other_years_in_the_introduction_that_are_in_order(judge, report: Report, text: str) -> None:
    assert judge("T04", replace(report, intro=(Paragraph(text, report.intro[0].place),))) == []


@pytest.mark.parametrize("text", ["我局编制了2022年政府信息公开工作年度报告。", "现将2022年度政府信息公开工作情况报告如下。"])
def test_last_years_year_in_the_introduction(judge, report: Report, text: str) -> None:
    (finding,) = judge("T04", replace(report, intro=(Paragraph(text, report.intro[0].place),)))
    assert "2022年" in finding.quote and finding.quote in text


def test_the_period(judge, hindered, report: Report) -> None:
    def told(value: object) -> Report:
        return report.with_facts(period=Fact(value, "period", "引文"))

    assert judge("T06", told((date(2023, 1, 1), date(2023, 12, 31)))) == []
    assert judge("T06", told((date(2023, 1, 1), date(2023, 12, 30))))
    assert judge("T06", told((date(2022, 1, 1), date(2023, 12, 31))))
    assert judge("T06", told("202311日至20231231日")) == [] and hindered("T06", told("202311日至20231231日"))


@pytest.mark.parametrize("text", ["本报告数据统计期自1月1日起至12月31日止。", "报告期为2023年全年。"])
def test_a_period_in_any_wording_counts(judge, report: Report, text: str) -> None:
    silent = replace(report, intro=(Paragraph(text, report.intro[0].place),)).with_facts(period=None)
    assert judge("T05", silent) == []


def test_tables_alone_need_no_period(judge, report: Report) -> None:
    silent = replace(report, intro=()).with_facts(period=None)
    assert judge("T05", silent) and judge("T05", replace(silent, sections={})) == []


INTRO_OF_SIX = "本报告由总体情况、主动公开、依申请公开、行政复议和行政诉讼、存在的问题、其他事项六个部分组成。"


@pytest.mark.parametrize(
    "text",
    [
        *(INTRO_OF_SIX, "现从六个部分报告如下。", "公开目录由三个部分组成。", "部分单位尚未公开。"),
        *("数据详见本报告第二部分和第三部分等内容。", "本报告三部分数据来自统计系统。"),
    ],
)
def test_lists_of_the_parts_that_are_in_order(judge, report: Report, text: str) -> None:
    changed = replace(report, intro=(Paragraph(text, report.intro[0].place),))
    assert judge("T10", changed) == []
    assert judge("T09", changed) == []


def test_before_2019_the_old_parts_were_those_of_the_form(judge, old_report: Report) -> None:
    text = "本报告由概述、主动公开情况、依申请公开情况、收费及减免情况、行政复议和诉讼情况、存在问题六部分组成。"
    listed = replace(old_report, intro=(Paragraph(text, old_report.intro[0].place),))
    assert judge("T09", listed) and judge("T09", listed.with_facts(year=Fact(2018, "option"))) == []


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("按照国办公开办函〔2021〕30号要求编制。", "T08", False),
        ("按照国办公开办函[2021]30号要求编制。", "T08", False),
        ("按照国办公开办函〔2021〕 30 号要求编制。", "T08", False),
        ("按照国办公开办函（2021）30号要求编制。", "T08", True),
        ("按照国办公开办涵〔2021〕30号要求编制。", "T08", True),
        ("参照国办公开办函〔2022〕7号答复办理。", "T08", False),
        ("《年度报告格式》（国办公开办函〔2012〕30号）", "T08", True),
        ("按照国办公开办函〔2021〕30号和国办公开办函（2021）30号要求编制。", "T08", True),
        ("按照国办公开办函〔2021〕第30号要求编制。", "T08", True),
        ("按照国办公开办函〔2021〕3O号要求编制。", "T08", True),
        ("按照《要点》（临政办发〔2023〕8）要求编制。", "T08", True),
        ("按照《要点》（临政办发〔20238号）要求编制。", "T08", True),
        ("按照国办公开办函〔202130号要求编制。", "T08", True),
        ("按照临政办发〔2023〕8、9号文件和临政办发〔2023〕10—12号要求，以及（2023）8次会议精神编制。", "T08", False),
        ("《年度报告格式》（国办函〔2021〕30号）", "T08", True),
        ("参照国办函〔2021〕30号和国办发〔2021〕30号办理。", "T08", False),
        ("按照国办函〔2021〕30号《中华人民共和国政府信息公开工作年度报告格式》要求编制。", "T08", True),
        ("根据《中华人民共和国政务公开条例》编制。", "T08", True),
        ("根据《中华人民共和国政府信息公开法》编制。", "T08", True),
        ("宣传《中华人民共和国政府采购法》和《中华人民共和国保守国家秘密法》。", "T08", False),
        ("根据《中华人民共和国信息公开条例》编制。", "T08", True),
        ("根据《政府信息公开条例》（国务院令第七百一十一号）第四十九条、第五十条规定，编制本报告。", "T08", False),
        ("根据《政府信息公开条例》（国务院令第712号）规定，编制本报告。", "T08", True),
        ("根据《政府信息公开条例》（国务院第711令）规定，编制本报告。", "T08", True),
        ("根据《政府信息公开条例》（国务院第711号令）和国务院令第711号公布的《政府信息公开条例》编制。", "T08", False),
        ("根据《政府信息公开条例》（中华人民共和国国务院令第771号）规定，编制本报告。", "T08", True),
        ("根据国务院令第717号《中华人民共和国政府信息公开条例》编制。", "T08", True),
        ("根据《中华人民共和国政府公开信息条例》编制。", "T08", True),
        ("根据《中华人民共和国政府信息公开规定》编制。", "T08", True),
        ("根据《北江省政府信息公开规定》和《中华人民共和国统计法》编制。", "T08", False),
        ("按照国家的《年度报告格式》（公开办函〔2021〕30号）", "T08", True),
        ("根据《政府信息公开条例》第六十条规定，编制本报告。", "T08", True),
        ("根据《政府信息公开条例》第十二条规定，编制公开指南和目录。", "T08", False),
        ("按照《政府信息公开条例》第十条规定，行政机关制作的政府信息由其公开。", "T08", False),
        ("根据《宗教事务条例》（国务院令第686号）第六十条规定处理。", "T08", False),
        ("根据国办公开办函〔2019〕60号编制。", "T07", True),
        ("根据国办公开办函〔2019〕60号、国办公开办函〔2021〕30号编制。", "T07", False),
        ("《条例》（国务院令第492号公布，国务院令第711号修订）", "T07", False),
        ("《条例》（国务院令第492号）", "T07", True),
        ("《条例》（国务院第492号令）", "T07", True),
        ("《条例》（中华人民共和国国务院令第 492 号）", "T07", True),
    ],
)
def test_documents_cited(judge, report: Report, text: str, rule: str, found: bool) -> None:
    findings = judge(rule, replace(report, intro=(Paragraph(text, report.intro[0].place),)))
    assert bool(findings) == found
    assert all(finding.quote in text for finding in findings)


def test_the_notice_of_2019_is_right_for_2020(judge, old_report: Report) -> None:
    text = "根据国办公开办函〔2019〕60号编制。"
    assert judge("T07", replace(old_report, intro=(Paragraph(text, old_report.intro[0].place),))) == []
