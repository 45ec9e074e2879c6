"""require and forbid: what must be said, and what must not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gouji.cases import changed
from gouji.data import editions
from gouji.report import Report
from gouji.rule import Rule
from gouji.ruleset.setting import ParameterError
from gouji.sample import balanced

from .conftest import outcomes

Make = Callable[..., Rule]
Refused = Callable[..., ParameterError]


def report(**given: object) -> Report:
    return changed(balanced(editions()["gov-2021"]), given)


def test_a_word_required_in_a_section(make: Make):
    rule = make("require", main="信息处理费|收费通知", in_="六")
    assert outcomes(rule, report(六="本年收费通知 0 件。")) == ([], [])
    (found,), _ = outcomes(rule, report(六="无其他需要报告的事项。"))
    assert found.message == "第六部分没有写到：信息处理费或收费通知。"
    assert found.section == "s6"
    assert found.key == "require/六"


def test_each_of_a_list_and_at_least_some(make: Make):
    text = report(五="存在的问题：人手不足。")
    (found,), _ = outcomes(make("require", main=["问题", "改进|下一步"], in_="五"), text)
    assert found.message == "第五部分没有写到：改进或下一步。"
    assert outcomes(make("require", main=["问题", "改进"], in_="五", at_least=1), text) == ([], [])
    (found,), _ = outcomes(make("require", main=["甲", "乙", "问题"], in_="五", at_least=2), text)
    assert found.message == "第五部分应至少写到 2 项，只写到 1 项，没有写到：甲、乙。"


def test_topics_by_their_signal_words(make: Make):
    topics = {"主动公开": ["主动公开", "公开政府信息…条"], "培训": ["培训", "讲座"]}
    rule = make("require", main=topics, in_="一")
    assert outcomes(rule, report(一="全年公开政府信息十二条，举办讲座一次。")) == ([], [])
    (found,), _ = outcomes(rule, report(一="全年公开政府信息。\n另有规章三条。"))
    assert found.message == "第一部分没有写到：主动公开、培训。"


def test_anything_at_all(make: Make):
    rule = make("require", main="…", in_="六")
    assert outcomes(rule, report()) == ([], [])
    (found,), _ = outcomes(rule, report(六=""))
    assert found.message == "第六部分没有内容。"
    (found,), _ = outcomes(rule, report(六=None))
    assert found.message == "缺少第六部分。"


def test_a_section_that_is_missing_is_not_told_by_every_rule(make: Make):
    found, hindered = outcomes(make("require", main="信息处理费", in_="六"), report(六=None))
    assert not found
    assert hindered[0].why == "没有第六部分，无法检查“试验”"


def test_a_condition_on_the_tables(make: Make):
    rule = make("require", main="信息处理费", in_="六", when="新收.总计 > 0")
    silent = report(六="无。")
    assert outcomes(rule, silent) == ([], [])
    assert outcomes(rule, changed(silent, {"新收.总计": 3}))[0]
    assert outcomes(rule, changed(silent, {"新收.总计": ""}))[1]


def test_a_misspelling_is_told_once_with_its_first_place(make: Make):
    rule = make("forbid", main={"国办公开办涵": "国办公开办函", "公形": "公开"})
    (found,), _ = outcomes(rule, report(引言="根据国办公开办涵〔2021〕30号。另见国办公开办 涵〔2019〕60号。"))
    assert found.message == "全文出现“国办公开办涵”（共 2 处），应为“国办公开办函”。"
    assert found.quote == "根据国办公开办涵〔2021〕30号。"
    assert (found.actual, found.expected) == ("国办公开办涵", "国办公开办函")
    assert found.key == "forbid/国办公开办涵"


def test_what_is_allowed_all_the_same(make: Make):
    text = report(一="开展政务公开监督工作；缠访情况说明。")
    assert outcomes(make("forbid", main="缠访", unless=["缠访情况"]), text) == ([], [])
    assert outcomes(make("forbid", main="缠访"), text)[0]
    assert outcomes(make("forbid", main={"信息公开办": "政府信息公开办"}), report(一="政府信息公开办公室。")) == ([], [])


@pytest.mark.parametrize(("where", "given"), [("标题", "标题"), ("部分标题", "五标题"), ("引言", "引言"), ("二", "二"), ("全文", "三标题")])
def test_where_a_word_may_stand(make: Make, where: str, given: str):
    rule = make("forbid", main="政府政府", in_=where)
    assert outcomes(rule, report(**{given: "五、主动公开政府政府信息"}))[0]
    assert outcomes(rule, report()) == ([], [])


def test_labels_of_tables(make: Make):
    bad = report()
    table = bad.tables["t3"]
    label = table.rows["open"]._replace(raw="（一）予以公幵")
    bad = replace(bad, tables={**bad.tables, "t3": replace(table, rows={**table.rows, "open": label})})
    (found,), _ = outcomes(make("forbid", main="公幵", in_="表格标签"), bad)
    assert (found.section, found.place) == ("s3", label.place)


def test_words_of_a_section_that_is_not_there_cannot_be_looked_for(make: Make):
    lacking = report()
    lacking = replace(lacking, sections={id: section for id, section in lacking.sections.items() if id != "s6"})
    found, hindered = outcomes(make("forbid", main="缠访", in_="六"), lacking)
    assert found == [] and "无法检查“试验”" in hindered[0].why


def test_an_authors_message_and_braces_in_the_document(make: Make):
    rule = make("forbid", main="{词}", message="{处}有{词}，{次数}处")
    (found,), _ = outcomes(rule, report(一="写作{词}的地方。"))
    assert found.message.startswith("全文有")
    assert "1处" in found.message


@pytest.mark.parametrize(
    ("key", "parameters", "words"),
    [
        ("require", {"main": ""}, "空的"),
        ("require", {"main": "甲||乙"}, "空的写法"),
        ("require", {"main": "甲。乙"}, "永远找不到"),
        ("require", {"main": []}, "要有什么"),
        ("require", {"main": {"主题": []}}, "要有什么"),
        ("require", {"main": [["甲"]]}, "文字"),
        ("require", {"main": "甲" * 300}, "上限"),
        ("require", {"main": "甲", "in_": "第六"}, "位置"),
        ("require", {"main": "甲", "at_least": 2}, "at_least"),
        ("require", {"main": "甲", "when": "新收"}, "不完整|比较符号"),
        ("require", {"main": "甲", "message": "{没有}"}, "{没有}"),
        ("forbid", {"main": "…"}, "任何文字"),
        ("forbid", {"main": []}, "没有写明不该有什么"),
        ("forbid", {"main": {"甲 乙": "甲乙"}}, "一样"),
        ("forbid", {"main": "甲", "unless": [" "]}, "空的词"),
    ],
)
def test_what_is_refused(refused: Refused, key: str, parameters: dict[str, object], words: str):
    said = str(refused(key, **parameters))
    assert any(word in said for word in words.split("|")), said
