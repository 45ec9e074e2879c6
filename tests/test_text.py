"""Normalising text for comparison: the quick way out gives what the long way would."""

import unicodedata
from itertools import pairwise

from gouji.text import _UNIFY, squeeze


def test_what_needs_no_squeezing_stays_as_it_is():
    characters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    longer = [first + second for first, second in pairwise(characters) if first.isalnum()]
    for text in characters + longer:
        assert squeeze.__wrapped__(text) == unicodedata.normalize("NFKC", text.translate(_UNIFY)).translate(_UNIFY)


def test_squeezed():
    assert squeeze("（ 一 ）“公开”—２０２３年\u200b") == '(一)"公开"-2023年'
