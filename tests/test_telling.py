"""What is said of rules, in one place for every face."""

from __future__ import annotations

import pytest

from gouji.in_force import Options, prepare
from gouji.lean import replace
from gouji.rule import Case
from gouji.telling import case_words, scope_words


def test_what_a_case_sets_is_told_in_one_line() -> None:
    case = Case({"新收": 3, "五": "", "上年": {"结转下年": 1}, "缺年报": [], "下级": [{"新收": 1}, {"新收": 2}]})
    assert case_words(case) == "新收 3，五 （空），上年 {结转下年 1}，缺年报 （无），下级 {新收 1}、{新收 2}"
    assert case_words(Case({})) == "一份各项齐全、全为 0 的年报"


def test_of_a_page_of_prose_only_the_beginning_is_told() -> None:
    assert case_words(Case({"一": "公开信息" * 30})) == "一 " + "公开信息" * 30
    assert case_words(Case({"一": "公开信息" * 50})) == f"一 {'公开信息' * 10}……（共200字）"


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({}, ""),
        ({"editions": ("gov-2021",), "levels": ("gov.county", "town")}, "gov-2021、县级政府、乡镇政府"),
        ({"years": (2021, None), "family": "previous"}, "2021年度起、有上年年报时"),
        ({"years": (2019, 2020), "regions": ("江苏省宿迁市",)}, "江苏省宿迁市、2019年度起到2020年度"),
    ],
)
def test_of_which_reports_a_rule_speaks(limits: dict[str, object], words: str) -> None:
    rule = next(rule for rule in prepare(Options()).ruleset.rules if rule.id == "A1")
    assert scope_words(replace(rule, **limits)) == words
