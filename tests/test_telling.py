"""What is said of rules, in one place for every face."""

from __future__ import annotations

from gouji.rule import Case
from gouji.telling import case_words


def test_what_a_case_sets_is_told_in_one_line() -> None:
    case = Case({"新收": 3, "五": "", "上年": {"结转下年": 1}, "缺年报": [], "下级": [{"新收": 1}, {"新收": 2}]})
    assert case_words(case) == "新收 3，五 （空），上年 {结转下年 1}，缺年报 （无），下级 {新收 1}、{新收 2}"
    assert case_words(Case({})) == "一份各项齐全、全为 0 的年报"


def test_of_a_page_of_prose_only_the_beginning_is_told() -> None:
    assert case_words(Case({"一": "公开信息" * 30})) == "一 " + "公开信息" * 30
    assert case_words(Case({"一": "公开信息" * 50})) == f"一 {'公开信息' * 10}……（共200字）"
