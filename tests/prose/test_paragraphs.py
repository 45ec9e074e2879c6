"""Whole paragraphs against a full set of tables: silent where they agree, heard where one number is changed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.data import editions
from gouji.document import Paragraph, Place
from gouji.finding import Finding
from gouji.report import Report
from gouji.rule import Subject
from gouji.sample import balanced
from gouji_plugins.rules import examples, gouji_rules

RULES = [rule for rule in gouji_rules() if re.fullmatch(r"E\d+|D[12]", rule.id)]
LISTED = [line for line in (Path(__file__).parent / "paragraphs.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
_HELD = re.compile("申请28件|申请已答复|较上年增加|网络|信函|邮寄|当面|现场提交|涉及征地|工程建设|其他5|37件")
"""Parts of a listed total and the total itself are held against each other, and a change against what it is from."""
_MARKED = re.compile(r"【\s*([0-9０-９.]+|[一二三四五六七八九十]+)\s*】")


def _columns(row: str, **numbers: str) -> dict[tuple[str, str], str]:
    return {(row, column): number for column, number in numbers.items()}


REQUESTS = {
    **_columns("new", person="30", biz="3", law="2", total="35"),
    **_columns("carry_in", person="2", total="2"),
    **_columns("open", person="16", biz="3", law="1", total="20"),
    **_columns("partial", person="3", total="3"),
    **_columns("deny_secret", person="1", total="1"),
    **_columns("deny_process", person="1", law="1", total="2"),
    **_columns("deny_casefile", person="2", total="2"),
    **_columns("unable_nohold", person="3", total="3"),
    **_columns("unable_make", person="1", total="1"),
    **_columns("rej_petition", person="1", total="1"),
    **_columns("misc_other", person="1", total="1"),
    **_columns("done", person="29", biz="3", law="2", total="34"),
    **_columns("carry_out", person="3", total="3"),
}
DISPUTES = {
    **_columns("review", keep="2", correct="1", total="3"),
    **_columns("suit_direct", keep="1", total="1"),
    **_columns("suit_after", pending="1", total="1"),
}
ACTIVE = {
    **_columns("a20_1.norm", made="5", repeal="12", valid="8"),
    **_columns("a20_5.permit", dec="550"),
    **_columns("a20_6.penalty", dec="4119"),
    **_columns("a20_6.coercion", dec="195"),
    **_columns("a20_8.fee", amt="7730.28"),
}
FULL = examples.both(examples.cells("t2", ACTIVE), examples.cells("t3", REQUESTS), examples.cells("t4", DISPUTES))(
    balanced(editions()["gov-2021"], year=2023)
)


def said(text: str) -> list[Finding]:
    section = replace(FULL.sections["s1"], lines=(Paragraph(text, Place(line=1)),))
    report: Report = replace(FULL, intro=(), sections={"s1": section})
    outcomes = [outcome for rule in RULES for outcome in rule.check(Subject(rule, report, rule.parameters))]
    return [outcome for outcome in outcomes if isinstance(outcome, Finding)]


def plain(text: str) -> str:
    return text.replace("【", "").replace("】", "")


@pytest.mark.parametrize("text", LISTED, ids=[text[:20] for text in LISTED])
def test_what_agrees_with_the_tables_is_not_accused(text: str) -> None:
    assert [finding.message for finding in said(plain(text))] == []


@pytest.mark.parametrize("text", LISTED, ids=[text[:20] for text in LISTED])
def test_every_changed_number_is_found(text: str) -> None:
    for marked in _MARKED.finditer(text):
        number = marked[1]
        changed = "七" if number[0] in "一二三四五六七八九十" else number[:-1] + str((int(number[-1]) + 1) % 10)
        changed = "23" if changed == "0" else changed
        wrong = plain(text[: marked.start()]) + changed + plain(text[marked.end() :])
        assert said(wrong), wrong


@pytest.mark.parametrize("text", LISTED, ids=[text[:20] for text in LISTED])
def test_numbers_of_other_things_may_be_anything(text: str) -> None:
    masked = _MARKED.sub(lambda found: "■" * len(found[0]), text)
    for found in re.finditer(r"(?<![\d.])(\d+)(?=件|宗|起|次|期|份|篇|人次|部|余条|个|场)", masked):
        if _HELD.search(text[max(0, found.start() - 12) : found.end() + 1]):
            continue
        wrong = plain(text[: found.start()]) + str(int(found[1]) + 7) + plain(text[found.end() :])
        assert [finding.message for finding in said(wrong)] == [], wrong


def test_there_are_enough_of_both_sorts() -> None:
    assert len(LISTED) >= 30 and sum(len(_MARKED.findall(text)) for text in LISTED) >= 80


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("新收35件，本年内办结{}件，余下3件跨年。", 31),
        ("上年结转2件全部在1月办结，本年新收35件，{}件办结，3件结转。", 31),
    ],
)
def test_what_was_finished_of_those_that_came_is_known_by_what_is_left_of_them(text: str, wrong: int) -> None:
    heading = "（二）依申请公开。"
    assert said(heading + text.format(32)) == []
    assert said(heading + text.format(wrong)) != []


def test_the_businesses_beside_citizens_may_be_all_that_are_no_persons() -> None:
    text = "（二）依申请公开。共收到公民申请30件、企业申请{}件。"
    assert [said(text.format(number)) == [] for number in (3, 5, 4)] == [True, True, False]
