"""assert: what the report itself explains is only a hint."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.cases import changed
from gouji.data import editions
from gouji.rule import Rule
from gouji.ruleset.setting import ParameterError
from gouji.sample import balanced

from .conftest import outcomes

FORMULA = "表三.新收.总计 = 表三.上年结转.总计"


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("另有12件自行失效。", "info"),
        ("另有2件自行失效。", "error"),
        ("另有12件。下列文件自行失效。", "error"),
        ("县规划局并入我局。", "info"),
        ("全年没有机构变动。", "error"),
    ],
)
def test_a_difference_that_the_prose_explains_is_a_hint(make: Callable[..., Rule], said: str, level: str) -> None:
    rule = make("assert", main=FORMULA, explained=["#件…失效", "并入"])
    report = changed(balanced(editions()["gov-2021"]), {"表三.新收.总计": 12, "一": said})
    (found,), _ = outcomes(rule, report)
    assert found.level == level and ("正文写有" in found.message) == (level == "info")


def test_an_explanation_that_any_text_would_give_is_refused(refused: Callable[..., ParameterError]) -> None:
    assert refused("assert", main=FORMULA, explained=["…"]).name == "explained"
