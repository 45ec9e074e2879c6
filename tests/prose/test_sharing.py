"""What 分别 shares out to the numbers behind it."""

from __future__ import annotations

from gouji.prose import vocabulary as say
from gouji.prose.number import Shared
from gouji.prose.tokens import Token

NEW, DONE, NORM = (
    Token(say.FLOW, "new", "新收", 0, 2),
    Token(say.FLOW, "done", "办结", 3, 5),
    Token(say.DOCUMENT, "norm", "规范性文件", 6, 11),
)


def test_each_number_gets_its_word_in_order() -> None:
    shared = Shared()
    assert shared.out([NEW, DONE], [], 2, True) == ([NEW], True)
    assert shared.waiting == [(DONE, True)]


def test_several_years_share_one_word_and_hold_on_for_the_next() -> None:
    shared = Shared()
    assert shared.out([NEW], [False, True], 2, True) == ([NEW], False)
    assert shared.waiting == [(NEW, True)]
    assert shared.out([DONE], [], 2, True) == ([DONE], False)


def test_what_the_first_word_names_is_common_to_all() -> None:
    shared = Shared()
    assert shared.out([NORM, NEW, DONE], [], 2, True) == ([NORM, NEW], True)
    assert shared.waiting == [(DONE, True)]


def test_more_numbers_than_words_are_left_open() -> None:
    shared = Shared()
    assert shared.out([NEW, DONE], [], 3, True) == ([], True)
    assert shared.waiting == []
