"""Where a unit is, as far as its name tells: nothing is concluded from a name that may lie anywhere."""

import pytest

from gouji.regions import Location, directly_under, elsewhere, located, names_place, within


@pytest.mark.parametrize(
    ("unit", "region", "where"),
    [
        ("长沙市教育局", "湖南省怀化市", "湖南省长沙市"),
        ("江苏省水利厅", "湖南省怀化市", "江苏省"),
        ("北京市水务局", "上海市", "北京市"),
        ("南京市水务局", "上海市", "江苏省南京市"),
        ("湖南省水利厅", "湖南省怀化市", None),
        ("怀化市教育局", "湖南省怀化市", None),
        ("怀化市鹤城区教育局", "湖南省怀化市", None),
        ("攸县行政审批服务局", "湖南省怀化市", None),
        ("清溪镇人民政府", "湖南省怀化市", None),
        ("洪江市财政局", "湖南省怀化市", None),
        ("成都市水务局", "四川省", None),
        ("长沙市教育局", "某地", None),
    ],
)
def test_only_what_is_plainly_elsewhere_is_said_to_be(unit, region, where):
    found = elsewhere(unit, region)
    assert (str(found) if found else None) == where


def test_a_prefecture_tells_its_province():
    assert located("无锡市锡山区水利局") == Location("江苏省", "无锡市")
    assert located("江苏省无锡市锡山区") == Location("江苏省", "无锡市")
    assert located("水利局") == Location("")


@pytest.mark.parametrize(
    ("unit", "own"),
    [
        ("怀化市教育局", True),
        ("湖南省怀化市教育局", True),
        ("怀化市鹤城区教育局", False),
        ("怀化市中方县水利局", False),
        ("溆浦县教育局", False),
    ],
)
def test_units_directly_under_a_place(unit, own):
    assert directly_under(unit, "怀化市") is own


def test_names_of_places_in_names_of_units():
    assert within("溆 浦县教育局", ["鹤城区", "溆浦县"])
    assert not within("教育局", ["溆浦县"])
    assert names_place("清溪县教育局") and not names_place("教育局")
