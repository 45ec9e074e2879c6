"""Which lines are headings of sections."""

from __future__ import annotations

import pytest

from gouji.data import editions

from .blocks import TABLE_2, table_3_lines, whole


def test_six_sections_in_order(read):
    report = read(whole())
    assert list(report.sections) == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert [h.number for h in report.headings] == list("一二三四五六")
    assert report.sections["s6"].text == "无。"


def test_rows_of_table_three_are_no_headings(read):
    report = read(whole())
    assert len(report.headings) == 6
    assert report.sections["s3"].text == ""


def test_contents_list_before_the_text(read):
    titles = [b for b in whole() if isinstance(b, str) and b[1:2] == "、" and not b[2:].startswith(("本年", "上年", "结转"))]
    report = read(whole(intro=["目录", *titles, "统计期限为2023年1月1日至2023年12月31日。"]))
    assert len(report.headings) == 6
    assert "公开信息12条" in report.sections["s1"].text


def test_sub_headings_of_section_one_that_are_numbered_like_sections(read):
    told = [
        "一、总体情况",
        "一、主动公开情况",
        "2023年公开信息12条。",
        "二、依申请公开情况",
        "未收到申请。",
        "三、信息管理情况",
        "逐件审核。",
    ]
    report = read(whole(s1=told))
    assert [heading.raw for heading in report.headings][1:3] == ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
    assert [line.text for line in report.sections["s1"].lines] == told[1:]


@pytest.mark.parametrize("heading", ["六、其他需要报告的事项", "六、其他报告事项", "六 其他需要报告的事项", "第六部分 其他需要报告的事项"])
def test_empty_last_section(read, heading):
    report = read(whole(s6=[heading], tail=["临江县水利局", "2024年1月15日", "打印 关闭"]))
    assert report.sections["s6"].lines == ()


@pytest.mark.parametrize("nothing", ["：无", " 无", "　暂无", "（无）", "无", " 本年度未收取信息处理费"])
def test_the_last_section_in_the_line_of_its_heading(read, nothing):
    section = read(whole(s6=[f"六、其他需要报告的事项{nothing}"])).sections["s6"]
    assert (section.heading.raw, section.heading.match) == ("六、其他需要报告的事项", "exact")
    assert section.text == nothing.strip("：　 ")


def test_words_of_its_own_behind_a_title_stay_in_the_heading(read):
    report = read(whole(s5=["五、存在的主要问题及改进情况（含整改）", "问题是培训不够。"]))
    assert report.sections["s5"].heading.raw == "五、存在的主要问题及改进情况（含整改）"


def test_headings_in_brackets(read):
    report = read(whole(s1=["【一、总体情况】", "公开信息12条。"], s6=["【六、其他需要报告的事项】", "无。"]))
    assert list(report.sections) == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert report.sections["s6"].text == "无。"


def test_merged_sections(read):
    report = read(whole(s5=["五、存在问题及其他需要报告的事项", "问题是培训不够。"], s6=[]))
    assert report.sections["s5"].covers == ("s5", "s6")
    assert report.sections["s6"].heading is report.sections["s5"].heading


def test_missing_section(read):
    report = read(whole(s4=[]))
    assert "s4" not in report.sections
    assert "t4" not in report.tables


def test_swapped_sections_keep_their_order(read):
    order = whole(s4=["五、存在的主要问题及改进情况", "问题。"], s5=["四、政府信息公开行政复议、行政诉讼情况"])
    assert [h.sections for h in read(order).headings][3:5] == [("s5",), ("s4",)]


def test_heading_broken_over_two_lines(read):
    report = read(whole(s4=["四、政府信息公开行政复议、", "行政诉讼情况"]))
    assert report.sections["s4"].heading.match == "exact"


def test_heading_with_the_text_behind_it(read):
    report = read(whole(s6=["六、其他需要报告的事项：本年度没有其他需要报告的事项。"]))
    assert report.sections["s6"].text == "本年度没有其他需要报告的事项。"


def test_misspelt_heading_is_understood_and_said(read):
    report = read(whole(s2=["二、主动公开政府政府情况"]))
    assert report.sections["s2"].heading.match == "similar"


def test_foreign_heading_fills_its_number(read):
    report = read(whole(s5=["五、工作亮点", "亮点。"], s6=["六、存在的主要问题及改进情况", "问题。", "七、其他需要报告的事项", "无。"]))
    assert [h.sections for h in report.headings] == [("s1",), ("s2",), ("s3",), ("s4",), (), ("s5",), ("s6",)]


@pytest.mark.parametrize(
    ("section", "heading"), [("s1", "一、工作推进情况"), ("s3", "三、群众来信办理"), ("s5", "五、下步打算"), ("s6", "六、附言")]
)
def test_heading_of_another_wording_stands_for_the_section_of_its_number(read, section, heading):
    official = editions()["gov-2021"].section(section).heading
    report = read([heading if block == official else block for block in whole()])
    assert list(report.sections) == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert (report.sections[section].heading.raw, report.sections[section].heading.match) == (heading, "inferred")


def test_numbers_lost_everywhere(read):
    blocks = [b[2:] if isinstance(b, str) and b[1:2] == "、" and b not in table_3_lines() else b for b in whole()]
    assert list(read(blocks).sections) == ["s1", "s2", "s3", "s4", "s5", "s6"]


@pytest.mark.parametrize("numbers", ["壹贰叁肆伍陆", "ⅠⅡⅢⅣⅤⅥ", ["I", "II", "III", "IV", "V", "VI"]])
def test_headings_under_other_numerals(read, numbers):
    official = [section.heading for section in editions()["gov-2021"].sections]
    own = {heading: f"{number}、{heading[2:]}" for heading, number in zip(official, numbers, strict=True)}
    report = read([own.get(block, block) if isinstance(block, str) else block for block in whole()])
    assert [heading.sections for heading in report.headings] == [("s1",), ("s2",), ("s3",), ("s4",), ("s5",), ("s6",)]


def test_a_row_of_a_table_in_a_line_of_text_is_none_of_the_section_s_words(read):
    section = read(whole(s6=["六、其他需要报告的事项", "无。", "咨询 45 40 50 135"])).sections["s6"]
    assert (section.text, section.unread) == ("无。", ("咨询", "45", "40", "50", "135"))


def test_a_signature_before_tables_of_their_own_is_no_text_of_section_six(read):
    parts = whole(s2=["二、主动公开政府信息情况"], tail=["临江县水利局", "2024年1月15日", "二、主动公开政府信息情况", *TABLE_2])
    report = read(parts)
    assert str(report.value("signed")) == "2024-01-15"
    assert report.sections["s6"].text == "无。"


def test_a_date_alone_in_a_row_of_the_one_table_of_a_report_is_its_signature(read):
    rows = [["六、其他需要报告的事项", "«"], ["无。", "«"], ["临江县水利局", "«"], ["2024年1月15日", "«"]]
    report = read(whole(s6=[rows]))
    assert str(report.value("signed")) == "2024-01-15"


def test_signature_and_attachments_are_no_text_of_section_six(read):
    report = read(whole(tail=["附件：统计表.xlsx", "临江县水利局", "2024年1月15日"]))
    assert report.sections["s6"].text == "无。"
    assert len(report.tail) == 3


def test_an_attachment_that_is_linked_and_named_is_one(read):
    report = read(whole(tail=["附件：统计表.xlsx"]), attachments=("统计表.xlsx", "图解.pdf"))
    assert report.attachments == ("统计表.xlsx", "图解.pdf")


def test_other_reports_that_a_page_lists_are_no_text_of_this_one(read):
    other = "临江县财政局2022年政府信息公开工作年度报告"
    intro = ["本报告统计期限为2023年1月1日至2023年12月31日。", f"{other} 2023-01-19"]
    report = read(whole(intro=intro, tail=["临江县水利局", "2024年1月15日", "相关阅读", f"{other} 2024-01-19"]))
    assert [paragraph.text for paragraph in report.intro] == intro[:1]
    assert str(report.value("published")) == "2024-01-15"
    assert report.sections["s6"].text == "无。"


def test_a_report_behind_this_one_is_no_text_of_it(read):
    said = [
        "临江县水利局2022年政府信息公开工作年度报告",
        "根据有关规定，现公布2022年年度报告，所列数据的统计期限自2022年1月1日起，至2022年12月31日止。",
    ]
    report = read(whole(tail=said))
    assert report.sections["s6"].text == "无。"
    assert report.year == 2023
    item = read(whole(s6=["六、其他需要报告的事项", "一是加强培训。", "2.按时公布2022年政府信息公开工作年度报告", said[1]]))
    assert said[1] in item.sections["s6"].text
    first = read(whole(s6=["六、其他需要报告的事项", said[0], said[1]]))
    assert said[1] in first.sections["s6"].text


def test_a_row_of_one_cell_among_words_is_a_paragraph(read):
    rows = [["一、总体情况", "«"], ["（一）主动公开", "«"], ["2023年公开信息12条。", "«"], ["栏目", "条数"], ["动态", "12"]]
    section = read(whole(s1=[rows])).sections["s1"]
    assert [line.text for line in section.lines] == ["（一）主动公开", "2023年公开信息12条。"]
    assert section.unread == ("栏目", "条数", "动态", "12")


def test_pieces_of_a_table_s_header_are_no_words_of_its_section(read):
    torn, said = "持 正 果 结 计 持 正 果 结 计", "行政 复议情况 说明如下"
    report = read(whole(s4=["四、政府信息公开行政复议、行政诉讼情况", torn, said]))
    assert [line.text for line in report.sections["s4"].lines] == [said]
    assert torn in report.sections["s4"].unread
