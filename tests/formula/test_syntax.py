"""The grammar: what it understands, what it refuses, and where it points."""

import time
from decimal import Decimal

import pytest

from gouji.formula.syntax import LONGEST, Comparison, FormulaError, Name, Predicate, parse


def only(text: str) -> Comparison:
    (found,) = parse(text)
    assert isinstance(found, Comparison)
    return found


def test_a_sum_on_both_sides():
    found = only("新收 + 上年结转 = 办理总计 + 结转下年")
    assert [(int(coefficient), name.parts) for coefficient, name in found.left.terms] == [(1, ("新收",)), (1, ("上年结转",))]
    assert found.relation == "="


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("甲＝乙＋丙", "甲 = 乙 + 丙"),
        ("甲 == 乙 － 丙", "甲 = 乙 - 丙"),
        ("甲 != 乙", "甲 ≠ 乙"),
        ("甲 <> 乙", "甲 ≠ 乙"),
        ("甲 <= 乙", "甲 ≤ 乙"),
        ("甲 =< 乙", "甲 ≤ 乙"),
        ("甲 => 乙", "甲 ≥ 乙"),
        ("甲 ＞＝ 乙", "甲 ≥ 乙"),
        ("甲 ＞ （乙 ＋ 1）", "甲 > (乙 + 1)"),
        ("甲 = 2 * 乙", "甲 = 乙 × 2"),
    ],
)
def test_ascii_and_full_width_forms_mean_the_same(written: str, meant: str):
    def shape(text: str) -> object:
        found = only(text)
        return [[[(c, n.parts) for c, n in side.terms], side.constant] for side in (found.left, found.right)], found.relation

    assert shape(written) == shape(meant)


def test_parentheses_and_constants_are_worked_out():
    found = only("2 × (甲 - 3) = -(乙 + 0.5) × 2")
    assert [coefficient for coefficient, _ in found.left.terms] == [2]
    assert found.left.constant == -6
    assert [coefficient for coefficient, _ in found.right.terms] == [-2]
    assert found.right.constant == Decimal("-1.0")


def test_several_comparisons_a_tolerance_and_predicates():
    first, second, third = parse("甲 ≥ 0 且 乙 = 丙 误差 0.5 且 整数(甲)")
    assert isinstance(first, Comparison) and isinstance(second, Comparison)
    assert second.tolerance == Decimal("0.5")
    assert third == Predicate("整数", Name(("甲",), 26))


def test_names_have_parts_groups_and_quotes():
    found = only("合计(下级.新收) = 表三.“（一）予以公开”.总计")
    assert found.left.terms[0][1] == Name(("下级", "新收"), 3, sum=True)
    assert found.right.terms[0][1].parts == ("表三", "（一）予以公开", "总计")


@pytest.mark.parametrize(
    ("text", "word", "offset"),
    [
        ("", "空", 0),
        ("新收 +", "名称", 4),
        ("新收 上年结转 = 1", "比较符号", 3),
        ("新收 = 1 2", "多出", 7),
        ("新收", "比较符号", 2),
        ("甲 ≤ 乙 ≤ 丙", "且", 6),
        ("甲 × 乙 = 1", "相乘", 2),
        ("求和(甲) = 1", "没有“求和( )”", 0),
        ("(甲 = 1", "右括号", 3),
        ("合计(甲).乙 = 1", "合计(不予公开.总计)", 5),
        ("甲 = 1 误差", "误差", 8),
        ("甲 = 1; import os", "看不懂", 5),
        ('甲 = "乙', "引号", 4),
        ("1 = 1", "没有任何单元格", 2),
        ("__import__(甲) = 1", "没有“__import__( )”", 0),
        ("甲.  = 1", "点号", 4),
    ],
)
def test_what_is_refused_and_where(text: str, word: str, offset: int):
    with pytest.raises(FormulaError) as refused:
        parse(text)
    assert word in str(refused.value)
    assert refused.value.offset == offset


@pytest.mark.parametrize(
    "text", ["甲+" * 400_000 + "甲=1", "(" * 1_000_000, "-" * (LONGEST - 4) + "甲 = 1", "(" * 150 + "甲" + ")" * 150 + " = 1"]
)
def test_endless_formulas_are_refused_at_once(text: str):
    begin = time.process_time()
    with pytest.raises(FormulaError):
        parse(text)
    assert time.process_time() - begin < 5
