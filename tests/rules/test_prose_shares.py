"""Shares and changes of the text: which are taken for right, and what is said of those that are not."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.finding import Finding
from gouji.report import Report
from gouji.rule import Subject
from gouji.sample import balanced
from gouji_plugins.rules import examples
from gouji_plugins.rules.prose_shares import changes, shares

NOW = examples.cells("t3", {("new", "person"): "18", ("new", "total"): "18", ("open", "total"): "12", ("done", "total"): "18"})
BEFORE = examples.cells("t3", {("new", "person"): "12", ("new", "total"): "12"})


def found(text: str, *, last_year: bool = True) -> list[Finding]:
    """Every finding on shares and changes."""
    edition = editions()["gov-2021"]
    report: Report = examples.both(NOW, examples.written("s1", text))(balanced(edition, year=2023))
    previous = BEFORE(balanced(edition, year=2022)) if last_year else None
    outcomes = [outcome for rule in (shares, changes) for outcome in rule.check(Subject(rule, report, rule.parameters, previous=previous))]
    return [outcome for outcome in outcomes if isinstance(outcome, Finding)]


def said(text: str, *, last_year: bool = True) -> list[str]:
    """What every finding on shares and changes holds for right."""
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
    ("text", "expected"),
    [
        ("全年收到申请18件，较2022年（12件）增长50%。", []),
        ("全年收到申请18件，较2022年（12件）增长60%。", ["增长50.0%"]),
        ("全年收到申请18件，是上年12件的1.5倍。", []),
        ("全年收到申请18件，是上年12件的2.5倍。", ["上年的1.5倍"]),
        ("申请由上年的12件增加到18件，增幅50%。", []),
        ("申请由上年的12件增加到18件，增幅60%。", ["增长50.0%"]),
        ("申请由上年的12件减少到18件。", ["增加6件"]),
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
        ("收到申请18件，比上年增加6件，增长50%。", []),
        ("收到申请18件，比上年增加6件，增长55%。", ["增长50.0%"]),
        ("发布信息90条，较上年少10条，同比下降10%。", []),
        ("发布信息90条，较上年少10条，同比增长10%。", ["下降10.0%"]),
        ("发布信息90条，其中动态30条，较上年减少10条，下降10%。", []),
        ("发布信息90条，较上年减少10条，环比下降30%，较2020年下降20%。", []),
        ("发布信息90条，较上年的100条减少20条。", ["减少10条"]),
        ("与2022年相比，申请量由12件增至18件，增长50%。", []),
        ("与2022年相比，申请量由12件增至18件，增长60%。", ["增长50.0%"]),
    ],
)
def test_a_change_from_a_number_of_the_text(text: str, expected: list[str]) -> None:
    assert said(text, last_year=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府信息公开申请予以公开12件，占办结总数18件的66.7%。", []),
        ("办理结果中，部分公开3件，予以公开12件，占办结总数的20%。", ["66.7%"]),
        ("政府信息公开申请予以公开12件，占办结总数18件的76.7%。", ["66.7%"]),
        ("政府信息公开申请予以公开12件，占办结总数18件的100%。", ["66.7%"]),
        ("公开处罚信息20条，占全部信息的40%；许可信息15条，占30%；其他15条，占30%。", []),
        ("公开信息50条，占全部信息的40%，其中许可信息15条，占50%。", ["30.0%"]),
        ("政府信息公开申请涉及土地9件，占申请总数的50%；规划6件，占33.3%。", []),
        ("政府信息公开申请涉及土地9件，占申请总数的50%；规划6件，占23.3%。", ["33.3%"]),
        ("政府信息公开申请土地局6件、规划局6件，两家合计占全县18件的66.7%。", []),
        ("政府信息公开申请办理结果占比情况：予以公开66.7%、不予公开0.0%。", []),
        ("政府信息公开申请办理结果占比情况：予以公开76.7%、不予公开0.0%。", ["66.7%"]),
        ("政府信息公开申请予以公开、不予公开分别占66.7%和0.0%。", []),
        ("政府信息公开申请自然人和法人分别占90.0%和10.0%。", ["100.0%", "0.0%"]),
        ("政府信息公开申请中网上提交12件（66.7%）、信件邮寄6件（33.3%）。", []),
        ("政府信息公开申请中网上提交12件（66.7%）、信件邮寄6件（43.3%）。", ["33.3%"]),
        ("全部公开6件，部分公开3件，两项共9件，占总量的50%。", []),
        ("公开信息50条。内容主要为三类：征地20条，占57.1%；规划10条，占28.6%；其余5条，占14.3%。", []),
        ("公开信息50条。内容主要为三类：征地20条，占57.1%；规划10条，占28.6%；其余5条，占14.3%，以上共计35条。", []),
        ("内容主要为三类：征地20条，占47.1%；规划10条，占28.6%；其余5条，占14.3%，以上共计35条。", ["57.1%"]),
        ("收到政府信息公开申请18件，办结12件。处理热线工单200件，按时办结190件，按时办结率95%。", []),
        ("处理热线工单200件，按时办结190件，按时办结率96%。", ["95.0%"]),
        ("收到政府信息公开申请18件，予以公开率76.7%。", ["66.7%"]),
        ("政府信息公开申请予以公开率76.7%。", ["66.7%"]),
        ("依申请公开有序。公文不予公开率12.5%，予以公开率87.5%。", []),
        ("政府信息公开申请予以公开的占办结总数的66.7%。", []),
        ("政府信息公开申请予以公开的占办结总数的76.7%。", ["66.7%"]),
        ("处理热线工单20件，按时办结190件，按时办结率95%。", ["950.0%"]),
        ("处理热线工单200件，办结190件，按时办结率93%。", []),
        ("公开信息50条，动态、公告分别为30条、20条，分别占60%、40%。", []),
        ("公开信息50条，动态、公告分别为30条、20条，分别占60%、45%。", ["40.0%"]),
        ("收到的政府信息公开申请中，90.0%来自自然人。", ["100.0%"]),
    ],
)
def test_a_share_of_what_the_text_names(text: str, expected: list[str]) -> None:
    assert said(text) == expected


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
        ("比2022年的15件增加3件", True, ["增加6件"]),
        ("比2019年的15件增加3件", True, []),
        ("比2019年的15件增加6件", True, ["增加3件"]),
        ("上年为12件，增长33.3%", False, ["增长50.0%"]),
        ("上年为18件，增长33.3%", False, ["持平"]),
    ],
)
def test_a_change_is_computed_from_the_number_told(told: str, last_year: bool, expected: list[str]) -> None:
    assert said(f"全年收到政府信息公开申请18件，{told}。", last_year=last_year) == expected


@pytest.mark.parametrize("told", ["占六成多", "占66.7%", "占近七成", "占约67%", "占比超六成", "占66%"])
def test_a_share_that_is_right_is_not_accused(told: str) -> None:
    assert said(f"办结政府信息公开申请18件，予以公开12件，{told}。") == []


@pytest.mark.parametrize(("told", "expected"), [("83.3", []), ("88.3", ["16.7%"])])
def test_a_share_may_be_of_several_results_together(told: str, expected: list[str]) -> None:
    assert said(f"办结政府信息公开申请18件，予以公开12件、部分公开3件，占办结总量的{told}%。") == expected


@pytest.mark.parametrize(("told", "expected"), [("68.2", []), ("62.8", ["68.2%"])])
def test_a_share_in_brackets_is_of_the_numbers_around_them(told: str, expected: list[str]) -> None:
    assert said(f"全年公开信息1256条，其中网站856条（占{told}%）、新媒体400条（占31.8%）。") == expected


@pytest.mark.parametrize("told", ["占八成", "占一半", "占比超七成", "占约50%", "占76.7%"])
def test_a_share_that_is_wrong_is_told(told: str) -> None:
    assert said(f"办结政府信息公开申请18件，予以公开12件，{told}。") == ["66.7%"]


def test_a_share_names_the_cells_it_may_be_of() -> None:
    (finding,) = found("收到政府信息公开申请18件，其中自然人18件，占80%。")
    assert ("new", "total") in {(cell.row, cell.column) for cell in finding.cells}
