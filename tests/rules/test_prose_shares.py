"""Shares that the text tells: which are taken for right, and what is said of those that are not."""

from __future__ import annotations

import pytest

from gouji.data import editions
from gouji.finding import Finding
from gouji.report import Report
from gouji.rule import Subject
from gouji.sample import balanced
from gouji_plugins.rules import examples
from gouji_plugins.rules.prose_shares import shares

NOW = examples.cells("t3", {("new", "person"): "18", ("new", "total"): "18", ("open", "total"): "12", ("done", "total"): "18"})


def found(text: str, cells: examples.Change = NOW) -> list[Finding]:
    """Every finding on shares."""
    report: Report = examples.both(cells, examples.written("s1", text))(balanced(editions()["gov-2021"], year=2023))
    outcomes = shares.check(Subject(shares, report, shares.parameters))
    return [outcome for outcome in outcomes if isinstance(outcome, Finding)]


def said(text: str) -> list[str]:
    """What every finding on shares holds for right."""
    return [finding.expected or "" for finding in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府信息公开申请予以公开12件，占办结总数18件的66.7%。", []),
        ("办理结果中，部分公开3件，予以公开12件，占办结总数的20%。", ["66.7%"]),
        ("政府信息公开申请予以公开12件，占办结总数18件的76.7%。", ["66.7%"]),
        ("政府信息公开申请予以公开12件，占办结总数18件的100%。", ["66.7%"]),
        ("政府信息公开申请无法提供4件，其中不掌握3件，占无法提供类的75%。", []),
        ("政府信息公开申请予以公开12件，其中涉及土地的9件，占予以公开的75%。", []),
        ("政府信息公开申请部分公开3件，占予以公开的75%。", ["25.0%"]),
        ("政府信息公开行政复议和行政诉讼共9件，占新收申请总量的50%。", []),
        ("政府信息公开申请予以公开12件，部分公开3件，占公开类总数的20%。", []),
        ("收到政府信息公开申请18件，其中企业申请5件，涉及招投标2件、占企业申请的40%。", []),
        ("收到政府信息公开申请18件，其中企业申请5件，涉及招投标2件、占企业申请的50%。", ["40.0%"]),
        ("政府信息公开申请不掌握3件，比上年的14件减少11件，占比由26.9%降至18.0%。", []),
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
        ("政府信息公开申请最多的是土地局6件、规划局5件、执法局4件，占申请总数的83.3%。", []),
        ("政府信息公开申请最多的是土地局6件、规划局5件、执法局4件，占申请总数的73.3%。", ["22.2%"]),
        ("公开信息50条。内容主要为三类：征地20条，占57.1%；规划10条，占28.6%；其余5条，占14.3%。", []),
        ("公开信息50条。内容主要为三类：征地20条，占57.1%；规划10条，占28.6%；其余5条，占14.3%，以上共计35条。", []),
        ("内容主要为三类：征地20条，占47.1%；规划10条，占28.6%；其余5条，占14.3%，以上共计35条。", ["57.1%"]),
        ("收到政府信息公开申请18件，办结12件。处理热线工单200件，按时办结190件，按时办结率95%。", []),
        ("收到政府信息公开申请18件，办结12件，受理报装申请200件，办结率95%。", []),
        ("收到政府信息公开申请18件，办结12件。局长信箱按期办结率95%。", []),
        ("收到政府信息公开申请18件，办结12件，当年新收当年办结率95%。", []),
        ("收到政府信息公开申请18件，办结12件，按期办结率95%。", ["100.0%"]),
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
        ("收到的政府信息公开申请中，90.0%来自外省自然人。", []),
        ("行政执法案件9件，占30%。", []),
    ],
)
def test_a_share_of_what_the_text_names(text: str, expected: list[str]) -> None:
    assert said(text) == expected


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


@pytest.mark.parametrize(("told", "wrong"), [("25%", False), ("30%", True)])
def test_a_share_of_all_disputes_is_of_what_table_four_holds(told: str, wrong: bool) -> None:
    disputes = examples.cells("t4", {("review", "total"): "2", ("suit_direct", "total"): "6"})
    assert bool(found(f"因政府信息公开被申请行政复议2件，占行政复议和行政诉讼总数的{told}。", disputes)) is wrong
