"""Words of a document are no formula in a spreadsheet and no mark in Markdown, and numbers stay numbers."""

import pytest

from gouji.escaping import for_markdown, for_spreadsheet


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋A1", "－A1", "＠A1", "-"])
def test_what_would_begin_a_formula_gets_an_apostrophe(text):
    assert for_spreadsheet(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3", "+2.50", "12", "表三·新收", ""])
def test_what_is_none_stays_as_it_is(text):
    assert for_spreadsheet(text) == text


def test_marks_and_tags_are_words():
    assert for_markdown("a|b <b>*c*</b> & ~d~") == "a\\|b \\<b\\>\\*c\\*\\</b\\> &amp; \\~d\\~"
