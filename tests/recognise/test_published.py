"""When a report was published, and when it was signed."""

from __future__ import annotations

from datetime import date

import pytest

from .blocks import whole


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2024-01-19 来源：县水利局 字体：[ 大 中 小 ]",
        "发布时间:2024-01-19字体:[ ]",
        "【发布日期】 2024年1月19日",
        "日期：2024/01/19 浏览次数：12",
        "2024-01-19",
        "2024-01-19T09:30:00+08:00",
        "[ 2024-01-19 ]",
        "发布于：2024-01-19",
        "发表日期：2024年1月19日　共浏览96次",
        "（2024年1月19日发布）",
        "Published Time: 2024-01-19T09:30:00+08:00",
        "date: 2024-01-19",
        "临江水利 2024年1月19日 09:30 吉林",
        "临江县水利局 2024-01-19 点击：[12]",
        "稿源：县水利局 | 编辑：王芳 | 2024年01月19日 09:30",
        "成文日期：2024年1月5日　发布日期：2024-01-19　更新日期：2024-06-01",
    ],
)
def test_date_of_the_page(read, line):
    title = ["临江县水利局2023年政府信息公开工作年度报告", line]
    assert read(whole(title=title)).value("published") == date(2024, 1, 19)


@pytest.mark.parametrize("line", ["2024年1月19日", "（2024年1月19日）"])
def test_a_date_in_words_under_the_title_serves_with_a_doubt(read, line):
    fact = read(whole(title=["临江县水利局2023年政府信息公开工作年度报告", line])).facts["published"]
    assert fact.value == date(2024, 1, 19)
    assert "标题下的日期" in fact.doubt


def test_the_time_a_mail_was_sent_is_no_date_of_publication(read):
    assert "published" not in read(whole(title=["发送时间：2024年2月9日 10:11", "临江县水利局2023年政府信息公开工作年度报告"])).facts


def test_signature_date_serves_with_a_doubt(read):
    report = read(whole(tail=["临江县水利局", "2024年1月15日"]))
    assert report.facts["published"].doubt
    assert report.value("signed") == date(2024, 1, 15)


@pytest.mark.parametrize(("line", "day"), [("成文日期：2024年1月5日", date(2024, 1, 5)), ("成文日期：2024年", None)])
def test_the_date_of_making_serves_where_no_other_is(read, line, day):
    fact = read(whole(title=["临江县水利局2023年政府信息公开工作年度报告", line])).facts.get("published")
    assert (fact.value if fact else None) == day
    assert fact is None or "成文日期" in fact.doubt
