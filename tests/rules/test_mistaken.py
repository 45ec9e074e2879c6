"""Numbers of the text that differ from the tables: told with certainty only where they look like mistakes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.rules.conftest import Judge

from gouji.finding import NotAssessed
from gouji.report import Report
from gouji_plugins.rules import examples


def _received(number: int) -> examples.Change:
    return examples.cells("t3", {("new", "person"): str(number), ("new", "total"): str(number)})


@pytest.mark.parametrize(
    ("held", "told", "level"),
    [
        (35, 36, "error"),
        (2, 11, "error"),  # nine apart
        (35, 53, "error"),  # turned
        (135, 35, "error"),  # a digit lost
        (35, 355, "error"),  # one too many
        (135, 185, "error"),  # one wrong
        (40, 58, "error"),  # not half as much again
        (40, 60, "error"),
        (35, 110, "info"),
        (110, 35, "info"),
        (0, 12, "info"),
        (7, 1500, "info"),
    ],
)
def test_a_number_far_off_is_a_hint_unless_a_slip_explains_it(judge: Judge, report: Report, held: int, told: int, level: str) -> None:
    made = examples.both(_received(held), examples.written("s1", "（二）依申请公开", f"全年收到申请{told}件。"))(report)
    (finding,) = judge("E1", made)
    assert (finding.level, finding.delta) == (level, str(told - held))
    assert ("也许不是同一项，请核对" in finding.message) is (level == "info")


@pytest.mark.parametrize(("told", "levels"), [(36, ["error"]), (53, ["error"]), (47, ["info"]), (120, ["info"])])
def test_another_number_for_what_the_text_tells_rightly_elsewhere_must_be_a_slip(
    judge: Judge, hindered: Callable[..., list[NotAssessed]], report: Report, told: int, levels: list[str]
) -> None:
    said = examples.written("s1", "收到政府信息公开申请35件。", f"全年共收到政府信息公开申请{told}件。")
    made = examples.both(_received(35), said)(report)
    assert [finding.level for finding in judge("E1", made)] == levels
    bare = examples.both(_received(35), examples.written("s1", "收到政府信息公开申请35件。", f"全年收到申请{told}件。"))(report)
    assert bool(hindered("E1", bare)) is (told == 120)


def test_a_difference_that_the_text_repeats_is_told_once(judge: Judge, report: Report) -> None:
    said = examples.written("s1", *(f"全年收到政府信息公开申请{number}件。" for number in (36, 34, 36)))
    assert [finding.actual for finding in judge("E1", examples.both(_received(35), said)(report))] == ["36", "34"]


@pytest.mark.parametrize("told", ["收到政府信息公开申请110件", "收到110件政府信息公开申请"])
def test_a_number_whose_words_name_the_requests_is_of_nothing_else(judge: Judge, report: Report, told: str) -> None:
    (finding,) = judge("E1", examples.both(_received(35), examples.written("s1", f"全年{told}。"))(report))
    assert finding.level == "error"


@pytest.mark.parametrize(
    ("text", "level"),
    [("予以公开3件，部分公开40件。", "error"), ("予以公开3件，部分公开60件。", "info"), ("予以公开3件，部分公开4件。", "info")],
)
def test_two_numbers_exchanged_are_a_mistake_however_far_they_lie_apart(judge: Judge, report: Report, text: str, level: str) -> None:
    numbers = {("open", "person"): "40", ("open", "total"): "40", ("partial", "person"): "3", ("partial", "total"): "3"}
    made = examples.both(examples.cells("t3", numbers), examples.written("s1", f"办结的政府信息公开申请中，{text}"))(report)
    assert next(finding.level for finding in judge("E4", made) if "予以公开" in finding.quote) == level


def test_a_statement_that_there_was_none_is_no_number_that_could_lie_far_off(judge: Judge, report: Report) -> None:
    made = examples.both(_received(120), examples.written("s1", "本年度未收到政府信息公开申请。"))(report)
    assert [finding.level for finding in judge("E9", made)] == ["error"]


def test_the_column_that_comes_nearest_is_named_first(judge: Judge, report: Report) -> None:
    numbers = {("new", "person"): "30", ("new", "biz"): "30", ("new", "total"): "60"}
    said = examples.written("s1", "政府信息公开申请，自然人：新收35件。")
    (finding,) = judge("E1", examples.both(examples.cells("t3", numbers), said)(report))
    assert (finding.delta, [cell.column for cell in finding.cells]) == ("5", ["person"])


def test_two_parts_told_side_by_side_are_not_mistakes_for_the_whole(judge: Judge, report: Report) -> None:
    cells = {
        ("new", "person"): "35",
        ("new", "total"): "35",
        ("open", "person"): "34",
        ("open", "total"): "34",
        ("done", "person"): "34",
        ("done", "total"): "34",
    }
    held = examples.cells("t3", cells)
    said = examples.written("s1", "（二）依申请公开", "收到35件，按期答复30件，经批准延期答复4件。")
    assert judge("E3", examples.both(held, said)(report)) == []
    assert judge("E3", examples.both(held, examples.written("s1", "（二）依申请公开", "收到35件，按期答复30件。"))(report))


def test_parts_of_a_number_that_may_be_another_body_s_are_hints_too(judge: Judge, report: Report) -> None:
    held = examples.both(_received(187), examples.cells("t3", {("deny_secret", "person"): "24", ("deny_secret", "total"): "24"}))
    text = "全年收到申请22件，其中不予公开4件。"
    made = examples.both(held, examples.written("s1", "（二）依申请公开", text))(report)
    assert [finding.level for rule in ("E1", "E5") for finding in judge(rule, made)] == ["info", "info"]


@pytest.mark.parametrize(
    ("held", "text"),
    [
        (30, "收到政府信息公开申请29件，同比增加1件。"),
        (40, "收到政府信息公开申请35件，其中征地的5件。"),
        (37, "收到政府信息公开申请35件，会商2件。"),
        (40, "收到政府信息公开申请35件（征地的5件）。"),
    ],
)
def test_changes_and_parts_are_not_beside_a_number(judge: Judge, report: Report, held: int, text: str) -> None:
    assert judge("E1", examples.both(_received(held), examples.written("s1", text))(report))
