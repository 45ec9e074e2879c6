"""Slips of the pen are told with what they should be; what only looks like one is left alone."""

from __future__ import annotations

import pytest

from gouji.report import Report
from gouji.text import squeeze
from gouji_plugins.rules import examples

RULES = ("W02", "W02-double", "W03", "W04", "W04-double", "W04-width", "W05", "W06", "W06-foreign", "W14", "W15")


def told(judge, report: Report, *texts: str, rules: tuple[str, ...] = RULES) -> set[tuple[str, str]]:
    changed = examples.added("s1", *texts)(report)
    return {(finding.rule, finding.actual or "") for rule in rules for finding in judge(rule, changed)}


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("全年主动公开政信息30条。", "主动公开政信息", "主动公开政府信息"),
        ("依法办理政府信公开申请。", "政府信公开申请", "政府信息公开申请"),
        ("按照政府息公开条例要求。", "政府息公开条例", "政府信息公开条例"),
        ("（四）府信息公开平台建设情况。", "府信息公开平台", "政府信息公开平台"),
        ("全年制发规范文件3件。", "制发规范文件", "制发规范性文件"),
        ("做到深入贯落实各项要求。", "深入贯落实", "深入贯彻落实"),
        ("一年来，紧围绕中心工作。", "紧围绕", "紧紧围绕"),
        ("密切合实际开展工作。", "密切合实际", "密切结合实际"),
        ("切实增公开意识。", "切实增公开意识", "切实增强公开意识"),
        ("主动接受社监督。", "接受社监督", "接受社会监督"),
        ("加强保密审，防止泄密。", "保密审", "保密审查"),
        ("政策解形式较为单一。", "政策解形式", "政策解读形式"),
        ("存在的主要题是形式单一。", "存在的主要题", "存在的主要问题"),
        ("申请行政复，行政诉讼2件。", "行政复", "行政复议"),
        ("以习近平新时代中国特社会主义思想为指导。", "习近平新时代中国特社会主义思想", "习近平新时代中国特色社会主义思想"),
        ("利用政务新媒，及时发布信息。", "政务新媒", "政务新媒体"),
        ("依申请公工作有序推进。", "依申请公工作", "依申请公开工作"),
        ("全面落实《中华人民共和国政信息公开条例》。", "中华人民共和国政信息公开条例", "中华人民共和国政府信息公开条例"),
        ("保障公众的知情、参与权和监督权。", "知情、参与权和监督权", "知情权、参与权和监督权"),
        ("坚持公开为常态、公开为例外。", "公开为常态、公开为例外", "公开为常态、不公开为例外"),
        ("加强信息公平台建设。", "信息公平台", "信息公开平台"),
        ("《办法》（下简称《办法》）同步公开。", "下简称", "以下简称"),
        ("今后将一步完善制度。", "将一步完善", "将进一步完善"),
        ("成立机构，确信息发布准确。", "确信息发布", "确保信息发布"),
        ("坚持“以公开为常态、不公开为例”的原则。", "公开为常态、不公开为例", "公开为常态、不公开为例外"),
        ("领导小组下设办公，负责日常工作。", "下设办公", "下设办公室"),
        ("对照年度考指标逐项检查。", "年度考指标", "年度考核指标"),
        ("一年来，紧紧绕保供稳价推进工作。", "紧紧绕", "紧紧围绕"),
        ("坚持责意识教育。", "责意识", "责任意识"),
        ("做好规性文件公开工作。", "规性文件", "规范性文件"),
    ],
)
def test_a_set_phrase_that_lost_a_character(judge, report: Report, text: str, wrong: str, right: str) -> None:
    (finding,) = judge("W02", examples.added("s1", text)(report))
    assert (finding.actual, finding.expected, finding.level) == (wrong, right, "info")
    assert finding.quote == wrong and f"应为“{right}”" in finding.message


def test_several_phrases_that_lost_a_character_are_no_short_forms(judge, report: Report) -> None:
    first, second = judge("W02", examples.added("s1", "切实拓宽公开道，提高质量。", "紧紧绕中心工作，紧紧绕大局。")(report))
    assert (first.level, second.level) == ("warning", "warning")
    (twice,) = judge("W02", examples.added("s1", "紧紧绕中心工作，紧紧绕大局。")(report))
    assert twice.level == "info"


@pytest.mark.parametrize(
    "text",
    [
        "设置政务公开栏和信息公开栏，发布致居民的公开信，开展政府公开日活动。",
        "拓宽信息公开道路，公布公开道路交通管制信息。",
        "依法用工、依法用地，全面贯通城乡道路，紧紧绕着群众需求转。",
        "行政法、民法等法律法规培训2次，实行分级审核制，落实责任追究制。",
        "随着社会进步加强信息公开，科技进步推动政务服务。",
        "制造业企业和演职人员信息，神职人员登记，有关部、委、局联合发文。",
        "在便民服务中，注重公平；在政务公开中，注重实效。",
        "公开不及时、不全面，公开度有待提高，时效性强的信息优先发布。",
        "县政府信息中心维护网站，市府办、省府网站同步转载。",
        "教育局、民政局、财政信息公开，行政信息公开，邮政信息公开。",
        "扎扎实实推进公开，实打实做好服务，确保真实准确。",
        "向公众公开信息，公开信访渠道，信息公示、公布、公告齐全。",
        "专业培训，专业较多的学校，政策信息和政策性文件。",
        "派驻纪检组开展监督检查。",
        "用工作实绩说话，工作动力足，公开内外两个渠道。",
        "收到公开申请，公开平时工作，公开渠成水到。",
        "规范的文件，规范类文件，文件规范清理。",
        "建设服务政府、责任政府，渠道多、覆盖广，县人民政府门户网（试运行）同步公开。",
        "县人民政府网公开信息，上年度结转办理1件，民生实事项目等内容，其他需报告的内容，把好审核关，把牢发布关，其他要报告的事项，利用政务媒体宣传，其中涉信息公开复议5件。",
        "提升政府信息公开质效，有力助推乡村振兴。",
        "及时公开公租房分配结果，个人信息作去标识化处理，出让矿业权信息集中发布。",
        "党务、村务、财务三务公开，图书三审三核，坚持日监测、周通报。",
        "规范政务信息采、编、审、发流程，推行党、村、务公开。",
        "下一步加强管理，的确信息较多，以上简称均为规范简称，已予公开。",
    ],
)
def test_words_that_only_look_as_if_one_were_lost(judge, report: Report, text: str) -> None:
    assert told(judge, report, text) == set()


def test_a_phrase_broken_over_two_lines_is_whole(judge, report: Report) -> None:
    assert (
        told(judge, report, "全面推进政府信息公", "开工作，紧紧", "围绕中心任务，加强保密审", "查，做好政", "府信息公开。", rules=("W02",))
        == set()
    )
    assert told(judge, report, "及时通过政务新媒", "务公开栏目发布信息。", rules=("W02",)) == set()


def test_the_end_of_a_clause_said_again(judge, report: Report) -> None:
    (finding,) = judge("W02-double", examples.added("s1", "按照上级通知要求，要求，结合实际编制。")(report))
    assert finding.expected == "要求" and finding.quote == "要求，要求"


def test_one_slip_in_several_places_is_told_once(judge, report: Report) -> None:
    (finding,) = judge("W02", examples.added("s1", "紧紧绕“一号”工程，紧紧绕“二号”工程。")(report))
    assert "共2处" in finding.message


def test_the_longest_phrase_is_named_and_no_other_with_it(judge, report: Report) -> None:
    (finding,) = judge("W02", examples.added("s1", "编制政府信息公工作年度报告。")(report))
    assert finding.expected == "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("主动公开政府政府信息。", "政府"),
        ("信息公开公开工作。", "公开"),
        ("依申请公开依申请公开情况。", "依申请公开"),
        ("加强学习培训培训工作。", "培训"),
        ("及时及时更新栏目。", "及时"),
        ("公开内容的的完整。", "的"),
        ("公开内容的的的的完整。", "的"),
        ("主动公开政府政府政府信息。", "政府"),
        ("在在网站公开。", "在"),
        ("通过网站和和公众号公开。", "和"),
        ("总体情况况。", "况"),
        ("依申申请公开2件。", "申"),
        ("推进政府信息公公开工作。", "公"),
        ("主动公开政府政府信息，𬶏鱼养殖户名单公开。", "政府"),
        ("加强监督管管理。", "管"),
    ],
)
def test_what_is_written_twice(judge, report: Report, text: str, once: str) -> None:
    (finding,) = judge("W02-double", examples.added("s1", text)(report))
    assert finding.expected == once and finding.actual == once * 2


def test_a_label_said_twice(judge, report: Report) -> None:
    (finding,) = judge("W02-double", examples.added("s1", "成员：成员：各股室负责人。")(report))
    assert finding.expected == "成员"


@pytest.mark.parametrize(
    "text",
    [
        "由主任任组长，办公公开栏，小组组长、委员会会议、学校校长、市市场监管局和省省级公报，3年年均、上年年末，扎扎实实、主动公开开展情况。",
        "深入学习习近平新时代中国特色社会主义思想，件件有回音、事事有着落。",
        "临江县人民政府政府信息公开指南，省政府政府公报。",
        "临江县县本级、清溪镇镇政府、城东区区委。",
        "天天更新，人人参与，层层落实，事事回应，往往、常常、一一核对。",
        "请与临江县人民政府办公室办公室联系。",
        "为了了解群众需求，目的在于公开，公开目的的说明，现在在网站，存在在线办理。",
        "参与与监督，以及及时，即将将于，对于于都县，自由由您。",
        "方方面面、一件一件、逐条研究研究。",
        "推进政务公开，公开，再公开，按要求编制，编制工作有序。",
        "对公开工作作了安排，就公开工作作出部署，工作工作组，交警支队支队长，党中央中央军委。",
        "以和谐和睦为要，饱和和不饱和，总和和差额。",
        "2020202020202020年。",
    ],
)
def test_what_is_meant_to_stand_twice(judge, report: Report, text: str) -> None:
    assert told(judge, report, text, rules=("W02-double",)) == set()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("進一步增強", {"進", "強"}),
        ("県政府総合施策", {"県", "総"}),
        ("髙度重視", {"髙", "視"}),
        ("第ー、ハ项", {"ー", "ハ"}),
        ("公开の内容", {"の"}),
    ],
)
def test_odd_characters(judge, report: Report, text: str, wrong: set[str]) -> None:
    assert {finding.actual for finding in judge("W03", examples.added("s1", text)(report))} == wrong


def test_odd_characters_are_told_once_with_all_their_places(judge, report: Report) -> None:
    (finding,) = judge("W03", examples.added("s1", "存在問题。", "主要問题。", "無")(report))[:1]
    assert "共2处" in finding.message and finding.quote == "存在問题。"


def test_odd_characters_in_headings_and_labels(judge, report: Report) -> None:
    changed = examples.labelled("t2", "a20_5.permit", "行政許可", "accepted")(examples.headed("s5", "存在的主要問题及改进情况")(report))
    assert {finding.actual for finding in judge("W03", changed)} == {"問", "許"}


def test_variants_in_the_name_of_the_unit_are_its_own(judge, report: Report) -> None:
    named = examples.titled("临江县古砦乡人民政府{year}年政府信息公開工作年度报告")(examples.added("s1", "古砦乡公开信息。")(report))
    assert {finding.actual for finding in judge("W03", named)} == {"開"}
    assert {finding.actual for finding in judge("W03", examples.added("s1", "古砦乡公开信息。")(report))} == {"砦"}
    street = examples.both(examples.level("street", "临江县炮台街道办事处"), examples.added("s1", "砲台街道公开信息，进一步増强力度。"))(
        report
    )
    titled = examples.titled("临江县砲台街道办事处{year}年政府信息公开工作年度报告")(street)
    assert {finding.actual for finding in judge("W03", street)} == {"砲", "増"}
    assert {finding.actual for finding in judge("W03", titled)} == {"増"}


def test_compatibility_characters_are_one_finding(judge, report: Report) -> None:
    (finding,) = judge("W03", examples.added("s1", "⻓期坚持⼀项制度，⻓效机制。")(report))
    assert finding.level == "info" and "3处" in finding.message and "应为“长”" in finding.message


def test_a_page_in_traditional_characters_is_told_as_a_whole(judge, report: Report) -> None:
    text = "本縣認真貫徹落實條例，積極推進政務公開，發佈權威資訊，強化組織領導，規範申請辦理，"
    text += "優化網站欄目，舉辦業務培訓，廣泛聽取羣眾意見，總結經驗。"
    (finding,) = judge("W03", examples.written("s1", text)(report))
    assert finding.key == "mirror" and finding.level == "info" and finding.doubt == "reading"


@pytest.mark.parametrize(
    "text", ["与ソニー（中国）签约。", "ハイ公司来函。", "2020ー2023年。", "李喆、王堃、朱镕、乾县、囧、㎡、℃、〇、二〇二三年、於先生。"]
)
def test_characters_that_may_stand(judge, report: Report, text: str) -> None:
    assert told(judge, report, text, rules=("W03",)) == set()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("统计期限自202311日至20231231日。", {"202311日", "20231231日"}),
        ("自20231月1日起至202312月31日止。", {"20231月1日", "202312月31日"}),
        ("2023年112日召开。", {"2023年112日"}),
        ("自2023年1月1起至12月31日。", {"2023年1月1"}),
        ("从2023年1月1日至12月31止。", {"12月31"}),
        ("统计期限为2023年1月1日一12月31日。", {"1日一"}),
        ("2023年2月30日印发。", {"2023年2月30日"}),
        ("自2023年15日起施行。", {"2023年15日"}),
        ("203年1月1日以来。", {"203年"}),
        ("20223年度工作。", {"20223年"}),
        ("2023度，公开信息30条，2023以来持续公开。", {"2023"}),
        ("全年公开30条。2023，我局公开信息30条。", {"2023"}),
        ("我局2023无申请，现将2023政务公开情况报告如下。", {"2023"}),
        ("现公布2023临江县水利局政府信息公开工作情况。", {"2023"}),
        ("2023清溪镇收到申请2件。2023全县公开信息30条。", {"2023"}),
        ("统计期限自202311日起至1231日止。", {"202311日", "1231日"}),
        ("统计期限自2023年1月日起至2023年12月31日日止。", {"1月日", "1日日"}),
        ("自2023年月1日起，2023年年1月召开会议。", {"3年月", "3年年"}),
        ("12月32日、13月1日、2月30日开会，发布于2023-13-01和2023/2/30。", {"12月32日", "13月1日", "2月30日", "2023-13-01", "2023/2/30"}),
        ("2O23年12月3l日前公开，20231年公开30条。", {"O23年", "l日", "20231年"}),
        ("自2023年1日1日起至2023年12月31月止，2023月1月开会。", {"1日1日", "1月", "3月"}),
        ("统计期限为2023年l月1日至12月31号日。", {"l月", "号日"}),
        ("统计期限自2023年1月1日2023年12月31日止。", {"1日"}),
    ],
)
def test_broken_dates(judge, report: Report, text: str, wrong: set[str]) -> None:
    assert {finding.actual for finding in judge("W05", examples.added("s1", text)(report))} == wrong


@pytest.mark.parametrize(
    "text",
    [
        "2023年1月1日至12月31日，3月1-5日，2024年2月29日，2023 年 1 月 5 日。",
        "2023年365日，2023年30日内答复，2023年20日前后，每月5日。",
        "文件编号20231231号，电话20231231。",
        "国办公开办函〔2021〕30号，2023.12.31，2023-12-31，2023/1/1。",
        "2023年3月1至5日，截至2023年12月底。",
        "现公布2023年临江县水利局政府信息公开情况，发布2023年度政府信息公开年报。",
        "2023件涉及乡镇的申请均已办结。2023届学生入学政策由县教育局公开。",
        "用电2023度，办理2023件，编号2023无效，办公软件2023版，（2023）政务公开第1期。",
        "500年以来，全年120件，3000年历史，2023年年均30条，2000多年，近3年年度报告，2月29日，12月起，每月月底，日日更新。",
        "发布于2024年1月5日2024年1月6日更新，5号日历，号日月，APP月活30人。",
        "版本2023.13.1.5，编号20231299，比分2-13，IPv6和O2O、APP 日活30人，i-日报。",
    ],
)
def test_dates_that_are_whole(judge, report: Report, text: str) -> None:
    assert told(judge, report, text, rules=("W05",)) == set()


@pytest.mark.parametrize(
    ("texts", "end"),
    [
        (("（二）依申请公开情况", "本年度没有收到政府信息公开申请", "（三）政府信息管理情况", "及时更新信息。"), "公开申请"),
        (("全年公开信息30条。其中通知10条，公告20条",), "公告20条"),
        (("及时公开通知和公告30条，", "（二）依申请公开情况", "没有收到申请。"), "公告30条，"),
    ],
)
def test_a_paragraph_without_its_full_stop(judge, report: Report, texts: tuple[str, ...], end: str) -> None:
    (finding,) = judge("W04", examples.added("s1", *texts)(report))
    assert finding.quote.endswith(end) and finding.level == "info"


@pytest.mark.parametrize(
    "texts",
    [
        ("（一）加强组织领导，健全工作机制", "成立领导小组。"),
        ("具体情况如下",),
        ("联系电话：0731-24220000",),
        ("临江县水利局", "2024年1月16日"),
        ("附件：临江县水利局政府信息公开目录",),
        ("全年公开信息", "30条，其中通知10条，", "公告20条。"),
        ("（一）公开通知和公告30条，", "（二）公开其他信息20条。"),
    ],
)
def test_lines_that_need_no_full_stop(judge, report: Report, texts: tuple[str, ...]) -> None:
    assert judge("W04", examples.added("s1", *texts)(report)) == []


def test_text_cut_into_lines_has_no_missing_full_stops(judge, report: Report) -> None:
    lines = ["本年度我局认真做好公开工作没有遗漏", "（一）全年公开信息", "公开的信息包括通知和公告以及其他内容", "1.制度建设"] * 3
    assert judge("W04", examples.written("s1", *lines)(report)) == []


@pytest.mark.parametrize("text", ["工作有序。。", "网站、，公众号", "有待拓宽；。", "完成，，任务", "包括：、通知"])
def test_doubled_marks(judge, report: Report, text: str) -> None:
    (finding,) = judge("W04-double", examples.added("s1", text)(report))
    assert finding.level == "info"


@pytest.mark.parametrize("text", ["逐步推进……", "“公开为常态”。", "（一）、（二）。", "条例》、《办法》。", "等等。", "1.、2."])
def test_marks_that_may_stand_together(judge, report: Report, text: str) -> None:
    assert judge("W04-double", examples.added("s1", text)(report)) == []


def test_half_width_marks_all_over_are_the_layouts(judge, report: Report) -> None:
    assert judge("W04-width", examples.written("s1", "全年公开信息30条,其中通知10条,公告20条." * 9)(report)) == []


VALID = "11010119900307651X"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"申请人身份证号{VALID}。", "公民身份号码"),
        ("申请人王某某，手机号13900001111，申请公开征地信息。", "个人手机号"),
        ("村民张先生（13800002222）反映。", "个人手机号"),
        ("申请人李建国不服答复。", "申请人姓名"),
        ("原告：周小红诉县政府。", "申请人姓名"),
        ("周小红不服我局答复，提起行政诉讼。", "申请人姓名"),
        ("申请人：周小红，申请公开征地信息。", "申请人姓名"),
        ("村民李建国要求公开土地信息。", "申请人姓名"),
        ("周某（电话：13900001111）提出申请。", "个人手机号"),
        ("一件是赵某军（13900001111）查询1958年档案。", "个人手机号"),
        ("申请人住址：滨河路1号。", "申请人住址"),
        ("村民周小红家住滨河路1号，要求公开。", "申请人住址"),
        ("身份证号码：110101900307651。", "公民身份号码"),
        ("公民身份证件号码为110101199003076510。", "公民身份号码"),
        ("当事人护照号：E12345678。", "护照号码"),
        ("已将信息处理费退至申请人账户6222000000000009。", "个人银行卡号"),
        ("已将信息处理费退至申请人账户4111111111111111。", "个人银行卡号"),
        ("我局向申请人李建国送达告知书。", "申请人姓名"),
        ("周小红诉临江县水利局一案已审结。", "申请人姓名"),
        ("李建国（申请人）到现场查阅。", "申请人姓名"),
    ],
)
def test_personal_data_is_told_masked(judge, report: Report, text: str, what: str) -> None:
    findings = judge("W14", examples.added("s1", text)(report))
    assert [what in finding.message for finding in findings] == [True]
    secret = next(
        part
        for part in (
            VALID,
            "13900001111",
            "13800002222",
            "110101900307651",
            "110101199003076510",
            "E12345678",
            "6222000000000009",
            "4111111111111111",
            "滨河路1号",
            "李建国",
            "周小红",
        )
        if part in text
    )
    assert secret not in findings[0].message + (findings[0].actual or "") + findings[0].quote


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：0731-24220000，监督电话12345，联系人：王主任13900001111。",
        "收费账户：临江县财政局，账号6222000000000009，申请人凭身份证办理，身份证号1101**********6510，护照等证件。",
        "申请人家住外地的可以邮寄，向申请人作出答复，申请人方可申请，胡乱作出的处理，单位诉临江县水利局一案。",
        "已将信息处理费退至申请人账户4111111111111112。",
        "如需咨询，申请人可拨打我局值班电话13900001111。",
        "统一社会信用代码11430223006315786M，文号110101199003076510，批次号110101199013320019，账号6222020200112233445。",
        "由副局长李建国任组长，局长周小红与群众交流，许可申请公开，10余件申请公开的信息，何某不服我局答复，居民和市民要求公开。",
        "申请人王某不服，申请人张××提起诉讼，申请人提出的申请，申请人许可信息，申请人方便获取。",
        "申请人马上申请公开，申请人曾经提出申请，申请人陆续提交申请，申请人何时提出申请均可。",
    ],
)
def test_numbers_and_names_that_are_nobodys_secret(judge, report: Report, text: str) -> None:
    assert judge("W14", examples.added("s1", text)(report)) == []


def test_unseemly_words(judge, report: Report) -> None:
    findings = judge("W15", examples.added("s1", "个别人无理缠访，多次缠访闹访。")(report))
    assert {finding.actual for finding in findings} == {"无理缠访", "缠访闹访"}
    assert all(finding.level == "info" for finding in findings)


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("公开数量有待增加，公开内容有待丰富，渠道有待拓宽。下一步加强领导。", True),
        ("公开意识有待加强；公开质量不高；工作机制不够完善。今后将加强学习。", True),
        ("财政预决算栏目迟报2次，公开内容有待丰富。下一步加强领导。", False),
        ("解读形式单一，图解偏少；村级公开栏更新不及时。下一步加强领导。", False),
        ("公开内容有待丰富。下一步加强领导。", False),
    ],
)
def test_hollow_problems(judge, report: Report, text: str, fires: bool) -> None:
    assert bool(judge("W09", examples.written("s5", text)(report))) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("业务能力不强，答复文书不规范。下一步，拓宽公开渠道，办好网站，建好专栏。", True),
        ("更新不及时，解读形式单一。下一步，拓宽公开渠道，及时更新栏目。", False),
        ("业务能力不强，答复文书不规范。针对上述问题，逐项整改。", False),
        ("业务能力不强。下一步，拓宽公开渠道，办好网站，建好专栏。", True),
        ("业务能力不强，村务栏贴得太高。下一步，降低村务栏，办好网站。", False),
        ("业务能力不强，答复文书不规范。", False),
    ],
)
def test_measures_for_other_problems(judge, report: Report, text: str, fires: bool) -> None:
    assert bool(judge("W11", examples.written("s5", text)(report))) is fires


def test_quotes_are_exact_where_the_document_has_spaces_and_full_width(judge, report: Report) -> None:
    text = "　　我 局紧 紧绕　中心，存在問題 。"
    for rule in ("W02", "W03"):
        for finding in judge(rule, examples.added("s1", text)(report)):
            assert finding.quote in text
    (finding,) = judge("W02", examples.added("s1", text)(report))
    assert squeeze(finding.quote) == "紧紧绕"
