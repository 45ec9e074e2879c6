"""A finding explained: what its lines say already, its sentence does not repeat."""

from __future__ import annotations

import pytest

from gouji.edition import Edition
from gouji.finding import FAILED, PASSED, CellEvidence, Change, Check, Finding, NotAssessed, Result
from gouji.sample import balanced
from gouji.tui.explain import checks_parts, finding_parts
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
    ("restated", "told"),
    [("；可能的原因：总计由0改为1，或结果维持由1改为0，请核对原始台账", False), ("", True)],
)
def test_causes_are_told_where_they_say_more_than_the_corrections(edition: Edition, colors: Palette, restated: str, told: bool) -> None:
    message = f"{BROKEN}；可能的原因：总计由0改为1，或结果维持由1改为0，请核对原始台账；正文“维持1件”与现在的数相符"
    finding = Finding("B1", "G04", "error", message, section="s4", corrections=((TOTAL,), (KEPT,)), restated=restated)
    said = [part.plain for part, _ in finding_parts(Result(balanced(edition), (finding,), ()), finding, colors)]
    assert any("可能的原因" in line for line in said) is told
    assert any(line.startswith(BROKEN) and line.endswith("；正文“维持1件”与现在的数相符") for line in said)
    assert [line[:3] for line in said if "→" in line] == ["改法１", "改法２"]


def test_what_was_asked_of_a_cell_is_listed_with_what_is_wrong_first(edition: Edition, colors: Palette) -> None:
    key = ("t2", "a20_5.permit", "dec")
    report = balanced(edition)
    cell = CellEvidence(*key, "1", "subject")
    joint = Finding("G2", "G13", "warning", "填1，下级合计3；请核对", section="s2", cells=(cell,))
    told = Finding("N04", "N04", "error", "不是整数", section="s2", cells=(cell,))
    checks = (Check("N01", PASSED, (key,), "已填"), Check("N04", FAILED, (key,), "1.5"))
    result = Result(report, (told, joint), (NotAssessed("F2", "没有上年年报", (key,)),), checks=checks)
    said = [part.plain for part, _ in checks_parts(result, key, {"G2": "与下级之和不符", "N01": "已填"}, colors)]
    assert said[1:] == ["✗ N04   1.5", "✗ G2 与下级之和不符  填1，下级合计3", "◌ F2   没有上年年报", "✓ N01 已填"]
    assert checks_parts(result, ("t3", "new", "total"), {}, colors)[-1][0].plain == "没有规则用到这一格"
