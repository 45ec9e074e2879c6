"""Numerals, tolerances, long and odd input: what reading prose rests on."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import pytest

from gouji.data import editions
from gouji.document import Paragraph, Place
from gouji.prose import read, uncompared
from gouji.prose.fees import fees
from gouji.prose.mention import Line
from gouji.prose.numerals import parse
from gouji.prose.quantity import quantity
from gouji.prose.tokens import scan
from gouji.report import Report
from gouji.sample import balanced

from .test_clauses import report_with


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("35", 35),
        ("1,234", 1234),
        ("1.2万", 12000),
        ("258.5亿", 25_850_000_000),
        ("一亿二千万", 120_000_000),
        ("十", 10),
        ("二十三", 23),
        ("廿三", 23),
        ("卅", 30),
        ("三百五", 350),
        ("三百零五", 305),
        ("一万二", 12000),
        ("两千三百零五", 2305),
        ("一百一十", 110),
        ("二〇二三", 2023),
        ("零", 0),
        ("3千", 3000),
    ],
)
def test_a_numeral_is_read(text: str, value: int) -> None:
    found = parse(text)
    assert found is not None and found.value == value


@pytest.mark.parametrize("text", ["", "件", "1.", "1.2.3", "9" * 30])
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "allowed", "refused"),
    [
        ("35件", [35], [34, 36]),
        ("约300件", [290, 310], [200, 400]),
        ("300余件", [300, 350], [299, 401]),
        ("近100件", [90, 100], [101, 50]),
        ("100件以上", [100, 180], [99]),
        ("不足100件", [40, 99], [101]),
        ("2764.2万件", [27_642_000, 27_642_999, 27_641_600], [27_643_000, 27_641_000]),
        ("三十余件", [31], [29, 50]),
        ("35件左右", [34, 36], [30, 40]),
        ("超过200件", [201, 300], [199]),
        ("六成", [55, 60, 69], [54, 70]),
        ("超八成", [80, 95], [79]),
        ("近三成", [25, 30], [15, 41]),
    ],
)
def test_how_far_a_quantity_may_lie_from_what_is_written(text: str, allowed: list[int], refused: list[int]) -> None:
    found = quantity(text)
    assert found is not None
    assert [value for value in allowed if not found.allows(value)] == []
    assert [value for value in refused if found.allows(Decimal(value))] == []


def test_tokens_leave_no_gap() -> None:
    text = "2023年,我局(含下属单位)共收到政府信息公开申请35件,其中自然人30件、另外xyz5件;占85.7%。"
    tokens = scan(text, 2023, 10)
    assert "".join(token.text for token in tokens) == text
    assert [token.start for token in tokens[1:]] == [token.end for token in tokens[:-1]]
    assert tokens[0].start == 10


def test_circled_digits_and_chinese_years_are_not_taken_for_numbers() -> None:
    assert [m.quantity.value for m in read(report_with("依 ①予以公开20件；②③部分公开3件。")).typed] == [20, 3]
    assert read(report_with("二〇二二年收到政府信息公开申请28件。")).typed == []


def test_a_heading_on_disputes_tells_what_the_disputes_below_it_are_about() -> None:
    below = "全年行政复议、行政诉讼分别为3件、2件。"
    report = report_with(below)
    headed = [Paragraph(text, Place(line=n)) for n, text in enumerate(("（三）政府信息公开行政复议、行政诉讼情况", below), 1)]
    section = replace(report.sections["s1"], lines=tuple(headed))
    assert read(report).typed == []
    assert [m.measure.id for m in read(replace(report, sections={"s1": section})).typed if m.measure] == ["review", "suits"]


@pytest.mark.parametrize(
    ("text", "left_over"),
    [
        ("发出收费通知2件，总金额680元，实际收取总金额380元。", []),
        ("收到政府信息公开申请35件，发出收费通知2件。", ["发出收费通知2件"]),
        ("发出收费通知2件，发放宣传册300份。", ["发出收费通知2件", "发放宣传册300份"]),
    ],
)
def test_a_sentence_on_fees_alone_leaves_no_number_uncompared(text: str, left_over: list[str]) -> None:
    prose = read(report_with(text))
    assert prose.fees and [mention.quote for mention in prose.untyped] == left_over


def test_numbers_judged_by_their_sum_or_by_last_year_are_not_told_as_uncompared() -> None:
    assert uncompared(report_with("全年编发简报50篇，其中政策类20篇、动态类30篇。")) == []
    assert uncompared(report_with("收到政府信息公开申请17件，比上年增加5件。")) == []
    assert len(uncompared(report_with("全年编发简报约50篇，其中政策类20篇、动态类30篇等。"))) == 3


def test_prose_is_read_once_for_the_same_words_and_again_for_others() -> None:
    report = report_with("收到政府信息公开申请17件。")
    (cell,) = [cell for cell in report.tables["t3"].cells.values() if (cell.row, cell.column) == ("new", "total")]
    first = read(report)
    assert read(report.with_cells(cell._replace(raw="17", value=17))) is first
    assert [mention.quantity.value for mention in read(report_with("收到政府信息公开申请18件。")).typed] == [18]
    assert read(report) is not first


def test_a_paragraph_may_divide_a_number_of_the_one_before() -> None:
    report = report_with("全年编发简报50篇。")
    texts = ("全年编发简报50篇。", "在主动公开的信息中，政策类20篇，动态类30篇。")
    section = replace(report.sections["s1"], lines=tuple(Paragraph(text, Place(line=n)) for n, text in enumerate(texts, 1)))
    (listing,) = read(replace(report, sections={"s1": section})).listings
    assert [head.quantity.value for head in listing.heads] == [50] and len(listing.items) == 2


def test_a_name_that_holds_known_words_is_a_name() -> None:
    report = balanced(editions()["gov-2021"], year=2023, unit="临江县应急管理局")
    section = replace(
        report.sections["s1"],
        lines=(Paragraph("县应急管理局收到政府信息公开申请3件，市应急管理局未收到政府信息公开申请。", Place(line=1)),),
    )
    found = read(replace(report, sections={"s1": section})).typed
    assert [(m.measure.id, m.quantity.value) for m in found if m.measure] == [("received", 3)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [("行政复议3件。", []), ("被申请行政复议3件。", ["review"])],
)
def test_an_office_of_justice_decides_on_disputes_of_others(text: str, ids: list[str]) -> None:
    report = balanced(editions()["gov-2021"], year=2023, unit="临江县司法局", level="dept")
    lines = tuple(Paragraph(line, Place(line=n)) for n, line in enumerate(("（二）依申请公开", f"收到申请35件。{text}"), 1))
    found = read(replace(report, intro=(), sections={"s1": replace(report.sections["s1"], lines=lines)})).typed
    assert [mention.measure.id for mention in found if mention.measure] == ["received", *ids]


def test_changes_in_cases_and_in_percent_are_of_the_same_number() -> None:
    ratios = read(report_with("全年收到政府信息公开申请17件，比上年增加5件，同比增长41.7%。")).ratios
    assert [(ratio.change, ratio.quantity.text, ratio.part.quantity.value) for ratio in ratios] == [("up", "5件", 17), ("up", "41.7%", 17)]


@pytest.mark.parametrize(
    ("text", "change", "quantity"),
    [
        ("全年收到政府信息公开申请18件，与上年持平。", "up", ""),
        ("全年收到政府信息公开申请18件，比上年多6件。", "up", "6件"),
        ("全年收到政府信息公开申请18件，较2022年少了三成。", "down", "三成"),
        ("全年收到政府信息公开申请18件，是上年的1.5倍。", "times", "1.5倍"),
        ("全年收到政府信息公开申请18件，同比增长1.4倍。", "up", "1.4倍"),
        ("全年收到政府信息公开申请18件，较上年翻了一番。", "times", "翻一番"),
    ],
)
def test_changes_are_told_in_many_ways(text: str, change: str, quantity: str) -> None:
    (ratio,) = read(report_with(text)).ratios
    assert (ratio.change, ratio.quantity.text, ratio.part.quantity.value) == (change, quantity, 18)


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("全年收到政府信息公开申请18件，比2022年的12件增加6件，增幅50%。", [12, 12]),
        ("全年收到政府信息公开申请18件，上年为12件，增长50%。", [12]),
        ("2022年收到政府信息公开申请12件，2023年收到18件，增长50%。", [12]),
        ("2022年办结12件，2023年收到政府信息公开申请18件，同比增长50%。", [None]),
        ("全年收到政府信息公开申请18件，较上年的12件增长50%，其中网络提交10件，较上年增长25%。", [12, None]),
        ("2022年发布信息12条，2023年收到政府信息公开申请18件，同比增长50%。", [None]),
        ("政府信息公开申请上年12件，今年18件，增加6件；上年办结11件，今年办结16件，增加5件。", [12, 11]),
    ],
)
def test_a_change_is_from_the_number_the_text_tells(text: str, bases: list[int | None]) -> None:
    assert [ratio.base.quantity.value if ratio.base else None for ratio in read(report_with(text)).ratios] == bases


@pytest.mark.parametrize(
    "text",
    [
        "较2021年增长80%",
        "较2019年增加15件",
        "网上申请增加4件",
        "与上年基本持平",
        "与上年批次持平的有3件",
        "多发布3条",
        "是外省的1.5倍",
        "是上年办结数的1.5倍",
    ],
)
def test_what_is_no_change_of_the_number_before_is_none(text: str) -> None:
    assert read(report_with(f"全年收到政府信息公开申请18件，{text}。")).ratios == []


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("收到申请18件，予以公开12件，占六成多。", ["六成"]),
        ("收到申请18件，予以公开9件，占一半。", ["一半"]),
        ("收到申请18件，自然人占85%，法人或其他组织占15%。", ["85%", "15%"]),
        ("三成员单位收到申请18件，一成不变。", []),
    ],
)
def test_shares_are_told_in_tenths_and_without_their_number(text: str, texts: list[str]) -> None:
    assert [ratio.quantity.text for ratio in read(report_with(f"（二）依申请公开。{text}")).ratios] == texts


@pytest.mark.parametrize(
    ("text", "quote"), [("申请件数：21件。", "申请件数：21件"), ("21件申请中，予以公开10件。", "21件申请"), ("申请共21件。", "申请共21件")]
)
def test_requests_without_a_verb_are_quoted_with_their_noun(text: str, quote: str) -> None:
    assert read(report_with(f"依 {text}")).typed[0].quote == quote


def test_a_second_change_is_of_the_same_number_and_year() -> None:
    ratios = read(report_with("全年收到政府信息公开申请33件，同比增加10件、增长43.5%。")).ratios
    assert [(ratio.change, ratio.quantity.text) for ratio in ratios] == [("up", "10件"), ("up", "43.5%")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("均获维持", 1),
        ("一律维持", 1),
        ("全部得到维持", 1),
        ("结果均为维持", 1),
        ("结果为维持", 1),
        ("复议机关均作出维持决定", 1),
        ("结果维持1件", 0),
        ("均已办结", 0),
        ("均依法答复", 0),
    ],
)
def test_that_all_was_upheld_is_said_in_many_ways(text: str, kept: int) -> None:
    assert len(read(report_with(f"政府信息公开行政复议2件，{text}。")).kept) == kept


def test_merged_sections_are_read_once() -> None:
    report = report_with("全年收到政府信息公开申请35件。")
    section = report.sections["s1"]
    both = replace(report, sections={"s1": section, "s5": replace(section, id="s5")})
    assert len(read(both).typed) == 1


def test_fees_are_read_with_their_unit() -> None:
    text = "发出收费通知2件,总金额0.2万元,实际收取总金额380元。未收取信息处理费。"
    line = Line("s6", Paragraph(text, Place(line=1)), text)
    assert [(fee.which[:4], fee.value) for fee in fees(line)] == [("收费通知", 2), ("收费通知", 2000), ("实际收取", 380), ("实际收取", 0)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("全县收取信息处理费共计780元，其中民政局收取信息处理费380元，水利局收取信息处理费400元。", [780]),
        ("民政局收取信息处理费380元，水利局收取信息处理费400元。", []),
        ("全省水利系统共发出收费通知25件，总金额1700元，实际收取1450元。", []),
        ("2022年发出的收费通知1件100元于本年收到。", []),
    ],
)
def test_fees_of_several_bodies_are_not_told_as_one(text: str, values: list[int]) -> None:
    assert [fee.value for fee in read(report_with(text)).fees] == values


def test_what_is_owed_is_what_the_notices_ask_for() -> None:
    (notices, owed, received) = read(report_with("发出收费通知3份，应收信息处理费1200元，实际收到800元。")).fees
    assert [(fee.which[-3:], fee.value) for fee in (notices, owed, received)] == [("知件数", 3), ("总金额", 1200), ("总金额", 800)]


def test_what_is_not_compared_is_told_with_its_reason() -> None:
    told = uncompared(report_with("全年召开会议3次，办结率100%。2021年收到政府信息公开申请28件。"))
    assert told == [
        "第1行：“全年召开会议3次”说的不是政府信息公开",
        "第1行：“办结率100%”不能确定是什么的百分比",
        "第1行：“2021年收到政府信息公开申请28件”说的不是本年度全年",
    ]


def long_report(text: str) -> Report:
    report = balanced(editions()["gov-2021"])
    return replace(report, sections={"s1": replace(report.sections["s1"], lines=(Paragraph(text, Place(line=1)),))})


@pytest.mark.parametrize(
    "text",
    [
        "收到申请3件，" * 5000,
        "收到申请3件。" * 3000,
        "（" * 5000 + "3件",
        "3" * 20000 + "件",
        "未" * 20000 + "申请",
        "一二三四" * 5000 + "件",
        "约近超" * 5000,
    ],
    ids=lambda text: text[:8],
)
def test_prose_of_any_length_is_read_in_passing_time(text: str) -> None:
    started = time.perf_counter()
    read(long_report(text))
    assert time.perf_counter() - started < 20


def test_a_sentence_too_long_to_read_is_told() -> None:
    assert "没有读" in uncompared(long_report("收到申请3件，" * 500))[0]


def test_a_number_in_brackets_is_quoted_with_both_of_them() -> None:
    (mention,) = read(report_with("新收政府信息公开申请（35件），均已登记。")).typed
    assert mention.quote == "新收政府信息公开申请（35件）"


def test_what_was_made_public_in_all_is_held_against_what_the_older_form_asks_for() -> None:
    report = balanced(editions()["gov-2019"], year=2020)
    line = Paragraph("新制作规范性文件6件，累计公开88件。", Place(line=1))
    found = read(replace(report, sections={"s1": replace(report.sections["s1"], lines=(line,))})).typed
    cells = [{key for reading in one.measure.readings for key in reading.cells} for one in found if one.measure]
    assert any(key[2] == "pub_total" for key in cells[-1]), cells
