"""E16, E16-words: the same words with two numbers, told where two are of the same thing and nowhere else."""

from __future__ import annotations

import pytest
from tests.rules.conftest import Judge

from gouji.report import Report
from gouji_plugins.rules import examples

TRAINED = "全年组织业务培训3次。"
POSTED = "通过门户网站公开信息120条。"


@pytest.mark.parametrize(
    ("first", "second", "delta"),
    [
        (TRAINED, "本年度共开展业务培训5次，业务能力有所提升。", "2"),
        (TRAINED, "为提高业务水平，组织业务培训2次。", "-1"),
        (POSTED, "依托门户网站，全年公开信息160条。", "40"),
    ],
)
def test_another_number_in_another_paragraph(judge: Judge, report: Report, first: str, second: str, delta: str) -> None:
    told = judge("E16-words", examples.added("s1", first, second)(report))
    assert [(finding.delta, finding.level, finding.section) for finding in told] == [(delta, "info", "s1")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TRAINED, "共开展业务培训3次。"),
        (TRAINED, "面向村镇干部，组织业务培训1次。"),
        (TRAINED, "上半年组织业务培训1次。"),
        (TRAINED, "下一步，计划组织业务培训5次。"),
        (TRAINED, "组织业务培训约5次。"),
        (TRAINED, "组织业务培训150人次。"),
        (TRAINED, "2020年组织业务培训5次。"),
        (POSTED, "通过微信公众号公开信息160条。"),
        ("召开会议2次。", "召开会议4次。"),
        ("信访：受理31件，结转下年2件。", "投诉：受理36件，结转下年3件。"),
        (TRAINED + "组织业务培训5次。", "无其他事项。"),
    ],
)
def test_what_is_not_the_same_thing(judge: Judge, report: Report, first: str, second: str) -> None:
    assert not judge("E16-words", examples.added("s1", first, second)(report))


def test_what_is_left_of_a_number_is_another_one(judge: Judge, report: Report) -> None:
    whole = "全年主动公开政府信息40条。"
    assert not judge("E16", examples.added("s1", whole, "其他主动公开政府信息10条。")(report))
    assert judge("E16", examples.added("s1", whole, "主动公开政府信息10条。")(report))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("截至年底，已累计主动公开政府信息652条。", False),
        ("截至2023年底累计主动公开政府信息652条。", False),
        ("累计主动公开政府信息652条。", False),
        ("全年累计主动公开政府信息652条。", True),
    ],
)
def test_what_is_told_up_to_now_may_be_of_more_years(judge: Judge, report: Report, text: str, told: bool) -> None:
    assert bool(judge("E16", examples.added("s1", "全年主动公开政府信息40条。", text)(report))) is told


def test_words_with_three_numbers_are_those_of_a_list(judge: Judge, report: Report) -> None:
    assert not judge("E16-words", examples.added("s1", TRAINED, "组织业务培训5次。", "组织业务培训7次。")(report))
    assert len(judge("E16-words", examples.added("s1", TRAINED, "组织业务培训5次。", "组织业务培训5次。")(report))) == 2


PENDING = examples.cells("t4", {("review", "pending"): "2", ("suit_after", "keep"): "2"})


@pytest.mark.parametrize(
    ("section", "text", "told"),
    [
        ("s1", "因政府信息公开被申请行政复议2件，均获维持。", True),
        ("s1", "因政府信息公开被申请行政复议2件、行政诉讼2件；均获维持。", True),
        ("s4", "行政复议2件。均获维持。", True),
        ("s1", "被申请行政复议2件，均获维持。", False),
        ("s1", "因政府信息公开被申请行政复议2件；被提起行政诉讼2件，均获维持。", False),
        ("s1", "因政府信息公开被申请行政复议2件，被提起行政诉讼2件，判决均维持。", False),
        ("s1", "因政府信息公开被申请行政复议4件，尚未审结2件，其余均维持。", False),
        ("s4", "行政复议4件，有2件系同一人提起，结果均为维持。", False),
        ("s4", "行政复议和行政诉讼4件，其中复议后起诉2件，均获维持。", False),
        ("s1", "上年因政府信息公开被申请的行政复议2件本年均已审结，结果均为维持。", False),
        ("s4", "上年提起的行政复议，2023年均获维持。", False),
    ],
)
def test_all_upheld_is_said_of_the_disputes_beside_it(judge: Judge, report: Report, section: str, text: str, told: bool) -> None:
    findings = judge("E11", examples.both(PENDING, examples.written(section, text))(report))
    assert [[(cell.row, cell.column) for cell in finding.cells] for finding in findings] == [[("review", "pending")]] * told


def test_a_cell_that_two_names_of_disputes_share_is_told_once(judge: Judge, report: Report) -> None:
    pending = examples.cells("t4", {("suit_after", "pending"): "1"})
    text = "因政府信息公开被提起行政诉讼2件，其中复议后起诉1件，均获维持。"
    [finding] = judge("E11", examples.both(pending, examples.written("s1", text))(report))
    assert finding.message.count("为1件") == 1
