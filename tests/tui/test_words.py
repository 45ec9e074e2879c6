"""Pinyin initials, regions, drawing by width, settings: small things the screens stand on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from gouji.telling import beside_place
from gouji.tui import settings
from gouji.tui.drawing import breaks, ending, fit, fold, middle, segments
from gouji.tui.pinyin import initials
from gouji.tui.region import ELSEWHERE, region, short


@pytest.mark.parametrize(
    ("word", "unit"), [("xzsp", "临江县行政审批服务局"), ("slj", "水利局"), ("cs", "长沙"), ("yh", "银行"), ("lj2", "")]
)
def test_initials_find_every_reading(word: str, unit: str) -> None:
    pattern = initials(word)
    assert bool(pattern and pattern.search(unit)) == bool(unit)


def test_initials_do_not_find_others_nor_serve_chinese_or_overlong_words() -> None:
    pattern = initials("xzsp")
    assert pattern and not pattern.search("水利局")
    assert initials("行政") is None
    assert initials("x" * 40) is None


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("临江县水利局", "临江县"),
        ("湖南省怀化市鹤城区财政局", "湖南省怀化市鹤城区"),
        ("大兴安岭地区呼玛县统计局", "大兴安岭地区呼玛县"),
        ("临江县城市管理局", "临江县"),
        ("临江县市场监督管理局", "临江县"),
        ("怀化市鹤城区市政工程处", "怀化市鹤城区"),
        ("云河市市场监督管理局", "云河市"),
        ("临江市社区服务中心", "临江市"),
        ("长沙市", "长沙市"),
        ("市场监督管理局", ELSEWHERE),
        ("国家堤防管理局", ELSEWHERE),
        ("", ELSEWHERE),
        (None, ELSEWHERE),
    ],
)
def test_region_is_what_the_name_begins_with(unit: str | None, expected: str) -> None:
    assert region(unit) == expected


def test_a_line_keeps_the_style_of_the_whole_where_no_part_has_its_own() -> None:
    (drawn,) = segments(Text("标题", Style(bold=True)), Console())
    assert drawn.style and drawn.style.bold
    first, second = segments(Text("标题", Style(bold=True)).append("：无", Style(italic=True)), Console())
    assert first.style and first.style.bold and second.style and second.style.bold and second.style.italic


def test_short_name_keeps_something() -> None:
    assert short("临江县水利局") == "水利局"
    assert short("临江县") == "临江县"


@pytest.mark.parametrize("width", range(1, 24))
def test_fit_and_middle_give_exactly_the_width(width: int) -> None:
    for text in ("", "a", "二、上年结转政府信息公开申请数量", "混合abc中文12"):
        assert cell_len(fit(text, width)) == width
        assert cell_len(middle(text, width)) == width


def test_middle_keeps_both_ends() -> None:
    assert middle("三、（七）本年度办理结果总计", 16).startswith("三、")
    assert middle("三、（七）本年度办理结果总计", 16).rstrip().endswith("总计")


def test_folding_keeps_numbers_whole_and_closing_marks_off_line_starts() -> None:
    text = "本年新收申请 12345 件，其中自然人 3 件（商业企业 2 件）。"
    for width in range(10, 40):
        lines = [line.plain for line in fold(Text(text), width)]
        assert "".join(lines) == text
        assert all(cell_len(line.rstrip()) <= width and line[0] != " " for line in lines)
        assert sum("12345" in line for line in lines) == 1
        assert not any(line[0] in "，。）" for line in lines)


def test_folding_always_ends() -> None:
    assert breaks("（（（（（", 1) == [1, 2, 3, 4]
    assert breaks("a" * 50, 10) == [10, 20, 30, 40]
    assert breaks("甲乙 ", 4) == [] and breaks("甲乙 丙", 4) == [3]


def test_settings_come_back_and_bad_files_cost_only_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_CONFIG_DIR", str(tmp_path))
    assert settings.load() == settings.Settings()
    mine = settings.Settings(theme="gouji-light", group="rule", keys={"copy": "y"})
    settings.save(mine)
    assert settings.load() == mine
    (tmp_path / settings.FILE).write_text("{nonsense", encoding="utf-8")
    assert settings.load() == settings.Settings()
    (tmp_path / settings.FILE).write_text(json.dumps({"theme": 5, "group": "unit", "keys": {"a": 1}, "else": 1}), encoding="utf-8")
    assert settings.load() == settings.Settings(group="unit")


@pytest.mark.parametrize(
    ("place", "message", "expected"),
    [
        ("表三·新收·总计", "表三·新收·总计填8，按勾稽关系应为7：表三新收行：总计 8", "填8，按勾稽关系应为7：总计 8"),
        ("表三·新收·总计", "表三总计列：新收 8，差 1", "新收 8，差 1"),
        ("表三·予以公开", "表三自然人列：办理总计 1", "表三自然人列：办理总计 1"),
        ("表四·行政复议", "表四行政复议行：总计 0", "总计 0"),
        ("表三·不掌握", "表三·不掌握·企业的0与表三·不掌握·其他的1填反", "表三·不掌握·企业的0与表三·不掌握·其他的1填反"),
        ("标题", "标题", "标题"),
        ("全文", "没有落款", "没有落款"),
    ],
)
def test_beside_its_place_a_message_does_not_repeat_it(place: str, message: str, expected: str) -> None:
    assert beside_place(place, message) == expected


def test_a_wide_character_cut_through_leaves_its_blank_behind_the_ellipsis() -> None:
    assert fit("予以公开", 6) == "予以… "
    assert fit("予以公开", 7) == "予以公…"


@pytest.mark.parametrize(("width", "shown"), [(20, "更正后的年报.html"), (10, "…年报.html"), (9, "…报.html"), (8, "…报.html")])
def test_an_ending_is_cut_at_its_beginning(width: int, shown: str) -> None:
    assert ending("更正后的年报.html", width) == shown and cell_len(shown) <= width
