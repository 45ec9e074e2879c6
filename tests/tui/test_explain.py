"""A finding explained: what its lines say already, its sentence does not repeat."""

from __future__ import annotations

import pytest

from gouji.edition import Edition
from gouji.finding import Change, Finding, Result
from gouji.sample import balanced
from gouji.tui.explain import finding_parts
from gouji.tui.palette import DARK, Palette, palette

BROKEN = "表四行政复议行：总计 0，结果维持 1（其余 3 项为 0）＝ 1，差 1"
TOTAL, KEPT = Change("t4", "review", "total", "0", "1"), Change("t4", "review", "keep", "1", "0")


class Themed:
    """What the styles are asked of."""

    theme = DARK.name
    theme_variables = DARK.to_color_system().generate() | DARK.variables


@pytest.fixture
def colors() -> Palette:
    return palette(Themed())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("causes", "told"),
    [
        ("总计由0改为1，或结果维持由1改为0", False),
        ("总计由0改为1（像是漏填），或结果维持由1改为0", True),
        ("结果维持的1与其他结果的0互换，或总计由0改为1", True),
    ],
)
def test_causes_are_told_where_they_say_more_than_the_corrections(edition: Edition, colors: Palette, causes: str, told: bool) -> None:
    message = f"{BROKEN}；可能的原因：{causes}，请核对原始台账"
    finding = Finding("B1", "G04", "error", message, section="s4", corrections=((TOTAL,), (KEPT,)))
    said = [part.plain for part, _ in finding_parts(Result(balanced(edition), (finding,), ()), finding, colors)]
    assert any("可能的原因" in line for line in said) is told
    assert any(BROKEN in line for line in said)
    assert [line[:3] for line in said if "→" in line] == ["改法１", "改法２"]
