"""Titles, units, levels and years as they are really written."""

from __future__ import annotations

import pytest

from . import pages
from .judge import reading
from .truth import NEW

UNITS = {
    "青岚市人民政府": "gov.city",
    "青岚市临江区人民政府": "gov.county",
    "白石县人民政府": "gov.county",
    "白石土家族自治县人民政府": "gov.county",
    "云麓省人民政府": "gov.prov",
    "云麓省水利厅": "dept",
    "青岚市水利局": "dept",
    "青岚市发展和改革委员会": "dept",
    "青岚市自然资源和规划局": "dept",
    "青岚市城市管理综合行政执法局": "dept",
    "青岚市公安局临江分局": "dept",
    "青岚市政务服务和数据局": "dept",
    "白石县市场监督管理局": "dept",
    "白石县退役军人事务局": "dept",
    "白石县机关事务服务中心": "dept",
    "白石县人民政府办公室": "office",
    "青岚市人民政府办公厅": "office",
    "白石县清溪镇人民政府": "town",
    "白石县石桥乡人民政府": "town",
    "青岚市临江区城东街道办事处": "street",
    "青岚经济技术开发区管理委员会": "zone",
    "青岚高新技术产业开发区管委会": "zone",
}
TITLES = (
    "{u}{y}年政府信息公开工作年度报告",
    "{u}{y}年度政府信息公开工作年度报告",
    "{u} {y} 年政府信息公开工作年度报告",
    "{y}年{u}政府信息公开工作年度报告",
    "{y}年度{u}政府信息公开工作年度报告",
    "{u}政府信息公开工作年度报告（{y}年）",
    "{u}政府信息公开工作年度报告({y}年度)",
    "{u}关于{y}年政府信息公开工作年度报告",
    "{u}关于{y}年度政府信息公开工作情况的报告",
    "{u}{y}年政府信息公开年报",
    "{u}{y}年政府信息公开年度报告",
    "《{u}{y}年政府信息公开工作年度报告》",
    "附件1：{u}{y}年政府信息公开工作年度报告",
    "{u}二〇二三年政府信息公开工作年度报告",
)


def page(title: str, unit: str) -> str:
    intro = pages.p(*NEW.intro)
    prose = {n: [line.replace(NEW.unit, "本单位") for line in NEW.prose[f"s{n}"]] for n in (1, 5, 6)}
    body = intro + "".join(pages.p(NEW.heading(n), *prose.get(n, ["（略）"])) for n in range(1, 7))
    return pages.page(NEW, body, title=f"<h1>{title}</h1>", named="云麓省政府网站群")


@pytest.mark.parametrize("unit", UNITS)
def test_unit_and_level(unit: str) -> None:
    report = reading(page(TITLES[0].format(u=unit, y=2023), unit), "a.html")
    assert (report.unit, report.level, report.year) == (unit, UNITS[unit], 2023)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("unit", ["青岚市人民政府", "青岚市水利局", "白石县清溪镇人民政府"])
def test_title(title: str, unit: str) -> None:
    report = reading(page(title.format(u=unit, y=2023), unit), "a.html")
    assert (report.unit, report.year) == (unit, 2023)


@pytest.mark.parametrize("unit", ["青岚市人民政府", "青岚市公安局临江分局", "青岚经济技术开发区管理委员会", "白石县清溪镇人民政府"])
@pytest.mark.parametrize("cut", range(2, 9))
def test_title_broken_anywhere_inside_the_unit(unit: str, cut: int) -> None:
    """Two centred lines, broken where the paper ended; the signature tells the whole name."""
    title = f"{unit}2023年政府信息公开工作年度报告"
    text = page("", unit).replace("<h1></h1>", f"<p align=center>{title[:cut]}</p><p align=center>{title[cut:]}</p>")
    text = text.replace('</div><div class="footer">', f"<p>{unit}</p><p>2024年1月20日</p></div><div class='footer'>")
    report = reading(text, "a.html")
    assert (report.unit, report.year) == (unit, 2023)


@pytest.mark.parametrize("cut", range(8, 21))
def test_title_broken_anywhere_else(cut: int) -> None:
    title = "白石县清溪镇人民政府2023年度政府信息公开工作年度报告"
    text = page("", "").replace("<h1></h1>", f"<p align=center>{title[:cut]}</p><p align=center>{title[cut:]}</p>")
    report = reading(text, "a.html")
    assert (report.unit, report.year) == ("白石县清溪镇人民政府", 2023)


@pytest.mark.parametrize(
    "lines",
    [
        ("青岚市水利局", "政府信息公开工作年度报告", "（2023年度）"),
        ("青岚市水利局", "2023年政府信息公开工作年度报告", "（2024年1月20日）"),
        ("青岚市水利局2023年", "政府信息公开工作年度报告"),
        ("2023年度", "青岚市水利局政府信息公开工作年度报告"),
        ("青岚市水利局", "2023年度", "政府信息公开工作年度报告"),
        ("2023 年 政 府 信 息 公 开 工 作 年 度 报 告", "青 岚 市 水 利 局"),
    ],
)
def test_title_in_several_lines(lines: tuple[str, ...]) -> None:
    text = page("", "").replace("<h1></h1>", "".join(f"<p align=center>{line}</p>" for line in lines))
    report = reading(text, "a.html")
    assert (report.unit, report.year) == ("青岚市水利局", 2023)


def test_the_unit_only_in_the_source_line() -> None:
    text = page("2023年政府信息公开工作年度报告", "").replace("来源：市政府办公室", "来源：青岚市水利局")
    report = reading(text, "a.html")
    assert (report.unit, report.year) == ("青岚市水利局", 2023)
    assert report.facts["unit"].doubt


def test_list_of_other_reports_beside_the_article() -> None:
    """Related articles name other units and years; the article's own title counts."""
    others = "".join(f'<li><a href="/{y}">青岚市教育局{y}年政府信息公开工作年度报告</a></li>' for y in range(2015, 2023))
    text = page("青岚市水利局2023年政府信息公开工作年度报告", "").replace(
        '<div class="nav">', f'<div class="right"><ul>{others}</ul></div><div class="nav">'
    )
    report = reading(text, "a.html")
    assert (report.unit, report.year) == ("青岚市水利局", 2023)


BARS = "|" * 300


@pytest.mark.parametrize(
    ("head", "unit", "published"),
    [
        (
            "青岚市水利局2023年政府信息公开工作年度报告\n字号：  |\n更新时间：2024-01-15 发布时间： |  来源：水利局",
            "青岚市水利局",
            "2024-01-15",
        ),
        ("青岚市水利局2023年政府信息公开工作年度报告\n[图解]青岚市水利局2023年政府信息公开工作年度报告", "青岚市水利局", None),
        ("【文字】2023年青岚市水利局政府信息公开工作年度报告\n发布日期：2024-01-17", "青岚市水利局", "2024-01-17"),
        (f"青岚市水利局2023年政府信息公开工作年度报告 | {BARS}\n|\n{BARS}", "青岚市水利局", None),
        (f"青岚市水利局2023年政府信息公开工作年度报告\n2024-01-20 作者：佚名 点击数： | {BARS}\n|\n{BARS}", "青岚市水利局", "2024-01-20"),
        ("白石县人民政府\n\n白石县清溪镇2023年政府信息公开 工作告年度报\n来源：政府办 时间：2024-01-31", "白石县清溪镇", "2024-01-31"),
        ("哈林旗格尔苏木\n2023年政府信息公开工作年度报告", "哈林旗格尔苏木", None),
        (
            "青岚市水利局2023年政府信息公开工作年度报告\n\n发布时间：\n\n2024-01-09 10:10\n\n信息来源：\n\n水利局",
            "青岚市水利局",
            "2024-01-09",
        ),
        (
            "索 引 号 | qls-2024-01 | 发布机构 | 市政府 |\n发布日期 | 2024-01-30 | 文 号 | |\n是否有效 | 有效 | 有限期限 |\n"
            "现将青岚市水利局2023年度政府信息公开工作报告如下：",
            "青岚市水利局",
            "2024-01-30",
        ),
        (
            "-\n成文日期：\n2022-01-15\n-\n发文机关：\n水利局\n-\n发布日期：\n2024-01-15\n-\n现公布青岚市水利局2023年政府信息公开工作年度报告。",
            "青岚市水利局",
            "2024-01-15",
        ),
    ],
    ids=["bars", "picture", "words", "filled up", "date filled up", "disordered", "banner", "label above", "grid", "list"],
)
def test_heads_of_scraped_pages(head: str, unit: str, published: str | None) -> None:
    text = "\n".join([head, *(f"{NEW.heading(n)}\n本单位2023年工作平稳有序。" for n in range(1, 7))])
    report = reading(text, "a.txt")
    found = report.value("published")
    assert (report.unit, report.year, str(found) if found else None) == (unit, 2023, published)
