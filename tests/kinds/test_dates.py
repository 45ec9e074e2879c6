"""date: days against deadlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.cases import changed
from gouji.data import editions
from gouji.report import Report
from gouji.rule import Rule
from gouji.ruleset.setting import ParameterError
from gouji.sample import balanced

from .conftest import outcomes

Make = Callable[..., Rule]


def report(level: str = "dept", **given: object) -> Report:
    return changed(balanced(editions()["gov-2021"], year=2023, level=level), given)


@pytest.mark.parametrize(
    ("level", "on", "late"), [("dept", "2024-01-31", False), ("dept", "2024-02-02", True), ("gov.county", "2024-02-02", False)]
)
def test_a_table_of_deadlines_by_level(make: Make, level: str, on: str, late: bool):
    found, hindered = outcomes(make("date", main="发布日期", not_later="公布期限"), report(level, 发布日期=on))
    assert bool(found) == late and not hindered
    if late:
        assert found[0].message == "发布日期 2024-02-02 晚于 2024-01-31，迟 2 天（乙）。"
        assert (found[0].expected, found[0].actual, found[0].delta) == ("2024-01-31", "2024-02-02", "2")


def test_what_is_doubtful_is_no_error(make: Make):
    (found,), _ = outcomes(make("date", main="发布日期", not_later="公布期限"), report("town", 发布日期="2024-02-02"))
    assert found.level == "info"


def test_no_date_or_no_deadline_is_told(make: Make):
    rule = make("date", main="发布日期", not_later="公布期限")
    assert outcomes(rule, report(发布日期=None))[1][0].why.startswith("没有找到发布日期")
    assert "期限" in outcomes(rule, report("zone"))[1][0].why


def test_not_earlier(make: Make):
    rule = make("date", main="发布日期", not_earlier="次年-01-01", message="早了 {天数} 天，期限 {期限}")
    (found,), _ = outcomes(rule, report(发布日期="当年12月30日"))
    assert found.message == "早了 2 天，期限 2024-01-01"
    assert outcomes(rule, report(发布日期="次年1月1日")) == ([], [])


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"main": "公布日", "not_later": "公布期限"}, "没有“公布日”"),
        ({"main": "发布日期"}, "要写明"),
        ({"main": "发布日期", "not_later": "公布期线"}, "是不是“公布期限”"),
        ({"main": "发布日期", "not_later": "没有期限"}, "没有 due"),
        ({"main": "发布日期", "not_later": "次年-02-30"}, "既不是日期"),
    ],
)
def test_what_is_refused(refused: Callable[..., ParameterError], parameters: dict[str, str], words: str):
    assert words in str(refused("date", **parameters))
