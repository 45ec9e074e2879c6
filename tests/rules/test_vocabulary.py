"""The list of common words answers from its text."""

import pytest

from gouji_plugins.rules.vocabulary import Words


@pytest.mark.parametrize("end", ["", "\n"])
def test_common_words(end):
    words = Words(f"的了\n渠道水\n水渠\n公开{end}")
    assert words.joined("渠", "道") and words.joined("渠", "水") and words.joined("公", "开") and words.joined("渠", "道")
    assert not any(words.joined(*two) for two in (("道", "渠"), ("开", "公"), ("渠", ""), ("", "渠"), ("的", "了"), ("\n", "水")))
    assert words.alone("了") and not words.alone("渠")
