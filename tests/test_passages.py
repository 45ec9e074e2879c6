"""The parts of a report by the names that rules use."""

from dataclasses import replace

import pytest

from gouji.data import editions
from gouji.document import NOWHERE
from gouji.passages import NAMES, passages, place_of, spoken, squeezed
from gouji.sample import balanced

REPORT = balanced(editions()["gov-2021"])


def test_every_part_but_the_tables_sections_holds_something():
    assert [name for name in NAMES if not passages(REPORT, name)] == ["二", "三", "四"]


def test_the_whole_is_title_headings_prose_and_labels_in_this_order():
    parts = [passage for name in ("标题", "部分标题", "正文", "表格标签") for passage in passages(REPORT, name)]
    assert passages(REPORT, "全文") == parts


def test_prose_knows_its_section():
    found = {passage.text: passage.section for passage in passages(REPORT, "正文")}
    assert found[REPORT.sections["s6"].lines[0].text] == "s6"
    assert found[REPORT.intro[0].text] is None
    assert [passage.section for passage in passages(REPORT, "五")] == ["s5"] * len(REPORT.sections["s5"].lines)


def test_labels_stand_in_the_section_of_their_table():
    found = {(passage.text, passage.section) for passage in passages(REPORT, "表格标签")}
    assert ("结果维持", "s4") in found and ("一、本年新收政府信息公开申请数量", "s3") in found


@pytest.mark.parametrize("name", ["标题", "一"])
def test_a_part_that_is_missing_is_none(name):
    without = replace(REPORT, facts={}, sections={})
    assert passages(without, name) is None
    assert place_of(without, name) == (NOWHERE, "s1" if name == "一" else None)


def test_where_a_part_begins():
    assert place_of(REPORT, "五") == (REPORT.sections["s5"].heading.place, "s5")
    assert place_of(REPORT, "引言") == (REPORT.intro[0].place, None)


def test_a_part_in_words():
    assert (spoken("六"), spoken("引言")) == ("第六部分", "引言")
    assert squeezed(passages(REPORT, "落款")).splitlines()[0] == "临江县水利局"
