"""What the text says of last year: which changes and numbers are taken for right, and what is said of those that are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.data import editions
from gouji.finding import Finding
from gouji.report import Report
from gouji.rule import Subject
from gouji.sample import balanced
from gouji_plugins.rules import examples
from gouji_plugins.rules.prose_growth import against_last_year, changes

NOW = examples.cells(
    "t3",
    {
        **{("new", column): "18" for column in ("person", "total")},
        **{("open", column): "12" for column in ("person", "total")},
        **{("partial", column): "6" for column in ("person", "total")},
        **{("done", column): "18" for column in ("person", "total")},
    },
)
BEFORE = examples.cells("t3", {(row, column): "12" for row in ("new", "open", "done") for column in ("person", "total")})


def found(text: str, *, last_year: bool = True) -> list[Finding]:
    """Every finding on what the text says of last year, by itself and, where that is there, against last year's report."""
    edition = editions()["gov-2021"]
    report: Report = examples.both(NOW, examples.written("s1", text))(balanced(edition, year=2023))
    previous = BEFORE(balanced(edition, year=2022)) if last_year else None
    outcomes = [
        outcome
        for rule in (changes, against_last_year)
        for outcome in rule.check(Subject(rule, report, rule.parameters, previous=previous))
    ]
    return [outcome for outcome in outcomes if isinstance(outcome, Finding)]


def said(text: str, *, last_year: bool = True) -> list[str]:
    """What every finding holds for right."""
    return [finding.expected or "" for finding in found(text, last_year=last_year)]


@pytest.mark.parametrize(
    "told",
    [
        "比上年增加6件",
        "比上年多6件",
        "同比增长50%",
        "增长了五成，较上年同期",
        "较上年增长约50%",
        "较上年多了五成",
        "较上年增长近一半",
        "是上年的1.5倍",
        "同比增长0.5倍",
        "同比增长1.5倍",
        "与上年基本持平",
    ],
)
def test_a_change_that_follows_from_last_year_is_not_accused(told: str) -> None:
    assert said(f"全年收到政府信息公开申请18件，{told}。") == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("同比增长50%", []),
        ("同比增长70%", ["增长50.0%"]),
        ("较上年增加9件", ["增加6件"]),
        ("申请量同比增长70%", ["增长50.0%"]),
        ("新收数量比上年减少6件，降幅为25%", ["增加6件"]),
        ("申请数量比上年增加6件，增长60%", ["增长50.0%"]),
        ("与去年（12件）相比，增加7件", ["增加6件"]),
        ("较上年的12件增长70%", ["增长50.0%"]),
        ("较上年的11件增加7件", ["12"]),
        ("2022年收到申请12件，今年增加7件", ["增加6件"]),
        ("新收申请较2022年的12件增加7件", ["增加6件"]),
        ("新收申请较2022年的11件增加7件", ["12"]),
        ("申请量比2022年（12件）增加7件", ["增加6件"]),
        ("予以公开件数同比增长70%", ["持平"]),
        ("申请量较2022年增加6件，较2021年增加9件", []),
    ],
)
def test_a_change_without_a_number_of_this_year(told: str, expected: list[str]) -> None:
    assert said(f"全年收到政府信息公开申请18件，办结18件。{told}。") == expected


def test_what_words_name_is_not_what_the_sentence_before_counted() -> None:
    text = "全年收到政府信息公开申请18件，予以公开12件，部分公开6件。与上年相比，{}增长0%。"
    assert said(text.format("新收申请")) == ["增长50.0%"]
    assert said(text.format("")) == []  # so many as last year were disclosed


def test_a_number_before_what_it_counts_may_be_what_the_next_sentence_goes_on_from() -> None:
    assert said("本年度18件政府信息公开申请全部按期办结。同比增长70%。") == ["增长50.0%"]


def test_what_last_year_s_report_does_not_hold_is_not_held_against_it() -> None:
    assert said("发布信息90条，较上年下降10%。") == []
    report = examples.written("s1", "全年收到政府信息公开申请18件，上年收到9件，同比增长70%。")(balanced(editions()["gov-2021"], year=2023))
    previous = balanced(editions()["gov-2021"], year=2022)
    previous = replace(previous, tables={id: table for id, table in previous.tables.items() if id != "t3"})
    told = against_last_year.check(Subject(against_last_year, report, against_last_year.parameters, previous=previous))
    assert not [outcome for outcome in told if isinstance(outcome, Finding)]


@pytest.mark.parametrize(
    "told",
    [
        "较上年增加2个公开栏目",
        "较上年增加3项",
        "比上年增加9件投诉",
        "平均答复用时同比缩短70%",
        "网站访问量同比增长70%",
        "行政许可申请量同比增长70%",
        "自然人申请同比增长70%",
        "各乡镇申请量同比增长70%",
        "申请量同比上升，按期办结100%",
        "2022年申请量同比增长70%",
        "较上年增加，主要涉及征地12件",
        "发布政务信息900条。同比增长70%",
        "涉及征地的9件。同比增长80%",
        "引发行政复议2件，行政诉讼1件。较上年减少3件",
    ],
)
def test_a_change_of_something_else_is_not_held_against_the_requests(told: str) -> None:
    assert said(f"全年收到政府信息公开申请18件，办结18件。{told}。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年收到申请18件，其中网上15件、信函3件，较上年12件增加6件。", []),
        ("全年收到申请18件，较2022年（12件）增长50%。", []),
        ("全年收到申请18件，较2022年（12件）增长60%。", ["增长50.0%"]),
        ("全年收到申请18件，是上年12件的1.5倍。", []),
        ("全年收到申请18件，是上年12件的2.5倍。", ["上年的1.5倍"]),
        ("申请由上年的12件增加到18件，增幅50%。", []),
        ("申请由上年的12件增加到18件，增幅60%。", ["增长50.0%"]),
        ("申请由上年的12件减少到18件。", ["增加6件"]),
        ("与上年相比，收到申请由12件减少为18件。", ["增加6件"]),
        ("2022年收到申请12件；2023年收到18件，多5件。", ["增加6件"]),
        ("申请由上年的12件上升到18件。", []),
        ("2021年收到申请9件，2022年收到申请12件，2023年收到申请18件，同比增长50%。", []),
        ("2021年收到申请9件，2022年收到申请12件，2023年收到申请18件，同比增长100%。", ["增长50.0%"]),
        ("2023年收到申请18件，2022年为12件，增长50%；2021年为9件，增长100%。", []),
        ("申请由上年的12件提高到9件。", ["减少3件"]),
        ("与2022年的12件相比，今年收到的18件申请净增6件，增幅为50%。", []),
        ("与2022年的12件相比，今年收到的18件申请净增7件，增幅为50%。", ["增加6件"]),
        ("收到申请18件，是上年（12件）的2.5倍。", ["上年的1.5倍"]),
        ("收到申请18件，同比增加6件（上年为12件）。", []),
        ("收到申请18件，同比增加7件（上年为12件）。", ["增加6件"]),
        ("收到申请18件，同比增长60%（上年12件）。", ["增长50.0%"]),
        ("收到申请18件，较上年增加6件，上年为12件。", []),
        ("收到申请18件，较上年增加7件，上年为12件。", ["增加6件"]),
        ("收到申请18件，同比增长60%，上年12件。", ["增长50.0%"]),
        ("收到申请18件，较上年增加7件，上年办结12件。", []),
        ("收到申请18件，较上年增加7件；上年为12件。", []),
        ("收到申请18件，比上年增加6件，增长50%。", []),
        ("收到申请18件，比上年增加6件，增长55%。", ["增长50.0%"]),
        ("发布信息90条，较上年少10条，同比下降10%。", []),
        ("发布信息90条，较上年少10条，同比增长10%。", ["下降10.0%"]),
        ("发布信息90条，其中动态30条，较上年减少10条，下降10%。", []),
        ("发布信息90条，较上年减少10条，环比下降30%，较2020年下降20%。", []),
        ("发布信息90条，较上年的100条减少20条。", ["减少10条"]),
        ("发布信息90条，较上年的100条减少约20条。", []),
        ("收到申请18件，是前年9件的2倍，是去年的1.5倍。", []),
        ("收到申请18件，是前年9件的3倍，是去年的1.5倍。", ["上年的2.0倍"]),
        ("收到申请18件，比2021年的9件增长100%，比上年增长50%。", []),
        ("收到申请18件，比2021年增加9件，比上年增长50%。", []),
        ("发布信息90条，其中涉及征地的较上年的20条减少5条。", []),
        ("与2022年相比，申请量由12件增至18件，增长50%。", []),
        ("与2022年相比，申请量由12件增至18件，增长60%。", ["增长50.0%"]),
    ],
)
def test_a_change_from_a_number_of_the_text(text: str, expected: list[str]) -> None:
    assert said(text, last_year=False) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("比上年多8件", "增加6件"),
        ("比上年少6件", "增加6件"),
        ("与上年持平", "增加6件"),
        ("同比增长33.3%", "增长50.0%"),
        ("较上年多了三成", "增长50.0%"),
        ("较上年增长约30%", "增长50.0%"),
        ("是上年的3倍", "上年的1.5倍"),
        ("同比增长3倍", "增长50.0%"),
    ],
)
def test_a_change_that_does_not_follow_is_told_with_the_right_one(told: str, expected: str) -> None:
    assert said(f"全年收到政府信息公开申请18件，{told}。") == [expected]


@pytest.mark.parametrize(
    ("told", "last_year", "expected"),
    [
        ("比2022年的12件增加6件，增幅50%", False, []),
        ("比2022年的12件增加8件", False, ["增加6件"]),
        ("比2022年的15件增加3件", True, ["12"]),
        ("比2019年的15件增加3件", True, []),
        ("比2019年的15件增加6件", True, ["增加3件"]),
        ("上年为12件，增长33.3%", False, ["增长50.0%"]),
        ("上年为18件，增长33.3%", False, ["持平"]),
    ],
)
def test_a_change_is_computed_from_the_number_told(told: str, last_year: bool, expected: list[str]) -> None:
    assert said(f"全年收到政府信息公开申请18件，{told}。", last_year=last_year) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上年收到申请12件，今年收到申请18件。", []),
        ("上年收到申请21件，今年收到申请18件。", ["12"]),
        ("全年新收申请18件（上年12件），办结18件（上年21件）。", ["12"]),
        ("全年新收申请18件，上年21件；办结18件，上年12件。", ["12"]),
        ("2022年、2023年收到的政府信息公开申请分别为12件、18件，办结分别为21件、18件。", ["12"]),
        ("新收政府信息公开申请18件、办结18件，而2022年分别为12件、21件。", ["12"]),
        ("收到申请18件，较上年的21件有所减少，同比减少3件。", ["12"]),
        ("收到申请18件，同比增加3件（上年15件）。", ["12"]),
        ("收到申请18件，其中予以公开12件、部分公开6件，上年为0件。", []),
        ("收到申请18件，其中予以公开12件、部分公开6件，上年收到申请为0件。", ["12"]),
        ("收到申请18件，其中部分公开6件、予以公开12件，比上年增加6件。", []),
        ("2022年收到政府信息公开申请12件，上年结转3件；2023年收到18件。", []),
        ("去年3月收到申请2件。", []),
        ("前年收到申请2件。", []),
        ("收到申请18件，较前年9件增加9件，较去年增加6件。", []),
        ("在上年工作的基础上，收到申请18件。", []),
        ("收到申请18件，上年同期收到12件，办结18件。", []),
    ],
)
def test_a_number_of_last_year_is_held_against_its_report(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "收到申请18件，上年21件，增加6件，增长50%。",
        "收到申请18件，比上年增加7件，增长70%。",
        "收到申请18件，比上年增加7件，增长50%。",
        "由2022年的21件增加到18件，增长50%。",
    ],
)
def test_what_is_wrong_with_one_number_is_told_once(text: str) -> None:
    assert len(said(text)) == 1


def test_a_change_that_fits_the_number_of_the_table_is_right_though_the_text_s_is_wrong() -> None:
    assert said("收到申请17件，比上年增加6件，增长50%。") == []


def test_a_message_names_what_last_year_s_report_says() -> None:
    (finding,) = found("上年答复申请21件，今年答复申请18件。")
    assert finding.level == "warning"
    assert finding.message == "正文“上年答复申请21件”与上年年报不符：上年年报的办理总计为12件；请核对，改正其中一处。"
