"""Normalising text for comparison: the quick way out gives what the long way would."""

import unicodedata
from itertools import pairwise

import pytest

from gouji.text import _UNIFY, bare, cut_after, fold, ordinal_number, squeeze, without_ordinal


def test_what_needs_no_squeezing_stays_as_it_is():
    characters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    longer = [first + second for first, second in pairwise(characters) if first.isalnum()]
    for text in characters + longer:
        assert squeeze.__wrapped__(text) == unicodedata.normalize("NFKC", text.translate(_UNIFY)).translate(_UNIFY)


def test_squeezed():
    assert squeeze("（ 一 ）“公开”—２０２３年\u200b") == '(一)"公开"-2023年'


@pytest.mark.parametrize(
    ("text", "length", "offset"), [("（ 一 ）公开", 3, 5), ("公开情况", 2, 2), ("公 开", 9, 3), ("公开", 0, 0), ("㎡公", 2, 1)]
)
def test_an_offset_in_squeezed_text_is_found_again(text, length, offset):
    assert cut_after(text, length) == offset
    assert squeeze(text[:offset]) == squeeze(text)[:length]


@pytest.mark.parametrize("text", ["（一）总体情况", "一、 总体情况", "1. 总体情况", "第一部分　总体情况", "總體情況"])
def test_without_an_ordinal(text):
    assert without_ordinal(text) == "总体情况"


def test_what_labels_are_compared_by():
    assert bare("（一）予以公開：") == "一予以公开"
    assert bare("A20-1") == "A201"
    assert fold("資訊公開") == "信息公开"


@pytest.mark.parametrize(
    ("text", "number"), [("十二", 12), ("二十", 20), ("十", 10), ("三", 3), ("12", 12), ("百", None), ("甲十", None), ("", None)]
)
def test_ordinals(text, number):
    assert ordinal_number(text) == number
