"""What a page says of the report beside it."""

from __future__ import annotations

import pytest

from gouji.document import Source
from gouji.plugins import load_plugins
from gouji.reading import read
from gouji.report import Fact, Report
from gouji.testing.layouts import lay_out

from .conftest import Judge

REGISTRY = load_plugins()


def listed_as(report: Report, headline: str) -> Report:
    return report.with_facts(headline=Fact(headline, "meta", headline))


@pytest.mark.parametrize(
    "headline",
    [
        "2023年临江县水利局政府信息公开工作年度报告",
        "水利局2023年度政府信息公开年报",
        "政府信息公开工作年度报告（2023年）",
        "二〇二三年政府信息公开工作年度报告",
        "临江县水利局政府信息公开工作年度报告",
    ],
)
def test_a_shorter_or_turned_title_is_no_other_one(judge: Judge, report: Report, headline: str) -> None:
    assert judge("P09", listed_as(report, headline)) == []


@pytest.mark.parametrize(
    ("headline", "what"),
    [
        ("临江县水利局2022年政府信息公开工作年度报告", "年度"),
        ("二〇二二年临江县水利局政府信息公开工作年度报告", "年度"),
        ("临江县农业农村局2023年政府信息公开工作年度报告", "单位"),
    ],
)
def test_another_year_or_unit_is_told(judge: Judge, report: Report, headline: str, what: str) -> None:
    (finding,) = judge("P09", listed_as(report, headline))
    assert f"正文标题的{what}不一致" in finding.message and finding.level == "info"


def test_a_wrong_year_in_the_title_itself_is_not_the_pages(judge: Judge, report: Report) -> None:
    title = "临江县水利局2022年政府信息公开工作年度报告"
    wrong = report.with_facts(title=Fact(title, "title", title))
    assert judge("P09", listed_as(wrong, "临江县水利局2023年政府信息公开工作年度报告")) == []


@pytest.mark.parametrize("origin", ["临江县水利局", "本站", "水利局办公室", "2023年", "OA系统"])
def test_a_name_is_a_source(judge: Judge, report: Report, origin: str) -> None:
    assert judge("P09", report.with_facts(origin=Fact(origin, "page", f"来源：{origin}"))) == []


def test_a_page_is_read_for_both(judge: Judge, report: Report) -> None:
    data, suffix = lay_out(report, "html-site")
    page = data.decode().replace("来源：本站", "来源：11320000MB0000000X")
    page = page.replace('name="ArticleTitle" content="临江县水利局2023年', 'name="ArticleTitle" content="临江县水利局2020年')
    found = read(Source(f"a{suffix}", page.encode()), REGISTRY).report
    assert [finding.key for finding in judge("P09", found)] == ["headline", "origin"]
    clean = read(Source(f"a{suffix}", data), REGISTRY).report
    assert "headline" not in clean.facts and clean.facts["origin"].value == "本站"


@pytest.mark.parametrize("head", ["<p>信息名称：{}</p>", "<table><tr><td>索引号：</td><td>1</td><td>名称：</td><td>{}</td></tr></table>"])
def test_the_head_of_a_page_lists_it_too(judge: Judge, report: Report, head: str) -> None:
    data, suffix = lay_out(report, "html-official")
    listed = "临江县水利局2022年政府信息公开工作年度报告"
    page = data.decode().replace("<body>", "<body>" + head.format(listed), 1)
    (finding,) = judge("P09", read(Source(f"a{suffix}", page.encode()), REGISTRY).report)
    assert (finding.actual, finding.quote) == (listed, listed)
