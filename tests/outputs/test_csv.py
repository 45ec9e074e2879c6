"""Words of a document are no formula in a spreadsheet, and numbers stay numbers."""

import pytest

from gouji_plugins.outputs.csv import harmless


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋A1", "－A1", "＠A1", "-"])
def test_what_would_begin_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3", "+2.50", "12", "表三·新收", ""])
def test_what_is_none_stays_as_it_is(text):
    assert harmless(text) == text
