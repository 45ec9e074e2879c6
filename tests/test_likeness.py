"""Likeness is exact, and setting texts aside early never loses one that is like."""

from hypothesis import given
from hypothesis import strategies as st

from gouji.likeness import Wordings, ratio

TEXTS = st.text("年报收件办结转予", max_size=12)


def common(one: str, other: str) -> int:
    """The longest common subsequence as every textbook computes it."""
    row = [0] * (len(other) + 1)
    for a in one:
        before, row = row, [0]
        for place, b in enumerate(other, 1):
            row.append(before[place - 1] + 1 if a == b else max(before[place], row[-1]))
    return row[-1]


@given(TEXTS, TEXTS)
def test_the_ratio_is_twice_the_common_part(one, other):
    both = len(one) + len(other)
    assert ratio(one, other) == ratio(other, one) == (200 * common(one, other) / both if both else 100)


@given(TEXTS, st.lists(TEXTS, unique=True), st.integers(1, 100))
def test_all_that_are_like_and_no_others_nearest_first(text, known, least):
    found = Wordings(known).like(text, least)
    wanted = [(ratio(text, wording), wording) for wording in known if text and ratio(text, wording) >= least]
    assert found == sorted(wanted, key=lambda one: (-one[0], known.index(one[1])))
    assert Wordings(known).nearest(text, least) == (found[0] if found else None)


def test_long_texts_too():
    assert ratio("甲乙" * 200, "乙甲" * 200) == 200 * 399 / 800
