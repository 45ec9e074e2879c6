"""Which unit stands below which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gouji.hierarchy import directly_below


def told(*units: str) -> dict[str, list[str]]:
    return {units[above]: [units[number] for number in numbers] for above, numbers in directly_below(units).items()}


def test_departments_towns_and_the_office_stand_below_their_county() -> None:
    assert told("临江县水利局", "临江县人民政府", "临江县柳河镇人民政府", "临江县人民政府办公室", "望海县水利局") == {
        "临江县人民政府": ["临江县水利局", "临江县柳河镇人民政府", "临江县人民政府办公室"]
    }


def test_a_county_stands_between_its_bureaus_and_the_city() -> None:
    units = ("望海市人民政府", "望海市临江区人民政府", "望海市临江区教育局", "望海市教育局")
    assert told(*units) == {units[0]: [units[1], units[3]], units[1]: [units[2]]}
    assert told(units[0], units[2]) == {units[0]: [units[2]]}


def test_a_prefecture_stands_below_its_province_though_its_name_does_not_say_so() -> None:
    units = ("湖南省人民政府", "怀化市人民政府", "怀化市教育局", "湖南省水利厅", "宿迁市人民政府", "某某县人民政府")
    assert told(*units) == {units[0]: [units[1], units[3]], units[1]: [units[2]]}


def test_what_belongs_to_a_bureau_or_a_zone_is_not_counted_beside_it() -> None:
    assert told("临江县", "临江县公安局", "临江县公安局交警大队", "临江县高新区管理委员会", "临江县高新区财政局") == {
        "临江县": ["临江县公安局", "临江县高新区管理委员会"],
        "临江县公安局": ["临江县公安局交警大队"],
        "临江县高新区管理委员会": ["临江县高新区财政局"],
    }


def test_bodies_led_from_above_and_institutions_stand_below_none() -> None:
    assert told("临江县人民政府", "临江县税务局", "临江县气象局", "临江县人民医院", "临江县自来水公司", "临江县人民法院") == {}


def test_a_report_given_twice_counts_once() -> None:
    units = ("临江县人民政府", "临江县水利局", "临江县水利局", "临江县")
    assert directly_below(units) == {0: (1,)}


def test_a_name_that_was_not_found_stands_nowhere() -> None:
    assert told("", "临江县水利局", "") == {}


@given(st.permutations(["临江县", "临江县水利局", "临江县柳河镇人民政府", "望海市", "望海市临江区教育局", "临江县水利局工程队"]))
def test_the_order_of_the_reports_makes_no_difference(units: list[str]) -> None:
    assert {above: sorted(below) for above, below in told(*units).items()} == {
        "临江县": ["临江县柳河镇人民政府", "临江县水利局"],
        "临江县水利局": ["临江县水利局工程队"],
        "望海市": ["望海市临江区教育局"],
    }
