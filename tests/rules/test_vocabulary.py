"""The lists of words answer from their sorted lines."""

from collections import Counter

import pytest

from gouji_plugins.rules.lexicon import phrase
from gouji_plugins.rules.set_phrases import set_phrases
from gouji_plugins.rules.vocabulary import Words, listed


@pytest.mark.parametrize("end", ["", "\n"])
def test_common_words(end):
    words = Words(f"的了\n公开\n水渠\n渠道水{end}".encode())
    assert words.joined("渠", "道") and words.joined("渠", "水") and words.joined("公", "开") and words.joined("渠", "道")
    assert not any(words.joined(*two) for two in (("道", "渠"), ("开", "公"), ("渠", ""), ("", "渠"), ("的", "了"), ("\n", "水")))
    assert words.alone("了") and not words.alone("渠")


@pytest.mark.parametrize("name", ["common-words", "rare-words", "official-threes"])
def test_lists_are_sorted_and_have_one_line_for_a_character(name):
    lines = listed(name).decode().splitlines()[name.endswith("words") :]
    firsts = [line[0] for line in lines]
    assert lines == sorted(lines) and len(set(firsts)) == len(firsts)


def test_no_set_phrase_is_listed_twice_in_two_ways():
    texts = Counter(phrase(written).text for written in set_phrases().phrases["phrases"])
    assert [text for text, times in texts.items() if times > 1] == []
