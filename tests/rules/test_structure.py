from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.data import editions
from gouji.document import NOWHERE, Paragraph
from gouji.report import Report
from gouji.sample import balanced
from gouji_plugins.rules import examples


def test_a_missing_section_takes_its_table_with_it(judge, report: Report) -> None:
    """One fault told once: the missing section names its table, the missing table says nothing more."""
    changed = examples.without_section("s4")(report)
    (finding,) = judge("S01", changed)
    assert (finding.level, finding.section) == ("error", "s4") and "连同表四" in finding.message
    assert judge("F01", changed) == [] and judge("S04", changed) == [] and judge("S03", changed) == []


def test_a_table_without_its_heading_is_no_missing_section(judge, report: Report) -> None:
    changed = replace(
        report,
        headings=tuple(heading for heading in report.headings if heading.sections != ("s3",)),
        sections={id: section for id, section in report.sections.items() if id != "s3"},
    )
    assert [(finding.level, finding.doubt) for finding in judge("S01", changed)] == [("warning", "reading")]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("做到有人六、其他需要报告的事项管、有人查。", "reading"),
        ("本报告分五、存在的主要问题及改进情况和六、其他需要报告的事项。", "source"),
    ],
)
def test_a_heading_inside_a_paragraph_may_only_be_misread(judge, report: Report, text: str, doubt: str) -> None:
    changed = examples.added("s1", text)(examples.without_section("s6")(report))
    assert [finding.doubt for finding in judge("S01", changed)] == [doubt]


@pytest.mark.parametrize(("section", "doubt"), [("s2", "reading"), ("intro", "source")])
def test_a_heading_behind_another_in_its_line_may_only_be_misread_one_in_a_list_of_them_is_missing(
    judge, report: Report, section: str, doubt: str
) -> None:
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    gone = examples.without_section("s4")(report)
    changed = (
        replace(gone, intro=(*gone.intro, Paragraph(heading, NOWHERE))) if section == "intro" else examples.added(section, heading)(gone)
    )
    assert [finding.doubt for finding in judge("S01", changed)] == [doubt]


def test_the_table_of_a_section_whose_heading_may_be_misread_is_told_with_it(judge, report: Report) -> None:
    inside = examples.added("s1", "公开信息四、政府信息公开行政复议、行政诉讼情况及时准确。")
    (finding,) = judge("S01", inside(examples.without_section("s4")(report)))
    assert finding.doubt == "reading" and "连同表四" in finding.message


def test_no_heading_at_all_is_told_once(judge, report: Report) -> None:
    prose = report.intro + report.sections["s1"].lines
    assert len(judge("S01", replace(report, headings=(), sections={}, intro=prose))) == 1


def test_a_workbook_of_tables_is_not_asked_for_sections(judge, hindered, report: Report) -> None:
    tables = replace(report, headings=(), sections={}, intro=(), tail=())
    assert judge("S01", tables) == [] and "只有表格" in hindered("S01", tables)[0].why
    for rule in ("S02", "S06", "S09", "W10", "H01", "T05"):
        assert judge(rule, tables) == []


@pytest.mark.parametrize("section", ["s1", "s5"])
def test_an_empty_section_of_prose_is_an_error(judge, report: Report, section: str) -> None:
    changed = examples.written(section)(report)
    assert [finding.level for finding in judge("S02", changed)] == ["error"]
    assert [rule for rule in ("S06", "S07", "S09", "W10") if judge(rule, changed)] == []


def test_an_empty_section_six_is_told_once_with_the_fees_owed(judge, report: Report, old_report: Report) -> None:
    (finding,) = judge("S02", examples.written("s6", "  ", " ")(report))
    assert finding.level == "warning" and "信息处理费" in finding.message
    assert judge("H01", examples.written("s6")(report)) == []
    assert "信息处理费" not in judge("S02", examples.written("s6")(old_report))[0].message


@pytest.mark.parametrize("text", ["无", "无。", "无其他需要报告的事项。", "本年度无其他需要报告的事项。", "暂无其他需要报告的事项。"])
def test_nothing_to_report_is_an_answer_in_section_six(judge, old_report: Report, text: str) -> None:
    changed = examples.written("s6", text)(old_report)
    assert judge("S02", changed) == [] and judge("H01", changed) == []


def test_order_is_told_where_it_breaks(judge, report: Report) -> None:
    (finding,) = judge("S03", examples.swapped("s4", "s5")(report))
    assert finding.section == "s4" and "五、存在的主要问题" in finding.message


def test_merged_sections_are_neither_missing_nor_empty(judge, report: Report) -> None:
    merged = examples.merged("s5", "s6", "存在问题及其他事项")(report)
    assert len(judge("S03", merged)) == 1
    assert [rule for rule in ("S01", "S02", "W10", "H01") if judge(rule, merged)] == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("（一）主动公开", "（二）依申请公开", "（三）政府信息管理"), False),
        (("(一)存在问题。不够及时。", "(ニ)改进措施。加强培训。"), False),
        (("一)存在问题。不够及时。", "（二）改进措施。加强培训。"), False),
        (("（一）问题", "1.不及时", "2.不全面", "（二）改进", "1.加强", "2.完善"), False),
        (("（一）主动公开", "（三）政府信息管理"), True),
        (("（二）主动公开", "（三）政府信息管理"), True),
        (("（一）主动公开", "（二）依申请公开", "（二）政府信息管理"), True),
        (("（一）问题", "1.不及时", "（一）改进", "1.加强"), True),
        (("存在的问题：", "（一）不及时。", "改进措施：", "（一）加强。"), False),
        (("一是主动公开。", "三是依申请公开。"), False),
    ],
)
def test_ordinals_inside_a_section(judge, report: Report, lines: tuple[str, ...], found: bool) -> None:
    assert bool(judge("S04", examples.written("s5", *lines)(report))) == found


@pytest.mark.parametrize("mark", ["。", "/", "——"])
def test_a_section_of_marks_is_empty_and_told_once(judge, report: Report, mark: str) -> None:
    changed = examples.written("s5", mark)(report)
    assert len(judge("S02", changed)) == 1 and judge("W10", changed) == []


def test_top_ordinals(judge, report: Report) -> None:
    assert judge("S04", examples.foreign_heading("七", "附件")(report)) == []
    assert judge("S04", examples.headed("s5", "存在的主要问题及改进情况", number="四")(report))
    (from_two,) = judge("S04", examples.headed("s1", "总体情况", number="二")(examples.headed("s2", "主动公开", number="三")(report)))
    assert "不是从一开始" in from_two.message
    counted_on = examples.merged("s2", "s3", "主动公开和依申请公开情况")(report)
    for id, number in (("s4", "三"), ("s5", "四"), ("s6", "五")):
        counted_on = examples.headed(id, report.sections[id].heading.title, number=number)(counted_on)
    assert judge("S04", counted_on) == []
    unnumbered = report
    for id in report.sections:
        unnumbered = examples.headed(id, report.sections[id].heading.title, number="")(unnumbered)
    assert judge("S04", unnumbered) == []


@pytest.mark.parametrize("level", ["dept", "gov.county", "town", "street"])
def test_only_governments_owe_results_of_assessment(judge, level: str) -> None:
    report = balanced(editions()["gov-2021"], level=level)
    text = "主动公开信息20条，未收到依申请公开件。落实保密审查，维护网站专栏，接受群众监督，组织业务培训三次，全年未发现泄密情况。"
    changed = examples.written("s1", text)(report)
    assert bool(judge("S07", changed)) == (level in ("gov.county", "town"))


def test_what_counts_as_assessment_review_and_accountability(judge) -> None:
    report = balanced(editions()["gov-2021"], level="town")
    for text in (
        "考核纳入年终绩效，群众满意度测评良好，没有需要追责的情形。",
        "全年开展考核2次，社会评议反响良好，未发生责任追究事项。",
    ):
        assert judge("S07", examples.added("s1", text)(examples.written("s1", "主动公开信息20条。" * 12)(report))) == []


@pytest.mark.parametrize(
    "text",
    [
        "组织推动方面，召开专题会2次。主动公开方面，公开信息71条。依申请方面，未收到申请。平台内容保障方面，维护公众号，栏目内容保障到位，严格三审三校。",
        "一是要点落实到位，全年公开政府信息28条；二是做好申请办理，办结3件；三是保密审查不放松；四是网站运行平稳；五是开展培训2场，组织考核。",
        "全年公布惠农清单六十二份；无人提出申请。每条由拟稿人、站长逐级签字后上网；村务栏、公众号两处同步；年底检查一次。",
        "1.主动公开。公开文件5件。2.收到和处理政府信息公开申请。收到2件，已答复。3.因信息公开被复议、诉讼。无。4.信息管理及网站平台。更新台账。5.监督保障。",
    ],
)
def test_aspects_are_told_by_words_not_by_titles(judge, report: Report, text: str) -> None:
    assert judge("S06", examples.written("s1", text)(report)) == []
    assert judge("S09", examples.written("s1", text)(report)) == []


def test_a_sub_heading_left_out_is_seen_where_the_others_stand(judge, report: Report) -> None:
    lines = [line.text for line in report.sections["s1"].lines]
    kept = lines[: next(n for n, text in enumerate(lines) if "监督保障" in text)]
    (finding,) = judge("S06", examples.written("s1", *kept)(report))
    assert "监督保障" in finding.message and finding.actual == "4个方面" and finding.level == "warning"


def test_without_sub_headings_an_aspect_may_be_told_in_other_words(judge, report: Report) -> None:
    text = "主动公开信息20条，未收到公开申请，严格保密审查，网站专栏按月更新，"
    text += "各类公文在发文时标明公开与否，力求看得懂、用得上，老人孩子都能读，都愿意读。"
    (finding,) = judge("S06", examples.written("s1", text)(report))
    assert "监督保障" in finding.message and finding.level == "info"
    (finding,) = judge("S06", examples.written("s1", text.replace("严格保密审查，网站专栏按月更新，", ""))(report))
    assert finding.level == "warning"


def test_business_results_are_only_told_when_they_fill_a_fifth_of_the_section(judge, report: Report) -> None:
    deeds = "我局全年新修渠道三十公里，加固堤防十二处，整治病险水库九座，"
    assert judge("S08", examples.written("s1", "主动公开信息12条，及时更新网站专栏，做好解读回应。" * 24, deeds * 4)(report)) == []
    assert judge("S08", examples.written("s1", "主动公开信息12条。", deeds * 12)(report))


def test_a_body_that_tells_its_history_and_trade_is_told_so(judge, report: Report) -> None:
    history = "我局成立于1984年，内设五个股室，编制三十六名，下辖两个管理站，主要职责是编制全县水利规划并组织实施，承担防汛抗旱的责任。"
    trade = "汛前加固堤防十二处，整治病险水库九座，新修渠道三十公里，完成投资一点二亿元，灌溉农田四万亩，十万人喝上了自来水，群众拍手称快。"
    duty = "主动公开信息12条，未收到申请，严格保密审查，更新网站专栏，开展培训2场。"
    assert "机关职能" in judge("S08", examples.written("s1", history + trade, trade, duty)(report))[0].message
    assert judge("S08", examples.written("s1", history, duty * 5)(report)) == []
    told = trade.replace("。", "，以上各项均在网站公示。")
    assert judge("S08", examples.written("s1", told, told, duty)(report)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全域公开信息900条。以上数据仅统计政府办公室本级情况。", True),
        ("全域公开信息900条。公开工作不仅是办公室的工作，也不只是本单位的事。", False),
        ("全域收到申请90件，其中仅涉及本机关工作的3件。", False),
        ("我办全年公开信息80条，收到申请0件。办公室对信息三审，本单位维护网站专栏。", True),
        ("我办全年公开信息80条。我办牵头对县直部门开展培训2场。", False),
        ("本机关公开信息80条，各乡镇同步公开。本机关严格保密审查。", False),
        ("本机关公开信息80条。本机关严格保密审查。", False),
        ("我单位没有任何人向本单位申请公开，我办未收到上年结转的申请。", False),
        ("全年公开信息80条，严格保密审查，办好网站。", False),
    ],
)
def test_a_government_that_tells_of_its_office_alone(judge, text: str, told: bool) -> None:
    for level in ("gov.county", "gov.city"):
        report = balanced(editions()["gov-2021"], level=level)
        assert bool(judge("S10", examples.written("s1", text)(report))) is told
    assert judge("S10", examples.written("s1", text)(balanced(editions()["gov-2021"]))) == []


@pytest.mark.parametrize(
    "text",
    [
        "存在的主要问题：一是公开内容不够全面；二是业务水平有待提高。改进措施：加强培训。",
        "（一）存在问题。我单位信息公开数量有待进一步增加，渠道有待拓宽。（二）改进措施。进一步加强领导；完善制度。",
        "政策解读形式单一，今后将制作图解。",
        "2023年针对上年检查发现的栏目更新慢问题，已逐项整改。目前解读材料偏少，下一步增加图表。",
        "虽然取得一定成绩，但与群众期盼还有差距。我局将从三方面努力提升。",
        "村民说公告字小，看清一张要凑近半天。今年十月起换成大字版。",
        "办事指南散在三处，查一件事要翻三个页面：春天已并成一本，明年再做手机版。",
        "公开栏破旧，字迹不清，群众看着不便。三月完成更换，六月起由村会计负责擦洗。",
        "群里发的多，专栏里登的少，事后翻不着。六月以后，群里发的当天补登专栏。",
    ],
)
def test_section_five_with_both_halves(judge, report: Report, text: str) -> None:
    assert judge("W10", examples.written("s5", text)(report)) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("下一步，我局将继续加强学习，完善制度，提升公开水平。", "problems"),
        ("坚持问题导向，针对存在的问题加强整改，完善制度。", "problems"),
        ("根据县里的统一部署，结合本局实际，明年将做好培训。一是邀请专家授课，完善办法。", "problems"),
        ("全年工作圆满完成，成效明显。", "problems"),
        ("（一）存在问题\n无明显问题。\n（二）改进情况\n继续做好培训，提升质量。", "problems"),
        ("本年度不存在问题。", "problems"),
        ("无。", "problems"),
        ("一是公开数量有待进一步增加，二是渠道需要进一步拓宽，三是内容仍需丰富。", "improvements"),
        ("政策解读形式较为单一，个别栏目更新不够及时。", "improvements"),
    ],
)
def test_section_five_with_one_half(judge, report: Report, text: str, key: str) -> None:
    (finding,) = judge("W10", examples.written("s5", text)(report))
    assert finding.key == key and finding.quote in text
